package runtime

type Error interface {
	error
	RuntimeError()
}

type plain string

func (p plain) Error() string { return string(p) }
func (plain) RuntimeError()   {}

func itoa(n int) string {
	if n < 0 {
		return "-" + itoa(-n)
	}
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + string(rune('0'+n%10))
}

func panicIndex(x, y int) {
	panic(plain("runtime error: index out of range [" + itoa(x) + "] with length " + itoa(y)))
}
func panicIndexU(x uint, y int) { panicIndex(int(x), y) }
func panicSliceAlen(x, y int) {
	panic(plain("runtime error: slice bounds out of range [:" + itoa(x) + "] with length " + itoa(y)))
}
func panicSliceAcap(x, y int) {
	panic(plain("runtime error: slice bounds out of range [:" + itoa(x) + "] with capacity " + itoa(y)))
}
func panicSliceB(x, y int) {
	panic(plain("runtime error: slice bounds out of range [" + itoa(x) + ":" + itoa(y) + "]"))
}
func panicdivide()      { panic(plain("runtime error: integer divide by zero")) }
func panicshift()       { panic(plain("runtime error: negative shift amount")) }
func panicmem()         { panic(plain("runtime error: invalid memory address or nil pointer dereference")) }
func panicnil()         { panic(plain("panic called with nil argument")) }
func panicnilmap()      { panic(plain("assignment to entry in nil map")) }
func panicsendclosed()  { panic(plain("send on closed channel")) }
func panicclosednil()   { panic(plain("close of nil channel")) }
func panicclosedagain() { panic(plain("close of closed channel")) }

func panicdottypeE(have, want, iface *int) { panic(plain("interface conversion")) }
func panicnildottype(want *int)            { panic(plain("interface conversion: interface is nil")) }
func panicmissingmethod(have, want *int, name string) {
	panic(plain("interface conversion: missing method " + name))
}
func panicunhashable(t *int)    { panic(plain("runtime error: hash of unhashable type")) }
func panicuncomparable(t *int)  { panic(plain("runtime error: comparing uncomparable type")) }
func panicrangestate(state int) { panic(plain("runtime error: range function")) }
func panicwrap()                { panic(plain("value method called using nil pointer")) }

func preprintpanic(v any) any {
	switch v := v.(type) {
	case error:
		return v.Error()
	}
	return v
}

func printpanicval(v any) {
	switch v := v.(type) {
	case string:
		print(v)
	case int:
		print(v)
	default:
		print("?")
	}
}

func Goexit()
func Gosched()
func collect()

func GC() { collect() }
