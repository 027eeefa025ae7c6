//! Which `//go:` lines may stand before what.
//!
//! A directive belongs to the declaration that follows it. One that is no compiler directive (`//go:generate`, or a word
//! that gc does not know) may stand anywhere.

use super::Parser;
use crate::ast::Directive;

/// What directives stand before.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    Package,
    Func,
    Var,
    /// Another declaration.
    Decl,
    /// None at all.
    Nothing,
}

impl Parser<'_> {
    /// Deals with the directives met since the last time: they stand before `target`.
    pub(super) fn directives_before(&mut self, target: Target) {
        let from = std::mem::replace(&mut self.directives, self.lexer.directives.len());
        if self.options.lazy_bodies {
            // Library code is right, and may more than others.
            return;
        }
        for directive in &self.lexer.directives[from..] {
            if let Some((message, soft)) = problem(directive, target) {
                self.lexer.errors.add_directive(directive.pos, message, soft);
            }
        }
    }
}

/// What is wrong with a directive before `target`, and whether gc finds that only where nothing else is wrong.
fn problem(directive: &Directive, target: Target) -> Option<(String, bool)> {
    const MISPLACED: &str = "misplaced compiler directive";
    if !directive.alone {
        return Some((MISPLACED.into(), false));
    }
    let Directive { name, args, .. } = directive;
    let count = args.split_whitespace().count();
    let wrong = |message: String| Some((message, false));
    let only_before = |allowed: Target, message: String| {
        (target != allowed).then_some((message, target != Target::Nothing))
    };
    match name.as_str() {
        "wasmimport" if count != 2 => {
            wrong("usage: //go:wasmimport importmodule importname".into())
        }
        "wasmexport" if count != 1 => wrong("usage: //go:wasmexport exportname".into()),
        "linkname" if !(1..=2).contains(&count) => {
            wrong("usage: //go:linkname localname [linkname]".into())
        }
        "embed" if count == 0 => wrong("usage: //go:embed pattern...".into()),
        "embed" => only_before(Target::Var, "misplaced go:embed directive".into()),
        "wasmimport" | "wasmexport" => {
            only_before(Target::Func, format!("misplaced go:{name} directive"))
        }
        "systemstack" | "nowritebarrier" | "nowritebarrierrec" | "yeswritebarrierrec" => {
            wrong(format!("//go:{name} only allowed in runtime"))
        }
        "uintptrkeepalive" => wrong(format!("//go:{name} is only allowed in the standard library")),
        "build" => only_before(Target::Package, MISPLACED.into()),
        "noescape" | "norace" | "nosplit" | "noinline" | "nocheckptr" | "uintptrescapes"
        | "registerparams" => only_before(Target::Func, MISPLACED.into()),
        _ if name.starts_with("cgo_") => {
            let space = if args.is_empty() { "" } else { " " };
            wrong(format!("//go:{name}{space}{args} only allowed in cgo-generated code"))
        }
        _ => None,
    }
}
