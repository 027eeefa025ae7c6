//! How much a program may do before others have their turn.

/// A slice takes about so long, in nanoseconds.
const SLICE: i64 = 8_000_000;
/// Steps of the first slice, and the fewest and most of any.
const FIRST: u64 = 100_000;
const FEWEST: u64 = 20_000;
const MOST: u64 = 1 << 28;

/// Finds out how many steps take as long as a slice.
pub struct Pace(u64);

impl Default for Pace {
    fn default() -> Self {
        Pace(FIRST)
    }
}

impl Pace {
    /// Steps of the next slice.
    pub fn budget(&self) -> u64 {
        self.0
    }

    /// The slice took so many nanoseconds. The next is twice as long at most, so that one slow slice behind a quick one does no
    /// harm.
    pub fn took(&mut self, nanoseconds: i64) {
        let scaled = self.0 as f64 * SLICE as f64 / nanoseconds.max(1) as f64;
        self.0 = (scaled as u64).min(self.0 * 2).clamp(FEWEST, MOST);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_come_to_eight_milliseconds() {
        let mut pace = Pace::default();
        for _ in 0..20 {
            // Ten nanoseconds a step.
            pace.took(pace.budget() as i64 * 10);
        }
        assert_eq!(pace.budget(), 800_000);
        pace.took(80_000_000);
        assert_eq!(pace.budget(), 80_000);
        pace.took(i64::MAX);
        assert_eq!(pace.budget(), FEWEST);
    }
}
