//! Which of many texts occur in another text.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::order::order;

/// Many texts, to find those that occur in another text. Empty ones are never found.
///
/// The algorithm is that of Aho and Corasick: the text is gone through once, whatever and however many it is asked for.
///
/// ```
/// use siggen_core::texts::Insides;
///
/// let insides = Insides::new(["alloc", "free", "calloc"]);
/// assert_eq!(insides.of("calloc_free"), [2, 0, 1]);
/// assert_eq!(insides.first_in("calloc_free"), Some(0));
/// ```
#[derive(Debug, Default)]
pub struct Insides {
    /// From a node to the one that is a byte longer.
    longer: FxHashMap<(u32, u8), u32>,
    nodes: Vec<Node>,
    /// The indices of the texts that end at nodes, in order.
    ends: Vec<Vec<usize>>,
}

/// What some of the texts begin with. The first node is the empty text.
#[derive(Clone, Debug, Default)]
struct Node {
    /// The longest other node whose text this one's ends with.
    shorter: u32,
    /// Where in `ends` the texts are that end here.
    ends: Option<u32>,
    /// The next node that has such texts, on the way by `shorter`.
    next: u32,
    /// The smallest index of all those texts, here and on the way.
    first: Option<usize>,
}

impl Insides {
    /// These texts, whose indices are those of their order here.
    #[expect(clippy::cast_possible_truncation, reason = "texts of four billion bytes don't fit into memory")]
    pub fn new<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Self {
        let mut insides = Insides { nodes: vec![Node::default()], ..Insides::default() };
        // Each node's parent and last byte.
        let mut made = Vec::new();
        for (index, text) in texts.into_iter().enumerate() {
            let mut at = 0;
            for byte in text.as_ref().bytes() {
                let new = insides.nodes.len() as u32;
                let next = *insides.longer.entry((at, byte)).or_insert(new);
                if next == new {
                    insides.nodes.push(Node::default());
                    made.push((at, byte, depth(&made, at) + 1));
                }
                at = next;
            }
            if at != 0 {
                let new = insides.ends.len() as u32;
                let ends = *insides.nodes[at as usize].ends.get_or_insert(new);
                if ends == new {
                    insides.ends.push(Vec::new());
                }
                insides.ends[ends as usize].push(index);
            }
        }
        insides.connect(&made);
        insides
    }

    /// Finds where to go on from each node, the shortest first: what is shorter is known then.
    fn connect(&mut self, made: &[(u32, u8, u32)]) {
        for at in order(made.len(), &|one, other| made[one].2.cmp(&made[other].2)) {
            let (parent, byte, _) = made[at];
            let shorter = if parent == 0 { 0 } else { self.step(self.nodes[parent as usize].shorter, byte) };
            let Node { ends, next, first, .. } = self.nodes[shorter as usize];
            let here = &mut self.nodes[at + 1];
            here.shorter = shorter;
            here.next = if ends.is_some() { shorter } else { next };
            let own = here.ends.and_then(|ends| self.ends[ends as usize].first().copied());
            here.first = own.into_iter().chain(first).min();
        }
    }

    /// The longest node that the text ends with after another byte. Each step back was a step ahead once.
    fn step(&self, mut at: u32, byte: u8) -> u32 {
        loop {
            match self.longer.get(&(at, byte)) {
                Some(&next) => return next,
                None if at == 0 => return 0,
                None => at = self.nodes[at as usize].shorter,
            }
        }
    }

    /// The longest node at each byte of a text.
    fn ways(&self, text: &str) -> impl Iterator<Item = u32> {
        text.bytes().scan(0, |at, byte| {
            *at = self.step(*at, byte);
            Some(*at)
        })
    }

    /// The indices of those that occur in a text, each once, in no certain order.
    pub fn of(&self, text: &str) -> Vec<usize> {
        let mut found = Vec::new();
        let mut seen = FxHashSet::default();
        for mut at in self.ways(text) {
            // Where one has been, the rest of the way has been gone.
            while at != 0 && seen.insert(at) {
                let node = &self.nodes[at as usize];
                found.extend(node.ends.iter().flat_map(|&ends| &self.ends[ends as usize]));
                at = node.next;
            }
        }
        found
    }

    /// The smallest index of those that occur in a text.
    pub fn first_in(&self, text: &str) -> Option<usize> {
        self.ways(text).filter_map(|at| self.nodes[at as usize].first).min()
    }
}

/// The length of a node's text.
fn depth(made: &[(u32, u8, u32)], node: u32) -> u32 {
    (node as usize).checked_sub(1).map_or(0, |at| made[at].2)
}
