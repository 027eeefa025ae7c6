//! Ways through the course: what of it a developer, a team lead or a project manager takes.

use crate::Topic;

/// A way through the course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Path {
    /// Names it in what is kept on the device.
    pub id: &'static str,
    pub title: &'static str,
    /// What it takes, in one sentence.
    pub about: &'static str,
    /// Topics that it passes by.
    leaves_out: &'static [&'static str],
    /// Whether the figures are operated until their goal is reached.
    pub figures: bool,
    /// Whether the exercises are solved.
    pub exercises: bool,
}

/// All of them; the first is for whoever has not chosen.
pub const PATHS: &[Path] = &[
    Path {
        id: "developer",
        title: "Developer",
        about: "Everything: lecture, figures, questions, every exercise, and what there is to decide.",
        leaves_out: &[],
        figures: true,
        exercises: true,
    },
    Path {
        id: "lead",
        title: "Team lead",
        about: "The lecture of every topic with its figures and questions, and what there is to decide; no exercises.",
        leaves_out: &[],
        figures: true,
        exercises: false,
    },
    Path {
        id: "manager",
        title: "Project manager",
        about: "The topics that bear on cost, risk and planning: their lecture, questions, and what there is to decide; nothing to program.",
        leaves_out: &[
            "variadic-functions",
            "closure",
            "recursion",
            "pointers",
            "the-address-and-dereference-operators",
            "methods",
            "gorgonia",
            "goro",
            "mlgo",
            "goml",
            "golearn",
            "go-tools-for-ml",
            "list-files",
            "run-commands",
            "files-and-navigation",
            "input-and-output",
            "writing-a-script",
        ],
        figures: false,
        exercises: false,
    },
];

impl Path {
    /// Whether the topic is part of it.
    pub fn takes(&self, topic: &Topic) -> bool {
        !self.leaves_out.contains(&topic.id)
    }

    /// The path with an id.
    pub fn of_id(id: &str) -> Option<&'static Self> {
        PATHS.iter().find(|path| path.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::topics;

    #[test]
    fn a_path_leaves_out_only_topics_that_there_are() {
        for path in PATHS {
            for id in path.leaves_out {
                assert!(topics().any(|(_, topic)| topic.id == *id), "{}: {id}", path.id);
            }
        }
    }

    #[test]
    fn whoever_has_not_chosen_takes_everything() {
        let first = PATHS[0];
        assert!(first.figures && first.exercises);
        assert!(topics().all(|(_, topic)| first.takes(topic)));
        assert_eq!(Path::of_id(first.id), Some(&PATHS[0]));
        assert_eq!(Path::of_id("nobody"), None);
    }

    #[test]
    fn a_manager_takes_something_of_every_chapter_but_not_everything() {
        let manager = Path::of_id("manager").unwrap();
        for chapter in crate::CHAPTERS {
            assert!(chapter.topics.iter().any(|topic| manager.takes(topic)), "{}", chapter.number);
        }
        assert!(topics().any(|(_, topic)| !manager.takes(topic)));
    }
}
