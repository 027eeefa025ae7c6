//! Untyped expressions and how they get their types.
//!
//! An untyped expression (a constant, a comparison, a shift of a constant by a variable count) is kept in
//! [`crate::checker::Checker::untyped`] until its context gives it a type. [`Program::update_expr_type`] then goes down through
//! the operands that have the same type, checks that constants fit, and notes the final type. What is still untyped at the
//! end gets its default type.

use burrow_go_syntax::ast::{BinaryOp, Expr, ExprKind};

use crate::Program;
use crate::checker::Untyped;
use crate::constant::Constant;
use crate::info::Mode;
use crate::operand::Operand;
use crate::types::{Basic, Type, TypeId};

/// Why a value does not fit a type, by its code: see [`Program::invalid_conversion`].
pub(crate) type Misfit = &'static str;

pub(crate) const TRUNCATED: Misfit = "TruncatedFloat";
pub(crate) const OVERFLOW: Misfit = "NumericOverflow";

impl Program {
    /// Notes the type of an operand, or remembers it as untyped.
    pub(crate) fn record(&mut self, x: &Operand) {
        let Some(expr) = x.node() else { return };
        let (typ, value) = match x.mode {
            Mode::Invalid => return,
            Mode::NoValue => (self.empty_tuple(), None),
            Mode::Constant => (x.typ, x.value.clone()),
            _ => (x.typ, None),
        };
        if self.is_untyped(typ) {
            self.ck.untyped.insert(expr.id, Untyped { is_lhs: false, mode: x.mode, typ, value });
        } else {
            self.record_type_and_value(expr, x.mode, typ, value);
        }
    }

    /// Notes the types of all expressions that have stayed untyped: the default ones.
    pub(crate) fn record_untyped(&mut self) {
        for (node, untyped) in std::mem::take(&mut self.ck.untyped) {
            let Untyped { mode, typ, value, .. } = untyped;
            let typ = self.default_type(typ);
            self.info.types.set(node, crate::info::TypeAndValue { typ, mode, value });
        }
    }

    /// Gives the untyped expression `e`, and its operands where they have the same type, the type `typ`. It is final unless it is
    /// untyped itself, or `last` says so.
    pub(crate) fn update_expr_type(&mut self, e: &Expr, typ: TypeId, last: bool) {
        let Some(old) = self.ck.untyped.get(&e.id) else { return };
        let constant = old.value.is_some();
        match &e.kind {
            ExprKind::Paren(inner) => self.update_expr_type(inner, typ, last),
            // The operands of a constant never become values.
            ExprKind::Unary { x, .. } if !constant => self.update_expr_type(x, typ, last),
            ExprKind::Binary { op, x, y, .. } if !constant => {
                if is_shift(*op) {
                    self.update_expr_type(x, typ, last);
                } else if !is_comparison(*op) {
                    self.update_expr_type(x, typ, last);
                    self.update_expr_type(y, typ, last);
                }
            }
            _ => {}
        }
        if !last && self.is_untyped(typ) {
            if let Some(old) = self.ck.untyped.get_mut(&e.id) {
                old.typ = typ;
            }
            return;
        }
        let Some(old) = self.ck.untyped.remove(&e.id) else { return };
        if old.is_lhs && !self.all_integer(typ) {
            let text = self.type_text(typ);
            let operand = burrow_go_syntax::expr_string(e);
            let message = format!(
                "invalid operation: shifted operand {operand} (type {text}) must be integer"
            );
            return self.error(e, "InvalidShiftOperand", message);
        }
        let mut value = old.value;
        if value.is_some() {
            let mut x = Operand { mode: old.mode, typ: old.typ, value, expr: Some(e), label: None };
            self.convert_untyped(&mut x, typ);
            if !x.is_valid() {
                return;
            }
            value = x.value;
        }
        self.record_type_and_value(e, old.mode, typ, value);
    }

    /// Changes the remembered value of an untyped expression.
    pub(crate) fn update_expr_value(&mut self, e: &Expr, value: Constant) {
        if let Some(untyped) = self.ck.untyped.get_mut(&e.id) {
            untyped.value = Some(value);
        }
    }

    /// The type, and for a constant the value, that the operand gets where `target` is expected. Typed operands keep theirs.
    pub(crate) fn implicit_type_and_value(
        &mut self,
        x: &Operand,
        target: TypeId,
    ) -> Result<(TypeId, Option<Constant>), Misfit> {
        const WRONG: Misfit = "InvalidUntypedConversion";
        if !x.is_valid() || self.is_typed(x.typ) || !self.is_valid_type(target) {
            return Ok((x.typ, None));
        }
        if self.is_untyped(target) {
            return self.max_type(x.typ, target).map(|typ| (typ, None)).ok_or(WRONG);
        }
        if x.is_nil() {
            return if self.has_nil(target) { Ok((target, None)) } else { Err(WRONG) };
        }
        let under = self.underlying(target);
        match self.typ(under) {
            &Type::Basic(basic) => {
                if x.is_constant() {
                    return self.representation(x, basic).map(|value| (target, Some(value)));
                }
                // The result of a comparison, or of a shift whose type is not known yet.
                let fits = match self.typ(x.typ) {
                    Type::Basic(Basic::UntypedBool) => self.is_boolean(target),
                    Type::Basic(Basic::UntypedString) => self.is_string(target),
                    Type::Basic(Basic::UntypedNil) => false,
                    _ => self.is_numeric(target),
                };
                if fits { Ok((target, None)) } else { Err(WRONG) }
            }
            Type::Interface(_) if self.is_type_param(target) => {
                let pairs = self.type_pairs(target);
                let fits = !pairs.is_empty()
                    && pairs
                        .iter()
                        .all(|&(_, under)| self.implicit_type_and_value(x, under).is_ok());
                if fits { Ok((target, None)) } else { Err(WRONG) }
            }
            // Values in interfaces have types of their own: the default ones.
            Type::Interface(_) => {
                if self.type_set(under).is_all() {
                    Ok((self.default_type(x.typ), None))
                } else {
                    Err(WRONG)
                }
            }
            _ => Err(WRONG),
        }
    }

    /// Gives an untyped operand the type `target`.
    pub(crate) fn convert_untyped(&mut self, x: &mut Operand, target: TypeId) {
        match self.implicit_type_and_value(x, target) {
            Ok((typ, value)) => self.set_implicit(x, typ, value),
            Err(code) => {
                let shown =
                    if self.is_type_param(target) { target } else { self.underlying(target) };
                self.invalid_conversion(code, x, shown);
            }
        }
    }

    /// What [`Program::implicit_type_and_value`] has found becomes the operand's.
    pub(crate) fn set_implicit(&mut self, x: &mut Operand, typ: TypeId, value: Option<Constant>) {
        if let Some(value) = value {
            if let Some(expr) = x.node() {
                self.update_expr_value(expr, value.clone());
            }
            x.value = Some(value);
        }
        if typ != x.typ {
            x.typ = typ;
            if let Some(expr) = x.node() {
                self.update_expr_type(expr, typ, false);
            }
        }
    }

    pub(crate) fn invalid_conversion(&mut self, code: Misfit, x: &mut Operand, target: TypeId) {
        let target = self.type_text(target);
        self.operand_error(x, code, |text| match code {
            TRUNCATED => format!("{text} truncated to {target}"),
            OVERFLOW => format!("{text} overflows {target}"),
            _ => format!("cannot convert {text} to type {target}"),
        });
    }

    /// Converts untyped operands so that the two have the same type, where that is possible; otherwise whoever compares the
    /// types reports the mismatch. After an error `x` is invalid.
    pub(crate) fn match_types(&mut self, x: &mut Operand, y: &mut Operand) {
        if !self.may_convert(x, y) {
            return;
        }
        self.convert_untyped(x, y.typ);
        if !x.is_valid() {
            return;
        }
        self.convert_untyped(y, x.typ);
        if !y.is_valid() {
            x.invalidate();
        }
    }

    fn may_convert(&mut self, x: &Operand, y: &Operand) -> bool {
        if self.is_typed(x.typ) && self.is_typed(y.typ) {
            return false;
        }
        if self.all_numeric(x.typ) != self.all_numeric(y.typ) {
            return false;
        }
        // Interfaces may hold anything.
        if self.is_non_type_param_interface(x.typ) || self.is_non_type_param_interface(y.typ) {
            return true;
        }
        if self.all_boolean(x.typ) != self.all_boolean(y.typ)
            || self.all_string(x.typ) != self.all_string(y.typ)
        {
            return false;
        }
        if x.is_nil() {
            return self.has_nil(y.typ);
        }
        if y.is_nil() {
            return self.has_nil(x.typ);
        }
        !self.is_pointer(x.typ) && !self.is_pointer(y.typ)
    }

    pub(crate) fn is_pointer(&mut self, t: TypeId) -> bool {
        let under = self.underlying(t);
        matches!(self.typ(under), Type::Pointer(_))
    }
}

pub(crate) fn is_shift(op: BinaryOp) -> bool {
    matches!(op, BinaryOp::Shl | BinaryOp::Shr)
}

pub(crate) fn is_comparison(op: BinaryOp) -> bool {
    use BinaryOp::{Eq, Ge, Gt, Le, Lt, Ne};
    matches!(op, Eq | Ne | Lt | Le | Gt | Ge)
}
