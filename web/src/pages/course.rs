//! The table of contents: which lessons there are, and honestly which are not written yet.

use burrow_course::{CHAPTERS, Chapter, Topic, topics};
use yew::prelude::*;

use crate::components::topic_text::topic_text;

pub fn course() -> Html {
    let ready = topics().filter(|(_, topic)| topic.ready).count();
    let count = topics().count();
    html! {
        <div class="course">
            <h1>{ "The course" }</h1>
            <p class="course__intro">
                { format!("Two days, half lecture and half lab: {} chapters with {count} topics. ", CHAPTERS.len()) }
                { match ready {
                    0 => "None of the lessons is written yet; this is what they will be about.".to_string(),
                    _ => format!("{ready} of the lessons can be taken now."),
                } }
            </p>
            { for CHAPTERS.iter().map(chapter) }
        </div>
    }
}

fn chapter(chapter: &Chapter) -> Html {
    let id = format!("chapter-{}", chapter.number);
    html! {
        <section class="course__chapter" aria-labelledby={id.clone()}>
            <h2 {id}>
                <span class="course__number">{ chapter.number }</span>
                { chapter.title }
            </h2>
            <ol class="course__topics">{ for chapter.topics.iter().map(topic) }</ol>
        </section>
    }
}

fn topic(topic: &Topic) -> Html {
    let (class, text) = if topic.ready {
        ("course__mark course__mark--ready", "Ready")
    } else {
        ("course__mark", "Not written yet")
    };
    html! {
        <li class="course__topic" id={topic.id}>
            <h3>{ topic.title }</h3>
            <span {class}>{ text }</span>
            { topic_text(topic.idea) }
        </li>
    }
}
