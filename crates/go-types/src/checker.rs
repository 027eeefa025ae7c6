//! What the checker keeps while it works.
//!
//! The checker is a set of methods on [`Program`]. What lives as long as the program stands in [`Checker`]; what belongs to
//! the declaration or function body that is being checked stands in [`Context`], which is replaced while another
//! declaration is resolved on demand and put back afterwards ([`Program::in_context`]).
//!
//! Actions that must wait until the declarations around them are known (function bodies, constraints of instances) are
//! queued with [`Program::later`] and run by [`Program::process_delayed`], in order.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use burrow_go_syntax::ast::{ConstSpec, Expr, FuncDecl, Ident, NodeId, Stmt, TypeSpec, VarSpec};
use burrow_go_syntax::{Name, NodeIds, Pos, Span};

use crate::Program;
use crate::constant::Constant;
use crate::id_map::{IdMap, IdSet};
use crate::info::Mode;
use crate::mono::Graph;
use crate::objects::{ObjectId, PackageId, ScopeId, VarDecl};
use crate::probe::Probe;
use crate::sizes::Layout;
use crate::types::{Signature, TypeId, TypeSet};

/// The number of a declaration in [`Checker::decls`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) struct DeclId(pub u32);

/// How a package-level object or a method is declared.
pub(crate) struct DeclInfo {
    pub package: PackageId,
    /// The scope of its file.
    pub file: ScopeId,
    /// The language version of its file (1.N as N).
    pub version: u32,
    pub kind: DeclKind,
    /// The function, for the declaration of one.
    pub object: Option<ObjectId>,
    /// The constants, variables and functions that its initialiser or body refers to.
    pub deps: BTreeSet<ObjectId>,
}

/// The syntax of a declaration.
#[derive(Clone)]
pub(crate) enum DeclKind {
    /// The name at this index of the line.
    Const(Rc<ConstSpec>, usize),
    /// The name at this index of the line; all of the line's variables where one value initialises them all.
    Var(Rc<VarSpec>, usize, Option<Rc<Vec<ObjectId>>>),
    Type(Rc<TypeSpec>),
    Func(Rc<FuncDecl>),
}

/// Something to do later, and the context that it needs.
pub(crate) struct Action {
    pub package: PackageId,
    pub version: u32,
    pub run: Box<dyn FnOnce(&mut Program)>,
}

/// An expression whose type is not final yet.
#[derive(Clone, Debug)]
pub(crate) struct Untyped {
    /// Whether it is the left operand of a shift whose type comes from the context.
    pub is_lhs: bool,
    pub mode: Mode,
    pub typ: TypeId,
    pub value: Option<Constant>,
}

/// What lives as long as the program.
#[derive(Default)]
pub(crate) struct Checker {
    pub ids: NodeIds,
    pub decls: Vec<DeclInfo>,
    pub decl_of: IdMap<ObjectId, DeclId>,
    /// Objects that are being resolved, outermost first, and the place of each.
    pub object_path: Vec<ObjectId>,
    pub path_index: IdMap<ObjectId, usize>,
    /// Methods by the type name of their receiver, until the type is resolved.
    pub methods: IdMap<ObjectId, Vec<ObjectId>>,
    pub delayed: Vec<Action>,
    /// A name that somebody asks about.
    pub probe: Probe,
    /// Whether an entry point is at work (the outermost one runs the delayed actions).
    pub depth: u32,
    pub untyped: IdMap<NodeId, Untyped>,
    /// Variables that are used, imports that are used.
    pub used: IdSet<ObjectId>,
    pub type_sets: IdMap<TypeId, Rc<TypeSet>>,
    pub pointers: IdMap<TypeId, TypeId>,
    pub slices: IdMap<TypeId, TypeId>,
    /// Signatures of the methods of instances, by method and instance.
    pub method_types: IdMap<(ObjectId, TypeId), TypeId>,
    /// The import through which a name has come into a file's scope (`import . "path"`).
    pub dot_imports: IdMap<(ScopeId, Name), ObjectId>,
    /// Variables of libraries whose initialisers have been checked, and whether one is to be checked now.
    pub checked_vars: IdSet<ObjectId>,
    pub checking_var: bool,
    /// Functions whose bodies have been checked.
    pub checked_bodies: IdSet<ObjectId>,
    /// Packages whose imports are being loaded.
    pub loading: IdSet<PackageId>,
    /// The imports of each package that is checked: names in files' scopes.
    pub import_names: Vec<ObjectId>,
    /// Interface types as they are written, in packages that are checked completely.
    pub interfaces: Vec<(TypeId, Span)>,
    pub init_orders: IdMap<PackageId, Vec<VarDecl>>,
    /// Instantiations in the package that is checked.
    pub mono: Graph,
    /// Where an instance was first written.
    pub instance_spans: IdMap<TypeId, Span>,
    /// The results that a call's tuple is made of: messages name them.
    pub tuple_vars: IdMap<TypeId, Vec<ObjectId>>,
    pub layouts: IdMap<TypeId, Layout>,
    /// Declared types that are known not to contain themselves.
    pub valid_types: IdSet<TypeId>,
    /// The predeclared `iota`.
    pub iota: Option<ObjectId>,
    /// Interfaces whose methods and elements are still being collected.
    pub incomplete: IdSet<TypeId>,
    /// Where the embedded elements of an interface stand.
    pub embed_spans: IdMap<TypeId, Vec<Span>>,
    /// How deep the checker is in expressions, types and declarations.
    pub nesting: u32,
    /// Signatures made up for calls of predeclared functions: by result, parameters and whether the last is variadic.
    pub builtin_signatures: HashMap<(Option<TypeId>, Vec<TypeId>, bool), TypeId>,
    /// The tuples that functions with several results give, by their signatures.
    pub result_tuples: IdMap<TypeId, TypeId>,
    /// Function literals by the scopes of their parameters.
    pub literals: IdMap<ScopeId, NodeId>,
    /// What each literal that is being checked captures.
    pub captures: IdMap<NodeId, Vec<ObjectId>>,
    /// The local variables declared so far in the functions at work.
    pub local_vars: Vec<ObjectId>,
    /// Instances by a hash of origin and arguments.
    pub instances: IdMap<u64, Vec<TypeId>>,
}

/// What belongs to the declaration or body at work.
#[derive(Clone)]
pub(crate) struct Context {
    pub package: PackageId,
    /// The innermost scope: where names are looked up first.
    pub scope: ScopeId,
    /// The language version of the file (1.N as N).
    pub version: u32,
    /// The declaration whose initialiser or body is being checked.
    pub decl: Option<DeclId>,
    /// `iota` in a constant declaration.
    pub iota: Option<u32>,
    /// Where errors in an inherited constant initialiser are reported.
    pub errpos: Option<Span>,
    pub in_tparam_list: bool,
    /// The signature of the function whose body is being checked.
    pub sig: Option<Rc<Signature>>,
    /// Calls of the predeclared `panic` in the body: they terminate it.
    pub is_panic: HashSet<NodeId>,
    pub has_call_or_recv: bool,
}

impl Context {
    /// At the top of a file.
    pub fn file(package: PackageId, scope: ScopeId, version: u32) -> Context {
        Context {
            package,
            scope,
            version,
            decl: None,
            iota: None,
            errpos: None,
            in_tparam_list: false,
            sig: None,
            is_panic: HashSet::new(),
            has_call_or_recv: false,
        }
    }
}

/// What has a place in the source: where an error is reported.
pub(crate) trait At {
    fn span(&self) -> Span;
}

impl At for Span {
    fn span(&self) -> Span {
        *self
    }
}

impl At for Pos {
    fn span(&self) -> Span {
        Span::new(*self, *self)
    }
}

impl At for Expr {
    fn span(&self) -> Span {
        Span::new(crate::positions::start_pos(self), self.span.end)
    }
}

impl At for Stmt {
    fn span(&self) -> Span {
        self.span
    }
}

impl At for Ident {
    fn span(&self) -> Span {
        Span::new(self.pos, self.pos.plus(self.name.as_str().len()))
    }
}

impl<T: At + ?Sized> At for &T {
    fn span(&self) -> Span {
        (**self).span()
    }
}

impl Program {
    /// Runs `f` in `context` and comes back to the present one.
    pub(crate) fn in_context<R>(
        &mut self,
        context: Context,
        f: impl FnOnce(&mut Program) -> R,
    ) -> R {
        let saved = std::mem::replace(&mut self.cx, context);
        let result = f(self);
        self.cx = saved;
        result
    }

    /// Queues `f` until the declarations around it are known.
    pub(crate) fn later(&mut self, f: impl FnOnce(&mut Program) + 'static) {
        let (package, version) = (self.cx.package, self.cx.version);
        self.ck.delayed.push(Action { package, version, run: Box::new(f) });
    }

    /// Runs what has been queued since the queue was `top` long, and what that queues in turn.
    pub(crate) fn process_delayed(&mut self, top: usize) {
        let saved = (self.cx.package, self.cx.version);
        let mut next = top;
        while next < self.ck.delayed.len() {
            let action = &mut self.ck.delayed[next];
            let run = std::mem::replace(&mut action.run, Box::new(|_| ()));
            (self.cx.package, self.cx.version) = (action.package, action.version);
            run(self);
            next += 1;
        }
        self.ck.delayed.truncate(top);
        (self.cx.package, self.cx.version) = saved;
    }

    /// The type of what is erroneous.
    pub(crate) const INVALID: TypeId = TypeId(0);

    /// Whether the file's language version is at least 1.`version`.
    pub(crate) fn allow_version(&self, version: u32) -> bool {
        self.cx.version >= version
    }

    /// Reports that `what` needs Go 1.`version`, where the file's version is lower.
    pub(crate) fn verify_version(&mut self, at: impl At, version: u32, what: &str) -> bool {
        if self.allow_version(version) {
            return true;
        }
        self.error(at, "UnsupportedFeature", format!("{what} requires go1.{version} or later"));
        false
    }

    /// Whether the object is a used variable or import.
    pub(crate) fn is_used(&self, object: ObjectId) -> bool {
        self.ck.used.contains(&object)
    }

    pub(crate) fn mark_used(&mut self, object: ObjectId) {
        self.ck.used.insert(object);
    }

    /// Notes that the declaration at work refers to `object` (for the order of initialisation).
    pub(crate) fn add_dependency(&mut self, object: ObjectId) {
        if let Some(decl) = self.cx.decl
            && self.object(object).package == Some(self.cx.package)
            && self.ck.decl_of.contains_key(&object)
        {
            self.ck.decls[decl.0 as usize].deps.insert(object);
        }
    }
}
