//! Arithmetic, comparisons, conversions.

use burrow_go_ir::code::{BinOp, Inst, LocalId, Operand, UnOp};
use burrow_go_ir::layout::Kind;

use super::alias::same_word;
use super::emit::Emitter;
use super::op::{Op, word};

/// Whether a kind is of signed integers.
pub fn signed(kind: Kind) -> bool {
    matches!(kind, Kind::I8 | Kind::I16 | Kind::I32 | Kind::I64)
}

/// The bits of an integer or float kind.
pub fn bits(kind: Kind) -> u16 {
    kind.scalar_size().unwrap_or(8) as u16 * 8
}

/// How two values of a kind are compared.
pub fn comparison(op: BinOp, kind: Kind) -> Option<(Op, bool)> {
    use BinOp::{Eq, Ge, Gt, Le, Lt, Ne};
    let swap = matches!(op, Gt | Ge);
    let found = match (op, kind) {
        (Eq, Kind::F64) => Op::EqF,
        (Ne, Kind::F64) => Op::NeF,
        (Lt | Gt, Kind::F64) => Op::LtF,
        (Le | Ge, Kind::F64) => Op::LeF,
        (Eq, Kind::F32) => Op::EqF32,
        (Ne, Kind::F32) => Op::NeF32,
        (Lt | Gt, Kind::F32) => Op::LtF32,
        (Le | Ge, Kind::F32) => Op::LeF32,
        (Eq, _) => Op::Eq,
        (Ne, _) => Op::Ne,
        (Lt | Gt, kind) if signed(kind) => Op::LtS,
        (Le | Ge, kind) if signed(kind) => Op::LeS,
        (Lt | Gt, _) => Op::LtU,
        (Le | Ge, _) => Op::LeU,
        _ => return None,
    };
    Some((found, swap))
}

/// A constant that fits a field.
pub fn small(operand: Operand) -> Option<u16> {
    match operand {
        Operand::Const(value) => i16::try_from(value as i64).ok().map(|value| value as u16),
        Operand::Local(_) => None,
    }
}

/// The comparison of words with a constant to the right.
pub fn with_constant(op: BinOp, kind: Kind) -> Option<Op> {
    if matches!(kind, Kind::F32 | Kind::F64) {
        return None;
    }
    // Narrow unsigned numbers are not negative as 64-bit ones.
    let ordered = signed(kind) || matches!(kind, Kind::U8 | Kind::U16 | Kind::U32);
    Some(match op {
        BinOp::Eq => Op::EqI,
        BinOp::Ne => Op::NeI,
        BinOp::Lt if ordered => Op::LtSI,
        BinOp::Le if ordered => Op::LeSI,
        BinOp::Gt if ordered => Op::GtSI,
        BinOp::Ge if ordered => Op::GeSI,
        _ => return None,
    })
}

/// The comparison with the operands changed over.
pub fn mirrored(op: BinOp) -> BinOp {
    match op {
        BinOp::Lt => BinOp::Gt,
        BinOp::Le => BinOp::Ge,
        BinOp::Gt => BinOp::Lt,
        BinOp::Ge => BinOp::Le,
        other => other,
    }
}

impl Emitter<'_> {
    /// Writes arithmetic; false for all else.
    pub fn arithmetic(&mut self, inst: &Inst) -> bool {
        match inst {
            Inst::Binary { op, kind, dst, a, b } => self.binary(*op, *kind, *dst, *a, *b),
            Inst::Unary { op, kind, dst, a } => self.unary(*op, *kind, *dst, *a),
            Inst::Convert { from, to, dst, src } => self.convert(*from, *to, *dst, *src),
            _ => false,
        }
    }

    fn three(&mut self, op: Op, dst: LocalId, a: Operand, b: Operand) {
        let (a, b) = (self.source(a), self.source(b));
        let dst = self.near(dst);
        self.push(word(op, dst, a, b));
    }

    fn with_number(&mut self, op: Op, dst: LocalId, a: Operand, number: u16) {
        let a = self.source(a);
        let dst = self.near(dst);
        self.push(word(op, dst, a, number));
    }

    /// Extends a result of an operation on 64 bits as its kind has it.
    fn extend(&mut self, kind: Kind, dst: LocalId) {
        let dst = self.near(dst);
        let op = match kind {
            Kind::I8 => Op::SignExtend8,
            Kind::I16 => Op::SignExtend16,
            Kind::I32 => Op::SignExtend32,
            Kind::U8 => Op::ZeroExtend8,
            Kind::U16 => Op::ZeroExtend16,
            Kind::U32 => Op::ZeroExtend32,
            _ => return,
        };
        self.push(word(op, dst, dst, 0));
    }

    fn binary(&mut self, op: BinOp, kind: Kind, dst: LocalId, a: Operand, b: Operand) -> bool {
        match kind {
            Kind::F64 | Kind::F32 => self.float(op, kind, dst, a, b),
            Kind::Aggregate(_) => false,
            _ => self.integer(op, kind, dst, a, b),
        }
    }

    fn float(&mut self, op: BinOp, kind: Kind, dst: LocalId, a: Operand, b: Operand) -> bool {
        let wide = kind == Kind::F64;
        let found = match op {
            BinOp::Add => [Op::AddF32, Op::AddF],
            BinOp::Sub => [Op::SubF32, Op::SubF],
            BinOp::Mul => [Op::MulF32, Op::MulF],
            BinOp::Div => [Op::DivF32, Op::DivF],
            _ => return self.compare(op, kind, dst, a, b),
        };
        self.three(found[usize::from(wide)], dst, a, b);
        true
    }

    fn compare(&mut self, op: BinOp, kind: Kind, dst: LocalId, a: Operand, b: Operand) -> bool {
        let (op, a, b) = if small(a).is_some() { (mirrored(op), b, a) } else { (op, a, b) };
        if let (Some(number), Some(found)) = (small(b), with_constant(op, kind)) {
            self.with_number(found, dst, a, number);
            return true;
        }
        let Some((found, swap)) = comparison(op, kind) else { return false };
        if swap {
            self.three(found, dst, b, a);
        } else {
            self.three(found, dst, a, b);
        }
        true
    }

    fn integer(&mut self, op: BinOp, kind: Kind, dst: LocalId, a: Operand, b: Operand) -> bool {
        let (a, b) = match op {
            BinOp::Add | BinOp::Mul | BinOp::And | BinOp::Or | BinOp::Xor if small(a).is_some() => {
                (b, a)
            }
            _ => (a, b),
        };
        if let Some(number) = small(b)
            && self.integer_with_number(op, kind, dst, a, number)
        {
            return true;
        }
        let (found, extended) = match (op, kind) {
            (BinOp::Add, Kind::I32) => (Op::AddS32, true),
            (BinOp::Sub, Kind::I32) => (Op::SubS32, true),
            (BinOp::Mul, Kind::I32) => (Op::MulS32, true),
            (BinOp::Add, Kind::U32) => (Op::AddU32, true),
            (BinOp::Sub, Kind::U32) => (Op::SubU32, true),
            (BinOp::Mul, Kind::U32) => (Op::MulU32, true),
            (BinOp::Add, Kind::U8) => (Op::AddU8, true),
            (BinOp::Shl, Kind::U32) => (Op::ShlU32, true),
            (BinOp::Add, _) => (Op::Add, false),
            (BinOp::Sub, _) => (Op::Sub, false),
            (BinOp::Mul, _) => (Op::Mul, false),
            (BinOp::Shl, _) => (Op::Shl, false),
            (BinOp::And, _) => (Op::And, true),
            (BinOp::Or, _) => (Op::Or, true),
            (BinOp::Xor, _) => (Op::Xor, true),
            (BinOp::AndNot, _) => (Op::AndNot, true),
            (BinOp::Shr, kind) if signed(kind) => (Op::ShrS, true),
            (BinOp::Shr, _) => (Op::ShrU, true),
            // The smallest number by -1 does not fit.
            (BinOp::Div, kind) if signed(kind) => (Op::DivS, false),
            (BinOp::Div, _) => (Op::DivU, true),
            (BinOp::Rem, kind) if signed(kind) => (Op::RemS, true),
            (BinOp::Rem, _) => (Op::RemU, true),
            _ => return self.compare(op, kind, dst, a, b),
        };
        self.three(found, dst, a, b);
        if !extended {
            self.extend(kind, dst);
        }
        true
    }

    fn integer_with_number(
        &mut self,
        op: BinOp,
        kind: Kind,
        dst: LocalId,
        a: Operand,
        number: u16,
    ) -> bool {
        let value = number as i16;
        let narrow_add = |value: u16| match kind {
            Kind::I32 => (Op::AddIS32, value, true),
            Kind::U32 => (Op::AddIU32, value, true),
            Kind::U8 => (Op::AddIU8, value, true),
            _ => (Op::AddI, value, false),
        };
        let width = bits(kind);
        let (found, number, extended) = match op {
            BinOp::Add => narrow_add(number),
            BinOp::Sub if value != i16::MIN => narrow_add(-value as u16),
            BinOp::Mul => (Op::MulI, number, false),
            BinOp::And => (Op::AndI, number, true),
            BinOp::Or => (Op::OrI, number, true),
            BinOp::Xor => (Op::XorI, number, true),
            BinOp::AndNot => (Op::AndI, !number, true),
            BinOp::Shl if number < width && kind == Kind::U32 => (Op::ShlIU32, number, true),
            BinOp::Shl if number < width => (Op::ShlI, number, false),
            BinOp::Shr if signed(kind) => {
                (Op::ShrSI, if value < 0 || number > 63 { 63 } else { number }, true)
            }
            BinOp::Shr if number < width => (Op::ShrUI, number, true),
            BinOp::Div if value != 0 && value != -1 && signed(kind) => (Op::DivSI, number, true),
            BinOp::Rem if value != 0 && value != -1 && signed(kind) => (Op::RemSI, number, true),
            BinOp::Div if value > 0 => (Op::DivUI, number, true),
            BinOp::Rem if value > 0 => (Op::RemUI, number, true),
            _ => return false,
        };
        self.with_number(found, dst, a, number);
        if found == Op::AddI && bits(kind) == 64 {
            self.added = self.out.code.len();
        }
        if !extended {
            self.extend(kind, dst);
        }
        true
    }

    fn unary(&mut self, op: UnOp, kind: Kind, dst: LocalId, a: Operand) -> bool {
        let width = bits(kind);
        let (found, field, extended) = match (op, kind) {
            (UnOp::Neg, Kind::F64) => (Op::NegF, 0, true),
            (UnOp::Neg, Kind::F32) => (Op::NegF32, 0, true),
            (UnOp::Neg, _) => (Op::Neg, 0, false),
            (UnOp::Complement, kind) => (Op::Complement, 0, signed(kind)),
            (UnOp::Not, _) => (Op::BoolNot, 0, true),
            (UnOp::Sqrt, Kind::F64) => (Op::SqrtF, 0, true),
            (UnOp::Abs, Kind::F64) => (Op::AbsF, 0, true),
            (UnOp::Floor, Kind::F64) => (Op::FloorF, 0, true),
            (UnOp::Ceil, Kind::F64) => (Op::CeilF, 0, true),
            (UnOp::Trunc, Kind::F64) => (Op::TruncF, 0, true),
            (UnOp::Sqrt, _) => (Op::SqrtF32, 0, true),
            (UnOp::Abs, _) => (Op::AbsF32, 0, true),
            (UnOp::Floor, _) => (Op::FloorF32, 0, true),
            (UnOp::Ceil, _) => (Op::CeilF32, 0, true),
            (UnOp::Trunc, _) => (Op::TruncF32, 0, true),
            (UnOp::LeadingZeros, _) => (Op::LeadingZeros, width, true),
            (UnOp::TrailingZeros, _) => (Op::TrailingZeros, width, true),
            (UnOp::OnesCount, _) => (Op::OnesCount, width, true),
            (UnOp::ReverseBytes, kind) => (Op::ReverseBytes, width, !signed(kind)),
            (UnOp::Bits, _) => (Op::Mov, 0, true),
        };
        self.with_number(found, dst, a, field);
        if !extended {
            self.extend(kind, dst);
        }
        true
    }

    fn convert(&mut self, from: Kind, to: Kind, dst: LocalId, src: Operand) -> bool {
        if same_word(from, to) {
            self.mov_operand(self.slot(dst), src, 1);
            return true;
        }
        let unsigned = |kind: Kind| matches!(kind, Kind::U64 | Kind::Ptr);
        let found = match (from, to) {
            (Kind::F64, Kind::F32) => Op::FToF32,
            (Kind::F32, Kind::F64) => Op::F32ToF,
            (Kind::F64, to) if unsigned(to) => Op::FToUint,
            (Kind::F32, to) if unsigned(to) => Op::F32ToUint,
            (Kind::F64, _) => Op::FToInt,
            (Kind::F32, _) => Op::F32ToInt,
            (from, Kind::F64) if unsigned(from) => Op::UintToF,
            (from, Kind::F32) if unsigned(from) => Op::UintToF32,
            (_, Kind::F64) => Op::IntToF,
            (_, Kind::F32) => Op::IntToF32,
            _ => {
                self.mov_operand(self.slot(dst), src, 1);
                self.extend(to, dst);
                return true;
            }
        };
        self.with_number(found, dst, src, 0);
        self.extend(to, dst);
        true
    }
}
