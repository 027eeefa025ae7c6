//! A network's weights as safetensors, for other tools.

use safetensors::tensor::{Dtype, TensorView, serialize};

use burrow_protocol::network::Layer;

use crate::run::Run;

/// The name of a layer's weights or biases in a file.
pub(crate) fn name(layer: usize, what: &str) -> String {
    format!("layers.{layer}.{what}")
}

/// Each layer's weights and biases with their shapes and their place in the flat list.
pub(crate) fn tensors(
    layers: &[Layer],
) -> impl Iterator<Item = (String, Vec<usize>, std::ops::Range<usize>)> {
    layers.iter().enumerate().flat_map(|(i, layer)| {
        [
            (name(i, "weight"), layer.weight_shape(), layer.weights.clone()),
            (name(i, "bias"), vec![layer.biases.len()], layer.biases.clone()),
        ]
    })
}

/// Little-endian bytes.
pub(crate) fn bytes(values: &[f32]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_le_bytes()).collect()
}

/// The file: `layers.I.weight` (linear: `[inputs, outputs]`, convolution: `[outputs, inputs,
/// 3, 3]`) and `layers.I.bias`, all `F32`.
///
/// # Errors
/// A sentence where the device failed.
pub async fn export(run: &Run) -> Result<Vec<u8>, String> {
    let parameters = run.parameters().await?;
    let data: Vec<_> = tensors(&run.network.layers)
        .map(|(name, shape, place)| (name, shape, bytes(&parameters[place])))
        .collect();
    let views: Result<Vec<_>, _> = data
        .iter()
        .map(|(name, shape, bytes)| {
            TensorView::new(Dtype::F32, shape.clone(), bytes).map(|view| (name.as_str(), view))
        })
        .collect();
    views
        .and_then(|views| serialize(views, None))
        .map_err(|error| format!("The weights could not be written: {error}."))
}
