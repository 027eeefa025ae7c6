//! Looking for something in all lessons.

use gloo::timers::callback::Timeout;
use gloo::utils::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use crate::boot::PageInfo;
use crate::dom::{asset, elements, focus};
use crate::model::format;
use crate::part::part;
use crate::routes::{Lesson, Route};
use crate::search::{Found, Hit, Kind, find};
use crate::words::{Key, fill, plural, text, topic_title};

/// What came of looking.
#[derive(Clone, PartialEq)]
enum Answer {
    Nothing,
    Here(Found),
    /// The list of places could not be fetched.
    Away,
}

#[component]
pub fn SearchPage() -> Html {
    let field = use_node_ref();
    let results = use_node_ref();
    let words = use_state(String::new);
    let answer = use_state(|| Answer::Nothing);
    use_effect_with((), {
        let (words, field) = (words.setter(), field.clone());
        move |()| {
            words.set(asked());
            // A page that is come to takes the focus first; where that comes later, it gives it back.
            Timeout::new(0, move || focus(&field)).forget();
        }
    });
    use_effect_with((*words).clone(), {
        let answer = answer.setter();
        move |words| {
            let words = words.clone();
            let wait = Timeout::new(120, move || {
                spawn_local(async move { answer.set(look(&words).await) });
            });
            // Who types on has not asked yet.
            move || drop(wait)
        }
    });
    let oninput = {
        let words = words.setter();
        move |event: InputEvent| {
            let input = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok());
            if let Some(input) = input {
                remember(&input.value());
                words.set(input.value());
            }
        }
    };
    let onkeydown = {
        let (field, results) = (field.clone(), results.clone());
        move |event: KeyboardEvent| walk(&event, &field, &results)
    };
    html! {
        <div class="search-page" {onkeydown}>
            <h1>{ text(Key::SearchTitle) }</h1>
            <label class="search-page__field">
                <span>{ text(Key::SearchLabel) }</span>
                <input
                    ref={field}
                    data-first=""
                    type="search"
                    class="field"
                    autocomplete="off"
                    spellcheck="false"
                    enterkeyhint="search"
                    aria-describedby="search-keys"
                    value={(*words).clone()}
                    {oninput}
                />
            </label>
            <p id="search-keys" class="search-page__keys">{ text(Key::SearchKeys) }</p>
            <p class="search-page__said" role="status">{ said(&answer, &words) }</p>
            <div ref={results}>{ list(&answer) }</div>
        </div>
    }
}

/// What the address asks for.
fn asked() -> String {
    let hash = window().location().hash().unwrap_or_default();
    let words = js_sys::decode_uri_component(hash.trim_start_matches('#'));
    words.map_or_else(|_| String::new(), String::from)
}

/// Writes what is looked for into the address: who comes back finds it again.
fn remember(words: &str) {
    if let Ok(history) = window().history() {
        let hash = format!("#{}", String::from(js_sys::encode_uri_component(words)));
        // A browser limits how often; the search goes on all the same.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&hash));
    }
}

async fn look(words: &str) -> Answer {
    if words.trim().is_empty() {
        return Answer::Nothing;
    }
    let Some(address) = asset("search") else { return Answer::Away };
    find(&address, words).await.map_or(Answer::Away, Answer::Here)
}

fn said(answer: &Answer, words: &str) -> String {
    match answer {
        Answer::Nothing => String::new(),
        Answer::Away => text(Key::SearchAway).to_string(),
        Answer::Here(found) => {
            let count = u64::from(found.all);
            let key = match count {
                0 => Key::SearchNone,
                n => plural(n, Key::SearchFoundOne, Key::SearchFoundOther),
            };
            fill(key, &[("n", &format::whole(count)), ("words", words.trim())])
        }
    }
}

fn list(answer: &Answer) -> Html {
    let Answer::Here(found) = answer else { return html! {} };
    html! {
        <ol class="search-page__hits">
            { for found.hits.iter().enumerate().map(|(index, hit)| part!(HitView[index] { hit: hit.clone() })) }
        </ol>
    }
}

#[derive(Properties, PartialEq)]
struct HitProps {
    hit: Hit,
}

#[component]
fn HitView(props: &HitProps) -> Html {
    let hit = &props.hit;
    let page = use_context::<PageInfo>();
    let Some(lesson) = Lesson::all().find(|lesson| lesson.0.id == hit.topic) else {
        return html! {};
    };
    let page = page.map(|page| page.address(Route::Lesson { lesson })).unwrap_or_default();
    let kind = match hit.kind {
        Kind::Screen => Key::SearchScreen,
        Kind::Exercise => Key::SearchExercise,
        Kind::Term => Key::SearchTerm,
    };
    html! {
        <li class="search-page__hit">
            // The browser loads the lesson whole, and so finds the place in it.
            <a lang="en" href={format!("{page}#{}", hit.place)}>{ &hit.title }</a>
            <span class="search-page__kind">{ text(kind) }{ " · " }{ topic_title(lesson.0) }</span>
            <p lang="en">
                { for hit.parts.iter().enumerate().map(|(place, part)| match place % 2 {
                    0 => html! { part },
                    _ => html! { <mark>{ part }</mark> },
                }) }
            </p>
        </li>
    }
}

/// The arrows walk from the field through what was found and back; Escape leads to the field.
fn walk(event: &KeyboardEvent, field: &NodeRef, results: &NodeRef) {
    let step = match event.key().as_str() {
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        "Escape" => {
            focus(field);
            return;
        }
        _ => return,
    };
    let Some(results) = results.cast::<web_sys::Element>() else { return };
    let links: Vec<_> = elements(&results, "a").collect();
    let active = document().active_element();
    // 0 is the field.
    let here = links.iter().position(|link| active.as_ref() == Some(link)).map_or(0, |at| at + 1);
    let Some(next) = here.checked_add_signed(step).filter(|next| *next <= links.len()) else {
        return;
    };
    event.prevent_default();
    match next.checked_sub(1).and_then(|at| links.get(at)) {
        Some(link) => {
            if let Some(link) = link.dyn_ref::<HtmlElement>() {
                // A link can be focused.
                let _ = link.focus();
            }
        }
        None => focus(field),
    }
}
