//! What there is to do in each lesson, and how long it takes: counted from the lessons themselves by
//! the build, and read by the page as a text of a few kilobytes.
//!
//! A line for each lesson, `ID⇥MINUTES`, and below it one for each of its screens:
//! `ID⇥TITLE⇥SECONDS⇥READING⇥QUESTIONS⇥FIGURES⇥EXERCISES`. Ids stand between spaces; a figure with
//! a goal ends in `!`.

use crate::path::Path;

/// All lessons that can be taken, in the order in which they are taught.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    pub lessons: Vec<Lesson>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lesson {
    /// The topic's id.
    pub id: String,
    pub minutes: u32,
    pub screens: Vec<Screen>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screen {
    pub id: String,
    pub title: String,
    /// What all of it takes.
    pub seconds: u32,
    /// What of them the text and the questions take; the rest is for figures and exercises.
    pub reading: u32,
    /// Ids, as all below.
    pub questions: Vec<String>,
    pub figures: Vec<Figure>,
    pub exercises: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    pub id: String,
    pub has_goal: bool,
}

impl Contents {
    /// Reads the text; a line that is none of ours is passed over.
    pub fn read(text: &str) -> Self {
        let mut lessons: Vec<Lesson> = Vec::new();
        for line in text.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            match fields[..] {
                [id, minutes] => {
                    let minutes = minutes.parse().unwrap_or_default();
                    lessons.push(Lesson { id: id.to_string(), minutes, screens: Vec::new() });
                }
                [_, _, _, _, _, _, _] => {
                    if let Some(lesson) = lessons.last_mut() {
                        lesson.screens.push(Screen::read(&fields));
                    }
                }
                _ => {}
            }
        }
        Self { lessons }
    }

    /// The lesson of a topic, if it can be taken.
    pub fn lesson(&self, topic: &str) -> Option<&Lesson> {
        self.lessons.iter().find(|lesson| lesson.id == topic)
    }

    /// The lines of the text.
    pub fn lines(&self) -> Vec<String> {
        self.lessons.iter().flat_map(Lesson::lines).collect()
    }
}

impl Lesson {
    fn lines(&self) -> Vec<String> {
        let head = format!("{}\t{}", self.id, self.minutes);
        [head].into_iter().chain(self.screens.iter().map(Screen::line)).collect()
    }

    /// What all of it takes on a path.
    pub fn seconds(&self, path: &Path) -> u32 {
        self.screens.iter().map(|screen| screen.seconds(path)).sum()
    }
}

impl Screen {
    fn read(fields: &[&str]) -> Self {
        let number = |at: usize| fields[at].parse().unwrap_or_default();
        let ids = |at: usize| fields[at].split_whitespace().map(str::to_string).collect();
        let figure = |id: &str| match id.strip_suffix('!') {
            Some(id) => Figure { id: id.to_string(), has_goal: true },
            None => Figure { id: id.to_string(), has_goal: false },
        };
        Self {
            id: fields[0].to_string(),
            title: fields[1].to_string(),
            seconds: number(2),
            reading: number(3),
            questions: ids(4),
            figures: fields[5].split_whitespace().map(figure).collect(),
            exercises: ids(6),
        }
    }

    fn line(&self) -> String {
        let figures: Vec<String> = self
            .figures
            .iter()
            .map(|figure| format!("{}{}", figure.id, if figure.has_goal { "!" } else { "" }))
            .collect();
        let title = self.title.split_whitespace().collect::<Vec<_>>().join(" ");
        [
            self.id.clone(),
            title,
            self.seconds.to_string(),
            self.reading.to_string(),
            self.questions.join(" "),
            figures.join(" "),
            self.exercises.join(" "),
        ]
        .join("\t")
    }

    /// What a figure or an exercise takes: each as long as the others.
    pub fn each(&self) -> u32 {
        let count = self.figures.len() + self.exercises.len();
        let rest = self.seconds.saturating_sub(self.reading);
        u32::try_from(count).map_or(0, |count| rest.checked_div(count).unwrap_or_default())
    }

    /// What all of it takes on a path.
    pub fn seconds(&self, path: &Path) -> u32 {
        let figures = if path.figures { self.figures.len() } else { 0 };
        let exercises = if path.exercises { self.exercises.len() } else { 0 };
        self.reading + self.each() * (figures + exercises) as u32
    }
}

#[cfg(feature = "author")]
mod made {
    use super::{Contents, Figure, Lesson, Screen};
    use crate::summary::{self, Summary};

    /// Words that are read in a minute.
    const PACE: u32 = 200;

    impl Contents {
        /// What the lessons hold.
        pub fn of<'a>(lessons: impl IntoIterator<Item = &'a Summary>) -> Self {
            Self { lessons: lessons.into_iter().map(lesson).collect() }
        }
    }

    fn lesson(lesson: &Summary) -> Lesson {
        // Where nobody has said how long a screen takes, they share the lesson's time.
        let noted: u32 = lesson.screens.iter().flat_map(|s| &s.notes).map(|n| n.minutes).sum();
        let without = lesson.screens.iter().filter(|screen| screen.notes.is_none()).count() as u32;
        let share = (lesson.minutes.saturating_sub(noted) * 60).checked_div(without);
        let screen = |screen: &summary::Screen| {
            let seconds = screen.notes.as_ref().map(|notes| notes.minutes * 60).or(share);
            self::screen(lesson, screen, seconds.unwrap_or_default())
        };
        Lesson {
            id: lesson.id.clone(),
            minutes: lesson.minutes,
            screens: lesson.screens.iter().map(screen).collect(),
        }
    }

    fn screen(lesson: &Summary, screen: &summary::Screen, seconds: u32) -> Screen {
        let trains = screen.figures.iter().map(|id| {
            let found = lesson.figures.iter().find(|figure| figure.id == *id);
            (id, found.is_some_and(|figure| figure.goal.is_some()))
        });
        let runs = screen.programs.iter().map(|id| {
            let found = lesson.programs.iter().find(|figure| figure.id == *id);
            (id, found.is_some_and(|figure| figure.goal.is_some()))
        });
        let figures: Vec<Figure> =
            trains.chain(runs).map(|(id, has_goal)| Figure { id: id.clone(), has_goal }).collect();
        let is_text = figures.is_empty() && screen.exercises.is_empty();
        let reading = if is_text { seconds } else { seconds.min(screen.words * 60 / PACE) };
        Screen {
            id: screen.id.clone(),
            title: screen.title.clone(),
            seconds,
            reading,
            questions: screen.questions.clone(),
            figures,
            exercises: screen.exercises.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "closure\t25\n\
        one\tFunctions are values\t180\t60\tq-one q-two\tvalley! ring\tapply\n\
        decide\tDecide\t60\t60\t\t\t\n\
        recursion\t20\n";

    #[test]
    fn what_was_written_is_read() {
        let contents = Contents::read(TEXT);
        assert_eq!(contents.lessons.len(), 2);
        let closure = contents.lesson("closure").unwrap();
        assert_eq!((closure.minutes, closure.screens.len()), (25, 2));
        let screen = &closure.screens[0];
        assert_eq!(screen.questions, ["q-one", "q-two"]);
        assert!(screen.figures[0].has_goal && !screen.figures[1].has_goal);
        assert_eq!(screen.figures[0].id, "valley");
        assert_eq!(contents.lines().join("\n"), TEXT.trim_end());
        assert_eq!(contents.lesson("goroutines"), None);
    }

    #[test]
    fn a_path_takes_the_time_of_what_it_takes() {
        let contents = Contents::read(TEXT);
        let closure = contents.lesson("closure").unwrap();
        let of = |id: &str| closure.seconds(Path::of_id(id).unwrap());
        // 60 s of text, and 40 s for each of two figures and one exercise; then 60 s of text.
        assert_eq!((of("developer"), of("lead"), of("manager")), (240, 200, 120));
    }

    #[test]
    fn lines_that_are_none_of_ours_are_passed_over() {
        assert_eq!(Contents::read(""), Contents::default());
        assert_eq!(Contents::read("one\ttwo\tthree\n\none").lessons, []);
        let odd = Contents::read("a\tmany\nb\tt\tx\ty\t\t\t");
        assert_eq!((odd.lessons[0].minutes, odd.lessons[0].screens[0].seconds), (0, 0));
    }
}
