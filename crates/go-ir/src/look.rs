//! Conversions between strings and bytes whose result is read and forgotten before anything else runs. As in gc nothing is copied for
//! them: strings and slices begin with the same two words, and what only reads these takes either.

use burrow_go_syntax::ast::{Expr, ExprKind};
use burrow_go_types::info::Mode;

use crate::code::{LocalId, Operand};
use crate::func::FuncLowering;
use crate::place::{Located, Place};
use crate::rtype::RTypeId;
use crate::types::Ty;

impl FuncLowering<'_> {
    /// A value that the next instruction reads: the bytes themselves for `string(bytes)`.
    pub fn looked_at(&mut self, expr: &Expr) -> Operand {
        match self.bytes_of_string(expr) {
            Some(bytes) => Operand::Local(self.two_words(bytes)),
            None => self.expr(expr),
        }
    }

    /// A key that is only looked up.
    fn looked_up(&mut self, key: &Expr, typ: RTypeId) -> Operand {
        match self.type_of(key) == typ {
            true => self.looked_at(key),
            false => self.expr_as(key, typ, None),
        }
    }

    /// An element of a map that is only read.
    pub fn read_in_map(&mut self, expr: &Expr) -> Option<Located> {
        let ExprKind::Index { x, indices } = &expr.kind else { return None };
        let [index] = &**indices else { return None };
        let holder = self.type_of(x);
        let Ty::Map(key, value) = self.lower.ty(holder) else { return None };
        self.settle(&[x, index]);
        let map = self.expr(x);
        let key = self.looked_up(index, key);
        Some(Located { place: Place::Map { map, key, typ: holder }, typ: value })
    }

    /// A string or bytes that a loop goes over: the string itself for `[]byte(s)`.
    pub fn gone_over(&mut self, expr: &Expr) -> LocalId {
        let string = self.string_of_bytes(expr);
        self.two_words(string.unwrap_or(expr))
    }

    /// `b` in `string(b)`.
    fn bytes_of_string<'a>(&mut self, expr: &'a Expr) -> Option<&'a Expr> {
        let [from, to] = [self.converted(expr)?, expr];
        (self.has_bytes(from) && self.has_string(to)).then_some(from)
    }

    /// `s` in `[]byte(s)`.
    fn string_of_bytes<'a>(&mut self, expr: &'a Expr) -> Option<&'a Expr> {
        let [from, to] = [self.converted(expr)?, expr];
        (self.has_string(from) && self.has_bytes(to)).then_some(from)
    }

    /// What is converted, if the expression is a conversion that has not been computed yet. Who steps through a program sees each one
    /// read what it converts.
    fn converted<'a>(&self, expr: &'a Expr) -> Option<&'a Expr> {
        let expr = expr.unparen();
        if self.lower.keep_calls || self.hoisted.contains_key(&expr.id) {
            return None;
        }
        match &expr.kind {
            ExprKind::Call { fun, args, .. } if self.mode(fun) == Mode::Type => {
                args.first().filter(|arg| self.mode(arg) != Mode::Nil)
            }
            _ => None,
        }
    }

    fn has_string(&mut self, expr: &Expr) -> bool {
        let typ = self.type_of(expr);
        self.lower.is_string(typ)
    }

    fn has_bytes(&mut self, expr: &Expr) -> bool {
        let typ = self.type_of(expr);
        matches!(self.lower.ty(typ), Ty::Slice(elem) if self.lower.size(elem) == 1)
    }
}
