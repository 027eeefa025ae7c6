//! Operands: what the checker knows of an expression while it works on it, and how messages show it.

use std::rc::Rc;

use burrow_go_syntax::ast::Expr;
use burrow_go_syntax::{Span, expr_string};

use crate::Program;
use crate::checker::At;
use crate::constant::Constant;
use crate::info::Mode;
use crate::types::{Basic, Type, TypeId};

/// What is known of an expression. `mode` says what it can be used as.
#[derive(Clone, Debug)]
pub(crate) struct Operand<'a> {
    pub mode: Mode,
    pub typ: TypeId,
    /// Its value; only with [`Mode::Constant`].
    pub value: Option<Constant>,
    /// Where it stands.
    pub expr: Option<&'a Expr>,
    /// What messages call it where it is not the whole of `expr`: one of several results of a call, the `ok` of a map index.
    pub label: Option<Rc<str>>,
}

impl<'a> Operand<'a> {
    /// Nothing yet.
    pub fn new() -> Operand<'a> {
        Operand { mode: Mode::Invalid, typ: Program::INVALID, value: None, expr: None, label: None }
    }

    /// A value of type `typ`.
    pub fn value_of(typ: TypeId, expr: &'a Expr) -> Operand<'a> {
        Operand { mode: Mode::Value, typ, value: None, expr: Some(expr), label: None }
    }

    pub fn is_valid(&self) -> bool {
        self.mode != Mode::Invalid
    }

    /// After an error. The type stays, for messages about what is around it.
    pub fn invalidate(&mut self) {
        self.mode = Mode::Invalid;
    }

    /// Nothing yet, again.
    pub fn clear(&mut self) {
        *self = Operand::new();
    }

    /// Makes it a value that is no constant, without changing its type.
    pub fn set_value(&mut self) {
        self.mode = Mode::Value;
        self.value = None;
    }

    pub fn is_constant(&self) -> bool {
        self.mode == Mode::Constant
    }

    pub fn is_nil(&self) -> bool {
        self.mode == Mode::Nil
    }

    /// Its value; unknown where it is no constant.
    pub fn constant(&self) -> &Constant {
        self.value.as_ref().unwrap_or(&Constant::Unknown)
    }

    /// The expression whose type follows the operand's, if it is one.
    pub fn node(&self) -> Option<&'a Expr> {
        if self.label.is_some() { None } else { self.expr }
    }

    /// The expression as messages show it.
    pub fn text(&self) -> String {
        match (&self.label, self.expr) {
            (Some(label), _) => label.to_string(),
            (None, Some(expr)) => expr_string(expr),
            (None, None) => String::new(),
        }
    }
}

impl At for Operand<'_> {
    fn span(&self) -> Span {
        self.expr.map_or(Span::default(), At::span)
    }
}

impl Program {
    /// The operand as messages show it: `x (variable of type int)`, `300 (untyped int constant)`.
    pub(crate) fn operand_string(&mut self, x: &Operand) -> String {
        if x.mode == Mode::Nil {
            return match self.basic_of(x.typ) {
                Some(Basic::Invalid) => "nil (with invalid type)".into(),
                Some(Basic::UntypedNil) => "nil".into(),
                _ => format!("nil (of type {})", self.type_text(x.typ)),
            };
        }
        let expr = self.operand_text(x);
        let mut text = String::new();
        let mut has_type = false;
        if !matches!(x.mode, Mode::Invalid | Mode::NoValue | Mode::Builtin(_) | Mode::Type) {
            if self.is_untyped(x.typ) {
                text.push_str(&self.type_text(x.typ));
                text.push(' ');
            } else {
                has_type = true;
            }
        }
        text.push_str(match x.mode {
            Mode::Invalid => "invalid operand",
            Mode::NoValue => "no value",
            Mode::Builtin(_) => "built-in",
            Mode::Type => "type",
            Mode::Constant => "constant",
            Mode::Variable => "variable",
            Mode::MapIndex => "map index expression",
            Mode::Value => "value",
            Mode::Nil => "nil",
            Mode::CommaOk => "comma, ok expression",
        });
        if x.mode == Mode::Constant {
            let value = x.constant().to_string();
            if value != expr {
                text.push(' ');
                text.push_str(&value);
            }
        }
        if has_type {
            text.push_str(&self.operand_type(x.typ));
        }
        if expr.is_empty() { text } else { format!("{expr} ({text})") }
    }

    fn operand_text(&mut self, x: &Operand) -> String {
        if x.label.is_some() || x.expr.is_some() {
            return x.text();
        }
        match x.mode {
            Mode::Type => self.type_text(x.typ),
            Mode::Constant => x.constant().to_string(),
            _ => String::new(),
        }
    }

    /// ` of type T`, with a word on what a declared type is.
    fn operand_type(&mut self, typ: TypeId) -> String {
        if !self.is_valid_type(typ) {
            return " with invalid type".into();
        }
        let mut kind = String::new();
        if self.is_generic(typ) {
            kind.push_str("generic ");
        }
        if let Some(constraint) = self.constraint_of(typ) {
            let name = self.type_text(typ);
            let bound = self.type_text(constraint);
            let empty = if self.has_empty_type_set(typ) { " with empty type set" } else { "" };
            return format!(" of {kind}type {name} constrained by {bound}{empty}");
        }
        if matches!(self.typ(typ), Type::Named(_) | Type::Alias(_)) {
            match self.composite_kind(typ) {
                "" => {
                    let under = self.underlying(typ);
                    let name = self.type_text(under);
                    kind.push_str(name.strip_prefix("unsafe.").unwrap_or(&name));
                }
                composite => kind.push_str(composite),
            }
            kind.push(' ');
        }
        format!(" of {kind}type {}", self.type_text(typ))
    }

    /// `slice`, `map` and so on; empty for predeclared types and those made of them.
    pub(crate) fn composite_kind(&mut self, typ: TypeId) -> &'static str {
        let under = self.underlying(typ);
        match self.typ(under) {
            Type::Array(..) => "array",
            Type::Slice(_) => "slice",
            Type::Struct(_) => "struct",
            Type::Pointer(_) => "pointer",
            Type::Signature(_) => "func",
            Type::Interface(_) => "interface",
            Type::Map(..) => "map",
            Type::Chan(..) => "chan",
            Type::Tuple(_) => "tuple",
            _ => "",
        }
    }
}
