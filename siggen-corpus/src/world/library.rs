//! Functions that are not the application's own, and where threads begin, platform by platform.

use crate::platform::Platform;

/// A frame with a name of its own.
pub(crate) struct Known {
    /// `%` is the class of the function that crashed.
    pub(crate) function: &'static str,
    pub(crate) module: Module,
    pub(crate) file: &'static str,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Module {
    App,
    Glue,
    Program,
    /// One of the platform's: symbols may be missing.
    System(&'static str),
}

use Module::{App, Glue, Program, System};
use Platform::{Android, Linux, Mac, Windows};

pub(super) const fn in_app(function: &'static str, file: &'static str) -> Known {
    Known { function, module: App, file }
}

pub(super) const fn in_glue(function: &'static str) -> Known {
    Known { function, module: Glue, file: "" }
}

pub(super) const fn in_system(module: &'static str, function: &'static str) -> Known {
    Known { function, module: System(module), file: "" }
}

/// Where the main thread begins, outwards.
pub(crate) fn main_entry(platform: Platform) -> &'static [Known] {
    const PROGRAM: Known = Known { function: "wmain", module: Program, file: "/src/toolkit/program/Entry.cpp" };
    const MAIN: Known = Known { function: "main", module: Program, file: "/src/toolkit/program/Entry.cpp" };
    match platform {
        Windows => {
            const {
                &[
                    PROGRAM,
                    in_system("kernel32.dll", "BaseThreadInitThunk"),
                    in_system("ntdll.dll", "RtlUserThreadStart"),
                ]
            }
        }
        Linux => {
            const {
                &[
                    MAIN,
                    in_system("libc.so.6", "__libc_start_call_main"),
                    in_system("libc.so.6", "__libc_start_main_impl"),
                ]
            }
        }
        Mac => const { &[MAIN, in_system("dyld", "start")] },
        Android => {
            const {
                &[
                    in_app("Java_org_heron_core_AppLoader_nativeRun", "/src/mobile/jni/AppLoader.cpp"),
                    in_system("libart.so", "art_quick_generic_jni_trampoline"),
                ]
            }
        }
    }
}

/// Where another thread begins, outwards.
pub(crate) fn thread_entry(platform: Platform) -> &'static [Known] {
    match platform {
        Windows => {
            const {
                &[
                    in_system("ucrtbase.dll", "thread_start<unsigned int (__cdecl*)(void *),1>"),
                    in_system("kernel32.dll", "BaseThreadInitThunk"),
                    in_system("ntdll.dll", "RtlUserThreadStart"),
                ]
            }
        }
        Linux => const { &[in_system("libc.so.6", "start_thread"), in_system("libc.so.6", "__clone3")] },
        Mac => {
            const {
                &[
                    in_system("libsystem_pthread.dylib", "_pthread_start"),
                    in_system("libsystem_pthread.dylib", "thread_start"),
                ]
            }
        }
        Android => const { &[in_system("libc.so", "__pthread_start(void*)"), in_system("libc.so", "__start_thread")] },
    }
}

/// The loop that ran the task, outwards.
pub(crate) fn event_loop(is_main: bool) -> &'static [Known] {
    if is_main {
        const {
            &[
                in_app("nsThread::ProcessNextEvent(bool, bool*)", "/src/xpcom/threads/Loop.cpp"),
                in_app("MessageLoop::Run()", "/src/ipc/loop/MessageLoop.cc"),
            ]
        }
    } else {
        const { &[in_app("mozilla::TaskQueue::Runner::Run()", "/src/xpcom/threads/Queue.cpp")] }
    }
}
