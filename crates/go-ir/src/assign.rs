//! Assignments, with gc's order of evaluation: the calls on both sides first, then the values on the right, then the places on the
//! left, then the assignments from left to right. What a later part of the statement needs and an earlier assignment would change is
//! copied before.

use burrow_go_syntax::Pos;
use burrow_go_syntax::ast::{AssignOp, BinaryOp, Expr, ExprKind, UnaryOp};
use burrow_go_types::constant::Constant;
use burrow_go_types::info::Mode;
use burrow_go_types::objects::{Builtin, ObjectId};
use burrow_go_types::types::Basic;

use crate::code::{Base, Inst, LocalId, Operand};
use crate::expr::position;
use crate::func::{FuncLowering, Shared, Storage};
use crate::layout::Kind;
use crate::place::{Located, Place};
use crate::rtype::RTypeId;
use crate::types::Ty;

/// What stands on the left of an assignment.
#[derive(Clone, Copy)]
enum Left {
    Blank,
    /// A variable that the assignment declares.
    New(ObjectId, RTypeId),
    Place(Located),
}

/// Larger values go from memory to memory without a local in between.
const LARGE: u64 = 128;

impl FuncLowering<'_> {
    pub fn assign_stmt(&mut self, lhs: &[Expr], rhs: &[Expr], op: AssignOp, op_pos: Pos) {
        match (op, lhs, rhs) {
            (AssignOp::Op(op), [x], [y]) => {
                self.pos = op_pos;
                self.op_assign(op, x, y);
            }
            (_, [x], [y]) => match self.declared_here(x) {
                Some(object) => self.define(object, y),
                None => self.assign_one(x, y),
            },
            (_, _, [value]) => self.assign_values(lhs, value),
            _ => self.assign_all(lhs, rhs),
        }
    }

    /// The variable that an identifier declares.
    fn declared_here(&self, x: &Expr) -> Option<ObjectId> {
        match x.kind {
            ExprKind::Name(_) => self.lower.program.info.defs.get(x.id).copied(),
            _ => None,
        }
    }

    /// `x = y`.
    fn assign_one(&mut self, x: &Expr, y: &Expr) {
        let x = x.unparen();
        if is_blank(x) {
            if self.mode(y) != Mode::Nil {
                self.expr(y);
            }
            return;
        }
        if let Some((local, typ)) = self.plain_variable(x) {
            let value = self.expr_as(y, typ, Some(local));
            return self.copy(local, value);
        }
        let typ = self.type_of(x);
        if self.append_in_map(x, y, typ) {
            return;
        }
        if self.has_call(x) || self.has_call(y) {
            self.hoist(x);
        }
        if let Some((from, from_offset)) = self.large_source(y, typ) {
            let at = self.locate(x);
            let kind = self.lower.kind(typ);
            match self.memory(at) {
                Some((to, to_offset)) => {
                    self.emit(Inst::Move { to, to_offset, from, from_offset, kind })
                }
                None => {
                    let value =
                        self.load(Place::Memory { base: from, offset: from_offset }, typ, None);
                    self.store(at.place, typ, value);
                }
            }
            return;
        }
        let value = self.expr_as(y, typ, None);
        let at = self.locate(x);
        self.store(at.place, typ, value);
    }

    /// `m[k] = append(m[k], values…)`, with one look into the map.
    fn append_in_map(&mut self, x: &Expr, y: &Expr, typ: RTypeId) -> bool {
        let ExprKind::Call { fun, args, ellipsis: None, .. } = &y.unparen().kind else {
            return false;
        };
        let [first, rest @ ..] = &**args else { return false };
        let (ExprKind::Index { x: map, .. }, Ty::Slice(elem)) = (&x.kind, self.lower.ty(typ))
        else {
            return false;
        };
        let map = self.type_of(map);
        let fits = self.mode(fun) == Mode::Builtin(Builtin::Append)
            && matches!(self.lower.ty(map), Ty::Map(..))
            && !self.hoisted.contains_key(&y.unparen().id)
            && self.same_place(x, first)
            && !rest.is_empty()
            && !rest.iter().any(|value| self.has_call(value));
        if !fits {
            return false;
        }
        let values = rest.iter().map(|value| self.expr_as(value, elem, None)).collect();
        let at = self.locate(x);
        let at = self.in_slot(at);
        let kind = self.lower.kind(typ);
        let slice = self.load(at.place, typ, None);
        let slice = self.in_local(slice, kind);
        self.emit(Inst::Append { dst: slice, slice, elem, values });
        self.store(at.place, typ, Operand::Local(slice));
        true
    }

    /// Whether two expressions without calls certainly denote one place or value.
    fn same_place(&self, a: &Expr, b: &Expr) -> bool {
        let (a, b) = (a.unparen(), b.unparen());
        match (&a.kind, &b.kind) {
            (ExprKind::Name(_), ExprKind::Name(_)) => {
                let object = self.object_of(a.id);
                object.is_some() && object == self.object_of(b.id)
            }
            (ExprKind::Literal { text: a, .. }, ExprKind::Literal { text: b, .. }) => a == b,
            (ExprKind::Selector { x: a_x, sel: a }, ExprKind::Selector { x: b_x, sel: b }) => {
                a.name == b.name && self.same_place(a_x, b_x)
            }
            (ExprKind::Star(a), ExprKind::Star(b)) => self.same_place(a, b),
            (ExprKind::Index { x: a_x, indices: a }, ExprKind::Index { x: b_x, indices: b }) => {
                match (&**a, &**b) {
                    ([a], [b]) => self.same_place(a_x, b_x) && self.same_place(a, b),
                    _ => false,
                }
            }
            _ => false,
        }
    }

    /// The local of a variable that is nowhere else.
    fn plain_variable(&mut self, x: &Expr) -> Option<(LocalId, RTypeId)> {
        let ExprKind::Name(_) = x.unparen().kind else { return None };
        let object = self.local_variable(x.unparen())?;
        match self.storage(Shared::Var(object)) {
            Some((Storage::Local(local), typ)) => Some((local, typ)),
            _ => None,
        }
    }

    /// Where in memory a large value is that an expression gives; none if it is small or in a local.
    pub fn large_source(&mut self, y: &Expr, typ: RTypeId) -> Option<(Base, u32)> {
        let y = y.unparen();
        if self.lower.size(typ) <= LARGE
            || self.hoisted.contains_key(&y.id)
            || self.type_of(y) != typ
        {
            return None;
        }
        match &y.kind {
            ExprKind::Name(_)
            | ExprKind::Selector { .. }
            | ExprKind::Star(_)
            | ExprKind::Index { .. } => {
                let at = self.locate(y);
                self.memory(at)
            }
            ExprKind::Composite { .. } => {
                let pointer = self.temp(Kind::Ptr);
                self.new_box_from(pointer, typ, y);
                Some((Base::Pointer(Operand::Local(pointer)), 0))
            }
            _ => None,
        }
    }

    /// Where in memory a place is, if it is in memory.
    pub fn memory(&mut self, at: Located) -> Option<(Base, u32)> {
        match at.place {
            Place::Memory { base, offset } => Some((base, offset)),
            Place::Element {
                of: crate::code::Indexed::Slice(_) | crate::code::Indexed::Memory { .. },
                ..
            } => Some((Base::Pointer(self.address(at, None)), 0)),
            _ => None,
        }
    }

    /// `x op= y`.
    fn op_assign(&mut self, op: BinaryOp, x: &Expr, y: &Expr) {
        let typ = self.type_of(x);
        let is_shift = matches!(op, BinaryOp::Shl | BinaryOp::Shr);
        if let Some((local, _)) = self.plain_variable(x) {
            let operand = if is_shift { self.shift_count(y) } else { self.expr(y) };
            let value = self.apply(op, typ, Operand::Local(local), operand, Some(local));
            return self.copy(local, value);
        }
        if self.has_call(x) || self.has_call(y) {
            self.hoist(x);
        }
        let operand = if is_shift { self.shift_count(y) } else { self.expr(y) };
        let at = self.locate(x);
        let at = if self.may_panic(op, typ) { at } else { self.in_slot(at) };
        let before = self.load(at.place, typ, None);
        let after = self.apply(op, typ, before, operand, None);
        self.store(at.place, typ, after);
    }

    /// Whether an operation on two values of a type can fail: a map must not have got a new key by then.
    fn may_panic(&mut self, op: BinaryOp, typ: RTypeId) -> bool {
        let float = matches!(self.lower.kind(typ), Kind::F32 | Kind::F64);
        matches!(op, BinaryOp::Div | BinaryOp::Rem) && !float
    }

    /// A place in a map as one in memory, where it is read and then written.
    fn in_slot(&mut self, at: Located) -> Located {
        let Place::Map { map, key, typ } = at.place else { return at };
        let dst = self.temp(Kind::Ptr);
        self.emit(Inst::MapSlot { dst, map, key, typ });
        Located { place: Place::at(Operand::Local(dst)), typ: at.typ }
    }

    /// `x++` and `x--`.
    pub fn inc_dec(&mut self, x: &Expr, inc: bool) {
        let op = if inc { BinaryOp::Add } else { BinaryOp::Sub };
        let typ = self.type_of(x);
        if let Some((local, _)) = self.plain_variable(x) {
            let one = self.constant(&Constant::Int(1), typ, None);
            let value = self.apply(op, typ, Operand::Local(local), one, Some(local));
            return self.copy(local, value);
        }
        let at = self.locate(x);
        let at = self.in_slot(at);
        let before = self.load(at.place, typ, None);
        let one = self.constant(&Constant::Int(1), typ, None);
        let after = self.apply(op, typ, before, one, None);
        self.store(at.place, typ, after);
    }

    /// What is on the left. Places are worked out here: what they depend on must not change any more.
    fn left(&mut self, x: &Expr) -> Left {
        let x = x.unparen();
        if is_blank(x) {
            return Left::Blank;
        }
        match self.declared_here(x) {
            Some(object) => {
                let typ = self.lower.type_of_object(object, &self.env.clone());
                Left::New(object, typ)
            }
            None => Left::Place(self.locate(x)),
        }
    }

    fn assign_left(&mut self, left: Left, value: Operand, from: RTypeId) {
        match left {
            Left::Blank => {}
            Left::New(object, typ) => {
                let value = self.convert_to(value, from, typ, None);
                let kind = self.lower.kind(typ);
                self.init_var(object, typ, Some(value), kind);
            }
            Left::Place(at) => {
                let value = self.convert_to(value, from, at.typ, None);
                self.store(at.place, at.typ, value);
            }
        }
    }

    /// `a, b = x, y`.
    fn assign_all(&mut self, lhs: &[Expr], rhs: &[Expr]) {
        let both: Vec<&Expr> = lhs
            .iter()
            .filter(|x| !is_blank(x) && self.declared_here(x).is_none())
            .chain(rhs)
            .collect();
        self.settle(&both);
        let assigned: Vec<Option<LocalId>> =
            lhs.iter().map(|x| self.plain_variable(x).map(|(local, _)| local)).collect();
        let mut lefts = Vec::with_capacity(lhs.len());
        for (index, x) in lhs.iter().enumerate() {
            let mut left = self.left(x);
            if let Left::Place(at) = &mut left {
                at.place = self.freeze_place(at.place, &assigned[..index]);
            }
            lefts.push(left);
        }
        let mut values = Vec::with_capacity(rhs.len());
        for (index, y) in rhs.iter().enumerate() {
            let typ = match lefts.get(index) {
                Some(Left::New(_, typ) | Left::Place(Located { typ, .. })) => *typ,
                _ => self.type_of(y),
            };
            let value = self.expr_as(y, typ, None);
            let value = self.freeze_from(value, &assigned[..index]);
            values.push((value, typ));
        }
        for (left, (value, typ)) in lefts.into_iter().zip(values) {
            self.assign_left(left, value, typ);
        }
    }

    /// Copies a value that is in one of these locals.
    pub fn freeze_from(&mut self, value: Operand, assigned: &[Option<LocalId>]) -> Operand {
        match value {
            Operand::Local(local) if assigned.contains(&Some(local)) => {
                let kind = self.kind_of(local);
                self.freeze(value, kind)
            }
            other => other,
        }
    }

    /// `a, b = f()`, and the forms with an `ok`.
    fn assign_values(&mut self, lhs: &[Expr], value: &Expr) {
        if lhs.iter().any(|x| !is_blank(x) && self.declared_here(x).is_none() && self.has_call(x)) {
            for x in lhs.iter().filter(|x| !is_blank(x)) {
                self.hoist(x);
            }
        }
        let simple = lhs.iter().all(|x| {
            is_blank(x.unparen())
                || self.declared_here(x).is_some()
                || self.plain_variable(x).is_some()
        });
        if !simple {
            let values = self.values(value, lhs.len());
            let assigned: Vec<Option<LocalId>> =
                lhs.iter().map(|x| self.plain_variable(x).map(|(local, _)| local)).collect();
            let mut lefts = Vec::with_capacity(lhs.len());
            for (index, x) in lhs.iter().enumerate() {
                let mut left = self.left(x);
                if let Left::Place(at) = &mut left {
                    at.place = self.freeze_place(at.place, &assigned[..index]);
                }
                lefts.push(left);
            }
            for (left, (value, from)) in lefts.into_iter().zip(values) {
                self.assign_left(left, value, from);
            }
            return;
        }
        // Nothing on the left depends on the order: the values can go straight to the variables.
        let mut wants = Vec::with_capacity(lhs.len());
        let mut fresh = Vec::new();
        let types = self.value_types(value);
        for (index, x) in lhs.iter().enumerate() {
            let want = match self.declared_here(x).filter(|_| !is_blank(x)) {
                Some(object) => {
                    let typ = self.lower.type_of_object(object, &self.env.clone());
                    let direct = types.get(index) == Some(&typ) && !self.is_boxed(object, typ);
                    direct.then(|| {
                        let kind = self.lower.kind(typ);
                        let local = self.local(kind);
                        fresh.push((object, typ, local));
                        local
                    })
                }
                None => self
                    .plain_variable(x)
                    .filter(|(_, typ)| types.get(index) == Some(typ))
                    .map(|(local, _)| local),
            };
            wants.push(want);
        }
        let values = self.values_into(value, &wants);
        for (object, typ, local) in fresh {
            self.name_local(local, object, typ, false);
            self.vars.insert(Shared::Var(object), (Storage::Local(local), typ));
        }
        for ((x, (value, from)), want) in lhs.iter().zip(values).zip(wants) {
            match want {
                Some(local) => self.copy(local, value),
                None => {
                    let left = self.left(x);
                    self.assign_left(left, value, from);
                }
            }
        }
    }

    /// The types of the values of an expression that has several.
    fn value_types(&mut self, value: &Expr) -> Vec<RTypeId> {
        let typ = self.type_of(value);
        let types = self.lower.tuple(typ);
        match *types {
            [one] => vec![one, self.lower.basic(Basic::Bool)],
            _ => types.to_vec(),
        }
    }

    /// The values of an expression that has several.
    pub fn values(&mut self, value: &Expr, count: usize) -> Vec<(Operand, RTypeId)> {
        self.values_into(value, &vec![None; count])
    }

    /// The values of an expression that has several, where they are wanted if they are computed at once.
    fn values_into(&mut self, value: &Expr, wants: &[Option<LocalId>]) -> Vec<(Operand, RTypeId)> {
        let value = value.unparen();
        let types = self.value_types(value);
        let outer = std::mem::replace(&mut self.pos, position(value));
        let mut dests = Vec::with_capacity(types.len());
        for (index, &typ) in types.iter().enumerate() {
            let kind = self.lower.kind(typ);
            dests.push(self.dest(wants.get(index).copied().flatten(), kind));
        }
        let mark = self.mark();
        match &value.kind {
            ExprKind::Call { .. } => self.call_into(value, dests.clone()),
            ExprKind::Assert { x, .. } => {
                let from = self.type_of(x);
                let src = self.expr_in_local(x);
                self.emit_assert(Some(dests[0]), dests.get(1).copied(), src, from, types[0]);
            }
            ExprKind::Unary { op: UnaryOp::Receive, x } => {
                let chan = self.expr(x);
                let kind = self.lower.kind(types[0]);
                self.emit(Inst::Recv {
                    dst: Some(dests[0]),
                    ok: dests.get(1).copied(),
                    chan,
                    kind,
                });
            }
            ExprKind::Index { .. } => {
                if let Some(Located { place: Place::Map { map, key, typ }, .. }) =
                    self.read_in_map(value)
                {
                    self.emit(Inst::MapGet {
                        dst: Some(dests[0]),
                        ok: dests.get(1).copied(),
                        map,
                        key,
                        typ,
                    });
                }
            }
            _ => {}
        }
        self.release(mark);
        self.pos = outer;
        dests.into_iter().map(Operand::Local).zip(types).collect()
    }

    /// Assigns two values to places that both are worked out before.
    pub fn assign_pair(&mut self, places: [&Expr; 2], values: [(Operand, RTypeId); 2]) {
        let mark = self.mark();
        let first = self.left(places[0]);
        let assigned = [self.plain_variable(places[0]).map(|(local, _)| local)];
        let mut second = self.left(places[1]);
        if let Left::Place(at) = &mut second {
            at.place = self.freeze_place(at.place, &assigned);
        }
        for (left, (value, typ)) in [first, second].into_iter().zip(values) {
            self.assign_left(left, value, typ);
        }
        self.release(mark);
    }

    /// Assigns a value to a place that an expression denotes, or to the variable that it declares.
    pub fn assign_value(&mut self, x: &Expr, value: Operand, from: RTypeId) {
        let left = self.left(x);
        self.assign_left(left, value, from);
    }
}

/// Whether an expression is the blank identifier.
pub(crate) fn is_blank(x: &Expr) -> bool {
    matches!(&x.kind, ExprKind::Name(name) if name.is_blank())
}
