//! A figure's lab: what it shows, what can be changed, and what is to be reached.

use std::cell::Cell;
use std::rc::Rc;

use crate::part::part;
use burrow_protocol::link;
use web_sys::Element;
use yew::prelude::*;

use super::commands::use_commands;
use super::gate::{SKIP, gate, use_gate};
use super::goal;
use super::opening::{Opening, use_opening};
use super::present::Present;
use super::spec::{FigureSpec, Panel};
use crate::boot::PageInfo;
use crate::commands::Stage;
use crate::components::backend_badge::BackendBadge;
use crate::components::confusion::ConfusionMatrix;
use crate::components::digit_reader::DigitReader;
use crate::components::interest::interest_area;
use crate::components::loss_chart::LossView;
use crate::components::network::Network;
use crate::components::notices::Notices;
use crate::components::parameter::ParameterList;
use crate::components::place::Place;
use crate::components::readouts::Readouts;
use crate::components::run_controls::RunControls;
use crate::components::status_line::StatusLine;
use crate::components::stop_line::StopLine;
use crate::components::surface::Surface;
use crate::keeping::conflict_view;
use crate::routes::Route;
use crate::session::{Command, use_session};
use crate::signals::{GOAL, tell};
use crate::words::{Key, fill, text};

#[derive(Properties, PartialEq)]
pub struct FigureStageProps {
    pub spec: Rc<FigureSpec>,
    /// The figure in the page; none while the build draws it.
    #[prop_or_default]
    pub element: Option<Element>,
    /// Whether this is the figure that the learner turned to last.
    #[prop_or_default]
    pub active: bool,
    #[prop_or_default]
    pub on_active: Callback<AttrValue>,
}

#[component]
pub fn FigureStage(props: &FigureStageProps) -> Html {
    let spec = &props.spec;
    let session = use_session();
    let page = use_context::<PageInfo>();
    let topic = topic_of(props.element.as_ref());
    let Opening { interest, begin_again, conflict } =
        use_opening(topic, spec.clone(), props.active, props.on_active.clone());
    use_commands(spec.id.clone(), interest.clone());
    let (open, skip) = use_gate(spec.ask.clone(), props.element.clone());
    use_wanted(props.element.clone(), interest.clone(), skip.clone());
    let reached = use_goal(spec.clone());
    let place =
        Place { prefix: format!("{}-", spec.id).into(), level: 3, poster: spec.poster.clone() };
    let stage =
        Stage { session, begin_again: Some(begin_again), go: None, open_help: Callback::noop() };
    let lab = html! {
        <>
            if !open { { gate(&skip) } }
            // Its room is kept, so that nothing moves when the gate opens.
            <div class={classes!((!open).then_some("gate__inside"))} inert={!open}>
                <div class="figure-lab__bar">{ part!(RunControls) }{ part!(BackendBadge) }</div>
                { part!(StopLine) }
                { for conflict.map(conflict_view) }
                { part!(StatusLine) }
                { part!(Notices) }
                { part!(Readouts) }
                { panels(&spec.show) }
                if !spec.controls.is_empty() {
                    <div class="figure-lab__controls">
                        { part!(ParameterList { keys: spec.controls.clone() }) }
                    </div>
                }
                { for spec.goal.map(|goal| goal_view(&goal::words(goal), reached)) }
                { playground_link(spec, page.as_ref()) }
            </div>
            // A lab alone has no description after it.
            if props.element.is_some() { { part!(Present { opened: spec.recipe.clone() }) } }
        </>
    };
    html! {
        <ContextProvider<Place> context={place}>
        <ContextProvider<Stage> context={stage}>
            { interest_area("figure-lab", &interest, lab) }
        </ContextProvider<Stage>>
        </ContextProvider<Place>>
    }
}

fn panels(show: &[Panel]) -> Html {
    let many = (show.len() > 1).then_some("figure-lab__panels--many");
    html! {
        <div class={classes!("figure-lab__panels", many)}>
            { for show.iter().map(|panel| view(*panel)) }
        </div>
    }
}

fn view(panel: Panel) -> Html {
    let inside = match panel {
        Panel::Surface => part!(Surface),
        Panel::Loss => part!(LossView),
        Panel::Network => part!(Network),
        Panel::Drawing => part!(DigitReader),
        Panel::Confusion => part!(ConfusionMatrix),
    };
    html! { <div class="panel">{ inside }</div> }
}

/// The lesson that a figure stands in.
fn topic_of(figure: Option<&Element>) -> String {
    let lesson = figure.and_then(|figure| figure.closest(".lesson").ok().flatten());
    lesson.and_then(|lesson| lesson.get_attribute("data-topic")).unwrap_or_default()
}

/// What is to be reached, and whether it was.
pub fn goal_view(goal: &str, reached: bool) -> Html {
    html! {
        <p class={classes!("figure-lab__goal", reached.then_some("figure-lab__goal--reached"))}>
            { fill(Key::FigureGoal, &[("goal", goal)]) }{ " " }
            <strong role="status">{ if reached { text(Key::FigureReached) } else { "" } }</strong>
        </p>
    }
}

/// The same run with all parameters, on the playground.
fn playground_link(spec: &FigureSpec, page: Option<&PageInfo>) -> Html {
    let target = page.is_some_and(|page| page.embedded).then_some("_blank");
    let playground = page.map(|page| page.address(Route::Playground)).unwrap_or_default();
    let href = format!("{playground}#{}", link::to_text(&spec.recipe));
    html! {
        <p class="figure-lab__more">
            <a {href} {target} rel="noopener">{ text(Key::FigurePlayground) }</a>
        </p>
    }
}

/// Whether the goal was reached: once it was, it stays so.
#[hook]
fn use_goal(spec: Rc<FigureSpec>) -> bool {
    let session = use_session();
    let reached = use_state(|| false);
    use_effect_with((spec, session), {
        let setter = reached.setter();
        move |(spec, session)| {
            let (spec, told) = (spec.clone(), Cell::new(false));
            let subscription = session.on_change(move |state| {
                let Some(goal) = spec.goal else { return };
                if !told.get() && goal::is_reached(goal, &spec.recipe, state) {
                    told.set(true);
                    setter.set(true);
                    tell(GOAL, &[("figure", spec.id.as_str().into())]);
                }
            });
            move || drop(subscription)
        }
    });
    *reached
}

/// A button that was pressed on the figure as the build drew it is followed now.
#[hook]
fn use_wanted(element: Option<Element>, interest: Callback<()>, skip: Callback<()>) {
    let session = use_session();
    use_effect_with(element, move |element| {
        let wanted = element.as_ref().and_then(|element| element.get_attribute("data-wanted"));
        let (Some(element), Some(wanted)) = (element, wanted) else { return };
        let _ = element.remove_attribute("data-wanted");
        interest.emit(());
        match wanted.as_str() {
            "play" => session.send(Command::Play),
            "step" => session.send(Command::Step),
            SKIP => skip.emit(()),
            _ => {}
        }
    });
}
