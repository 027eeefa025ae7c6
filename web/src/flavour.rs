//! The four flavours of the page: one crate, one [`crate::app`], and each only with the pages that
//! it shows, so that a page is small on its way to the browser.
//!
//! - The *reader* shows text: home, contents, lessons, search, glossary, certificate,
//!   notices, what is kept on the device.
//! - The *playground* (feature `playground`) shows the playground and the set-up check.
//! - *Go* (feature `go`) shows the Go playground.
//! - *Figures* (feature `figures`) shows a lesson with its labs and exercises: it takes the place of the
//!   reader when a learner comes near one. It also is a lab alone, for somebody else's page.
//!
//! The way to a page of another flavour is a new load. What only one of them needs hangs on its
//! record here; the linker leaves the other records out.

use burrow_protocol::params::PARAMS;
use web_sys::Element;
use yew::prelude::*;

use crate::commands::{self, Action, COPY_LINK, PLAY, RESET, STEP};
use crate::components::parameter::control_id;
use crate::exercise::Exercises;
use crate::figure::Figures;
use crate::figure::widget::lab_widget;
use crate::go::examples;
use crate::go::session::{GoProvider, GoState};
use crate::pages::certificate::CertificatePage;
use crate::pages::course::CoursePage;
use crate::pages::go::GoPlayground;
use crate::pages::home::home;
use crate::pages::offline::OfflinePage;
use crate::pages::playground::Playground;
use crate::pages::search::SearchPage;
use crate::pages::setup::setup;
use crate::pages::text_page::TextPage;
use crate::part::part;
use crate::routes::Route;
use crate::session::SessionProvider;
use crate::words::{Key, param_label};

pub struct Flavour {
    /// As the build calls it.
    pub name: &'static str,
    pub shows: fn(Route) -> bool,
    /// A page; nothing for one that it does not show.
    pub view: fn(Route) -> Html,
    /// What stands around all pages.
    pub wrap: fn(Html) -> Html,
    /// The figures and exercises of an article, each in its place.
    pub figures: Option<fn(Element) -> Html>,
    pub keys: Keys,
}

/// What single keys do beside [`crate::commands::HELP`].
pub struct Keys {
    /// The page on which they do.
    pub page: Option<Route>,
    /// What their list is called.
    pub title: Key,
    pub actions: &'static [&'static Action],
    /// Keys that lead to a control, and its label.
    pub goals: fn() -> Vec<(char, &'static str)>,
    /// The id of the control that a key leads to.
    pub goal: fn(char) -> Option<String>,
}

const NO_KEYS: Keys =
    Keys { page: None, title: Key::HelpEverywhere, actions: &[], goals: Vec::new, goal: |_| None };

pub static READER: Flavour = Flavour {
    name: "reader",
    shows: |route| !is_playgrounds(route) && !matches!(route, Route::Go | Route::LabWidget),
    view: |route| match route {
        Route::Home => home(),
        Route::Course => part!(CoursePage),
        Route::Search => part!(SearchPage),
        Route::Certificate => part!(CertificatePage),
        Route::Offline => part!(OfflinePage),
        _ => part!(TextPage { route }),
    },
    wrap: |inside| inside,
    figures: None,
    keys: NO_KEYS,
};

pub static PLAYGROUND: Flavour = Flavour {
    name: "playground",
    shows: is_playgrounds,
    view: |route| match route {
        Route::Setup => setup(),
        _ => part!(Playground),
    },
    wrap: |inside| html! { <SessionProvider>{ inside }</SessionProvider> },
    figures: None,
    keys: Keys {
        page: Some(Route::Playground),
        title: Key::HelpPlayground,
        actions: &[&PLAY, &STEP, &RESET, &COPY_LINK],
        goals: || PARAMS.iter().map(|param| (param.shortcut, param_label(param))).collect(),
        goal: |key| PARAMS.iter().find(|param| param.shortcut == key).map(control_id),
    },
};

pub static GO: Flavour = Flavour {
    name: "go",
    shows: |route| route == Route::Go,
    view: |_| part!(GoPlayground),
    wrap: |inside| {
        let begin = GoState { work: examples::first(), ..GoState::default() };
        html! { <GoProvider {begin}>{ inside }</GoProvider> }
    },
    figures: None,
    keys: Keys {
        page: Some(Route::Go),
        title: Key::HelpGo,
        actions: &commands::go::ALL,
        goals: Vec::new,
        goal: |_| None,
    },
};

pub static FIGURES: Flavour = Flavour {
    name: "figures",
    shows: |route| matches!(route, Route::Lesson { .. } | Route::LabWidget),
    view: |route| match route {
        Route::LabWidget => lab_widget(),
        _ => part!(TextPage { route }),
    },
    wrap: |inside| inside,
    figures: Some(|article| {
        html! { <>{ part!(Figures { article: article.clone() }) }{ part!(Exercises { article }) }</> }
    }),
    keys: NO_KEYS,
};

impl PartialEq for Flavour {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Flavour {
    /// The flavour that boots a page.
    pub fn of(route: Route) -> &'static Self {
        match route {
            Route::LabWidget => &FIGURES,
            Route::Go => &GO,
            route if is_playgrounds(route) => &PLAYGROUND,
            _ => &READER,
        }
    }
}

fn is_playgrounds(route: Route) -> bool {
    matches!(route, Route::Playground | Route::Setup)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_page_is_shown_by_the_flavour_that_boots_it_and_by_no_other_that_boots() {
        for route in Route::all() {
            let shown = [&READER, &PLAYGROUND, &GO].map(|flavour| (flavour.shows)(route));
            assert_eq!(shown.iter().filter(|shown| **shown).count(), 1, "{route:?}");
            assert!((Flavour::of(route).shows)(route));
        }
    }

    #[test]
    fn whatever_figures_shows_the_reader_has_booted() {
        assert!(Route::all().filter(|route| (FIGURES.shows)(*route)).all(READER.shows));
    }
}
