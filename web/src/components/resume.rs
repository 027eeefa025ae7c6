//! The way to where the learner goes on.

use burrow_course::topics;
use yew::prelude::*;

use crate::boot::PageInfo;
use crate::components::way::Way;
use crate::learner::{Learner, contents, resume, use_learner};
use crate::part::part;
use crate::routes::{Lesson, Route};
use crate::words::{Key, fill, text, topic_title};

/// For a page that shows nothing else of the learner's progress.
#[component]
pub fn Resume() -> Html {
    resume_way(&use_learner())
}

pub fn resume_way(learner: &Learner) -> Html {
    let Some(place) = resume(contents(), learner) else {
        return html! {
            <p class="resume">
                <Way to={Route::Certificate} classes="button button--primary">{ text(Key::LearnerAll) }</Way>
            </p>
        };
    };
    let Some((_, topic)) = topics().find(|(_, topic)| topic.id == place.topic) else {
        return html! {};
    };
    let (number, id) = place.screen.unwrap_or_default();
    html! { <p class="resume">{ part!(On { lesson: Lesson(topic), number, id }) }</p> }
}

#[derive(Properties, PartialEq)]
struct OnProps {
    lesson: Lesson,
    /// Of the screen; 0 for the beginning of the lesson.
    number: usize,
    id: AttrValue,
}

/// The browser loads the lesson whole, and so finds the screen.
#[component]
fn On(props: &OnProps) -> Html {
    let OnProps { lesson, number, id } = props;
    let address = use_context::<PageInfo>()
        .map(|page| page.address(Route::Lesson { lesson: *lesson }))
        .unwrap_or_default();
    let title = topic_title(lesson.0);
    let (href, label) = match number {
        0 => (address, fill(Key::LearnerBegin, &[("title", title)])),
        n => (
            format!("{address}#{id}"),
            fill(Key::LearnerGoOn, &[("title", title), ("n", &n.to_string())]),
        ),
    };
    html! { <a class="button button--primary resume__way" {href}>{ label }</a> }
}
