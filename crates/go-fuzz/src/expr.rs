//! Expressions of a given type.

use std::rc::Rc;

use crate::generator::{Func, Generator};
use crate::types::{Class, Constraint, INT, RUNE, Type};

/// An expression as text.
pub(crate) struct Expr {
    pub text: String,
    /// Whether the compiler may take it for a constant, whose operations must not overflow.
    pub constant: bool,
}

fn varying(text: String) -> Expr {
    Expr { text, constant: false }
}

impl Generator {
    /// An expression of this type that nests at most so deep.
    pub fn expr(&mut self, typ: &Type, depth: usize) -> Expr {
        if depth == 0 {
            return self.leaf(typ);
        }
        match self.random.below(100) {
            0..=19 => self.leaf(typ),
            20..=35 => self.call(typ, depth - 1).unwrap_or_else(|| self.operation(typ, depth - 1)),
            36..=39 => varying(self.literal_called(typ, depth - 1)),
            40..=43 => {
                let pick = self.helper("pick");
                let condition = self.condition(depth - 1);
                let (a, b) = (self.expr(typ, depth - 1).text, self.expr(typ, depth - 1).text);
                let name = self.text(typ);
                varying(format!("{pick}[{name}]({condition}, {a}, {b})"))
            }
            _ => self.operation(typ, depth - 1),
        }
    }

    /// An expression that is no constant.
    pub fn varying(&mut self, typ: &Type, depth: usize) -> String {
        let expr = self.expr(typ, depth);
        self.vary(expr)
    }

    fn vary(&self, expr: Expr) -> String {
        if expr.constant { format!("{}({})", self.helper("id"), expr.text) } else { expr.text }
    }

    /// A condition.
    pub fn condition(&mut self, depth: usize) -> String {
        self.expr(&Type::Bool, depth).text
    }

    fn leaf(&mut self, typ: &Type) -> Expr {
        if self.random.percent(75)
            && let Some(text) = self.read(typ)
        {
            return varying(text);
        }
        let constant = typ.is_basic() || matches!(typ, Type::Named(..));
        Expr { text: self.literal(typ), constant }
    }

    /// Two operands and an operator between them.
    fn binary(&mut self, typ: &Type, operators: &[&str], depth: usize) -> Expr {
        let (a, b) = (self.expr(typ, depth), self.expr(typ, depth));
        let operator = *self.random.pick(operators);
        let left = if b.constant { self.vary(a) } else { a.text };
        varying(format!("({left} {operator} {})", b.text))
    }

    fn operation(&mut self, typ: &Type, depth: usize) -> Expr {
        match typ.class() {
            Class::Integer { bits, signed } => self.integer_operation(typ, bits, signed, depth),
            Class::Float => self.float_operation(typ, depth),
            Class::Complex => self.complex_operation(typ, depth),
            Class::Bool => self.bool_operation(depth),
            Class::String => varying(self.string_operation(typ, depth)),
            Class::Generic(constraint) => self.generic_operation(typ, constraint, depth),
            Class::Other => varying(self.fresh(typ, depth)),
        }
    }

    fn integer_operation(&mut self, typ: &Type, bits: u32, signed: bool, depth: usize) -> Expr {
        let name = self.text(typ);
        match self.random.below(20) {
            0..=6 => self.binary(typ, &["+", "-", "*", "&", "|", "^", "&^"], depth),
            7 | 8 => varying(self.division(typ, depth)),
            9..=11 => varying(self.shift(typ, depth)),
            12 => {
                let operator = *self.random.pick(&["-", "^", "+"]);
                varying(format!("({operator}{})", self.varying(typ, depth)))
            }
            13 | 14 => {
                let from = self.integer_type();
                varying(format!("{name}({})", self.varying(&from, depth)))
            }
            15 => {
                let from = self.random.pick(&[Type::Float32, Type::Float64]).clone();
                let value = self.varying(&from, depth);
                // What does not fit is up to the implementation.
                let helper = self.helper(if bits == 64 && signed { "whole" } else { "small" });
                varying(format!("{name}({helper}(float64({value})))"))
            }
            16 => {
                let of = match self.random.below(3) {
                    0 => Type::String,
                    1 => Type::Slice(Rc::new(self.data_type(0))),
                    _ => Type::Map(Rc::new(Type::Int(2)), Rc::new(self.data_type(0))),
                };
                varying(format!("{name}(len({}))", self.varying(&of, depth)))
            }
            17 => self.least_or_most(typ, depth),
            18 => {
                let helper = self.helper("bit");
                varying(format!("{name}({helper}({}))", self.condition(depth)))
            }
            _ => Expr { text: self.constant_of(typ), constant: true },
        }
    }

    /// A quotient or remainder by something that is not zero.
    fn division(&mut self, typ: &Type, depth: usize) -> String {
        let operator = *self.random.pick(&["/", "%"]);
        let left = self.varying(typ, depth);
        if self.random.percent(40) {
            let divisor = *self.random.pick(&[1, 2, 3, 5, 7, 8, 10, 16, 60, 64, 100, 127]);
            return format!("({left} {operator} {divisor})");
        }
        format!("({left} {operator} ({} | 1))", self.varying(typ, depth))
    }

    fn shift(&mut self, typ: &Type, depth: usize) -> String {
        let operator = *self.random.pick(&["<<", ">>"]);
        let left = self.varying(typ, depth);
        if self.random.percent(35) {
            return format!("({left} {operator} {})", self.random.below(70));
        }
        let count = self.integer_type();
        let value = self.varying(&count, depth);
        match count.class() {
            Class::Integer { signed: false, .. } if self.random.percent(30) => {
                format!("({left} {operator} {value})")
            }
            _ => format!("({left} {operator} ({value} & {}))", self.random.pick(&[7, 15, 63, 127])),
        }
    }

    fn least_or_most(&mut self, typ: &Type, depth: usize) -> Expr {
        let function = *self.random.pick(&["min", "max"]);
        let count = self.random.between(2, 3);
        let all: Vec<String> = (0..count).map(|_| self.varying(typ, depth)).collect();
        varying(format!("{function}({})", all.join(", ")))
    }

    fn float_operation(&mut self, typ: &Type, depth: usize) -> Expr {
        let name = self.text(typ);
        match self.random.below(14) {
            0..=5 => self.binary(typ, &["+", "-", "*", "/"], depth),
            6 => varying(format!("(-{})", self.varying(typ, depth))),
            7 | 8 => {
                let from = self.integer_type();
                varying(format!("{name}({})", self.varying(&from, depth)))
            }
            9 => {
                let from = self.random.pick(&[Type::Float32, Type::Float64]).clone();
                varying(format!("{name}({})", self.varying(&from, depth)))
            }
            10 => {
                let function = *self.random.pick(&["real", "imag"]);
                let from = self.random.pick(&[Type::Complex64, Type::Complex128]).clone();
                varying(format!("{name}({function}({}))", self.varying(&from, depth)))
            }
            11 => self.least_or_most(typ, depth),
            12 => {
                let functions = ["Sqrt", "Floor", "Ceil", "Trunc", "Abs", "Round", "RoundToEven"];
                let function = *self.random.pick(&functions);
                let value = self.varying(&Type::Float64, depth);
                varying(format!("{name}(math.{function}({value}))"))
            }
            _ => {
                let (bits, function) =
                    *self.random.pick(&[(8, "Float32frombits"), (9, "Float64frombits")]);
                let bits = Type::Int(bits);
                let value = self.varying(&bits, depth);
                varying(format!("{name}(math.{function}({value}))"))
            }
        }
    }

    fn complex_operation(&mut self, typ: &Type, depth: usize) -> Expr {
        let name = self.text(typ);
        match self.random.below(8) {
            0..=4 => self.binary(typ, &["+", "-", "*", "/"], depth),
            5 => varying(format!("(-{})", self.varying(typ, depth))),
            6 => {
                let (re, im) =
                    (self.varying(&Type::Float64, depth), self.varying(&Type::Float64, depth));
                varying(format!("{name}(complex({re}, {im}))"))
            }
            _ => {
                let from = self.random.pick(&[Type::Complex64, Type::Complex128]).clone();
                varying(format!("{name}({})", self.varying(&from, depth)))
            }
        }
    }

    fn bool_operation(&mut self, depth: usize) -> Expr {
        match self.random.below(12) {
            0..=6 => {
                let typ = self.ordered_type();
                self.binary(&typ, &["<", "<=", ">", ">=", "==", "!="], depth)
            }
            7 | 8 => {
                let (a, b) = (self.condition(depth), self.condition(depth));
                let operator = *self.random.pick(&["&&", "||"]);
                varying(format!("({a} {operator} {b})"))
            }
            9 => varying(format!("(!{})", self.condition(depth))),
            _ => {
                let typ = self.comparable_type();
                self.binary(&typ, &["==", "!="], depth)
            }
        }
    }

    /// A type that `<` compares.
    pub fn ordered_type(&mut self) -> Type {
        loop {
            let typ = if !self.type_params.is_empty() && self.random.percent(40) {
                self.param_type()
            } else {
                self.simple_type()
            };
            match typ.class() {
                Class::Integer { .. } | Class::Float | Class::String => return typ,
                Class::Generic(one) if one.implies(Constraint::Ordered) => return typ,
                _ => {}
            }
        }
    }

    fn comparable_type(&mut self) -> Type {
        loop {
            let typ = self.data_type(2);
            if self.comparable(&typ) {
                return typ;
            }
        }
    }

    fn string_operation(&mut self, typ: &Type, depth: usize) -> String {
        let name = self.text(typ);
        match self.random.below(9) {
            0..=3 => {
                let (a, b) = (self.varying(typ, depth), self.expr(typ, depth).text);
                format!("{name}({}(string({a} + {b})))", self.helper("cut"))
            }
            4 => {
                let value = self.varying(&RUNE, depth);
                format!("{name}(string(rune({value})))")
            }
            5 => {
                let middle = *self.random.pick(&["[]byte", "[]rune"]);
                format!("{name}(string({middle}({})))", self.varying(typ, depth))
            }
            6 => {
                let (low, high) = (self.varying(&INT, depth), self.varying(&INT, depth));
                let value = self.varying(typ, depth);
                format!("{name}({}(string({value}), {low}, {high}))", self.helper("part"))
            }
            7 => format!("{name}({}({}))", self.helper("decimal"), self.varying(&INT, depth)),
            _ => self.least_or_most(typ, depth).text,
        }
    }

    fn generic_operation(&mut self, typ: &Type, constraint: Constraint, depth: usize) -> Expr {
        let integer = constraint == Constraint::Integer;
        match self.random.below(7) {
            0..=2 if integer => self.binary(typ, &["+", "-", "*", "&", "|", "^", "&^"], depth),
            0..=2 if constraint == Constraint::Number => self.binary(typ, &["+", "-", "*"], depth),
            3 if integer => varying(self.division(typ, depth)),
            4 if integer => varying(self.shift(typ, depth)),
            5 if constraint.implies(Constraint::Number) => {
                let from = self.integer_type();
                let name = self.text(typ);
                varying(format!("{name}({} & 63)", self.varying(&from, depth)))
            }
            6 if constraint.implies(Constraint::Ordered) => self.least_or_most(typ, depth),
            _ => self.leaf(typ),
        }
    }

    /// A call whose result is of this type.
    fn call(&mut self, typ: &Type, depth: usize) -> Option<Expr> {
        if !self.calls {
            return None;
        }
        if self.random.percent(25) {
            return self.call_of_variable(typ, depth);
        }
        let around = self.type_params.len();
        let fits = |func: &Func| {
            let mut arguments = vec![None; func.type_params.len()];
            func.pure
                && func.results.len() == 1
                && func.results[0].unify(typ, &mut arguments)
                && !arguments.iter().flatten().any(|one| grows(one, around))
        };
        let found: Vec<usize> =
            (0..self.funcs.len()).filter(|&index| fits(&self.funcs[index])).collect();
        if found.is_empty() {
            return None;
        }
        let func = self.funcs[*self.random.pick(&found)].clone();
        let mut arguments = vec![None; func.type_params.len()];
        func.results[0].unify(typ, &mut arguments);
        Some(varying(self.call_of(&func, arguments, depth)))
    }

    fn call_of_variable(&mut self, typ: &Type, depth: usize) -> Option<Expr> {
        let found: Vec<(String, Vec<Type>)> = self
            .vars
            .iter()
            .filter_map(|var| match &var.typ {
                Type::Func(params, result) if **result == *typ => {
                    Some((var.name.clone(), params.clone()))
                }
                _ => None,
            })
            .collect();
        if found.is_empty() {
            return None;
        }
        let (name, params) = self.random.pick(&found).clone();
        let arguments: Vec<String> =
            params.iter().map(|param| self.expr(param, depth).text).collect();
        Some(varying(format!("{name}({})", arguments.join(", "))))
    }

    /// A call of a function, with the type arguments that are known.
    pub fn call_of(&mut self, func: &Func, known: Vec<Option<Type>>, depth: usize) -> String {
        let types: Vec<Type> = known
            .into_iter()
            .zip(&func.type_params)
            .map(|(known, &constraint)| known.unwrap_or_else(|| self.argument(constraint)))
            .collect();
        let params: Vec<Type> = func.params.iter().map(|param| param.with(&types)).collect();
        let arguments: Vec<String> =
            params.iter().map(|param| self.expr(param, depth).text).collect();
        let mut text = match &func.receiver {
            Some(receiver) => {
                let receiver = receiver.with(&types);
                format!("({}).{}", self.varying(&receiver, depth), func.name)
            }
            None => func.name.clone(),
        };
        let method = func.receiver.is_some();
        let inferred =
            (0..func.type_params.len()).all(|index| func.params.iter().any(|p| mentions(p, index)));
        if !types.is_empty() && !method && (!inferred || self.random.percent(30)) {
            text = format!("{text}[{}]", self.texts(&types));
        }
        format!("{text}({})", arguments.join(", "))
    }

    /// A function literal that changes nothing.
    pub fn function_literal(&mut self, params: &[Type], result: &Type, depth: usize) -> String {
        let mark = self.vars.len();
        let frozen = std::mem::replace(&mut self.frozen, mark);
        let list = self.parameters("p", params, false);
        let value = self.expr(result, depth).text;
        self.vars.truncate(mark);
        self.frozen = frozen;
        format!("func({list}) {} {{ return {value} }}", self.text(result))
    }

    fn literal_called(&mut self, typ: &Type, depth: usize) -> String {
        let param = self.data_type(1);
        let argument = self.expr(&param, depth).text;
        let literal = self.function_literal(&[param], typ, depth);
        format!("({literal})({argument})")
    }
}

/// Whether a type is built of one of the type parameters `around`. As a type argument it could lead
/// back to that parameter, a type longer each time, which Go does not allow (an instantiation cycle).
fn grows(typ: &Type, around: usize) -> bool {
    !matches!(typ, Type::Param(..)) && (0..around).any(|index| mentions(typ, index))
}

/// Whether a type says what a type parameter stands for.
pub(crate) fn mentions(typ: &Type, index: usize) -> bool {
    match typ {
        Type::Param(own, _) => *own == index,
        Type::Struct(_, arguments) => arguments.iter().any(|one| mentions(one, index)),
        Type::Array(_, elem) | Type::Slice(elem) | Type::Pointer(elem) => mentions(elem, index),
        Type::Map(key, elem) => mentions(key, index) || mentions(elem, index),
        Type::Func(params, result) => {
            mentions(result, index) || params.iter().any(|one| mentions(one, index))
        }
        _ => false,
    }
}
