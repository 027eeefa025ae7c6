//! How the keys of a map are hashed and compared: fast ways for words and strings, the plan of the type for all else.

use burrow_go_ir::layout::Kind;

use super::table::{Spot, View};
use super::{Key, MapType};
use crate::memory::Memory;
use crate::types::{NotComparable, Step, TypeInfo, Types, add_word, hash_bytes, hash_word};

/// What is done with keys.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Keys {
    /// Integers, pointers and the like of 64 bits.
    Word8,
    /// Of 32 bits.
    Word4,
    /// Of 16 bits.
    Word2,
    /// Of 8 bits.
    Word1,
    /// Floats of 64 bits.
    Float8,
    /// Floats of 32 bits.
    Float4,
    /// Strings.
    String,
    /// As many bytes as the key has.
    Bytes,
    /// By the plan of the type.
    Plan,
}

impl Keys {
    /// For keys of a type.
    pub fn of(typ: &TypeInfo) -> Keys {
        match typ.rtype.kind {
            Kind::F64 => return Keys::Float8,
            Kind::F32 => return Keys::Float4,
            kind => match kind.scalar_size() {
                Some(1) => return Keys::Word1,
                Some(2) => return Keys::Word2,
                Some(4) => return Keys::Word4,
                Some(_) => return Keys::Word8,
                None => {}
            },
        }
        match typ.plan.steps.as_deref() {
            Some([Step::String { at: 0 }]) if typ.size == 16 => Keys::String,
            Some([Step::Bytes { at: 0, len }]) if *len == typ.size => Keys::Bytes,
            _ => Keys::Plan,
        }
    }

    /// Whether equal keys may be told apart, as both zeros can: then the last one given is kept.
    pub fn may_differ(self) -> bool {
        matches!(self, Keys::Float8 | Keys::Float4 | Keys::String | Keys::Plan)
    }

    /// Fails if the key has no hash.
    pub fn check(
        self,
        memory: &Memory,
        types: &Types,
        typ: &TypeInfo,
        key: Key,
    ) -> Result<(), NotComparable> {
        match (self, key) {
            (Keys::Plan, Key::At(addr)) => types.hash(memory, &typ.plan, addr, 0).map(|_| ()),
            _ => Ok(()),
        }
    }

    /// The hash of a key, and where it is.
    #[inline]
    pub fn find(
        self,
        view: &View<'_>,
        types: &Types,
        typ: &TypeInfo,
        key: Key,
    ) -> Result<(u64, Option<Spot>), NotComparable> {
        let memory = view.memory;
        let seed = view.seed();
        match key {
            Key::Word(word) => Ok(match self {
                Keys::Word8 => {
                    let hash = hash_word(word, seed);
                    (hash, view.find(hash, |entry| memory.read_u64(entry) == word))
                }
                Keys::Word4 => {
                    let word = word as u32;
                    let hash = hash_word(u64::from(word), seed);
                    (hash, view.find(hash, |entry| memory.read_u32(entry) == word))
                }
                Keys::Word2 => {
                    let word = word as u16;
                    let hash = hash_word(u64::from(word), seed);
                    (hash, view.find(hash, |entry| memory.read_u16(entry) == word))
                }
                Keys::Float8 => {
                    let value = f64::from_bits(word);
                    let hash = types.hash_float(value, seed);
                    (hash, view.find(hash, |entry| memory.read_f64(entry) == value))
                }
                Keys::Float4 => {
                    let value = f32::from_bits(word as u32);
                    let hash = types.hash_float(f64::from(value), seed);
                    (hash, view.find(hash, |entry| memory.read_f32(entry) == value))
                }
                _ => {
                    let word = word as u8;
                    let hash = hash_word(u64::from(word), seed);
                    (hash, view.find(hash, |entry| memory.read_u8(entry) == word))
                }
            }),
            Key::At(addr) => self.find_at(view, types, typ, addr),
        }
    }

    fn find_at(
        self,
        view: &View<'_>,
        types: &Types,
        typ: &TypeInfo,
        addr: u64,
    ) -> Result<(u64, Option<Spot>), NotComparable> {
        let memory = view.memory;
        Ok(match self {
            Keys::String => {
                let (text, len) = (memory.read_u64(addr), memory.read_u64(addr + 8));
                let bytes = memory.slice(text, len);
                // In a small map nothing depends on the hash.
                let hash = if view.is_small() { 0 } else { hash_bytes(bytes, view.seed()) };
                let found = view.find(hash, |entry| {
                    if memory.read_u64(entry + 8) != len {
                        return false;
                    }
                    let other = memory.read_u64(entry);
                    other == text || memory.slice(other, len) == bytes
                });
                (hash, found)
            }
            Keys::Bytes => {
                let bytes = memory.slice(addr, typ.size);
                let hash = hash_bytes(bytes, view.seed());
                (hash, view.find(hash, |entry| memory.slice(entry, typ.size) == bytes))
            }
            _ => {
                let hash = types.hash(memory, &typ.plan, addr, view.seed())?;
                // All keys in the map have a hash, so they can be compared.
                (
                    hash,
                    view.find(hash, |entry| {
                        types.equal(memory, &typ.plan, entry, addr) == Ok(true)
                    }),
                )
            }
        })
    }

    /// The hash of the key of an entry.
    pub fn hash_entry(
        self,
        memory: &Memory,
        types: &Types,
        typ: &MapType,
        entry: u64,
        seed: u64,
    ) -> u64 {
        match self {
            Keys::Word8 => hash_word(memory.read_u64(entry), seed),
            Keys::Word4 => hash_word(u64::from(memory.read_u32(entry)), seed),
            Keys::Word2 => hash_word(u64::from(memory.read_u16(entry)), seed),
            Keys::Word1 => hash_word(u64::from(memory.read_u8(entry)), seed),
            Keys::Float8 => types.hash_float(memory.read_f64(entry), seed),
            Keys::Float4 => types.hash_float(f64::from(memory.read_f32(entry)), seed),
            Keys::String => {
                hash_bytes(memory.slice(memory.read_u64(entry), memory.read_u64(entry + 8)), seed)
            }
            Keys::Bytes => hash_bytes(memory.slice(entry, typ.key.size), seed),
            Keys::Plan => {
                types.hash(memory, &typ.key.plan, entry, seed).unwrap_or_else(|_| add_word(seed, 0))
            }
        }
    }
}
