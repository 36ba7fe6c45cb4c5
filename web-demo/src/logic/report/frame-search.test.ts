import { expect, test } from 'vitest'
import type { FrameRow } from '../model'
import { countFrames, searchTexts } from './frame-search'

function frame(displayed: string, more: Partial<FrameRow> = {}): FrameRow {
  return { row: 0, kind: 'frame', frame: 0, displayed, isMissingSymbols: false, isUnloaded: false, ...more }
}

test('frames are counted thread by thread', () => {
  const trail = {
    frame: 0,
    inlined: false,
    displayed: '',
    normalized: 'Kite<T>::fly',
    verdict: 'stop',
    kept: true,
  } as const
  const texts = searchTexts([
    [frame('Kite<int>::fly(int)', { trail, module: 'xul.dll' }), frame('main', { source: { text: 'Sky/Main.cpp:7' } })],
    [],
    [frame('kite_thread')],
  ])
  expect(countFrames(texts, ' KITE ')).toEqual([1, 0, 1])
  expect(countFrames(texts, '<T>')).toEqual([1, 0, 0])
  expect(countFrames(texts, 'XUL')).toEqual([1, 0, 0])
  expect(countFrames(texts, 'sky/')).toEqual([1, 0, 0])
  expect(countFrames(texts, 'loom')).toEqual([0, 0, 0])
  expect(countFrames(texts, ' ')).toEqual([0, 0, 0])
})
