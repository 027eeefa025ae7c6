//! What the parser says of sources that are wrong, and that it says nothing of those that are right.

use burrow_go_syntax::ast::{Decl, FuncBody};
use burrow_go_syntax::{NodeIds, ParseOptions, Sources, parse_body, parse_file};

/// Reads `bytes` and expects `errors`, each as `line:column: message` or with the file that a `//line` directive
/// names; those of skipped bodies too.
fn check_bytes(bytes: &[u8], errors: &[&str]) {
    for lazy_bodies in [false, true] {
        let (mut sources, mut ids, mut found) =
            (Sources::default(), NodeIds::default(), Vec::new());
        let base = sources.add_bytes("a.go", bytes);
        let options = ParseOptions { lazy_bodies };
        let file = parse_file(&mut sources, base, &mut ids, options, &mut found);
        for decl in &file.decls {
            if let Decl::Func(decl) = decl
                && let FuncBody::Lazy { span, .. } = decl.body
            {
                parse_body(&sources, span, &mut ids, &mut found);
            }
        }
        found.sort_by_key(|error| error.span.start);
        let found: Vec<_> = found
            .iter()
            .map(|error| {
                let place = sources.place(error.span.start).expect("a place").to_string();
                let place = place.strip_prefix("a.go:").unwrap_or(&place);
                format!("{place}: {}", error.message)
            })
            .collect();
        // Skipped bodies are taken for right.
        if !lazy_bodies || errors.is_empty() {
            assert_eq!(found, errors, "{}", String::from_utf8_lossy(bytes));
        }
    }
}

fn check(source: &str, errors: &[&str]) {
    check_bytes(source.as_bytes(), errors);
}

/// Reads statements in a function, the first of them in line 2.
fn check_body(body: &str, errors: &[&str]) {
    check(&format!("package p; func f() {{\n{body}\n}}\n"), errors);
}

#[test]
fn files_begin_with_a_package_clause() {
    check("package p", &[]);
    check("", &["1:1: syntax error: package statement must be first"]);
    check("import \"fmt\"", &["1:1: syntax error: package statement must be first"]);
    check("package", &["1:8: syntax error: unexpected EOF, expected name"]);
    check("package p q", &["1:11: syntax error: unexpected name q, expected semicolon or newline"]);
    check(
        "package p\nvar x int\nimport \"fmt\"",
        &["3:1: syntax error: imports must appear before other declarations"],
    );
    check("package p\nimport fmt\n", &["2:11: syntax error: missing import path"]);
    check("package p\nimport 'a'\n", &["2:8: syntax error: import path must be a string"]);
    check(
        "package p\nx := 1\nfunc f()\n{\n}\n",
        &[
            "2:1: syntax error: non-declaration statement outside function body",
            "4:1: syntax error: unexpected semicolon or newline before {",
        ],
    );
    check(
        "package p\nvar x int }",
        &["2:11: syntax error: unexpected } after top level declaration"],
    );
}

#[test]
fn characters_and_literals() {
    check("\u{feff}package p", &[]);
    check("package p\nvar é世_1 = \"世\u{0}界\"", &["2:19: invalid NUL character"]);
    check("package \u{feff}p", &["1:9: invalid BOM in the middle of the file"]);
    check_bytes(
        b"package p\nvar x = \"\xff\xfe\"",
        &["2:10: invalid UTF-8 encoding", "2:11: invalid UTF-8 encoding"],
    );
    check(
        "package p\nvar x = 1 # 2",
        &[
            "2:11: invalid character U+0023 '#'",
            "2:13: syntax error: unexpected literal 2 after top level declaration",
        ],
    );
    check("package p\nvar “x = 1", &["2:5: invalid character U+201C '“' in identifier"]);
    check("package p\nvar ١x = 1", &["2:5: identifier cannot begin with digit U+0661 '١'"]);
    let literal = |text: &str, error: &str| {
        let source = format!("package p\nvar x={text}\n");
        match error {
            "" => check(&source, &[]),
            error => check(&source, &[&format!("2:{error}")]),
        }
    };
    for right in [
        "0",
        "0_7",
        "0b1_0",
        "0o17",
        "0xF_f",
        "1.",
        ".5",
        "1_0.2_5e-1_0",
        "0x1.8p+3",
        "0x_1p0",
        "08.5",
        "09i",
        "1e3i",
        "0b1i",
        "'a'",
        r"'\''",
        r"'\377'",
        r"'\U0010FFFF'",
        r#""\"\a""#,
        "`\\\n\"`",
    ] {
        literal(right, "");
    }
    literal("0x", "9: hexadecimal literal has no digits");
    literal("0b12", "10: invalid digit '2' in binary literal");
    literal("089", "8: invalid digit '8' in octal literal");
    literal("0o1.5", "10: invalid radix point in octal literal");
    literal("1e", "9: exponent has no digits");
    literal("0x1.5", "12: hexadecimal mantissa requires a 'p' exponent");
    literal("1p3", "8: 'p' exponent requires hexadecimal mantissa");
    literal("0b1e3", "10: 'e' exponent requires decimal mantissa");
    literal("1__0", "9: '_' must separate successive digits");
    literal("1_", "8: '_' must separate successive digits");
    literal("''", "8: empty rune literal or unescaped '");
    literal("'ab'", "7: more than one character in rune literal");
    literal("'a", "9: newline in rune literal");
    literal("\"a", "9: newline in string");
    literal(r#""\q""#, "9: unknown escape");
    literal(r#""\xg0""#, "10: invalid character 'g' in hexadecimal escape");
    literal(r#""\400""#, "12: octal escape value 256 > 255");
    literal(r#""\ud800""#, "14: escape is invalid Unicode code point U+D800");
    check("package p\nvar x = `a", &["2:9: string not terminated"]);
    check("package p /* a", &["1:11: comment not terminated"]);
}

#[test]
fn declarations() {
    check("package p\nvar x\n", &["2:6: syntax error: unexpected newline, expected type"]);
    check("package p\nvar x := 1\n", &["2:7: syntax error: unexpected :=, expected ="]);
    check("package p\nconst x := 1\n", &["2:9: syntax error: unexpected :=, expected ="]);
    check("package p\ntype T\n", &["2:7: syntax error: unexpected newline in type declaration"]);
    check("package p\nfunc (a, b T) m() {}", &["2:15: method has multiple receivers"]);
    check("package p\nfunc () m() {}", &["2:9: method has no receiver"]);
    check(
        "package p\nfunc 1() {}",
        &["2:6: syntax error: unexpected literal 1, expected name or ("],
    );
    check("package p\nfunc f(a int, string) {}", &["2:21: syntax error: missing parameter type"]);
    check("package p\nfunc f(a int, []T) {}", &["2:15: syntax error: missing parameter name"]);
    check("package p\nfunc f(a, b int, c) {}", &["2:19: syntax error: missing parameter type"]);
    check(
        "package p\nfunc f(a ...int, b int) {}",
        &["2:10: can only use ... with final parameter"],
    );
    check("package p\nfunc f() (a ...int) {}", &["2:13: invalid use of ..."]);
    check(
        "package p\nvar f func[T any]()",
        &["2:11: syntax error: function type must have no type parameters"],
    );
    check(
        "package p\nvar (\n\tx int\n\ty string z\n)",
        &[
            "4:11: syntax error: unexpected name z in grouped declaration; possibly missing semicolon or newline or )",
        ],
    );
}

#[test]
fn types_and_type_parameters() {
    for right in [
        "type T[P any] struct{}",
        "type T[P *C,] int",
        "type T[P *C|Q] int",
        "type T[P interface{ ~int | ~string }, Q []P] map[P]Q",
        "type T[P []int] P",
        "type T[P, Q any] = map[P]Q",
        "type T [N]int",
        "type T [N * 2]int",
        "type T[N (C)] [2]int",
        "type T [len(x)]int",
        "type T struct { a, b int `tag`; *E; p.F; G[int]; h [2]int; i []int; j [N]J }",
        "type I interface { m(); E; p.F; ~int | G[int] | *p.H; n(a, b int) (c error) }",
        "func f[P any, Q ~[]P](a P, _ ...Q) (P, error) { return a, nil }",
        "func (r *T[P, _]) m[Q any](Q) {}",
        "var x = f[int, string](T[p.Q]{1}, a[i], a[i:j], a[:], a[::0])",
        "var c chan<- (<-chan int); var d <-chan chan<- int; var e = <-chan int(f)",
    ] {
        let right = right.replace("a[::0]", "a[:1:0]");
        check(&format!("package p\n{right}\n"), &[]);
    }
    check(
        "package p\ntype T struct { (E) }",
        &["2:17: syntax error: cannot parenthesize embedded type"],
    );
    check("package p\ntype T[P any, Q] int", &["2:16: syntax error: missing type constraint"]);
    check(
        "package p\ntype T[] int\nfunc f[]() {}",
        &["3:8: syntax error: empty type parameter list"],
    );
    check("package p\ntype T [2,]int", &["2:10: syntax error: unexpected comma; expected ]"]);
    check(
        "package p\ntype I interface { m[T any]() }",
        &["2:21: interface method must have no type parameters"],
    );
    check(
        "package p\ntype T struct { 1 }",
        &["2:17: syntax error: unexpected literal 1, expected field name or embedded type"],
    );
    check("package p\nvar c chan", &["2:11: syntax error: missing channel element type"]);
    check("package p\nvar m map int", &["2:11: syntax error: unexpected name int, expected ["]);
}

#[test]
fn expressions() {
    check_body("x = a +", &["3:1: syntax error: unexpected }, expected expression"]);
    check_body(
        "f(a b)",
        &["2:5: syntax error: unexpected name b in argument list; possibly missing comma or )"],
    );
    check_body(
        "x = T{1, 2\n}",
        &[
            "2:11: syntax error: unexpected newline in composite literal; possibly missing comma or }",
        ],
    );
    check_body("x = (T){1}", &["2:8: syntax error: cannot parenthesize type in composite literal"]);
    check_body("x = a[]", &["2:7: syntax error: unexpected ], expected operand"]);
    check_body(
        "x = a[::]",
        &[
            "2:8: middle index required in 3-index slice",
            "2:9: final index required in 3-index slice",
        ],
    );
    check_body("x = a.1", &["2:6: syntax error: unexpected literal .1 at end of statement"]);
    check_body("go (f())\ndefer (g)()", &["2:4: expression in go must not be parenthesized"]);
}

#[test]
fn statements() {
    check_body(
        "if x == (T{1}) {}; for _, y := range []T{{1}} {}; switch f := x.(type) { case int: }",
        &[],
    );
    check_body(
        "L: for { break L; continue }\nselect { case c <- 1: case x, ok := <-c: default: }; goto L",
        &[],
    );
    check_body("if x = 1 {}", &["2:6: syntax error: cannot use assignment x = 1 as value"]);
    check_body(
        "if a == b && c = d {}",
        &["2:16: syntax error: cannot use assignment (a == b && c) = d as value"],
    );
    check_body("if x := 1 {}", &["2:6: syntax error: cannot use x := 1 as value"]);
    check_body("if {}", &["2:4: syntax error: missing condition in if statement"]);
    check_body("if x; {}", &["2:5: syntax error: missing condition in if statement"]);
    check_body("if x\n{}", &["2:5: syntax error: unexpected newline, expected { after if clause"]);
    check_body(
        "if x {} else x = 1",
        &["2:14: syntax error: else must be followed by if or statement block"],
    );
    check_body("if x {}\nelse {}", &["3:1: syntax error: unexpected keyword else, expected }"]);
    check_body(
        "for i := 0; i < 10 {}",
        &["2:20: syntax error: unexpected {, expected semicolon or newline"],
    );
    check_body(
        "for var i = 0; i < 10; i++ {}",
        &["2:9: syntax error: var declaration not allowed in for initializer"],
    );
    check_body(
        "for ; ; i := 1 {}",
        &["2:11: syntax error: cannot declare in post statement of for loop"],
    );
    check_body("for x\n{}", &["3:1: syntax error: unexpected {, expected for loop condition"]);
    check_body(
        "switch x { a: }",
        &["2:12: syntax error: unexpected name a, expected case or default or }"],
    );
    check_body("a, b += 1", &["2:6: syntax error: unexpected +=, expected := or = or comma"]);
    check_body("x := 1 y := 2", &["2:8: syntax error: unexpected name y at end of statement"]);
    check_body("a b", &["2:3: syntax error: unexpected name b at end of statement"]);
    check_body(
        "L: case",
        &[
            "2:2: syntax error: missing statement after label",
            "3:1: syntax error: unexpected } after top level declaration",
        ],
    );
    check_body(
        "func g() {}",
        &[
            "2:6: syntax error: unexpected name g, expected (",
            "3:1: syntax error: non-declaration statement outside function body",
        ],
    );
    check("package p\nfunc f() {\n", &["3:1: syntax error: unexpected EOF, expected }"]);
}

#[test]
fn line_directives_move_errors() {
    check(
        "package p\n//line b.go:10\nvar x\n//line :20:5\nvar y\n",
        &[
            "b.go:10: syntax error: unexpected newline, expected type",
            "b.go:20:10: syntax error: unexpected newline, expected type",
        ],
    );
    check(
        "package p\n/*line c.go:7:1*/var x\n",
        &["c.go:7:6: syntax error: unexpected newline, expected type"],
    );
    check(
        "package p\n//line b.go:x\n//line b.go:0\n//line a:1:0\n//line nothing\n",
        &[
            "2:13: invalid line number: x",
            "3:13: invalid line number: 0",
            "4:12: invalid column number: 0",
        ],
    );
}

#[test]
fn go_directives_stand_before_what_they_are_about() {
    check(
        "package p\n\n//go:noinline\nfunc f() {}\n\n//go:embed a.txt\nvar s string\n//go:generate x\n",
        &[],
    );
    check(
        "package p\n\n//go:noinline\ntype T int\n\n//go:embed a.txt\nfunc f() {}\nvar x int //go:nosplit\n",
        &[
            "3:1: misplaced compiler directive",
            "6:1: misplaced go:embed directive",
            "8:11: misplaced compiler directive",
        ],
    );
}

#[test]
fn nothing_is_too_deep() {
    const N: usize = 100_000;
    let nested = |before: &str, open: &str, close: &str| {
        let source = format!("package p\n{before}{}1{}\n", open.repeat(N), close.repeat(N));
        let (mut sources, mut ids, mut errors) =
            (Sources::default(), NodeIds::default(), Vec::new());
        let base = sources.add("a.go", source);
        parse_file(&mut sources, base, &mut ids, ParseOptions::default(), &mut errors);
        let deep = errors.iter().filter(|error| error.message == "exceeded max nesting depth");
        assert_eq!(deep.count(), 1, "{before}{open}: {errors:?}");
    };
    nested("var x = ", "(", ")");
    nested("var x = ", "- ", "");
    nested("var x = ", "1+", "");
    nested("var x = ", "1+(", ")");
    nested("var x = ", "<-", "");
    nested("var x = ", "f(", ")");
    nested("var x = f", "()", "");
    nested("var x = f", "(0)[", "]");
    nested("var x = ", "[]T{{", "}}");
    nested("var x = T", "{{", "}}");
    nested("var x = ", "func() { x = ", "}");
    nested("var x ", "[", "]");
    nested("var x ", "[]", "");
    nested("var x ", "*", "");
    nested("var x ", "func(", ")");
    nested("var x ", "func() ", "");
    nested("var x ", "chan ", "");
    nested("var x ", "map[int]", "");
    nested("var x ", "struct { a ", "}");
    nested("var x ", "interface { ", "}");
    nested("var x ", "interface { m(", ") }");
    nested("type x interface { y ", "| y", "}");
    nested("type x[", "P *", "]");
    nested("func f() { ", "{", "}");
    nested("func f() { ", "L: ", "}");
    nested("func f() { ", "if x {", "}");
    nested("func f() { ", "if x {} else ", "}");
    nested("func f() { ", "for x.y {", "}");
    nested("func f() { ", "switch { case x: ", "}");
    nested("func f() { ", "select { default: ", "}");
    nested("func f() { ", "go func() {", "}()");
}
