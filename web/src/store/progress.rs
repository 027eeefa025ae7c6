//! How far a learner is in a topic.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::{Array, Date, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::handle::{Store, use_store};
use super::place::progress_key;
use crate::dom::field;
use crate::signals::{ANSWERED, EXERCISE, GOAL, SCREEN, listen};
use crate::subscription::Subscription;

/// Times are in milliseconds since 1970. Lists, since a lesson has a handful of each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// By the question's id, as it was last answered.
    pub answers: Vec<(String, Answer)>,
    /// By the screen's id: when it was first reached.
    pub screens: Vec<(String, f64)>,
    /// By the figure's id: when its goal was first reached.
    pub goals: Vec<(String, f64)>,
    /// By the exercise's id: when it was first solved.
    pub exercises: Vec<(String, f64)>,
    /// By the question's id, as it was first answered.
    pub firsts: Vec<(String, Answer)>,
    /// By the screen's id: when it was last in view.
    pub visits: Vec<(String, f64)>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answer {
    /// The option's number, from 0.
    pub chosen: u32,
    pub right: bool,
    pub at: f64,
}

/// The progress in a topic, none where it is empty; what the page's questions and figures tell is added to it.
#[hook]
pub fn use_progress(topic: AttrValue) -> Rc<Progress> {
    let store = use_store();
    let progress = use_state(Rc::<Progress>::default);
    use_effect_with(topic, {
        let setter = progress.setter();
        move |topic| {
            let following = (!topic.is_empty()).then(|| follow(topic.clone(), store, setter));
            move || drop(following)
        }
    });
    (*progress).clone()
}

/// By topic.
pub type AllProgress = Vec<(&'static str, Progress)>;

/// The progress in all topics, none before it is read; read again whenever some of it changes.
#[hook]
pub fn use_all_progress() -> Option<Rc<AllProgress>> {
    let store = use_store();
    let progress = use_state(|| None);
    use_effect_with((), {
        let setter = progress.setter();
        move |()| {
            let read = move || {
                let setter = setter.clone();
                spawn_local(async move { setter.set(Some(Rc::new(store.all_progress().await))) });
            };
            read();
            let hearing = hear(store, |key| key.starts_with("progress/"), read);
            move || drop(hearing)
        }
    });
    (*progress).clone()
}

/// Reads anew when what is kept under some keys has changed, as long as the place lives.
fn hear(
    store: Store,
    concerns: impl Fn(&str) -> bool + 'static,
    read: impl Fn() + 'static,
) -> Rc<RefCell<Option<Subscription>>> {
    let kept: Rc<RefCell<Option<Subscription>>> = Rc::default();
    let heard = move |changed: String| {
        if concerns(&changed) || changed == "*" {
            read();
        }
    };
    spawn_local({
        let kept = kept.clone();
        async move {
            let subscription = store.on_change(heard).await;
            // Where the view is gone meanwhile, nobody else holds the place.
            if Rc::strong_count(&kept) > 1 {
                kept.replace(subscription);
            }
        }
    });
    kept
}

/// Reads the progress, and again whenever another tab or a part of the page adds to it.
fn follow(
    topic: AttrValue,
    store: Store,
    setter: UseStateSetter<Rc<Progress>>,
) -> (Rc<RefCell<Option<Subscription>>>, [EventListener; 4]) {
    let read = {
        let (topic, setter) = (topic.clone(), setter.clone());
        move || {
            let (topic, setter) = (topic.clone(), setter.clone());
            spawn_local(async move { setter.set(Rc::new(store.progress(&topic).await)) });
        }
    };
    read();
    let key = progress_key(&topic);
    (hear(store, move |changed| changed == key, read), told(topic, setter))
}

/// Adds what questions and figures tell.
fn told(topic: AttrValue, setter: UseStateSetter<Rc<Progress>>) -> [EventListener; 4] {
    let add = Rc::new(move |news: Progress| {
        let (topic, setter) = (topic.clone(), setter.clone());
        spawn_local(async move {
            let store = Store::of_this_page();
            setter.set(Rc::new(store.add_progress(&topic, &news).await.0));
        });
    });
    let answered = listen(ANSWERED, {
        let add = add.clone();
        move |detail| {
            if let Some(news) = Progress::answered(&detail) {
                add(news);
            }
        }
    });
    let seen = listen(SCREEN, {
        let add = add.clone();
        move |detail| {
            if let Some(screen) = field(&detail, "screen").as_string() {
                let screens = vec![(screen, Date::now())];
                add(Progress { visits: screens.clone(), screens, ..Progress::default() });
            }
        }
    });
    let solved = listen(EXERCISE, {
        let add = add.clone();
        move |detail| {
            if let Some(exercise) = field(&detail, "exercise").as_string() {
                let exercises = vec![(exercise, Date::now())];
                add(Progress { exercises, ..Progress::default() });
            }
        }
    });
    let reached = listen(GOAL, move |detail| {
        if let Some(figure) = field(&detail, "figure").as_string() {
            let goals = vec![(figure, Date::now())];
            add(Progress { goals, ..Progress::default() });
        }
    });
    [answered, seen, solved, reached]
}

impl Progress {
    /// What one answer adds.
    fn answered(detail: &JsValue) -> Option<Self> {
        let question = field(detail, "question").as_string()?;
        // A radio button's value is text.
        let chosen = field(detail, "chosen").as_string()?.parse().ok()?;
        let right = field(detail, "right").as_bool()?;
        let answer = Answer { chosen, right, at: Date::now() };
        let answers = vec![(question, answer)];
        Some(Self { firsts: answers.clone(), answers, ..Self::default() })
    }

    /// What `store.js` hands back, which has checked it.
    pub(super) fn from_js(value: &JsValue) -> Self {
        let time = |at: JsValue| at.as_f64();
        let answer = |answer: JsValue| {
            Some(Answer {
                chosen: field(&answer, "chosen").as_f64()? as u32,
                right: field(&answer, "right").as_bool()?,
                at: field(&answer, "at").as_f64()?,
            })
        };
        Self {
            answers: entries(&field(value, "answers"), answer),
            screens: entries(&field(value, "screens"), time),
            goals: entries(&field(value, "goals"), time),
            exercises: entries(&field(value, "exercises"), time),
            firsts: entries(&field(value, "firsts"), answer),
            visits: entries(&field(value, "visits"), time),
        }
    }

    /// # Errors
    /// Where the browser refuses to make an object.
    pub(super) fn to_js(&self) -> Result<JsValue, JsValue> {
        let value = Object::new();
        Reflect::set(&value, &"answers".into(), &answers(&self.answers)?)?;
        Reflect::set(&value, &"screens".into(), &times(&self.screens)?)?;
        Reflect::set(&value, &"goals".into(), &times(&self.goals)?)?;
        Reflect::set(&value, &"exercises".into(), &times(&self.exercises)?)?;
        Reflect::set(&value, &"firsts".into(), &answers(&self.firsts)?)?;
        Reflect::set(&value, &"visits".into(), &times(&self.visits)?)?;
        Ok(value.into())
    }
}

fn answers(answers: &[(String, Answer)]) -> Result<JsValue, JsValue> {
    let object = Object::new();
    for (id, answer) in answers {
        let entry = Object::new();
        Reflect::set(&entry, &"chosen".into(), &answer.chosen.into())?;
        Reflect::set(&entry, &"right".into(), &answer.right.into())?;
        Reflect::set(&entry, &"at".into(), &answer.at.into())?;
        Reflect::set(&object, &id.as_str().into(), &entry)?;
    }
    Ok(object.into())
}

fn times(times: &[(String, f64)]) -> Result<JsValue, JsValue> {
    let object = Object::new();
    for (id, at) in times {
        Reflect::set(&object, &id.as_str().into(), &(*at).into())?;
    }
    Ok(object.into())
}

fn entries<T>(object: &JsValue, read: impl Fn(JsValue) -> Option<T>) -> Vec<(String, T)> {
    let Some(object) = object.dyn_ref::<Object>() else { return Vec::new() };
    let pairs = Object::entries(object);
    let pair = |pair: JsValue| {
        let pair: Array = pair.dyn_into().ok()?;
        Some((pair.get(0).as_string()?, read(pair.get(1))?))
    };
    pairs.iter().filter_map(pair).collect()
}
