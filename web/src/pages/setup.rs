//! The set-up check: the day before a course, whether this browser will do.

use std::cell::Cell;

use crate::part::part;
use burrow_protocol::recipe::Recipe;
use burrow_protocol::settings::{Lab, Processor, Settings};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::dom::field;
use crate::model::setup::{Facts, Line, Trial, Verdict, lines, overall, report, word};
use crate::session::{Command, RunState, SessionHandle, SessionProvider, Status, use_session};
use crate::share::write_clipboard;
use crate::words::{Key, text};

#[wasm_bindgen(module = "/js/setup.js")]
extern "C" {
    #[wasm_bindgen(js_name = facts)]
    async fn ask() -> JsValue;
}

/// Steps of the trial run: enough for the browser's compiler to be done with most of it.
const STEPS: u64 = 300;

/// The check has a run of its own: the playground's is left alone.
pub fn setup() -> Html {
    html! { <SessionProvider>{ part!(SetupCheck) }</SessionProvider> }
}

#[component]
fn SetupCheck() -> Html {
    let facts = use_state(|| None::<Facts>);
    let trial = use_trial();
    let copied = use_state(|| None::<bool>);
    use_effect_with((), {
        let facts = facts.setter();
        move |()| spawn_local(async move { facts.set(Some(read(&ask().await))) })
    });
    let lines = lines((*facts).as_ref(), &trial);
    let verdict = overall(&lines);
    let copy = {
        let (copied, lines) = (copied.setter(), lines.clone());
        move |_| {
            let (copied, lines) = (copied.clone(), lines.clone());
            spawn_local(async move {
                let browser = gloo::utils::window().navigator().user_agent().unwrap_or_default();
                copied.set(Some(write_clipboard(&report(&lines, &browser)).await));
            });
        }
    };
    html! {
        <div class="setup">
            <h1>{ text(Key::SetupTitle) }</h1>
            <p class="setup__intro">{ text(Key::SetupIntro) }</p>
            <p class="setup__verdict" role="status" data-verdict={name(verdict)}>{ sentence(verdict) }</p>
            <ul class="setup__lines">{ for lines.iter().map(view) }</ul>
            <p>
                <button
                    type="button"
                    class="button"
                    disabled={verdict == Verdict::Waiting}
                    onclick={copy}
                >
                    { text(Key::SetupCopy) }
                </button>
                <span class="setup__copied" role="status">{ said(*copied) }</span>
            </p>
        </div>
    }
}

fn view(line: &Line) -> Html {
    html! {
        <li class="setup__line" data-verdict={name(line.verdict)}>
            <span class="setup__mark">{ word(line.verdict) }</span>
            <div>
                <h2 class="setup__title">{ text(line.title) }</h2>
                <p>{ &line.text }</p>
            </div>
        </li>
    }
}

/// For the style sheet.
fn name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Waiting => "waiting",
        Verdict::Good => "good",
        Verdict::Fair => "fair",
        Verdict::Bad => "bad",
    }
}

fn sentence(verdict: Verdict) -> &'static str {
    text(match verdict {
        Verdict::Waiting => Key::SetupAllWaiting,
        Verdict::Good => Key::SetupAllGood,
        Verdict::Fair => Key::SetupAllFair,
        Verdict::Bad => Key::SetupAllBad,
    })
}

fn said(copied: Option<bool>) -> &'static str {
    match copied {
        None => "",
        Some(true) => text(Key::SetupCopied),
        Some(false) => text(Key::SetupNotCopied),
    }
}

/// Trains a small network once, and tells how fast.
#[hook]
fn use_trial() -> Trial {
    let session = use_session();
    let trial = use_state(|| Trial::Coming);
    use_effect_with(session, {
        let setter = trial.setter();
        move |session| {
            let done = Cell::new(false);
            let subscription = session.on_change(move |state| {
                let outcome = outcome(state).filter(|_| !done.get());
                if let Some(trial) = outcome {
                    done.set(true);
                    setter.set(trial);
                }
            });
            begin(session);
            move || drop(subscription)
        }
    });
    (*trial).clone()
}

/// What the run has shown, once it has shown enough.
fn outcome(state: &RunState) -> Option<Trial> {
    if let Status::Stopped { why } = &state.status {
        return Some(Trial::Failed(why.clone()));
    }
    let frame = state.frame.as_ref().filter(|frame| frame.step >= STEPS)?;
    Some(Trial::StepsPerSecond(1000.0 / frame.step_ms?.max(0.001)))
}

fn begin(session: &SessionHandle) {
    let mut settings = Settings::for_lab(Lab::Boundary);
    settings.layers = vec![8, 8];
    settings.processor = Processor::Cpu;
    session.send(Command::Open(Recipe::new(settings)));
    session.send(Command::Play);
}

fn read(told: &JsValue) -> Facts {
    let yes = |name| field(told, name).is_truthy();
    let number = |name| field(told, name).as_f64().unwrap_or(0.0);
    Facts {
        webgpu: yes("webgpu"),
        adapter: field(told, "adapter").as_string().unwrap_or_default(),
        software: yes("software"),
        storage: yes("storage"),
        free_mb: number("freeMb"),
        persisted: yes("persisted"),
        service_worker: yes("serviceWorker"),
        memory_gb: number("memoryGb"),
        trial_mb: number("trialMb"),
    }
}
