//! A program as a whole: its declarations in order, and what they share.
//!
//! A program is package `prog`, and `Run` followed by its seed is where it begins. All names that it declares end in the seed, so
//! that many programs can be files of one package.
//!
//! Functions that are called inside an expression are *pure*: they change nothing but the running checksum and the fuel. Others are
//! called by statements of their own. Loops and calls use up fuel; without fuel, loops end and functions return at once.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::rc::Rc;

use crate::random::Random;
use crate::types::{Class, Constraint, INTS, Type};

/// A variable in scope.
#[derive(Clone, Debug)]
pub(crate) struct Var {
    pub name: String,
    pub typ: Type,
    /// Whether what it refers to is reached through no other variable, so that it may be changed.
    pub owned: bool,
    /// Whether it may be set.
    pub set: bool,
}

/// A declared function or method.
#[derive(Clone, Debug)]
pub(crate) struct Func {
    pub name: String,
    pub type_params: Vec<Constraint>,
    pub receiver: Option<Type>,
    pub params: Vec<Type>,
    pub results: Vec<Type>,
    /// Whether calls of it may stand in an expression.
    pub pure: bool,
}

/// A declared struct.
#[derive(Clone, Debug)]
pub(crate) struct Struct {
    pub name: String,
    pub type_params: Vec<Constraint>,
    pub fields: Vec<(String, Type)>,
}

/// A declared interface with one method.
#[derive(Clone, Debug)]
pub(crate) struct Interface {
    pub name: String,
    pub implementations: Vec<Type>,
}

/// What is being written.
pub(crate) struct Generator {
    pub random: Random,
    pub seed: u64,
    /// The declarations so far.
    pub out: String,
    /// Declared types over basic ones: their names, and those.
    pub named: Vec<(String, Type)>,
    pub structs: Vec<Struct>,
    pub interfaces: Vec<Interface>,
    pub funcs: Vec<Func>,
    /// Functions that add a value of a type to the checksum.
    pub mixers: HashMap<String, String>,
    /// What is in scope, innermost last.
    pub vars: Vec<Var>,
    /// How many of these a function literal that changes nothing around it must leave alone.
    pub frozen: usize,
    /// The results of the function around.
    pub results: Vec<Type>,
    /// The type parameters of the function around.
    pub type_params: Vec<Constraint>,
    /// Labels of the loops around; empty for those without.
    pub loops: Vec<String>,
    /// Whether calls of declared functions are allowed.
    pub calls: bool,
    pub indent: usize,
    /// Functions without parameters that are called first.
    pub checks: Vec<String>,
    /// Declarations that something before them needs.
    pub later: String,
    count: usize,
}

/// The program of a seed: a file of package `prog` whose function `Run` followed by the seed runs it.
pub fn program(seed: u64) -> String {
    let mut generator = Generator {
        random: Random::new(seed),
        seed,
        out: String::new(),
        named: Vec::new(),
        structs: Vec::new(),
        interfaces: Vec::new(),
        funcs: Vec::new(),
        mixers: HashMap::new(),
        vars: Vec::new(),
        frozen: 0,
        results: Vec::new(),
        type_params: Vec::new(),
        loops: Vec::new(),
        calls: true,
        indent: 0,
        checks: Vec::new(),
        later: String::new(),
        count: 0,
    };
    generator.write();
    generator.out + &generator.later
}

impl Generator {
    fn write(&mut self) {
        self.support();
        self.named_types();
        self.constant_block();
        for _ in 0..self.random.between(2, 4) {
            self.struct_type();
        }
        self.globals();
        for index in 0..self.random.between(4, 8) {
            match self.random.below(10) {
                0 | 1 => self.method(),
                2 => self.generic_function(),
                3 => self.changing_function(),
                4 if index > 1 => self.interface(),
                5 | 6 => self.panicking_function(),
                7 if self.random.percent(60) => self.tour(),
                _ => self.pure_function(),
            }
        }
        self.run();
    }

    /// A name that nothing else has, of a package.
    pub fn top(&mut self, stem: &str) -> String {
        self.count += 1;
        format!("{stem}{}_{}", self.count, self.seed)
    }

    /// A name that nothing else has, of a function.
    pub fn local(&mut self, stem: &str) -> String {
        self.count += 1;
        format!("{stem}{}", self.count)
    }

    /// The name of a helper that every program has.
    pub fn helper(&self, stem: &str) -> String {
        format!("{stem}_{}", self.seed)
    }

    /// Adds a line.
    pub fn line(&mut self, text: &str) {
        for _ in 0..self.indent {
            self.out.push('\t');
        }
        self.out.push_str(text);
        self.out.push('\n');
    }

    /// Adds a line that opens a block, what `inside` adds to it, and the closing brace. Names end with the block.
    pub fn block(&mut self, open: &str, inside: impl FnOnce(&mut Self)) {
        self.block_then(open, inside, "}");
    }

    /// As [`Generator::block`], with another text to close it.
    pub fn block_then(&mut self, open: &str, inside: impl FnOnce(&mut Self), close: &str) {
        self.line(open);
        let mark = self.vars.len();
        self.indent += 1;
        inside(self);
        self.indent -= 1;
        self.vars.truncate(mark);
        self.line(close);
    }

    /// What `inside` adds, as text.
    pub fn aside(&mut self, inside: impl FnOnce(&mut Self)) -> String {
        let before = std::mem::take(&mut self.out);
        inside(self);
        std::mem::replace(&mut self.out, before)
    }

    /// How a type is written.
    pub fn text(&self, typ: &Type) -> String {
        match typ {
            Type::Int(kind) => INTS[*kind].0.to_owned(),
            Type::Float32 => "float32".to_owned(),
            Type::Float64 => "float64".to_owned(),
            Type::Complex64 => "complex64".to_owned(),
            Type::Complex128 => "complex128".to_owned(),
            Type::Bool => "bool".to_owned(),
            Type::String => "string".to_owned(),
            Type::Any => "any".to_owned(),
            Type::Named(id, _) => self.named[*id].0.clone(),
            Type::Struct(id, arguments) => {
                let name = &self.structs[*id].name;
                match arguments.as_slice() {
                    [] => name.clone(),
                    some => format!("{name}[{}]", self.texts(some)),
                }
            }
            Type::Array(len, elem) => format!("[{len}]{}", self.text(elem)),
            Type::Slice(elem) => format!("[]{}", self.text(elem)),
            Type::Map(key, elem) => format!("map[{}]{}", self.text(key), self.text(elem)),
            Type::Pointer(elem) => format!("*{}", self.text(elem)),
            Type::Func(params, result) => {
                format!("func({}) {}", self.texts(params), self.text(result))
            }
            Type::Interface(id) => self.interfaces[*id].name.clone(),
            Type::Param(index, _) => format!("T{index}"),
        }
    }

    /// A list of type parameters in brackets; nothing if there are none.
    pub fn type_parameters(&self, constraints: &[Constraint]) -> String {
        let text = |(index, constraint): (usize, &Constraint)| {
            let name = match constraint {
                Constraint::Any => "any".to_owned(),
                Constraint::Comparable => "comparable".to_owned(),
                Constraint::Integer => self.helper("Integer"),
                Constraint::Number => self.helper("Number"),
                Constraint::Ordered => self.helper("Ordered"),
            };
            format!("T{index} {name}")
        };
        match constraints {
            [] => String::new(),
            some => {
                let all: Vec<String> = some.iter().enumerate().map(text).collect();
                format!("[{}]", all.join(", "))
            }
        }
    }

    /// A declared type over a basic one.
    pub fn named_type(&self, id: usize) -> Type {
        Type::Named(id, Rc::new(self.named[id].1.clone()))
    }

    /// Types with commas between them.
    pub fn texts(&self, types: &[Type]) -> String {
        types.iter().map(|typ| self.text(typ)).collect::<Vec<_>>().join(", ")
    }

    /// The fields of a struct.
    pub fn fields(&self, id: usize, arguments: &[Type]) -> Vec<(String, Type)> {
        let fields = self.structs[id].fields.iter();
        fields.map(|(name, typ)| (name.clone(), typ.with(arguments))).collect()
    }

    /// Whether `==` compares it.
    pub fn comparable(&self, typ: &Type) -> bool {
        match typ {
            Type::Slice(_) | Type::Map(..) | Type::Func(..) => false,
            Type::Array(_, elem) => self.comparable(elem),
            Type::Struct(id, arguments) => {
                self.fields(*id, arguments).iter().all(|(_, typ)| self.comparable(typ))
            }
            Type::Param(_, constraint) => *constraint != Constraint::Any,
            _ => true,
        }
    }

    /// Whether copies of it share something that can be changed.
    pub fn refers(&self, typ: &Type) -> bool {
        match typ {
            Type::Slice(_) | Type::Map(..) | Type::Pointer(_) => true,
            Type::Array(_, elem) => self.refers(elem),
            Type::Struct(id, arguments) => {
                self.fields(*id, arguments).iter().any(|(_, typ)| self.refers(typ))
            }
            _ => false,
        }
    }

    /// A number, string or truth value.
    pub fn basic_type(&mut self) -> Type {
        match self.random.below(20) {
            0..=10 => Type::Int(self.random.below(INTS.len())),
            11 => Type::Float32,
            12 | 13 => Type::Float64,
            14 => Type::Complex128,
            15 => Type::Complex64,
            16 => Type::Bool,
            _ => Type::String,
        }
    }

    /// A number, string, truth value or declared type of these.
    pub fn simple_type(&mut self) -> Type {
        if !self.named.is_empty() && self.random.percent(15) {
            let id = self.random.below(self.named.len());
            return self.named_type(id);
        }
        self.basic_type()
    }

    /// An integer type.
    pub fn integer_type(&mut self) -> Type {
        loop {
            let typ = self.simple_type();
            if matches!(typ.class(), Class::Integer { .. }) {
                return typ;
            }
        }
    }

    /// A type of which variables, fields and results may be: its zero value can be used.
    pub fn data_type(&mut self, depth: usize) -> Type {
        if !self.type_params.is_empty() && self.random.percent(45) {
            return self.param_type();
        }
        if depth == 0 || self.random.percent(45) {
            return self.simple_type();
        }
        match self.random.below(12) {
            0..=2 => Type::Slice(Rc::new(self.data_type(depth - 1))),
            3 | 4 => {
                let len = *self.random.pick(&[1, 2, 3, 4, 5, 8]);
                Type::Array(len, Rc::new(self.data_type(depth - 1)))
            }
            5 | 6 => Type::Map(Rc::new(self.key_type()), Rc::new(self.data_type(depth - 1))),
            7 => Type::Any,
            _ if self.structs.is_empty() => self.simple_type(),
            _ => self.struct_of_any(),
        }
    }

    fn struct_of_any(&mut self) -> Type {
        let id = self.random.below(self.structs.len());
        let constraints = self.structs[id].type_params.clone();
        let arguments = constraints.into_iter().map(|one| self.argument(one)).collect();
        Type::Struct(id, arguments)
    }

    /// One of the type parameters around.
    pub fn param_type(&mut self) -> Type {
        let index = self.random.below(self.type_params.len());
        Type::Param(index, self.type_params[index])
    }

    /// A type that may be the argument for a type parameter.
    pub fn argument(&mut self, constraint: Constraint) -> Type {
        loop {
            let typ = if !self.type_params.is_empty() && self.random.percent(40) {
                self.param_type()
            } else {
                self.simple_type()
            };
            if typ.satisfies(constraint) {
                return typ;
            }
        }
    }

    /// A type of keys. Floats are left out: a NaN is a new key each time.
    fn key_type(&mut self) -> Type {
        loop {
            let typ = self.simple_type();
            match typ.class() {
                Class::Integer { .. } | Class::String | Class::Bool => return typ,
                _ => {}
            }
        }
    }

    /// A variable comes into scope.
    pub fn bring(&mut self, name: &str, typ: &Type, owned: bool) {
        self.vars.push(Var { name: name.to_owned(), typ: typ.clone(), owned, set: true });
    }

    /// A list of parameters or results with names, which come into scope.
    pub fn parameters(&mut self, stem: &str, types: &[Type], owned: bool) -> String {
        let mut text = String::new();
        for typ in types {
            let name = self.local(stem);
            let written = self.text(typ);
            let comma = if text.is_empty() { "" } else { ", " };
            // Writing to a string cannot fail.
            let _ = write!(text, "{comma}{name} {written}");
            self.bring(&name, typ, owned);
        }
        text
    }
}
