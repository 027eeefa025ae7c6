//! Declarations: types, variables of the package, functions, methods, and the function that runs them all.

use crate::generator::{Func, Generator, Interface, Struct};
use crate::types::{Constraint, Type};

impl Generator {
    /// A few types over basic ones.
    pub fn named_types(&mut self) {
        for _ in 0..self.random.between(1, 3) {
            let under = loop {
                let typ = self.basic_type();
                if typ != Type::Bool {
                    break typ;
                }
            };
            let name = self.top("N");
            self.line(&format!("type {name} {}\n", self.text(&under)));
            self.named.push((name, under));
        }
    }

    /// Constants that count up.
    pub fn constant_block(&mut self) {
        let typ = Type::Int(self.random.below(10));
        let (first, second) = (self.top("c"), self.top("c"));
        let value = *self.random.pick(&["iota + 3", "1 << iota", "iota * iota", "10 - iota"]);
        let written = self.text(&typ);
        self.line(&format!("const (\n\t{first} {written} = {value}\n\t_\n\t{second}\n)\n"));
        let name = self.top("c");
        let (text, number) = self.constant(3);
        self.line(&format!("const {name} = {text}\n"));
        let helper = self.helper("mix");
        let check = self.top("constants");
        self.line(&format!("func {check}() {{"));
        self.line(&format!("\t{helper}(uint64({name} & {:#x}))", u64::MAX));
        self.line(&format!("\t{helper}({})", number.rem_euclid(1 << 64)));
        self.line(&format!("\t{helper}(uint64({first}) << 8 + uint64({second}))\n}}\n"));
        self.checks.push(check);
    }

    /// A struct, some of them with type parameters.
    pub fn struct_type(&mut self) {
        let name = self.top("S");
        self.type_params = match self.random.below(5) {
            0 => vec![Constraint::Any],
            1 => vec![Constraint::Comparable, Constraint::Number],
            _ => Vec::new(),
        };
        let fields: Vec<(String, Type)> = (0..self.random.between(1, 5))
            .map(|index| (format!("f{index}"), self.data_type(2)))
            .collect();
        let type_params = std::mem::take(&mut self.type_params);
        let list = self.type_parameters(&type_params);
        self.block(&format!("type {name}{list} struct {{"), |it| {
            for (field, typ) in &fields {
                it.line(&format!("{field} {}", it.text(typ)));
            }
        });
        self.structs.push(Struct { name, type_params, fields });
    }

    /// Variables of the package, some of which need others that stand behind them.
    pub fn globals(&mut self) {
        let typ = self.integer_type();
        let [first, second, third] = ["g", "g", "g"].map(|stem| self.top(stem));
        let (a, b) = (self.literal(&typ), self.literal(&typ));
        let id = self.helper("id");
        self.line(&format!("var {first} = {second} ^ {id}({a})"));
        self.line(&format!("var {second} = {id}({third} & {b})"));
        self.line(&format!("var {third} = {id}({b}) | 1\n"));
        let check = self.top("variables");
        self.block(&format!("func {check}() {{"), |it| {
            for name in [&first, &second, &third] {
                it.mix(&typ, name);
            }
        });
        self.checks.push(check);
    }

    fn signature(&mut self, depth: usize) -> (Vec<Type>, Vec<Type>) {
        let mut params: Vec<Type> =
            (0..self.random.between(0, 4)).map(|_| self.data_type(depth)).collect();
        if self.random.percent(15) {
            let (param, result) = (self.data_type(1), self.data_type(1));
            params.push(Type::Func(vec![param], result.into()));
        }
        if !self.interfaces.is_empty() && self.random.percent(15) {
            params.push(Type::Interface(self.random.below(self.interfaces.len())));
        }
        let results = (0..self.random.between(1, 2)).map(|_| self.data_type(depth)).collect();
        (params, results)
    }

    fn declare_function(&mut self, head: &str, params: &[Type], results: &[Type], owned: bool) {
        let list = self.parameters("p", params, owned);
        let returned = self.parameters("r", results, false);
        let statements = self.random.between(2, 5);
        self.block(&format!("{head}({list}) ({returned}) {{"), |it| it.body(results, statements));
        self.vars.clear();
        self.line("");
    }

    /// A function that changes nothing.
    pub fn pure_function(&mut self) {
        let (params, results) = self.signature(2);
        let name = self.top("f");
        self.declare_function(&format!("func {name}"), &params, &results, false);
        let type_params = Vec::new();
        self.funcs.push(Func { name, type_params, receiver: None, params, results, pure: true });
    }

    /// A function that changes what its arguments refer to.
    pub fn changing_function(&mut self) {
        let (mut params, results) = self.signature(2);
        let inner = self.data_type(2);
        params.push(Type::Pointer(inner.into()));
        let elem = self.data_type(1);
        params.push(Type::Slice(elem.into()));
        params.retain(|typ| !matches!(typ, Type::Func(..) | Type::Interface(_)));
        let name = self.top("f");
        self.declare_function(&format!("func {name}"), &params, &results, true);
        let type_params = Vec::new();
        self.funcs.push(Func { name, type_params, receiver: None, params, results, pure: false });
    }

    /// A function with type parameters.
    pub fn generic_function(&mut self) {
        let count = self.random.between(1, 2);
        let type_params: Vec<Constraint> =
            (0..count).map(|_| *self.random.pick(&Constraint::ALL)).collect();
        self.type_params.clone_from(&type_params);
        let (mut params, results) = self.signature(2);
        params.push(self.param_type());
        params.retain(|typ| !matches!(typ, Type::Func(..)));
        let name = self.top("f");
        let list = self.type_parameters(&type_params);
        self.declare_function(&format!("func {name}{list}"), &params, &results, false);
        self.type_params.clear();
        self.funcs.push(Func { name, type_params, receiver: None, params, results, pure: true });
    }

    /// A method of a declared type, with a value as its receiver.
    pub fn method(&mut self) {
        let (receiver, type_params) = if self.random.percent(50) {
            let id = self.random.below(self.structs.len());
            let constraints = self.structs[id].type_params.clone();
            let own = constraints.iter().enumerate().map(|(index, one)| Type::Param(index, *one));
            (Type::Struct(id, own.collect()), constraints)
        } else {
            let id = self.random.below(self.named.len());
            (self.named_type(id), Vec::new())
        };
        self.type_params.clone_from(&type_params);
        let (params, mut results) = self.signature(1);
        results.truncate(1);
        let name = self.local("M");
        let written = self.text(&receiver);
        let this = self.local("t");
        self.bring(&this, &receiver, false);
        let head = format!("func ({this} {written}) {name}");
        self.declare_function(&head, &params, &results, false);
        self.type_params.clear();
        let receiver = Some(receiver);
        self.funcs.push(Func { name, type_params, receiver, params, results, pure: true });
    }

    /// An interface, and the methods that make some types implement it.
    pub fn interface(&mut self) {
        let (params, result) = (vec![self.data_type(1)], self.data_type(1));
        let method = self.local("Do");
        let name = self.top("I");
        let (list, text) = (self.texts(&params), self.text(&result));
        self.line(&format!("type {name} interface {{ {method}({list}) {text} }}\n"));
        let mut implementations: Vec<Type> = (0..self.named.len())
            .map(|id| self.named_type(id))
            .chain(
                (0..self.structs.len())
                    .filter(|&id| self.structs[id].type_params.is_empty())
                    .map(|id| Type::Struct(id, Vec::new())),
            )
            .collect();
        implementations.truncate(self.random.between(1, 4));
        for receiver in &implementations {
            let this = self.local("t");
            let written = self.text(receiver);
            self.bring(&this, receiver, false);
            let head = format!("func ({this} {written}) {method}");
            self.declare_function(&head, &params, std::slice::from_ref(&result), false);
        }
        let id = self.interfaces.len();
        let results = vec![result.clone()];
        self.interfaces.push(Interface { name, implementations });
        let receiver = Some(Type::Interface(id));
        let type_params = Vec::new();
        self.funcs.push(Func { name: method, type_params, receiver, params, results, pure: true });
    }

    /// The function that calls all others and prints what they give.
    pub fn run(&mut self) {
        let funcs = self.funcs.clone();
        let [hash, fuel, said] = ["hash", "fuel", "said"].map(|stem| self.helper(stem));
        let mut calls = Vec::new();
        for func in funcs {
            for _ in 0..2 {
                let name = self.top("call");
                let known = vec![None; func.type_params.len()];
                self.block(&format!("func {name}() {{"), |it| {
                    it.block_then(
                        "defer func() {",
                        |it| {
                            it.block("if r := recover(); r != nil {", |it| {
                                it.line(&format!("println(\"panic\", {said}(r))"));
                            });
                        },
                        "}()",
                    );
                    let call = it.call_of(&func, known, 2);
                    it.line(&format!("println({:?}, {hash})", func.name));
                    if func.results.len() == 1 && func.type_params.is_empty() {
                        it.line(&format!("r := {call}"));
                        it.show(&func.results[0]);
                    } else {
                        it.line(&call);
                    }
                });
                self.vars.clear();
                calls.push(name);
            }
        }
        let name = format!("Run{}", self.seed);
        self.block(&format!("\nfunc {name}() {{"), |it| {
            it.line(&format!("{hash} = 14695981039346656037"));
            let checks: Vec<String> = it.checks.iter().chain(&calls).cloned().collect();
            for check in checks {
                it.line(&format!("{fuel} = 3000"));
                it.line(&format!("{check}()"));
            }
            it.line(&format!("println(\"end\", {hash})"));
        });
    }

    /// Prints or adds up the result `r` of a call.
    fn show(&mut self, typ: &Type) {
        if typ.is_basic() || matches!(typ, Type::Named(..)) {
            self.line("println(r)");
        }
        self.mix(typ, "r");
    }
}
