//! The native `burrow` command.
#![recursion_limit = "256"]

mod course;
mod files;
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
    Train(train::Args),
    /// Check and build the lessons of the course.
    Course {
        #[command(subcommand)]
        command: course::Command,
    },
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Train(args) => train::train(&args),
        Command::Course { command } => course::run(&command),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("burrow: {why}");
            ExitCode::FAILURE
        }
    }
}
