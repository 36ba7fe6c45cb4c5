// Annotations as lines of `KEY=VALUE`, as crash reporters wrote `.extra` files before they wrote JSON.

const LINE = /^([A-Za-z_][\w.-]*)=(.*)$/s

/** Whether a text begins with such a line. */
export function isKeyValue(text: string): boolean {
  const start = /[^\s\ufeff]/.exec(text)?.index ?? 0
  const end = text.indexOf('\n', start)
  return LINE.test(text.slice(start, end === -1 ? undefined : end))
}

/** The annotations of these lines; what is no such line is left out. */
export function readKeyValue(text: string): Record<string, string> {
  const members = text.split(/\r?\n/).flatMap((line): [string, string][] => {
    const [matched, key, value] = LINE.exec(line.replace(/^\ufeff/, '')) ?? []
    return matched === undefined || key === undefined ? [] : [[key, unescaped(value ?? '')]]
  })
  return Object.fromEntries(members)
}

const MEANT: Readonly<Record<string, string>> = { n: '\n', t: '\t', '\\': '\\' }

/** A value without its escapes. Any other backslash stands for itself. */
function unescaped(value: string): string {
  return value.replaceAll(/\\([nt\\])/g, (escape, letter: string) => MEANT[letter] ?? escape)
}
