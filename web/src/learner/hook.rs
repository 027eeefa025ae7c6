//! The path that was chosen, and all progress.

use std::borrow::Cow;
use std::rc::Rc;

use burrow_course::contents::{Contents, Lesson};
use burrow_course::path::{PATHS, Path};
use burrow_course::topics;
use yew::prelude::*;

use super::account::Account;
use crate::storage;
use crate::store::{AllProgress, Progress, use_all_progress};

const KEY: &str = "burrow-path";

#[derive(Clone, PartialEq)]
pub struct Learner {
    pub path: &'static Path,
    pub choose: Callback<&'static Path>,
    /// By topic; none before it is read.
    pub progress: Option<Rc<AllProgress>>,
}

/// Follows both, in this tab and the others.
#[hook]
pub fn use_learner() -> Learner {
    let path = use_state(|| &PATHS[0]);
    use_effect_with((), {
        let path = path.setter();
        move |()| {
            if let Some(kept) = storage::load(KEY).and_then(|id| Path::of_id(&id)) {
                path.set(kept);
            }
        }
    });
    let choose = use_callback((), {
        let path = path.setter();
        move |chosen: &'static Path, ()| {
            storage::store(KEY, chosen.id);
            path.set(chosen);
        }
    });
    Learner { path: *path, choose, progress: use_all_progress() }
}

impl Learner {
    /// The progress in a topic.
    pub fn progress(&self, topic: &str) -> Cow<'_, Progress> {
        let all = self.progress.iter().flat_map(|all| all.iter());
        let found = all.into_iter().find(|(known, _)| *known == topic);
        found.map_or_else(Cow::default, |(_, progress)| Cow::Borrowed(progress))
    }

    /// What of a lesson is done, as far as the path takes it.
    pub fn account(&self, lesson: &Lesson) -> Account {
        Account::of(lesson, self.path, &self.progress(&lesson.id))
    }

    /// What of several lessons is done.
    pub fn sum<'a>(&self, lessons: impl IntoIterator<Item = &'a Lesson>) -> Account {
        let mut sum = Account::default();
        for lesson in lessons {
            sum += self.account(lesson);
        }
        sum
    }

    /// The lessons of the path.
    pub fn lessons<'a>(&self, contents: &'a Contents) -> impl Iterator<Item = &'a Lesson> {
        let path = self.path;
        contents.lessons.iter().filter(move |lesson| {
            topics().any(|(_, topic)| topic.id == lesson.id && path.takes(topic))
        })
    }
}
