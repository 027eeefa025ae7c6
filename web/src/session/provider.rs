//! The session in the component tree.

use std::rc::Rc;

use yew::prelude::*;

use super::handle::SessionHandle;
use super::state::RunState;

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
    let renders = use_force_update();
    let shown = select(&session.state());
    // What the screen shows, and how to find out whether it still holds.
    let latest = use_mut_ref(|| None::<(T, Rc<dyn Fn(&RunState) -> T>)>);
    *latest.borrow_mut() = Some((shown.clone(), Rc::new(select)));

    use_effect_with(session, move |session| {
        let check = move |state: &RunState| {
            let held = latest.borrow().clone();
            if held.is_some_and(|(shown, select)| select(state) != shown) {
                renders.force_update();
            }
        };
        // The state may have changed between the render and this effect.
        check(&session.state());
        let subscription = session.on_change(check);
        move || drop(subscription)
    });
    shown
}
