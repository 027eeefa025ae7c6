//! Arithmetic on vectors of words, for `math/big`.
//!
//! Vectors are slices of 64-bit words, least word first; all have the length of the result.

use super::{Flow, Frame, Native};
use crate::machine::Machine;
use crate::trap::Trap;

/// These functions.
pub const NATIVES: &[(&str, Native)] = &[
    ("math/big.addVV", add),
    ("math/big.subVV", sub),
    ("math/big.lshVU", shift_left),
    ("math/big.rshVU", shift_right),
    ("math/big.mulAddVWW", mul_add),
    ("math/big.addMulVVWW", add_mul),
];

/// A slice of words.
#[derive(Clone, Copy)]
struct Vector(u64);

impl Vector {
    fn arg(m: &mut Machine, frame: Frame, index: usize) -> (Vector, u64) {
        let at = m.arg_addr(frame, index);
        let memory = m.memory();
        (Vector(memory.read_u64(at)), memory.read_u64(at + 8))
    }

    fn get(self, m: &Machine, index: u64) -> u64 {
        m.world.heap.memory.read_u64(self.0 + 8 * index)
    }

    fn set(self, m: &mut Machine, index: u64, word: u64) {
        m.world.heap.memory.write_u64(self.0 + 8 * index, word);
    }
}

fn carry(m: &mut Machine, frame: Frame, word: u64) -> Result<Flow, Trap> {
    m.set_result(frame, 0, word);
    Ok(Flow::Return)
}

/// `func addVV(z, x, y []Word) (c Word)`
fn add(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let ((z, len), (x, _), (y, _)) =
        (Vector::arg(m, frame, 0), Vector::arg(m, frame, 1), Vector::arg(m, frame, 2));
    let mut c = false;
    for index in 0..len {
        let (sum, first) = x.get(m, index).overflowing_add(y.get(m, index));
        let (sum, second) = sum.overflowing_add(c.into());
        z.set(m, index, sum);
        c = first || second;
    }
    carry(m, frame, c.into())
}

/// `func subVV(z, x, y []Word) (c Word)`
fn sub(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let ((z, len), (x, _), (y, _)) =
        (Vector::arg(m, frame, 0), Vector::arg(m, frame, 1), Vector::arg(m, frame, 2));
    let mut c = false;
    for index in 0..len {
        let (rest, first) = x.get(m, index).overflowing_sub(y.get(m, index));
        let (rest, second) = rest.overflowing_sub(c.into());
        z.set(m, index, rest);
        c = first || second;
    }
    carry(m, frame, c.into())
}

/// `func lshVU(z, x []Word, s uint) (c Word)`: the vectors may overlap, and s is from 1 to 63.
fn shift_left(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let ((z, len), (x, _)) = (Vector::arg(m, frame, 0), Vector::arg(m, frame, 1));
    let s = m.arg(frame, 2) as u32 & 63;
    let out = |word: u64| if s == 0 { 0 } else { word >> (64 - s) };
    let mut c = 0;
    if len > 0 {
        c = out(x.get(m, len - 1));
        for index in (1..len).rev() {
            let word = x.get(m, index) << s | out(x.get(m, index - 1));
            z.set(m, index, word);
        }
        let word = x.get(m, 0) << s;
        z.set(m, 0, word);
    }
    carry(m, frame, c)
}

/// `func rshVU(z, x []Word, s uint) (c Word)`
fn shift_right(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let ((z, len), (x, _)) = (Vector::arg(m, frame, 0), Vector::arg(m, frame, 1));
    let s = m.arg(frame, 2) as u32 & 63;
    let out = |word: u64| if s == 0 { 0 } else { word << (64 - s) };
    let mut c = 0;
    if len > 0 {
        c = out(x.get(m, 0));
        for index in 1..len {
            let word = x.get(m, index - 1) >> s | out(x.get(m, index));
            z.set(m, index - 1, word);
        }
        let word = x.get(m, len - 1) >> s;
        z.set(m, len - 1, word);
    }
    carry(m, frame, c)
}

/// `x * y + a + b` as its low and its high word: it never overflows.
fn mul(x: u64, y: u64, a: u64, b: u64) -> (u64, u64) {
    let wide = u128::from(x) * u128::from(y) + u128::from(a) + u128::from(b);
    (wide as u64, (wide >> 64) as u64)
}

/// `func mulAddVWW(z, x []Word, m, a Word) (c Word)`: z = x*m + a.
fn mul_add(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let ((z, len), (x, _)) = (Vector::arg(m, frame, 0), Vector::arg(m, frame, 1));
    let (factor, mut c) = (m.arg(frame, 2), m.arg(frame, 3));
    for index in 0..len {
        let (low, high) = mul(x.get(m, index), factor, c, 0);
        z.set(m, index, low);
        c = high;
    }
    carry(m, frame, c)
}

/// `func addMulVVWW(z, x, y []Word, m, a Word) (c Word)`: z = x + y*m + a.
fn add_mul(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let ((z, len), (x, _), (y, _)) =
        (Vector::arg(m, frame, 0), Vector::arg(m, frame, 1), Vector::arg(m, frame, 2));
    let (factor, mut c) = (m.arg(frame, 3), m.arg(frame, 4));
    for index in 0..len {
        let (low, high) = mul(y.get(m, index), factor, x.get(m, index), c);
        z.set(m, index, low);
        c = high;
    }
    carry(m, frame, c)
}
