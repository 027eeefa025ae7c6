//! Statements, and bodies of functions.

use crate::generator::{Generator, Var};
use crate::types::{Class, Type};

impl Generator {
    /// Some statements, which nest at most so deep.
    pub fn statements(&mut self, count: usize, depth: usize) {
        for _ in 0..count {
            self.statement(depth);
        }
    }

    /// The body of a function with named results.
    pub fn body(&mut self, results: &[Type], statements: usize) {
        let results_around = std::mem::replace(&mut self.results, results.to_vec());
        let loops = std::mem::take(&mut self.loops);
        let tick = self.helper("tick");
        self.block(&format!("if !{tick}() {{"), |it| it.line("return"));
        if self.random.percent(20) {
            self.deferred();
        }
        self.statements(statements, 2);
        self.returning(3);
        self.results = results_around;
        self.loops = loops;
    }

    /// A statement that returns.
    pub fn returning(&mut self, depth: usize) {
        let results = self.results.clone();
        let values: Vec<String> = results.iter().map(|typ| self.expr(typ, depth).text).collect();
        self.line(format!("return {}", values.join(", ")).trim_end());
    }

    fn statement(&mut self, depth: usize) {
        let simple = depth == 0 || self.random.percent(60);
        if !simple {
            return self.compound(depth);
        }
        match self.random.below(20) {
            0..=4 => self.declaration(),
            5..=9 => self.assignment(),
            10..=12 => self.operation_assignment(),
            13 => self.swap(),
            14 | 15 => self.changing_call(),
            16 => self.growth(),
            17 => self.jump(),
            _ => {
                let typ = self.data_type(2);
                let value = self.varying(&typ, 2);
                self.mix(&typ, &value);
            }
        }
    }

    /// Declares a variable, which is used.
    pub fn declare(&mut self, typ: &Type, value: &str, owned: bool) -> String {
        let name = self.local("v");
        let text = self.text(typ);
        let line = match self.random.below(3) {
            0 => format!("var {name} {text} = {value}"),
            // A value without a type of its own would get another one.
            _ if *typ == Type::Bool => format!("{name} := bool({value})"),
            _ => format!("{name} := {value}"),
        };
        self.line(&line);
        self.line(&format!("_ = {name}"));
        self.bring(&name, typ, owned);
        name
    }

    fn declaration(&mut self) {
        match self.random.below(12) {
            0 => self.closure(),
            1 => self.counter(),
            2 => {
                let elem = self.data_type(1);
                let typ = Type::Pointer(elem.into());
                let value = self.fresh(&typ, 2);
                self.declare(&typ, &value, true);
            }
            3 => self.pointer_to_variable(),
            4 => {
                let typ = self.data_type(1);
                if self.refers(&typ) {
                    return;
                }
                let name = self.local("v");
                self.line(&format!("var {name} {}", self.text(&typ)));
                self.line(&format!("_ = {name}"));
                self.bring(&name, &typ, true);
            }
            _ => {
                let typ = self.data_type(2);
                let owned = self.refers(&typ);
                let value = if owned { self.fresh(&typ, 3) } else { self.expr(&typ, 3).text };
                self.declare(&typ, &value, true);
            }
        }
    }

    /// A function in a variable that changes nothing.
    fn closure(&mut self) {
        let params = vec![self.data_type(1); self.random.between(1, 2)];
        let result = self.data_type(1);
        let name = self.local("f");
        let mark = self.vars.len();
        let frozen = std::mem::replace(&mut self.frozen, mark);
        let list = self.parameters("p", &params, false);
        let results = vec![result.clone()];
        let returned = self.parameters("r", &results, false);
        self.block(&format!("{name} := func({list}) ({returned}) {{"), |it| it.body(&results, 2));
        self.vars.truncate(mark);
        self.frozen = frozen;
        self.line(&format!("_ = {name}"));
        let typ = Type::Func(params, result.into());
        self.vars.push(Var { name, typ, owned: false, set: false });
    }

    /// A closure that changes a variable around it, and calls of it.
    fn counter(&mut self) {
        let Some((place, typ)) = self.place(|typ| typ.is_basic()) else { return };
        if place.guard.is_some() {
            return;
        }
        let name = self.local("f");
        let param = self.data_type(0);
        let mark = self.vars.len();
        let list = self.parameters("p", std::slice::from_ref(&param), false);
        let text = self.text(&typ);
        self.block(&format!("{name} := func({list}) {text} {{"), |it| {
            let value = it.expr(&typ, 2).text;
            it.line(&format!("{} = {value}", place.text));
            it.line(&format!("return {}", place.text));
        });
        self.vars.truncate(mark);
        for _ in 0..self.random.between(1, 3) {
            let argument = self.expr(&param, 1).text;
            let call = format!("{name}({argument})");
            self.declare(&typ, &call, true);
        }
    }

    fn pointer_to_variable(&mut self) {
        let first = self.frozen.min(self.vars.len());
        let found: Vec<Var> =
            self.vars[first..].iter().filter(|var| var.set && var.owned).cloned().collect();
        if found.is_empty() {
            return;
        }
        let var = self.random.pick(&found).clone();
        if matches!(var.typ, Type::Func(..) | Type::Interface(_) | Type::Pointer(_)) {
            return;
        }
        let typ = Type::Pointer(var.typ.into());
        self.declare(&typ, &format!("&{}", var.name), true);
    }

    /// Writes a statement for a place, where the place exists.
    fn guarded(&mut self, guard: Option<String>, statement: &str) {
        match guard {
            Some(guard) => self.block(&format!("if {guard} {{"), |it| it.line(statement)),
            None => self.line(statement),
        }
    }

    fn assignment(&mut self) {
        let Some((place, typ)) = self
            .place(|typ| !matches!(typ, Type::Pointer(_) | Type::Func(..) | Type::Interface(_)))
        else {
            return;
        };
        let value = if self.refers(&typ) { self.fresh(&typ, 2) } else { self.expr(&typ, 3).text };
        self.guarded(place.guard, &format!("{} = {value}", place.text));
    }

    fn operation_assignment(&mut self) {
        let Some((place, typ)) = self.place(|typ| {
            matches!(typ.class(), Class::Integer { .. } | Class::Float | Class::Complex)
        }) else {
            return;
        };
        let target = &place.text;
        let statement = match typ.class() {
            Class::Integer { .. } => match self.random.below(6) {
                0 => format!("{target}{}", self.random.pick(&["++", "--"])),
                1 => {
                    let operator = *self.random.pick(&["<<=", ">>="]);
                    let count = self.integer_type();
                    format!("{target} {operator} {} & 31", self.varying(&count, 2))
                }
                2 => {
                    let operator = *self.random.pick(&["/=", "%="]);
                    format!("{target} {operator} {} | 1", self.varying(&typ, 2))
                }
                _ => {
                    let operator = *self.random.pick(&["+=", "-=", "*=", "&=", "|=", "^=", "&^="]);
                    format!("{target} {operator} {}", self.expr(&typ, 2).text)
                }
            },
            _ => {
                let operator = *self.random.pick(&["+=", "-=", "*="]);
                format!("{target} {operator} {}", self.expr(&typ, 2).text)
            }
        };
        self.guarded(place.guard, &statement);
    }

    fn swap(&mut self) {
        let simple = |typ: &Type| typ.is_basic() || matches!(typ, Type::Named(..));
        let Some((a, typ)) = self.place(simple) else { return };
        let Some((b, _)) = self.place(|other| *other == typ) else { return };
        if a.guard.is_some() || b.guard.is_some() {
            return;
        }
        let value = self.expr(&typ, 1).text;
        let statement = match self.random.below(2) {
            0 => format!("{0}, {1} = {1}, {0}", a.text, b.text),
            _ => format!("{}, {} = {}, {value}", a.text, b.text, b.text),
        };
        self.line(&statement);
    }

    /// A call of a function that changes what its arguments refer to, or that has several results.
    fn changing_call(&mut self) {
        let found: Vec<usize> = (0..self.funcs.len())
            .filter(|&index| !self.funcs[index].pure || self.funcs[index].results.len() != 1)
            .collect();
        if found.is_empty() || !self.calls {
            return;
        }
        let func = self.funcs[*self.random.pick(&found)].clone();
        let types: Vec<Type> =
            func.type_params.iter().map(|&constraint| self.argument(constraint)).collect();
        let call = if func.pure {
            let known = types.iter().cloned().map(Some).collect();
            self.call_of(&func, known, 2)
        } else {
            let arguments: Vec<String> = func.params.iter().map(|typ| self.own(typ)).collect();
            format!("{}({})", func.name, arguments.join(", "))
        };
        let names: Vec<String> = func.results.iter().map(|_| self.local("v")).collect();
        self.line(&format!("{} := {call}", names.join(", ")));
        for (name, typ) in names.iter().zip(&func.results) {
            self.line(&format!("_ = {name}"));
            let typ = typ.with(&types);
            self.bring(name, &typ, !self.refers(&typ));
        }
    }

    /// A value that may be changed: a variable of the function's own, or a fresh one.
    fn own(&mut self, typ: &Type) -> String {
        if !self.refers(typ) {
            return self.expr(typ, 2).text;
        }
        let first = self.frozen.min(self.vars.len());
        let fits = |var: &&Var| var.owned && var.typ == *typ;
        let found: Vec<String> =
            self.vars[first..].iter().filter(fits).map(|var| var.name.clone()).collect();
        if found.is_empty() { self.fresh(typ, 2) } else { self.random.pick(&found).clone() }
    }

    /// Something grows or shrinks: a slice or a map.
    fn growth(&mut self) {
        let Some((place, typ)) = self.place(|typ| matches!(typ, Type::Slice(_) | Type::Map(..)))
        else {
            return;
        };
        let target = &place.text;
        let statement = match &typ {
            Type::Map(key, _) => match self.random.below(5) {
                0 => format!("clear({target})"),
                _ => format!("delete({target}, {})", self.expr(key, 2).text),
            },
            Type::Slice(elem) => {
                let tick = self.helper("tick");
                match self.random.below(6) {
                    0 => format!("{target} = {target}[:len({target})/2]"),
                    1 => format!("{target} = {target}[len({target})/2:]"),
                    2 if !self.refers(elem) => format!("clear({target})"),
                    3 if !self.refers(elem) => {
                        let other = self.expr(&typ, 1).text;
                        format!("copy({target}, {other})")
                    }
                    _ => {
                        let values: Vec<String> =
                            (0..self.random.between(1, 2)).map(|_| self.fresh(elem, 2)).collect();
                        format!(
                            "if {tick}() && len({target}) < 50 {{ {target} = append({target}, {}) }}",
                            values.join(", ")
                        )
                    }
                }
            }
            _ => return,
        };
        self.guarded(place.guard, &statement);
    }

    fn jump(&mut self) {
        let condition = self.condition(2);
        let inside = self.aside(|it| {
            it.indent += 1;
            match it.loops.clone().as_slice() {
                [] => it.returning(2),
                loops => {
                    let label = it.random.pick(loops).clone();
                    let word = *it.random.pick(&["break", "continue"]);
                    match it.random.below(5) {
                        0 => it.returning(2),
                        _ => it.line(format!("{word} {label}").trim_end()),
                    }
                }
            }
            it.indent -= 1;
        });
        self.line(&format!("if {condition} {{"));
        self.out.push_str(&inside);
        self.line("}");
    }
}
