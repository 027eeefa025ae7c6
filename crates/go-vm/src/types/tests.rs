use std::rc::Rc;

use burrow_go_ir::layout::Kind;
use burrow_go_ir::rtype::Shape;

use super::fixture::Fixture;
use super::*;

struct World {
    heap: Heap,
    types: Types,
    code: Fixture,
}

impl World {
    fn new() -> World {
        World {
            heap: Heap::new(64 << 20, false),
            types: Types::default(),
            code: Fixture::default(),
        }
    }

    fn info(&mut self, id: RTypeId) -> Rc<TypeInfo> {
        self.types.info(&mut self.heap, &self.code, id)
    }

    fn descriptor(&mut self, id: RTypeId) -> u64 {
        self.types.descriptor(&mut self.heap, &self.code, id)
    }

    /// An object of words.
    fn words(&mut self, words: &[u64]) -> u64 {
        let addr = self.heap.alloc_static(8 * words.len() as u64, ShapeId::NOSCAN);
        for (at, &word) in (addr..).step_by(8).zip(words) {
            self.heap.memory.write_u64(at, word);
        }
        addr
    }

    fn text(&mut self, text: &str) -> [u64; 2] {
        [self.heap.static_bytes(text.as_bytes()), text.len() as u64]
    }

    fn equal(&mut self, id: RTypeId, a: u64, b: u64) -> Result<bool, NotComparable> {
        let plan = self.info(id).plan.clone();
        let equal = self.types.equal(&self.heap.memory, &plan, a, b);
        if equal == Ok(true) {
            let hash = |at| self.types.hash(&self.heap.memory, &plan, at, 5);
            assert_eq!(hash(a), hash(b), "equal values have equal hashes");
        }
        equal
    }

    fn u64(&self, addr: u64) -> u64 {
        self.heap.memory.read_u64(addr)
    }

    /// The text and the tag of an `abi.Name`, and its flags.
    fn name(&self, addr: u64) -> (u8, String, String) {
        let memory = &self.heap.memory;
        let text = |at: u64| {
            let len = u64::from(memory.read_u8(at));
            (String::from_utf8_lossy(memory.slice(at + 1, len)).into_owned(), at + 1 + len)
        };
        let flags = memory.read_u8(addr);
        let (name, behind) = text(addr + 1);
        (flags, name, if flags & 2 != 0 { text(behind).0 } else { String::new() })
    }
}

#[test]
fn structures_are_compared_field_by_field() {
    let mut world = World::new();
    let byte = world.code.scalar("uint8", Kind::U8, Shape::Uint8);
    let (int, float, string) = (world.code.int(), world.code.float(), world.code.string());
    let floats = world.code.array(2, float);
    let typ =
        world.code.structure(&[("a", byte), ("b", int), ("_", int), ("c", string), ("d", floats)]);
    let x = world.text("text");
    let y = world.text("text");
    assert_ne!(x[0], y[0]);
    let zero = 0.0_f64.to_bits();
    let minus = (-0.0_f64).to_bits();
    // Padding and blank fields differ.
    let a = world.words(&[0x1100 | 7, 1, 2, x[0], x[1], zero, 5]);
    let b = world.words(&[0x2200 | 7, 1, 3, y[0], y[1], minus, 5]);
    assert_eq!(world.equal(typ, a, b), Ok(true));
    world.heap.memory.write_u64(b + 16, 9);
    assert_eq!(world.equal(typ, a, b), Ok(true));
    world.heap.memory.write_u64(b + 8, 9);
    assert_eq!(world.equal(typ, a, b), Ok(false));
    world.heap.memory.write_u64(b + 8, 1);
    world.heap.memory.write_f64(b + 48, f64::NAN);
    assert_eq!(world.equal(typ, b, b), Ok(false));
}

#[test]
fn interfaces_are_compared_by_type_and_value() {
    let mut world = World::new();
    let (int, any) = (world.code.int(), world.code.any());
    let long = world.code.scalar("int64", Kind::I64, Shape::Int64);
    let slice = world.code.slice(int);
    let pair = world.code.array(2, any);
    let (int_word, long_word) = (world.descriptor(int), world.descriptor(long));
    let (five, other_five) = (world.words(&[5]), world.words(&[5]));
    let a = world.words(&[int_word, five, 0, 0]);
    let b = world.words(&[int_word, other_five, 0, 0]);
    let c = world.words(&[long_word, five, 0, 0]);
    assert_eq!(world.equal(pair, a, b), Ok(true));
    assert_eq!(world.equal(pair, a, c), Ok(false));
    let slice_word = world.descriptor(slice);
    let d = world.words(&[slice_word, five, int_word, five]);
    let e = world.words(&[slice_word, five, long_word, five]);
    assert_eq!(world.equal(pair, d, d), Err(NotComparable(slice)));
    // Elements are compared in order, so the slice is met although what follows differs.
    assert_eq!(world.equal(pair, d, e), Err(NotComparable(slice)));
    assert_eq!(world.equal(pair, a, d), Ok(false));
    let forged = world.words(&[12_345, five, u64::MAX, u64::MAX]);
    assert_eq!(world.equal(pair, forged, forged), Ok(false));
    assert_eq!(world.equal(slice, a, a), Err(NotComparable(slice)));
}

#[test]
fn deep_values_do_not_use_up_the_stack() {
    let mut world = World::new();
    let any = world.code.any();
    let typ = world.code.structure(&[("Next", any), ("Other", any)]);
    let word = world.descriptor(typ);
    let mut chains = [0; 2];
    for chain in &mut chains {
        *chain = world.words(&[0, 0, 0, 0]);
        for _ in 0..100_000 {
            *chain = world.words(&[word, *chain, 0, 0]);
        }
    }
    assert_eq!(world.equal(typ, chains[0], chains[1]), Ok(true));
}

#[test]
fn descriptors_lie_as_abi_type_has_them() {
    let mut world = World::new();
    let (int, string) = (world.code.int(), world.code.string());
    let node = world.code.structure(&[("Value", int), ("name", string)]);
    world.code.named(node, "Node", &[]);
    let pointer = world.code.pointer(node);
    // The pointer field makes the type speak of itself.
    world.code.change(node, |rtype| {
        if let Shape::Struct(fields) = &mut rtype.shape {
            fields[0].typ = pointer;
            fields[0].tag = "json:\"v\"".into();
        }
    });
    let d = world.descriptor(node);
    assert_eq!(world.types.id_of(&world.heap.memory, d), Some(node));
    assert_eq!(world.types.id_of(&world.heap.memory, d + 8), None);
    assert_eq!(world.types.id_of(&world.heap.memory, u64::MAX), None);
    assert_eq!((world.u64(d), world.u64(d + 8)), (24, 16));
    // Named and uncommon, not regular memory; alignments; kind.
    let bytes: Vec<u8> = world.heap.memory.slice(d + 20, 4).into();
    assert_eq!(bytes, [1 | 4, 8, 8, 25]);
    assert_ne!(world.u64(d + 24), 0);
    let string_name = u64::from(world.heap.memory.read_u32(d + 40));
    assert_eq!(world.name(string_name), (1, "main.Node".into(), String::new()));
    assert_eq!(world.name(world.u64(d + 48)).1, "main");
    assert_eq!((world.u64(d + 64), world.u64(d + 72)), (2, 2));
    let fields = world.u64(d + 56);
    assert_eq!(world.name(world.u64(fields)), (1 | 2, "Value".into(), "json:\"v\"".into()));
    assert_eq!(world.name(world.u64(fields + 24)), (0, "name".into(), String::new()));
    assert_eq!(world.u64(fields + 40), 8);
    let p = world.u64(fields + 8);
    assert_eq!(p, world.descriptor(pointer));
    assert_eq!(world.u64(p + 48), d);
    // A pointer is a direct interface word of regular memory, and has no name.
    assert_eq!(world.heap.memory.read_u8(p + 20), 8 | 32);
    let func = world.code.func(&[int, pointer], &[string], true);
    let f = world.descriptor(func);
    assert_eq!(world.heap.memory.read_u16(f + 48), 2);
    assert_eq!(world.heap.memory.read_u16(f + 50), 1 | 1 << 15);
    let parts = [world.u64(f + 56), world.u64(f + 64), world.u64(f + 72)];
    assert_eq!(parts, [world.descriptor(int), p, world.descriptor(string)]);
    assert_eq!(world.u64(f + 24), 0);
}

#[test]
fn single_pointers_are_interface_words() {
    let mut world = World::new();
    let int = world.code.int();
    let pointer = world.code.pointer(int);
    let wrapped = world.code.structure(&[("p", pointer)]);
    let array = world.code.array(1, wrapped);
    let none = world.code.structure(&[]);
    let padded = world.code.structure(&[("x", none), ("p", pointer)]);
    for (typ, direct) in
        [(pointer, true), (array, true), (padded, true), (int, false), (none, false)]
    {
        assert_eq!(world.info(typ).direct, direct, "{}", world.code.rtype(typ).string);
    }
}

#[test]
fn itabs_have_the_functions_of_the_interface_type() {
    let mut world = World::new();
    let int = world.code.int();
    let none = world.code.func(&[], &[], false);
    let one = world.code.func(&[int], &[], false);
    let typ = world.code.structure(&[]);
    world.code.named(typ, "T", &[("A", none, 10), ("B", one, 11), ("C", none, 12)]);
    let wanted = world.code.interface(&[("A", none), ("C", none)]);
    let other = world.code.interface(&[("B", none), ("C", none)]);
    let functions = itab::functions(&world.code, wanted, typ).unwrap();
    assert_eq!(functions.iter().map(|id| id.0).collect::<Vec<_>>(), [10, 12]);
    // A method of another type is none.
    assert_eq!(itab::functions(&world.code, other, typ).unwrap_err().as_ref(), "B");
    let made = world.types.make_itab(&mut world.heap, &world.code, (wanted, typ), Some(&[5, 6]));
    assert_eq!(world.types.known_itab(wanted, typ), Some(made));
    let addr = made.unwrap();
    let descriptor = world.descriptor(typ);
    assert_eq!([world.u64(addr), world.u64(addr + 8)], [world.descriptor(wanted), descriptor]);
    assert_eq!([world.u64(addr + 24), world.u64(addr + 32)], [5, 6]);
    assert_eq!(world.heap.memory.read_u32(addr + 16), world.heap.memory.read_u32(descriptor + 16));
    assert_eq!(world.types.of_word(&world.heap.memory, addr, true).unwrap().id, typ);
    assert!(world.types.of_word(&world.heap.memory, 0, true).is_none());
}
