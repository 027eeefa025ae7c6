//! Scopes, and making the objects that stand in them.

use burrow_go_syntax::ast::{Ident, NodeId};
use burrow_go_syntax::{Name, Pos};

use crate::Program;
use crate::objects::{Object, ObjectId, ObjectKind, Scope, ScopeId, Var, VarKind};
use crate::types::TypeId;

impl Program {
    /// A new scope inside `parent`.
    pub(crate) fn new_scope(&mut self, parent: Option<ScopeId>) -> ScopeId {
        let id = ScopeId(self.scopes.len() as u32);
        self.scopes.push(Scope { parent, ..Scope::default() });
        id
    }

    /// Opens a scope inside the innermost one; `node` is what it belongs to.
    pub(crate) fn open_scope(&mut self, node: NodeId) -> ScopeId {
        let scope = self.new_scope(Some(self.cx.scope));
        self.record_scope(node, scope);
        self.cx.scope = scope;
        scope
    }

    /// Closes the innermost scope.
    pub(crate) fn close_scope(&mut self) {
        if let Some(parent) = self.scopes[self.cx.scope.0 as usize].parent {
            self.cx.scope = parent;
        }
    }

    /// What `name` stands for in exactly this scope.
    pub(crate) fn scope_lookup(&self, scope: ScopeId, name: Name) -> Option<ObjectId> {
        self.scopes[scope.0 as usize].names.get(&name).copied()
    }

    /// What `name` stands for here, and the scope that says so.
    pub(crate) fn lookup_scope(&self, name: Name) -> Option<(ScopeId, ObjectId)> {
        let mut scope = Some(self.cx.scope);
        while let Some(id) = scope {
            if let Some(object) = self.scope_lookup(id, name) {
                return Some((id, object));
            }
            scope = self.scopes[id.0 as usize].parent;
        }
        None
    }

    /// What `name` stands for here.
    pub(crate) fn lookup_name(&self, name: Name) -> Option<ObjectId> {
        self.lookup_scope(name).map(|(_, object)| object)
    }

    /// Enters `object` into `scope`, unless its name is taken: then says by what.
    pub(crate) fn insert(&mut self, scope: ScopeId, object: ObjectId) -> Option<ObjectId> {
        let name = self.object(object).name;
        if let Some(other) = self.scope_lookup(scope, name) {
            return Some(other);
        }
        self.scopes[scope.0 as usize].names.insert(name, object);
        let entered = &mut self.objects[object.0 as usize];
        entered.scope.get_or_insert(scope);
        None
    }

    /// Declares `object` in `scope` (unless it is blank) and notes that `ident` declares it.
    pub(crate) fn declare(&mut self, scope: ScopeId, ident: Option<&Ident>, object: ObjectId) {
        let name = self.object(object).name;
        if !name.is_blank()
            && let Some(other) = self.insert(scope, object)
        {
            let mut parts =
                vec![(self.object_span(object), format!("{name} redeclared in this block"))];
            parts.extend(self.other_decl(other));
            self.error_parts("DuplicateDecl", false, parts);
            return;
        }
        if !name.is_blank()
            && matches!(&self.object(object).kind, ObjectKind::Var(var) if var.kind == VarKind::Local)
        {
            self.ck.local_vars.push(object);
        }
        if let Some(ident) = ident {
            self.record_def(ident, object);
        }
    }

    /// A new object of the package at work.
    pub(crate) fn new_object(
        &mut self,
        name: Name,
        pos: Pos,
        typ: Option<TypeId>,
        kind: ObjectKind,
    ) -> ObjectId {
        let id = ObjectId(self.objects.len() as u32);
        let package = Some(self.cx.package);
        self.objects.push(Object { name, pos, package, scope: None, typ, kind });
        id
    }

    /// A new parameter, result or receiver.
    pub(crate) fn new_param(
        &mut self,
        kind: VarKind,
        name: Name,
        pos: Pos,
        typ: TypeId,
    ) -> ObjectId {
        self.new_object(name, pos, Some(typ), ObjectKind::Var(Var { kind, ..Var::default() }))
    }

    /// A new local variable.
    pub(crate) fn new_var(&mut self, name: Name, pos: Pos, typ: Option<TypeId>) -> ObjectId {
        self.new_object(name, pos, typ, ObjectKind::Var(Var::default()))
    }

    /// A new struct field.
    pub(crate) fn new_field(
        &mut self,
        name: Name,
        pos: Pos,
        typ: TypeId,
        embedded: bool,
    ) -> ObjectId {
        let var = Var { kind: VarKind::Field, field: true, embedded, ..Var::default() };
        self.new_object(name, pos, Some(typ), ObjectKind::Var(var))
    }

    /// Sets the type of an object.
    pub(crate) fn set_type(&mut self, object: ObjectId, typ: TypeId) {
        self.objects[object.0 as usize].typ = Some(typ);
    }

    /// What more there is to say of a variable, to change it.
    pub(crate) fn var_mut(&mut self, object: ObjectId) -> Option<&mut Var> {
        match &mut self.objects[object.0 as usize].kind {
            ObjectKind::Var(var) => Some(var),
            _ => None,
        }
    }
}
