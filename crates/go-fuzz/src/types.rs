//! The types of a random program, and what can be done with them.

use std::rc::Rc;

/// The integer types: name, bits, whether signed.
pub const INTS: [(&str, u32, bool); 11] = [
    ("int", 64, true),
    ("int8", 8, true),
    ("int16", 16, true),
    ("int32", 32, true),
    ("int64", 64, true),
    ("uint", 64, false),
    ("uint8", 8, false),
    ("uint16", 16, false),
    ("uint32", 32, false),
    ("uint64", 64, false),
    ("uintptr", 64, false),
];

/// `int`.
pub const INT: Type = Type::Int(0);
/// `uint8`.
pub const BYTE: Type = Type::Int(6);
/// `int32`.
pub const RUNE: Type = Type::Int(3);

/// A type of a random program. Declared ones are numbers in its tables.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Type {
    /// By place in [`INTS`].
    Int(usize),
    Float32,
    Float64,
    Complex64,
    Complex128,
    Bool,
    String,
    /// `any`; what it holds can be compared.
    Any,
    /// A declared type over a basic one.
    Named(usize, Rc<Type>),
    /// A declared struct with its type arguments.
    Struct(usize, Vec<Type>),
    Array(usize, Rc<Type>),
    Slice(Rc<Type>),
    Map(Rc<Type>, Rc<Type>),
    Pointer(Rc<Type>),
    Func(Vec<Type>, Rc<Type>),
    Interface(usize),
    /// A type parameter of the function or type that is being written.
    Param(usize, Constraint),
}

/// What a type parameter may stand for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Constraint {
    Any,
    Comparable,
    Integer,
    Number,
    Ordered,
}

impl Constraint {
    /// All constraints.
    pub const ALL: [Constraint; 5] = [
        Constraint::Any,
        Constraint::Comparable,
        Constraint::Integer,
        Constraint::Number,
        Constraint::Ordered,
    ];

    /// Whether all that this allows is allowed by the other.
    pub fn implies(self, other: Constraint) -> bool {
        use Constraint::{Any, Comparable, Integer, Number, Ordered};
        self == other
            || match other {
                Any => true,
                Comparable => self != Any,
                Ordered => matches!(self, Integer | Number),
                Number => self == Integer,
                Integer => false,
            }
    }
}

/// What operators a type has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Class {
    Integer {
        bits: u32,
        signed: bool,
    },
    Float,
    Complex,
    Bool,
    String,
    /// A type parameter.
    Generic(Constraint),
    Other,
}

impl Type {
    /// Whether values of it are numbers, strings or truth values, not taking declared types into account.
    pub fn is_basic(&self) -> bool {
        use Type::{Bool, Complex64, Complex128, Float32, Float64, Int, String};
        matches!(self, Int(_) | Float32 | Float64 | Complex64 | Complex128 | Bool | String)
    }

    /// The type with arguments in the place of type parameters.
    pub fn with(&self, arguments: &[Type]) -> Type {
        let all = |types: &[Type]| types.iter().map(|typ| typ.with(arguments)).collect();
        match self {
            Type::Param(index, _) => arguments.get(*index).unwrap_or(self).clone(),
            Type::Struct(id, own) => Type::Struct(*id, all(own)),
            Type::Array(len, elem) => Type::Array(*len, Rc::new(elem.with(arguments))),
            Type::Slice(elem) => Type::Slice(Rc::new(elem.with(arguments))),
            Type::Map(key, elem) => {
                Type::Map(Rc::new(key.with(arguments)), Rc::new(elem.with(arguments)))
            }
            Type::Pointer(elem) => Type::Pointer(Rc::new(elem.with(arguments))),
            Type::Func(params, result) => Type::Func(all(params), Rc::new(result.with(arguments))),
            other => other.clone(),
        }
    }

    /// Finds the type arguments that make this type the other one. What is not found stays as it is.
    pub fn unify(&self, other: &Type, arguments: &mut [Option<Type>]) -> bool {
        match (self, other) {
            (Type::Param(index, constraint), _) if *index < arguments.len() => {
                if !other.satisfies(*constraint) {
                    return false;
                }
                let known = arguments[*index].get_or_insert_with(|| other.clone());
                known == other
            }
            (Type::Struct(a, x), Type::Struct(b, y)) => {
                a == b && x.iter().zip(y).all(|(x, y)| x.unify(y, arguments))
            }
            (Type::Array(a, x), Type::Array(b, y)) => a == b && x.unify(y, arguments),
            (Type::Slice(x), Type::Slice(y)) | (Type::Pointer(x), Type::Pointer(y)) => {
                x.unify(y, arguments)
            }
            (Type::Map(k, x), Type::Map(l, y)) => k.unify(l, arguments) && x.unify(y, arguments),
            _ => self == other,
        }
    }

    /// What operators it has.
    pub fn class(&self) -> Class {
        match self {
            Type::Int(kind) => Class::Integer { bits: INTS[*kind].1, signed: INTS[*kind].2 },
            Type::Float32 | Type::Float64 => Class::Float,
            Type::Complex64 | Type::Complex128 => Class::Complex,
            Type::Bool => Class::Bool,
            Type::String => Class::String,
            Type::Named(_, under) => under.class(),
            Type::Param(_, constraint) => Class::Generic(*constraint),
            _ => Class::Other,
        }
    }

    /// Whether it may be the argument for a type parameter.
    pub fn satisfies(&self, constraint: Constraint) -> bool {
        match (self, constraint) {
            (Type::Param(_, own), _) => own.implies(constraint),
            (_, Constraint::Any) => true,
            (Type::Named(_, under), _) => under.satisfies(constraint),
            (_, Constraint::Comparable) => self.is_basic(),
            (Type::Int(_), _) => true,
            (Type::Float32 | Type::Float64, _) => constraint != Constraint::Integer,
            (Type::String, _) => constraint == Constraint::Ordered,
            _ => false,
        }
    }
}
