//! The state of a run in words.

use burrow_protocol::message::Backend;

use super::format;
use crate::session::{GpuState, RunState, Status};

/// What a run trains on, as its badge says it.
pub fn backend(backend: &Backend) -> String {
    let named = |fallback: &str| {
        if backend.adapter.is_empty() { fallback.to_string() } else { backend.adapter.clone() }
    };
    match (backend.gpu, backend.software) {
        (false, _) => "CPU".to_string(),
        (true, true) => format!("Software adapter: slow ({})", named("no name")),
        (true, false) => named("GPU"),
    }
}

/// What became of the GPU; none where there is nothing to tell.
pub fn gpu(state: &GpuState) -> Option<String> {
    match state {
        GpuState::Off | GpuState::Active => None,
        GpuState::Loading { loaded, total } => Some(format!(
            "Loading the GPU engine: {} of {}",
            format::bytes(*loaded),
            format::bytes(*total)
        )),
        GpuState::WarmingUp => Some("Warming the GPU up and measuring a step".to_string()),
        GpuState::Slower { cpu_ms, gpu_ms, backend: adapter } => Some(format!(
            "Staying on the CPU, which is faster here: {} a step against {} on the GPU ({})",
            format::milliseconds(*cpu_ms),
            format::milliseconds(*gpu_ms),
            backend(adapter)
        )),
        GpuState::Failed { why } => Some(why.clone()),
    }
}

/// What the run is doing.
pub fn status(status: &Status) -> String {
    match status {
        Status::Idle => "Ready".to_string(),
        Status::Loading => "Loading the CPU engine".to_string(),
        Status::Paused => "Paused".to_string(),
        Status::Playing => "Training".to_string(),
        Status::Replaying { done, to } => {
            format!("Replaying: step {} of {}", format::whole(*done), format::whole(*to))
        }
        Status::Stopped { .. } => "Stopped".to_string(),
    }
}

/// One sentence or two for a screen reader.
pub fn announcement(state: &RunState) -> String {
    let mut text = status(&state.status);
    let score = state.frame.as_ref().and_then(|frame| frame.score());
    if let Some(point) = score {
        let step = state.frame.as_ref().map_or(0, |frame| frame.step);
        text.push_str(&format!(
            ". Step {step}, training loss {}, test loss {}",
            format::loss(point.train.loss),
            format::loss(point.test.loss)
        ));
        if let Some(accuracy) = point.test.accuracy {
            text.push_str(&format!(", test accuracy {}", format::percent(accuracy)));
        }
    }
    if let Some(on) = &state.backend {
        text.push_str(&format!(". On {}", backend(on)));
    }
    text.push('.');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn adapter(adapter: &str, software: bool) -> Backend {
        Backend { gpu: true, adapter: adapter.to_string(), software }
    }

    #[test]
    fn a_backend_is_called_by_its_own_name() {
        let cpu = Backend { gpu: false, adapter: String::new(), software: false };
        assert_eq!(backend(&cpu), "CPU");
        assert_eq!(backend(&adapter("Apple M3", false)), "Apple M3");
        assert_eq!(backend(&adapter("SwiftShader", true)), "Software adapter: slow (SwiftShader)");
    }

    #[test]
    fn the_gpu_loads_in_bytes() {
        let loading = GpuState::Loading { loaded: 1_500_000, total: 20_000_000 };
        assert_eq!(gpu(&loading).unwrap(), "Loading the GPU engine: 1.5 MB of 20.0 MB");
        assert_eq!(gpu(&GpuState::Active), None);
    }

    #[test]
    fn a_run_without_numbers_is_still_announced() {
        assert_eq!(announcement(&RunState::default()), "Ready.");
    }
}
