//! When to step, when to draw, when to save: all times in milliseconds.

/// A slice of training lasts this long before messages are looked at.
const SLICE: f64 = 12.0;
/// Steps that are queued on a GPU at most before it is waited for.
const MAX_QUEUED: f64 = 32.0;
/// Pictures come at most this often: an animation frame.
const PICTURE_GAP: f64 = 15.0;
/// Drawing takes at most this share of the time: one part in so many.
const PICTURE_SHARE: f64 = 5.0;
/// After a picture that took very long (a GPU compiles for its first one) the learner waits no
/// longer than this for the next.
const PICTURE_WAIT: f64 = 1000.0;
/// Snapshots are this far apart while a run goes on.
const SNAPSHOT_GAP: f64 = 1000.0;
/// A pause longer than this is none of the training's time: the rate is measured anew after it.
const PAUSE: f64 = 3000.0;

/// Measures how long things take and says when the next one is due.
#[derive(Debug, Default)]
pub struct Pace {
    /// Mean duration of a step; the newest counts for a tenth.
    step_ms: Option<f64>,
    /// Steps a second hoped for; none means as many as possible.
    wanted: Option<f64>,
    next_step: f64,
    next_picture: f64,
    next_snapshot: f64,
    /// Steps done since `rate_since`.
    counted: u32,
    rate_since: f64,
    rate: f64,
}

impl Pace {
    /// Forgets what it measured: another run begins.
    pub fn restart(&mut self, now: f64) {
        *self =
            Self { wanted: self.wanted, rate_since: now, next_snapshot: now, ..Self::default() };
    }

    pub fn want(&mut self, steps_per_second: Option<f64>, now: f64) {
        self.wanted = steps_per_second;
        self.next_step = now;
    }

    pub fn step_ms(&self) -> Option<f32> {
        self.step_ms.map(|ms| ms as f32)
    }

    pub fn steps_per_second(&self) -> f32 {
        self.rate as f32
    }

    /// How many steps to do in one go now; 0 where none is due.
    pub fn steps_due(&self, now: f64, hurry: bool) -> u32 {
        match self.wanted {
            Some(_) if !hurry => u32::from(now >= self.next_step),
            _ => (SLICE / self.step_ms.unwrap_or(SLICE)).clamp(1.0, MAX_QUEUED) as u32,
        }
    }

    /// Milliseconds until the next step is due.
    pub fn until_step(&self, now: f64) -> f64 {
        (self.next_step - now).max(1.0)
    }

    pub fn did_steps(&mut self, n: u32, began: f64, now: f64) {
        let ms = (now - began) / f64::from(n.max(1));
        self.step_ms = Some(self.step_ms.map_or(ms, |mean| mean * 0.9 + ms * 0.1));
        if let Some(wanted) = self.wanted {
            // A late step is not made up for, or a slow device would never rest.
            self.next_step = (self.next_step + 1000.0 / wanted).max(now);
        }
        if began - self.rate_since > PAUSE {
            (self.counted, self.rate_since) = (0, began);
        }
        self.counted += n;
        if now - self.rate_since >= 1000.0 {
            self.rate = f64::from(self.counted) * 1000.0 / (now - self.rate_since);
            (self.counted, self.rate_since) = (0, now);
        }
    }

    pub fn slice_is_over(&self, began: f64, now: f64) -> bool {
        now - began >= SLICE
    }

    pub fn picture_is_due(&self, now: f64) -> bool {
        now >= self.next_picture
    }

    pub fn did_picture(&mut self, began: f64, now: f64) {
        let took = now - began;
        let wait = (took * (PICTURE_SHARE - 1.0)).min(PICTURE_WAIT);
        self.next_picture = now + wait.max(PICTURE_GAP - took);
    }

    pub fn snapshot_is_due(&self, now: f64) -> bool {
        now >= self.next_snapshot
    }

    pub fn did_snapshot(&mut self, now: f64) {
        self.next_snapshot = now + SNAPSHOT_GAP;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_does_not_count_into_the_rate() {
        let mut pace = Pace::default();
        pace.did_steps(500, 0.0, 1000.0);
        assert_eq!(pace.steps_per_second(), 500.0);
        pace.did_steps(1, 60_000.0, 60_002.0);
        assert_eq!(pace.steps_per_second(), 500.0);
        pace.did_steps(400, 60_002.0, 61_002.0);
        assert!(pace.steps_per_second() > 390.0);
    }

    #[test]
    fn a_wanted_rate_is_kept_and_lateness_is_not_made_up_for() {
        let mut pace = Pace::default();
        pace.want(Some(10.0), 0.0);
        assert_eq!(pace.steps_due(0.0, false), 1);
        pace.did_steps(1, 0.0, 1.0);
        assert_eq!(pace.steps_due(50.0, false), 0);
        assert_eq!(pace.until_step(50.0), 50.0);
        assert_eq!(pace.steps_due(100.0, false), 1);
        pace.did_steps(1, 500.0, 501.0);
        assert_eq!(pace.steps_due(502.0, false), 1);
        pace.did_steps(1, 502.0, 503.0);
        assert_eq!(pace.steps_due(504.0, false), 0);
    }

    #[test]
    fn a_replay_does_not_wait_for_the_wanted_rate() {
        let mut pace = Pace::default();
        pace.want(Some(1.0), 0.0);
        pace.did_steps(1, 0.0, 1.0);
        assert!(pace.steps_due(2.0, true) >= 1);
    }

    #[test]
    fn quick_steps_are_done_together_and_slow_ones_alone() {
        let mut pace = Pace::default();
        pace.did_steps(1, 0.0, 0.5);
        assert_eq!(pace.steps_due(1.0, false), 24);
        pace.restart(1.0);
        pace.did_steps(1, 1.0, 301.0);
        assert_eq!(pace.steps_due(301.0, false), 1);
    }

    #[test]
    fn drawing_takes_a_fifth_of_the_time_at_most() {
        let mut pace = Pace::default();
        pace.did_picture(100.0, 140.0);
        assert!(!pace.picture_is_due(299.0));
        assert!(pace.picture_is_due(300.0));
        pace.did_picture(1_000.0, 11_000.0);
        assert!(pace.picture_is_due(12_000.0));
    }
}
