//! What is wrong in a source, in gc's words.

use crate::Span;

/// One message about a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Where: gc reports the start; editors underline the whole.
    pub span: Span,
    /// What gc says, without the position. Further lines begin with a tab, as gc prints them.
    pub message: String,
    /// The kind of error, such as `UndeclaredName` or `MismatchedTypes` (names of `internal/types/errors`),
    /// or `Syntax`: what an explanation for learners is found by.
    pub code: &'static str,
    /// Whether it only follows the message before it (an "unused" beside a real error): reported
    /// last, and dropped where other errors exist, as gc does.
    pub soft: bool,
}
