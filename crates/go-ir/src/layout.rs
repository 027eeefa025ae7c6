//! How values lie in memory: Go's own layout for `GOARCH=wasm` (64-bit words).
//!
//! string = pointer, length; slice = pointer, length, capacity; interface = type word, data word;
//! `func`, map, channel, pointer = one pointer; complex = two floats. Addresses are byte offsets
//! into the machine's one linear memory; nil is 0.
//!
//! The type word of an interface is not among the pointers of a layout: descriptors and itabs are never freed.

/// The number of a [`Layout`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct LayoutId(pub u32);

/// Size, alignment and pointers of a type.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Layout {
    /// In bytes, a multiple of `align`.
    pub size: u64,
    /// In bytes: 1, 2, 4 or 8.
    pub align: u64,
    /// Where its pointers lie. `repeat` elements of `stride` bytes, each with pointers at these byte offsets
    /// (so that a large array needs no large list); `repeat` is 1 for all but arrays.
    pub pointers: Vec<u32>,
    /// How often the pointers repeat.
    pub repeat: u64,
    /// The distance of the repetitions in bytes.
    pub stride: u64,
}

/// How a local, an operand or a place in memory is read and written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Kind {
    /// Signed integers. In a local they are kept sign-extended to 64 bits.
    I8,
    #[allow(missing_docs)]
    I16,
    #[allow(missing_docs)]
    I32,
    #[allow(missing_docs)]
    I64,
    /// Unsigned integers and `bool` (0 or 1). In a local they are kept zero-extended to 64 bits.
    U8,
    #[allow(missing_docs)]
    U16,
    #[allow(missing_docs)]
    U32,
    #[allow(missing_docs)]
    U64,
    /// In a local: its 32 bits, zero-extended.
    F32,
    /// In a local: its 64 bits.
    F64,
    /// A pointer that the collector follows: also maps, channels, `func` values, `unsafe.Pointer`.
    Ptr,
    /// All else: it lies in the frame as it lies in memory, in whole words.
    Aggregate(LayoutId),
}

impl Kind {
    /// Bytes in memory of a scalar; none for aggregates.
    pub fn scalar_size(self) -> Option<u64> {
        match self {
            Kind::I8 | Kind::U8 => Some(1),
            Kind::I16 | Kind::U16 => Some(2),
            Kind::I32 | Kind::U32 | Kind::F32 => Some(4),
            Kind::I64 | Kind::U64 | Kind::F64 | Kind::Ptr => Some(8),
            Kind::Aggregate(_) => None,
        }
    }
}
