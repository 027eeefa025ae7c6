//! Is the GPU faster? It is asked with the run's own checkpoint, while the run goes on on
//! the CPU; that also makes the GPU compile what the run will need.

use burrow_protocol::message::{Request, ToWorker};
use burrow_protocol::settings::Processor;

use super::words::sentence;
use super::{Session, Worker};
use crate::words::{Key, fill};

#[derive(Debug, PartialEq)]
pub(super) enum Comparison {
    /// Nothing is known of this run on this choice of processor.
    None,
    /// The CPU worker makes a checkpoint to measure with.
    Saving {
        request: Request,
    },
    Measuring {
        cpu: Time,
        gpu: Time,
    },
    /// The run may move.
    Faster,
    Slower {
        cpu_ms: f32,
        gpu_ms: f32,
    },
}

/// Milliseconds a step, or who was asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Time {
    Asked(Request),
    Known(f32),
}

impl Time {
    fn answer(&mut self, request: Request, step_ms: f32) {
        if *self == Self::Asked(request) {
            *self = Self::Known(step_ms);
        }
    }
}

impl Comparison {
    pub fn is_saving(&self, request: Request) -> bool {
        *self == Self::Saving { request }
    }

    /// Whether this comparison waits for the answer to `request`.
    pub fn has(&self, request: Request) -> bool {
        match self {
            Self::Measuring { cpu, gpu } => [cpu, gpu].contains(&&Time::Asked(request)),
            _ => self.is_saving(request),
        }
    }
}

impl Session {
    pub(super) fn compare(&mut self) {
        let request = self.next_request();
        self.comparison = Comparison::Saving { request };
        self.send(Worker::Cpu, ToWorker::Save { request });
    }

    /// The checkpoint is there: measures with it.
    pub(super) fn measure(&mut self, bytes: Vec<u8>) {
        self.hand_files_to(Worker::Gpu);
        let gpu = self.next_request();
        let measured = self.state.frame.as_ref().and_then(|frame| frame.step_ms);
        let cpu = match measured {
            Some(step_ms) => Time::Known(step_ms),
            None => {
                let request = self.next_request();
                let bytes = bytes.clone();
                self.send(Worker::Cpu, ToWorker::Measure { request, bytes });
                Time::Asked(request)
            }
        };
        self.send(Worker::Gpu, ToWorker::Measure { request: gpu, bytes });
        self.comparison = Comparison::Measuring { cpu, gpu: Time::Asked(gpu) };
    }

    pub(super) fn measured(&mut self, request: Request, step_ms: f32) {
        let Comparison::Measuring { cpu, gpu } = &mut self.comparison else { return };
        cpu.answer(request, step_ms);
        gpu.answer(request, step_ms);
        let (&mut Time::Known(mut cpu_ms), &mut Time::Known(gpu_ms)) = (cpu, gpu) else { return };
        // The compiler of the browser may have made the CPU faster meanwhile.
        if let Some(newest) = self.state.frame.as_ref().and_then(|frame| frame.step_ms) {
            cpu_ms = newest;
        }
        let moves = self.processor == Processor::Gpu || gpu_ms < cpu_ms;
        self.comparison =
            if moves { Comparison::Faster } else { Comparison::Slower { cpu_ms, gpu_ms } };
    }

    pub(super) fn comparison_refused(&mut self, why: &str) {
        self.comparison = Comparison::None;
        self.give_up_gpu(fill(Key::SessionNotMeasured, &[("why", &sentence(why))]));
    }
}
