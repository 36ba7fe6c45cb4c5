//! Sorting. A sort is compiled for every type and every comparison anew, and a browser downloads each of them: so all
//! sorts of these crates are one, of indices.

use std::cmp::Ordering;

/// The things, sorted; those that are equal stay in their order.
pub fn sorted<T>(things: Vec<T>, compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    let order = order(things.len(), &|one, other| compare(&things[one], &things[other]));
    let mut things: Vec<Option<T>> = things.into_iter().map(Some).collect();
    order.into_iter().filter_map(|index| things[index].take()).collect()
}

/// The indices of so many things, in the order of the things; those of equal ones stay in their order.
pub fn order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    sort(&mut order, compare);
    order
}

/// Sorts numbers of which no two are the same.
pub(crate) fn sort(numbers: &mut [usize], compare: &dyn Fn(usize, usize) -> Ordering) {
    numbers.sort_unstable_by(|&one, &other| compare(one, other).then(one.cmp(&other)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_things_stay_in_their_order() {
        let things = vec![(2, 'a'), (1, 'b'), (2, 'c'), (0, 'd'), (1, 'e')];
        let expected = [(0, 'd'), (1, 'b'), (1, 'e'), (2, 'a'), (2, 'c')];
        assert_eq!(sorted(things, |one, other| one.0.cmp(&other.0)), expected);
        assert_eq!(sorted(Vec::<u8>::new(), u8::cmp), [0; 0]);
    }
}
