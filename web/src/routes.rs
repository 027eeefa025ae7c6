//! The pages and their addresses.

use yew_router::prelude::*;

/// Each route is a folder with its own `index.html`, so that a static host serves it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Routable)]
pub enum Route {
    #[at("/")]
    Home,
    #[at("/course/")]
    Course,
    #[at("/playground/")]
    Playground,
    /// Static: its text is in the HTML page.
    #[at("/notices/")]
    Notices,
    #[not_found]
    #[at("/404")]
    NotFound,
}

impl Route {
    /// What the browser's tab says.
    pub fn title(self) -> &'static str {
        match self {
            Self::Home => "Burrow: machine learning in your browser",
            Self::Course => "Course · Burrow",
            Self::Playground => "Playground · Burrow",
            Self::Notices => "Third-party notices · Burrow",
            Self::NotFound => "No such page · Burrow",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_found_with_and_without_its_last_slash() {
        for (path, route) in [
            ("/", Route::Home),
            ("/course/", Route::Course),
            ("/course", Route::Course),
            ("/playground/", Route::Playground),
            ("/notices/", Route::Notices),
            ("/nowhere/", Route::NotFound),
        ] {
            assert_eq!(Route::recognize(path), Some(route), "{path}");
        }
    }

    #[test]
    fn a_route_leads_to_its_folder() {
        assert_eq!(Route::Playground.to_path(), "/playground/");
    }
}
