//! The part of a function's code that is decoded.

/// The code of a function, or 4 GiB of a larger one. Addresses in it are relative to its beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Window {
    /// The row of the function.
    func: u32,
    pub(super) start: u64,
    pub(super) length: u32,
    /// Whether it is all of the function.
    pub(super) is_whole: bool,
}

impl Window {
    /// The window that has an address of a function.
    pub(super) fn new(func: usize, address: u64, size: u64, at: u64) -> Self {
        const LARGEST: u64 = u32::MAX as u64;
        let start = address + (at - address) / LARGEST * LARGEST;
        Self {
            is_whole: size <= LARGEST,
            func: u32::try_from(func).unwrap_or(u32::MAX),
            start,
            length: u32::try_from(size - (start - address)).unwrap_or(u32::MAX),
        }
    }

    /// A range as far as it is in the window. One that ends before it becomes empty.
    #[inline]
    pub(super) fn clip(&self, address: u64, size: u64) -> (u32, u32) {
        let clip = |at: u64| u32::try_from(at.saturating_sub(self.start)).unwrap_or(u32::MAX).min(self.length);
        (clip(address), clip(address.saturating_add(size)))
    }
}
