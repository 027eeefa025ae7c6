//! What the network takes the drawing for.

use burrow_protocol::message::Answerer;
use burrow_protocol::network::DIGIT_CLASSES;
use yew::prelude::*;

use crate::model::activations::largest;
use crate::model::format;
use crate::session::{Status, use_run};

#[derive(Properties, PartialEq)]
pub struct AnswerProps {
    /// Whether there is nothing to read.
    pub empty: bool,
}

#[component]
pub fn Answer(props: &AnswerProps) -> Html {
    let prediction = use_run(|state| state.prediction.clone());
    let playing = use_run(|state| state.status == Status::Playing);
    let answered =
        prediction.filter(|prediction| !props.empty && prediction.output.len() == DIGIT_CLASSES);
    let text = match &answered {
        Some(prediction) => sentence(&prediction.output),
        None => "Nothing to read yet.".to_string(),
    };
    let by = answered.as_ref().map(|prediction| match prediction.by {
        Answerer::Pretrained => "The pretrained model answers, since this run has not trained yet.",
        Answerer::Run => "This run's own network answers.",
    });
    let output = answered.map(|prediction| prediction.output.clone()).unwrap_or_default();
    html! {
        <section class="answer" aria-labelledby="answer-title">
            <h2 class="panel__title" id="answer-title">{ "Answer" }</h2>
            // Read out when the drawing changes, not whenever the network learns.
            <p class="answer__top" role="status" aria-live={if playing { "off" } else { "polite" }}>
                { text }
            </p>
            <p class="answer__by">{ by }</p>
            <table class="answer__table">
                <caption class="visually-hidden">{ "Probability of each digit" }</caption>
                <tbody>
                    { for (0..DIGIT_CLASSES).map(|digit| row(digit, output.get(digit).copied())) }
                </tbody>
            </table>
        </section>
    }
}

fn sentence(output: &[f32]) -> String {
    largest(output).map_or_else(String::new, |digit| {
        format!("This looks like a {digit}, {} sure.", format::percent(output[digit]))
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
