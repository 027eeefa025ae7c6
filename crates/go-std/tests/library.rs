//! The library with the overlay, from the GOROOT that the environment names; without one there is nothing to test.

use std::path::PathBuf;
use std::rc::Rc;
use std::time::{Duration, Instant};

use burrow_go_ir::Lowering;
use burrow_go_std::{Chain, Library, NoModule, Packs, pack};
use burrow_go_types::objects::{ObjectId, PackageId};
use burrow_go_types::{PackageSource, Program};
use burrow_go_vm::{Host, Input, Machine, Options, Status};

/// What learners' programs may import.
const PACKAGES: &str = "
    archive/tar archive/zip bufio bytes cmp compress/gzip container/heap container/list container/ring context
    crypto/aes crypto/cipher crypto/ecdsa crypto/ed25519 crypto/hmac crypto/md5 crypto/rand crypto/rsa crypto/sha1
    crypto/sha256 crypto/sha512 crypto/subtle embed encoding/base64 encoding/binary encoding/csv encoding/gob
    encoding/hex encoding/json encoding/xml errors flag fmt go/ast go/format go/parser go/token hash/adler32
    hash/crc32 hash/crc64 hash/fnv hash/maphash html/template image image/color image/png io io/fs iter log log/slog
    maps math math/big math/bits math/cmplx math/rand math/rand/v2 net/http net/url os os/exec os/signal path
    path/filepath plugin reflect regexp runtime runtime/debug runtime/metrics runtime/pprof runtime/trace slices sort
    strconv strings sync sync/atomic testing testing/quick text/tabwriter text/template time unicode unicode/utf16
    unicode/utf8 unique unsafe weak";

fn goroot() -> Option<PathBuf> {
    std::env::var_os("GOROOT").map(PathBuf::from).filter(|root| root.join("src/fmt").is_dir())
}

/// Checks all of a package, which otherwise is done only where something asks for it.
fn check_all(program: &mut Program, id: PackageId) {
    let scope = program.package(id).scope;
    let names: Vec<ObjectId> = program.scope(scope).names.values().copied().collect();
    for object in names {
        program.constant_of(object);
    }
    for function in [program.package(id).funcs.clone(), program.package(id).inits.clone()].concat()
    {
        program.object_type(function);
        program.check_body(function);
    }
    for decl in program.package(id).var_decls.clone() {
        program.check_var(&decl);
    }
}

#[test]
fn every_package_that_a_learner_may_import_has_no_error() {
    let Some(root) = goroot() else { return };
    let mut program = Program::new(Box::new(Chain::default().with(Library::new(root))));
    for path in PACKAGES.split_whitespace() {
        assert!(program.load(path, "").is_ok(), "{path}");
    }
    for id in program.import_order() {
        check_all(&mut program, id);
        let path = program.package(id).path;
        let messages: Vec<&str> =
            program.errors.iter().map(|error| error.message.as_str()).collect();
        assert!(messages.is_empty(), "{path}: {messages:?}");
    }
}

/// Keeps what a program writes, and knows when it began.
struct Recorder(Rc<std::cell::RefCell<Vec<u8>>>, Instant);

impl Host for Recorder {
    fn write(&mut self, _fd: u32, bytes: &[u8]) {
        self.0.borrow_mut().extend_from_slice(bytes);
    }

    fn read(&mut self, _buffer: &mut [u8]) -> Input {
        Input::End
    }

    fn wall_time(&mut self) -> i64 {
        0
    }

    fn monotonic_time(&mut self) -> i64 {
        1 + self.1.elapsed().as_nanos() as i64
    }

    fn random(&mut self, buffer: &mut [u8]) {
        buffer.fill(7);
    }

    fn args(&self) -> Vec<String> {
        vec!["main".into()]
    }

    fn env(&self) -> Vec<String> {
        Vec::new()
    }
}

fn run(packages: Chain, body: &str) -> String {
    let text: Rc<str> = format!("package main\n{body}").into();
    let mut program = Program::new(Box::new(packages));
    let files = vec![("main.go".into(), text)];
    let main = program.check(PackageSource { path: "main".into(), files, lazy: false });
    let problems: Vec<String> =
        program.diagnostics().into_iter().map(|problem| problem.message).collect();
    assert!(problems.is_empty(), "{problems:?}");
    let output = Rc::new(std::cell::RefCell::new(Vec::new()));
    let options = Options { seed: Some(1), ..Options::default() };
    let lowering = Box::new(Lowering::new(program, main));
    let mut machine =
        Machine::new(lowering, &options, Box::new(Recorder(output.clone(), Instant::now())));
    let status = loop {
        match machine.run(1 << 30) {
            Status::Sleeping(_) => std::thread::sleep(Duration::from_millis(1)),
            status => break status,
        }
    };
    let output = String::from_utf8_lossy(&output.borrow()).into_owned();
    assert!(matches!(status, Status::Exited(_)), "{status:?}: {output}");
    output
}

fn check(body: &str, expected: &str) {
    let Some(root) = goroot() else { return };
    let output = run(Chain::default().with(Library::new(root)).with(NoModule), body);
    assert_eq!(output, expected);
}

#[test]
fn files_are_kept_in_memory() {
    check(
        r#"import ("fmt"; "os")
func main() {
	fmt.Println(os.MkdirAll("a/b", 0o755), os.WriteFile("a/b/c", []byte("text"), 0o600))
	data, err := os.ReadFile("/a/b/c")
	fmt.Println(string(data), err)
	_, err = os.ReadFile("nothing")
	fmt.Println(err, os.IsNotExist(err))
	entries, _ := os.ReadDir("a")
	fmt.Println(entries[0], os.RemoveAll("a"))
}
"#,
        "<nil> <nil>\ntext <nil>\nopen nothing: no such file or directory true\nd b/ <nil>\n",
    );
}

#[test]
fn what_is_told_of_a_file_fills_its_struct_and_nothing_behind_it() {
    check(
        r#"import ("fmt"; "os"; "syscall"; "unsafe")
func main() {
	os.WriteFile("f", []byte("text"), 0o600)
	file, _ := os.Open("f")
	for _, ask := range []func(*syscall.Stat_t) error{
		func(st *syscall.Stat_t) error { return syscall.Stat("f", st) },
		func(st *syscall.Stat_t) error { return syscall.Fstat(int(file.Fd()), st) },
		func(st *syscall.Stat_t) error { return syscall.Fstat(1, st) },
	} {
		var three [3]syscall.Stat_t
		all := unsafe.Slice((*byte)(unsafe.Pointer(&three)), unsafe.Sizeof(three))
		for i := range all { all[i] = 0xaa }
		err := ask(&three[1])
		first, last := three[0] == three[2], three[2].Dev == three[2].Rdev
		fmt.Println(err, three[1].Size, three[1].Dev, first, last)
	}
}
"#,
        "<nil> 4 0 true true\n<nil> 4 0 true true\n<nil> 0 0 true true\n",
    );
}

#[test]
fn reflection_calls_and_makes_functions_and_types() {
    check(
        r#"import ("fmt"; "reflect")
type T struct{ n int }
func (t T) Add(x int, rest ...int) (int, string) { return t.n + x + len(rest), "sum" }
func main() {
	method := reflect.ValueOf(T{3}).MethodByName("Add")
	fmt.Println(method.Call([]reflect.Value{reflect.ValueOf(4), reflect.ValueOf(5)}))
	fmt.Println(method.Interface().(func(int, ...int) (int, string))(1, 2, 3))
	double := reflect.MakeFunc(reflect.TypeFor[func(float64) float64](), func(args []reflect.Value) []reflect.Value {
		return []reflect.Value{reflect.ValueOf(2 * args[0].Float())}
	})
	fmt.Println(double.Interface().(func(float64) float64)(1.5))
	made := reflect.MapOf(reflect.TypeFor[string](), reflect.SliceOf(reflect.TypeFor[T]()))
	fmt.Println(made, made == reflect.TypeFor[map[string][]T]())
}
"#,
        "[<int Value> sum]\n6 sum\n3\nmap[string][]main.T true\n",
    );
}

#[test]
fn time_in_a_bubble_jumps_ahead_when_everybody_waits() {
    check(
        r#"import ("fmt"; "testing"; "testing/synctest"; "time")
func main() {
	count := 0
	test := testing.InternalTest{Name: "T", F: func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			start := time.Now()
			go func() { time.Sleep(time.Hour); count++ }()
			synctest.Wait()
			fmt.Println(start.UTC().Round(0), count)
			time.Sleep(2 * time.Hour)
			fmt.Println(time.Since(start), count)
		})
	}}
	all := func(pat, str string) (bool, error) { return true, nil }
	testing.Main(all, []testing.InternalTest{test}, nil, nil)
}
"#,
        "2000-01-01 00:00:00 +0000 UTC 0\n2h0m0s 1\nPASS\n",
    );
}

#[test]
fn timers_that_nobody_waits_for_are_collected() {
    check(
        r#"import ("fmt"; "runtime"; "time")
func main() {
	called := make(chan bool)
	time.AfterFunc(0, func() { called <- true })
	for range 10000 {
		time.After(time.Hour)
		time.NewTicker(time.Hour)
	}
	kept := time.After(0)
	var stats runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&stats)
	_, open := <-kept
	fmt.Println(stats.HeapObjects < 5000, open, <-called)
}
"#,
        "true true true\n",
    );
}

#[test]
fn a_timer_that_is_set_anew_or_stopped_sends_nothing_old() {
    check(
        r#"import ("fmt"; "time")
func main() {
	old := 0
	look := func(c <-chan time.Time) {
		select {
		case <-c:
			old++
		case <-time.After(time.Millisecond):
		}
	}
	for range 10 {
		ticker := time.NewTicker(1)
		time.Sleep(time.Millisecond)
		ticker.Reset(time.Hour)
		look(ticker.C)
		ticker.Reset(1)
		time.Sleep(time.Millisecond)
		ticker.Stop()
		look(ticker.C)
	}
	fmt.Println(old)
}
"#,
        "0\n",
    );
}

#[test]
fn packs_hold_all_that_a_program_needs() {
    let Some(root) = goroot() else { return };
    let mut program = Program::new(Box::new(Chain::default().with(Library::new(root.clone()))));
    assert!(program.load("fmt", "").is_ok() && program.load("runtime", "").is_ok());
    let mut library = Library::new(root);
    let paths = program.import_order().into_iter().map(|id| program.package(id).path);
    let sources = paths.filter(|path| path.as_str() != "unsafe").filter_map(|path| {
        burrow_go_std::Packages::find(&mut library, path.as_str(), "").and_then(Result::ok)
    });
    let text = pack::write(&sources.collect::<Vec<_>>());
    let mut packs = Packs::default();
    assert_eq!(packs.add(&text), Ok(()));
    let output = run(
        Chain::default().with(packs).with(NoModule),
        "import \"fmt\"\nfunc main() { fmt.Printf(\"%v %T\\n\", []int{1}, 2.5) }\n",
    );
    assert_eq!(output, "[1] float64\n");
}

#[test]
fn the_larger_number_does_not_depend_on_what_lay_in_the_frame_before() {
    check(
        r#"func larger(x float64) float64 {
	if x > -1 && x < 127 {
		return max(x, 0)
	}
	return 99.5
}

func main() {
	t := complex64(complex(3e38, 2))
	for range 3 {
		t *= t/complex(1e10, 0.1) + t*t
		println(larger(1))
	}
}"#,
        "1\n1\n1\n",
    );
}
