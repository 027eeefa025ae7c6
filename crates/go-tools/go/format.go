// Command format answers requests: "f" or "s" (for a file, or also a fragment), a name, a zero byte and a source. The answer is "+"
// and what gofmt makes of the source, or "-" and a line for each error.
package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/printer"
	"go/scanner"
	"go/token"
	"io"
	"os"
	"strings"
)

func main() {
	var size [4]byte
	for {
		if _, err := io.ReadFull(os.Stdin, size[:]); err != nil {
			return
		}
		request := make([]byte, binary.LittleEndian.Uint32(size[:]))
		if _, err := io.ReadFull(os.Stdin, request); err != nil {
			return
		}
		name, source, _ := bytes.Cut(request[1:], []byte{0})
		os.Stdout.Write(answer(request[0] == 's', string(name), source))
	}
}

func answer(fragment bool, name string, source []byte) []byte {
	text, err := file(name, source)
	if err != nil && fragment && strings.Contains(err.Error(), "expected 'package'") {
		text, err = format.Source(source)
	}
	if err == nil {
		return append([]byte{'+'}, text...)
	}
	list, ok := err.(scanner.ErrorList)
	if !ok {
		list.Add(token.Position{}, err.Error())
	}
	lines := []byte{'-'}
	for _, one := range list {
		if one.Pos.Filename == "" {
			one.Pos.Filename = name
		}
		lines = fmt.Appendf(lines, "%s\x00%d\x00%d\x00%s\n", one.Pos.Filename, one.Pos.Line, one.Pos.Column, one.Msg)
	}
	return lines
}

// config is gofmt's: the last bit, which has no name outside of the printer, normalises the letters of numbers.
var config = printer.Config{Mode: printer.UseSpaces | printer.TabIndent | 1<<30, Tabwidth: 8}

func file(name string, source []byte) ([]byte, error) {
	set := token.NewFileSet()
	tree, err := parser.ParseFile(set, name, source, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	ast.SortImports(set, tree)
	var text bytes.Buffer
	err = config.Fprint(&text, set, tree)
	return text.Bytes(), err
}
