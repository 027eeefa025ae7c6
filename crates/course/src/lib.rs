//! The course as data: seven chapters, forty-nine topics, one lesson each.
//!
//! No browser and no engine: the page reads the outline to draw its table of contents, and
//! whatever else wants to know the course (a check, a command) reads the same list.
//!
//! - [`path`]: ways through it, for developers, leads and project managers.
//! - [`contents`]: what there is to do in each lesson, and how long it takes.
//! - [`goal`]: what is to be reached in a figure of a Go program.
//! - [`verdict`]: what is read off a learner's program.
//!
//! With the feature `author`, which the page does without:
//!
//! - [`lesson`]: a lesson as its author writes it, read and checked.
//! - [`check`]: a folder of lessons against the outline.
//! - [`rules`]: what every topic of the course is made of, beyond the format.
//! - [`article`]: a lesson as HTML.
//! - [`summary`]: what else the build wants to know of a lesson, as data.
//! - [`search`]: what is found in a lesson.
//! - [`finding`]: what is wrong, with file and line.
//! - [`export`]: a lesson of the built site as a package for a learning platform.

#[cfg(feature = "author")]
pub mod article;
#[cfg(feature = "author")]
pub mod check;
pub mod contents;
#[cfg(feature = "author")]
pub mod export;
#[cfg(feature = "author")]
pub mod finding;
pub mod goal;
#[cfg(feature = "author")]
pub mod lesson;
mod outline;
pub mod path;
#[cfg(feature = "author")]
pub mod rules;
#[cfg(feature = "author")]
pub mod search;
#[cfg(feature = "author")]
pub mod summary;
pub mod verdict;

/// The chapters in the order in which they are taught.
pub const CHAPTERS: &[Chapter] = &[
    outline::go::QUICK_OVERVIEW,
    outline::go::FEATURES_FOR_ML,
    outline::go::LIBRARIES,
    outline::mlops::RISE,
    outline::mlops::FOUNDATIONS,
    outline::delivery::CONTAINERS_AND_EDGE,
    outline::delivery::CONTINUOUS_DELIVERY,
];

/// A chapter: topics that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// Counted from 1.
    pub number: u8,
    pub title: &'static str,
    pub topics: &'static [Topic],
}

/// A topic: one lesson of the course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Topic {
    /// The title in kebab case; names the lesson in a link and on disk.
    pub id: &'static str,
    pub title: &'static str,
    /// What the lesson is about, in one sentence for someone who has not taken it.
    pub idea: &'static str,
    pub stage: Stage,
}

/// How far a topic's lesson has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It is still to be written.
    Planned,
    /// It is in `lessons` and is checked, but the page cannot show all of it yet.
    Draft,
    /// It can be taken.
    Ready,
}

/// For those who write lessons: built with `BURROW_DRAFTS=1`, the site has the drafts too.
const SHOWS_DRAFTS: bool = option_env!("BURROW_DRAFTS").is_some();

impl Topic {
    /// A topic whose lesson is in `lessons`.
    const fn ready(id: &'static str, title: &'static str, idea: &'static str) -> Self {
        Self { id, title, idea, stage: Stage::Ready }
    }

    /// A topic whose lesson is in `lessons` and not in the page yet.
    #[allow(dead_code, reason = "at times no lesson is a draft")]
    const fn draft(id: &'static str, title: &'static str, idea: &'static str) -> Self {
        let stage = if SHOWS_DRAFTS { Stage::Ready } else { Stage::Draft };
        Self { id, title, idea, stage }
    }

    /// A topic whose lesson is still to be written.
    const fn planned(id: &'static str, title: &'static str, idea: &'static str) -> Self {
        Self { id, title, idea, stage: Stage::Planned }
    }

    /// Whether the lesson can be taken: the page says so honestly.
    pub fn is_ready(&self) -> bool {
        self.stage == Stage::Ready
    }
}

/// All topics with their chapters, in the order in which they are taught.
pub fn topics() -> impl Iterator<Item = (&'static Chapter, &'static Topic)> {
    CHAPTERS.iter().flat_map(|chapter| chapter.topics.iter().map(move |topic| (chapter, topic)))
}
