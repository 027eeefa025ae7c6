//! The frame of a figure of a Go program: the question before it, what moves it, its panels, and what is to be reached.

use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;

use super::model::Board;
use super::player::{Command, use_player};
use super::spec::{GoSpec, Lab, Panel};
use super::view::{Scene, bar, panels, table, wording};
use crate::components::interest::interest_area;
use crate::components::place::Place;
use crate::figure::gate::{SKIP, gate, use_gate};
use crate::figure::goal_view;
use crate::go::session::{Engine, is_worker_free, use_go};
use crate::go::wording as engine;
use crate::signals::{GOAL, tell};
use crate::words::{Key, text};

#[derive(Properties, PartialEq)]
pub struct GoStageProps {
    pub spec: Rc<GoSpec>,
    /// The figure in the page; none while the build draws it.
    #[prop_or_default]
    pub element: Option<Element>,
    #[prop_or_default]
    pub on_active: Callback<AttrValue>,
}

impl GoStageProps {
    /// The figure as the build draws it.
    #[cfg(feature = "prerender")]
    pub fn drawn(spec: Rc<GoSpec>) -> Self {
        Self { spec, element: None, on_active: Callback::noop() }
    }
}

#[component]
pub fn GoStage(props: &GoStageProps) -> Html {
    let spec = &props.spec;
    let on_goal =
        use_callback(spec.id.clone(), |(), id| tell(GOAL, &[("figure", id.as_str().into())]));
    let (play, send) = use_player(spec, on_goal);
    let coming = use_go(|state| match state.engine {
        Engine::Coming { .. } if state.program.is_active() => engine::status(state),
        _ => String::new(),
    });
    let (is_open, skip) = use_gate(spec.ask.clone(), props.element.clone());
    let near = {
        let deps = (spec.id.clone(), props.element.clone(), send.clone(), props.on_active.clone());
        use_callback(deps, |(), (id, element, send, on_active)| {
            if element.as_ref().is_some_and(|element| !element.has_attribute("data-active")) {
                on_active.emit(id.clone());
            }
            // A pointer that passes by takes the engine from nobody.
            if is_worker_free() {
                send.emit(Command::Near);
            }
        })
    };
    use_wanted(props.element.clone(), near.clone(), send.clone(), skip.clone());
    let has_heap = spec.shows(Panel::Heap);
    let board = play.step().map(|now| {
        let before = play.before().map(|step| &*step.moment.0);
        Board::new(&now.moment.0, before, &play.numbers, has_heap)
    });
    let place = Place { prefix: format!("{}-", spec.id).into(), level: 3, poster: None };
    let board = Rc::new(board.unwrap_or_default());
    let scene = Scene { spec: spec.clone(), play, board, send, place };
    let inside = html! {
        <>
            if !is_open { { gate(&skip) } }
            // Its room is kept, so that nothing moves when the gate opens.
            <div class={classes!((!is_open).then_some("gate__inside"))} inert={!is_open}>
                { body(&scene, &coming) }
                { for spec.goal.as_ref().map(|goal| goal_view(&wording::goal(goal), scene.play.is_reached)) }
            </div>
        </>
    };
    interest_area("figure-lab machine", &near, inside)
}

/// What a figure is, by its lab.
fn body(scene: &Scene, coming: &str) -> Html {
    match scene.spec.lab {
        Lab::Stepper | Lab::Calls | Lab::Defers | Lab::Memory | Lab::Timeline => {
            stepped(scene, coming)
        }
        Lab::Bytes | Lab::Program => html! {},
    }
}

/// A program that goes forward and back.
fn stepped(scene: &Scene, coming: &str) -> Html {
    let now = match scene.play.step() {
        None if !coming.is_empty() => coming.to_string(),
        _ => wording::now(&scene.play, &scene.board),
    };
    html! {
        <>
            { bar::bar(scene) }
            <p class="machine__now" role="status">{ now }</p>
            if let Some(trouble) = &scene.play.trouble { <p class="machine__trouble" role="alert">{ &**trouble }</p> }
            { panels(scene) }
            { table::table(scene) }
            <details class="machine__all">
                <summary>{ text(Key::MachineKeys) }</summary>
                <p>{ text(Key::MachineKeysHelp) }</p>
            </details>
        </>
    }
}

/// A button that was pressed on the figure as the build drew it is followed now.
#[hook]
fn use_wanted(
    element: Option<Element>,
    near: Callback<()>,
    send: Callback<Command>,
    skip: Callback<()>,
) {
    use_effect_with(element, move |element| {
        let wanted = element.as_ref().and_then(|element| element.get_attribute("data-wanted"));
        let (Some(element), Some(wanted)) = (element, wanted) else { return };
        let _ = element.remove_attribute("data-wanted");
        near.emit(());
        match wanted.as_str() {
            "forward" => send.emit(Command::Forward),
            "over" => send.emit(Command::Over),
            "out" => send.emit(Command::Out),
            "play" => send.emit(Command::Play),
            SKIP => skip.emit(()),
            _ => {}
        }
    });
}
