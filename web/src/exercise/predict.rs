//! A prediction beside what a program prints, line by line. Knows no browser.

use burrow_course::verdict::is_same;

/// A line of the learner's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub text: String,
    pub state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Right,
    Wrong,
    /// The program prints more than this.
    Missing,
    /// The program does not print so many.
    Surplus,
}

/// The lines of an answer; none where it is right. What is printed instead is not given away.
pub fn differences(answer: &str, printed: &str) -> Vec<Line> {
    if is_same(answer, printed) {
        return Vec::new();
    }
    let given: Vec<&str> = answer.trim().lines().map(str::trim_end).collect();
    let right: Vec<&str> = printed.trim().lines().map(str::trim_end).collect();
    let line = |at: usize| {
        let (text, state) = match (given.get(at), right.get(at)) {
            (Some(given), Some(right)) if given == right => (*given, State::Right),
            (Some(given), Some(_)) => (*given, State::Wrong),
            (Some(given), None) => (*given, State::Surplus),
            (None, _) => ("", State::Missing),
        };
        Line { text: text.to_string(), state }
    };
    (0..given.len().max(right.len())).map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn states(answer: &str) -> Vec<State> {
        differences(answer, "4\n3\nmap[]\n").iter().map(|line| line.state).collect()
    }

    #[test]
    fn each_line_is_told_by_itself() {
        assert_eq!(states("4\n3\nmap[]"), []);
        assert_eq!(states(" 4\n3.5 \nmap[]\n"), [State::Right, State::Wrong, State::Right]);
        assert_eq!(states("4"), [State::Right, State::Missing, State::Missing]);
        let surplus = [State::Right, State::Right, State::Right, State::Surplus];
        assert_eq!(states("4\n3\nmap[]\nnil"), surplus);
        assert_eq!(states(""), [State::Missing; 3]);
    }
}
