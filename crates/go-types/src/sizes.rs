//! Sizes, alignments and offsets as gc lays out memory for GOARCH=wasm: words of eight bytes.

use crate::Program;
use crate::types::{Basic, Struct, Type, TypeId};

const WORD: i64 = 8;

/// Where a value fits.
#[derive(Clone, Copy)]
pub(crate) struct Layout {
    /// In bytes; negative where it is too large.
    size: i64,
    align: i64,
}

/// The types that are being laid out, outermost first, and whether one of them contains itself or is not known yet: then
/// nothing found is final.
#[derive(Default)]
struct Walk {
    path: Vec<TypeId>,
    open: bool,
}

impl Program {
    /// The size of a value in bytes; negative where it is too large.
    pub fn size_of(&mut self, t: TypeId) -> i64 {
        self.layout(t, &mut Walk::default()).size
    }

    /// The alignment of a value in bytes.
    pub fn align_of(&mut self, t: TypeId) -> i64 {
        self.layout(t, &mut Walk::default()).align
    }

    /// Where a field of a struct type starts; negative where the fields before it are too large.
    pub fn offset_of(&mut self, t: TypeId, field: usize) -> i64 {
        let under = self.underlying(t);
        let Type::Struct(s) = self.typ(under) else { return 0 };
        let s = s.clone();
        self.fields(&s, &mut Walk::default()).0.get(field).copied().unwrap_or(0)
    }

    fn layout(&mut self, t: TypeId, walk: &mut Walk) -> Layout {
        let under = self.underlying(t);
        let word = |words| Layout { size: words * WORD, align: WORD };
        match self.typ(under) {
            Type::Basic(basic) => {
                let (size, align) = match basic {
                    Basic::Bool | Basic::Int8 | Basic::Uint8 => (1, 1),
                    Basic::Int16 | Basic::Uint16 => (2, 2),
                    Basic::Int32 | Basic::Uint32 | Basic::Float32 => (4, 4),
                    Basic::Complex64 => (8, 4),
                    Basic::String | Basic::Complex128 => (16, 8),
                    Basic::Invalid => {
                        walk.open = true;
                        (8, 8)
                    }
                    _ => (8, 8),
                };
                Layout { size, align }
            }
            Type::Slice(_) => word(3),
            Type::Interface(_) => word(2),
            Type::Array(..) | Type::Struct(_) => self.composite_layout(under, walk),
            _ => word(1),
        }
    }

    fn composite_layout(&mut self, under: TypeId, walk: &mut Walk) -> Layout {
        if let Some(&known) = self.ck.layouts.get(&under) {
            return known;
        }
        // A type that contains itself, or ever larger instances of its declaration, has been or will be reported.
        if walk.path.contains(&under) || walk.path.len() > 200 {
            walk.open = true;
            return Layout { size: 0, align: 1 };
        }
        let outside = std::mem::replace(&mut walk.open, false);
        walk.path.push(under);
        let layout = match self.typ(under) {
            &Type::Array(len, elem) => {
                let elem = self.layout(elem, walk);
                let size = match elem.size {
                    _ if len <= 0 => 0,
                    size if size < 0 => -1,
                    size => size.checked_mul(len).unwrap_or(-1),
                };
                Layout { size, align: elem.align }
            }
            Type::Struct(s) => {
                let s = s.clone();
                self.fields(&s, walk).1
            }
            _ => Layout { size: WORD, align: WORD },
        };
        walk.path.pop();
        if !walk.open {
            self.ck.layouts.insert(under, layout);
        }
        walk.open |= outside;
        layout
    }

    /// Where each field starts, and the layout of the struct.
    fn fields(&mut self, s: &Struct, walk: &mut Walk) -> (Vec<i64>, Layout) {
        let mut offsets = Vec::with_capacity(s.fields.len());
        let mut end = Some(0);
        let mut largest = 1;
        let mut last = 0;
        for &field in &s.fields {
            let t = self.object_type(field);
            let Layout { size, align } = self.layout(t, walk);
            let start = end.and_then(|end| align_up(end, align));
            offsets.push(start.unwrap_or(-1));
            end = start.filter(|_| size >= 0).and_then(|start| start.checked_add(size));
            largest = largest.max(align);
            last = size;
        }
        // The address of a last field without size must not lie outside.
        if last == 0 && offsets.last().is_some_and(|&offset| offset > 0) {
            end = end.and_then(|end| end.checked_add(1));
        }
        let size = end.and_then(|end| align_up(end, largest)).unwrap_or(-1);
        (offsets, Layout { size, align: largest })
    }
}

fn align_up(offset: i64, align: i64) -> Option<i64> {
    Some(offset.checked_add(align - 1)? / align * align)
}
