//! Noting what has been found, in [`crate::info::Info`].

use std::rc::Rc;

use burrow_go_syntax::ast::{Expr, ExprKind, Ident, NodeId};

use crate::Program;
use crate::constant::Constant;
use crate::info::{Instance, Mode, Selection, TypeAndValue};
use crate::objects::{ObjectId, ScopeId};
use crate::types::{Type, TypeId};

impl Program {
    pub(crate) fn record_type_and_value(
        &mut self,
        expr: &Expr,
        mode: Mode,
        typ: TypeId,
        value: Option<Constant>,
    ) {
        if mode != Mode::Invalid {
            self.info.types.set(expr.id, TypeAndValue { typ, mode, value });
        }
    }

    pub(crate) fn record_def(&mut self, ident: &Ident, object: ObjectId) {
        self.info.defs.set(ident.id, object);
    }

    pub(crate) fn record_use(&mut self, node: NodeId, object: ObjectId) {
        self.info.uses.set(node, object);
    }

    pub(crate) fn record_selection(&mut self, expr: &Expr, selection: Selection) {
        if let ExprKind::Selector { sel, .. } = &expr.kind {
            self.record_use(sel.id, selection.object);
        }
        self.info.selections.set(expr.id, selection);
    }

    /// Notes the type arguments of the generic function or type that `expr` names (an index expression stands for what it
    /// indexes).
    pub(crate) fn record_instance(&mut self, expr: &Expr, targs: Rc<Vec<TypeId>>, typ: TypeId) {
        let mut expr = expr;
        let node = loop {
            match &expr.kind {
                ExprKind::Paren(x) | ExprKind::Index { x, .. } => expr = x,
                ExprKind::Selector { sel, .. } => break sel.id,
                _ => break expr.id,
            }
        };
        self.info.instances.set(node, Instance { targs, typ });
    }

    pub(crate) fn record_implicit(&mut self, node: NodeId, object: ObjectId) {
        self.info.implicits.set(node, object);
    }

    pub(crate) fn record_scope(&mut self, node: NodeId, scope: ScopeId) {
        self.info.scopes.set(node, scope);
    }

    /// Notes the signature that a predeclared function has in a call, for `f` and the parentheses around it.
    pub(crate) fn record_builtin_type(&mut self, f: &Expr, mode: Mode, signature: TypeId) {
        let mut f = f;
        loop {
            self.record_type_and_value(f, mode, signature, None);
            match &f.kind {
                ExprKind::Paren(inner) => f = inner,
                _ => return,
            }
        }
    }

    /// Notes that `x` is used for two values: itself and whether it holds.
    pub(crate) fn record_comma_ok_types(&mut self, x: &Expr, types: [TypeId; 2]) {
        let tuple = self.new_type(Type::Tuple(Rc::new(types.to_vec())));
        let mut x = x;
        loop {
            if let Some(found) = self.info.types.get(x.id) {
                let found = TypeAndValue { typ: tuple, ..found.clone() };
                self.info.types.set(x.id, found);
            }
            match &x.kind {
                ExprKind::Paren(inner) => x = inner,
                _ => return,
            }
        }
    }
}
