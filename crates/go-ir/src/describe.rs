//! The run-time records of types ([`RType`]), and types that `reflect` makes while the program runs.

use std::rc::Rc;

use burrow_go_syntax::Name;
use burrow_go_types::types::{Basic, ChanDir};

use crate::lower::Lower;
use crate::rtype::{InterfaceMethod, Method, RType, RTypeId, Shape, StructField};
use crate::types::{self, Field, Key};

impl Lower {
    /// What the running program knows of a type.
    pub fn describe(&mut self, t: RTypeId) -> Rc<RType> {
        if let Some(known) = &self.types.facts(t).record {
            return known.clone();
        }
        let package = match *self.types.key(t) {
            Key::Named { object, .. } => self.program.object(object).package,
            _ => None,
        };
        let package = package.map_or("", |package| self.program.package(package).path.as_str());
        let is_unsafe = *self.types.key(t) == Key::Basic(Basic::UnsafePointer);
        let record = Rc::new(RType {
            string: self.type_string(t),
            name: self.type_name(t),
            package: if is_unsafe { "unsafe" } else { package }.into(),
            kind: self.kind(t),
            shape: self.shape(t),
            comparable: self.comparable(t),
            methods: self.method_records(t),
        });
        self.types.facts(t).record = Some(record.clone());
        record
    }

    fn method_records(&mut self, t: RTypeId) -> Vec<Method> {
        let mut records = Vec::new();
        for method in self.method_set(t) {
            let typ = self.method_type(&method);
            let by_word = self.method_by_word(t, &method);
            let direct = self.method_direct(t, &method);
            let (name, package) = (method.name.as_str().into(), method.package.as_str().into());
            records.push(Method { name, package, typ, by_word, direct });
        }
        records
    }

    fn shape(&mut self, t: RTypeId) -> Shape {
        let under = self.underlying(t);
        match self.types.key(under).clone() {
            Key::Basic(basic) => basic_shape(basic),
            Key::Pointer(elem) => Shape::Pointer(elem),
            Key::Slice(elem) => Shape::Slice(elem),
            Key::Array(len, elem) => Shape::Array(len, elem),
            Key::Map(key, value) => Shape::Map { key, value },
            Key::Chan(ChanDir::Recv, elem) => Shape::Chan { dir: 1, elem },
            Key::Chan(ChanDir::Send, elem) => Shape::Chan { dir: 2, elem },
            Key::Chan(ChanDir::Both, elem) => Shape::Chan { dir: 3, elem },
            Key::Struct(fields) => {
                let places = self.fields(under);
                let fields = fields.iter().zip(places.iter()).map(|(field, place)| StructField {
                    name: field.name.as_str().into(),
                    package: field.package.as_str().into(),
                    typ: field.typ,
                    tag: field.tag.clone(),
                    offset: u64::from(place.offset),
                    embedded: field.embedded,
                });
                Shape::Struct(fields.collect())
            }
            Key::Func { params, results, variadic } => {
                Shape::Func { params: params.to_vec(), results: results.to_vec(), variadic }
            }
            Key::Interface(methods) => {
                let methods = methods.iter().map(|method| InterfaceMethod {
                    name: method.name.as_str().into(),
                    package: method.package.as_str().into(),
                    typ: method.typ,
                });
                Shape::Interface(methods.collect())
            }
            // Neither is an underlying type of a value.
            Key::Named { .. } | Key::Tuple(_) => Shape::Struct(Vec::new()),
        }
    }

    /// The type with the shape of a record that the machine has made.
    pub fn intern_record(&mut self, record: &RType) -> RTypeId {
        let key = match &record.shape {
            Shape::Pointer(elem) => Key::Pointer(*elem),
            Shape::Slice(elem) => Key::Slice(*elem),
            Shape::Array(len, elem) => Key::Array(*len, *elem),
            Shape::Map { key, value } => Key::Map(*key, *value),
            Shape::Chan { dir, elem } => Key::Chan(
                match dir {
                    1 => ChanDir::Recv,
                    2 => ChanDir::Send,
                    _ => ChanDir::Both,
                },
                *elem,
            ),
            Shape::Struct(fields) => {
                let fields = fields.iter().map(|field| Field {
                    name: Name::new(&field.name),
                    package: Name::new(&field.package),
                    typ: field.typ,
                    tag: field.tag.clone(),
                    embedded: field.embedded,
                });
                Key::Struct(fields.collect())
            }
            Shape::Func { params, results, variadic } => Key::Func {
                params: params.as_slice().into(),
                results: results.as_slice().into(),
                variadic: *variadic,
            },
            Shape::Interface(methods) => {
                let methods = methods.iter().map(|method| types::InterfaceMethod {
                    name: Name::new(&method.name),
                    package: Name::new(&method.package),
                    typ: method.typ,
                });
                Key::Interface(methods.collect())
            }
            basic => Key::Basic(shape_basic(basic)),
        };
        self.types.intern(key)
    }
}

fn basic_shape(basic: Basic) -> Shape {
    match basic {
        Basic::Bool | Basic::UntypedBool => Shape::Bool,
        Basic::Int | Basic::UntypedInt | Basic::Invalid => Shape::Int,
        Basic::Int8 => Shape::Int8,
        Basic::Int16 => Shape::Int16,
        Basic::Int32 | Basic::UntypedRune => Shape::Int32,
        Basic::Int64 => Shape::Int64,
        Basic::Uint => Shape::Uint,
        Basic::Uint8 => Shape::Uint8,
        Basic::Uint16 => Shape::Uint16,
        Basic::Uint32 => Shape::Uint32,
        Basic::Uint64 => Shape::Uint64,
        Basic::Uintptr => Shape::Uintptr,
        Basic::Float32 => Shape::Float32,
        Basic::Float64 | Basic::UntypedFloat => Shape::Float64,
        Basic::Complex64 => Shape::Complex64,
        Basic::Complex128 | Basic::UntypedComplex => Shape::Complex128,
        Basic::String | Basic::UntypedString => Shape::String,
        Basic::UnsafePointer | Basic::UntypedNil => Shape::UnsafePointer,
    }
}

fn shape_basic(shape: &Shape) -> Basic {
    match shape {
        Shape::Bool => Basic::Bool,
        Shape::Int8 => Basic::Int8,
        Shape::Int16 => Basic::Int16,
        Shape::Int32 => Basic::Int32,
        Shape::Int64 => Basic::Int64,
        Shape::Uint => Basic::Uint,
        Shape::Uint8 => Basic::Uint8,
        Shape::Uint16 => Basic::Uint16,
        Shape::Uint32 => Basic::Uint32,
        Shape::Uint64 => Basic::Uint64,
        Shape::Uintptr => Basic::Uintptr,
        Shape::Float32 => Basic::Float32,
        Shape::Float64 => Basic::Float64,
        Shape::Complex64 => Basic::Complex64,
        Shape::Complex128 => Basic::Complex128,
        Shape::String => Basic::String,
        Shape::UnsafePointer => Basic::UnsafePointer,
        _ => Basic::Int,
    }
}
