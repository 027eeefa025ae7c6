//! The frame of a figure of a Go program: the question before it, what moves it, its panels, and what is to be reached.

use std::rc::Rc;

use burrow_course::goal::Goal;
use web_sys::Element;
use yew::prelude::*;

use super::model::Board;
use super::player::{Command, matches, use_player};
use super::spec::{GoSpec, Lab, Panel};
use super::view::bytes::BytesLab;
use super::view::program::ProgramLab;
use super::view::{Scene, bar, panels, table, wording};
use crate::components::interest::interest_area;
use crate::components::place::Place;
use crate::figure::gate::{SKIP, gate, use_gate};
use crate::figure::goal_view;
use crate::go::session::{Engine, is_worker_free, use_go};
use crate::go::wording as engine;
use crate::part::part;
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
    let (play, send) = use_player(spec, on_goal.clone());
    let own = use_own();
    let coming = use_go(|state| match state.engine {
        Engine::Coming { .. } if state.program.is_active() => engine::status(state),
        _ => String::new(),
    });
    let (is_open, skip) = use_gate(spec.ask.clone(), props.element.clone());
    let near = {
        let deps = (spec.clone(), props.element.clone(), send.clone(), props.on_active.clone());
        let is_near = own.is_near.setter();
        use_callback(deps, move |(), (spec, element, send, on_active)| {
            if element.as_ref().is_some_and(|element| !element.has_attribute("data-active")) {
                on_active.emit(spec.id.clone());
            }
            // A pointer that passes by takes the engine from nobody.
            if is_worker_free() {
                match spec.lab {
                    Lab::Bytes | Lab::Program => is_near.set(true),
                    _ => send.emit(Command::Near),
                }
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
                { body(&scene, &coming, &own, &on_goal) }
                { for spec.goal.as_ref().map(|goal| goal_view(&wording::goal(goal), scene.play.is_reached || *own.is_reached)) }
            </div>
        </>
    };
    interest_area("figure-lab machine", &near, inside)
}

/// What a figure remembers whose program is not moved step by step.
struct Own {
    /// Whether the learner has turned to it while the engine was free.
    is_near: UseStateHandle<bool>,
    is_reached: UseStateHandle<bool>,
}

impl Own {
    /// Hears that the goal is reached, and tells of it once.
    fn reached(&self, on_goal: &Callback<()>) -> Callback<()> {
        let (is_reached, on_goal) = (self.is_reached.clone(), on_goal.clone());
        Callback::from(move |()| {
            if !*is_reached {
                is_reached.set(true);
                on_goal.emit(());
            }
        })
    }
}

#[hook]
fn use_own() -> Own {
    Own { is_near: use_state(|| false), is_reached: use_state(|| false) }
}

/// What a figure is, by its lab.
fn body(scene: &Scene, coming: &str, own: &Own, on_goal: &Callback<()>) -> Html {
    let spec = &scene.spec;
    let is_near = *own.is_near;
    let reached = own.reached(on_goal);
    match spec.lab {
        Lab::Stepper | Lab::Calls | Lab::Defers | Lab::Memory | Lab::Timeline => {
            stepped(scene, coming)
        }
        Lab::Bytes => part!(BytesLab {
            is_near,
            place: scene.place.clone(),
            source: spec.source.clone(),
            on_reached: reached,
        }),
        Lab::Program => {
            let goal = spec.goal.clone();
            let on_end = Callback::from(move |written: String| match &goal {
                Some(Goal::End) => reached.emit(()),
                Some(Goal::Output(pattern)) if matches(pattern, &written) => reached.emit(()),
                _ => {}
            });
            part!(ProgramLab {
                is_near,
                place: scene.place.clone(),
                name: spec.program.clone(),
                source: spec.source.clone(),
                on_end,
            })
        }
    }
}

/// A program that goes forward and back.
fn stepped(scene: &Scene, coming: &str) -> Html {
    let shows_heap =
        [Panel::Heap, Panel::Captured, Panel::Memory].iter().any(|panel| scene.spec.shows(*panel));
    let now = match scene.play.step() {
        None if !coming.is_empty() => coming.to_string(),
        _ => wording::now(&scene.play, &scene.board, shows_heap),
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

/// A button that was pressed on the figure as the build drew it is followed now, and a pointer that is there is seen.
#[hook]
fn use_wanted(
    element: Option<Element>,
    near: Callback<()>,
    send: Callback<Command>,
    skip: Callback<()>,
) {
    use_effect_with(element, move |element| {
        if element.as_ref().is_some_and(|element| element.matches(":hover").unwrap_or(false)) {
            near.emit(());
        }
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
