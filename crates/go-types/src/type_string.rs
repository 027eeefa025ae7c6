//! Types as messages write them, and as the run time does (`%T`).

use std::fmt::Write;

use burrow_go_syntax::Name;

use crate::Program;
use crate::objects::{ObjectId, PackageId};
use crate::program::Qualifier;
use crate::types::{Basic, ChanDir, Interface, Signature, Struct, Term, Type, TypeId, Union};
use crate::universe::{COMPARABLE_INTERFACE, UNIVERSE};

impl Program {
    /// The type as text.
    pub fn type_string(&mut self, t: TypeId, qualifier: Qualifier) -> String {
        let run_time = matches!(qualifier, Qualifier::Name | Qualifier::Path);
        let mut writer = Writer {
            program: self,
            qualifier,
            run_time,
            names: !run_time,
            text: String::new(),
            depth: 0,
        };
        writer.typ(t);
        writer.text
    }

    /// The type as messages about the package at work write it.
    pub(crate) fn type_text(&mut self, t: TypeId) -> String {
        self.type_string(t, Qualifier::RelativeTo(self.cx.package))
    }

    /// A term of a type set as messages write it: with the path of each package.
    pub(crate) fn term_text(&mut self, term: Term) -> String {
        let qualifier = Qualifier::Path;
        let mut writer = Writer {
            program: self,
            qualifier,
            run_time: false,
            names: true,
            text: String::new(),
            depth: 0,
        };
        writer.union(&Union { terms: vec![term] });
        writer.text
    }

    /// A signature as messages write it where only its types matter: without `func` and names of parameters. With `paths`,
    /// packages are named by their paths.
    pub(crate) fn signature_text(&mut self, signature: &Signature, paths: bool) -> String {
        let qualifier =
            if paths { Qualifier::Path } else { Qualifier::RelativeTo(self.cx.package) };
        let mut writer = Writer {
            program: self,
            qualifier,
            run_time: false,
            names: false,
            text: String::new(),
            depth: 0,
        };
        writer.signature(signature);
        writer.text
    }

    /// What stands before the name of an object of `package` in messages of the package at work: nothing, or the
    /// package's name and a dot.
    pub(crate) fn package_prefix(&self, package: Option<PackageId>) -> String {
        prefix(self, package, Qualifier::RelativeTo(self.cx.package))
    }
}

fn prefix(program: &Program, package: Option<PackageId>, qualifier: Qualifier) -> String {
    let Some(package) = package else { return String::new() };
    let of = program.package(package);
    match qualifier {
        Qualifier::RelativeTo(here) if here == package => String::new(),
        Qualifier::RelativeTo(_) => {
            let twin = |(path, id): (&Name, &PackageId)| {
                *path != of.path && program.package(*id).name == of.name
            };
            if program.by_path.iter().any(twin) {
                format!("{:?}.", of.path.as_str())
            } else {
                format!("{}.", of.name)
            }
        }
        Qualifier::Name => format!("{}.", of.name),
        Qualifier::Whole | Qualifier::Path => format!("{}.", of.path),
    }
}

struct Writer<'p> {
    program: &'p mut Program,
    qualifier: Qualifier,
    /// Whether the run time's style is wanted: `interface {}`, no parameter names, no `byte`.
    run_time: bool,
    /// Whether parameters are written with their names.
    names: bool,
    text: String,
    depth: u32,
}

impl Writer<'_> {
    fn typ(&mut self, t: TypeId) {
        // Anonymous interfaces can contain themselves through a method's parameters.
        if self.depth > 60 {
            self.text.push('…');
            return;
        }
        self.depth += 1;
        self.typ_inside(t);
        self.depth -= 1;
    }

    fn typ_inside(&mut self, t: TypeId) {
        match self.program.typ(t) {
            &Type::Basic(basic) => self.text.push_str(match basic {
                _ if self.run_time => basic.name(),
                Basic::Uint8 if t == self.program.byte_type() => "byte",
                Basic::Int32 if t == self.program.rune_type() => "rune",
                _ => basic.name(),
            }),
            &Type::Pointer(elem) => self.prefixed("*", elem),
            &Type::Slice(elem) => self.prefixed("[]", elem),
            &Type::Array(len, elem) => self.prefixed(&format!("[{len}]"), elem),
            &Type::Map(key, value) => {
                self.prefixed("map[", key);
                self.prefixed("]", value);
            }
            &Type::Chan(dir, elem) => self.chan(dir, elem),
            Type::Struct(s) => {
                let s = s.clone();
                self.structure(&s);
            }
            Type::Signature(signature) => {
                let signature = signature.clone();
                self.text.push_str("func");
                self.signature(&signature);
            }
            Type::Interface(interface) => {
                let interface = interface.clone();
                self.interface(t, &interface);
            }
            Type::Tuple(types) => {
                let types = types.clone();
                if let Some(vars) = self.program.ck.tuple_vars.get(&t) {
                    let vars = vars.clone();
                    return self.vars(&vars, false);
                }
                self.text.push('(');
                self.list(&types, ", ");
                self.text.push(')');
            }
            Type::Named(named) => {
                let (object, targs, tparams, outer) =
                    (named.object, named.targs.clone(), named.tparams.clone(), named.outer.clone());
                let is_origin = named.origin == t;
                self.type_name(object);
                if self.run_time && !is_origin {
                    let all: Vec<TypeId> = outer.iter().chain(targs.iter()).copied().collect();
                    self.type_args(&all);
                } else {
                    self.type_args(&targs);
                }
                if targs.is_empty() {
                    self.type_params(&tparams);
                }
            }
            Type::Alias(alias) => {
                if self.run_time {
                    let actual = alias.actual;
                    return self.typ(actual);
                }
                let (object, targs, tparams) =
                    (alias.object, alias.targs.clone(), alias.tparams.clone());
                self.type_name(object);
                self.type_args(&targs);
                if targs.is_empty() {
                    self.type_params(&tparams);
                }
            }
            Type::Param(param) => {
                let object = param.object;
                let (name, pos) =
                    (self.program.object(object).name, self.program.object(object).pos);
                self.text.push_str(name.as_str());
                // A name that is predeclared would confuse.
                if !self.run_time
                    && self.program.scope_lookup(UNIVERSE, name).is_some()
                    && let Some(place) = self.program.sources.place(pos)
                {
                    _ = write!(self.text, " /* with {name} declared at {place} */");
                }
            }
        }
    }

    fn prefixed(&mut self, before: &str, t: TypeId) {
        self.text.push_str(before);
        self.typ(t);
    }

    fn list(&mut self, types: &[TypeId], separator: &str) {
        for (at, &t) in types.iter().enumerate() {
            self.prefixed(if at > 0 { separator } else { "" }, t);
        }
    }

    fn type_name(&mut self, object: ObjectId) {
        let (name, package) =
            (self.program.object(object).name, self.program.object(object).package);
        let prefix = prefix(self.program, package, self.qualifier);
        self.text.push_str(&prefix);
        self.text.push_str(name.as_str());
    }

    fn type_args(&mut self, targs: &[TypeId]) {
        if targs.is_empty() {
            return;
        }
        // The run time's names of instances spell out the paths of their arguments.
        let outside = self.qualifier;
        if self.run_time {
            self.qualifier = Qualifier::Path;
        }
        self.text.push('[');
        self.list(targs, if self.run_time { "," } else { ", " });
        self.text.push(']');
        self.qualifier = outside;
    }

    /// `[K comparable, V any]`; names that share a constraint share it in writing.
    fn type_params(&mut self, tparams: &[TypeId]) {
        if tparams.is_empty() {
            return;
        }
        self.text.push('[');
        let mut before = None;
        for (at, &tparam) in tparams.iter().enumerate() {
            let constraint = self.program.constraint_of(tparam);
            if at > 0 {
                if constraint != before
                    && let Some(before) = before
                {
                    self.prefixed(" ", before);
                }
                self.text.push_str(", ");
            }
            before = constraint;
            self.typ(tparam);
        }
        if let Some(before) = before {
            self.prefixed(" ", before);
        }
        self.text.push(']');
    }

    fn chan(&mut self, dir: ChanDir, elem: TypeId) {
        match dir {
            // `chan <-chan T` would read as `chan<- chan T`.
            ChanDir::Both if matches!(self.program.typ(elem), Type::Chan(ChanDir::Recv, _)) => {
                self.prefixed("chan (", elem);
                self.text.push(')');
            }
            ChanDir::Both => self.prefixed("chan ", elem),
            ChanDir::Send => self.prefixed("chan<- ", elem),
            ChanDir::Recv => self.prefixed("<-chan ", elem),
        }
    }

    fn structure(&mut self, s: &Struct) {
        let blank = if self.run_time { " " } else { "" };
        self.text.push_str("struct");
        self.text.push_str(blank);
        self.text.push('{');
        for (at, &field) in s.fields.iter().enumerate() {
            self.text.push_str(if at > 0 { "; " } else { blank });
            let name = self.program.object(field).name;
            if !self.program.is_embedded(field) {
                self.text.push_str(name.as_str());
                self.text.push(' ');
            }
            let t = self.program.object(field).typ.unwrap_or(Program::INVALID);
            self.typ(t);
            if let Some(tag) = s.tags.get(at).filter(|tag| !tag.is_empty()) {
                _ = write!(self.text, " {tag:?}");
            }
        }
        if !s.fields.is_empty() {
            self.text.push_str(blank);
        }
        self.text.push('}');
    }

    fn interface(&mut self, t: TypeId, interface: &Interface) {
        if self.run_time {
            return self.run_time_interface(t);
        }
        if t == COMPARABLE_INTERFACE {
            self.text.push_str("interface{comparable}");
            return;
        }
        if interface.implicit
            && let [only] = &interface.embedded[..]
        {
            return self.union(only);
        }
        self.text.push_str("interface{");
        for (at, &method) in interface.methods.iter().enumerate() {
            self.text.push_str(if at > 0 { "; " } else { "" });
            self.method(method, self.program.object(method).name);
        }
        for (at, union) in interface.embedded.iter().enumerate() {
            self.text.push_str(if at > 0 || !interface.methods.is_empty() { "; " } else { "" });
            self.union(union);
        }
        self.text.push('}');
    }

    /// All methods in order, those that are not exported with their package.
    fn run_time_interface(&mut self, t: TypeId) {
        let set = self.program.type_set(t);
        self.text.push_str("interface {");
        for (at, &method) in set.methods.iter().enumerate() {
            self.text.push_str(if at > 0 { "; " } else { " " });
            let (name, package) =
                (self.program.object(method).name, self.program.object(method).package);
            if !name.is_exported() {
                let prefix = prefix(self.program, package, Qualifier::Name);
                self.text.push_str(&prefix);
            }
            self.method(method, name);
        }
        self.text.push_str(if set.methods.is_empty() { "}" } else { " }" });
    }

    fn method(&mut self, method: ObjectId, name: Name) {
        self.text.push_str(name.as_str());
        let t = self.program.object_type(method);
        if let Type::Signature(signature) = self.program.typ(t) {
            let signature = signature.clone();
            self.signature(&signature);
        }
    }

    fn union(&mut self, union: &Union) {
        for (at, term) in union.terms.iter().enumerate() {
            self.text.push_str(if at > 0 { " | " } else { "" });
            self.text.push_str(if term.tilde { "~" } else { "" });
            self.typ(term.typ);
        }
    }

    fn signature(&mut self, signature: &Signature) {
        self.type_params(&signature.tparams);
        self.vars(&signature.params, signature.variadic);
        match &signature.results[..] {
            [] => {}
            &[only] if self.run_time || self.program.object(only).name.as_str().is_empty() => {
                let t = self.program.object(only).typ.unwrap_or(Program::INVALID);
                self.prefixed(" ", t);
            }
            results => {
                self.text.push(' ');
                self.vars(results, false);
            }
        }
    }

    fn vars(&mut self, vars: &[ObjectId], variadic: bool) {
        self.text.push('(');
        for (at, &var) in vars.iter().enumerate() {
            self.text.push_str(if at > 0 { ", " } else { "" });
            let (name, t) = (self.program.object(var).name, self.program.object(var).typ);
            let t = t.unwrap_or(Program::INVALID);
            if self.names && !name.as_str().is_empty() {
                self.text.push_str(name.as_str());
                self.text.push(' ');
            }
            if variadic && at + 1 == vars.len() {
                match *self.program.typ(t) {
                    Type::Slice(elem) => self.prefixed("...", elem),
                    // append([]byte, string...) is written like this.
                    _ => {
                        self.typ(t);
                        self.text.push_str("...");
                    }
                }
            } else {
                self.typ(t);
            }
        }
        self.text.push(')');
    }
}
