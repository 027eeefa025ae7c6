//! Predeclared functions of complex numbers, and those of package `unsafe`.

use burrow_go_syntax::ast::{BinaryOp, ExprKind};
use burrow_go_syntax::{Pos, expr_string};

use crate::Program;
use crate::assignments::Place;
use crate::call::Call;
use crate::constant::Constant;
use crate::info::{Mode, Selection, SelectionKind};
use crate::objects::{Builtin, ObjectKind};
use crate::operand::Operand;
use crate::types::{Basic, Interface, Term, Type, TypeId, TypeParam, Union};

impl Program {
    pub(crate) fn builtin_complex<'a>(
        &mut self,
        x: &mut Operand<'a>,
        call: Call<'a>,
        args: Vec<Operand<'a>>,
    ) -> bool {
        let Some(mut y) = args.into_iter().nth(1) else { return false };
        match (self.is_untyped(x.typ), self.is_untyped(y.typ)) {
            (false, false) => {}
            (true, false) => self.convert_untyped(x, y.typ),
            (false, true) => self.convert_untyped(&mut y, x.typ),
            (true, true) if x.is_constant() && y.is_constant() => {
                for operand in [&mut *x, &mut y] {
                    if self.is_numeric(operand.typ) && operand.constant().imag().sign() == 0 {
                        operand.typ = self.universe(Basic::UntypedFloat);
                    }
                }
            }
            // One of them is a shift: floating-point numbers cannot be shifted, which this reports.
            (true, true) => {
                let float = self.universe(Basic::Float64);
                self.convert_untyped(x, float);
                self.convert_untyped(&mut y, float);
            }
        }
        if !x.is_valid() || !y.is_valid() {
            return false;
        }
        if !self.identical(x.typ, y.typ) {
            let (x_type, y_type) = (self.type_text(x.typ), self.type_text(y.typ));
            let text = expr_string(call.expr);
            let message =
                format!("invalid operation: {text} (mismatched types {x_type} and {y_type})");
            self.error(&*x, "InvalidComplex", message);
            return false;
        }
        let result = self.apply_to_types(x, Builtin::Complex, |basic| match basic {
            Basic::Float32 => Some(Basic::Complex64),
            Basic::Float64 => Some(Basic::Complex128),
            Basic::UntypedFloat => Some(Basic::UntypedComplex),
            _ => None,
        });
        let Some(result) = result else {
            let text = self.type_text(x.typ);
            let message =
                format!("invalid argument: arguments have type {text}, expected floating-point");
            self.error(&*x, "InvalidComplex", message);
            return false;
        };
        if x.is_constant() && y.is_constant() {
            let imag = y.constant().to_float().times_i();
            x.value = Some(x.constant().to_float().binary(BinaryOp::Add, &imag, false));
            x.typ = result;
            return true;
        }
        let float = x.typ;
        self.builtin_value(x, call, Builtin::Complex, result, &[float, float])
    }

    /// `real(z)` or `imag(z)`
    pub(crate) fn builtin_part<'a>(
        &mut self,
        x: &mut Operand<'a>,
        call: Call<'a>,
        id: Builtin,
    ) -> bool {
        if self.is_untyped(x.typ) {
            if x.is_constant() {
                if self.is_numeric(x.typ) {
                    x.typ = self.universe(Basic::UntypedComplex);
                }
            } else {
                // A shift, which complex numbers do not have.
                let complex = self.universe(Basic::Complex128);
                self.convert_untyped(x, complex);
                if !x.is_valid() {
                    return false;
                }
            }
        }
        let result = self.apply_to_types(x, id, |basic| match basic {
            Basic::Complex64 => Some(Basic::Float32),
            Basic::Complex128 => Some(Basic::Float64),
            Basic::UntypedComplex => Some(Basic::UntypedFloat),
            _ => None,
        });
        let real = id == Builtin::Real;
        let Some(result) = result else {
            let text = self.type_text(x.typ);
            let code = if real { "InvalidReal" } else { "InvalidImag" };
            self.error(
                &*x,
                code,
                format!("invalid argument: argument has type {text}, expected complex type"),
            );
            return false;
        };
        if x.is_constant() {
            x.value = Some(if real { x.constant().real() } else { x.constant().imag() });
            x.typ = result;
            return true;
        }
        let complex = x.typ;
        self.builtin_value(x, call, id, result, &[complex])
    }

    /// The type that belongs to the operand's; for a type parameter another one, whose types belong to its types.
    fn apply_to_types(
        &mut self,
        x: &Operand,
        id: Builtin,
        f: fn(Basic) -> Option<Basic>,
    ) -> Option<TypeId> {
        if !self.is_type_param(x.typ) {
            let basic = self.basic_of(x.typ)?;
            return f(basic).map(|basic| self.universe(basic));
        }
        let interface = self.underlying(x.typ);
        let set = self.type_set(interface);
        let specific = set.specific()?;
        let mut terms = Vec::with_capacity(specific.len());
        for term in specific {
            let basic = self.basic_of(term.typ)?;
            terms.push(Term { tilde: term.tilde, typ: self.universe(f(basic)?) });
        }
        if terms.is_empty() {
            return None;
        }
        let (name, code) = match id {
            Builtin::Real => ("real", "InvalidReal"),
            Builtin::Imag => ("imag", "InvalidImag"),
            _ => ("complex", "InvalidComplex"),
        };
        let text = self.operand_string(x);
        let message = format!(
            "{text} not supported as argument to built-in {name} for go1.18 (see go.dev/issue/50937)"
        );
        self.soft_error(x, code, message);
        let actual = self.actual(x.typ);
        let Type::Param(param) = self.typ(actual) else { return None };
        let (name, index) = (self.object(param.object).name, param.index);
        let embedded = vec![Union { terms }];
        let constraint =
            self.new_type(Type::Interface(Interface { embedded, ..Interface::default() }.into()));
        let object = self.new_object(name, Pos::NONE, None, ObjectKind::TypeName);
        let typ = self.new_type(Type::Param(TypeParam { object, index, constraint }));
        self.set_type(object, typ);
        Some(typ)
    }

    pub(crate) fn unsafe_builtin<'a>(
        &mut self,
        x: &mut Operand<'a>,
        call: Call<'a>,
        args: Vec<Operand<'a>>,
        id: Builtin,
    ) -> bool {
        match id {
            Builtin::UnsafeAdd => {
                self.verify_version(call.fun, 17, "unsafe.Add");
                let pointer = self.universe(Basic::UnsafePointer);
                self.assignment(x, Some(pointer), Place::Words("argument to unsafe.Add"));
                let Some(mut len) = args.into_iter().nth(1) else { return false };
                if !x.is_valid()
                    || !self.is_valid_index(&mut len, "InvalidUnsafeAdd", "length", true)
                {
                    return false;
                }
                self.builtin_value(x, call, id, pointer, &[pointer, len.typ])
            }
            Builtin::UnsafeAlignof | Builtin::UnsafeSizeof => self.unsafe_size(x, call, id),
            Builtin::UnsafeOffsetof => self.unsafe_offset(x, call),
            Builtin::UnsafeSlice => {
                self.verify_version(call.fun, 17, "unsafe.Slice");
                let found = self.common_under(x.typ).ok();
                let Some((pointer, base)) = found.and_then(|t| match *self.typ(t) {
                    Type::Pointer(base) => Some((t, base)),
                    _ => None,
                }) else {
                    let text = self.operand_string(x);
                    let message = format!("invalid argument: {text} is not a pointer");
                    self.error(&*x, "InvalidUnsafeSlice", message);
                    return false;
                };
                let Some(mut len) = args.into_iter().nth(1) else { return false };
                if !self.is_valid_index(&mut len, "InvalidUnsafeSlice", "length", false) {
                    return false;
                }
                let slice = self.slice_of(base);
                self.builtin_value(x, call, id, slice, &[pointer, len.typ])
            }
            Builtin::UnsafeSliceData => {
                self.verify_version(call.fun, 20, "unsafe.SliceData");
                let found = self.common_under(x.typ).ok();
                let Some((slice, elem)) = found.and_then(|t| match *self.typ(t) {
                    Type::Slice(elem) => Some((t, elem)),
                    _ => None,
                }) else {
                    let text = self.operand_string(x);
                    let message = format!("invalid argument: {text} is not a slice");
                    self.error(&*x, "InvalidUnsafeSliceData", message);
                    return false;
                };
                let pointer = self.pointer_to(elem);
                self.builtin_value(x, call, id, pointer, &[slice])
            }
            Builtin::UnsafeString => {
                self.verify_version(call.fun, 20, "unsafe.String");
                let pointer = self.pointer_to(self.byte_type());
                self.assignment(x, Some(pointer), Place::Words("argument to unsafe.String"));
                let Some(mut len) = args.into_iter().nth(1) else { return false };
                if !x.is_valid()
                    || !self.is_valid_index(&mut len, "InvalidUnsafeString", "length", false)
                {
                    return false;
                }
                let string = self.universe(Basic::String);
                self.builtin_value(x, call, id, string, &[pointer, len.typ])
            }
            _ => {
                self.verify_version(call.fun, 20, "unsafe.StringData");
                let string = self.universe(Basic::String);
                self.assignment(x, Some(string), Place::Words("argument to unsafe.StringData"));
                if !x.is_valid() {
                    return false;
                }
                let pointer = self.pointer_to(self.byte_type());
                self.builtin_value(x, call, id, pointer, &[string])
            }
        }
    }

    fn unsafe_size<'a>(&mut self, x: &mut Operand<'a>, call: Call<'a>, id: Builtin) -> bool {
        let align = id == Builtin::UnsafeAlignof;
        let place = if align { "argument to unsafe.Alignof" } else { "argument to unsafe.Sizeof" };
        self.assignment(x, None, Place::Words(place));
        if !x.is_valid() {
            return false;
        }
        let uintptr = self.universe(Basic::Uintptr);
        if self.has_var_size(x.typ) {
            return self.builtin_value(x, call, id, uintptr, &[x.typ]);
        }
        let size = if align { self.align_of(x.typ) } else { self.size_of(x.typ) };
        self.unsafe_constant(x, size)
    }

    fn unsafe_constant(&mut self, x: &mut Operand, value: i64) -> bool {
        if value < 0 {
            let text = self.operand_string(x);
            self.error(&*x, "TypeTooLarge", format!("{text} is too large"));
            return false;
        }
        x.mode = Mode::Constant;
        x.value = Some(Constant::Int(value));
        x.typ = self.universe(Basic::Uintptr);
        true
    }

    fn unsafe_offset<'a>(&mut self, x: &mut Operand<'a>, call: Call<'a>) -> bool {
        let Some(arg) = call.args.first() else { return false };
        let selector = arg.unparen();
        let ExprKind::Selector { x: inner, sel } = &selector.kind else {
            let message =
                format!("invalid argument: {} is not a selector expression", expr_string(arg));
            self.error(arg, "BadOffsetofSyntax", message);
            self.use_expr(arg);
            return false;
        };
        self.expr(None, x, inner);
        if !x.is_valid() {
            return false;
        }
        let base = self.deref_struct_ptr(x.typ);
        let package = Some(self.cx.package);
        let Ok(found) = self.lookup_field_or_method(base, false, package, sel.name, false) else {
            let message = format!(
                "invalid argument: {} has no single field {}",
                self.type_text(base),
                sel.name
            );
            self.error(&*x, "MissingFieldOrMethod", message);
            return false;
        };
        if !matches!(self.object(found.object).kind, ObjectKind::Var(_)) {
            let message = format!("invalid argument: {} is a method value", expr_string(arg));
            self.error(arg, "InvalidOffsetof", message);
            return false;
        }
        if found.indirect {
            let base = self.type_text(base);
            let message =
                format!("invalid argument: field {} is embedded via a pointer in {base}", sel.name);
            self.error(&*x, "InvalidOffsetof", message);
            return false;
        }
        let typ = self.found_type(&found);
        let path = found.path.clone();
        let selection = Selection {
            kind: SelectionKind::Field,
            recv: base,
            object: found.object,
            path: found.path,
            indirect: false,
        };
        self.record_selection(selector, selection);
        let mode = if x.mode == Mode::Variable { Mode::Variable } else { Mode::Value };
        self.record_type_and_value(selector, mode, typ, None);
        let uintptr = self.universe(Basic::Uintptr);
        if self.has_var_size(base) {
            return self.builtin_value(x, call, Builtin::UnsafeOffsetof, uintptr, &[typ]);
        }
        let mut offset = 0i64;
        let mut t = base;
        for &field in path.iter() {
            let inside = self.offset_of(t, field);
            offset = if inside < 0 { -1 } else { offset.checked_add(inside).unwrap_or(-1) };
            if offset < 0 {
                break;
            }
            let under = self.underlying(t);
            let Type::Struct(fields) = self.typ(under) else { break };
            let Some(&object) = fields.fields.get(field) else { break };
            t = self.object_type(object);
        }
        self.unsafe_constant(x, offset)
    }

    /// Whether the size of a type depends on type parameters.
    fn has_var_size(&mut self, t: TypeId) -> bool {
        self.var_size_among(t, &mut Vec::new())
    }

    fn var_size_among(&mut self, t: TypeId, path: &mut Vec<TypeId>) -> bool {
        let t = self.actual(t);
        if self.is_type_param(t) {
            return true;
        }
        let declared = matches!(self.typ(t), Type::Named(_));
        let mut object = None;
        if declared {
            // Its size is asked for while it is being declared.
            if let Type::Named(named) = self.typ(t)
                && named.origin == t
                && let Some(&at) = self.ck.path_index.get(&named.object)
            {
                let cycle = self.ck.object_path[at..].to_vec();
                let start = self.first_in_source(&cycle);
                self.cycle_error(&cycle, start);
                return true;
            }
            // Endless types are reported where they are declared.
            if path.contains(&t) {
                return true;
            }
            path.push(t);
            object = match self.typ(t) {
                Type::Named(named) if named.origin == t => Some(named.object),
                _ => None,
            };
        }
        if let Some(object) = object {
            self.push_object(object);
        }
        let under = self.underlying(t);
        let result = match self.typ(under) {
            &Type::Array(_, elem) => self.var_size_among(elem, path),
            Type::Struct(fields) => {
                let fields = fields.clone();
                fields.fields.iter().any(|&field| {
                    let t = self.object_type(field);
                    self.var_size_among(t, path)
                })
            }
            _ => false,
        };
        if object.is_some() {
            self.pop_object();
        }
        if declared {
            path.pop();
        }
        result
    }
}
