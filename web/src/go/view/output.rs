//! What the program writes, and what it is given to read.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

use super::problems::Problems;
use crate::dom::focus;
use crate::go::session::{Block, Command, Writer, use_go, use_go_session};
use crate::go::wording;
use crate::part::part;
use crate::words::{Key, text};

#[component]
pub fn OutputPanel() -> Html {
    let status = use_go(wording::status);
    let is_bad = use_go(wording::is_bad);
    let asks = use_go(|state| state.asks && state.program.is_active());
    html! {
        <>
            <p class={classes!("go__status", is_bad.then_some("go__status--bad"))} role="status">{ status }</p>
            { part!(Problems) }
            { part!(Written) }
            if asks { { part!(InputForm) } }
        </>
    }
}

/// The output, which follows its end as long as the learner looks there.
#[component]
pub fn Written() -> Html {
    let output = use_go(|state| state.output.clone());
    let region = use_node_ref();
    let follows = use_mut_ref(|| true);
    let onscroll = {
        let follows = follows.clone();
        move |event: Event| {
            if let Some(region) = event.target().and_then(|t| t.dyn_into::<Element>().ok()) {
                let below = region.scroll_height() - region.scroll_top() - region.client_height();
                follows.replace(below < 40);
            }
        }
    };
    use_effect_with((region.clone(), output.clone()), move |(region, output)| {
        if output.is_empty() {
            follows.replace(true);
        }
        if let Some(region) = region.cast::<Element>().filter(|_| *follows.borrow()) {
            region.set_scroll_top(region.scroll_height());
        }
    });
    html! {
        <div class="output" ref={region} role="group" tabindex="0" aria-label={text(Key::GoOutput)} {onscroll}>
            if output.is_cut {
                <p class="output__cut">{ text(Key::GoOutputCut) }</p>
            }
            if output.is_empty() {
                <p class="output__empty">{ text(Key::GoOutputEmpty) }</p>
            }
            { for output.blocks.iter().map(|block| part!(BlockView[block.number] { block: Shared(block.clone()) })) }
        </div>
    }
}

/// A block, the same as another only where it is the very one: a full one is never compared.
struct Shared(Rc<Block>);

impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(Properties, PartialEq)]
struct BlockProps {
    block: Shared,
}

#[component]
fn BlockView(props: &BlockProps) -> Html {
    html! {
        <div class="output__block">
            { for props.block.0.pieces.iter().map(|piece| match piece.writer {
                Writer::Out => html! { <span>{ &piece.text }</span> },
                Writer::Err => html! {
                    <span class="output__err" role="group" aria-label={text(Key::GoOutputErr)}>{ &piece.text }</span>
                },
                Writer::Learner => html! { <span class="output__own">{ &piece.text }</span> },
                Writer::Engine => html! { <span class="output__note">{ &piece.text }</span> },
            }) }
        </div>
    }
}

/// A line for the program's standard input; it takes the focus when the program first asks.
#[component]
pub fn InputForm() -> Html {
    let session = use_go_session();
    let field = use_node_ref();
    use_effect_with(field.clone(), focus);
    let onsubmit = {
        let (session, field) = (session.clone(), field.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(input) = field.cast::<HtmlInputElement>() {
                session.send(Command::Input(input.value()));
                input.set_value("");
            }
        }
    };
    let end = move |_| session.send(Command::EndOfInput);
    html! {
        <form class="go__input" {onsubmit}>
            <label class="go__choice">
                <span>{ text(Key::GoInput) }</span>
                <input ref={field} class="field go__arguments" type="text" autocomplete="off" autocapitalize="off" spellcheck="false" />
            </label>
            <button type="submit" class="button">{ text(Key::GoInputSend) }</button>
            <button type="button" class="button button--quiet" onclick={end}>{ text(Key::GoInputEnd) }</button>
        </form>
    }
}
