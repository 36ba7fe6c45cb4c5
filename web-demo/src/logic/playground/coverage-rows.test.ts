import { expect, it } from 'vitest'
import type { Coverage, Finding, LineCoverage } from 'siggen-wasm'
import {
  COVERAGE_FILTERS,
  concernedPhrase,
  concernedReports,
  coverageRows,
  coverageSentence,
  isCoverageFilter,
  withoutPhrase,
} from './coverage-rows'

function line(line: number, text: string, counts: Partial<LineCoverage> = {}): LineCoverage {
  const none = { matched: 0, fired: 0, only_match: 0, changed: 0, signature_count: 0, change_count: 0 }
  return { list: 'prefix_signature_re', line, text, ...none, signatures: [], changes: [], examples: [], ...counts }
}

const COVERAGE: Coverage = {
  source: 'edited',
  crashes: 9,
  signatures: 3,
  lines: [
    line(1, 'other', { list: 'signature_sentinels', matched: 9, fired: 9, only_match: 9, changed: 9 }),
    line(2, 'seldom', { matched: 2, fired: 2, only_match: 2, changed: 1 }),
    line(3, 'idle'),
    line(5, 'often', { matched: 7, fired: 6, only_match: 0 }),
    line(6, 'behind', { matched: 7 }),
    line(8, 'as often', { matched: 6, fired: 6, only_match: 6 }),
  ],
}

it('shows the lines of one list, those that decided most first', () => {
  const texts = (filter: (typeof COVERAGE_FILTERS)[number]['id']) =>
    coverageRows(COVERAGE, 'prefix_signature_re', filter).map(({ text }) => text)
  expect(texts('all')).toEqual(['often', 'as often', 'seldom', 'idle', 'behind'])
  expect(texts('fired')).toEqual(['often', 'as often', 'seldom'])
  expect(texts('needed')).toEqual(['seldom'])
  expect(texts('idle')).toEqual(['idle'])
  expect(['all', 'none', ''].map(isCoverageFilter)).toEqual([true, false, false])
})

it('says what the lines do', () => {
  expect(coverageSentence(COVERAGE, 'prefix_signature_re')).toBe(
    '3 of 5 lines decided about frames of the 9 open reports. Signatures depend on 1.',
  )
  expect(coverageSentence(COVERAGE, 'irrelevant_signature_re')).toBe(
    '0 of 0 lines decided about frames of the 9 open reports.',
  )
  expect(COVERAGE.lines.slice(1).map(withoutPhrase)).toEqual([
    'without it, 1 report gets a different signature',
    'matches none of their frames',
    'other entries decide the same',
    'other entries decide the same',
    'without it, nothing changes',
  ])
})

it('says how many reports a finding concerns, of the line that it is about', () => {
  const concerned = concernedReports(COVERAGE)
  const about = (line: number, pattern: string): Finding => ({
    list: 'prefix_signature_re',
    line,
    pattern,
    severity: 'warning',
    code: 'shadowed',
    message: '',
    help: '',
  })
  expect([concerned(about(5, 'often')), concerned(about(3, 'idle'))]).toEqual([7, 0])
  // The text was edited since.
  expect(concerned(about(5, 'oft'))).toBeUndefined()
  expect(concernedReports(undefined)(about(5, 'often'))).toBeUndefined()
  expect([concernedPhrase(0, 1), concernedPhrase(1, 1)]).toEqual(['Not in the open report.', 'In the open report.'])
  expect([concernedPhrase(0, 9), concernedPhrase(7, 1200)]).toEqual([
    'In none of 9 open reports.',
    'In 7 of 1,200 open reports.',
  ])
})
