//! Statements that hold others: conditions, loops, switches, deferred calls.

use crate::generator::Generator;
use crate::types::{Class, INT, RUNE, Type};

impl Generator {
    /// A statement that holds others, which nest at most so deep.
    pub fn compound(&mut self, depth: usize) {
        let depth = depth - 1;
        match self.random.below(16) {
            0..=3 => self.if_else(depth),
            4..=6 => self.counting_loop(depth),
            7 | 8 => self.range_loop(depth),
            9 => self.range_over_function(depth),
            10 => self.range_over_map(),
            11 | 12 => self.switch(depth),
            13 => self.type_switch(depth),
            14 if self.loops.is_empty() => self.deferred(),
            _ => self.block("{", |it| it.statements(2, depth)),
        }
    }

    fn some(&mut self, depth: usize) {
        let count = self.random.between(1, 3);
        self.statements(count, depth);
    }

    fn if_else(&mut self, depth: usize) {
        let condition = self.condition(3);
        let typ = self.simple_type();
        let name = self.local("v");
        let initial = self.random.percent(25);
        let open = if initial {
            let value = self.varying(&typ, 1);
            format!("if {name} := {value}; {condition} {{")
        } else {
            format!("if {condition} {{")
        };
        let otherwise = self.random.percent(50);
        self.block_then(
            &open,
            |it| {
                if initial {
                    it.line(&format!("_ = {name}"));
                }
                it.some(depth);
            },
            if otherwise { "} else {" } else { "}" },
        );
        if otherwise {
            self.indent += 1;
            let mark = self.vars.len();
            self.some(depth);
            self.vars.truncate(mark);
            self.indent -= 1;
            self.line("}");
        }
    }

    /// A loop: its head, and what its body does besides.
    fn looping(&mut self, head: &str, depth: usize, first: impl FnOnce(&mut Self)) {
        let label = if self.random.percent(25) { self.local("L") } else { String::new() };
        if !label.is_empty() {
            self.line(&format!("{label}:"));
        }
        self.loops.push(label.clone());
        self.block(&format!("{head} {{"), |it| {
            let tick = it.helper("tick");
            it.block(&format!("if !{tick}() {{"), |it| {
                it.line(format!("break {label}").trim_end())
            });
            first(it);
            it.some(depth);
        });
        self.loops.pop();
    }

    fn counting_loop(&mut self, depth: usize) {
        let name = self.local("i");
        let typ = self.integer_type();
        let text = self.text(&typ);
        let count = self.random.between(1, 6);
        let head = match self.random.below(4) {
            0 => format!("for {name} := range {text}({count})"),
            1 => format!("for {name} := {text}({count}); {name} > 0; {name}--"),
            2 => {
                let condition = self.condition(2);
                format!("for {name} := {text}(0); {name} < {count} && {condition}; {name} += 2")
            }
            _ => format!("for {name} := {text}(0); {name} < {count}; {name}++"),
        };
        self.looping(&head, depth, |it| {
            it.line(&format!("_ = {name}"));
            it.bring(&name, &typ, true);
            // Only the fuel ends a loop whose variable is set.
            if let Some(var) = it.vars.last_mut() {
                var.set = false;
            }
        });
    }

    fn range_loop(&mut self, depth: usize) {
        let elem = self.data_type(1);
        let (over, key, elem) = match self.random.below(4) {
            0 => (Type::String, INT, RUNE),
            1 => (Type::Array(3, elem.clone().into()), INT, elem),
            _ => (Type::Slice(elem.clone().into()), INT, elem),
        };
        let value = self.expr(&over, 2).text;
        let (i, v) = (self.local("i"), self.local("v"));
        let head = match self.random.below(4) {
            0 => format!("for {i} := range {value}"),
            _ => format!("for {i}, {v} := range {value}"),
        };
        let both = head.contains(", ") && head.starts_with(&format!("for {i}, {v}"));
        self.looping(&head, depth, |it| {
            it.line(&format!("_ = {i}"));
            it.bring(&i, &key, true);
            if both {
                it.line(&format!("_ = {v}"));
                it.bring(&v, &elem, false);
            }
        });
    }

    fn range_over_function(&mut self, depth: usize) {
        let (i, v) = (self.local("i"), self.local("v"));
        if self.random.percent(50) {
            let limit = self.random.between(1, 5);
            let head = format!("for {i} := range {}({limit})", self.helper("count"));
            self.looping(&head, depth, |it| {
                it.line(&format!("_ = {i}"));
                it.bring(&i, &INT, true);
            });
            return;
        }
        let elem = self.data_type(1);
        let value = self.expr(&Type::Slice(elem.clone().into()), 2).text;
        let head = format!("for {i}, {v} := range {}({value})", self.helper("each"));
        self.looping(&head, depth, |it| {
            it.line(&format!("_, _ = {i}, {v}"));
            it.bring(&i, &INT, true);
            it.bring(&v, &elem, false);
        });
    }

    /// A sum over a map: the order makes no difference.
    fn range_over_map(&mut self) {
        let calls = std::mem::replace(&mut self.calls, false);
        let (key, elem) = (Type::Int(self.random.below(11)), self.simple_type());
        let value = self.expr(&Type::Map(key.clone().into(), elem.clone().into()), 2).text;
        let [sum, k, v] = ["s", "k", "v"].map(|stem| self.local(stem));
        self.line(&format!("var {sum} uint64"));
        self.block(&format!("for {k}, {v} := range {value} {{"), |it| {
            it.line(&format!("_, _ = {k}, {v}"));
            it.bring(&k, &key, false);
            it.bring(&v, &elem, false);
            let term = it.expr(&Type::Int(9), 3).text;
            it.line(&format!("{sum} += {term}"));
        });
        self.calls = calls;
        self.bring(&sum, &Type::Int(9), true);
        self.mix(&Type::Int(9), &sum);
    }

    fn switch(&mut self, depth: usize) {
        let tag = self.simple_type();
        let tagless = self.random.percent(40);
        let head = if tagless {
            "switch {".to_owned()
        } else {
            format!("switch {} {{", self.varying(&tag, 2))
        };
        let cases = self.random.between(1, 4);
        let default = self.random.below(cases * 2);
        self.line(&head);
        for case in 0..cases {
            if case == default {
                self.line("default:");
            } else if tagless {
                let condition = self.condition(2);
                self.line(&format!("case {condition}:"));
            } else {
                let values: Vec<String> =
                    (0..self.random.between(1, 2)).map(|_| self.varying(&tag, 1)).collect();
                self.line(&format!("case {}:", values.join(", ")));
            }
            self.case(depth, case + 1 < cases);
        }
        self.line("}");
    }

    fn case(&mut self, depth: usize, may_fall: bool) {
        let mark = self.vars.len();
        self.indent += 1;
        self.some(depth);
        if may_fall && self.random.percent(20) {
            self.line("fallthrough");
        }
        self.indent -= 1;
        self.vars.truncate(mark);
    }

    fn type_switch(&mut self, depth: usize) {
        let name = self.local("v");
        let value = self.expr(&Type::Any, 2).text;
        self.line(&format!("switch {name} := any({value}).(type) {{"));
        let mut known = Vec::new();
        for _ in 0..self.random.between(1, 4) {
            let typ = self.simple_type();
            if known.contains(&typ) {
                continue;
            }
            self.line(&format!("case {}:", self.text(&typ)));
            let mark = self.vars.len();
            self.bring(&name, &typ, true);
            self.indent += 1;
            self.line(&format!("_ = {name}"));
            self.indent -= 1;
            self.case(depth, false);
            self.vars.truncate(mark);
            known.push(typ);
        }
        self.line("default:");
        self.indent += 1;
        self.line(&format!("_ = {name}"));
        self.indent -= 1;
        self.case(depth, false);
        self.line("}");
    }

    /// A deferred call: its arguments are taken now, what a literal reads is read later.
    pub fn deferred(&mut self) {
        let typ = self.integer_type();
        if self.random.percent(50) {
            let value = self.expr(&typ, 2).text;
            self.line(&format!(
                "defer {}(uint64({}({value})))",
                self.helper("mix"),
                self.helper("id")
            ));
            return;
        }
        let loops = std::mem::take(&mut self.loops);
        self.block_then(
            "defer func() {",
            |it| {
                let value = it.varying(&typ, 2);
                it.mix(&typ, &value);
                if let Some((place, typ)) =
                    it.place(|typ| matches!(typ.class(), Class::Integer { .. } | Class::String))
                    && place.guard.is_none()
                {
                    let value = it.expr(&typ, 2).text;
                    it.line(&format!("{} = {value}", place.text));
                }
            },
            "}()",
        );
        self.loops = loops;
    }
}
