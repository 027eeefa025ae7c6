//! What is tried of an exercise, and what can come of it.

use burrow_course::lesson::{Exercise, Kind};

/// Which text of an exercise is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What the learner begins with.
    Starter,
    /// The right lines in the order in which the learner finds them.
    Shuffled,
    Solution,
    /// The solution, run by itself; to predict, the program.
    Program,
    /// The program again, with other chance.
    Again,
    /// The example of a mistake, counted from 0.
    Mistake(usize),
}

impl Part {
    /// The file of the exercise that it stands in.
    pub fn file(self, kind: Kind) -> String {
        match self {
            Self::Program | Self::Again if kind == Kind::Predict => "program.go".to_string(),
            Self::Starter if kind != Kind::Order => "starter.go".to_string(),
            Self::Mistake(i) if kind == Kind::Predict => format!("mistake-{}.txt", i + 1),
            Self::Mistake(i) => format!("mistake-{}.go", i + 1),
            _ => "solution.go".to_string(),
        }
    }

    /// Whether it is run by itself, and not by its tests.
    pub fn is_program(self) -> bool {
        matches!(self, Self::Program | Self::Again)
    }

    /// What all that is random comes from.
    pub fn seed(self) -> u64 {
        if self == Self::Again { 2 } else { 1 }
    }
}

/// Something to try.
#[derive(Clone, Debug)]
pub struct Attempt {
    pub part: Part,
    /// `main.go`.
    pub code: String,
}

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Whether it compiles.
    pub compiles: bool,
    /// Whether it ends well: the tests pass, or the program exits with 0.
    pub passes: bool,
    /// All that it writes, or what is wrong with it.
    pub output: String,
    /// What it writes to standard output.
    pub printed: String,
}

/// All that is tried of an exercise. The answers of one whose program is to be predicted are
/// compared, not run.
pub fn attempts(exercise: &Exercise) -> Vec<Attempt> {
    let attempt = |part, code: &str| Attempt { part, code: code.to_string() };
    if exercise.kind == Kind::Predict {
        return [Part::Program, Part::Again].map(|part| attempt(part, &exercise.solution)).into();
    }
    let mut attempts = vec![attempt(Part::Starter, &exercise.starter)];
    if let Some(order) = exercise.order.as_ref().filter(|order| order.has_wrong_lines()) {
        attempts.push(attempt(Part::Shuffled, &order.with(order.right_lines())));
    }
    attempts.push(attempt(Part::Solution, &exercise.solution));
    attempts.push(attempt(Part::Program, &exercise.solution));
    let mistakes = exercise.mistakes.iter().enumerate();
    attempts.extend(mistakes.map(|(i, one)| attempt(Part::Mistake(i), &one.example)));
    attempts
}
