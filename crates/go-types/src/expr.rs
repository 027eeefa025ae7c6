//! Expressions: the ways to check one, and what is done with each kind of expression.
//!
//! Expressions are checked top down; the result is an [`Operand`], invalid after an error that has been reported. Every
//! expression goes through [`Program::raw_expr`], which notes its type and value. Where the type is untyped, that waits until the
//! context gives the final one ([`crate::untyped`]).

use std::rc::Rc;

use burrow_go_syntax::ast::{Expr, ExprKind, LiteralKind, UnaryOp};
use burrow_go_syntax::expr_string;

use crate::Program;
use crate::checker::At;
use crate::constant::Constant;
use crate::info::Mode;
use crate::operand::Operand;
use crate::positions::node_pos;
use crate::types::{Basic, Signature, Type, TypeId};

/// Expressions alone are at most 1000 deep.
const MAX_NESTING: u32 = 2000;

/// The function type that a generic function is assigned to, from which its type arguments can be inferred.
#[derive(Clone)]
pub(crate) struct Target {
    /// The function type.
    pub sig: TypeId,
    /// What is assigned to.
    pub desc: Rc<str>,
}

impl Target {
    /// None if `typ` is no function type.
    pub fn new(program: &mut Program, typ: TypeId, desc: &str) -> Option<Target> {
        let sig = program.common_under(typ).ok()?;
        program.signature_of(sig)?;
        Some(Target { sig, desc: desc.into() })
    }
}

/// Whether an expression may stand alone as a statement.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Usage {
    Conversion,
    Expression,
    Statement,
}

impl Program {
    /// Checks an expression whose result must be one value.
    pub(crate) fn expr<'a>(&mut self, target: Option<Target>, x: &mut Operand<'a>, e: &'a Expr) {
        self.raw_expr(target, x, e, None, false);
        self.exclude_non_values(x);
        self.single_value(x);
    }

    /// As [`Program::expr`]; the result may be a generic function. `hint` is the type of an element of a composite literal.
    pub(crate) fn generic_expr<'a>(
        &mut self,
        x: &mut Operand<'a>,
        e: &'a Expr,
        hint: Option<TypeId>,
    ) {
        self.raw_expr(None, x, e, hint, true);
        self.exclude_non_values(x);
        self.single_value(x);
    }

    /// Checks an expression that may be a type.
    pub(crate) fn expr_or_type<'a>(
        &mut self,
        x: &mut Operand<'a>,
        e: &'a Expr,
        allow_generic: bool,
    ) {
        self.raw_expr(None, x, e, None, allow_generic);
        if x.mode == Mode::NoValue {
            self.operand_error(x, "TooManyValues", |text| format!("{text} used as value or type"));
        }
        self.single_value(x);
    }

    /// Checks an expression that may have several values. With `allow_comma_ok`, one that can be had with an `ok` has two: then
    /// the second result is true.
    pub(crate) fn multi_expr<'a>(
        &mut self,
        e: &'a Expr,
        allow_comma_ok: bool,
    ) -> (Vec<Operand<'a>>, bool) {
        let mut x = Operand::new();
        self.raw_expr(None, &mut x, e, None, false);
        self.exclude_non_values(&mut x);
        if x.is_valid()
            && let Type::Tuple(types) = self.typ(x.typ)
        {
            let types = types.clone();
            let results = types.iter().enumerate().map(|(at, &typ)| Operand {
                label: Some(nth(at + 1, "function result").into()),
                ..Operand::value_of(typ, e)
            });
            return (results.collect(), false);
        }
        if allow_comma_ok && matches!(x.mode, Mode::MapIndex | Mode::CommaOk) {
            let ok = Operand {
                label: Some("ok value of (comma, ok) expression".into()),
                ..Operand::value_of(self.universe(Basic::UntypedBool), e)
            };
            return (vec![x, ok], true);
        }
        (vec![x], false)
    }

    /// Checks an expression of any kind and notes what it is.
    pub(crate) fn raw_expr<'a>(
        &mut self,
        target: Option<Target>,
        x: &mut Operand<'a>,
        e: &'a Expr,
        hint: Option<TypeId>,
        allow_generic: bool,
    ) -> Usage {
        if !self.nest(e) {
            x.clear();
            x.expr = Some(e);
            return Usage::Statement;
        }
        let usage = self.expr_inside(target.clone(), x, e, hint);
        self.ck.nesting -= 1;
        if !allow_generic {
            self.non_generic(target, x);
        }
        self.record(x);
        usage
    }

    /// Goes one level deeper into expressions, types or declarations. Declarations that refer to one another can nest deeper than
    /// anything that is written; too deep is an error, before the stack ends.
    pub(crate) fn nest(&mut self, at: impl At) -> bool {
        if self.ck.nesting >= MAX_NESTING {
            self.error(at, "InvalidDeclCycle", "declarations are nested too deeply");
            return false;
        }
        self.ck.nesting += 1;
        true
    }

    /// Reports generic types and functions without type arguments. Those of a function may follow from the target.
    pub(crate) fn non_generic(&mut self, target: Option<Target>, x: &mut Operand) {
        if !x.is_valid() || x.mode == Mode::NoValue {
            return;
        }
        let what = match self.typ(x.typ) {
            Type::Alias(_) | Type::Named(_) if self.is_generic(x.typ) => "type",
            Type::Signature(signature) if !signature.tparams.is_empty() => {
                if let (Some(target), Some(expr)) = (target, x.expr) {
                    self.func_inst(Some(target), node_pos(expr).span(), x, None, true);
                    return;
                }
                "function"
            }
            _ => return,
        };
        let message = format!("cannot use generic {what} {} without instantiation", x.text());
        self.error(&*x, "WrongTypeArgCount", message);
        x.invalidate();
        x.typ = Program::INVALID;
    }

    fn expr_inside<'a>(
        &mut self,
        target: Option<Target>,
        x: &mut Operand<'a>,
        e: &'a Expr,
        hint: Option<TypeId>,
    ) -> Usage {
        x.clear();
        let mut usage = Usage::Expression;
        match &e.kind {
            ExprKind::Bad => {}
            ExprKind::Name(_) => self.ident(x, e, false),
            ExprKind::Ellipsis(_) => {
                self.error(e, "InvalidSyntaxTree", "invalid syntax tree: invalid use of ...")
            }
            ExprKind::Literal { kind, text } => self.basic_lit(x, e, *kind, text),
            ExprKind::Func { typ, body } => self.func_lit(x, e, typ, body),
            ExprKind::Composite { typ, elements, rbrace } => {
                self.composite_lit(x, e, typ.as_deref(), elements, *rbrace, hint);
            }
            ExprKind::Paren(inner) => {
                // Inference does not go past parentheses.
                let usage = self.raw_expr(None, x, inner, None, false);
                x.expr = Some(e);
                return usage;
            }
            ExprKind::Selector { .. } => self.selector(x, e, false),
            ExprKind::Index { .. } => {
                if self.index_expr(x, e) {
                    self.func_inst(target, e.span, x, Some(e), true);
                }
            }
            ExprKind::Slice { .. } => self.slice_expr(x, e),
            ExprKind::Assert { x: inner, typ } => self.assertion(x, e, inner, typ.as_deref()),
            ExprKind::Call { .. } => return self.call_expr(x, e),
            ExprKind::Star(inner) => self.star(x, inner),
            ExprKind::Unary { op, x: inner } => {
                self.unary(x, e, *op, inner);
                if *op == UnaryOp::Receive {
                    usage = Usage::Statement;
                }
            }
            ExprKind::Binary { op, x: left, y: right, .. } => {
                self.binary(x, Some(e), left, right, *op)
            }
            ExprKind::ArrayType { .. }
            | ExprKind::SliceType(_)
            | ExprKind::StructType(_)
            | ExprKind::FuncType(_)
            | ExprKind::InterfaceType(_)
            | ExprKind::MapType { .. }
            | ExprKind::ChanType { .. } => {
                x.typ = self.typ_expr(e);
                x.mode = Mode::Type;
            }
        }
        x.expr = Some(e);
        // An erroneous expression may stand anywhere: nothing more is said about it.
        if x.is_valid() { usage } else { Usage::Statement }
    }

    fn basic_lit<'a>(&mut self, x: &mut Operand<'a>, e: &'a Expr, kind: LiteralKind, text: &str) {
        // Enough for every precision and separators between all digits.
        const LIMIT: usize = 10_000;
        let number = matches!(kind, LiteralKind::Int | LiteralKind::Float | LiteralKind::Imag);
        if number && text.len() > LIMIT {
            let start = text.get(..10).unwrap_or("");
            let message = format!("excessively long constant: {start}... ({} chars)", text.len());
            return self.error(e, "InvalidConstVal", message);
        }
        if number {
            self.check_literal_version(e, kind, text);
        }
        let value = Constant::literal(kind, text);
        if value.is_unknown() {
            return self.error(e, "InvalidConstVal", format!("malformed constant: {text}"));
        }
        x.mode = Mode::Constant;
        x.typ = self.universe(match kind {
            LiteralKind::Int => Basic::UntypedInt,
            LiteralKind::Float => Basic::UntypedFloat,
            LiteralKind::Imag => Basic::UntypedComplex,
            LiteralKind::Rune => Basic::UntypedRune,
            LiteralKind::String => Basic::UntypedString,
        });
        x.value = Some(value);
        x.expr = Some(e);
        self.overflow(x);
    }

    /// Notations that came with Go 1.13.
    fn check_literal_version(&mut self, e: &Expr, kind: LiteralKind, text: &str) {
        if text.len() <= 2 || self.allow_version(13) {
            return;
        }
        let what = if text.contains('_') {
            "underscore in numeric literal"
        } else {
            match text.get(..2) {
                Some("0b" | "0B") => "binary literal",
                Some("0o" | "0O") => "0o/0O-style octal literal",
                Some("0x" | "0X") if kind != LiteralKind::Int => {
                    "hexadecimal floating-point literal"
                }
                _ => return,
            }
        };
        self.verify_version(e, 13, what);
    }

    fn assertion<'a>(
        &mut self,
        x: &mut Operand<'a>,
        e: &'a Expr,
        inner: &'a Expr,
        typ: Option<&'a Expr>,
    ) {
        let Some(typ) = typ else {
            let message = "invalid syntax tree: use of .(type) outside type switch";
            self.error(e, "InvalidSyntaxTree", message);
            self.use_expr(inner);
            return;
        };
        self.expr(None, x, inner);
        if !x.is_valid() {
            return;
        }
        let code = "InvalidAssert";
        if self.is_type_param(x.typ) {
            let message = "invalid operation: cannot use type assertion on type parameter value";
            return self.operand_error(x, code, |text| format!("{message} {text}"));
        }
        if !self.is_interface(x.typ) {
            return self.operand_error(x, code, |text| {
                format!("invalid operation: {text} is not an interface")
            });
        }
        let t = self.var_type(typ);
        if !self.is_valid_type(t) || !self.is_complete(t) {
            return x.invalidate();
        }
        self.type_assertion(e, x, t, false);
        x.mode = Mode::CommaOk;
        x.typ = t;
    }

    /// Reports that `x`, an interface value, can never hold a `t`. `e` is the assertion, or the case of a type switch.
    pub(crate) fn type_assertion(&mut self, e: &Expr, x: &Operand, t: TypeId, type_switch: bool) {
        let Err(cause) = self.assertable_to(x.typ, t) else { return };
        let (e_text, t_text) = (expr_string(e), self.type_text(t));
        let message = if type_switch {
            let x_text = self.operand_string(x);
            format!(
                "impossible type switch case: {e_text}\n\t{x_text} cannot have dynamic type {t_text} {cause}"
            )
        } else {
            let x_type = self.type_text(x.typ);
            format!(
                "impossible type assertion: {e_text}\n\t{t_text} does not implement {x_type} {cause}"
            )
        };
        self.error(e, "ImpossibleAssert", message);
    }

    /// `*x`: an indirection or a pointer type.
    fn star<'a>(&mut self, x: &mut Operand<'a>, inner: &'a Expr) {
        self.expr_or_type(x, inner, false);
        match x.mode {
            Mode::Invalid => return,
            Mode::Type => {
                self.valid_var_type(inner, x.typ);
                x.typ = self.pointer_to(x.typ);
                return;
            }
            _ => {}
        }
        let mut base = None;
        let pairs = self.type_pairs(x.typ);
        for &(_, under) in &pairs {
            let &Type::Pointer(elem) = self.typ(under) else {
                base = None;
                break;
            };
            if base.is_some_and(|base| !self.identical(base, elem)) {
                let message = |text| {
                    format!("invalid operation: pointers of {text} must have identical base types")
                };
                return self.operand_error(x, "InvalidIndirection", message);
            }
            base = Some(elem);
        }
        let Some(base) = base else {
            let message = |text| format!("invalid operation: cannot indirect {text}");
            return self.operand_error(x, "InvalidIndirection", message);
        };
        if !self.is_complete(base) {
            return x.invalidate();
        }
        x.mode = Mode::Variable;
        x.typ = base;
    }

    /// Reports what is no value.
    pub(crate) fn exclude_non_values(&mut self, x: &mut Operand) {
        match x.mode {
            Mode::NoValue => {
                self.operand_error(x, "TooManyValues", |text| format!("{text} used as value"))
            }
            Mode::Builtin(_) => {
                self.operand_error(x, "UncalledBuiltin", |text| format!("{text} must be called"))
            }
            Mode::Type => {
                self.operand_error(x, "NotAnExpr", |text| format!("{text} is not an expression"))
            }
            _ => {}
        }
    }

    /// Reports several values where one is wanted.
    pub(crate) fn single_value(&mut self, x: &mut Operand) {
        if x.mode == Mode::Value && matches!(self.typ(x.typ), Type::Tuple(_)) {
            let message = |text| format!("multiple-value {text} in single-value context");
            self.operand_error(x, "TooManyValues", message);
        }
    }

    /// Reports an error about an operand, which is invalid then.
    pub(crate) fn operand_error(
        &mut self,
        x: &mut Operand,
        code: &'static str,
        message: impl FnOnce(String) -> String,
    ) {
        let text = self.operand_string(x);
        self.error(&*x, code, message(text));
        x.invalidate();
    }

    /// The signature, if it is one.
    pub(crate) fn signature_of(&self, t: TypeId) -> Option<Rc<Signature>> {
        match self.typ(t) {
            Type::Signature(signature) => Some(signature.clone()),
            _ => None,
        }
    }
}

/// `1st function result`.
fn nth(n: usize, what: &str) -> String {
    let ending = match n {
        1 => "st",
        2 => "nd",
        3 => "rd",
        _ => "th",
    };
    format!("{n}{ending} {what}")
}
