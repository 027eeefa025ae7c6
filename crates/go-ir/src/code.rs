//! The code of a function: basic blocks of simple instructions over typed locals.
//!
//! - A local is a scalar (one word of the frame) or an aggregate (in Go's layout, in whole words of the
//!   frame). Locals never have an address: a variable whose address is taken, or that a function literal
//!   shares, is a box on the heap and its local holds the box's pointer. So stacks can move.
//! - A local is a pointer, holds pointers at fixed places, or holds none, for as long as the frame lives:
//!   one pointer map a function. Frames are zeroed on entry.
//! - Every instruction that can block, allocate, call or panic is a safepoint: all live values are in the frame.
//! - Control flow stands only in terminators. A jump to an earlier block is a back edge and polls.
//! - Instructions that can fail (nil, bounds, division, conversion) make the machine call the matching function of
//!   package `runtime`, which panics with Go's own value.

use std::rc::Rc;

use burrow_go_syntax::Pos;

use crate::layout::Kind;
use crate::rtype::RTypeId;

/// The number of a function: declared, literal, instance or wrapper. Its code is made when first asked for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct FuncId(pub u32);

/// The number of a global variable.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct GlobalId(pub u32);

/// The number of a local of a function.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct LocalId(pub u32);

/// The number of a basic block of a function; 0 is the entry.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct BlockId(pub u32);

/// A function.
#[derive(Clone, Debug)]
pub struct Function {
    /// As Go's traces show it: `main.f`, `main.(*T).m`, `main.f.func1`, `main.Map[...]`.
    pub name: Rc<str>,
    /// Where it is declared.
    pub pos: Pos,
    /// All locals.
    pub locals: Vec<Local>,
    /// The parameters, receiver first, among the locals.
    pub params: Vec<LocalId>,
    /// The results among the locals: what `Return` gives back.
    pub results: Vec<LocalId>,
    /// The local that receives the closure (a pointer to its code word and captures), if the function uses it.
    pub closure: Option<LocalId>,
    /// What it does.
    pub body: Body,
    /// Results that live on the heap because a function literal or a pointer shares them: box and result. Only functions
    /// that defer have them: after the deferred calls, also those of a panic that was recovered, the machine loads each
    /// result from its box.
    pub boxed_results: Vec<(LocalId, LocalId)>,
    /// A wrapper that the compiler made: left out of traces, and `recover` looks through it.
    pub wrapper: bool,
}

/// What a function does.
#[derive(Clone, Debug)]
pub enum Body {
    /// Its code.
    Blocks(Vec<Block>),
    /// It has no body in Go: the machine's own function of this linkname (`math.archSqrt`, `sync.runtime_Semrelease`).
    Native(Rc<str>),
}

/// A local of a function.
#[derive(Clone, Debug)]
pub struct Local {
    /// How it is read and written. A boxed variable's is [`Kind::Ptr`].
    pub kind: Kind,
    /// The variable that it is, for the stepper.
    pub variable: Option<Variable>,
}

/// What a variable is in its function.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum Role {
    Parameter,
    Result,
    Local,
    /// Of the function around this one.
    Captured,
}

/// A variable of the source.
#[derive(Clone, Debug)]
pub struct Variable {
    /// Its name.
    pub name: Rc<str>,
    /// Its type.
    pub typ: RTypeId,
    /// What it is declared as.
    pub role: Role,
    /// Whether the local holds a pointer to it instead of itself.
    pub boxed: bool,
    /// Where it can be seen and has a value: from behind the statement that declares it to the end of its block.
    pub scope: burrow_go_syntax::Span,
}

/// What a func value holds that was made in its place: a function literal, or a call that `defer` or `go` puts off.
#[derive(Clone, Debug)]
pub struct Held {
    /// What it calls.
    pub callee: HeldCallee,
    /// Whether it is a function literal, or a call that is put off.
    pub literal: bool,
    /// The variables that the literal captures; the arguments of the call.
    pub values: Vec<HeldValue>,
}

/// What a func value calls in the end.
#[derive(Clone, Debug)]
pub enum HeldCallee {
    /// The function with this name, as traces show it.
    Named(Rc<str>),
    /// The func value behind its code word.
    First,
}

/// A value that a func value holds.
#[derive(Clone, Debug)]
pub struct HeldValue {
    /// The name of the variable or parameter; may be empty.
    pub name: Rc<str>,
    /// Its type.
    pub typ: RTypeId,
    /// Whether a pointer to it is held instead of itself.
    pub boxed: bool,
    /// Where it is.
    pub place: HeldPlace,
}

/// Where a held value is.
#[derive(Clone, Copy, Debug)]
pub enum HeldPlace {
    /// So many bytes from the start of the closure.
    Closure(u32),
    /// Nowhere: the bits of a scalar constant, as a local would hold them.
    Constant(u64),
}

/// A basic block.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it does, in order, each with its place in the source.
    pub insts: Vec<(Pos, Inst)>,
    /// Where it goes on.
    pub end: (Pos, Terminator),
}

/// A value: a local, or the bits of a scalar constant as a local would hold them.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Operand {
    /// A local's.
    Local(LocalId),
    /// A constant's.
    Const(u64),
}

/// How a block ends.
#[derive(Clone, Debug)]
pub enum Terminator {
    /// On to a block.
    Jump(BlockId),
    /// On to the first where the condition (a `bool`) holds, else to the second. A local without a variable that is the
    /// condition here is not read again, so that a comparison before it can become one instruction with it.
    Branch(Operand, BlockId, BlockId),
    /// On to the block of the case equal to the value (an integer), else to the last one.
    Switch(Operand, Vec<(u64, BlockId)>, BlockId),
    /// Back to the caller, after the deferred calls; the results are in their locals.
    Return,
    /// Never reached (behind a call that does not return).
    Unreachable,
}

/// Binary operations on two scalars of one kind (shift counts are `U64`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BinOp {
    /// Wraps.
    Add,
    /// Wraps.
    Sub,
    /// Wraps.
    Mul,
    /// Truncated; division of an integer by zero panics.
    Div,
    /// Truncated; division of an integer by zero panics.
    Rem,
    #[allow(missing_docs)]
    And,
    #[allow(missing_docs)]
    Or,
    #[allow(missing_docs)]
    Xor,
    #[allow(missing_docs)]
    AndNot,
    /// A count of the width or more gives 0.
    Shl,
    /// A count of the width or more gives 0, or -1 for negative signed values.
    Shr,
    /// Gives a `bool`, as all below.
    Eq,
    #[allow(missing_docs)]
    Ne,
    #[allow(missing_docs)]
    Lt,
    #[allow(missing_docs)]
    Le,
    #[allow(missing_docs)]
    Gt,
    #[allow(missing_docs)]
    Ge,
}

/// Unary operations on a scalar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UnOp {
    /// `-x`, wraps.
    Neg,
    /// `^x`.
    Complement,
    /// `!x` of a `bool`.
    Not,
    /// Square root of a float (`math.Sqrt`); likewise those below.
    Sqrt,
    #[allow(missing_docs)]
    Abs,
    #[allow(missing_docs)]
    Floor,
    #[allow(missing_docs)]
    Ceil,
    #[allow(missing_docs)]
    Trunc,
    /// Leading zeros of an integer at its kind's width; likewise those below (`math/bits`).
    LeadingZeros,
    #[allow(missing_docs)]
    TrailingZeros,
    #[allow(missing_docs)]
    OnesCount,
    #[allow(missing_docs)]
    ReverseBytes,
    /// The bits of a float as an integer of the same width, and back: the word is the same.
    Bits,
}

/// Where an address comes from.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Base {
    /// A pointer; nil panics where it is followed.
    Pointer(Operand),
    /// A global variable.
    Global(GlobalId),
}

/// What is indexed.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Indexed {
    /// A slice (a local aggregate). Where elements are loaded, stored or addressed the local may hold the slice's first two
    /// words alone, pointer and length.
    Slice(LocalId),
    /// A string (a local aggregate).
    String(LocalId),
    /// An array of this many elements that lies in a local, `offset` bytes from its start.
    Local {
        #[allow(missing_docs)]
        local: LocalId,
        #[allow(missing_docs)]
        offset: u32,
        #[allow(missing_docs)]
        len: u64,
    },
    /// An array of this many elements in memory, `offset` bytes from the base.
    Memory {
        #[allow(missing_docs)]
        base: Base,
        #[allow(missing_docs)]
        offset: u32,
        #[allow(missing_docs)]
        len: u64,
    },
}

/// What is called.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Callee {
    /// A function that is known.
    Static(FuncId),
    /// A `func` value; nil panics.
    Closure(LocalId),
    /// Method number `index` of a non-empty interface value (its methods in the order of its [`crate::rtype`]); the data word is the
    /// first argument and not among `args`. Nil panics.
    Method {
        /// The interface value.
        iface: LocalId,
        /// Which method.
        index: u32,
    },
}

/// One case of a `select`.
#[derive(Clone, Debug)]
pub enum SelectCase {
    #[allow(missing_docs)]
    Send { chan: Operand, value: Operand, kind: Kind },
    #[allow(missing_docs)]
    Recv { chan: Operand, dst: Option<LocalId>, kind: Kind },
}

/// One instruction. `dst` is written; an aggregate's `dst` may be one of its sources.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum Inst {
    /// A statement of the source begins: where the stepper stops.
    Statement,
    Copy {
        dst: LocalId,
        src: Operand,
    },
    Zero {
        dst: LocalId,
    },
    /// `dst` is the operand's kind, or a `bool` for comparisons.
    Binary {
        op: BinOp,
        kind: Kind,
        dst: LocalId,
        a: Operand,
        b: Operand,
    },
    Unary {
        op: UnOp,
        kind: Kind,
        dst: LocalId,
        a: Operand,
    },
    /// Between integers and floats as Go converts (a float that does not fit gives what wasm's saturating conversion gives).
    Convert {
        from: Kind,
        to: Kind,
        dst: LocalId,
        src: Operand,
    },
    /// A negative shift count (signed operand) panics.
    CheckShift {
        count: Operand,
    },

    /// A part of an aggregate local, `offset` bytes from its start (also the pointer, length, capacity of strings and slices).
    GetPart {
        dst: LocalId,
        src: LocalId,
        offset: u32,
        kind: Kind,
    },
    SetPart {
        dst: LocalId,
        offset: u32,
        src: Operand,
        kind: Kind,
    },
    Load {
        dst: LocalId,
        base: Base,
        offset: u32,
        kind: Kind,
    },
    Store {
        base: Base,
        offset: u32,
        src: Operand,
        kind: Kind,
    },
    /// The address of what lies `offset` bytes from the base. Nil panics.
    Address {
        dst: LocalId,
        base: Base,
        offset: u32,
    },
    /// A value from memory to memory; the two may overlap.
    Move {
        to: Base,
        to_offset: u32,
        from: Base,
        from_offset: u32,
        kind: Kind,
    },
    /// A value in memory becomes zero.
    ZeroMemory {
        base: Base,
        offset: u32,
        kind: Kind,
    },
    /// Constant data without pointers, as it lies in memory, into a part of an aggregate local.
    SetBytes {
        dst: LocalId,
        offset: u32,
        bytes: Rc<[u8]>,
    },
    /// Constant data without pointers into memory.
    StoreBytes {
        base: Base,
        offset: u32,
        bytes: Rc<[u8]>,
    },
    /// Panics if the pointer is nil.
    NilCheck {
        ptr: Operand,
    },
    /// Element `index` (an integer, as a word; out of range panics, and shows the index unsigned if it is a local of
    /// [`Kind::U64`]) of `size` bytes each, then `offset` bytes into it.
    LoadElement {
        dst: LocalId,
        of: Indexed,
        index: Operand,
        size: u32,
        offset: u32,
        kind: Kind,
    },
    StoreElement {
        of: Indexed,
        index: Operand,
        size: u32,
        offset: u32,
        src: Operand,
        kind: Kind,
    },
    /// The element's address; never of a local array.
    ElementAddress {
        dst: LocalId,
        of: Indexed,
        index: Operand,
        size: u32,
        offset: u32,
    },

    /// A zeroed variable on the heap.
    New {
        dst: LocalId,
        kind: Kind,
    },
    MakeSlice {
        dst: LocalId,
        elem: RTypeId,
        len: Operand,
        cap: Operand,
    },
    /// The bytes of a string constant.
    ConstString {
        dst: LocalId,
        bytes: Rc<[u8]>,
    },
    Concat {
        dst: LocalId,
        parts: Vec<LocalId>,
    },
    /// `op` is one of the comparisons.
    CompareStrings {
        op: BinOp,
        dst: LocalId,
        a: LocalId,
        b: LocalId,
    },
    /// Of a string, a slice, or an array in memory (`Indexed::Memory`; `size` is its element size). Bounds are `I64`.
    SliceOf {
        dst: LocalId,
        of: Indexed,
        size: u32,
        lo: Option<Operand>,
        hi: Option<Operand>,
        max: Option<Operand>,
    },
    /// `src` has the element's kind.
    Append {
        dst: LocalId,
        slice: LocalId,
        elem: RTypeId,
        values: Vec<Operand>,
    },
    /// `other` is a slice of the same element type, or a string for bytes.
    AppendSlice {
        dst: LocalId,
        slice: LocalId,
        elem: RTypeId,
        other: LocalId,
    },
    /// `copy(to, from)`; the number of elements is an `I64`.
    CopySlice {
        dst: Option<LocalId>,
        to: LocalId,
        from: LocalId,
        size: u32,
    },
    /// `clear(slice)`.
    ClearSlice {
        slice: LocalId,
        size: u32,
    },
    /// The slice's array as a pointer; a slice shorter than `len` panics.
    SliceToArray {
        dst: LocalId,
        slice: LocalId,
        len: u64,
    },
    BytesToString {
        dst: LocalId,
        src: LocalId,
    },
    StringToBytes {
        dst: LocalId,
        src: LocalId,
    },
    RunesToString {
        dst: LocalId,
        src: LocalId,
    },
    StringToRunes {
        dst: LocalId,
        src: LocalId,
    },
    /// `string(rune)` of an `I64`.
    RuneToString {
        dst: LocalId,
        src: Operand,
    },
    /// `range string`: the rune (an `I32`) at byte `at` (an `I64`) and the byte behind it. Never out of range.
    NextRune {
        rune: LocalId,
        next: LocalId,
        string: LocalId,
        at: Operand,
    },

    /// `typ` is the map's type in all of these.
    MakeMap {
        dst: LocalId,
        typ: RTypeId,
        hint: Operand,
    },
    /// `dst` is zeroed if the key is absent.
    MapGet {
        dst: Option<LocalId>,
        ok: Option<LocalId>,
        map: Operand,
        key: Operand,
        typ: RTypeId,
    },
    MapSet {
        map: Operand,
        key: Operand,
        value: Operand,
        typ: RTypeId,
    },
    /// The address of a key's value, which is put in as zero if the key is absent. It holds until the map changes.
    MapSlot {
        dst: LocalId,
        map: Operand,
        key: Operand,
        typ: RTypeId,
    },
    MapDelete {
        map: Operand,
        key: Operand,
        typ: RTypeId,
    },
    MapClear {
        map: Operand,
        typ: RTypeId,
    },
    MapLen {
        dst: LocalId,
        map: Operand,
    },
    /// `iter` is a pointer to an iterator that the machine makes.
    MapIter {
        iter: LocalId,
        map: Operand,
        typ: RTypeId,
    },
    /// `ok` tells whether there was another entry.
    MapNext {
        iter: LocalId,
        key: Option<LocalId>,
        value: Option<LocalId>,
        ok: LocalId,
        typ: RTypeId,
    },

    /// `src` is of type `typ`; `iface` is the interface type (its methods make the itab), none for `any`-like types without methods.
    MakeInterface {
        dst: LocalId,
        src: Operand,
        typ: RTypeId,
        iface: Option<RTypeId>,
    },
    /// From an interface value to another interface type. Without `ok` a failure panics. `from` is `src`'s type.
    /// `checked` is false where the conversion cannot fail (nil stays nil).
    AssertInterface {
        dst: LocalId,
        ok: Option<LocalId>,
        src: LocalId,
        from: RTypeId,
        to: RTypeId,
        checked: bool,
    },
    /// From an interface value to a concrete type. Without `ok` a failure panics; with it `dst` is zeroed.
    AssertType {
        dst: Option<LocalId>,
        ok: Option<LocalId>,
        src: LocalId,
        from: RTypeId,
        to: RTypeId,
    },
    /// Two interface values; panics where the dynamic type cannot be compared. `empty` says whether `a` and `b` are without methods.
    EqualInterfaces {
        dst: LocalId,
        a: LocalId,
        b: LocalId,
        a_empty: bool,
        b_empty: bool,
    },
    /// Two aggregates of one comparable type.
    Equal {
        dst: LocalId,
        a: LocalId,
        b: LocalId,
        typ: RTypeId,
    },

    /// A closure: a heap object of the code word and then the captures, each in a field of its kind (in Go's struct layout).
    MakeClosure {
        dst: LocalId,
        func: FuncId,
        captures: Vec<(Kind, Operand)>,
    },
    /// A function without captures as a `func` value.
    FuncValue {
        dst: LocalId,
        func: FuncId,
    },
    /// `results` are all results of the callee.
    Call {
        callee: Callee,
        args: Vec<Operand>,
        results: Vec<LocalId>,
    },
    /// A `func()` value to run when the function returns or panics. Nil panics only when it is run.
    Defer {
        closure: LocalId,
    },
    /// A `func()` value to run on a goroutine of its own. Nil panics.
    Go {
        closure: LocalId,
    },
    /// `src` is an `any`.
    Panic {
        src: LocalId,
    },
    Recover {
        dst: LocalId,
    },
    /// A word (an `I64`) that names this function's frame for the instruction below, as long as it lasts.
    FrameToken {
        dst: LocalId,
    },
    /// [`Inst::Defer`] in the body of a loop over a function: the function with the loop, whose frame the token names, runs it.
    DeferIn {
        frame: Operand,
        closure: LocalId,
    },

    MakeChan {
        dst: LocalId,
        typ: RTypeId,
        size: Operand,
    },
    Send {
        chan: Operand,
        value: Operand,
        kind: Kind,
    },
    Recv {
        dst: Option<LocalId>,
        ok: Option<LocalId>,
        chan: Operand,
        kind: Kind,
    },
    Close {
        chan: Operand,
    },
    ChanLen {
        dst: LocalId,
        chan: Operand,
    },
    ChanCap {
        dst: LocalId,
        chan: Operand,
    },
    /// `chosen` (an `I64`) is the case's number, or -1 for the default; `ok` belongs to the receive that was chosen.
    Select {
        cases: Vec<SelectCase>,
        default: bool,
        chosen: LocalId,
        ok: Option<LocalId>,
    },

    /// The address of a type's descriptor (`abi.Type`), as an `unsafe.Pointer`-like word.
    TypeAddress {
        dst: LocalId,
        typ: RTypeId,
    },
    /// `print` and `println` of one value to standard error, as gc's run time prints it. Kind of value by type.
    Print {
        src: Operand,
        typ: RTypeId,
    },
    /// A text between them.
    PrintText {
        text: Rc<str>,
    },
}
