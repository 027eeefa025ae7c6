//! See the module's comment.

use super::{Entry, HEAD, NO_SLOT, Regs, func_of_code, head};
use crate::asm::op::{Form, METHODS, NO_FIELD, Op, b, half};
use crate::memory::FIRST;

/// The list of spans of objects of 8 bytes without pointers.
const WORDS: usize = 2;

/// Carries out instructions until one needs the machine, or the fuel is used up (then it is below 0).
///
/// # Safety
/// The registers are those of a goroutine between two instructions.
#[allow(clippy::too_many_lines, clippy::cognitive_complexity)]
pub unsafe fn run(regs: &mut Regs) {
    let mut pc = regs.pc;
    let mut fp = regs.fp;
    let mut fuel = regs.fuel;
    let memory = regs.memory;
    let mask = regs.mask;
    let room = regs.size - FIRST;

    // SAFETY: of the whole loop: see the module's comment.
    unsafe {
        loop {
            let op = *pc.cast::<u16>();
            pc = pc.add(1);

            // The fields of the instruction, which stands before the program counter: read when needed, not cut from a word.
            macro_rules! a {
                () => {
                    *pc.cast::<u16>().sub(3) as usize
                };
            }
            macro_rules! b {
                () => {
                    *pc.cast::<u16>().sub(2) as usize
                };
            }
            macro_rules! c {
                () => {
                    *pc.cast::<u16>().sub(1) as usize
                };
            }
            macro_rules! half {
                () => {
                    *pc.cast::<u32>().sub(1)
                };
            }
            macro_rules! slot {
                ($index:expr) => {
                    *fp.add($index)
                };
            }
            macro_rules! ra {
                () => {
                    *fp.add(a!())
                };
            }
            macro_rules! rb {
                () => {
                    *fp.add(b!())
                };
            }
            macro_rules! rc {
                () => {
                    *fp.add(c!())
                };
            }
            // The number in field c, b.
            macro_rules! ic {
                () => {
                    *pc.cast::<i16>().sub(1) as i64 as u64
                };
            }
            macro_rules! ib {
                () => {
                    *pc.cast::<i16>().sub(2) as i64 as u64
                };
            }
            macro_rules! fb {
                () => {
                    f64::from_bits(rb!())
                };
            }
            macro_rules! fc {
                () => {
                    f64::from_bits(rc!())
                };
            }
            macro_rules! sb {
                () => {
                    f32::from_bits(rb!() as u32)
                };
            }
            macro_rules! sc {
                () => {
                    f32::from_bits(rc!() as u32)
                };
            }
            // The machine carries this instruction out.
            macro_rules! slow {
                () => {{
                    pc = pc.sub(1);
                    break;
                }};
            }
            macro_rules! jump {
                ($distance:expr) => {{
                    pc = pc.offset($distance as isize);
                    fuel -= 1;
                    if fuel < 0 {
                        break;
                    }
                }};
            }
            macro_rules! jump_if {
                ($condition:expr) => {
                    if $condition {
                        jump!(*pc.cast::<i16>().sub(1))
                    }
                };
            }
            macro_rules! at {
                ($addr:expr, $t:ty) => {
                    memory.add($addr as usize).cast::<$t>()
                };
            }
            // A pointer that is followed: neither nil nor outside.
            macro_rules! pointer {
                ($value:expr) => {{
                    let addr: u64 = $value;
                    if addr.wrapping_sub(FIRST) >= room {
                        slow!();
                    }
                    addr
                }};
            }
            macro_rules! load {
                ($t:ty, $as:ty) => {{
                    let addr = pointer!(rb!()) + c!() as u64;
                    ra!() = at!(addr, $t).read_unaligned() as $as as u64;
                }};
            }
            macro_rules! store {
                ($t:ty) => {{
                    let addr = pointer!(ra!()) + c!() as u64;
                    at!(addr, $t).write_unaligned(rb!() as $t);
                }};
            }
            macro_rules! global {
                ($t:ty, $as:ty) => {
                    ra!() = at!(half!(), $t).read_unaligned() as $as as u64
                };
            }
            macro_rules! set_global {
                ($t:ty) => {
                    at!(half!(), $t).write_unaligned(ra!() as $t)
                };
            }
            // The address of element `index` of the slice at a slot.
            macro_rules! element {
                ($slice:expr, $index:expr, $size:expr) => {{
                    let slice = fp.add($slice);
                    let index: u64 = $index;
                    if index >= *slice.add(1) {
                        slow!();
                    }
                    (*slice).wrapping_add(index.wrapping_mul($size)) & mask
                }};
            }
            macro_rules! elem {
                ($t:ty, $as:ty) => {{
                    let addr = element!(b!(), rc!(), size_of::<$t>() as u64);
                    ra!() = at!(addr, $t).read_unaligned() as $as as u64;
                }};
            }
            macro_rules! set_elem {
                ($t:ty) => {{
                    let addr = element!(a!(), rb!(), size_of::<$t>() as u64);
                    at!(addr, $t).write_unaligned(rc!() as $t);
                }};
            }
            macro_rules! copy_words {
                ($from:expr, $to:expr, $count:literal) => {{
                    let words = $from.cast::<[u64; $count]>().read_unaligned();
                    $to.cast::<[u64; $count]>().write_unaligned(words);
                }};
            }
            // A value in memory into slots from `$to` on, or slots from `$from` on into memory, by a form.
            macro_rules! load_form {
                ($form:expr, $addr:expr, $to:expr) => {{
                    let (addr, to): (u64, *mut u64) = ($addr & mask, $to);
                    match std::mem::transmute::<u8, Form>($form as u8) {
                        Form::S8 => *to = at!(addr, i8).read() as i64 as u64,
                        Form::S16 => *to = at!(addr, i16).read_unaligned() as i64 as u64,
                        Form::S32 => *to = at!(addr, i32).read_unaligned() as i64 as u64,
                        Form::U8 => *to = u64::from(at!(addr, u8).read()),
                        Form::U16 => *to = u64::from(at!(addr, u16).read_unaligned()),
                        Form::U32 => *to = u64::from(at!(addr, u32).read_unaligned()),
                        Form::Word => *to = at!(addr, u64).read_unaligned(),
                        Form::Words2 => copy_words!(at!(addr, u64), to, 2),
                        Form::Words3 => copy_words!(at!(addr, u64), to, 3),
                        Form::Direct => *to = $addr,
                    }
                }};
            }
            macro_rules! store_form {
                ($form:expr, $addr:expr, $from:expr) => {{
                    let (addr, from): (u64, *mut u64) = ($addr & mask, $from);
                    match std::mem::transmute::<u8, Form>($form as u8) {
                        Form::S8 | Form::U8 => at!(addr, u8).write(*from as u8),
                        Form::S16 | Form::U16 => at!(addr, u16).write_unaligned(*from as u16),
                        Form::S32 | Form::U32 => at!(addr, u32).write_unaligned(*from as u32),
                        Form::Word | Form::Direct => at!(addr, u64).write_unaligned(*from),
                        Form::Words2 => copy_words!(from, at!(addr, u64), 2),
                        Form::Words3 => copy_words!(from, at!(addr, u64), 3),
                    }
                }};
            }
            // The address of an element of an array in memory.
            macro_rules! array_element {
                ($start:expr) => {{
                    let index = rc!();
                    if index >= *pc.add(1) {
                        slow!();
                    }
                    let size = *pc;
                    let start: u64 = $start;
                    start
                        .wrapping_add(index.wrapping_mul(size & 0xffff_ffff))
                        .wrapping_add(size >> 32)
                }};
            }
            // Into the frame of a callee; `$found` is the number of its function.
            macro_rules! enter {
                ($found:expr, $base:expr, $closure:expr) => {{
                    let number: u64 = $found;
                    let entry: &Entry = &*regs.funcs.add(number as usize);
                    let base: usize = $base;
                    let frame = fp.add(base);
                    // Compared as numbers: the frame may reach beyond the stack.
                    if frame as usize + entry.frame as usize * 8 > regs.stack_end as usize {
                        slow!();
                    }
                    *frame.sub(1) = pc.add(1) as u64;
                    *frame.sub(HEAD as usize) = head(number as u32, base as u32);
                    let (mut zero, end) =
                        (frame.add(entry.zero_from as usize), frame.add(entry.zero_to as usize));
                    while zero < end {
                        zero.write_volatile(0);
                        zero = zero.add(1);
                    }
                    if entry.closure != NO_SLOT {
                        *frame.add(entry.closure as usize) = $closure;
                    }
                    fp = frame;
                    pc = entry.code;
                    // Not before: the collector sees arguments only in the frame of the callee.
                    fuel -= 1;
                    if fuel < 0 {
                        break;
                    }
                }};
            }
            // Back to the caller; gives where the call instruction stands and the frame that is left.
            macro_rules! leave {
                () => {{
                    let frame = fp;
                    pc = *frame.sub(1) as *const u64;
                    fp = frame.sub((*frame.sub(HEAD as usize) >> 32) as usize);
                    frame
                }};
            }

            match std::mem::transmute::<u16, Op>(op) {
                Op::Mov => ra!() = rb!(),
                Op::Mov2 => copy_words!(fp.add(b!()), fp.add(a!()), 2),
                Op::Mov3 => copy_words!(fp.add(b!()), fp.add(a!()), 3),
                Op::MovN => {
                    let (to, from, count) = (fp.add(a!()), fp.add(b!()), c!());
                    if to < from {
                        for index in 0..count {
                            to.add(index).write_volatile(*from.add(index));
                        }
                    } else {
                        for index in (0..count).rev() {
                            to.add(index).write_volatile(*from.add(index));
                        }
                    }
                }
                Op::Int => ra!() = *pc.cast::<i32>().sub(1) as i64 as u64,
                Op::Word => {
                    ra!() = *pc;
                    pc = pc.add(1);
                }
                Op::Zero => {
                    let to = fp.add(a!());
                    for index in 0..half!() as usize {
                        to.add(index).write_volatile(0);
                    }
                }
                Op::FarMov => {
                    let (to, from) = (fp.add(*pc as u32 as usize), fp.add(half(*pc) as usize));
                    let count = half!() as usize;
                    pc = pc.add(1);
                    if to < from {
                        for index in 0..count {
                            to.add(index).write_volatile(*from.add(index));
                        }
                    } else {
                        for index in (0..count).rev() {
                            to.add(index).write_volatile(*from.add(index));
                        }
                    }
                }

                Op::Add => ra!() = rb!().wrapping_add(rc!()),
                Op::Sub => ra!() = rb!().wrapping_sub(rc!()),
                Op::Mul => ra!() = rb!().wrapping_mul(rc!()),
                Op::And => ra!() = rb!() & rc!(),
                Op::Or => ra!() = rb!() | rc!(),
                Op::Xor => ra!() = rb!() ^ rc!(),
                Op::AndNot => ra!() = rb!() & !rc!(),
                Op::Shl => {
                    let count = rc!();
                    ra!() = if count < 64 { rb!() << count } else { 0 };
                }
                Op::ShrS => {
                    let count = rc!().min(63);
                    ra!() = ((rb!() as i64) >> count) as u64;
                }
                Op::ShrU => {
                    let count = rc!();
                    ra!() = if count < 64 { rb!() >> count } else { 0 };
                }
                Op::DivS => {
                    let by = rc!() as i64;
                    if by == 0 {
                        slow!();
                    }
                    ra!() = (rb!() as i64).wrapping_div(by) as u64;
                }
                Op::DivU => {
                    let by = rc!();
                    if by == 0 {
                        slow!();
                    }
                    ra!() = rb!() / by;
                }
                Op::RemS => {
                    let by = rc!() as i64;
                    if by == 0 {
                        slow!();
                    }
                    ra!() = (rb!() as i64).wrapping_rem(by) as u64;
                }
                Op::RemU => {
                    let by = rc!();
                    if by == 0 {
                        slow!();
                    }
                    ra!() = rb!() % by;
                }
                Op::AddI => ra!() = rb!().wrapping_add(ic!()),
                Op::MulI => ra!() = rb!().wrapping_mul(ic!()),
                Op::AndI => ra!() = rb!() & ic!(),
                Op::OrI => ra!() = rb!() | ic!(),
                Op::XorI => ra!() = rb!() ^ ic!(),
                Op::ShlI => ra!() = rb!() << (c!() & 63),
                Op::ShrSI => ra!() = ((rb!() as i64) >> (c!() & 63)) as u64,
                Op::ShrUI => ra!() = rb!() >> (c!() & 63),
                Op::DivSI => {
                    let by = ic!() as i64;
                    if by == 0 {
                        slow!();
                    }
                    ra!() = (rb!() as i64).wrapping_div(by) as u64;
                }
                Op::DivUI => {
                    let by = ic!();
                    if by == 0 {
                        slow!();
                    }
                    ra!() = rb!() / by;
                }
                Op::RemSI => {
                    let by = ic!() as i64;
                    if by == 0 {
                        slow!();
                    }
                    ra!() = (rb!() as i64).wrapping_rem(by) as u64;
                }
                Op::RemUI => {
                    let by = ic!();
                    if by == 0 {
                        slow!();
                    }
                    ra!() = rb!() % by;
                }
                Op::AddS32 => ra!() = (rb!() as i32).wrapping_add(rc!() as i32) as u64,
                Op::SubS32 => ra!() = (rb!() as i32).wrapping_sub(rc!() as i32) as u64,
                Op::MulS32 => ra!() = (rb!() as i32).wrapping_mul(rc!() as i32) as u64,
                Op::AddU32 => ra!() = u64::from((rb!() as u32).wrapping_add(rc!() as u32)),
                Op::SubU32 => ra!() = u64::from((rb!() as u32).wrapping_sub(rc!() as u32)),
                Op::MulU32 => ra!() = u64::from((rb!() as u32).wrapping_mul(rc!() as u32)),
                Op::ShlU32 => {
                    let count = rc!();
                    ra!() = if count < 32 { u64::from((rb!() as u32) << count) } else { 0 };
                }
                Op::AddU8 => ra!() = u64::from((rb!() as u8).wrapping_add(rc!() as u8)),
                Op::AddIS32 => ra!() = (rb!() as i32).wrapping_add(ic!() as i32) as u64,
                Op::AddIU32 => ra!() = u64::from((rb!() as u32).wrapping_add(ic!() as u32)),
                Op::AddIU8 => ra!() = u64::from((rb!() as u8).wrapping_add(ic!() as u8)),
                Op::ShlIU32 => ra!() = u64::from((rb!() as u32) << (c!() & 31)),
                Op::Neg => ra!() = 0u64.wrapping_sub(rb!()),
                Op::Complement => ra!() = !rb!(),
                Op::BoolNot => ra!() = rb!() ^ 1,
                Op::SignExtend8 => ra!() = rb!() as i8 as u64,
                Op::SignExtend16 => ra!() = rb!() as i16 as u64,
                Op::SignExtend32 => ra!() = rb!() as i32 as u64,
                Op::ZeroExtend8 => ra!() = rb!() & 0xff,
                Op::ZeroExtend16 => ra!() = rb!() & 0xffff,
                Op::ZeroExtend32 => ra!() = rb!() & 0xffff_ffff,
                Op::LeadingZeros => {
                    let x = rb!();
                    let width = c!() as u32;
                    let cut = if width == 64 { x } else { x & ((1 << width) - 1) };
                    ra!() = u64::from(cut.leading_zeros() - (64 - width));
                }
                Op::TrailingZeros => {
                    let width = c!() as u32;
                    ra!() = u64::from(rb!().trailing_zeros().min(width));
                }
                Op::OnesCount => {
                    let width = c!() as u32;
                    ra!() = u64::from((rb!() << (64 - width)).count_ones());
                }
                Op::ReverseBytes => ra!() = rb!().swap_bytes() >> (64 - c!()),

                Op::AddF => ra!() = (fb!() + fc!()).to_bits(),
                Op::SubF => ra!() = (fb!() - fc!()).to_bits(),
                Op::MulF => ra!() = (fb!() * fc!()).to_bits(),
                Op::DivF => ra!() = (fb!() / fc!()).to_bits(),
                Op::MulAddF => ra!() = (f64::from_bits(ra!()) + fb!() * fc!()).to_bits(),
                Op::MulSubF => ra!() = (f64::from_bits(ra!()) - fb!() * fc!()).to_bits(),
                Op::MulAddFrom => {
                    ra!() = (f64::from_bits(slot!(*pc as usize)) + fb!() * fc!()).to_bits();
                    pc = pc.add(1);
                }
                Op::MulSubFrom => {
                    ra!() = (f64::from_bits(slot!(*pc as usize)) - fb!() * fc!()).to_bits();
                    pc = pc.add(1);
                }
                Op::NegF => ra!() = rb!() ^ (1 << 63),
                Op::SqrtF => ra!() = fb!().sqrt().to_bits(),
                Op::AbsF => ra!() = rb!() & !(1 << 63),
                Op::FloorF => ra!() = fb!().floor().to_bits(),
                Op::CeilF => ra!() = fb!().ceil().to_bits(),
                Op::TruncF => ra!() = fb!().trunc().to_bits(),
                Op::AddF32 => ra!() = u64::from((sb!() + sc!()).to_bits()),
                Op::SubF32 => ra!() = u64::from((sb!() - sc!()).to_bits()),
                Op::MulF32 => ra!() = u64::from((sb!() * sc!()).to_bits()),
                Op::DivF32 => ra!() = u64::from((sb!() / sc!()).to_bits()),
                Op::NegF32 => ra!() = rb!() ^ (1 << 31),
                Op::SqrtF32 => ra!() = u64::from(sb!().sqrt().to_bits()),
                Op::AbsF32 => ra!() = rb!() & !(1 << 31),
                Op::FloorF32 => ra!() = u64::from(sb!().floor().to_bits()),
                Op::CeilF32 => ra!() = u64::from(sb!().ceil().to_bits()),
                Op::TruncF32 => ra!() = u64::from(sb!().trunc().to_bits()),
                Op::IntToF => ra!() = (rb!() as i64 as f64).to_bits(),
                Op::UintToF => ra!() = (rb!() as f64).to_bits(),
                Op::IntToF32 => ra!() = u64::from((rb!() as i64 as f32).to_bits()),
                Op::UintToF32 => ra!() = u64::from((rb!() as f32).to_bits()),
                Op::FToInt => ra!() = fb!() as i64 as u64,
                Op::FToUint => ra!() = fb!() as u64,
                Op::F32ToInt => ra!() = sb!() as i64 as u64,
                Op::F32ToUint => ra!() = sb!() as u64,
                Op::FToF32 => ra!() = u64::from((fb!() as f32).to_bits()),
                Op::F32ToF => ra!() = f64::from(sb!()).to_bits(),

                Op::Eq => ra!() = u64::from(rb!() == rc!()),
                Op::Ne => ra!() = u64::from(rb!() != rc!()),
                Op::LtS => ra!() = u64::from((rb!() as i64) < rc!() as i64),
                Op::LeS => ra!() = u64::from(rb!() as i64 <= rc!() as i64),
                Op::LtU => ra!() = u64::from(rb!() < rc!()),
                Op::LeU => ra!() = u64::from(rb!() <= rc!()),
                Op::EqF => ra!() = u64::from(fb!() == fc!()),
                Op::NeF => ra!() = u64::from(fb!() != fc!()),
                Op::LtF => ra!() = u64::from(fb!() < fc!()),
                Op::LeF => ra!() = u64::from(fb!() <= fc!()),
                Op::EqF32 => ra!() = u64::from(sb!() == sc!()),
                Op::NeF32 => ra!() = u64::from(sb!() != sc!()),
                Op::LtF32 => ra!() = u64::from(sb!() < sc!()),
                Op::LeF32 => ra!() = u64::from(sb!() <= sc!()),
                Op::EqI => ra!() = u64::from(rb!() == ic!()),
                Op::NeI => ra!() = u64::from(rb!() != ic!()),
                Op::LtSI => ra!() = u64::from((rb!() as i64) < ic!() as i64),
                Op::LeSI => ra!() = u64::from(rb!() as i64 <= ic!() as i64),
                Op::GtSI => ra!() = u64::from(rb!() as i64 > ic!() as i64),
                Op::GeSI => ra!() = u64::from(rb!() as i64 >= ic!() as i64),

                Op::Jump => jump!(*pc.cast::<i32>().sub(1)),
                Op::JumpIf => {
                    if ra!() as u8 != 0 {
                        jump!(*pc.cast::<i32>().sub(1))
                    }
                }
                Op::JumpIfNot => {
                    if ra!() as u8 == 0 {
                        jump!(*pc.cast::<i32>().sub(1))
                    }
                }
                Op::JumpEq => jump_if!(ra!() == rb!()),
                Op::JumpNe => jump_if!(ra!() != rb!()),
                Op::JumpLtS => jump_if!((ra!() as i64) < rb!() as i64),
                Op::JumpLeS => jump_if!(ra!() as i64 <= rb!() as i64),
                Op::JumpLtU => jump_if!(ra!() < rb!()),
                Op::JumpLeU => jump_if!(ra!() <= rb!()),
                Op::JumpEqF => jump_if!(f64::from_bits(ra!()) == fb!()),
                Op::JumpNeF => jump_if!(f64::from_bits(ra!()) != fb!()),
                Op::JumpLtF => jump_if!(f64::from_bits(ra!()) < fb!()),
                Op::JumpLeF => jump_if!(f64::from_bits(ra!()) <= fb!()),
                Op::JumpNotLtF => jump_if!(!lt(f64::from_bits(ra!()), fb!())),
                Op::JumpNotLeF => jump_if!(!le(f64::from_bits(ra!()), fb!())),
                Op::JumpEqI => jump_if!(ra!() == ib!()),
                Op::JumpNeI => jump_if!(ra!() != ib!()),
                Op::JumpLtSI => jump_if!((ra!() as i64) < ib!() as i64),
                Op::JumpLeSI => jump_if!(ra!() as i64 <= ib!() as i64),
                Op::JumpGtSI => jump_if!(ra!() as i64 > ib!() as i64),
                Op::JumpGeSI => jump_if!(ra!() as i64 >= ib!() as i64),
                Op::LoopLtS => {
                    let next = ra!().wrapping_add(ic!());
                    ra!() = next;
                    let again = (next as i64) < rb!() as i64;
                    let distance = *pc as i64;
                    pc = pc.add(1);
                    if again {
                        jump!(distance);
                    }
                }
                Op::LoopLeS => {
                    let next = ra!().wrapping_add(ic!());
                    ra!() = next;
                    let again = next as i64 <= rb!() as i64;
                    let distance = *pc as i64;
                    pc = pc.add(1);
                    if again {
                        jump!(distance);
                    }
                }
                Op::LoopGtS => {
                    let next = ra!().wrapping_add(ic!());
                    ra!() = next;
                    let again = next as i64 > rb!() as i64;
                    let distance = *pc as i64;
                    pc = pc.add(1);
                    if again {
                        jump!(distance);
                    }
                }
                Op::LoopGeS => {
                    let next = ra!().wrapping_add(ic!());
                    ra!() = next;
                    let again = next as i64 >= rb!() as i64;
                    let distance = *pc as i64;
                    pc = pc.add(1);
                    if again {
                        jump!(distance);
                    }
                }
                Op::Table => {
                    let count = c!() as u64;
                    let index = ra!().wrapping_sub(*pc).min(count - 1);
                    let table = pc.add(1).cast::<i32>();
                    let distance = *table.add(index as usize);
                    pc = pc.add(1 + count.div_ceil(2) as usize);
                    jump!(distance);
                }
                Op::Search => {
                    let value = ra!();
                    let (mut low, mut high) = (0, half!() as usize);
                    let pairs = pc;
                    pc = pc.add(2 * high + 1);
                    let mut distance = *pc.sub(1) as i64;
                    while low < high {
                        let middle = (low + high) / 2;
                        let at = *pairs.add(2 * middle);
                        if at == value {
                            distance = *pairs.add(2 * middle + 1) as i64;
                            break;
                        }
                        if at < value {
                            low = middle + 1;
                        } else {
                            high = middle;
                        }
                    }
                    jump!(distance);
                }

                Op::LoadS8 => load!(i8, i64),
                Op::LoadS16 => load!(i16, i64),
                Op::LoadS32 => load!(i32, i64),
                Op::LoadU8 => load!(u8, u64),
                Op::LoadU16 => load!(u16, u64),
                Op::LoadU32 => load!(u32, u64),
                Op::Load64 => load!(u64, u64),
                Op::Load2 => {
                    let addr = pointer!(rb!()) + c!() as u64;
                    copy_words!(at!(addr, u64), fp.add(a!()), 2);
                }
                Op::Load3 => {
                    let addr = pointer!(rb!()) + c!() as u64;
                    copy_words!(at!(addr, u64), fp.add(a!()), 3);
                }
                Op::LoadN => {
                    let addr = pointer!(rb!()) + c!() as u64;
                    let count = *pc as usize;
                    let (from, to) = (at!(addr, u64), fp.add(a!()));
                    pc = pc.add(1);
                    for index in 0..count {
                        to.add(index).write_volatile(from.add(index).read_unaligned());
                    }
                }
                Op::Store8 => store!(u8),
                Op::Store16 => store!(u16),
                Op::Store32 => store!(u32),
                Op::Store64 => store!(u64),
                Op::Store2 => {
                    let addr = pointer!(ra!()) + c!() as u64;
                    copy_words!(fp.add(b!()), at!(addr, u64), 2);
                }
                Op::Store3 => {
                    let addr = pointer!(ra!()) + c!() as u64;
                    copy_words!(fp.add(b!()), at!(addr, u64), 3);
                }
                Op::StoreN => {
                    let addr = pointer!(ra!()) + c!() as u64;
                    let count = *pc as usize;
                    let (to, from) = (at!(addr, u64), fp.add(b!()));
                    pc = pc.add(1);
                    for index in 0..count {
                        to.add(index).write_unaligned(from.add(index).read_volatile());
                    }
                }
                Op::StoreI64 => {
                    let addr = pointer!(ra!()) + c!() as u64;
                    at!(addr, u64).write_unaligned(ib!());
                }
                Op::MemAdd64 => {
                    let place = at!(pointer!(ra!()) + c!() as u64, u64);
                    place.write_unaligned(place.read_unaligned().wrapping_add(rb!()));
                }
                Op::MemAddI64 => {
                    let place = at!(pointer!(ra!()) + c!() as u64, u64);
                    place.write_unaligned(place.read_unaligned().wrapping_add(ib!()));
                }
                Op::MemAddF => {
                    let place = at!(pointer!(ra!()) + c!() as u64, f64);
                    place.write_unaligned(place.read_unaligned() + fb!());
                }
                Op::MemSubF => {
                    let place = at!(pointer!(ra!()) + c!() as u64, f64);
                    place.write_unaligned(place.read_unaligned() - fb!());
                }
                Op::MemMulAddF => {
                    let place = at!(pointer!(ra!()) + *pc, f64);
                    place.write_unaligned(place.read_unaligned() + fb!() * fc!());
                    pc = pc.add(1);
                }
                Op::MemMulSubF => {
                    let place = at!(pointer!(ra!()) + *pc, f64);
                    place.write_unaligned(place.read_unaligned() - fb!() * fc!());
                    pc = pc.add(1);
                }
                Op::LoadAddF => {
                    let loaded = at!(pointer!(rc!()) + *pc, f64).read_unaligned();
                    ra!() = (fb!() + loaded).to_bits();
                    pc = pc.add(1);
                }
                Op::LoadSubF => {
                    let loaded = at!(pointer!(rc!()) + *pc, f64).read_unaligned();
                    ra!() = (fb!() - loaded).to_bits();
                    pc = pc.add(1);
                }
                Op::LoadMulF => {
                    let loaded = at!(pointer!(rc!()) + *pc, f64).read_unaligned();
                    ra!() = (fb!() * loaded).to_bits();
                    pc = pc.add(1);
                }
                Op::GlobalS8 => global!(i8, i64),
                Op::GlobalS16 => global!(i16, i64),
                Op::GlobalS32 => global!(i32, i64),
                Op::GlobalU8 => global!(u8, u64),
                Op::GlobalU16 => global!(u16, u64),
                Op::GlobalU32 => global!(u32, u64),
                Op::Global64 => global!(u64, u64),
                Op::Global2 => copy_words!(at!(half!(), u64), fp.add(a!()), 2),
                Op::Global3 => copy_words!(at!(half!(), u64), fp.add(a!()), 3),
                Op::SetGlobal8 => set_global!(u8),
                Op::SetGlobal16 => set_global!(u16),
                Op::SetGlobal32 => set_global!(u32),
                Op::SetGlobal64 => set_global!(u64),
                Op::SetGlobal2 => copy_words!(fp.add(a!()), at!(half!(), u64), 2),
                Op::SetGlobal3 => copy_words!(fp.add(a!()), at!(half!(), u64), 3),
                Op::Address => {
                    let addr = pointer!(rb!());
                    ra!() = addr.wrapping_add(*pc);
                    pc = pc.add(1);
                }
                Op::NilCheck => {
                    pointer!(ra!());
                }

                Op::ElemS8 => elem!(i8, i64),
                Op::ElemS16 => elem!(i16, i64),
                Op::ElemS32 => elem!(i32, i64),
                Op::ElemU8 => elem!(u8, u64),
                Op::ElemU16 => elem!(u16, u64),
                Op::ElemU32 => elem!(u32, u64),
                Op::Elem64 => elem!(u64, u64),
                Op::Elem2 => {
                    let addr = element!(b!(), rc!(), 16);
                    copy_words!(at!(addr, u64), fp.add(a!()), 2);
                }
                Op::Elem3 => {
                    let addr = element!(b!(), rc!(), 24);
                    copy_words!(at!(addr, u64), fp.add(a!()), 3);
                }
                Op::ElemI64 => {
                    let addr = element!(b!(), c!() as u64, 8);
                    ra!() = at!(addr, u64).read_unaligned();
                }
                Op::SetElem8 => set_elem!(u8),
                Op::SetElem16 => set_elem!(u16),
                Op::SetElem32 => set_elem!(u32),
                Op::SetElem64 => set_elem!(u64),
                Op::SetElem2 => {
                    let addr = element!(a!(), rb!(), 16);
                    copy_words!(fp.add(c!()), at!(addr, u64), 2);
                }
                Op::SetElem3 => {
                    let addr = element!(a!(), rb!(), 24);
                    copy_words!(fp.add(c!()), at!(addr, u64), 3);
                }
                Op::Elem64Of64 => {
                    let outer = at!(element!(b!(), rc!(), 24), u64);
                    let index = slot!(*pc as usize);
                    if index >= outer.add(1).read_unaligned() {
                        slow!();
                    }
                    let addr = outer.read_unaligned().wrapping_add(index.wrapping_mul(8)) & mask;
                    ra!() = at!(addr, u64).read_unaligned();
                    pc = pc.add(1);
                }
                Op::Elem64At => {
                    let addr = element!(b!(), rc!().wrapping_add(*pc), 8);
                    ra!() = at!(addr, u64).read_unaligned();
                    pc = pc.add(1);
                }
                Op::SetElem64At => {
                    let addr = element!(a!(), rb!().wrapping_add(*pc), 8);
                    at!(addr, u64).write_unaligned(rc!());
                    pc = pc.add(1);
                }
                Op::SwapElem64 => {
                    let (x, y) = (element!(a!(), rb!(), 8), element!(a!(), rc!(), 8));
                    let (p, q) = (at!(x, u64), at!(y, u64));
                    let (x, y) = (p.read_unaligned(), q.read_unaligned());
                    p.write_unaligned(y);
                    q.write_unaligned(x);
                }
                Op::ElemAdd64 => {
                    let place = at!(element!(a!(), rb!(), 8), u64);
                    place.write_unaligned(place.read_unaligned().wrapping_add(rc!()));
                }
                Op::ElemAddI64 => {
                    let place = at!(element!(a!(), rb!(), 8), u64);
                    place.write_unaligned(place.read_unaligned().wrapping_add(ic!()));
                }
                Op::ElemAddF => {
                    let place = at!(element!(a!(), rb!(), 8), f64);
                    place.write_unaligned(place.read_unaligned() + fc!());
                }
                Op::ElemSubF => {
                    let place = at!(element!(a!(), rb!(), 8), f64);
                    place.write_unaligned(place.read_unaligned() - fc!());
                }
                Op::MulAddElemF => {
                    let element = at!(element!(c!(), slot!(*pc as usize), 8), f64).read_unaligned();
                    ra!() = (f64::from_bits(ra!()) + fb!() * element).to_bits();
                    pc = pc.add(1);
                }
                Op::ElemAddress => {
                    let slice = fp.add(b!());
                    let index = rc!();
                    if index >= *slice.add(1) {
                        slow!();
                    }
                    let size = *pc;
                    ra!() = (*slice)
                        .wrapping_add(index.wrapping_mul(size & 0xffff_ffff))
                        .wrapping_add(size >> 32);
                    pc = pc.add(1);
                }
                Op::ArrayAddress => {
                    ra!() = array_element!(pointer!(rb!()));
                    pc = pc.add(2);
                }
                Op::GlobalArrayAddress => {
                    ra!() = array_element!(*pc.add(2));
                    pc = pc.add(3);
                }
                Op::ArrayElem => {
                    let addr = array_element!(pointer!(rb!()));
                    load_form!(*pc.add(2), addr, fp.add(a!()));
                    pc = pc.add(3);
                }
                Op::GlobalArrayElem => {
                    let addr = array_element!(*pc.add(2));
                    load_form!(*pc.add(3), addr, fp.add(a!()));
                    pc = pc.add(4);
                }
                Op::SetArrayElem => {
                    let addr = array_element!(pointer!(rb!()));
                    store_form!(*pc.add(2), addr, fp.add(a!()));
                    pc = pc.add(3);
                }
                Op::SetGlobalArrayElem => {
                    let addr = array_element!(*pc.add(2));
                    store_form!(*pc.add(3), addr, fp.add(a!()));
                    pc = pc.add(4);
                }
                Op::FrameElem64 => {
                    let index = rb!();
                    if index >= *pc & 0xffff_ffff {
                        slow!();
                    }
                    ra!() = slot!(half(*pc) as usize + index as usize);
                    pc = pc.add(1);
                }
                Op::SetFrameElem64 => {
                    let index = ra!();
                    if index >= *pc & 0xffff_ffff {
                        slow!();
                    }
                    slot!(half(*pc) as usize + index as usize) = rb!();
                    pc = pc.add(1);
                }
                Op::FrameElem => {
                    let index = rb!();
                    if index >= *pc & 0xffff_ffff {
                        slow!();
                    }
                    let size = *pc.add(1);
                    let place = fp.add(half(*pc) as usize) as u64 - memory as u64;
                    load_form!(
                        c!(),
                        place + index * (size & 0xffff_ffff) + (size >> 32),
                        fp.add(a!())
                    );
                    pc = pc.add(2);
                }
                Op::SetFrameElem => {
                    let index = ra!();
                    if index >= *pc & 0xffff_ffff {
                        slow!();
                    }
                    let size = *pc.add(1);
                    let place = fp.add(half(*pc) as usize) as u64 - memory as u64;
                    store_form!(
                        c!(),
                        place + index * (size & 0xffff_ffff) + (size >> 32),
                        fp.add(b!())
                    );
                    pc = pc.add(2);
                }
                Op::PartS8 => ra!() = (rb!() >> (8 * c!())) as i8 as u64,
                Op::PartS16 => ra!() = (rb!() >> (8 * c!())) as i16 as u64,
                Op::PartS32 => ra!() = (rb!() >> (8 * c!())) as i32 as u64,
                Op::PartU8 => ra!() = u64::from((rb!() >> (8 * c!())) as u8),
                Op::PartU16 => ra!() = u64::from((rb!() >> (8 * c!())) as u16),
                Op::PartU32 => ra!() = u64::from((rb!() >> (8 * c!())) as u32),
                Op::SetPart8 => fp.add(a!()).cast::<u8>().add(c!()).write(rb!() as u8),
                Op::SetPart16 => {
                    fp.add(a!()).cast::<u8>().add(c!()).cast::<u16>().write_unaligned(rb!() as u16)
                }
                Op::SetPart32 => {
                    fp.add(a!()).cast::<u8>().add(c!()).cast::<u32>().write_unaligned(rb!() as u32)
                }

                Op::String => {
                    copy_words!(pc, fp.add(a!()), 2);
                    pc = pc.add(2);
                }
                Op::Interface => {
                    let data = rb!();
                    ra!() = *pc;
                    slot!(a!() + 1) = data;
                    pc = pc.add(1);
                }
                Op::Assert => {
                    let (descriptor, form) = (*pc, *pc.add(1));
                    let (word, data) = (rb!(), slot!(b!() + 1));
                    let typ = match form & METHODS {
                        0 => word,
                        _ if word == 0 => 0,
                        _ => at!(word & mask, u64).add(1).read_unaligned(),
                    };
                    let (to, ok) = (fp.add(a!()), c!());
                    if typ == descriptor {
                        load_form!(form, data, to);
                    } else if ok == NO_FIELD as usize {
                        slow!();
                    } else {
                        *to = 0;
                        if form as u8 == Form::Words2 as u8 || form as u8 == Form::Words3 as u8 {
                            *to.add(1) = 0;
                        }
                        if form as u8 == Form::Words3 as u8 {
                            *to.add(2) = 0;
                        }
                    }
                    if ok != NO_FIELD as usize {
                        slot!(ok) = u64::from(typ == descriptor);
                    }
                    pc = pc.add(2);
                }
                Op::IsType => {
                    ra!() = u64::from(rb!() == *pc);
                    pc = pc.add(1);
                }
                Op::IsItabType => {
                    let itab = rb!();
                    ra!() = u64::from(
                        itab != 0 && at!(itab & mask, u64).add(1).read_unaligned() == *pc,
                    );
                    pc = pc.add(1);
                }
                Op::SliceString => {
                    let (from, to) = (*pc as u32, half(*pc));
                    let (data, len) = (rb!(), slot!(b!() + 1));
                    let from = if from == NO_SLOT { 0 } else { slot!(from as usize) };
                    let to = if to == NO_SLOT { len } else { slot!(to as usize) };
                    if to > len || from > to {
                        slow!();
                    }
                    ra!() = if from == to { data } else { data.wrapping_add(from) };
                    slot!(a!() + 1) = to - from;
                    pc = pc.add(1);
                }
                Op::SliceSlice => {
                    let (from, to, max) = (*pc as u32, half(*pc), *pc.add(1) as u32);
                    let size = u64::from(half(*pc.add(1)));
                    let (data, len, cap) = (rb!(), slot!(b!() + 1), slot!(b!() + 2));
                    let from = if from == NO_SLOT { 0 } else { slot!(from as usize) };
                    let to = if to == NO_SLOT { len } else { slot!(to as usize) };
                    let max = if max == NO_SLOT { cap } else { slot!(max as usize) };
                    if max > cap || to > max || from > to {
                        slow!();
                    }
                    ra!() =
                        if from == max { data } else { data.wrapping_add(from.wrapping_mul(size)) };
                    slot!(a!() + 1) = to - from;
                    slot!(a!() + 2) = max - from;
                    pc = pc.add(2);
                }
                Op::Append64 => {
                    let slice = fp.add(b!());
                    let (data, len, cap) = (*slice, *slice.add(1), *slice.add(2));
                    if len >= cap {
                        slow!();
                    }
                    at!(data.wrapping_add(len.wrapping_mul(8)) & mask, u64).write_unaligned(rc!());
                    let to = fp.add(a!());
                    *to = data;
                    *to.add(1) = len + 1;
                    *to.add(2) = cap;
                    pc = pc.add(1);
                }
                Op::Append8 => {
                    let slice = fp.add(b!());
                    let (data, len, cap) = (*slice, *slice.add(1), *slice.add(2));
                    if len >= cap {
                        slow!();
                    }
                    at!(data.wrapping_add(len) & mask, u8).write(rc!() as u8);
                    let to = fp.add(a!());
                    *to = data;
                    *to.add(1) = len + 1;
                    *to.add(2) = cap;
                    pc = pc.add(1);
                }
                Op::NextRune => {
                    let string = fp.add(*pc as u32 as usize);
                    let index = rc!();
                    if index >= *string.add(1) {
                        slow!();
                    }
                    let byte = *at!((*string).wrapping_add(index) & mask, u8);
                    if byte >= 0x80 {
                        slow!();
                    }
                    ra!() = u64::from(byte);
                    rb!() = index + 1;
                    pc = pc.add(1);
                }
                Op::EqString | Op::NeString => {
                    let (x, y) = (fp.add(b!()), fp.add(c!()));
                    let (len, other) = (*x.add(1), *y.add(1));
                    let mut equal = len == other;
                    if equal && *x != *y {
                        // Strings that do not lie inside are forged; they are equal to nothing.
                        if len > mask || *x > mask - len || *y > mask - len {
                            slow!();
                        }
                        let (mut p, mut q) = (at!(*x, u8), at!(*y, u8));
                        let end = p.add(len as usize);
                        // Most of two long ones eight bytes at a time.
                        while equal && end.offset_from(p) >= 8 {
                            equal = p.cast::<u64>().read_unaligned()
                                == q.cast::<u64>().read_unaligned();
                            (p, q) = (p.add(8), q.add(8));
                        }
                        while equal && p < end {
                            equal = *p == *q;
                            (p, q) = (p.add(1), q.add(1));
                        }
                    }
                    ra!() = u64::from(equal == (op == Op::EqString as u16));
                }

                Op::Call => {
                    let callee = *pc;
                    enter!(callee & 0xffff_ffff, half(callee) as usize, 0);
                }
                Op::CallClosure => {
                    let closure = pointer!(ra!());
                    let number = func_of_code(at!(closure, u64).read_unaligned());
                    if number >= regs.func_count {
                        slow!();
                    }
                    enter!(number, half(*pc) as usize, closure);
                }
                Op::CallMethod => {
                    let itab = pointer!(rc!());
                    let number =
                        func_of_code(at!(itab + 24 + 8 * a!() as u64, u64).read_unaligned());
                    if number >= regs.func_count {
                        slow!();
                    }
                    let callee = *pc;
                    slot!(callee as u32 as usize) = slot!(c!() + 1);
                    enter!(number, half(callee) as usize, 0);
                }
                Op::Return => {
                    leave!();
                }
                Op::Return1 => {
                    let result = ra!();
                    leave!();
                    slot!(b(*pc.sub(2))) = result;
                }
                Op::ReturnN => {
                    let from = fp.add(a!());
                    let count = b!();
                    leave!();
                    // Where the result goes may be the arguments of a later call, which lie where the frame was.
                    let to = fp.add(b(*pc.sub(2)));
                    if to < from {
                        for index in 0..count {
                            to.add(index).write_volatile(*from.add(index));
                        }
                    } else {
                        for index in (0..count).rev() {
                            to.add(index).write_volatile(*from.add(index));
                        }
                    }
                }
                Op::New => {
                    let cache = &mut *regs.caches.add(b!());
                    let bits = cache.bits;
                    if bits == 0 {
                        slow!();
                    }
                    let index = u64::from(bits.trailing_zeros());
                    cache.bits = bits & (bits - 1);
                    let size = cache.size;
                    let addr = cache.base + index * size;
                    let (mut word, end) = (at!(addr, u64), at!(addr + size, u64));
                    while word < end {
                        word.write_volatile(0);
                        word = word.add(1);
                    }
                    if !cache.shapes.is_null() {
                        cache.shapes.add(index as usize).cast::<u32>().write(*pc as u32);
                    }
                    ra!() = addr;
                    pc = pc.add(1);
                }
                Op::BoxWord => {
                    let value = rb!();
                    if value < 256 {
                        ra!() = regs.small + 8 * value;
                    } else {
                        let cache = &mut *regs.caches.add(WORDS);
                        let bits = cache.bits;
                        if bits == 0 {
                            slow!();
                        }
                        cache.bits = bits & (bits - 1);
                        let addr = cache.base + 8 * u64::from(bits.trailing_zeros());
                        at!(addr, u64).write(value);
                        ra!() = addr;
                    }
                }

                Op::Rare
                | Op::ReturnDeferred
                | Op::Unmade
                | Op::Native
                | Op::NativeAfter
                | Op::Finish
                | Op::Unwind
                | Op::Init
                | Op::InitEnd
                | Op::Statement
                | Op::Watch
                | Op::Unreachable => slow!(),
            }
        }
    }
    regs.pc = pc;
    regs.fp = fp;
    regs.fuel = fuel;
}

/// `a < b`. Its negation also holds for what is no number, which `a >= b` does not.
#[inline(always)]
fn lt(a: f64, b: f64) -> bool {
    a < b
}

/// `a <= b`, likewise.
#[inline(always)]
fn le(a: f64, b: f64) -> bool {
    a <= b
}
