//! What becomes of bytes that are hashed and signed: the learner changes a text, letter by letter or bit by bit, and sees which of
//! the 256 bits of its hash change. A Go program hashes, signs and verifies, in the engine.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};
use yew::prelude::*;

use crate::components::place::Place;
use crate::go::session::{Command, Outcome, use_go, use_go_session};
use crate::go::wording;
use crate::gofigure::model::bits::{HASH, Verdict, arguments, bits, changed, differing, verdicts};
use crate::gofigure::player::written;
use crate::model::format;
use crate::words::{Key, fill, text};

/// The program, where the lesson brings none of its own, and its name.
pub const PROGRAM: (&str, &str) = ("bytes.go", include_str!("bytes.go"));
/// What the figure opens with: one of the numbers of the lesson's table.
const TEXT: &str = "0.25";
/// Longer texts do not fit beside their bits.
const LONGEST: usize = 12;

#[derive(Properties, PartialEq)]
pub struct BytesLabProps {
    /// Whether the learner has turned to it: the program runs then.
    pub is_near: bool,
    pub place: Place,
    pub source: String,
    /// Hears that a byte was changed, and what came of it.
    pub on_reached: Callback<()>,
}

#[component]
pub fn BytesLab(props: &BytesLabProps) -> Html {
    let session = use_go_session();
    let bytes = use_state(|| Rc::new(TEXT.as_bytes().to_vec()));
    let output = use_go(|state| state.output.clone());
    let outcome = use_go(|state| state.outcome.clone());
    let trouble = use_go(|state| match &state.outcome {
        Some(Outcome::Ended(end)) if end.code == 0 => String::new(),
        // Another figure has its turn; the next change runs this one again.
        None | Some(Outcome::Rests) => String::new(),
        Some(_) => wording::status(state),
    });
    // What the program said last stays while it runs again.
    let said = use_state(|| None::<Rc<Said>>);
    use_effect_with((props.is_near, (*bytes).clone()), move |(is_near, bytes)| {
        if *is_near || ***bytes != *TEXT.as_bytes() {
            session.send(Command::Arguments(arguments(&[TEXT.as_bytes(), bytes])));
            session.send(Command::Run);
        }
    });
    use_effect_with(outcome, {
        let (said, on_reached, bytes) = (said.setter(), props.on_reached.clone(), (*bytes).clone());
        move |outcome| {
            let is_done = matches!(outcome, Some(Outcome::Ended(end)) if end.code == 0);
            let verdicts = is_done.then(|| verdicts(&written(&output))).flatten();
            if let Some([before, after]) = verdicts.as_deref() {
                said.set(Some(Rc::new(Said { before: before.clone(), after: after.clone() })));
                if *bytes != TEXT.as_bytes() {
                    on_reached.emit(());
                }
            }
        }
    });
    let set = Callback::from({
        let bytes = bytes.setter();
        move |new: Vec<u8>| bytes.set(Rc::new(new))
    });
    html! {
        <div class="bytes">
            { form(&bytes, &set, &props.place) }
            { bit_rows(&bytes, &set) }
            <p class="machine__now" role="status">{ told(said.as_deref(), &bytes) }</p>
            if !trouble.is_empty() { <p class="machine__trouble" role="alert">{ trouble }</p> }
            { grids(said.as_deref()) }
            { signature(said.as_deref()) }
            <details class="machine__all">
                <summary>{ text(Key::BytesProgram) }</summary>
                <pre class="bytes__program" tabindex="0"><code>{ &props.source }</code></pre>
            </details>
        </div>
    }
}

/// What the program said of the text that the figure opens with, and of the learner's.
#[derive(PartialEq)]
struct Said {
    before: Verdict,
    after: Verdict,
}

fn form(bytes: &[u8], set: &Callback<Vec<u8>>, place: &Place) -> Html {
    let id = place.id("text");
    let oninput = {
        let set = set.clone();
        move |event: InputEvent| {
            let input =
                event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            if let Some(input) = input {
                let text = input.value();
                let end = (0..=LONGEST.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
                set.emit(text.as_bytes()[..end.unwrap_or(0)].to_vec());
            }
        }
    };
    let again = set.reform(|_: MouseEvent| TEXT.as_bytes().to_vec());
    html! {
        <div class="bytes__form">
            <label class="bytes__label" for={id.clone()}>{ text(Key::BytesText) }</label>
            <input class="bytes__input" type="text" {id} maxlength={LONGEST.to_string()} value={String::from_utf8_lossy(bytes).into_owned()} spellcheck="false" autocomplete="off" {oninput} />
            <button type="button" class="button" onclick={again}>{ text(Key::BytesAgain) }</button>
        </div>
    }
}

/// The bits of the text, each a button that flips it. The arrow keys go from one to the next.
fn bit_rows(bytes: &[u8], set: &Callback<Vec<u8>>) -> Html {
    html! {
        <div class="bytes__rows" role="group" aria-label={text(Key::BytesBits)} onkeydown={Callback::from(move_focus)}>
            { for bytes.iter().enumerate().map(|(at, byte)| html! {
                <div key={at} class="bytes__row">
                    <code class="bytes__letter">{ letter(*byte) }</code>
                    <code class="bytes__hex">{ format!("{byte:02x}") }</code>
                    { for (0..8).rev().map(|bit| bit_button(bytes, (at, bit), set)) }
                </div>
            }) }
        </div>
    }
}

fn bit_button(bytes: &[u8], (at, bit): (usize, u32), set: &Callback<Vec<u8>>) -> Html {
    let is_set = bytes[at] >> bit & 1 == 1;
    let was = TEXT.as_bytes().get(at).map(|byte| byte >> bit & 1 == 1);
    let is_changed = was != Some(is_set);
    let values = [("byte", (at + 1).to_string()), ("bit", (8 - bit).to_string())];
    let label =
        fill(Key::BytesBit, &values.each_ref().map(|(name, value)| (*name, value.as_str())));
    let value = if is_set { "1" } else { "0" };
    let state = if is_changed { text(Key::GoStepChanged) } else { "" };
    let onclick = {
        let (set, mut bytes) = (set.clone(), bytes.to_vec());
        bytes[at] ^= 1 << bit;
        move |_| set.emit(bytes.clone())
    };
    let is_first = at == 0 && bit == 7;
    html! {
        <button
            type="button" class={classes!("bytes__bit", is_changed.then_some("bytes__bit--changed"))}
            tabindex={if is_first { "0" } else { "-1" }} data-bit={format!("{at}-{}", 7 - bit)}
            aria-label={format!("{label}: {value} {state}")} {onclick}
        >{ value }</button>
    }
}

/// Takes the focus to the neighbour that an arrow key points at.
fn move_focus(event: KeyboardEvent) {
    let (down, right) = match event.key().as_str() {
        "ArrowLeft" => (0, -1),
        "ArrowRight" => (0, 1),
        "ArrowUp" => (-1, 0),
        "ArrowDown" => (1, 0),
        _ => return,
    };
    let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(element) = element else { return };
    let place = element.get_attribute("data-bit").unwrap_or_default();
    let place = place.split_once('-').map(|(at, bit)| (at.parse::<i32>(), bit.parse::<i32>()));
    let (Some((Ok(at), Ok(bit))), Ok(Some(rows))) = (place, element.closest(".bytes__rows")) else {
        return;
    };
    let to = format!("[data-bit=\"{}-{}\"]", at + down, bit + right);
    let next = rows.query_selector(&to).ok().flatten();
    if let Some(next) = next.and_then(|next| next.dyn_into::<HtmlElement>().ok()) {
        event.prevent_default();
        let _ = element.set_attribute("tabindex", "-1");
        let _ = next.set_attribute("tabindex", "0");
        let _ = next.focus();
    }
}

/// A byte as a letter where it is one.
fn letter(byte: u8) -> String {
    match byte {
        b' ' => "␣".to_string(),
        0x21..=0x7e => char::from(byte).to_string(),
        _ => "·".to_string(),
    }
}

/// How much of the text and of its hash has changed.
fn told(said: Option<&Said>, bytes: &[u8]) -> String {
    let Some(said) = said else { return text(Key::BytesBegin).to_string() };
    let input = changed(TEXT.as_bytes(), bytes);
    if input == 0 {
        return text(Key::BytesSame).to_string();
    }
    let flipped =
        differing(&said.before.hash, &said.after.hash).into_iter().filter(|bit| *bit).count();
    let share = format::number(&format!("{:.1}", 100.0 * flipped as f64 / HASH as f64));
    let (input, flipped) = (input.to_string(), flipped.to_string());
    fill(Key::BytesFlipped, &[("input", &input), ("n", &flipped), ("share", &share)])
}

/// Both hashes as squares of 16 × 16 bits. A bit that differs is framed and filled, and its digit is underlined.
fn grids(said: Option<&Said>) -> Html {
    let Some(Said { before, after }) = said else {
        return html! {
            <div class="bytes__grids">{ blank(Key::BytesBefore) }{ blank(Key::BytesAfter) }</div>
        };
    };
    let differing = differing(&before.hash, &after.hash);
    let same = vec![false; HASH];
    html! {
        <div class="bytes__grids">
            { grid(Key::BytesBefore, &before.hash, &same) }
            { grid(Key::BytesAfter, &after.hash, &differing) }
        </div>
    }
}

/// The place of a hash that the program has not told yet: it takes as much room, and says nothing.
fn blank(title: Key) -> Html {
    let digits = "\u{a0}".repeat(HASH / 4);
    html! {
        <div class="bytes__hash">
            <p class="bytes__title">{ text(title) }</p>
            <div class="bytes__grid" aria-hidden="true">
                { for (0..HASH).map(|_| html! { <span class="bytes__cell">{ "\u{a0}" }</span> }) }
            </div>
            <p class="bytes__digits" aria-hidden="true"><code>{ digits }</code></p>
        </div>
    }
}

fn grid(title: Key, hash: &str, marked: &[bool]) -> Html {
    let count = marked.iter().filter(|bit| **bit).count().to_string();
    let label = fill(Key::BytesGrid, &[("title", text(title)), ("n", &count)]);
    html! {
        <div class="bytes__hash">
            <p class="bytes__title">{ text(title) }</p>
            <div class="bytes__grid" role="img" aria-label={label}>
                { for bits(hash).into_iter().zip(marked).map(|(bit, marked)| html! {
                    <span class={classes!("bytes__cell", marked.then_some("bytes__cell--differs"))}>{ if bit { "1" } else { "0" } }</span>
                }) }
            </div>
            <p class="bytes__digits"><code>{ digits(hash, marked) }</code></p>
        </div>
    }
}

/// The hash in hexadecimal digits; those that differ are underlined.
fn digits(hash: &str, marked: &[bool]) -> Html {
    let differs = |at: usize| marked[4 * at..4 * at + 4].contains(&true);
    let digit = |(at, digit): (usize, char)| match differs(at) {
        true => html! { <u class="bytes__digit">{ digit }</u> },
        false => html! { { digit } },
    };
    hash.chars().enumerate().map(digit).collect()
}

fn signature(said: Option<&Said>) -> Html {
    let Some(said) = said else {
        return html! { <p class="bytes__signature">{ text(Key::BytesSignature) }</p> };
    };
    let (mark, key) = match said.after.fits {
        true => ("✓", Key::BytesFits),
        false => ("✗", Key::BytesBroken),
    };
    let class =
        classes!("bytes__signature", (!said.after.fits).then_some("bytes__signature--broken"));
    html! { <p {class}><span aria-hidden="true">{ mark }{ " " }</span>{ text(key) }</p> }
}
