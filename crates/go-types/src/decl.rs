//! Declarations: what a declared name stands for, found out when it is first needed.
//!
//! An object that is being resolved stands on the object path. Coming across it again is a cycle, which may be valid
//! (`type T *T`) or not ([`crate::cycles`]).

use std::rc::Rc;

use burrow_go_syntax::ast::{
    ConstSpec, Decl, Expr, Field, FuncBody, FuncDecl, Ident, TypeSpec, VarSpec,
};
use burrow_go_syntax::{Pos, Span};

use crate::Program;
use crate::checker::{At, Context, DeclKind};
use crate::constant::Constant;
use crate::directives::decl_pos;
use crate::expr::Target;
use crate::objects::{ObjectId, ObjectKind};
use crate::operand::Operand;
use crate::types::{Alias, Named, Signature, Type, TypeId, TypeParam};

impl Program {
    /// Finds out what an object is, if that is not known yet.
    pub(crate) fn obj_decl(&mut self, object: ObjectId) {
        if self.ck.path_index.contains_key(&object) {
            return self.obj_decl_again(object);
        }
        if self.object(object).typ.is_some() {
            return;
        }
        let Some(&id) = self.ck.decl_of.get(&object) else {
            self.set_type(object, Program::INVALID);
            return;
        };
        let decl = &self.ck.decls[id.0 as usize];
        let kind = decl.kind.clone();
        let mut context = Context::file(decl.package, decl.file, decl.version);
        // Dependencies of types and of signatures are no matter of initialisation.
        if matches!(kind, DeclKind::Const(..) | DeclKind::Var(..)) {
            context.decl = Some(id);
        }
        if !self.nest(self.object_span(object)) {
            return self.set_type(object, Program::INVALID);
        }
        self.push_object(object);
        self.in_context(context, |program| match kind {
            DeclKind::Const(spec, at) => program.const_decl(object, &spec, at),
            DeclKind::Var(spec, at, lhs) => program.global_var_decl(object, &spec, at, lhs),
            DeclKind::Type(spec) => {
                program.type_decl(object, &spec);
                program.collect_methods(object);
            }
            DeclKind::Func(decl) => program.func_decl(object, &decl),
        });
        self.pop_object();
        self.ck.nesting -= 1;
    }

    /// The object is being resolved: there is a cycle.
    fn obj_decl_again(&mut self, object: ObjectId) {
        let valid = self.valid_cycle(object);
        let known = self.object(object).typ.is_some();
        match self.object(object).kind {
            ObjectKind::Func(_) => {}
            ObjectKind::TypeName if valid => {}
            _ if valid && known => {}
            _ => self.set_type(object, Program::INVALID),
        }
    }

    pub(crate) fn push_object(&mut self, object: ObjectId) {
        self.ck.path_index.insert(object, self.ck.object_path.len());
        self.ck.object_path.push(object);
    }

    pub(crate) fn pop_object(&mut self) {
        if let Some(object) = self.ck.object_path.pop() {
            self.ck.path_index.remove(&object);
        }
    }

    fn const_decl(&mut self, object: ObjectId, spec: &ConstSpec, at: usize) {
        let saved = (self.cx.iota, self.cx.errpos);
        (self.cx.iota, self.cx.errpos) = (Some(spec.iota), None);
        self.const_decl_inside(object, spec, at);
        (self.cx.iota, self.cx.errpos) = saved;
    }

    fn const_decl_inside(&mut self, object: ObjectId, spec: &ConstSpec, at: usize) {
        self.set_constant(object, Constant::Unknown);
        if let Some(typ) = &spec.init.typ {
            let t = self.typ_expr(typ);
            if !self.is_const_type(t) {
                if self.underlying(t) != Program::INVALID {
                    let text = self.type_text(t);
                    self.error(typ, "InvalidConstType", format!("invalid constant type {text}"));
                }
                self.set_type(object, Program::INVALID);
                return;
            }
            self.set_type(object, t);
        }
        let mut x = Operand::new();
        if let Some(value) = spec.init.values.get(at) {
            if spec.inherited {
                // The value stands elsewhere: errors are reported at the name.
                self.cx.errpos = Some(self.object_span(object));
            }
            self.expr(None, &mut x, value);
        }
        self.init_const(object, &mut x);
    }

    pub(crate) fn set_constant(&mut self, object: ObjectId, value: Constant) {
        if let ObjectKind::Const(old) = &mut self.objects[object.0 as usize].kind {
            *old = Some(value);
        }
    }

    /// A package-level variable. In a library whose code is checked on demand, one with a type needs no more.
    fn global_var_decl(
        &mut self,
        object: ObjectId,
        spec: &Rc<VarSpec>,
        at: usize,
        lhs: Option<Rc<Vec<ObjectId>>>,
    ) {
        if let Some(typ) = &spec.typ
            && self.package(self.cx.package).lazy
            && !self.ck.checking_var
        {
            let t = self.var_type(typ);
            self.set_type(object, t);
            return;
        }
        self.ck.checked_vars.insert(object);
        if let Some(lhs) = &lhs {
            self.ck.checked_vars.extend(lhs.iter());
        }
        let checking = std::mem::take(&mut self.ck.checking_var);
        let init = if lhs.is_some() { spec.values.first() } else { spec.values.get(at) };
        let lhs = lhs.as_deref().map(Vec::as_slice);
        self.var_decl(object, lhs, spec.typ.as_ref(), init);
        self.ck.checking_var = checking;
    }

    /// A variable with its type and its value; `lhs` are all variables that one value initialises.
    fn var_decl(
        &mut self,
        object: ObjectId,
        lhs: Option<&[ObjectId]>,
        typ: Option<&Expr>,
        init: Option<&Expr>,
    ) {
        if let Some(typ) = typ {
            let t = self.var_type(typ);
            self.set_type(object, t);
        }
        let Some(init) = init else {
            if typ.is_none() {
                self.set_type(object, Program::INVALID);
            }
            return;
        };
        match lhs {
            Some(lhs) if lhs.len() != 1 => {
                let known = self.object(object).typ;
                if let (Some(_), Some(known)) = (typ, known) {
                    for &var in lhs {
                        self.set_type(var, known);
                    }
                }
                self.init_vars(lhs, &[init], None);
            }
            _ => {
                let name = self.object(object).name;
                let target =
                    self.object(object).typ.and_then(|t| Target::new(self, t, name.as_str()));
                let mut x = Operand::new();
                self.expr(target, &mut x, init);
                self.init_var(object, &mut x, "variable declaration");
            }
        }
    }

    /// A type declaration, at the top of a package or in a function.
    pub(crate) fn type_decl(&mut self, object: ObjectId, spec: &Rc<TypeSpec>) {
        if !self.package(self.cx.package).lazy {
            self.later(move |program| {
                if let Some(t) = program.object(object).typ {
                    program.valid_type(t);
                }
            });
        }
        if spec.alias {
            self.alias_decl(object, spec);
        } else {
            self.defined_type_decl(object, spec);
        }
    }

    fn alias_decl(&mut self, object: ObjectId, spec: &TypeSpec) {
        if let Some(first) = spec.tparams.first() {
            self.verify_version(first.pos, 23, "generic type alias");
        }
        let none = Rc::new(Vec::new());
        let id = TypeId(self.types.len() as u32);
        self.new_type(Type::Alias(Alias {
            object,
            tparams: none.clone(),
            targs: none,
            actual: Program::INVALID,
            origin: id,
        }));
        self.objects[object.0 as usize].typ.get_or_insert(id);
        let outside = self.cx.scope;
        let mut tparams = Rc::new(Vec::new());
        if !spec.tparams.is_empty() {
            self.cx.scope = self.new_scope(Some(outside));
            tparams = Rc::new(self.declare_type_params(&spec.tparams));
            if let Type::Alias(alias) = &mut self.types[id.0 as usize] {
                alias.tparams = tparams.clone();
            }
            self.collect_constraints(&spec.tparams, &tparams);
        }
        let mut rhs = self.declared_type(&spec.typ, Some(object));
        if tparams.contains(&rhs) {
            let message = "cannot use type parameter declared in alias declaration as RHS";
            self.error(&spec.typ, "MisplacedTypeParam", message);
            rhs = Program::INVALID;
        }
        self.cx.scope = outside;
        if let Type::Alias(alias) = &mut self.types[id.0 as usize]
            && rhs != id
        {
            alias.actual = rhs;
        }
    }

    fn defined_type_decl(&mut self, object: ObjectId, spec: &TypeSpec) {
        let none = Rc::new(Vec::new());
        let id = TypeId(self.types.len() as u32);
        let outer = self.outer_type_params();
        self.new_type(Type::Named(Named {
            object,
            origin: id,
            tparams: none.clone(),
            targs: none,
            underlying: None,
            rhs: None,
            outer,
            methods: Vec::new(),
        }));
        self.objects[object.0 as usize].typ.get_or_insert(id);
        let outside = self.cx.scope;
        if !spec.tparams.is_empty() {
            self.cx.scope = self.new_scope(Some(outside));
            let tparams = Rc::new(self.declare_type_params(&spec.tparams));
            if let Type::Named(named) = &mut self.types[id.0 as usize] {
                named.tparams = tparams.clone();
            }
            self.collect_constraints(&spec.tparams, &tparams);
        }
        let mut rhs = self.declared_type(&spec.typ, Some(object));
        self.cx.scope = outside;
        if self.is_type_param(rhs) {
            let message = "cannot use a type parameter as RHS in type declaration";
            self.error(&spec.typ, "MisplacedTypeParam", message);
            rhs = Program::INVALID;
        }
        if let Type::Named(named) = &mut self.types[id.0 as usize] {
            named.rhs.get_or_insert(rhs);
        }
    }

    /// The type parameters of the function whose body is at work: a type that is declared there is another one for each of
    /// the function's instances.
    fn outer_type_params(&self) -> Rc<Vec<TypeId>> {
        let function = self.cx.decl.and_then(|decl| self.ck.decls[decl.0 as usize].object);
        let signature = function.and_then(|object| self.object(object).typ).map(|t| self.typ(t));
        match signature {
            Some(Type::Signature(s)) => {
                Rc::new(s.recv_tparams.iter().chain(&s.tparams).copied().collect())
            }
            _ => Rc::new(Vec::new()),
        }
    }

    /// Declares type parameters in the innermost scope, still without constraints.
    pub(crate) fn declare_type_params(&mut self, list: &[Field]) -> Vec<TypeId> {
        let mut tparams = Vec::with_capacity(list.len());
        for field in list {
            let Some(name) = &field.name else { continue };
            tparams.push(self.declare_type_param(name, tparams.len()));
        }
        tparams
    }

    pub(crate) fn declare_type_param(&mut self, name: &Ident, index: usize) -> TypeId {
        let id = TypeId(self.types.len() as u32);
        let object = self.new_object(name.name, name.pos, Some(id), ObjectKind::TypeName);
        self.new_type(Type::Param(TypeParam { object, index, constraint: Program::INVALID }));
        self.declare(self.cx.scope, Some(name), object);
        id
    }

    /// Resolves the constraints of type parameters that have been declared.
    pub(crate) fn collect_constraints(&mut self, list: &[Field], tparams: &[TypeId]) {
        let outside = std::mem::replace(&mut self.cx.in_tparam_list, true);
        let mut before: Option<(&Rc<Expr>, TypeId)> = None;
        for (field, &tparam) in list.iter().filter(|field| field.name.is_some()).zip(tparams) {
            let bound = match before {
                Some((expr, bound)) if Rc::ptr_eq(expr, &field.typ) => bound,
                _ => self.constraint_expr(&field.typ),
            };
            before = Some((&field.typ, bound));
            self.set_constraint(tparam, bound);
        }
        self.cx.in_tparam_list = outside;
    }

    fn constraint_expr(&mut self, e: &Expr) -> TypeId {
        let bound = self.constraint_type(e);
        if self.is_type_param(bound) {
            self.error(e, "MisplacedTypeParam", "cannot use a type parameter as constraint");
            return Program::INVALID;
        }
        bound
    }

    /// Adds the methods that are declared for a type to it.
    fn collect_methods(&mut self, object: ObjectId) {
        let Some(methods) = self.ck.methods.remove(&object) else { return };
        let named = self.object(object).typ.map(|t| self.actual(t));
        let named = named.filter(|&t| matches!(self.typ(t), Type::Named(_)));
        let mut kept: Vec<ObjectId> = Vec::with_capacity(methods.len());
        for method in methods {
            let name = self.object(method).name;
            if let Some(&other) = kept.iter().find(|&&other| self.object(other).name == name) {
                let place =
                    self.sources.place(self.object(other).pos).map(|place| place.to_string());
                let message = format!(
                    "method {}.{name} already declared at {}",
                    self.object(object).name,
                    place.unwrap_or_default()
                );
                self.error(self.object_span(method), "DuplicateMethod", message);
            } else {
                kept.push(method);
            }
        }
        let Some(named) = named else { return };
        if let Type::Named(named) = &mut self.types[named.0 as usize] {
            named.methods = kept;
        }
        if !self.package(self.cx.package).lazy {
            self.later(move |program| program.check_field_uniqueness(named));
        }
    }

    /// A struct type's fields and methods must have different names.
    fn check_field_uniqueness(&mut self, named: TypeId) {
        let under = self.underlying(named);
        let (Type::Struct(fields), Type::Named(named)) = (self.typ(under), self.typ(named)) else {
            return;
        };
        let (fields, methods) = (fields.clone(), named.methods.clone());
        for &field in &fields.fields {
            let name = self.object(field).name;
            if name.is_blank() {
                continue;
            }
            if let Some(&method) = methods.iter().find(|&&method| self.object(method).name == name)
            {
                let message = format!("field and method with the same name {name}");
                let mut parts = vec![(self.object_span(method), message)];
                parts.extend(self.other_decl(field));
                self.error_parts("DuplicateFieldAndMethod", false, parts);
            }
        }
    }

    fn func_decl(&mut self, object: ObjectId, decl: &Rc<FuncDecl>) {
        // Whatever refers to the function while its signature is being resolved finds an empty one.
        let t = self.new_type(Type::Signature(Rc::new(Signature::default())));
        self.set_type(object, t);
        let signature = self.func_signature(
            decl.name.id,
            decl.recv.as_ref(),
            &decl.tparams,
            &decl.typ,
            Some(t),
        );
        self.types[t.0 as usize] = Type::Signature(Rc::new(signature));
        if !decl.tparams.is_empty() && matches!(decl.body, FuncBody::None) {
            self.soft_error(decl_pos(decl), "BadDecl", "generic function is missing function body");
        }
        if !self.package(self.cx.package).lazy && !matches!(decl.body, FuncBody::None) {
            self.later(move |program| program.check_body(object));
        }
    }

    /// Declarations in a function.
    pub(crate) fn decl_stmt(&mut self, decls: &[Decl]) {
        for decl in decls {
            match decl {
                Decl::Const(spec) => self.local_const(spec),
                Decl::Var(spec) => self.local_var(spec),
                Decl::Type(spec) => {
                    let name = &spec.name;
                    let object = self.new_object(name.name, name.pos, None, ObjectKind::TypeName);
                    self.declare(self.cx.scope, Some(name), object);
                    self.push_object(object);
                    self.type_decl(object, spec);
                    self.pop_object();
                }
                Decl::Func(_) | Decl::Bad(_) => {}
            }
        }
    }

    fn local_const(&mut self, spec: &ConstSpec) {
        let top = self.ck.delayed.len();
        let mut objects = Vec::with_capacity(spec.names.len());
        for (at, name) in spec.names.iter().enumerate() {
            let object = self.new_object(name.name, name.pos, None, ObjectKind::Const(None));
            self.const_decl(object, spec, at);
            objects.push(object);
        }
        self.arity(spec.span.start, &spec.names, &spec.init.values, true, spec.inherited);
        // Function literals in the values do not see the constants.
        self.process_delayed(top);
        for (name, object) in spec.names.iter().zip(objects) {
            self.declare(self.cx.scope, Some(name), object);
        }
    }

    fn local_var(&mut self, spec: &VarSpec) {
        let top = self.ck.delayed.len();
        let vars: Vec<ObjectId> =
            spec.names.iter().map(|name| self.new_var(name.name, name.pos, None)).collect();
        for (at, &var) in vars.iter().enumerate() {
            let (lhs, init) = match spec.values.len() {
                n if n == vars.len() => (None, spec.values.get(at)),
                1 => (Some(&vars[..]), spec.values.first()),
                _ => (None, spec.values.get(at)),
            };
            self.var_decl(var, lhs, spec.typ.as_ref(), init);
            if spec.values.len() == 1 {
                break;
            }
        }
        for &var in &vars {
            self.objects[var.0 as usize].typ.get_or_insert(Program::INVALID);
        }
        if spec.typ.is_none() || !spec.values.is_empty() {
            self.arity(spec.span.start, &spec.names, &spec.values, false, false);
        }
        self.process_delayed(top);
        for (name, &var) in spec.names.iter().zip(&vars) {
            self.declare(self.cx.scope, Some(name), var);
        }
    }

    /// Whether there are as many values as names.
    pub(crate) fn arity(
        &mut self,
        pos: Pos,
        names: &[Ident],
        values: &[Expr],
        constant: bool,
        inherited: bool,
    ) {
        let code = "WrongAssignCount";
        if let Some(value) = values.get(names.len()) {
            if inherited {
                let place = self
                    .sources
                    .place(value.pos())
                    .map(|place| place.to_string())
                    .unwrap_or_default();
                self.error(Span::new(pos, pos), code, format!("extra init expr at {place}"));
            } else {
                let text = burrow_go_syntax::expr_string(value);
                self.error(value, code, format!("extra init expr {text}"));
            }
        } else if let Some(name) = names.get(values.len())
            && (constant || values.len() != 1)
        {
            self.error(name.span(), code, format!("missing init expr for {}", name.name));
        }
    }
}
