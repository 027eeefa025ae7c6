//! What each of the learner's commands does.

use std::rc::Rc;

use burrow_protocol::message::ToWorker;
use burrow_protocol::params::{Effect as ParamEffect, PARAMS};
use burrow_protocol::recipe::{Edit, Recipe, apply_to_settings};
use burrow_protocol::settings::{Lab, Processor, Settings};

use super::compare::Comparison;
use super::rest::Rest;
use super::stage::Stage;
use super::{Command, Session};
use crate::session::state::Snapshot;
use crate::words::{Key, text};

impl Session {
    pub(super) fn command(&mut self, command: Command) {
        self.rest = Rest::default();
        match command {
            Command::Interest => self.come_near(),
            Command::Play => self.play(),
            Command::Pause => self.pause(),
            Command::Step => {
                self.wake();
                self.want_to_play(false);
                self.queue.push_back(Command::Step);
            }
            Command::Reset => {
                let initial = self.state.recipe.initial.clone();
                self.open(Recipe::new(initial));
            }
            Command::Open(recipe) => self.open(recipe),
            Command::Restore { recipe, checkpoint } => {
                let snapshot = Snapshot { step: recipe.step, bytes: checkpoint };
                // What was asked of the same run while its checkpoint travelled still holds.
                if self.stage != Stage::Waiting || *self.state.recipe != recipe {
                    self.open(recipe);
                }
                self.saves.keep(snapshot);
            }
            Command::Rest => {
                self.pause();
                self.rest = Rest::Wanted;
            }
            Command::OpenLab(lab) => self.open(Recipe::new(self.defaults_of(lab))),
            Command::Edit(edit) => self.edit(edit),
            Command::Load(bytes) => {
                self.come_near();
                self.loads.waiting = Some(bytes);
                self.loads.then_play = false;
            }
            Command::Save | Command::Export => {
                self.come_near();
                self.queue.push_back(command);
            }
            Command::Predict(input) => {
                self.come_near();
                self.predictions.next = Some(input);
            }
            Command::Downloaded => {
                self.changed |= self.state.download.take().is_some();
            }
            Command::Notify { text, warning } => self.notify(text, warning),
            Command::Dismiss(id) => self.dismiss(id),
        }
    }

    /// The run shall go on: a worker or a file that was given up is tried again.
    fn wake(&mut self) {
        self.come_near();
        if self.stopped.take().is_some() && self.stage.holder().is_none() {
            self.stage = Stage::Waiting;
            self.spawns.forgive();
            self.files.retry();
        }
    }

    fn play(&mut self) {
        self.wake();
        self.want_to_play(true);
    }

    fn want_to_play(&mut self, playing: bool) {
        self.playing = playing;
        self.loads.then_play = playing;
    }

    fn pause(&mut self) {
        self.want_to_play(false);
        // A replay goes on without play, so it is ended by name.
        if let Stage::With(worker) = self.stage
            && let Some(replay) = &mut self.replay
        {
            replay.is_ending = true;
            self.send(worker, ToWorker::Pause);
        }
    }

    fn open(&mut self, recipe: Recipe) {
        self.playing = false;
        self.begin(recipe);
    }

    /// The lab as it opens, on what the learner trains now.
    fn defaults_of(&self, lab: Lab) -> Settings {
        Settings { processor: self.processor, ..Settings::for_lab(lab) }
    }

    fn edit(&mut self, edit: Edit) {
        let effect = match &edit {
            Edit::Weight { .. } => ParamEffect::Live,
            Edit::Param { index, .. } => match PARAMS.get(usize::from(*index)) {
                Some(param) => param.effect,
                None => return,
            },
        };
        if effect == ParamEffect::Restart {
            return self.restart_with(&edit);
        }
        let nobody_knows_the_run = matches!(self.stage, Stage::Waiting)
            && self.saves.snapshot_step().is_none()
            && self.queue.is_empty();
        if nobody_knows_the_run || effect == ParamEffect::View {
            Rc::make_mut(&mut self.state.recipe).note(edit.clone());
            self.changed = true;
        }
        if is_processor(&edit) {
            self.choose_processor(&edit);
        }
        if !nobody_knows_the_run {
            self.queue.push_back(Command::Edit(edit));
        }
    }

    /// A new run with one thing changed; it plays on if the old one played.
    fn restart_with(&mut self, edit: &Edit) {
        let mut settings = self.state.recipe.current();
        apply_to_settings(&mut settings, edit);
        settings.processor = self.processor;
        self.begin(Recipe::new(settings));
    }

    /// A new choice is a new try, whatever was measured or went wrong before.
    fn choose_processor(&mut self, edit: &Edit) {
        let mut settings = self.state.recipe.current();
        apply_to_settings(&mut settings, edit);
        self.processor = settings.processor;
        self.comparison = Comparison::None;
        if self.processor == Processor::Gpu {
            self.gpu_failure = None;
            if !self.has_webgpu {
                self.gpu_failure = Some(text(Key::SessionNoWebgpu).to_string());
                self.warn(text(Key::SessionNoWebgpu));
            }
        }
    }
}

fn is_processor(edit: &Edit) -> bool {
    matches!(edit, Edit::Param { index, .. }
        if PARAMS.get(usize::from(*index)).is_some_and(|param| param.key == "processor"))
}
