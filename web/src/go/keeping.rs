//! Keeps the work on the device as it is written, and opens it again; a link comes first.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::utils::window;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::session::{Command, GoHandle, use_go_session};
use super::sharing;
use super::work::Work;
use crate::keeping::Conflict;
use crate::store::{Kept, Place, Run, SaveState, Saver, Store};

type Desk = Rc<RefCell<Option<Rc<Saver>>>>;

/// Keeps the work of this page, and opens what is kept or what the address holds.
#[hook]
pub fn use_keeping() -> Option<Conflict> {
    let session = use_go_session();
    let conflict = use_state(|| false);
    let desk: Desk = use_mut_ref(|| None);
    use_effect_with(session.clone(), {
        let (conflict, desk) = (conflict.setter(), desk.clone());
        move |session| {
            begin(session.clone(), desk.clone(), conflict);
            let links = EventListener::new(&window(), "hashchange", {
                let session = session.clone();
                move |_| spawn_local(open_link(session.clone()))
            });
            let saved = RefCell::new(session.state().work);
            let changes = session.on_change({
                let desk = desk.clone();
                move |state| {
                    let is_new = *saved.borrow() != state.work;
                    if !is_new || !state.touched {
                        // What was only opened does not take the place of what was written.
                        return;
                    }
                    saved.replace(state.work.clone());
                    // The address does not hold this any more.
                    sharing::forget();
                    if let Some(saver) = &*desk.borrow() {
                        saver.save(record(&state.work));
                    }
                }
            });
            move || {
                drop((links, changes));
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
            if let Some(work) = theirs.and_then(|run| Work::of_text(&run.recipe).ok()) {
                session.send(Command::Restore(work));
            }
            conflict.set(false);
        }
    });
    conflict.then_some(Conflict { keep_mine, take_theirs })
}

fn record(work: &Work) -> Run {
    Run { recipe: work.to_text(), checkpoint: None }
}

/// Reads what is kept, and from then on saves.
fn begin(session: GoHandle, desk: Desk, conflict: UseStateSetter<bool>) {
    spawn_local(async move {
        let begun = session.state().work;
        let found = Store::of_this_page().run(&Place::Go).await;
        // What somebody has typed while the store was read is not taken away.
        let is_untouched = session.state().work == begun;
        match found.as_ref().map(|found| Work::of_text(&found.run.recipe)) {
            Some(Ok(work)) if is_untouched => session.send(Command::Restore(work)),
            Some(Err(why)) => session.send(Command::NotOpened(why)),
            _ => {}
        }
        open_link(session.clone()).await;
        let told = RefCell::new(Kept::Stored);
        let teller = session.clone();
        let tell = Callback::from(move |state: SaveState| match state {
            SaveState::Conflict(_) => conflict.set(true),
            SaveState::Kept(kept) => {
                if told.replace(kept) != kept
                    && let Some(text) = kept.words()
                {
                    teller.send(Command::Say { text: text.to_string(), warning: true });
                }
            }
        });
        // Where the view is gone meanwhile, nobody else holds the desk.
        if Rc::strong_count(&desk) > 1 {
            let saver = Saver::new(Place::Go, found.as_ref(), tell);
            let state = session.state();
            if state.touched && state.work != begun {
                saver.save(record(&state.work));
            }
            desk.replace(Some(saver));
        }
    });
}

async fn open_link(session: GoHandle) {
    let Some(packed) = sharing::packed() else { return };
    session.send(match sharing::open(&packed).await {
        Ok(work) => Command::Open(work),
        Err(why) => Command::NotOpened(why),
    });
}
