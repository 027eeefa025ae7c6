//! What the run trains on, and how far the GPU is.

use yew::prelude::*;

use crate::components::place::use_place;
use crate::model::wording;
use crate::session::{GpuState, use_run};
use crate::words::{Key, text};

#[component]
pub fn BackendBadge() -> Html {
    let place = use_place();
    let (backend, gpu) = use_run(|state| (state.backend.clone(), state.gpu.clone()));
    let software = backend.as_ref().is_some_and(|backend| backend.gpu && backend.software);
    let none = || text(Key::BackendNone).to_string();
    let name = backend.as_ref().map_or_else(none, wording::backend);
    html! {
        <div class="backend">
            <p class="backend__line">
                <span class="backend__label">{ text(Key::BackendLabel) }</span>
                <span
                    class={classes!("backend__badge", software.then_some("backend__badge--slow"))}
                    data-backend-name=""
                >
                    { name }
                </span>
            </p>
            if let Some(told) = wording::gpu(&gpu) {
                <p class="backend__gpu" id={place.id("gpu-state")}>{ told }</p>
            }
            { progress(&gpu, &place.id("gpu-state")) }
        </div>
    }
}

fn progress(gpu: &GpuState, gpu_id: &AttrValue) -> Html {
    match gpu {
        GpuState::Loading { loaded, total } => html! {
            <progress
                class="backend__progress"
                aria-labelledby={gpu_id.clone()}
                max={total.to_string()}
                value={loaded.to_string()}
            />
        },
        GpuState::WarmingUp => {
            html! { <progress class="backend__progress" aria-labelledby={gpu_id.clone()} /> }
        }
        _ => html! {},
    }
}
