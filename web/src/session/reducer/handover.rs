//! The run moves from one worker to the other.
//!
//! The one that has it pauses and makes a checkpoint; the other loads exactly those bytes
//! and plays on if the run was playing. Until the other has opened it, the first keeps it,
//! so a refusal or a death on the way costs nothing.

use burrow_protocol::message::{Request, ToWorker};
use burrow_protocol::settings::Processor;

use super::compare::Comparison;
use super::stage::Stage;
use super::words::sentence;
use super::{Session, Worker};
use crate::model::format;
use crate::words::{Key, fill, text};

impl Session {
    /// Brings the run to where the learner wants it, one step at a time.
    pub(super) fn choose_worker(&mut self) {
        match self.stage {
            Stage::With(Worker::Gpu) if self.processor == Processor::Cpu => self.approach_cpu(),
            Stage::With(Worker::Cpu)
                if self.playing
                    && self.processor != Processor::Cpu
                    && self.gpu_failure.is_none() =>
            {
                self.approach_gpu();
            }
            _ => {}
        }
    }

    fn approach_cpu(&mut self) {
        if self.cpu.is_absent() {
            self.spawn_cpu();
        }
        if self.cpu.is_ready() {
            self.move_from(Worker::Gpu);
        }
    }

    fn approach_gpu(&mut self) {
        if self.gpu.is_absent() {
            if self.has_webgpu {
                self.spawn(Worker::Gpu);
            } else {
                self.give_up_gpu(text(Key::SessionNoWebgpu).to_string());
            }
        }
        // A replay is exact on the CPU only, and a checkpoint on its way comes first.
        let busy = self.replay.is_some() || self.loads.is_pending();
        if busy || !self.gpu.is_ready() {
            return;
        }
        match self.comparison {
            Comparison::None => self.compare(),
            Comparison::Faster => self.move_from(Worker::Cpu),
            Comparison::Saving { .. }
            | Comparison::Measuring { .. }
            | Comparison::Slower { .. } => {}
        }
    }

    fn move_from(&mut self, from: Worker) {
        let request = self.next_request();
        self.stage = Stage::Saving { from, request };
        self.pause_workers();
        self.send(from, ToWorker::Save { request });
    }

    /// The checkpoint is there: the other worker loads it.
    pub(super) fn hand_on(&mut self, worker: Worker, request: Request, bytes: Vec<u8>) {
        if self.stage != (Stage::Saving { from: worker, request }) {
            return;
        }
        let to = worker.other();
        self.hand_files_to(to);
        let run = self.next_run();
        self.stage = Stage::Loading { from: worker, run };
        self.send(to, ToWorker::Load { run, bytes });
    }

    /// The other worker did not take the checkpoint.
    pub(super) fn handover_refused(&mut self, why: &str) {
        let Some(from) = self.stage.holder() else { return };
        self.end_handover();
        match from {
            Worker::Cpu => self.give_up_gpu(sentence(why)),
            Worker::Gpu => {
                // The learner wants the CPU: the recipe makes the same run again there.
                self.saves.forget_snapshot();
                self.stage = Stage::Waiting;
                let step = format::whole(self.state.recipe.step);
                let values = [("why", &*sentence(why)), ("step", &step)];
                self.warn(fill(Key::SessionNotTakenOver, &values));
            }
        }
    }

    /// The worker that holds the run could not make the checkpoint for the move. Returns
    /// whether `request` was that.
    pub(super) fn handover_save_refused(&mut self, request: Request, why: &str) -> bool {
        let Stage::Saving { from, request: asked } = self.stage else { return false };
        if request != asked {
            return false;
        }
        self.end_handover();
        match from {
            Worker::Cpu => self.give_up_gpu(sentence(why)),
            // A GPU that cannot tell its weights is of no more use.
            Worker::Gpu => self.fail(Worker::Gpu, why),
        }
        true
    }

    /// The run stays where it was, if that worker is still there.
    pub(super) fn end_handover(&mut self) {
        if let (true, Some(from)) = (self.stage.is_handover(), self.stage.holder()) {
            let is_there = self.slot(from).is_ready();
            self.stage = if is_there { Stage::With(from) } else { Stage::Waiting };
        }
    }

    /// The run stays on the CPU until the learner asks for the GPU again.
    ///
    /// Under “automatic” nobody asked for the GPU, so the badge says it and no more.
    pub(super) fn give_up_gpu(&mut self, why: String) {
        if self.processor == Processor::Gpu {
            self.warn(why.clone());
        }
        self.gpu_failure = Some(why);
        self.comparison = Comparison::None;
    }
}
