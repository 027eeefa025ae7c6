//! What a presenter says to a screen, which learners do not see.

use super::fields::Fields;
use super::numbered::Line;
use super::words::check_sentence;
use crate::finding::{Findings, short};

const KEYS: &[&str] = &["minutes", "say"];
const REPEATED: &[&str] = &["say"];

/// Notes to a screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notes {
    /// How long the screen takes in a room.
    pub minutes: u32,
    /// What to say, to ask, and to look out for: a sentence or two each.
    pub say: Vec<String>,
}

/// Reads the lines of a block that opens in line `at`.
pub fn read<'a>(
    at: usize,
    lines: impl Iterator<Item = Line<'a>>,
    findings: &mut Findings,
) -> Option<Notes> {
    let mut fields = Fields::new(at, KEYS).repeating(REPEATED);
    lines.for_each(|line| fields.read(line, findings));
    let minutes = fields.required("minutes", findings);
    let say = fields.all("say", findings);
    say.iter().for_each(|field| check_sentence(*field, findings));
    let minutes = minutes?;
    let Some(count) = minutes.value.parse().ok().filter(|count| (1..=60).contains(count)) else {
        let was = short(minutes.value);
        let sentence = format!("A screen takes 1 to 60 minutes, as a whole number, not “{was}”.");
        findings.add(minutes.line, sentence);
        return None;
    };
    Some(Notes { minutes: count, say: say.iter().map(|field| field.value.to_string()).collect() })
}
