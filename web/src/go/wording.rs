//! What the Go playground says of its state. Knows no browser.

use burrow_protocol::go::{Diagnostic, End, How, Limit, Severity};

use super::files::BadName;
use super::session::{Engine, GoState, Outcome, Program};
use super::step;
use super::work::BadWork;
use crate::model::format;
use crate::words::{Key, fill, from_engine, plural, text};

/// What goes on, or what the last thing came to: read out, and shown above the output.
pub fn status(state: &GoState) -> String {
    if let Engine::Coming { loaded, total } = state.engine
        && state.program.is_active()
    {
        return coming(loaded, total);
    }
    match state.program {
        Program::Waiting => text(Key::GoStatusWaiting).to_string(),
        Program::Building => text(Key::GoStatusBuilding).to_string(),
        Program::Running => text(Key::GoStatusRunning).to_string(),
        Program::Input => text(Key::GoStatusInput).to_string(),
        Program::Halted => state.moment.as_ref().map(step::told).unwrap_or_default(),
        Program::Stopping => text(Key::GoStatusStopping).to_string(),
        Program::None => {
            state.outcome.as_ref().map(|outcome| told(outcome, state)).unwrap_or_default()
        }
    }
}

fn coming(loaded: u64, total: u64) -> String {
    if total == 0 {
        return text(Key::GoStatusWaiting).to_string();
    }
    let percent = format::whole(loaded.min(total) * 100 / total);
    fill(Key::GoStatusLoading, &[("percent", &percent)])
}

fn told(outcome: &Outcome, state: &GoState) -> String {
    match outcome {
        Outcome::Ended(end) => ended(end, state),
        Outcome::Formatted { changed: true } => text(Key::GoFormatted).to_string(),
        Outcome::Formatted { changed: false } => text(Key::GoFormattedAlready).to_string(),
        Outcome::NotFormatted => text(Key::GoNotFormatted).to_string(),
        Outcome::Crashed(why) => fill(Key::GoCrashed, &[("why", &from_engine(why))]),
        Outcome::Refused(why) => fill(Key::GoRefused, &[("why", &from_engine(why))]),
        Outcome::NoEngine(why) => fill(Key::GoNoEngine, &[("why", &from_engine(why))]),
        Outcome::Silent => text(Key::GoSilent).to_string(),
        Outcome::Rests => text(Key::GoRests).to_string(),
        Outcome::Opened => text(Key::GoOpened).to_string(),
        Outcome::NotOpened(why) => text(match why {
            BadWork::Foreign => Key::GoLinkForeign,
            BadWork::Damaged => Key::GoLinkDamaged,
            BadWork::Large => Key::GoLinkLarge,
        })
        .to_string(),
        Outcome::Said { text, .. } => text.clone(),
    }
}

fn ended(end: &End, state: &GoState) -> String {
    let time = duration(end.ms);
    let code = end.code.to_string();
    match &end.how {
        How::NotBuilt => text(Key::GoEndNotBuilt).to_string(),
        How::Exited if state.output.is_empty() => {
            fill(Key::GoEndSilent, &[("code", &code), ("time", &time)])
        }
        How::Exited => fill(Key::GoEndExited, &[("code", &code), ("time", &time)]),
        How::Stopped => fill(Key::GoEndStopped, &[("time", &time)]),
        How::Limit(Limit::Time) => fill(Key::GoEndTime, &[("time", &time)]),
        How::Limit(Limit::Memory) => text(Key::GoEndMemory).to_string(),
        How::Limit(Limit::Stack) => text(Key::GoEndStack).to_string(),
        How::Failed(why) => fill(Key::GoRefused, &[("why", &from_engine(why))]),
    }
}

/// Whether what happened last is a reason to look twice.
pub fn is_bad(state: &GoState) -> bool {
    if state.program.is_active() {
        return false;
    }
    match &state.outcome {
        Some(Outcome::Ended(end)) => {
            end.how != How::Stopped && (end.how != How::Exited || end.code != 0)
        }
        Some(Outcome::Said { warning, .. }) => *warning,
        Some(Outcome::Formatted { .. } | Outcome::Opened) | None => false,
        Some(_) => true,
    }
}

fn duration(ms: u32) -> String {
    if ms < 1000 {
        return fill(Key::GoMilliseconds, &[("n", &ms.to_string())]);
    }
    let seconds = format::number(&format!("{:.1}", f64::from(ms) / 1000.0));
    fill(Key::GoSeconds, &[("n", &seconds)])
}

/// How many things are wrong.
pub fn count(problems: &[Diagnostic]) -> String {
    if problems.is_empty() {
        return text(Key::GoProblemsNone).to_string();
    }
    let n = problems.len() as u64;
    let key = match problems.iter().any(|problem| problem.severity == Severity::Error) {
        true => plural(n, Key::GoProblemsOne, Key::GoProblemsOther),
        false => plural(n, Key::GoWarningsOne, Key::GoWarningsOther),
    };
    fill(key, &[("n", &format::whole(n))])
}

/// Where a problem is, as gc says it; empty where it is nowhere.
pub fn place(problem: &Diagnostic) -> String {
    match problem.file.is_empty() {
        true => String::new(),
        false => format!("{}:{}:{}", problem.file, problem.start.line, problem.start.column),
    }
}

pub fn severity(problem: &Diagnostic) -> &'static str {
    text(match problem.severity {
        Severity::Error => Key::GoError,
        Severity::Warning => Key::GoWarning,
    })
}

/// Why a file may not be called so.
pub fn bad_name(why: BadName) -> &'static str {
    text(match why {
        BadName::Empty => Key::GoNameEmpty,
        BadName::Long => Key::GoNameLong,
        BadName::Characters => Key::GoNameCharacters,
        BadName::Taken => Key::GoNameTaken,
        BadName::Many => Key::GoNameMany,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ended(how: How, code: i32, ms: u32) -> GoState {
        let end = End { how, code, steps: 0, ms };
        GoState { outcome: Some(Outcome::Ended(end)), ..GoState::default() }
    }

    #[test]
    fn the_end_of_a_program_is_told_with_its_code_and_its_time() {
        let state = ended(How::Exited, 3, 12);
        assert_eq!(status(&state), "Exited with 3 after 12 ms, without any output.");
        assert!(is_bad(&state));
        assert!(!is_bad(&ended(How::Exited, 0, 1)));
        assert_eq!(status(&ended(How::Stopped, 0, 2340)), "Stopped after 2.3 s.");
        assert!(status(&ended(How::Limit(Limit::Memory), 2, 1)).contains("256 MB"));
    }

    #[test]
    fn what_goes_on_comes_before_what_was() {
        let mut state = ended(How::Exited, 0, 12);
        state.program = Program::Building;
        state.engine = Engine::Coming { loaded: 1, total: 3 };
        assert_eq!(status(&state), "Loading the Go engine and its library: 33 % …");
        state.engine = Engine::Ready;
        assert_eq!(status(&state), "Building …");
    }
}
