//! Questions about types: is it numeric, ordered, comparable, untyped, and so on.
//!
//! `is_…` asks about the underlying type, and is false for type parameters; `all_…` asks about all types that a type
//! parameter stands for.

use crate::Program;
use crate::types::{Basic, Type, TypeId};

const BOOLEAN: u8 = 1;
const INTEGER: u8 = 2;
const UNSIGNED: u8 = 4;
const FLOAT: u8 = 8;
const COMPLEX: u8 = 16;
const STRING: u8 = 32;
const UNTYPED: u8 = 64;
const NUMERIC: u8 = INTEGER | FLOAT | COMPLEX;
const ORDERED: u8 = INTEGER | FLOAT | STRING;
const CONST_TYPE: u8 = BOOLEAN | NUMERIC | STRING;

fn flags(basic: Basic) -> u8 {
    match basic {
        Basic::Invalid | Basic::UnsafePointer => 0,
        Basic::Bool => BOOLEAN,
        Basic::Int | Basic::Int8 | Basic::Int16 | Basic::Int32 | Basic::Int64 => INTEGER,
        Basic::Uint
        | Basic::Uint8
        | Basic::Uint16
        | Basic::Uint32
        | Basic::Uint64
        | Basic::Uintptr => INTEGER | UNSIGNED,
        Basic::Float32 | Basic::Float64 => FLOAT,
        Basic::Complex64 | Basic::Complex128 => COMPLEX,
        Basic::String => STRING,
        Basic::UntypedBool => BOOLEAN | UNTYPED,
        Basic::UntypedInt | Basic::UntypedRune => INTEGER | UNTYPED,
        Basic::UntypedFloat => FLOAT | UNTYPED,
        Basic::UntypedComplex => COMPLEX | UNTYPED,
        Basic::UntypedString => STRING | UNTYPED,
        Basic::UntypedNil => UNTYPED,
    }
}

impl Program {
    /// The predeclared type behind `t`, unless it is a type parameter.
    pub(crate) fn basic_of(&mut self, t: TypeId) -> Option<Basic> {
        let under = self.underlying(t);
        match self.typ(under) {
            Type::Basic(basic) => Some(*basic),
            _ => None,
        }
    }

    fn is_basic(&mut self, t: TypeId, wanted: u8) -> bool {
        self.basic_of(t).is_some_and(|basic| flags(basic) & wanted != 0)
    }

    fn all_basic(&mut self, t: TypeId, wanted: u8) -> bool {
        if !self.is_type_param(t) {
            return self.is_basic(t, wanted);
        }
        let pairs = self.type_pairs(t);
        !pairs.is_empty() && pairs.iter().all(|&(t, _)| self.is_basic(t, wanted))
    }

    /// Whether it is not the type of something erroneous.
    pub(crate) fn is_valid_type(&self, t: TypeId) -> bool {
        self.actual(t) != Program::INVALID
    }

    pub(crate) fn is_boolean(&mut self, t: TypeId) -> bool {
        self.is_basic(t, BOOLEAN)
    }

    pub(crate) fn is_integer(&mut self, t: TypeId) -> bool {
        self.is_basic(t, INTEGER)
    }

    pub(crate) fn is_unsigned(&mut self, t: TypeId) -> bool {
        self.is_basic(t, UNSIGNED)
    }

    pub(crate) fn is_complex(&mut self, t: TypeId) -> bool {
        self.is_basic(t, COMPLEX)
    }

    pub(crate) fn is_numeric(&mut self, t: TypeId) -> bool {
        self.is_basic(t, NUMERIC)
    }

    pub(crate) fn is_string(&mut self, t: TypeId) -> bool {
        self.is_basic(t, STRING)
    }

    pub(crate) fn is_integer_or_float(&mut self, t: TypeId) -> bool {
        self.is_basic(t, INTEGER | FLOAT)
    }

    /// Whether constants can have this type.
    pub(crate) fn is_const_type(&mut self, t: TypeId) -> bool {
        self.is_basic(t, CONST_TYPE)
    }

    pub(crate) fn all_boolean(&mut self, t: TypeId) -> bool {
        self.all_basic(t, BOOLEAN)
    }

    pub(crate) fn all_integer(&mut self, t: TypeId) -> bool {
        self.all_basic(t, INTEGER)
    }

    pub(crate) fn all_unsigned(&mut self, t: TypeId) -> bool {
        self.all_basic(t, UNSIGNED)
    }

    pub(crate) fn all_numeric(&mut self, t: TypeId) -> bool {
        self.all_basic(t, NUMERIC)
    }

    pub(crate) fn all_string(&mut self, t: TypeId) -> bool {
        self.all_basic(t, STRING)
    }

    pub(crate) fn all_ordered(&mut self, t: TypeId) -> bool {
        self.all_basic(t, ORDERED)
    }

    pub(crate) fn all_numeric_or_string(&mut self, t: TypeId) -> bool {
        self.all_basic(t, NUMERIC | STRING)
    }

    /// Whether it is predeclared, declared or a type parameter.
    pub(crate) fn has_name(&self, t: TypeId) -> bool {
        matches!(self.typ(self.actual(t)), Type::Basic(_) | Type::Named(_) | Type::Param(_))
    }

    /// Whether it is not declared (predeclared types count as not declared).
    pub(crate) fn is_type_lit(&self, t: TypeId) -> bool {
        !matches!(self.typ(self.actual(t)), Type::Named(_) | Type::Param(_))
    }

    /// Whether it is the type of an untyped constant, of an untyped boolean or of `nil`.
    pub(crate) fn is_untyped(&self, t: TypeId) -> bool {
        matches!(self.typ(t), Type::Basic(basic) if flags(*basic) & UNTYPED != 0)
    }

    pub(crate) fn is_typed(&self, t: TypeId) -> bool {
        !self.is_untyped(t)
    }

    pub(crate) fn is_untyped_numeric(&self, t: TypeId) -> bool {
        matches!(self.typ(t), Type::Basic(basic) if flags(*basic) & UNTYPED != 0 && flags(*basic) & NUMERIC != 0)
    }

    /// Whether its underlying type is an interface (a type parameter's always is).
    pub(crate) fn is_interface(&mut self, t: TypeId) -> bool {
        let under = self.underlying(t);
        matches!(self.typ(under), Type::Interface(_))
    }

    pub(crate) fn is_non_type_param_interface(&mut self, t: TypeId) -> bool {
        !self.is_type_param(t) && self.is_interface(t)
    }

    pub(crate) fn is_type_param(&self, t: TypeId) -> bool {
        matches!(self.typ(self.actual(t)), Type::Param(_))
    }

    /// Whether it is a type parameter that no type can stand for.
    pub(crate) fn has_empty_type_set(&mut self, t: TypeId) -> bool {
        if !self.is_type_param(t) {
            return false;
        }
        let interface = self.underlying(t);
        self.type_set(interface).is_empty()
    }

    /// Whether it is a generic type (declared or alias) without type arguments.
    pub(crate) fn is_generic(&self, t: TypeId) -> bool {
        if let Type::Alias(alias) = self.typ(t)
            && !alias.tparams.is_empty()
            && alias.targs.is_empty()
        {
            return true;
        }
        matches!(self.typ(self.actual(t)), Type::Named(named) if !named.tparams.is_empty() && named.targs.is_empty())
    }

    /// Whether values of the type can be compared with `==` (dynamic types of interfaces permitting).
    pub fn comparable(&mut self, t: TypeId) -> bool {
        self.comparable_type(t, true).is_ok()
    }

    /// Whether values of the type can be compared; an error says why not, or nothing. With `dynamic`, interfaces always can.
    pub(crate) fn comparable_type(&mut self, t: TypeId, dynamic: bool) -> Result<(), String> {
        self.comparable_among(t, dynamic, &mut Vec::new())
    }

    pub(crate) fn comparable_among(
        &mut self,
        t: TypeId,
        dynamic: bool,
        seen: &mut Vec<TypeId>,
    ) -> Result<(), String> {
        if seen.contains(&t) {
            return Ok(());
        }
        let under = self.underlying(t);
        match self.typ(under) {
            Type::Basic(Basic::UntypedNil) => Err(String::new()),
            Type::Basic(_) | Type::Pointer(_) | Type::Chan(..) => Ok(()),
            Type::Struct(fields) => {
                let fields = fields.clone();
                seen.push(t);
                for &field in &fields.fields {
                    let field = self.object_type(field);
                    if self.comparable_among(field, dynamic, seen).is_err() {
                        return Err(format!(
                            "struct containing {} cannot be compared",
                            self.type_text(field)
                        ));
                    }
                }
                Ok(())
            }
            &Type::Array(_, elem) => {
                seen.push(t);
                if self.comparable_among(elem, dynamic, seen).is_err() {
                    return Err(format!("{} cannot be compared", self.type_text(t)));
                }
                Ok(())
            }
            Type::Interface(_) => {
                if dynamic && !self.is_type_param(t) {
                    return Ok(());
                }
                seen.push(t);
                let set = self.type_set(under);
                if set.comparable {
                    return Ok(());
                }
                match &set.terms {
                    Some(terms) if terms.is_empty() => Err("empty type set".into()),
                    Some(terms)
                        if terms
                            .iter()
                            .all(|term| self.comparable_among(term.typ, false, seen).is_ok()) =>
                    {
                        Ok(())
                    }
                    _ => Err("incomparable types in type set".into()),
                }
            }
            _ => Err(String::new()),
        }
    }

    /// Whether `nil` is a value of the type.
    pub(crate) fn has_nil(&mut self, t: TypeId) -> bool {
        let under = self.underlying(t);
        match self.typ(under) {
            Type::Basic(basic) => *basic == Basic::UnsafePointer,
            Type::Slice(_)
            | Type::Pointer(_)
            | Type::Signature(_)
            | Type::Map(..)
            | Type::Chan(..) => true,
            Type::Interface(_) => {
                if !self.is_type_param(t) {
                    return true;
                }
                let pairs = self.type_pairs(t);
                !pairs.is_empty() && pairs.iter().all(|&(_, under)| self.has_nil(under))
            }
            _ => false,
        }
    }

    /// The type that an untyped constant has where nothing else gives it one; any other type is its own.
    pub(crate) fn default_type(&self, t: TypeId) -> TypeId {
        match self.typ(t) {
            Type::Basic(Basic::UntypedBool) => self.universe(Basic::Bool),
            Type::Basic(Basic::UntypedInt) => self.universe(Basic::Int),
            Type::Basic(Basic::UntypedRune) => self.rune_type(),
            Type::Basic(Basic::UntypedFloat) => self.universe(Basic::Float64),
            Type::Basic(Basic::UntypedComplex) => self.universe(Basic::Complex128),
            Type::Basic(Basic::UntypedString) => self.universe(Basic::String),
            _ => t,
        }
    }

    /// The larger of two untyped numeric types (integer, rune, float, complex), or the type that both are.
    pub(crate) fn max_type(&self, x: TypeId, y: TypeId) -> Option<TypeId> {
        if x == y {
            return Some(x);
        }
        (self.is_untyped_numeric(x) && self.is_untyped_numeric(y)).then(|| x.max(y))
    }
}
