//! How a figure's run begins: as it was kept on this device, else from the checkpoint that the
//! build made of it; and how it begins again.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::spec::FigureSpec;
use crate::fetch;
use crate::keeping::{Conflict, use_keeping};
use crate::session::{Command, SessionHandle, use_session};
use crate::store::Place;

/// What a figure does with its run.
pub struct Opening {
    /// A learner comes near: the run opens, and those of the other figures rest.
    pub interest: Callback<()>,
    /// The run as the lesson has it.
    pub begin_again: Callback<()>,
    pub conflict: Option<Conflict>,
}

#[hook]
pub fn use_opening(
    topic: String,
    spec: Rc<FigureSpec>,
    active: bool,
    on_active: Callback<AttrValue>,
) -> Opening {
    let session = use_session();
    let begun = use_state(|| false);
    use_effect_with((active, session.clone()), {
        let begun = *begun;
        move |(active, session)| {
            if !*active && begun {
                session.send(Command::Rest);
            }
        }
    });
    // Before anybody comes near, it shows the lesson's run, not the lab's defaults.
    use_effect_with((spec.clone(), session.clone()), |(spec, session)| {
        session.send(Command::Open(spec.recipe.clone()));
    });
    // A lab alone in another page belongs to no lesson: nothing of it is kept.
    let place =
        (*begun && !topic.is_empty()).then(|| Place::Figure { topic, figure: spec.id.to_string() });
    let conflict = use_keeping(place, None);
    let begin_again = use_callback((spec.clone(), session.clone()), |(), (spec, session)| {
        session.send(Command::Open(spec.recipe.clone()));
        wake(session.clone(), spec.clone());
    });
    let interest = {
        let deps = (spec, active, session, on_active, begun);
        use_callback(deps, |(), (spec, active, session, on_active, begun)| {
            if !*active {
                on_active.emit(spec.id.clone());
            }
            if **begun {
                session.send(Command::Interest);
            } else {
                begun.set(true);
                wake(session.clone(), spec.clone());
            }
        })
    };
    Opening { interest, begin_again, conflict }
}

/// Fetches what the run goes on from, and the program that trains it.
fn wake(session: SessionHandle, spec: Rc<FigureSpec>) {
    spawn_local(async move {
        let checkpoint = match &spec.checkpoint {
            Some(address) => fetch::bytes(address).await.ok(),
            None => None,
        };
        // Without it the run is replayed, which comes to the same.
        let untouched = *session.state().recipe == spec.recipe;
        if let Some(checkpoint) = checkpoint.filter(|_| untouched) {
            session.send(Command::Restore { recipe: spec.recipe.clone(), checkpoint });
        }
        session.send(Command::Interest);
    });
}
