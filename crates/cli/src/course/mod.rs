//! `burrow course`: what authors and the build do with lessons.

mod build;
mod check;
mod export;
mod figure;

use clap::Subcommand;

#[derive(Subcommand)]
pub enum Command {
    /// Say what is wrong with the lessons, with file and line.
    Check(check::Args),
    /// Make the lessons' HTML and train what their figures open with.
    Build(build::Args),
    /// Pack a lesson of the built site for a learning platform: SCORM 1.2 or cmi5.
    Export(export::Args),
}

pub fn run(command: &Command) -> Result<(), String> {
    match command {
        Command::Check(args) => check::check(args),
        Command::Build(args) => build::build(args),
        Command::Export(args) => export::export(args),
    }
}
