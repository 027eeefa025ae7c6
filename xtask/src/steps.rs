//! The steps of a command on the terminal: each is named when it starts and timed when it ends.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::Result;

/// Two threads may run steps side by side.
#[derive(Debug)]
pub struct Steps {
    command: &'static str,
    total: usize,
    begun: AtomicUsize,
    started: Instant,
    times: Mutex<Vec<(String, Duration)>>,
}

impl Steps {
    pub fn new(command: &'static str, total: usize) -> Self {
        let started = Instant::now();
        Self { command, total, begun: AtomicUsize::new(0), started, times: Mutex::default() }
    }

    /// Runs one step between its two lines.
    pub fn run<T>(&self, name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        let number = self.begun.fetch_add(1, Ordering::Relaxed) + 1;
        let label = format!("[{} {number}/{}] {name}", self.command, self.total);
        println!("{label}");
        let started = Instant::now();
        let result = work();
        let took = started.elapsed();
        let end = if result.is_ok() { "done" } else { "failed" };
        println!("{label} … {end} in {}", in_words(took));
        self.times.lock().unwrap_or_else(PoisonError::into_inner).push((name.to_owned(), took));
        result
    }

    /// What took how long.
    pub fn summary(&self) {
        println!("\n{} in {}:", self.command, in_words(self.started.elapsed()));
        for (name, took) in &*self.times.lock().unwrap_or_else(PoisonError::into_inner) {
            println!("  {:>10}  {name}", in_words(*took));
        }
    }
}

/// `0.3 s`, `41 s`, `3 min 20 s`.
pub fn in_words(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    if seconds < 9.95 {
        return format!("{seconds:.1} s");
    }
    let seconds = seconds.round() as u64;
    if seconds < 60 {
        return format!("{seconds} s");
    }
    format!("{} min {} s", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_like_speech() {
        for (millis, words) in [
            (300, "0.3 s"),
            (9_940, "9.9 s"),
            (9_960, "10 s"),
            (41_200, "41 s"),
            (200_000, "3 min 20 s"),
        ] {
            assert_eq!(in_words(Duration::from_millis(millis)), words);
        }
    }

    #[test]
    fn a_failed_step_hands_its_error_on_and_is_timed() {
        let steps = Steps::new("test", 1);
        let result: Result<()> = steps.run("fails", || anyhow::bail!("on purpose"));
        assert_eq!(result.unwrap_err().to_string(), "on purpose");
        assert_eq!(steps.times.lock().unwrap().len(), 1);
    }
}
