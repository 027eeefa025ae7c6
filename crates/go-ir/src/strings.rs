//! Types in words, as `reflect` and `%T` show them: declared types with their package's name. As type arguments inside another name
//! they stand with the package's path, and types of one name in several functions with a number (`main.P[main.L·3]`).

use std::fmt::Write;
use std::rc::Rc;

use burrow_go_syntax::Name;
use burrow_go_syntax::ast::{Decl, Stmt, StmtKind};
use burrow_go_syntax::walk::{Node, walk_block, walk_expr};
use burrow_go_types::objects::ObjectId;
use burrow_go_types::types::{Basic, ChanDir};

use crate::lower::{Lower, body_of};
use crate::rtype::RTypeId;
use crate::types::{Field, InterfaceMethod, Key};

#[derive(Clone, Copy, PartialEq)]
enum Style {
    /// What `reflect.Type.String` gives.
    Shown,
    /// Inside the brackets of an instance.
    Argument,
}

impl Lower {
    /// As `%T` shows the type.
    pub fn type_string(&mut self, t: RTypeId) -> Rc<str> {
        let mut out = String::new();
        self.write_type(&mut out, t, Style::Shown);
        out.into()
    }

    /// The name of a declared type without its package.
    pub fn type_name(&mut self, t: RTypeId) -> Option<Rc<str>> {
        match self.types.key(t).clone() {
            Key::Basic(basic) => Some(basic_name(basic).into()),
            Key::Named { object, targs, implicit } => {
                let mut out = String::from(self.program.object(object).name.as_str());
                self.write_arguments(&mut out, &targs, &implicit);
                Some(out.into())
            }
            _ => None,
        }
    }

    fn write_type(&mut self, out: &mut String, t: RTypeId, style: Style) {
        match self.types.key(t).clone() {
            Key::Basic(Basic::UnsafePointer) => out.push_str("unsafe.Pointer"),
            Key::Basic(basic) => out.push_str(basic_name(basic)),
            Key::Named { object, targs, implicit } => {
                self.write_named(out, object, &targs, &implicit, style)
            }
            Key::Pointer(elem) => self.write_around(out, "*", elem, style),
            Key::Slice(elem) => self.write_around(out, "[]", elem, style),
            Key::Array(len, elem) => self.write_around(out, &format!("[{len}]"), elem, style),
            Key::Map(key, value) => {
                self.write_around(out, "map[", key, style);
                self.write_around(out, "]", value, style);
            }
            Key::Chan(ChanDir::Send, elem) => self.write_around(out, "chan<- ", elem, style),
            Key::Chan(ChanDir::Recv, elem) => self.write_around(out, "<-chan ", elem, style),
            Key::Chan(ChanDir::Both, elem) => match self.types.key(elem) {
                Key::Chan(ChanDir::Recv, _) => {
                    self.write_around(out, "chan (", elem, style);
                    out.push(')');
                }
                _ => self.write_around(out, "chan ", elem, style),
            },
            Key::Struct(fields) => self.write_struct(out, &fields, style),
            Key::Func { params, results, variadic } => {
                out.push_str("func");
                self.write_signature(out, &params, &results, variadic, style);
            }
            Key::Interface(methods) => self.write_interface(out, &methods, style),
            Key::Tuple(types) => self.write_list(out, &types, false, style),
        }
    }

    fn write_around(&mut self, out: &mut String, before: &str, t: RTypeId, style: Style) {
        out.push_str(before);
        self.write_type(out, t, style);
    }

    fn write_named(
        &mut self,
        out: &mut String,
        object: ObjectId,
        targs: &[RTypeId],
        implicit: &[RTypeId],
        style: Style,
    ) {
        let declared = self.program.object(object);
        let name = declared.name;
        if let Some(package) = declared.package {
            let package = self.program.package(package);
            let qualifier = if style == Style::Shown { package.name } else { package.path };
            out.push_str(qualifier.as_str());
            out.push('.');
        }
        out.push_str(name.as_str());
        self.write_arguments(out, targs, implicit);
        if style == Style::Argument && self.is_local(object) {
            let number = self.number_of_local_type(object);
            put(out, format_args!("·{number}"));
        }
    }

    fn write_arguments(&mut self, out: &mut String, targs: &[RTypeId], implicit: &[RTypeId]) {
        if targs.is_empty() && implicit.is_empty() {
            return;
        }
        out.push('[');
        for (index, &arg) in implicit.iter().enumerate() {
            self.write_around(out, if index > 0 { "," } else { "" }, arg, Style::Argument);
        }
        for (index, &arg) in targs.iter().enumerate() {
            let between = match (index, implicit.is_empty()) {
                (0, true) => "",
                (0, false) => ";",
                _ => ",",
            };
            self.write_around(out, between, arg, Style::Argument);
        }
        out.push(']');
    }

    fn write_struct(&mut self, out: &mut String, fields: &[Field], style: Style) {
        out.push_str("struct {");
        for (index, field) in fields.iter().enumerate() {
            out.push_str(if index > 0 { "; " } else { " " });
            if !field.embedded || style == Style::Argument {
                if style == Style::Argument && field.package != self.empty {
                    put(out, format_args!("{}.", field.package));
                }
                put(out, format_args!("{} ", field.name));
            }
            self.write_type(out, field.typ, style);
            if !field.tag.is_empty() {
                put(
                    out,
                    format_args!(" {}", burrow_go_types::constant::quote(field.tag.as_bytes())),
                );
            }
        }
        out.push_str(if fields.is_empty() { "}" } else { " }" });
    }

    fn write_interface(&mut self, out: &mut String, methods: &[InterfaceMethod], style: Style) {
        out.push_str("interface {");
        for (index, method) in methods.iter().enumerate() {
            out.push_str(if index > 0 { "; " } else { " " });
            if method.package != self.empty {
                let qualifier = match style {
                    Style::Shown => self.package_name(method.package),
                    Style::Argument => method.package,
                };
                put(out, format_args!("{qualifier}."));
            }
            out.push_str(method.name.as_str());
            let signature = self.func_type(method.typ);
            self.write_signature(
                out,
                &signature.params,
                &signature.results,
                signature.variadic,
                style,
            );
        }
        out.push_str(if methods.is_empty() { "}" } else { " }" });
    }

    fn write_signature(
        &mut self,
        out: &mut String,
        params: &[RTypeId],
        results: &[RTypeId],
        variadic: bool,
        style: Style,
    ) {
        self.write_list(out, params, variadic, style);
        match results {
            [] => {}
            [one] => self.write_around(out, " ", *one, style),
            _ => {
                out.push(' ');
                self.write_list(out, results, false, style);
            }
        }
    }

    fn write_list(&mut self, out: &mut String, types: &[RTypeId], variadic: bool, style: Style) {
        out.push('(');
        for (index, &t) in types.iter().enumerate() {
            if index > 0 {
                out.push_str(", ");
            }
            match *self.types.key(t) {
                Key::Slice(elem) if variadic && index + 1 == types.len() => {
                    self.write_around(out, "...", elem, style)
                }
                _ => self.write_type(out, t, style),
            }
        }
        out.push(')');
    }

    /// The place of a type declared in a function among all of these in its package, counted from 1.
    fn number_of_local_type(&self, object: ObjectId) -> usize {
        let Some(package) = self.program.object(object).package else { return 0 };
        let mut count = 0;
        let mut number = 0;
        for file in &self.program.package(package).files {
            for decl in &file.decls {
                let mut visit = |node: Node| {
                    let Node::Stmt(Stmt { kind: StmtKind::Decl(decls), .. }) = node else {
                        return true;
                    };
                    for decl in decls {
                        if let Decl::Type(spec) = decl
                            && !spec.alias
                        {
                            count += 1;
                            if self.program.info.defs.get(spec.name.id) == Some(&object) {
                                number = count;
                            }
                        }
                    }
                    true
                };
                match decl {
                    Decl::Func(decl) => {
                        if let Some(body) = body_of(decl) {
                            walk_block(body, &mut visit);
                        }
                    }
                    Decl::Var(spec) => {
                        spec.values.iter().for_each(|value| walk_expr(value, &mut visit))
                    }
                    _ => {}
                }
            }
        }
        number
    }

    /// The name of the package with this path.
    fn package_name(&mut self, path: Name) -> Name {
        let known =
            self.program.import_order().into_iter().find(|&p| self.program.package(p).path == path);
        known.map_or(path, |p| self.program.package(p).name)
    }
}

fn put(out: &mut String, text: std::fmt::Arguments) {
    // Writing to a string cannot fail.
    let _ = out.write_fmt(text);
}

/// The name of a predeclared type.
pub(crate) fn basic_name(basic: Basic) -> &'static str {
    match basic {
        Basic::Invalid => "invalid type",
        Basic::Bool | Basic::UntypedBool => "bool",
        Basic::Int | Basic::UntypedInt => "int",
        Basic::Int8 => "int8",
        Basic::Int16 => "int16",
        Basic::Int32 | Basic::UntypedRune => "int32",
        Basic::Int64 => "int64",
        Basic::Uint => "uint",
        Basic::Uint8 => "uint8",
        Basic::Uint16 => "uint16",
        Basic::Uint32 => "uint32",
        Basic::Uint64 => "uint64",
        Basic::Uintptr => "uintptr",
        Basic::Float32 => "float32",
        Basic::Float64 | Basic::UntypedFloat => "float64",
        Basic::Complex64 => "complex64",
        Basic::Complex128 | Basic::UntypedComplex => "complex128",
        Basic::String | Basic::UntypedString => "string",
        Basic::UnsafePointer => "Pointer",
        Basic::UntypedNil => "untyped nil",
    }
}
