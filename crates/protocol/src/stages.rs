//! What a Go file is on its way to a program that runs: words, types, instructions; each with its place in the source.

use serde::{Deserialize, Serialize};

use crate::go::{Diagnostic, Place};

/// Tokens, expressions or instructions of a file that are told of; what is behind them is left out.
pub const MOST: usize = 2000;

/// A file on its way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stages {
    /// Its words, in order.
    pub tokens: Vec<Token>,
    /// Its declarations and expressions with their types, in order: first an expression, then its parts.
    pub types: Vec<Typed>,
    /// Its functions as the machine runs them; none where anything is wrong.
    pub code: Vec<Routine>,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
}

/// A part of the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// The words, and whether they make sentences.
    Tokens,
    /// Whether the types fit.
    Types,
    /// The instructions.
    Code,
}

/// A word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    /// As it is written; nothing for a semicolon that the end of a line puts in.
    pub text: String,
    pub kind: TokenKind,
    /// Its first byte.
    pub start: Place,
    /// Behind its last byte.
    pub end: Place,
}

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TokenKind {
    Keyword,
    Name,
    Number,
    Text,
    Operator,
    /// Brackets, commas, dots.
    Mark,
    /// A semicolon that the end of a line puts in.
    Semicolon,
}

/// A declared name or an expression, and its type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    /// As it is written, in one line; long ones are cut.
    pub text: String,
    /// Its type as Go writes it.
    pub typ: String,
    /// Its value, where it is a constant.
    pub value: Option<String>,
    /// Whether it is a name that is declared here.
    pub declares: bool,
    /// Inside how many other expressions it stands.
    pub depth: u32,
    pub start: Place,
    pub end: Place,
}

/// A function as the machine runs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Routine {
    /// As in Go's traces: `main.main`.
    pub name: String,
    /// The line that it begins on.
    pub line: u32,
    /// Its parameters, results and other variables: a name and how it is kept.
    pub locals: Vec<(String, String)>,
    /// What it does. A jump leads to the line of code with the label `b` and a number.
    pub code: Vec<Instruction>,
}

/// A line of a function's code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instruction {
    /// Whether this is where jumps lead: its text is then the label.
    pub label: bool,
    pub text: String,
    /// The line of the source that it comes from; 0 where there is none.
    pub line: u32,
}

impl Stages {
    /// The part of the way that the file does not get past.
    pub fn refused_by(&self) -> Option<Stage> {
        let first = self.diagnostics.first()?;
        Some(if first.code == "Syntax" { Stage::Tokens } else { Stage::Types })
    }
}
