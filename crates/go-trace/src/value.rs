//! What variables hold.

use serde::{Deserialize, Serialize};

/// A place on the heap: an object and bytes from its start.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub struct Address {
    /// The address of the object's first byte, by which [`crate::State::object`] finds it; an object that is not shown has
    /// an address all the same.
    pub object: u64,
    /// Bytes from there on.
    pub offset: u64,
}

/// A value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// A number or a truth value as Go writes it: `-3`, `1.5e+10`, `(1+2i)`, `true`, `NaN`.
    Scalar(String),
    /// A string.
    Text {
        /// Its first bytes, in Go's syntax but without quotes: `a\tb`, `\xff`.
        text: String,
        /// Bytes of all of it.
        len: u64,
        /// Whether `text` is only its beginning.
        cut: bool,
        /// The address of its first byte: what its header points to.
        at: u64,
    },
    /// nil, of whatever type.
    Nil,
    /// A pointer.
    Pointer(Address),
    /// A slice: where its first element lies, and how many there are.
    Slice {
        /// Its first element.
        array: Address,
        #[allow(missing_docs)]
        len: u64,
        #[allow(missing_docs)]
        cap: u64,
    },
    /// A map; its entries stand with the object.
    Map(Address),
    /// A channel; its buffer and who waits stand with the object.
    Chan(Address),
    /// A function. What a literal captures stands with the object, where there is one.
    Func {
        /// As in Go's traces: `main.f`, `main.main.func1`.
        name: String,
        /// The closure, if it captures anything.
        closure: Option<Address>,
    },
    /// An interface value that is not nil.
    Interface {
        /// Its dynamic type.
        typ: String,
        /// The value in it.
        value: Box<Value>,
        /// Bytes of that value.
        size: u64,
        /// The address of that value, to which the second word points; none if the value is itself a pointer and is the word.
        at: Option<u64>,
    },
    /// A struct.
    Struct {
        #[allow(missing_docs)]
        fields: Vec<Field>,
        /// Fields that are not shown.
        more: u64,
    },
    /// An array.
    Array {
        #[allow(missing_docs)]
        elements: Vec<Value>,
        /// Elements that are not shown.
        more: u64,
    },
    /// Left out: too deep inside others, or the state is full.
    Omitted,
}

/// A field of a struct.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// Its name; that of the type, if it is embedded.
    pub name: String,
    /// Its type.
    pub typ: String,
    /// Bytes from the start of the struct.
    pub offset: u64,
    /// Bytes that it takes, without padding behind it.
    pub size: u64,
    #[allow(missing_docs)]
    pub value: Value,
}

impl Value {
    /// The place that it leads to, if it leads anywhere.
    pub fn target(&self) -> Option<Address> {
        match self {
            Value::Pointer(address)
            | Value::Slice { array: address, .. }
            | Value::Map(address)
            | Value::Chan(address) => Some(*address),
            Value::Func { closure, .. } => *closure,
            Value::Interface { value, .. } => value.target(),
            _ => None,
        }
    }
}
