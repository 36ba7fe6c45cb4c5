import { readFileSync } from 'node:fs'
import { Generator } from 'siggen-wasm'
import { describe, expect, it } from 'vitest'
import type { FrameTrail, Shape } from '../model'
import { ALONE, FORMS } from './ping/test-forms'
import { readReport } from './read'
import { joinTrail, readThread } from './threads'

const folder = new URL('../../../../testdata/crashes/', import.meta.url)

function bytesOf(name: string): Uint8Array {
  return readFileSync(new URL(name, folder))
}

function document(name: string): unknown {
  return JSON.parse(new TextDecoder().decode(bytesOf(name)))
}

const NATIVE: [string, Shape][] = [
  ['content-process-windows.json', 'processed'],
  ['crash-data-ipc-linux.json', 'crash-data'],
  ['oom-windows.json', 'processed'],
  ['ping-ipc-error-windows.json', 'ping'],
  ['ping-oom-linux.json', 'ping'],
  ['raw-annotations.json', 'raw'],
  ['rust-panic-linux.json', 'processed'],
  ['shutdown-hang-windows.json', 'processed'],
  ['stackwalk-macos.json', 'stackwalk'],
]

function trailOf(
  report: Uint8Array | string,
  shape: Shape,
  thread?: number,
): { thread: number; frames: FrameTrail[] }[] {
  const generator = new Generator()
  const { rules } = generator.explain(report, { shape, thread })
  generator.free()
  return rules.flatMap(({ stack }) => (stack?.kind === 'native' ? [stack] : []))
}

describe('names', () => {
  it.each(NATIVE)('of %s are those of its explanation', (name, shape) => {
    const stacks = trailOf(bytesOf(name), shape)
    expect(stacks.length).toBeGreaterThan(0)
    for (const { thread, frames } of stacks) {
      const rows = readThread(document(name), shape, thread).slice(0, frames.length)
      const seen = rows.map((row) => [row.frame, row.kind === 'inline', row.module, row.displayed])
      expect(seen).toEqual(frames.map((frame) => [frame.frame, frame.inlined, frame.module, frame.displayed]))
    }
  })

  it.each([...FORMS, ...ALONE])('of a %s are those of its explanation', (_, shape, ping) => {
    const [stack] = trailOf(JSON.stringify(ping), shape)
    expect(stack?.frames).toHaveLength(3)
    const rows = readThread(ping, shape, stack?.thread ?? 0)
    expect(rows.map((row) => [row.frame, row.module, row.displayed])).toEqual(
      stack?.frames.map((frame) => [frame.frame, frame.module, frame.displayed]),
    )
  })

  it('of odd frames are those of their explanation', () => {
    const frames = [
      { function: '', file: 'hg:a:b.cpp:1', line: 7 },
      { file: 'a.cpp', line: 0, module: 'a.dll', module_offset: '', offset: '0x10' },
      { file: 'a.cpp', line: '12' },
      { module: '', unloaded_modules: [{ module: 'gone.dll', offsets: ['0x1'] }], offset: '0x22' },
      { unloaded_modules: [3], offset: '0x23' },
      { unloaded_modules: [], offset: '0x24' },
      { function: 5, module: 7, offset: null },
      { inlines: [{}, { function: 'inner' }], module: 'b.dll', offset: '0x25', function: 'outer' },
    ]
    const report = { crashing_thread: 0, threads: [{ frames }] }
    const [stack] = trailOf(JSON.stringify(report), 'crash-data')
    const rows = readThread(report, 'crash-data', 0)
    expect(rows.map((row) => row.displayed)).toEqual(stack?.frames.map((frame) => frame.displayed))
    expect(rows.map((row) => row.displayed)).toEqual([
      'hg:a:b.cpp:1#7',
      'a.dll@0x10',
      'a.cpp#12',
      '(unloaded gone.dll@0x22)',
      '(unloaded @0x23)',
      '@0x24',
      '',
      'b.dll@0x25',
      'inner',
      'outer',
    ])
    expect(rows[3]?.isUnloaded).toBe(true)
    expect(rows[1]?.isUnloaded).toBe(false)
  })
})

describe('rows', () => {
  it('have inline functions before their holder', () => {
    const rows = readThread(document('oom-windows.json'), 'processed', 0)
    expect(rows).toHaveLength(13)
    expect(rows[4]).toEqual({
      row: 4,
      kind: 'inline',
      frame: 4,
      module: 'xul.dll',
      displayed: 'nsTSubstring<char16_t>::SetLength(unsigned long long)',
      source: {
        text: 'xpcom/string/nsTSubstring.cpp:883',
        href: 'https://hg.mozilla.org/releases/mozilla-release/annotate/4be1c07d92fa3e58b6c0d1e2f3a4958671b2c3d4/xpcom/string/nsTSubstring.cpp#l883',
        searchfox: 'https://searchfox.org/mozilla-central/source/xpcom/string/nsTSubstring.cpp#883',
      },
      trust: 'inline',
      isMissingSymbols: false,
      isUnloaded: false,
      address: '0x00007ff81dff6a02',
      moduleOffset: '0x0000000003d16a02',
    })
    expect(rows[5]).toMatchObject({ kind: 'frame', frame: 4, trust: 'cfi' })
  })

  it('say where frames were left out', () => {
    const rows = (thread: object) => readThread({ threads: [thread] }, 'stackwalk', 0).map((row) => row.displayed)
    const frames = [{ function: 'a' }, { function: 'b' }]
    expect(rows({ frames, frame_count: 2 })).toEqual(['a', 'b'])
    expect(rows({ frames, frame_count: 1502 })).toEqual(['a', 'b', '1,500 frames left out'])
    expect(rows({ frames, frame_count: 2, total_frames: 3 })).toEqual(['a', 'b', '1 frame left out'])
    expect(rows({ frames, frames_truncated: true })).toEqual(['a', 'b', 'more frames left out'])
    const middle = [frames[0], { truncated: { msg: '9 frames truncated' } }, frames[1]]
    expect(rows({ frames: middle, frame_count: 11, truncated: true })).toEqual(['a', '9 frames truncated', 'b'])
  })

  it('mark missing symbols', () => {
    const thread = { frames: [{ module: 'a.so', module_offset: '0x1', missing_symbols: true }] }
    expect(readThread({ threads: [thread] }, 'stackwalk', 0)[0]).toMatchObject({ isMissingSymbols: true })
  })

  it('are found from the end, as signatures are made', () => {
    const report = { crashing_thread: -1, threads: [{ frames: [{ function: 'a' }] }, { frames: [{ function: 'b' }] }] }
    const [stack] = trailOf(JSON.stringify(report), 'crash-data')
    expect(stack?.frames[0]?.displayed).toBe('b')
    expect(readThread(report, 'crash-data', stack?.thread ?? 0)[0]?.displayed).toBe('b')
    expect(readReport(report, 'crash-data').crashingThread).toBe(1)
  })

  it('are none where there is no such thread', () => {
    expect(readThread({ threads: [] }, 'stackwalk', 3)).toEqual([])
  })
})

it('no trail joins a row that stands for frames left out', () => {
  const report = { crashing_thread: 0, threads: [{ frames: [{ function: 'a' }, { truncated: 3 }, { function: 'b' }] }] }
  const [stack] = trailOf(JSON.stringify(report), 'crash-data')
  expect(stack?.frames).toHaveLength(3)
  const joined = joinTrail(readThread(report, 'crash-data', 0), stack?.frames ?? [])
  expect(joined.map((row) => row.trail?.normalized)).toEqual(['a', undefined, 'b'])
})

it('trails join the rows that they are about', () => {
  const name = 'content-process-windows.json'
  const [stack] = trailOf(bytesOf(name), 'processed', 0)
  const rows = joinTrail(readThread(document(name), 'processed', 0), stack?.frames ?? [])
  const joined = rows.filter((row) => row.trail !== undefined)
  expect(joined).toHaveLength(stack?.frames.length ?? -1)
  for (const row of joined) {
    expect(row.trail?.displayed).toBe(row.displayed)
    expect(row.trail?.inlined).toBe(row.kind === 'inline')
  }
  // From the recorded proto signature: two inline functions come before the first frame.
  expect(rows.slice(0, 3).map((row) => row.trail?.normalized)).toEqual([
    'MOZ_CrashSequence',
    'AnnotateMozCrashReason',
    'mozilla::detail::InvalidArrayIndex_CRASH',
  ])
})
