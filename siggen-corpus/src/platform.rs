//! The platforms that crashes come from, and the builds of the application.

use super::random::Random;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Platform {
    Windows,
    Linux,
    Mac,
    Android,
}

use Platform::{Android, Linux, Mac, Windows};

pub(crate) const PLATFORMS: [Platform; 4] = [Windows, Linux, Mac, Android];

impl Platform {
    pub(crate) fn index(self) -> usize {
        match self {
            Windows => 0,
            Linux => 1,
            Mac => 2,
            Android => 3,
        }
    }

    /// How many of a hundred users have it.
    pub(crate) fn share(self) -> u64 {
        [66, 7, 9, 18][self.index()]
    }

    /// Its bit in a set of platforms.
    pub(crate) fn bit(self) -> u8 {
        1 << self.index()
    }

    pub(crate) fn name(self) -> &'static str {
        ["windows", "linux", "mac", "android"][self.index()]
    }

    /// As minidump-stackwalk names it.
    pub(crate) fn os(self) -> &'static str {
        ["Windows NT", "Linux", "Mac OS X", "Android"][self.index()]
    }

    /// The module that holds nearly all of the application.
    pub(crate) fn app_module(self) -> &'static str {
        ["xul.dll", "libxul.so", "XUL", "libxul.so"][self.index()]
    }

    /// The module with the application's allocator and locks.
    pub(crate) fn glue_module(self) -> &'static str {
        ["mozglue.dll", "heron", "libmozglue.dylib", "libmozglue.so"][self.index()]
    }

    pub(crate) fn program(self) -> &'static str {
        ["heron.exe", "heron", "heron", "libmozglue.so"][self.index()]
    }

    /// Which of a function's two spellings its symbols have.
    pub(crate) fn spelling(self) -> usize {
        usize::from(self != Windows)
    }

    pub(crate) fn processor(self, random: &mut Random) -> &'static str {
        match (self, random.below(10)) {
            (Windows, 9) => "x86",
            (Windows | Linux, _) | (Mac, 0..=2) => "amd64",
            (Android, 8..) => "arm",
            (Mac | Android, _) => "arm64",
        }
    }

    /// Where code lies: addresses of a process of today are chance.
    pub(crate) fn base(self, processor: &str, random: &mut Random) -> u64 {
        let (low, spread) = match self {
            _ if matches!(processor, "x86" | "arm") => (0x4000_0000, 0x3000),
            Windows => (0x7ff8_0000_0000, 0x7_0000),
            Linux => (0x7f00_0000_0000, 0xff_0000),
            Mac => (0x1_0000_0000, 0x8000),
            Android => (0x70_0000_0000, 0xf_0000),
        };
        low + random.below(spread) * 0x1_0000
    }
}

/// The first and the last major version that crashes come from.
pub(crate) const FIRST: u64 = 130;
pub(crate) const LAST: u64 = 139;

/// Symbols tell of inlined functions from this version on.
pub(crate) fn has_inlines(platform: Platform, major: u64) -> bool {
    major >= if platform == Mac { 134 } else { 132 }
}

/// A build of the application.
pub(crate) struct Build {
    pub(crate) version: String,
    pub(crate) channel: &'static str,
    pub(crate) id: String,
    pub(crate) major: u64,
    /// The day that it was made on, from 1970-01-01.
    pub(crate) day: u64,
    /// Tells it from all others.
    pub(crate) number: u64,
    /// Of the source code.
    pub(crate) revision: String,
}

/// All builds, by major version and channel.
pub(crate) struct Builds(Vec<[Vec<Build>; 4]>);

const CHANNELS: [&str; 4] = ["release", "beta", "nightly", "esr"];
const CHANNEL_SHARES: [u64; 4] = [74, 10, 9, 7];

impl Builds {
    pub(crate) fn new(seed: u64) -> Self {
        let mut number = 0;
        let majors = (FIRST..=LAST).map(|major| {
            let since = major - FIRST;
            std::array::from_fn(|channel| {
                let builds = [3, 5, 6, 2][channel];
                let build = |minor: u64| {
                    number += 1;
                    let version = match channel {
                        0 if minor == 0 => format!("{major}.0"),
                        0 => format!("{major}.0.{minor}"),
                        1 => format!("{major}.0b{}", 2 * minor + 1),
                        2 => format!("{major}.0a1"),
                        _ => format!("128.{since}.{minor}esr"),
                    };
                    // Four weeks a version; a version is a nightly first, then a beta, then released.
                    let day = 20_200 + 28 * since + [56, 28, 0, 56][channel] + minor * [8, 5, 4, 12][channel];
                    let (year, month, of_month) = date(day);
                    let id = format!("{year}{month:02}{of_month:02}{:02}{:02}00", 3 + minor * 2, number % 60);
                    let revision = format!("{:012x}", super::random::of_two(seed, number) >> 16);
                    Build { version, channel: CHANNELS[channel], id, major, day, number, revision }
                };
                (0..builds).map(build).collect()
            })
        });
        Builds(majors.collect())
    }

    /// A build of that major version.
    pub(crate) fn pick(&self, major: u64, platform: Platform, random: &mut Random) -> &Build {
        let channel = random.weighted(&CHANNEL_SHARES);
        let channel = if platform == Android && CHANNELS[channel] == "esr" { 0 } else { channel };
        let index = usize::try_from(major - FIRST).unwrap_or(0);
        random.pick(&self.0[index][channel])
    }
}

/// Year, month and day of a day from 1970-01-01, counted in years that begin in March.
pub(crate) fn date(day: u64) -> (u64, u64, u64) {
    let day = day + 719_468;
    let era = day / 146_097;
    let of_era = day % 146_097;
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let of_month = of_year - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    (year + era * 400 + next, month, of_month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_dates() {
        assert_eq!(date(0), (1970, 1, 1));
        assert_eq!(date(59), (1970, 3, 1));
        // 30 years with 7 leap days, then January and 28 days of February.
        assert_eq!(date(30 * 365 + 7 + 31 + 28), (2000, 2, 29));
        assert_eq!(date(30 * 365 + 7 + 366), (2001, 1, 1));
    }
}
