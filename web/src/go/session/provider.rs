//! The Go session in the component tree.

use yew::prelude::*;

use super::handle::GoHandle;
use super::state::GoState;
use crate::session::use_watched;

#[derive(Properties, PartialEq)]
pub struct GoProviderProps {
    /// What the session begins with: its work, and how programs run.
    pub begin: GoState,
    pub children: Html,
}

/// Gives one Go session to all components inside.
#[component]
pub fn GoProvider(props: &GoProviderProps) -> Html {
    let session = use_memo((), |()| start(props.begin.clone()));
    html! {
        <ContextProvider<GoHandle> context={(*session).clone()}>
            { props.children.clone() }
        </ContextProvider<GoHandle>>
    }
}

#[cfg(target_arch = "wasm32")]
use super::driver::start;

/// Natively there is no worker: the session shows what it began with.
#[cfg(not(target_arch = "wasm32"))]
fn start(state: GoState) -> GoHandle {
    GoHandle::new(state)
}

/// The Go session of the page; outside of a provider, one that follows no command.
#[hook]
pub fn use_go_session() -> GoHandle {
    let idle = use_memo((), |()| GoHandle::new(GoState::default()));
    use_context::<GoHandle>().unwrap_or_else(|| (*idle).clone())
}

/// A part of the state; the component renders again only when that part changes.
#[hook]
pub fn use_go<T, F>(select: F) -> T
where
    T: PartialEq + Clone + 'static,
    F: Fn(&GoState) -> T + 'static,
{
    let session = use_go_session();
    use_watched(session, select)
}
