//! Where a run is kept.

use burrow_protocol::settings::Lab;

/// Each of these keeps one run.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    Playground(Lab),
    Figure {
        topic: String,
        figure: String,
    },
    /// A learner's work at an exercise.
    Exercise {
        topic: String,
        exercise: String,
    },
    /// What is written in the Go playground.
    Go,
}

impl Place {
    /// Its key in `store.js`.
    pub(super) fn key(&self) -> String {
        match self {
            Self::Playground(Lab::Boundary) => "run/playground/boundary".to_string(),
            Self::Playground(Lab::Digits) => "run/playground/digits".to_string(),
            Self::Figure { topic, figure } => format!("run/lesson/{topic}/{figure}"),
            // No figure of the lesson is called so: the exercise takes this id too.
            Self::Exercise { topic, exercise } => format!("run/lesson/{topic}/exercise-{exercise}"),
            Self::Go => "run/go".to_string(),
        }
    }
}

/// The key of the progress in a topic.
pub(super) fn progress_key(topic: &str) -> String {
    format!("progress/{topic}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_those_of_the_store() {
        assert_eq!(Place::Playground(Lab::Boundary).key(), "run/playground/boundary");
        assert_eq!(Place::Playground(Lab::Digits).key(), "run/playground/digits");
        assert_eq!(Place::Go.key(), "run/go");
        let figure = Place::Figure { topic: "a-topic".to_string(), figure: "one".to_string() };
        assert_eq!(figure.key(), "run/lesson/a-topic/one");
        let exercise =
            Place::Exercise { topic: "a-topic".to_string(), exercise: "sum".to_string() };
        assert_eq!(exercise.key(), "run/lesson/a-topic/exercise-sum");
        assert_eq!(progress_key("a-topic"), "progress/a-topic");
    }
}
