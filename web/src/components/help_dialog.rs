//! The list of single keys, and the switch that turns them off.

use burrow_protocol::params::PARAMS;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlInputElement};
use yew::prelude::*;

use crate::commands::ACTIONS;

#[derive(Properties, PartialEq)]
pub struct HelpDialogProps {
    pub open: bool,
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
    html! {
        <dialog class="help" ref={dialog} aria-labelledby="help-title" {onclose}>
            <div class="help__head">
                <h2 id="help-title">{ "Keyboard" }</h2>
                <button type="button" class="button button--quiet" {onclick}>{ "Close" }</button>
            </div>
            <p>
                { "Everything is reached with " }<kbd>{ "Tab" }</kbd>
                { " and the arrow keys. In the playground a single key also does or reaches these:" }
            </p>
            <label class="check">
                <input type="checkbox" checked={props.shortcuts} {onchange} />
                { "Single keys are on" }
            </label>
            <div class="help__lists">
                { list("Do", ACTIONS.iter().map(|action| (action.key, action.label, action.help))) }
                { list("Go to", PARAMS.iter().map(|param| (param.shortcut, param.label, ""))) }
            </div>
        </dialog>
    }
}

fn list(
    title: &'static str,
    rows: impl Iterator<Item = (char, &'static str, &'static str)>,
) -> Html {
    html! {
        <section class="help__list">
            <h3>{ title }</h3>
            <dl>
                { for rows.map(|(key, label, help)| html! {
                    <div class="help__row">
                        <dt><kbd>{ key.to_string() }</kbd></dt>
                        <dd>{ label }if !help.is_empty() {<span class="help__text">{ help }</span>}</dd>
                    </div>
                }) }
            </dl>
        </section>
    }
}
