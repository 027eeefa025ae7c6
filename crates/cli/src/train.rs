//! `burrow train`: the same labs as in the page, with a progress bar.

use std::path::{Path, PathBuf};

use clap::Args as ClapArgs;
use clap::builder::PossibleValuesParser;
use indicatif::{ProgressBar, ProgressStyle};
use pollster::block_on;

use burrow_learn::device::cpu;
use burrow_learn::run::Run;
use burrow_learn::{checkpoint, weights};
use burrow_protocol::frame::{CurvePoint, Score};
use burrow_protocol::link::{from_text, to_text};
use burrow_protocol::recipe::Recipe;
use burrow_protocol::settings::{Choice, Lab, Settings};

use crate::files::files;

#[derive(ClapArgs)]
pub struct Args {
    /// The lab to train.
    #[arg(value_parser = PossibleValuesParser::new(Lab::ALL.iter().map(|(_, key, _)| *key)))]
    lab: String,
    /// Parameters as in a link of the page, such as "data=spiral&layers=8-8&rate=0.01".
    #[arg(long, value_name = "TEXT", default_value = "")]
    with: String,
    /// Where all chance comes from; the same seed gives the same run.
    #[arg(long)]
    seed: Option<u32>,
    /// Passes through the training set.
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u64).range(1..))]
    epochs: u64,
    /// Where to write the result: FILE.bpk holds the whole run, FILE.safetensors the weights.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// What kind of file was asked for.
#[derive(Clone, Copy)]
enum Format {
    Checkpoint,
    Safetensors,
}

pub fn train(args: &Args) -> Result<(), String> {
    // Refused before the work, not after it.
    let out = args.out.as_deref().map(|path| Ok::<_, String>((path, format_of(path)?)));
    let out = out.transpose()?;
    let settings = settings(args)?;
    let files = files()?;
    println!("{}", to_text(&Recipe::new(settings.clone())));
    let mut run = Run::open(Recipe::new(settings), &files, &cpu())?;

    let bar = ProgressBar::new(args.epochs);
    if let Ok(style) = ProgressStyle::with_template("epoch {pos}/{len} {wide_bar} {eta} {msg}") {
        bar.set_style(style);
    }
    for epoch in 1..=args.epochs {
        while run.epoch() == epoch {
            block_on(run.steps(1))?;
        }
        let point = block_on(run.score())?;
        bar.set_message(sentence(&point));
        bar.set_position(epoch);
    }
    bar.finish();
    // The bar is not drawn where the output is no terminal.
    if let Some(point) = run.curve().last() {
        println!("step {}: {}", point.step, sentence(point));
    }
    out.map_or(Ok(()), |(path, format)| write(&run, path, format))
}

fn settings(args: &Args) -> Result<Settings, String> {
    let (recipe, notices) = from_text(&format!("{}&lab={}", args.with, args.lab));
    if !notices.is_empty() {
        return Err(notices.join("; "));
    }
    let mut settings = recipe.initial;
    settings.seed = args.seed.unwrap_or(settings.seed);
    Ok(settings)
}

fn sentence(point: &CurvePoint) -> String {
    let score = |score: &Score| match score.accuracy {
        Some(accuracy) => format!("loss {:.4}, {:.1} % right", score.loss, accuracy * 100.0),
        None => format!("loss {:.4}", score.loss),
    };
    format!("training {}; test {}", score(&point.train), score(&point.test))
}

fn format_of(path: &Path) -> Result<Format, String> {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("bpk") => Ok(Format::Checkpoint),
        Some("safetensors") => Ok(Format::Safetensors),
        _ => Err(format!(
            "{} has to end in .bpk (the whole run) or .safetensors (the weights).",
            path.display()
        )),
    }
}

fn write(run: &Run, path: &Path, format: Format) -> Result<(), String> {
    let bytes = match format {
        Format::Checkpoint => block_on(checkpoint::save(run)),
        Format::Safetensors => block_on(weights::export(run)),
    }?;
    std::fs::write(path, &bytes)
        .map_err(|error| format!("{} could not be written: {error}.", path.display()))?;
    println!("{}: {} bytes", path.display(), bytes.len());
    Ok(())
}
