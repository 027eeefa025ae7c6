//! The operations of the bytecode.
//!
//! An instruction is a 64-bit word: the operation in the low 16 bits, then the fields `a`, `b` and `c` of 16 bits each; some
//! have more words behind them. A field names a slot of the frame (a word), unless said otherwise; "number" is a signed
//! constant in the field, "half" the upper 32 bits. Integers in slots are extended to 64 bits as
//! their kind has it, so that one set of 64-bit operations serves them all and narrow results are extended again.
//!
//! What is not here is rare: [`Op::Rare`] carries out the instruction of the intermediate code itself.

macro_rules! ops {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// An operation.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u16)]
        #[allow(missing_docs)]
        pub enum Op { $($(#[$doc])* $name,)* }

        /// The names of all operations, by number.
        #[cfg(test)]
        pub const NAMES: &[&str] = &[$(stringify!($name),)*];
    };
}

ops! {
    // Words: a = b.
    Mov, Mov2, Mov3,
    /// As many words as c says.
    MovN,
    /// a = half, signed.
    Int,
    /// a = the word behind.
    Word,
    /// As many words from a as the half says become 0.
    Zero,
    /// As many words as the half says: to the slot in the low half of the word behind, from that in its upper half. For frames of
    /// more than 65536 words.
    FarMov,

    // Integers: a = b op c.
    Add, Sub, Mul, And, Or, Xor, AndNot,
    /// Any count: too large a one gives 0 or the sign.
    Shl, ShrS, ShrU,
    DivS, DivU, RemS, RemU,
    // c is a number.
    AddI, MulI, AndI, OrI, XorI, ShlI, ShrSI, ShrUI,
    /// The number is neither 0 nor -1.
    DivSI, DivUI, RemSI, RemUI,
    // The result is cut to 32 or 8 bits.
    AddS32, SubS32, MulS32, AddU32, SubU32, MulU32, ShlU32, AddU8,
    AddIS32, AddIU32, AddIU8, ShlIU32,
    // a = op b.
    Neg, Complement, BoolNot,
    SignExtend8, SignExtend16, SignExtend32, ZeroExtend8, ZeroExtend16, ZeroExtend32,
    // c is the width.
    LeadingZeros, TrailingZeros, OnesCount, ReverseBytes,

    // Floats: a = b op c.
    AddF, SubF, MulF, DivF,
    /// a += b * c, rounded twice; a -= b * c.
    MulAddF, MulSubF,
    /// a = the slot in the word behind + b * c, rounded twice; and so on.
    MulAddFrom, MulSubFrom,
    NegF, SqrtF, AbsF, FloorF, CeilF, TruncF,
    AddF32, SubF32, MulF32, DivF32, NegF32, SqrtF32, AbsF32, FloorF32, CeilF32, TruncF32,
    IntToF, UintToF, IntToF32, UintToF32, FToInt, FToUint, F32ToInt, F32ToUint, FToF32, F32ToF,

    // Comparisons: a = b op c, as 0 or 1.
    Eq, Ne, LtS, LeS, LtU, LeU, EqF, NeF, LtF, LeF, EqF32, NeF32, LtF32, LeF32,
    // c is a number.
    EqI, NeI, LtSI, LeSI, GtSI, GeSI,

    // Jumps: the distance counts words from the word behind the instruction. Each that is taken polls.
    /// By the half.
    Jump,
    // If a is (not) 0, by the half.
    JumpIf, JumpIfNot,
    // If a op b, by c.
    JumpEq, JumpNe, JumpLtS, JumpLeS, JumpLtU, JumpLeU,
    JumpEqF, JumpNeF, JumpLtF, JumpLeF, JumpNotLtF, JumpNotLeF,
    // If a op the number b, by c.
    JumpEqI, JumpNeI, JumpLtSI, JumpLeSI, JumpGtSI, JumpGeSI,
    /// a += the number c (64 bits); then, if a < b (and so on), by the word behind.
    LoopLtS, LoopLeS, LoopGtS, LoopGeS,
    /// By entry a - (word behind) of the table that follows, of c entries of 32 bits, two in a word; its last one is for all other values.
    Table,
    /// By the pair of value and distance for a among the half's pairs, sorted by value; the word behind them is for all other values.
    Search,

    // Memory: a = what lies c bytes from the address in b.
    LoadS8, LoadS16, LoadS32, LoadU8, LoadU16, LoadU32, Load64, Load2, Load3,
    /// As many words as the word behind says.
    LoadN,
    // What lies c bytes from the address in a = b.
    Store8, Store16, Store32, Store64, Store2, Store3,
    /// As many words as the word behind says.
    StoreN,
    /// The number in b.
    StoreI64,
    // What lies c bytes from the address in a += b (the number b; floats; -=).
    MemAdd64, MemAddI64, MemAddF, MemSubF,
    // What lies as many bytes as the word behind says from the address in a += b * c, as floats (-=).
    MemMulAddF, MemMulSubF,
    // a = b op what lies as many bytes as the word behind says from the address in c, as floats.
    LoadAddF, LoadSubF, LoadMulF,
    // The address is the half.
    GlobalS8, GlobalS16, GlobalS32, GlobalU8, GlobalU16, GlobalU32, Global64, Global2, Global3,
    SetGlobal8, SetGlobal16, SetGlobal32, SetGlobal64, SetGlobal2, SetGlobal3,
    /// a = b + the word behind; b is not nil.
    Address,
    /// a is not nil.
    NilCheck,

    // a = element c of the slice or string at b, of the size of what is loaded.
    ElemS8, ElemS16, ElemS32, ElemU8, ElemU16, ElemU32, Elem64, Elem2, Elem3,
    /// Likewise; c is a number.
    ElemI64,
    // Element b of the slice at a = c.
    SetElem8, SetElem16, SetElem32, SetElem64, SetElem2, SetElem3,
    /// a = element, by the slot in the word behind, of that element of the slice of slices at b that c says.
    Elem64Of64,
    /// a = element c plus the word behind of the slice at b.
    Elem64At,
    /// Element b plus the word behind of the slice at a = c.
    SetElem64At,
    /// Elements b and c of the slice at a change places.
    SwapElem64,
    // Element b of the slice at a += c (a number; floats; -=).
    ElemAdd64, ElemAddI64, ElemAddF, ElemSubF,
    /// a += b * the element of the slice at c that the slot in the word behind says, as floats.
    MulAddElemF,
    /// a = address of element c of the slice at b; behind: size, and offset in its half.
    ElemAddress,
    /// a = address in b + index c below the length in the second word behind, times size; first word behind: size, and offset in its half.
    ArrayAddress,
    /// Likewise in global memory: the third word behind is the address; b is unused.
    GlobalArrayAddress,
    // a = what the address of an [`Op::ArrayAddress`] or [`Op::GlobalArrayAddress`] leads to; one more word behind is its form.
    ArrayElem, GlobalArrayElem,
    // What it leads to = a.
    SetArrayElem, SetGlobalArrayElem,
    // Words of an array in the frame that begins at the slot in the half of the word behind: its length is in the low half.
    /// a = word b.
    FrameElem64,
    /// Word a = b.
    SetFrameElem64,
    /// a = element b, c a form; behind: length and slot as above, then size and, in the half, bytes from the slot on.
    FrameElem,
    /// Element a = b, likewise.
    SetFrameElem,
    /// Sub-words of slots: a = bytes of b from byte c on.
    PartS8, PartS16, PartS32, PartU8, PartU16, PartU32,
    /// Bytes of a from byte c on = b.
    SetPart8, SetPart16, SetPart32,

    /// a, a+1 = address and length of a string: the words behind.
    String,
    /// a, a+1 = the word behind, b: an interface value.
    Interface,
    /// a = the value in the interface value at b, c = 1, if it is of the type in the word behind, else both become zero; the second
    /// word behind is a form, see [`Form`]. Without c ([`NO_FIELD`]) another type fails.
    Assert,
    /// a = whether the type word b (of an interface without methods) is the word behind.
    IsType,
    /// Likewise for an interface with methods: the type stands in the itab.
    IsItabType,
    /// a = b[c:d] of a string: the slots of c and d (0xffffffff: none) in the words' halves behind.
    SliceString,
    /// a = b[c:d:e] of a slice; as above, then e and the size of an element.
    SliceSlice,
    /// a = the slice b with the value c of 64 bits (8 bits) behind; behind: the number of the instruction for when there is no room.
    Append64, Append8,
    /// a (b) = rune (place of the next one) at byte c of the string whose slot stands behind; half: number of the instruction.
    NextRune,
    /// a = whether the strings b and c are equal (differ).
    EqString, NeString,

    // Calls. The word behind has the number of the function and, in its half, where the frame of the callee begins.
    // A single result goes to b.
    Call,
    /// The closure in a.
    CallClosure,
    /// Method a of the interface value at c; the slot for the data word is the word behind that.
    CallMethod,
    /// Back to the caller.
    Return,
    /// Back with the word in a; with the b words from a on.
    Return1, ReturnN,
    /// a = a zeroed object of a size class: b is the list of spans, c unused; behind: its shape, and its bytes in the half.
    New,
    /// a = address of a boxed word c = value b: constants for small ones.
    BoxWord,
    /// The instruction of the intermediate code with the number in the half.
    Rare,

    // What the interpreter's loop leaves to the machine.
    /// Return of a function that defers. It stands twice, so that what it calls returns behind it, as from any call: a = 1 for the
    /// first.
    ReturnDeferred,
    /// A function whose code has not been made yet.
    Unmade,
    /// A function of ours.
    Native,
    /// Behind a call that a native function asked for.
    NativeAfter,
    /// The end of a goroutine.
    Finish,
    /// On with a panic: the next deferred call.
    Unwind,
    /// Calls the function with the number in the first word: an initialiser.
    Init,
    /// Behind that.
    InitEnd,
    /// The statement with the number in the half begins (only in code that is stepped through).
    Statement,
    /// The detector of data races is told what the instruction behind is about to touch, which the origin with the number in the half
    /// stands for (likewise).
    Watch,
    Unreachable,
}

/// No slot, in a field.
pub const NO_FIELD: u16 = u16::MAX;

/// How a value lies in memory: what instructions that serve all kinds are told, as a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum Form {
    S8,
    S16,
    S32,
    U8,
    U16,
    U32,
    Word,
    Words2,
    Words3,
    /// A word, which the interface value holds itself.
    Direct,
}

/// Set beside a form if the interface type has methods.
pub const METHODS: u64 = 1 << 8;

/// An instruction of three fields.
pub fn word(op: Op, a: u16, b: u16, c: u16) -> u64 {
    op as u64 | (a as u64) << 16 | (b as u64) << 32 | (c as u64) << 48
}

/// An instruction of one field and a number of 32 bits.
pub fn wide(op: Op, a: u16, half: u32) -> u64 {
    op as u64 | (a as u64) << 16 | (half as u64) << 32
}

/// The operation of an instruction.
pub fn op(word: u64) -> Op {
    let number = (word & 0xffff) as u16;
    assert!(number <= Op::Unreachable as u16, "not an instruction");
    // SAFETY: checked just now; the numbers of operations are dense.
    #[allow(unsafe_code)]
    unsafe {
        std::mem::transmute(number)
    }
}

/// Field a.
pub fn a(word: u64) -> usize {
    (word >> 16) as u16 as usize
}

/// Field b.
pub fn b(word: u64) -> usize {
    (word >> 32) as u16 as usize
}

/// Field c.
pub fn c(word: u64) -> usize {
    (word >> 48) as usize
}

/// The upper half.
pub fn half(word: u64) -> u32 {
    (word >> 32) as u32
}
