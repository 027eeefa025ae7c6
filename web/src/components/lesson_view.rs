//! A lesson around its article: the way through its screens, its figures, and the way on.

use web_sys::Element;
use yew::prelude::*;

use crate::boot::{PageInfo, PageText, Screen};
use crate::components::way::Way;
use crate::routes::{Lesson, Route};
use crate::words::{Key, Lang, fill, halves, lang, text, topic_title};

/// The screen for leads and managers.
const DECIDE: &str = "decide";

pub fn lesson_view(lesson: Lesson, page_text: &PageText, page: Option<&PageInfo>) -> Html {
    let article = match page_text {
        PageText::Element(article) => Some(article.clone()),
        PageText::Html { .. } => None,
    };
    let figures = figures(page, article);
    if let Some(page) = page.filter(|page| page.embedded) {
        let language = foreign(page_text);
        return html! { <>{ origin(lesson, page) }{ language }{ page_text.view() }{ figures }</> };
    }
    html! {
        <div class="lesson-page">
            { screens(page_text) }
            <div class="lesson-page__text">
                { tools(page_text) }{ foreign(page_text) }{ page_text.view() }
            </div>
            { figures }
            { ends(lesson) }
        </div>
    }
}

/// Where a widget comes from.
fn origin(lesson: Lesson, page: &PageInfo) -> Html {
    let href = page.address(Route::Lesson { lesson });
    html! {
        <p class="lesson-origin">
            <a {href} target="_blank" rel="noopener">
                { fill(Key::LessonOrigin, &[("title", topic_title(lesson.0))]) }
            </a>
        </p>
    }
}

/// Says so where the lesson is in another language than the page around it.
fn foreign(page_text: &PageText) -> Html {
    let Some(code) = page_text.lang().filter(|code| *code != lang().code()) else {
        return html! {};
    };
    let (before, after) = halves(Key::LessonForeign);
    let name = Lang::from_code(&code).map_or(code.to_string(), |lang| lang.name().to_string());
    html! { <p class="lesson__place">{ before }<span lang={code}>{ name }</span>{ after }</p> }
}

/// Other ways to look at the lesson: a script fetches them when the address asks for one.
fn tools(page_text: &PageText) -> Html {
    let decides = page_text.screens().iter().any(|screen| screen.id == DECIDE);
    let link = |to: &'static str, name: Key| {
        html! { <a class="lesson-tools__link" href={format!("#{to}")}>{ text(name) }</a> }
    };
    html! {
        <nav class="lesson-tools" aria-label={text(Key::AroundWays)}>
            if decides { { link(DECIDE, Key::AroundDecide) } }
            { link("present", Key::AroundPresent) }
            { link("print", Key::AroundPrint) }
        </nav>
    }
}

fn screens(page_text: &PageText) -> Html {
    html! {
        <nav class="lesson-nav" aria-label={text(Key::LessonScreens)}>
            <ol class="lesson-nav__list" lang={page_text.lang()}>
                { for page_text.screens().iter().map(|Screen { id, title }| html! {
                    <li key={id.to_string()}>
                        <a class="lesson-nav__link" href={format!("#{id}")}>{ title }</a>
                    </li>
                }) }
            </ol>
        </nav>
    }
}

/// In the reader the figures stay as the build drew them, until somebody comes near.
fn figures(page: Option<&PageInfo>, article: Option<Element>) -> Html {
    match (page.and_then(|page| page.flavour.figures), article) {
        (Some(figures), Some(article)) => figures(article),
        _ => html! {},
    }
}

/// To the lesson before, the one after, and the contents.
fn ends(lesson: Lesson) -> Html {
    let lessons: Vec<Lesson> = Lesson::all().collect();
    let place = lessons.iter().position(|other| *other == lesson);
    let before = place.and_then(|place| lessons.get(place.checked_sub(1)?));
    let after = place.and_then(|place| lessons.get(place + 1));
    html! {
        <nav class="lesson-ends" aria-label={text(Key::LessonOthers)}>
            { for before.map(|lesson| way(*lesson, Key::LessonBefore)) }
            <Way to={Route::Course}>{ text(Key::LessonAll) }</Way>
            { for after.map(|lesson| way(*lesson, Key::LessonNext)) }
        </nav>
    }
}

fn way(lesson: Lesson, key: Key) -> Html {
    let label = fill(key, &[("title", topic_title(lesson.0))]);
    html! { <Way to={Route::Lesson { lesson }}>{ label }</Way> }
}
