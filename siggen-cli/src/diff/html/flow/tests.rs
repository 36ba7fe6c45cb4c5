use siggen_analysis::BucketDiff;

use super::super::super::samples::{diff, group, way};
use super::*;

/// A diff with so many groups of ways that are made of a number.
fn made(seed: u64, groups: u64) -> Diff {
    let mut diff = diff();
    let mut number = seed;
    let mut next = |below: u64| {
        number = number.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (number >> 33) % below
    };
    diff.migrations.clear();
    diff.buckets.clear();
    for at in 0..groups {
        let mut places = Vec::new();
        for before in 0..=next(4) {
            for after in 0..=next(4) {
                let most = if next(3) == 0 { 100_000 } else { 10 };
                let crashes = 1 + next(most);
                places.push(diff.migrations.len());
                diff.migrations.push(way(&format!("b{at}.{before}"), &format!("a{at}.{after}"), crashes, true, &[]));
            }
        }
        diff.buckets.push(BucketDiff { migrations: places, ..group(BucketKind::Mixed, 1) });
    }
    diff
}

/// What can be said of every picture.
fn check(diff: &Diff) {
    let flow = Flow::of(diff).unwrap();
    let crashes: u64 = diff.migrations.iter().map(|way| way.crashes).sum();
    let close = |one: f64, other: f64| (one - other).abs() < 1e-6;
    let scale = flow.bands[0].height / real(flow.bands[0].way.crashes);

    // All crashes are there, and all bands are of one scale.
    assert_eq!(flow.bands.iter().map(|band| band.way.crashes).sum::<u64>(), crashes);
    assert_eq!(flow.bands.iter().map(|band| band.way.ways).sum::<usize>(), diff.migrations.len());
    assert!(flow.bands.iter().all(|band| close(band.height, real(band.way.crashes) * scale)));
    assert!(flow.bands.len() <= WAYS + 1);

    // No two bars of a side have one signature, so it says where a band ends.
    let bar = |side: usize, band: &Band<'_>| {
        let bars = flow.sides[side].iter();
        let mut places = bars.enumerate().filter(|(_, bar)| bar.signature == band.way.signatures[side]);
        let (place, _) = places.next().unwrap();
        assert!(places.next().is_none());
        place
    };
    for side in [0, 1] {
        let bars = &flow.sides[side];
        assert_eq!(bars.iter().map(|bar| bar.crashes).sum::<u64>(), crashes);
        // Inside the picture with room for half a label, and none over another.
        for bar in bars {
            let middle = bar.top + bar.height / 2.0;
            assert!(middle - LINE / 2.0 >= 0.0 && middle + LINE / 2.0 <= flow.height, "{bar:?}");
            assert!(bar.top >= 0.0 && bar.top + bar.height <= flow.height, "{bar:?}");
        }
        for pair in bars.windows(2) {
            assert!(pair[0].top + pair[0].height <= pair[1].top, "{pair:?}");
            let [one, other] = [&pair[0], &pair[1]].map(|bar| bar.top + bar.height / 2.0);
            assert!(other - one >= LINE - 1e-6, "{pair:?}");
        }
        // The bands of a bar fill it, one below the other.
        for (at, one) in bars.iter().enumerate() {
            let mut bands: Vec<_> = flow.bands.iter().filter(|band| bar(side, band) == at).collect();
            bands.sort_by(|one, other| one.tops[side].total_cmp(&other.tops[side]));
            let mut end = one.top;
            for band in bands {
                assert!(close(band.tops[side], end), "{band:?}");
                end += band.height;
            }
            assert!(close(end, one.top + one.height), "{one:?}");
        }
    }
    // Two bands that leave one bar, or come to one, don't cross.
    for one in &flow.bands {
        for other in &flow.bands {
            if bar(0, one) == bar(0, other) && bar(1, one) < bar(1, other) {
                assert!(one.tops[0] < other.tops[0]);
            }
            if bar(1, one) == bar(1, other) && bar(0, one) < bar(0, other) {
                assert!(one.tops[1] < other.tops[1]);
            }
        }
    }
}

#[test]
fn every_picture() {
    check(&diff());
    for seed in 0..200 {
        check(&made(seed, 1 + seed % 25));
    }
}

#[test]
fn one_way() {
    // One band of the least height, in the middle between the edges.
    let mut diff = diff();
    diff.buckets.truncate(1);
    diff.migrations.truncate(1);
    let flow = Flow::of(&diff).unwrap();
    assert_eq!((flow.bands.len(), flow.height), (1, 8.0 + 56.0 + 8.0));
    assert_eq!((flow.bands[0].tops, flow.bands[0].height), ([8.0, 8.0], 56.0));
}

#[test]
fn nothing_goes_anywhere() {
    let mut diff = diff();
    diff.buckets.clear();
    diff.migrations.clear();
    assert!(Flow::of(&diff).is_none());
}

#[test]
fn the_thickest_ways_have_bands() {
    let mut diff = diff();
    diff.migrations = (0..100).map(|at| way(&format!("b{at}"), &format!("a{at}"), 100 - at, true, &[])).collect();
    diff.buckets = (0..100).map(|at| BucketDiff { migrations: vec![at], ..group(BucketKind::Renamed, 1) }).collect();
    let flow = Flow::of(&diff).unwrap();
    // 70 + 69 + … + 1 crashes are left for the last one.
    let last = flow.bands.last().unwrap();
    assert_eq!((flow.bands.len(), last.way.crashes, last.way.ways), (31, 2485, 70));
    assert!(last.way.signatures == [None, None] && last.way.kind.is_none());
    assert_eq!(flow.bands[0].way.crashes, 100);
}
