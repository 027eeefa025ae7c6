//! Which types a verb accepts.

use burrow_go_syntax::Name;
use burrow_go_syntax::ast::{Expr, ExprKind, UnaryOp};
use burrow_go_types::objects::{ObjectId, ObjectKind};
use burrow_go_types::types::{Basic, Type, TypeId};

use super::super::Pass;

/// Kinds of arguments; a verb accepts some of them.
pub mod accepts {
    pub const BOOL: u16 = 1;
    pub const BYTE: u16 = 2;
    pub const INT: u16 = 4;
    pub const RUNE: u16 = 8;
    pub const STRING: u16 = 16;
    pub const FLOAT: u16 = 32;
    pub const COMPLEX: u16 = 64;
    pub const POINTER: u16 = 128;
    pub const ERROR: u16 = 256;
    pub const ANY: u16 = u16::MAX;
}
use accepts::*;

/// Whether a verb that accepts such arguments prints a type sensibly. An error may hold why not.
pub fn matches(pass: &mut Pass, accepted: u16, typ: TypeId) -> Result<(), String> {
    if accepted == ANY {
        return Ok(());
    }
    let mut matcher = Matcher { pass, accepted, seen: Vec::new(), reason: String::new() };
    if matcher.matches(typ, true) { Ok(()) } else { Err(matcher.reason) }
}

/// Whether a value of the type formats itself, or may hold one that does.
pub fn is_formatter(pass: &mut Pass, typ: TypeId) -> bool {
    let unaliased = pass.program.unalias(typ);
    let is_param = matches!(pass.program.typ(unaliased), Type::Param(_));
    if matches!(pass.under(typ), Type::Interface(_)) && !is_param {
        return true;
    }
    let Some(signature) = method(pass, typ, "Format") else { return false };
    let (params, results) = (signature.0, signature.1);
    let [state, verb] = params[..] else { return false };
    results.is_empty() && pass.type_name(state) == "fmt.State" && is(pass, verb, Basic::Int32)
}

/// Whether `%s` calls a method of the type.
fn is_stringer(pass: &mut Pass, typ: TypeId) -> bool {
    if typ == pass.program.universe(Basic::UntypedNil) {
        return false;
    }
    let error = pass.program.universe_error();
    if pass.program.implements(typ, error) {
        return true;
    }
    let Some((params, results)) = method(pass, typ, "String") else { return false };
    params.is_empty() && matches!(results[..], [result] if is(pass, result, Basic::String))
}

/// Whether a type is this predeclared one itself.
fn is(pass: &mut Pass, typ: TypeId, basic: Basic) -> bool {
    let typ = pass.program.unalias(typ);
    matches!(pass.program.typ(typ), Type::Basic(found) if *found == basic)
}

/// Parameters and results of a method that can be called on values of a type; only exported names are asked for.
fn method(pass: &mut Pass, typ: TypeId, name: &str) -> Option<(Vec<TypeId>, Vec<TypeId>)> {
    let name = Name::new(name);
    let methods = pass.program.method_set(typ);
    let found = methods.into_iter().find(|found| pass.program.object(found.object).name == name)?;
    let signature = pass.program.found_type(&found);
    let Type::Signature(signature) = pass.program.typ(signature).clone() else { return None };
    let mut types = |vars: &[ObjectId]| -> Vec<TypeId> {
        vars.iter().map(|&var| pass.program.object_type(var)).collect()
    };
    Some((types(&signature.params), types(&signature.results)))
}

struct Matcher<'a, 'b> {
    pass: &'a mut Pass<'b>,
    accepted: u16,
    /// Types that have been looked at, or are being: they contain themselves.
    seen: Vec<TypeId>,
    reason: String,
}

impl Matcher<'_, '_> {
    fn accepts(&self, kinds: u16) -> bool {
        self.accepted & kinds != 0
    }

    /// `top` says whether it is the argument's own type: a pointer to a composite is printed as what it points to.
    fn matches(&mut self, typ: TypeId, top: bool) -> bool {
        let untyped_nil = typ == self.pass.program.universe(Basic::UntypedNil);
        if self.accepted == ERROR {
            let error = self.pass.program.universe_error();
            return untyped_nil || self.pass.program.implements(typ, error);
        }
        if is_formatter(self.pass, typ) || self.accepts(STRING) && is_stringer(self.pass, typ) {
            return true;
        }
        let unaliased = self.pass.program.unalias(typ);
        if let Type::Param(param) = self.pass.program.typ(unaliased) {
            let constraint = param.constraint;
            return self.parameter(unaliased, constraint, top);
        }
        let under = self.pass.program.underlying(typ);
        if self.seen.contains(&under) {
            return true;
        }
        self.seen.push(under);
        match self.pass.program.typ(under).clone() {
            Type::Basic(basic) => self.accepts(kinds(basic)),
            Type::Signature(_) => self.accepted == POINTER,
            Type::Map(key, elem) => {
                self.accepted == POINTER || self.matches(key, false) && self.matches(elem, false)
            }
            Type::Chan(..) => self.accepts(POINTER),
            Type::Array(_, elem) => self.bytes(elem) || self.matches(elem, false),
            Type::Slice(elem) => {
                self.bytes(elem) || self.accepted == POINTER || self.matches(elem, false)
            }
            Type::Pointer(elem) => self.pointer(elem, top),
            Type::Struct(fields) => fields.fields.iter().all(|&field| self.field(field)),
            // What is in it nobody knows.
            _ => true,
        }
    }

    /// Whether `%s` prints a row of such elements as a text.
    fn bytes(&mut self, elem: TypeId) -> bool {
        self.accepts(STRING) && matches!(self.pass.under(elem), Type::Basic(Basic::Uint8))
    }

    fn pointer(&mut self, elem: TypeId, top: bool) -> bool {
        if elem == self.pass.program.universe(Basic::Invalid) || self.accepted == POINTER {
            return true;
        }
        let unaliased = self.pass.program.unalias(elem);
        if matches!(self.pass.program.typ(unaliased), Type::Param(_)) {
            return true;
        }
        let under = self.pass.program.underlying(elem);
        match self.pass.program.typ(under) {
            Type::Struct(_) | Type::Array(..) | Type::Slice(_) | Type::Map(..) => {
                top && self.matches(under, false)
            }
            _ => self.accepts(POINTER),
        }
    }

    fn field(&mut self, field: ObjectId) -> bool {
        let typ = self.pass.program.object_type(field);
        if !self.matches(typ, false) {
            return false;
        }
        // The methods of what is not exported are not called.
        let exported = self.pass.program.object(field).name.is_exported();
        exported || !self.accepts(STRING) || !is_stringer(self.pass, typ)
    }

    /// A type parameter must fit with each of its types.
    fn parameter(&mut self, param: TypeId, constraint: TypeId, top: bool) -> bool {
        if self.seen.contains(&param) {
            return true;
        }
        self.seen.push(param);
        let outermost = self.seen.len() == 1;
        let constraint = self.pass.program.underlying(constraint);
        let terms = self.pass.program.type_set(constraint).terms.clone().unwrap_or_default();
        for term in &terms {
            if !self.matches(term.typ, top) {
                if outermost {
                    let tilde = if term.tilde { "~" } else { "" };
                    self.reason = format!("contains {tilde}{}", self.pass.type_name(term.typ));
                }
                return false;
            }
        }
        !terms.is_empty()
    }
}

fn kinds(basic: Basic) -> u16 {
    match basic {
        Basic::Bool | Basic::UntypedBool => BOOL,
        Basic::Uint8 => INT | BYTE,
        Basic::Int32 | Basic::UntypedRune => INT | RUNE,
        Basic::Float32 | Basic::Float64 | Basic::UntypedFloat => FLOAT,
        Basic::Complex64 | Basic::Complex128 | Basic::UntypedComplex => COMPLEX,
        Basic::String | Basic::UntypedString => STRING,
        Basic::UnsafePointer => POINTER | INT,
        Basic::UntypedNil => 0,
        Basic::Invalid => ANY,
        _ => INT,
    }
}

/// The method `String` or `Error` that formatting the argument would call, if the argument is the receiver of that very method.
pub fn recursion(pass: &mut Pass, arg: &Expr) -> Option<ObjectId> {
    let typ = pass.type_of(arg)?;
    if is_formatter(pass, typ) {
        return None;
    }
    let inner = match &arg.kind {
        ExprKind::Unary { op: UnaryOp::Address, x } => x,
        _ => arg,
    };
    let variable = matches!(inner.kind, ExprKind::Name(_)).then(|| pass.object_of(inner.id))??;
    let methods = pass.program.method_set(typ);
    let names = [Name::new("String"), Name::new("Error")];
    let around = methods.into_iter().map(|found| found.object).find(|&method| {
        let object = pass.program.object(method);
        let ObjectKind::Func(func) = &object.kind else { return false };
        let inside = func
            .decl
            .as_ref()
            .is_some_and(|decl| decl.span.start <= arg.span.start && arg.span.end <= decl.span.end);
        inside && names.contains(&object.name) && object.package == Some(pass.package)
    })?;
    let signature = pass.program.object_type(around);
    let Type::Signature(signature) = pass.program.typ(signature).clone() else { return None };
    let [result] = signature.results[..] else { return None };
    let result = pass.program.object_type(result);
    let fits = signature.params.is_empty() && is(pass, result, Basic::String);
    (fits && signature.recv == Some(variable)).then_some(around)
}
