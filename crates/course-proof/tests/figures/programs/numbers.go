package main

import (
	"fmt"
	"math"
)

type weekday uint8

const (
	monday weekday = iota
	tuesday
	wednesday
)

const (
	kilo = 1 << (10 * (iota + 1))
	mega
)

func (d weekday) String() string { return "day" }

func main() {
	day := wednesday
	size := mega / kilo
	var small int8 = 127
	small++
	var u uint16
	u--
	bits := u &^ 0xff << 2
	shifted := int64(-17) >> 2
	rest := -17 % 5
	third := 1.0 / 3
	single := float32(third)
	big := 1e21
	tiny := 2.5e-7
	million := 1e6
	inf := math.Inf(-1)
	nan := math.NaN()
	zero := math.Copysign(0, -1)
	wave := complex(1.5, -2)
	half := complex64(wave) / 2
	letter := 'é'
	raw := `a\b`
	quoted := "tab\t, \"quote\" \\ \xff 世界\n"
	byteOf := quoted[3]
	rounded := int(math.Round(2.5))
	mask := ^uint32(0)
	huge := uint64(math.MaxUint64)
	flag := third > 0.33 && !(day == tuesday)
	fmt.Println(day, size, small, bits, shifted, rest, single, big, tiny, million, inf, nan, zero, half, letter, raw, byteOf, rounded, mask, huge, flag)
}
