//! What the network takes the drawing for.

use burrow_protocol::message::Answerer;
use burrow_protocol::network::DIGIT_CLASSES;
use yew::prelude::*;

use crate::components::place::use_place;
use crate::model::activations::largest;
use crate::model::format;
use crate::session::{Status, use_run};
use crate::words::{Key, fill, text};

#[derive(Properties, PartialEq)]
pub struct AnswerProps {
    /// Whether there is nothing to read.
    pub empty: bool,
}

#[component]
pub fn Answer(props: &AnswerProps) -> Html {
    let place = use_place();
    let prediction = use_run(|state| state.prediction.clone());
    let playing = use_run(|state| state.status == Status::Playing);
    let answered =
        prediction.filter(|prediction| !props.empty && prediction.output.len() == DIGIT_CLASSES);
    let answer = match &answered {
        Some(prediction) => sentence(&prediction.output),
        None => text(Key::AnswerNone).to_string(),
    };
    let by = answered.as_ref().map(|prediction| match prediction.by {
        Answerer::Pretrained => text(Key::AnswerByPretrained),
        Answerer::Run => text(Key::AnswerByRun),
    });
    let output = answered.map(|prediction| prediction.output.clone()).unwrap_or_default();
    html! {
        <section class="answer" aria-labelledby={place.id("answer-title")}>
            { place.title("answer-title", text(Key::AnswerTitle)) }
            // Read out when the drawing changes, not whenever the network learns.
            <p class="answer__top" role="status" aria-live={if playing { "off" } else { "polite" }}>
                { answer }
            </p>
            <p class="answer__by">{ by }</p>
            <table class="answer__table">
                <caption class="visually-hidden">{ text(Key::AnswerTable) }</caption>
                <tbody>
                    { for (0..DIGIT_CLASSES).map(|digit| row(digit, output.get(digit).copied())) }
                </tbody>
            </table>
        </section>
    }
}

fn sentence(output: &[f32]) -> String {
    largest(output).map_or_else(String::new, |digit| {
        let (digit, percent) = (digit.to_string(), format::percent(output[digit]));
        fill(Key::AnswerSentence, &[("digit", &digit), ("percent", &percent)])
    })
}

fn row(digit: usize, probability: Option<f32>) -> Html {
    let width = f64::from(probability.unwrap_or(0.0)) * 100.0;
    html! {
        <tr key={digit}>
            <th scope="row">{ digit }</th>
            <td class="answer__cell">
                <svg class="answer__bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                    <rect class="answer__fill" width={width.to_string()} height="10" />
                </svg>
            </td>
            <td class="answer__number number">{ format::percent_or_dash(probability) }</td>
        </tr>
    }
}
