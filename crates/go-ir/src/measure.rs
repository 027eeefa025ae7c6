//! Size, alignment, pointers and fields of types: Go's layout for `GOARCH=wasm`.

use std::collections::HashMap;
use std::rc::Rc;

use burrow_go_syntax::Name;
use burrow_go_types::types::Basic;

use crate::layout::{Kind, Layout, LayoutId};
use crate::lower::Lower;
use crate::rtype::RTypeId;
use crate::types::Ty;

/// How values of a type lie in memory.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Measure {
    pub kind: Kind,
    pub size: u64,
    pub align: u64,
}

/// A field of a struct, with its place.
#[derive(Clone, Debug)]
pub(crate) struct FieldAt {
    pub name: Name,
    pub typ: RTypeId,
    pub offset: u32,
}

/// All layouts; equal ones have one number.
#[derive(Default)]
pub(crate) struct Layouts {
    list: Vec<Rc<Layout>>,
    ids: HashMap<Rc<Layout>, LayoutId>,
}

impl Layouts {
    pub fn get(&self, id: LayoutId) -> &Rc<Layout> {
        &self.list[id.0 as usize]
    }

    pub fn intern(&mut self, layout: Layout) -> Kind {
        if let Some(&id) = self.ids.get(&layout) {
            return Kind::Aggregate(id);
        }
        let id = LayoutId(self.list.len() as u32);
        let layout = Rc::new(layout);
        self.list.push(layout.clone());
        self.ids.insert(layout, id);
        Kind::Aggregate(id)
    }

    /// Bytes in memory of a value of this kind.
    pub fn size(&self, kind: Kind) -> u64 {
        match kind {
            Kind::Aggregate(id) => self.get(id).size,
            scalar => scalar.scalar_size().unwrap_or(8),
        }
    }
}

/// No type is counted as larger.
const MOST_BYTES: u64 = 1 << 60;

/// A list of so many pointers belongs to a type that is too large for any memory.
const MOST_POINTERS: usize = 1 << 22;

/// An aggregate of `words` words with pointers at these byte offsets.
fn words(words: u64, pointers: &[u32]) -> Layout {
    Layout { size: words * 8, align: 8, pointers: pointers.to_vec(), repeat: 1, stride: words * 8 }
}

impl Lower {
    /// How values of a type are read and written.
    pub fn kind(&mut self, t: RTypeId) -> Kind {
        self.measure(t).kind
    }

    /// Bytes in memory of a value of the type.
    pub fn size(&mut self, t: RTypeId) -> u64 {
        self.measure(t).size
    }

    /// The kind of strings.
    pub fn string_kind(&mut self) -> Kind {
        self.layouts.intern(words(2, &[0]))
    }

    /// The kind of interface values.
    pub fn interface_kind(&mut self) -> Kind {
        self.layouts.intern(words(2, &[8]))
    }

    /// Kind, size and alignment of a type.
    pub fn measure(&mut self, t: RTypeId) -> Measure {
        if let Some(known) = self.types.facts(t).measure {
            return known;
        }
        let measure = match self.ty(t) {
            Ty::Basic(basic) => self.measure_basic(basic),
            Ty::Pointer(_) | Ty::Map(..) | Ty::Chan(..) | Ty::Func => scalar(Kind::Ptr),
            Ty::Slice(_) => self.aggregate(words(3, &[0])),
            Ty::Interface => self.aggregate(words(2, &[8])),
            Ty::Array(len, elem) => self.measure_array(len, elem),
            Ty::Struct => self.measure_struct(t),
            Ty::Tuple => self.aggregate(words(0, &[])),
        };
        self.types.facts(t).measure = Some(measure);
        measure
    }

    fn aggregate(&mut self, mut layout: Layout) -> Measure {
        if layout.pointers.len() >= MOST_POINTERS {
            // No memory holds a value of this type: it need not be described, but must not seem to fit.
            layout.size = MOST_BYTES;
            layout.pointers.clear();
        }
        let (size, align) = (layout.size, layout.align);
        Measure { kind: self.layouts.intern(layout), size, align }
    }

    fn measure_basic(&mut self, basic: Basic) -> Measure {
        let kind = match basic {
            Basic::Bool | Basic::Uint8 | Basic::UntypedBool => Kind::U8,
            Basic::Int8 => Kind::I8,
            Basic::Int16 => Kind::I16,
            Basic::Uint16 => Kind::U16,
            Basic::Int32 | Basic::UntypedRune => Kind::I32,
            Basic::Uint32 => Kind::U32,
            Basic::Uint | Basic::Uint64 | Basic::Uintptr => Kind::U64,
            Basic::Float32 => Kind::F32,
            Basic::Float64 | Basic::UntypedFloat => Kind::F64,
            Basic::UnsafePointer | Basic::UntypedNil => Kind::Ptr,
            Basic::String | Basic::UntypedString => return self.aggregate(words(2, &[0])),
            Basic::Complex128 | Basic::UntypedComplex => return self.aggregate(words(2, &[])),
            Basic::Complex64 => {
                let layout =
                    Layout { size: 8, align: 4, pointers: Vec::new(), repeat: 1, stride: 8 };
                return self.aggregate(layout);
            }
            Basic::Int | Basic::Int64 | Basic::UntypedInt | Basic::Invalid => Kind::I64,
        };
        scalar(kind)
    }

    fn measure_array(&mut self, len: u64, elem: RTypeId) -> Measure {
        let inner = self.measure(elem);
        // What is larger fits no memory anyhow.
        let size = inner.size.saturating_mul(len).min(MOST_BYTES);
        let (pointers, repeat, stride) = match inner.kind {
            _ if len == 0 => (Vec::new(), 1, size),
            Kind::Ptr => (vec![0], len, 8),
            Kind::Aggregate(id) => {
                let layout = self.layouts.get(id).clone();
                if layout.pointers.is_empty() {
                    (Vec::new(), 1, size)
                } else if layout.repeat == 1 {
                    (layout.pointers.clone(), len, inner.size)
                } else if layout.repeat * layout.stride == inner.size {
                    (layout.pointers.clone(), len * layout.repeat, layout.stride)
                } else {
                    (spread(&layout, 0), len, inner.size)
                }
            }
            _ => (Vec::new(), 1, size),
        };
        self.aggregate(Layout { size, align: inner.align, pointers, repeat, stride })
    }

    fn measure_struct(&mut self, t: RTypeId) -> Measure {
        let fields = self.fields(t);
        let (mut end, mut align, mut pointers) = (0, 1, Vec::new());
        for (index, field) in fields.iter().enumerate() {
            let inner = self.measure(field.typ);
            align = align.max(inner.align);
            end = u64::from(field.offset) + inner.size;
            // Behind the last field there must be room for its address to point to.
            if inner.size == 0 && index + 1 == fields.len() && end > 0 {
                end += 1;
            }
            match inner.kind {
                Kind::Ptr => pointers.push(field.offset),
                Kind::Aggregate(id) => pointers.extend(spread(self.layouts.get(id), field.offset)),
                _ => {}
            }
        }
        let size = end.next_multiple_of(align);
        self.aggregate(Layout { size, align, pointers, repeat: 1, stride: size })
    }

    /// The fields of a struct type with their places; none if it is no struct.
    pub fn fields(&mut self, t: RTypeId) -> Rc<[FieldAt]> {
        let under = self.underlying(t);
        if let Some(known) = &self.types.facts(under).fields {
            return known.clone();
        }
        let mut offset = 0;
        let mut fields = Vec::new();
        for field in self.struct_fields(under).iter() {
            let inner = self.measure(field.typ);
            offset = u64::next_multiple_of(offset, inner.align);
            fields.push(FieldAt { name: field.name, typ: field.typ, offset: offset as u32 });
            offset = (offset + inner.size).min(MOST_BYTES);
        }
        let fields: Rc<[FieldAt]> = fields.into();
        self.types.facts(under).fields = Some(fields.clone());
        fields
    }

    /// The kind of a struct of these kinds in this order, and where each of them lies.
    pub fn packed(&mut self, kinds: &[Kind]) -> (Kind, Vec<u32>) {
        let (mut size, mut pointers, mut offsets) = (0, Vec::new(), Vec::new());
        for &kind in kinds {
            let (bytes, align) = match kind {
                Kind::Aggregate(id) => (self.layouts.get(id).size, self.layouts.get(id).align),
                scalar => (self.layouts.size(scalar), self.layouts.size(scalar)),
            };
            size = u64::next_multiple_of(size, align.max(1));
            match kind {
                Kind::Ptr => pointers.push(size as u32),
                Kind::Aggregate(id) => pointers.extend(spread(self.layouts.get(id), size as u32)),
                _ => {}
            }
            offsets.push(size as u32);
            size += bytes;
        }
        let size = size.next_multiple_of(8);
        (self.layouts.intern(Layout { size, align: 8, pointers, repeat: 1, stride: size }), offsets)
    }
}

fn scalar(kind: Kind) -> Measure {
    let size = kind.scalar_size().unwrap_or(8);
    Measure { kind, size, align: size }
}

/// All pointers of a layout that stands `base` bytes into another one, or too many of them.
fn spread(layout: &Layout, base: u32) -> Vec<u32> {
    let mut all = Vec::new();
    if layout.pointers.is_empty() {
        return all;
    }
    for turn in 0..layout.repeat.min(MOST_POINTERS as u64) {
        let start = base + (turn * layout.stride) as u32;
        all.extend(layout.pointers.iter().map(|at| start + at));
    }
    all
}
