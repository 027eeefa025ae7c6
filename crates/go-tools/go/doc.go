// Command doc prints documentation as `go doc` does. What prints is pkg.go of Go's own command, compiled into this program; here
// is what it needs of the rest of that command. Its first argument is the folder of Go's library.
package main

import (
	"errors"
	"flag"
	"fmt"
	"go/build"
	"go/token"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Flags, under the names that pkg.go knows.
var unexported, matchCase, showAll, showCmd, showEx, showSrc, short bool

// Loaded is what pkg.go asks of a package that has been found.
type Loaded = build.Package

// Dir and the two after it are for modules, whose paths are known here when a package is found.
type Dir struct{ importPath, dir string }

var usingModules bool

func codeRoots() []Dir { return nil }

func splitGopath() []string { return nil }

var goroot = os.Args[1]

func isExported(name string) bool { return unexported || token.IsExported(name) }

func main() {
	log.SetFlags(0)
	log.SetPrefix("doc: ")
	flag.Usage = usage
	flag.BoolVar(&unexported, "u", false, "show unexported symbols as well as exported")
	flag.BoolVar(&matchCase, "c", false, "symbol matching honors case (paths not affected)")
	flag.BoolVar(&showAll, "all", false, "show all documentation for package")
	flag.BoolVar(&showEx, "ex", false, "show executable examples for symbol or package")
	flag.BoolVar(&showCmd, "cmd", false, "show symbols with package docs even if package is a command")
	flag.BoolVar(&showSrc, "src", false, "show source code for symbol")
	flag.BoolVar(&short, "short", false, "one-line representation for each symbol")
	flag.CommandLine.Parse(os.Args[2:])
	if showAll && short {
		log.Fatal("cannot combine -all and -short")
	}
	if err := show(flag.Args()); err != nil {
		log.Fatal(err)
	}
}

func usage() {
	fmt.Fprint(os.Stderr, "Usage of [go] doc:\n\tgo doc\n\tgo doc <pkg>\n\tgo doc <sym>[.<methodOrField>]\n"+
		"\tgo doc [<pkg>.]<sym>[.<methodOrField>]\n\tgo doc [<pkg>.][<sym>.]<methodOrField>\n"+
		"\tgo doc <pkg> <sym>[.<methodOrField>]\n")
	os.Exit(2)
}

// A candidate is a package, the words by which it was named, and what is left of them: a symbol, perhaps with a method.
type candidate struct {
	pkg          *Loaded
	path, symbol string
}

// show prints the first candidate that has what is asked for.
func show(args []string) error {
	found, err := candidates(args)
	if err != nil {
		return err
	}
	var paths []string
	var symbol, method string
	for _, c := range found {
		if c.pkg.ImportPath == "builtin" {
			unexported = true
		}
		var more bool
		symbol, method, more = strings.Cut(c.symbol, ".")
		if more && strings.Contains(method, ".") {
			log.Print("too many periods in symbol specification")
			usage()
		}
		pkg := parsePackage(os.Stdout, c.pkg, c.path)
		ok, err := print(pkg, symbol, method)
		if ok || err != nil {
			return err
		}
		paths = append(paths, pkg.prettyPath())
	}
	in := "package "
	if len(paths) > 1 {
		in = "packages "
	}
	in += strings.Join(paths, ", ")
	if method == "" {
		return fmt.Errorf("no symbol %s in %s", symbol, in)
	}
	return fmt.Errorf("no method or field %s.%s in %s", symbol, method, in)
}

func print(pkg *Package, symbol, method string) (ok bool, err error) {
	defer func() {
		pkg.flush()
		switch problem := recover().(type) {
		case nil:
		case PackageError:
			err = problem
		default:
			panic(problem)
		}
	}()
	switch {
	case symbol == "":
		pkg.packageDoc()
		return true, nil
	case method == "":
		return pkg.symbolDoc(symbol), nil
	}
	return pkg.printMethodDoc(symbol, method) || pkg.printFieldDoc(symbol, method), nil
}

func candidates(args []string) ([]candidate, error) {
	switch len(args) {
	case 0:
		pkg, err := load(".")
		return []candidate{{pkg, "", ""}}, err
	case 1:
		return one(args[0])
	case 2:
		if pkg, err := load(args[0]); err == nil {
			return []candidate{{pkg, args[0], args[1]}}, nil
		}
		if found := search(args[0], args[1]); len(found) > 0 {
			return found, nil
		}
		return nil, fmt.Errorf("no such package: %s", args[0])
	}
	usage()
	return nil, nil
}

// one takes an argument apart into a package's path and a symbol, wherever a period allows it.
func one(arg string) ([]candidate, error) {
	pkg, missing := load(arg)
	if missing == nil {
		return []candidate{{pkg, arg, ""}}, nil
	}
	slash := strings.LastIndex(arg, "/")
	if slash < 0 && token.IsExported(arg) {
		if pkg, err := load("."); err == nil {
			return []candidate{{pkg, "", arg}}, nil
		}
	}
	for start := slash + 1; start < len(arg); {
		period, symbol := len(arg), ""
		if next := strings.Index(arg[start:], "."); next >= 0 {
			period = start + next
			symbol = arg[period+1:]
		}
		path := arg[:period]
		if pkg, err := load(path); err == nil {
			return []candidate{{pkg, path, symbol}}, nil
		}
		if found := search(path, symbol); len(found) > 0 {
			return found, nil
		}
		start = period + 1
	}
	if slash >= 0 {
		return nil, fmt.Errorf("no such package %s: %w", arg, missing)
	}
	pkg, err := load(".")
	return []candidate{{pkg, "", arg}}, err
}

// load finds a package by its import path or its folder.
func load(path string) (*Loaded, error) {
	dir, path, err := folder(path)
	if err != nil {
		return nil, err
	}
	pkg, err := build.ImportDir(dir, build.ImportComment)
	if err != nil && pkg.Name == "" {
		return nil, err
	}
	pkg.ImportPath = path
	return pkg, nil
}

func folder(path string) (dir, importPath string, err error) {
	here, _ := os.Getwd()
	root, module := moduleRoot(here)
	local := path == "." || path == ".." || strings.HasPrefix(path, "./") || strings.HasPrefix(path, "../")
	if local || filepath.IsAbs(path) {
		if local {
			path = filepath.Join(here, path)
		}
		for _, base := range []Dir{{"", filepath.Join(goroot, "src")}, {module, root}} {
			if base.dir == "" {
				continue
			}
			if inside, err := filepath.Rel(base.dir, path); err == nil && inside != ".." && !strings.HasPrefix(inside, "../") {
				return path, strings.Trim(base.importPath+"/"+strings.TrimPrefix(inside, "."), "/"), nil
			}
		}
		return path, ".", nil
	}
	if inside, ok := strings.CutPrefix(path, module); module != "" && ok && (inside == "" || inside[0] == '/') {
		return filepath.Join(root, inside), path, nil
	}
	dir = filepath.Join(goroot, "src", path)
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return "", "", fmt.Errorf("package %s is not in std (%s)", path, dir)
	}
	return dir, path, nil
}

// moduleRoot gives the folder of the module around a folder, and its path.
func moduleRoot(dir string) (root, path string) {
	for {
		text, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		if err == nil {
			for line := range strings.Lines(string(text)) {
				if words := strings.Fields(line); len(words) > 1 && words[0] == "module" {
					return dir, strings.Trim(words[1], "\"`")
				}
			}
			return dir, ""
		}
		if !errors.Is(err, os.ErrNotExist) || dir == filepath.Dir(dir) {
			return "", ""
		}
		dir = filepath.Dir(dir)
	}
}

// search finds the packages whose paths end in these words: the library's first, level by level, and internal ones last.
func search(words, symbol string) []candidate {
	if words == "" || token.IsExported(words) {
		return nil
	}
	here, _ := os.Getwd()
	root, module := moduleRoot(here)
	var found, internal []candidate
	for _, base := range []Dir{{"", filepath.Join(goroot, "src")}, {module, root}} {
		for level := []Dir{base}; len(level) > 0 && base.dir != ""; {
			var below []Dir
			for _, dir := range level {
				if dir.importPath == words || strings.HasSuffix(dir.importPath, "/"+words) {
					if pkg, err := build.ImportDir(dir.dir, build.ImportComment); err == nil || pkg.Name != "" {
						pkg.ImportPath = dir.importPath
						c := candidate{pkg, words, symbol}
						if slices.Contains(strings.Split(dir.importPath, "/"), "internal") {
							internal = append(internal, c)
						} else {
							found = append(found, c)
						}
					}
				}
				entries, _ := os.ReadDir(dir.dir)
				for _, entry := range entries {
					name := entry.Name()
					if entry.IsDir() && name[0] != '.' && name[0] != '_' && name != "testdata" && name != "vendor" {
						path := strings.Trim(dir.importPath+"/"+name, "/")
						below = append(below, Dir{path, filepath.Join(dir.dir, name)})
					}
				}
			}
			level = below
		}
	}
	return append(found, internal...)
}
