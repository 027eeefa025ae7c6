//! The state of a run in words.

use burrow_protocol::message::Backend;

use super::format;
use crate::session::{GpuState, RunState, Status};
use crate::words::{Key, fill, text};

/// What a run trains on, as its badge says it.
pub fn backend(backend: &Backend) -> String {
    let named = |fallback: Key| match backend.adapter.as_str() {
        "" => text(fallback),
        name => name,
    };
    match (backend.gpu, backend.software) {
        (false, _) => text(Key::BackendCpu).to_string(),
        (true, true) => fill(Key::BackendSoftware, &[("adapter", named(Key::BackendUnnamed))]),
        (true, false) => named(Key::BackendGpu).to_string(),
    }
}

/// What became of the GPU; none where there is nothing to tell.
pub fn gpu(state: &GpuState) -> Option<String> {
    match state {
        GpuState::Off | GpuState::Active => None,
        GpuState::Loading { loaded, total } => Some(fill(
            Key::BackendGpuLoading,
            &[("loaded", &format::bytes(*loaded)), ("total", &format::bytes(*total))],
        )),
        GpuState::WarmingUp => Some(text(Key::BackendGpuWarming).to_string()),
        GpuState::Slower { cpu_ms, gpu_ms, backend: adapter } => Some(fill(
            Key::BackendGpuSlower,
            &[
                ("cpu", &format::milliseconds(*cpu_ms)),
                ("gpu", &format::milliseconds(*gpu_ms)),
                ("adapter", &backend(adapter)),
            ],
        )),
        GpuState::Failed { why } => Some(why.clone()),
    }
}

/// What the run is doing.
pub fn status(status: &Status) -> String {
    let key = match status {
        Status::Idle => Key::StatusIdle,
        Status::Loading => Key::StatusLoading,
        Status::Paused => Key::StatusPaused,
        Status::Playing => Key::StatusPlaying,
        Status::Replaying { done, to } => {
            let (done, to) = (format::whole(*done), format::whole(*to));
            return fill(Key::StatusReplaying, &[("done", &done), ("to", &to)]);
        }
        Status::Stopped { .. } => Key::StatusStopped,
    };
    text(key).to_string()
}

/// One sentence or two for a screen reader.
pub fn announcement(state: &RunState) -> String {
    let score = state.frame.as_ref().and_then(|frame| {
        let point = frame.score()?;
        let accuracy = point.test.accuracy.map(format::percent);
        let key = if accuracy.is_some() { Key::StatusScoreAccuracy } else { Key::StatusScore };
        let values = [
            ("step", &*format::whole(frame.step)),
            ("train", &format::loss(point.train.loss)),
            ("test", &format::loss(point.test.loss)),
            ("accuracy", &accuracy.unwrap_or_default()),
        ];
        Some(fill(key, &values))
    });
    let on = state.backend.as_ref().map(|on| fill(Key::StatusOn, &[("backend", &backend(on))]));
    let parts: Vec<_> = [Some(status(&state.status)), score, on].into_iter().flatten().collect();
    parts.join(". ") + "."
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
