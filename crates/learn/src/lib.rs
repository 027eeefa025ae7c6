//! Data sets, models, the training loop and metrics, on burn.
//!
//! Knows neither a browser nor a clock. A worker, a terminal or a test drives a
//! [`run::Run`] one step at a time; on the CPU every future is ready at once, on a GPU it
//! waits for the device.
//!
//! - [`data`]: examples, and the points of the plane.
//! - [`network`]: forward passes over one flat list of parameters.
//! - [`descent`]: the loss, its gradient, one step.
//! - [`optimizer`]: SGD with momentum, Adam.
//! - [`score`]: loss, accuracy, confusion matrix.
//! - [`run`]: training as a state machine.
//! - [`checkpoint`], [`weights`]: a run as burnpack, its weights as safetensors.
//! - [`maps`]: what the boundary lab shows of its network.
//! - [`poster`]: a run as a picture, with the feature of that name.
//! - [`bench`]: works of the benchmark.
#![recursion_limit = "256"]

pub mod batches;
pub mod bench;
pub mod checkpoint;
pub mod curve;
pub mod data;
pub mod descent;
pub mod device;
pub mod maps;
pub mod network;
pub mod optimizer;
#[cfg(feature = "poster")]
pub mod poster;
pub mod random;
pub mod run;
pub mod score;
pub mod weights;
