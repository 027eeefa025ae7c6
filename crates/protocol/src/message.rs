//! The two enums that cross between page and worker, and their bytes.
//!
//! A message is one byte of [`VERSION`] and then postcard. Frames are latest-wins: the
//! worker sends one, then waits for [`ToWorker::FrameShown`], so a slow page never queues
//! work up.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::frame::{Frame, Points};
use crate::recipe::{Edit, Recipe};
use crate::settings::Lab;

/// Changes whenever one of these enums or of [`go`](crate::go)'s changes; page and worker of two builds do not
/// talk.
pub const VERSION: u8 = 2;

/// Names a request, so that its answer can be told from others.
pub type Request = u32;

/// Numbers the runs of one page, so that a frame of an earlier run is not shown.
pub type Run = u32;

/// Page to worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ToWorker {
    /// A file that a lab needs; sent before [`ToWorker::Open`] of that lab.
    Data {
        lab: Lab,
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
    },
    /// A checkpoint that answers [`ToWorker::Predict`] until the run has done a step.
    Pretrained {
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
    },
    /// Begins a run at step 0 and replays it to the recipe's step.
    Open {
        run: Run,
        recipe: Recipe,
    },
    /// Goes on from a checkpoint. A refusal leaves the running model as it is.
    Load {
        run: Run,
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
    },
    Play,
    Pause,
    /// One step, then pause.
    Step,
    /// Changes a parameter or a weight of the run.
    Edit(Edit),
    /// The page has drawn the last frame and is ready for the next.
    FrameShown,
    /// Asks for the network's answer: a point `[x, y]`, or the pixels of a digit, 0 to 1.
    Predict {
        request: Request,
        input: Vec<f32>,
    },
    /// Asks for a checkpoint of this moment.
    Save {
        request: Request,
    },
    /// Asks for the weights alone, as safetensors.
    Export {
        request: Request,
    },
    /// Asks how long a step of this checkpoint takes here, warm; the worker's own run, if
    /// it has one, stays as it is.
    Measure {
        request: Request,
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
    },
}

/// Where a worker trains.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backend {
    pub gpu: bool,
    /// What the adapter tells of itself; empty on the CPU.
    pub adapter: String,
    /// A GPU in name only: the browser computes on the CPU.
    pub software: bool,
}

/// Who answered a [`ToWorker::Predict`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answerer {
    /// The network of the run.
    Run,
    /// The pretrained model, since the run has not done a step.
    Pretrained,
}

/// Worker to page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FromWorker {
    /// The worker can take messages.
    Ready(Backend),
    /// A run was opened or loaded.
    Opened {
        run: Run,
        recipe: Recipe,
    },
    /// The recipe after an edit: the settings, the log, the step.
    Edited {
        run: Run,
        recipe: Recipe,
    },
    /// The examples of the boundary lab, whenever they change.
    Points {
        run: Run,
        points: Points,
    },
    Frame {
        run: Run,
        frame: Box<Frame>,
    },
    /// Training stopped by itself and stands at the last good weights; `why` is for people.
    Stopped {
        run: Run,
        why: String,
    },
    /// A checkpoint, about once a second while the run goes on.
    Snapshot {
        run: Run,
        step: u64,
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
    },
    Saved {
        request: Request,
        run: Run,
        step: u64,
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
    },
    Exported {
        request: Request,
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
    },
    /// `output`: the probability of each class, or the number; `units`: each input feature
    /// and hidden unit of a perceptron, in the order of the maps.
    Predicted {
        request: Request,
        by: Answerer,
        output: Vec<f32>,
        units: Vec<f32>,
    },
    Measured {
        request: Request,
        step_ms: f32,
    },
    /// A request could not be answered, or a message not be followed; nothing was changed.
    /// `why` is for people.
    Refused {
        request: Option<Request>,
        why: String,
    },
    /// The run could not be opened or loaded; the one that was there goes on.
    RunRefused {
        run: Run,
        why: String,
    },
    /// The GPU is gone, or never was; the worker is of no more use. `why` is for people.
    Lost {
        why: String,
    },
}

/// The bytes of a message.
pub fn encode<M: Serialize>(message: &M) -> Vec<u8> {
    let bytes = postcard::to_extend(message, vec![VERSION]);
    // Postcard fails only on a full buffer or a sequence of unknown length: not here.
    bytes.unwrap_or_default()
}

/// Reads what [`encode`] wrote.
///
/// # Errors
/// Bytes of another version of the page, or bytes that are no message.
pub fn decode<M: DeserializeOwned>(bytes: &[u8]) -> Result<M, String> {
    match bytes.split_first() {
        Some((&VERSION, rest)) => {
            postcard::from_bytes(rest).map_err(|error| format!("This is not a message: {error}."))
        }
        Some((version, _)) => Err(format!(
            "Page and worker are of different versions ({VERSION} and {version}): reload the page."
        )),
        None => Err("This is an empty message.".to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;

    #[test]
    fn a_message_survives_its_bytes() {
        let message =
            ToWorker::Open { run: 3, recipe: Recipe::new(Settings::for_lab(Lab::Digits)) };
        assert_eq!(decode::<ToWorker>(&encode(&message)), Ok(message));
    }

    #[test]
    fn another_version_and_rubbish_are_refused_in_words() {
        let mut bytes = encode(&ToWorker::Play);
        bytes[0] += 1;
        assert!(decode::<ToWorker>(&bytes).unwrap_err().contains("reload"));
        assert!(decode::<ToWorker>(&[]).is_err());
        assert!(decode::<ToWorker>(&[VERSION, 255]).is_err());
    }
}
