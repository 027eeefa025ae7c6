//! Questions to the network: one is under way at a time, and the newest waits.
//!
//! A finger that draws a digit asks faster than a slow device answers.

use std::rc::Rc;

use burrow_protocol::message::{Answerer, Request, ToWorker};

use super::stage::Stage;
use super::{Session, Worker};
use crate::session::state::Prediction;

#[derive(Default)]
pub(super) struct Predictions {
    /// Asked next; a newer one takes its place.
    pub next: Option<Vec<f32>>,
    asked: Option<Asked>,
}

struct Asked {
    request: Request,
    worker: Worker,
    input: Vec<f32>,
}

impl Predictions {
    /// Questions to another run than the one that is shown.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// Whether `request` is the one under way, which it is no longer.
    pub fn answered(&mut self, request: Request) -> bool {
        self.asked.take_if(|asked| asked.request == request).is_some()
    }

    /// A question to a worker that is gone is asked again, unless there is a newer one.
    pub fn lost_with(&mut self, worker: Worker) {
        if let Some(asked) = self.asked.take_if(|asked| asked.worker == worker) {
            self.next.get_or_insert(asked.input);
        }
    }
}

impl Session {
    pub(super) fn send_prediction(&mut self) {
        let Stage::With(worker) = self.stage else { return };
        if self.predictions.asked.is_some() {
            return;
        }
        if let Some(input) = self.predictions.next.take() {
            let request = self.next_request();
            self.predictions.asked = Some(Asked { request, worker, input: input.clone() });
            self.send(worker, ToWorker::Predict { request, input });
        }
    }

    pub(super) fn predicted(
        &mut self,
        request: Request,
        by: Answerer,
        output: Vec<f32>,
        units: Vec<f32>,
    ) {
        if self.predictions.answered(request) {
            self.state.prediction = Some(Rc::new(Prediction { request, by, output, units }));
            self.changed = true;
        }
    }
}
