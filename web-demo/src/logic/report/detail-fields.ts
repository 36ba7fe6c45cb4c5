// Which fields stand among the details, in which order, and what they are called in each shape.

import { LABEL } from './labels'
import type { Kind } from './row'

export interface DetailField {
  label: string
  /** Names in processed crashes and crash data, raw annotations, pings; `.` in front is a path from the dump. */
  names: string[]
  kind?: Kind
  isProtected?: boolean
  /** The names among `names` that only few people see, where it isn't all of them. */
  protectedNames?: string[]
  hint?: string
}

export const DETAIL_FIELDS: { title: string; fields: DetailField[] }[] = [
  {
    title: 'Report',
    fields: [
      {
        label: LABEL.signature,
        names: ['signature', 'original_signature'],
        hint: 'The signature stored in the report.',
      },
      { label: LABEL.crashId, names: ['uuid', 'crash_id', 'crashId', 'CrashID', 'document_id'] },
      { label: LABEL.processed, names: ['date_processed'], kind: 'date' },
      { label: LABEL.crashTime, names: ['crash_time', 'CrashTime', 'client_crash_date', 'crashTime'], kind: 'unix' },
      { label: LABEL.crashDate, names: ['crashDate', 'crash_date'], kind: 'date' },
      {
        label: 'Uptime',
        names: ['uptime', 'uptime_ts', 'UptimeTS', 'uptimeTS'],
        kind: 'seconds',
        hint: 'How long the process had been running.',
      },
      {
        label: 'Last crash',
        names: ['last_crash', 'SecondsSinceLastCrash'],
        kind: 'seconds',
        hint: 'How long before this report the one before was sent.',
      },
      {
        label: 'Install age',
        names: ['install_age'],
        kind: 'seconds',
        hint: 'How long this version had been installed.',
      },
      { label: 'Install time', names: ['InstallTime', 'install_time'], kind: 'unix' },
    ],
  },
  {
    title: 'Product',
    fields: [
      {
        label: LABEL.product,
        names: ['product', 'ProductName', 'product_name', 'application.name', 'normalized_app_name'],
      },
      {
        label: LABEL.channel,
        names: [
          'release_channel',
          'ReleaseChannel',
          'app_channel',
          'channel',
          'application.channel',
          'normalized_channel',
        ],
      },
      {
        label: LABEL.version,
        names: ['version', 'Version', 'app_display_version', 'application.version', 'display_version'],
      },
      {
        label: LABEL.build,
        names: ['build', 'BuildID', 'build_id', 'application.buildId', 'application.build_id', 'app_build'],
        kind: 'build',
      },
      { label: 'Application build id', names: ['application_build_id', 'ApplicationBuildID'] },
      { label: 'Android package name', names: ['android_packagename', 'Android_PackageName'] },
    ],
  },
  {
    title: 'System',
    fields: [
      {
        label: LABEL.os,
        names: [
          'os_pretty_version',
          'os_name',
          '.system_info.os',
          'os',
          'OS',
          'environment.system.os.name',
          'normalized_os',
        ],
        kind: 'system',
      },
      {
        label: LABEL.osVersion,
        names: [
          'os_version',
          '.system_info.os_ver',
          'OSVersion',
          'os_ver',
          'environment.system.os.version',
          'normalized_os_version',
        ],
      },
      {
        label: 'Linux distribution',
        names: ['.lsb_release.description', 'LinuxLSBDescription', 'linux_lsb_description'],
      },
      { label: 'Android version', names: ['Android_Version', 'android_version'] },
      {
        label: 'Windows error reporting',
        names: ['windows_error_reporting', 'WindowsErrorReporting'],
        kind: 'flag',
        hint: 'Whether Windows caught the crash, not the crash reporter itself.',
      },
    ],
  },
  {
    title: 'Hardware',
    fields: [
      {
        label: LABEL.architecture,
        names: [
          'cpu_arch',
          '.system_info.cpu_arch',
          'CPUArchitecture',
          'application.architecture',
          'architecture',
          'cpu_name',
          'arch',
        ],
        hint: 'What the program was built for.',
      },
      { label: 'CPU', names: ['cpu_info', '.system_info.cpu_info', 'CPUInfo'] },
      { label: 'CPU count', names: ['cpu_count', '.system_info.cpu_count'], kind: 'count' },
      {
        label: 'CPU microcode version',
        names: ['cpu_microcode_version', '.system_info.cpu_microcode_version', 'CPUMicrocodeVersion'],
      },
      { label: 'Android manufacturer', names: ['Android_Manufacturer', 'android_manufacturer'] },
      { label: 'Android model', names: ['Android_Model', 'android_model'] },
      { label: 'Android CPU ABI', names: ['Android_CPU_ABI', 'android_cpu_abi'] },
      { label: 'Adapter vendor id', names: ['AdapterVendorID', 'adapter_vendor_id'] },
      { label: 'Adapter device id', names: ['AdapterDeviceID', 'adapter_device_id'] },
    ],
  },
  {
    title: 'Crash',
    fields: [
      { label: 'Startup crash', names: ['startup_crash', 'StartupCrash', 'startupCrash'], kind: 'flag' },
      { label: LABEL.guardPage, names: ['has_guard_page_access'], kind: 'flag', isProtected: true },
      {
        label: LABEL.bitFlips,
        names: ['possible_bit_flips_max_confidence'],
        kind: 'percent',
        hint: 'How likely it is that a bit flipped in memory.',
      },
      { label: 'Crash inconsistencies', names: ['crash_inconsistencies', '.crash_info.crash_inconsistencies'] },
      { label: LABEL.processType, names: ['process_type', 'ProcessType', 'processType'] },
      { label: 'Remote type', names: ['RemoteType', 'remote_type', 'remoteType'], isProtected: true },
      { label: 'Plugin name', names: ['plugin_name', 'PluginName'] },
      { label: 'Plugin version', names: ['plugin_version', 'PluginVersion'] },
      { label: 'Plugin file', names: ['plugin_filename', 'PluginFilename'] },
      {
        label: LABEL.mozCrashReason,
        names: ['moz_crash_reason', 'MozCrashReason', 'mozCrashReason'],
        protectedNames: ['MozCrashReason', 'mozCrashReason'],
      },
      { label: 'MOZ_CRASH reason, unabridged', names: ['moz_crash_reason_raw'], isProtected: true },
      { label: LABEL.reason, names: ['reason', '.crash_info.type', '.crash_info.reason', 'crash_type'] },
      { label: 'Assertion', names: ['.crash_info.assertion'] },
      { label: LABEL.address, names: ['address', '.crash_info.address', 'crash_address'], kind: 'address' },
      { label: 'Crashing instruction', names: ['.crash_info.instruction'] },
      { label: LABEL.lastError, names: ['last_error_value'] },
      { label: 'Mac crash info', names: ['mac_crash_info', '.mac_crash_info'], kind: 'json' },
      { label: 'Mac boot arguments', names: ['mac_boot_args', '.mac_boot_args'], isProtected: true },
      { label: 'Crashing thread', names: ['crashing_thread_name'] },
      { label: 'Thread count', names: ['thread_count', '.thread_count'], kind: 'count' },
      { label: 'Hang', names: ['hang', 'Hang'] },
      { label: 'Abort message', names: ['abort_message', 'AbortMessage'] },
      { label: 'Async shutdown timeout', names: ['async_shutdown_timeout', 'AsyncShutdownTimeout'] },
      {
        label: 'Quota manager shutdown timeout',
        names: ['quota_manager_shutdown_timeout', 'QuotaManagerShutdownTimeout'],
      },
      { label: 'Shutdown progress', names: ['shutdown_progress', 'ShutdownProgress', 'shutdownProgress'] },
      { label: 'IPC channel error', names: ['ipc_channel_error'] },
      { label: 'IPC message name', names: ['ipc_message_name', 'IPCMessageName'] },
      { label: 'JS large allocation failure', names: ['js_large_allocation_failure', 'JSLargeAllocationFailure'] },
      { label: 'JS out of memory', names: ['js_out_of_memory', 'JSOutOfMemory'] },
      { label: 'Background task', names: ['background_task_name', 'BackgroundTaskName'] },
      { label: 'Main thread runnable', names: ['main_thread_runnable_name', 'MainThreadRunnableName'] },
      { label: 'Additional minidumps', names: ['additional_minidumps'] },
      { label: 'URL', names: ['url', 'URL'], isProtected: true },
      { label: 'User comments', names: ['user_comments', 'Comments'], isProtected: true },
    ],
  },
  {
    title: 'Memory',
    fields: [
      { label: 'Total virtual memory', names: ['TotalVirtualMemory', 'total_virtual_memory'], kind: 'bytes' },
      {
        label: 'Available virtual memory',
        names: ['AvailableVirtualMemory', 'available_virtual_memory'],
        kind: 'bytes',
      },
      { label: 'Total page file', names: ['TotalPageFile', 'total_page_file'], kind: 'bytes' },
      { label: 'Available page file', names: ['AvailablePageFile', 'available_page_file'], kind: 'bytes' },
      { label: 'Total physical memory', names: ['TotalPhysicalMemory', 'total_physical_memory'], kind: 'bytes' },
      {
        label: 'Available physical memory',
        names: ['AvailablePhysicalMemory', 'available_physical_memory'],
        kind: 'bytes',
      },
      {
        label: 'System memory use',
        names: ['SystemMemoryUsePercentage', 'system_memory_use_percentage'],
        kind: 'percent',
      },
      {
        label: 'OOM allocation size',
        names: ['OOMAllocationSize', 'oom_allocation_size', 'oomAllocationSize'],
        kind: 'bytes',
        hint: 'The size of the allocation that failed.',
      },
      { label: 'PHC kind', names: ['phc_kind', 'PHCKind'], isProtected: true, hint: 'PHC watches some allocations.' },
      { label: 'PHC usable size', names: ['phc_usable_size', 'PHCUsableSize'], kind: 'bytes', isProtected: true },
      { label: 'PHC base address', names: ['phc_base_address', 'PHCBaseAddress'], isProtected: true },
      { label: 'PHC alloc stack', names: ['phc_alloc_stack', 'PHCAllocStack'], isProtected: true },
      { label: 'PHC free stack', names: ['phc_free_stack', 'PHCFreeStack'], isProtected: true },
    ],
  },
  {
    title: 'Notes of the program',
    fields: [
      { label: 'Accessibility', names: ['Accessibility', 'accessibility'] },
      { label: 'Add-on compatibility checked', names: ['addons_checked'], kind: 'flag' },
      { label: 'App notes', names: ['app_notes', 'Notes'] },
    ],
  },
]
