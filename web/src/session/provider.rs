//! The session in the component tree.

use yew::prelude::*;

use super::handle::SessionHandle;
use super::state::RunState;
use super::watch::use_watched;

#[derive(Properties, PartialEq)]
pub struct SessionProviderProps {
    pub children: Html,
}

/// Gives one session to all components inside.
#[component]
pub fn SessionProvider(props: &SessionProviderProps) -> Html {
    let session = use_memo((), |()| start());
    html! {
        <ContextProvider<SessionHandle> context={(*session).clone()}>
            { props.children.clone() }
        </ContextProvider<SessionHandle>>
    }
}

#[cfg(target_arch = "wasm32")]
use super::driver::start;

/// Natively there are no workers: the session stays idle.
#[cfg(not(target_arch = "wasm32"))]
fn start() -> SessionHandle {
    SessionHandle::new(RunState::default())
}

/// The session of the nearest provider; outside of any, one that stays idle.
#[hook]
pub fn use_session() -> SessionHandle {
    let idle = use_memo((), |()| SessionHandle::new(RunState::default()));
    use_context::<SessionHandle>().unwrap_or_else(|| (*idle).clone())
}

/// A part of the run's state; the component renders again only when that part changes.
///
/// `select` may read the component's properties: it is called anew on each render. Frames
/// are compared by their contents, so a canvas does better with
/// [`SessionHandle::on_frame`].
#[hook]
pub fn use_run<T, F>(select: F) -> T
where
    T: PartialEq + Clone + 'static,
    F: Fn(&RunState) -> T + 'static,
{
    let session = use_session();
    use_watched(session, select)
}
