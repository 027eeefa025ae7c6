//! The panels of a figure, and the buttons over them.

pub mod bar;
pub mod boxes;
pub mod bytes;
pub mod calls;
pub mod captured;
pub mod defers;
pub mod heap;
pub mod links;
pub mod memory;
pub mod output;
pub mod program;
pub mod source;
pub mod stack;
pub mod table;
pub mod timeline;
pub mod wording;

use std::rc::Rc;

use yew::prelude::*;

use links::Linked;

use super::model::Board;
use super::player::{Command, Play};
use super::spec::{GoSpec, Panel};
use crate::components::place::Place;
use crate::part::part;

/// What every panel of a figure is given.
#[derive(Clone, PartialEq, Properties)]
pub struct Scene {
    pub spec: Rc<GoSpec>,
    /// The steps so far, and the one that is shown.
    pub play: Play,
    /// The moment that is shown; nothing before the figure has opened.
    pub board: Rc<Board>,
    /// Moves the program.
    pub send: Callback<Command>,
    /// Makes ids and headings that fit where the figure stands.
    pub place: Place,
}

impl Scene {
    /// A panel with its heading. No landmark: a lesson has many of the same name.
    pub fn panel(&self, name: &'static str, title: &'static str, inside: Html) -> Html {
        html! {
            <div class={classes!("machine__panel", format!("machine__panel--{name}"))} role="group" aria-labelledby={self.place.id(name)}>
                <@{format!("h{}", self.place.level)} class="machine__title" id={self.place.id(name)}>{ title }</@>
                { inside }
            </div>
        }
    }
}

/// A panel that the lesson asks for.
pub fn panel(panel: Panel, scene: &Scene) -> Html {
    match panel {
        Panel::Source => source::source(scene),
        Panel::Stack => stack::stack(scene),
        Panel::Heap => heap::heap(scene),
        Panel::Captured => captured::captured(scene),
        Panel::Output => output::output(scene),
        Panel::Calls => calls::calls(scene),
        Panel::Defers => defers::defers(scene),
        Panel::Memory => memory::memory(scene),
        Panel::Timeline => timeline::timeline(scene),
    }
}

/// All panels, each in its place.
pub fn panels(scene: &Scene) -> Html {
    let shows = |panel| scene.spec.shows(panel);
    let of = |wanted: fn(&Panel) -> bool| -> Html {
        scene.spec.show.iter().filter(|it| wanted(it)).map(|it| panel(*it, scene)).collect()
    };
    let is_beside: fn(&Panel) -> bool = |it| !matches!(it, Panel::Source | Panel::Output);
    html! {
        <div class={classes!("machine__panels", shows(Panel::Source).then_some("machine__panels--source"))}>
            { of(|it| *it == Panel::Source) }
            { part!(Linked { moment: scene.play.step().cloned(), inside: of(is_beside) }) }
            { of(|it| *it == Panel::Output) }
        </div>
    }
}
