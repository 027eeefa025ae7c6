//! Order of evaluation. The specification orders calls, receives and `&&`/`||`, but not the reading of variables between them. gc
//! makes the calls first and reads variables, fields, elements and what pointers point to afterwards, when the expression is put
//! together; programs can tell, and so we do the same: before the operands of an operation are evaluated,
//! [`FuncLowering::settle`] computes the calls in them, if any operand could notice.

use burrow_go_syntax::ast::{BinaryOp, Expr, ExprKind, UnaryOp};
use burrow_go_types::info::{Mode, SelectionKind};
use burrow_go_types::objects::{Builtin, ObjectKind};

use crate::func::{FuncLowering, Shared, Storage};
use crate::layout::Kind;
use crate::types::{Key, Ty};

impl FuncLowering<'_> {
    /// Computes the calls in operands ahead of them, where an operand before a call reads what the call may change.
    pub fn settle(&mut self, operands: &[&Expr]) {
        let Some(last) = operands.iter().rposition(|operand| self.has_call(operand)) else {
            return;
        };
        let before = &operands[..last];
        if before.iter().all(|operand| self.is_steady(operand) || self.is_call(operand)) {
            return;
        }
        for operand in &operands[..=last] {
            self.hoist(operand);
        }
    }

    /// Whether evaluating the expression runs code of the program, or waits.
    pub fn has_call(&mut self, expr: &Expr) -> bool {
        let expr = expr.unparen();
        match &expr.kind {
            ExprKind::Name(_) | ExprKind::Literal { .. } | ExprKind::Func { .. } => return false,
            _ => {}
        }
        if let Some(&known) = self.has_calls.get(&expr.id) {
            return known;
        }
        let found = !self.is_constant(expr) && self.search_call(expr);
        self.has_calls.insert(expr.id, found);
        found
    }

    fn search_call(&mut self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Composite { elements, .. } => elements.iter().any(|element| {
                element.key.as_ref().is_some_and(|key| self.has_call(key))
                    || self.has_call(&element.value)
            }),
            ExprKind::Selector { x, .. } | ExprKind::Star(x) | ExprKind::Assert { x, .. } => {
                self.has_call(x)
            }
            ExprKind::Index { x, indices } => {
                self.has_call(x) || indices.iter().any(|index| self.has_call(index))
            }
            ExprKind::Slice { x, lo, hi, max, .. } => {
                self.has_call(x)
                    || [lo, hi, max].into_iter().flatten().any(|bound| self.has_call(bound))
            }
            ExprKind::Call { fun, args, .. } => match self.mode(fun) {
                Mode::Type | Mode::Builtin(_) if !self.is_effect(fun) => {
                    args.iter().any(|arg| self.has_call(arg))
                }
                _ => true,
            },
            ExprKind::Unary { op, x } => *op == UnaryOp::Receive || self.has_call(x),
            ExprKind::Binary { x, y, .. } => self.has_call(x) || self.has_call(y),
            _ => false,
        }
    }

    /// Whether a predeclared function changes what others can read.
    fn is_effect(&self, fun: &Expr) -> bool {
        matches!(self.mode(fun), Mode::Builtin(Builtin::Copy | Builtin::Recover | Builtin::Append))
    }

    /// Whether the expression as a whole is a call: it is computed where it stands anyhow.
    fn is_call(&mut self, expr: &Expr) -> bool {
        let expr = expr.unparen();
        match &expr.kind {
            ExprKind::Call { fun, .. } => self.mode(fun) != Mode::Type,
            ExprKind::Unary { op, .. } => *op == UnaryOp::Receive,
            ExprKind::Binary { op, .. } => matches!(op, BinaryOp::LAnd | BinaryOp::LOr),
            _ => false,
        }
    }

    /// Whether no call can change what the expression gives.
    fn is_steady(&mut self, expr: &Expr) -> bool {
        let expr = expr.unparen();
        if self.is_constant(expr)
            || self.mode(expr) == Mode::Nil
            || self.hoisted.contains_key(&expr.id)
        {
            return true;
        }
        match &expr.kind {
            ExprKind::Name(_) => self.is_steady_name(expr),
            ExprKind::Literal { .. } | ExprKind::Func { .. } => true,
            ExprKind::Unary { op, x } => match op {
                UnaryOp::Receive => false,
                // The address of a variable, not what is there.
                UnaryOp::Address => matches!(x.unparen().kind, ExprKind::Name(_)),
                _ => self.is_steady(x),
            },
            ExprKind::Binary { op, x, y, .. } => {
                !matches!(op, BinaryOp::LAnd | BinaryOp::LOr | BinaryOp::Div | BinaryOp::Rem)
                    && self.is_steady(x)
                    && self.is_steady(y)
            }
            ExprKind::Selector { x, .. } => match self.lower.program.info.selections.get(expr.id) {
                Some(selection) => {
                    let field = selection.kind == SelectionKind::Field && !selection.indirect;
                    field && self.is_steady(x)
                }
                None => self.is_steady_name(expr),
            },
            ExprKind::Call { fun, args, .. } => match (self.mode(fun), &**args) {
                (Mode::Builtin(Builtin::Len | Builtin::Cap), [x]) => {
                    let typ = self.type_of(x);
                    !matches!(self.lower.ty(typ), Ty::Map(..) | Ty::Chan(..)) && self.is_steady(x)
                }
                // A conversion that copies bytes reads them.
                (Mode::Type, [x]) => {
                    let (from, to) = (self.type_of(x), self.type_of(expr));
                    let (from, to) = (self.lower.kind(from), self.lower.kind(to));
                    let plain = |kind| !matches!(kind, Kind::Aggregate(_));
                    (from == to || plain(from) && plain(to)) && self.is_steady(x)
                }
                _ => false,
            },
            _ => false,
        }
    }

    fn is_steady_name(&mut self, expr: &Expr) -> bool {
        let id = match &expr.kind {
            ExprKind::Selector { sel, .. } => sel.id,
            _ => expr.id,
        };
        let Some(object) = self.object_of(id) else { return true };
        match &self.lower.program.object(object).kind {
            ObjectKind::Var(var) if var.global => false,
            ObjectKind::Var(_) => {
                !matches!(self.storage(Shared::Var(object)), Some((Storage::Boxed(_), _)))
            }
            _ => true,
        }
    }

    /// Computes what is ordered in an expression, in order, and keeps the values for when the expression itself is evaluated.
    pub fn hoist(&mut self, expr: &Expr) {
        let expr = expr.unparen();
        if self.is_steady(expr) {
            return;
        }
        match &expr.kind {
            ExprKind::Call { fun, args, .. } => match self.mode(fun) {
                Mode::Type => args.iter().for_each(|arg| self.hoist(arg)),
                _ => self.hoist_value(expr),
            },
            ExprKind::Slice { .. } | ExprKind::Assert { .. } => self.hoist_value(expr),
            ExprKind::Unary { op: UnaryOp::Receive, .. } => self.hoist_value(expr),
            ExprKind::Binary { op: BinaryOp::LAnd | BinaryOp::LOr, .. } => self.hoist_value(expr),
            ExprKind::Binary { x, y, .. } => {
                self.hoist(x);
                self.hoist(y);
            }
            ExprKind::Unary { x, .. } | ExprKind::Star(x) | ExprKind::Paren(x) => self.hoist(x),
            ExprKind::Selector { x, .. } if self.selects_from_value(expr) => self.hoist(x),
            ExprKind::Index { x, indices } if !self.is_instantiation(expr) => {
                self.hoist(x);
                indices.iter().for_each(|index| self.hoist(index));
            }
            ExprKind::Composite { elements, .. } => {
                let typ = self.type_of(expr);
                match self.lower.ty(typ) {
                    Ty::Map(..) => self.hoist_value(expr),
                    _ => elements.iter().for_each(|element| self.hoist_element(&element.value)),
                }
            }
            _ => {}
        }
    }

    /// Whether what is before the dot is evaluated.
    fn selects_from_value(&self, selector: &Expr) -> bool {
        let found = self.lower.program.info.selections.get(selector.id);
        found.is_some_and(|found| found.kind != SelectionKind::MethodExpr)
    }

    /// The elements of a literal whose type is left out have no value of their own.
    fn hoist_element(&mut self, value: &Expr) {
        match &value.kind {
            ExprKind::Composite { typ: None, elements, .. } => {
                let typ = self.type_of(value);
                match self.lower.ty(typ) {
                    Ty::Map(..) => {}
                    _ => elements.iter().for_each(|element| self.hoist_element(&element.value)),
                }
            }
            _ => self.hoist(value),
        }
    }

    fn hoist_value(&mut self, expr: &Expr) {
        let typ = self.type_of(expr);
        // Several values are the arguments of a call, and stay where they are.
        if matches!(self.lower.types.key(typ), Key::Tuple(_)) {
            return;
        }
        let kind = self.lower.kind(typ);
        let mark = self.mark();
        let value = self.expr(expr);
        let value = self.freeze(value, kind);
        self.release_but(mark, value);
        self.hoisted.insert(expr.id, value);
    }
}
