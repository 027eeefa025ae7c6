//! Values as a state shows them.

use burrow_go_ir::code::{FuncId, HeldCallee, HeldPlace};
use burrow_go_ir::rtype::{RTypeId, Shape, StructField};
use burrow_go_trace::{Content, Entry, Field, Object, Role, Value, Variable, Waiter, limits};

use super::objects::{Regions, What};
use super::text;
use crate::interp::func_of_code;
use crate::machine::Machine;
use crate::map;
use crate::memory::FIRST;
use crate::sched::chan;
use crate::world::FIRST_FUNC;

/// Looks at values, and notes what they lead to.
pub struct Viewer<'a> {
    pub machine: &'a mut Machine,
    pub regions: Regions,
    /// Who waits for channels, in line.
    pub waiting: Vec<chan::Waiting>,
    /// Bytes that the state may still take, about.
    pub room: usize,
}

/// What the parts of a value take in a state beside their texts.
const COST: usize = 12;

impl Viewer<'_> {
    fn word(&self, addr: u64) -> u64 {
        self.machine.world.heap.memory.read_u64(addr)
    }

    /// The name of a type.
    pub fn type_name(&self, typ: RTypeId) -> String {
        let name = self.machine.world.code.rtype(typ).string.to_string();
        if name.len() <= limits::TEXT {
            return name;
        }
        format!("{}…", text::cut(&name))
    }

    /// Bytes of a value of a type.
    pub fn size(&self, typ: RTypeId) -> u64 {
        let kind = self.machine.world.code.rtype(typ).kind;
        self.machine.world.size(kind)
    }

    /// Takes room; false if there is none left.
    fn take(&mut self, bytes: usize) -> bool {
        let enough = self.room > bytes;
        self.room = self.room.saturating_sub(bytes);
        enough
    }

    /// A value at an address, inside `depth` others.
    pub fn value(&mut self, addr: u64, typ: RTypeId, depth: usize) -> Value {
        if !self.take(COST) || depth > limits::DEPTH {
            return Value::Omitted;
        }
        let rtype = self.machine.world.code.rtype(typ);
        let memory = &self.machine.world.heap.memory;
        if let Some(text) = text::scalar(memory, addr, &rtype.shape) {
            self.take(text.len());
            return Value::Scalar(text);
        }
        let word = memory.read_u64(addr);
        match &rtype.shape {
            Shape::String => {
                let value = text::string(memory, word, memory.read_u64(addr + 8));
                if let Value::Text { text, .. } = &value {
                    self.take(text.len());
                }
                value
            }
            Shape::Struct(fields) => self.structure(addr, fields, depth),
            &Shape::Array(len, elem) => {
                let elements = self.elements(addr, elem, len, depth + 1);
                let more = len - elements.len() as u64;
                Value::Array { elements, more }
            }
            Shape::Interface(methods) => self.interface(addr, !methods.is_empty(), depth),
            _ if word == 0 => Value::Nil,
            Shape::Slice(elem) => {
                let (len, cap) = (self.word(addr + 8), self.word(addr + 16));
                self.tell(word, self.size(*elem).saturating_mul(cap), What::Array(*elem, cap));
                Value::Slice { array: self.regions.place(word), len, cap }
            }
            Shape::Pointer(elem) => {
                self.tell(word, self.size(*elem), What::Value(*elem));
                Value::Pointer(self.regions.place(word))
            }
            Shape::Map { .. } => {
                self.tell(word, 1, What::Map(typ));
                Value::Map(self.regions.place(word))
            }
            Shape::Chan { .. } => {
                self.tell(word, 1, What::Chan(typ));
                Value::Chan(self.regions.place(word))
            }
            Shape::Func { .. } => self.function(word),
            _ => Value::Pointer(self.regions.place(word)),
        }
    }

    /// A pointer that is no forged one tells what it leads to.
    fn tell(&mut self, addr: u64, size: u64, what: What) {
        if addr >= FIRST && size > 0 && self.machine.world.heap.memory.valid(addr, size) {
            self.regions.tell(addr, size, what);
        }
    }

    fn structure(&mut self, addr: u64, fields: &[StructField], depth: usize) -> Value {
        let mut shown = Vec::new();
        for field in fields.iter().take(limits::FIELDS) {
            let typ = self.type_name(field.typ);
            if !self.take(field.name.len() + typ.len()) {
                break;
            }
            let (offset, size) = (field.offset, self.size(field.typ));
            let value = self.value(addr + offset, field.typ, depth + 1);
            shown.push(Field { name: field.name.to_string(), typ, offset, size, value });
        }
        let more = (fields.len() - shown.len()) as u64;
        Value::Struct { fields: shown, more }
    }

    fn elements(&mut self, addr: u64, elem: RTypeId, len: u64, depth: usize) -> Vec<Value> {
        let size = self.size(elem);
        let mut shown = Vec::new();
        for index in 0..len.min(limits::ELEMENTS as u64) {
            if self.room == 0 {
                break;
            }
            shown.push(self.value(addr + index * size, elem, depth));
        }
        shown
    }

    fn interface(&mut self, addr: u64, methods: bool, depth: usize) -> Value {
        let memory = &self.machine.world.heap.memory;
        let (word, data) = (memory.read_u64(addr), memory.read_u64(addr + 8));
        self.dynamic(word, data, addr + 8, methods, depth)
    }

    /// The value of an interface value by its two words; `at` is where the second one lies.
    fn dynamic(&mut self, word: u64, data: u64, at: u64, methods: bool, depth: usize) -> Value {
        let Some(typ) = self.machine.world.dynamic_type(word, methods) else {
            return if word == 0 { Value::Nil } else { Value::Omitted };
        };
        let direct = self.machine.world.is_direct(self.machine.world.code.rtype(typ).kind);
        let name = self.type_name(typ);
        self.take(name.len());
        let value = self.value(if direct { at } else { data }, typ, depth + 1);
        let (size, at) = (self.size(typ), (!direct).then_some(data));
        Value::Interface { typ: name, value: Box::new(value), size, at }
    }

    /// An `any` by its two words.
    pub fn any(&mut self, value: [u64; 2]) -> Value {
        let [word, data] = value;
        let direct = self.machine.world.dynamic_type(word, false).is_some_and(|typ| {
            self.machine.world.is_direct(self.machine.world.code.rtype(typ).kind)
        });
        if !direct {
            return self.dynamic(word, data, 0, false, 0);
        }
        // The word lies in no memory of the program: all that it can be is a pointer.
        let typ = self.machine.world.dynamic_type(word, false);
        let name = typ.map_or(String::new(), |typ| self.type_name(typ));
        let shape = typ.map(|typ| self.machine.world.code.rtype(typ).shape.clone());
        let value = match shape {
            _ if data == 0 => Value::Nil,
            Some(Shape::Pointer(elem)) => {
                self.tell(data, self.size(elem), What::Value(elem));
                Value::Pointer(self.regions.place(data))
            }
            Some(Shape::Func { .. }) => self.function(data),
            _ => Value::Pointer(self.regions.place(data)),
        };
        Value::Interface { typ: name, value: Box::new(value), size: 8, at: None }
    }

    /// A func value.
    fn function(&mut self, closure: u64) -> Value {
        let number = func_of_code(self.word(closure)) as u32;
        let name = self.function_name(number);
        self.take(name.len());
        // What captures nothing lies in no object of the heap.
        let object = self.machine.world.heap.object(closure);
        if object.is_some() {
            self.tell(closure, 1, What::Closure(number));
        }
        let closure = object.map(|_| self.regions.place(closure));
        Value::Func { name, closure }
    }

    /// The name of a function, also of one that has not been called yet.
    fn function_name(&self, number: u32) -> String {
        if let Some(Some(made)) = self.machine.world.made.get(number as usize) {
            return made.function.name.to_string();
        }
        let id = number.checked_sub(FIRST_FUNC).map(FuncId);
        let held = id.and_then(|id| self.machine.world.code.held(id));
        match held.as_deref().map(|held| &held.callee) {
            Some(HeldCallee::Named(name)) => name.to_string(),
            _ => id.map_or("func".into(), |id| self.machine.world.code.name(id).to_string()),
        }
    }

    /// What a func value calls in the end, and what it holds.
    pub fn held(&mut self, closure: u64) -> (String, Vec<Variable>) {
        let number = func_of_code(self.word(closure)) as u32;
        let id = number.checked_sub(FIRST_FUNC).map(FuncId);
        let Some(held) = id.and_then(|id| self.machine.world.code.held(id)) else {
            return (self.function_name(number), Vec::new());
        };
        let role = if held.literal { Role::Captured } else { Role::Parameter };
        let mut values = Vec::new();
        for held in held.values.iter().take(limits::VARIABLES) {
            let typ = self.type_name(held.typ);
            self.take(COST + held.name.len() + typ.len());
            let (value, address) = match held.place {
                HeldPlace::Constant(bits) => (self.constant(bits, held.typ), None),
                HeldPlace::Closure(offset) if held.boxed => {
                    let addr = self.word(closure + u64::from(offset));
                    (self.value(addr, held.typ, 0), Some(addr))
                }
                HeldPlace::Closure(offset) => {
                    (self.value(closure + u64::from(offset), held.typ, 0), None)
                }
            };
            let name = held.name.to_string();
            let size = self.size(held.typ);
            values.push(Variable { name, typ, size, value, role, shadowed: false, address });
        }
        let name = match &held.callee {
            HeldCallee::Named(name) => name.to_string(),
            HeldCallee::First => {
                let inner = self.word(closure + 8);
                if inner == 0 { "nil".into() } else { self.held(inner).0 }
            }
        };
        (name, values)
    }

    /// A scalar constant by the bits that a local would hold.
    fn constant(&mut self, bits: u64, typ: RTypeId) -> Value {
        let shape = &self.machine.world.code.rtype(typ).shape;
        match text::of_bits(bits, shape) {
            Some(text) => Value::Scalar(text),
            None if bits == 0 => Value::Nil,
            None => Value::Omitted,
        }
    }

    /// What a region holds.
    pub fn object(&mut self, address: u64, what: What) -> Object {
        self.take(4 * COST);
        let (typ, size, content) = match what {
            What::Value(typ) => {
                let content = Content::Value(self.value(address, typ, 0));
                (self.type_name(typ), self.size(typ), content)
            }
            What::Array(elem, len) => {
                let (name, size) = (self.type_name(elem), self.size(elem));
                let elements = self.elements(address, elem, len, 1);
                let content = Content::Array { elem: name.clone(), size, len, elements };
                (format!("[{len}]{name}"), size.saturating_mul(len), content)
            }
            What::Map(typ) => (self.type_name(typ), 0, self.map(address, typ)),
            What::Chan(typ) => (self.type_name(typ), 0, self.chan(address, typ)),
            What::Closure(number) => {
                let (function, captured) = self.held(address);
                let function =
                    if captured.is_empty() { self.function_name(number) } else { function };
                ("func".into(), 0, Content::Closure { function, captured })
            }
        };
        self.take(typ.len());
        Object { address, typ, size, content }
    }

    fn map(&mut self, address: u64, typ: RTypeId) -> Content {
        let len = map::len(&self.machine.world.heap.memory, address);
        let Some(info) = self.machine.world.map_type(typ) else {
            return Content::Map { len, entries: Vec::new() };
        };
        let memory = &self.machine.world.heap.memory;
        let found = map::entries(memory, &info, address, limits::ELEMENTS);
        let mut entries = Vec::new();
        for (key, value) in found {
            if self.room == 0 {
                break;
            }
            let key = self.value(key, info.key.id, 1);
            let value = self.value(value, info.value.id, 1);
            entries.push(Entry { key, value });
        }
        Content::Map { len, entries }
    }

    fn chan(&mut self, address: u64, typ: RTypeId) -> Content {
        let elem = match self.machine.world.code.rtype(typ).shape {
            Shape::Chan { elem, .. } => elem,
            _ => typ,
        };
        let most = limits::ELEMENTS as u64;
        let look = chan::look(&self.machine.world.heap.memory, address, most);
        let buffer = look.buffer.iter().map(|&at| self.value(at, elem, 1)).collect();
        let here = |waiting: &&chan::Waiting| waiting.chan == address;
        let waiting: Vec<chan::Waiting> = self.waiting.iter().filter(here).copied().collect();
        let (mut senders, mut receivers) = (Vec::new(), Vec::new());
        for waiting in waiting {
            let list = if waiting.sends.is_some() { &mut senders } else { &mut receivers };
            if list.len() == limits::ELEMENTS {
                continue;
            }
            let value = waiting.sends.map(|at| self.value(at, elem, 1));
            let goroutine = self.machine.sched.goid(waiting.id);
            let select = self.machine.sched.state(waiting.id)
                == crate::sched::State::Waiting(crate::sched::Reason::Select);
            list.push(Waiter { goroutine, value, select });
        }
        let elem = self.type_name(elem);
        let (cap, len, closed) = (look.cap, look.len, look.closed);
        Content::Chan { elem, cap, len, buffer, senders, receivers, closed }
    }
}
