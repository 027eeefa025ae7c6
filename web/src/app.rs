//! The app: router, session, appearance, and the frame around each page.

use gloo::utils::document;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::boot::PageInfo;
use crate::commands::Stage;
use crate::components::footer::footer;
use crate::components::header::Header;
use crate::components::help_dialog::HelpDialog;
use crate::keyboard::{self, use_keyboard};
use crate::pages::course::course;
use crate::pages::home::home;
use crate::pages::playground::Playground;
use crate::pages::static_page::static_page;
use crate::routes::Route;
use crate::session::{SessionProvider, use_session};
use crate::theme::{Appearance, use_appearance};

#[derive(Properties, PartialEq)]
pub struct AppProps {
    pub page: PageInfo,
}

#[component]
pub fn App(props: &AppProps) -> Html {
    html! {
        <BrowserRouter basename={props.page.root.clone()}>
            <SessionProvider>
                <Shell page={props.page.clone()} />
            </SessionProvider>
        </BrowserRouter>
    }
}

#[component]
fn Shell(props: &AppProps) -> Html {
    let route = use_route::<Route>().unwrap_or(Route::NotFound);
    let appearance = use_appearance();
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
    let stage = Stage { session: use_session(), open_help: open_help.clone() };
    use_keyboard(stage.clone(), route, *shortcuts && !*help_open);
    use_arrival(route, main.clone());

    let skip = {
        let main = main.clone();
        move |event: MouseEvent| {
            // Following the link would put `#main` where a run's recipe stands.
            event.prevent_default();
            focus(&main);
        }
    };
    html! {
        <ContextProvider<Appearance> context={appearance.clone()}>
        <ContextProvider<Stage> context={stage}>
            <a class="skip-link" href="#main" onclick={skip}>{ "Skip to content" }</a>
            <Header {route} on_help={open_help} />
            <main id="main" class="page" tabindex="-1" ref={main}>
                { page(route, &props.page) }
            </main>
            { footer(&props.page.root) }
            <HelpDialog
                open={*help_open}
                on_close={close_help}
                shortcuts={*shortcuts}
                on_shortcuts={switch_shortcuts}
            />
        </ContextProvider<Stage>>
        </ContextProvider<Appearance>>
    }
}

fn page(route: Route, info: &PageInfo) -> Html {
    match route {
        Route::Home => home(),
        Route::Course => course(),
        Route::Playground => html! { <Playground /> },
        Route::Notices | Route::NotFound => static_page(info.content.clone()),
    }
}

/// Does what a browser does on a new page: the title, the top, and the focus.
#[hook]
fn use_arrival(route: Route, main: NodeRef) {
    let shown = use_mut_ref(|| route);
    use_effect_with(route, move |route| {
        let before = shown.replace(*route);
        if before != *route {
            document().set_title(route.title());
            gloo::utils::window().scroll_to_with_x_and_y(0.0, 0.0);
            focus(&main);
        }
    });
}

fn focus(node: &NodeRef) {
    if let Some(element) = node.cast::<web_sys::HtmlElement>() {
        let _ = element.focus();
    }
}
