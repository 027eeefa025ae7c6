//! Operators (spec: Operators): arithmetic, comparisons, shifts, addresses, receives.

use burrow_go_syntax::ast::{BinaryOp, ChanDir, Expr, ExprKind, UnaryOp};
use burrow_go_syntax::expr_string;

use crate::Program;
use crate::checker::At;
use crate::constant::{Constant, Kind};
use crate::info::Mode;
use crate::operand::Operand;
use crate::representable::MAX_STRING;
use crate::types::{Basic, Type, TypeId};
use crate::untyped::{is_comparison, is_shift};

/// Constant shifts may go so far that the smallest `float64` can be written with one.
const MAX_SHIFT: u64 = 1023 - 1 + 52;

/// Where an operation stands, for messages.
#[derive(Clone, Copy)]
struct Operation<'a> {
    /// The whole of it; none for `x op= y`.
    expr: Option<&'a Expr>,
    left: &'a Expr,
    right: &'a Expr,
    op: BinaryOp,
}

impl Program {
    pub(crate) fn unary<'a>(
        &mut self,
        x: &mut Operand<'a>,
        e: &'a Expr,
        op: UnaryOp,
        inner: &'a Expr,
    ) {
        self.expr(None, x, inner);
        if !x.is_valid() {
            return;
        }
        let mut op = op;
        match op {
            UnaryOp::Address => return self.address(x, inner),
            UnaryOp::Receive => {
                match self.chan_elem(x.span(), x, true) {
                    Some(elem) if self.is_complete(elem) => {
                        x.mode = Mode::CommaOk;
                        x.typ = elem;
                        x.value = None;
                        self.cx.has_call_or_recv = true;
                    }
                    _ => x.invalidate(),
                }
                return;
            }
            UnaryOp::Tilde => {
                let message = "cannot use ~ outside of interface or type constraint";
                if !self.all_integer(x.typ) {
                    self.error(e, "UndefinedOp", message);
                    return x.invalidate();
                }
                self.error(e, "UndefinedOp", format!("{message} (use ^ for bitwise complement)"));
                op = UnaryOp::Complement;
            }
            _ => {}
        }
        let defined = match op {
            UnaryOp::Not => self.all_boolean(x.typ),
            UnaryOp::Complement => self.all_integer(x.typ),
            _ => self.all_numeric(x.typ),
        };
        if !defined {
            let op = op.as_str();
            let message = |text| format!("invalid operation: operator {op} not defined on {text}");
            return self.operand_error(x, "UndefinedOp", message);
        }
        if !x.is_constant() {
            x.mode = Mode::Value;
            return;
        }
        if x.constant().is_unknown() {
            return;
        }
        let value = match op {
            UnaryOp::Not => x.constant().not(),
            UnaryOp::Neg => x.constant().neg(),
            UnaryOp::Complement => {
                let bits = if self.is_unsigned(x.typ) {
                    Some(self.size_of(x.typ) as u32 * 8)
                } else {
                    None
                };
                x.constant().to_int().complement(bits)
            }
            _ => x.constant().clone(),
        };
        x.value = Some(value);
        x.expr = Some(e);
        self.overflow(x);
    }

    /// `&x`, where x is a variable or a composite literal.
    fn address<'a>(&mut self, x: &mut Operand<'a>, inner: &'a Expr) {
        let literal = matches!(inner.unparen().kind, ExprKind::Composite { .. });
        if !literal && x.mode != Mode::Variable {
            let message = |text| format!("invalid operation: cannot take address of {text}");
            return self.operand_error(x, "UnaddressableOperand", message);
        }
        if !literal {
            self.mark_addressed(inner);
        }
        x.mode = Mode::Value;
        x.typ = self.pointer_to(x.typ);
    }

    /// The type of a channel's elements, for a receive from it or a send to it.
    pub(crate) fn chan_elem(&mut self, at: impl At, x: &Operand, recv: bool) -> Option<TypeId> {
        let forbidden = if recv { ChanDir::Send } else { ChanDir::Recv };
        let found = self.common_under_cond(x.typ, &mut |program, pair| {
            let Some((t, under)) = pair else { return Err("no specific channel type".into()) };
            match program.typ(under) {
                Type::Chan(dir, _) if *dir == forbidden => {
                    let kind = if recv { "send-only" } else { "receive-only" };
                    Err(format!("{kind} channel {}", program.type_text(t)))
                }
                Type::Chan(..) => Ok(()),
                _ => Err(format!("non-channel {}", program.type_text(t))),
            }
        });
        let cause = match found {
            Ok(under) => match self.typ(under) {
                &Type::Chan(_, elem) => return Some(elem),
                _ => String::new(),
            },
            Err(cause) => cause,
        };
        let text = self.operand_string(x);
        let (code, what) =
            if recv { ("InvalidReceive", "receive from") } else { ("InvalidSend", "send to") };
        let message = if self.is_type_param(x.typ) {
            format!("invalid operation: cannot {what} {text}: {cause}")
        } else {
            format!("invalid operation: cannot {what} {cause} {text}")
        };
        self.error(at, code, message);
        None
    }

    /// `left op right`; `e` is the whole of it, or nothing for `left op= right`.
    pub(crate) fn binary<'a>(
        &mut self,
        x: &mut Operand<'a>,
        e: Option<&'a Expr>,
        left: &'a Expr,
        right: &'a Expr,
        op: BinaryOp,
    ) {
        let mut y = Operand::new();
        self.expr(None, x, left);
        self.expr(None, &mut y, right);
        if !x.is_valid() {
            return;
        }
        if !y.is_valid() {
            x.invalidate();
            x.expr = y.expr;
            return;
        }
        let operation = Operation { expr: e, left, right, op };
        if is_shift(op) {
            return self.shift(x, &mut y, operation);
        }
        self.match_types(x, &mut y);
        if !x.is_valid() {
            return;
        }
        if is_comparison(op) {
            return self.comparison(x, &mut y, op, false);
        }
        if !self.identical(x.typ, y.typ) {
            if self.is_valid_type(x.typ) && self.is_valid_type(y.typ) {
                self.mismatched(x, &y, operation);
            }
            return x.invalidate();
        }
        if !self.binary_defined(x, op) {
            return;
        }
        if matches!(op, BinaryOp::Div | BinaryOp::Rem) && self.divides_by_zero(x, &y) {
            self.error(&y, "DivByZero", "invalid operation: division by zero");
            return x.invalidate();
        }
        if x.is_constant() && y.is_constant() {
            return self.binary_constant(x, &y, operation);
        }
        x.set_value();
    }

    fn mismatched(&mut self, x: &Operand, y: &Operand, operation: Operation) {
        let text = match operation.expr {
            Some(expr) => expr_string(expr),
            None => {
                let (left, right) = (expr_string(operation.left), expr_string(operation.right));
                format!("{left} {}= {right}", operation.op.as_str())
            }
        };
        let (x_type, y_type) = (self.type_text(x.typ), self.type_text(y.typ));
        let message = format!("invalid operation: {text} (mismatched types {x_type} and {y_type})");
        self.error(x, "MismatchedTypes", message);
    }

    /// Whether the operator exists for the type.
    fn binary_defined(&mut self, x: &mut Operand, op: BinaryOp) -> bool {
        let defined = match op {
            BinaryOp::Add => self.all_numeric_or_string(x.typ),
            BinaryOp::Sub | BinaryOp::Mul | BinaryOp::Div => self.all_numeric(x.typ),
            BinaryOp::LAnd | BinaryOp::LOr => self.all_boolean(x.typ),
            _ => self.all_integer(x.typ),
        };
        if !defined {
            let op = op.as_str();
            let message = |text| format!("invalid operation: operator {op} not defined on {text}");
            self.operand_error(x, "UndefinedOp", message);
        }
        defined
    }

    fn divides_by_zero(&mut self, x: &Operand, y: &Operand) -> bool {
        if !y.is_constant() || !x.is_constant() && !self.all_integer(x.typ) {
            return false;
        }
        if y.constant().sign() == 0 {
            return true;
        }
        // The divisor of a complex division can be too small for its square.
        if x.is_constant() && self.is_complex(x.typ) {
            let square = |part: Constant| part.binary(BinaryOp::Mul, &part, false).sign();
            return square(y.constant().real()) == 0 && square(y.constant().imag()) == 0;
        }
        false
    }

    fn binary_constant<'a>(
        &mut self,
        x: &mut Operand<'a>,
        y: &Operand<'a>,
        operation: Operation<'a>,
    ) {
        if x.constant().is_unknown() || y.constant().is_unknown() {
            x.value = Some(Constant::Unknown);
            return;
        }
        let (left, right) = (x.constant(), y.constant());
        let length = left.as_bytes().len() + right.as_bytes().len();
        if left.kind() == Kind::String && length > MAX_STRING {
            let message = format!("constant string too long ({length} bytes > {MAX_STRING} bytes)");
            self.error(&*x, "InvalidConstVal", message);
            x.value = Some(Constant::Unknown);
            return;
        }
        // A long concatenation must not keep all its beginnings.
        if left.kind() == Kind::String {
            self.ck.untyped.remove(&operation.left.id);
        }
        let integers = self.is_integer(x.typ);
        x.value = Some(x.constant().binary(operation.op, y.constant(), integers));
        if operation.expr.is_some() {
            x.expr = operation.expr;
        }
        self.overflow(x);
    }

    /// Compares `x` and `y`; for the case of a switch, messages say so.
    pub(crate) fn comparison(
        &mut self,
        x: &mut Operand,
        y: &mut Operand,
        op: BinaryOp,
        switch_case: bool,
    ) {
        if !self.is_valid_type(x.typ) || !self.is_valid_type(y.typ) {
            return x.invalidate();
        }
        let op = if switch_case { BinaryOp::Eq } else { op };
        if let Err(trouble) = self.comparable_operands(x, y, op) {
            return self.report_comparison(x, y, op, switch_case, trouble);
        }
        if x.is_constant() && y.is_constant() {
            // An unknown operand makes an untrue comparison, not an unknown one.
            x.value = Some(Constant::Bool(x.constant().compare(op, y.constant())));
        } else {
            x.set_value();
            // The operands become values now, of their default types where nothing else is known.
            for operand in [&*x, &*y] {
                if let Some(expr) = operand.node() {
                    let typ = self.default_type(operand.typ);
                    self.update_expr_type(expr, typ, true);
                }
            }
        }
        x.typ = self.universe(Basic::UntypedBool);
    }

    /// Whether two operands can be compared: an error says which of them is to blame, and why.
    fn comparable_operands(
        &mut self,
        x: &Operand,
        y: &Operand,
        op: BinaryOp,
    ) -> Result<(), Trouble> {
        if self.assignable_to(x, y.typ).is_err() && self.assignable_to(y, x.typ).is_err() {
            let (x_type, y_type) = (self.type_text(x.typ), self.type_text(y.typ));
            let cause = format!("mismatched types {x_type} and {y_type}");
            return Err(Trouble { code: "MismatchedTypes", on_right: true, cause });
        }
        let blame =
            |on_right: bool, cause: String| Err(Trouble { code: "UndefinedOp", on_right, cause });
        if !matches!(op, BinaryOp::Eq | BinaryOp::Ne) {
            for (operand, on_right) in [(x, false), (y, true)] {
                if !self.all_ordered(operand.typ) {
                    return blame(on_right, String::new());
                }
            }
            return Ok(());
        }
        if x.is_nil() || y.is_nil() {
            let typ = if x.is_nil() { y.typ } else { x.typ };
            return if self.has_nil(typ) { Ok(()) } else { blame(true, String::new()) };
        }
        for (operand, on_right) in [(x, false), (y, true)] {
            if !self.comparable(operand.typ) {
                let cause = self.incomparable_cause(operand.typ);
                return blame(on_right, cause);
            }
        }
        Ok(())
    }

    fn report_comparison(
        &mut self,
        x: &mut Operand,
        y: &Operand,
        op: BinaryOp,
        switch_case: bool,
        trouble: Trouble,
    ) {
        let Trouble { code, on_right, cause } = trouble;
        let mut on_right = on_right;
        let mut cause = cause;
        let op = op.as_str();
        if cause.is_empty() {
            if self.is_type_param(x.typ) || self.is_type_param(y.typ) {
                on_right |= !self.is_type_param(x.typ);
                let blamed = if on_right { y.typ } else { x.typ };
                cause =
                    format!("type parameter {} cannot use operator {op}", self.type_text(blamed));
            } else {
                let blamed = if on_right { y.typ } else { x.typ };
                let mut what = self.composite_kind(blamed).to_string();
                if what.is_empty() {
                    what = self.type_text(blamed);
                }
                cause = format!("operator {op} not defined on {what}");
            }
        }
        let (x_text, y_text) = (x.text(), y.text());
        if switch_case {
            let message = format!("invalid case {x_text} in switch on {y_text} ({cause})");
            self.error(&*x, code, message);
        } else {
            let message = format!("invalid operation: {x_text} {op} {y_text} ({cause})");
            let at = if on_right { y.span() } else { x.span() };
            self.error(at, code, message);
        }
        x.invalidate();
    }

    /// Why values of a type cannot be compared, if there is more to say than that.
    pub(crate) fn incomparable_cause(&mut self, t: TypeId) -> String {
        let kind = self.composite_kind(t);
        if matches!(kind, "slice" | "func" | "map") {
            return format!("{kind} can only be compared to nil");
        }
        self.comparable_type(t, true).err().unwrap_or_default()
    }

    fn shift<'a>(&mut self, x: &mut Operand<'a>, y: &mut Operand<'a>, operation: Operation<'a>) {
        let code = "InvalidShiftOperand";
        let must_be_integer =
            |text| format!("invalid operation: shifted operand {text} must be integer");
        let left = if x.is_constant() { x.constant().to_int() } else { Constant::Unknown };
        let untyped_integer = self.is_untyped(x.typ) && left.kind() == Kind::Int;
        if !self.all_integer(x.typ) && !untyped_integer {
            return self.operand_error(x, code, must_be_integer);
        }
        if !self.shift_count(y) {
            return x.invalidate();
        }
        if x.is_constant() && y.is_constant() {
            return self.shift_constant(x, y, &left, operation);
        }
        // The count becomes a value, and fits an uint.
        if y.is_constant()
            && self.is_untyped(y.typ)
            && let Some(expr) = y.node()
        {
            let uint = self.universe(Basic::Uint);
            self.update_expr_type(expr, uint, true);
        }
        if x.is_constant() && self.is_untyped(x.typ) {
            // The type comes from the context, as if the shift were not there.
            if let Some(expr) = x.node()
                && let Some(untyped) = self.ck.untyped.get_mut(&expr.id)
            {
                untyped.is_lhs = true;
            }
            return x.set_value();
        }
        if !self.all_integer(x.typ) {
            return self.operand_error(x, code, must_be_integer);
        }
        x.set_value();
    }

    /// Checks the right side of a shift.
    fn shift_count(&mut self, y: &mut Operand) -> bool {
        let code = "InvalidShiftCount";
        if y.is_constant() {
            let count = y.constant().to_int();
            if count.kind() == Kind::Int && count.sign() < 0 {
                self.operand_error(y, code, |text| {
                    format!("invalid operation: negative shift count {text}")
                });
                return false;
            }
            // It must fit an uint, but does not become one.
            if self.is_untyped(y.typ) {
                self.representable(y, Basic::Uint);
            }
            // gc lets typed constants pass whatever their type.
            return y.is_valid();
        }
        if self.is_untyped(y.typ) {
            let basic = if self.all_integer(y.typ) { Basic::Int } else { Basic::Uint };
            let typ = self.universe(basic);
            self.convert_untyped(y, typ);
            return y.is_valid();
        }
        if !self.all_integer(y.typ) {
            self.operand_error(y, code, |text| {
                format!("invalid operation: shift count {text} must be integer")
            });
            return false;
        }
        if !y.is_constant() && !self.all_unsigned(y.typ) && !self.allow_version(13) {
            let what = format!("invalid operation: signed shift count {}", self.operand_string(y));
            return self.verify_version(&*y, 13, &what);
        }
        true
    }

    fn shift_constant<'a>(
        &mut self,
        x: &mut Operand<'a>,
        y: &mut Operand<'a>,
        left: &Constant,
        operation: Operation<'a>,
    ) {
        let integer = self.is_integer(x.typ);
        if x.constant().is_unknown() || y.constant().is_unknown() {
            x.value = Some(Constant::Unknown);
            if !integer {
                x.typ = self.universe(Basic::UntypedInt);
            }
            return;
        }
        let count = y.constant().as_u64().filter(|&count| count <= MAX_SHIFT);
        let Some(count) = count else {
            let message = |text| format!("invalid operation: invalid shift count {text}");
            self.operand_error(y, "InvalidShiftCount", message);
            return x.invalidate();
        };
        if !integer {
            x.typ = self.universe(Basic::UntypedInt);
        }
        x.value = Some(left.shift(operation.op == BinaryOp::Shl, count as u32));
        if operation.expr.is_some() {
            x.expr = operation.expr;
        }
        self.overflow(x);
    }
}

/// Why operands cannot be compared.
struct Trouble {
    code: &'static str,
    /// Whether the right operand is to blame.
    on_right: bool,
    /// Empty where there is nothing special to say.
    cause: String,
}
