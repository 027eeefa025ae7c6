package sysrand

import _ "unsafe" // go:linkname

//go:linkname runtime_rand runtime.rand
func runtime_rand() uint64

func getRandomValues(r []byte) {
	for len(r) > 0 {
		var word [8]byte
		bits := runtime_rand()
		for i := range word {
			word[i] = byte(bits >> (8 * i))
		}
		r = r[copy(r, word[:]):]
	}
}
