//! A sentence with `code` in it.

use yew::prelude::*;

use crate::model::text::pieces;

pub fn topic_text(text: &str) -> Html {
    html! {
        <p>
            { for pieces(text).map(|piece| {
                if piece.code { html! { <code>{ piece.text.to_string() }</code> } } else { html! { { piece.text.to_string() } } }
            }) }
        </p>
    }
}
