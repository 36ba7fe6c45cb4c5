//! Many texts at once: which of them another text starts with, and which it has inside.
//!
//! Lists hold many lines, and are asked about many frames. These two find the lines that a frame has to do with in time
//! that grows with the frame, not with the list.

mod insides;
mod starts;

pub use insides::Insides;
pub use starts::Starts;

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts of few letters, so that they often have to do with each other.
    fn texts(random: &mut u64, count: usize, longest: usize) -> Vec<String> {
        let mut below = |end: usize| {
            *random = random.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            usize::try_from(*random >> 33).unwrap() % end
        };
        (0..count).map(|_| (0..below(longest + 1)).map(|_| ["a", "b", "é", "::"][below(4)]).collect()).collect()
    }

    #[test]
    fn the_same_is_found_as_by_asking_each() {
        let mut random = 1;
        for round in 0..200 {
            let many = texts(&mut random, round, 5);
            let (starts, insides) = (Starts::new(&many), Insides::new(&many));
            for text in texts(&mut random, 40, 12) {
                let each = |is_found: &dyn Fn(&str) -> bool| -> Vec<usize> {
                    (0..many.len()).filter(|&index| is_found(&many[index])).collect()
                };
                let mut found: Vec<usize> = starts.of(&text).flatten().copied().collect();
                found.sort_unstable();
                assert_eq!(found, each(&|start| text.starts_with(start)), "{text:?} {many:?}");
                let inside = each(&|inside| !inside.is_empty() && text.contains(inside));
                assert_eq!(insides.first_in(&text), inside.first().copied(), "{text:?} {many:?}");
                let mut found = insides.of(&text);
                found.sort_unstable();
                assert_eq!(found, inside, "{text:?} {many:?}");
            }
        }
    }

    #[test]
    fn the_longest_start_comes_first() {
        let starts = Starts::new(["ab", "", "abc", "ab", "b"]);
        assert_eq!(starts.of("abcd").collect::<Vec<_>>(), [&[2][..], &[0, 3], &[1]]);
        assert_eq!(starts.of("abb").collect::<Vec<_>>(), [&[0, 3][..], &[1]]);
        assert_eq!(starts.of("").collect::<Vec<_>>(), [&[1]]);
        assert_eq!(Starts::new([""; 0]).of("a").count(), 0);
    }
}
