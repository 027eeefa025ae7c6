//! `burrow course`: what authors and the build do with lessons.

#[cfg(feature = "train")]
mod build;
mod check;
mod export;
#[cfg(feature = "train")]
mod figure;
mod transcript;

use clap::Subcommand;

#[derive(Subcommand)]
pub enum Command {
    /// Say what is wrong with the lessons, with file and line, and prove their exercises.
    Check(check::Args),
    /// Make the lessons' HTML and train what their figures open with.
    #[cfg(feature = "train")]
    Build(build::Args),
    /// Write down all that learners see, to be compared with what they saw before.
    Transcript(transcript::Args),
    /// Pack a lesson of the built site for a learning platform: SCORM 1.2 or cmi5.
    Export(export::Args),
}

pub fn run(command: &Command) -> Result<(), String> {
    match command {
        Command::Check(args) => check::check(args),
        #[cfg(feature = "train")]
        Command::Build(args) => build::build(args),
        Command::Transcript(args) => transcript::write(args),
        Command::Export(args) => export::export(args),
    }
}
