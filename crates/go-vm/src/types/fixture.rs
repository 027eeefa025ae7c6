//! Types for tests.

use std::rc::Rc;

use burrow_go_ir::Code;
use burrow_go_ir::code::{FuncId, Function, GlobalId};
use burrow_go_ir::layout::{Kind, Layout, LayoutId};
use burrow_go_ir::rtype::{InterfaceMethod, Method, RType, RTypeId, Shape, StructField};

/// Code that consists of types only.
#[derive(Default)]
pub struct Fixture {
    types: Vec<Rc<RType>>,
    layouts: Vec<Rc<Layout>>,
}

impl Fixture {
    pub fn scalar(&mut self, name: &str, kind: Kind, shape: Shape) -> RTypeId {
        let id = self.add(name, kind, shape);
        self.change(id, |rtype| rtype.name = Some(name.into()));
        id
    }

    pub fn int(&mut self) -> RTypeId {
        self.scalar("int", Kind::I64, Shape::Int)
    }

    pub fn float(&mut self) -> RTypeId {
        self.scalar("float64", Kind::F64, Shape::Float64)
    }

    pub fn string(&mut self) -> RTypeId {
        let kind = self.aggregate(16, 8, &[0], 1, 16);
        self.scalar("string", kind, Shape::String)
    }

    pub fn any(&mut self) -> RTypeId {
        let kind = self.aggregate(16, 8, &[8], 1, 16);
        self.add("interface {}", kind, Shape::Interface(Vec::new()))
    }

    pub fn interface(&mut self, methods: &[(&str, RTypeId)]) -> RTypeId {
        let kind = self.aggregate(16, 8, &[8], 1, 16);
        let method = |&(name, typ): &(&str, RTypeId)| InterfaceMethod {
            name: name.into(),
            package: "".into(),
            typ,
        };
        self.add("interface", kind, Shape::Interface(methods.iter().map(method).collect()))
    }

    pub fn pointer(&mut self, elem: RTypeId) -> RTypeId {
        let string = format!("*{}", self.types[elem.0 as usize].string);
        self.add(&string, Kind::Ptr, Shape::Pointer(elem))
    }

    pub fn slice(&mut self, elem: RTypeId) -> RTypeId {
        let kind = self.aggregate(24, 8, &[0], 1, 24);
        let string = format!("[]{}", self.types[elem.0 as usize].string);
        self.add(&string, kind, Shape::Slice(elem))
    }

    pub fn map(&mut self, key: RTypeId, value: RTypeId) -> RTypeId {
        self.add("map", Kind::Ptr, Shape::Map { key, value })
    }

    pub fn func(&mut self, params: &[RTypeId], results: &[RTypeId], variadic: bool) -> RTypeId {
        self.add(
            "func",
            Kind::Ptr,
            Shape::Func { params: params.into(), results: results.into(), variadic },
        )
    }

    pub fn array(&mut self, count: u64, elem: RTypeId) -> RTypeId {
        let inner = self.measure(elem);
        let pointers: Vec<u32> = (0..inner.repeat)
            .flat_map(|round| {
                inner.pointers.iter().map(move |at| (round * inner.stride) as u32 + at)
            })
            .collect();
        let kind = self.aggregate(inner.size * count, inner.align, &pointers, count, inner.size);
        let string = format!("[{count}]{}", self.types[elem.0 as usize].string);
        self.add(&string, kind, Shape::Array(count, elem))
    }

    pub fn structure(&mut self, fields: &[(&str, RTypeId)]) -> RTypeId {
        let (mut size, mut align, mut pointers, mut list) = (0_u64, 1, Vec::new(), Vec::new());
        for &(name, typ) in fields {
            let inner = self.measure(typ);
            let offset = size.next_multiple_of(inner.align);
            for round in 0..inner.repeat {
                pointers.extend(
                    inner.pointers.iter().map(|at| (offset + round * inner.stride) as u32 + at),
                );
            }
            size = offset + inner.size;
            align = align.max(inner.align);
            let package = if name.starts_with(char::is_uppercase) { "" } else { "main" };
            list.push(StructField {
                name: name.into(),
                package: package.into(),
                typ,
                tag: "".into(),
                offset,
                embedded: false,
            });
        }
        size = size.next_multiple_of(align);
        let kind = self.aggregate(size, align, &pointers, 1, size);
        self.add("struct", kind, Shape::Struct(list))
    }

    /// Gives a type a name and methods, each with its type and its function.
    pub fn named(&mut self, id: RTypeId, name: &str, methods: &[(&str, RTypeId, u32)]) {
        let method = |&(name, typ, function): &(&str, RTypeId, u32)| Method {
            name: name.into(),
            package: "".into(),
            typ,
            by_word: FuncId(function),
            direct: FuncId(function),
        };
        let methods = methods.iter().map(method).collect();
        self.change(id, |rtype| {
            rtype.name = Some(name.into());
            rtype.package = "main".into();
            rtype.string = format!("main.{name}").into();
            rtype.methods = methods;
        });
    }

    pub fn change(&mut self, id: RTypeId, change: impl FnOnce(&mut RType)) {
        change(Rc::make_mut(&mut self.types[id.0 as usize]));
    }

    fn measure(&self, id: RTypeId) -> Layout {
        match self.types[id.0 as usize].kind {
            Kind::Aggregate(layout) => (*self.layouts[layout.0 as usize]).clone(),
            kind => {
                let size = kind.scalar_size().unwrap();
                let pointers = if kind == Kind::Ptr { vec![0] } else { Vec::new() };
                Layout { size, align: size, pointers, repeat: 1, stride: size }
            }
        }
    }

    fn aggregate(
        &mut self,
        size: u64,
        align: u64,
        pointers: &[u32],
        repeat: u64,
        stride: u64,
    ) -> Kind {
        self.layouts.push(Rc::new(Layout {
            size,
            align,
            pointers: pointers.into(),
            repeat,
            stride,
        }));
        Kind::Aggregate(LayoutId(self.layouts.len() as u32 - 1))
    }

    fn add(&mut self, string: &str, kind: Kind, shape: Shape) -> RTypeId {
        let rtype = RType {
            string: string.into(),
            name: None,
            package: "".into(),
            kind,
            shape,
            comparable: true,
            methods: Vec::new(),
        };
        self.types.push(Rc::new(rtype));
        RTypeId(self.types.len() as u32 - 1)
    }
}

impl Code for Fixture {
    fn function(&mut self, _: FuncId) -> Rc<Function> {
        unreachable!("there are only types")
    }

    fn rtype(&self, id: RTypeId) -> Rc<RType> {
        self.types[id.0 as usize].clone()
    }

    fn layout(&self, id: LayoutId) -> Rc<Layout> {
        self.layouts[id.0 as usize].clone()
    }

    fn global(&self, _: GlobalId) -> Kind {
        unreachable!("there are only types")
    }

    fn global_name(&self, _: GlobalId) -> Rc<str> {
        unreachable!("there are only types")
    }

    fn named(&mut self, _: &str) -> Option<FuncId> {
        None
    }

    fn named_type(&mut self, _: &str) -> Option<RTypeId> {
        None
    }

    fn pointer_to(&mut self, id: RTypeId) -> RTypeId {
        self.pointer(id)
    }

    fn intern(&mut self, typ: RType) -> RTypeId {
        self.types.push(Rc::new(typ));
        RTypeId(self.types.len() as u32 - 1)
    }

    fn globals(&self) -> usize {
        0
    }

    fn entry(&mut self) -> FuncId {
        FuncId(0)
    }
}
