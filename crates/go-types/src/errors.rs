//! Reporting what is wrong.

use burrow_go_syntax::{Diagnostic, Span};

use crate::Program;
use crate::checker::At;
use crate::objects::ObjectId;

impl Program {
    /// Reports an error.
    pub(crate) fn error(&mut self, at: impl At, code: &'static str, message: impl Into<String>) {
        self.error_parts(code, false, vec![(at.span(), message.into())]);
    }

    /// Reports an error that is dropped where a real one exists.
    pub(crate) fn soft_error(
        &mut self,
        at: impl At,
        code: &'static str,
        message: impl Into<String>,
    ) {
        self.error_parts(code, true, vec![(at.span(), message.into())]);
    }

    /// Reports an error with further places: each follows on a line of its own, after a tab and its place.
    pub(crate) fn error_parts(
        &mut self,
        code: &'static str,
        soft: bool,
        parts: Vec<(Span, String)>,
    ) {
        let mut parts = parts.into_iter();
        let Some((mut span, mut message)) = parts.next() else { return };
        // These follow from an error that has been reported.
        if message.contains(" requires go1.") && message.ends_with(" or later") {
            // Nothing else sets a version that is lower than ours.
            message.push_str(&format!(" (file declares //go:build go1.{})", self.cx.version));
        }
        let follows = |words: &str| message.find(words).is_some_and(|at| at > 0);
        if !self.errors.is_empty() && (follows("invalid operand") || follows("invalid type")) {
            return;
        }
        for (part, words) in parts {
            message.push_str("\n\t");
            if let Some(place) = self.sources.place(part.start) {
                message.push_str(&format!("{place}: "));
            }
            message.push_str(&words);
        }
        if let Some(errpos) = self.cx.errpos {
            span = errpos;
        }
        self.errors.push(Diagnostic { span, message, code, soft });
    }

    /// The further part that names another declaration of an object.
    pub(crate) fn other_decl(&self, object: ObjectId) -> Option<(Span, String)> {
        let object = self.object(object);
        let span = Span::new(object.pos, object.pos.plus(object.name.as_str().len()));
        object.pos.is_some().then(|| (span, format!("other declaration of {}", object.name)))
    }

    /// Where an object is declared.
    pub(crate) fn object_span(&self, object: ObjectId) -> Span {
        let object = self.object(object);
        if !object.pos.is_some() {
            return Span::default();
        }
        Span::new(object.pos, object.pos.plus(object.name.as_str().len()))
    }
}
