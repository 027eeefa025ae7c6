//! What each message of a worker does.

use std::rc::Rc;

use burrow_protocol::frame::Frame;
use burrow_protocol::message::{FromWorker, Request, Run, ToWorker};
use burrow_protocol::recipe::Recipe;

use super::slot::Life;
use super::words::sentence;
use super::{Effect, Session, Worker};
use crate::session::state::Snapshot;

impl Session {
    pub(super) fn message(&mut self, worker: Worker, message: FromWorker) {
        if self.slot(worker).is_absent() {
            return;
        }
        self.slot_mut(worker).heard();
        match message {
            FromWorker::Ready(backend) => self.slot_mut(worker).life = Life::Ready(backend),
            FromWorker::Opened { run, recipe } => self.opened(worker, run, recipe),
            FromWorker::Edited { run, recipe } => self.edited(worker, run, recipe),
            FromWorker::Points { run, points } => {
                if self.is_current(worker, run) {
                    self.state.points = Rc::new(points);
                    self.changed = true;
                }
            }
            FromWorker::Frame { run, frame } => self.frame(worker, run, *frame),
            FromWorker::Stopped { run, why } => self.stopped_by_itself(worker, run, &why),
            FromWorker::Snapshot { run, step, bytes } => {
                self.snapshot(worker, run, Snapshot { step, bytes });
            }
            FromWorker::Saved { request, run, step, bytes } => {
                self.saved(worker, request, run, Snapshot { step, bytes });
            }
            FromWorker::Exported { request, bytes } => self.exported(request, bytes),
            FromWorker::Predicted { request, by, output, units } => {
                self.predicted(request, by, output, units);
            }
            FromWorker::Measured { request, step_ms } => self.measured(request, step_ms),
            FromWorker::RunRefused { run, why } => self.opening_refused(run, &why),
            FromWorker::Refused { request: None, why } => self.warn(sentence(&why)),
            FromWorker::Refused { request: Some(request), why } => self.refused(request, &why),
            FromWorker::Lost { why } => self.fail(worker, &why),
        }
    }

    pub(super) fn is_current(&self, worker: Worker, run: Run) -> bool {
        self.stage.holder() == Some(worker) && self.run == run
    }

    fn edited(&mut self, worker: Worker, run: Run, recipe: Recipe) {
        if !self.is_current(worker, run) {
            return;
        }
        match &mut self.replay {
            Some(replay) => replay.told = Some(recipe),
            None => self.set_recipe(recipe),
        }
    }

    fn frame(&mut self, worker: Worker, run: Run, frame: Frame) {
        if !self.is_current(worker, run) {
            // It will not be drawn, but the worker waits for leave to send the next.
            self.send(worker, ToWorker::FrameShown);
            return;
        }
        self.slot_mut(worker).unshown = true;
        self.follow(frame.step, frame.replay_to);
        let frame = Rc::new(frame);
        self.state.frame = Some(frame.clone());
        self.effects.push(Effect::Draw(frame));
        self.changed = true;
    }

    fn stopped_by_itself(&mut self, worker: Worker, run: Run, why: &str) {
        if !self.is_current(worker, run) {
            return;
        }
        self.slot_mut(worker).playing = false;
        self.playing = false;
        self.end_replay();
        self.stopped = Some(sentence(why));
    }

    /// A request could not be followed; whose it was says what that means.
    fn refused(&mut self, request: Request, why: &str) {
        if self.comparison.has(request) {
            return self.comparison_refused(why);
        }
        if self.handover_save_refused(request, why) {
            return;
        }
        self.saves.forget_download(request);
        self.predictions.answered(request);
        self.warn(sentence(why));
    }
}
