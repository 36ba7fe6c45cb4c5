//! What lies above the function that crashed: functions that lists of signatures know about, platform by platform.

use super::library::Module::App;
use super::library::{Known, in_app, in_glue, in_system};
use crate::platform::Platform;
use crate::platform::Platform::{Android, Linux, Mac, Windows};

/// What lies above the function that crashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Top {
    Nothing,
    Copy,
    Release,
    Pointer,
    Table,
    Index,
    NullCall,
    PureCall,
    Lock,
    Assertion,
    Text,
    Drop,
    Panic,
    PanicIndex,
    PanicUnwrap,
    Abort,
    Allocation,
    StringAllocation,
    RustAllocation,
    Wait,
    Watchdog,
}

const PANIC_HOOK: Known =
    Known { function: "mozglue_static::panic_hook", module: App, file: "/src/mozglue/static/rust/lib.rs" };
const PANIC_WITH_HOOK: Known = Known {
    function: "std::panicking::rust_panic_with_hook",
    module: App,
    file: "/rustc/library/std/src/panicking.rs",
};
const PANIC_FMT: Known =
    Known { function: "core::panicking::panic_fmt", module: App, file: "/rustc/library/core/src/panicking.rs" };
const INDEX_CRASH: Known = in_glue("mozilla::detail::InvalidArrayIndex_CRASH(unsigned long, unsigned long)");
const ABORT: Known = in_glue("mozalloc_abort(char const*)");
const HANDLE_OOM: Known = in_glue("mozalloc_handle_oom(unsigned long)");

/// The frames of a top, from the innermost outwards.
pub(crate) fn frames(top: Top, platform: Platform) -> &'static [Known] {
    match top {
        Top::Nothing | Top::NullCall => &[],
        Top::Copy => copy(platform),
        Top::Release => const { &[in_glue("arena_dalloc"), in_glue("je_free")] },
        Top::Pointer => const { &[in_app("RefPtr<%>::operator->() const", "/src/mfbt/RefPtr.h")] },
        Top::Table => const { &[in_app("PLDHashTable::Search(void const*) const", "/src/xpcom/ds/PLDHashTable.cpp")] },
        Top::Index => {
            const {
                &[
                    INDEX_CRASH,
                    in_app(
                        "nsTArray_Impl<%*, nsTArrayInfallibleAllocator>::ElementAt(unsigned long)",
                        "/src/xpcom/ds/nsTArray.h",
                    ),
                ]
            }
        }
        Top::PureCall => pure_call(platform),
        Top::Lock => lock(platform),
        Top::Assertion => const { &[in_app("MOZ_Crash(char const*, int, char const*)", "/src/mfbt/Assertions.h")] },
        Top::Text => {
            const {
                &[in_app(
                    "nsTSubstring<char16_t>::Assign(char16_t const*, unsigned long)",
                    "/src/xpcom/string/nsTSubstring.cpp",
                )]
            }
        }
        Top::Drop => {
            const {
                &[Known {
                    function: "core::ptr::drop_in_place<%>",
                    module: App,
                    file: "/rustc/library/core/src/ptr/mod.rs",
                }]
            }
        }
        Top::Panic => const { &[in_glue("RustMozCrash"), PANIC_HOOK, PANIC_WITH_HOOK, PANIC_FMT] },
        Top::PanicIndex => {
            const CHECK: Known = Known {
                function: "core::panicking::panic_bounds_check",
                module: App,
                file: "/rustc/library/core/src/panicking.rs",
            };
            const { &[in_glue("RustMozCrash"), PANIC_HOOK, PANIC_WITH_HOOK, PANIC_FMT, CHECK] }
        }
        Top::PanicUnwrap => {
            const UNWRAP: Known = Known {
                function: "core::result::unwrap_failed",
                module: App,
                file: "/rustc/library/core/src/result.rs",
            };
            const { &[in_glue("RustMozCrash"), PANIC_HOOK, PANIC_WITH_HOOK, PANIC_FMT, UNWRAP] }
        }
        Top::Abort => const { &[ABORT, in_app("NS_DebugBreak", "/src/xpcom/base/Debug.cpp")] },
        Top::Allocation => const { &[ABORT, HANDLE_OOM, in_glue("moz_xmalloc")] },
        Top::StringAllocation => const { &[ABORT, in_app("NS_ABORT_OOM(unsigned long)", "/src/xpcom/base/Debug.cpp")] },
        Top::RustAllocation => {
            const HANDLE: Known = Known {
                function: "alloc::alloc::handle_alloc_error",
                module: App,
                file: "/rustc/library/alloc/src/alloc.rs",
            };
            const {
                &[
                    ABORT,
                    HANDLE_OOM,
                    in_app("gkrust_shared::oom_hook::hook", "/src/toolkit/rust/shared/oom_hook.rs"),
                    HANDLE,
                ]
            }
        }
        Top::Wait => wait(platform),
        Top::Watchdog => {
            const {
                &[
                    in_app("mozilla::(anonymous namespace)::RunWatchdog(void*)", "/src/toolkit/almanac/Watchdog.cpp"),
                    in_glue("_PR_NativeRunThread"),
                ]
            }
        }
    }
}

/// A thread waits for another.
fn wait(platform: Platform) -> &'static [Known] {
    match platform {
        Windows => {
            const {
                &[
                    in_system("ntdll.dll", "NtWaitForAlertByThreadId"),
                    in_system("ntdll.dll", "RtlSleepConditionVariableSRW"),
                    in_system("KERNELBASE.dll", "SleepConditionVariableSRW"),
                    in_glue("mozilla::detail::ConditionVariableImpl::wait(mozilla::detail::MutexImpl&)"),
                ]
            }
        }
        Linux => {
            const {
                &[
                    in_system("libc.so.6", "__futex_abstimed_wait_common"),
                    in_system("libc.so.6", "pthread_cond_wait"),
                    in_glue("mozilla::detail::ConditionVariableImpl::wait(mozilla::detail::MutexImpl&)"),
                ]
            }
        }
        Mac => {
            const {
                &[
                    in_system("libsystem_kernel.dylib", "__psynch_cvwait"),
                    in_system("libsystem_pthread.dylib", "_pthread_cond_wait"),
                    in_glue("mozilla::detail::ConditionVariableImpl::wait(mozilla::detail::MutexImpl&)"),
                ]
            }
        }
        Android => {
            const {
                &[
                    in_system("libc.so", "syscall"),
                    in_system("libc.so", "pthread_cond_wait"),
                    in_glue("mozilla::detail::ConditionVariableImpl::wait(mozilla::detail::MutexImpl&)"),
                ]
            }
        }
    }
}

/// Each platform has its own fastest way to copy memory.
fn copy(platform: Platform) -> &'static [Known] {
    match platform {
        Windows => const { &[in_system("vcruntime140.dll", "memcpy")] },
        Linux => const { &[in_system("libc.so.6", "__memmove_avx_unaligned_erms")] },
        Mac => const { &[in_system("libsystem_platform.dylib", "_platform_memmove")] },
        Android => const { &[in_system("libc.so", "__memcpy_aarch64_simd")] },
    }
}

/// A method was called that an object doesn't have any more.
fn pure_call(platform: Platform) -> &'static [Known] {
    match platform {
        Windows => const { &[in_system("ucrtbase.dll", "abort"), in_system("vcruntime140.dll", "_purecall")] },
        Linux => {
            const { &[in_system("libc.so.6", "raise"), in_system("libc.so.6", "abort"), in_glue("__cxxabiv1::failed_throw")] }
        }
        Mac => {
            const { &[in_system("libsystem_kernel.dylib", "__pthread_kill"), in_system("libsystem_c.dylib", "abort")] }
        }
        Android => const { &[in_system("libc.so", "abort")] },
    }
}

/// A lock that was taken in an object that is gone, or that another thread keeps.
fn lock(platform: Platform) -> &'static [Known] {
    match platform {
        Windows => {
            const {
                &[
                    in_system("ntdll.dll", "RtlpWaitOnAddress"),
                    in_system("ntdll.dll", "RtlAcquireSRWLockExclusive"),
                    in_glue("mozilla::detail::MutexImpl::lock()"),
                ]
            }
        }
        Linux => {
            const { &[in_system("libc.so.6", "___pthread_mutex_lock"), in_glue("mozilla::detail::MutexImpl::lock()")] }
        }
        Mac => {
            const {
                &[
                    in_system("libsystem_pthread.dylib", "_pthread_mutex_firstfit_lock_slow"),
                    in_glue("mozilla::detail::MutexImpl::lock()"),
                ]
            }
        }
        Android => {
            const { &[in_system("libc.so", "pthread_mutex_lock"), in_glue("mozilla::detail::MutexImpl::lock()")] }
        }
    }
}
