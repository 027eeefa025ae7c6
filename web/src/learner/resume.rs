//! Where a learner goes on.

use burrow_course::contents::{Contents, Lesson};

use super::account::Account;
use super::hook::Learner;

/// The screen to go on with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resume {
    pub topic: String,
    /// Counted from 1, with its id; none for the beginning of a lesson.
    pub screen: Option<(usize, String)>,
}

/// Where to go on: on the screen that was in view last, or where something was left out, or in the
/// next lesson. Nothing where all of the path is done.
pub fn resume(contents: &Contents, learner: &Learner) -> Option<Resume> {
    let lessons: Vec<&Lesson> = learner.lessons(contents).collect();
    let last = last_screen(&lessons, learner);
    let begin = last.map_or(0, |(lesson, _)| lesson);
    // From where the learner is to the end, and then from the beginning.
    let order = (begin..lessons.len()).chain(0..begin);
    let lesson =
        order.map(|index| lessons[index]).find(|lesson| !learner.account(lesson).is_done())?;
    let here = last.filter(|(index, _)| lessons[*index] == lesson).map(|(_, screen)| screen);
    let screen = open_screen(lesson, learner, here);
    Some(Resume { topic: lesson.id.clone(), screen })
}

/// The lesson and the screen that were in view last.
fn last_screen(lessons: &[&Lesson], learner: &Learner) -> Option<(usize, usize)> {
    let mut last: Option<(f64, (usize, usize))> = None;
    for (index, lesson) in lessons.iter().enumerate() {
        let progress = learner.progress(&lesson.id);
        for (place, screen) in lesson.screens.iter().enumerate() {
            let visit = progress.visits.iter().find(|(id, _)| *id == screen.id);
            if let Some((_, at)) = visit
                && last.is_none_or(|(before, _)| before < *at)
            {
                last = Some((*at, (index, place)));
            }
        }
    }
    last.map(|(_, place)| place)
}

/// The screen `here`, unless nothing is left after it: then the first on which something is.
fn open_screen(lesson: &Lesson, learner: &Learner, here: Option<usize>) -> Option<(usize, String)> {
    let progress = learner.progress(&lesson.id);
    let is_open = |place: usize| {
        let screen = &lesson.screens[place];
        !Account::of_screen(screen, learner.path, &progress).is_done()
    };
    let places = 0..lesson.screens.len();
    let is_begun = learner.account(lesson).is_begun();
    let place = match here {
        Some(here) if places.clone().skip(here).any(is_open) => Some(here),
        _ => places.clone().find(|place| is_begun && is_open(*place)),
    };
    place.map(|place| (place + 1, lesson.screens[place].id.clone()))
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use burrow_course::path::PATHS;
    use yew::Callback;

    use super::*;
    use crate::store::Progress;

    const TEXT: &str = "overview-of-go\t9\na\tA\t60\t60\t\t\t\nb\tB\t60\t60\t\t\tx\nc\tC\t60\t60\t\t\t\n\
        closure\t9\nd\tD\t60\t60\t\t\t\n";

    fn at(ids: &[(&str, f64)]) -> Vec<(String, f64)> {
        ids.iter().map(|(id, at)| (id.to_string(), *at)).collect()
    }

    fn learner(progress: Vec<(&'static str, Progress)>) -> Learner {
        Learner { path: &PATHS[0], choose: Callback::noop(), progress: Some(Rc::new(progress)) }
    }

    fn place(learner: &Learner) -> Option<(String, Option<usize>)> {
        let resume = resume(&Contents::read(TEXT), learner)?;
        Some((resume.topic, resume.screen.map(|(number, _)| number)))
    }

    fn of(screens: &[(&str, f64)], exercises: &[(&str, f64)]) -> Progress {
        let screens = at(screens);
        let visits = screens.clone();
        Progress { screens, visits, exercises: at(exercises), ..Progress::default() }
    }

    #[test]
    fn a_new_learner_begins_with_the_first_lesson() {
        assert_eq!(place(&learner(Vec::new())), Some(("overview-of-go".to_string(), None)));
    }

    #[test]
    fn one_goes_on_where_one_was() {
        let some = learner(vec![("overview-of-go", of(&[("a", 1.0), ("b", 2.0)], &[]))]);
        assert_eq!(place(&some), Some(("overview-of-go".to_string(), Some(2))));
        let both = vec![
            ("overview-of-go", of(&[("a", 1.0), ("b", 2.0)], &[])),
            ("closure", of(&[("d", 9.0)], &[])),
        ];
        // The second is done; the first is taken up again where something is left.
        assert_eq!(place(&learner(both)), Some(("overview-of-go".to_string(), Some(2))));
    }

    #[test]
    fn who_has_gone_back_goes_on_there() {
        let visits = at(&[("a", 9.0), ("b", 2.0), ("c", 3.0)]);
        let read = of(&[("a", 1.0), ("b", 2.0), ("c", 3.0)], &[]);
        let back = learner(vec![("overview-of-go", Progress { visits, ..read })]);
        assert_eq!(place(&back), Some(("overview-of-go".to_string(), Some(1))));
    }

    #[test]
    fn an_exercise_that_was_left_out_is_come_back_to() {
        let read = of(&[("a", 1.0), ("b", 2.0), ("c", 3.0)], &[]);
        let place = place(&learner(vec![("overview-of-go", read)]));
        assert_eq!(place, Some(("overview-of-go".to_string(), Some(2))));
    }

    #[test]
    fn after_a_lesson_comes_the_next_and_after_all_of_them_nothing() {
        let whole = of(&[("a", 1.0), ("b", 2.0), ("c", 3.0)], &[("x", 3.0)]);
        let first = learner(vec![("overview-of-go", whole.clone())]);
        assert_eq!(place(&first), Some(("closure".to_string(), None)));
        let all = vec![("overview-of-go", whole), ("closure", of(&[("d", 4.0)], &[]))];
        assert_eq!(place(&learner(all)), None);
    }
}
