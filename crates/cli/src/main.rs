//! The native `burrow` command.
#![recursion_limit = "256"]

#[cfg(feature = "course")]
mod course;
#[cfg(feature = "train")]
mod files;
mod go;
#[cfg(feature = "train")]
mod train;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Learn machine learning and MLOps with Go, here in the terminal.
#[derive(Parser)]
#[command(name = "burrow", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Train the network of a lab, as the page does.
    #[cfg(feature = "train")]
    Train(train::Args),
    /// Compile and run Go programs, without Go.
    Go {
        #[command(subcommand)]
        command: go::Command,
    },
    /// Check and build the lessons of the course.
    #[cfg(feature = "course")]
    Course {
        #[command(subcommand)]
        command: course::Command,
    },
}

fn main() -> ExitCode {
    let result = match Cli::parse_from(go::with_two_dashes(std::env::args_os())).command {
        #[cfg(feature = "train")]
        Command::Train(args) => train::train(&args),
        Command::Go { command } => go::run(command),
        #[cfg(feature = "course")]
        Command::Course { command } => course::run(&command),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            // What is wrong with a Go program has been printed in gc's form.
            if !why.is_empty() {
                eprintln!("burrow: {why}");
            }
            ExitCode::FAILURE
        }
    }
}
