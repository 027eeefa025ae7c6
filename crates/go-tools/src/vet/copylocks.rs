//! `copylocks`: values with a lock inside that are copied.
//!
//! A lock is a type whose pointer has methods `Lock` and `Unlock` and that itself has not. Literals and results of calls may be
//! copied: they are new.

use std::rc::Rc;

use burrow_go_syntax::Name;
use burrow_go_syntax::ast::{
    AssignOp, Decl, Expr, ExprKind, Field, File, FuncType, Stmt, StmtKind, VarSpec,
};
use burrow_go_syntax::walk::Node;
use burrow_go_types::info::Mode;
use burrow_go_types::objects::{Builtin, ObjectKind};
use burrow_go_types::types::{Type, TypeId};

use super::{Pass, walk_files};

const CODE: &str = "copylocks";

pub fn check(pass: &mut Pass, files: &[Rc<File>]) {
    for decl in files.iter().flat_map(|file| &file.decls) {
        match decl {
            Decl::Func(decl) => {
                let recv = decl.recv.as_slice();
                parameters(pass, decl.name.name.as_str(), recv);
                parameters(pass, decl.name.name.as_str(), &decl.typ.params);
            }
            Decl::Var(spec) => variables(pass, spec),
            Decl::Const(_) | Decl::Type(_) | Decl::Bad(_) => {}
        }
    }
    walk_files(files, &mut |node| {
        match node {
            Node::Stmt(stmt) => statement(pass, stmt),
            Node::Expr(expr) => expression(pass, expr),
        }
        true
    });
}

fn statement(pass: &mut Pass, stmt: &Stmt) {
    match &stmt.kind {
        StmtKind::Assign { lhs, rhs, .. } => assignment(pass, lhs, rhs),
        StmtKind::Decl(decls) => {
            for decl in decls {
                if let Decl::Var(spec) = decl {
                    variables(pass, spec);
                }
            }
        }
        StmtKind::For { init: Some(init), .. } => rounds(pass, init),
        StmtKind::Range { key, value, define, .. } => {
            for variable in [key, value].into_iter().flatten() {
                range_variable(pass, variable, *define);
            }
        }
        StmtKind::Return(values) => {
            for value in values {
                if let Some(path) = copied(pass, value) {
                    pass.report(value.span, CODE, format!("return copies lock value: {path}"));
                }
            }
        }
        _ => {}
    }
}

fn expression(pass: &mut Pass, expr: &Expr) {
    match &expr.kind {
        ExprKind::Func { typ, .. } => {
            let FuncType { params, .. } = &**typ;
            parameters(pass, "func", params);
        }
        ExprKind::Composite { elements, .. } => {
            for element in elements {
                if let Some(path) = copied(pass, &element.value) {
                    let text = pass.text(&element.value);
                    let message = format!("literal copies lock value from {text}: {path}");
                    pass.report(element.value.span, CODE, message);
                }
            }
        }
        ExprKind::Call { fun, args, .. } if !only_measures(pass, fun) => {
            for arg in args {
                if let Some(path) = copied(pass, arg) {
                    let text = pass.text(fun);
                    pass.report(
                        arg.span,
                        CODE,
                        format!("call of {text} copies lock value: {path}"),
                    );
                }
            }
        }
        _ => {}
    }
}

/// Whether the callee looks at its argument's type alone, or at its length.
fn only_measures(pass: &Pass, fun: &Expr) -> bool {
    let object = pass.callee(fun).map(|object| &pass.program.object(object).kind);
    let Some(ObjectKind::Builtin(builtin)) = object else { return false };
    let measures = [
        Builtin::Len,
        Builtin::Cap,
        Builtin::UnsafeSizeof,
        Builtin::UnsafeOffsetof,
        Builtin::UnsafeAlignof,
    ];
    measures.contains(builtin)
}

fn assignment(pass: &mut Pass, lhs: &[Expr], rhs: &[Expr]) {
    for (index, value) in rhs.iter().enumerate() {
        if let Some(path) = copied(pass, value) {
            let to = lhs.get(index).map_or(String::new(), |place| pass.text(place));
            pass.report(value.span, CODE, format!("assignment copies lock value to {to}: {path}"));
        }
    }
}

fn variables(pass: &mut Pass, spec: &VarSpec) {
    for (index, value) in spec.values.iter().enumerate() {
        if let Some(path) = copied(pass, value) {
            let to = spec.names.get(index).map_or("", |name| name.name.as_str());
            let message = format!("variable declaration copies lock value to {to}: {path}");
            pass.report(value.span, CODE, message);
        }
    }
}

/// The variables of a `for` are copied for each round, unless the assignment itself has been reported.
fn rounds(pass: &mut Pass, init: &Stmt) {
    let StmtKind::Assign { lhs, rhs, op: AssignOp::Define, .. } = &init.kind else { return };
    if rhs.iter().any(|value| copied(pass, value).is_some()) {
        return;
    }
    for place in lhs {
        let object = pass.program.info.defs.get(place.id).copied();
        let Some(object) = object.filter(|_| !is_blank(place)) else { continue };
        let typ = pass.program.object_type(object);
        if let Some(path) = lock_in(pass, typ) {
            let text = pass.text(place);
            let message = format!("for loop iteration copies lock value to {text}: {path}");
            pass.report(place.span, CODE, message);
        }
    }
}

fn is_blank(expr: &Expr) -> bool {
    matches!(&expr.kind, ExprKind::Name(name) if name.is_blank())
}

fn range_variable(pass: &mut Pass, variable: &Expr, define: bool) {
    if is_blank(variable) {
        return;
    }
    let typ = if define {
        let object = pass.program.info.defs.get(variable.id).copied();
        object.map(|object| pass.program.object_type(object))
    } else {
        pass.type_of(variable)
    };
    if let Some(path) = typ.and_then(|typ| lock_in(pass, typ)) {
        let text = pass.text(variable);
        pass.report(variable.span, CODE, format!("range var {text} copies lock: {path}"));
    }
}

fn parameters(pass: &mut Pass, function: &str, fields: &[Field]) {
    let mut last = None;
    for field in fields {
        // The names of a group share their type.
        if last.replace(field.typ.id) == Some(field.typ.id) {
            continue;
        }
        let typ = pass.type_of(&field.typ);
        if let Some(path) = typ.and_then(|typ| lock_in(pass, typ)) {
            let message = format!("{function} passes lock by value: {path}");
            pass.report(field.typ.span, CODE, message);
        }
    }
}

/// The lock in a value that is copied: none if there is none, or if the value is new.
fn copied(pass: &mut Pass, value: &Expr) -> Option<String> {
    let value = value.unparen();
    let is_call = |expr: &Expr| matches!(expr.unparen().kind, ExprKind::Call { .. });
    match &value.kind {
        ExprKind::Composite { .. } | ExprKind::Call { .. } => return None,
        ExprKind::Star(x) if is_call(x) => return None,
        _ => {}
    }
    let known = pass.program.info.types.get(value.id)?;
    let no_value =
        matches!(known.mode, Mode::Invalid | Mode::NoValue | Mode::Builtin(_) | Mode::Type);
    let typ = known.typ;
    if no_value { None } else { lock_in(pass, typ) }
}

/// The way to a lock in a type: `a.T contains sync.Mutex`.
fn lock_in(pass: &mut Pass, typ: TypeId) -> Option<String> {
    let mut path = lock_path(pass, typ, &mut Vec::new())?;
    path.reverse();
    Some(path.join(" contains "))
}

/// The types on the way, the innermost first.
fn lock_path(pass: &mut Pass, typ: TypeId, seen: &mut Vec<TypeId>) -> Option<Vec<String>> {
    if seen.contains(&typ) {
        return None;
    }
    seen.push(typ);
    let unaliased = pass.program.unalias(typ);
    if let Type::Param(param) = pass.program.typ(unaliased) {
        let constraint = param.constraint;
        let constraint = pass.program.underlying(constraint);
        let terms = pass.program.type_set(constraint).terms.clone().unwrap_or_default();
        for term in terms {
            if let Some(mut path) = lock_path(pass, term.typ, seen) {
                if term.tilde
                    && let Some(outermost) = path.last_mut()
                {
                    outermost.insert(0, '~');
                }
                path.push(pass.type_name(typ));
                return Some(path);
            }
        }
        return None;
    }
    let mut typ = typ;
    while let Type::Array(_, elem) = pass.under(typ) {
        typ = elem;
    }
    let parts: Vec<TypeId> = match pass.under(typ) {
        Type::Tuple(parts) => parts.to_vec(),
        Type::Struct(fields) => {
            if is_lock(pass, typ) {
                return Some(vec![pass.type_name(typ)]);
            }
            fields.fields.iter().map(|&field| pass.program.object_type(field)).collect()
        }
        _ => return None,
    };
    for part in parts {
        if let Some(mut path) = lock_path(pass, part, seen) {
            path.push(pass.type_name(typ));
            return Some(path);
        }
    }
    None
}

fn is_lock(pass: &mut Pass, typ: TypeId) -> bool {
    let pointer = pass.program.pointer_to(typ);
    locks(pass, pointer) && !locks(pass, typ)
}

/// Whether values of a type have the methods of a `sync.Locker`.
fn locks(pass: &mut Pass, typ: TypeId) -> bool {
    let methods = pass.program.method_set(typ);
    let mut wanted = vec![Name::new("Lock"), Name::new("Unlock")];
    for method in methods {
        let name = pass.program.object(method.object).name;
        if wanted.contains(&name) {
            let signature = pass.program.found_type(&method);
            let nullary = matches!(pass.program.typ(signature), Type::Signature(signature)
                if signature.params.is_empty() && signature.results.is_empty());
            if nullary {
                wanted.retain(|&other| other != name);
            }
        }
    }
    wanted.is_empty()
}
