//! What a crash is made of before it is written down.

use super::platform::{Build, Platform};
use super::world::bugs::Bug;
use super::world::library::Known;
use super::world::{FunctionId, World};

/// What is settled before the stack is.
pub(crate) struct Scene<'w> {
    pub(crate) world: &'w World,
    pub(crate) bug: &'w Bug,
    pub(crate) platform: Platform,
    pub(crate) build: &'w Build,
    pub(crate) processor: &'static str,
    /// What was done to this crash, beginning with the platform.
    pub(crate) variant: String,
}

impl Scene<'_> {
    /// Notes what was done to the crash, once.
    pub(crate) fn note(&mut self, what: &str) {
        if !self.variant.contains(what) {
            self.variant.push_str(", ");
            self.variant.push_str(what);
        }
    }
}

/// A frame to be.
pub(crate) struct Slot {
    pub(crate) what: What,
    pub(crate) trust: &'static str,
    /// The compiler moved this part of the function away from the rest.
    pub(crate) is_cold: bool,
    /// The symbols of its module are missing.
    pub(crate) is_bare: bool,
}

#[derive(Clone, Copy)]
pub(crate) enum What {
    /// A function of the application.
    Own(FunctionId),
    Known(&'static Known),
    /// In a module without symbols.
    Module(&'static str),
    /// In a module that was there before.
    Unloaded(&'static str),
    /// No module has the address.
    Nowhere(u64),
}

impl Slot {
    pub(crate) fn new(what: What) -> Self {
        Slot { what, trust: "cfi", is_cold: false, is_bare: false }
    }
}
