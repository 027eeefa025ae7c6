//! `//go:` directives that gc checks once types are known: `linkname`, `embed`, and functions without a body that have none.

use std::collections::HashSet;

use burrow_go_syntax::ast::{Decl, Directive, File, FuncBody, FuncDecl, VarSpec};
use burrow_go_syntax::{Name, Pos, Span};

use crate::Program;
use crate::objects::{ObjectKind, PackageId};
use crate::types::{Basic, Type};

const CODE: &str = "MisplacedDirective";

impl Program {
    /// Reports directives of a package that cannot be followed, and functions whose bodies are missing.
    pub(crate) fn check_directives(&mut self, package: PackageId) {
        let files = self.package(package).files.clone();
        let mut linked: HashSet<Name> = HashSet::new();
        for file in &files {
            for directive in &file.directives {
                match directive.name.as_str() {
                    "linkname" => self.check_linkname(package, file, directive, &mut linked),
                    "embed" => self.check_embed(file, directive),
                    _ => {}
                }
            }
        }
        for file in &files {
            let imported = |pos: Pos| {
                file.directives
                    .iter()
                    .any(|directive| directive.name == "wasmimport" && directive.pos < pos)
            };
            for decl in &file.decls {
                if let Decl::Func(func) = decl
                    && matches!(func.body, FuncBody::None)
                    && func.tparams.is_empty()
                    && !linked.contains(&func.name.name)
                    && !imported(func.span.start)
                {
                    self.error(decl_pos(func), "MissingBody", "missing function body");
                }
            }
        }
    }

    fn check_linkname(
        &mut self,
        package: PackageId,
        file: &File,
        directive: &Directive,
        linked: &mut HashSet<Name>,
    ) {
        let mut words = directive.args.split_whitespace();
        let Some(local) = words.next() else { return };
        let remote = words.next().unwrap_or_default();
        let span = directive_span(directive);
        if !file.imports.iter().any(|import| import.path.as_str() == "unsafe") {
            let message = "//go:linkname only allowed in Go files that import \"unsafe\"";
            return self.error(span, CODE, message);
        }
        if remote.contains('[') && remote.contains(']') {
            return self.error(
                span,
                CODE,
                "//go:linkname reference of an instantiation is not allowed",
            );
        }
        let name = Name::new(local);
        let object = self.scope_lookup(self.package(package).scope, name);
        let fits = object.is_some_and(|object| {
            matches!(self.object(object).kind, ObjectKind::Func(_) | ObjectKind::Var(_))
        });
        if !fits {
            let message = "//go:linkname must refer to declared function or variable";
            self.error(span, CODE, message);
        } else if !linked.insert(name) {
            self.error(span, CODE, format!("duplicate //go:linkname for {local}"));
        }
    }

    fn check_embed(&mut self, file: &File, directive: &Directive) {
        let span = directive_span(directive);
        let inside = file.decls.iter().any(|decl| match decl {
            Decl::Func(func) => func.span.start < directive.pos && directive.pos < func.span.end,
            _ => false,
        });
        let next = file.decls.iter().find_map(|decl| match decl {
            Decl::Var(spec) if spec.span.start > directive.pos => Some(spec),
            _ => None,
        });
        let message = if !file.imports.iter().any(|import| import.path.as_str() == "embed") {
            "go:embed requires import \"embed\" (or import _ \"embed\", if package is not used)"
                .into()
        } else if inside {
            "go:embed cannot apply to var inside func".into()
        } else {
            match next.and_then(|spec| self.embed_problem(spec)) {
                Some(message) => message,
                None => return,
            }
        };
        self.error(span, CODE, message);
    }

    fn embed_problem(&mut self, spec: &VarSpec) -> Option<String> {
        let [name] = &spec.names[..] else {
            return Some("go:embed cannot apply to multiple vars".into());
        };
        if !spec.values.is_empty() {
            return Some("go:embed cannot apply to var with initializer".into());
        }
        let var = *self.info.defs.get(name.id)?;
        let t = self.object_type(var);
        let under = self.underlying(t);
        let fits = match *self.typ(under) {
            Type::Basic(basic) => basic == Basic::String,
            Type::Slice(elem) => self.basic_of(elem) == Some(Basic::Uint8),
            _ => match self.typ(self.actual(t)) {
                Type::Named(named) => {
                    let object = self.object(named.object);
                    let path = object.package.map(|package| self.package(package).path.as_str());
                    object.name.as_str() == "FS" && path == Some("embed")
                }
                _ => false,
            },
        };
        if fits {
            return None;
        }
        Some(format!("go:embed cannot apply to var of type {}", self.type_text(t)))
    }
}

fn directive_span(directive: &Directive) -> Span {
    // gc names the place behind the slashes.
    let start = directive.pos.plus("//".len());
    Span::new(start, start.plus("go:".len() + directive.name.len() + 1 + directive.args.len()))
}

/// Where gc says that a function declaration stands: behind the word `func`.
pub(crate) fn decl_pos(func: &FuncDecl) -> Pos {
    func.span.start.plus("func ".len())
}
