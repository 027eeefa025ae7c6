//! The loss, its gradient, one step of gradient descent.

use burn::tensor::activation::log_softmax;
use burn::tensor::{Device, Tensor};

use burrow_protocol::settings::Settings;

use crate::data::Examples;
use crate::network::{Network, matrix};
use crate::optimizer::{Moments, penalize, step};

/// The mean loss `[1]` on the examples and its gradient `[n]` at these parameters `[n]`.
///
/// Cross-entropy of the softmax in nats for classes, else the mean squared error.
pub fn loss_and_gradient(
    network: &Network,
    parameters: &Tensor<1>,
    examples: &Examples,
    device: &Device,
) -> (Tensor<1>, Tensor<1>) {
    let leaves = network.leaves(parameters).require_grad();
    let outputs = network.forward(&leaves, matrix(&examples.inputs, examples.width, device));
    let targets = matrix(&examples.target_rows(), examples.outputs(), device);
    let loss = match examples.classes {
        Some(_) => (log_softmax(outputs, 1) * targets).sum().div_scalar(-(examples.len() as f32)),
        None => (outputs - targets).square().mean(),
    };
    let gradient = leaves.gradient(&loss.backward());
    (loss.without_autodiff(), gradient)
}

/// One step on the examples: the loss `[1]` before it, and the new parameters `[n]`.
///
/// `weight_mask` `[n]` is that of the network: 1 where a penalty applies.
pub fn descend(
    settings: &Settings,
    network: &Network,
    weight_mask: &Tensor<1>,
    moments: &mut Moments,
    parameters: Tensor<1>,
    examples: &Examples,
    device: &Device,
) -> (Tensor<1>, Tensor<1>) {
    let (loss, gradient) = loss_and_gradient(network, &parameters, examples, device);
    let gradient = penalize(settings, gradient, &parameters, weight_mask);
    (loss, step(settings, parameters, gradient, moments))
}
