// Names of operating systems.

/** Names that programs and tables have for a system, in lower case, by the one that crash reports have. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  'Windows NT': ['windows', 'windows_nt', 'winnt'],
  'Mac OS X': ['mac', 'darwin', 'macos', 'osx'],
}

const IN_REPORTS = new Map(Object.entries(NAMES).flatMap(([name, others]) => others.map((other) => [other, name])))

/** The name of a system in crash reports; any other text as it is. */
export function systemName(name: string): string {
  return IN_REPORTS.get(name.toLowerCase()) ?? name
}
