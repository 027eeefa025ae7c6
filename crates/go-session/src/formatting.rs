//! Formatting, with gc's words for what cannot be formatted.

use std::cell::RefCell;
use std::rc::Rc;

use burrow_go_std::{Chain, Packages};
use burrow_go_syntax::{NodeIds, ParseOptions, Sources, parse_file};
use burrow_go_tools::format::{PROGRAM, Refusal};
use burrow_protocol::go::{Diagnostic, File};

use crate::diagnostics;
use crate::places::Shared;

/// Formats sources as gofmt does.
pub struct Formatter(burrow_go_tools::Formatter);

impl Formatter {
    /// A formatter that runs on this library.
    pub fn new(library: Rc<RefCell<dyn Packages>>) -> Formatter {
        let packages = move || Chain::default().with(Shared(library.clone()));
        Formatter(burrow_go_tools::Formatter::new(packages))
    }

    /// The source in gofmt's form, or what is wrong with it.
    ///
    /// # Errors
    /// A sentence where the printer failed.
    pub fn format(&mut self, file: &File) -> Result<Result<String, Vec<Diagnostic>>, String> {
        let errors = syntax_errors(file);
        if !errors.is_empty() {
            return Ok(Err(errors));
        }
        match self.0.file(&file.name, &file.contents) {
            Ok(text) => Ok(Ok(String::from_utf8_lossy(&text).into_owned())),
            Err(refusal @ Refusal::Syntax(_)) => {
                Ok(Err(vec![diagnostics::of_no_file(refusal.to_string())]))
            }
            Err(Refusal::Broken(why)) => Err(format!("The formatter broke off: {why}")),
        }
    }
}

/// The files of the program that formats, for what they import.
pub fn formatter_files() -> Vec<File> {
    vec![File { name: "format.go".into(), contents: PROGRAM.into() }]
}

fn syntax_errors(file: &File) -> Vec<Diagnostic> {
    let mut sources = Sources::default();
    let base = sources.add_bytes(&file.name, &file.contents);
    let mut errors = Vec::new();
    parse_file(&mut sources, base, &mut NodeIds::default(), ParseOptions::default(), &mut errors);
    // What the compiler says beyond the grammar does not keep a source from being formatted.
    errors.retain(|error| error.message.starts_with("syntax error"));
    errors.into_iter().map(|error| diagnostics::of(&sources, error)).collect()
}
