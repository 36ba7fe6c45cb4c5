//! Functions that have been decoded, so that they needn't be again.

use rustc_hash::FxHashMap;

use super::block::{Block, Buffers};
use super::calls::Call;
use super::window::Window;

/// Memory for lookups: functions that were decoded.
///
/// It is for one thread, and for one file at a time: with another one it begins anew.
#[derive(Debug)]
pub struct Scratch {
    /// The text that the functions are of, by length and hash.
    owner: (u64, u64),
    places: FxHashMap<Window, usize>,
    blocks: Vec<Block>,
    size: usize,
    limit: usize,
    buffers: Buffers,
    calls: Vec<Call>,
}

impl Default for Scratch {
    fn default() -> Self {
        Self::with_limit(Self::LIMIT)
    }
}

impl Scratch {
    /// How many bytes of decoded functions are kept, unless another number is given.
    pub const LIMIT: usize = 128 << 20;

    /// Empty memory.
    pub fn new() -> Self {
        Self::default()
    }

    /// Memory that keeps at most so many bytes of decoded functions, and at least the last function.
    ///
    /// Whoever asks for addresses in their order needs little.
    pub fn with_limit(bytes: usize) -> Self {
        Self {
            owner: (0, 0),
            places: FxHashMap::default(),
            blocks: Vec::new(),
            size: 0,
            limit: bytes,
            buffers: Buffers::default(),
            calls: Vec::new(),
        }
    }

    /// A function's block, which is made if it isn't there; and memory for what is at an address.
    pub(super) fn block(
        &mut self,
        owner: (u64, u64),
        window: Window,
        make: impl FnOnce(&mut Buffers) -> Block,
    ) -> (&Block, &mut Vec<Call>) {
        if self.owner != owner {
            self.owner = owner;
            self.forget();
        }
        let place = if let Some(&place) = self.places.get(&window) {
            place
        } else {
            let block = make(&mut self.buffers);
            let size = block.size();
            if self.size + size > self.limit {
                self.forget();
            }
            self.size += size;
            self.blocks.push(block);
            self.places.insert(window, self.blocks.len() - 1);
            self.blocks.len() - 1
        };
        (&self.blocks[place], &mut self.calls)
    }

    fn forget(&mut self) {
        self.places = FxHashMap::default();
        self.blocks = Vec::new();
        self.size = 0;
    }
}
