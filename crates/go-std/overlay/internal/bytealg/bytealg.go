//burrow:omit compare_native.go count_generic.go equal_generic.go equal_native.go index_generic.go indexbyte_native.go lastindexbyte_generic.go

package bytealg

// The machine does all of this itself, whatever the lengths.

// MaxBruteForce and MaxLen say up to which lengths Index may be asked.
const MaxBruteForce = 1 << 62

var MaxLen = 1 << 62

// Cutover is never asked for, as Index fits all.
func Cutover(n int) int { return n }

func Compare(a, b []byte) int
func CompareString(a, b string) int
func Count(b []byte, c byte) int
func CountString(s string, c byte) int
func Equal(a, b []byte) bool
func Index(a, b []byte) int
func IndexString(a, b string) int
func IndexByte(b []byte, c byte) int
func IndexByteString(s string, c byte) int
func LastIndexByte(s []byte, c byte) int
func LastIndexByteString(s string, c byte) int
