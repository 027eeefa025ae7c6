//! Expressions as gc's messages show them: on one line, bodies and elements left out.

use std::rc::Rc;

use crate::ast::{AssignOp, ChanDir, Expr, ExprKind, Field, FuncType, Stmt, StmtKind};

/// `x` in Go's notation as gc's messages show it: a composite literal as `T{…}`, a function literal as `func(x int) {…}`.
pub fn expr_string(x: &Expr) -> String {
    let mut out = String::new();
    expr(&mut out, x);
    out
}

/// A simple statement as gc's messages show it.
pub(crate) fn simple_stmt_string(stmt: &Stmt) -> String {
    let mut out = String::new();
    match &stmt.kind {
        StmtKind::Expr(x) => expr(&mut out, x),
        StmtKind::Send { chan, value, .. } => {
            expr(&mut out, chan);
            out.push_str(" <- ");
            expr(&mut out, value);
        }
        StmtKind::IncDec { x, inc } => {
            expr(&mut out, x);
            out.push_str(if *inc { "++" } else { "--" });
        }
        StmtKind::Assign { lhs, rhs, op, .. } => {
            exprs(&mut out, lhs);
            let before = match op {
                AssignOp::Set => "",
                AssignOp::Define => ":",
                AssignOp::Op(op) => op.as_str(),
            };
            out.push_str(&format!(" {before}= "));
            exprs(&mut out, rhs);
        }
        _ => {}
    }
    out
}

fn exprs(out: &mut String, list: &[Expr]) {
    for (index, x) in list.iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        expr(out, x);
    }
}

fn optional(out: &mut String, x: Option<&Expr>) {
    if let Some(x) = x {
        expr(out, x);
    }
}

fn expr(out: &mut String, x: &Expr) {
    match &x.kind {
        ExprKind::Bad => out.push_str("<bad expr>"),
        ExprKind::Name(name) => out.push_str(name.as_str()),
        ExprKind::Literal { text, .. } => out.push_str(text),
        ExprKind::Composite { typ, elements, .. } => {
            optional(out, typ.as_deref());
            out.push_str(if elements.is_empty() { "{}" } else { "{…}" });
        }
        ExprKind::Func { typ, body } => {
            out.push_str("func");
            signature(out, typ);
            out.push_str(if body.stmts.is_empty() { " {}" } else { " {…}" });
        }
        ExprKind::Paren(x) => {
            out.push('(');
            expr(out, x);
            out.push(')');
        }
        ExprKind::Selector { x, sel } => {
            expr(out, x);
            out.push('.');
            out.push_str(sel.name.as_str());
        }
        ExprKind::Index { x, indices } => {
            expr(out, x);
            out.push('[');
            exprs(out, indices);
            out.push(']');
        }
        ExprKind::Slice { x, lo, hi, max, .. } => {
            expr(out, x);
            out.push('[');
            optional(out, lo.as_deref());
            out.push(':');
            optional(out, hi.as_deref());
            if let Some(max) = max {
                out.push(':');
                expr(out, max);
            }
            out.push(']');
        }
        ExprKind::Assert { x, typ } => {
            expr(out, x);
            out.push_str(".(");
            match typ {
                Some(typ) => expr(out, typ),
                None => out.push_str("type"),
            }
            out.push(')');
        }
        ExprKind::Call { fun, args, ellipsis, .. } => {
            expr(out, fun);
            out.push('(');
            exprs(out, args);
            if ellipsis.is_some() {
                out.push_str("...");
            }
            out.push(')');
        }
        ExprKind::Star(x) => {
            out.push('*');
            expr(out, x);
        }
        ExprKind::Unary { op, x } => {
            out.push_str(op.as_str());
            expr(out, x);
        }
        ExprKind::Binary { op, x, y, .. } => {
            expr(out, x);
            out.push(' ');
            out.push_str(op.as_str());
            out.push(' ');
            expr(out, y);
        }
        ExprKind::ArrayType { len, elem } => {
            out.push('[');
            expr(out, len);
            out.push(']');
            expr(out, elem);
        }
        ExprKind::SliceType(elem) => {
            out.push_str("[]");
            expr(out, elem);
        }
        ExprKind::StructType(fields) => struct_type(out, fields),
        ExprKind::FuncType(typ) => {
            out.push_str("func");
            signature(out, typ);
        }
        ExprKind::InterfaceType(methods) => interface_type(out, methods),
        ExprKind::MapType { key, value } => {
            out.push_str("map[");
            expr(out, key);
            out.push(']');
            expr(out, value);
        }
        ExprKind::ChanType { dir, elem } => chan_type(out, *dir, elem),
        ExprKind::Ellipsis(elem) => {
            out.push_str("...");
            optional(out, elem.as_deref());
        }
    }
}

fn chan_type(out: &mut String, dir: ChanDir, elem: &Expr) {
    out.push_str(match dir {
        ChanDir::Both => "chan ",
        ChanDir::Send => "chan<- ",
        ChanDir::Recv => "<-chan ",
    });
    // `chan (<-chan T)` would be another type without parentheses.
    let receives = matches!(elem.kind, ExprKind::ChanType { dir: ChanDir::Recv, .. });
    if dir == ChanDir::Both && receives {
        out.push('(');
        expr(out, elem);
        out.push(')');
    } else {
        expr(out, elem);
    }
}

fn struct_type(out: &mut String, fields: &[Field]) {
    out.push_str("struct{");
    for (index, field) in fields.iter().enumerate() {
        let next = fields.get(index + 1);
        if let Some(name) = field.name {
            out.push_str(name.name.as_str());
            if next.is_some_and(|next| next.name.is_some() && Rc::ptr_eq(&next.typ, &field.typ)) {
                out.push_str(", ");
                continue;
            }
            out.push(' ');
        }
        expr(out, &field.typ);
        if let Some(tag) = &field.tag {
            out.push_str(&format!(" {tag:?}"));
        }
        if next.is_some() {
            out.push_str("; ");
        }
    }
    out.push('}');
}

fn interface_type(out: &mut String, methods: &[Field]) {
    out.push_str("interface{");
    for (index, method) in methods.iter().enumerate() {
        if index > 0 {
            out.push_str("; ");
        }
        match (method.name, &method.typ.kind) {
            (Some(name), ExprKind::FuncType(typ)) => {
                out.push_str(name.name.as_str());
                signature(out, typ);
            }
            _ => expr(out, &method.typ),
        }
    }
    out.push('}');
}

fn signature(out: &mut String, typ: &FuncType) {
    params(out, &typ.params);
    match &typ.results[..] {
        [] => {}
        [result] if result.name.is_none() => {
            out.push(' ');
            expr(out, &result.typ);
        }
        results => {
            out.push(' ');
            params(out, results);
        }
    }
}

fn params(out: &mut String, list: &[Field]) {
    out.push('(');
    for (index, param) in list.iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        if let Some(name) = param.name {
            out.push_str(name.name.as_str());
            let next = list.get(index + 1);
            if next.is_some_and(|next| next.name.is_some() && Rc::ptr_eq(&next.typ, &param.typ)) {
                continue;
            }
            out.push(' ');
        }
        expr(out, &param.typ);
    }
    out.push(')');
}
