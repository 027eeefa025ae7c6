//! Checkpoints: those the session keeps for a bad day, and those the learner asks for.

use std::rc::Rc;

use burrow_protocol::message::{Request, Run, ToWorker};
use burrow_protocol::settings::Choice;

use super::{Command, Session, Worker};
use crate::session::state::{Download, Snapshot};

#[derive(Default)]
pub(super) struct Saves {
    /// The last state of the run that outlives its worker.
    snapshot: Option<Rc<Snapshot>>,
    /// The learner's requests, until they are answered.
    downloads: Vec<(Request, Worker, Command)>,
}

impl Saves {
    /// A worker's messages keep their order, so the newest to arrive is the newest made.
    pub fn keep(&mut self, snapshot: Snapshot) {
        self.snapshot = Some(Rc::new(snapshot));
    }

    pub fn forget_snapshot(&mut self) {
        self.snapshot = None;
    }

    pub fn snapshot(&self) -> Option<&Rc<Snapshot>> {
        self.snapshot.as_ref()
    }

    pub fn snapshot_step(&self) -> Option<u64> {
        self.snapshot.as_ref().map(|snapshot| snapshot.step)
    }

    pub fn snapshot_bytes(&self) -> Option<Vec<u8>> {
        self.snapshot.as_ref().map(|snapshot| snapshot.bytes.clone())
    }

    pub fn forget_download(&mut self, request: Request) {
        self.downloads.retain(|(asked, ..)| *asked != request);
    }

    fn take_download(&mut self, request: Request) -> Option<Command> {
        let index = self.downloads.iter().position(|(asked, ..)| *asked == request)?;
        Some(self.downloads.remove(index).2)
    }

    /// What the learner asked of a worker that is gone.
    pub fn requests_lost_with(&mut self, worker: Worker) -> Vec<Command> {
        self.downloads
            .extract_if(.., |(_, asked, _)| *asked == worker)
            .map(|(.., command)| command)
            .collect()
    }
}

impl Session {
    pub(super) fn save_for_learner(&mut self, worker: Worker) {
        let request = self.next_request();
        self.saves.downloads.push((request, worker, Command::Save));
        self.send(worker, ToWorker::Save { request });
    }

    pub(super) fn export_for_learner(&mut self, worker: Worker) {
        let request = self.next_request();
        self.saves.downloads.push((request, worker, Command::Export));
        self.send(worker, ToWorker::Export { request });
    }

    pub(super) fn snapshot(&mut self, worker: Worker, run: Run, snapshot: Snapshot) {
        if !self.is_current(worker, run) {
            return;
        }
        // A hidden page draws no frames, so this may be the first to tell that a replay is done.
        if self.replay.as_ref().is_some_and(|replay| snapshot.step >= replay.to) {
            self.follow(snapshot.step, None);
        }
        // In the middle of a replay it does not know where the replay ends.
        if self.replay.is_none() {
            self.saves.keep(snapshot);
        }
    }

    pub(super) fn saved(&mut self, worker: Worker, request: Request, run: Run, snapshot: Snapshot) {
        if self.saves.take_download(request).is_some() {
            self.offer("bpk", snapshot.step, snapshot.bytes.clone());
        }
        if self.comparison.is_saving(request) {
            self.measure(snapshot.bytes.clone());
        }
        let bytes = snapshot.bytes.clone();
        self.snapshot(worker, run, snapshot);
        self.fall_asleep_after(request);
        self.hand_on(worker, request, bytes);
    }

    pub(super) fn exported(&mut self, request: Request, bytes: Vec<u8>) {
        if self.saves.take_download(request).is_some() {
            self.offer("safetensors", self.state.recipe.step, bytes);
        }
    }

    fn offer(&mut self, ending: &str, step: u64, bytes: Vec<u8>) {
        let name = format!("burrow-{}-step-{step}.{ending}", self.lab().key());
        self.state.download = Some(Rc::new(Download { name, bytes }));
        self.changed = true;
    }
}
