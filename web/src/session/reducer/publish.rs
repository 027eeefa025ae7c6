//! What the views read, made from what the session knows.

use std::rc::Rc;

use burrow_protocol::message::Backend;
use burrow_protocol::settings::Processor;

use super::compare::Comparison;
use super::slot::Life;
use super::stage::Stage;
use super::{Effect, Session, Worker};
use crate::session::state::{GpuState, Status};

impl Session {
    /// Brings the views' state up to date and says so where it changed.
    pub(super) fn publish(&mut self) {
        let (status, backend, gpu) = (self.status(), self.backend(), self.gpu_state());
        let state = &mut self.state;
        let newest = self.saves.snapshot();
        if state.snapshot.as_ref().map(Rc::as_ptr) != newest.map(Rc::as_ptr) {
            state.snapshot = newest.cloned();
            self.changed = true;
        }
        if state.status != status || state.backend != backend || state.gpu != gpu {
            (state.status, state.backend, state.gpu) = (status, backend, gpu);
            self.changed = true;
        }
        if self.changed {
            self.changed = false;
            self.effects.push(Effect::Changed);
        }
    }

    fn status(&self) -> Status {
        if let Some(why) = &self.stopped {
            return Status::Stopped { why: why.clone() };
        }
        match (&self.stage, &self.replay) {
            (Stage::Waiting, _) if !self.interest => Status::Idle,
            (Stage::Waiting, _) => Status::Loading,
            (_, Some(replay)) => Status::Replaying { done: replay.done, to: replay.to },
            _ if self.playing => Status::Playing,
            _ => Status::Paused,
        }
    }

    fn backend(&self) -> Option<Backend> {
        self.slot(self.stage.holder().unwrap_or(Worker::Cpu)).backend().cloned()
    }

    fn gpu_state(&self) -> GpuState {
        if self.stage.holder() == Some(Worker::Gpu) {
            return GpuState::Active;
        }
        if self.processor == Processor::Cpu {
            return GpuState::Off;
        }
        if let Some(why) = &self.gpu_failure {
            return GpuState::Failed { why: why.clone() };
        }
        match &self.gpu.life {
            Life::Absent => GpuState::Off,
            &Life::Loading { loaded, total } if total == 0 || loaded < total => {
                GpuState::Loading { loaded, total }
            }
            Life::Loading { .. } => GpuState::WarmingUp,
            Life::Ready(backend) => match &self.comparison {
                &Comparison::Slower { cpu_ms, gpu_ms } => {
                    GpuState::Slower { cpu_ms, gpu_ms, backend: backend.clone() }
                }
                Comparison::None if !self.playing => GpuState::Off,
                _ => GpuState::WarmingUp,
            },
        }
    }
}
