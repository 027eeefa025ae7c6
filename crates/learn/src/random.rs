//! All chance comes from here: ChaCha with 8 rounds, one stream for each purpose.
//!
//! A stream is named by seed, purpose and index, so nothing has to be remembered to go on:
//! the order of epoch 7 is the same whether a run got there or was loaded there. The
//! conversions are ours because a shared link must give the same run for years, which a
//! library's `shuffle` does not promise.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// What the numbers of a stream are used for.
#[derive(Clone, Copy, Debug)]
pub enum Purpose {
    /// The points of a generated data set.
    Points = 1,
    /// Which examples are trained on.
    Split = 2,
    /// The order of the examples in an epoch (the stream's index).
    Order = 3,
    /// The first weights of a layer (the stream's index).
    Weights = 4,
}

/// A stream of random numbers.
#[derive(Debug)]
pub struct Stream(ChaCha8Rng);

impl Stream {
    pub fn new(seed: u32, purpose: Purpose, index: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(u64::from(seed));
        rng.set_stream((purpose as u64) << 56 | index);
        Self(rng)
    }

    /// Uniform in `[0, 1)`, with 24 bits.
    pub fn unit(&mut self) -> f32 {
        (self.0.next_u32() >> 8) as f32 / (1u32 << 24) as f32
    }

    /// Uniform in `[low, high)`.
    pub fn uniform(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.unit()
    }

    /// Gaussian with mean 0 and standard deviation 1 (Box and Muller, 1958).
    pub fn normal(&mut self) -> f32 {
        let radius = (-2.0 * libm::logf(1.0 - self.unit())).sqrt();
        radius * libm::cosf(core::f32::consts::TAU * self.unit())
    }

    /// Uniform in `0..n`, without bias (Lemire, 2019); 0 where `n` is 0.
    pub fn below(&mut self, n: u32) -> u32 {
        let threshold = n.wrapping_neg().checked_rem(n).unwrap_or(0);
        loop {
            let product = u64::from(self.0.next_u32()) * u64::from(n);
            if product as u32 >= threshold {
                return (product >> 32) as u32;
            }
        }
    }

    /// The numbers `0..n` in random order (Fisher and Yates).
    pub fn permutation(&mut self, n: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..n).collect();
        for last in (1..n).rev() {
            let other = self.below(last as u32 + 1) as usize;
            order.swap(last, other);
        }
        order
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_repeats_itself_and_differs_from_its_neighbours() {
        let first = |seed, purpose, index| Stream::new(seed, purpose, index).permutation(50);
        assert_eq!(first(1, Purpose::Order, 3), first(1, Purpose::Order, 3));
        assert_ne!(first(1, Purpose::Order, 3), first(1, Purpose::Order, 4));
        assert_ne!(first(1, Purpose::Order, 3), first(2, Purpose::Order, 3));
        assert_ne!(first(1, Purpose::Order, 3), first(1, Purpose::Split, 3));
    }

    #[test]
    fn a_permutation_holds_every_number_once() {
        let mut order = Stream::new(9, Purpose::Split, 0).permutation(1000);
        order.sort_unstable();
        assert_eq!(order, (0..1000).collect::<Vec<_>>());
        assert!(Stream::new(9, Purpose::Split, 0).permutation(0).is_empty());
    }

    #[test]
    fn normal_numbers_have_mean_0_and_deviation_1() {
        let mut stream = Stream::new(5, Purpose::Points, 0);
        let numbers: Vec<f64> = (0..20_000).map(|_| f64::from(stream.normal())).collect();
        let mean = numbers.iter().sum::<f64>() / 20_000.0;
        let variance = numbers.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / 20_000.0;
        // Four standard errors: 4 / √20000 and 4 · √(2 / 20000).
        assert!(mean.abs() < 0.029, "{mean}");
        assert!((variance - 1.0).abs() < 0.04, "{variance}");
    }
}
