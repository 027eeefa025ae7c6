//! Conversions `T(x)` (spec: Conversions).

use crate::Program;
use crate::constant::{Constant, Kind};
use crate::info::Mode;
use crate::operand::Operand;
use crate::types::{Basic, Type, TypeId};

impl Program {
    /// Converts the operand to the type `t`.
    pub(crate) fn conversion(&mut self, x: &mut Operand, t: TypeId) {
        let constant = x.is_constant();
        let code = "InvalidConversion";
        let outcome = if constant && self.is_const_type(t) {
            let converted = self.constant_converted(x, t);
            // gc's messages show the integer that does not fit.
            if converted.is_none()
                && self.is_integer(t)
                && x.constant().to_int().kind() == Kind::Int
            {
                x.value = Some(x.constant().to_int());
            }
            match converted {
                Some(value) => {
                    x.value = Some(value);
                    Ok(())
                }
                None if self.is_integer(x.typ) && self.is_integer(t) => {
                    let message =
                        format!("constant {} overflows {}", x.constant(), self.type_text(t));
                    self.error(&*x, code, message);
                    return x.invalidate();
                }
                None => Err(String::new()),
            }
        } else if constant && self.is_type_param(t) {
            let outcome = self.constant_to_param(x, t);
            x.mode = Mode::Value;
            outcome
        } else {
            let outcome = self.convertible_to(x, t);
            if outcome.is_ok() {
                x.mode = Mode::Value;
            }
            outcome
        };
        if let Err(cause) = outcome {
            let t = self.type_text(t);
            let cause = if cause.is_empty() { cause } else { format!(": {cause}") };
            return self.operand_error(x, code, |text| {
                format!("cannot convert {text} to type {t}{cause}")
            });
        }
        if self.is_untyped(x.typ) {
            let is_nil = matches!(self.typ(x.typ), Type::Basic(Basic::UntypedNil));
            let last = if is_nil {
                t
            } else if self.is_non_type_param_interface(t) || constant && !self.is_const_type(t) {
                // Values in interfaces, and constants that become something else, have types of their own.
                self.default_type(x.typ)
            } else if x.is_constant() && self.is_integer(x.typ) && self.all_string(t) {
                x.typ
            } else {
                t
            };
            if let Some(expr) = x.node() {
                self.update_expr_type(expr, last, true);
            }
        }
        if !x.is_constant() {
            x.value = None;
        }
        x.typ = t;
    }

    /// The constant as a value of type `t`, if it can be converted to it as a constant.
    fn constant_converted(&mut self, x: &Operand, t: TypeId) -> Option<Constant> {
        if let Some(value) = self.represent_as(x.constant(), t) {
            return Some(value);
        }
        if self.is_integer(x.typ) && self.is_string(t) {
            // The character with this code.
            let code = x.constant().as_u64().and_then(|code| u32::try_from(code).ok());
            let c = code.and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER);
            return Some(Constant::string(c.encode_utf8(&mut [0; 4]).as_bytes()));
        }
        None
    }

    /// Whether a constant can be converted to each type that a type parameter stands for.
    fn constant_to_param(&mut self, x: &Operand, t: TypeId) -> Result<(), String> {
        let pairs = self.type_pairs(t);
        if pairs.is_empty() {
            return Err(format!("{} does not contain specific types", self.type_text(t)));
        }
        for (_, under) in pairs {
            if self.is_string(x.typ) && self.is_bytes_or_runes(under) {
                continue;
            }
            if self.constant_converted(x, under).is_some() {
                continue;
            }
            let (to, whole) = (self.type_text(under), self.type_text(t));
            return Err(if self.is_integer(x.typ) && self.is_integer(under) {
                format!("constant {} overflows {to} (in {whole})", x.constant())
            } else {
                let text = self.operand_string(x);
                format!("cannot convert {text} to type {to} (in {whole})")
            });
        }
        Ok(())
    }

    /// Whether `t(x)` is valid for a value; an error may say more.
    pub(crate) fn convertible_to(&mut self, x: &Operand, t: TypeId) -> Result<(), String> {
        let Err((cause, _)) = self.assignable_to(x, t) else { return Ok(()) };
        let written = t;
        let (v, t) = (self.actual(x.typ), self.actual(t));
        let (v_under, t_under) = (self.underlying(v), self.underlying(t));
        let (v_param, t_param) = (self.is_type_param(v), self.is_type_param(t));
        if !v_param && !t_param && self.identical_ignore_tags(v_under, t_under) {
            return Ok(());
        }
        if let (&Type::Pointer(v_base), &Type::Pointer(t_base)) = (self.typ(v), self.typ(t)) {
            let (v_elem, t_elem) = (self.underlying(v_base), self.underlying(t_base));
            let params = self.is_type_param(v_base) || self.is_type_param(t_base);
            if !params && self.identical_ignore_tags(v_elem, t_elem) {
                return Ok(());
            }
        }
        if !v_param && !t_param {
            return if self.convertible_under(v_under, t_under)? { Ok(()) } else { Err(cause) };
        }
        self.convertible_params(x, (v, v_param), (t, t_param), written, cause)
    }

    /// The rules about predeclared types, slices and pointers. An error is a rule that is too new.
    fn convertible_under(&mut self, v: TypeId, t: TypeId) -> Result<bool, String> {
        let numbers = self.is_integer_or_float(v) && self.is_integer_or_float(t);
        let complex = self.is_complex(v) && self.is_complex(t);
        if numbers || complex {
            return Ok(true);
        }
        if self.is_string(t) && (self.is_integer(v) || self.is_bytes_or_runes(v)) {
            return Ok(true);
        }
        if self.is_string(v) && self.is_bytes_or_runes(t) {
            return Ok(true);
        }
        let is_pointer = |program: &Program, t: TypeId| {
            matches!(program.typ(t), Type::Pointer(_) | Type::Basic(Basic::Uintptr))
        };
        let is_unsafe = |program: &Program, t: TypeId| {
            matches!(program.typ(t), Type::Basic(Basic::UnsafePointer))
        };
        if is_pointer(self, v) && is_unsafe(self, t) || is_unsafe(self, v) && is_pointer(self, t) {
            return Ok(true);
        }
        let &Type::Slice(elem) = self.typ(v) else { return Ok(false) };
        let (array, version, what) = match *self.typ(t) {
            Type::Pointer(base) => (self.underlying(base), 17, "array pointer"),
            _ => (t, 20, "array"),
        };
        let &Type::Array(_, array_elem) = self.typ(array) else { return Ok(false) };
        if !self.identical(elem, array_elem) {
            return Ok(false);
        }
        if self.allow_version(version) {
            return Ok(true);
        }
        Err(format!("conversion of slice to {what} requires go1.{version} or later"))
    }

    /// Conversions from or to type parameters: all types that they stand for must be convertible.
    fn convertible_params(
        &mut self,
        x: &Operand,
        from: (TypeId, bool),
        to: (TypeId, bool),
        written: TypeId,
        cause: String,
    ) -> Result<(), String> {
        let ((v, v_param), (t, t_param)) = (from, to);
        let sources = if v_param { self.type_pairs(v) } else { vec![(x.typ, x.typ)] };
        let targets = if t_param { self.type_pairs(t) } else { vec![(written, written)] };
        if sources.is_empty() || targets.is_empty() {
            return Err(cause);
        }
        for &(source, _) in &sources {
            for &(target, _) in &targets {
                let x = Operand { typ: source, ..x.clone() };
                let Err(inner) = self.convertible_to(&x, target) else { continue };
                let named = |program: &mut Program, t: TypeId, whole: TypeId, param: bool| {
                    let text = program.type_text(t);
                    if param { format!("{text} (in {})", program.type_text(whole)) } else { text }
                };
                let source = named(self, source, v, v_param);
                let target = named(self, target, t, t_param);
                let mut message = format!("cannot convert {source} to type {target}");
                let inner = if inner.is_empty() { cause } else { inner };
                if !inner.is_empty() {
                    message.push_str(&format!("\n\t{inner}"));
                }
                return Err(message);
            }
        }
        Ok(())
    }

    /// Whether it is a slice of bytes or of runes.
    pub(crate) fn is_bytes_or_runes(&mut self, under: TypeId) -> bool {
        let &Type::Slice(elem) = self.typ(under) else { return false };
        matches!(self.basic_of(elem), Some(Basic::Uint8 | Basic::Int32))
    }
}
