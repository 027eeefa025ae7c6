//! Composite literals. A struct or array is built where it will stay: in a local, or in the memory of a new variable; literals inside
//! it are built in place. Tables of constants are one copy of bytes.

use burrow_go_syntax::ast::{Element, Expr, ExprKind};

use crate::code::{Base, Indexed, Inst, LocalId, Operand};
use crate::func::FuncLowering;
use crate::layout::Kind;
use crate::measure::FieldAt;
use crate::place::Place;
use crate::rtype::RTypeId;
use crate::types::{Key, Ty};

/// Fewer constants than this are stored one by one.
const FEW_CONSTANTS: usize = 4;
/// A table of constants may have so many bytes for each element that is given.
const BYTES_PER_ELEMENT: u64 = 64;

impl FuncLowering<'_> {
    /// `T{…}`; in a literal of pointers, `{…}` is `&T{…}`.
    pub fn composite(
        &mut self,
        expr: &Expr,
        elements: &[Element],
        want: Option<LocalId>,
    ) -> Operand {
        let typ = self.type_of(expr);
        match self.lower.ty(typ) {
            Ty::Pointer(_) => self.new_composite(expr, elements, want),
            Ty::Slice(elem) => self.slice_literal(typ, elem, elements, want),
            Ty::Map(key, value) => self.map_literal(typ, key, value, elements, want),
            _ => {
                let kind = self.lower.kind(typ);
                let values: Vec<&Expr> = elements.iter().map(|element| &element.value).collect();
                let dst = self.dest_unless_mentioned(want, kind, &values);
                let place = Place::Local { local: dst, offset: 0 };
                if self.build_from_bytes(place, typ, elements) {
                    return Operand::Local(dst);
                }
                self.settle(&values);
                let complete = self.is_complete(typ, elements);
                if !complete {
                    self.emit(Inst::Zero { dst });
                }
                self.build(place, typ, elements, !complete);
                Operand::Local(dst)
            }
        }
    }

    /// `&T{…}`.
    pub fn new_composite(
        &mut self,
        expr: &Expr,
        elements: &[Element],
        want: Option<LocalId>,
    ) -> Operand {
        let mut typ = self.type_of(expr);
        if expr_is_elided(expr)
            && let Ty::Pointer(elem) = self.lower.ty(typ)
        {
            typ = elem;
        }
        let dst = self.early_dest(want, Kind::Ptr);
        self.new_composite_at(dst, typ, expr, elements);
        Operand::Local(dst)
    }

    /// A new variable on the heap with the value of a composite literal.
    fn new_composite_at(&mut self, dst: LocalId, typ: RTypeId, expr: &Expr, elements: &[Element]) {
        let kind = self.lower.kind(typ);
        match self.lower.ty(typ) {
            Ty::Struct | Ty::Array(..) => {
                self.settle_elements(elements);
                self.emit(Inst::New { dst, kind });
                self.build(Place::at(Operand::Local(dst)), typ, elements, true);
            }
            ty => {
                let mark = self.mark();
                let value = match ty {
                    Ty::Slice(elem) => self.slice_literal(typ, elem, elements, None),
                    Ty::Map(key, value) => self.map_literal(typ, key, value, elements, None),
                    _ => self.expr(expr),
                };
                self.new_box(dst, kind, Some(value));
                self.release(mark);
            }
        }
    }

    /// A variable on the heap that is set to the value of an expression.
    pub fn new_box_from(&mut self, dst: LocalId, typ: RTypeId, expr: &Expr) {
        let inner = expr.unparen();
        if let ExprKind::Composite { elements, .. } = &inner.kind
            && !self.hoisted.contains_key(&inner.id)
            && self.type_of(inner) == typ
            && matches!(self.lower.ty(typ), Ty::Struct | Ty::Array(..))
        {
            return self.new_composite_at(dst, typ, inner, elements);
        }
        let mark = self.mark();
        let kind = self.lower.kind(typ);
        if let Some((from, from_offset)) = self.large_source(expr, typ) {
            let to = Base::Pointer(Operand::Local(dst));
            self.emit(Inst::New { dst, kind });
            self.emit(Inst::Move { to, to_offset: 0, from, from_offset, kind });
        } else {
            let value = self.expr_as(expr, typ, None);
            self.new_box(dst, kind, Some(value));
        }
        self.release(mark);
    }

    /// Sets memory that is zero and that nobody reads yet to the value of an expression.
    pub fn fill(&mut self, place: Place, typ: RTypeId, expr: &Expr) {
        let inner = expr.unparen();
        let mark = self.mark();
        match &inner.kind {
            ExprKind::Composite { elements, .. }
                if !self.hoisted.contains_key(&inner.id)
                    && self.type_of(inner) == typ
                    && matches!(self.lower.ty(typ), Ty::Struct | Ty::Array(..)) =>
            {
                self.settle_elements(elements);
                self.build(place, typ, elements, true);
            }
            _ => {
                let value = self.expr_as(expr, typ, None);
                if value != Operand::Const(0) {
                    self.store(place, typ, value);
                }
            }
        }
        self.release(mark);
    }

    fn settle_elements(&mut self, elements: &[Element]) {
        let values: Vec<&Expr> = elements.iter().map(|element| &element.value).collect();
        self.settle(&values);
    }

    /// Whether a literal sets every word of its type, so that it need not be zeroed first.
    fn is_complete(&mut self, typ: RTypeId, elements: &[Element]) -> bool {
        let whole = |func: &mut Self, t: RTypeId, value: &Expr| match &value.unparen().kind {
            ExprKind::Composite { elements, .. } => match func.lower.ty(t) {
                Ty::Struct | Ty::Array(..) => func.is_complete(t, elements),
                _ => true,
            },
            _ => true,
        };
        match self.lower.ty(typ) {
            Ty::Struct => {
                let fields = self.lower.fields(typ);
                let packed: u64 = fields.iter().map(|field| self.lower.size(field.typ)).sum();
                let size = self.lower.size(typ);
                if elements.len() != fields.len() || packed != size {
                    return false;
                }
                elements.iter().enumerate().all(|(index, element)| {
                    let field = self.field_of(&fields, index, element);
                    field.is_some_and(|(_, t)| whole(self, t, &element.value))
                })
            }
            Ty::Array(len, elem) => {
                let keyed = elements.iter().any(|element| element.key.is_some());
                let in_words = self.lower.size(typ).is_multiple_of(8);
                elements.len() as u64 == len
                    && !keyed
                    && in_words
                    && elements.iter().all(|element| whole(self, elem, &element.value))
            }
            _ => false,
        }
    }

    /// The place and type of the field that an element sets. A blank field stays zero.
    fn field_of(
        &self,
        fields: &[FieldAt],
        index: usize,
        element: &Element,
    ) -> Option<(u32, RTypeId)> {
        let field = match &element.key {
            Some(Expr { kind: ExprKind::Name(name), .. }) => {
                fields.iter().find(|field| field.name == *name)
            }
            _ => fields.get(index).filter(|field| !field.name.is_blank()),
        };
        field.map(|field| (field.offset, field.typ))
    }

    /// Sets the elements of a struct or array. `zeroed` says that the place is zero already.
    fn build(&mut self, place: Place, typ: RTypeId, elements: &[Element], zeroed: bool) {
        if let Ty::Array(_, elem) = self.lower.ty(typ) {
            if self.build_from_bytes(place, typ, elements) {
                return;
            }
            let size = self.lower.size(elem);
            for (index, element) in self.numbered(elements) {
                self.build_element(place.part((index * size) as u32), elem, &element.value, zeroed);
            }
            return;
        }
        let fields = self.lower.fields(typ);
        for (index, element) in elements.iter().enumerate() {
            match self.field_of(&fields, index, element) {
                Some((offset, field)) => {
                    self.build_element(place.part(offset), field, &element.value, zeroed);
                }
                None => {
                    self.expr(&element.value);
                }
            }
        }
    }

    fn build_element(&mut self, place: Place, typ: RTypeId, value: &Expr, zeroed: bool) {
        let inner = value.unparen();
        let in_place = matches!(self.lower.ty(typ), Ty::Struct | Ty::Array(..));
        if let ExprKind::Composite { elements, .. } = &inner.kind
            && in_place
            && !self.hoisted.contains_key(&inner.id)
        {
            return self.build(place, typ, elements, zeroed);
        }
        let mark = self.mark();
        let value = self.expr_as(value, typ, None);
        if !(zeroed && value == Operand::Const(0)) {
            self.store(place, typ, value);
        }
        self.release(mark);
    }

    /// The elements of an array or slice literal with their indices.
    fn numbered<'e>(&self, elements: &'e [Element]) -> Vec<(u64, &'e Element)> {
        let mut next = 0;
        let mut numbered = Vec::with_capacity(elements.len());
        for element in elements {
            let key =
                element.key.as_ref().and_then(|key| self.lower.program.info.types.get(key.id));
            if let Some(index) = key.and_then(|key| key.value.as_ref()?.as_u64()) {
                next = index;
            }
            numbered.push((next, element));
            next += 1;
        }
        numbered
    }

    /// Sets a whole array by a copy of bytes, if all of its elements are constants without pointers.
    fn build_from_bytes(&mut self, place: Place, typ: RTypeId, elements: &[Element]) -> bool {
        let size = self.lower.size(typ);
        if elements.len() < FEW_CONSTANTS || size > elements.len() as u64 * BYTES_PER_ELEMENT {
            return false;
        }
        let mut bytes = vec![0; size as usize];
        if !self.elements_bytes(typ, elements, &mut bytes) {
            return false;
        }
        let bytes = bytes.into();
        match place {
            Place::Local { local, offset } => {
                self.emit(Inst::SetBytes { dst: local, offset, bytes })
            }
            Place::Memory { base, offset } => self.emit(Inst::StoreBytes { base, offset, bytes }),
            _ => return false,
        }
        true
    }

    fn elements_bytes(&mut self, typ: RTypeId, elements: &[Element], out: &mut [u8]) -> bool {
        match self.lower.ty(typ) {
            Ty::Array(_, elem) => {
                let size = self.lower.size(elem) as usize;
                self.numbered(elements).into_iter().all(|(index, element)| {
                    let at = index as usize * size;
                    out.get_mut(at..at + size)
                        .is_some_and(|out| self.value_bytes(elem, &element.value, out))
                })
            }
            Ty::Struct => {
                let fields = self.lower.fields(typ);
                elements.iter().enumerate().all(|(index, element)| {
                    let Some((offset, field)) = self.field_of(&fields, index, element) else {
                        return false;
                    };
                    let (at, size) = (offset as usize, self.lower.size(field) as usize);
                    out.get_mut(at..at + size)
                        .is_some_and(|out| self.value_bytes(field, &element.value, out))
                })
            }
            _ => false,
        }
    }

    fn value_bytes(&mut self, typ: RTypeId, value: &Expr, out: &mut [u8]) -> bool {
        let value = value.unparen();
        if let ExprKind::Composite { elements, .. } = &value.kind {
            return self.elements_bytes(typ, elements, out);
        }
        let known =
            self.lower.program.info.types.get(value.id).and_then(|known| known.value.clone());
        let Some(constant) = known else { return false };
        let mut bytes = Vec::with_capacity(out.len());
        if !self.constant_bytes(&constant, typ, &mut bytes) || bytes.len() != out.len() {
            return false;
        }
        out.copy_from_slice(&bytes);
        true
    }

    fn slice_literal(
        &mut self,
        typ: RTypeId,
        elem: RTypeId,
        elements: &[Element],
        want: Option<LocalId>,
    ) -> Operand {
        let len = self.numbered(elements).iter().map(|(index, _)| index + 1).max().unwrap_or(0);
        let mark = self.mark();
        self.settle_elements(elements);
        let array = self.lower.types.intern(Key::Array(len, elem));
        let pointer = self.new_array(array);
        self.build(Place::at(Operand::Local(pointer)), array, elements, true);
        self.release(mark);
        self.slice_of_array(pointer, elem, len, typ, want)
    }

    /// A new array on the heap.
    pub fn new_array(&mut self, array: RTypeId) -> LocalId {
        let pointer = self.temp(Kind::Ptr);
        let kind = self.lower.kind(array);
        self.emit(Inst::New { dst: pointer, kind });
        pointer
    }

    /// The whole of an array on the heap as a slice.
    pub fn slice_of_array(
        &mut self,
        pointer: LocalId,
        elem: RTypeId,
        len: u64,
        slice: RTypeId,
        want: Option<LocalId>,
    ) -> Operand {
        let size = self.lower.size(elem) as u32;
        let kind = self.lower.kind(slice);
        let dst = self.dest(want, kind);
        let of = Indexed::Memory { base: Base::Pointer(Operand::Local(pointer)), offset: 0, len };
        self.emit(Inst::SliceOf { dst, of, size, lo: None, hi: None, max: None });
        Operand::Local(dst)
    }

    fn map_literal(
        &mut self,
        typ: RTypeId,
        key_type: RTypeId,
        value_type: RTypeId,
        elements: &[Element],
        want: Option<LocalId>,
    ) -> Operand {
        let dst = self.early_dest(want, Kind::Ptr);
        self.emit(Inst::MakeMap { dst, typ, hint: Operand::Const(elements.len() as u64) });
        for element in elements {
            let Some(key) = &element.key else { continue };
            let mark = self.mark();
            self.settle(&[key, &element.value]);
            let key = self.expr_as(key, key_type, None);
            let value = self.expr_as(&element.value, value_type, None);
            self.emit(Inst::MapSet { map: Operand::Local(dst), key, value, typ });
            self.release(mark);
        }
        Operand::Local(dst)
    }
}

fn expr_is_elided(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Composite { typ: None, .. })
}
