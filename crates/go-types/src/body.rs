//! Function bodies: their context, what function literals capture, and variables that are never used.

use std::rc::Rc;

use burrow_go_syntax::ast::{Block, NodeId};
use burrow_go_syntax::{Pos, Span};

use crate::Program;
use crate::checker::{Context, DeclId};
use crate::objects::{ObjectId, ObjectKind, ScopeId, VarKind};
use crate::types::TypeId;

impl Program {
    /// Checks the body of a function. `node` is the function's: its scope holds the parameters. `decl` is the declaration that it
    /// belongs to, `iota` counts in the constant declaration around a literal.
    pub(crate) fn func_body(
        &mut self,
        decl: Option<DeclId>,
        node: NodeId,
        signature: TypeId,
        body: &Block,
        iota: Option<u32>,
    ) {
        let (Some(&scope), Some(sig)) = (self.info.scopes.get(node), self.signature_of(signature))
        else {
            return;
        };
        let context = Context {
            decl,
            iota,
            sig: Some(sig.clone()),
            ..Context::file(self.cx.package, scope, self.cx.version)
        };
        let library = self.package(self.cx.package).lazy;
        self.in_context(context, |program| {
            let first = program.ck.local_vars.len();
            program.stmt_list(&body.stmts);
            if !library {
                program.labels(body);
                if !sig.results.is_empty() && !program.is_terminating_list(&body.stmts) {
                    let end = body.span.end;
                    let brace = Span::new(Pos(end.0.saturating_sub(1)), end);
                    program.error(brace, "MissingReturn", "missing return");
                }
                program.unused_variables(first);
            }
            program.ck.local_vars.truncate(first);
        });
        if self.ck.literals.contains_key(&scope) {
            let captured = self.ck.captures.remove(&node).unwrap_or_default();
            self.info.captures.set(node, Rc::new(captured));
        }
    }

    /// Reports the variables that have been declared since there were `first` of them and that are not used.
    fn unused_variables(&mut self, first: usize) {
        let mut unused: Vec<ObjectId> =
            self.ck.local_vars[first..].iter().copied().filter(|&var| !self.is_used(var)).collect();
        unused.sort_by_key(|&var| self.object(var).pos);
        for var in unused {
            let message = format!("declared and not used: {}", self.object(var).name);
            self.soft_error(self.object_span(var), "UnusedVar", message);
        }
    }

    /// Notes that the function at work uses a variable: if it is one of a function around it, the literals in between capture
    /// it.
    pub(crate) fn note_variable_use(&mut self, object: ObjectId) {
        let found = self.object(object);
        let (ObjectKind::Var(var), Some(home)) = (&found.kind, found.scope) else { return };
        if matches!(var.kind, VarKind::Global | VarKind::Field) || var.global {
            return;
        }
        let mut scope = self.cx.scope;
        let mut captured = false;
        while scope != home {
            if let Some(&literal) = self.ck.literals.get(&scope) {
                captured = true;
                self.capture(literal, object);
            }
            let Some(parent) = self.scope(scope).parent else { return };
            scope = parent;
        }
        if captured && let Some(var) = self.var_mut(object) {
            var.captured = true;
        }
    }

    fn capture(&mut self, literal: NodeId, object: ObjectId) {
        let captures = self.ck.captures.entry(literal).or_default();
        if !captures.contains(&object) {
            captures.push(object);
        }
    }

    /// Does something in a new scope, which is noted for `node`, if there is one.
    pub(crate) fn in_scope<R>(
        &mut self,
        node: Option<NodeId>,
        work: impl FnOnce(&mut Program) -> R,
    ) -> R {
        let outside: ScopeId = self.cx.scope;
        match node {
            Some(node) => {
                self.open_scope(node);
            }
            None => self.cx.scope = self.new_scope(Some(outside)),
        }
        let result = work(self);
        self.cx.scope = outside;
        result
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use crate::objects::{ObjectKind, VarKind};
    use crate::{Importer, PackageSource, Program};

    struct Nothing;

    impl Importer for Nothing {
        fn package(&mut self, path: &str, _from: &str) -> Result<PackageSource, String> {
            Err(format!("package {path} is not in std"))
        }
    }

    /// `body` is that of a function with a parameter `p` and a result `r`. Expected are, of each variable with any of them, its
    /// name and its flags, and what each literal captures, outermost first.
    #[track_caller]
    fn check(body: &str, variables: &[&str], captures: &[&str]) {
        let text = format!(
            "package p; type T struct{{ a [2]int; p *T; E }}; type E struct{{ x int }}; func (T) val() {{}}; \
             func (*E) ptr() {{}}; func use(...any) {{}}; func f(p int) (r int) {{ {body} ; return }}"
        );
        let mut program = Program::new(Box::new(Nothing));
        let files = vec![("t.go".to_owned(), Rc::from(text))];
        let first = program.objects.len();
        program.check(PackageSource { path: "p".into(), files, lazy: false });
        assert_eq!(program.diagnostics(), []);
        let mut found = Vec::new();
        for object in &program.objects[first..] {
            let ObjectKind::Var(var) = &object.kind else { continue };
            if matches!(var.kind, VarKind::Receiver | VarKind::Field | VarKind::Global) {
                continue;
            }
            let flags = [
                (var.addressed, "addressed"),
                (var.captured, "captured"),
                (var.reassigned, "reassigned"),
            ];
            let words: Vec<&str> =
                flags.into_iter().filter(|flag| flag.0).map(|flag| flag.1).collect();
            if !words.is_empty() {
                found.push(format!("{}: {}", object.name, words.join(" ")));
            }
        }
        assert_eq!(found, variables);
        let mut literals: Vec<_> = program.ck.literals.values().copied().collect();
        literals.sort();
        let found: Vec<String> = literals
            .into_iter()
            .rev()
            .map(|literal| {
                let captured =
                    program.info.captures.get(literal).expect("a literal without captures");
                let names: Vec<&str> =
                    captured.iter().map(|&object| program.object(object).name.as_str()).collect();
                names.join(" ")
            })
            .collect();
        assert_eq!(found, captures);
    }

    #[test]
    fn addresses_are_taken_explicitly_by_methods_and_by_slices() {
        check("x := 1; use(&x)", &["x: addressed"], &[]);
        check("var t T; use(&t.a[p]); t.val()", &["t: addressed"], &[]);
        check("var t T; t.ptr()", &["t: addressed"], &[]);
        check("var t T; use(t.ptr)", &["t: addressed"], &[]);
        check("var t T; use(t.a[:])", &["t: addressed"], &[]);
        check("var t T; use(&t.p.a, t.p.a[:]); t.p.ptr(); use(&t.p.x)", &[], &[]);
        check("s := []int{}; use(&s[0], s[:])", &[], &[]);
        check("t := &T{}; use(&t.a); t.ptr()", &[], &[]);
    }

    #[test]
    fn assignments_after_the_declaration_count() {
        check("x := 1; use(x)", &[], &[]);
        check("x := 1; x = 2; use(x)", &["x: reassigned"], &[]);
        check("x := 1; x++; use(x)", &["x: reassigned"], &[]);
        check("x := 1; x += p; use(x)", &["x: reassigned"], &[]);
        check("var t T; t.a[0] = 1", &["t: reassigned"], &[]);
        check("var t T; t.p.a[0] = 1", &[], &[]);
        check("x, y := 1, 2; x, z := 3, 4; use(x, y, z)", &["x: reassigned"], &[]);
        check("var x int; for x = range 3 {}; use(x)", &["x: reassigned"], &[]);
        check("for i := 0; i < 3; i++ {}", &["i: reassigned"], &[]);
        check("for i := range 3 { use(i) }", &[], &[]);
        check("if p > 0 { return 1 }", &["r: reassigned"], &[]);
    }

    #[test]
    fn literals_capture_variables_of_the_functions_around_them() {
        check("x := 1; use(func() { use(x) })", &["x: captured"], &["x"]);
        check("x := 1; use(func(x int) { y := x; use(y) }, x)", &[], &[""]);
        check(
            "x := 1; func() { x = p }(); use(x)",
            &["p: captured", "x: captured reassigned"],
            &["x p"],
        );
        check(
            "x, y := 1, 2; func(a int) { use(y); func() { use(x, a, p) }() }(1)",
            &["p: captured", "x: captured", "y: captured", "a: captured"],
            &["y x p", "x a p"],
        );
        check("var f func(); f = func() { f() }; f()", &["f: captured reassigned"], &["f"]);
        check("defer func() { r = 1 }()", &["r: captured reassigned"], &["r"]);
        check(
            "var v any = p; switch v := v.(type) { case int: use(func() { use(v) }) }",
            &["v: captured"],
            &["v"],
        );
        check("for i := range 3 { use(func() { use(i) }) }", &["i: captured"], &["i"]);
    }
}
