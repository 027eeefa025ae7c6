//! Reading and writing the learner's work.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use yew::prelude::*;

use super::module::{self, Module, Told};
use super::place::{Place, progress_key};
use super::progress::{AllProgress, Progress};
use super::saver::Saver;
use crate::routes::Lesson;
use crate::subscription::Subscription;

/// The store of this page: all handles are the same store.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Store(());

#[hook]
pub fn use_store() -> Store {
    Store::of_this_page()
}

/// A run as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// As a link has it, with its step.
    pub recipe: String,
    /// The run at that step; without it the recipe is replayed.
    pub checkpoint: Option<Vec<u8>>,
}

/// A run that was kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    pub run: Run,
    /// To be named by whoever saves over it.
    pub revision: String,
    /// Milliseconds since 1970.
    pub updated: f64,
}

/// Where work is kept, and why not where it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    Stored,
    /// In memory: the device is full.
    Full,
    /// In memory: a frame without an origin keeps nothing.
    Sandbox,
    /// In memory: the browser has no store, or refuses it.
    Refused,
    /// In memory: the store failed.
    Failed,
}

impl Kept {
    fn of(code: &str) -> Self {
        match code {
            "kept" => Self::Stored,
            "full" => Self::Full,
            "sandbox" => Self::Sandbox,
            "absent" | "refused" => Self::Refused,
            _ => Self::Failed,
        }
    }

    /// What the learner should know once, if anything.
    pub fn words(self) -> Option<&'static str> {
        super::words::kept(self)
    }
}

/// What became of a save.
#[derive(Clone, Debug, PartialEq)]
pub enum Saved {
    At {
        revision: String,
        kept: Kept,
    },
    /// Somebody else saved meanwhile, and nothing was changed: this is there now.
    Conflict(Found),
}

thread_local! {
    static SAVERS: RefCell<Vec<Weak<Saver>>> = const { RefCell::new(Vec::new()) };
}

impl Store {
    pub fn of_this_page() -> Self {
        Self(())
    }

    /// Whether work is stored, and why not. Asking stores nothing.
    pub async fn kept(self) -> Kept {
        let asked = async { module().await?.condition().await };
        match asked.await {
            Ok(code) => Kept::of(&code.as_string().unwrap_or_default()),
            Err(_) => Kept::Failed,
        }
    }

    /// The run that is kept in a place, if any.
    pub async fn run(self, place: &Place) -> Option<Found> {
        let record = module().await.ok()?.get(&place.key()).await.ok()?;
        (!record.is_undefined()).then(|| found(&record.unchecked_into()))
    }

    /// Keeps a run over the one whose revision is `base`; none where the caller found none.
    pub async fn keep_run(self, place: &Place, run: &Run, base: Option<&str>) -> Saved {
        let saved = async {
            let answer = module().await?.put(&place.key(), &run.to_js()?, base).await?;
            let answer: Told = answer.unchecked_into();
            Ok::<_, JsValue>(if answer.state() == "conflict" {
                Saved::Conflict(found(&answer.record()))
            } else {
                Saved::At { revision: answer.revision(), kept: Kept::of(&answer.state()) }
            })
        };
        // Without the script nothing was written, so the base still holds.
        saved.await.unwrap_or_else(|_| Saved::At {
            revision: base.unwrap_or_default().to_string(),
            kept: Kept::Failed,
        })
    }

    /// How far the learner is in a topic.
    pub async fn progress(self, topic: &str) -> Progress {
        let found = async {
            let record = module().await.ok()?.get(&progress_key(topic)).await.ok()?;
            let record: Told = (!record.is_undefined()).then(|| record.unchecked_into())?;
            Some(Progress::from_js(&record.value()))
        };
        found.await.unwrap_or_default()
    }

    /// How far the learner is in every topic that can be taken.
    pub async fn all_progress(self) -> AllProgress {
        let mut all = AllProgress::new();
        for lesson in Lesson::all() {
            all.push((lesson.0.id, self.progress(lesson.0.id).await));
        }
        all
    }

    /// Adds to the progress in a topic, and hands back all of it. Two tabs that add at once lose
    /// nothing.
    pub async fn add_progress(self, topic: &str, news: &Progress) -> (Progress, Kept) {
        let added = async {
            let answer = module().await?.merge(&progress_key(topic), &news.to_js()?).await?;
            let answer: Told = answer.unchecked_into();
            Ok::<_, JsValue>((Progress::from_js(&answer.value()), Kept::of(&answer.state())))
        };
        added.await.unwrap_or_else(|_| (news.clone(), Kept::Failed))
    }

    /// Saves what every saver of the page holds. Whether all of it is stored now: if not, leaving
    /// the page would lose it.
    pub async fn settle(self) -> bool {
        let savers: Vec<_> =
            SAVERS.with_borrow(|savers| savers.iter().filter_map(Weak::upgrade).collect());
        let mut all = true;
        for saver in savers {
            all &= saver.settle().await;
        }
        all
    }

    pub(super) fn remember(self, saver: &Rc<Saver>) {
        SAVERS.with_borrow_mut(|savers| {
            savers.retain(|saver| saver.strong_count() > 0);
            savers.push(Rc::downgrade(saver));
        });
    }

    /// Calls back with the key of what another tab or a file has changed; `*` is everything.
    pub(super) async fn on_change(
        self,
        mut heard: impl FnMut(String) + 'static,
    ) -> Option<Subscription> {
        let module = module().await.ok()?;
        let heard = move |key: JsValue| heard(key.as_string().unwrap_or_default());
        Some(Subscription::new(|listener| module.subscribe(listener), heard))
    }
}

/// # Errors
/// Where the script cannot be fetched.
pub(super) async fn module() -> Result<Module, JsValue> {
    Ok(module::load().await?.unchecked_into())
}

fn found(record: &Told) -> Found {
    let run: Told = record.value().unchecked_into();
    Found {
        run: Run { recipe: run.recipe(), checkpoint: run.checkpoint() },
        revision: record.revision(),
        updated: record.updated(),
    }
}

impl Run {
    fn to_js(&self) -> Result<JsValue, JsValue> {
        let bytes = self.checkpoint.as_deref().map(Uint8Array::from);
        let run = Object::new();
        Reflect::set(&run, &"recipe".into(), &self.recipe.as_str().into())?;
        Reflect::set(&run, &"checkpoint".into(), &bytes.map_or(JsValue::NULL, Into::into))?;
        Ok(run.into())
    }
}
