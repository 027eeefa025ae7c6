//! The files of the program as tabs, and what can be done with them.

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::disk::OnDisk;
use crate::components::tab_keys::move_along;
use crate::dom::focus;
use crate::go::files::{BadName, fits, free_name};
use crate::go::session::{Command, use_go, use_go_session};
use crate::go::wording;
use crate::part::part;
use crate::words::{Key, fill, text};

/// The id of the panel that the tabs switch.
pub const PANEL: &str = "go-file";

/// A name that is being typed: of a new file, or another one of the file that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Naming {
    New,
    Shown,
}

#[component]
pub fn FileTabs() -> Html {
    let session = use_go_session();
    let files =
        use_go(|state| state.work.files.iter().map(|file| file.name.clone()).collect::<Vec<_>>());
    let shown = use_go(|state| state.shown);
    let is_stepped = use_go(|state| state.is_stepped);
    let naming = use_state(|| None::<Naming>);
    let show = Callback::from({
        let session = session.clone();
        move |at| session.send(Command::Show(at))
    });
    let begin = |what| {
        let naming = naming.setter();
        move |_: MouseEvent| naming.set(Some(what))
    };
    let list = use_node_ref();
    let remove = {
        let list = list.clone();
        move |_| {
            session.send(Command::Remove(shown));
            to_tab(&list);
        }
    };
    let done = {
        let (naming, list) = (naming.setter(), list.clone());
        Callback::from(move |()| {
            naming.set(None);
            to_tab(&list);
        })
    };
    let count = files.len();
    let name = files.get(shown).cloned().unwrap_or_default();
    let say = |key| fill(key, &[("name", &name)]);
    html! {
        <div class="go__files">
            <div class="tabs go__tabs" role="tablist" ref={list} aria-label={text(Key::GoFiles)}>
                { for files.iter().enumerate().map(|(at, name)| tab(at, name, at == shown, count, &show)) }
            </div>
            <div class="go__file-tools" role="group" aria-label={text(Key::GoFileTools)}>
                <button type="button" class="button button--quiet button--small" disabled={is_stepped} onclick={begin(Naming::New)}>{ text(Key::GoFileAdd) }</button>
                <button type="button" class="button button--quiet button--small" disabled={is_stepped} aria-label={say(Key::GoFileRenameThis)} onclick={begin(Naming::Shown)}>{ text(Key::GoFileRename) }</button>
                if count > 1 {
                    <button type="button" class="button button--quiet button--small" disabled={is_stepped} aria-label={say(Key::GoFileRemoveThis)} onclick={remove}>{ text(Key::GoFileRemove) }</button>
                }
                { part!(OnDisk) }
            </div>
            if let Some(naming) = *naming {
                { part!(NameForm { naming, done }) }
            }
        </div>
    }
}

/// Takes the focus, which would be lost with what had it, to the tab of the file that is shown.
fn to_tab(list: &NodeRef) {
    let list = list.clone();
    // After the next render.
    Timeout::new(0, move || {
        let tab = list.cast::<Element>().and_then(|list| {
            list.query_selector("[aria-selected=true]")
                .ok()
                .flatten()?
                .dyn_into::<HtmlElement>()
                .ok()
        });
        if let Some(tab) = tab {
            let _ = tab.focus();
        }
    })
    .forget();
}

fn tab(at: usize, name: &str, selected: bool, count: usize, show: &Callback<usize>) -> Html {
    let onclick = {
        let show = show.clone();
        move |_| show.emit(at)
    };
    let onkeydown = {
        let show = show.clone();
        move |event: KeyboardEvent| move_along(&event, at, count, |next| show.emit(next))
    };
    html! {
        <button
            key={at}
            type="button"
            role="tab"
            class={classes!("tabs__tab", "go__tab", selected.then_some("tabs__tab--selected"))}
            aria-selected={selected.to_string()}
            aria-controls={PANEL}
            tabindex={if selected { "0" } else { "-1" }}
            {onclick}
            {onkeydown}
        >
            { name }
        </button>
    }
}

#[derive(Properties, PartialEq)]
struct NameFormProps {
    naming: Naming,
    done: Callback<()>,
}

/// Asks for a file's name.
#[component]
fn NameForm(props: &NameFormProps) -> Html {
    let session = use_go_session();
    let why = use_state(|| None::<BadName>);
    let field = use_node_ref();
    let naming = props.naming;
    let first = use_memo(naming, |naming| {
        let state = session.state();
        match naming {
            Naming::New => free_name(&state.work.files),
            Naming::Shown => state
                .work
                .files
                .get(state.shown)
                .map_or(String::new(), |file| file.name.to_string()),
        }
    });
    use_effect_with((naming, field.clone()), |(_, field)| {
        focus(field);
        if let Some(input) = field.cast::<HtmlInputElement>() {
            input.select();
        }
    });
    let onsubmit = {
        let (field, why, done) = (field.clone(), why.setter(), props.done.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            let Some(input) = field.cast::<HtmlInputElement>() else { return };
            let (name, state) = (input.value().trim().to_string(), session.state());
            let at = (naming == Naming::Shown).then_some(state.shown);
            if let Err(bad) = fits(&state.work.files, at, &name) {
                return why.set(Some(bad));
            }
            session.send(match at {
                Some(at) => Command::Rename { at, name },
                None => Command::Add(name),
            });
            done.emit(());
        }
    };
    let cancel = {
        let done = props.done.clone();
        move |_| done.emit(())
    };
    let onkeydown = {
        let done = props.done.clone();
        move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                done.emit(());
            }
        }
    };
    html! {
        <form class="go__naming" {onsubmit} {onkeydown}>
            <label class="go__choice">
                <span>{ text(Key::GoFileName) }</span>
                <input
                    ref={field}
                    class="field go__arguments"
                    type="text"
                    maxlength="60"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    value={(*first).clone()}
                    aria-invalid={why.is_some().to_string()}
                    aria-describedby="go-name-why"
                />
            </label>
            <button type="submit" class="button button--small">{ text(Key::GoFileTake) }</button>
            <button type="button" class="button button--quiet button--small" onclick={cancel}>{ text(Key::GoFileCancel) }</button>
            <p id="go-name-why" class="go__why" role="alert">{ why.map(wording::bad_name).unwrap_or_default() }</p>
        </form>
    }
}
