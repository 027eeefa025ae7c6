//! The bench: one lab, its run, its parameters, and how to share it.

use crate::part::part;
use burrow_protocol::settings::Lab;
use gloo::events::EventListener;
use gloo::utils::window;
use yew::prelude::*;

use crate::components::backend_badge::BackendBadge;
use crate::components::confusion::ConfusionMatrix;
use crate::components::digit_reader::DigitReader;
use crate::components::interest::interest_area;
use crate::components::lab_tabs::{LabTabs, PANEL};
use crate::components::loss_chart::LossView;
use crate::components::network::Network;
use crate::components::notices::Notices;
use crate::components::parameter::ParameterPanel;
use crate::components::readouts::Readouts;
use crate::components::run_controls::RunControls;
use crate::components::share_panel::SharePanel;
use crate::components::status_line::StatusLine;
use crate::components::stop_line::StopLine;
use crate::components::surface::Surface;
use crate::keeping::{conflict_view, use_keeping};
use crate::session::{Command, Status, use_run, use_session};
use crate::share;
use crate::store::Place;
use crate::words::{Key, text};

#[component]
pub fn Playground() -> Html {
    let session = use_session();
    let lab = use_run(|state| state.recipe.initial.lab);
    let conflict = use_keeping(Some(Place::Playground(lab)), share::fragment());
    use_address();
    let interest = Callback::from(move |()| session.send(Command::Interest));
    // A drawing wants more room than the surface.
    let wide = (lab == Lab::Digits).then_some("playground__lab--digits");
    let bench = html! {
        <>
            <h1 class="visually-hidden">{ text(Key::SitePlayground) }</h1>
            { part!(LabTabs) }
            <div class="playground__bar">
                { part!(RunControls) }
                { part!(BackendBadge) }
                { part!(Readouts) }
            </div>
            { part!(StatusLine) }
            { part!(StopLine) }
            { for conflict.map(conflict_view) }
            { part!(Notices) }
            <div class={classes!("playground__lab", wide)} role="tabpanel" id={PANEL} aria-labelledby="param-lab">
                { figures(lab) }
                <div class="playground__params panel">{ part!(ParameterPanel) }</div>
                <div class="playground__share panel">{ part!(SharePanel) }</div>
            </div>
        </>
    };
    interest_area("playground", &interest, bench)
}

/// What the run gives: the outcome on one side, what brings it about on the other.
fn figures(lab: Lab) -> Html {
    match lab {
        Lab::Boundary => html! {
            <>
                <div class="playground__outcome">
                    <div class="panel">{ part!(Surface) }</div>
                    <div class="panel">{ part!(LossView) }</div>
                </div>
                <div class="playground__inside">
                    <div class="panel">{ part!(Network) }</div>
                </div>
            </>
        },
        Lab::Digits => html! {
            <>
                <div class="playground__outcome">
                    <div class="panel">{ part!(DigitReader) }</div>
                </div>
                <div class="playground__inside">
                    <div class="panel">{ part!(LossView) }</div>
                    <div class="panel">{ part!(ConfusionMatrix) }</div>
                </div>
            </>
        },
    }
}

/// Opens the run that the address names, and keeps the address up to date while the run
/// stands still: browsers limit how often it may change.
#[hook]
fn use_address() {
    let session = use_session();
    use_effect_with(session.clone(), |session| {
        let open = {
            let session = session.clone();
            move || share::open_address(&session)
        };
        open();
        let listener = EventListener::new(&window(), "hashchange", move |_| open());
        move || drop(listener)
    });
    let resting = use_run(|state| {
        let rests = matches!(state.status, Status::Paused | Status::Stopped { .. });
        rests.then(|| state.recipe.clone())
    });
    use_effect_with(resting, |resting| {
        if let Some(recipe) = resting {
            share::show_in_address(recipe);
        }
    });
}
