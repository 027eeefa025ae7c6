//! Where each weight of a network stands in the flat list of its parameters.
//!
//! A network's weights and biases are one list of `f32`, layer after layer, weights before
//! biases. Checkpoints, the weight editor and the optimiser all speak of places in it.

use std::ops::Range;

use crate::settings::{Lab, ModelKind, Settings};

/// Pixels on a side of a digit.
pub const DIGIT_SIDE: usize = 8;
/// Digits 0 to 9.
pub const DIGIT_CLASSES: usize = 10;
/// Filters of the two convolutions of the digit reader.
pub const DIGIT_FILTERS: [usize; 2] = [8, 16];
/// Pixels on a side of a convolution's patch.
pub const KERNEL: usize = 3;

/// What a layer does with its input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LayerKind {
    /// `[batch, inputs] × [inputs, outputs] + [outputs]`
    Linear { inputs: usize, outputs: usize },
    /// Weights `[outputs, inputs, KERNEL, KERNEL]`, padded so that the picture keeps its size.
    Convolution { inputs: usize, outputs: usize },
}

/// A layer and the places of its parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    pub kind: LayerKind,
    pub weights: Range<usize>,
    pub biases: Range<usize>,
}

impl Layer {
    /// Values that come out of the layer: units, or filters.
    pub fn outputs(&self) -> usize {
        match self.kind {
            LayerKind::Linear { outputs, .. } | LayerKind::Convolution { outputs, .. } => outputs,
        }
    }

    /// Values that go into the layer: units, or channels.
    pub fn inputs(&self) -> usize {
        match self.kind {
            LayerKind::Linear { inputs, .. } | LayerKind::Convolution { inputs, .. } => inputs,
        }
    }

    /// The shape of the weights, outermost dimension first.
    pub fn weight_shape(&self) -> Vec<usize> {
        match self.kind {
            LayerKind::Linear { inputs, outputs } => vec![inputs, outputs],
            LayerKind::Convolution { inputs, outputs } => vec![outputs, inputs, KERNEL, KERNEL],
        }
    }

    /// The place of the weight from unit `from` of the layer before to unit `to`.
    ///
    /// Linear layers only.
    pub fn weight_index(&self, from: usize, to: usize) -> usize {
        self.weights.start + from * self.outputs() + to
    }

    /// How many values each output sums up.
    pub fn fan_in(&self) -> usize {
        self.weights.len() / self.outputs()
    }
}

/// Lays kinds of layers out one after the other.
pub fn lay_out(kinds: &[LayerKind]) -> Vec<Layer> {
    let mut next = 0;
    let mut take = |n: usize| {
        let range = next..next + n;
        next += n;
        range
    };
    kinds
        .iter()
        .map(|&kind| {
            let (weights, outputs) = match kind {
                LayerKind::Linear { inputs, outputs } => (inputs * outputs, outputs),
                LayerKind::Convolution { inputs, outputs } => {
                    (inputs * outputs * KERNEL * KERNEL, outputs)
                }
            };
            Layer { kind, weights: take(weights), biases: take(outputs) }
        })
        .collect()
}

/// The linear layers of a multilayer perceptron with these numbers of units.
pub fn mlp_kinds(units: &[usize]) -> Vec<LayerKind> {
    units.windows(2).map(|pair| LayerKind::Linear { inputs: pair[0], outputs: pair[1] }).collect()
}

/// Two convolutions, each followed by a 2 × 2 maximum, and a linear layer, on pictures of
/// `side` × `side`.
pub fn cnn_kinds(side: usize, filters: [usize; 2], classes: usize) -> Vec<LayerKind> {
    let pooled = side / 4;
    vec![
        LayerKind::Convolution { inputs: 1, outputs: filters[0] },
        LayerKind::Convolution { inputs: filters[0], outputs: filters[1] },
        LayerKind::Linear { inputs: filters[1] * pooled * pooled, outputs: classes },
    ]
}

/// The layers of the network that these settings describe.
pub fn layers(settings: &Settings) -> Vec<Layer> {
    let kinds = match (settings.lab, settings.model) {
        (Lab::Digits, ModelKind::Cnn) => cnn_kinds(DIGIT_SIDE, DIGIT_FILTERS, DIGIT_CLASSES),
        _ => mlp_kinds(&units(settings)),
    };
    lay_out(&kinds)
}

/// Units of a multilayer perceptron: inputs, each hidden layer, outputs.
///
/// A classifier has one output for each class, a regression one.
fn units(settings: &Settings) -> Vec<usize> {
    let (inputs, outputs) = match settings.lab {
        Lab::Digits => (DIGIT_SIDE * DIGIT_SIDE, DIGIT_CLASSES),
        Lab::Boundary if settings.is_regression() => (settings.features.count(), 1),
        Lab::Boundary => (settings.features.count(), 2),
    };
    let hidden = settings.layers.iter().map(|&n| usize::from(n));
    std::iter::once(inputs).chain(hidden).chain(std::iter::once(outputs)).collect()
}

/// How many weights and biases the network has.
pub fn parameter_count(settings: &Settings) -> usize {
    layers(settings).last().map_or(0, |layer| layer.biases.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_boundary_network_is_laid_out_in_order() {
        // 2-4-2-2: (2·4 + 4) + (4·2 + 2) + (2·2 + 2) = 28
        let settings = Settings::for_lab(Lab::Boundary);
        let layers = layers(&settings);
        assert_eq!(layers.len(), 3);
        assert_eq!(layers[1].weights, 12..20);
        assert_eq!(layers[1].biases, 20..22);
        assert_eq!(layers[1].weight_index(3, 1), 12 + 3 * 2 + 1);
        assert_eq!(parameter_count(&settings), 28);
    }

    #[test]
    fn the_digit_reader_has_the_parameters_of_its_layers() {
        // 8·9 + 8, 16·8·9 + 16, 16·2·2·10 + 10
        assert_eq!(parameter_count(&Settings::for_lab(Lab::Digits)), 80 + 1168 + 650);
    }
}
