//! What a learner is asked to reach in a figure that shows a Go program.

use std::fmt;

/// The goal of such a figure, as it stands in a lesson: `line 17`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goal {
    /// The program has come to its end.
    End,
    /// It stands before this line.
    Line(u32),
    /// What it has written so far holds what this regular expression describes.
    Output(String),
    /// It panics.
    Panic,
    /// All its goroutines wait for each other.
    Deadlock,
    /// Two goroutines used a variable without order, and one of them wrote.
    Race,
    /// It has come to its end, where another order would have led into a deadlock.
    NoDeadlock,
    /// A byte was changed.
    Changed,
}

impl Goal {
    /// Reads what [`Goal`]'s `Display` writes.
    ///
    /// # Errors
    /// A sentence that says which goals there are.
    pub fn parse(text: &str) -> Result<Self, String> {
        let output =
            || text.strip_prefix("output")?.trim_start().strip_prefix('/')?.strip_suffix('/');
        let line = || text.strip_prefix("line ")?.trim().parse().ok().filter(|line| *line > 0);
        let goal = match text {
            "end" => Some(Self::End),
            "panic" => Some(Self::Panic),
            "deadlock" => Some(Self::Deadlock),
            "race" => Some(Self::Race),
            "no-deadlock" => Some(Self::NoDeadlock),
            "changed" => Some(Self::Changed),
            _ => line().map(Self::Line).or_else(|| {
                output().filter(|pattern| !pattern.is_empty()).map(|p| Self::Output(p.to_string()))
            }),
        };
        goal.ok_or_else(|| {
            "The goal of a program is one of `end`, `line N`, `output /REGEX/`, `panic`, \
             `deadlock`, `race`, `no-deadlock` and `changed`."
                .to_string()
        })
    }
}

impl fmt::Display for Goal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::End => f.write_str("end"),
            Self::Line(line) => write!(f, "line {line}"),
            Self::Output(pattern) => write!(f, "output /{pattern}/"),
            Self::Panic => f.write_str("panic"),
            Self::Deadlock => f.write_str("deadlock"),
            Self::Race => f.write_str("race"),
            Self::NoDeadlock => f.write_str("no-deadlock"),
            Self::Changed => f.write_str("changed"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goals_are_read_as_they_are_written() {
        for text in [
            "end",
            "line 17",
            "output /a/b/",
            "panic",
            "deadlock",
            "race",
            "no-deadlock",
            "changed",
        ] {
            assert_eq!(Goal::parse(text).map(|goal| goal.to_string()).as_deref(), Ok(text));
        }
        for text in ["", "line", "line 0", "line x", "output", "output //", "output x", "ends"] {
            assert!(Goal::parse(text).is_err(), "{text}");
        }
    }
}
