//! The name of the site, the way to its pages, the theme, and the keyboard help.

use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::routes::Route;
use crate::theme::{Appearance, Theme};

#[derive(Properties, PartialEq)]
pub struct HeaderProps {
    pub route: Route,
    pub on_help: Callback<()>,
}

#[component]
pub fn Header(props: &HeaderProps) -> Html {
    let on_help = {
        let on_help = props.on_help.clone();
        move |_| on_help.emit(())
    };
    html! {
        <header class="header">
            <Link<Route> to={Route::Home} classes="header__brand">
                { mark() }
                { "Burrow" }
            </Link<Route>>
            <nav class="header__nav" aria-label="Pages">
                { link(props.route, Route::Course, "Course") }
                { link(props.route, Route::Playground, "Playground") }
            </nav>
            <div class="header__tools">
                <ThemeSwitch />
                <button
                    type="button"
                    class="button button--quiet header__help"
                    aria-label="Keyboard help"
                    aria-keyshortcuts="?"
                    onclick={on_help}
                >
                    { "?" }
                </button>
            </div>
        </header>
    }
}

fn link(current: Route, to: Route, text: &'static str) -> Html {
    let classes = classes!("header__link", (current == to).then_some("header__link--current"));
    html! { <Link<Route> {to} {classes}>{ text }</Link<Route>> }
}

/// Rings of a hill, and the way in.
fn mark() -> Html {
    html! {
        <svg class="header__mark" viewBox="0 0 32 32" aria-hidden="true">
            <path d="M3 26a13 13 0 0 1 26 0M9 26a7 7 0 0 1 14 0M15 26a1 1 0 0 1 2 0" />
        </svg>
    }
}

#[component]
fn ThemeSwitch() -> Html {
    let appearance = use_context::<Appearance>();
    let chosen = appearance.as_ref().map_or(Theme::Auto, |appearance| appearance.theme);
    let onchange = move |event: Event| {
        let select = event.target().and_then(|t| t.dyn_into::<HtmlSelectElement>().ok());
        let theme = select.and_then(|select| Theme::from_word(&select.value()));
        if let (Some(theme), Some(appearance)) = (theme, &appearance) {
            appearance.choose.emit(theme);
        }
    };
    html! {
        <label class="header__theme">
            <span class="visually-hidden">{ "Theme" }</span>
            <select class="select" {onchange}>
                { for Theme::ALL.iter().map(|(theme, word, label)| html! {
                    <option value={*word} selected={*theme == chosen}>{ *label }</option>
                }) }
            </select>
        </label>
    }
}
