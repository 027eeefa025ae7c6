//! What the session says to people.

use crate::model::format;
use crate::words::{Key, fill, from_engine, plural, text};

/// `why` as a sentence of its own, in the language of the page where that is known.
pub(super) fn sentence(why: &str) -> String {
    let why = from_engine(why.trim());
    let mut letters = why.chars();
    let Some(first) = letters.next() else {
        return text(Key::SessionUnknown).to_string();
    };
    let end = if why.ends_with(['.', '!', '?', '…']) { "" } else { "." };
    format!("{}{}{end}", first.to_uppercase(), letters.as_str())
}

/// How a failure of the worker that trained ends: what was lost, and where the run goes on.
///
/// `shown`: the step the learner saw last. `kept`: the step of the last snapshot.
pub(super) fn goes_on(shown: u64, kept: Option<u64>) -> String {
    let n_lost = shown.saturating_sub(kept.unwrap_or(shown));
    let key = match kept {
        None if shown == 0 => Key::SessionBeginsAgain,
        None => Key::SessionReplayed,
        Some(_) if n_lost == 0 => Key::SessionNothingLost,
        Some(_) => plural(n_lost, Key::SessionLostOne, Key::SessionLostOther),
    };
    let step = format::whole(kept.unwrap_or(shown));
    fill(key, &[("n", &format::whole(n_lost)), ("step", &step)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Lang, speaking};

    #[test]
    fn a_reason_becomes_a_sentence() {
        assert_eq!(sentence("the device was lost"), "The device was lost.");
        assert_eq!(sentence("Why? "), "Why?");
        assert_eq!(sentence(" "), "Nothing more is known.");
    }

    #[test]
    fn a_reason_that_the_engine_gives_is_translated() {
        speaking(Lang::De, || {
            assert_eq!(sentence("The GPU was lost (x)."), "Die GPU ging verloren (x).");
            assert_eq!(sentence("the browser crashed"), "The browser crashed.");
        });
    }

    #[test]
    fn the_learner_reads_what_was_lost() {
        assert!(goes_on(12, Some(10)).starts_with("2 steps were lost"));
        assert!(goes_on(12, Some(11)).starts_with("1 step was lost"));
        assert!(goes_on(12, Some(12)).starts_with("Nothing was lost"));
        assert!(goes_on(12, None).contains("replayed to step 12"));
        assert!(goes_on(0, None).contains("begins again"));
    }
}
