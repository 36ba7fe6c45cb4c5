//! Where the picture of the flow has what: buckets before at the left, buckets after at the right, and between them
//! bands as wide as the crashes that go there.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use siggen_analysis::{BucketKind, Diff};

/// How many ways have bands of their own.
const WAYS: usize = 30;

/// The size of the picture: it is as high as it needs to be.
pub(super) const WIDTH: f64 = 1000.0;

/// The width of a bucket's bar, and of the labels beside it.
pub(super) const BAR: f64 = 10.0;
pub(super) const LABEL: f64 = 350.0;

/// How high all bands are together: so much a band, within limits.
const BAND: f64 = 34.0;
const BANDS: [f64; 2] = [56.0, 420.0];

/// The least distance of two labels.
pub(super) const LINE: f64 = 18.0;

/// The space between buckets, between groups of them, and around all.
const GAP: f64 = 5.0;
const GROUP_GAP: f64 = 12.0;
const EDGE: f64 = 8.0;

/// The picture.
#[derive(Debug)]
pub(super) struct Flow<'d> {
    pub(super) height: f64,
    /// The bars at the left and at the right.
    pub(super) sides: [Vec<Bar<'d>>; 2],
    pub(super) bands: Vec<Band<'d>>,
}

/// A bucket.
#[derive(Debug)]
pub(super) struct Bar<'d> {
    /// `None` for all that is summed up.
    pub(super) signature: Option<&'d str>,
    /// How many crashes the bands have that end here.
    pub(super) crashes: u64,
    pub(super) top: f64,
    pub(super) height: f64,
}

/// Crashes that go from one bucket to another.
#[derive(Debug)]
pub(super) struct Band<'d> {
    pub(super) way: Way<'d>,
    /// Where it starts at the left bar and at the right one.
    pub(super) tops: [f64; 2],
    pub(super) height: f64,
}

/// What a band stands for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way<'d> {
    /// The signatures before and after; `None` for all that is summed up.
    pub(super) signatures: [Option<&'d str>; 2],
    pub(super) crashes: u64,
    /// `None` for what is summed up.
    pub(super) kind: Option<BucketKind>,
    /// How many ways these are.
    pub(super) ways: usize,
}

/// The ways that get bands, by the groups that they belong to, and at the end all others in one.
pub(super) fn ways(diff: &Diff) -> Vec<Vec<Way<'_>>> {
    let mut widest: Vec<usize> = (0..diff.migrations.len()).collect();
    widest.sort_by_key(|&at| Reverse(diff.migrations[at].crashes));
    let others = widest.split_off(widest.len().min(WAYS));
    let widest: HashSet<usize> = widest.into_iter().collect();
    let mut groups: Vec<Vec<Way<'_>>> = Vec::new();
    for group in &diff.buckets {
        let wide = group.migrations.iter().filter(|at| widest.contains(at)).map(|&at| {
            let way = &diff.migrations[at];
            let signatures = [Some(way.before.as_str()), Some(way.after.as_str())];
            Way { signatures, crashes: way.crashes, kind: Some(group.kind), ways: 1 }
        });
        groups.push(wide.collect());
    }
    groups.retain(|group| !group.is_empty());
    if !others.is_empty() {
        let crashes = others.iter().map(|&at| diff.migrations[at].crashes).sum();
        groups.push(vec![Way { signatures: [None, None], crashes, kind: None, ways: others.len() }]);
    }
    groups
}

impl<'d> Flow<'d> {
    /// The picture of a diff; `None` where nothing goes anywhere.
    pub(super) fn of(diff: &'d Diff) -> Option<Self> {
        let groups = ways(diff);
        let all = || groups.iter().flatten();
        let crashes = real(all().map(|way| way.crashes).sum());
        if crashes <= 0.0 {
            return None;
        }
        let bands = (real(all().count() as u64) * BAND).clamp(BANDS[0], BANDS[1]);
        let mut flow = Flow { height: EDGE, sides: [Vec::new(), Vec::new()], bands: Vec::new() };
        for (at, group) in groups.iter().enumerate() {
            flow.height += if at == 0 { 0.0 } else { GROUP_GAP };
            flow.add(group, bands / crashes);
        }
        flow.height += EDGE;
        Some(flow)
    }

    /// Adds a group below the others. Groups share no bucket, so no band crosses one of another group.
    fn add(&mut self, group: &[Way<'d>], scale: f64) {
        let ends: [Vec<Option<&str>>; 2] = [0, 1].map(|side| ordered(group, side));
        let sums = [0, 1].map(|side: usize| {
            let sum = |end| group.iter().filter(|way| way.signatures[side] == end).map(|way| way.crashes).sum();
            ends[side].iter().map(|end| sum(*end)).collect::<Vec<u64>>()
        });
        // A bar has at least the room for its label.
        let slot = |crashes: &u64| (real(*crashes) * scale).max(LINE);
        let heights = sums
            .each_ref()
            .map(|sums| sums.iter().map(slot).sum::<f64>() + GAP * real(sums.len().saturating_sub(1) as u64));
        let height = heights[0].max(heights[1]);
        let first = self.sides.each_ref().map(Vec::len);
        for side in [0, 1] {
            let mut top = self.height + (height - heights[side]) / 2.0;
            for (end, crashes) in ends[side].iter().zip(&sums[side]) {
                let height = real(*crashes) * scale;
                let middle = (slot(crashes) - height) / 2.0;
                self.sides[side].push(Bar { signature: *end, crashes: *crashes, top: top + middle, height });
                top += slot(crashes) + GAP;
            }
        }
        self.height += height;

        let bar = |side: usize, way: &Way<'_>| {
            first[side] + ends[side].iter().position(|end| *end == way.signatures[side]).unwrap_or(0)
        };
        let mut ways: Vec<(&Way<'d>, [usize; 2])> = group.iter().map(|way| (way, [bar(0, way), bar(1, way)])).collect();
        // In this order, bands of one bar don't cross: from the top, they go where the other bars are from the top.
        ways.sort_by_key(|(_, bars)| *bars);
        let mut used: HashMap<(usize, usize), f64> = HashMap::new();
        for (way, bars) in ways {
            let height = real(way.crashes) * scale;
            let tops = [0, 1].map(|side: usize| {
                let used = used.entry((side, bars[side])).or_default();
                let top = self.sides[side][bars[side]].top + *used;
                *used += height;
                top
            });
            self.bands.push(Band { way: *way, tops, height });
        }
    }
}

/// The buckets of a group at a side: at the left those of most crashes first, at the right so that each stands where
/// its bands come from.
fn ordered<'d>(group: &[Way<'d>], side: usize) -> Vec<Option<&'d str>> {
    let mut sums: HashMap<Option<&str>, u64> = HashMap::new();
    for way in group {
        *sums.entry(way.signatures[side]).or_default() += way.crashes;
    }
    let mut ends: Vec<Option<&str>> = sums.keys().copied().collect();
    ends.sort_by_key(|end| (Reverse(sums[end]), *end));
    if side == 1 {
        let left = ordered(group, 0);
        let centre = |end: Option<&str>| {
            let coming = group.iter().filter(|way| way.signatures[1] == end);
            let places = coming.map(|way| {
                let place = left.iter().position(|left| *left == way.signatures[0]).unwrap_or(0);
                real(place as u64) * real(way.crashes)
            });
            places.sum::<f64>() / real(sums[&end])
        };
        ends.sort_by(|one, other| centre(*one).total_cmp(&centre(*other)));
    }
    ends
}

#[expect(clippy::cast_precision_loss, reason = "no picture shows one crash among so many")]
fn real(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests;
