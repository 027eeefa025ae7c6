//! A page whose text stands in its HTML: what the app was started on, else fetched.

use wasm_bindgen::JsCast;
use web_sys::{DomParser, Element, SupportedType};
use yew::prelude::*;

use crate::boot::{PageInfo, PageText};
use crate::components::chapter_view::chapter_view;
use crate::components::lesson_view::lesson_view;
use crate::fetch;
use crate::lesson::use_lesson;
use crate::routes::Route;
use crate::words::{self, Key};

#[derive(Properties, PartialEq)]
pub struct TextPageProps {
    pub route: Route,
}

#[component]
pub fn TextPage(props: &TextPageProps) -> Html {
    let page = use_context::<PageInfo>();
    let text = use_text(props.route);
    let article = match &text {
        Text::Here(PageText::Element(element)) => Some(element.clone()),
        _ => None,
    };
    let (topic, article) = match props.route {
        Route::Lesson { lesson } => (lesson.0.id, article),
        // What is there to be printed is not followed.
        Route::Chapter { .. } => ("", None),
        _ => ("", article),
    };
    use_lesson(topic.into(), article);
    match (text, props.route) {
        (Text::Here(text), Route::Lesson { lesson }) => lesson_view(lesson, &text, page.as_ref()),
        (Text::Here(text), Route::Chapter { chapter }) => {
            chapter_view(chapter, &text, page.as_ref())
        }
        (Text::Here(text), _) => text.view(),
        (other, _) => waiting(&other),
    }
}

/// The text of a page.
#[derive(Clone, PartialEq)]
enum Text {
    Coming,
    Here(PageText),
    Missing,
}

/// What stands in place of a text that is not there.
fn waiting(text: &Text) -> Html {
    let key = match text {
        Text::Missing => Key::SiteMissing,
        _ => Key::SiteComing,
    };
    html! { <p class="prose" role="status">{ words::text(key) }</p> }
}

/// The text of `route`: the page's own where the app began there, else fetched from its page.
#[hook]
fn use_text(route: Route) -> Text {
    let info = use_context::<PageInfo>();
    let began = use_memo((), |()| route);
    let own = info.as_ref().and_then(|info| info.text.clone()).filter(|_| *began == route);
    let fetched = use_state(|| None::<(Route, Text)>);
    use_effect_with((route, own.is_some()), {
        let fetched = fetched.setter();
        move |(route, has_own)| {
            if *has_own {
                return;
            }
            let route = *route;
            let address = info.map(|info| info.address(route)).unwrap_or_default();
            wasm_bindgen_futures::spawn_local(async move {
                let text = text_at(&address)
                    .await
                    .map_or(Text::Missing, |element| Text::Here(PageText::Element(element)));
                fetched.set(Some((route, text)));
            });
        }
    });
    match (own, &*fetched) {
        (Some(own), _) => Text::Here(own),
        (None, Some((of, text))) if *of == route => text.clone(),
        _ => Text::Coming,
    }
}

/// The text of another page of the site, as an element of this one.
async fn text_at(address: &str) -> Option<Element> {
    let html = String::from_utf8(fetch::bytes(address).await.ok()?).ok()?;
    let page = DomParser::new().ok()?.parse_from_string(&html, SupportedType::TextHtml).ok()?;
    let text = page.query_selector("[data-static]").ok()??;
    gloo::utils::document().adopt_node(&text).ok()?.dyn_into().ok()
}
