//! Index and slice expressions.

use burrow_go_syntax::ast::{Expr, ExprKind};

use crate::Program;
use crate::assignments::Place;
use crate::info::Mode;
use crate::objects::ObjectKind;
use crate::operand::Operand;
use crate::positions::node_pos;
use crate::representable::represent;
use crate::types::{Basic, Type, TypeId};

/// What indexing a value gives.
struct Indexed {
    /// The key type of a map.
    key: Option<TypeId>,
    elem: TypeId,
    mode: Mode,
    /// How many elements there are; negative where that is not known.
    length: i64,
}

impl Program {
    /// Checks `x[indices]`. True if it is a generic function, which the caller instantiates: `x` is the function then.
    pub(crate) fn index_expr<'a>(&mut self, x: &mut Operand<'a>, e: &'a Expr) -> bool {
        let ExprKind::Index { x: inner, indices } = &e.kind else { return false };
        self.expr_or_type(x, inner, true);
        match x.mode {
            Mode::Invalid => {
                self.use_exprs(indices);
                return false;
            }
            Mode::Type => {
                x.invalidate();
                x.typ = self.var_type(e);
                if self.is_valid_type(x.typ) {
                    x.mode = Mode::Type;
                }
                return false;
            }
            Mode::Value => {
                let under = self.underlying(x.typ);
                if self.signature_of(under).is_some_and(|signature| !signature.tparams.is_empty()) {
                    return true;
                }
            }
            _ => {}
        }
        self.non_generic(None, x);
        if !x.is_valid() {
            return false;
        }
        if !self.is_complete(x.typ) || !self.is_element_complete(x.typ) {
            x.invalidate();
            return false;
        }
        let Some(indexed) = self.indexed(x) else {
            let text = self.operand_string(x);
            self.error(node_pos(e), "NonSliceableOperand", format!("cannot index {text}"));
            self.use_exprs(indices);
            x.invalidate();
            return false;
        };
        let Some(index) = self.single_index(indices) else {
            x.invalidate();
            return false;
        };
        x.mode = indexed.mode;
        x.value = None;
        x.typ = indexed.elem;
        match indexed.key {
            Some(key) => {
                let mut k = Operand::new();
                self.generic_expr(&mut k, index, None);
                self.assignment(&mut k, Some(key), Place::Words("map index"));
            }
            None => {
                self.index(index, indexed.length);
            }
        }
        false
    }

    /// Whether what indexing follows or gives is complete.
    fn is_element_complete(&mut self, t: TypeId) -> bool {
        let under = self.underlying(t);
        match *self.typ(under) {
            Type::Pointer(elem) | Type::Map(_, elem) => self.is_complete(elem),
            _ => true,
        }
    }

    /// What indexing `x` gives, if it can be indexed.
    fn indexed(&mut self, x: &Operand) -> Option<Indexed> {
        let mut common: Option<Indexed> = None;
        for (_, under) in self.type_pairs(x.typ) {
            let next = self.indexed_type(x, under)?;
            let Some(common) = &mut common else {
                common = Some(next);
                continue;
            };
            // Maps do not mix with anything else.
            let same_keys = match (common.key, next.key) {
                (None, None) => true,
                (Some(x), Some(y)) => self.identical(x, y),
                _ => false,
            };
            if !same_keys || !self.identical(common.elem, next.elem) {
                return None;
            }
            if next.length >= 0 && next.length < common.length {
                common.length = next.length;
            }
            if next.mode == Mode::Value {
                common.mode = Mode::Value;
            }
        }
        common
    }

    fn indexed_type(&mut self, x: &Operand, under: TypeId) -> Option<Indexed> {
        let array_mode = if x.mode == Mode::Variable { Mode::Variable } else { Mode::Value };
        let (key, elem, mode, length) = match *self.typ(under) {
            Type::Basic(Basic::String | Basic::UntypedString) => {
                let length =
                    if x.is_constant() { x.constant().as_bytes().len() as i64 } else { -1 };
                (None, self.byte_type(), Mode::Value, length)
            }
            Type::Array(length, elem) => (None, elem, array_mode, length),
            Type::Pointer(base) => {
                let base = self.underlying(base);
                let Type::Array(length, elem) = *self.typ(base) else { return None };
                (None, elem, Mode::Variable, length)
            }
            Type::Slice(elem) => (None, elem, Mode::Variable, -1),
            Type::Map(key, elem) => (Some(key), elem, Mode::MapIndex, -1),
            _ => return None,
        };
        Some(Indexed { key, elem, mode, length })
    }

    /// The only index.
    fn single_index<'a>(&mut self, indices: &'a [Expr]) -> Option<&'a Expr> {
        if let Some(second) = indices.get(1) {
            self.error(second, "InvalidIndex", "invalid operation: more than one index");
        }
        indices.first()
    }

    /// Checks an index. None after an error; otherwise its value, if it is constant. `max`, if not negative, is beyond the last
    /// valid index.
    pub(crate) fn index(&mut self, index: &Expr, max: i64) -> Option<Option<i64>> {
        self.index_type(index, max).map(|(_, value)| value)
    }

    /// As [`Program::index`], with the type of the index.
    pub(crate) fn index_type(&mut self, index: &Expr, max: i64) -> Option<(TypeId, Option<i64>)> {
        let mut x = Operand::new();
        self.expr(None, &mut x, index);
        if !self.is_valid_index(&mut x, "InvalidIndex", "index", false) {
            return None;
        }
        if !x.is_constant() {
            return Some((x.typ, None));
        }
        let value = x.constant().as_i64()?;
        if max >= 0 && value >= max {
            let message =
                format!("invalid argument: index {} out of bounds [0:{max}]", x.constant());
            self.error(&x, "InvalidIndex", message);
            return None;
        }
        Some((x.typ, Some(value)))
    }

    /// Whether the operand can be an index, or a length: an integer, and if constant not negative (unless `negative` is
    /// allowed) and representable by an `int`.
    pub(crate) fn is_valid_index(
        &mut self,
        x: &mut Operand,
        code: &'static str,
        what: &str,
        negative: bool,
    ) -> bool {
        if !x.is_valid() {
            return false;
        }
        let int = self.universe(Basic::Int);
        self.convert_untyped(x, int);
        if !x.is_valid() {
            return false;
        }
        let wrong = if !self.all_integer(x.typ) {
            "must be integer"
        } else if !x.is_constant() {
            return true;
        } else if !negative && x.constant().sign() < 0 {
            "must not be negative"
        } else if let Some(value) = represent(x.constant(), Basic::Int) {
            x.value = Some(value);
            return true;
        } else {
            "overflows int"
        };
        self.operand_error(x, code, |text| format!("invalid argument: {what} {text} {wrong}"));
        false
    }

    pub(crate) fn slice_expr<'a>(&mut self, x: &mut Operand<'a>, e: &'a Expr) {
        let ExprKind::Slice { x: inner, lo, hi, max, three } = &e.kind else { return };
        self.expr(None, x, inner);
        let bounds = [lo.as_deref(), hi.as_deref(), max.as_deref()];
        if !x.is_valid() {
            for bound in bounds.into_iter().flatten() {
                self.use_expr(bound);
            }
            return;
        }
        let Some(under) = self.sliced_under(x) else {
            return x.invalidate();
        };
        let outer = self.underlying(x.typ);
        if let &Type::Pointer(base) = self.typ(outer)
            && !self.is_complete(base)
        {
            return x.invalidate();
        }
        let code = "NonSliceableOperand";
        let mut length = -1;
        match *self.typ(under) {
            Type::Basic(Basic::String | Basic::UntypedString) => {
                if *three {
                    let at = bounds[2].map_or(e.span, |max| max.span);
                    self.error(
                        at,
                        "InvalidSliceExpr",
                        "invalid operation: 3-index slice of string",
                    );
                    return x.invalidate();
                }
                if x.is_constant() {
                    length = x.constant().as_bytes().len() as i64;
                }
                if self.is_untyped(x.typ) {
                    x.typ = self.universe(Basic::String);
                    if let Some(inner) = x.node() {
                        self.update_expr_type(inner, x.typ, true);
                    }
                }
            }
            Type::Array(count, elem) => {
                length = count;
                if x.mode != Mode::Variable {
                    return self.operand_error(x, code, |text| {
                        format!("cannot slice unaddressable value {text}")
                    });
                }
                self.mark_addressed(inner);
                x.typ = self.slice_of(elem);
            }
            Type::Pointer(base) => {
                let base = self.underlying(base);
                let Type::Array(count, elem) = *self.typ(base) else {
                    return self.operand_error(x, code, |text| format!("cannot slice {text}"));
                };
                length = count;
                x.typ = self.slice_of(elem);
            }
            Type::Slice(_) => {}
            _ => return self.operand_error(x, code, |text| format!("cannot slice {text}")),
        }
        x.set_value();
        if *three && (bounds[1].is_none() || bounds[2].is_none()) {
            // The parser has reported it.
            return x.invalidate();
        }
        self.slice_bounds(bounds, length);
    }

    /// The underlying type that is sliced; strings stand for byte slices where both occur.
    fn sliced_under(&mut self, x: &mut Operand) -> Option<TypeId> {
        let code = "NonSliceableOperand";
        let mut common: Option<(TypeId, TypeId)> = None;
        let mut has_string = false;
        let pairs = self.type_pairs(x.typ);
        if pairs.is_empty() {
            let t = self.type_text(x.typ);
            self.operand_error(x, code, |text| {
                format!("cannot slice {text}: no specific type in {t}")
            });
            return None;
        }
        for (t, under) in pairs {
            let mut under = under;
            if self.is_string(under) {
                under = self.slice_of(self.byte_type());
                has_string = true;
            }
            match common {
                None => common = Some((t, under)),
                Some((first, before)) => {
                    if !self.identical(before, under) {
                        let (first, second) = (self.type_text(first), self.type_text(t));
                        self.operand_error(x, code, |text| {
                            format!("cannot slice {text}: {first} and {second} have different underlying types")
                        });
                        return None;
                    }
                }
            }
        }
        if has_string {
            let string = self.universe(Basic::String);
            return Some(if self.is_type_param(x.typ) { string } else { self.underlying(x.typ) });
        }
        common.map(|(_, under)| under)
    }

    /// Checks the bounds of a slice of something with `length` elements (negative where that is not known).
    fn slice_bounds(&mut self, bounds: [Option<&Expr>; 3], length: i64) {
        let mut values = [-1i64; 3];
        for (at, bound) in bounds.into_iter().enumerate() {
            values[at] = match bound {
                Some(bound) => {
                    let max = if length >= 0 { length.saturating_add(1) } else { -1 };
                    self.index(bound, max).flatten().unwrap_or(-1)
                }
                None if at == 0 => 0,
                None => length,
            };
        }
        for (at, &low) in values.iter().enumerate() {
            for next in at + 1..3 {
                let high = values[next];
                if low > 0
                    && (0..low).contains(&high)
                    && let Some(bound) = bounds[next]
                {
                    let message = format!("invalid slice indices: {high} < {low}");
                    return self.error(bound, "SwappedSliceIndices", message);
                }
            }
        }
    }

    /// Notes that the address of what an expression stands for is taken: if that is a variable, or part of one, the variable
    /// outlives its frame.
    pub(crate) fn mark_addressed(&mut self, e: &Expr) {
        if let Some(object) = self.root_variable(e)
            && let Some(var) = self.var_mut(object)
        {
            var.addressed = true;
        }
    }

    /// Notes that the variable that an expression stands for, or is part of, is assigned to.
    pub(crate) fn mark_reassigned(&mut self, e: &Expr) {
        if let Some(object) = self.root_variable(e)
            && let Some(var) = self.var_mut(object)
        {
            var.reassigned = true;
        }
    }

    /// The variable that an expression stands for or is part of, without following pointers.
    fn root_variable(&mut self, e: &Expr) -> Option<crate::objects::ObjectId> {
        let mut e = e;
        loop {
            match &e.kind {
                ExprKind::Paren(inner) => e = inner,
                ExprKind::Selector { x, .. } => {
                    if self.info.selections.get(e.id)?.indirect {
                        return None;
                    }
                    e = x;
                }
                ExprKind::Index { x, .. } => {
                    let typ = self.info.types.get(x.id)?.typ;
                    let under = self.underlying(typ);
                    // The elements of a type parameter's value may be its own.
                    if !matches!(self.typ(under), Type::Array(..) | Type::Interface(_)) {
                        return None;
                    }
                    e = x;
                }
                ExprKind::Name(_) => {
                    let object = *self.info.uses.get(e.id)?;
                    return matches!(self.object(object).kind, ObjectKind::Var(_))
                        .then_some(object);
                }
                _ => return None,
            }
        }
    }
}
