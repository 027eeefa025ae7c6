package embed

import (
	"internal/abi"
	"unsafe"
)

// set fills a variable with what its go:embed lines name: a string, a slice of bytes, or an FS. The names are in the order that
// an FS has them; those of folders end in a slash.
func set(variable any, names, data []string) {
	p := (*abi.EmptyInterface)(unsafe.Pointer(&variable))
	// The one file stands behind its folders.
	last := data[len(data)-1]
	switch p.Type.Elem().Kind() {
	case abi.String:
		*(*string)(p.Data) = last
	case abi.Slice:
		*(*[]byte)(p.Data) = []byte(last)
	default:
		files := make([]file, len(names))
		for i, name := range names {
			files[i] = file{name: name, data: data[i]}
		}
		(*FS)(p.Data).files = &files
	}
}
