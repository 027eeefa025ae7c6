//! `burrow go run`: checks a program and runs it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use burrow_go_ir::Lowering;
use burrow_go_types::Program;
use burrow_go_types::objects::PackageId;
use burrow_go_vm::files::{Files, HostFiles};
use burrow_go_vm::{Machine, Options, Status};

use super::output::Output;
use super::process::{Process, writable};
use super::{build, source};

/// Steps of the machine between two looks at its state.
const SLICE: u64 = 1 << 24;

/// What to run.
#[derive(clap::Args)]
pub struct Args {
    /// Go files, one folder, or one .txtar archive; then the program's own arguments.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    words: Vec<String>,
}

/// Runs a program with this process's streams and files. As with Go's own command, a program that fails is told by its exit
/// status.
pub fn run(args: &Args) -> Result<(), String> {
    let files = args.words.iter().take_while(|word| word.ends_with(".go")).count();
    // A folder is one word.
    let named = if files == 0 { args.words.len().min(1) } else { files };
    let (paths, own) = args.words.split_at(named);
    let mut source = source::read(&paths.iter().map(PathBuf::from).collect::<Vec<_>>())?;
    let main = build::checked(&mut source)?;
    let args = std::iter::once(source.title).chain(own.iter().cloned()).collect();
    let folder = std::env::current_dir().map_err(|why| why.to_string())?;
    match execute(source.program, main, args, &folder, &Output::streams()) {
        0 => Ok(()),
        code => {
            eprintln!("exit status {code}");
            Err(String::new())
        }
    }
}

/// Runs a program that has been checked, in `folder`, to its end. The answer is its exit code.
pub fn execute(
    program: Program,
    main: PackageId,
    args: Vec<String>,
    folder: &Path,
    output: &Output,
) -> i32 {
    let host = Process::new(args, output.clone());
    let code = Box::new(Lowering::new(program, main));
    let mut machine = Machine::new(code, &Options::default(), Box::new(host));
    let files = HostFiles::writing_below(writable(folder));
    machine.files = Files::new(Box::new(files), &folder.display().to_string());
    loop {
        let status = machine.run(SLICE);
        output.flush();
        match status {
            Status::Running => {}
            Status::Sleeping(until) => {
                let rest = until - machine.host.monotonic_time();
                std::thread::sleep(Duration::from_nanos(rest.max(0) as u64));
            }
            // Reading waits for input here, so that there is always some, or its end.
            Status::WaitingForInput => return 2,
            Status::Exited(code) => return code,
        }
    }
}
