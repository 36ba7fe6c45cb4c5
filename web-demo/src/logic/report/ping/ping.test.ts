import { describe, expect, it } from 'vitest'
import type { ReportView } from '../../model'
import { detail } from '../labels'
import { readReport } from '../read'
import { readThread } from '../threads'
import { ALONE, CLIENT, ENVELOPE, FORCED, FORMS, SNAKE, snake } from './test-forms'

function value(view: ReportView, label: string): string | undefined {
  return detail(view, label)?.value
}

describe.each([...FORMS, ...FORCED, ...ALONE])('%s', (_, shape, ping) => {
  const view = readReport(ping, shape)

  it('has modules', () => {
    expect(view.modules).toHaveLength(2)
    expect(view.modules[0]).toMatchObject({
      file: 'kite.dll',
      version: '1.2.3',
      codeId: 'C0DE',
      debugFile: 'kite.pdb',
      debugId: '0FEA849C6DEA332EE20583A2464E216F1',
      baseAddress: '0x7ff640000000',
      endAddress: '0x7ff640010000',
      isMain: true,
      symbolsHref: 'https://symbols.mozilla.org/kite.pdb/0FEA849C6DEA332EE20583A2464E216F1/kite.sym',
    })
    expect(view.modules[1]).toMatchObject({ file: 'loom.dll', isMain: false })
  })

  it('has threads, and their frames in modules', () => {
    expect(view.threads).toEqual([
      { index: 0, frames: 1, isCrashing: false },
      { index: 1, frames: 3, isCrashing: true },
    ])
    const rows = readThread(ping, shape, 1)
    expect(rows.map((row) => [row.displayed, row.module, row.moduleOffset, row.address, row.trust])).toEqual([
      ['loom.dll@0x7ff650123450', 'loom.dll', '0x0000000000123450', '0x7ff650123450', 'context'],
      ['kite.dll@0x7ff640000042', 'kite.dll', '0x0000000000000042', '0x7ff640000042', 'cfi'],
      ['@0x1234', undefined, undefined, '0x1234', 'scan'],
    ])
  })

  it('says how the process crashed', () => {
    expect(value(view, 'Crash reason')).toBe('EXCEPTION_BREAKPOINT')
    expect(value(view, 'Crash address')).toBe('0x7ff650123450')
    expect(value(view, 'Crashing thread')).toBe('1')
  })
})

describe.each([...FORMS, ...FORCED])('%s', (_, shape, ping) => {
  it('has annotations', () => {
    const view = readReport(ping, shape)
    expect(value(view, 'Operating system')).toBe('Windows NT')
    expect(detail(view, 'MOZ_CRASH reason')).toMatchObject({ value: 'MOZ_CRASH(kite)', isProtected: true })
    expect(value(view, 'IPC channel error')).toBe('ShutDownKill')
    expect(detail(view, 'OOM allocation size')).toMatchObject({ value: '2 KiB', raw: '2048' })
    expect(value(view, 'Process type')).toBe('content')
  })
})

describe('a Glean ping', () => {
  const [, , ping] = FORMS[0] ?? ['', 'ping', {}]

  it('is about the version that crashed, not the one that sent it', () => {
    const view = readReport(ping, 'ping')
    expect(view.version).toBe('152.0')
    expect(value(view, 'Startup crash')).toBe('yes')
    expect(detail(view, 'Uptime')).toMatchObject({ value: '1 min 1 s', raw: '61.5' })
  })

  it('shows the rest among the annotations', () => {
    expect(readReport(ping, 'ping').annotations).toEqual([
      { label: 'client_info.app_display_version', value: '153.0' },
      { label: 'client_info.client_id', value: 'x', isProtected: true },
      { label: 'ping_info.seq', value: '4' },
      { label: 'ping_info.reason', value: 'crash' },
    ])
  })

  it('is about the program that sent it where it says nothing else', () => {
    expect(readReport({ client_info: CLIENT, metrics: {} }, 'ping').version).toBe('153.0')
  })

  it('has objects where annotations have texts', () => {
    const object = {
      'crash.async_shutdown_timeout': {
        phase: 'quit',
        conditions: '[{"name": "kite", "state": "closing"}]',
        broken_add_blockers: [],
      },
      'crash.quota_manager_shutdown_timeout': ['first', 'second'],
      'crash.experiments': [{ name: 'loom' }],
    }
    const view = readReport({ metrics: { object, string: { 'crash.hang': 'ui' } } }, 'ping')
    expect(value(view, 'Async shutdown timeout')).toBe(
      '{"phase":"quit","conditions":[{"name":"kite","state":"closing"}],"brokenAddBlockers":[]}',
    )
    expect(detail(view, 'Quota manager shutdown timeout')).toMatchObject({ value: 'first\nsecond', isBlock: true })
    expect(value(view, 'Hang')).toBe('ui')
    expect(view.annotations).toEqual([{ label: 'experiments', value: '[{"name":"loom"}]' }])
  })
})

it('a row may have lines as JSON in a text', () => {
  const row = { document_id: 'd', quota_manager_shutdown_timeout: '["first", "second"]' }
  expect(value(readReport(row, 'ping'), 'Quota manager shutdown timeout')).toBe('first\nsecond')
})

describe('a telemetry ping', () => {
  it('has versions of its own', () => {
    const application = { name: 'Firefox', version: '61.0', buildId: '20180409100035', channel: 'nightly' }
    const payload = { version: 1, crashId: '6f3a1c52-8b1e-4d0a-9a57-2e41b0260714', metadata: { Version: '61.0a1' } }
    const view = readReport({ ...ENVELOPE, application, payload }, 'ping')
    expect([view.product, view.version, view.crashId]).toEqual(['Firefox', '61.0a1', payload.crashId])
    expect(value(view, 'Release channel')).toBe('nightly')
    expect(view.annotations).toEqual([
      { label: 'payload.version', value: '1' },
      { label: 'ping.type', value: 'crash' },
      { label: 'ping.version', value: '4' },
      { label: 'document_id', value: 'd' },
    ])
    expect([view.threads, view.modules]).toEqual([[], []])
  })
})

describe('the crashing thread', () => {
  const crashing = (traces: object, address = '0x10') => {
    const threads = [{ frames: [{ ip: '0x1' }] }, { frames: [] }]
    return readReport({ stack_traces: { threads, crash_address: address, ...traces } }, 'ping')
  }

  it.each([{}, { crash_thread: null }, { crash_info: {} }, { crash_thread: 0 }])('is the first in %j', (traces) => {
    expect(crashing(traces).threads[0]).toMatchObject({ isCrashing: true })
    expect(value(crashing(traces), 'Crashing thread')).toBe('0')
  })

  it('is none where its index is out of range', () => {
    const view = crashing({ crash_thread: 7 })
    expect([view.crashingThread, view.missingThread]).toEqual([undefined, 7])
    expect(view.threads.map((thread) => thread.isCrashing)).toEqual([false, false])
    expect(value(view, 'Crashing thread')).toBe('7 (no such thread in the report)')
  })

  it('begins at the crash address where it has no frames', () => {
    expect(crashing({ crash_thread: 1 }).threads[1]).toEqual({ index: 1, frames: 1, isCrashing: true })
    const ping = { stack_traces: { crash_address: '0x10', threads: [{ frames: [] }, { frames: [] }] } }
    expect(readThread(ping, 'ping', 0).map((row) => row.displayed)).toEqual(['@0x10'])
    expect(readThread(ping, 'ping', 1)).toEqual([])
  })

  it('is one of the crash address where there are no threads', () => {
    const ping = { stack_traces: { crash_address: '0x10', crash_thread: 5, modules: [] } }
    expect(readReport(ping, 'ping').threads).toEqual([{ index: 0, frames: 1, isCrashing: true }])
    expect(readThread(ping, 'ping', 0).map((row) => row.displayed)).toEqual(['@0x10'])
  })

  it('is none where there are no threads and no address', () => {
    const view = readReport({ java_exception: { messages: ['a'] }, stack_traces: { modules: [] } }, 'ping')
    expect([view.crashingThread, view.missingThread]).toEqual([undefined, undefined])
    expect(value(view, 'Crashing thread')).toBeUndefined()
  })
})

it('a stack by itself has named frames, and says how many were left out', () => {
  const stack = [
    { function: 'Kite::Fly', module: 'kite.dll', module_offset: '0x12', file: 'kite.cpp', line: 3 },
    { omitted: 1200 },
    { module: 'loom.dll', module_offset: '0x34' },
  ]
  const view = readReport({ stack, crash_type: 'SIGSEGV', signature: 'Kite::Fly' }, 'ping')
  expect(view.threads).toEqual([{ index: 0, frames: 2, isCrashing: true }])
  expect([value(view, 'Crash reason'), view.storedSignature, view.annotations]).toEqual(['SIGSEGV', 'Kite::Fly', []])
  const rows = readThread({ stack }, 'ping', 0)
  expect(rows.map((row) => [row.kind, row.displayed])).toEqual([
    ['frame', 'Kite::Fly'],
    ['truncated', '1,200 frames left out'],
    ['frame', 'loom.dll@0x34'],
  ])
})

describe('what a stackwalker says, cut down to the crashing thread', () => {
  const crashing_thread = { threads_index: 3, thread_name: 'Kite', frames: [{ function: 'a' }] }

  it.each([[{ crashing_thread, crash_info: { type: 'SIGSEGV', crashing_thread: 3 } }], [crashing_thread]])(
    '%j',
    (report) => {
      const view = readReport(report, 'stackwalk')
      expect(view.threads).toEqual([{ index: 0, name: 'Kite', frames: 1, isCrashing: true }])
      expect(readThread(report, 'stackwalk', 0).map((row) => row.displayed)).toEqual(['a'])
    },
  )
})

describe('Java exceptions', () => {
  const thrown = {
    type: 'kite.FlyException',
    message: 'm',
    frames: [{ module: 'kite.Kite', function: 'fly', source: { text: 'Kite.kt:5' } }],
  }
  const camel = {
    throwables: [
      {
        typeName: 'kite.FlyException',
        message: 'm',
        stack: [{ className: 'kite.Kite', methodName: 'fly', file: 'Kite.kt', line: 5, isNative: false }],
      },
    ],
  }
  const messages = {
    messages: ['kite.FlyException: m'],
    stack: [{ class_name: 'kite.Kite', method_name: 'fly', file: 'Kite.kt', line: 5 }],
  }
  const frame = { module: 'kite.Kite', function: 'fly', filename: 'Kite.kt', lineno: 5 }
  const values = {
    exception: { values: [{ stacktrace: { type: 'FlyException', module: 'kite', value: 'm', frames: [frame] } }] },
  }

  it.each([
    ['camel case', camel],
    ['snake case', snake(camel)],
    ['messages', messages],
    ['values', values],
  ])('in %s', (_, exception) => {
    const places = [
      { metrics: { object: { 'crash.java_exception': exception } } },
      { metrics: { object: { crash_java_exception: exception } } },
      { document_id: 'd', java_exception: exception },
      { document_id: 'd', java_exception: JSON.stringify(exception) },
      { payload: { metadata: { JavaException: JSON.stringify(exception) } } },
    ]
    for (const place of places) {
      expect(readReport(place, 'ping').javaException).toEqual([thrown])
    }
  })
})

describe('systems are called as in crash reports', () => {
  it.each([
    ['Windows', 'Windows NT'],
    ['Windows_NT', 'Windows NT'],
    ['Darwin', 'Mac OS X'],
    ['Mac', 'Mac OS X'],
    ['Linux', 'Linux'],
    ['Android', 'Android'],
  ])('%s', (os, name) => {
    const environment = { system: { os: { name: os } } }
    for (const ping of [
      { client_info: { os }, metrics: {} },
      { document_id: 'd', os },
      { environment, payload: {} },
    ]) {
      expect(readReport(ping, 'ping').os).toBe(name)
    }
  })

  it('and once only', () => {
    const ping = { client_info: { os: 'Darwin' }, normalized_os: 'Mac', metrics: {} }
    expect(readReport(ping, 'ping').annotations).toEqual([])
  })
})

describe('what can’t be read', () => {
  it.each([
    { stack_traces: '{"threads": [' },
    { stack_traces: JSON.stringify(JSON.stringify(SNAKE)) },
    { stack_traces: [SNAKE] },
    { stack_traces: { threads: 7, modules: 'x', crash_info: [] } },
    { metrics: { object: { 'crash.stack_traces': null } } },
    { payload: null, stack: 3 },
  ])('has no threads: %j', (ping) => {
    const view = readReport(ping, 'ping')
    expect([view.threads, view.modules]).toEqual([[], []])
  })

  it('modules without a file are named by their symbols', () => {
    const modules = [{ filename: '', debugFile: 'C:\\a\\kite.pdb' }, { filename: '/usr/lib/loom.so' }, {}]
    const frames = [0, 1, 2].map((moduleIndex) => ({ moduleIndex, ip: '0x1' }))
    const ping = { stack_traces: { modules, threads: [{ frames }] } }
    expect(readReport(ping, 'ping').modules.map(({ file }) => file)).toEqual(['kite.pdb', 'loom.so', ''])
    expect(readThread(ping, 'ping', 0).map((row) => row.module)).toEqual(['kite.pdb', 'loom.so', undefined])
  })

  it('modules that aren’t there name nothing', () => {
    const frames = [2 ** 63, -1, 1.5, '0', null].map((module_index) => ({ module_index, ip: '0x1' }))
    const ping = { stack_traces: { modules: [{ filename: 'kite.dll' }], threads: [{ frames }] } }
    expect(readThread(ping, 'ping', 0).map((row) => row.displayed)).toEqual(Array(5).fill('@0x1'))
  })

  it('names that objects have from elsewhere are annotations like others', () => {
    const metrics = JSON.parse('{"string": {"__proto__": "a", "constructor": "b", "crash.toString": "c"}}')
    const { annotations } = readReport({ metrics }, 'ping')
    expect(annotations.map((row) => [row.label, row.value])).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
      ['toString', 'c'],
    ])
  })
})
