import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Shape } from '../model'
import { ALONE, FORMS } from './ping/test-forms'
import { readReport } from './read'
import { summarize } from './summary'
import { readThread } from './threads'

function document(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../../testdata/crashes/${name}.json`, import.meta.url), 'utf8'))
}

describe('whatever JSON it gets', () => {
  const SHAPES: Shape[] = ['processed', 'crash-data', 'stackwalk', 'raw', 'ping']
  const VALUES: unknown[] = [
    null,
    true,
    false,
    0,
    -1,
    1e308,
    2.5,
    '',
    'text',
    '7',
    '{"a":[',
    '{"threads":[7,{"frames":{}}]}',
    [],
    [null],
    [[]],
    {},
    { a: {} },
  ]

  /** The same numbers in every run. */
  function* numbers(seed: number): Generator<number, never> {
    let state = seed
    for (;;) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      yield state / 2 ** 32
    }
  }

  /** A copy in which each value may be another one. */
  function damaged(given: unknown, next: () => number, chance: number): unknown {
    if (next() < chance) {
      return VALUES[Math.floor(next() * VALUES.length)]
    }
    if (Array.isArray(given)) {
      return given.slice(0, 6).map((item: unknown) => damaged(item, next, chance))
    }
    if (typeof given !== 'object' || given === null) {
      return given
    }
    return Object.fromEntries(Object.entries(given).map(([name, item]) => [name, damaged(item, next, chance)]))
  }

  const names = [
    'content-process-windows',
    'java-exception-android',
    'ping-oom-linux',
    'raw-annotations',
    'stackwalk-macos',
  ]
  const documents: [string, unknown][] = [
    ...names.map((name): [string, unknown] => [name, document(name)]),
    ...[...FORMS, ...ALONE].map(([name, , ping]): [string, unknown] => [name, ping]),
  ]

  it.each(documents)('%s with other values in any place', (name, whole) => {
    const source = numbers(name.length)
    const next = () => source.next().value
    for (let round = 0; round < 60; round += 1) {
      const report = damaged(whole, next, 0.02 + (round % 10) / 25)
      for (const shape of SHAPES) {
        const view = readReport(report, shape)
        const rows = [...view.groups.flatMap((group) => group.rows), ...view.annotations, ...view.debug, ...view.memory]
        for (const row of rows) {
          expect(typeof row.value).toBe('string')
        }
        for (const thread of view.threads) {
          readThread(report, shape, thread.index)
        }
        for (const module of view.modules) {
          expect(typeof module.file).toBe('string')
        }
        const { crashId, product, date } = summarize(report, shape)
        expect([crashId, product, date]).toEqual([view.crashId, view.product, view.date])
        // It must be able to cross from the worker to the page.
        structuredClone(view)
      }
    }
  })

  it('at the top', () => {
    for (const report of VALUES) {
      for (const shape of SHAPES) {
        expect(readReport(report, shape).threads).toEqual([])
      }
    }
  })

  it('with very long lists', () => {
    const many = Array.from({ length: 200_000 }, () => ({}))
    const report = { crash_info: { possible_bit_flips: many }, modules: many, threads: [{ frames: many }] }
    expect(readReport(report, 'stackwalk').threads[0]?.frames).toBe(200_000)
    expect(readThread(report, 'stackwalk', 0)).toHaveLength(200_000)
  })
})
