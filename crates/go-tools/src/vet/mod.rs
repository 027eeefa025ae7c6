//! What `go vet` finds: code that compiles and is most likely wrong.
//!
//! The rules and the words are those of the analyzers of Go 1.27's vet (`golang.org/x/tools/go/analysis/passes`); a finding's
//! code is its analyzer's name. `shadow`, which vet has but does not run by itself, is limited to results with a name.

mod copylocks;
mod flow;
mod lostcancel;
mod printf;
mod shadow;
mod unreachable;

use std::rc::Rc;

use burrow_go_syntax::ast::{
    Block, Decl, Expr, ExprKind, File, FuncBody, FuncDecl, FuncType, Ident, NodeId,
};
use burrow_go_syntax::walk::{Node, walk_block, walk_expr};
use burrow_go_syntax::{Diagnostic, Span};
use burrow_go_types::objects::{ObjectId, ObjectKind, PackageId};
use burrow_go_types::types::{Type, TypeId};
use burrow_go_types::{Program, Qualifier};

/// What vet has to say about a package that has been checked completely and has no errors, by position.
pub fn vet(program: &mut Program, package: PackageId) -> Vec<Diagnostic> {
    let files = program.package(package).files.clone();
    let mut pass = Pass { program, package, found: Vec::new() };
    printf::check(&mut pass, &files);
    for function in functions(&files) {
        unreachable::check(&mut pass, function.body);
        lostcancel::check(&mut pass, &function);
        shadow::check(&mut pass, &function);
    }
    copylocks::check(&mut pass, &files);
    let mut found = pass.found;
    found.sort_by_key(|finding| finding.span.start);
    found
}

/// A package under examination.
struct Pass<'a> {
    program: &'a mut Program,
    package: PackageId,
    found: Vec<Diagnostic>,
}

impl Pass<'_> {
    fn report(&mut self, span: Span, code: &'static str, message: String) {
        self.found.push(Diagnostic { span, message, code, soft: false });
    }

    /// An expression as it stands in the source, with blanks around the operators that bind least, as gofmt has them.
    fn text(&self, expr: &Expr) -> String {
        let text = |expr: &Expr| self.program.sources.text(expr.span).to_owned();
        let ExprKind::Binary { op, op_pos, x, y } = &expr.kind else { return text(expr) };
        let operator = Span { start: *op_pos, end: y.span.start };
        let operator = self.program.sources.text(operator).trim();
        let operand = |operand: &Expr| match &operand.kind {
            ExprKind::Binary { op: inner, .. } if inner.precedence() == op.precedence() => {
                self.text(operand)
            }
            _ => text(operand),
        };
        format!("{} {operator} {}", operand(x), operand(y))
    }

    /// The type of an expression or of a type; none where it is not known.
    fn type_of(&self, expr: &Expr) -> Option<TypeId> {
        self.program.info.types.get(expr.id).map(|known| known.typ)
    }

    /// What an identifier refers to or declares.
    fn object_of(&self, node: NodeId) -> Option<ObjectId> {
        let info = &self.program.info;
        info.uses.get(node).or_else(|| info.defs.get(node)).copied()
    }

    /// A type with the path of each package.
    fn type_name(&mut self, typ: TypeId) -> String {
        self.program.type_string(typ, Qualifier::Whole)
    }

    /// What lies under a type's names.
    fn under(&mut self, typ: TypeId) -> Type {
        let under = self.program.underlying(typ);
        self.program.typ(under).clone()
    }

    /// The function or variable that a call names.
    fn callee(&self, fun: &Expr) -> Option<ObjectId> {
        match &fun.unparen().kind {
            ExprKind::Name(_) => self.object_of(fun.unparen().id),
            ExprKind::Selector { sel, .. } => {
                let selection = self.program.info.selections.get(fun.unparen().id);
                selection.map(|found| found.object).or_else(|| self.object_of(sel.id))
            }
            // A generic function with its type arguments.
            ExprKind::Index { x, .. } => self
                .callee(x)
                .filter(|&object| matches!(self.program.object(object).kind, ObjectKind::Func(_))),
            _ => None,
        }
    }

    /// The function `path.name` that a call names, if it belongs to that package.
    fn calls(&self, fun: &Expr, path: &str, names: &[&str]) -> bool {
        let Some(object) = self.callee(fun).map(|id| self.program.object(id)) else { return false };
        let package = object.package.map(|id| self.program.package(id).path);
        package.is_some_and(|found| found.as_str() == path) && names.contains(&object.name.as_str())
    }
}

/// A declared function or a function literal.
struct Function<'a> {
    /// The name, if it is declared.
    name: Option<Ident>,
    /// Whether it is a method.
    method: bool,
    typ: &'a FuncType,
    body: &'a Block,
}

/// All functions with bodies, literals among them.
fn functions(files: &[Rc<File>]) -> Vec<Function<'_>> {
    let mut functions = Vec::new();
    for decl in files.iter().flat_map(|file| &file.decls) {
        if let Decl::Func(decl) = decl
            && let Some(body) = body(decl)
        {
            let method = decl.recv.is_some();
            functions.push(Function { name: Some(decl.name), method, typ: &decl.typ, body });
        }
    }
    walk_files(files, &mut |node| {
        if let Node::Expr(Expr { kind: ExprKind::Func { typ, body }, .. }) = node {
            functions.push(Function { name: None, method: false, typ, body });
        }
        true
    });
    functions
}

fn body(decl: &FuncDecl) -> Option<&Block> {
    match &decl.body {
        FuncBody::Parsed(block) => Some(block),
        FuncBody::Lazy { block, .. } => block.get(),
        FuncBody::None => None,
    }
}

/// Goes through all bodies and initialisers.
fn walk_files<'a>(files: &'a [Rc<File>], visit: &mut dyn FnMut(Node<'a>) -> bool) {
    for decl in files.iter().flat_map(|file| &file.decls) {
        match decl {
            Decl::Func(decl) => {
                if let Some(body) = body(decl) {
                    walk_block(body, visit);
                }
            }
            Decl::Var(spec) => spec.values.iter().for_each(|value| walk_expr(value, visit)),
            Decl::Const(_) | Decl::Type(_) | Decl::Bad(_) => {}
        }
    }
}
