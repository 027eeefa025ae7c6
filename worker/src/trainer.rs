//! The one task of a worker: takes messages, trains in slices, draws, saves.

use burn::tensor::Device;

use burrow_learn::checkpoint;
use burrow_learn::data::{Files, digits};
use burrow_learn::maps::{Plane, maps};
use burrow_learn::run::{Run, Stopped};
use burrow_learn::weights;
use burrow_protocol::frame::Frame;
use burrow_protocol::message::{Answerer, FromWorker, Request, Run as RunId, ToWorker};
use burrow_protocol::recipe::Edit;
use burrow_protocol::settings::Lab;
use burrow_worker_host::{Inbox, next_task, now, send};

use crate::pace::Pace;

/// Steps before a measurement, so that the browser has compiled what it will.
const MEASURE_WARM_UP: u32 = 3;
/// A measurement ends after so many milliseconds.
const MEASURE_MS: f64 = 200.0;

/// A worker's state.
pub struct Trainer {
    device: Device,
    inbox: Inbox<ToWorker>,
    files: Files,
    pretrained: Option<Run>,
    current: Option<(RunId, Run)>,
    plane: Option<Plane>,
    pace: Pace,
    playing: bool,
    /// The page can take a frame.
    credit: bool,
    /// Something has changed since the last frame.
    dirty: bool,
    /// Something has changed since the last snapshot.
    unsaved: bool,
}

impl Trainer {
    pub fn new(device: Device, inbox: Inbox<ToWorker>) -> Self {
        Self {
            device,
            inbox,
            files: Files::default(),
            pretrained: None,
            current: None,
            plane: None,
            pace: Pace::default(),
            playing: false,
            credit: true,
            dirty: false,
            unsaved: false,
        }
    }

    /// Works for as long as the worker lives.
    pub async fn drive(mut self) {
        loop {
            while let Some(message) = self.inbox.pop() {
                self.follow(message).await;
            }
            self.train_slice().await;
            self.draw_if_due().await;
            self.save_if_due().await;
            match self.idle_for() {
                Idle::Not => next_task().await,
                Idle::For(ms) => self.inbox.wait(Some(ms)).await,
                Idle::Forever => self.inbox.wait(None).await,
            }
        }
    }

    async fn follow(&mut self, message: ToWorker) {
        match message {
            ToWorker::Data { lab, bytes } => self.take_data(lab, &bytes),
            ToWorker::Pretrained { bytes } => self.take_pretrained(&bytes),
            ToWorker::Open { run, recipe } => {
                let opened = Run::open(recipe, &self.files, &self.device);
                self.begin(run, opened);
            }
            ToWorker::Load { run, bytes } => {
                let loaded = checkpoint::load(&bytes, &self.files, &self.device);
                self.begin(run, loaded);
            }
            ToWorker::Play => self.playing = self.current.is_some(),
            ToWorker::Pause => self.pause(),
            ToWorker::Step => {
                self.pause();
                self.train(1).await;
                self.unsaved = true;
            }
            ToWorker::Edit(edit) => self.edit(edit),
            ToWorker::FrameShown => self.credit = true,
            ToWorker::Predict { request, input } => self.predict(request, &input).await,
            ToWorker::Save { request } => self.save(request).await,
            ToWorker::Export { request } => self.export(request).await,
            ToWorker::Measure { request, bytes } => self.measure(request, &bytes).await,
        }
    }

    fn take_data(&mut self, lab: Lab, bytes: &[u8]) {
        match (lab, digits::parse(bytes)) {
            (Lab::Digits, Ok(digits)) => self.files.digits = Some(digits),
            (Lab::Digits, Err(why)) => send(&FromWorker::Refused { request: None, why }),
            (Lab::Boundary, _) => {}
        }
    }

    fn take_pretrained(&mut self, bytes: &[u8]) {
        match checkpoint::load(bytes, &self.files, &self.device) {
            Ok(run) => self.pretrained = Some(run),
            Err(why) => send(&FromWorker::Refused { request: None, why }),
        }
    }

    /// Puts a new run in the place of the old one; a refusal leaves the old one alone.
    fn begin(&mut self, id: RunId, run: Result<Run, String>) {
        let run = match run {
            Ok(run) => run,
            Err(why) => return send(&FromWorker::RunRefused { run: id, why }),
        };
        self.playing = false;
        self.pace.restart(now());
        self.pace.want(run.settings().speed.steps_per_second(), now());
        send(&FromWorker::Opened { run: id, recipe: run.recipe().clone() });
        send(&FromWorker::Points { run: id, points: run.points().clone() });
        self.current = Some((id, run));
        self.dirty = true;
        self.unsaved = true;
    }

    fn pause(&mut self) {
        self.playing = false;
        self.dirty = true;
        if let Some((_, run)) = &mut self.current {
            run.stop_replay();
        }
    }

    fn edit(&mut self, edit: Edit) {
        let Some((id, run)) = &mut self.current else { return };
        let (id, split) = (*id, run.settings().split);
        match run.edit(edit) {
            Ok(()) => send(&FromWorker::Edited { run: id, recipe: run.recipe().clone() }),
            Err(why) => return send(&FromWorker::Refused { request: None, why }),
        }
        if run.settings().split != split {
            send(&FromWorker::Points { run: id, points: run.points().clone() });
        }
        self.pace.want(run.settings().speed.steps_per_second(), now());
        self.dirty = true;
        self.unsaved = true;
    }

    fn is_replaying(&self) -> bool {
        self.current.as_ref().is_some_and(|(_, run)| run.replay_to().is_some())
    }

    fn is_busy(&self) -> bool {
        self.playing || self.is_replaying()
    }

    /// Trains until it is time to look at messages again.
    async fn train_slice(&mut self) {
        let began = now();
        while self.is_busy() && !self.pace.slice_is_over(began, now()) {
            let replay = self.current.as_ref().and_then(|(_, run)| {
                run.replay_to().map(|to| to.saturating_sub(run.recipe().step))
            });
            let due = self.pace.steps_due(now(), replay.is_some());
            // A replay ends at its step, not a few later.
            let due = replay.map_or(due, |left| due.min(left.min(u64::from(u32::MAX)) as u32));
            if due == 0 {
                break;
            }
            self.train(due).await;
        }
    }

    async fn train(&mut self, n: u32) {
        let began = now();
        let Some((_, run)) = &mut self.current else { return };
        let result = run.steps(n).await;
        self.pace.did_steps(n, began, now());
        self.dirty = true;
        self.unsaved = true;
        if let Err(stopped) = result {
            self.stop(stopped);
        }
    }

    /// Training stopped by itself. Where the device is gone the run has not come to an end: the
    /// page takes it elsewhere.
    fn stop(&mut self, stopped: Stopped) {
        self.playing = false;
        self.dirty = true;
        let Some((id, run)) = &self.current else { return };
        match stopped {
            Stopped::DeviceLost(why) => send(&FromWorker::Lost { why }),
            Stopped::Ended(why) => {
                send(&FromWorker::Edited { run: *id, recipe: run.recipe().clone() });
                send(&FromWorker::Stopped { run: *id, why });
            }
        }
    }

    async fn draw_if_due(&mut self) {
        // A pause is shown at once, whatever the last picture took.
        let due = !self.is_busy() || self.pace.picture_is_due(now());
        if !self.credit || !self.dirty || !due {
            return;
        }
        let began = now();
        let Some((_, run)) = &mut self.current else { return };
        // Where the loss is no number the frame shows the good weights that the run stands at.
        if let Err(stopped) = run.score().await {
            self.stop(stopped);
        }
        let Some((id, run)) = &self.current else { return };
        let id = *id;
        let maps = match run.settings().lab {
            Lab::Boundary => maps(run, &mut self.plane).await.map(Some),
            Lab::Digits => Ok(None),
        };
        let maps = match maps {
            Ok(maps) => maps,
            Err(why) => return send(&FromWorker::Lost { why }),
        };
        let frame = Frame {
            step: run.recipe().step,
            epoch: run.epoch(),
            playing: self.playing,
            replay_to: run.replay_to(),
            step_ms: self.pace.step_ms(),
            steps_per_second: self.pace.steps_per_second(),
            curve: run.curve(),
            confusion: run.confusion().cloned(),
            maps,
        };
        self.pace.did_picture(began, now());
        self.credit = false;
        self.dirty = false;
        send(&FromWorker::Frame { run: id, frame: Box::new(frame) });
    }

    async fn save_if_due(&mut self) {
        // A pause is saved at once: after it nothing can be lost.
        if !self.unsaved || (self.is_busy() && !self.pace.snapshot_is_due(now())) {
            return;
        }
        let Some((id, run)) = &self.current else { return };
        let (id, step) = (*id, run.recipe().step);
        match checkpoint::save(run).await {
            Ok(bytes) => send(&FromWorker::Snapshot { run: id, step, bytes }),
            Err(why) => send(&FromWorker::Lost { why }),
        }
        self.pace.did_snapshot(now());
        self.unsaved = false;
    }

    fn idle_for(&self) -> Idle {
        let now = now();
        if self.is_busy() {
            return match self.pace.steps_due(now, self.is_replaying()) {
                0 => Idle::For(self.pace.until_step(now)),
                _ => Idle::Not,
            };
        }
        Idle::Forever
    }

    async fn predict(&self, request: Request, input: &[f32]) {
        let Some((_, run)) = &self.current else { return };
        let untrained = run.settings().lab == Lab::Digits && run.recipe().step == 0;
        let (by, run) = match &self.pretrained {
            Some(pretrained) if untrained => (Answerer::Pretrained, pretrained),
            _ => (Answerer::Run, run),
        };
        send(&match run.predict(input).await {
            Ok((output, units)) => FromWorker::Predicted { request, by, output, units },
            Err(why) => FromWorker::Refused { request: Some(request), why },
        });
    }

    async fn save(&self, request: Request) {
        let Some((id, run)) = &self.current else { return };
        let step = run.recipe().step;
        send(&match checkpoint::save(run).await {
            Ok(bytes) => FromWorker::Saved { request, run: *id, step, bytes },
            Err(why) => FromWorker::Refused { request: Some(request), why },
        });
    }

    async fn export(&self, request: Request) {
        let Some((_, run)) = &self.current else { return };
        send(&match weights::export(run).await {
            Ok(bytes) => FromWorker::Exported { request, bytes },
            Err(why) => FromWorker::Refused { request: Some(request), why },
        });
    }

    /// How long a step of this checkpoint takes here, warm.
    async fn measure(&self, request: Request, bytes: &[u8]) {
        let measured = async {
            let mut run = checkpoint::load(bytes, &self.files, &self.device)?;
            run.steps(MEASURE_WARM_UP).await?;
            let (began, mut steps) = (now(), 0);
            while now() - began < MEASURE_MS {
                run.steps(4).await?;
                steps += 4;
            }
            Ok::<f64, String>((now() - began) / f64::from(steps))
        };
        send(&match measured.await {
            Ok(ms) => FromWorker::Measured { request, step_ms: ms as f32 },
            Err(why) => FromWorker::Refused { request: Some(request), why },
        });
    }
}

/// How long there is nothing to do.
enum Idle {
    Not,
    For(f64),
    Forever,
}
