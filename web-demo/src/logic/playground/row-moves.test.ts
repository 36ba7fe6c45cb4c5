import { describe, expect, it } from 'vitest'
import type { ReportSummary } from '../model'
import { reportRows } from './report-rows'
import { moveFor } from './row-moves'

function report(id: number, signature: string): ReportSummary {
  return { id, name: `${id}.json`, shape: 'processed', signature, bytes: 1 }
}

// 0: f (open), 1: report 1, 2: report 2, 3: g (folded)
const ROWS = reportRows(
  [
    { signature: 'f', reports: [report(1, 'f'), report(2, 'f')] },
    { signature: 'g', reports: [report(3, 'g')] },
  ],
  new Set(['g']),
  new Map(),
)

describe('moveFor', () => {
  it('goes down and up, and not beyond the ends', () => {
    expect(moveFor('j', ROWS, 0)).toEqual({ kind: 'to', index: 1 })
    expect(moveFor('ArrowDown', ROWS, 3)).toEqual({ kind: 'to', index: 3 })
    expect(moveFor('k', ROWS, 2)).toEqual({ kind: 'to', index: 1 })
    expect(moveFor('ArrowUp', ROWS, 0)).toEqual({ kind: 'to', index: 0 })
    expect(moveFor('PageDown', ROWS, 1)).toEqual({ kind: 'to', index: 3 })
    expect(moveFor('PageUp', ROWS, 2)).toEqual({ kind: 'to', index: 0 })
    expect(moveFor('End', ROWS, 0)).toEqual({ kind: 'to', index: 3 })
    expect(moveFor('Home', ROWS, 3)).toEqual({ kind: 'to', index: 0 })
  })

  it('folds, unfolds, and goes between a signature and its reports', () => {
    expect(moveFor('ArrowRight', ROWS, 3)).toEqual({ kind: 'unfold', signature: 'g' })
    expect(moveFor('ArrowRight', ROWS, 0)).toEqual({ kind: 'to', index: 1 })
    expect(moveFor('ArrowRight', ROWS, 1)).toBeUndefined()
    expect(moveFor('ArrowLeft', ROWS, 2)).toEqual({ kind: 'to', index: 0 })
    expect(moveFor('ArrowLeft', ROWS, 0)).toEqual({ kind: 'fold', signature: 'f' })
    expect(moveFor('ArrowLeft', ROWS, 3)).toBeUndefined()
    expect(moveFor('Enter', ROWS, 0)).toEqual({ kind: 'fold', signature: 'f' })
  })

  it('opens and chooses reports', () => {
    expect(moveFor('Enter', ROWS, 2)).toEqual({ kind: 'open', id: 2 })
    expect(moveFor(' ', ROWS, 1)).toEqual({ kind: 'choose', id: 1 })
    expect(moveFor('x', ROWS, 1)).toEqual({ kind: 'choose', id: 1 })
  })

  it('does nothing for other keys, and starts at the top where no row has been', () => {
    expect(moveFor('a', ROWS, 0)).toBeUndefined()
    expect(moveFor('j', ROWS, -1)).toEqual({ kind: 'to', index: 0 })
    expect(moveFor('Enter', ROWS, -1)).toBeUndefined()
    expect(moveFor('j', [], -1)).toBeUndefined()
  })
})
