//! What the run trains on, and how far the GPU is.

use yew::prelude::*;

use crate::model::wording;
use crate::session::{GpuState, use_run};

#[component]
pub fn BackendBadge() -> Html {
    let (backend, gpu) = use_run(|state| (state.backend.clone(), state.gpu.clone()));
    let software = backend.as_ref().is_some_and(|backend| backend.gpu && backend.software);
    let name = backend.as_ref().map_or_else(|| "Nothing loaded yet".to_string(), wording::backend);
    html! {
        <div class="backend">
            <p class="backend__line">
                <span class="backend__label">{ "Runs on" }</span>
                <span
                    class={classes!("backend__badge", software.then_some("backend__badge--slow"))}
                    data-backend-name=""
                >
                    { name }
                </span>
            </p>
            if let Some(text) = wording::gpu(&gpu) {
                <p class="backend__gpu" id="gpu-state">{ text }</p>
            }
            { progress(&gpu) }
        </div>
    }
}

fn progress(gpu: &GpuState) -> Html {
    match gpu {
        GpuState::Loading { loaded, total } => html! {
            <progress
                class="backend__progress"
                aria-labelledby="gpu-state"
                max={total.to_string()}
                value={loaded.to_string()}
            />
        },
        GpuState::WarmingUp => {
            html! { <progress class="backend__progress" aria-labelledby="gpu-state" /> }
        }
        _ => html! {},
    }
}
