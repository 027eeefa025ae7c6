//! Go's source: names, positions, the syntax tree, and the parser that makes it.
//!
//! It knows nothing of types. The grammar is that of the Go specification (Go 1.27); the words
//! of its errors are those of gc (`cmd/compile/internal/syntax`).

pub mod ast;
pub mod build;
mod diagnostic;
mod letters;
mod lexer;
mod name;
mod parser;
mod print;
mod report;
mod source;
mod token;
mod unquote;
pub mod walk;
pub mod words;

pub use ast::NodeIds;
pub use diagnostic::Diagnostic;
pub use name::Name;
pub use parser::{MAX_DEPTH, ParseOptions, parse_body, parse_file};
pub use print::expr_string;
pub use source::{LineDirective, Place, Pos, SourceFile, Sources, Span};
pub use unquote::{unquote_rune, unquote_string};
