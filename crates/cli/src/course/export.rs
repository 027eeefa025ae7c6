//! `burrow course export`: a lesson of the built site as a package for a learning platform.

use std::fs;
use std::path::PathBuf;

use clap::Args as ClapArgs;
use clap::builder::PossibleValuesParser;

use burrow_course::export::{Format, package};

#[derive(ClapArgs)]
pub struct Args {
    /// The lesson, such as ml-key-concepts.
    topic: String,
    /// What the platform imports.
    #[arg(long, value_parser = PossibleValuesParser::new(Format::ALL.map(|(_, name)| name)))]
    format: String,
    /// The folder that the site was built in.
    #[arg(long, value_name = "DIR", default_value = "dist")]
    site: PathBuf,
    /// Where to write the package.
    #[arg(long, value_name = "FILE.zip")]
    out: PathBuf,
    /// How many percent of the first answers have to be right to pass.
    #[arg(long, value_name = "PERCENT", default_value_t = 50, value_parser = clap::value_parser!(u8).range(..=100))]
    mastery: u8,
}

pub fn export(args: &Args) -> Result<(), String> {
    let format = Format::from_name(&args.format)
        .ok_or_else(|| format!("There is no format “{}”.", args.format))?;
    let package = package(&args.site, &args.topic, format, args.mastery)?;
    let bytes = package.zip()?;
    fs::write(&args.out, &bytes)
        .map_err(|error| format!("{} could not be written: {error}.", args.out.display()))?;
    println!("{}: {} files, {} bytes", args.out.display(), package.files.len(), bytes.len());
    Ok(())
}
