//! Makes Rust of the tables of words in `words/`, and refuses tables that do not fit together.

#[path = "build/words.rs"]
mod words;

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use words::{Table, rust};

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=words");
    let findings = match tables() {
        Ok(tables) => write(&rust(&tables)).err().into_iter().collect(),
        Err(findings) => findings,
    };
    for finding in &findings {
        println!("cargo::error={}", finding.replace('\n', " "));
    }
    if findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// All tables, English first and the others by their code.
fn tables() -> Result<Vec<Table>, Vec<String>> {
    let english = read("en")?;
    let mut others = Vec::new();
    let mut findings = Vec::new();
    for code in codes().map_err(|error| vec![error])? {
        match read(&code) {
            Ok(table) => {
                findings.extend(table.compare(&english));
                others.push(table);
            }
            Err(more) => findings.extend(more),
        }
    }
    if findings.is_empty() {
        return Ok([english].into_iter().chain(others).collect());
    }
    Err(findings)
}

/// The codes of all languages but English.
fn codes() -> Result<Vec<String>, String> {
    let unreadable = |error: std::io::Error| format!("words: the folder cannot be read: {error}.");
    let mut codes = Vec::new();
    for entry in fs::read_dir("words").map_err(unreadable)? {
        let name = entry.map_err(unreadable)?.file_name();
        let code = name.to_str().and_then(|name| name.strip_suffix(".toml"));
        codes.extend(code.filter(|code| *code != "en").map(str::to_string));
    }
    codes.sort();
    Ok(codes)
}

fn read(code: &str) -> Result<Table, Vec<String>> {
    let text = fs::read_to_string(format!("words/{code}.toml"))
        .map_err(|error| vec![format!("words/{code}.toml cannot be read: {error}.")])?;
    Table::read(code, &text)
}

fn write(code: &str) -> Result<(), String> {
    let folder = env::var_os("OUT_DIR").ok_or("The build does not say where to write.")?;
    let file = Path::new(&folder).join("words.rs");
    fs::write(&file, code)
        .map_err(|error| format!("{} cannot be written: {error}.", file.display()))
}
