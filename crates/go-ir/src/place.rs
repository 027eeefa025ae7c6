//! Places: where a value is, before it is read or written. Selectors and constant indices on the way become offsets, so that
//! `p.a.b[3].c` is one load; an index is checked by the same instruction that reads or writes the element.

use burrow_go_syntax::ast::{Expr, ExprKind};
use burrow_go_types::info::SelectionKind;
use burrow_go_types::objects::{ObjectId, ObjectKind};
use burrow_go_types::types::Basic;

use crate::code::{Base, Indexed, Inst, LocalId, Operand};
use crate::func::{FuncLowering, Shared, Storage};
use crate::layout::Kind;
use crate::rtype::RTypeId;
use crate::types::Ty;

/// Where a value is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    /// `_`: what is assigned is lost.
    Blank,
    /// In a local, this many bytes from its start.
    Local { local: LocalId, offset: u32 },
    /// In memory.
    Memory { base: Base, offset: u32 },
    /// In an element, this many bytes from its start.
    Element { of: Indexed, index: Operand, size: u32, offset: u32 },
    /// In a map of the type.
    Map { map: Operand, key: Operand, typ: RTypeId },
}

/// A place and the type of what is there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Located {
    pub place: Place,
    pub typ: RTypeId,
}

impl Place {
    /// What a pointer points to.
    pub fn at(pointer: Operand) -> Place {
        Place::Memory { base: Base::Pointer(pointer), offset: 0 }
    }

    /// A part of what is here, if it is not in a map.
    pub fn part(self, bytes: u32) -> Place {
        match self {
            Place::Local { local, offset } => Place::Local { local, offset: offset + bytes },
            Place::Memory { base, offset } => Place::Memory { base, offset: offset + bytes },
            Place::Element { of, index, size, offset } => {
                Place::Element { of, index, size, offset: offset + bytes }
            }
            other => other,
        }
    }
}

impl FuncLowering<'_> {
    /// Where a variable is.
    pub fn variable(&mut self, object: ObjectId) -> Located {
        if matches!(&self.lower.program.object(object).kind, ObjectKind::Var(var) if var.global) {
            let typ = self.lower.type_of_object(object, &self.lower.no_env.clone());
            self.lower.touch_global(object);
            let base = Base::Global(self.lower.global(object));
            return Located { place: Place::Memory { base, offset: 0 }, typ };
        }
        match self.storage(Shared::Var(object)) {
            Some((storage, typ)) => Located { place: self.stored(storage), typ },
            None => {
                // Every variable is declared before it is used; a jump over its declaration is an error.
                let typ = self.lower.type_of_object(object, &self.env.clone());
                let storage = self.declare_as(object, typ, false);
                Located { place: self.stored(storage), typ }
            }
        }
    }

    /// The place of a variable that is stored like this.
    pub fn stored(&self, storage: Storage) -> Place {
        match storage {
            Storage::Local(local) => Place::Local { local, offset: 0 },
            Storage::Boxed(pointer) => Place::at(Operand::Local(pointer)),
        }
    }

    /// Where an expression's value is. What is nowhere is computed into a temporary.
    pub fn locate(&mut self, expr: &Expr) -> Located {
        let expr = expr.unparen();
        if self.hoisted.contains_key(&expr.id) {
            return self.in_temp(expr);
        }
        match &expr.kind {
            ExprKind::Name(name) if name.is_blank() => {
                Located { place: Place::Blank, typ: self.type_of(expr) }
            }
            ExprKind::Name(_) => match self.object_of(expr.id) {
                Some(object) if self.var(object).is_some() => self.variable(object),
                _ => self.in_temp(expr),
            },
            ExprKind::Star(x) => {
                let pointer = self.expr(x);
                Located { place: Place::at(pointer), typ: self.type_of(expr) }
            }
            ExprKind::Selector { x, sel } => {
                let Some(selection) = self.lower.program.info.selections.get(expr.id) else {
                    return match self.object_of(sel.id) {
                        Some(object) if self.var(object).is_some() => self.variable(object),
                        _ => self.in_temp(expr),
                    };
                };
                if selection.kind != SelectionKind::Field {
                    return self.in_temp(expr);
                }
                let path = selection.path.clone();
                let start = self.locate(x);
                self.field_path(start, &path)
            }
            ExprKind::Index { x, indices } => match indices.first() {
                Some(index) if !self.is_instantiation(expr) => self.locate_index(x, index),
                _ => self.in_temp(expr),
            },
            _ => self.in_temp(expr),
        }
    }

    fn in_temp(&mut self, expr: &Expr) -> Located {
        let typ = self.type_of(expr);
        let value = self.expr(expr);
        let kind = self.lower.kind(typ);
        let local = self.in_local(value, kind);
        Located { place: Place::Local { local, offset: 0 }, typ }
    }

    /// A field, through embedded fields and the pointers among them.
    pub fn field_path(&mut self, start: Located, path: &[usize]) -> Located {
        let mut at = start;
        for &index in path {
            at = self.follow(at);
            at = self.out_of_map(at);
            let fields = self.lower.fields(at.typ);
            let Some(field) = fields.get(index) else { return at };
            at = Located { place: at.place.part(field.offset), typ: field.typ };
        }
        at
    }

    /// A value in a map is taken out of it before a part of it is.
    pub fn out_of_map(&mut self, at: Located) -> Located {
        match at.place {
            Place::Map { .. } => {
                let value = self.load(at.place, at.typ, None);
                let kind = self.lower.kind(at.typ);
                Located {
                    place: Place::Local { local: self.in_local(value, kind), offset: 0 },
                    typ: at.typ,
                }
            }
            _ => at,
        }
    }

    /// What a pointer in a place points to; the place itself if there is no pointer.
    pub fn follow(&mut self, at: Located) -> Located {
        match self.lower.ty(at.typ) {
            Ty::Pointer(elem) => {
                let pointer = self.load(at.place, at.typ, None);
                Located { place: Place::at(pointer), typ: elem }
            }
            _ => at,
        }
    }

    fn locate_index(&mut self, x: &Expr, index: &Expr) -> Located {
        let holder = self.type_of(x);
        match self.lower.ty(holder) {
            Ty::Map(key, value) => {
                self.settle(&[x, index]);
                let map = self.expr(x);
                let key = self.expr_as(index, key, None);
                Located { place: Place::Map { map, key, typ: holder }, typ: value }
            }
            Ty::Slice(elem) => {
                self.settle(&[x, index]);
                let slice = self.two_words(x);
                let index = self.index(index);
                self.element(Indexed::Slice(slice), index, elem)
            }
            Ty::Array(len, elem) => {
                let size = self.lower.size(elem);
                let constant = self.constant_index(index);
                if constant.is_none() {
                    self.settle(&[x, index]);
                }
                let array = self.locate(x);
                match constant {
                    Some(at) => {
                        let array = self.out_of_map(array);
                        Located { place: array.place.part((at * size) as u32), typ: elem }
                    }
                    None => {
                        let index = self.index(index);
                        let of = self.array_at(array, len);
                        self.element(of, index, elem)
                    }
                }
            }
            Ty::Pointer(array) => {
                let Ty::Array(len, elem) = self.lower.ty(array) else { return nowhere(holder) };
                let size = self.lower.size(elem);
                let constant = self.constant_index(index);
                self.settle(&[x, index]);
                let pointer = self.expr(x);
                if let Some(at) = constant {
                    return Located {
                        place: Place::at(pointer).part((at * size) as u32),
                        typ: elem,
                    };
                }
                let index = self.index(index);
                let of = Indexed::Memory { base: Base::Pointer(pointer), offset: 0, len };
                self.element(of, index, elem)
            }
            Ty::Basic(_) => {
                self.settle(&[x, index]);
                let string = self.two_words(x);
                let index = self.index(index);
                let byte = self.lower.basic(Basic::Uint8);
                self.element(Indexed::String(string), index, byte)
            }
            _ => nowhere(holder),
        }
    }

    fn element(&mut self, of: Indexed, index: Operand, elem: RTypeId) -> Located {
        let size = self.lower.size(elem) as u32;
        Located { place: Place::Element { of, index, size, offset: 0 }, typ: elem }
    }

    /// An array in a place, to be indexed.
    pub fn array_at(&mut self, array: Located, len: u64) -> Indexed {
        match array.place {
            Place::Local { local, offset } => Indexed::Local { local, offset, len },
            Place::Memory { base, offset } => Indexed::Memory { base, offset, len },
            Place::Element { of: Indexed::Local { .. } | Indexed::String(_), .. }
            | Place::Blank
            | Place::Map { .. } => {
                let value = self.load(array.place, array.typ, None);
                let kind = self.lower.kind(array.typ);
                Indexed::Local { local: self.in_local(value, kind), offset: 0, len }
            }
            Place::Element { of, index, size, offset } => {
                let dst = self.temp(Kind::Ptr);
                self.emit(Inst::ElementAddress { dst, of, index, size, offset });
                Indexed::Memory { base: Base::Pointer(Operand::Local(dst)), offset: 0, len }
            }
        }
    }

    /// A slice that is to be indexed only: where it must be loaded, pointer and length are enough.
    pub fn two_words(&mut self, x: &Expr) -> LocalId {
        let at = self.locate(x);
        let at = self.out_of_map(at);
        let kind = match at.place {
            Place::Local { local, offset: 0 } => return local,
            _ => self.lower.string_kind(),
        };
        let value = self.load_kind(at.place, kind, None);
        self.in_local(value, kind)
    }

    /// A constant index, if it is one.
    fn constant_index(&self, index: &Expr) -> Option<u64> {
        let known = self.lower.program.info.types.get(index.id)?;
        known.value.as_ref()?.as_u64()
    }

    /// An index or a bound: an integer of any type, as a word.
    pub fn index(&mut self, index: &Expr) -> Operand {
        if let Some(value) = self.constant_index(index) {
            return Operand::Const(value);
        }
        self.expr(index)
    }

    /// Reads a place.
    pub fn load(&mut self, place: Place, typ: RTypeId, want: Option<LocalId>) -> Operand {
        match place {
            Place::Map { map, key, typ } => {
                let value = self.map_value(typ);
                let kind = self.lower.kind(value);
                let dst = self.dest(want, kind);
                self.emit(Inst::MapGet { dst: Some(dst), ok: None, map, key, typ });
                Operand::Local(dst)
            }
            _ => {
                let kind = self.lower.kind(typ);
                self.load_kind(place, kind, want)
            }
        }
    }

    /// The type of a map's values.
    pub fn map_value(&mut self, map: RTypeId) -> RTypeId {
        match self.lower.ty(map) {
            Ty::Map(_, value) => value,
            _ => map,
        }
    }

    /// Reads a place that is not in a map as a value of some kind.
    pub fn load_kind(&mut self, place: Place, kind: Kind, want: Option<LocalId>) -> Operand {
        match place {
            Place::Local { local, offset: 0 } if self.is_whole(local, kind) => {
                Operand::Local(local)
            }
            Place::Local { local, offset } => self.part(local, offset, kind, want),
            Place::Memory { base, offset } => {
                let dst = self.dest(want, kind);
                self.emit(Inst::Load { dst, base, offset, kind });
                Operand::Local(dst)
            }
            Place::Element { of, index, size, offset } => {
                let dst = self.dest(want, kind);
                self.emit(Inst::LoadElement { dst, of, index, size, offset, kind });
                Operand::Local(dst)
            }
            Place::Map { .. } | Place::Blank => self.zero(kind, want),
        }
    }

    /// Whether a value of a kind is all that a local holds. A scalar may be in a local of another kind that has the same word.
    fn is_whole(&self, local: LocalId, kind: Kind) -> bool {
        let held = self.kind_of(local);
        held == kind || !matches!(held, Kind::Aggregate(_))
    }

    /// Whether a value of a type is all that a local holds.
    pub fn is_whole_value(&mut self, local: LocalId, typ: RTypeId) -> bool {
        let kind = self.lower.kind(typ);
        self.is_whole(local, kind)
    }

    /// Writes a place.
    pub fn store(&mut self, place: Place, typ: RTypeId, value: Operand) {
        let kind = self.lower.kind(typ);
        match place {
            Place::Blank => {}
            Place::Local { local, offset: 0 } if self.is_whole(local, kind) => {
                self.copy(local, value)
            }
            Place::Local { local, offset } => {
                self.emit(Inst::SetPart { dst: local, offset, src: value, kind })
            }
            Place::Memory { base, offset } => {
                self.emit(Inst::Store { base, offset, src: value, kind })
            }
            Place::Element { of, index, size, offset } => {
                self.emit(Inst::StoreElement { of, index, size, offset, src: value, kind });
            }
            Place::Map { map, key, typ } => self.emit(Inst::MapSet { map, key, value, typ }),
        }
    }

    /// A place that assignments to these locals do not move.
    pub fn freeze_place(&mut self, place: Place, assigned: &[Option<LocalId>]) -> Place {
        match place {
            Place::Memory { base, offset } => {
                Place::Memory { base: self.freeze_base(base, assigned), offset }
            }
            Place::Element { of, index, size, offset } => {
                let of = match of {
                    Indexed::Slice(local) => {
                        match self.freeze_from(Operand::Local(local), assigned) {
                            Operand::Local(kept) => Indexed::Slice(kept),
                            Operand::Const(_) => of,
                        }
                    }
                    Indexed::Memory { base, offset, len } => {
                        Indexed::Memory { base: self.freeze_base(base, assigned), offset, len }
                    }
                    other => other,
                };
                let index = self.freeze_from(index, assigned);
                Place::Element { of, index, size, offset }
            }
            Place::Map { map, key, typ } => {
                let map = self.freeze_from(map, assigned);
                let key = self.freeze_from(key, assigned);
                Place::Map { map, key, typ }
            }
            other => other,
        }
    }

    fn freeze_base(&mut self, base: Base, assigned: &[Option<LocalId>]) -> Base {
        match base {
            Base::Pointer(pointer) => Base::Pointer(self.freeze_from(pointer, assigned)),
            other => other,
        }
    }

    /// The address of a place. What is in a local is copied to the heap: only values that nobody can assign to are there.
    pub fn address(&mut self, at: Located, want: Option<LocalId>) -> Operand {
        match at.place {
            Place::Memory { base: Base::Pointer(pointer), offset: 0 } if self.is_box(pointer) => {
                pointer
            }
            Place::Memory { base, offset } => {
                let dst = self.dest(want, Kind::Ptr);
                self.emit(Inst::Address { dst, base, offset });
                Operand::Local(dst)
            }
            Place::Element {
                of: of @ (Indexed::Slice(_) | Indexed::Memory { .. }),
                index,
                size,
                offset,
            } => {
                let dst = self.dest(want, Kind::Ptr);
                self.emit(Inst::ElementAddress { dst, of, index, size, offset });
                Operand::Local(dst)
            }
            _ => {
                let value = self.load(at.place, at.typ, None);
                let kind = self.lower.kind(at.typ);
                let dst = self.dest(want, Kind::Ptr);
                self.new_box(dst, kind, Some(value));
                Operand::Local(dst)
            }
        }
    }
}

/// Where something is that no valid program has.
fn nowhere(typ: RTypeId) -> Located {
    Located { place: Place::Blank, typ }
}
