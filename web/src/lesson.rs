//! What the app adds to a lesson's text: it reads the sentence for a chosen answer out, which
//! style sheets alone can only show; it keeps answers and screens, and shows what was kept; and
//! it marks the screen that is in view.

use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{
    Element, HtmlInputElement, IntersectionObserver, IntersectionObserverEntry,
    IntersectionObserverInit,
};
use yew::prelude::*;

use crate::dom::elements;
use crate::own_link::copied;
use crate::signals::{ANSWERED, KEPT, SCREEN, tell};
use crate::store::{Progress, use_progress};
use crate::words::{Key, text};

/// A screen counts as in view while it crosses this band in the upper part of the window.
const BAND: &str = "-20% 0px -70% 0px";

/// Follows the learner through the article of a topic.
#[hook]
pub fn use_lesson(topic: AttrValue, article: Option<Element>) {
    let progress = use_progress(topic);
    use_effect_with((article.clone(), progress), |(article, progress)| {
        if let Some(article) = article {
            show_kept(article, progress);
        }
    });
    use_effect_with(article, |article| {
        let following = article.as_ref().map(|article| {
            // Answers that were given before the app was there.
            for input in elements(article, ".question:not([data-answer]) input:checked") {
                let _ = input.dyn_into().ok().and_then(|input| answer(&input));
            }
            (questions(article), copied(article), Screens::new(article))
        });
        move || drop(following)
    });
}

fn questions(article: &Element) -> EventListener {
    EventListener::new(article, "change", |event| {
        let input = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok());
        // Any other field of the article has no question around it.
        let _ = input.and_then(|input| answer(&input));
    })
}

/// Says what is to be said of a chosen option, and tells the page of it.
fn answer(input: &HtmlInputElement) -> Option<()> {
    let question = input.closest(".question").ok()??;
    let chosen = input.value();
    let right = judge(&question, &chosen)?;
    let name = question.get_attribute("data-question")?;
    tell(
        ANSWERED,
        &[("question", name.into()), ("chosen", chosen.into()), ("right", right.into())],
    );
    Some(())
}

/// Shows the sentence on an option; whether it is the right one.
fn judge(question: &Element, chosen: &str) -> Option<bool> {
    let why = format!(".question__why[data-option=\"{chosen}\"]");
    let why = question.query_selector(&why).ok()??;
    let right = why.get_attribute("data-right").as_deref() == Some("true");
    // The option itself is in bold, and what is to be said of it follows.
    let sentence = why.last_child().and_then(|text| text.text_content()).unwrap_or_default();
    let verdict = text(if right { Key::LessonRight } else { Key::LessonWrong });
    let result = question.query_selector(".question__result").ok()??;
    result.set_text_content(Some(&format!("{verdict} {}", sentence.trim())));
    question.set_attribute("data-answer", if right { "right" } else { "wrong" }).ok()?;
    Some(right)
}

/// Shows the answers that were given before.
fn show_kept(article: &Element, progress: &Rc<Progress>) {
    for question in elements(article, ".question:not([data-answer])") {
        let name = question.get_attribute("data-question").unwrap_or_default();
        let Some((_, answer)) = progress.answers.iter().find(|(id, _)| *id == name) else {
            continue;
        };
        let chosen = answer.chosen.to_string();
        let input = question.query_selector(&format!("input[value=\"{chosen}\"]")).ok().flatten();
        if let Some(input) = input.and_then(|input| input.dyn_into::<HtmlInputElement>().ok()) {
            input.set_checked(true);
            judge(&question, &chosen);
            tell(KEPT, &[("question", name.into())]);
        }
    }
}

/// Watches which screen is in view, as long as it lives.
struct Screens {
    observer: Option<IntersectionObserver>,
    /// Keeps the callback alive.
    _callback: Closure<dyn FnMut(Array)>,
}

impl Screens {
    fn new(article: &Element) -> Self {
        let callback = Closure::<dyn FnMut(Array)>::new(|entries: Array| {
            for entry in entries.iter() {
                let entry: IntersectionObserverEntry = entry.unchecked_into();
                if entry.is_intersecting() {
                    in_view(&entry.target());
                }
            }
        });
        let init = IntersectionObserverInit::new();
        init.set_root_margin(BAND);
        let function = callback.as_ref().unchecked_ref();
        let observer = IntersectionObserver::new_with_options(function, &init).ok();
        if let Some(observer) = &observer {
            for screen in elements(article, ".screen") {
                observer.observe(&screen);
            }
        }
        Self { observer, _callback: callback }
    }
}

impl Drop for Screens {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}

/// Marks the way to a screen as where the learner is.
fn in_view(screen: &Element) {
    let id = screen.id();
    if let Some(page) = gloo::utils::document().document_element() {
        for link in elements(&page, ".lesson-nav__link") {
            let here = link.get_attribute("href").is_some_and(|href| href == format!("#{id}"));
            // Setting an attribute of a good name does not fail.
            let _ = if here {
                link.set_attribute("aria-current", "location")
            } else {
                link.remove_attribute("aria-current")
            };
        }
    }
    tell(SCREEN, &[("screen", id.into())]);
}
