package main

type number interface {
	~int8 | ~int16 | ~int32 | ~int64 | ~uint8 | ~uint16 | ~uint32 | ~uint64
}

func all[T number](a, b T, n uint) {
	print(a+b, " ", a-b, " ", a*b, " ", a&b, " ", a|b, " ", a^b, " ", a&^b, " ", a<<n, " ", a>>n, " ", -a, " ", ^a)
	if b != 0 {
		print(" ", a/b, " ", a%b)
	}
	println("", a == b, a != b, a < b, a <= b, a > b, a >= b)
	print(a+7, " ", a-7, " ", a*7, " ", a&12, " ", a|12, " ", a^12, " ", a/7, " ", a%7, " ", a<<3, " ", a>>3, " ")
	println(a == 7, a < 7, a > 7, a <= 7, 7 <= a)
}

func some[T number](values ...T) {
	for i, a := range values {
		all(a, values[(i+1)%len(values)], uint(i*9))
	}
}

type float interface{ ~float32 | ~float64 }

func floats[T float](values ...T) {
	for i, a := range values {
		b := values[(i+1)%len(values)]
		println(a+b, a-b, a*b, a/b, -a, a == b, a != b, a < b, a <= b, a > b, a >= b)
		println(int64(a), int32(a), int8(a), uint8(a/1000), float32(a), float64(a))
	}
}

func main() {
	some[int8](100, 27, -128, -1, 5)
	some[int16](30000, 12345, -32768, -1, 5)
	some[int32](2000000000, 123456789, -2147483648, -1, 5)
	some[int64](9000000000000000000, 123456789, -9223372036854775808, -1, 5)
	some[uint8](200, 27, 255, 1, 5)
	some[uint16](60000, 12345, 65535, 1, 5)
	some[uint32](4000000000, 123456789, 4294967295, 1, 5)
	some[uint64](18000000000000000000, 123456789, 18446744073709551615, 1, 5)
	floats[float32](1.5, -2.25, 100, 0.1)
	floats[float64](1.5, -2.25, 100, 0.1)
	var i8 int8 = -5
	println(int16(i8), uint16(i8), uint64(i8), uint8(i8), float32(i8))
	var u64 uint64 = 1 << 63
	println(int8(u64>>56), uint32(u64>>20), float64(u64), float32(u64), int64(u64))
	x := 3
	x += 4
	x *= x
	x <<= 2
	x %= 50
	x ^= 0x7fffffff
	println(x)
	c := complex(1, 2)
	c = c*c - complex(0.5, -1)
	println(c, real(c), imag(c), c == complex(-3.5, 5))
}
