// Why something can't be opened, said to people: what is wrong, and what to do about it.

const MIB = 1024 * 1024

/** How large a single report, or a list of reports in one document, may be. */
export const DOCUMENT_LIMIT = 256 * MIB

/** How much may be open at the same time. */
export const TOTAL_LIMIT = 1024 * MIB

/** How many reports may be open: the page keeps a line of each. */
export const REPORTS_LIMIT = 200_000

/** How many problems of one file are told one by one. */
export const PROBLEM_LIMIT = 100

/** What can be opened. */
export const OPENED =
  'What opens here: processed crashes, raw annotations, stackwalker output, crash pings and crash data, as JSON, and annotations as KEY=VALUE lines.'

/** Where a report is one as far as it goes. */
export const WHOLE = 'A crash report is a JSON object. Check whether it was copied or downloaded completely.'

const COMMAND_LINE = 'use the command line program `siggen`, which has no such limit'

export class Refusal extends Error {
  override name = 'Refusal'
  readonly advice: string

  constructor(message: string, advice: string) {
    super(message)
    this.advice = advice
  }
}

export function tooLarge(what: string, limit: number): Refusal {
  return new Refusal(
    `${what} is larger than ${size(limit)}, the limit`,
    `Cut it down to the reports that you need, or ${COMMAND_LINE}.`,
  )
}

export function tooMuch(limit: number): Refusal {
  return new Refusal(
    `The open reports would come to more than ${size(limit)}; the rest of this file was not opened`,
    `Close reports that you no longer need, or ${COMMAND_LINE}.`,
  )
}

export function tooMany(limit: number): Refusal {
  return new Refusal(
    `More than ${count(limit)} reports would be open; the rest of this file was not opened`,
    `Close reports that you no longer need, or ${COMMAND_LINE}.`,
  )
}

export function moreProblems(count: number): Refusal {
  const records = count === 1 ? '1 more record' : `${count} more records`
  return new Refusal(`${records} of this file can't be read`, 'Fix the ones named above, then open the file again.')
}

export function empty(): Refusal {
  return new Refusal('It is empty', 'A crash report is a JSON object. Check whether the download was complete.')
}

/** The compressed data ends early, or isn't what it should be. `whole` says what was read before that. */
export function brokenGzip(kind: 'truncated' | 'damaged', unpacked: number, whole: string): Refusal {
  const message =
    kind === 'truncated'
      ? `The gzip data is truncated after ${count(unpacked)} unpacked bytes; ${whole}`
      : `The gzip data is damaged, or something else follows it, after ${count(unpacked)} unpacked bytes; ${whole}`
  return new Refusal(message, 'Download or compress the file again, or decompress it first with `gzip -d`.')
}

export function notReadable(reason: string): Refusal {
  return new Refusal(
    `It can't be read: ${reason}`,
    'A folder can’t be opened as a file. If the file was moved or changed after it was chosen, choose it again.',
  )
}

/** Bytes as people read them. */
export function size(bytes: number): string {
  if (bytes < 1024) {
    return bytes === 1 ? '1 byte' : `${bytes} bytes`
  }
  const [divisor, unit] =
    bytes < MIB ? [1024, 'KiB'] : bytes < 1024 * MIB ? [MIB, 'MiB'] : ([1024 * MIB, 'GiB'] as const)
  return `${Number((bytes / divisor).toFixed(1))} ${unit}`
}

/** A number with its thousands apart. */
export function count(number: number): string {
  return number.toLocaleString('en-US')
}
