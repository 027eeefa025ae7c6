//! What the checker says of whole files: declarations, types, generics, imports. The comments are what the real gc says.

mod check;

use check::check;

#[test]
fn cycles_of_declarations_are_reported_once_with_their_way() {
    check(
        r##"package p

type A struct{ b B } //~ invalid recursive type A
type B struct{ a [2]A }

type L = L //~ invalid recursive type: L refers to itself

type G[T any] struct{ next G[[]T] } //~ invalid recursive type: G[[]T] refers to itself

var x = y //~ initialization cycle for x
var y = f()

func f() int { return x }

const c = c //~ initialization cycle: c refers to itself

type I interface{ J } //~ invalid recursive type I
type J interface{ I }

type Ok struct {
	p *Ok
	s []Ok
	m map[string]Ok
	f func(Ok) Ok
}

type T [len(v)]int //~ invalid recursive type T
var v T

type P1 P2 //~ invalid recursive type P1
type P2 P1"##,
    );
}

#[test]
fn methods_are_declared_found_and_missed() {
    check(
        r##"package p

type T struct{ f int }

func (T) m()  {}
func (T) m()  {} //~ method T.m already declared at t.go:5:10
func (T) f()  {} //~ field and method with the same name f
func (*T) p() {}
func (int) q() {} //~ cannot define new methods on non-local type int
func (*[]T) r() {} //~ invalid receiver type *[]T

type Ptr *T

func (Ptr) s() {} //~ invalid receiver type Ptr (pointer or interface type)

type E1 struct{ T }
type E2 struct{ *T }
type Both struct {
	E1
	E2
}

func use(b Both, e1 E1, e2 E2) {
	b.m() //~ ambiguous selector b.m
	e1.p()
	e2.p()
	E1{}.p() //~ cannot call pointer method p on E1
	_ = b.f //~ ambiguous selector b.f
	e1.nope() //~ e1.nope undefined (type E1 has no field or method nope)
	e1.M() //~ e1.M undefined (type E1 has no field or method M, but does have method m)
}

type M interface{ m() }
type MP interface{ p() }
type Mint interface{ m() int }

var _ M = T{}
var _ MP = T{} //~ cannot use T{} (value of struct type T) as MP value in variable declaration: T does not implement MP (method p has pointer receiver)
var _ MP = &T{}
var _ Mint = T{} //~ cannot use T{} (value of struct type T) as Mint value in variable declaration: T does not implement Mint (wrong type for method m)
var _ interface{ M() } = T{} //~ cannot use T{} (value of struct type T) as interface{M()} value in variable declaration: T does not implement interface{M()} (missing method M)
var pm *M
var _ M = pm //~ cannot use pm (variable of type *M) as M value in variable declaration: *M does not implement M (type *M is pointer to interface, not interface)"##,
    );
}

#[test]
fn values_are_assignable_or_it_is_said_why_not() {
    check(
        r##"package p

type S struct{ x int }
type Q struct{ x int }
type F func()
type CH chan int

var (
	s S = Q{} //~ cannot use Q{} (value of struct type Q) as S value in variable declaration
	s2 S = struct{ x int }{1}
	f F = func() {}
	f2 F = func(int) {} //~ cannot use func(int) {} (value of type func(int)) as F value in variable declaration
	c CH = make(chan int)
	c2 <-chan int = CH(nil)
	c3 CH = make(<-chan int) //~ cannot use make(<-chan int) (value of type <-chan int) as CH value in variable declaration
	e error = "x" //~ cannot use "x" (constant of type string) as error value in variable declaration: string does not implement error (missing method Error)
	i interface{ M() } = nil
	j int = i //~ cannot use i (variable of type interface{M()}) as int value in variable declaration
	k struct{ M func() } = i //~ cannot use i (variable of type interface{M()}) as struct{M func()} value in variable declaration
	b byte = 300 //~ cannot use 300 (untyped int constant) as byte value in variable declaration (overflows)
	n *int = nil
	st string = nil //~ cannot use nil as string value in variable declaration
	r rune = "a" //~ cannot use "a" (untyped string constant) as rune value in variable declaration
	u uint = -1 //~ cannot use -1 (untyped int constant) as uint value in variable declaration (overflows)
	p *S = S{} //~ cannot use S{} (value of struct type S) as *S value in variable declaration
	arr [3]int = [4]int{} //~ cannot use [4]int{} (value of type [4]int) as [3]int value in variable declaration
	sl []int = [3]int{} //~ cannot use [3]int{} (value of type [3]int) as []int value in variable declaration
	fn func(int) string = func(int) int { return 0 } //~ cannot use func(int) int {…} (value of type func(int) int) as func(int) string value in variable declaration
	m map[string]int = map[string]int8{} //~ cannot use map[string]int8{} (value of type map[string]int8) as map[string]int value in variable declaration
)"##,
    );
}

#[test]
fn constraints_are_checked_and_limit_what_can_be_done() {
    check(
        r##"package p

type C1 interface{ ~MyInt } //~ invalid use of ~ (underlying type of MyInt is int)
type MyInt int
type C2 interface{ int | ~int } //~ overlapping terms ~int and int
type C3 interface{ int | interface{ m() } } //~ cannot use interface{m()} in union (interface{m()} contains methods)
type C4 interface{ comparable | int } //~ cannot use comparable in union
type C5[T any] interface{ T | int } //~ term cannot be a type parameter
type C6 interface {
	m()
	m() //~ duplicate method m
}
type C7 interface{ fmtStringer; other } //~ duplicate method String
type fmtStringer interface{ String() string }
type other interface{ String() int }

func f[T int, U string](x T) U { return U(x) }
func g[T any](x T) { x.foo(); _ = x + x; _ = x == x } //~ x.foo undefined (type T has no field or method foo) ~ invalid operation: operator + not defined on x (variable of type T constrained by any) ~ invalid operation: x == x (incomparable types in type set)
func h[T []int | map[int]int](x T) { for i, v := range x { _, _ = i, v }; x[0] = 1 } //~ cannot range over x (variable of type T constrained by []int | map[int]int): []int and map[int]int have different underlying types ~ cannot index x (variable of type T constrained by []int | map[int]int)
func k[T []int | string](x T) { x[0] = 1; _ = len(x); _ = cap(x) } //~ cannot index x (variable of type T constrained by []int | string) ~ invalid argument: x (variable of type T constrained by []int | string) for built-in cap"##,
    );
}

#[test]
fn type_arguments_satisfy_their_constraints() {
    check(
        r##"package p

type Number interface{ ~int | ~float64 }

func Sum[T Number](xs ...T) (s T) {
	for _, x := range xs {
		s += x
	}
	return
}

type MyInt int

var (
	_ = Sum(1, 2.5)
	_ = Sum(MyInt(1))
	_ = Sum("a") //~ string does not satisfy Number (string missing in ~int | ~float64)
	_ = Sum[string] //~ string does not satisfy Number (string missing in ~int | ~float64)
	_ = Sum[int, int] //~ got 2 type arguments but want 1
	_ = Sum() //~ in call to Sum, cannot infer T (declared at t.go:5:10)
)

type Int interface{ int }

func OnlyInt[T Int](T) {}

type List[T any] struct{ head *T }

func (l List[E]) First() E { return *l.head }
func (l *List[A, B]) Two() {} //~ receiver declares 2 type parameters, but receiver base type declares 1

func Map[F, R any](f func(F) R, xs []F) []R { return nil }

func g() {
	OnlyInt(MyInt(1)) //~ MyInt does not satisfy Int (possibly missing ~ for int in Int)
	var l List //~ cannot use generic type List[T any] without instantiation
	var m List[int, string] //~ too many type arguments for type List: have 2, want 1
	var n List[int]
	var s string = n.First() //~ cannot use n.First() (value of type int) as string value in variable declaration
	_ = Map(func(i int) string { return "" }, []string{"a"}) //~ in call to Map, type []string of []string{…} does not match inferred type []int for []F
	var o []int = Map(func(i int) string { return "" }, []int{1}) //~ cannot use Map(func(i int) string {…}, []int{…}) (value of type []string) as []int value in variable declaration
	_, _, _, _ = l, m, s, o
	var c Number //~ cannot use type Number outside a type constraint: interface contains type constraints
	_ = c
	eq(n, n)
	eq(func() {}, nil) //~ func() does not satisfy comparable
	eq([]int{}, nil) //~ []int does not satisfy comparable
}

func eq[T comparable](a, b T) bool { return a == b }

func inf[T any]() { inf[*T]() }"##,
    );
}

#[test]
fn type_arguments_are_inferred() {
    check(
        r##"package p

func f[T any](x, y T)                 {}
func g[K comparable, V any](m map[K]V) {}
func h[S ~[]E, E any](s S) E          { return s[0] }
func k[T any](f func(T))              {}
func n[T any]() T                     { panic(0) }

type Set map[string]bool
type Stack[T any] struct{ items []T }

func (s *Stack[T]) Push(x T) {}

type Pair[A, B any] struct {
	First  A
	Second B
}

func MakePair[A, B any](a A, b B) Pair[A, B] { return Pair[A, B]{a, b} }

func use() {
	f(1, 2)
	f(1, 2.5)
	f(1, "a") //~ in call to f, mismatched types untyped int and untyped string (cannot infer T)
	f("a", 'x') //~ in call to f, mismatched types untyped string and untyped rune (cannot infer T)
	g(Set{})
	g(map[string][]int{})
	g([]int{}) //~ in call to g, type []int of []int{} does not match map[K]V (cannot infer K and V)
	var s string = h([]int{1}) //~ cannot use h([]int{…}) (value of type int) as string value in variable declaration
	k(func(int) {})
	k(func(string, int) {}) //~ in call to k, type func(string, int) of func(string, int) {} does not match func(T) (cannot infer T)
	n() //~ in call to n, cannot infer T (declared at t.go:7:8)
	_ = n[int]()
	var st Stack[int]
	st.Push("a") //~ cannot use "a" (untyped string constant) as int value in argument to st.Push
	var p Pair[string, int] = MakePair(1, "a") //~ cannot use MakePair(1, "a") (value of struct type Pair[int, string]) as Pair[string, int] value in variable declaration
	var q Pair[int] = p //~ not enough type arguments for type Pair: have 1, want 2 ~ cannot use p (variable of struct type Pair[string, int]) as Pair[int] value in variable declaration
	var fn func(int, int) = f
	var fm func(int, string) = f //~ inferred type func(x int, y int) for func(x T, y T) does not match type func(int, string) of fm
	_, _, _, _, _ = s, p, q, fn, fm
}"##,
    );
}

#[test]
fn instantiation_without_end_is_reported() {
    check(
        r##"package p

func f[T any]() { f[*T]() }

type T[P any] struct{ f *T[T[P]] }

func g[A, B any](a A) { h[B, []A](nil) } //~ instantiation cycle:
func h[A, B any](b B) { g[B, A](b) }"##,
    );
}

#[test]
fn declarations_keep_to_the_rules() {
    check(
        r##"package p

import "fmt"
import str "strings" //~ "strings" imported as str and not used
import "os"

var a, b = 1 //~ assignment mismatch: 2 variables but 1 value
var c, d int = 1, 2, 3 //~ extra init expr 3

const e //~ missing init expr for e

const (
	g    = iota
	h, i = iota, iota
	j //~ extra init expr at t.go:14:15
)

var a int //~ a redeclared in this block

type t struct {
	x int
	x string //~ x redeclared
}

func init() int { return 1 } //~ func init must have no arguments and no return values

var init = 1 //~ cannot declare init - must be func

func f(a int, a string) {} //~ a redeclared in this block
func r() (a int, a string) { return } //~ a redeclared in this block ~ result parameter a not in scope at return

type u [n]int //~ undefined array length n or missing type constraint
type w [a]int //~ invalid array length a
type z [-1]int //~ invalid array length -1 (untyped int constant)
type y [1.5]int //~ array length 1.5 (untyped float constant) must be integer

var m map[[]int]int //~ invalid map key type []int

type Emb struct {
	fmt.Stringer
	*fmt.Formatter //~ embedded field type cannot be a pointer to an interface
	os.File
}
type P *int
type Q struct{ P } //~ embedded field type cannot be a pointer

func (x undefined) m() {} //~ undefined: undefined

func _() {
	os.Nope() //~ undefined: os.Nope
	var str fmt.Stringer = nil //~ declared and not used: str
}"##,
    );
}

#[test]
fn imports_are_used_and_do_not_collide() {
    check(
        r##"package p

import (
	"fmt" //~ "fmt" imported and not used
	. "math" //~ "math" imported and not used
	m "sort"
	_ "os"
	"strings" //~ "strings" imported and not used
	"strings" //~ strings redeclared in this block ~ "strings" imported and not used
)

var strings = 1 //~ strings already declared through import of package strings ("strings")

func sort() { m.Ints(nil) }"##,
    );
}

#[test]
fn jumps_have_targets_and_functions_end() {
    check(
        r##"package p

func f(x int) {
L:
	for {
		break L
	}
M:
	x++
	goto N //~ goto N jumps over declaration of y at t.go:11:4
	y := 1
N:
	_ = y
	{
	O:
	}
	goto O //~ goto O jumps into block starting at t.go:14:2
	break //~ break is not in a loop, switch, or select
	continue //~ continue is not in a loop
	for {
		continue M //~ invalid continue label M
		break Q //~ break label not defined: Q
	}
	switch {
	case true:
		fallthrough
	case false:
		fallthrough //~ cannot fallthrough final case in switch
	}
L: //~ label L already defined at t.go:4:1
	goto M
}

func g(x any) int {
	switch x.(type) {
	case int:
		fallthrough //~ cannot fallthrough in type switch
	default:
	}
	for {
		if x == nil {
			break
		}
	}
} //~ missing return

func h() int {
	for {
	}
}

func i(x int) int {
	switch x {
	case 1:
		return 1
	default:
		panic(1)
	}
}

func j(x int) int {
	if x > 0 {
		return 1
	} else if x < 0 {
		return 2
	}
} //~ missing return"##,
    );
}
