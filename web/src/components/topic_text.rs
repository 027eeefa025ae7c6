//! A sentence with `code` in it.

use yew::prelude::*;

use crate::model::text::pieces;

#[derive(Properties, PartialEq)]
pub struct TopicTextProps {
    pub text: &'static str,
}

#[component]
pub fn TopicText(props: &TopicTextProps) -> Html {
    html! {
        <p>
            { for pieces(props.text).map(|piece| {
                if piece.code { html! { <code>{ piece.text }</code> } } else { html! { { piece.text } } }
            }) }
        </p>
    }
}
