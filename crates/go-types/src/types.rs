//! What a type is.
//!
//! Types stand in one arena and are named by number. Two numbers may stand for identical types (they may
//! differ in parameter names or spell an alias differently, which messages show); [`crate::Program::identical`]
//! says whether two types are identical (spec: Type identity).

use std::rc::Rc;

use burrow_go_syntax::Span;
pub use burrow_go_syntax::ast::ChanDir;

use crate::objects::{ObjectId, PackageId};

/// The number of a type in its [`crate::Program`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct TypeId(pub u32);

/// A type.
#[derive(Clone, Debug)]
pub enum Type {
    /// A predeclared type that is no other: `int`, `string`, an untyped constant's.
    Basic(Basic),
    /// A declared type, with its type arguments if it is generic.
    Named(Named),
    /// `type A = B`: kept for messages. [`crate::Program::unalias`] looks through it.
    Alias(Alias),
    /// A type parameter.
    Param(TypeParam),
    /// `*T`.
    Pointer(TypeId),
    /// `[n]T`; an unknown length (after an error) is negative.
    Array(i64, TypeId),
    /// `[]T`.
    Slice(TypeId),
    /// `map[K]V`.
    Map(TypeId, TypeId),
    /// `chan T`.
    Chan(ChanDir, TypeId),
    /// `struct{…}`.
    Struct(Rc<Struct>),
    /// `func(…) …`.
    Signature(Rc<Signature>),
    /// `interface{…}`.
    Interface(Rc<Interface>),
    /// Several results, or none.
    Tuple(Rc<Vec<TypeId>>),
}

/// Predeclared types.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Basic {
    /// What an erroneous expression has: no further message follows from it.
    Invalid,
    #[allow(missing_docs)]
    Bool,
    #[allow(missing_docs)]
    Int,
    #[allow(missing_docs)]
    Int8,
    #[allow(missing_docs)]
    Int16,
    #[allow(missing_docs)]
    Int32,
    #[allow(missing_docs)]
    Int64,
    #[allow(missing_docs)]
    Uint,
    #[allow(missing_docs)]
    Uint8,
    #[allow(missing_docs)]
    Uint16,
    #[allow(missing_docs)]
    Uint32,
    #[allow(missing_docs)]
    Uint64,
    #[allow(missing_docs)]
    Uintptr,
    #[allow(missing_docs)]
    Float32,
    #[allow(missing_docs)]
    Float64,
    #[allow(missing_docs)]
    Complex64,
    #[allow(missing_docs)]
    Complex128,
    #[allow(missing_docs)]
    String,
    /// `unsafe.Pointer`.
    UnsafePointer,
    #[allow(missing_docs)]
    UntypedBool,
    #[allow(missing_docs)]
    UntypedInt,
    #[allow(missing_docs)]
    UntypedRune,
    #[allow(missing_docs)]
    UntypedFloat,
    #[allow(missing_docs)]
    UntypedComplex,
    #[allow(missing_docs)]
    UntypedString,
    #[allow(missing_docs)]
    UntypedNil,
}

/// A declared type.
#[derive(Clone, Debug)]
pub struct Named {
    /// The type name that declares it. Instances share it with their generic type.
    pub object: ObjectId,
    /// The generic type that it is an instance of; itself where it is none.
    pub origin: TypeId,
    /// Type parameters of a generic type (each a [`Type::Param`]); empty for an instance.
    pub tparams: Rc<Vec<TypeId>>,
    /// Type arguments of an instance.
    pub targs: Rc<Vec<TypeId>>,
    /// The underlying type, never a `Named`; none until it is first asked for
    /// ([`crate::Program::underlying`] gives it at any time).
    pub underlying: Option<TypeId>,
    /// What stands on the right of its declaration (substituted, for an instance), once known.
    pub(crate) rhs: Option<TypeId>,
    /// For a type declared in a generic function: the type parameters of that function, or what they are replaced by.
    pub outer: Rc<Vec<TypeId>>,
    /// Declared methods, in source order: function objects of the origin (an instance's methods are
    /// substituted when looked up).
    pub methods: Vec<ObjectId>,
}

/// An alias declaration.
#[derive(Clone, Debug)]
pub struct Alias {
    /// The type name that declares it.
    pub object: ObjectId,
    /// Type parameters of a generic alias.
    pub tparams: Rc<Vec<TypeId>>,
    /// Type arguments of an instantiated one.
    pub targs: Rc<Vec<TypeId>>,
    /// What it stands for; invalid while its declaration is being resolved.
    pub actual: TypeId,
    /// The generic alias that it is an instance of; itself where it is none.
    pub origin: TypeId,
}

/// A type parameter.
#[derive(Clone, Debug)]
pub struct TypeParam {
    /// The type name that declares it.
    pub object: ObjectId,
    /// Its place in its list, from 0.
    pub index: usize,
    /// Its constraint: an interface (a constraint `~int` is wrapped into one).
    pub constraint: TypeId,
}

/// A struct type.
#[derive(Clone, Debug, Default)]
pub struct Struct {
    /// The fields in order: variable objects.
    pub fields: Vec<ObjectId>,
    /// Their tags, unquoted; empty where there is none.
    pub tags: Vec<Rc<str>>,
}

/// A function type.
#[derive(Clone, Debug, Default)]
pub struct Signature {
    /// The receiver of a method (a variable object). It is no part of the type's identity.
    pub recv: Option<ObjectId>,
    /// Type parameters of the receiver's type, as the method names them.
    pub recv_tparams: Vec<TypeId>,
    /// Type parameters of a generic function.
    pub tparams: Vec<TypeId>,
    /// Parameters: variable objects. The last one of a variadic function has a slice type.
    pub params: Vec<ObjectId>,
    /// Results: variable objects.
    pub results: Vec<ObjectId>,
    /// Whether the last parameter is `...T`.
    pub variadic: bool,
}

/// An interface as it is written; [`crate::Program::type_set`] gives what it means.
#[derive(Clone, Debug, Default)]
pub struct Interface {
    /// Explicit methods: function objects.
    pub methods: Vec<ObjectId>,
    /// Embedded elements: interfaces, unions, other types.
    pub embedded: Vec<Union>,
    /// Whether it is made by the checker for a constraint like `~int`.
    pub implicit: bool,
    /// The package it is written in.
    pub package: Option<PackageId>,
}

/// `~A | B`: an embedded element of an interface. One term without tilde is a plain embedded type.
#[derive(Clone, Debug)]
pub struct Union {
    /// Its terms.
    pub terms: Vec<Term>,
}

/// One term of a union.
#[derive(Clone, Copy, Debug)]
pub struct Term {
    /// Whether `~` stands before it.
    pub tilde: bool,
    /// The type.
    pub typ: TypeId,
}

/// What an interface means.
#[derive(Clone, Debug, Default)]
pub struct TypeSet {
    /// All methods, sorted as the run time sorts them: by name, then by package path of unexported ones.
    pub methods: Vec<ObjectId>,
    /// The types that it is limited to; none for "all types".
    pub terms: Option<Vec<Term>>,
    /// Whether only comparable types belong to it.
    pub comparable: bool,
}

/// A field or method that a lookup has found.
#[derive(Clone, Debug)]
pub struct Found {
    /// The field (a variable) or method (a function; of the origin type where the holder is an instance).
    pub object: ObjectId,
    /// Field numbers to the field, or through embedded fields to the method's receiver.
    pub path: Rc<Vec<usize>>,
    /// Whether a pointer is followed on the way, including the type itself.
    pub indirect: bool,
    /// The declared type or interface that has the method; the type itself for a field.
    pub holder: TypeId,
}

/// Why a lookup has found nothing.
#[derive(Clone, Debug)]
pub(crate) enum NotFound {
    /// There is no such field or method.
    Missing,
    /// There are several at this depth.
    Ambiguous,
    /// The method needs a pointer.
    PointerReceiver,
}

/// Why type arguments cannot be inferred.
#[derive(Clone, Debug)]
pub(crate) struct InferError {
    /// Where it shows.
    pub span: Span,
    /// Empty where it has been reported.
    pub message: String,
}
