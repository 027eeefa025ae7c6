//! What was really done, to be printed: no more than the device knows, and nothing before the path
//! is complete.

use burrow_course::contents::Lesson as Listed;
use burrow_course::topics;
use gloo::utils::window;
use js_sys::{Date, Object};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::components::resume::resume_way;
use crate::components::way::Way;
use crate::learner::{Account, Learner, contents, use_learner, words};
use crate::model::checksum::checksum;
use crate::model::format;
use crate::routes::{Lesson, Route};
use crate::storage;
use crate::words::{Key, fill, lang, path_title, text, topic_title};

const NAME: &str = "burrow-name";

#[component]
pub fn CertificatePage() -> Html {
    let learner = use_learner();
    let name = use_state(String::new);
    use_effect_with((), {
        let name = name.setter();
        move |()| {
            if let Some(kept) = storage::load(NAME) {
                name.set(kept);
            }
        }
    });
    let oninput = {
        let name = name.setter();
        move |event: InputEvent| {
            let input = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok());
            if let Some(input) = input {
                storage::store(NAME, &input.value());
                name.set(input.value());
            }
        }
    };
    let lessons: Vec<_> = learner.lessons(contents()).collect();
    let open: Vec<_> =
        lessons.iter().copied().filter(|lesson| !learner.account(lesson).is_done()).collect();
    let path = path_title(learner.path);
    html! {
        <div class="certificate-page">
            <h1>{ text(Key::CertificateTitle) }</h1>
            <p class="certificate-page__intro">{ fill(Key::CertificateIntro, &[("path", path)]) }</p>
            if learner.progress.is_none() {
                <p role="status">{ text(Key::CertificateLooking) }</p>
            } else if open.is_empty() && !lessons.is_empty() {
                <label class="certificate-page__name">
                    <span>{ text(Key::CertificateName) }</span>
                    <input type="text" class="field" autocomplete="name" maxlength="80" value={(*name).clone()} {oninput} />
                    <span class="certificate-page__hint">{ text(Key::CertificateNameHint) }</span>
                </label>
                { sheet(&learner, &lessons, name.trim()) }
                <p class="certificate-page__print">
                    <button type="button" class="button button--primary" onclick={print}>
                        { text(Key::CertificatePrint) }
                    </button>
                </p>
            } else {
                { missing(&learner, &lessons, &open) }
            }
            <p class="certificate-page__ways">
                <Way to={Route::Course}>{ text(Key::CertificateCourse) }</Way>
                <Way to={Route::Offline}>{ text(Key::LearnerFile) }</Way>
            </p>
        </div>
    }
}

fn print(_: MouseEvent) {
    // A frame that may not print leaves the page as it is.
    let _ = window().print();
}

/// What is still to be done, lesson by lesson.
fn missing(learner: &Learner, lessons: &[&Listed], open: &[&Listed]) -> Html {
    let done = (lessons.len() - open.len()) as u64;
    let counts = [("done", format::whole(done)), ("all", format::whole(lessons.len() as u64))];
    let counts: Vec<_> = counts.iter().map(|(name, count)| (*name, count.as_str())).collect();
    html! {
        <section class="certificate-page__missing" aria-labelledby="missing">
            <h2 id="missing">{ text(Key::CertificateMissing) }</h2>
            <p>{ fill(Key::CertificateSoFar, &counts) }</p>
            { resume_way(learner) }
            <ul>{ for open.iter().map(|lesson| missing_of(learner, lesson)) }</ul>
        </section>
    }
}

fn missing_of(learner: &Learner, listed: &Listed) -> Html {
    let Some(lesson) = Lesson::all().find(|lesson| lesson.0.id == listed.id) else {
        return html! {};
    };
    let account = learner.account(listed);
    html! {
        <li key={listed.id.clone()}>
            <Way to={Route::Lesson { lesson }}>{ topic_title(lesson.0) }</Way>
            <span>{ words::counts(&account).join(" · ") }</span>
        </li>
    }
}

/// The certificate itself.
fn sheet(learner: &Learner, lessons: &[&Listed], name: &str) -> Html {
    let account = learner.sum(lessons.iter().copied());
    let days: Vec<(String, f64)> =
        lessons.iter().map(|lesson| (lesson.id.clone(), finished(learner, lesson))).collect();
    let begun = lessons.iter().map(|lesson| begun(learner, lesson)).fold(f64::INFINITY, f64::min);
    let ended = days.iter().map(|(_, at)| *at).fold(0.0, f64::max);
    let facts = facts(lessons.len(), &account, begun, ended);
    let topics: Vec<(String, String)> = days.iter().map(|(id, at)| (title(id), day(*at))).collect();
    let title = text(Key::CertificateHead);
    let course = fill(Key::CertificateCourseOf, &[("path", path_title(learner.path))]);
    let said: Vec<&str> = [title, name, &course]
        .into_iter()
        .chain(facts.iter().map(String::as_str))
        .chain(topics.iter().flat_map(|(title, day)| [title.as_str(), day.as_str()]))
        .collect();
    let sum = checksum(&said.join("\n"));
    html! {
        <article class="certificate" aria-labelledby="certificate-title">
            <p class="certificate__brand">{ "Burrow" }</p>
            <h2 id="certificate-title">{ title }</h2>
            <p class="certificate__name">{ if name.is_empty() { "\u{a0}" } else { name }.to_string() }</p>
            <p>{ course }</p>
            <ul class="certificate__facts">
                { for facts.iter().map(|fact| html! { <li>{ fact }</li> }) }
            </ul>
            <h3>{ text(Key::CertificateTopics) }</h3>
            <ul class="certificate__topics">
                { for topics.iter().map(|(title, day)| html! {
                    <li><span>{ title }</span><span>{ day }</span></li>
                }) }
            </ul>
            <p class="certificate__sum">
                { fill(Key::CertificateSum, &[("sum", &sum)]) }{ " " }{ text(Key::CertificateSumHint) }
            </p>
        </article>
    }
}

fn facts(lessons: usize, account: &Account, begun: f64, ended: f64) -> Vec<String> {
    let number = |n: u32| format::whole(n.into());
    let topics = format::whole(topics().count() as u64);
    let lessons = format::whole(lessons as u64);
    let at_once = [("n", number(account.at_once)), ("all", number(account.questions.all))];
    let at_once: Vec<_> = at_once.iter().map(|(name, n)| (*name, n.as_str())).collect();
    let mut facts = vec![fill(Key::CertificateLessons, &[("n", &lessons), ("all", &topics)])];
    facts.extend(words::counts(account));
    facts.push(fill(Key::CertificateAtOnce, &at_once));
    facts.push(fill(Key::CertificateDays, &[("first", &day(begun)), ("last", &day(ended))]));
    facts
}

fn title(id: &str) -> String {
    let found = topics().find(|(_, topic)| topic.id == id);
    found.map_or_else(String::new, |(_, topic)| topic_title(topic).to_string())
}

/// When the last thing was done that the lesson asks for.
fn finished(learner: &Learner, lesson: &Listed) -> f64 {
    times(learner, lesson).into_iter().fold(0.0, f64::max)
}

fn begun(learner: &Learner, lesson: &Listed) -> f64 {
    times(learner, lesson).into_iter().fold(f64::INFINITY, f64::min)
}

/// When each thing was done that the path takes of the lesson.
fn times(learner: &Learner, lesson: &Listed) -> Vec<f64> {
    let progress = learner.progress(&lesson.id);
    let path = learner.path;
    let mut times = Vec::new();
    let mut add = |list: &[(String, f64)], id: &str| {
        times.extend(list.iter().filter(|(known, _)| known == id).map(|(_, at)| *at));
    };
    let firsts: Vec<_> =
        progress.firsts.iter().map(|(id, answer)| (id.clone(), answer.at)).collect();
    for screen in &lesson.screens {
        add(&progress.screens, &screen.id);
        screen.questions.iter().for_each(|id| add(&firsts, id));
        if path.exercises {
            screen.exercises.iter().for_each(|id| add(&progress.exercises, id));
        }
        if path.figures {
            screen.figures.iter().for_each(|figure| add(&progress.goals, &figure.id));
        }
    }
    times
}

/// A day, as the page's language writes it.
fn day(at: f64) -> String {
    let options = Object::new();
    for (name, value) in [("day", "numeric"), ("month", "long"), ("year", "numeric")] {
        // A plain object takes any field.
        let _ = js_sys::Reflect::set(&options, &name.into(), &value.into());
    }
    let date = Date::new(&JsValue::from_f64(at));
    date.to_locale_date_string(lang().code(), &options).into()
}
