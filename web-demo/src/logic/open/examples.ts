// The examples that come with the page. Their files are made when the page is built.

export interface Example {
  /** Name of the file in `examples/`. */
  name: string
  title: string
  description: string
}

export const EXAMPLES: readonly Example[] = [
  {
    name: 'content-process-windows.json',
    title: 'Content process on Windows',
    description: 'A processed crash with everything in it: threads, modules, an index past the end of an array.',
  },
  {
    name: 'oom-windows.json',
    title: 'Out of memory',
    description: 'A large allocation failed: the size decides how the signature begins.',
  },
  {
    name: 'rust-panic-linux.json',
    title: 'Rust panic',
    description: 'The panic machinery is above a sentinel, so the signature starts at the code that panicked.',
  },
  {
    name: 'shutdown-hang-windows.json',
    title: 'Shutdown hang',
    description: 'The watchdog crashed the process; the signature is made from the main thread instead.',
  },
  {
    name: 'java-exception-android.json',
    title: 'Java exception on Android',
    description: 'No native stack at all: the exception makes the signature.',
  },
  {
    name: 'stackwalk-macos.json',
    title: 'Stackwalker output from macOS',
    description: 'What minidump-stackwalk says about one minidump, as you get it on your own machine.',
  },
  {
    name: 'ping-oom-linux.json',
    title: 'Crash ping',
    description: 'Addresses without symbols: the signature is made from modules.',
  },
  {
    name: 'raw-annotations.json',
    title: 'Raw annotations',
    description: 'What the crash reporter sent, all of it text, with an abort message and an IPC message.',
  },
  {
    name: 'crash-data-ipc-linux.json',
    title: 'Crash data',
    description: 'Only what signatures are made from, in a short form of its own.',
  },
  {
    name: 'many.ndjson',
    title: 'Some hundred reports',
    description: 'One report per line, with invented names: something to sort, to filter, and to try list edits on.',
  },
]
