//! Keeps a session's run on the device as it is made, and opens it again.
//!
//! Each place keeps one run. Where another tab has saved in the same place meanwhile, nothing is
//! written over: the learner chooses.

use std::cell::RefCell;
use std::rc::Rc;

use burrow_protocol::link;
use burrow_protocol::recipe::Recipe;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::session::{Command, RunState, SessionHandle, Snapshot, Status, use_session};
use crate::store::{Found, Kept, Place, Run, SaveState, Saver, Store};
use crate::words::{Key, text};

/// Another tab's run in the same place, and what may be done about it.
#[derive(Clone, PartialEq)]
pub struct Conflict {
    pub keep_mine: Callback<MouseEvent>,
    pub take_theirs: Callback<MouseEvent>,
}

type Desk = Rc<RefCell<Option<Rc<Saver>>>>;

/// Keeps the run of this component's session in `place`, and opens what is kept there.
///
/// `link` is the run that the page's address names: then only that very run is opened.
#[hook]
pub fn use_keeping(place: Option<Place>, link: Option<String>) -> Option<Conflict> {
    let session = use_session();
    let conflict = use_state(|| false);
    let desk: Desk = use_mut_ref(|| None);
    use_effect_with((place, session.clone()), {
        let (conflict, desk) = (conflict.setter(), desk.clone());
        move |(place, session)| {
            let subscription = place.clone().map(|place| {
                open(place, link, session.clone(), desk.clone(), conflict);
                let desk = desk.clone();
                let saved = RefCell::new(None::<Rc<Snapshot>>);
                session.on_change(move |state| bring(state, &desk, &saved))
            });
            move || {
                drop(subscription);
                desk.take();
            }
        }
    });
    let keep_mine = use_callback((), {
        let (desk, conflict) = (desk.clone(), conflict.setter());
        move |_, ()| {
            if let Some(saver) = &*desk.borrow() {
                saver.keep_mine();
            }
            conflict.set(false);
        }
    });
    let take_theirs = use_callback(session, {
        let conflict = conflict.setter();
        move |_, session| {
            let theirs = desk.borrow().as_ref().and_then(|saver| saver.take_theirs());
            if let Some(run) = theirs {
                restore(session, run);
            }
            conflict.set(false);
        }
    });
    conflict.then_some(Conflict { keep_mine, take_theirs })
}

/// Reads what is kept, and from then on saves.
fn open(
    place: Place,
    link: Option<String>,
    session: SessionHandle,
    desk: Desk,
    conflict: UseStateSetter<bool>,
) {
    spawn_local(async move {
        let store = Store::of_this_page();
        let begun = session.state().recipe;
        let found = store.run(&place).await;
        if let Some(found) = &found
            && is_wanted(found, link.as_deref(), &begun, &session.state())
        {
            restore(&session, found.run.clone());
        }
        let told = RefCell::new(Kept::Stored);
        let teller = session.clone();
        let tell = Callback::from(move |state: SaveState| match state {
            SaveState::Conflict(_) => conflict.set(true),
            SaveState::Kept(kept) => {
                if told.replace(kept) != kept
                    && let Some(text) = kept.words()
                {
                    teller.send(Command::Notify { text: text.to_string(), warning: true });
                }
            }
        });
        // Where the view is gone meanwhile, nobody else holds the desk.
        if Rc::strong_count(&desk) > 1 {
            desk.replace(Some(Saver::new(place, found.as_ref(), tell)));
        }
    });
}

/// A run that somebody has begun while the store was read is not taken away; nor one that a link
/// asks for. `begun`: the run before.
fn is_wanted(found: &Found, link: Option<&str>, begun: &Recipe, state: &RunState) -> bool {
    !runs(&state.status)
        && *state.recipe == *begun
        && link.is_none_or(|link| link == found.run.recipe)
}

fn runs(status: &Status) -> bool {
    matches!(status, Status::Playing | Status::Replaying { .. })
}

fn restore(session: &SessionHandle, run: Run) {
    let (recipe, _) = link::from_text(&run.recipe);
    session.send(match run.checkpoint {
        Some(checkpoint) => Command::Restore { recipe, checkpoint },
        None => Command::Open(recipe),
    });
}

/// Brings a new snapshot of the run to whoever saves it.
fn bring(state: &RunState, desk: &Desk, saved: &RefCell<Option<Rc<Snapshot>>>) {
    let Some(snapshot) = &state.snapshot else { return };
    let is_new = saved.borrow().as_ref().is_none_or(|known| !Rc::ptr_eq(known, snapshot));
    let (true, Some(saver)) = (is_new, &*desk.borrow()) else { return };
    saved.replace(Some(snapshot.clone()));
    let recipe = link::to_text(&at(&state.recipe, snapshot.step));
    saver.save(Run { recipe, checkpoint: Some(snapshot.bytes.clone()) });
    if !runs(&state.status) {
        // Nothing newer comes for a while, and the learner may leave.
        saver.hurry();
    }
}

/// The recipe as it was at an earlier step.
fn at(recipe: &Recipe, step: u64) -> Recipe {
    let mut recipe = recipe.clone();
    recipe.step = step;
    recipe.log.retain(|change| change.step <= step);
    recipe
}

/// What stands above a run that another tab has saved, too.
pub fn conflict_view(conflict: Conflict) -> Html {
    html! {
        <div class="stop-line" role="alert">
            <p>{ text(Key::KeepingConflict) }</p>
            <p class="keeping__choice">
                <button type="button" class="button" onclick={conflict.keep_mine}>
                    { text(Key::KeepingMine) }
                </button>
                <button type="button" class="button" onclick={conflict.take_theirs}>
                    { text(Key::KeepingTheirs) }
                </button>
            </p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use burrow_protocol::recipe::Edit;
    use burrow_protocol::settings::{Lab, Settings};

    use super::*;

    fn found(recipe: &str) -> Found {
        let run = Run { recipe: recipe.to_string(), checkpoint: None };
        Found { run, revision: "1".to_string(), updated: 0.0 }
    }

    #[test]
    fn a_link_opens_its_own_run_only() {
        let kept = found("lab=boundary&step=20");
        let state = RunState::default();
        let wanted = |link| is_wanted(&kept, link, &state.recipe, &state);
        assert!(wanted(None));
        assert!(wanted(Some("lab=boundary&step=20")));
        assert!(!wanted(Some("lab=boundary&step=30")));
    }

    #[test]
    fn a_run_that_was_begun_meanwhile_is_not_taken_away() {
        let kept = found("lab=boundary&step=20");
        let state = RunState::default();
        let playing = RunState { status: Status::Playing, ..state.clone() };
        assert!(!is_wanted(&kept, None, &state.recipe, &playing));
        let mut stepped = state.clone();
        Rc::make_mut(&mut stepped.recipe).step = 1;
        assert!(!is_wanted(&kept, None, &state.recipe, &stepped));
    }

    #[test]
    fn a_recipe_is_taken_back_to_the_step_of_its_checkpoint() {
        let mut recipe = Recipe::new(Settings::for_lab(Lab::Boundary));
        for step in [10, 20, 30] {
            recipe.step = step;
            recipe.note(Edit::Weight { index: 0, value: 0.5 });
        }
        let then = at(&recipe, 20);
        assert_eq!((then.step, then.log.len()), (20, 2));
    }
}
