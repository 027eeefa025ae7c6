//! What a name can stand for, and where names are looked up.

use std::rc::Rc;

use burrow_go_syntax::ast::{File, FuncDecl, VarSpec};
use burrow_go_syntax::{Name, Pos, Span};

use crate::constant::Constant;
use crate::id_map::IdMap;
use crate::types::TypeId;

/// The number of an object in its [`crate::Program`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct ObjectId(pub u32);

/// The number of a package in its [`crate::Program`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct PackageId(pub u32);

/// The number of a scope in its [`crate::Program`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct ScopeId(pub u32);

/// What a name stands for.
#[derive(Clone, Debug)]
pub struct Object {
    /// The name.
    pub name: Name,
    /// Where it is declared; none for what is predeclared.
    pub pos: Pos,
    /// The package that declares it; none for what is predeclared.
    pub package: Option<PackageId>,
    /// The scope that it is declared in; none for fields and methods.
    pub scope: Option<ScopeId>,
    /// Its type, once resolved ([`crate::Program::object_type`] gives it at any time).
    pub typ: Option<TypeId>,
    /// What kind of thing it is.
    pub kind: ObjectKind,
}

/// The kinds of objects.
#[derive(Clone, Debug)]
pub enum ObjectKind {
    /// An imported package, under its name in one file.
    Package(PackageId),
    /// A constant and its value, once resolved.
    Const(Option<Constant>),
    /// A type name.
    TypeName,
    /// A variable, parameter, result or field.
    Var(Var),
    /// A function or method.
    Func(Func),
    /// A label.
    Label,
    /// A predeclared function (also those of `unsafe`).
    Builtin(Builtin),
    /// `nil`.
    Nil,
}

/// What more there is to say of a variable.
#[derive(Clone, Debug, Default)]
pub struct Var {
    /// What it is declared as.
    pub kind: VarKind,
    /// Whether it is a struct field.
    pub field: bool,
    /// Whether it is an embedded field.
    pub embedded: bool,
    /// Whether it is declared at the top of a package.
    pub global: bool,
    /// Whether its address is taken, explicitly or by a method call or slicing an array, so that it must outlive its frame.
    /// Known once the body that declares it has been checked.
    pub addressed: bool,
    /// Whether a function literal inside the one that declares it uses it.
    pub captured: bool,
    /// Whether it is assigned to after its declaration.
    pub reassigned: bool,
}

/// What a variable is declared as.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[allow(missing_docs)]
pub enum VarKind {
    #[default]
    Local,
    Global,
    Receiver,
    Param,
    Result,
    Field,
}

/// What more there is to say of a function.
#[derive(Clone, Debug, Default)]
pub struct Func {
    /// Its declaration; none for the methods of interfaces.
    pub decl: Option<Rc<FuncDecl>>,
    /// The type name whose method it is (of the origin type), or none.
    pub recv_type: Option<ObjectId>,
    /// Whether the receiver is a pointer.
    pub pointer_recv: bool,
    /// Whether it is a method of an interface type.
    pub interface_method: bool,
}

/// Predeclared functions.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs)]
pub enum Builtin {
    Append,
    Cap,
    Clear,
    Close,
    Complex,
    Copy,
    Delete,
    Imag,
    Len,
    Make,
    Max,
    Min,
    New,
    Panic,
    Print,
    Println,
    Real,
    Recover,
    UnsafeAdd,
    UnsafeAlignof,
    UnsafeOffsetof,
    UnsafeSizeof,
    UnsafeSlice,
    UnsafeSliceData,
    UnsafeString,
    UnsafeStringData,
}

/// A block in which names are declared.
#[derive(Debug, Default)]
pub struct Scope {
    /// The block around it.
    pub parent: Option<ScopeId>,
    /// Its names.
    pub names: IdMap<Name, ObjectId>,
    /// Whether it is the outermost scope of a function.
    pub function: bool,
}

/// A package.
pub struct Package {
    /// Its import path.
    pub path: Name,
    /// The name in its package clauses.
    pub name: Name,
    /// What it declares.
    pub scope: ScopeId,
    /// Its files.
    pub files: Vec<Rc<File>>,
    /// Where its files stand among all sources.
    pub span: Span,
    /// The packages that it imports, in order of first mention.
    pub imports: Vec<PackageId>,
    /// Whether it could not be imported: whatever is asked of it gives no further errors.
    pub fake: bool,
    /// Whether its bodies and initialisers are checked only when asked for (library code).
    pub lazy: bool,
    /// Functions named `init` and `_`, in order.
    pub inits: Vec<ObjectId>,
    /// Global variable declarations in source order (one entry for `var a, b = f()`).
    pub var_decls: Vec<VarDecl>,
    /// All declared functions and methods in source order.
    pub funcs: Vec<ObjectId>,
}

/// Global variables that are declared and initialised together.
#[derive(Clone, Debug)]
pub struct VarDecl {
    /// The variables, `_` included.
    pub vars: Vec<ObjectId>,
    /// Which line of which file.
    pub spec: Rc<VarSpec>,
    /// Which of the line's values initialises them: none for "no value", or one value for all variables, or the value at
    /// this index for the only variable.
    pub value: Option<usize>,
}
