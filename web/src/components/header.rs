//! The name of the site, the way to its pages, to the other languages, the theme, and the
//! keyboard help.

use crate::part::part;
use gloo::utils::window;
use wasm_bindgen::JsCast;
use web_sys::{HtmlAnchorElement, HtmlSelectElement};
use yew::prelude::*;

use crate::boot::PageInfo;
use crate::commands::{HELP, SEARCH};
use crate::components::way::Way;
use crate::routes::Route;
use crate::theme::{Appearance, Theme};
use crate::words::{Key, Lang, lang, text};

#[derive(Properties, PartialEq)]
pub struct HeaderProps {
    pub route: Route,
    pub on_help: Callback<()>,
}

#[component]
pub fn Header(props: &HeaderProps) -> Html {
    let page = use_context::<PageInfo>();
    let on_help = {
        let on_help = props.on_help.clone();
        move |_| on_help.emit(())
    };
    html! {
        <header class="header">
            <Way to={Route::Home} classes="header__brand">
                { mark() }
                <span class="header__name">{ "Burrow" }</span>
            </Way>
            <nav class="header__nav" aria-label={text(Key::SitePages)}>
                { link(props.route, Route::Course, Key::SiteCourse) }
                { link(props.route, Route::Playground, Key::SitePlayground) }
                { link(props.route, Route::Go, Key::SiteGo) }
            </nav>
            <div class="header__tools">
                { for page.iter().flat_map(|page| languages(props.route, &page.root)) }
                <Way to={Route::Search} classes="header__search" label={text(SEARCH.label)} shortcut={SEARCH.key}>
                    { lens() }
                </Way>
                { part!(ThemeSwitch) }
                <button
                    type="button"
                    class="button button--quiet header__help"
                    aria-label={text(HELP.label)}
                    aria-keyshortcuts={HELP.key.to_string()}
                    onclick={on_help}
                >
                    { "?" }
                </button>
            </div>
        </header>
    }
}

fn link(current: Route, to: Route, name: Key) -> Html {
    let classes = classes!("header__link", (current == to).then_some("header__link--current"));
    html! { <Way {to} {classes}>{ text(name) }</Way> }
}

/// The same page in every other language. The browser loads it whole, with its own words.
fn languages(route: Route, root: &str) -> impl Iterator<Item = Html> {
    let path = match route {
        Route::NotFound => Route::Home,
        found => found,
    };
    let path = path.path();
    Lang::all().filter(|other| *other != lang()).map(move |other| {
        let href = format!("{root}{}{}", other.folder(), path);
        html! {
            <a class="header__language" {href} hreflang={other.code()} lang={other.code()} onclick={take_run}>
                <span class="header__language-name">{ other.name() }</span>
                <span class="header__language-code" aria-hidden="true">{ other.code() }</span>
            </a>
        }
    })
}

/// A run or a screen that stands behind the address goes along.
fn take_run(event: MouseEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let link = target.and_then(|target| target.closest("a").ok().flatten());
    let link = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok());
    if let (Some(link), Ok(hash)) = (link, window().location().hash()) {
        link.set_hash(&hash);
    }
}

/// Rings of a hill, and the way in.
fn mark() -> Html {
    html! {
        <svg class="header__mark" viewBox="0 0 32 32" aria-hidden="true">
            <path d="M3 26a13 13 0 0 1 26 0M9 26a7 7 0 0 1 14 0M15 26a1 1 0 0 1 2 0" />
        </svg>
    }
}

/// A magnifying glass.
fn lens() -> Html {
    html! {
        <svg class="header__lens" viewBox="0 0 24 24" aria-hidden="true">
            <path d="M16 16l5 5M18 10.5a7.5 7.5 0 1 1-15 0a7.5 7.5 0 0 1 15 0" />
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
            <span class="visually-hidden">{ text(Key::SiteTheme) }</span>
            <select class="select" {onchange}>
                { for Theme::ALL.iter().map(|(theme, word, label)| html! {
                    <option value={*word} selected={*theme == chosen}>{ text(*label) }</option>
                }) }
            </select>
        </label>
    }
}
