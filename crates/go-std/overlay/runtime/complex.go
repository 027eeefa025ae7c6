package runtime

import "unsafe"

// complex128div divides as C99's annex G does: what is infinite stays so, and 0/0 is NaN.
func complex128div(n, m complex128) complex128 {
	a, b := real(n), imag(n)
	c, d := real(m), imag(m)
	var e, f float64
	// The larger part of the divisor decides how to scale.
	if abs(c) >= abs(d) {
		ratio := d / c
		denom := c + ratio*d
		e = (a + b*ratio) / denom
		f = (b - a*ratio) / denom
	} else {
		ratio := c / d
		denom := d + ratio*c
		e = (a*ratio + b) / denom
		f = (b*ratio - a) / denom
	}
	if isNaN(e) && isNaN(f) {
		switch {
		case m == 0 && (!isNaN(a) || !isNaN(b)):
			e = copysign(inf, c) * a
			f = copysign(inf, c) * b
		case (isInf(a) || isInf(b)) && isFinite(c) && isFinite(d):
			a, b = boxed(a), boxed(b)
			e = inf * (a*c + b*d)
			f = inf * (b*c - a*d)
		case (isInf(c) || isInf(d)) && isFinite(a) && isFinite(b):
			c, d = boxed(c), boxed(d)
			e = 0 * (a*c + b*d)
			f = 0 * (b*c - a*d)
		}
	}
	return complex(e, f)
}

var inf = 1 / zero
var zero float64

func abs(x float64) float64 {
	if x < 0 {
		return -x
	}
	return x
}

func isNaN(x float64) bool    { return x != x }
func isInf(x float64) bool    { return x == inf || x == -inf }
func isFinite(x float64) bool { return x-x == 0 }

func copysign(x, sign float64) float64 {
	const top = 1 << 63
	bits := *(*uint64)(unsafe.Pointer(&x))&^top | *(*uint64)(unsafe.Pointer(&sign))&top
	return *(*float64)(unsafe.Pointer(&bits))
}

// boxed is 1 for what is infinite and 0 for the rest, with x's sign.
func boxed(x float64) float64 {
	if isInf(x) {
		return copysign(1, x)
	}
	return copysign(0, x)
}
