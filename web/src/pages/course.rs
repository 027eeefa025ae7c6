//! The table of contents: which lessons there are, and honestly which are not written yet; the
//! learner's path through them, how far it is done, and where it goes on.

use burrow_course::path::{PATHS, Path};
use burrow_course::{CHAPTERS, Chapter, Topic, topics};
use yew::prelude::*;

use crate::components::resume::resume_way;
use crate::components::topic_text::topic_text;
use crate::components::way::Way;
use crate::learner::{Account, Learner, contents, use_learner, words};
use crate::model::format;
use crate::routes::{Lesson, Printed, Route};
use crate::words::{
    Key, chapter_title, fill, path_about, path_title, plural, text, topic_idea, topic_title,
};

#[component]
pub fn CoursePage() -> Html {
    let learner = use_learner();
    let (chapters, count) = (CHAPTERS.len().to_string(), topics().count().to_string());
    html! {
        <div class="course">
            <h1>{ text(Key::CourseTitle) }</h1>
            <p class="course__intro">
                { fill(Key::CourseIntro, &[("chapters", &chapters), ("topics", &count)]) }{ " " }
                { ready(Lesson::all().count() as u64) }
            </p>
            <p class="course__ways">
                <Way to={Route::Search}>{ text(Key::SearchTitle) }</Way>
                <Way to={Route::Glossary}>{ text(Key::GlossaryTitle) }</Way>
                <Way to={Route::Certificate}>{ text(Key::CertificateTitle) }</Way>
                <Way to={Route::Offline}>{ text(Key::LearnerFile) }</Way>
            </p>
            { paths(&learner) }
            { state(&learner) }
            { for CHAPTERS.iter().map(|one| chapter(one, &learner)) }
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

/// The choice of a path.
fn paths(learner: &Learner) -> Html {
    html! {
        <fieldset class="course__paths">
            <legend>{ text(Key::LearnerPath) }</legend>
            { for PATHS.iter().map(|path| choice(path, learner)) }
        </fieldset>
    }
}

fn choice(path: &'static Path, learner: &Learner) -> Html {
    let of_path = Learner { path, ..learner.clone() };
    let lessons: Vec<_> = of_path.lessons(contents()).collect();
    let seconds = lessons.iter().map(|lesson| lesson.seconds(path)).sum();
    let count = lessons.len() as u64;
    let key = plural(count, Key::LearnerLessonsOne, Key::LearnerLessonsOther);
    let takes = fill(key, &[("n", &format::whole(count)), ("time", &words::time(seconds))]);
    let onchange = {
        let choose = learner.choose.clone();
        move |_: Event| choose.emit(path)
    };
    html! {
        <label class="course__path" key={path.id}>
            <input type="radio" name="path" value={path.id} checked={learner.path == path} {onchange} />
            <span class="course__path-words">
                <strong>{ path_title(path) }</strong>
                <span class="course__takes">{ takes }</span>
                <span class="course__about">{ path_about(path) }</span>
            </span>
        </label>
    }
}

/// How far all of the path is done, and the way on.
fn state(learner: &Learner) -> Html {
    let lessons: Vec<_> = learner.lessons(contents()).collect();
    if lessons.is_empty() {
        return html! {};
    }
    let done = lessons.iter().filter(|lesson| learner.account(lesson).is_done()).count() as u32;
    let topics = crate::learner::Share { done, all: lessons.len() as u32 };
    let sum = learner.sum(lessons);
    html! {
        <section class="course__state" aria-labelledby="state">
            <h2 id="state">{ text(Key::LearnerWhere) }</h2>
            { bar(&sum) }
            <ul class="course__counts">
                <li>{ words::of(topics, Key::LearnerTopics) }</li>
                { for words::counts(&sum).into_iter().map(|count| html! { <li>{ count }</li> }) }
                <li>{ words::left(&sum) }</li>
            </ul>
            { resume_way(learner) }
        </section>
    }
}

/// The time that is behind the learner; the words beside it say the same.
fn bar(account: &Account) -> Html {
    let done = account.seconds - account.left;
    html! {
        <progress class="course__bar" aria-hidden="true" max={account.seconds.to_string()} value={done.to_string()} />
    }
}

fn chapter(chapter: &'static Chapter, learner: &Learner) -> Html {
    let id = format!("chapter-{}", chapter.number);
    let lessons: Vec<_> = learner
        .lessons(contents())
        .filter(|lesson| chapter.topics.iter().any(|topic| topic.id == lesson.id))
        .collect();
    let has_lessons = !lessons.is_empty();
    let sum = learner.sum(lessons);
    html! {
        <section class="course__chapter" aria-labelledby={id.clone()}>
            <h2 {id}>
                <span class="course__number">{ chapter.number }</span>
                { chapter_title(chapter) }
            </h2>
            if has_lessons {
                <p class="course__time">{ words::left(&sum) }</p>
            }
            <ol class="course__topics">
                { for chapter.topics.iter().map(|one| topic(one, learner)) }
            </ol>
            if let Some(chapter) = Printed::all().find(|printed| printed.0 == chapter) {
                <p class="course__print">
                    <Way to={Route::Chapter { chapter }}>{ text(Key::AroundPrintChapter) }</Way>
                </p>
            }
        </section>
    }
}

fn topic(topic: &'static Topic, learner: &Learner) -> Html {
    let lesson = contents().lesson(topic.id).filter(|_| topic.is_ready());
    let account = lesson.filter(|_| learner.path.takes(topic)).map(|one| learner.account(one));
    let (modifier, mark) = mark(topic, learner, account.as_ref());
    html! {
        <li class="course__topic" id={topic.id} key={topic.id}>
            <h3>{ title(topic) }</h3>
            <span class={classes!("course__mark", modifier)}>{ text(mark) }</span>
            { topic_text(topic_idea(topic)) }
            if let Some(account) = &account {
                <div class="course__account">
                    { bar(account) }
                    <span>{ words::counts(account).join(" · ") }{ " · " }{ words::left(account) }</span>
                </div>
            }
        </li>
    }
}

/// How far a topic is: of the course's making, or of the learner's taking.
fn mark(
    topic: &Topic,
    learner: &Learner,
    account: Option<&Account>,
) -> (Option<&'static str>, Key) {
    match account {
        _ if !topic.is_ready() => (None, Key::CoursePlanned),
        _ if !learner.path.takes(topic) => (None, Key::LearnerOtherPath),
        Some(account) if account.is_done() => (Some("course__mark--done"), Key::LearnerDone),
        Some(account) if account.is_begun() => (Some("course__mark--ready"), Key::LearnerBegun),
        _ => (Some("course__mark--ready"), Key::CourseReady),
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
