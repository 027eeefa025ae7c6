//! Whether a browser will do: what it told, and what that means for a learner.

use super::format;
use crate::words::{Key, fill, text};

/// What the browser told of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    pub webgpu: bool,
    /// Empty where no adapter was given.
    pub adapter: String,
    pub software: bool,
    /// A database can be opened.
    pub storage: bool,
    pub free_mb: f64,
    /// The browser promised not to clear it by itself.
    pub persisted: bool,
    pub service_worker: bool,
    /// As the browser tells it, which rounds down to 8; 0 where it does not.
    pub memory_gb: f64,
    /// What a trial allocation got; 0 where it was refused.
    pub trial_mb: f64,
}

/// What a trial run has shown.
#[derive(Clone, Debug, PartialEq)]
pub enum Trial {
    Coming,
    Failed(String),
    StepsPerSecond(f32),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Waiting,
    Good,
    /// It works, with less.
    Fair,
    Bad,
}

/// One line of the check.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub title: Key,
    pub verdict: Verdict,
    /// What was found, and what to do about it.
    pub text: String,
}

/// Steps a second of the trial network below which a lesson is a matter of patience.
const SLOW: f32 = 60.0;
/// Megabytes that the offline site and some months of work take.
const ROOM_MB: f64 = 100.0;
/// Gigabytes below which several open programs make a browser drop pages.
const SMALL_GB: f64 = 2.0;

/// All lines, in the order in which they matter.
pub fn lines(facts: Option<&Facts>, trial: &Trial) -> Vec<Line> {
    let mut lines = vec![worker(trial), speed(trial)];
    match facts {
        Some(facts) => {
            lines.extend([gpu(facts), storage(facts), offline(facts), memory(facts)]);
        }
        None => lines.extend(
            [Key::SetupGpu, Key::SetupStorage, Key::SetupOffline, Key::SetupMemory].map(waiting),
        ),
    }
    lines
}

/// The worst of them; waiting while one is.
pub fn overall(lines: &[Line]) -> Verdict {
    let has = |verdict| lines.iter().any(|line| line.verdict == verdict);
    [Verdict::Waiting, Verdict::Bad, Verdict::Fair]
        .into_iter()
        .find(|verdict| has(*verdict))
        .unwrap_or(Verdict::Good)
}

/// The check as text, for an e-mail to the trainer.
pub fn report(lines: &[Line], browser: &str) -> String {
    let mut report = vec![text(Key::SetupTitle).to_string(), browser.to_string()];
    report.extend(
        lines
            .iter()
            .map(|line| format!("[{}] {}: {}", word(line.verdict), text(line.title), line.text)),
    );
    report.join("\n")
}

/// A verdict as a word: nothing is said by colour alone.
pub fn word(verdict: Verdict) -> &'static str {
    text(match verdict {
        Verdict::Waiting => Key::SetupWaiting,
        Verdict::Good => Key::SetupGood,
        Verdict::Fair => Key::SetupFair,
        Verdict::Bad => Key::SetupBad,
    })
}

fn line(title: Key, verdict: Verdict, text: impl Into<String>) -> Line {
    Line { title, verdict, text: text.into() }
}

fn waiting(title: Key) -> Line {
    line(title, Verdict::Waiting, text(Key::SetupChecking))
}

fn worker(trial: &Trial) -> Line {
    match trial {
        Trial::Coming => waiting(Key::SetupWorker),
        Trial::StepsPerSecond(_) => {
            line(Key::SetupWorker, Verdict::Good, text(Key::SetupWorkerGood))
        }
        Trial::Failed(why) => {
            let text = fill(Key::SetupWorkerBad, &[("why", why)]);
            line(Key::SetupWorker, Verdict::Bad, text)
        }
    }
}

fn speed(trial: &Trial) -> Line {
    match trial {
        Trial::Coming => waiting(Key::SetupSpeed),
        Trial::Failed(_) => line(Key::SetupSpeed, Verdict::Bad, text(Key::SetupSpeedNone)),
        Trial::StepsPerSecond(rate) => {
            let (verdict, key) = if *rate >= SLOW {
                (Verdict::Good, Key::SetupSpeedGood)
            } else {
                (Verdict::Fair, Key::SetupSpeedFair)
            };
            line(Key::SetupSpeed, verdict, fill(key, &[("rate", &format::rate(*rate))]))
        }
    }
}

fn gpu(facts: &Facts) -> Line {
    let adapter = [("adapter", facts.adapter.as_str())];
    let (verdict, text) = if facts.adapter.is_empty() {
        let key = if facts.webgpu { Key::SetupGpuRefused } else { Key::SetupGpuNone };
        (Verdict::Fair, text(key).to_string())
    } else if facts.software {
        (Verdict::Fair, fill(Key::SetupGpuSoftware, &adapter))
    } else {
        (Verdict::Good, fill(Key::SetupGpuGood, &adapter))
    };
    line(Key::SetupGpu, verdict, text)
}

fn storage(facts: &Facts) -> Line {
    let free = format::whole(facts.free_mb.max(0.0) as u64);
    let (verdict, text) = if !facts.storage {
        (Verdict::Fair, text(Key::SetupStorageNone).to_string())
    } else if facts.free_mb < ROOM_MB {
        (Verdict::Fair, fill(Key::SetupStorageSmall, &[("free", &free)]))
    } else {
        let key = if facts.persisted { Key::SetupStorageSafe } else { Key::SetupStorageGood };
        (Verdict::Good, fill(key, &[("free", &free)]))
    };
    line(Key::SetupStorage, verdict, text)
}

fn offline(facts: &Facts) -> Line {
    let (verdict, key) = if facts.service_worker {
        (Verdict::Good, Key::SetupOfflineGood)
    } else {
        (Verdict::Fair, Key::SetupOfflineNone)
    };
    line(Key::SetupOffline, verdict, text(key))
}

fn memory(facts: &Facts) -> Line {
    let small = facts.memory_gb > 0.0 && facts.memory_gb < SMALL_GB;
    let (verdict, text) = if facts.trial_mb == 0.0 || small {
        (Verdict::Fair, text(Key::SetupMemorySmall).to_string())
    } else if facts.memory_gb > 0.0 {
        let memory = facts.memory_gb.to_string();
        (Verdict::Good, fill(Key::SetupMemoryTold, &[("memory", &memory)]))
    } else {
        let trial = format::whole(facts.trial_mb as u64);
        (Verdict::Good, fill(Key::SetupMemoryTried, &[("trial", &trial)]))
    };
    line(Key::SetupMemory, verdict, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good() -> Facts {
        Facts {
            webgpu: true,
            adapter: "a card".to_string(),
            software: false,
            storage: true,
            free_mb: 2000.0,
            persisted: true,
            service_worker: true,
            memory_gb: 8.0,
            trial_mb: 512.0,
        }
    }

    fn verdict(facts: &Facts, title: Key) -> Verdict {
        let lines = lines(Some(facts), &Trial::StepsPerSecond(500.0));
        lines.iter().find(|line| line.title == title).map(|line| line.verdict).unwrap()
    }

    #[test]
    fn a_good_browser_is_good_all_over() {
        let lines = lines(Some(&good()), &Trial::StepsPerSecond(500.0));
        assert_eq!(overall(&lines), Verdict::Good);
        assert!(report(&lines, "A browser").contains("a card"));
    }

    #[test]
    fn nothing_is_said_before_it_is_known() {
        let lines = lines(None, &Trial::Coming);
        assert!(lines.iter().all(|line| line.verdict == Verdict::Waiting));
        assert_eq!(overall(&lines), Verdict::Waiting);
    }

    #[test]
    fn what_is_missing_is_fair_where_the_course_works_without() {
        let without = |change: fn(&mut Facts)| {
            let mut facts = good();
            change(&mut facts);
            facts
        };
        let gpu = |change| verdict(&without(change), Key::SetupGpu);
        assert_eq!(gpu(|facts| facts.adapter.clear()), Verdict::Fair);
        assert_eq!(gpu(|facts| facts.software = true), Verdict::Fair);
        assert_eq!(verdict(&without(|f| f.storage = false), Key::SetupStorage), Verdict::Fair);
        assert_eq!(verdict(&without(|f| f.free_mb = 20.0), Key::SetupStorage), Verdict::Fair);
        assert_eq!(
            verdict(&without(|f| f.service_worker = false), Key::SetupOffline),
            Verdict::Fair
        );
        assert_eq!(verdict(&without(|f| f.memory_gb = 1.0), Key::SetupMemory), Verdict::Fair);
        assert_eq!(verdict(&without(|f| f.memory_gb = 0.0), Key::SetupMemory), Verdict::Good);
        assert_eq!(verdict(&without(|f| f.trial_mb = 0.0), Key::SetupMemory), Verdict::Fair);
    }

    #[test]
    fn a_worker_that_fails_is_bad_and_the_reason_is_told() {
        let lines = lines(Some(&good()), &Trial::Failed("It is forbidden here.".to_string()));
        assert_eq!(overall(&lines), Verdict::Bad);
        assert!(lines[0].text.contains("It is forbidden here."));
    }

    #[test]
    fn a_slow_machine_is_fair() {
        let lines = lines(Some(&good()), &Trial::StepsPerSecond(12.0));
        assert_eq!(overall(&lines), Verdict::Fair);
    }
}
