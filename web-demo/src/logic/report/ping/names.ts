// What the members of pings are called: one thing has several names, by the version and the way in which it was stored.

/** Members that hold stack traces: of rows and payloads, of old pings, of annotations. */
export const STACK_TRACES = ['stack_traces', 'stackTraces', 'StackTraces']

/** What stack traces say, as Firefox sends it and as it was sent from Android. */
export const TRACES = {
  type: ['crash_type', 'crashType'],
  address: ['crash_address', 'crashAddress'],
  thread: ['crash_thread', 'crashThread'],
  mainModule: ['main_module', 'mainModule'],
  /** Why they are not whole; `OK` in old pings where they are. */
  status: ['error', 'status'],
}

/** What old stack traces say in `crash_info`, as stackwalkers do, or beside it. */
export const OLD_THREAD = 'crashing_thread'

/** What a module says. Stackwalkers and old pings have the first names. */
export const MODULE = {
  base: ['base_addr', 'base_address', 'baseAddress'],
  end: ['end_addr', 'end_address', 'endAddress'],
  codeId: ['code_id', 'codeId'],
  debugFile: ['debug_file', 'debugFile'],
  debugId: ['debug_id', 'debugId'],
}

/** Where a frame points into the modules. */
export const MODULE_INDEX = ['module_index', 'moduleIndex']

/**
 * Fields of columns of metrics whose names say it another way. A metric's column is its name with `_` for dots, such as
 * `crash_ipc_channel_error`; one that isn't here is the field behind `crash_`, or the column's name where that is none of
 * a crash.
 */
export const COLUMNS: Readonly<Record<string, string>> = {
  crash_event_id: 'crash_event_id',
  crash_moz_crash_reason: 'MozCrashReason',
  crash_startup: 'startup_crash',
  crash_time: 'crash_time',
  environment_uptime: 'uptime',
  memory_available_commit: 'available_page_file',
  memory_available_physical: 'available_physical_memory',
  memory_available_virtual: 'available_virtual_memory',
  memory_js_large_allocation_failure: 'js_large_allocation_failure',
  memory_js_out_of_memory: 'js_out_of_memory',
  memory_oom_allocation_size: 'oom_allocation_size',
  memory_system_use_percentage: 'system_memory_use_percentage',
  memory_total_page_file: 'total_page_file',
  memory_total_physical: 'total_physical_memory',
  memory_total_virtual: 'total_virtual_memory',
}

/** Members of `client_info` that are fields. The others keep `client_info.` in front. */
export const CLIENT_INFO = ['app_build', 'app_channel', 'app_display_version', 'architecture', 'os', 'os_version']

/** Columns of rows that jobs make of pings, whose fields have other names. A reason is as the program gave it: unlike that
 * of a processed crash, nobody has looked through it. */
export const ROW: Readonly<Record<string, string>> = {
  moz_crash_reason: 'MozCrashReason',
  oom_size: 'oom_allocation_size',
}
