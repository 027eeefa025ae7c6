//! What the checker says of expressions, constants, calls, literals and statements. The comments are what the real gc says.

mod check;

use check::check;

#[test]
fn operators_and_constants_keep_to_their_types() {
    check(
        r##"package p

type P struct{ x, y int }

func (p P) val()  {}
func (p *P) ptr() {}

func two() (a, b int) { return 1, 2 }
func none()           {}

func operators(i int, f float64, s string, b bool, u uint8) {
	_ = i + f //~ invalid operation: i + f (mismatched types int and float64)
	_ = i + 1.5 //~ 1.5 (untyped float constant) truncated to int
	_ = s + 1 //~ invalid operation: s + 1 (mismatched types string and untyped int)
	_ = !i //~ invalid operation: operator ! not defined on i (variable of type int)
	_ = -s //~ invalid operation: operator - not defined on s (variable of type string)
	_ = ^f //~ invalid operation: operator ^ not defined on f (variable of type float64)
	_ = b && i //~ invalid operation: b && i (mismatched types bool and int)
	_ = s - s //~ invalid operation: operator - not defined on s (variable of type string)
	_ = f % f //~ invalid operation: operator % not defined on f (variable of type float64)
	_ = i / 0 //~ invalid operation: division by zero
	_ = f / 0
	_ = f / 0.0
	_ = i << 1.5 //~ 1.5 (untyped float constant) truncated to uint
	_ = i << -1 //~ invalid operation: negative shift count -1 (untyped int constant)
	_ = f << 1 //~ invalid operation: shifted operand f (variable of type float64) must be integer
	_ = 1.0 << i //~ invalid operation: shifted operand 1.0 (type float64) must be integer
	_ = 1.5 << i //~ invalid operation: shifted operand 1.5 (untyped float constant) must be integer
	var _ float64 = 1 << i //~ invalid operation: shifted operand 1 (type float64) must be integer
	_ = u + 256 //~ 256 (untyped int constant) overflows uint8
	_ = i == s //~ invalid operation: i == s (mismatched types int and string)
	_ = s < nil //~ invalid operation: s < nil (mismatched types string and untyped nil)
	_ = none == none //~ invalid operation: none == none (func can only be compared to nil)
	_ = P{} < P{} //~ invalid operation: P{} < P{} (operator < not defined on struct)
	_ = []int{} == []int{} //~ invalid operation: []int{} == []int{} (slice can only be compared to nil)
	_ = struct{ f func() }{} == struct{ f func() }{} //~ invalid operation: struct{f func()}{} == struct{f func()}{} (struct containing func() cannot be compared)
	_ = &i == &f //~ invalid operation: &i == &f (mismatched types *int and *float64)
	_ = &1 //~ invalid operation: cannot take address of 1 (untyped int constant)
	_ = *i //~ invalid operation: cannot indirect i (variable of type int)
	_ = <-i //~ invalid operation: cannot receive from non-channel int i (variable of type int)
	_ = ~i //~ cannot use ~ outside of interface or type constraint (use ^ for bitwise complement)
}

func constants() {
	const (
		big   = 1 << 600 //~ constant shift overflow
		small = uint8(1) - 2 //~ uint8(1) - 2 (constant -1 of type uint8) overflows uint8
		zero  = 1 / 0 //~ invalid operation: division by zero
		wide  = 1e1000000
		sum   = wide + 1
	)
	var _ int8 = 128 //~ cannot use 128 (untyped int constant) as int8 value in variable declaration (overflows)
	var _ uint = -1 //~ cannot use -1 (untyped int constant) as uint value in variable declaration (overflows)
	var _ int = 1e100 //~ cannot use 1e100 (untyped float constant 1e+100) as int value in variable declaration (truncated)
	var _ float32 = 1e39 //~ cannot use 1e39 (untyped float constant 1e+39) as float32 value in variable declaration (overflows)
	var _ int = 2.5 //~ cannot use 2.5 (untyped float constant) as int value in variable declaration (truncated)
	var _ rune = "a" //~ cannot use "a" (untyped string constant) as rune value in variable declaration
	_ = int8(300) //~ constant 300 overflows int8
	_ = int(2.5) //~ cannot convert 2.5 (untyped float constant) to type int
	_ = string(1 << 40)
	_ = float32(1e39) //~ cannot convert 1e39 (untyped float constant 1e+39) to type float32
	_ = complex(1, 2) + 3i == 1
	_ = uint8(255) + 1 //~ uint8(255) + 1 (constant 256 of type uint8) overflows uint8
	_ = -uint(1) //~ -uint(1) (constant -1 of type uint) overflows uint
	_ = "a" + 'b' //~ invalid operation: "a" + 'b' (mismatched types untyped string and untyped rune)
	_ = len("abc") - "a" //~ invalid operation: len("abc") - "a" (mismatched types int and untyped string)
	var _ string = 'a' + 1 //~ cannot use 'a' + 1 (untyped rune constant 98) as string value in variable declaration
	var _ string = 2.5 * 4 //~ cannot use 2.5 * 4 (untyped float constant 10) as string value in variable declaration
	var _ string = 1i * 1i //~ cannot use 1i * 1i (untyped complex constant (-1 + 0i)) as string value in variable declaration
}
"##,
    );
}

#[test]
fn calls_and_literals_fit_what_they_call_and_fill() {
    check(
        r##"package p

import "fmt"

type P struct{ x, y int }

func (p P) val()  {}
func (p *P) ptr() {}

func two() (a, b int)            { return 1, 2 }
func none()                      {}
func variadic(a int, b ...string) {}

func calls(i int, p *P, e error) {
	two(1)
	variadic()
	variadic(1, 2)
	variadic(1, []string{})
	variadic(1, []string{}...)
	two()... //~ syntax error: unexpected ... at end of statement
	i()
	none() + 1
	_ = none()
	_ = two()
	fmt.Missing()
	fmt.stringer
	p.z = 1
	p.val = nil
	P.ptr(*p)
	P{}.ptr()
	e.Foo()
	int()
	int(1, 2)
	int("a")
	len
	_ = len()
	_ = len(1)
	_ = cap(map[int]int{})
	_ = append(i)
	_ = append([]int{}, "a")
	_ = make(int)
	_ = make([]int, -1)
	_ = make([]int, 2, 1)
	_ = new(nil)
	copy(1, 2)
	delete(1, 2)
	close(1)
	clear(1)
	_ = min(1, "a")
	_ = real("a")
	panic()
	defer recover
	go int(1)
	defer len("a")
}

func literals() {
	_ = P{1}
	_ = P{1, 2, 3}
	_ = P{x: 1, 2}
	_ = P{z: 1}
	_ = P{x: 1, x: 2}
	_ = [2]int{1, 2, 3}
	_ = [...]int{1: 1, 1: 2}
	_ = []int{"a"}
	_ = map[string]int{"a": 1, "a": 2}
	_ = map[string]int{1}
	_ = int{}
	_ = []P{{1, 2}, {3}}
	_ = [3]int{}[3]
	_ = "abc"[3]
	_ = []int{}[-1]
	_ = []int{}["a"]
	_ = []int{1}[2:1]
	_ = "abc"[0:1:2]
	_ = [3]int{}[:]
	_ = 1[0]
}
"##,
    );
}

#[test]
fn statements_assign_and_go_through_what_they_can() {
    check(
        r##"package p

type P struct{ x int }

func two() (int, string) { return 1, 2 } //~ cannot use 2 (untyped int constant) as string value in return statement
func one() int           { return } //~ not enough return values
func named() (n int, err error) {
	if n := 1; n > 0 {
		return //~ result parameter n not in scope at return
	}
	return 1 //~ not enough return values
}
func none() { return 1 } //~ too many return values
func forever() int {
	for {
	}
}
func falls(i int) int {
	switch i {
	case 1:
		return 1
	}
} //~ missing return

func assignments() {
	var unused int //~ declared and not used: unused
	a := 1
	a, b := 1 //~ declared and not used: b ~ assignment mismatch: 2 variables but 1 value
	a := 2 //~ no new variables on left side of :=
	c, d := two() //~ declared and not used: c ~ declared and not used: d
	c, d, e := two() //~ declared and not used: e ~ assignment mismatch: 3 variables but two returns 2 values
	var f, g int = 1, 2, 3 //~ declared and not used: f ~ declared and not used: g ~ extra init expr 3
	h = 1 //~ undefined: h
	1 = a //~ cannot assign to 1 (neither addressable nor a map index expression)
	two() = 1, 2 //~ assignment mismatch: 1 variable but 2 values
	map[string]P{}["a"].x = 1 //~ cannot assign to struct field map[string]P{}["a"].x in map
	a += "a" //~ invalid operation: a += "a" (mismatched types int and untyped string)
	a++
	"a"++ //~ invalid operation: "a"++ (non-numeric type untyped string)
	a, 1 := 2, 3 //~ non-name 1 on left side of :=
	nil := nil //~ use of untyped nil in assignment
	_ = nil
	_ := 1 //~ no new variables on left side of :=
	var i = nil //~ declared and not used: i
	var j P = &P{} //~ declared and not used: j ~ cannot use &P{} (value of type *P) as P value in variable declaration
	const k = a //~ a (variable of type int) is not constant
}

func statements(i any, s []int, m map[string]int, c chan<- int, r <-chan int, n int) {
	if n { //~ non-boolean condition in if statement
	}
	for n { //~ non-boolean condition in for statement
	}
	for x := range n { //~ declared and not used: x
	}
	for x, y := range n { //~ declared and not used: x ~ range over n (variable of type int) permits only one iteration variable
	}
	for range c { //~ cannot range over c (variable of type chan<- int): receive from send-only channel chan<- int
	}
	for x, y := range r { //~ declared and not used: x ~ range over r (variable of type <-chan int) permits only one iteration variable
	}
	for k, v := range m {
		_, _ = k, v
	}
	for range 1.5 { //~ cannot range over 1.5 (untyped float constant)
	}
	for range func(func(int)) {} { //~ cannot range over func(func(int)) {} (value of type func(func(int))): func must be func(yield func(...) bool): yield func does not return bool
	}
	for k = range s { //~ undefined: k
	}
	switch n {
	case 1, 1: //~ duplicate case 1 (constant of type int) in expression switch
	case "a": //~ cannot convert "a" (untyped string constant) to type int
	case 2.5: //~ 2.5 (untyped float constant) truncated to int
	}
	switch s {
	case nil:
	}
	switch {
	case n: //~ invalid case n in switch on true (mismatched types int and bool)
	}
	switch x := i.(type) { //~ x declared and not used
	}
	switch x := i.(type) { //~ x declared and not used
	case int, int: //~ duplicate case int in type switch
	case nil, nil: //~ duplicate case nil in type switch
	case Missing: //~ undefined: Missing
	}
	switch n.(type) { //~ n (variable of type int) is not an interface
	}
	switch y := i.(type) {
	case int:
		y++
	case string:
		y++ //~ invalid operation: y++ (non-numeric type string)
	}
	select {
	case n: //~ select case must be send or receive (possibly with assignment)
	case c <- "a": //~ cannot use "a" (untyped string constant) as int value in send
	case x := <-r: //~ declared and not used: x
	case x, ok := <-r: //~ declared and not used: x ~ declared and not used: ok
	}
	c <- 1
	r <- 1 //~ invalid operation: cannot send to receive-only channel <-chan int r (variable of type <-chan int)
	<-c //~ invalid operation: cannot receive from send-only channel chan<- int c (variable of type chan<- int)
	n <- 1 //~ invalid operation: cannot send to non-channel int n (variable of type int)
	n //~ n (variable of type int) is not used
	n == 1 //~ n == 1 (untyped bool value) is not used
	func() {} //~ func() {} (value of type func()) is not used
	i.(int) //~ i.(int) (comma, ok expression of type int) is not used
	_ = n.(int) //~ invalid operation: n (variable of type int) is not an interface
	_ = i.(Missing) //~ undefined: Missing
}
"##,
    );
}
