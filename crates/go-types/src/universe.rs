//! What is predeclared: the universe scope and package `unsafe`.

use std::rc::Rc;

use burrow_go_syntax::{Name, Pos, Sources, Span};

use crate::checker::{Checker, Context};
use crate::constant::Constant;
use crate::id_map::IdMap;
use crate::info::Info;
use crate::objects::{
    Builtin, Func, Object, ObjectId, ObjectKind, Package, PackageId, Scope, ScopeId, Var,
};
use crate::program::{Importer, Program};
use crate::types::{Alias, Basic, Interface, Named, Signature, Term, Type, TypeId, Union};

/// Predeclared types, in the order of their numbers.
const BASICS: [(Basic, &str); 26] = [
    (Basic::Invalid, "invalid type"),
    (Basic::Bool, "bool"),
    (Basic::Int, "int"),
    (Basic::Int8, "int8"),
    (Basic::Int16, "int16"),
    (Basic::Int32, "int32"),
    (Basic::Int64, "int64"),
    (Basic::Uint, "uint"),
    (Basic::Uint8, "uint8"),
    (Basic::Uint16, "uint16"),
    (Basic::Uint32, "uint32"),
    (Basic::Uint64, "uint64"),
    (Basic::Uintptr, "uintptr"),
    (Basic::Float32, "float32"),
    (Basic::Float64, "float64"),
    (Basic::Complex64, "complex64"),
    (Basic::Complex128, "complex128"),
    (Basic::String, "string"),
    (Basic::UnsafePointer, "unsafe.Pointer"),
    (Basic::UntypedBool, "untyped bool"),
    (Basic::UntypedInt, "untyped int"),
    (Basic::UntypedRune, "untyped rune"),
    (Basic::UntypedFloat, "untyped float"),
    (Basic::UntypedComplex, "untyped complex"),
    (Basic::UntypedString, "untyped string"),
    (Basic::UntypedNil, "untyped nil"),
];

const BYTE: TypeId = TypeId(26);
const RUNE: TypeId = TypeId(27);
const EMPTY_INTERFACE: TypeId = TypeId(28);
const ANY: TypeId = TypeId(29);
const ERROR: TypeId = TypeId(30);
const COMPARABLE: TypeId = TypeId(31);
/// The underlying type of `comparable`.
pub(crate) const COMPARABLE_INTERFACE: TypeId = TypeId(32);
/// No results.
const EMPTY_TUPLE: TypeId = TypeId(33);

/// The outermost scope.
pub(crate) const UNIVERSE: ScopeId = ScopeId(0);
/// Package `unsafe`.
pub(crate) const UNSAFE: PackageId = PackageId(0);

const BUILTINS: [(Builtin, &str); 18] = [
    (Builtin::Append, "append"),
    (Builtin::Cap, "cap"),
    (Builtin::Clear, "clear"),
    (Builtin::Close, "close"),
    (Builtin::Complex, "complex"),
    (Builtin::Copy, "copy"),
    (Builtin::Delete, "delete"),
    (Builtin::Imag, "imag"),
    (Builtin::Len, "len"),
    (Builtin::Make, "make"),
    (Builtin::Max, "max"),
    (Builtin::Min, "min"),
    (Builtin::New, "new"),
    (Builtin::Panic, "panic"),
    (Builtin::Print, "print"),
    (Builtin::Println, "println"),
    (Builtin::Real, "real"),
    (Builtin::Recover, "recover"),
];

const UNSAFE_BUILTINS: [(Builtin, &str); 8] = [
    (Builtin::UnsafeAdd, "Add"),
    (Builtin::UnsafeAlignof, "Alignof"),
    (Builtin::UnsafeOffsetof, "Offsetof"),
    (Builtin::UnsafeSizeof, "Sizeof"),
    (Builtin::UnsafeSlice, "Slice"),
    (Builtin::UnsafeSliceData, "SliceData"),
    (Builtin::UnsafeString, "String"),
    (Builtin::UnsafeStringData, "StringData"),
];

impl Basic {
    /// The name of the type.
    pub fn name(self) -> &'static str {
        BASICS[self as usize].1
    }
}

impl Program {
    /// A program without packages, which come from `importer`.
    pub fn new(importer: Box<dyn Importer>) -> Program {
        let mut program = Program {
            importer,
            sources: Sources::default(),
            info: Info::default(),
            types: Vec::new(),
            objects: Vec::new(),
            packages: Vec::new(),
            scopes: vec![Scope::default()],
            by_path: IdMap::default(),
            lazy_files: Vec::new(),
            errors: Vec::new(),
            ck: Checker::default(),
            cx: Context::file(UNSAFE, UNIVERSE, 0),
        };
        program.define_types();
        program.define_values();
        program.define_unsafe();
        program
    }

    fn define_types(&mut self) {
        for (basic, _) in BASICS {
            self.new_type(Type::Basic(basic));
        }
        self.new_type(Type::Basic(Basic::Uint8));
        self.new_type(Type::Basic(Basic::Int32));
        for (at, (basic, name)) in BASICS.into_iter().enumerate() {
            if !matches!(basic, Basic::Invalid | Basic::UnsafePointer)
                && at < Basic::UntypedBool as usize
            {
                self.predeclare(name, Some(TypeId(at as u32)), ObjectKind::TypeName);
            }
        }
        self.predeclare("byte", Some(BYTE), ObjectKind::TypeName);
        self.predeclare("rune", Some(RUNE), ObjectKind::TypeName);

        self.new_type(Type::Interface(Rc::new(Interface::default())));
        let any = self.predeclare("any", Some(ANY), ObjectKind::TypeName);
        let none = Rc::new(Vec::new());
        self.new_type(Type::Alias(Alias {
            object: any,
            tparams: none.clone(),
            targs: none.clone(),
            actual: EMPTY_INTERFACE,
            origin: ANY,
        }));
        let error = self.predeclare("error", Some(ERROR), ObjectKind::TypeName);
        let comparable = self.predeclare("comparable", Some(COMPARABLE), ObjectKind::TypeName);
        // The methods of error's interface follow below: types have fixed numbers.
        let interface = TypeId(COMPARABLE_INTERFACE.0 + 2);
        for (object, id, under) in
            [(error, ERROR, interface), (comparable, COMPARABLE, COMPARABLE_INTERFACE)]
        {
            self.new_type(Type::Named(Named {
                object,
                origin: id,
                tparams: none.clone(),
                targs: none.clone(),
                underlying: Some(under),
                rhs: Some(under),
                outer: none.clone(),
                methods: Vec::new(),
            }));
        }
        self.new_type(Type::Interface(Rc::new(Interface::default())));
        self.new_type(Type::Tuple(none));

        let result = self.object_without_package(
            "",
            Some(self.universe(Basic::String)),
            ObjectKind::Var(Var::default()),
        );
        let recv = self.object_without_package("", Some(ERROR), ObjectKind::Var(Var::default()));
        let method = Func { interface_method: true, ..Func::default() };
        let method = self.object_without_package("Error", None, ObjectKind::Func(method));
        self.new_type(Type::Interface(Rc::new(Interface {
            methods: vec![method],
            ..Interface::default()
        })));
        let signature = self.new_type(Type::Signature(Rc::new(Signature {
            recv: Some(recv),
            results: vec![result],
            ..Signature::default()
        })));
        self.set_type(method, signature);
    }

    fn define_values(&mut self) {
        let untyped_bool = Some(self.universe(Basic::UntypedBool));
        self.predeclare("true", untyped_bool, ObjectKind::Const(Some(Constant::Bool(true))));
        self.predeclare("false", untyped_bool, ObjectKind::Const(Some(Constant::Bool(false))));
        let untyped_int = Some(self.universe(Basic::UntypedInt));
        let iota = self.predeclare("iota", untyped_int, ObjectKind::Const(Some(Constant::Int(0))));
        self.ck.iota = Some(iota);
        self.predeclare("nil", Some(self.universe(Basic::UntypedNil)), ObjectKind::Nil);
        for (builtin, name) in BUILTINS {
            self.predeclare(name, Some(Program::INVALID), ObjectKind::Builtin(builtin));
        }
    }

    fn define_unsafe(&mut self) {
        let scope = self.new_scope(Some(UNIVERSE));
        let path = Name::new("unsafe");
        self.packages.push(Package {
            path,
            name: path,
            scope,
            files: Vec::new(),
            span: Span::default(),
            imports: Vec::new(),
            fake: false,
            lazy: true,
            inits: Vec::new(),
            var_decls: Vec::new(),
            funcs: Vec::new(),
        });
        self.by_path.insert(path, UNSAFE);
        let pointer = self.universe(Basic::UnsafePointer);
        let object =
            self.new_object(Name::new("Pointer"), Pos::NONE, Some(pointer), ObjectKind::TypeName);
        self.insert(scope, object);
        for (builtin, name) in UNSAFE_BUILTINS {
            let kind = ObjectKind::Builtin(builtin);
            let object = self.new_object(Name::new(name), Pos::NONE, Some(Program::INVALID), kind);
            self.insert(scope, object);
        }
    }

    fn predeclare(&mut self, name: &str, typ: Option<TypeId>, kind: ObjectKind) -> ObjectId {
        let object = self.object_without_package(name, typ, kind);
        self.insert(UNIVERSE, object);
        object
    }

    fn object_without_package(
        &mut self,
        name: &str,
        typ: Option<TypeId>,
        kind: ObjectKind,
    ) -> ObjectId {
        let id = ObjectId(self.objects.len() as u32);
        let name = Name::new(name);
        self.objects.push(Object { name, pos: Pos::NONE, package: None, scope: None, typ, kind });
        id
    }

    /// `byte`: identical to `uint8`, but messages say `byte`.
    pub fn byte_type(&self) -> TypeId {
        BYTE
    }

    /// `rune`: identical to `int32`, but messages say `rune`.
    pub fn rune_type(&self) -> TypeId {
        RUNE
    }

    /// `error`.
    pub fn universe_error(&self) -> TypeId {
        ERROR
    }

    /// `any`.
    pub fn universe_any(&self) -> TypeId {
        ANY
    }

    /// `comparable`.
    pub fn universe_comparable(&self) -> TypeId {
        COMPARABLE
    }

    /// `interface{}`.
    pub fn empty_interface(&self) -> TypeId {
        EMPTY_INTERFACE
    }

    /// The type of a call without results.
    pub fn empty_tuple(&self) -> TypeId {
        EMPTY_TUPLE
    }

    /// An interface that is limited to one term, made for a constraint that is no interface.
    pub(crate) fn implicit_interface(&mut self, term: Term) -> TypeId {
        let embedded = vec![Union { terms: vec![term] }];
        self.new_type(Type::Interface(Rc::new(Interface {
            embedded,
            implicit: true,
            ..Interface::default()
        })))
    }
}
