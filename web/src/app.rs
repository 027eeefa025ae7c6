//! The app: router, appearance, and the frame around each page.

use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::boot::PageInfo;
use crate::commands::Stage;
use crate::components::footer::footer;
use crate::components::header::Header;
use crate::components::help_dialog::HelpDialog;
use crate::dom::focus;
use crate::go::session::GoHandle;
use crate::keyboard::{self, Listening, use_keyboard};
use crate::offline::UpdateNotice;
use crate::part::part;
use crate::router::{Router, use_router};
use crate::routes::Route;
use crate::session::use_session;
use crate::theme::{Appearance, use_appearance};
use crate::words::{Key, text};

#[derive(Properties, PartialEq)]
pub struct AppProps {
    pub page: PageInfo,
    /// The page to begin with.
    pub route: Route,
}

#[component]
pub fn App(props: &AppProps) -> Html {
    let AppProps { page, route } = props;
    let shell = part!(Shell { page: page.clone(), route: *route });
    html! {
        <ContextProvider<PageInfo> context={page.clone()}>
            { (page.flavour.wrap)(shell) }
        </ContextProvider<PageInfo>>
    }
}

#[component]
fn Shell(props: &AppProps) -> Html {
    let page = &props.page;
    let router = use_router(page, props.route);
    let route = router.route;
    let appearance = use_appearance(page.embedded);
    let help_open = use_state(|| false);
    let shortcuts = use_state(keyboard::load_enabled);
    let main = use_node_ref();

    let open_help = use_callback((), {
        let help_open = help_open.setter();
        move |(), ()| help_open.set(true)
    });
    let close_help = use_callback((), {
        let help_open = help_open.setter();
        move |(), ()| help_open.set(false)
    });
    let switch_shortcuts = use_callback((), {
        let shortcuts = shortcuts.setter();
        move |enabled: bool, ()| {
            keyboard::store_enabled(enabled);
            shortcuts.set(enabled);
        }
    });
    let stage = Stage {
        session: use_session(),
        begin_again: None,
        go: use_context::<GoHandle>(),
        open_help: open_help.clone(),
    };
    let keys = match (*help_open, *shortcuts) {
        (true, _) => Listening::No,
        (false, true) => Listening::All,
        (false, false) => Listening::Combinations,
    };
    use_keyboard(stage.clone(), route, page.flavour, keys);
    use_arrival(route, main.clone());

    let skip = {
        let main = main.clone();
        move |event: MouseEvent| {
            // Following the link would put `#main` where a run's recipe stands.
            event.prevent_default();
            focus(&main);
        }
    };
    let content = html! {
        <main id="main" class="page" tabindex="-1" ref={main}>{ (page.flavour.view)(route) }</main>
    };
    html! {
        <ContextProvider<Router> context={router}>
        <ContextProvider<Appearance> context={appearance.clone()}>
        <ContextProvider<Stage> context={stage}>
            if page.embedded {
                { content }
            } else {
                <a class="skip-link" href="#main" onclick={skip}>{ text(Key::SiteSkip) }</a>
                { part!(Header { route, on_help: open_help }) }
                { part!(UpdateNotice) }
                { content }
                { footer(page) }
                { part!(HelpDialog { open: *help_open, flavour: page.flavour, on_close: close_help, shortcuts: *shortcuts, on_shortcuts: switch_shortcuts }) }
            }
        </ContextProvider<Stage>>
        </ContextProvider<Appearance>>
        </ContextProvider<Router>>
    }
}

/// Does what a browser does on a new page: the title, the top, and the focus.
#[hook]
fn use_arrival(route: Route, main: NodeRef) {
    let shown = use_mut_ref(|| route);
    use_effect_with(route, move |route| {
        let before = shown.replace(*route);
        if before != *route {
            document().set_title(&route.title());
            gloo::utils::window().scroll_to_with_x_and_y(0.0, 0.0);
            focus(&main);
            // A page may have a field for it. Where that comes later, it takes the focus itself.
            let first = document().query_selector("main [data-first]").ok().flatten();
            if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
                let _ = first.focus();
            }
        }
    });
}
