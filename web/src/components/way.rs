//! A link to a page of the site, followed inside of the app. A page that this flavour does not
//! show is loaded anew, with the one that does.

use yew::prelude::*;

use crate::boot::PageInfo;
use crate::router::Router;
use crate::routes::Route;

#[derive(Properties, PartialEq)]
pub struct WayProps {
    pub to: Route,
    #[prop_or_default]
    pub classes: Classes,
    /// What it is called, where it shows no words.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// A key that leads there, too.
    #[prop_or_default]
    pub shortcut: Option<AttrValue>,
    pub children: Html,
}

#[component]
pub fn Way(props: &WayProps) -> Html {
    let page = use_context::<PageInfo>();
    let router = use_context::<Router>();
    let to = props.to;
    let href = page.as_ref().map(|page| page.address(to));
    let inside = page.is_some_and(|page| (page.flavour.shows)(to));
    let onclick = move |event: MouseEvent| {
        // With a key held down, a browser opens it elsewhere.
        let elsewhere =
            event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key();
        if let (Some(router), true, false) = (&router, inside, elsewhere) {
            event.prevent_default();
            router.go.emit(to);
        }
    };
    html! {
        <a
            {href}
            class={props.classes.clone()}
            aria-label={props.label.clone()}
            aria-keyshortcuts={props.shortcut.clone()}
            {onclick}
        >
            { props.children.clone() }
        </a>
    }
}
