//! Vector clocks.

/// How far each goroutine was, by number, as far as somebody knows. Of those that are not in it nothing is known.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Clock(Vec<u32>);

impl Clock {
    /// The clock of a goroutine that begins.
    pub fn starting(goid: u64) -> Clock {
        let mut clock = Clock::default();
        clock.tick(goid);
        clock
    }

    /// How far a goroutine is known to be.
    pub fn of(&self, goid: u64) -> u32 {
        self.0.get(goid as usize).copied().unwrap_or(0)
    }

    /// Its own goroutine goes on.
    pub fn tick(&mut self, goid: u64) {
        let at = goid as usize;
        if at >= self.0.len() {
            self.0.resize(at + 1, 0);
        }
        self.0[at] = self.0[at].saturating_add(1);
    }

    /// Knows also what the other knows.
    pub fn join(&mut self, other: &Clock) {
        if other.0.len() > self.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (own, &theirs) in self.0.iter_mut().zip(&other.0) {
            *own = (*own).max(theirs);
        }
    }
}
