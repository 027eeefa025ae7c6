//! Play, pause, step, reset.

use yew::prelude::*;

use crate::commands::{Action, PLAY, RESET, STEP, Stage};
use crate::session::{Status, use_run};
use crate::words::{Key, text};

const START: &str = "M7 4l13 8-13 8z";
const HOLD: &str = "M6 4h4v16H6zM14 4h4v16h-4z";
const SKIP: &str = "M5 4l9 8-9 8zM16 4h3v16h-3z";
const BACK: &str = "M12 5a7 7 0 1 1-6.6 4.7l1.9.7A5 5 0 1 0 12 7v3L7.5 6 12 2z";

#[component]
pub fn RunControls() -> Html {
    let stage = use_context::<Stage>();
    let running =
        use_run(|state| matches!(state.status, Status::Playing | Status::Replaying { .. }));
    let (label, icon) = if running { (Key::ActionPause, HOLD) } else { (Key::ActionPlay, START) };
    html! {
        <div class="run-controls" role="group" aria-label={text(Key::LabRun)}>
            { button(&stage, &PLAY, label, icon) }
            { button(&stage, &STEP, Key::ActionStep, SKIP) }
            { button(&stage, &RESET, Key::ActionReset, BACK) }
        </div>
    }
}

/// A button of the table's; `icon` is an SVG path in a box of 24 × 24.
fn button(stage: &Option<Stage>, action: &'static Action, label: Key, icon: &'static str) -> Html {
    let stage = stage.clone();
    let onclick = move |_| {
        if let Some(stage) = &stage {
            (action.perform)(stage);
        }
    };
    let primary = std::ptr::eq(action, &PLAY).then_some("button--primary");
    html! {
        <button
            type="button"
            class={classes!("button", "run-controls__button", primary)}
            aria-keyshortcuts={action.key.to_string()}
            data-action={action.name}
            {onclick}
        >
            <svg class="run-controls__icon" viewBox="0 0 24 24" aria-hidden="true">
                <path d={icon} />
            </svg>
            { text(label) }
        </button>
    }
}
