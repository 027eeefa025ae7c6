//! The state of a run as attributes, for tests and other programs: every number in full.

use burrow_protocol::frame::Score;

use crate::session::{GpuState, RunState, Status};

/// `(attribute, value)`; a number that does not exist is empty.
pub fn attributes(state: &RunState) -> Vec<(&'static str, String)> {
    let frame = state.frame.as_deref();
    let score = frame.and_then(|frame| frame.score());
    let number = |value: Option<f32>| value.map_or_else(String::new, |value| value.to_string());
    let accuracy = |score: Option<Score>| number(score.and_then(|score| score.accuracy));
    let (train, test) = (score.map(|point| point.train), score.map(|point| point.test));
    vec![
        ("data-step", frame.map_or(0, |frame| frame.step).to_string()),
        ("data-epoch", frame.map_or(0, |frame| frame.epoch).to_string()),
        ("data-train-loss", number(train.map(|score| score.loss))),
        ("data-test-loss", number(test.map(|score| score.loss))),
        ("data-train-accuracy", accuracy(train)),
        ("data-test-accuracy", accuracy(test)),
        ("data-status", status(&state.status).to_string()),
        ("data-backend", backend(state).to_string()),
        ("data-run-gpu", gpu(&state.gpu).to_string()),
    ]
}

fn status(status: &Status) -> &'static str {
    match status {
        Status::Idle => "idle",
        Status::Loading => "loading",
        Status::Paused => "paused",
        Status::Playing => "playing",
        Status::Replaying { .. } => "replaying",
        Status::Stopped { .. } => "stopped",
    }
}

fn backend(state: &RunState) -> &'static str {
    match &state.backend {
        None => "",
        Some(backend) if backend.gpu => "gpu",
        Some(_) => "cpu",
    }
}

fn gpu(gpu: &GpuState) -> &'static str {
    match gpu {
        GpuState::Off => "off",
        GpuState::Loading { .. } => "loading",
        GpuState::WarmingUp => "warming",
        GpuState::Slower { .. } => "slower",
        GpuState::Active => "active",
        GpuState::Failed { .. } => "failed",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use burrow_protocol::frame::{CurvePoint, Frame};
    use std::rc::Rc;

    #[test]
    fn numbers_are_given_in_full() {
        let train = Score { loss: 0.123_456_79, accuracy: Some(0.975) };
        let test = Score { loss: 0.5, accuracy: None };
        let frame = Frame {
            step: 12,
            epoch: 2,
            playing: true,
            replay_to: None,
            step_ms: None,
            steps_per_second: 0.0,
            curve: vec![CurvePoint { step: 12, train, test }],
            confusion: None,
            maps: None,
        };
        let state = RunState {
            status: Status::Playing,
            frame: Some(Rc::new(frame)),
            ..RunState::default()
        };
        let attributes = attributes(&state);
        let value = |name| attributes.iter().find(|(n, _)| *n == name).unwrap().1.as_str();
        assert_eq!(value("data-step"), "12");
        assert_eq!(value("data-train-loss"), "0.12345679");
        assert_eq!(value("data-test-accuracy"), "");
        assert_eq!(value("data-status"), "playing");
        assert_eq!(value("data-run-gpu"), "off");
    }
}
