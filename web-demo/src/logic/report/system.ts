// Names of operating systems.

/** Names that programs and tables have for a system, by the one that crash reports have for it. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  'Windows NT': ['Windows', 'Windows_NT', 'WINNT'],
  'Mac OS X': ['Mac', 'Darwin', 'macOS', 'Mac OS'],
}

const CRASH_REPORT_NAMES = new Map(
  Object.entries(NAMES).flatMap(([name, others]) => others.map((other) => [other, name] as const)),
)

/** The name of a system in crash reports; any other text as it is. */
export function systemName(name: string): string {
  return CRASH_REPORT_NAMES.get(name) ?? name
}
