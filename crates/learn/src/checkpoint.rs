//! A run as a burnpack file: model, optimiser, place in the epoch, recipe and curve.
//!
//! Tensors `layers.I.weight` and `layers.I.bias`, `optimizer.first` and `optimizer.second`
//! (`[n]`), `curve` (`[points, 4]`: training loss and accuracy, test loss and accuracy; NaN
//! where there is no accuracy). Scalars `step`, `epoch`, `cursor`, `time` and `curve.I`, the
//! step of each point. Metadata `burrow` (the version of this layout) and `recipe` (a link's
//! text). The random state is part of it: seed, epoch and cursor say where every stream
//! stands.
//!
//! A file is believed only after all of it has been checked; then a new run is made of it.
//! The run that was there is never touched.

use burn::tensor::{Bytes, DType, Device};
use burn_pack::{Reader, Scalar, Tensor as Packed, Writer};

use burrow_protocol::frame::{CurvePoint, Score};
use burrow_protocol::link::{from_text, to_text};
use burrow_protocol::network::{Layer, layers};
use burrow_protocol::recipe::{MAX_STEP, Recipe};

use crate::batches::Batches;
use crate::curve::{Curve, MAX_POINTS};
use crate::data::Files;
use crate::network::{read, vector};
use crate::optimizer::Moments;
use crate::run::{Run, State};
use crate::weights::{bytes, tensors};

/// The version of the layout above.
const LAYOUT: &str = "1";
/// No lab's checkpoint comes near this; a larger file is not read.
const MAX_BYTES: usize = 64 * 1024 * 1024;

/// The run at this moment.
///
/// # Errors
/// A sentence where the device failed.
pub async fn save(run: &Run) -> Result<Vec<u8>, String> {
    let parameters = run.parameters().await?;
    let mut packed: Vec<Packed> = tensors(&run.network.layers)
        .map(|(name, shape, place)| pack(&name, shape, &parameters[place]))
        .collect();
    let moments = &run.state.moments;
    for (name, moment) in [(FIRST, &moments.first), (SECOND, &moments.second)] {
        if let Some(moment) = moment {
            let values = read(moment.clone()).await?;
            packed.push(pack(name, vec![values.len()], &values));
        }
    }
    let curve = run.curve();
    let rows: Vec<f32> =
        curve.iter().flat_map(|p| [row(&p.train), row(&p.test)]).flatten().collect();
    packed.push(pack(CURVE, vec![curve.len(), 4], &rows));

    let state = &run.state;
    let mut writer = Writer::new(packed)
        .with_metadata("burrow", LAYOUT)
        .with_metadata("recipe", &to_text(run.recipe()))
        .with_scalar("step", Scalar::from(state.step))
        .with_scalar("epoch", Scalar::from(state.batches.epoch))
        .with_scalar("cursor", Scalar::from(state.batches.cursor))
        .with_scalar("time", Scalar::from(state.moments.time));
    for (i, point) in curve.iter().enumerate() {
        writer = writer.with_scalar(&format!("{CURVE}.{i}"), Scalar::from(point.step));
    }
    let packed = writer.into_bytes();
    packed
        .map(|b| b.to_vec())
        .map_err(|error| format!("The checkpoint could not be written: {error}."))
}

const FIRST: &str = "optimizer.first";
const SECOND: &str = "optimizer.second";
const CURVE: &str = "curve";

fn pack(name: &str, shape: Vec<usize>, values: &[f32]) -> Packed {
    Packed::new(name.to_string(), DType::F32, shape, None, Bytes::from_bytes_vec(bytes(values)))
}

fn row(score: &Score) -> [f32; 2] {
    [score.loss, score.accuracy.unwrap_or(f32::NAN)]
}

/// The run that a file holds.
///
/// # Errors
/// A sentence that says why the file is refused.
pub fn load(file: &[u8], files: &Files, device: &Device) -> Result<Run, String> {
    if file.len() > MAX_BYTES {
        return Err(format!(
            "This file is larger than {MAX_BYTES} bytes: it is no checkpoint of a lab."
        ));
    }
    let reader = Reader::from_bytes(Bytes::from_bytes_vec(file.to_vec()))
        .map_err(|error| format!("This is not a whole burnpack file: {error}."))?;
    let recipe = read_recipe(&reader)?;
    let count = |name: &str| read_count(&reader, name);
    let curve = read_curve(&reader)?;
    let time = u32::try_from(count("time")?).map_err(|_| damaged("time"))?;
    let (epoch, cursor) = (count("epoch")?, count("cursor")?);
    let layers = layers(&recipe.initial);
    let n = recipe.parameter_count();
    let parameters = read_parameters(&reader, &layers, n)?;
    let (first, second) = (read_exact(&reader, FIRST, n)?, read_exact(&reader, SECOND, n)?);

    let on_device = |values: Vec<f32>| vector(&values, device);
    let state = State {
        parameters: on_device(parameters),
        moments: Moments { first: first.map(on_device), second: second.map(on_device), time },
        batches: Batches::at(recipe.initial.seed, 0, 0, 0),
        step: recipe.step,
    };
    let mut run = Run::resume(recipe, state, curve, files, device)?;
    if epoch > MAX_STEP || cursor >= run.n_train() as u64 {
        return Err(damaged("cursor"));
    }
    run.go_to(epoch, cursor as usize);
    Ok(run)
}

fn damaged(what: &str) -> String {
    format!("This checkpoint is damaged: its “{what}” is missing or makes no sense.")
}

fn read_recipe(reader: &Reader) -> Result<Recipe, String> {
    let metadata = reader.metadata();
    match metadata.get("burrow").map(String::as_str) {
        Some(LAYOUT) => {}
        Some(_) => return Err("This checkpoint is of another version of Burrow.".to_string()),
        None => return Err("This burnpack file was not made by Burrow.".to_string()),
    }
    let text = metadata.get("recipe").ok_or_else(|| damaged("recipe"))?;
    let (recipe, notices) = from_text(text);
    if let Some(notice) = notices.first() {
        return Err(format!("This checkpoint is damaged: {notice}."));
    }
    if read_count(reader, "step")? != recipe.step {
        return Err(damaged("step"));
    }
    Ok(recipe)
}

fn read_count(reader: &Reader, name: &str) -> Result<u64, String> {
    let scalar = reader.scalars().get(name).copied().ok_or_else(|| damaged(name))?;
    u64::try_from(scalar).map_err(|_| damaged(name))
}

/// The numbers of a tensor; none where the file does not hold it.
fn read_tensor(reader: &Reader, name: &str) -> Result<Option<Vec<f32>>, String> {
    if !reader.tensor_names().contains(&name) {
        return Ok(None);
    }
    let bytes = reader.tensor_data(name).map_err(|error| format!("{} {error}.", damaged(name)))?;
    let (words, rest) = bytes.as_chunks::<4>();
    if !rest.is_empty() {
        return Err(damaged(name));
    }
    Ok(Some(words.iter().map(|word| f32::from_le_bytes(*word)).collect()))
}

/// A tensor of exactly `n` finite numbers.
fn read_exact(reader: &Reader, name: &str, n: usize) -> Result<Option<Vec<f32>>, String> {
    match read_tensor(reader, name)? {
        Some(values) if values.len() != n || values.iter().any(|v| !v.is_finite()) => {
            Err(damaged(name))
        }
        other => Ok(other),
    }
}

fn read_parameters(reader: &Reader, layers: &[Layer], n: usize) -> Result<Vec<f32>, String> {
    let mut parameters = vec![0.0; n];
    for (name, _, place) in tensors(layers) {
        let values = read_exact(reader, &name, place.len())?.ok_or_else(|| damaged(&name))?;
        parameters[place].copy_from_slice(&values);
    }
    Ok(parameters)
}

fn read_curve(reader: &Reader) -> Result<Curve, String> {
    let rows = read_tensor(reader, CURVE)?.ok_or_else(|| damaged(CURVE))?;
    let (rows, rest) = rows.as_chunks::<4>();
    if !rest.is_empty() || rows.len() > MAX_POINTS + 1 {
        return Err(damaged(CURVE));
    }
    let mut points: Vec<CurvePoint> = Vec::with_capacity(rows.len());
    for (i, &[train_loss, train_accuracy, test_loss, test_accuracy]) in rows.iter().enumerate() {
        let step = read_count(reader, &format!("{CURVE}.{i}"))?;
        if step > MAX_STEP || points.last().is_some_and(|last| last.step >= step) {
            return Err(damaged(CURVE));
        }
        let score = |loss: f32, accuracy: f32| Score {
            loss,
            accuracy: (!accuracy.is_nan()).then_some(accuracy),
        };
        points.push(CurvePoint {
            step,
            train: score(train_loss, train_accuracy),
            test: score(test_loss, test_accuracy),
        });
    }
    Ok(Curve::from_points(points))
}
