//! What a checked program can be asked.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use burrow_go_syntax::Name;
use burrow_go_types::objects::{ObjectId, ObjectKind, PackageId};
use burrow_go_types::types::{Type, TypeId};
use burrow_go_types::{Importer, PackageSource, Program, Qualifier};

/// Packages by path; those whose path begins with `lib` are checked on demand. Notes what is asked for.
#[derive(Default)]
struct Packages {
    texts: HashMap<&'static str, &'static str>,
    asked: Rc<RefCell<Vec<String>>>,
}

impl Importer for Packages {
    fn package(&mut self, path: &str, _from: &str) -> Result<PackageSource, String> {
        self.asked.borrow_mut().push(path.to_owned());
        let text = *self.texts.get(path).ok_or(format!("package {path} is not in std"))?;
        Ok(PackageSource {
            path: path.into(),
            files: vec![(format!("{path}.go"), Rc::from(text))],
            lazy: path.starts_with("lib"),
        })
    }
}

fn checked(texts: &[(&'static str, &'static str)], main: &str) -> (Program, PackageId) {
    let packages = Packages { texts: texts.iter().copied().collect(), ..Packages::default() };
    let mut program = Program::new(Box::new(packages));
    let files = vec![("main.go".to_owned(), Rc::from(main))];
    let id = program.check(PackageSource { path: "main".into(), files, lazy: false });
    assert_eq!(program.diagnostics(), [], "unexpected messages");
    (program, id)
}

fn object(program: &Program, package: PackageId, name: &str) -> ObjectId {
    program.scope(program.package(package).scope).names[&Name::new(name)]
}

fn type_of(program: &mut Program, package: PackageId, name: &str) -> TypeId {
    let object = object(program, package, name);
    program.object_type(object)
}

#[track_caller]
fn check_init_order(source: &str, expected: &str) {
    let (mut program, main) = checked(&[], source);
    let order = program.init_order(main);
    let names: Vec<String> = order
        .iter()
        .map(|decl| {
            decl.vars
                .iter()
                .map(|&var| program.object(var).name.to_string())
                .collect::<Vec<_>>()
                .join(",")
        })
        .collect();
    assert_eq!(names.join(" "), expected);
}

#[test]
fn variables_are_initialised_when_what_they_refer_to_is() {
    check_init_order(
        "package main; var a = c + b; var b = f(); var c = 1; func f() int { return d }; var d = 3",
        "c d b a",
    );
    check_init_order(
        "package main; var a = d; var b = 1; var c = 2; var d = 3; var _ = b",
        "b c d a _",
    );
    check_init_order(
        "package main; var x, y = f(); func f() (int, int) { return z, z }; var z = 1; var w int",
        "z x,y",
    );
    check_init_order(
        "package main; type T int; func (T) m() int { return v }; var u = T.m(1); var v = 2",
        "v u",
    );
    check_init_order(
        "package main; var a = func() int { return b }(); var b = g(); func g() int { h(); return 1 }; func h() { g() }",
        "b a",
    );
}

#[test]
fn packages_come_behind_their_imports_and_by_path() {
    let texts = [
        ("lib/b", "package b; import _ \"lib/z\""),
        ("lib/a", "package a; import _ \"lib/b\""),
        ("lib/z", "package z"),
    ];
    let (program, _) = checked(&texts, "package main; import (_ \"lib/z\"; _ \"lib/a\")");
    let paths: Vec<&str> =
        program.import_order().iter().map(|&id| program.package(id).path.as_str()).collect();
    assert_eq!(paths, ["lib/z", "lib/b", "lib/a", "main"]);
}

#[test]
fn types_are_written_for_messages_and_as_the_run_time_does() {
    let source = "package main
        import \"lib/q\"
        type T struct { A, b int; q.E `json:\"x\"`; f func(x int, y ...byte) (r rune) }
        type G[K comparable, V any] map[K]V
        type I interface { M(any) error; m() }
        var t T
        var u struct { A int; q.E; b []byte `k:\"v\"` }
        var g G[q.E, []rune]
        var i interface { M(interface{}); m() }
        var c chan (<-chan int)
        var f func(a, b int, c ...string) (x int, err error)
        func h[P any]() { type L struct { p P } }";
    let (mut program, main) = checked(&[("lib/q", "package q; type E int")], source);
    let mut both = |name: &str| {
        let t = type_of(&mut program, main, name);
        let message = program.type_string(t, Qualifier::RelativeTo(main));
        (message, program.type_string(t, Qualifier::Name))
    };
    let pair = |message: &str, run_time: &str| (message.to_owned(), run_time.to_owned());
    assert_eq!(both("t"), pair("T", "main.T"));
    assert_eq!(
        both("u"),
        pair(
            "struct{A int; q.E; b []byte \"k:\\\"v\\\"\"}",
            "struct { A int; q.E; b []uint8 \"k:\\\"v\\\"\" }"
        )
    );
    assert_eq!(both("g"), pair("G[q.E, []rune]", "main.G[lib/q.E,[]int32]"));
    assert_eq!(
        both("i"),
        pair("interface{M(interface{}); m()}", "interface { M(interface {}); main.m() }")
    );
    assert_eq!(both("c"), pair("chan (<-chan int)", "chan (<-chan int)"));
    assert_eq!(
        both("f"),
        pair(
            "func(a int, b int, c ...string) (x int, err error)",
            "func(int, int, ...string) (int, error)"
        )
    );
}

#[test]
fn memory_is_laid_out_in_words_of_eight_bytes() {
    let source = "package main
        type S struct { a byte; b int64; c uint16; d complex64; e [3]byte; f string; g struct{} }
        var s S";
    let (mut program, main) = checked(&[], source);
    let t = type_of(&mut program, main, "s");
    let offsets: Vec<i64> = (0..7).map(|field| program.offset_of(t, field)).collect();
    assert_eq!(offsets, [0, 8, 16, 20, 28, 32, 48]);
    assert_eq!((program.size_of(t), program.align_of(t)), (56, 8));
}

#[test]
fn method_sets_hold_promoted_methods_but_no_ambiguous_ones() {
    let source = "package main
        type A struct{}
        func (A) M() {}
        func (*A) P() {}
        type B struct{ A; C }
        type C struct{}
        func (C) M() {}
        func (C) N() {}
        type D struct{ *B; x int }
        func (D) own() {}
        var (a A; b B; d D)";
    let (mut program, main) = checked(&[], source);
    let mut names = |name: &str| {
        let t = type_of(&mut program, main, name);
        let pointer = program.pointer_to(t);
        [t, pointer].map(|t| {
            let found = program.method_set(t);
            found
                .iter()
                .map(|found| program.object(found.object).name.to_string())
                .collect::<Vec<_>>()
                .join(" ")
        })
    };
    assert_eq!(names("a"), ["M", "M P"]);
    assert_eq!(names("b"), ["N", "N P"]);
    assert_eq!(names("d"), ["N P own", "N P own"]);
}

#[test]
fn lookups_give_the_way_through_embedded_fields() {
    let source = "package main
        type A struct{ n int; deep string }
        type B struct{ m int; *A }
        type C[T any] struct{ B; t T }
        func (c *C[T]) Get() T { return c.t }
        var c C[[]int]";
    let (mut program, main) = checked(&[], source);
    let c = type_of(&mut program, main, "c");
    let found = program.lookup(c, Some(main), Name::new("deep")).expect("there is a field deep");
    assert_eq!((found.path.as_slice(), found.indirect), (&[0, 1, 1][..], true));
    let found = program.lookup(c, Some(main), Name::new("Get")).expect("there is a method Get");
    let t = program.found_type(&found);
    assert_eq!(program.type_string(t, Qualifier::RelativeTo(main)), "func() []int");
    assert!(program.lookup(c, None, Name::new("deep")).is_none(), "other packages do not see it");
}

#[test]
fn equal_type_arguments_give_one_instance() {
    let source = "package main
        type L[T any] struct{ next *L[T]; v T }
        type Bytes = []byte
        var a L[[]uint8]; var b L[Bytes]; var c L[int]";
    let (mut program, main) = checked(&[], source);
    let [a, b, c] = ["a", "b", "c"].map(|name| type_of(&mut program, main, name));
    assert_eq!(a, b);
    assert!(!program.identical(a, c));
    let under = program.underlying(a);
    let Type::Struct(fields) = program.typ(under).clone() else { panic!("a struct") };
    let next = program.object_type(fields.fields[0]);
    let expected = program.pointer_to(a);
    assert!(program.identical(next, expected));
}

#[test]
fn types_declared_in_generic_functions_differ_by_instance() {
    let source = "package main
        func f[P any]() any { type L struct{ p P }; return L{} }";
    let (mut program, main) = checked(&[], source);
    let f = type_of(&mut program, main, "f");
    let Type::Signature(signature) = program.typ(f).clone() else { panic!("a function") };
    let local = (0..).map(TypeId).find(|&t| match program.typ(t) {
        Type::Named(named) => program.object(named.object).name.as_str() == "L",
        _ => false,
    });
    let local = local.expect("L is declared");
    let int = program.universe(burrow_go_types::types::Basic::Int);
    let string = program.universe(burrow_go_types::types::Basic::String);
    let [of_int, of_string, again] =
        [int, string, int].map(|t| program.substitute(local, &signature.tparams, &[t]));
    assert_eq!(of_int, again);
    assert!(!program.identical(of_int, of_string));
    let under = program.underlying(of_string);
    assert_eq!(program.type_string(under, Qualifier::Name), "struct { p string }");
    assert_eq!(program.type_string(of_string, Qualifier::Name), "main.L[string]");
}

#[test]
fn library_code_is_checked_when_it_is_asked_for() {
    let library = "package lib
        var Plain = []int{1, 2}
        var Typed int = compute()
        var Inferred = compute()
        func compute() int { return helper() }
        func helper() int { return Other }
        var Other = 7
        func Unused() { this is not even Go }";
    let (mut program, main) =
        checked(&[("lib", library)], "package main; import \"lib\"; var x = lib.Typed");
    let lib = program.package(main).imports[0];
    let compute = object(&program, lib, "compute");
    program.check_body(compute);
    program.check_body(compute);
    let decls = program.package(lib).var_decls.clone();
    program.check_var(&decls[1]);
    let order = program.init_order(lib);
    let names: Vec<&str> =
        order.iter().map(|decl| program.object(decl.vars[0]).name.as_str()).collect();
    assert_eq!(names, ["Plain", "Other", "Typed", "Inferred"]);
    assert_eq!(program.diagnostics(), []);
}

#[test]
fn linknames_are_found() {
    let source = "package main
import _ \"unsafe\"

//go:linkname nano runtime.nanotime
func nano() int64

//go:linkname pushed
func pushed() {}
";
    let (program, main) = checked(&[], source);
    let names: Vec<(&str, Option<String>)> = program
        .linknames(main)
        .into_iter()
        .map(|name| (name.local.as_str(), name.remote))
        .collect();
    assert_eq!(names, [("nano", Some("runtime.nanotime".to_owned())), ("pushed", None)]);
}

#[test]
fn a_changed_package_is_checked_again_with_the_library_as_it_is() {
    let packages = Packages {
        texts: HashMap::from([
            ("lib", "package lib; func F() int { return 1 }"),
            ("own", "package own; const C = 1"),
        ]),
        ..Packages::default()
    };
    let asked = packages.asked.clone();
    let mut program = Program::new(Box::new(packages));
    for (text, messages) in [
        ("package main; import (\"lib\"; \"own\"); var x string = lib.F() + own.C", 1),
        ("package main; import (\"lib\"; \"own\"); var x int = lib.F() + own.C", 0),
    ] {
        program.restart();
        let files = vec![("main.go".to_owned(), Rc::from(text))];
        program.check(PackageSource { path: "main".into(), files, lazy: false });
        assert_eq!(program.diagnostics().len(), messages);
    }
    assert_eq!(*asked.borrow(), ["lib", "own", "own"]);
    assert_eq!(program.import_order().len(), 3);
}

#[test]
fn cycles_of_imports_are_reported() {
    let packages = Packages {
        texts: HashMap::from([
            ("a", "package a; import _ \"b\""),
            ("b", "package b; import _ \"a\""),
        ]),
        ..Packages::default()
    };
    let mut program = Program::new(Box::new(packages));
    let files = vec![("main.go".to_owned(), Rc::from("package main; import _ \"a\""))];
    program.check(PackageSource { path: "main".into(), files, lazy: false });
    let messages: Vec<String> =
        program.diagnostics().into_iter().map(|diagnostic| diagnostic.message).collect();
    assert_eq!(messages, ["import cycle not allowed"]);
}

#[test]
fn constants_of_libraries_have_their_values() {
    let (mut program, main) = checked(
        &[("lib", "package lib; const ( A = iota + 1; B; C = A << 70 >> 69 )")],
        "package main; import \"lib\"; const D = lib.B * lib.C",
    );
    let d = object(&program, main, "D");
    assert_eq!(program.constant_of(d), burrow_go_types::constant::Constant::Int(4));
    assert!(matches!(program.object(d).kind, ObjectKind::Const(_)));
}

#[test]
fn only_the_errors_found_first_are_shown() {
    // gc finds what is wrong with the types before it looks into bodies.
    let mut source = "package main\nfunc f() {\n".to_owned();
    source.extend((0..9).map(|at| format!("\tu{at}()\n")));
    source.push_str("\tu9()\n\tu10()\n}\n\nvar v undefined\n");
    let mut program = Program::new(Box::new(Packages::default()));
    let files = vec![("main.go".to_owned(), Rc::from(source))];
    program.check(PackageSource { path: "main".into(), files, lazy: false });
    let (shown, more) = program.first_diagnostics(10);
    let lines = shown.iter().filter_map(|diagnostic| program.sources.place(diagnostic.span.start));
    assert_eq!(
        lines.map(|place| place.line).collect::<Vec<_>>(),
        [3, 4, 5, 6, 7, 8, 9, 10, 11, 16]
    );
    assert_eq!(more.map(|place| place.line), Some(11));
    assert_eq!(program.diagnostics().len(), 12);
}
