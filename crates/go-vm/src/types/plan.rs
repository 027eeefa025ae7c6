//! How values of a type are compared: what is left of a type when its names are forgotten.

use std::rc::Rc;

use burrow_go_ir::Code;
use burrow_go_ir::layout::Kind;
use burrow_go_ir::rtype::{RTypeId, Shape, StructField};

/// How values of a type are compared and hashed.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The type.
    pub typ: RTypeId,
    /// The parts of a value in the order in which Go compares them; none if the type cannot be compared.
    pub steps: Option<Rc<[Step]>>,
}

/// One part of a value, `at` bytes from its start.
#[derive(Clone, PartialEq, Debug)]
pub enum Step {
    /// Bytes that are equal if they are the same.
    Bytes { at: u64, len: u64 },
    /// A float of 32 bits.
    F32 { at: u64 },
    /// A float of 64 bits.
    F64 { at: u64 },
    /// A string.
    String { at: u64 },
    /// An interface value, whose first word is an itab if its type has methods.
    Interface { at: u64, methods: bool },
    /// Elements that are not just bytes.
    Array { at: u64, count: u64, stride: u64, steps: Rc<[Step]> },
}

impl Plan {
    /// For values of a type.
    pub fn of(code: &dyn Code, typ: RTypeId) -> Plan {
        Plan { typ, steps: steps_of(code, typ) }
    }

    /// Whether values of `size` bytes are equal if all their bytes are.
    pub fn is_bytes(&self, size: u64) -> bool {
        match self.steps.as_deref() {
            Some([Step::Bytes { at: 0, len }]) => *len == size,
            Some([]) => size == 0,
            _ => false,
        }
    }
}

fn steps_of(code: &dyn Code, id: RTypeId) -> Option<Rc<[Step]>> {
    let mut steps = Vec::new();
    add(code, id, 0, &mut steps).then(|| steps.into())
}

fn add(code: &dyn Code, id: RTypeId, at: u64, steps: &mut Vec<Step>) -> bool {
    let rtype = code.rtype(id);
    match &rtype.shape {
        Shape::Slice(_) | Shape::Map { .. } | Shape::Func { .. } => return false,
        Shape::Float32 => steps.push(Step::F32 { at }),
        Shape::Float64 => steps.push(Step::F64 { at }),
        Shape::Complex64 => steps.extend([Step::F32 { at }, Step::F32 { at: at + 4 }]),
        Shape::Complex128 => steps.extend([Step::F64 { at }, Step::F64 { at: at + 8 }]),
        Shape::String => steps.push(Step::String { at }),
        Shape::Interface(methods) => {
            steps.push(Step::Interface { at, methods: !methods.is_empty() })
        }
        Shape::Struct(fields) => return add_fields(code, fields, at, steps),
        &Shape::Array(count, elem) => return add_array(code, count, elem, at, steps),
        _ => add_bytes(steps, at, size_of(code, rtype.kind)),
    }
    true
}

fn add_fields(code: &dyn Code, fields: &[StructField], at: u64, steps: &mut Vec<Step>) -> bool {
    for field in fields {
        if &*field.name != "_" {
            if !add(code, field.typ, at + field.offset, steps) {
                return false;
            }
        } else if steps_of(code, field.typ).is_none() {
            // A blank field takes no part, but its type must be comparable too.
            return false;
        }
    }
    true
}

fn add_array(code: &dyn Code, count: u64, elem: RTypeId, at: u64, steps: &mut Vec<Step>) -> bool {
    let Some(inner) = steps_of(code, elem) else { return false };
    let stride = size_of(code, code.rtype(elem).kind);
    match &*inner {
        _ if count == 0 => {}
        [] => {}
        [Step::Bytes { at: 0, len }] if *len == stride => add_bytes(steps, at, count * stride),
        _ => steps.push(Step::Array { at, count, stride, steps: inner }),
    }
    true
}

/// Adds bytes, to those before if they follow them.
fn add_bytes(steps: &mut Vec<Step>, at: u64, len: u64) {
    if let Some(Step::Bytes { at: before, len: grown }) = steps.last_mut()
        && *before + *grown == at
    {
        *grown += len;
        return;
    }
    if len > 0 {
        steps.push(Step::Bytes { at, len });
    }
}

fn size_of(code: &dyn Code, kind: Kind) -> u64 {
    match kind {
        Kind::Aggregate(layout) => code.layout(layout).size,
        _ => kind.scalar_size().unwrap_or(8),
    }
}
