//! Operators with two operands: arithmetic, shifts, strings, `&&` and `||`, complex numbers; and conditions, which branch without
//! making a `bool` where they can.

use burrow_go_syntax::ast::{BinaryOp, Expr, ExprKind, UnaryOp};
use burrow_go_types::types::Basic;

use crate::code::{BinOp, BlockId, Callee, Inst, LocalId, Operand, UnOp};
use crate::func::FuncLowering;
use crate::layout::Kind;
use crate::rtype::RTypeId;
use crate::types::Ty;

/// The machine's operation of an operator; none for `&&` and `||`.
pub(crate) fn operation(op: BinaryOp) -> Option<BinOp> {
    Some(match op {
        BinaryOp::LOr | BinaryOp::LAnd => return None,
        BinaryOp::Eq => BinOp::Eq,
        BinaryOp::Ne => BinOp::Ne,
        BinaryOp::Lt => BinOp::Lt,
        BinaryOp::Le => BinOp::Le,
        BinaryOp::Gt => BinOp::Gt,
        BinaryOp::Ge => BinOp::Ge,
        BinaryOp::Add => BinOp::Add,
        BinaryOp::Sub => BinOp::Sub,
        BinaryOp::Or => BinOp::Or,
        BinaryOp::Xor => BinOp::Xor,
        BinaryOp::Mul => BinOp::Mul,
        BinaryOp::Div => BinOp::Div,
        BinaryOp::Rem => BinOp::Rem,
        BinaryOp::And => BinOp::And,
        BinaryOp::AndNot => BinOp::AndNot,
        BinaryOp::Shl => BinOp::Shl,
        BinaryOp::Shr => BinOp::Shr,
    })
}

impl FuncLowering<'_> {
    pub fn binary_expr(
        &mut self,
        expr: &Expr,
        op: BinaryOp,
        x: &Expr,
        y: &Expr,
        want: Option<LocalId>,
    ) -> Operand {
        match op {
            BinaryOp::LAnd | BinaryOp::LOr => self.short_circuit(expr, want),
            BinaryOp::Eq
            | BinaryOp::Ne
            | BinaryOp::Lt
            | BinaryOp::Le
            | BinaryOp::Gt
            | BinaryOp::Ge => self.comparison(op, x, y, want),
            BinaryOp::Shl | BinaryOp::Shr => {
                let typ = self.type_of(expr);
                let mark = self.mark();
                self.settle(&[x, y]);
                let a = self.expr(x);
                let count = self.shift_count(y);
                self.release(mark);
                self.shift(op, typ, a, count, want)
            }
            _ => {
                let typ = self.type_of(expr);
                if op == BinaryOp::Add && self.lower.is_string(typ) {
                    return self.concat(expr, want);
                }
                let mark = self.mark();
                self.settle(&[x, y]);
                let a = self.expr(x);
                let b = self.expr(y);
                if !self.is_complex(typ) {
                    self.release(mark);
                    return self.arithmetic(op, typ, a, b, want);
                }
                let value = self.arithmetic(op, typ, a, b, want);
                self.release_but(mark, value);
                value
            }
        }
    }

    /// Whether a type is one of complex numbers.
    pub fn is_complex(&mut self, typ: RTypeId) -> bool {
        matches!(self.lower.ty(typ), Ty::Basic(Basic::Complex64 | Basic::Complex128))
    }

    /// An arithmetic operation on two values of a type.
    pub fn arithmetic(
        &mut self,
        op: BinaryOp,
        typ: RTypeId,
        a: Operand,
        b: Operand,
        want: Option<LocalId>,
    ) -> Operand {
        let Some(operation) = operation(op) else { return a };
        match self.lower.ty(typ) {
            Ty::Basic(Basic::String | Basic::UntypedString) => {
                let kind = self.lower.kind(typ);
                let parts = vec![self.in_local(a, kind), self.in_local(b, kind)];
                let dst = self.dest(want, kind);
                self.emit(Inst::Concat { dst, parts });
                Operand::Local(dst)
            }
            Ty::Basic(Basic::Complex64) => self.complex(operation, Kind::F32, typ, a, b, want),
            Ty::Basic(Basic::Complex128 | Basic::UntypedComplex) => {
                self.complex(operation, Kind::F64, typ, a, b, want)
            }
            _ => {
                let kind = self.lower.kind(typ);
                self.binary(operation, kind, a, b, want)
            }
        }
    }

    /// The count of a shift. A negative one panics.
    pub fn shift_count(&mut self, y: &Expr) -> Operand {
        let typ = self.type_of(y);
        let count = self.expr(y);
        let signed = matches!(self.lower.kind(typ), Kind::I8 | Kind::I16 | Kind::I32 | Kind::I64);
        if signed && !matches!(count, Operand::Const(_)) {
            self.emit(Inst::CheckShift { count });
        }
        count
    }

    /// A shift by a count that is not negative.
    pub fn shift(
        &mut self,
        op: BinaryOp,
        typ: RTypeId,
        a: Operand,
        count: Operand,
        want: Option<LocalId>,
    ) -> Operand {
        let kind = self.lower.kind(typ);
        let op = if op == BinaryOp::Shl { BinOp::Shl } else { BinOp::Shr };
        self.binary(op, kind, a, count, want)
    }

    /// `a + b + c` of strings in one go.
    fn concat(&mut self, expr: &Expr, want: Option<LocalId>) -> Operand {
        let mut terms = Vec::new();
        let mut rest = expr;
        while let ExprKind::Binary { op: BinaryOp::Add, x, y, .. } = &rest.kind
            && !self.hoisted.contains_key(&rest.id)
            && !self.is_constant(rest)
        {
            terms.push(&**y);
            rest = x.unparen();
        }
        terms.push(rest);
        terms.reverse();
        let mark = self.mark();
        self.settle(&terms);
        // Where there is something else to copy, bytes need not be copied into a string before.
        let is_copied =
            terms.iter().any(|term| self.is_constant(term) && !self.is_empty_string(term));
        let kind = self.lower.string_kind();
        let parts = terms
            .into_iter()
            .map(|term| {
                let value = if is_copied { self.looked_at(term) } else { self.expr(term) };
                self.in_local(value, kind)
            })
            .collect();
        self.release(mark);
        let dst = self.dest(want, kind);
        self.emit(Inst::Concat { dst, parts });
        Operand::Local(dst)
    }

    /// Whether an expression has a constant value.
    pub fn is_constant(&self, expr: &Expr) -> bool {
        self.lower.program.info.types.get(expr.id).is_some_and(|known| known.value.is_some())
    }

    /// `&&` and `||` as a value.
    fn short_circuit(&mut self, expr: &Expr, want: Option<LocalId>) -> Operand {
        let dst = self.dest_unless_mentioned(want, Kind::U8, &[expr]);
        let (yes, no, done) = (self.block(), self.block(), self.block());
        self.condition(expr, yes, no);
        self.start(yes);
        self.copy(dst, Operand::Const(1));
        self.jump(done);
        self.start(no);
        self.copy(dst, Operand::Const(0));
        self.start(done);
        Operand::Local(dst)
    }

    /// Goes on in one of two blocks.
    pub fn condition(&mut self, expr: &Expr, yes: BlockId, no: BlockId) {
        let expr = expr.unparen();
        if self.hoisted.contains_key(&expr.id) || self.is_constant(expr) {
            let value = self.expr(expr);
            return self.branch(value, yes, no);
        }
        match &expr.kind {
            ExprKind::Unary { op: UnaryOp::Not, x } => self.condition(x, no, yes),
            ExprKind::Binary { op: BinaryOp::LAnd, x, y, .. } => {
                let then = self.block();
                self.condition(x, then, no);
                self.start(then);
                self.condition(y, yes, no);
            }
            ExprKind::Binary { op: BinaryOp::LOr, x, y, .. } => {
                let otherwise = self.block();
                self.condition(x, yes, otherwise);
                self.start(otherwise);
                self.condition(y, yes, no);
            }
            ExprKind::Binary { op, x, y, op_pos } if matches!(op, BinaryOp::Eq | BinaryOp::Ne) => {
                let outer = std::mem::replace(&mut self.pos, *op_pos);
                let mark = self.mark();
                let equal = self.equal(x, y, None);
                self.release(mark);
                let (yes, no) = if *op == BinaryOp::Eq { (yes, no) } else { (no, yes) };
                self.branch(equal, yes, no);
                self.pos = outer;
            }
            _ => {
                let mark = self.mark();
                let value = self.expr(expr);
                self.release(mark);
                self.branch(value, yes, no);
            }
        }
    }

    /// The two parts of a complex number.
    pub fn parts(&mut self, value: Operand, part: Kind, typ: RTypeId) -> (Operand, Operand) {
        let kind = self.lower.kind(typ);
        let local = self.in_local(value, kind);
        let size = part.scalar_size().unwrap_or(8) as u32;
        (self.part(local, 0, part, None), self.part(local, size, part, None))
    }

    /// Sets both parts of a complex number.
    pub fn set_parts(&mut self, dst: LocalId, part: Kind, re: Operand, im: Operand) {
        let size = part.scalar_size().unwrap_or(8) as u32;
        self.emit(Inst::SetPart { dst, offset: 0, src: re, kind: part });
        self.emit(Inst::SetPart { dst, offset: size, src: im, kind: part });
    }

    /// The kind of the parts of a complex type.
    pub fn part_kind(&mut self, typ: RTypeId) -> Kind {
        match self.lower.ty(typ) {
            Ty::Basic(Basic::Complex64) => Kind::F32,
            _ => Kind::F64,
        }
    }

    pub fn negate_complex(&mut self, x: &Expr, typ: RTypeId, want: Option<LocalId>) -> Operand {
        let part = self.part_kind(typ);
        let kind = self.lower.kind(typ);
        let value = self.expr(x);
        let (re, im) = self.parts(value, part, typ);
        let re = self.unary(UnOp::Neg, part, re, None);
        let im = self.unary(UnOp::Neg, part, im, None);
        let dst = self.dest(want, kind);
        self.set_parts(dst, part, re, im);
        Operand::Local(dst)
    }

    fn complex(
        &mut self,
        op: BinOp,
        part: Kind,
        typ: RTypeId,
        a: Operand,
        b: Operand,
        want: Option<LocalId>,
    ) -> Operand {
        if op == BinOp::Div {
            return self.divide_complex(part, typ, a, b, want);
        }
        let (ar, ai) = self.parts(a, part, typ);
        let (br, bi) = self.parts(b, part, typ);
        let (re, im) = match op {
            // (ar + ai i)(br + bi i); gc computes products of complex64 in float64.
            BinOp::Mul => {
                let wide = [ar, ai, br, bi].map(|value| self.float(value, part, Kind::F64));
                let [ar, ai, br, bi] = wide;
                let rr = self.binary(BinOp::Mul, Kind::F64, ar, br, None);
                let ii = self.binary(BinOp::Mul, Kind::F64, ai, bi, None);
                let re = self.binary(BinOp::Sub, Kind::F64, rr, ii, None);
                let ri = self.binary(BinOp::Mul, Kind::F64, ar, bi, None);
                let ir = self.binary(BinOp::Mul, Kind::F64, ai, br, None);
                let im = self.binary(BinOp::Add, Kind::F64, ri, ir, None);
                (self.float(re, Kind::F64, part), self.float(im, Kind::F64, part))
            }
            op => (self.binary(op, part, ar, br, None), self.binary(op, part, ai, bi, None)),
        };
        let kind = self.lower.kind(typ);
        let dst = self.dest(want, kind);
        self.set_parts(dst, part, re, im);
        Operand::Local(dst)
    }

    /// A float of another width.
    pub fn float(&mut self, src: Operand, from: Kind, to: Kind) -> Operand {
        if from == to {
            return src;
        }
        let dst = self.temp(to);
        self.emit(Inst::Convert { from, to, dst, src });
        Operand::Local(dst)
    }

    /// A quotient of complex numbers: the run time has the function for complex128.
    fn divide_complex(
        &mut self,
        part: Kind,
        typ: RTypeId,
        a: Operand,
        b: Operand,
        want: Option<LocalId>,
    ) -> Operand {
        let wide = self.lower.basic(Basic::Complex128);
        let a = self.convert_complex(a, typ, wide, None);
        let b = self.convert_complex(b, typ, wide, None);
        let kind = self.lower.kind(wide);
        let quotient = self.temp(kind);
        if let Some(func) = self.runtime("complex128div") {
            self.emit(Inst::Call {
                callee: Callee::Static(func),
                args: vec![a, b],
                results: vec![quotient],
            });
        }
        if part == Kind::F64 {
            return match want {
                Some(dst) => {
                    self.copy(dst, Operand::Local(quotient));
                    Operand::Local(dst)
                }
                None => Operand::Local(quotient),
            };
        }
        self.convert_complex(Operand::Local(quotient), wide, typ, want)
    }

    /// A complex number of another width.
    pub fn convert_complex(
        &mut self,
        value: Operand,
        from: RTypeId,
        to: RTypeId,
        want: Option<LocalId>,
    ) -> Operand {
        let (narrow, wide) = (self.part_kind(from), self.part_kind(to));
        if narrow == wide {
            return value;
        }
        let (re, im) = self.parts(value, narrow, from);
        let re = self.float(re, narrow, wide);
        let im = self.float(im, narrow, wide);
        let kind = self.lower.kind(to);
        let dst = self.dest(want, kind);
        self.set_parts(dst, wide, re, im);
        Operand::Local(dst)
    }
}
