//! What the views read, and what they may ask for.
//!
//! The session is the only one who talks to the workers. A view reads a [`RunState`] and
//! sends a [`Command`]; it never sees a message.

use std::rc::Rc;

use burrow_protocol::frame::{Frame, Points};
use burrow_protocol::message::{Answerer, Backend, Request};
use burrow_protocol::recipe::{Edit, Recipe};
use burrow_protocol::settings::{Lab, Settings};

/// A moment of a run, as far as the page knows. Cloning is cheap.
#[derive(Clone, Debug, PartialEq)]
pub struct RunState {
    /// Settings, log of changes and step, as the worker last told them.
    pub recipe: Rc<Recipe>,
    pub status: Status,
    /// Where the run trains now; none before a worker is ready.
    pub backend: Option<Backend>,
    pub gpu: GpuState,
    pub frame: Option<Rc<Frame>>,
    pub points: Rc<Points>,
    pub prediction: Option<Rc<Prediction>>,
    /// The last state of the run that outlives its worker.
    pub snapshot: Option<Rc<Snapshot>>,
    /// Bytes that the learner asked to save, until they are taken.
    pub download: Option<Rc<Download>>,
    /// What to tell the learner, newest last; a live region reads it out.
    pub notices: Rc<Vec<Notice>>,
}

impl Default for RunState {
    /// The boundary lab, before anybody touched it.
    fn default() -> Self {
        Self {
            recipe: Rc::new(Recipe::new(Settings::for_lab(Lab::Boundary))),
            status: Status::Idle,
            backend: None,
            gpu: GpuState::Off,
            frame: None,
            points: Rc::default(),
            prediction: None,
            snapshot: None,
            download: None,
            notices: Rc::default(),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum Status {
    /// No worker has been fetched: the learner has shown no interest yet.
    Idle,
    /// The CPU worker is on its way.
    Loading,
    Paused,
    Playing,
    /// The run is being replayed to the recipe's step.
    Replaying {
        done: u64,
        to: u64,
    },
    /// Training stopped by itself; the words say why.
    Stopped {
        why: String,
    },
}

/// What became of the GPU worker.
#[derive(Clone, Debug, PartialEq)]
pub enum GpuState {
    /// Not asked for: nobody pressed play, or the learner chose the CPU.
    Off,
    /// The worker's file is on its way; `total` is its size in bytes.
    Loading { loaded: u64, total: u64 },
    /// The file is there; the device is being made and a step measured.
    WarmingUp,
    /// Ready, but the CPU goes on: milliseconds a step, measured on both.
    Slower { cpu_ms: f32, gpu_ms: f32, backend: Backend },
    /// The run trains there.
    Active,
    /// There is none, or it was lost; the words say what happened.
    Failed { why: String },
}

/// The network's answer to [`Command::Predict`].
#[derive(Clone, Debug, PartialEq)]
pub struct Prediction {
    pub request: Request,
    pub by: Answerer,
    pub output: Vec<f32>,
    pub units: Vec<f32>,
}

/// A checkpoint and the step it was made at.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    pub step: u64,
    pub bytes: Vec<u8>,
}

/// A file made for the learner.
#[derive(Clone, Debug, PartialEq)]
pub struct Download {
    pub name: String,
    pub bytes: Vec<u8>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    pub id: u32,
    pub text: String,
    /// Something went wrong, and the learner should know.
    pub warning: bool,
}

/// What a view may ask for.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// The learner came near a lab (hover, focus, touch, key): fetch the CPU worker.
    Interest,
    Play,
    Pause,
    Step,
    /// The same recipe from step 0, without its changes.
    Reset,
    /// A live or view parameter changes the run; one that restarts begins a new one.
    Edit(Edit),
    /// A new run, replayed to the recipe's step.
    Open(Recipe),
    /// Goes on with a run from the checkpoint that belongs to its step; where that cannot be
    /// read, the run is replayed. Nothing is fetched before the learner shows interest.
    Restore {
        recipe: Recipe,
        checkpoint: Vec<u8>,
    },
    /// Pauses, saves the run and lets its workers go, until somebody comes near again.
    Rest,
    /// Begins the lab with its defaults.
    OpenLab(Lab),
    /// Goes on from a checkpoint that the learner chose.
    Load(Vec<u8>),
    /// Makes a checkpoint for the learner: fills `download`.
    Save,
    /// Makes a safetensors file for the learner: fills `download`.
    Export,
    /// The download was taken.
    Downloaded,
    Predict(Vec<f32>),
    /// Says something to the learner.
    Notify {
        text: String,
        warning: bool,
    },
    Dismiss(u32),
}
