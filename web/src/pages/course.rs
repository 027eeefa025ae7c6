//! The table of contents: which lessons there are, and honestly which are not written yet.

use burrow_course::{CHAPTERS, Chapter, Topic, topics};
use yew::prelude::*;

use crate::components::topic_text::topic_text;
use crate::components::way::Way;
use crate::model::format;
use crate::routes::{Lesson, Printed, Route};
use crate::words::{Key, chapter_title, fill, text, topic_idea, topic_title};

pub fn course() -> Html {
    let (chapters, count) = (CHAPTERS.len().to_string(), topics().count().to_string());
    html! {
        <div class="course">
            <h1>{ text(Key::CourseTitle) }</h1>
            <p class="course__intro">
                { fill(Key::CourseIntro, &[("chapters", &chapters), ("topics", &count)]) }{ " " }
                { ready(Lesson::all().count() as u64) }
            </p>
            { for CHAPTERS.iter().map(chapter) }
        </div>
    }
}

/// How many lessons can be taken.
pub fn ready(n: u64) -> String {
    match n {
        0 => text(Key::CourseNoneReady).to_string(),
        1 => text(Key::CourseReadyOne).to_string(),
        n => fill(Key::CourseReadyOther, &[("n", &format::whole(n))]),
    }
}

fn chapter(chapter: &'static Chapter) -> Html {
    let id = format!("chapter-{}", chapter.number);
    html! {
        <section class="course__chapter" aria-labelledby={id.clone()}>
            <h2 {id}>
                <span class="course__number">{ chapter.number }</span>
                { chapter_title(chapter) }
            </h2>
            <ol class="course__topics">{ for chapter.topics.iter().map(topic) }</ol>
            if let Some(chapter) = Printed::all().find(|printed| printed.0 == chapter) {
                <p class="course__print">
                    <Way to={Route::Chapter { chapter }}>{ text(Key::AroundPrintChapter) }</Way>
                </p>
            }
        </section>
    }
}

fn topic(topic: &'static Topic) -> Html {
    let (class, mark) = if topic.is_ready() {
        ("course__mark course__mark--ready", Key::CourseReady)
    } else {
        ("course__mark", Key::CoursePlanned)
    };
    html! {
        <li class="course__topic" id={topic.id}>
            <h3>{ title(topic) }</h3>
            <span {class}>{ text(mark) }</span>
            { topic_text(topic_idea(topic)) }
        </li>
    }
}

/// A lesson that can be taken is a link to it.
fn title(topic: &'static Topic) -> Html {
    if !topic.is_ready() {
        return topic_title(topic).into();
    }
    html! { <Way to={Route::Lesson { lesson: Lesson(topic) }}>{ topic_title(topic) }</Way> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Lang, speaking};

    #[test]
    fn one_lesson_and_several_are_told_as_people_say_it() {
        assert!(ready(0).starts_with("None of the lessons"));
        assert_eq!(ready(1), "One lesson can be taken now.");
        assert_eq!(ready(2), "2 lessons can be taken now.");
        speaking(Lang::De, || {
            assert_eq!(ready(1), "Eine Lektion ist schon da.");
            assert_eq!(ready(2), "2 Lektionen sind schon da.");
        });
    }
}
