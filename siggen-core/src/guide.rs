//! Longer texts: nothing but documentation.

#[doc = include_str!("../docs/divergences.md")]
pub mod divergences {}
