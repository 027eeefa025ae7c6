//! Play, pause, step, reset.

use yew::prelude::*;

use crate::commands::{Action, PLAY, RESET, STEP, Stage};
use crate::session::{Status, use_run};

#[component]
pub fn RunControls() -> Html {
    let running =
        use_run(|state| matches!(state.status, Status::Playing | Status::Replaying { .. }));
    let (label, icon) =
        if running { ("Pause", "M6 4h4v16H6zM14 4h4v16h-4z") } else { ("Play", "M7 4l13 8-13 8z") };
    html! {
        <div class="run-controls" role="group" aria-label="Run">
            <ActionButton action={Which(&PLAY)} {label} {icon} primary=true />
            <ActionButton action={Which(&STEP)} label="Step" icon="M5 4l9 8-9 8zM16 4h3v16h-3z" />
            <ActionButton
                action={Which(&RESET)}
                label="Reset"
                icon="M12 5a7 7 0 1 1-6.6 4.7l1.9.7A5 5 0 1 0 12 7v3L7.5 6 12 2z"
            />
        </div>
    }
}

/// An action of the table; two are equal when they are the same record.
#[derive(Clone, Copy)]
struct Which(&'static Action);

impl PartialEq for Which {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

#[derive(Properties, PartialEq)]
struct ActionButtonProps {
    action: Which,
    label: &'static str,
    /// An SVG path in a box of 24 × 24.
    icon: &'static str,
    #[prop_or(false)]
    primary: bool,
}

#[component]
fn ActionButton(props: &ActionButtonProps) -> Html {
    let stage = use_context::<Stage>();
    let action = props.action.0;
    let onclick = move |_| {
        if let Some(stage) = &stage {
            (action.perform)(stage);
        }
    };
    html! {
        <button
            type="button"
            class={classes!("button", "run-controls__button", props.primary.then_some("button--primary"))}
            aria-keyshortcuts={action.key.to_string()}
            {onclick}
        >
            <svg class="run-controls__icon" viewBox="0 0 24 24" aria-hidden="true">
                <path d={props.icon} />
            </svg>
            { props.label }
        </button>
    }
}
