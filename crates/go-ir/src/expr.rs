//! Expressions. [`FuncLowering::value`] computes one, if it can into the destination that is wanted: a destination may be a variable
//! that the expression itself mentions, so only the last instruction writes it.

use std::rc::Rc;

use burrow_go_syntax::Pos;
use burrow_go_syntax::ast::{Expr, ExprKind, NodeId, UnaryOp};
use burrow_go_types::info::{Mode, SelectionKind};
use burrow_go_types::objects::{ObjectId, ObjectKind};
use burrow_go_types::types::Basic;

use crate::code::{FuncId, Indexed, Inst, LocalId, Operand, UnOp};
use crate::func::FuncLowering;
use crate::layout::Kind;
use crate::place::{Located, Place};
use crate::rtype::RTypeId;
use crate::types::Ty;

impl FuncLowering<'_> {
    /// The type of an expression.
    pub fn type_of(&mut self, expr: &Expr) -> RTypeId {
        let known = self.lower.program.info.types.get(expr.id).map(|known| known.typ);
        let typ = known.or_else(|| {
            let object = self.object_of(expr.unparen().id)?;
            Some(self.lower.program.object_type(object))
        });
        let env = self.env.clone();
        match typ {
            Some(typ) => self.lower.typ(typ, &env),
            None => self.lower.basic(Basic::Invalid),
        }
    }

    /// What an expression can be used as.
    pub fn mode(&self, expr: &Expr) -> Mode {
        self.lower.program.info.types.get(expr.id).map_or(Mode::Value, |known| known.mode)
    }

    /// What an identifier refers to or declares.
    pub fn object_of(&self, id: NodeId) -> Option<ObjectId> {
        let info = &self.lower.program.info;
        info.uses.get(id).or_else(|| info.defs.get(id)).copied()
    }

    /// Whether an index expression gives type arguments to a generic function.
    pub fn is_instantiation(&self, expr: &Expr) -> bool {
        let ExprKind::Index { x, .. } = &expr.unparen().kind else { return false };
        let id = match &x.unparen().kind {
            ExprKind::Name(_) => x.unparen().id,
            ExprKind::Selector { sel, .. } => sel.id,
            _ => return false,
        };
        self.lower.program.info.instances.get(id).is_some()
    }

    /// The declared function, no method, that an expression names.
    pub fn function_of(&mut self, expr: &Expr) -> Option<(ObjectId, Rc<[RTypeId]>)> {
        let expr = expr.unparen();
        let id = match &expr.kind {
            ExprKind::Name(_) => expr.id,
            ExprKind::Selector { sel, .. }
                if self.lower.program.info.selections.get(expr.id).is_none() =>
            {
                sel.id
            }
            ExprKind::Index { x, .. } if self.is_instantiation(expr) => return self.function_of(x),
            _ => return None,
        };
        let object = self.object_of(id)?;
        if !matches!(self.lower.program.object(object).kind, ObjectKind::Func(_)) {
            return None;
        }
        let targs = match self.lower.program.info.instances.get(id) {
            Some(instance) => {
                let (targs, env) = (instance.targs.clone(), self.env.clone());
                targs.iter().map(|&targ| self.lower.typ(targ, &env)).collect()
            }
            None => self.lower.no_types.clone(),
        };
        Some((object, targs))
    }

    /// The value of an expression.
    pub fn expr(&mut self, expr: &Expr) -> Operand {
        self.value(expr, None)
    }

    /// The value of an expression, in a local.
    pub fn expr_in_local(&mut self, expr: &Expr) -> LocalId {
        let typ = self.type_of(expr);
        let kind = self.lower.kind(typ);
        let value = self.expr(expr);
        self.in_local(value, kind)
    }

    /// The value of an expression as it is assigned to a type.
    pub fn expr_as(&mut self, expr: &Expr, to: RTypeId, want: Option<LocalId>) -> Operand {
        if self.mode(expr) == Mode::Nil {
            let kind = self.lower.kind(to);
            return self.zero(kind, want);
        }
        let from = self.type_of(expr);
        if from == to {
            return self.value(expr, want);
        }
        if !self.lower.is_interface(to) {
            let constant =
                self.lower.program.info.types.get(expr.id).and_then(|known| known.value.clone());
            return match constant {
                Some(constant) => self.constant(&constant, to, want),
                None => self.value(expr, want),
            };
        }
        let mark = self.mark();
        let value = self.value(expr, None);
        self.release_but(mark, value);
        self.convert_to(value, from, to, want)
    }

    /// Computes an expression into a local of its kind.
    pub fn expr_into(&mut self, expr: &Expr, to: RTypeId, dst: LocalId) {
        let value = self.expr_as(expr, to, Some(dst));
        self.copy(dst, value);
    }

    /// The value of an expression: in the wanted local if it has to be computed and the local's kind fits.
    pub fn value(&mut self, expr: &Expr, want: Option<LocalId>) -> Operand {
        let expr = expr.unparen();
        if let Some(value) = self.hoisted.remove(&expr.id) {
            return value;
        }
        let outer = std::mem::replace(&mut self.pos, position(expr));
        let value = self.value_here(expr, want);
        self.pos = outer;
        value
    }

    fn value_here(&mut self, expr: &Expr, want: Option<LocalId>) -> Operand {
        if let Some(known) = self.lower.program.info.types.get(expr.id) {
            if self.is_race_flag(expr) {
                return Operand::Const(1);
            }
            if let Some(value) = &known.value {
                let value = value.clone();
                let typ = self.type_of(expr);
                return self.constant(&value, typ, want);
            }
            if known.mode == Mode::Nil {
                let typ = self.type_of(expr);
                let kind = self.lower.kind(typ);
                return self.zero(kind, want);
            }
        }
        match &expr.kind {
            ExprKind::Name(_) => self.name(expr, expr.id, want),
            ExprKind::Composite { elements, .. } => self.composite(expr, elements, want),
            ExprKind::Func { body, .. } => self.literal(expr, body, want),
            ExprKind::Selector { x, sel } => self.selector(expr, x, sel.id, want),
            ExprKind::Index { .. } => match self.function_of(expr) {
                Some((object, targs)) => {
                    let func = self.lower.declared(object, &targs);
                    self.func_value(func, want)
                }
                None if self.is_instantiation(expr) => Operand::Const(0),
                None => self.load_expr(expr, want),
            },
            ExprKind::Slice { x, lo, hi, max, .. } => {
                let bounds = [lo.as_deref(), hi.as_deref(), max.as_deref()];
                self.slice_expr(expr, x, bounds, want)
            }
            ExprKind::Assert { x, .. } => {
                let to = self.type_of(expr);
                self.assert(x, to, want)
            }
            ExprKind::Call { .. } => self.call_value(expr, want),
            ExprKind::Star(_) => self.load_expr(expr, want),
            ExprKind::Unary { op, x } => self.unary_expr(expr, *op, x, want),
            ExprKind::Binary { op, x, y, .. } => self.binary_expr(expr, *op, x, y, want),
            _ => Operand::Const(0),
        }
    }

    /// Whether an expression is `race.Enabled` of package `internal/race`, in code that is made to be stepped through: there the
    /// library tells the detector of data races of its own synchronising.
    fn is_race_flag(&self, expr: &Expr) -> bool {
        let ExprKind::Selector { sel, .. } = &expr.kind else { return false };
        if !self.lower.keep_calls {
            return false;
        }
        let Some(object) = self.object_of(sel.id) else { return false };
        let object = self.lower.program.object(object);
        object.name.as_str() == "Enabled"
            && object.package.is_some_and(|package| {
                self.lower.program.package(package).path.as_str() == "internal/race"
            })
    }

    /// Reads what an expression locates, and gives back what it took to find it.
    fn load_expr(&mut self, expr: &Expr, want: Option<LocalId>) -> Operand {
        let mark = self.mark();
        let in_map = self.read_in_map(expr);
        let at = in_map.unwrap_or_else(|| self.locate(expr));
        if let Place::Local { local, offset: 0 } = at.place
            && self.is_whole_value(local, at.typ)
        {
            return Operand::Local(local);
        }
        self.release(mark);
        self.load(at.place, at.typ, want)
    }

    /// What a name without selection stands for.
    fn name(&mut self, expr: &Expr, id: NodeId, want: Option<LocalId>) -> Operand {
        let Some(object) = self.object_of(id) else { return Operand::Const(0) };
        match &self.lower.program.object(object).kind {
            ObjectKind::Var(_) => {
                let at = self.variable(object);
                self.load(at.place, at.typ, want)
            }
            ObjectKind::Func(_) => match self.function_of(expr) {
                Some((object, targs)) => {
                    let func = self.lower.declared(object, &targs);
                    self.func_value(func, want)
                }
                None => Operand::Const(0),
            },
            ObjectKind::Const(_) => {
                let value = self.lower.program.constant_of(object);
                let typ = self.type_of(expr);
                self.constant(&value, typ, want)
            }
            _ => Operand::Const(0),
        }
    }

    /// A function without captures as a value.
    pub fn func_value(&mut self, func: FuncId, want: Option<LocalId>) -> Operand {
        let dst = self.dest(want, Kind::Ptr);
        self.emit(Inst::FuncValue { dst, func });
        Operand::Local(dst)
    }

    fn selector(&mut self, expr: &Expr, x: &Expr, sel: NodeId, want: Option<LocalId>) -> Operand {
        let Some(selection) = self.lower.program.info.selections.get(expr.id) else {
            return self.name(expr, sel, want);
        };
        match selection.kind {
            SelectionKind::Field => self.load_expr(expr, want),
            SelectionKind::Method => self.method_value(expr, x, want),
            SelectionKind::MethodExpr => self.method_expr(expr, want),
        }
    }

    fn unary_expr(&mut self, expr: &Expr, op: UnaryOp, x: &Expr, want: Option<LocalId>) -> Operand {
        let typ = self.type_of(expr);
        match op {
            UnaryOp::Plus | UnaryOp::Tilde => self.value(x, want),
            UnaryOp::Neg => match self.lower.ty(typ) {
                Ty::Basic(Basic::Complex64 | Basic::Complex128) => {
                    self.negate_complex(x, typ, want)
                }
                _ => self.unary_op(UnOp::Neg, x, typ, want),
            },
            UnaryOp::Complement => self.unary_op(UnOp::Complement, x, typ, want),
            UnaryOp::Not => self.unary_op(UnOp::Not, x, typ, want),
            UnaryOp::Address => self.address_of(x, want),
            UnaryOp::Receive => {
                let mark = self.mark();
                let chan = self.expr(x);
                self.release(mark);
                let kind = self.lower.kind(typ);
                let dst = self.dest(want, kind);
                self.emit(Inst::Recv { dst: Some(dst), ok: None, chan, kind });
                Operand::Local(dst)
            }
        }
    }

    fn unary_op(&mut self, op: UnOp, x: &Expr, typ: RTypeId, want: Option<LocalId>) -> Operand {
        let mark = self.mark();
        let a = self.expr(x);
        self.release(mark);
        let kind = self.lower.kind(typ);
        self.unary(op, kind, a, want)
    }

    /// `&x`.
    fn address_of(&mut self, x: &Expr, want: Option<LocalId>) -> Operand {
        let x = x.unparen();
        if let ExprKind::Composite { elements, .. } = &x.kind {
            return self.new_composite(x, elements, want);
        }
        let mark = self.mark();
        let at = self.locate(x);
        let address = self.address(at, want);
        self.release_but(mark, address);
        address
    }

    fn slice_expr(
        &mut self,
        expr: &Expr,
        x: &Expr,
        bounds: [Option<&Expr>; 3],
        want: Option<LocalId>,
    ) -> Operand {
        let mark = self.mark();
        let mut all = vec![x];
        all.extend(bounds.iter().flatten());
        self.settle(&all);
        let typ = self.type_of(x);
        let (of, size) = match self.lower.ty(typ) {
            Ty::Slice(elem) => {
                let slice = self.expr_in_local(x);
                (Indexed::Slice(slice), self.lower.size(elem))
            }
            Ty::Pointer(array) => {
                let pointer = self.expr(x);
                self.whole_array(Place::at(pointer), array)
            }
            Ty::Array(..) => {
                let at = self.locate(x);
                let at = match self.array_in_memory(at) {
                    Some(place) => place,
                    None => {
                        let pointer = self.address(at, None);
                        Place::at(pointer)
                    }
                };
                self.whole_array(at, typ)
            }
            _ => (Indexed::String(self.expr_in_local(x)), 1),
        };
        let [lo, hi, max] = bounds.map(|bound| bound.map(|bound| self.index(bound)));
        self.release(mark);
        let kind = {
            let typ = self.type_of(expr);
            self.lower.kind(typ)
        };
        let dst = self.dest(want, kind);
        self.emit(Inst::SliceOf { dst, of, size: size as u32, lo, hi, max });
        Operand::Local(dst)
    }

    fn array_in_memory(&mut self, at: Located) -> Option<Place> {
        match at.place {
            Place::Memory { .. } => Some(at.place),
            Place::Element { of: Indexed::Slice(_) | Indexed::Memory { .. }, .. } => {
                Some(Place::at(self.address(at, None)))
            }
            _ => None,
        }
    }

    fn whole_array(&mut self, place: Place, array: RTypeId) -> (Indexed, u64) {
        let (len, size) = match self.lower.ty(array) {
            Ty::Array(len, elem) => (len, self.lower.size(elem)),
            _ => (0, 1),
        };
        let Place::Memory { base, offset } = place else {
            return (
                Indexed::Memory {
                    base: crate::code::Base::Pointer(Operand::Const(0)),
                    offset: 0,
                    len,
                },
                size,
            );
        };
        (Indexed::Memory { base, offset, len }, size)
    }

    /// `x.(T)`; a failure panics.
    fn assert(&mut self, x: &Expr, to: RTypeId, want: Option<LocalId>) -> Operand {
        let mark = self.mark();
        let from = self.type_of(x);
        let src = self.expr_in_local(x);
        self.release(mark);
        let kind = self.lower.kind(to);
        let dst = self.dest(want, kind);
        self.emit_assert(Some(dst), None, src, from, to);
        Operand::Local(dst)
    }

    /// A type assertion of an interface value.
    pub fn emit_assert(
        &mut self,
        dst: Option<LocalId>,
        ok: Option<LocalId>,
        src: LocalId,
        from: RTypeId,
        to: RTypeId,
    ) {
        if self.lower.is_interface(to) {
            let kind = self.lower.kind(to);
            let dst = dst.unwrap_or_else(|| self.temp(kind));
            self.emit(Inst::AssertInterface { dst, ok, src, from, to, checked: true });
        } else {
            self.emit(Inst::AssertType { dst, ok, src, from, to });
        }
    }
}

/// Where a failure of the expression is reported: at its operator, or at what stands behind an operand (a parenthesis, a bracket, a
/// dot); else where it starts.
pub(crate) fn position(expr: &Expr) -> Pos {
    match &expr.kind {
        ExprKind::Binary { op_pos, .. } => *op_pos,
        ExprKind::Call { fun: x, .. }
        | ExprKind::Selector { x, .. }
        | ExprKind::Index { x, .. }
        | ExprKind::Slice { x, .. }
        | ExprKind::Assert { x, .. } => x.span.end,
        _ => expr.span.start,
    }
}
