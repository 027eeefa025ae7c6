//! How well a network does: loss, accuracy, confusion matrix.
//!
//! Computed from the network's outputs in `f64` on the host, so that every device is judged
//! by the same arithmetic.

use burrow_protocol::frame::{Confusion, Score};

use crate::data::Examples;

/// A score and the answers that it counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    pub score: Score,
    /// None for regression.
    pub confusion: Option<Confusion>,
}

/// Judges outputs `[n, examples.outputs()]`.
///
/// The loss is the mean cross-entropy of the softmax in nats, or the mean squared error.
pub fn report(outputs: &[f32], examples: &Examples) -> Report {
    match examples.classes {
        None => {
            let errors = outputs.iter().zip(&examples.targets);
            let sum: f64 = errors.map(|(o, t)| (f64::from(*o) - f64::from(*t)).powi(2)).sum();
            let loss = (sum / examples.len().max(1) as f64) as f32;
            Report { score: Score { loss, accuracy: None }, confusion: None }
        }
        Some(classes) => classification(outputs, examples, classes),
    }
}

fn classification(outputs: &[f32], examples: &Examples, classes: usize) -> Report {
    let mut cells = vec![0u32; classes * classes];
    let mut sum = 0.0;
    let mut right = 0;
    for (logits, &target) in outputs.chunks_exact(classes).zip(&examples.targets) {
        let truth = target as usize;
        let answer = argmax(logits);
        cells[truth * classes + answer] += 1;
        right += usize::from(answer == truth);
        sum += log_sum_exp(logits) - f64::from(logits[truth]);
    }
    let n = examples.len().max(1) as f64;
    let score = Score { loss: (sum / n) as f32, accuracy: Some((right as f64 / n) as f32) };
    Report { score, confusion: Some(Confusion { classes: classes as u16, cells }) }
}

/// Probabilities from logits.
pub fn softmax(logits: &[f32]) -> Vec<f32> {
    let log_sum = log_sum_exp(logits);
    logits.iter().map(|&z| libm::exp(f64::from(z) - log_sum) as f32).collect()
}

fn log_sum_exp(logits: &[f32]) -> f64 {
    let top = f64::from(logits[argmax(logits)]);
    top + libm::log(logits.iter().map(|&z| libm::exp(f64::from(z) - top)).sum())
}

/// The first of the largest.
fn argmax(values: &[f32]) -> usize {
    let mut best = 0;
    for (i, value) in values.iter().enumerate() {
        if *value > values[best] {
            best = i;
        }
    }
    best
}
