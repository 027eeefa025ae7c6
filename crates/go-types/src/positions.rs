//! Where gc says that an expression stands.
//!
//! gc's positions are not always where an expression begins: an operation stands at its operator, a call at its parenthesis.
//! Most messages go back to the leftmost operand, but not through a slice expression.

use burrow_go_syntax::Pos;
use burrow_go_syntax::ast::{Expr, ExprKind};

/// The place that messages about an expression name.
pub(crate) fn start_pos(e: &Expr) -> Pos {
    match &e.kind {
        ExprKind::Composite { typ: Some(typ), .. } => start_pos(typ),
        ExprKind::Selector { x, .. }
        | ExprKind::Index { x, .. }
        | ExprKind::Assert { x, .. }
        | ExprKind::Call { fun: x, .. }
        | ExprKind::Binary { x, .. } => start_pos(x),
        _ => node_pos(e),
    }
}

/// The place of the expression's own node.
pub(crate) fn node_pos(e: &Expr) -> Pos {
    match &e.kind {
        ExprKind::Binary { op_pos, .. } => *op_pos,
        ExprKind::Selector { x, .. }
        | ExprKind::Index { x, .. }
        | ExprKind::Assert { x, .. }
        | ExprKind::Slice { x, .. }
        | ExprKind::Call { fun: x, .. } => x.span.end,
        // Behind the word `func`.
        ExprKind::FuncType(_) => e.pos().plus("func".len()),
        ExprKind::Composite { typ: Some(typ), .. } => typ.span.end,
        _ => e.pos(),
    }
}
