//! Networks: forward passes over one flat list of parameters.
//!
//! All weights and biases of a network are one tensor `[n]`, laid out as
//! [`burrow_protocol::network`] says. A step cuts it into leaves, differentiates with
//! respect to them and joins the gradients again, so the optimiser touches one tensor
//! instead of two for each layer: on a GPU, where each operation costs a dispatch, that is
//! most of a small network's step. Saving, moving and editing are simple for the same reason.

use burn::tensor::activation::{relu, sigmoid};
use burn::tensor::module::{conv2d, linear, max_pool2d};
use burn::tensor::ops::{ConvOptions, MaxPoolOptions};
use burn::tensor::{Device, Gradients, Tensor, TensorData};

use burrow_protocol::network::{DIGIT_SIDE, KERNEL, Layer, LayerKind, layers};
use burrow_protocol::settings::{Activation, Lab, ModelKind, Settings};

use crate::random::{Purpose, Stream};

/// A network's shape; its parameters are kept apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    pub layers: Vec<Layer>,
    pub activation: Activation,
    /// Pixels on a side of the pictures that a convolutional network reads.
    side: usize,
}

/// The parameters of one layer, cut out of the flat list.
enum Leaf {
    /// `[inputs, outputs]` and `[outputs]`
    Linear(Tensor<2>, Tensor<1>),
    /// `[outputs, inputs, KERNEL, KERNEL]` and `[outputs]`
    Convolution(Tensor<4>, Tensor<1>),
}

/// The flat list, cut into leaves.
pub struct Leaves(Vec<Leaf>);

impl Network {
    /// The network that these settings describe.
    pub fn new(settings: &Settings) -> Self {
        let pictures = settings.lab == Lab::Digits && settings.model == ModelKind::Cnn;
        Self {
            layers: layers(settings),
            activation: settings.activation,
            side: if pictures { DIGIT_SIDE } else { 0 },
        }
    }

    /// A network from its layers; `side` is that of its pictures, or 0.
    pub fn from_layers(layers: Vec<Layer>, activation: Activation, side: usize) -> Self {
        Self { layers, activation, side }
    }

    /// How many weights and biases there are.
    pub fn n_parameters(&self) -> usize {
        self.layers.last().map_or(0, |layer| layer.biases.end)
    }

    /// First parameters: biases 0; weights uniform within `√(6 / fan_in)` before a ReLU
    /// (He et al., 2015), else within `√(6 / (fan_in + fan_out))` (Glorot and Bengio, 2010).
    pub fn initial_parameters(&self, seed: u32) -> Vec<f32> {
        let mut parameters = vec![0.0; self.n_parameters()];
        let last = self.layers.len().saturating_sub(1);
        for (i, layer) in self.layers.iter().enumerate() {
            let mut stream = Stream::new(seed, Purpose::Weights, i as u64);
            let fan_in = layer.fan_in() as f32;
            let fan_out = fan_in / layer.inputs() as f32 * layer.outputs() as f32;
            let relu = self.activation == Activation::Relu && i < last;
            let bound = if relu { 6.0 / fan_in } else { 6.0 / (fan_in + fan_out) }.sqrt();
            for weight in &mut parameters[layer.weights.clone()] {
                *weight = stream.uniform(-bound, bound);
            }
        }
        parameters
    }

    /// 1 for each weight, 0 for each bias: what a penalty applies to. Shape `[n]`.
    pub fn weight_mask(&self) -> Vec<f32> {
        let mut mask = vec![0.0; self.n_parameters()];
        for layer in &self.layers {
            mask[layer.weights.clone()].fill(1.0);
        }
        mask
    }

    /// Cuts the flat parameters `[n]` into leaves.
    pub fn leaves(&self, flat: &Tensor<1>) -> Leaves {
        let cut = |layer: &Layer| {
            let weights = flat.clone().slice([layer.weights.clone()]);
            let biases = flat.clone().slice([layer.biases.clone()]);
            match layer.kind {
                LayerKind::Linear { inputs, outputs } => {
                    Leaf::Linear(weights.reshape([inputs, outputs]), biases)
                }
                LayerKind::Convolution { inputs, outputs } => {
                    Leaf::Convolution(weights.reshape([outputs, inputs, KERNEL, KERNEL]), biases)
                }
            }
        };
        Leaves(self.layers.iter().map(cut).collect())
    }

    /// Logits, or values for regression: `[batch, inputs]` to `[batch, outputs]`.
    pub fn forward(&self, leaves: &Leaves, inputs: Tensor<2>) -> Tensor<2> {
        self.forward_with(leaves, inputs, |_| {})
    }

    /// Like [`Network::forward`], and shows each hidden linear layer's output `[batch, units]`.
    pub fn forward_with(
        &self,
        leaves: &Leaves,
        inputs: Tensor<2>,
        mut hidden: impl FnMut(&Tensor<2>),
    ) -> Tensor<2> {
        let batch = inputs.dims()[0];
        let last = leaves.0.len().saturating_sub(1);
        let mut flat = inputs;
        let mut picture: Option<Tensor<4>> = None;
        for (i, leaf) in leaves.0.iter().enumerate() {
            match leaf {
                Leaf::Convolution(weights, biases) => {
                    let input = picture
                        .take()
                        .unwrap_or_else(|| flat.clone().reshape([batch, 1, self.side, self.side]));
                    let same = ConvOptions::new([1, 1], [KERNEL / 2, KERNEL / 2], [1, 1], 1);
                    let output = conv2d(input, weights.clone(), Some(biases.clone()), same);
                    let output = activate(self.activation, output);
                    picture = Some(max_pool2d(output, MaxPoolOptions::new([2, 2])));
                }
                Leaf::Linear(weights, biases) => {
                    let input = picture.take().map_or(flat, |p| p.flatten(1, 3));
                    flat = linear(input, weights.clone(), Some(biases.clone()));
                    if i < last {
                        flat = activate(self.activation, flat);
                        hidden(&flat);
                    }
                }
            }
        }
        flat
    }
}

impl Leaves {
    /// The same leaves, ready to be differentiated with respect to.
    pub fn require_grad(self) -> Self {
        let track = |leaf| match leaf {
            Leaf::Linear(w, b) => {
                Leaf::Linear(w.autodiff().require_grad(), b.autodiff().require_grad())
            }
            Leaf::Convolution(w, b) => {
                Leaf::Convolution(w.autodiff().require_grad(), b.autodiff().require_grad())
            }
        };
        Self(self.0.into_iter().map(track).collect())
    }

    /// The gradients as one tensor `[n]`; nought where the loss does not depend on a leaf.
    pub fn gradient(&self, gradients: &Gradients) -> Tensor<1> {
        fn flat<const D: usize>(leaf: &Tensor<D>, gradients: &Gradients) -> Tensor<1> {
            let gradient = leaf.grad(gradients);
            gradient
                .unwrap_or_else(|| leaf.clone().without_autodiff().zeros_like())
                .flatten(0, D - 1)
        }
        let parts = self.0.iter().flat_map(|leaf| match leaf {
            Leaf::Linear(w, b) => [flat(w, gradients), flat(b, gradients)],
            Leaf::Convolution(w, b) => [flat(w, gradients), flat(b, gradients)],
        });
        Tensor::cat(parts.collect(), 0)
    }
}

fn activate<const D: usize>(activation: Activation, x: Tensor<D>) -> Tensor<D> {
    match activation {
        Activation::Tanh => x.tanh(),
        Activation::Relu => relu(x),
        Activation::Sigmoid => sigmoid(x),
        Activation::Linear => x,
    }
}

/// A tensor `[n]` on the device.
pub fn vector(values: &[f32], device: &Device) -> Tensor<1> {
    Tensor::from_data(TensorData::new(values.to_vec(), [values.len()]), device)
}

/// A tensor `[rows, width]` on the device.
pub fn matrix(values: &[f32], width: usize, device: &Device) -> Tensor<2> {
    let rows = values.len().checked_div(width).unwrap_or(0);
    Tensor::from_data(TensorData::new(values.to_vec(), [rows, width]), device)
}

/// The numbers of a tensor, once the device has them.
///
/// # Errors
/// A sentence where the device failed.
pub async fn read<const D: usize>(tensor: Tensor<D>) -> Result<Vec<f32>, String> {
    let data = tensor.into_data_async().await;
    let data = data.map_err(|error| {
        // The lines below the first are for those who work on the device's driver.
        let text = error.to_string();
        let cause = text.lines().next().unwrap_or_default().trim_end_matches('.');
        format!("The device failed while it computed ({cause}).")
    })?;
    data.try_into_vec::<f32>().map_err(|error| format!("The device gave other numbers: {error:?}."))
}
