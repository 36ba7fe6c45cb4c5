// What the tests of pings have in common.

import type { Shape } from '../../model'

// One crash in the words of every form: thread 1 of two crashed, in a call from kite.dll to loom.dll to an address in no
// module. Offsets: 0x7ff650123450 - 0x7ff650000000 = 0x123450, 0x7ff640000042 - 0x7ff640000000 = 0x42.

const FRAMES = [
  { moduleIndex: 1, ip: '0x7ff650123450', trust: 'context' },
  { moduleIndex: 0, ip: '0x7ff640000042', trust: 'cfi' },
  { ip: '0x1234', trust: 'scan' },
]
const CAMEL_MODULE = {
  filename: 'kite.dll',
  baseAddress: '0x7ff640000000',
  endAddress: '0x7ff640010000',
  codeId: 'C0DE',
  debugFile: 'C:\\build\\kite.pdb',
  debugId: '0FEA849C6DEA332EE20583A2464E216F1',
  version: '1.2.3',
}
const CAMEL_LOOM = { filename: 'loom.dll', baseAddress: '0x7ff650000000', endAddress: '0x7ff650200000' }

/** Objects with the same members in snake case, where `name` gives no other name. */
export function snake(value: unknown, name: (camel: string) => string | undefined = () => undefined): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => snake(item, name))
  }
  if (typeof value !== 'object' || value === null) {
    return value
  }
  const members = Object.entries(value).map(([camel, member]): [string, unknown] => {
    const underscored = camel.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    return [name(camel) ?? underscored, snake(member, name)]
  })
  return Object.fromEntries(members)
}

const CAMEL = {
  crashType: 'EXCEPTION_BREAKPOINT',
  crashAddress: '0x00007ff650123450',
  crashThread: 1,
  mainModule: 0,
  modules: [CAMEL_MODULE, CAMEL_LOOM],
  threads: [{ frames: [{ moduleIndex: 0, ip: '0x7ff640000001' }] }, { frames: FRAMES }],
}
export const SNAKE = snake(CAMEL)
const OLD_NAMES: Record<string, string> = { baseAddress: 'base_addr', endAddress: 'end_addr' }
const OLD = {
  status: 'OK',
  crash_info: { type: 'EXCEPTION_BREAKPOINT', address: '0x00007ff650123450', crashing_thread: 1 },
  main_module: 0,
  modules: snake(CAMEL.modules, (name) => OLD_NAMES[name]),
  threads: snake(CAMEL.threads),
}

export const CLIENT = {
  os: 'Windows',
  os_version: '10.0',
  architecture: 'x86_64',
  app_display_version: '153.0',
  client_id: 'x',
}
const PING_INFO = { seq: 4, reason: 'crash' }
const STRINGS = { moz_crash_reason: 'MOZ_CRASH(kite)', ipc_channel_error: 'ShutDownKill', process_type: 'content' }

function named(members: object, prefix: string): object {
  return Object.fromEntries(Object.entries(members).map(([name, value]) => [prefix + name, value]))
}

function glean(stackTraces: unknown, dot: '.' | '_'): object {
  return {
    object: { [`crash${dot}stack_traces`]: stackTraces },
    string: { ...named(STRINGS, `crash${dot}`), [`crash${dot}app_display_version`]: '152.0' },
    quantity: { [`memory${dot}oom_allocation_size`]: 2048 },
    boolean: { [`crash${dot}startup`]: true },
    timespan: { [`environment${dot}uptime`]: { value: 61_500, time_unit: 'millisecond' } },
  }
}

const ROW = {
  document_id: 'd',
  os: 'Windows',
  channel: 'nightly',
  ...STRINGS,
  oom_size: '2048',
  java_exception: 'null',
}
const METADATA = { MozCrashReason: 'MOZ_CRASH(kite)', ipc_channel_error: 'ShutDownKill', OOMAllocationSize: '2048' }
const SNAKE_METADATA = {
  moz_crash_reason: 'MOZ_CRASH(kite)',
  ipc_channel_error: 'ShutDownKill',
  oom_allocation_size: '2048',
}
export const ENVELOPE = { type: 'crash', id: 'd', version: 4, environment: { system: { os: { name: 'Windows_NT' } } } }

/** The crash in each form, as which shape it is read, and what it says beside its stack traces. */
export const FORMS: [string, Shape, object][] = [
  ['Glean ping', 'ping', { client_info: CLIENT, ping_info: PING_INFO, metrics: glean(SNAKE, '.') }],
  ['Glean ping from Android', 'ping', { client_info: CLIENT, ping_info: PING_INFO, metrics: glean(CAMEL, '.') }],
  ['row of the Glean table', 'ping', { normalized_os: 'Windows', client_info: CLIENT, metrics: glean(SNAKE, '_') }],
  ['row with objects', 'ping', { ...ROW, stack_traces: CAMEL }],
  ['row with JSON in texts', 'ping', { ...ROW, stack_traces: JSON.stringify(SNAKE) }],
  [
    'telemetry ping',
    'ping',
    { ...ENVELOPE, payload: { version: 1, processType: 'content', metadata: METADATA, stackTraces: OLD } },
  ],
  [
    'row of the telemetry table',
    'ping',
    { normalized_os: 'Windows', payload: { stack_traces: OLD, metadata: SNAKE_METADATA, process_type: 'content' } },
  ],
  ['annotations', 'raw', { ...METADATA, OS: 'Windows', ProcessType: 'content', StackTraces: OLD }],
  [
    'annotations with JSON in a text',
    'raw',
    { ...METADATA, OS: 'Windows', ProcessType: 'content', StackTraces: JSON.stringify(OLD) },
  ],
]
/** What is read as a ping where it is said to be one. */
export const FORCED: [string, Shape, object][] = [
  ['annotations as a ping', 'ping', { ...METADATA, OS: 'Windows', ProcessType: 'content', StackTraces: OLD }],
]

/** Its stack traces alone. */
export const ALONE: [string, Shape, object][] = [
  ['stack traces', 'ping', SNAKE as object],
  ['stack traces from Android', 'ping', CAMEL],
  ['old stack traces', 'ping', OLD],
]
