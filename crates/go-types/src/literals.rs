//! Function literals and composite literals.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use burrow_go_syntax::ast::{Block, Element, Expr, ExprKind, FuncType};
use burrow_go_syntax::{Name, Pos, Span, expr_string};

use crate::Program;
use crate::assignments::Place;
use crate::constant::{Constant, Kind};
use crate::info::Mode;
use crate::objects::{ObjectId, ObjectKind};
use crate::operand::Operand;
use crate::positions::start_pos;
use crate::types::{Struct, Type, TypeId};

/// The value of a constant key: constants of different kinds and equal values have the same one.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    Bool(bool),
    Int(i64),
    Uint(u64),
    Float(u64),
    Complex(u64, u64),
    String(Rc<[u8]>),
}

fn key_of(value: &Constant) -> Option<Key> {
    let integer = value.to_int();
    if let Some(value) = integer.as_i64() {
        return Some(Key::Int(value));
    }
    if let Some(value) = integer.as_u64() {
        return Some(Key::Uint(value));
    }
    match value {
        Constant::Bool(value) => Some(Key::Bool(*value)),
        Constant::String(bytes) => Some(Key::String(bytes.clone())),
        Constant::Complex(parts) if value.to_float().is_unknown() => {
            Some(Key::Complex(parts.0.as_f64().to_bits(), parts.1.as_f64().to_bits()))
        }
        _ if matches!(value.kind(), Kind::Float | Kind::Complex) => {
            Some(Key::Float(value.as_f64().to_bits()))
        }
        _ => None,
    }
}

impl Program {
    pub(crate) fn func_lit<'a>(
        &mut self,
        x: &mut Operand<'a>,
        e: &'a Expr,
        typ: &FuncType,
        body: &Rc<Block>,
    ) {
        let sig = self.func_type(e.id, typ);
        if let Some(&scope) = self.info.scopes.get(e.id) {
            self.ck.literals.insert(scope, e.id);
        }
        let (node, body) = (e.id, body.clone());
        let (decl, iota) = (self.cx.decl, self.cx.iota);
        // The literal may be part of a type declaration that its body refers to: the body waits, but no longer than the
        // scope around it stays as it is.
        self.later(move |program| {
            program.func_body(decl, node, sig, &body, iota);
        });
        x.mode = Mode::Value;
        x.typ = sig;
    }

    pub(crate) fn composite_lit<'a>(
        &mut self,
        x: &mut Operand<'a>,
        e: &'a Expr,
        typ: Option<&'a Expr>,
        elements: &'a [Element],
        rbrace: Pos,
        hint: Option<TypeId>,
    ) {
        // `[...]T` gets its length from the elements.
        let mut open_array = None;
        let (whole, base) = match (typ, hint) {
            (Some(typ), _) => {
                let t = match &typ.kind {
                    ExprKind::ArrayType { len, elem }
                        if matches!(len.kind, ExprKind::Ellipsis(None)) =>
                    {
                        open_array = Some(self.var_type(elem));
                        Program::INVALID
                    }
                    _ => self.typ_expr(typ),
                };
                (t, t)
            }
            (None, Some(hint)) => {
                let under = self.common_under(hint).unwrap_or(Program::INVALID);
                // `{…}` for a `*T` is `&T{…}`.
                let base = match *self.typ(under) {
                    Type::Pointer(elem) => elem,
                    _ => hint,
                };
                (hint, base)
            }
            (None, None) => {
                self.error(e, "UntypedLit", "missing type in composite literal");
                (Program::INVALID, Program::INVALID)
            }
        };
        if let Some(elem) = open_array {
            let length = self.indexed_elements(elements, elem, -1);
            let array = self.new_type(Type::Array(length, elem));
            if let Some(typ) = typ {
                self.record_type_and_value(typ, Mode::Type, array, None);
            }
            x.mode = Mode::Value;
            x.typ = array;
            return;
        }
        if !self.is_complete(base) {
            return x.invalidate();
        }
        let under = self.common_under(base).ok();
        let data = under.map(|under| self.typ(under).clone());
        match data {
            Some(Type::Struct(fields)) => {
                if let (Some(first), Some(under)) = (elements.first(), under) {
                    if first.key.is_some() {
                        self.keyed_fields(elements, under, base);
                    } else {
                        self.positional_fields(elements, &fields, base, rbrace);
                    }
                }
            }
            Some(Type::Array(length, elem)) => {
                self.indexed_elements(elements, elem, length);
            }
            Some(Type::Slice(elem)) => {
                self.indexed_elements(elements, elem, -1);
            }
            Some(Type::Map(key, elem)) => self.map_elements(elements, key, elem),
            _ => {
                // A key may be a name that means nothing here.
                for element in elements {
                    self.use_expr(&element.value);
                }
                if under.is_none_or(|under| self.is_valid_type(under)) && self.is_valid_type(whole)
                {
                    let qualifier = if typ.is_none() { " element" } else { "" };
                    let cause = if under.is_none() { " (no common underlying type)" } else { "" };
                    let text = self.type_text(whole);
                    let message =
                        format!("invalid composite literal{qualifier} type {text}{cause}");
                    self.error(e, "InvalidLit", message);
                    return x.invalidate();
                }
            }
        }
        x.mode = Mode::Value;
        x.value = None;
        x.typ = whole;
    }

    fn keyed_fields(&mut self, elements: &[Element], under: TypeId, base: TypeId) {
        let mut seen: Vec<(Rc<Vec<usize>>, ObjectId)> = Vec::new();
        let mut names: HashSet<Name> = HashSet::new();
        for element in elements {
            let Some(key) = &element.key else {
                let message = "mixture of field:value and value elements in struct literal";
                self.error(&element.value, "MixedStructLit", message);
                continue;
            };
            let mut x = Operand::new();
            self.generic_expr(&mut x, &element.value, None);
            let ExprKind::Name(name) = key.kind else {
                let message = format!("invalid field name {} in struct literal", expr_string(key));
                self.error(key, "InvalidLitField", message);
                continue;
            };
            let package = Some(self.cx.package);
            let Ok(found) = self.lookup_field_or_method(under, false, package, name, false) else {
                let similar = self.lookup_field_or_method(under, false, package, name, true).ok();
                let message =
                    self.lookup_error(base, name, similar.map(|found| found.object), true);
                self.error(key, "MissingLitField", message);
                continue;
            };
            if !matches!(self.object(found.object).kind, ObjectKind::Var(_)) {
                self.error(key, "MissingLitField", format!("{name} is not a field"));
                continue;
            }
            if found.path.len() > 1 && !self.allow_version(27) {
                let path = self.field_path(under, &found.path);
                let what = format!(
                    "use of promoted field {path} in struct literal of type {}",
                    self.type_text(base)
                );
                self.verify_version(key, 27, &what);
                continue;
            }
            if found.indirect {
                let message = format!("invalid implicit pointer indirection to reach {name}");
                self.error(key, "InvalidLitField", message);
                continue;
            }
            self.record_use(key.id, found.object);
            let typ = self.object_type(found.object);
            self.assignment(&mut x, Some(typ), Place::Words("struct literal"));
            // Only where fields of embedded structs are given can two names have paths with a common start.
            let fresh = names.insert(name);
            if !fresh || found.path.len() > 1 || seen.iter().any(|(path, _)| path.len() > 1) {
                self.report_duplicate_field(key, &found.path, found.object, &seen);
            }
            seen.push((found.path, found.object));
        }
    }

    fn report_duplicate_field(
        &mut self,
        key: &Expr,
        path: &[usize],
        field: ObjectId,
        seen: &[(Rc<Vec<usize>>, ObjectId)],
    ) {
        let clash =
            seen.iter().find(|(other, _)| path.starts_with(other) || other.starts_with(path));
        let Some((other_path, other)) = clash else { return };
        let (name, other_name) = (self.object(field).name, self.object(*other).name);
        let message = if *other == field {
            format!("duplicate field name {name} in struct literal")
        } else if other_path.len() < path.len() {
            format!(
                "cannot specify promoted field {name} and enclosing embedded field {other_name}"
            )
        } else {
            format!("cannot specify embedded field {name} and enclosed promoted field {other_name}")
        };
        self.error(key, "DuplicateLitField", message);
    }

    fn positional_fields(
        &mut self,
        elements: &[Element],
        fields: &Struct,
        base: TypeId,
        rbrace: Pos,
    ) {
        for (at, element) in elements.iter().enumerate() {
            if let Some(key) = &element.key {
                let message = "mixture of field:value and value elements in struct literal";
                self.error(key, "MixedStructLit", message);
                continue;
            }
            let mut x = Operand::new();
            self.generic_expr(&mut x, &element.value, None);
            let Some(&field) = fields.fields.get(at) else {
                let message =
                    format!("too many values in struct literal of type {}", self.type_text(base));
                self.error(&element.value, "InvalidStructLit", message);
                break;
            };
            if self.is_hidden(field) {
                let (name, base) = (self.object(field).name, self.type_text(base));
                let message = format!(
                    "implicit assignment to unexported field {name} in struct literal of type {base}"
                );
                self.error(&element.value, "UnexportedLitField", message);
                continue;
            }
            let typ = self.object_type(field);
            self.assignment(&mut x, Some(typ), Place::Words("struct literal"));
        }
        if elements.len() < fields.fields.len() {
            let hidden = fields.fields.iter().any(|&field| self.is_hidden(field));
            let hint =
                if hidden { " (type has unexported fields - use key:value pairs)" } else { "" };
            let message =
                format!("too few values in struct literal of type {}{hint}", self.type_text(base));
            self.error(rbrace, "InvalidStructLit", message);
        }
    }

    /// Whether a field belongs to another package and is not exported.
    fn is_hidden(&self, field: ObjectId) -> bool {
        let field = self.object(field);
        !field.name.is_exported() && field.package != Some(self.cx.package)
    }

    /// Checks the elements of an array or slice of `length` elements (negative: as many as there are) and gives the length
    /// that they need.
    fn indexed_elements(&mut self, elements: &[Element], elem: TypeId, length: i64) -> i64 {
        let mut seen: HashSet<i64> = HashSet::new();
        // Without keys nothing can be there twice.
        let keyed = elements.iter().any(|element| element.key.is_some());
        let (mut index, mut end) = (0i64, 0i64);
        for element in elements {
            let span = Span::new(
                start_pos(element.key.as_ref().unwrap_or(&element.value)),
                element.value.span.end,
            );
            let mut valid = false;
            if let Some(key) = &element.key {
                match self.index(key, length) {
                    Some(Some(value)) => {
                        index = value;
                        valid = true;
                    }
                    Some(None) => {
                        let message =
                            format!("index {} must be integer constant", expr_string(key));
                        self.error(span, "InvalidLitIndex", message);
                    }
                    None => {}
                }
            } else if length >= 0 && index >= length {
                let message = format!("index {index} is out of bounds (>= {length})");
                self.error(span, "OversizeArrayLit", message);
            } else {
                valid = true;
            }
            if valid && keyed && !seen.insert(index) {
                let message = format!("duplicate index {index} in array or slice literal");
                self.error(span, "DuplicateLitKey", message);
            }
            index = index.saturating_add(1);
            end = end.max(index);
            let mut x = Operand::new();
            self.generic_expr(&mut x, &element.value, Some(elem));
            self.assignment(&mut x, Some(elem), Place::Words("array or slice literal"));
        }
        end
    }

    fn map_elements(&mut self, elements: &[Element], key_type: TypeId, elem: TypeId) {
        // Keys in interfaces are equal only if their types are, too.
        let dynamic = self.is_non_type_param_interface(key_type);
        let mut seen: HashMap<Key, Vec<TypeId>> = HashMap::new();
        for element in elements {
            let Some(key) = &element.key else {
                self.error(&element.value, "MissingLitKey", "missing key in map literal");
                continue;
            };
            let mut x = Operand::new();
            self.generic_expr(&mut x, key, Some(key_type));
            self.assignment(&mut x, Some(key_type), Place::Words("map literal"));
            if !x.is_valid() {
                continue;
            }
            if x.is_constant()
                && let Some(value) = key_of(x.constant())
            {
                let types = seen.entry(value).or_default();
                let before = types.clone();
                types.push(x.typ);
                let duplicate = if dynamic {
                    before.iter().any(|&typ| self.identical(typ, x.typ))
                } else {
                    !before.is_empty()
                };
                if duplicate {
                    let message = format!("duplicate key {} in map literal", x.constant());
                    self.error(&x, "DuplicateLitKey", message);
                    continue;
                }
            }
            let mut x = Operand::new();
            self.generic_expr(&mut x, &element.value, Some(elem));
            self.assignment(&mut x, Some(elem), Place::Words("map literal"));
        }
    }
}
