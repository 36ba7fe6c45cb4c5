export class ReportError extends Error {
  name = 'ReportError'
  constructor({ message, offset }) {
    super(message)
    this.offset = offset
  }
}

export class SiglistError extends Error {
  name = 'SiglistError'
  constructor({ message, list, line, pattern, reason }) {
    super(message)
    this.list = list
    if (line !== undefined) {
      this.line = line
    }
    if (pattern !== undefined) {
      this.pattern = pattern
    }
    this.reason = reason
  }
}

export class PanicError extends Error {
  name = 'PanicError'
}

const KINDS = { report: ReportError, siglist: SiglistError }

/** The error that a refusal of the module tells of. */
export function ofRefusal(json) {
  const { kind, ...facts } = JSON.parse(json)
  return kind in KINDS ? new KINDS[kind](facts) : new TypeError(facts.message)
}
