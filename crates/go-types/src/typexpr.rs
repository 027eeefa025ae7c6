//! Types from syntax: names, literals, instances; also identifiers in general.

use std::rc::Rc;

use burrow_go_syntax::ast::{BinaryOp, Expr, ExprKind, UnaryOp};
use burrow_go_syntax::{Name, Span, expr_string};

use crate::Program;
use crate::checker::At;
use crate::constant::Constant;
use crate::info::Mode;
use crate::objects::{ObjectId, ObjectKind, VarKind};
use crate::operand::Operand;
use crate::positions::start_pos;
use crate::probe::Looked;
use crate::types::{Type, TypeId};

impl Program {
    /// What an identifier stands for. With `want_type`, it must be a type.
    pub(crate) fn ident<'a>(&mut self, x: &mut Operand<'a>, e: &'a Expr, want_type: bool) {
        x.invalidate();
        x.expr = Some(e);
        let ExprKind::Name(name) = e.kind else { return };
        let Some((scope, object)) = self.lookup_scope(name) else {
            self.look(name, Looked::Scope(self.cx.scope));
            if name.is_blank() {
                self.error(e, "InvalidBlank", "cannot use _ as value or type");
            } else if is_valid_name(name) {
                self.error(e, "UndeclaredName", format!("undefined: {name}"));
            }
            return;
        };
        self.record_use(e.id, object);
        let is_type = matches!(self.object(object).kind, ObjectKind::TypeName);
        let here = self.object(object).package == Some(self.cx.package);
        if want_type && !is_type {
            let kind = self.object_kind(object);
            self.error(e, "NotAType", format!("{name} ({kind}) is not a type"));
            if here && matches!(self.object(object).kind, ObjectKind::Var(_)) {
                self.mark_used(object);
            }
            return;
        }
        // A type name is looked at again where a type is wanted: it may be part of a cycle.
        if self.object(object).typ.is_none() || is_type && want_type && here {
            self.obj_decl(object);
        }
        let typ = self.object(object).typ.unwrap_or(Program::INVALID);
        if let Some(&import) = self.ck.dot_imports.get(&(scope, name)) {
            self.mark_used(import);
        }
        match &self.object(object).kind {
            ObjectKind::Package(_) => {
                self.error(e, "InvalidPkgUse", format!("use of package {name} not in selector"));
                return;
            }
            ObjectKind::Const(value) => {
                let value = value.clone();
                self.add_dependency(object);
                if !self.is_valid_type(typ) {
                    return;
                }
                if Some(object) == self.ck.iota {
                    let Some(iota) = self.cx.iota else {
                        self.error(
                            e,
                            "InvalidIota",
                            "cannot use iota outside constant declaration",
                        );
                        return;
                    };
                    x.value = Some(Constant::Int(i64::from(iota)));
                } else {
                    x.value = Some(value.unwrap_or(Constant::Unknown));
                }
                x.mode = Mode::Constant;
            }
            ObjectKind::TypeName => x.mode = Mode::Type,
            ObjectKind::Var(_) => {
                if here {
                    self.mark_used(object);
                }
                self.add_dependency(object);
                self.note_variable_use(object);
                if !self.is_valid_type(typ) {
                    return;
                }
                x.mode = Mode::Variable;
            }
            ObjectKind::Func(_) => {
                self.add_dependency(object);
                x.mode = Mode::Value;
            }
            ObjectKind::Builtin(builtin) => x.mode = Mode::Builtin(*builtin),
            ObjectKind::Nil => x.mode = Mode::Nil,
            ObjectKind::Label => return,
        }
        x.typ = typ;
    }

    /// What kind of thing an object is, in words.
    fn object_kind(&self, object: ObjectId) -> &'static str {
        match &self.object(object).kind {
            ObjectKind::Package(_) => "package name",
            ObjectKind::Const(_) => "constant",
            ObjectKind::TypeName if self.is_alias(object) => "type alias",
            ObjectKind::TypeName => match self.object(object).typ.map(|t| self.typ(t)) {
                Some(Type::Param(_)) => "type parameter",
                _ => "defined type",
            },
            ObjectKind::Var(var) => match var.kind {
                VarKind::Local => "local variable",
                VarKind::Global => "package-level variable",
                VarKind::Receiver => "receiver",
                VarKind::Param => "parameter",
                VarKind::Result => "result variable",
                VarKind::Field => "struct field",
            },
            ObjectKind::Func(func) if func.recv_type.is_some() || func.interface_method => "method",
            ObjectKind::Func(_) => "function",
            ObjectKind::Label => "label",
            ObjectKind::Builtin(_) => "built-in function",
            ObjectKind::Nil => "untyped nil",
        }
    }

    /// The type that an expression stands for; not a generic one.
    pub(crate) fn typ_expr(&mut self, e: &Expr) -> TypeId {
        self.declared_type(e, None)
    }

    /// The type of a variable: neither generic nor a constraint.
    pub(crate) fn var_type(&mut self, e: &Expr) -> TypeId {
        let t = self.declared_type(e, None);
        self.valid_var_type(e, t);
        t
    }

    /// Reports a constraint used as the type of a variable, once types are known.
    pub(crate) fn valid_var_type(&mut self, e: &Expr, t: TypeId) {
        // Only what has a name, or is written as an interface, can be a constraint.
        let suspect = matches!(self.typ(t), Type::Named(_) | Type::Alias(_) | Type::Interface(_));
        if !suspect || self.is_type_param(t) || self.package(self.cx.package).lazy {
            return;
        }
        let pos = start_pos(e);
        self.later(move |program| {
            let under = program.underlying(t);
            if !matches!(program.typ(under), Type::Interface(_)) {
                return;
            }
            let set = program.type_set(under);
            if set.is_method_set() {
                return;
            }
            let why = if set.comparable {
                "interface is (or embeds) comparable"
            } else {
                "interface contains type constraints"
            };
            let text = program.type_text(t);
            let message = format!("cannot use type {text} outside a type constraint: {why}");
            program.soft_error(pos, "MisplacedConstraintIface", message);
        });
    }

    /// As [`Program::typ_expr`]; `definition` is the type name that is being declared as this type.
    pub(crate) fn declared_type(&mut self, e: &Expr, definition: Option<ObjectId>) -> TypeId {
        if !self.nest(e) {
            return Program::INVALID;
        }
        let mut t = self.type_inside(e, definition);
        self.ck.nesting -= 1;
        if self.is_generic(t) {
            let text = self.type_text(t);
            let message = format!("cannot use generic type {text} without instantiation");
            self.error(e, "WrongTypeArgCount", message);
            t = Program::INVALID;
        }
        self.record_type_and_value(e, Mode::Type, t, None);
        t
    }

    /// The generic type that an expression stands for; an error says what else it is (and is empty where that has been
    /// reported).
    pub(crate) fn generic_type(&mut self, e: &Expr) -> Result<TypeId, String> {
        let t = self.type_inside(e, None);
        self.record_type_and_value(e, Mode::Type, t, None);
        if !self.is_valid_type(t) {
            return Err(String::new());
        }
        if !self.is_generic(t) {
            return Err(format!("{} is not a generic type", self.type_text(t)));
        }
        Ok(t)
    }

    fn type_inside(&mut self, e: &Expr, definition: Option<ObjectId>) -> TypeId {
        match &e.kind {
            ExprKind::Bad => Program::INVALID,
            ExprKind::Name(_) => {
                let mut x = Operand::new();
                self.ident(&mut x, e, true);
                self.type_of_operand(&x)
            }
            ExprKind::Selector { .. } => {
                let mut x = Operand::new();
                self.selector(&mut x, e, true);
                self.type_of_operand(&x)
            }
            ExprKind::Index { x, indices } => self.instantiated_type(x, indices),
            ExprKind::Paren(inner) => self.declared_type(inner, definition),
            ExprKind::ArrayType { len, elem } => self.array_type(e, len, elem),
            ExprKind::SliceType(elem) => {
                let elem = self.var_type(elem);
                self.slice_of(elem)
            }
            // Reported by the parser.
            ExprKind::Ellipsis(_) => Program::INVALID,
            ExprKind::StructType(fields) => self.struct_type(fields),
            ExprKind::Star(base) => {
                let base = self.var_type(base);
                let known = self.is_valid_type(base) || self.is_alias_under_way(base);
                if known { self.pointer_to(base) } else { Program::INVALID }
            }
            ExprKind::FuncType(typ) => {
                let signature = self.func_signature(e.id, None, &[], typ, None);
                self.new_type(Type::Signature(Rc::new(signature)))
            }
            ExprKind::InterfaceType(elements) => self.interface_type(e.span, elements, definition),
            ExprKind::MapType { key, value } => {
                let t = (self.var_type(key), self.var_type(value));
                self.check_map_key(key, t.0);
                self.new_type(Type::Map(t.0, t.1))
            }
            ExprKind::ChanType { dir, elem } => {
                let elem = self.var_type(elem);
                self.new_type(Type::Chan(*dir, elem))
            }
            _ => {
                self.error(e, "NotAType", format!("{} is not a type", expr_string(e)));
                self.use_expr(e);
                Program::INVALID
            }
        }
    }

    fn type_of_operand(&mut self, x: &Operand) -> TypeId {
        match x.mode {
            Mode::Type => return x.typ,
            Mode::Invalid => {}
            Mode::NoValue => {
                let text = self.operand_string(x);
                self.error(x, "NotAType", format!("{text} used as type"));
            }
            _ => {
                let text = self.operand_string(x);
                self.error(x, "NotAType", format!("{text} is not a type"));
            }
        }
        Program::INVALID
    }

    /// Reports a map's key type that cannot be compared, once types are known.
    fn check_map_key(&mut self, e: &Expr, key: TypeId) {
        if matches!(self.typ(key), Type::Basic(_)) || self.package(self.cx.package).lazy {
            return;
        }
        let span = e.span();
        self.later(move |program| {
            if program.comparable(key) {
                return;
            }
            let why =
                if program.is_type_param(key) { " (missing comparable constraint)" } else { "" };
            let text = program.type_text(key);
            program.error(span, "IncomparableMapKey", format!("invalid map key type {text}{why}"));
        });
    }

    fn array_type(&mut self, e: &Expr, len: &Expr, elem: &Expr) -> TypeId {
        let length = if matches!(len.kind, ExprKind::Ellipsis(_)) {
            self.error(
                e,
                "BadDotDotDotSyntax",
                "invalid use of [...] array (outside a composite literal)",
            );
            None
        } else {
            self.array_length(len)
        };
        let elem = self.var_type(elem);
        match length {
            Some(length) => self.new_type(Type::Array(length, elem)),
            None => Program::INVALID,
        }
    }

    /// The length of an array; none after an error.
    pub(crate) fn array_length(&mut self, e: &Expr) -> Option<i64> {
        // A lone name may be meant as a type parameter.
        if let ExprKind::Name(name) = e.kind {
            let code = "InvalidArrayLen";
            match self.lookup_name(name) {
                None => {
                    self.error(
                        e,
                        code,
                        format!("undefined array length {name} or missing type constraint"),
                    );
                    return None;
                }
                Some(object) if !matches!(self.object(object).kind, ObjectKind::Const(_)) => {
                    self.error(e, code, format!("invalid array length {name}"));
                    return None;
                }
                Some(_) => {}
            }
        }
        let mut x = Operand::new();
        self.expr(None, &mut x, e);
        if x.mode != Mode::Constant {
            if x.is_valid() {
                let text = self.operand_string(&x);
                self.error(&x, "InvalidArrayLen", format!("array length {text} must be constant"));
            }
            return None;
        }
        let integer = self.is_integer(x.typ);
        if (integer || self.is_untyped(x.typ))
            && let Some(Constant::Int(length)) = x.value.as_ref().map(Constant::to_int)
            && length >= 0
        {
            return Some(length);
        }
        let text = self.operand_string(&x);
        let message = if integer {
            format!("invalid array length {text}")
        } else {
            format!("array length {text} must be integer")
        };
        self.error(&x, "InvalidArrayLen", message);
        None
    }

    /// The instance `x[indices]` of a generic type.
    pub(crate) fn instantiated_type(&mut self, x: &Expr, indices: &[Expr]) -> TypeId {
        let generic = match self.generic_type(x) {
            Ok(generic) => generic,
            Err(cause) => {
                if !cause.is_empty() {
                    let list: Vec<String> = indices.iter().map(expr_string).collect();
                    let (x_text, list) = (expr_string(x), list.join(", "));
                    let message = format!("invalid operation: {x_text}[{list}] ({cause})");
                    self.error(x, "NotAGenericType", message);
                }
                return Program::INVALID;
            }
        };
        let targs: Vec<TypeId> = indices.iter().map(|index| self.var_type(index)).collect();
        if targs.iter().any(|&targ| !self.is_valid_type(targ)) {
            return Program::INVALID;
        }
        let instance = self.instance(x.span(), generic, &targs);
        if instance == Program::INVALID {
            return instance;
        }
        self.record_instance(x, Rc::new(targs.clone()), instance);
        if !self.package(self.cx.package).lazy {
            let spans: Vec<_> = indices.iter().map(At::span).collect();
            let span = x.span();
            self.later(move |program| program.verify_instance(generic, &targs, span, &spans));
        }
        instance
    }

    fn verify_instance(&mut self, generic: TypeId, targs: &[TypeId], span: Span, spans: &[Span]) {
        let (object, tparams) = match self.typ(generic) {
            Type::Named(named) => (named.object, named.tparams.clone()),
            Type::Alias(alias) => (alias.object, alias.tparams.clone()),
            _ => return,
        };
        let name = self.object(object).name;
        if !self.validate_targ_len(span, name.as_str(), tparams.len(), targs.len()) {
            return;
        }
        match self.verify(&tparams, targs) {
            Err((at, cause)) => {
                let span = spans.get(at).copied().unwrap_or(span);
                self.soft_error(span, "InvalidTypeArg", cause);
            }
            Ok(()) => self.mono_record_instance(span, &tparams, targs, spans),
        }
    }

    /// The constraint that an expression stands for: `~int | string` stands for an interface.
    pub(crate) fn constraint_type(&mut self, e: &Expr) -> TypeId {
        match &e.kind {
            ExprKind::Unary { op: UnaryOp::Tilde, .. }
            | ExprKind::Binary { op: BinaryOp::Or, .. } => self.implicit_interface_type(e),
            _ => self.typ_expr(e),
        }
    }
}

/// Whether it is a name, and not what stands for one after a syntax error.
fn is_valid_name(name: Name) -> bool {
    let mut letters = name.as_str().chars();
    letters.next().is_some_and(|first| first.is_alphabetic() || first == '_')
        && letters.all(|letter| letter.is_alphanumeric() || letter == '_')
}
