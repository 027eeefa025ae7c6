//! Equality and hashes of values in memory.
//!
//! Interfaces may hold structures that hold interfaces, and so on without end, so values inside others wait on a list
//! instead of the host's stack.

use burrow_go_ir::rtype::RTypeId;

use super::hash::{add_word, hash_bytes, hash_word};
use super::{Plan, Step, Types, descriptor_of};
use crate::memory::Memory;

/// A value of this type cannot be compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NotComparable(pub RTypeId);

/// An interface value's two words, and whether the interface type has methods.
pub type Interface = ((u64, u64), bool);

/// What is known of two interface values after a first look.
enum Entered<'a> {
    Known(bool),
    Open(Open<'a>),
}

/// Values whose comparison has begun.
struct Open<'a> {
    a: u64,
    b: u64,
    steps: &'a [Step],
    /// The next step.
    next: usize,
    /// How many elements follow, and how far apart.
    more: u64,
    stride: u64,
}

impl<'a> Open<'a> {
    fn new(a: u64, b: u64, steps: &'a [Step]) -> Open<'a> {
        Open { a, b, steps, next: 0, more: 0, stride: 0 }
    }

    fn elements(a: u64, b: u64, step: &'a Step) -> Open<'a> {
        match step {
            Step::Array { at, count, stride, steps } => Open {
                a: a + at,
                b: b + at,
                steps,
                next: 0,
                more: count.saturating_sub(1),
                stride: *stride,
            },
            _ => Open::new(a, b, std::slice::from_ref(step)),
        }
    }

    /// The next step, and where the values are that it speaks of.
    #[inline]
    fn step(&mut self) -> Option<(u64, u64, &'a Step)> {
        if self.next == self.steps.len() {
            if self.more == 0 {
                return None;
            }
            self.more -= 1;
            self.a += self.stride;
            self.b += self.stride;
            self.next = 0;
        }
        let step = self.steps.get(self.next)?;
        self.next += 1;
        Some((self.a, self.b, step))
    }
}

impl Types {
    /// Whether the values at two places are equal.
    pub fn equal(
        &self,
        memory: &Memory,
        plan: &Plan,
        a: u64,
        b: u64,
    ) -> Result<bool, NotComparable> {
        let Some(steps) = &plan.steps else { return Err(NotComparable(plan.typ)) };
        let (a, b) = (memory.cut(a), memory.cut(b));
        if let [step] = &steps[..]
            && let Some(equal) = equal_plain(memory, step, a, b)
        {
            return Ok(equal);
        }
        self.equal_steps(memory, Open::new(a, b, steps))
    }

    /// Whether two interface values are equal, each given as its two words and whether its type has methods.
    pub fn equal_interfaces(
        &self,
        memory: &Memory,
        a: Interface,
        b: Interface,
    ) -> Result<bool, NotComparable> {
        match self.enter_interfaces(memory, a, b)? {
            Entered::Known(equal) => Ok(equal),
            Entered::Open(open) => self.equal_steps(memory, open),
        }
    }

    /// Compares types, and values if that is quick.
    #[inline]
    fn enter_interfaces(
        &self,
        memory: &Memory,
        ((a_word, a_data), a_methods): Interface,
        ((b_word, b_data), b_methods): Interface,
    ) -> Result<Entered<'_>, NotComparable> {
        let a_type = descriptor_of(memory, a_word, a_methods);
        if a_type != descriptor_of(memory, b_word, b_methods) {
            return Ok(Entered::Known(false));
        }
        let Some(info) = self.by_address(memory, a_type) else {
            return Ok(Entered::Known(a_type == 0));
        };
        let Some(steps) = &info.plan.steps else { return Err(NotComparable(info.id)) };
        if info.direct {
            return Ok(Entered::Known(a_data == b_data));
        }
        let (a_data, b_data) = (memory.cut(a_data), memory.cut(b_data));
        if let [step] = &steps[..]
            && let Some(equal) = equal_plain(memory, step, a_data, b_data)
        {
            return Ok(Entered::Known(equal));
        }
        Ok(Entered::Open(Open::new(a_data, b_data, steps)))
    }

    fn equal_steps<'a>(&'a self, memory: &Memory, first: Open<'a>) -> Result<bool, NotComparable> {
        let mut waiting = Vec::new();
        let mut open = first;
        loop {
            let Some((a, b, step)) = open.step() else {
                match waiting.pop() {
                    Some(before) => open = before,
                    None => return Ok(true),
                }
                continue;
            };
            if let Some(equal) = equal_plain(memory, step, a, b) {
                if !equal {
                    return Ok(false);
                }
                continue;
            }
            let inner = match *step {
                Step::Interface { at, methods } => {
                    let (a, b) = (two_words(memory, a + at), two_words(memory, b + at));
                    match self.enter_interfaces(memory, (a, methods), (b, methods))? {
                        Entered::Known(false) => return Ok(false),
                        Entered::Known(true) => continue,
                        Entered::Open(inner) => inner,
                    }
                }
                _ => Open::elements(a, b, step),
            };
            waiting.push(std::mem::replace(&mut open, inner));
        }
    }

    /// The hash of the value at a place.
    pub fn hash(
        &self,
        memory: &Memory,
        plan: &Plan,
        addr: u64,
        seed: u64,
    ) -> Result<u64, NotComparable> {
        let Some(steps) = &plan.steps else { return Err(NotComparable(plan.typ)) };
        let mut waiting: Vec<Open<'_>> = Vec::new();
        let mut open = Open::new(memory.cut(addr), memory.cut(addr), steps);
        let mut hash = seed;
        loop {
            let Some((addr, _, step)) = open.step() else {
                match waiting.pop() {
                    Some(before) => open = before,
                    None => return Ok(hash),
                }
                continue;
            };
            let inner = match *step {
                Step::Bytes { at, len } => {
                    hash = hash_bytes(memory.slice(addr + at, len), hash);
                    continue;
                }
                Step::F32 { at } => {
                    hash = self.hash_float(f64::from(memory.read_f32(addr + at)), hash);
                    continue;
                }
                Step::F64 { at } => {
                    hash = self.hash_float(memory.read_f64(addr + at), hash);
                    continue;
                }
                Step::String { at } => {
                    let (text, len) = two_words(memory, addr + at);
                    hash = hash_bytes(memory.slice(text, len), hash);
                    continue;
                }
                Step::Interface { at, methods } => {
                    let (word, data) = two_words(memory, addr + at);
                    let Some(info) = self.of_word(memory, word, methods) else {
                        hash = add_word(hash, 0);
                        continue;
                    };
                    let Some(steps) = &info.plan.steps else { return Err(NotComparable(info.id)) };
                    hash = add_word(hash, u64::from(info.id.0));
                    if info.direct {
                        hash = add_word(hash, data);
                        continue;
                    }
                    Open::new(memory.cut(data), memory.cut(data), steps)
                }
                Step::Array { .. } => Open::elements(addr, addr, step),
            };
            waiting.push(std::mem::replace(&mut open, inner));
        }
    }

    /// The hash of a float: equal for both zeros, and another one each time for NaN.
    pub fn hash_float(&self, value: f64, seed: u64) -> u64 {
        if value.is_nan() {
            let number = self.nans.get().wrapping_add(1);
            self.nans.set(number);
            return add_word(seed, hash_word(number, seed));
        }
        let value = if value == 0.0 { 0.0 } else { value };
        add_word(seed, value.to_bits())
    }
}

/// The two words of an interface value or a string.
#[inline]
fn two_words(memory: &Memory, addr: u64) -> (u64, u64) {
    (memory.read_u64(addr), memory.read_u64(addr + 8))
}

/// Compares what holds no other values; none for what does.
#[inline]
fn equal_plain(memory: &Memory, step: &Step, a: u64, b: u64) -> Option<bool> {
    match *step {
        Step::Bytes { at, len: 8 } => Some(memory.read_u64(a + at) == memory.read_u64(b + at)),
        Step::Bytes { at, len } => Some(memory.slice(a + at, len) == memory.slice(b + at, len)),
        Step::F32 { at } => Some(memory.read_f32(a + at) == memory.read_f32(b + at)),
        Step::F64 { at } => Some(memory.read_f64(a + at) == memory.read_f64(b + at)),
        Step::String { at } => {
            let (a_text, a_len) = two_words(memory, a + at);
            let (b_text, b_len) = two_words(memory, b + at);
            Some(
                a_len == b_len
                    && (a_text == b_text
                        || memory.slice(a_text, a_len) == memory.slice(b_text, b_len)),
            )
        }
        Step::Interface { .. } | Step::Array { .. } => None,
    }
}
