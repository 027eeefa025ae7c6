//! What of a lesson, and of all of them, is done.

use std::ops::AddAssign;

use burrow_course::contents::{Lesson, Screen};
use burrow_course::path::Path;

use crate::store::Progress;

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    pub done: u32,
    pub all: u32,
}

impl Share {
    pub fn is_whole(self) -> bool {
        self.done == self.all
    }

    pub fn missing(self) -> u32 {
        self.all - self.done
    }

    fn of<'a>(ids: impl IntoIterator<Item = &'a String>, is_done: impl Fn(&str) -> bool) -> Self {
        ids.into_iter().fold(Self::default(), |share, id| Self {
            done: share.done + u32::from(is_done(id)),
            all: share.all + 1,
        })
    }
}

impl AddAssign for Share {
    fn add_assign(&mut self, other: Self) {
        self.done += other.done;
        self.all += other.all;
    }
}

/// What a path takes of some screens, and what of that is done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Account {
    pub screens: Share,
    pub questions: Share,
    pub exercises: Share,
    pub goals: Share,
    /// Questions that were answered right at the first try.
    pub at_once: u32,
    /// What all of it takes, and what is left of that.
    pub seconds: u32,
    pub left: u32,
}

impl Account {
    pub fn of(lesson: &Lesson, path: &Path, progress: &Progress) -> Self {
        let mut account = Self::default();
        for screen in &lesson.screens {
            account += Self::of_screen(screen, path, progress);
        }
        account
    }

    pub fn of_screen(screen: &Screen, path: &Path, progress: &Progress) -> Self {
        let has = |list: &[(String, f64)], id: &str| list.iter().any(|(known, _)| known == id);
        let is_read = has(&progress.screens, &screen.id);
        let exercises = if path.exercises { &screen.exercises[..] } else { &[] };
        let goals = screen.figures.iter().filter(|figure| path.figures && figure.has_goal);
        let exercises = Share::of(exercises, |id| has(&progress.exercises, id));
        let goals = Share::of(goals.map(|figure| &figure.id), |id| has(&progress.goals, id));
        let at_once = |id: &&String| {
            progress.firsts.iter().any(|(known, answer)| known == *id && answer.right)
        };
        // A figure without a goal is done with the text around it.
        let open = if is_read { goals.missing() + exercises.missing() } else { 0 };
        let seconds = screen.seconds(path);
        let left = match is_read {
            true => open * screen.each(),
            false => seconds - screen.each() * (goals.done + exercises.done),
        };
        Self {
            screens: Share { done: u32::from(is_read), all: 1 },
            questions: Share::of(&screen.questions, |id| {
                progress.answers.iter().any(|(known, _)| known == id)
            }),
            exercises,
            goals,
            at_once: screen.questions.iter().filter(at_once).count() as u32,
            seconds,
            left,
        }
    }

    pub fn shares(&self) -> [Share; 4] {
        [self.screens, self.questions, self.exercises, self.goals]
    }

    pub fn is_done(&self) -> bool {
        self.shares().into_iter().all(Share::is_whole)
    }

    pub fn is_begun(&self) -> bool {
        self.shares().into_iter().any(|share| share.done > 0)
    }
}

impl AddAssign for Account {
    fn add_assign(&mut self, other: Self) {
        self.screens += other.screens;
        self.questions += other.questions;
        self.exercises += other.exercises;
        self.goals += other.goals;
        self.at_once += other.at_once;
        self.seconds += other.seconds;
        self.left += other.left;
    }
}

#[cfg(test)]
mod tests {
    use burrow_course::contents::Contents;

    use super::*;
    use crate::store::Answer;

    fn contents() -> Contents {
        Contents::read(
            "closure\t25\n\
             one\tOne\t180\t60\tq-one q-two\tvalley! ring\tapply\n\
             decide\tDecide\t60\t60\t\t\t\n",
        )
    }

    fn path(id: &str) -> &'static Path {
        Path::of_id(id).unwrap()
    }

    fn at(ids: &[&str]) -> Vec<(String, f64)> {
        ids.iter().map(|id| (id.to_string(), 1.0)).collect()
    }

    #[test]
    fn a_new_learner_has_all_of_it_before_them() {
        let contents = contents();
        let account = Account::of(&contents.lessons[0], path("developer"), &Progress::default());
        assert_eq!(account.screens, Share { done: 0, all: 2 });
        assert_eq!(account.questions, Share { done: 0, all: 2 });
        assert_eq!(account.exercises, Share { done: 0, all: 1 });
        assert_eq!(account.goals, Share { done: 0, all: 1 });
        assert_eq!((account.seconds, account.left), (240, 240));
        assert!(!account.is_begun() && !account.is_done());
    }

    #[test]
    fn what_is_done_counts_once_and_only_where_it_is_part_of_the_lesson() {
        let contents = contents();
        let answer = |right| Answer { chosen: 0, right, at: 1.0 };
        let progress = Progress {
            screens: at(&["one", "of-another-version"]),
            answers: vec![("q-one".to_string(), answer(true))],
            firsts: vec![("q-one".to_string(), answer(false))],
            exercises: at(&["apply", "gone"]),
            goals: at(&["ring"]),
            ..Progress::default()
        };
        let account = Account::of(&contents.lessons[0], path("developer"), &progress);
        assert_eq!(account.screens.done, 1);
        assert_eq!((account.questions.done, account.at_once), (1, 0));
        assert_eq!((account.exercises.done, account.goals.done), (1, 0));
        // The figure with a goal, and the last screen.
        assert_eq!(account.left, 40 + 60);
        assert!(account.is_begun() && !account.is_done());
    }

    #[test]
    fn a_path_without_exercises_and_goals_is_done_without_them() {
        let contents = contents();
        let answer = Answer { chosen: 0, right: true, at: 1.0 };
        let answers: Vec<_> = ["q-one", "q-two"].map(|id| (id.to_string(), answer)).into();
        let progress = Progress {
            screens: at(&["one", "decide"]),
            firsts: answers.clone(),
            answers,
            ..Progress::default()
        };
        let manager = Account::of(&contents.lessons[0], path("manager"), &progress);
        assert!(manager.is_done());
        assert_eq!((manager.left, manager.at_once), (0, 2));
        assert!(!Account::of(&contents.lessons[0], path("lead"), &progress).is_done());
    }
}
