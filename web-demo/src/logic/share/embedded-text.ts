// Text from a report, embedded in other text so that it stays text: on one line, or quoted in Markdown.

import { printable } from '../printable'

/** A text on one line, with hidden characters made visible. */
export function oneLine(text: string): string {
  return printable(text.replace(/[\t-\r\u0085\u2028\u2029]+/g, ' ')).trim()
}

/** A block of text in Markdown, whatever is in it. */
export function fenced(lines: readonly string[]): string[] {
  const longest = lines.reduce((most, line) => Math.max(most, longestRun(line)), 2)
  const fence = '`'.repeat(longest + 1)
  return [fence, ...lines, fence]
}

/** A text in Markdown that is shown as it is. */
export function code(text: string): string {
  const shown = oneLine(text)
  const mark = '`'.repeat(longestRun(shown) + 1)
  const space = shown.startsWith('`') || shown.endsWith('`') ? ' ' : ''
  return `${mark}${space}${shown}${space}${mark}`
}

/** Lines of a text, with hidden characters made visible. */
export function plainLines(text: string): string[] {
  return text
    .trim()
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => oneLine(line.replaceAll('\t', '    ')))
}

/** The length of the longest run of backticks. */
function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0)
}
