//! What the lowering makes of small functions.

use burrow_go_ir::code::{Body, Callee, Inst};
use burrow_go_ir::{Code, Dump, Lowering};
use burrow_go_types::{Importer, PackageSource, Program};

/// A library with a run time that has no functions.
struct Library;

impl Importer for Library {
    fn package(&mut self, path: &str, _from: &str) -> Result<PackageSource, String> {
        let text = match path {
            "runtime" => "package runtime\n",
            "math" => "package math\nfunc Sqrt(x float64) float64\n",
            _ => return Err(format!("package {path} is not in std")),
        };
        let files = vec![(format!("{path}.go"), text.into())];
        Ok(PackageSource { path: path.into(), files, lazy: true })
    }
}

fn lowering(source: &str) -> Lowering {
    let mut program = Program::new(Box::new(Library));
    let files =
        vec![("main.go".into(), format!("package main\n{source}\nfunc main() {{}}\n").into())];
    let main = program.check(PackageSource { path: "main".into(), files, lazy: false });
    let problems: Vec<String> =
        program.diagnostics().into_iter().map(|problem| problem.message).collect();
    assert!(problems.is_empty(), "{problems:?}");
    Lowering::new(program, main)
}

fn dump(lowering: &mut Lowering, name: &str) -> String {
    let id = lowering.named(name).unwrap_or_else(|| panic!("no {name}"));
    Dump(&lowering.function(id)).to_string()
}

/// The instructions of `main.f`, without the list of its locals.
fn check(source: &str, expected: &str) {
    let text = dump(&mut lowering(source), "main.f");
    let code: Vec<&str> =
        text.lines().skip_while(|line| !line.starts_with("b0")).map(str::trim).collect();
    let expected: Vec<&str> =
        expected.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert_eq!(code, expected, "\n{text}");
}

#[test]
fn comparisons_branch() {
    check(
        "func f(n int) int { if n < 2 { return n }; return f(n-1) + f(n-2) }",
        "b0:
         --
         l2 = lt i64 l0, 2
         if l2 b1 else b2
         b1:
         --
         l1 = l0
         return
         b2:
         --
         l3 = sub i64 l0, 1
         l3 = call f0(l3)
         l4 = sub i64 l0, 2
         l4 = call f0(l4)
         l1 = add i64 l3, l4
         return",
    );
}

#[test]
fn loops_test_at_the_bottom() {
    check(
        "func f(a []int) int { s := 0; for i := range a { s += a[i] }; return s }",
        "b0:
         --
         l2 = 0
         --
         l3 = part i64 l0+8
         l4 = 0
         jump b2
         b1:
         --
         l5 = element i64 l0[l4*8]+0
         l2 = add i64 l2, l5
         l4 = add i64 l4, 1
         jump b2
         b2:
         l6 = lt i64 l4, l3
         if l6 b1 else b3
         b3:
         --
         l1 = l2
         return",
    );
}

#[test]
fn field_chains_are_offsets() {
    check(
        "type T struct { a, b int; in struct { x, y float64 } }; func f(p *T) { p.in.y += p.in.x }",
        "b0:
         --
         l1 = load f64 [l0+16]
         l2 = load f64 [l0+24]
         l3 = add f64 l2, l1
         store f64 [l0+24] = l3
         return",
    );
}

/// The type of what `main.f` returns as an interface value.
fn check_type(source: &str, expected: &str) {
    let mut lowering = lowering(source);
    let id = lowering.named("main.f").expect("main.f");
    let function = lowering.function(id);
    let Body::Blocks(blocks) = &function.body else { panic!("no code") };
    let made = blocks.iter().flat_map(|block| &block.insts).find_map(|(_, inst)| match inst {
        Inst::MakeInterface { typ, .. } => Some(*typ),
        _ => None,
    });
    let made = made.expect("an interface value");
    assert_eq!(&*lowering.rtype(made).string, expected);
}

// What real Go prints with %T.
#[test]
fn types_are_named_as_go_names_them() {
    const TYPES: &str = "type T struct{}; func (T) m() {}; type I interface { m(); N() }
        type P[A, B any] struct { a A; b B }; type R struct { n *R }\n";
    let check = |value: &str, expected: &str| {
        check_type(&format!("{TYPES} func f() any {{ return {value} }}"), expected);
    };
    check("P[int, T]{}", "main.P[int,main.T]");
    check(
        "P[func(a int, b ...string) (x error, y any), []byte]{}",
        "main.P[func(int, ...string) (error, interface {}),[]uint8]",
    );
    check(
        "struct { x int `a\"b`; T; *R; y, z any; error }{}",
        r#"struct { x int "a\"b"; main.T; *main.R; y interface {}; z interface {}; error }"#,
    );
    check(
        "(*interface { m(); N(int) (int, string) })(nil)",
        "*interface { N(int) (int, string); main.m() }",
    );
    check("(chan (<-chan int))(nil)", "chan (<-chan int)");
    check("(<-chan chan<- rune)(nil)", "<-chan chan<- int32");
    check("P[interface { m(); N() }, *[]I]{}", "main.P[interface { N(); main.m() },*[]main.I]");
    check("P[struct { x int; T }, T]{}", "main.P[struct { main.x int; T main.T },main.T]");
    check("struct{}{}", "struct {}");
}

#[test]
fn types_of_functions_are_told_apart() {
    let source = "type P[A, B any] struct{}; type T struct{}
        func g[X any](x X) any { type L struct{ f X }; return struct { l L; p *P[X, L] }{} }
        func f() any { type L struct{}; return P[L, struct { x int; T T }]{} }
        func h() any { return g(1) }";
    check_type(source, "main.P[main.L·2,struct { main.x int; T main.T }]");
    let mut lowering = lowering(source);
    let f = lowering.named("main.h").expect("main.h");
    let Body::Blocks(blocks) = &lowering.function(f).body else { panic!("no code") };
    let call = blocks.iter().flat_map(|block| &block.insts).find_map(|(_, inst)| match inst {
        Inst::Call { callee: Callee::Static(id), .. } => Some(*id),
        _ => None,
    });
    let text = Dump(&lowering.function(call.expect("a call of g"))).to_string();
    assert!(text.starts_with("func main.g[...]("), "{text}");
}

#[test]
fn pure_functions_are_put_in_place_of_calls() {
    check(
        "func half(a, b int) float64 { return 1 / float64((a+b)/2) }; func f(x int) float64 { return half(x, 1) + 2 }",
        "b0:
         --
         l3 = add i64 l0, 1
         l3 = div i64 l3, 2
         l4 = convert i64 f64 l3
         l2 = div f64 0x3ff0000000000000, l4
         l1 = add f64 l2, 0x4000000000000000
         return",
    );
}

// gc computes the calls of an expression first and reads variables afterwards.
#[test]
fn calls_come_before_reads() {
    check(
        "var g int; func h() int { g++; return g }; func f(p *int) int { return g + *p*h() }",
        "b0:
         --
         l2 = call f1()
         l3 = load i64 [g0+0]
         l4 = load i64 [l0+0]
         l4 = mul i64 l4, l2
         l1 = add i64 l3, l4
         return",
    );
}

#[test]
fn shared_variables_live_on_the_heap_only_if_they_change() {
    check(
        "func f() func() int { a, b := 1, 2; b++; return func() int { return a + b } }",
        "b0:
         --
         l1 = 1
         l2 = new i64
         store i64 [l2+0] = 2
         --
         l3 = load i64 [l2+0]
         l4 = add i64 l3, 1
         store i64 [l2+0] = l4
         --
         l0 = closure f1, l1, l2
         return",
    );
}

#[test]
fn a_swap_needs_no_copies() {
    check(
        "func f(s []int, i, j int) { s[i], s[j] = s[j], s[i] }",
        "b0:
         --
         l3 = element i64 l0[l2*8]+0
         l4 = element i64 l0[l1*8]+0
         element i64 l0[l1*8]+0 = l3
         element i64 l0[l2*8]+0 = l4
         return",
    );
}

#[test]
fn constant_tables_are_bytes() {
    check(
        "func f() [6]uint16 { return [6]uint16{1, 2, 3, 4: 9} }",
        "b0:
         --
         l0+0 = 12 bytes
         return",
    );
}

#[test]
fn many_integer_cases_are_one_jump() {
    check(
        "func f(x uint8) int { switch x { case 1, 2: return 10; case 3, 4, 250: return 20 }; return 0 }",
        "b0:
         --
         switch l0 1:b1 2:b1 3:b2 4:b2 250:b2 else b3
         b1:
         --
         l1 = 10
         return
         b2:
         --
         l1 = 20
         return
         b3:
         --
         l1 = 0
         return",
    );
}

#[test]
fn updates_look_into_a_map_once() {
    check(
        "func f(m map[string][]int, n map[int8]int8) { m[\"a\"] = append(m[\"a\"], 1); n[2]++ }",
        "b0:
         --
         l2 = \"a\"
         l3 = slot l0[l2]
         l4 = load agg1 [l3+0]
         l4 = append l4, 1
         store agg1 [l3+0] = l4
         --
         l3 = slot l1[2]
         l5 = load i8 [l3+0]
         l6 = add i8 l5, 1
         store i8 [l3+0] = l6
         return",
    );
}
