//! Fields and methods: which one `x.name` means (spec: Selectors), and which methods a type has (spec: Method sets).
//!
//! The search goes breadth first through embedded fields. The shallowest field or method wins; two at the same depth make
//! the selector ambiguous.

use std::rc::Rc;

use burrow_go_syntax::Name;

use crate::Program;
use crate::id_map::IdSet;
use crate::objects::{Object, ObjectId, ObjectKind, PackageId, Var};
use crate::types::{Found, NotFound, Type, TypeId};

/// A type that is embedded at the depth that is being searched.
struct Embedded {
    typ: TypeId,
    path: Vec<usize>,
    /// Whether a pointer is followed on the way to it.
    indirect: bool,
    /// Whether it is there more than once: whatever is found in it is ambiguous.
    multiple: bool,
}

/// Types that embed instances of themselves with ever larger arguments have no end.
const MAX_DEPTH: usize = 200;

impl Program {
    /// The field or method that `name` means, as code of `package` sees it; promoted ones too. Methods with a pointer
    /// receiver are found for any type.
    pub fn lookup(&mut self, t: TypeId, package: Option<PackageId>, name: Name) -> Option<Found> {
        self.lookup_field_or_method(t, true, package, name, false).ok()
    }

    /// The field or method that `name` means. Methods with a pointer receiver need an `addressable` operand or a pointer on
    /// the way. With `fold_case`, names that differ in case only are found, exported or not.
    pub(crate) fn lookup_field_or_method(
        &mut self,
        t: TypeId,
        addressable: bool,
        package: Option<PackageId>,
        name: Name,
        fold_case: bool,
    ) -> Result<Found, NotFound> {
        // A declared pointer type has no methods, but the fields of what it points to.
        if matches!(self.typ(self.actual(t)), Type::Named(_)) {
            let under = self.underlying(t);
            if matches!(self.typ(under), Type::Pointer(_)) {
                let found = self.search(under, false, package, name, fold_case)?;
                let is_method = matches!(self.object(found.object).kind, ObjectKind::Func(_));
                return if is_method { Err(NotFound::Missing) } else { Ok(found) };
            }
        }
        self.search(t, addressable, package, name, fold_case)
    }

    pub(crate) fn search(
        &mut self,
        t: TypeId,
        addressable: bool,
        package: Option<PackageId>,
        name: Name,
        fold_case: bool,
    ) -> Result<Found, NotFound> {
        if name.is_blank() {
            return Err(NotFound::Missing);
        }
        let (typ, indirect) = self.deref(t);
        if indirect && self.is_interface(typ) {
            return Err(NotFound::Missing);
        }
        let mut current = vec![Embedded { typ, path: Vec::new(), indirect, multiple: false }];
        let mut seen: IdSet<TypeId> = IdSet::default();
        for _ in 0..MAX_DEPTH {
            let mut next = Vec::new();
            let mut found: Option<Found> = None;
            for embedded in &current {
                if let Some((object, at)) = self.search_one(
                    embedded,
                    &mut seen,
                    &mut next,
                    found.is_some(),
                    package,
                    name,
                    fold_case,
                ) {
                    let mut path = embedded.path.clone();
                    path.extend(at);
                    if found.is_some() || embedded.multiple {
                        return Err(NotFound::Ambiguous);
                    }
                    let (indirect, holder) = (embedded.indirect, embedded.typ);
                    found = Some(Found { object, path: Rc::new(path), indirect, holder });
                }
            }
            if let Some(found) = found {
                if let ObjectKind::Func(func) = &self.object(found.object).kind
                    && func.pointer_recv
                    && !found.indirect
                    && !addressable
                {
                    return Err(NotFound::PointerReceiver);
                }
                return Ok(found);
            }
            if next.is_empty() {
                break;
            }
            current = self.merge(next);
        }
        Err(NotFound::Missing)
    }

    /// Looks into one type, and notes what it embeds. The number is that of a field.
    #[allow(clippy::too_many_arguments)]
    fn search_one(
        &mut self,
        embedded: &Embedded,
        seen: &mut IdSet<TypeId>,
        next: &mut Vec<Embedded>,
        found: bool,
        package: Option<PackageId>,
        name: Name,
        fold_case: bool,
    ) -> Option<(ObjectId, Option<usize>)> {
        let typ = self.actual(embedded.typ);
        if let Type::Named(named) = self.typ(typ) {
            if !seen.insert(typ) {
                return None;
            }
            let origin = named.origin;
            if let Type::Named(origin) = self.typ(origin)
                && let Some(method) = self.find_method(&origin.methods, package, name, fold_case)
            {
                return Some((method, None));
            }
        }
        let under = self.underlying(typ);
        match self.typ(under) {
            Type::Struct(fields) => {
                let fields = fields.clone();
                let mut hit = None;
                for (at, &field) in fields.fields.iter().enumerate() {
                    if self.has_id(field, package, name, fold_case) {
                        hit.get_or_insert((field, Some(at)));
                        continue;
                    }
                    if hit.is_none() && !found && self.is_embedded(field) {
                        let (typ, pointer) =
                            self.deref(self.object(field).typ.unwrap_or(Program::INVALID));
                        let mut path = embedded.path.clone();
                        path.push(at);
                        let indirect = embedded.indirect || pointer;
                        next.push(Embedded { typ, path, indirect, multiple: embedded.multiple });
                    }
                }
                hit
            }
            Type::Interface(_) => {
                let set = self.type_set(under);
                self.find_method(&set.methods, package, name, fold_case)
                    .map(|method| (method, None))
            }
            _ => None,
        }
    }

    /// Types that occur several times are looked into once.
    fn merge(&mut self, list: Vec<Embedded>) -> Vec<Embedded> {
        let mut merged: Vec<Embedded> = Vec::with_capacity(list.len());
        for embedded in list {
            let twin = (0..merged.len()).find(|&at| self.identical(merged[at].typ, embedded.typ));
            match twin {
                Some(at) => merged[at].multiple = true,
                None => merged.push(embedded),
            }
        }
        merged
    }

    /// The type of a found field, or the signature of a found method, with the type arguments of the type that has it.
    pub fn found_type(&mut self, found: &Found) -> TypeId {
        self.method_type(found.object, found.holder)
    }

    /// The type of a field or method of `holder`.
    pub(crate) fn method_type(&mut self, object: ObjectId, holder: TypeId) -> TypeId {
        let typ = self.object_type(object);
        let holder = self.actual(holder);
        let Type::Named(named) = self.typ(holder) else { return typ };
        if named.targs.is_empty() || !matches!(self.object(object).kind, ObjectKind::Func(_)) {
            return typ;
        }
        let targs = named.targs.clone();
        let Type::Signature(signature) = self.typ(typ) else { return typ };
        if signature.recv_tparams.len() != targs.len() {
            return typ;
        }
        if let Some(&known) = self.ck.method_types.get(&(object, holder)) {
            return known;
        }
        let tparams = signature.recv_tparams.clone();
        let expanded = self.substitute(typ, &tparams, &targs);
        let Type::Signature(signature) = self.typ(expanded) else { return expanded };
        // The receiver is of the instance.
        let mut signature = (**signature).clone();
        let pointer =
            matches!(&self.object(object).kind, ObjectKind::Func(func) if func.pointer_recv);
        let recv_type = if pointer { self.pointer_to(holder) } else { holder };
        if let Some(recv) = signature.recv {
            signature.recv = Some(self.copy_var(recv, recv_type));
        }
        signature.recv_tparams.clear();
        let typ = self.new_type(Type::Signature(Rc::new(signature)));
        self.ck.method_types.insert((object, holder), typ);
        typ
    }

    /// A variable like another one, of another type.
    pub(crate) fn copy_var(&mut self, var: ObjectId, typ: TypeId) -> ObjectId {
        let mut object = self.object(var).clone();
        object.typ = Some(typ);
        let id = ObjectId(self.objects.len() as u32);
        self.objects.push(object);
        id
    }

    /// All methods that can be called on a value of type `t` that has no address, promoted ones included, sorted as the run
    /// time sorts them.
    pub fn method_set(&mut self, t: TypeId) -> Vec<Found> {
        let mut methods = Vec::new();
        let mut names = IdSet::default();
        for method in self.all_methods(t) {
            let (name, package) = (self.object(method).name, self.object(method).package);
            let key = (name, if name.is_exported() { None } else { package });
            if names.insert(key)
                && let Ok(found) = self.lookup_field_or_method(t, false, package, name, false)
                && matches!(self.object(found.object).kind, ObjectKind::Func(_))
            {
                methods.push(found);
            }
        }
        let mut order: Vec<ObjectId> = methods.iter().map(|found| found.object).collect();
        self.sort_methods(&mut order);
        methods.sort_by_key(|found| order.iter().position(|&object| object == found.object));
        methods
    }

    /// The methods of `t` and of everything embedded in it.
    fn all_methods(&mut self, t: TypeId) -> Vec<ObjectId> {
        let mut methods = Vec::new();
        let mut seen = IdSet::default();
        let mut open = vec![self.deref(t).0];
        while let Some(t) = open.pop() {
            let t = self.actual(t);
            if !seen.insert(t) || seen.len() > MAX_DEPTH * 50 {
                continue;
            }
            if let Type::Named(named) = self.typ(t)
                && let Type::Named(origin) = self.typ(named.origin)
            {
                methods.extend(&origin.methods);
            }
            let under = self.underlying(t);
            match self.typ(under) {
                Type::Struct(fields) => {
                    for &field in &fields.clone().fields {
                        if self.is_embedded(field) {
                            open.push(
                                self.deref(self.object(field).typ.unwrap_or(Program::INVALID)).0,
                            );
                        }
                    }
                }
                Type::Interface(_) => methods.extend(&self.type_set(under).methods),
                _ => {}
            }
        }
        methods
    }

    /// Without the pointer around it, and whether there was one. A declared pointer type is left as it is.
    pub(crate) fn deref(&self, t: TypeId) -> (TypeId, bool) {
        match *self.typ(self.actual(t)) {
            Type::Pointer(elem) => (elem, true),
            _ => (t, false),
        }
    }

    /// The struct type that a pointer (declared or not) points to; any other type is itself.
    pub(crate) fn deref_struct_ptr(&mut self, t: TypeId) -> TypeId {
        let under = self.underlying(t);
        if let Type::Pointer(elem) = *self.typ(under) {
            let elem_under = self.underlying(elem);
            if matches!(self.typ(elem_under), Type::Struct(_)) {
                return elem;
            }
        }
        t
    }

    /// The names of the fields on a path, with dots between them.
    pub(crate) fn field_path(&mut self, t: TypeId, path: &[usize]) -> String {
        let mut names = Vec::new();
        let mut t = t;
        for &at in path {
            let inner = self.deref_struct_ptr(t);
            let under = self.underlying(inner);
            let Type::Struct(fields) = self.typ(under) else { break };
            let Some(&field) = fields.fields.get(at) else { break };
            let field = self.object(field);
            names.push(field.name.as_str());
            t = field.typ.unwrap_or(Program::INVALID);
        }
        names.join(".")
    }

    /// Whether a struct (or what a pointer to one points to) embeds something erroneous: it might have any method.
    pub(crate) fn has_invalid_embedded_fields(&mut self, t: TypeId) -> bool {
        let mut seen = IdSet::default();
        let mut open = vec![t];
        while let Some(t) = open.pop() {
            let inner = self.deref_struct_ptr(t);
            let under = self.underlying(inner);
            let Type::Struct(fields) = self.typ(under) else { continue };
            let fields = fields.clone();
            if !seen.insert(under) {
                continue;
            }
            for &field in &fields.fields {
                if let Object {
                    typ: Some(typ),
                    kind: ObjectKind::Var(Var { embedded: true, .. }),
                    ..
                } = *self.object(field)
                {
                    if !self.is_valid_type(typ) {
                        return true;
                    }
                    open.push(typ);
                }
            }
        }
        false
    }

    /// What to say of a selector, or of a key in a struct literal, that is not found: perhaps there is something similar.
    pub(crate) fn lookup_error(
        &mut self,
        t: TypeId,
        sel: Name,
        similar: Option<ObjectId>,
        struct_lit: bool,
    ) -> String {
        enum Case {
            Missing,
            Misspelled,
            Unexported,
            Inaccessible,
        }
        let tail = |word: &'static str| {
            word.get(word.chars().next().map_or(0, char::len_utf8)..).unwrap_or("")
        };
        let mut case = Case::Missing;
        let mut other = "";
        let mut what = "object";
        if let Some(similar) = similar {
            let object = self.object(similar);
            what = match object.kind {
                ObjectKind::Var(_) => "field",
                ObjectKind::Func(_) => "method",
                _ => "object",
            };
            other = object.name.as_str();
            let same_tail = tail(sel.as_str()) == tail(other);
            case = match (sel.is_exported(), object.name.is_exported()) {
                _ if object.package == Some(self.cx.package) => Case::Misspelled,
                (true, true) => Case::Misspelled,
                (true, false) if same_tail => Case::Unexported,
                (false, true) if same_tail => Case::Misspelled,
                (false, false) if sel == object.name => Case::Inaccessible,
                _ => Case::Missing,
            };
        }
        let t = self.type_text(t);
        if struct_lit {
            let unknown = format!("unknown field {sel} in struct literal of type {t}");
            return match case {
                Case::Missing => unknown,
                Case::Misspelled => format!("{unknown}, but does have {other}"),
                Case::Unexported => format!("{unknown}, but does have unexported {other}"),
                Case::Inaccessible => format!(
                    "cannot refer to unexported field {other} in struct literal of type {t}"
                ),
            };
        }
        let unknown = format!("type {t} has no field or method {sel}");
        match case {
            Case::Missing => unknown,
            Case::Misspelled => format!("{unknown}, but does have {what} {other}"),
            Case::Unexported => format!("{unknown}, but does have unexported {what} {other}"),
            Case::Inaccessible => format!("cannot refer to unexported {what} {other}"),
        }
    }
}
