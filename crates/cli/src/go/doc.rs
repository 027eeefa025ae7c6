//! `burrow go doc`: prints documentation.

use burrow_go_std::{Chain, Library};
use burrow_go_tools::doc;
use burrow_go_types::Program;

use super::output::Output;
use super::report::{MOST, compiles};
use super::{goroot, run};

/// What to print.
#[derive(clap::Args)]
pub struct Args {
    /// Flags as `go doc` knows them (-all, -src, -short, -u, …), a package, and a symbol: `fmt`, `fmt.Println`, `json.Decoder.Decode`.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    words: Vec<String>,
}

/// Prints what `go doc` prints. An error has been told.
pub fn doc(args: &Args) -> Result<(), String> {
    let root = goroot::find()?;
    let printer = root.join(doc::PRINTER);
    let printer = std::fs::read_to_string(&printer)
        .map_err(|why| format!("{}, a part of Go's own go doc: {why}", printer.display()))?;
    let mut program = Program::new(Box::new(Chain::default().with(Library::new(&root))));
    let main = program.check(doc::program(&printer));
    if !compiles(&program, MOST, str::to_owned) {
        return Err("go doc is that of Go 1.27, and needs its library.".into());
    }
    let first = ["doc".to_owned(), root.display().to_string()];
    let folder = std::env::current_dir().map_err(|why| why.to_string())?;
    let args = first.into_iter().chain(args.words.iter().cloned()).collect();
    match run::execute(program, main, args, &folder, &Output::streams()) {
        0 => Ok(()),
        _ => Err(String::new()),
    }
}
