// Package told writes what variables hold, as told.rs writes it of a step's state.
package told

import (
	"fmt"
	"os"
	"reflect"
	"runtime"
	"sort"
	"strconv"
	"strings"
)

const (
	inList  = 8
	hops    = 3
	longest = 240
)

// Line writes the variables with these names, which lie at these places, as they are before a line of the program runs.
func Line(line int, names string, places ...any) {
	var text strings.Builder
	fmt.Fprintf(&text, "@%d", line)
	for i, name := range strings.Fields(names) {
		v := reflect.ValueOf(places[i]).Elem()
		fmt.Fprintf(&text, " | %s %s %d = %s", name, v.Type(), v.Type().Size(), value(v, hops))
	}
	fmt.Fprintf(&text, "%s\n", shared(strings.Fields(names), places))
	os.Stderr.WriteString(text.String())
}

// Which slices lie in one array, and how many bytes apart.
func shared(names []string, places []any) string {
	text := ""
	for i := range names {
		for j := range i {
			a, b := reflect.ValueOf(places[j]).Elem(), reflect.ValueOf(places[i]).Elem()
			if a.Kind() != reflect.Slice || b.Kind() != reflect.Slice {
				continue
			}
			from, to := a.Pointer(), b.Pointer()
			if from < to+uintptr(b.Cap())*b.Type().Elem().Size() && to < from+uintptr(a.Cap())*a.Type().Elem().Size() {
				text += fmt.Sprintf(" | %s~%s %d", names[j], names[i], int64(to)-int64(from))
			}
		}
	}
	return text
}

func value(v reflect.Value, left int) string {
	switch v.Kind() {
	case reflect.Bool:
		return strconv.FormatBool(v.Bool())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return strconv.FormatInt(v.Int(), 10)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return strconv.FormatUint(v.Uint(), 10)
	case reflect.Float32:
		return fmt.Sprint(float32(v.Float()))
	case reflect.Float64:
		return fmt.Sprint(v.Float())
	case reflect.Complex64:
		return fmt.Sprint(complex64(v.Complex()))
	case reflect.Complex128:
		return fmt.Sprint(v.Complex())
	case reflect.String:
		if v.Len() > longest {
			return fmt.Sprintf("text of %d", v.Len())
		}
		return strconv.Quote(v.String())
	case reflect.Struct:
		return structure(v, left)
	case reflect.Array:
		return list(v, left)
	}
	if v.Kind() != reflect.UnsafePointer && v.IsNil() {
		return "nil"
	}
	switch v.Kind() {
	case reflect.Interface:
		return fmt.Sprintf("%s(%s)", v.Elem().Type(), value(v.Elem(), left))
	case reflect.Func:
		return runtime.FuncForPC(v.Pointer()).Name()
	case reflect.Chan:
		return fmt.Sprintf("chan %d/%d", v.Len(), v.Cap())
	}
	if left == 0 {
		return "…"
	}
	switch v.Kind() {
	case reflect.Pointer:
		return "&" + value(v.Elem(), left-1)
	case reflect.Slice:
		return fmt.Sprintf("%s len %d cap %d", list(v, left-1), v.Len(), v.Cap())
	case reflect.Map:
		return entries(v, left-1)
	}
	return "?"
}

func structure(v reflect.Value, left int) string {
	t := v.Type()
	// What the library keeps in its structs is its own affair.
	if t.PkgPath() != "" && t.PkgPath() != "main" {
		return t.String()
	}
	var fields []string
	for i := range v.NumField() {
		f := t.Field(i)
		fields = append(fields, fmt.Sprintf("%s %s @%d+%d: %s", f.Name, f.Type, f.Offset, f.Type.Size(), value(v.Field(i), left)))
	}
	return "{" + strings.Join(fields, ", ") + "}"
}

func list(v reflect.Value, left int) string {
	var items []string
	for i := range min(v.Len(), inList) {
		items = append(items, value(v.Index(i), left))
	}
	if v.Len() > inList {
		items = append(items, "…")
	}
	return "[" + strings.Join(items, " ") + "]"
}

func entries(v reflect.Value, left int) string {
	var items []string
	for _, key := range v.MapKeys() {
		items = append(items, value(key, left)+": "+value(v.MapIndex(key), left))
	}
	sort.Strings(items)
	return "map[" + strings.Join(items, ", ") + "]"
}
