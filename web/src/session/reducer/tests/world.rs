//! A session with workers that answer at any speed, and what must hold at all times.

use std::rc::Rc;

use burrow_protocol::message::{decode, encode};

use super::super::File;
use super::super::stage::Stage;
use super::puppet::{Checkpoint, Puppet};
use super::*;

/// When a checkpoint that the learner chose was made: before this page.
const OF_ANOTHER_RUN: u64 = 0;
const FOREIGN: &[u8] = b"not a checkpoint";

/// Something that happens.
#[derive(Clone, Copy, Debug)]
pub enum Happening {
    Command(u8),
    /// A worker follows its next message.
    Follow(Worker),
    /// A worker trains a little and draws.
    Train(Worker),
    Snapshot(Worker),
    /// A worker that was started gets ready.
    Ready(Worker),
    Dies(Worker),
    /// A message of a run and a request that nobody knows.
    Rubbish(Worker, u8),
    FileArrives,
    FileFails,
    Tick,
    FrameDrawn,
}

/// The session with its two puppets, and what is held to be true of them.
pub struct World {
    session: Session,
    cpu: Option<Puppet>,
    gpu: Option<Puppet>,
    /// Who was told to play, and not to pause since.
    told_to_play: Vec<Worker>,
    asked_files: Vec<File>,
    moment: u64,
    /// When the session's snapshot was made.
    snapshot_made: Option<u64>,
    /// Weights that the learner set in this run, each another one.
    weights: Vec<u32>,
    /// Some of them may be gone: the worker that had the run is.
    may_have_lost: bool,
}

impl World {
    pub fn new() -> Self {
        Self {
            session: Session::new(true),
            cpu: None,
            gpu: None,
            told_to_play: Vec::new(),
            asked_files: Vec::new(),
            moment: 0,
            snapshot_made: None,
            weights: Vec::new(),
            may_have_lost: false,
        }
    }

    fn puppet(&mut self, worker: Worker) -> &mut Option<Puppet> {
        match worker {
            Cpu => &mut self.cpu,
            Gpu => &mut self.gpu,
        }
    }

    pub fn happen(&mut self, happening: Happening) {
        self.moment += 1;
        let moment = self.moment;
        let event = match happening {
            Happening::Command(which) => Some(Event::Command(self.command(which))),
            Happening::Dies(worker) => {
                self.puppet(worker).as_ref().map(|_| Event::Failed { worker, why: "x".into() })
            }
            Happening::FileArrives => {
                self.asked_files.pop().map(|file| Event::FileArrived(file, Rc::new(vec![])))
            }
            Happening::FileFails => {
                self.asked_files.pop().map(|file| Event::FileFailed(file, "x".into()))
            }
            Happening::Tick => Some(Event::Tick { now_ms: moment as f64 * 250.0 }),
            Happening::FrameDrawn => Some(Event::FrameDrawn),
            Happening::Ready(worker) => {
                self.word_of(worker, |puppet| (!puppet.is_ready).then(|| puppet.get_ready()))
            }
            Happening::Follow(worker) => self.word_of(worker, |puppet| puppet.follow(moment)),
            Happening::Train(worker) => self.word_of(worker, Puppet::train),
            Happening::Snapshot(worker) => self.word_of(worker, |puppet| puppet.snapshot(moment)),
            Happening::Rubbish(worker, which) => self.word_of(worker, |_| Some(rubbish(which))),
        };
        if let Some(event) = event {
            self.handle(event);
        }
    }

    fn word_of(
        &mut self,
        worker: Worker,
        says: impl FnOnce(&mut Puppet) -> Option<FromWorker>,
    ) -> Option<Event> {
        let message = says(self.puppet(worker).as_mut()?)?;
        Some(Event::Message(worker, Box::new(message)))
    }

    fn command(&mut self, which: u8) -> Command {
        let command = match which {
            0 => Command::Interest,
            1..=4 => Command::Play,
            5 => Command::Pause,
            6 => Command::Step,
            7 => Command::Reset,
            8..=10 => Command::Edit(Edit::Weight { index: self.moment as u32, value: 0.5 }),
            11 => Command::Edit(edit("seed", Value::Number(self.moment as f64))),
            12 => processor(Processor::Automatic),
            13 => processor(Processor::Cpu),
            14 => processor(Processor::Gpu),
            15 => Command::Open(kept()),
            16 => Command::Load(encode(&(OF_ANOTHER_RUN, &recipe_of(Lab::Boundary)))),
            17 => Command::Load(FOREIGN.to_vec()),
            18 => Command::OpenLab(Lab::Digits),
            19 => Command::Rest,
            20 => {
                Command::Restore { recipe: kept(), checkpoint: encode(&(OF_ANOTHER_RUN, kept())) }
            }
            21 => Command::Restore { recipe: kept(), checkpoint: FOREIGN.to_vec() },
            _ => [Command::Save, Command::Export, Command::Predict(vec![0.0])]
                [self.moment as usize % 3]
                .clone(),
        };
        match &command {
            Command::Edit(Edit::Weight { index, .. }) => self.weights.push(*index),
            Command::Reset | Command::Open(_) | Command::OpenLab(_) => self.begin_again(),
            Command::Edit(edit)
                if *edit == super::edit("seed", Value::Number(self.moment as f64)) =>
            {
                self.begin_again();
            }
            // What was asked of the same run while its checkpoint travelled still holds.
            Command::Restore { recipe, .. } => {
                let is_same = *self.session.state().recipe == *recipe;
                if self.session.stage != Stage::Waiting || !is_same {
                    self.begin_again();
                }
            }
            // Nobody can say which edits will have been made when it is read.
            Command::Load(_) => self.may_have_lost = true,
            _ => {}
        }
        command
    }

    fn begin_again(&mut self) {
        self.weights.clear();
        self.may_have_lost = false;
    }

    fn handle(&mut self, event: Event) {
        let (stage, was_awake) = (self.session.stage.clone(), self.session.interest);
        let had_lost = self.may_have_lost;
        let is_saved = is_saved(&event);
        for effect in self.session.handle(event) {
            self.perform(effect, &stage);
        }
        if was_awake && !self.session.interest {
            assert!(self.cpu.is_none() && self.gpu.is_none(), "a worker is left at rest");
            // What was saved before it went to rest is all that there was.
            self.may_have_lost = if is_saved { had_lost } else { self.may_have_lost };
        }
        assert!(self.told_to_play.len() <= 1, "{:?} play", self.told_to_play);
        let snapshot = self.session.saves.snapshot_bytes();
        let made = snapshot
            .filter(|bytes| bytes != FOREIGN)
            .map(|bytes| decode::<Checkpoint>(&bytes).expect("a checkpoint").0)
            .filter(|made| *made != OF_ANOTHER_RUN);
        if let (Some(old), Some(new)) = (self.snapshot_made, made) {
            assert!(new >= old, "the snapshot of {old} was replaced by that of {new}");
        }
        self.snapshot_made = made;
    }

    /// `stage`: where the run was before the event.
    fn perform(&mut self, effect: Effect, stage: &Stage) {
        match effect {
            Effect::Spawn(worker) => {
                let before = self.puppet(worker).replace(Puppet::new(worker));
                assert!(before.is_none(), "{worker:?} was started twice");
            }
            Effect::Terminate(worker) => {
                assert!(self.puppet(worker).take().is_some());
                self.told_to_play.retain(|told| *told != worker);
                let has_left = matches!(stage, Stage::Loading { .. });
                let opening = worker == Cpu && matches!(stage, Stage::Opening { .. });
                self.may_have_lost |= opening || stage.holder() == Some(worker) && !has_left;
            }
            Effect::Send(worker, message) => {
                if matches!(message, ToWorker::Play | ToWorker::Pause | ToWorker::Step) {
                    self.told_to_play.retain(|told| *told != worker);
                }
                if message == ToWorker::Play {
                    self.told_to_play.push(worker);
                }
                let puppet = self.puppet(worker).as_mut().expect("a message to nobody");
                assert!(puppet.is_ready, "{message:?} before {worker:?} was ready");
                puppet.inbox.push_back(message);
            }
            Effect::Fetch(file) => self.asked_files.push(file),
            Effect::Draw(_) | Effect::Changed => {}
        }
    }

    /// Everybody finishes what they were doing, and nobody dies.
    fn settle(&mut self) {
        for _ in 0..200 {
            for worker in Worker::ALL {
                self.happen(Happening::Ready(worker));
                self.happen(Happening::Follow(worker));
                self.happen(Happening::Train(worker));
            }
            self.happen(Happening::FileArrives);
            self.happen(Happening::FrameDrawn);
        }
    }

    pub fn check_that_it_plays(&mut self) {
        self.handle(Event::Command(Command::Play));
        self.settle();
        let session = &self.session;
        let Stage::With(holder) = session.stage else { panic!("stuck in {:?}", session.stage) };
        assert_eq!(self.told_to_play, [holder]);
        assert_eq!(session.state().status, Status::Playing);
        assert!(session.queue.is_empty());
        assert!(!session.loads.is_pending());
        let (run, step) = (session.run, session.state().recipe.step);

        let may_have_lost = self.may_have_lost;
        let weights = self.weights.clone();
        let running = self.puppet(holder).as_ref().and_then(|puppet| puppet.run.as_ref());
        let running = running.expect("the worker has the run");
        assert_eq!((running.id, running.playing), (run, true));
        assert!(running.recipe.step >= step && step > 0);
        if !may_have_lost {
            let made: Vec<u32> = running.recipe.log.iter().filter_map(weight_of).collect();
            assert_eq!(made, weights, "an edit was lost");
        }
    }
}

fn is_saved(event: &Event) -> bool {
    matches!(event, Event::Message(_, message) if matches!(**message, FromWorker::Saved { .. }))
}

/// A run as it was kept on the device.
fn kept() -> Recipe {
    Recipe { step: 9, ..recipe_of(Lab::Boundary) }
}

fn weight_of(change: &burrow_protocol::recipe::Change) -> Option<u32> {
    match change.edit {
        Edit::Weight { index, .. } => Some(index),
        Edit::Param { .. } => None,
    }
}

fn rubbish(which: u8) -> FromWorker {
    let (run, request) = (9_999_999, 9_999_999);
    match which {
        0 => FromWorker::Opened { run, recipe: recipe_of(Lab::Digits) },
        1 => FromWorker::Edited { run, recipe: recipe_of(Lab::Digits) },
        2 => FromWorker::Saved { request, run, step: 7, bytes: FOREIGN.to_vec() },
        3 => FromWorker::Measured { request, step_ms: 0.0 },
        _ => FromWorker::Stopped { run, why: "x".to_string() },
    }
}
