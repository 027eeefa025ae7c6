//! What the views of a figure read, and what they may ask for.

use std::rc::Rc;

use crate::go::session::{Moment, Output, Writer};
use crate::gofigure::model::Numbers;

/// A step of the program: the moment before a statement, and what has been written by then.
#[derive(Clone, Debug)]
pub struct Step {
    pub moment: Moment,
    pub output: Rc<Output>,
}

impl PartialEq for Step {
    fn eq(&self, other: &Self) -> bool {
        self.moment == other.moment
    }
}

impl Step {
    pub fn line(&self) -> Option<u32> {
        self.moment.0.place.as_ref().map(|place| place.line)
    }

    /// What the program has written.
    pub fn written(&self) -> String {
        written(&self.output)
    }

    /// Calls that the goroutine is in, those that are not shown among them.
    pub fn depth(&self, goroutine: u64) -> Option<u64> {
        let goroutine = self.moment.0.goroutine(goroutine)?;
        Some(goroutine.frames.len() as u64 + goroutine.more_frames)
    }
}

/// What of an output the program itself has written.
pub fn written(output: &Output) -> String {
    let pieces = output.blocks.iter().flat_map(|block| &block.pieces);
    let own = pieces.filter(|piece| matches!(piece.writer, Writer::Out | Writer::Err));
    own.map(|piece| piece.text.as_str()).collect()
}

/// A figure's program at a moment. Cloning is cheap.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Play {
    /// Every step so far, the program's first one first.
    pub steps: Rc<Vec<Step>>,
    /// The one that is shown.
    pub at: usize,
    /// The one that the figure opened with; none before that.
    pub opened: Option<usize>,
    /// Whether a step is on its way.
    pub is_busy: bool,
    pub is_playing: bool,
    pub is_reached: bool,
    /// Why it does not go on.
    pub trouble: Option<Rc<str>>,
    /// What objects on the heap are called.
    pub numbers: Rc<Numbers>,
}

impl Play {
    /// The step that is shown; none before the figure has opened.
    pub fn step(&self) -> Option<&Step> {
        self.opened?;
        self.steps.get(self.at)
    }

    /// The one before it.
    pub fn before(&self) -> Option<&Step> {
        self.opened?;
        self.steps.get(self.at.checked_sub(1)?)
    }

    /// Whether nothing comes behind it.
    pub fn is_at_end(&self) -> bool {
        self.step().is_some_and(|step| step.moment.is_end())
    }
}

/// What a view may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// The learner comes near: the figure opens.
    Near,
    /// To the next step, into whatever is called.
    Forward,
    /// To the next statement of this call, or of its caller.
    Over,
    /// To the next statement of the caller.
    Out,
    /// Has the goroutine with this number go on; what was seen of another order is forgotten.
    Run(u64),
    Back,
    /// To a step that was there already.
    To(usize),
    Play,
    Pause,
    /// To where the lesson opens it.
    Again,
}
