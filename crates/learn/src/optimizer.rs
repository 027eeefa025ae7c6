//! SGD with momentum, and Adam, on one flat tensor.
//!
//! burn has both, but keeps their moments where only a synchronous read reaches them, and a
//! synchronous read panics in a browser. A run has to be saved every second, so the moments
//! are kept here. All settings are arguments of a step: each can change while a run goes on.

use burn::tensor::Tensor;
use burrow_protocol::settings::{Optimizer, Settings};

const BETA_1: f64 = 0.9;
const BETA_2: f64 = 0.999;
const EPSILON: f64 = 1e-8;

/// What an optimiser remembers between steps; all tensors `[n]`.
#[derive(Clone, Debug, Default)]
pub struct Moments {
    /// The velocity of SGD, or Adam's mean of the gradients; none before the first step.
    pub first: Option<Tensor<1>>,
    /// Adam's mean of the squared gradients.
    pub second: Option<Tensor<1>>,
    /// Steps that these moments hold.
    pub time: u32,
}

/// One step: the new parameters from the old ones and the gradient, all `[n]`.
///
/// SGD (Polyak, 1964, as PyTorch and TensorFlow have it): `v ← momentum·v + g`,
/// `w ← w − rate·v`. Adam: Kingma and Ba, 2015, algorithm 1.
pub fn step(
    settings: &Settings,
    parameters: Tensor<1>,
    gradient: Tensor<1>,
    moments: &mut Moments,
) -> Tensor<1> {
    moments.time += 1;
    match settings.optimizer {
        Optimizer::Sgd => {
            moments.second = None;
            let velocity = match moments.first.take() {
                Some(velocity) if settings.momentum > 0.0 => {
                    velocity.mul_scalar(settings.momentum) + gradient
                }
                _ => gradient,
            };
            moments.first = Some(velocity.clone());
            parameters - velocity.mul_scalar(settings.learning_rate)
        }
        Optimizer::Adam => {
            let scaled = gradient.clone().mul_scalar(1.0 - BETA_1);
            let squared = gradient.square().mul_scalar(1.0 - BETA_2);
            let (first, second) = match (moments.first.take(), moments.second.take()) {
                (Some(first), Some(second)) => {
                    (first.mul_scalar(BETA_1) + scaled, second.mul_scalar(BETA_2) + squared)
                }
                _ => {
                    moments.time = 1;
                    (scaled, squared)
                }
            };
            // The bias corrections of both moments, folded into the rate (section 2 there).
            let unbias_1 = 1.0 - libm::pow(BETA_1, f64::from(moments.time));
            let unbias_2 = (1.0 - libm::pow(BETA_2, f64::from(moments.time))).sqrt();
            let rate = settings.learning_rate * unbias_2 / unbias_1;
            let scale = second.clone().sqrt().add_scalar(EPSILON * unbias_2);
            moments.first = Some(first.clone());
            moments.second = Some(second);
            parameters - first.mul_scalar(rate) / scale
        }
    }
}

/// Adds the gradient of the penalties `l1·Σ|w| + l2/2·Σw²` on weights, not on biases.
pub fn penalize(
    settings: &Settings,
    gradient: Tensor<1>,
    parameters: &Tensor<1>,
    weight_mask: &Tensor<1>,
) -> Tensor<1> {
    let mut gradient = gradient;
    let weights = || parameters.clone() * weight_mask.clone();
    if settings.l1 > 0.0 {
        gradient = gradient + weights().sign().mul_scalar(settings.l1);
    }
    if settings.l2 > 0.0 {
        gradient = gradient + weights().mul_scalar(settings.l2);
    }
    gradient
}
