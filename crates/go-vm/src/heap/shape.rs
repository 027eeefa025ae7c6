//! Where pointers lie in objects.

use std::collections::HashMap;

use burrow_go_ir::layout::Layout;

/// The number of a [`Shape`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ShapeId(pub u32);

impl ShapeId {
    /// No pointers.
    pub const NOSCAN: ShapeId = ShapeId(0);
    /// Pointers only.
    pub const POINTERS: ShapeId = ShapeId(1);
}

/// Where pointers lie in an object: it is an array of elements of `stride` bytes, as many as fit. The room that rounding
/// leaves behind the last one is zero.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Shape {
    /// Bytes from element to element.
    pub stride: u32,
    /// How often the pointers below come in an element.
    pub repeat: u32,
    /// Bytes from one repetition to the next.
    pub inner: u32,
    /// Bytes from the start of a repetition to each pointer.
    pub offsets: Box<[u32]>,
}

/// All shapes, each once.
pub struct Shapes {
    shapes: Vec<Shape>,
    ids: HashMap<Shape, ShapeId>,
}

impl Default for Shapes {
    fn default() -> Self {
        let mut shapes = Shapes { shapes: Vec::new(), ids: HashMap::new() };
        shapes.intern(Shape { stride: 8, repeat: 0, inner: 0, offsets: Box::new([]) });
        shapes.intern(Shape { stride: 8, repeat: 1, inner: 8, offsets: Box::new([0]) });
        shapes
    }
}

impl Shapes {
    /// The shape of a value, or of an array of such values.
    pub fn of(&mut self, layout: &Layout) -> ShapeId {
        if layout.pointers.is_empty() || layout.size == 0 {
            return ShapeId::NOSCAN;
        }
        self.intern(Shape {
            stride: layout.size as u32,
            repeat: layout.repeat as u32,
            inner: layout.stride as u32,
            offsets: layout.pointers.as_slice().into(),
        })
    }

    /// The shape of a structure of `stride` bytes with pointers at these bytes, or of an array of such.
    pub fn of_pointers(&mut self, stride: u64, offsets: &[u32]) -> ShapeId {
        if offsets.is_empty() {
            return ShapeId::NOSCAN;
        }
        self.intern(Shape {
            stride: stride as u32,
            repeat: 1,
            inner: stride as u32,
            offsets: offsets.into(),
        })
    }

    /// The shape with this number.
    pub fn get(&self, id: ShapeId) -> &Shape {
        &self.shapes[id.0 as usize]
    }

    fn intern(&mut self, shape: Shape) -> ShapeId {
        if let Some(&id) = self.ids.get(&shape) {
            return id;
        }
        let id = ShapeId(self.shapes.len() as u32);
        self.shapes.push(shape.clone());
        self.ids.insert(shape, id);
        id
    }
}

impl Shape {
    /// Calls `f` with the byte of every pointer of an object of `size` bytes.
    #[inline]
    pub fn for_each(&self, size: u64, mut f: impl FnMut(u64)) {
        let stride = u64::from(self.stride);
        let mut at = 0;
        while at + stride <= size {
            for round in 0..u64::from(self.repeat) {
                let start = at + round * u64::from(self.inner);
                for &offset in &self.offsets {
                    f(start + u64::from(offset));
                }
            }
            at += stride;
        }
    }
}
