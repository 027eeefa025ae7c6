//! Functions that fail at run time in one of many ways, and say how.

use crate::generator::Generator;
use crate::types::Type;

impl Generator {
    /// A function that fails, or not, by the number that it gets; it is called with several.
    pub fn panicking_function(&mut self) {
        let name = self.top("fails");
        let [said, mix, hash] = ["said", "mixString", "hash"].map(|stem| self.helper(stem));
        let result = self.simple_type();
        let returned = self.text(&result);
        self.block(&format!("func {name}(n int) (r {returned}) {{"), |it| {
            it.block_then(
                "defer func() {",
                |it| {
                    it.block("if x := recover(); x != nil {", |it| {
                        it.line(&format!("{mix}({said}(x))"));
                        it.line(&format!("println({said}(x))"));
                        let value = it.expr(&result, 1).text;
                        it.line(&format!("r = {value}"));
                    });
                },
                "}()",
            );
            for _ in 0..it.random.between(1, 3) {
                it.risk();
            }
            let value = it.expr(&result, 2).text;
            it.line(&format!("return {value}"));
        });
        self.line("");
        let check = self.top("fail");
        self.block(&format!("func {check}() {{"), |it| {
            it.block("for _, n := range []int{0, 3, -1, 1, 2, 5, 1 << 62} {", |it| {
                it.line(&format!("r := {name}(n)"));
                it.mix(&result, "r");
            });
            it.line(&format!("println({check:?}, {hash})"));
        });
        self.line("");
        self.checks.push(check);
    }

    /// Something that fails for some `n`.
    fn risk(&mut self) {
        let typ = self.simple_type();
        let text = self.text(&typ);
        let integer = self.integer_type();
        let whole = self.text(&integer);
        let (id, mix) = (self.helper("id"), self.helper("mix"));
        let v = self.local("v");
        let value = self.literal(&typ);
        let number = self.literal(&integer);
        match self.random.below(22) {
            0 => self.line(&format!("{v} := []{text}{{{value}, {value}, {value}}}; _ = {v}[n]")),
            1 => self.line(&format!("var {v} [4]{text}; {v}[n] = {value}")),
            2 => self.line(&format!("{v} := make([]{text}, 3, 5); {mix}(uint64(len({v}[n:])))")),
            3 => self.line(&format!("{v} := make([]{text}, 3, 5); {mix}(uint64(len({v}[1:n])))")),
            4 => self.line(&format!("{v} := make([]{text}, 2); {mix}(uint64(len({v}[n:1:2])))")),
            5 => self.line(&format!("{v} := \"text\"; {mix}(uint64({v}[n]))")),
            6 => self.line(&format!("{v} := \"text\"; {mix}(uint64(len({v}[n:])))")),
            7 => self.line(&format!(
                "var {v} map[{whole}]{text}; if n == 1 {{ {v}[{number}] = {value} }}"
            )),
            8 => self.line(&format!(
                "var {v} *struct{{ a, b {text} }}; if n == 2 {{ {v}.b = {value} }}"
            )),
            9 => self.line(&format!("{v} := {id}({number}); {mix}(uint64({v} / {whole}(n & 3)))")),
            10 => self.line(&format!("{v} := {id}({number}); {mix}(uint64({v} % {whole}(n & 1)))")),
            11 => {
                let other = self.simple_type();
                let other = self.text(&other);
                self.line(&format!("var {v} any = {value}; if n == 3 {{ _ = {v}.({other}) }}"));
            }
            12 => {
                self.line(&format!("if n < 3 {{ {v} := make([]{text}, n); {mix}(uint64(len({v}))) }}"))
            }
            13 => self.line(&format!("{mix}(uint64({id}({number}) << n))")),
            14 => self.line(&format!(
                "var {v} chan {text}; if n > 0 {{ {v} = make(chan {text}, 1) }}; if n < 3 {{ close({v}) }}; if n == 2 {{ close({v}) }}; if n == 1 {{ {v} <- {value} }}"
            )),
            15 => self.line(&format!(
                "{v} := make([]{text}, n&3); {mix}(uint64(len([2]{text}({v}))))"
            )),
            16 => {
                let thrown = self.simple_type();
                let thrown = self.literal(&thrown);
                self.line(&format!("if n == 5 {{ panic({thrown}) }}"));
            }
            17 => self.line("if n == 2 { panic(nil) }"),
            18 => self.line(&format!("var {v} func({text}); if n == 0 {{ {v}({value}) }}")),
            19 => self.line(&format!(
                "{v} := map[any]int{{}}; if n == 1 {{ {v}[[]{text}{{}}]++ }}; {mix}(uint64(len({v})))"
            )),
            20 => self.line(&format!(
                "var {v} any = func({text}) {{}}; if n == 3 && {v} == {v} {{ {mix}(1) }}"
            )),
            _ => {
                let bit = self.random.below(2);
                self.block(&format!("if n&1 == {bit} {{"), |it| it.rethrow());
            }
        }
    }

    /// A deferred function that recovers and fails anew.
    fn rethrow(&mut self) {
        let mix = self.helper("mixString");
        let said = self.helper("said");
        let text = self.literal(&Type::String);
        self.line(&format!("defer func() {{ panic({said}(recover()) + {text}) }}()"));
        if self.random.percent(50) {
            self.line(&format!("defer func() {{ {mix}({said}(recover())) }}()"));
        }
        if self.random.percent(50) {
            self.line("panic(\"inner\")");
        }
    }
}
