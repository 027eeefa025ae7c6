//! Which functions print: those of the library, and those of a program that hand their last parameters on to one that does.

use std::collections::HashMap;
use std::rc::Rc;

use burrow_go_syntax::ast::{Block, Decl, Expr, ExprKind, File, Stmt, StmtKind, UnaryOp};
use burrow_go_syntax::walk::{Node, walk_block};
use burrow_go_types::objects::{ObjectId, ObjectKind};
use burrow_go_types::types::{Basic, Signature, Type, TypeId};

use super::super::{Pass, body, walk_files};
use super::full_name;

/// How a function treats its arguments.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// As `fmt.Print`.
    Print,
    /// As `fmt.Printf`.
    Printf,
    /// As `fmt.Errorf`, with `%w`.
    Errorf,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::Print => "print",
            Kind::Printf => "printf",
            Kind::Errorf => "errorf",
        }
    }
}

/// The library's functions that print.
const KNOWN: &str = "
    fmt.Appendf fmt.Append fmt.Appendln fmt.Errorf fmt.Fprint fmt.Fprintf fmt.Fprintln fmt.Print fmt.Printf fmt.Println
    fmt.Sprint fmt.Sprintf fmt.Sprintln runtime/trace.Logf
    log.Print log.Printf log.Println log.Fatal log.Fatalf log.Fatalln log.Panic log.Panicf log.Panicln
    (*log.Logger).Fatal (*log.Logger).Fatalf (*log.Logger).Fatalln (*log.Logger).Panic (*log.Logger).Panicf
    (*log.Logger).Panicln (*log.Logger).Print (*log.Logger).Printf (*log.Logger).Println
    (*testing.common).Error (*testing.common).Errorf (*testing.common).Fatal (*testing.common).Fatalf
    (*testing.common).Log (*testing.common).Logf (*testing.common).Skip (*testing.common).Skipf
    (testing.TB).Error (testing.TB).Errorf (testing.TB).Fatal (testing.TB).Fatalf (testing.TB).Log (testing.TB).Logf
    (testing.TB).Skip (testing.TB).Skipf";

/// What is known of functions and of variables that hold them.
#[derive(Default)]
pub struct Printers {
    kinds: HashMap<ObjectId, Option<Kind>>,
}

/// A function whose last parameters are those of a function that prints.
struct Candidate<'a> {
    object: ObjectId,
    body: &'a Block,
    format: Option<ObjectId>,
    args: ObjectId,
}

/// A call by which a candidate hands its arguments on.
struct Handing<'a> {
    from: usize,
    to: ObjectId,
    call: &'a Expr,
}

impl Printers {
    /// How a function prints, if it does.
    pub fn kind(&mut self, pass: &mut Pass, object: ObjectId) -> Option<Kind> {
        if let Some(&known) = self.kinds.get(&object) {
            return known;
        }
        let name = full_name(pass, object);
        let kind = KNOWN.split_whitespace().any(|known| known == name).then(|| match () {
            () if name == "fmt.Errorf" => Kind::Errorf,
            () if name.ends_with('f') => Kind::Printf,
            () => Kind::Print,
        });
        self.kinds.insert(object, kind);
        kind
    }

    /// Finds the functions of a package that print. Arguments that are handed on without `...` are reported.
    pub fn find(&mut self, pass: &mut Pass, files: &[Rc<File>]) {
        let candidates = candidates(pass, files);
        let mut handings = Vec::new();
        for (from, candidate) in candidates.iter().enumerate() {
            collect(pass, from, candidate, &mut handings);
        }
        // Who hands on to a function that prints prints, until nobody more does.
        loop {
            let mut more = false;
            handings.retain(|handing| {
                let Some(kind) = self.kind(pass, handing.to) else { return true };
                let candidate = &candidates[handing.from];
                if hands_on(pass, candidate, handing.call, kind) {
                    more |= self.kinds.insert(candidate.object, Some(kind)) != Some(Some(kind));
                }
                false
            });
            if !more {
                return;
            }
        }
    }
}

fn candidates<'a>(pass: &mut Pass, files: &'a [Rc<File>]) -> Vec<Candidate<'a>> {
    let mut found: Vec<(ObjectId, TypeId, &Block)> = Vec::new();
    for decl in files.iter().flat_map(|file| &file.decls) {
        if let Decl::Func(decl) = decl
            && let Some(body) = body(decl)
            && let Some(object) = pass.program.info.defs.get(decl.name.id).copied()
        {
            let typ = pass.program.object_type(object);
            found.push((object, typ, body));
        }
        if let Decl::Var(spec) = decl {
            for (name, value) in spec.names.iter().zip(&spec.values) {
                found.extend(literal(pass, pass.object_of(name.id), value));
            }
        }
    }
    walk_files(files, &mut |node| {
        match node {
            Node::Stmt(Stmt { kind: StmtKind::Assign { lhs, rhs, .. }, .. }) => {
                for (place, value) in lhs.iter().zip(rhs) {
                    found.extend(literal(pass, pass.callee(place), value));
                }
            }
            Node::Stmt(Stmt { kind: StmtKind::Decl(decls), .. }) => {
                for decl in decls {
                    if let Decl::Var(spec) = decl {
                        for (name, value) in spec.names.iter().zip(&spec.values) {
                            found.extend(literal(pass, pass.object_of(name.id), value));
                        }
                    }
                }
            }
            _ => {}
        }
        true
    });
    let candidate = |(object, typ, body)| {
        let Type::Signature(signature) = pass.program.typ(typ).clone() else { return None };
        let (format, args) = format_and_args(pass, &signature)?;
        Some(Candidate { object, body, format, args })
    };
    found.into_iter().filter_map(candidate).collect()
}

/// A function literal that is put into a variable.
fn literal<'a>(
    pass: &Pass,
    variable: Option<ObjectId>,
    value: &'a Expr,
) -> Option<(ObjectId, TypeId, &'a Block)> {
    let ExprKind::Func { body, .. } = &value.kind else { return None };
    let variable = variable?;
    let is_variable = matches!(pass.program.object(variable).kind, ObjectKind::Var(_));
    if is_variable { Some((variable, pass.type_of(value)?, body)) } else { None }
}

/// The last parameter, if it is `...any`, and before it the format, if it is a string.
fn format_and_args(pass: &mut Pass, signature: &Signature) -> Option<(Option<ObjectId>, ObjectId)> {
    let (&args, before) = signature.params.split_last()?;
    if !signature.variadic || !takes_anything(pass, args) {
        return None;
    }
    let format = before.last().copied().filter(|&param| {
        let typ = pass.program.object_type(param);
        matches!(pass.program.typ(typ), Type::Basic(Basic::String))
    });
    Some((format, args))
}

/// Whether a variadic parameter is `...any`.
pub fn takes_anything(pass: &mut Pass, args: ObjectId) -> bool {
    let typ = pass.program.object_type(args);
    let Type::Slice(elem) = *pass.program.typ(typ) else { return false };
    let elem = pass.program.unalias(elem);
    let is_interface = matches!(pass.program.typ(elem), Type::Interface(_));
    is_interface && pass.program.type_set(elem).is_all()
}

/// The calls that end with the candidate's arguments, up to where it changes them.
fn collect<'a>(
    pass: &Pass,
    from: usize,
    candidate: &Candidate<'a>,
    handings: &mut Vec<Handing<'a>>,
) {
    let mut changed = false;
    let own = |expr: &Expr| {
        let object = is_name(expr).then(|| pass.object_of(expr.id)).flatten();
        object.is_some() && (object == Some(candidate.args) || object == candidate.format)
    };
    walk_block(candidate.body, &mut |node| {
        match node {
            Node::Stmt(Stmt { kind: StmtKind::Assign { lhs, .. }, .. }) => {
                changed |= lhs.iter().any(own);
            }
            Node::Expr(Expr { kind: ExprKind::Unary { op: UnaryOp::Address, x }, .. }) => {
                changed |= own(x);
            }
            Node::Expr(call @ Expr { kind: ExprKind::Call { fun, args, .. }, .. }) if !changed => {
                let hands_on = args.last().is_some_and(|arg| stands_for(pass, arg, candidate.args));
                if hands_on && let Some(to) = pass.callee(fun) {
                    handings.push(Handing { from, to, call });
                }
            }
            _ => {}
        }
        !changed
    });
}

fn is_name(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Name(_))
}

fn stands_for(pass: &Pass, expr: &Expr, variable: ObjectId) -> bool {
    is_name(expr) && pass.object_of(expr.id) == Some(variable)
}

/// Whether the call hands the format and the arguments on as they are.
fn hands_on(pass: &mut Pass, candidate: &Candidate, call: &Expr, kind: Kind) -> bool {
    let ExprKind::Call { fun, args, ellipsis, .. } = &call.kind else { return false };
    if kind != Kind::Print {
        let format = args.len().checked_sub(2).map(|at| &args[at]);
        let same = format.zip(candidate.format);
        if !same.is_some_and(|(arg, format)| stands_for(pass, arg, format)) {
            return false;
        }
    }
    if ellipsis.is_some() {
        return true;
    }
    let Some(typ) = pass.type_of(fun) else { return false };
    let Type::Signature(signature) = pass.program.typ(typ) else { return false };
    // With more arguments than parameters, an ellipsis would be an error.
    if args.len() <= signature.params.len() {
        let name = kind.name();
        let message = format!("missing ... in args forwarded to {name}-like function");
        pass.report(call.span, super::CODE, message);
    }
    false
}
