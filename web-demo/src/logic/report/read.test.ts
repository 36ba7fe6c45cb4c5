import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { ReportView } from '../model'
import { detail } from './labels'
import { readReport } from './read'
import { readThread } from './threads'

function document(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../../testdata/crashes/${name}.json`, import.meta.url), 'utf8'))
}

function value(view: ReportView, label: string): [string, string | undefined] | undefined {
  const row = detail(view, label)
  return row === undefined ? undefined : [row.value, row.raw]
}

describe('a processed crash', () => {
  const view = readReport(document('content-process-windows'), 'processed')

  it('has a header', () => {
    expect(view.crashId).toBe('6f3a1c52-8b1e-4d0a-9a57-2e41b0260714')
    expect(view.crashStatsUrl).toBe('https://crash-stats.mozilla.org/report/index/6f3a1c52-8b1e-4d0a-9a57-2e41b0260714')
    expect(view.storedSignature).toBe('mozilla::detail::InvalidArrayIndex_CRASH | mozilla::dom::TileRing::Rotate')
    expect([view.product, view.version, view.os]).toEqual(['Firefox', '152.0', 'Windows 11'])
    expect(view.date).toBe('2026-07-14 09:31:07 UTC')
  })

  it('has details for people, with what the report says beside them where that is more', () => {
    // 5,123 s = 1 h 25 min 23 s; 3,120,828,416 bytes = 2.906… GiB.
    expect(value(view, 'Uptime')).toEqual(['1 h 25 min', '5123'])
    expect(value(view, 'Build id')).toEqual(['20260706142153 (2026-07-06 14:21)', undefined])
    expect(value(view, 'Available physical memory')).toEqual(['2.9 GiB', '3120828416'])
    expect(value(view, 'System memory use')).toEqual(['81%', undefined])
    expect(value(view, 'Startup crash')).toEqual(['no', undefined])
    expect(value(view, 'Crash address')).toEqual(['0x7ff81a7a31f8', undefined])
    expect(value(view, 'Crashing thread')).toEqual(['0, GeckoMain', undefined])
    expect(value(view, 'Last error value')).toEqual(['ERROR_SUCCESS', undefined])
    expect(value(view, 'Thread count')).toEqual(['6', undefined])
    expect(value(view, 'Last crash')).toBeUndefined()
    expect(value(view, 'Adapter vendor id')).toEqual(['0x8086', undefined])
  })

  it('has threads and modules', () => {
    expect(view.threads).toHaveLength(6)
    expect(view.threads[0]).toEqual({
      index: 0,
      name: 'GeckoMain',
      frames: 23,
      isCrashing: true,
      lastError: 'ERROR_SUCCESS',
    })
    expect(view.modules).toHaveLength(12)
    expect(view.modules[0]).toMatchObject({ file: 'firefox.exe', isMain: true, signedBy: 'Mozilla Corporation' })
    expect(view.modules[1]?.symbolsHref).toBe(
      'https://symbols.mozilla.org/xul.pdb/0FEA849C6DEA332EE20583A2464E216F1/xul.sym',
    )
    expect(view.unloadedModules).toEqual([
      {
        file: 'InkShield64.dll',
        codeId: '5E0C77A14c000',
        signedBy: 'Inkwell Software',
        baseAddress: '0x000001d8f3a40000',
        endAddress: '0x000001d8f3a8c000',
      },
    ])
  })

  it('shows each field once', () => {
    const shown = new Set(view.groups.flatMap(({ rows }) => rows.map((row) => row.label)))
    expect(shown.size).toBe(view.groups.flatMap(({ rows }) => rows).length)
    // All others are details, or stand with the processing. The name of Windows isn't shown where its version is.
    expect(view.annotations).toEqual([{ label: 'os_name', value: 'Windows NT' }])
  })
})

describe('the other shapes', () => {
  it('annotations', () => {
    const view = readReport(document('raw-annotations'), 'raw')
    expect([view.product, view.version, view.os]).toEqual(['Firefox', '152.0', 'Windows NT'])
    // 1,784,021,441 s is 2026-07-14 09:30:41; the sample's report was processed within the same minute.
    expect(view.date).toBe('2026-07-14 09:30:41 UTC')
    expect(detail(view, 'MOZ_CRASH reason')).toMatchObject({ value: 'MOZ_CRASH()', isProtected: true })
    expect(detail(view, 'URL')).toMatchObject({ value: 'https://tiles.example/', isProtected: true })
    expect(value(view, 'OOM allocation size')).toEqual(['1.5 MiB', '1572864'])
    expect(view.annotations.map((row) => row.label)).toEqual([
      'ProductID',
      'Vendor',
      'StartupTime',
      'SafeMode',
      'ThreadIdNameMapping',
      'ServerURL',
    ])
  })

  it('damaged annotations', () => {
    const view = readReport(document('raw-annotations-damaged'), 'raw')
    expect(value(view, 'OOM allocation size')).toEqual(['about 64 MiB', undefined])
    expect(view.javaException).toEqual([])
    expect(view.annotations.find((row) => row.label === 'JavaException')).toMatchObject({ isProtected: true })
    expect(view.threads).toEqual([])
  })

  it('Java exceptions, in a text and by themselves', () => {
    const stored = readReport(document('java-exception-android'), 'processed')
    expect(stored.javaException.map(({ type }) => type)).toEqual([
      'android.app.BackgroundServiceStartNotAllowedException',
      'java.lang.RuntimeException',
    ])
    expect(stored.javaException[0]?.frames[2]).toEqual({
      module: 'org.mozilla.lantern.tray.TrayService$Companion',
      function: 'light',
      source: { text: 'TrayService.kt:58' },
      isInApp: true,
    })
    const annotated = readReport(document('raw-annotations-java'), 'raw')
    expect(annotated.javaException).toEqual(stored.javaException)
  })

  it('stackwalk', () => {
    const view = readReport(document('stackwalk-macos'), 'stackwalk')
    expect([view.os, view.crashingThread]).toEqual(['Mac OS X', 0])
    expect(value(view, 'Crash reason')).toEqual(['EXC_BAD_ACCESS / KERN_INVALID_ADDRESS', undefined])
    expect(value(view, 'OS version')).toEqual(['15.5.0 24F74', undefined])
  })

  it('stackwalk with what a server would write among its fields', () => {
    const crash_info = {
      possible_bit_flips: [{ confidence: 0.25 }, { confidence: 0.625 }, {}],
      memory_accesses: [{ is_likely_guard_page: false }, { is_likely_guard_page: true }],
    }
    const view = readReport({ crash_info }, 'stackwalk')
    expect(value(view, 'Bit-flip confidence')?.[0]).toBe('63%')
    expect(detail(view, 'Guard page access')).toMatchObject({ value: 'yes', isProtected: true })
  })

  it('crash data', () => {
    const view = readReport(document('crash-data-ipc-linux'), 'crash-data')
    expect([view.os, view.crashingThread]).toEqual(['Linux', 1])
    expect(value(view, 'IPC message name')).toEqual(['PFerry::Msg_Board', undefined])
  })

  it('pings', () => {
    const view = readReport(document('ping-oom-linux'), 'ping')
    expect([view.product, view.crashingThread]).toEqual(['Firefox', 1])
    expect(value(view, 'OOM allocation size')).toEqual(['8 MiB', '8388608'])
    expect(view.modules.map((module) => module.isMain)).toEqual([true, false, false, false, false, false])
    expect(readThread(document('ping-oom-linux'), 'ping', 1).map((row) => row.displayed)).toEqual([
      'libxul.so@0x7f1d33412d40',
      'libxul.so@0x7f1d2cca90e3',
      '@0x7f1d1a2b3c40',
      'libxul.so@0x7f1d30516a02',
      'libnspr4.so@0x7f1d3c21e7b4',
      'libc.so.6@0x7f1d3d09caa4',
      'libc.so.6@0x7f1d3d129c3c',
    ])
    const around = { application: { name: 'Fenix' }, payload: document('ping-oom-linux') }
    expect(readReport(around, 'ping').threads).toEqual(view.threads)
  })
})

it('reads what only some reports have', () => {
  const view = readReport(
    {
      memory_measures: { vsize: 2048, ghost_windows: 3, explicit: 1024 },
      breadcrumbs: [
        { timestamp: '2026-07-14T09:00:00', category: 'ui', level: 'info', message: 'tap', data: { a: 1 } },
      ],
      addons: ['a@b:1.2', 'c@d:3'],
      telemetry_environment: { addons: { activeAddons: { 'a@b': { name: 'A', isSystem: true, signedState: 3 } } } },
      processor_notes: 'one\ntwo',
      processor_history: ['first time'],
      started_datetime: '2026-07-14T09:00:00+00:00',
      completed_datetime: '2026-07-14T09:00:01.5+00:00',
      url: 'https://a.example/',
      mdsw_return_code: 1,
      phc_kind: 'FreedPage',
      glean_client_id: 'secret',
    },
    'processed',
  )
  expect(view.memory.map((row) => [row.label, row.value])).toEqual([
    ['explicit', '1 KiB'],
    ['vsize', '2 KiB'],
    ['ghost-windows', '3'],
  ])
  expect(view.breadcrumbs).toEqual([
    {
      label: '2026-07-14 09:00:00 UTC',
      value: 'info ui: tap\na: 1',
      isBlock: true,
      isProtected: true,
    },
  ])
  expect(view.extensions).toEqual([
    { id: 'a@b', version: '1.2', name: 'A', isSystem: true, signed: 'system' },
    { id: 'c@d', version: '3' },
  ])
  expect([view.storedNotes, view.history]).toEqual([['one', 'two'], ['first time']])
  expect(view.debug.find((row) => row.label === 'Processing took')?.value).toBe('1.5 s')
  expect(view.debug.find((row) => row.label === 'Stackwalker return code')?.isProtected).toBe(true)
  expect(detail(view, 'URL')?.isProtected).toBe(true)
  expect(detail(view, 'PHC kind')?.isProtected).toBe(true)
  expect(view.annotations).toEqual([{ label: 'glean_client_id', value: 'secret', isProtected: true }])
})

it('says how a report has a value where that is more exact', () => {
  const rows = (fields: object) =>
    readReport(fields, 'processed').groups.flatMap((group) => group.rows.map((row) => [row.value, row.raw]))
  expect(rows({ uptime: 45, oom_allocation_size: 512, cpu_count: 1024 })).toEqual([
    ['45 s', undefined],
    ['1,024', undefined],
    ['512 bytes', undefined],
  ])
  expect(rows({ uptime: 61, oom_allocation_size: 1025 })).toEqual([
    ['1 min 1 s', '61'],
    ['1 KiB', '1025'],
  ])
  const time = '2026-07-14 09:31:07 UTC'
  expect(rows({ date_processed: '2026-07-14T09:31:07+00:00' })).toEqual([[time, undefined]])
  expect(rows({ date_processed: '2026-07-14T09:31:07.5Z' })).toEqual([[time, '2026-07-14T09:31:07.5Z']])
  expect(rows({ date_processed: '2026-07-14T11:31:07+02:00' })).toEqual([[time, '2026-07-14T11:31:07+02:00']])
})

it('marks a Java stack trace that only few people see', () => {
  expect(readReport({ java_stack_trace: 'a' }, 'processed').isJavaStackTraceProtected).toBeUndefined()
  expect(readReport({ JavaStackTrace: 'a' }, 'raw')).toMatchObject({
    javaStackTrace: 'a',
    isJavaStackTraceProtected: true,
  })
})

it('leads to no server from an example', () => {
  const view = readReport(document('content-process-windows'), 'processed', { isExample: true })
  expect(view.crashId).toBe('6f3a1c52-8b1e-4d0a-9a57-2e41b0260714')
  expect(view.crashStatsUrl).toBeUndefined()
  expect(detail(view, 'Crash id')?.href).toBeUndefined()
})

it('shows what is said twice once', () => {
  const twice = { uuid: 'a', crash_id: 'a', product: 'Firefox', os_name: 'Linux', os: 'linux' }
  expect(readReport(twice, 'processed').annotations).toEqual([{ label: 'os', value: 'linux' }])
})

it('keeps what it can make nothing of among the annotations', () => {
  const annotations = { 'Add-ons': 7, Breadcrumbs: '[', TelemetryEnvironment: '{', ProductName: 'Firefox' }
  expect(readReport(annotations, 'raw').annotations).toEqual([
    { label: 'Add-ons', value: '7' },
    { label: 'Breadcrumbs', value: '[', isProtected: true },
    { label: 'TelemetryEnvironment', value: '{' },
  ])
})
