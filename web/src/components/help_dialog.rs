//! The list of single keys, and the switch that turns them off.

use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlInputElement};
use yew::prelude::*;

use crate::commands::{Action, HELP, SEARCH};
use crate::flavour::Flavour;
use crate::words::{Key, halves, text};

#[derive(Properties, PartialEq)]
pub struct HelpDialogProps {
    pub open: bool,
    pub flavour: &'static Flavour,
    pub on_close: Callback<()>,
    /// Whether single keys are on.
    pub shortcuts: bool,
    pub on_shortcuts: Callback<bool>,
}

#[component]
pub fn HelpDialog(props: &HelpDialogProps) -> Html {
    let dialog = use_node_ref();
    use_effect_with((props.open, dialog.clone()), |(open, dialog)| {
        let Some(dialog) = dialog.cast::<HtmlDialogElement>() else { return };
        if *open && !dialog.open() {
            // Refused only where it is open already, or out of the page.
            let _ = dialog.show_modal();
        } else if !*open && dialog.open() {
            dialog.close();
        }
    });
    let onclose = {
        let on_close = props.on_close.clone();
        move |_| on_close.emit(())
    };
    let onclick = {
        let on_close = props.on_close.clone();
        move |_| on_close.emit(())
    };
    let onchange = {
        let on_shortcuts = props.on_shortcuts.clone();
        move |event: Event| {
            if let Some(input) = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok())
            {
                on_shortcuts.emit(input.checked());
            }
        }
    };
    let (before, after) = halves(Key::HelpIntro);
    let keys = &props.flavour.keys;
    let goals: Vec<Row> =
        (keys.goals)().into_iter().map(|(key, label)| (key.to_string(), label, "")).collect();
    html! {
        <dialog class="help" ref={dialog} aria-labelledby="help-title" {onclose}>
            <div class="help__head">
                <h2 id="help-title">{ text(Key::HelpTitle) }</h2>
                <button type="button" class="button button--quiet" {onclick}>{ text(Key::HelpClose) }</button>
            </div>
            <p>{ before }<kbd>{ text(Key::HelpTab) }</kbd>{ after }</p>
            <label class="check">
                <input type="checkbox" checked={props.shortcuts} {onchange} />
                { text(Key::HelpSwitch) }
            </label>
            <div class="help__lists">
                { list(Key::HelpEverywhere, [row(&HELP), row(&SEARCH)]) }
                if !keys.actions.is_empty() {
                    { list(keys.title, keys.actions.iter().map(|action| row(action))) }
                }
                if !goals.is_empty() {
                    { list(Key::HelpGoTo, goals) }
                }
            </div>
        </dialog>
    }
}

/// Key, label and help.
type Row = (String, &'static str, &'static str);

fn row(action: &Action) -> Row {
    (spoken(action.key), text(action.label), text(action.help))
}

/// A key as keyboards write it.
fn spoken(key: &str) -> String {
    match key.contains('+') {
        true => {
            key.replace("Control", text(Key::HelpControl)).replace("Shift", text(Key::HelpShift))
        }
        false => key.to_string(),
    }
}

fn list(title: Key, rows: impl IntoIterator<Item = Row>) -> Html {
    let rows = rows.into_iter();
    html! {
        <section class="help__list">
            <h3>{ text(title) }</h3>
            <dl>
                { for rows.map(|(key, label, help)| html! {
                    <div class="help__row">
                        <dt><kbd>{ key }</kbd></dt>
                        <dd>{ label }if !help.is_empty() {<span class="help__text">{ help }</span>}</dd>
                    </div>
                }) }
            </dl>
        </section>
    }
}
