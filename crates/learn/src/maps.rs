//! What the boundary lab shows of its network: its answer all over the plane, and that of
//! each of its units.

use burn::tensor::{Device, Tensor};

use burrow_protocol::frame::{GRID, Maps, PLANE, to_cell};
use burrow_protocol::settings::{Activation, Features};

use crate::data::plane::features;
use crate::network::{matrix, read};
use crate::run::Run;

/// The plane's cells as inputs of a network: `[GRID², features]`, kept between frames.
pub struct Plane {
    features: Features,
    inputs: Tensor<2>,
    cells: Vec<f32>,
}

impl Plane {
    fn new(chosen: Features, device: &Device) -> Self {
        let at = |i: usize| ((i as f32 + 0.5) / GRID as f32 * 2.0 - 1.0) * PLANE;
        let cells: Vec<f32> = (0..GRID * GRID)
            .flat_map(|cell| features(chosen, at(cell % GRID), -at(cell / GRID)))
            .collect();
        Self { features: chosen, inputs: matrix(&cells, chosen.count(), device), cells }
    }
}

/// The maps of a run of the boundary lab at this moment.
///
/// `plane` is filled at the first call and kept by the caller for the next.
///
/// # Errors
/// A sentence where the device failed.
pub async fn maps(run: &Run, plane: &mut Option<Plane>) -> Result<Maps, String> {
    let settings = run.settings();
    let plane = match plane.take().filter(|p| p.features == settings.features) {
        Some(kept) => plane.insert(kept),
        None => plane.insert(Plane::new(settings.features, run.device())),
    };
    let leaves = run.network.leaves(&run.state.parameters);
    let mut layers = Vec::new();
    let output = run.network.forward_with(&leaves, plane.inputs.clone(), |hidden| {
        layers.push(hidden.clone());
    });
    layers.push(output);
    let widths: Vec<usize> = layers.iter().map(|layer| layer.dims()[1]).collect();
    // One read of everything: on a GPU each read is a round trip.
    let values = read(Tensor::cat(layers, 1)).await?;
    let row = widths.iter().sum();

    let n_features = settings.features.count();
    let mut units: Vec<u8> =
        (0..n_features).flat_map(|f| column(&plane.cells, n_features, f, Scale::Largest)).collect();
    let n_hidden = row - widths.last().copied().unwrap_or(0);
    let scale = match settings.activation {
        Activation::Tanh => Scale::One,
        Activation::Sigmoid => Scale::Share,
        Activation::Relu | Activation::Linear => Scale::Largest,
    };
    for unit in 0..n_hidden {
        units.extend(column(&values, row, unit, scale));
    }
    Ok(Maps {
        surface: surface(&values, row, settings.is_regression()),
        units,
        parameters: run.parameters().await?,
    })
}

/// How a unit's values become −1 to 1.
#[derive(Clone, Copy)]
enum Scale {
    /// They are already.
    One,
    /// They go from 0 to 1.
    Share,
    /// Divided by the largest, where that is above 1.
    Largest,
}

fn column(values: &[f32], row: usize, at: usize, scale: Scale) -> Vec<u8> {
    let column = || values.iter().skip(at).step_by(row).copied();
    let largest = column().fold(1.0f32, |largest, v| largest.max(v.abs()));
    let cell = |v: f32| match scale {
        Scale::One => to_cell(v),
        Scale::Share => to_cell(2.0 * v - 1.0),
        Scale::Largest => to_cell(v / largest),
    };
    column().map(cell).collect()
}

/// The answer: the value, or the difference of the two classes' probabilities, which is
/// `tanh((z₁ − z₀) / 2)`.
fn surface(values: &[f32], row: usize, regression: bool) -> Vec<u8> {
    let cell = |values: &[f32]| match values {
        [.., value] if regression => to_cell(*value),
        [.., z0, z1] => to_cell(libm::tanhf((z1 - z0) / 2.0)),
        _ => to_cell(0.0),
    };
    values.chunks_exact(row).map(cell).collect()
}
