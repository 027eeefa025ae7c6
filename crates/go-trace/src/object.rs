//! What pointers lead to.

use serde::{Deserialize, Serialize};

use crate::state::Variable;
use crate::value::{Address, Value};

/// An object on the heap, or a global variable that something points to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Object {
    /// The address of its first byte.
    pub address: u64,
    /// The type of what it holds: `main.node`, `[8]int` for a slice's array, `map[string]int`, `chan int`, `func`.
    pub typ: String,
    /// Bytes that it takes, as far as a program knows them; of a map, a channel and a function 0.
    pub size: u64,
    /// What it holds.
    pub content: Content,
}

/// What an object holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Content {
    /// One value: a variable that is shared, a struct that was made by `&T{}` or `new`.
    Value(Value),
    /// The array behind slices.
    Array {
        /// The elements' type.
        elem: String,
        /// Bytes of an element: a slice's first one is number `offset / size`.
        size: u64,
        /// How many there are.
        len: u64,
        /// The first ones.
        elements: Vec<Value>,
    },
    /// A map.
    Map {
        /// How many entries it has.
        len: u64,
        /// The first ones, sorted by key where keys can be sorted.
        entries: Vec<Entry>,
    },
    /// A channel.
    Chan {
        /// The elements' type.
        elem: String,
        /// Room in the buffer; 0 for an unbuffered one.
        cap: u64,
        /// How many elements wait in the buffer.
        len: u64,
        /// The first of them, the next to be received first.
        buffer: Vec<Value>,
        /// Goroutines that wait to send, the first in line first.
        senders: Vec<Waiter>,
        /// Goroutines that wait to receive.
        receivers: Vec<Waiter>,
        /// Whether it is closed.
        closed: bool,
    },
    /// A function literal and what it captures.
    Closure {
        /// As in Go's traces: `main.main.func1`.
        function: String,
        /// What it shares or has copied.
        captured: Vec<Variable>,
    },
}

/// An entry of a map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Entry {
    pub key: Value,
    pub value: Value,
}

/// A goroutine that waits for a channel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Waiter {
    /// Its number.
    pub goroutine: u64,
    /// What it wants to send.
    pub value: Option<Value>,
    /// Whether it waits in a `select`, for others too.
    pub select: bool,
}

impl Object {
    /// The number of the element of a slice's array that an address leads to.
    pub fn element(&self, address: Address) -> Option<u64> {
        match self.content {
            Content::Array { size, .. } if address.object == self.address => {
                address.offset.checked_div(size)
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slice_inside_an_array_begins_at_one_of_its_elements() {
        let elements = vec![Value::Nil; 3];
        let content = Content::Array { elem: "*int".into(), size: 8, len: 3, elements };
        let array = Object { address: 64, typ: "[3]*int".into(), size: 24, content };
        let slice = Value::Slice { array: Address { object: 64, offset: 16 }, len: 1, cap: 1 };
        assert_eq!(slice.target().and_then(|address| array.element(address)), Some(2));
        assert_eq!(array.element(Address { object: 128, offset: 16 }), None);
    }
}
