//! What the checker finds about the nodes of the syntax tree.
//!
//! Generic functions are checked once: the types recorded for their bodies speak of type parameters, and the lowering
//! substitutes the type arguments ([`crate::Program::substitute`]).

use std::rc::Rc;

use burrow_go_syntax::ast::NodeId;

use crate::constant::Constant;
use crate::objects::{Builtin, ObjectId, ScopeId};
use crate::types::TypeId;

/// What an expression is.
#[derive(Clone, Debug)]
pub struct TypeAndValue {
    /// Its type, final: an untyped constant has the type that its context gives it. A call without results has an empty
    /// tuple, one with several results a tuple. The type of a type is itself.
    pub typ: TypeId,
    /// What it can be used as.
    pub mode: Mode,
    /// Its value, where it is constant (also `len(array)`).
    pub value: Option<Constant>,
}

/// What an expression can be used as.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// After an error.
    Invalid,
    /// A call without a result.
    NoValue,
    /// A predeclared function.
    Builtin(Builtin),
    /// A type.
    Type,
    /// A constant.
    Constant,
    /// A variable: it has an address.
    Variable,
    /// An element of a map: it can be assigned to but has no address.
    MapIndex,
    /// A value.
    Value,
    /// `nil`.
    Nil,
    /// A value that can also be had with an `ok`: map index, type assertion, receive.
    CommaOk,
}

/// What `x.sel` means, unless `x` is a package.
#[derive(Clone, Debug)]
pub struct Selection {
    /// Field, method value or method expression.
    pub kind: SelectionKind,
    /// The type of `x` (for a method expression, the type before the dot).
    pub recv: TypeId,
    /// The field (a variable) or method (a function of the origin type, or of an interface).
    pub object: ObjectId,
    /// Field numbers from `x` to the field, or through embedded fields to the method's receiver (the method itself is
    /// not counted). Pointers on the way are followed implicitly.
    pub path: Rc<Vec<usize>>,
    /// Whether a pointer is followed on the way (including `x` itself).
    pub indirect: bool,
}

/// The kinds of selections.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SelectionKind {
    /// `x.field`
    Field,
    /// `x.method`, called or not
    Method,
    /// `T.method`
    MethodExpr,
}

/// A generic function or type with its type arguments: recorded for the *identifier* (the name, or the `sel` of a qualified
/// name or method) that stands for it, also where the arguments are inferred.
#[derive(Clone, Debug)]
pub struct Instance {
    /// Type arguments, complete.
    pub targs: Rc<Vec<TypeId>>,
    /// The instantiated type (a signature for a function).
    pub typ: TypeId,
}

/// All findings, by node.
#[derive(Default)]
pub struct Info {
    /// Expressions and types, except the identifiers in `uses` that stand alone as package names, labels, or left of a `:=`.
    pub types: Table<TypeAndValue>,
    /// What identifiers declare.
    pub defs: Table<ObjectId>,
    /// What identifiers refer to (fields and methods of selectors and keys of struct literals included).
    pub uses: Table<ObjectId>,
    /// Meaning of selector expressions, by the selector expression's node.
    pub selections: Table<Selection>,
    /// Instances, by the identifier's node.
    pub instances: Table<Instance>,
    /// The variable that a type switch binds in a clause, by the clause's node.
    pub implicits: Table<ObjectId>,
    /// Scopes of function types, blocks, clauses and statements, for completion: by node.
    pub scopes: Table<ScopeId>,
    /// By a function literal's node: the variables of the functions around it that it uses (also through literals inside
    /// it), in order of first use.
    pub captures: Table<Rc<Vec<ObjectId>>>,
}

/// Something about nodes, by their number.
pub struct Table<T> {
    rows: Vec<Option<T>>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Table { rows: Vec::new() }
    }
}

impl<T> Table<T> {
    /// What is known about `node`.
    pub fn get(&self, node: NodeId) -> Option<&T> {
        self.rows.get(node.0 as usize)?.as_ref()
    }

    /// Notes something about `node`, in place of what was known.
    pub fn set(&mut self, node: NodeId, row: T) {
        let index = node.0 as usize;
        if index >= self.rows.len() {
            self.rows.resize_with(index + 1, || None);
        }
        self.rows[index] = Some(row);
    }
}
