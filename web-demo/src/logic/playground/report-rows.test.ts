import { describe, expect, it } from 'vitest'
import type { ReportSummary } from '../model'
import { choose, countLine, groupIndex, reportRows, rowKey } from './report-rows'

function report(id: number, signature: string, storedSignature?: string): ReportSummary {
  return { id, name: `${id}.json`, shape: 'processed', signature, storedSignature, bytes: 1 }
}

const GROUPS = [
  { signature: 'f', reports: [report(1, 'f', 'f'), report(2, 'f', 'old')] },
  { signature: 'g', reports: [report(3, 'g')] },
]

describe('reportRows', () => {
  it('puts the reports below their signature, with their places', () => {
    const rows = reportRows(GROUPS, new Set(), new Map())
    expect(rows.map(rowKey)).toEqual(['group f', 'report 1', 'report 2', 'group g', 'report 3'])
    expect(rows.map((row) => `${row.place}/${row.of}`)).toEqual(['1/2', '1/2', '2/2', '2/2', '1/1'])
    expect(groupIndex(rows, 'g')).toBe(3)
    expect(groupIndex(rows, 'h')).toBe(-1)
  })

  it('leaves out the reports of a folded signature', () => {
    const rows = reportRows(GROUPS, new Set(['f']), new Map())
    expect(rows.map(rowKey)).toEqual(['group f', 'group g', 'report 3'])
    expect(rows[0]).toMatchObject({ isOpen: false, reports: 2 })
  })

  it('marks another stored signature and another signature with edited lists', () => {
    const rows = reportRows(GROUPS, new Set(), new Map([[1, 'f | k']]))
    expect(rows[0]).toMatchObject({ changed: 1 })
    expect(rows[1]).toMatchObject({ now: 'f | k', isStoredDifferent: false })
    expect(rows[2]).toMatchObject({ now: undefined, isStoredDifferent: true })
    expect(rows[3]).toMatchObject({ changed: 0 })
    expect(rows[4]).toMatchObject({ isStoredDifferent: false })
  })
})

describe('choose', () => {
  it('holds at most two reports and gives one up that is chosen again', () => {
    expect(choose([], 1)).toEqual([1])
    expect(choose([1], 2)).toEqual([1, 2])
    expect(choose([1, 2], 3)).toEqual([2, 3])
    expect(choose([1, 2], 1)).toEqual([2])
  })
})

describe('countLine', () => {
  it('says how many of how many', () => {
    expect(countLine(123, 5000, 45)).toBe('123 of 5,000 reports in 45 signatures')
    expect(countLine(5000, 5000, 1)).toBe('5,000 reports in 1 signature')
    expect(countLine(1, 1, 1)).toBe('1 report in 1 signature')
    expect(countLine(0, 1, 0)).toBe('0 of 1 report in 0 signatures')
  })
})
