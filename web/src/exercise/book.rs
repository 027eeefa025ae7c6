//! A learner's work at an exercise, kept on the device as it is made.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::record::Record;
use super::spec::ExerciseSpec;
use crate::keeping::Conflict;
use crate::session::{Listeners, Subscription, Watch};
use crate::store::{Kept, Place, Run, SaveState, Saver, Store};

/// What is kept of an exercise. Clones are the same book.
#[derive(Clone)]
pub struct Book(Rc<Inner>);

struct Inner {
    record: RefCell<Record>,
    /// None where nothing is kept: an exercise that belongs to no lesson.
    saver: Option<Rc<Saver>>,
    on_change: Listeners<Record>,
}

impl PartialEq for Book {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Watch for Book {
    type State = Record;

    fn state(&self) -> Record {
        self.0.record.borrow().clone()
    }

    fn on_change(&self, callback: impl Fn(&Record) + 'static) -> Subscription {
        self.0.on_change.add(callback)
    }
}

impl Book {
    fn new(record: Record, saver: Option<Rc<Saver>>) -> Self {
        Self(Rc::new(Inner { record: record.into(), saver, on_change: Listeners::default() }))
    }

    /// Changes the record and keeps it.
    pub fn change(&self, change: impl FnOnce(&mut Record)) {
        let before = self.state();
        change(&mut self.0.record.borrow_mut());
        let now = self.state();
        if now == before {
            return;
        }
        if let Some(saver) = &self.0.saver {
            saver.save(Run { recipe: now.to_text(), checkpoint: None });
        }
        #[cfg(target_arch = "wasm32")]
        self.0.on_change.call(&now);
    }
}

/// The book of an exercise, once it has been read.
pub struct Opened {
    pub book: Option<Book>,
    /// Grows when another tab's work takes the place of this one's.
    pub edition: u32,
    pub conflict: Option<Conflict>,
    /// Why work is not stored, if it is not.
    pub warning: Option<&'static str>,
}

#[hook]
pub fn use_book(spec: Rc<ExerciseSpec>) -> Opened {
    let book = use_state(|| None::<Book>);
    let edition = use_state(|| 0);
    let conflict = use_state(|| false);
    let kept = use_state(|| Kept::Stored);
    use_effect_with(spec.clone(), {
        let (book, conflict, kept) = (book.setter(), conflict.setter(), kept.setter());
        move |spec| {
            let spec = spec.clone();
            let tell = Callback::from(move |state| match state {
                SaveState::Conflict(_) => conflict.set(true),
                SaveState::Kept(now) => kept.set(now),
            });
            let saver: Rc<RefCell<Option<Rc<Saver>>>> = Rc::default();
            spawn_local({
                let saver = saver.clone();
                async move {
                    let read = open(&spec, tell).await;
                    saver.replace(read.0.saver.clone());
                    book.set(Some(read));
                }
            });
            // What was written last is not lost with the view.
            move || {
                if let Some(saver) = &*saver.borrow() {
                    saver.hurry();
                }
            }
        }
    });
    let saver = book.as_ref().and_then(|book| book.0.saver.clone());
    let keep_mine = {
        let (saver, conflict) = (saver.clone(), conflict.setter());
        Callback::from(move |_: MouseEvent| {
            if let Some(saver) = &saver {
                saver.keep_mine();
            }
            conflict.set(false);
        })
    };
    let take_theirs = {
        let (conflict, edition, book) = (conflict.setter(), edition.clone(), book.clone());
        Callback::from(move |_: MouseEvent| {
            let theirs = saver.as_ref().and_then(|saver| saver.take_theirs());
            let record = theirs.and_then(|run| Record::of_text(&run.recipe));
            if let Some((record, saver)) = record.zip(saver.clone()) {
                let record = record.brought_to(&spec.version, &spec.beginning());
                book.set(Some(Book::new(record, Some(saver))));
                edition.set(*edition + 1);
            }
            conflict.set(false);
        })
    };
    Opened {
        book: (*book).clone(),
        edition: *edition,
        conflict: conflict.then_some(Conflict { keep_mine, take_theirs }),
        warning: kept.words(),
    }
}

async fn open(spec: &ExerciseSpec, tell: Callback<SaveState>) -> Book {
    let beginning = spec.beginning();
    if spec.topic.is_empty() {
        return Book::new(Record::new(&spec.version, &beginning), None);
    }
    let (topic, exercise) = (spec.topic.to_string(), spec.id.to_string());
    let place = Place::Exercise { topic, exercise };
    let found = Store::of_this_page().run(&place).await;
    let record = found.as_ref().and_then(|found| Record::of_text(&found.run.recipe));
    let record = record.unwrap_or_else(|| Record::new(&spec.version, &beginning));
    let saver = Saver::new(place, found.as_ref(), tell);
    Book::new(record.brought_to(&spec.version, &beginning), Some(saver))
}
