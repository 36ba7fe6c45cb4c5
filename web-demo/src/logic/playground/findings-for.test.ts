import { expect, it } from 'vitest'
import type { Finding, ListName, Severity } from 'siggen-wasm'
import { findingsFor, type ShownFinding } from './findings-for'

function finding(list: ListName, line: number, severity: Severity): Finding {
  return { list, line, severity, code: 'shadowed', message: '', help: '', pattern: `${line}` }
}

const lines = (shown: ShownFinding[]) => shown.map(({ finding }) => finding.line)

it('shows the findings of a list and the errors of the others, the gravest first', () => {
  const findings = [
    finding('prefix_signature_re', 9, 'hint'),
    finding('prefix_signature_re', 7, 'warning'),
    finding('irrelevant_signature_re', 1, 'error'),
    finding('irrelevant_signature_re', 2, 'warning'),
    finding('prefix_signature_re', 8, 'error'),
    finding('prefix_signature_re', 3, 'warning'),
  ]
  expect(lines(findingsFor(findings, 'prefix_signature_re'))).toEqual([8, 1, 3, 7, 9])
  expect(lines(findingsFor(findings, 'signature_sentinels'))).toEqual([1, 8])
})

it('puts what is about edited lines before the rest, but behind errors', () => {
  const findings = [
    finding('prefix_signature_re', 1, 'warning'),
    finding('prefix_signature_re', 2, 'hint'),
    finding('prefix_signature_re', 3, 'error'),
    finding('irrelevant_signature_re', 2, 'error'),
  ]
  const shown = findingsFor(findings, 'prefix_signature_re', new Map([['prefix_signature_re', new Set([2])]]))
  expect(lines(shown)).toEqual([3, 2, 2, 1])
  expect(shown.map(({ isEdited }) => isEdited)).toEqual([false, false, true, false])
})

it('takes the line behind a finding as edited too', () => {
  const other = { list: 'irrelevant_signature_re' as const, line: 7, pattern: '' }
  const findings = [
    finding('prefix_signature_re', 1, 'warning'),
    { ...finding('prefix_signature_re', 5, 'warning'), related: other },
    { ...finding('prefix_signature_re', 6, 'warning'), related: { ...other, line: 8 } },
  ]
  const shown = findingsFor(findings, 'prefix_signature_re', new Map([['irrelevant_signature_re', new Set([7])]]))
  expect(lines(shown)).toEqual([5, 1, 6])
})
