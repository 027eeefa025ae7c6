//! What the page knows of one worker.

use burrow_protocol::message::{Backend, ToWorker};

use super::Worker;

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Life {
    #[default]
    Absent,
    /// Its wasm file is on its way; `total` is 0 until the first bytes are there.
    Loading {
        loaded: u64,
        total: u64,
    },
    Ready(Backend),
}

#[derive(Default)]
pub(super) struct Slot {
    pub life: Life,
    /// It was told to play, and not to pause since.
    pub playing: bool,
    /// It has the lab's files.
    pub has_files: bool,
    /// It sent a frame that the page has not drawn yet.
    pub unshown: bool,
    /// It was asked something and has not said a word since.
    owes: bool,
    /// Milliseconds since its last word, while it should be talking.
    silence_ms: f64,
}

impl Slot {
    pub fn spawned() -> Self {
        Self { life: Life::Loading { loaded: 0, total: 0 }, ..Self::default() }
    }

    pub fn is_absent(&self) -> bool {
        self.life == Life::Absent
    }

    pub fn is_ready(&self) -> bool {
        self.backend().is_some()
    }

    pub fn backend(&self) -> Option<&Backend> {
        match &self.life {
            Life::Ready(backend) => Some(backend),
            _ => None,
        }
    }

    pub fn loading(&mut self, loaded: u64, total: u64) {
        self.heard();
        if matches!(self.life, Life::Loading { .. }) {
            self.life = Life::Loading { loaded, total };
        }
    }

    pub fn heard(&mut self) {
        self.owes = false;
        self.silence_ms = 0.0;
    }

    pub fn sent(&mut self, message: &ToWorker) {
        self.owes |= matches!(
            message,
            ToWorker::Open { .. }
                | ToWorker::Load { .. }
                | ToWorker::Edit(_)
                | ToWorker::Predict { .. }
                | ToWorker::Save { .. }
                | ToWorker::Export { .. }
                | ToWorker::Measure { .. }
        );
    }

    /// Counts the silence of a worker that should be talking; true when it has gone on for
    /// too long. `replaying`: it is replaying a run.
    pub fn is_too_silent(&mut self, worker: Worker, elapsed_ms: f64, replaying: bool) -> bool {
        let should_talk = match self.life {
            Life::Absent => false,
            // The network may be slow; the browser's compiler may not.
            Life::Loading { loaded, total } => total > 0 && loaded >= total,
            Life::Ready(_) => self.playing || self.owes || replaying,
        };
        self.silence_ms = if should_talk { self.silence_ms + elapsed_ms } else { 0.0 };
        self.silence_ms > patience_ms(worker)
    }
}

/// How long a worker may be silent while it should be talking.
pub(super) fn patience_ms(worker: Worker) -> f64 {
    match worker {
        Worker::Cpu => 10_000.0,
        // A step of a software adapter may take seconds, and the first one compiles shaders.
        Worker::Gpu => 60_000.0,
    }
}
