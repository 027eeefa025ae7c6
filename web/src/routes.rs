//! The pages and their addresses.

use crate::words::{Key, chapter_title, fill, text, topic_title};
use burrow_course::{CHAPTERS, Chapter, Topic, topics};

/// Each route is a folder with its own `index.html`, so that a static host serves it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    Home,
    Course,
    /// Looking for something in all lessons.
    Search,
    /// All words that the lessons explain. Its text is in the HTML page.
    Glossary,
    /// What was really done, to be printed.
    Certificate,
    /// Its text is in the HTML page.
    Lesson {
        lesson: Lesson,
    },
    /// All lessons of a chapter that can be taken, to be printed. Their text is in the HTML page.
    Chapter {
        chapter: Printed,
    },
    Playground,
    /// Go programs, written and run.
    Go,
    /// Whether this browser will do.
    Setup,
    /// What is kept on this device: the site without a network, and the learner's work.
    Offline,
    /// Its text is in the HTML page.
    Notices,
    /// A lab alone, in somebody else's page.
    LabWidget,
    NotFound,
}

/// A topic whose lesson can be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lesson(pub &'static Topic);

impl Lesson {
    /// All of them, in the order in which they are taught.
    pub fn all() -> impl Iterator<Item = Self> {
        topics().map(|(_, topic)| topic).filter(|topic| topic.is_ready()).map(Self)
    }

    fn of_id(id: &str) -> Option<Self> {
        Self::all().find(|lesson| lesson.0.id == id)
    }
}

/// A chapter with a lesson that can be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Printed(pub &'static Chapter);

impl Printed {
    /// All of them, in the order in which they are taught.
    pub fn all() -> impl Iterator<Item = Self> {
        CHAPTERS.iter().filter(|chapter| chapter.topics.iter().any(Topic::is_ready)).map(Self)
    }

    pub fn lessons(self) -> impl Iterator<Item = Lesson> {
        self.0.topics.iter().filter(|topic| topic.is_ready()).map(Lesson)
    }

    fn of_number(number: &str) -> Option<Self> {
        Self::all().find(|chapter| chapter.0.number.to_string() == number)
    }
}

/// The pages that lie in a folder of their own name.
const FOLDERS: [(&str, Route); 10] = [
    ("", Route::Home),
    ("course", Route::Course),
    ("search", Route::Search),
    ("glossary", Route::Glossary),
    ("certificate", Route::Certificate),
    ("playground", Route::Playground),
    ("go", Route::Go),
    ("setup", Route::Setup),
    ("offline", Route::Offline),
    ("notices", Route::Notices),
];

impl Route {
    /// Every page of the site.
    pub fn all() -> impl Iterator<Item = Self> {
        let lessons = Lesson::all().map(|lesson| Self::Lesson { lesson });
        let chapters = Printed::all().map(|chapter| Self::Chapter { chapter });
        let own = FOLDERS.into_iter().map(|(_, route)| route).chain([Self::NotFound]);
        own.chain(lessons).chain(chapters)
    }

    /// The page at a path below the pages of its language, with or without slashes at its ends.
    pub fn of_path(path: &str) -> Self {
        let path = path.trim_matches('/');
        if let Some(lesson) = path.strip_prefix("learn/").and_then(Lesson::of_id) {
            return Self::Lesson { lesson };
        }
        if let Some(chapter) = path.strip_prefix("chapter/").and_then(Printed::of_number) {
            return Self::Chapter { chapter };
        }
        let found = FOLDERS.iter().find(|(folder, _)| *folder == path);
        found.map_or(Self::NotFound, |(_, route)| *route)
    }

    /// Where a page lies below the pages of its language: empty, or ending in a slash.
    pub fn path(self) -> String {
        match (self, FOLDERS.iter().find(|(_, route)| *route == self)) {
            (Self::Lesson { lesson }, _) => format!("learn/{}/", lesson.0.id),
            (Self::Chapter { chapter }, _) => format!("chapter/{}/", chapter.0.number),
            (Self::LabWidget, _) => "embed/lab/".to_string(),
            (_, Some((folder, _))) if !folder.is_empty() => format!("{folder}/"),
            _ => String::new(),
        }
    }

    /// What the browser's tab says.
    pub fn title(self) -> String {
        let name = match self {
            Self::Home => return text(Key::SiteHomeTitle).to_string(),
            Self::Course => text(Key::SiteCourse),
            Self::Search => text(Key::SearchTitle),
            Self::Glossary => text(Key::GlossaryTitle),
            Self::Certificate => text(Key::CertificateTitle),
            Self::Lesson { lesson } => topic_title(lesson.0),
            Self::Chapter { chapter } => chapter_title(chapter.0),
            Self::Playground => text(Key::SitePlayground),
            Self::Go => text(Key::GoTitle),
            Self::Setup => text(Key::SetupTitle),
            Self::Offline => text(Key::OfflineTitle),
            Self::Notices => text(Key::SiteNotices),
            Self::LabWidget => text(Key::SitePlayground),
            Self::NotFound => text(Key::SiteNoPage),
        };
        fill(Key::SiteTitle, &[("page", name)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_found_with_and_without_its_last_slash() {
        for (path, route) in [
            ("/", Route::Home),
            ("", Route::Home),
            ("/course/", Route::Course),
            ("course", Route::Course),
            ("/search/", Route::Search),
            ("/glossary/", Route::Glossary),
            ("/certificate/", Route::Certificate),
            ("/playground/", Route::Playground),
            ("/go/", Route::Go),
            ("/setup/", Route::Setup),
            ("/offline/", Route::Offline),
            ("/notices/", Route::Notices),
            ("/nowhere/", Route::NotFound),
            ("/course/x/", Route::NotFound),
        ] {
            assert_eq!(Route::of_path(path), route, "{path}");
        }
    }

    #[test]
    fn a_route_leads_to_its_folder_and_back() {
        assert_eq!(Route::Playground.path(), "playground/");
        for route in Route::all().filter(|route| *route != Route::NotFound) {
            assert_eq!(Route::of_path(&route.path()), route);
        }
    }

    #[test]
    fn a_lesson_that_is_not_written_is_no_page() {
        assert_eq!(Route::of_path("learn/no-such-topic/"), Route::NotFound);
        let planned = topics().map(|(_, topic)| topic).find(|topic| !topic.is_ready());
        if let Some(topic) = planned {
            assert_eq!(Route::of_path(&format!("learn/{}/", topic.id)), Route::NotFound);
        }
    }
}
