package p

import (
	"errors"
	"fmt"
	"os"
)

type T struct {
	n int
	s fmt.Stringer
}

type S string

func (s S) String() string { return fmt.Sprintf("<%s>", s) }

type E struct{}

func (E) Error() string { return "" }

func f() {
	fmt.Printf("%d %s\n", "one", 2)
	fmt.Printf("é\t%z", 1)
	fmt.Printf("%d", 1, 2)
	fmt.Printf("%d %d", 1)
	fmt.Printf("%[3]d", 1)
	fmt.Printf("%-#t", true)
	fmt.Printf("%*d", "x", 1)
	fmt.Printf("no", 1)
	fmt.Printf("%", 1)
	fmt.Printf("%w", errors.New("x"))
	_ = fmt.Errorf("%w", 1)
	_ = fmt.Errorf("%w", &E{})
	fmt.Printf("%v", f)
	fmt.Printf("%s", T{})
	fmt.Printf("%d", &T{})
	fmt.Printf("%s %q", []byte("x"), 'x')
	fmt.Printf("%x", []string{"a"})
	fmt.Printf("%t", map[string]bool{})
	fmt.Printf("%s", nil)
	fmt.Printf("%d", 1+2.5)
	fmt.Println("%d", 1)
	fmt.Println("end\n")
	fmt.Println(os.Stderr, "x")
	fmt.Print("100%", f)
	s := "x"
	fmt.Printf(s)
	fmt.Fprintf(os.Stdout, "%d", s)
	fmt.Printf("%d", []any{1}...)
	fmt.Printf("%.2f %6.2f%% %v", 1.5, 2, s)
}

func g[P int | string](p P) { fmt.Printf("%d %v", p, p) }
