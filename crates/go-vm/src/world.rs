//! What code refers to: functions, global variables, constants, types. Both the assembler and the running machine use it.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use burrow_go_ir::Code;
use burrow_go_ir::code::{FuncId, Function, GlobalId};
use burrow_go_ir::layout::Kind;
use burrow_go_ir::rtype::{RType, RTypeId};
use burrow_go_syntax::Pos;

use crate::asm::op::{Op, word};
use crate::asm::{Live, Made, assemble, pointers};
use crate::heap::{Heap, ShapeId, ZERO_BASE};
use crate::interp::{Entry, HEAD, NO_SLOT, code_word};
use crate::natives::{self, Native};
use crate::types::Types;

mod snapshot;

pub use snapshot::WorldSnapshot;

/// The number of the first function of the program; those below are the machine's own.
pub const FIRST_FUNC: u32 = 16;

/// Which code is stepped through; all other code is as fast as ever, and its calls are single steps.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stepping {
    /// That of the program itself.
    Program,
    /// Also that of the library.
    Library,
}

/// What code refers to.
pub struct World {
    /// Where functions and types come from.
    pub code: Box<dyn Code>,
    /// Where everything lies.
    pub heap: Heap,
    /// Types as the running program sees them.
    pub types: Types,
    /// What calls need, by number of function.
    pub funcs: Vec<Entry>,
    /// What has been made, by number of function.
    pub made: Vec<Option<Rc<Made>>>,
    /// Whether code is made for the stepper, that of the program itself or also that of the library.
    pub step: Option<Stepping>,
    /// Where the statements begin of code that is made for the stepper, by number.
    pub statements: Vec<Pos>,
    /// How many of them have been given numbers.
    numbered: usize,
    /// The global variables of the program itself, if it is stepped through: name, type, address.
    pub variables: Vec<(Rc<str>, RTypeId, u64)>,
    /// All code that was ever made, if the program is stepped through.
    remembered: HashMap<u32, Rc<Made>>,
    /// How many functions have been made known.
    installed: usize,
    /// The initialisers of library variables that have begun to run, by number of function.
    pub initialised: HashSet<u32>,
    /// What reflect has asked for of types with names or methods: addresses of `abi.UncommonType`s.
    pub uncommons: HashMap<RTypeId, u64>,
    globals: Vec<u64>,
    strings: HashMap<Rc<[u8]>, u64>,
    func_values: HashMap<u32, u64>,
    constants: HashMap<u64, u64>,
    natives: HashMap<&'static str, Native>,
    /// Natives that are referred to, by number, and their names.
    used: Vec<(Rc<str>, Option<Native>)>,
    unmade: Box<[u64]>,
    /// By number of function, for those that a collection has met.
    live: HashMap<u32, Rc<Live>>,
    /// By function, origin and whether a call is under way there, the slots with pointers that are needed.
    needed: HashMap<(u32, u32, bool), Rc<[u32]>>,
}

impl World {
    /// A world with nothing in it yet.
    pub fn new(code: Box<dyn Code>, heap: Heap, step: Option<Stepping>) -> World {
        let unmade = vec![word(Op::Unmade, 0, 0, 0)].into_boxed_slice();
        let mut world = World {
            code,
            heap,
            types: Types::default(),
            funcs: Vec::new(),
            made: Vec::new(),
            step,
            statements: Vec::new(),
            numbered: 0,
            variables: Vec::new(),
            remembered: HashMap::new(),
            installed: 0,
            initialised: HashSet::new(),
            uncommons: HashMap::new(),
            globals: Vec::new(),
            strings: HashMap::new(),
            func_values: HashMap::new(),
            constants: HashMap::new(),
            natives: natives::all().collect(),
            used: Vec::new(),
            unmade,
            live: HashMap::new(),
            needed: HashMap::new(),
        };
        world.reserve(FIRST_FUNC);
        world
    }

    /// The number of a function.
    pub fn func(&mut self, id: FuncId) -> u32 {
        let number = id.0 + FIRST_FUNC;
        self.reserve(number + 1);
        number
    }

    /// The function of this linkname.
    pub fn named(&mut self, name: &str) -> Option<u32> {
        let id = self.code.named(name)?;
        Some(self.func(id))
    }

    fn reserve(&mut self, count: u32) {
        let count = count as usize;
        if count > self.funcs.len() {
            let entry = Entry {
                code: self.unmade.as_ptr(),
                frame: 0,
                zero_from: 0,
                zero_to: 0,
                closure: NO_SLOT,
            };
            let room = count.next_power_of_two();
            self.funcs.resize(room, entry);
            self.made.resize(room, None);
        }
    }

    /// Makes the code of a function of the program, if it has not been made.
    pub fn make(&mut self, number: u32) -> Option<Rc<Made>> {
        if let Some(made) = self.made.get(number as usize)? {
            return Some(made.clone());
        }
        let function = self.code.function(FuncId(number.checked_sub(FIRST_FUNC)?));
        let step = self.step.is_some() && !self.is_passed_over(function.pos);
        let made = assemble(function, self, step);
        let made = self.remember(number, made);
        self.install(number, made.clone());
        Some(made)
    }

    /// Code that is made once more, because the stepper went back to before it was made, is the same: then it is what was made first,
    /// so that where calls go on stays where it is.
    fn remember(&mut self, number: u32, made: Made) -> Rc<Made> {
        if self.step.is_none() {
            return Rc::new(made);
        }
        match self.remembered.get(&number) {
            Some(known) if known.code == made.code => known.clone(),
            _ => {
                let made = Rc::new(made);
                self.remembered.insert(number, made.clone());
                made
            }
        }
    }

    /// Makes code known under a number.
    pub fn install(&mut self, number: u32, made: Rc<Made>) {
        self.installed += 1;
        self.funcs[number as usize] = made.entry;
        self.made[number as usize] = Some(made);
    }

    /// Whether a function is of the program itself. What is made for the library in place of code has no place in the source.
    pub fn is_own(&self, function: &Function) -> bool {
        function.pos != Pos::NONE && !self.code.is_library(function.pos)
    }

    /// Whether the stepper passes over code at this place.
    pub fn is_passed_over(&self, pos: Pos) -> bool {
        self.step != Some(Stepping::Library) && self.code.is_library(pos)
    }

    /// Gives the global variables of the program itself their places, to be looked at.
    pub fn place_variables(&mut self) {
        let variables = self.code.variables();
        self.variables =
            variables.into_iter().map(|(name, typ, id)| (name, typ, self.global(id))).collect();
    }

    /// A number for a statement that begins here.
    pub fn statement(&mut self, pos: Pos) -> u32 {
        let number = self.numbered;
        self.numbered += 1;
        // Behind the last one may stand what was known before the stepper went back: snapshots of later steps need it.
        match self.statements.get_mut(number) {
            Some(known) => *known = pos,
            None => self.statements.push(pos),
        }
        number as u32
    }

    /// The number of a native function.
    pub fn native(&mut self, name: &Rc<str>) -> u32 {
        if let Some(number) = self.used.iter().position(|(known, _)| known == name) {
            return number as u32;
        }
        self.used.push((name.clone(), self.natives.get(name.as_ref()).copied()));
        self.used.len() as u32 - 1
    }

    /// A native function by number, and its name.
    pub fn native_of(&self, number: u32) -> (&str, Option<Native>) {
        self.used.get(number as usize).map_or(("?", None), |(name, native)| (name, *native))
    }

    /// The address of a global variable.
    pub fn global(&mut self, id: GlobalId) -> u64 {
        let index = id.0 as usize;
        if index >= self.globals.len() {
            self.globals.resize(index + 1, 0);
        }
        if self.globals[index] == 0 {
            let kind = self.code.global(id);
            let (size, shape) = (self.size(kind), self.shape(kind));
            self.globals[index] =
                if size == 0 { ZERO_BASE } else { self.heap.alloc_static(size, shape) };
        }
        self.globals[index]
    }

    /// The address of constant bytes.
    pub fn string(&mut self, bytes: &Rc<[u8]>) -> u64 {
        if bytes.is_empty() {
            return 0;
        }
        if let Some(&address) = self.strings.get(bytes) {
            return address;
        }
        let address = self.heap.static_bytes(bytes);
        self.strings.insert(bytes.clone(), address);
        address
    }

    /// The address of a constant word.
    pub fn constant(&mut self, value: u64) -> u64 {
        if let Some(&address) = self.constants.get(&value) {
            return address;
        }
        let address = self.heap.alloc_static(8, ShapeId::NOSCAN);
        self.heap.memory.write_u64(address, value);
        self.constants.insert(value, address);
        address
    }

    /// The `func` value of a function that captures nothing.
    pub fn func_value(&mut self, number: u32) -> u64 {
        if let Some(&value) = self.func_values.get(&number) {
            return value;
        }
        let value = self.heap.alloc_static(8, ShapeId::NOSCAN);
        self.heap.memory.write_u64(value, code_word(number));
        self.func_values.insert(number, value);
        value
    }

    /// Bytes of a value in memory.
    pub fn size(&self, kind: Kind) -> u64 {
        match kind {
            Kind::Aggregate(layout) => self.code.layout(layout).size,
            _ => kind.scalar_size().unwrap_or(8),
        }
    }

    /// Where a value has pointers.
    pub fn shape(&mut self, kind: Kind) -> ShapeId {
        match kind {
            Kind::Ptr => ShapeId::POINTERS,
            Kind::Aggregate(layout) => {
                let layout = self.code.layout(layout);
                self.heap.shape(&layout)
            }
            _ => ShapeId::NOSCAN,
        }
    }

    /// Whether an interface holds a value of this kind itself: it is one pointer.
    pub fn is_direct(&self, kind: Kind) -> bool {
        match kind {
            Kind::Ptr => true,
            Kind::Aggregate(layout) => {
                let layout = self.code.layout(layout);
                layout.size == 8 && pointers(kind, self.code.as_ref()) == [0]
            }
            _ => false,
        }
    }

    /// Where the captures of a closure lie, its bytes, and its shape.
    pub fn closure_layout(&mut self, kinds: &[Kind]) -> (Vec<u64>, u64, ShapeId) {
        let (mut size, mut offsets, mut pointing) = (8u64, Vec::new(), Vec::new());
        for &kind in kinds {
            let (bytes, align) = match kind {
                Kind::Aggregate(layout) => {
                    let layout = self.code.layout(layout);
                    (layout.size, layout.align.max(1))
                }
                _ => (self.size(kind), self.size(kind)),
            };
            let at = size.next_multiple_of(align);
            pointing.extend(
                pointers(kind, self.code.as_ref()).into_iter().map(|word| at as u32 + word * 8),
            );
            offsets.push(at);
            size = at + bytes;
        }
        let size = size.next_multiple_of(8);
        let shape = self.heap.shape_of_pointers(size, &pointing);
        (offsets, size, shape)
    }

    /// The number under which code is known that the program does not have: `number` is below [`FIRST_FUNC`].
    pub fn install_own(
        &mut self,
        number: u32,
        function: Function,
        code: Vec<u64>,
        words: u32,
        pointers: Vec<u32>,
    ) {
        let code = code.into_boxed_slice();
        let entry = Entry {
            code: code.as_ptr(),
            frame: words + HEAD + 8,
            zero_from: 0,
            zero_to: 0,
            closure: NO_SLOT,
        };
        let made = Made {
            function: Rc::new(function),
            code,
            origins: Vec::new(),
            slots: Vec::new(),
            pointers,
            entry,
            params: words,
            results: Vec::new(),
            words,
            epilogue: None,
        };
        self.install(number, Rc::new(made));
    }

    /// The slots with pointers that a frame of a function still needs which stands at this word of its code: before the
    /// instruction, or in a call there that is under way.
    pub fn needed(&mut self, func: u32, at: u32, under_way: bool) -> Rc<[u32]> {
        let Some(Some(made)) = self.made.get(func as usize).cloned() else { return Rc::default() };
        let origin = made.origin(at);
        let key = (func, origin as u32, under_way);
        if let Some(needed) = self.needed.get(&key) {
            return needed.clone();
        }
        let needed: Rc<[u32]> = if self.step.is_some() || made.pointers.is_empty() {
            made.pointers.as_slice().into()
        } else {
            let live = self
                .live
                .entry(func)
                .or_insert_with(|| Rc::new(Live::new(&made, self.code.as_ref())));
            live.slots(&made, origin, under_way).into()
        };
        self.needed.insert(key, needed.clone());
        needed
    }

    /// A run-time type.
    pub fn rtype(&self, id: RTypeId) -> Rc<RType> {
        self.code.rtype(id)
    }
}
