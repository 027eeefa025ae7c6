//! What the session takes in and gives out.

use std::rc::Rc;

use burrow_protocol::frame::Frame;
use burrow_protocol::message::{FromWorker, ToWorker};

use super::files::File;
use super::stage::Worker;
use crate::session::state::Command;

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    Command(Command),
    /// Bytes of its wasm file that a worker has got so far.
    Loading {
        worker: Worker,
        loaded: u64,
        total: u64,
    },
    Message(Worker, Box<FromWorker>),
    /// A worker cannot go on; `why` is for people.
    Failed {
        worker: Worker,
        why: String,
    },
    FileArrived(File, Rc<Vec<u8>>),
    FileFailed(File, String),
    /// About four times a second.
    Tick {
        now_ms: f64,
    },
    /// The page has drawn what it was given with [`Effect::Draw`].
    FrameDrawn,
}

/// What to do about it.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    Spawn(Worker),
    /// Nothing of this worker may arrive any more.
    Terminate(Worker),
    Send(Worker, ToWorker),
    Fetch(File),
    /// Show this to the canvases; after the next animation frame comes [`Event::FrameDrawn`].
    Draw(Rc<Frame>),
    /// [`Session::state`] is not what it was.
    Changed,
}
