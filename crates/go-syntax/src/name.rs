//! Interned names: a word of the source as one small number that is cheap to copy and compare.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::hash::{BuildHasherDefault, Hasher};

/// An interned string. Equal strings have equal names within one thread.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name(u32);

struct Interner {
    ids: HashMap<&'static str, u32, BuildHasherDefault<WordHasher>>,
    words: Vec<&'static str>,
}

impl Default for Interner {
    fn default() -> Self {
        let ids = HashMap::from_iter([(BLANK, Name::BLANK.0)]);
        Interner { ids, words: vec![BLANK] }
    }
}

const BLANK: &str = "_";

/// Multiplies and rotates eight bytes at a time: words are short and nobody attacks this table.
#[derive(Default)]
struct WordHasher(u64);

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(word))
                .wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.0 = self.0.rotate_left(5) ^ u64::from(byte);
    }

    fn finish(&self) -> u64 {
        // The table looks at the top bits and at the bottom ones.
        self.0 ^ (self.0 >> 32)
    }
}

thread_local! {
    static INTERNER: RefCell<Interner> = RefCell::new(Interner::default());
}

impl Name {
    /// The blank identifier `_`.
    pub const BLANK: Name = Name(0);

    /// The name of `word`. Words are kept for the life of the thread: a worker sees few different ones.
    pub fn new(word: &str) -> Self {
        INTERNER.with_borrow_mut(|interner| {
            if let Some(&id) = interner.ids.get(word) {
                return Name(id);
            }
            let id = interner.words.len() as u32;
            let word: &'static str = Box::leak(word.into());
            interner.words.push(word);
            interner.ids.insert(word, id);
            Name(id)
        })
    }

    /// The word itself.
    pub fn as_str(self) -> &'static str {
        INTERNER.with_borrow(|interner| interner.words[self.0 as usize])
    }

    /// Whether it is the blank identifier `_`.
    pub fn is_blank(self) -> bool {
        self == Name::BLANK
    }

    /// Whether other packages see it (spec: Exported identifiers).
    pub fn is_exported(self) -> bool {
        self.as_str().chars().next().is_some_and(char::is_uppercase)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl From<&str> for Name {
    fn from(word: &str) -> Self {
        Name::new(word)
    }
}
