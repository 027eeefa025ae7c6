//! Selectors: members of packages, fields, method values and method expressions.

use std::rc::Rc;

use burrow_go_syntax::ast::{Expr, ExprKind, Ident};
use burrow_go_syntax::{Name, expr_string};

use crate::Program;
use crate::info::{Mode, Selection, SelectionKind};
use crate::objects::{ObjectId, ObjectKind, PackageId, ScopeId, VarKind};
use crate::operand::Operand;
use crate::positions::node_pos;
use crate::probe::Looked;
use crate::types::{Found, NotFound, Signature, Type, TypeId};

impl Program {
    /// Checks `x.sel`. With `want_type`, only a member of a package can be meant.
    pub(crate) fn selector<'a>(&mut self, x: &mut Operand<'a>, e: &'a Expr, want_type: bool) {
        x.clear();
        let ExprKind::Selector { x: inner, sel } = &e.kind else { return };
        if let ExprKind::Name(name) = inner.kind
            && let Some(object) = self.lookup_name(name)
            && let ObjectKind::Package(package) = self.object(object).kind
        {
            self.record_use(inner.id, object);
            self.mark_used(object);
            self.qualified(x, e, sel, package);
            x.expr = Some(e);
            return;
        }
        self.expr_or_type(x, inner, false);
        if let Mode::Builtin(_) = x.mode {
            let text = self.operand_string(x);
            self.error(
                node_pos(e),
                "UncalledBuiltin",
                format!("invalid use of {text} in selector expression"),
            );
            x.invalidate();
        }
        if x.is_valid() && !self.is_complete(x.typ) {
            x.invalidate();
        }
        if x.is_valid() {
            let looked =
                if x.mode == Mode::Type { Looked::Type(x.typ) } else { Looked::Value(x.typ) };
            self.look(sel.name, looked);
            if want_type {
                self.error(sel, "NotAType", format!("{} is not a type", expr_string(e)));
                x.invalidate();
            } else {
                self.select(x, e, inner, sel);
            }
        }
        x.expr = Some(e);
        if !x.is_valid() {
            x.typ = Program::INVALID;
        }
    }

    /// A member of a package.
    fn qualified<'a>(&mut self, x: &mut Operand<'a>, e: &'a Expr, sel: &Ident, package: PackageId) {
        let imported = self.package(package);
        let (scope, fake, package_name) = (imported.scope, imported.fake, imported.name);
        let found = self
            .scope_lookup(scope, sel.name)
            .filter(|&object| self.is_in_export_data(scope, object));
        let Some(object) = found else {
            self.look(sel.name, Looked::Package(package));
            if !fake && !sel.name.is_blank() {
                let mut message = format!("undefined: {}", expr_string(e));
                if let Some(similar) = self.similar_member(scope, sel.name) {
                    message.push_str(&format!(" (but have {similar})"));
                }
                self.error(sel, "UndeclaredImportedName", message);
            }
            return;
        };
        if !sel.name.is_exported() {
            let message = format!("name {} not exported by package {package_name}", sel.name);
            self.error(sel, "UnexportedName", message);
        }
        self.record_use(sel.id, object);
        let typ = self.object_type(object);
        match &self.object(object).kind {
            ObjectKind::Const(_) => {
                x.value = Some(self.constant_of(object));
                x.mode = Mode::Constant;
            }
            ObjectKind::TypeName => x.mode = Mode::Type,
            ObjectKind::Var(_) => x.mode = Mode::Variable,
            ObjectKind::Func(_) => x.mode = Mode::Value,
            ObjectKind::Builtin(builtin) => x.mode = Mode::Builtin(*builtin),
            _ => return,
        }
        x.typ = typ;
        if !self.is_valid_type(typ) && !matches!(x.mode, Mode::Builtin(_)) {
            x.invalidate();
        }
    }

    /// Whether gc's importer would know an object: all that is exported and what that leads to, which are types, and the
    /// functions behind exported ones of the same name (`math.Sqrt` calls `sqrt`).
    fn is_in_export_data(&self, scope: ScopeId, object: ObjectId) -> bool {
        let found = self.object(object);
        let name = found.name;
        name.is_exported()
            || matches!(found.kind, ObjectKind::TypeName)
            || self.similar_member(scope, name).is_some()
    }

    /// An exported member whose name differs in case only.
    fn similar_member(&self, scope: ScopeId, name: Name) -> Option<Name> {
        let same = |other: &&Name| {
            other.is_exported() && crate::identical::equal_fold(other.as_str(), name.as_str())
        };
        let names = self.scope(scope).names.iter();
        let similar = names.filter(|(other, _)| same(other)).min_by_key(|&(_, &object)| object);
        similar.map(|(&name, _)| name)
    }

    /// A field or method of `x`, which is a value or a type.
    fn select<'a>(&mut self, x: &mut Operand<'a>, e: &'a Expr, inner: &'a Expr, sel: &Ident) {
        let under = self.underlying(x.typ);
        if let &Type::Pointer(base) = self.typ(under)
            && !self.is_complete(base)
        {
            return x.invalidate();
        }
        let package = Some(self.cx.package);
        let addressable = x.mode == Mode::Variable;
        let found = match self.lookup_field_or_method(x.typ, addressable, package, sel.name, false)
        {
            Ok(found) => found,
            Err(cause) => {
                if under != Program::INVALID {
                    self.report_missing(x, sel, cause);
                }
                return x.invalidate();
            }
        };
        match self.object(found.object).kind {
            ObjectKind::Var(_) => self.select_field(x, e, inner, sel, found),
            _ if x.mode == Mode::Type => self.method_expr(x, e, found),
            _ => {
                let typ = self.found_type(&found);
                self.add_dependency(found.object);
                self.note_receiver(inner, &found, x);
                self.record_found(e, SelectionKind::Method, x.typ, found);
                x.mode = Mode::Value;
                x.value = None;
                x.typ = typ;
            }
        }
    }

    fn select_field<'a>(
        &mut self,
        x: &mut Operand<'a>,
        e: &'a Expr,
        inner: &Expr,
        sel: &Ident,
        found: Found,
    ) {
        if x.mode == Mode::Type {
            let typ = self.type_text(x.typ);
            let message =
                format!("operand for field selector {} must be value of type {typ}", sel.name);
            self.error(inner, "MissingFieldOrMethod", message);
            return x.invalidate();
        }
        let typ = self.found_type(&found);
        let variable = x.mode == Mode::Variable || found.indirect;
        self.record_found(e, SelectionKind::Field, x.typ, found);
        x.mode = if variable { Mode::Variable } else { Mode::Value };
        x.value = None;
        x.typ = typ;
    }

    fn record_found(&mut self, e: &Expr, kind: SelectionKind, recv: TypeId, found: Found) {
        let Found { object, path, indirect, .. } = found;
        self.record_selection(e, Selection { kind, recv, object, path, indirect });
    }

    /// A method with a pointer receiver takes the address of what it is called on.
    fn note_receiver(&mut self, inner: &Expr, found: &Found, x: &Operand) {
        let pointer =
            matches!(&self.object(found.object).kind, ObjectKind::Func(func) if func.pointer_recv);
        if pointer && x.mode == Mode::Variable && !found.indirect {
            self.mark_addressed(inner);
        }
    }

    /// `T.method`: a function with the receiver as its first parameter.
    fn method_expr<'a>(&mut self, x: &mut Operand<'a>, e: &'a Expr, found: Found) {
        let method = found.object;
        let typ = self.found_type(&found);
        self.add_dependency(method);
        self.record_found(e, SelectionKind::MethodExpr, x.typ, found);
        let Some(signature) = self.signature_of(typ) else { return x.invalidate() };
        // Where the parameters have names, so must the receiver.
        let named = signature
            .params
            .first()
            .is_some_and(|&param| !self.object(param).name.as_str().is_empty());
        let recv = signature.recv.map(|recv| (self.object(recv).name, self.object(recv).pos));
        let (recv_name, pos) = recv.unwrap_or((Name::new(""), self.object(method).pos));
        let name = match (named, recv_name.as_str()) {
            (false, _) => Name::new(""),
            (true, "") => Name::new("_"),
            (true, _) => recv_name,
        };
        let first = self.new_param(VarKind::Param, name, pos, x.typ);
        let params: Vec<ObjectId> =
            std::iter::once(first).chain(signature.params.iter().copied()).collect();
        let signature =
            Signature { recv: None, recv_tparams: Vec::new(), params, ..(*signature).clone() };
        x.typ = self.new_type(Type::Signature(Rc::new(signature)));
        x.mode = Mode::Value;
        x.value = None;
    }

    fn report_missing(&mut self, x: &Operand, sel: &Ident, cause: NotFound) {
        let name = sel.name;
        let x_text = x.text();
        match cause {
            NotFound::Ambiguous => {
                self.error(sel, "AmbiguousSelector", format!("ambiguous selector {x_text}.{name}"));
            }
            NotFound::PointerReceiver => {
                let t = self.type_text(x.typ);
                let message = if x.mode == Mode::Type {
                    format!(
                        "invalid method expression {t}.{name} (needs pointer receiver (*{t}).{name})"
                    )
                } else {
                    format!("cannot call pointer method {name} on {t}")
                };
                self.error(sel, "InvalidMethodExpr", message);
            }
            NotFound::Missing => {
                let why = if self.is_interface_ptr(x.typ) {
                    self.interface_ptr_error(x.typ)
                } else {
                    let package = Some(self.cx.package);
                    let addressable = x.mode == Mode::Variable;
                    let similar =
                        self.lookup_field_or_method(x.typ, addressable, package, name, true).ok();
                    self.lookup_error(x.typ, name, similar.map(|found| found.object), false)
                };
                let message = format!("{x_text}.{name} undefined ({why})");
                self.error(sel, "MissingFieldOrMethod", message);
            }
        }
    }
}
