//! The order in which examples are learned from.

use crate::random::{Purpose, Stream};

/// A place in the sequence of epochs. Seed, epoch and place say all: the order of an epoch
/// is drawn anew from them, so a checkpoint holds three numbers instead of a generator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batches {
    seed: u32,
    n: usize,
    /// Epochs done.
    pub epoch: u64,
    /// Examples of this epoch that have been learned from.
    pub cursor: usize,
    order: Vec<usize>,
}

impl Batches {
    /// At a place in the epochs over `n` examples; `cursor` is below `n`.
    pub fn at(seed: u32, n: usize, epoch: u64, cursor: usize) -> Self {
        let order = Stream::new(seed, Purpose::Order, epoch).permutation(n);
        Self { seed, n, epoch, cursor, order }
    }

    /// The next `size` examples, fewer at the end of an epoch.
    pub fn next(&mut self, size: usize) -> Vec<usize> {
        let end = self.n.min(self.cursor + size.max(1));
        let batch = self.order[self.cursor..end].to_vec();
        self.cursor = end;
        if end == self.n {
            *self = Self::at(self.seed, self.n, self.epoch + 1, 0);
        }
        batch
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_epoch_shows_every_example_once_and_the_next_in_another_order() {
        let mut batches = Batches::at(3, 25, 0, 0);
        let mut epoch = || (0..3).flat_map(|_| batches.next(10)).collect::<Vec<_>>();
        let (mut first, mut second) = (epoch(), epoch());
        assert_ne!(first, second);
        first.sort_unstable();
        second.sort_unstable();
        assert_eq!(first, (0..25).collect::<Vec<_>>());
        assert_eq!(second, first);
    }

    #[test]
    fn a_place_is_all_that_is_needed_to_go_on() {
        let mut batches = Batches::at(3, 25, 0, 0);
        (0..5).for_each(|_| drop(batches.next(7)));
        let mut again = Batches::at(3, 25, batches.epoch, batches.cursor);
        assert_eq!(batches.next(7), again.next(7));
    }
}
