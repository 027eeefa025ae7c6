//! What is seen of a program at a step.

use burrow_go_trace::{Address, Content, Role, Variable};

use super::*;

fn states(source: &str) -> Vec<State> {
    walk(&mut debugger(source, Settings::default()), 2000)
}

fn variable<'a>(frame: &'a Frame, name: &str) -> &'a Variable {
    frame.variable(name).expect("a variable")
}

fn scalar(frame: &Frame, name: &str) -> String {
    match &variable(frame, name).value {
        Value::Scalar(text) => text.clone(),
        other => panic!("{name} is {other:?}"),
    }
}

fn names(frame: &Frame) -> Vec<&str> {
    frame.variables.iter().map(|variable| &*variable.name).collect()
}

/// What a string says.
fn said(value: &Value) -> &str {
    let Value::Text { text, cut: false, .. } = value else { panic!("{value:?}") };
    text
}

fn field(value: &Value, name: &str) -> Value {
    let Value::Struct { fields, .. } = value else { panic!("{value:?}") };
    fields.iter().find(|field| field.name == name).expect("a field").value.clone()
}

/// The object that a value leads to.
fn object<'a>(state: &'a State, value: &Value) -> &'a Object {
    state.object(value.target().expect("a place").object).expect("an object")
}

fn elements(state: &State, value: &Value) -> Vec<Value> {
    match &object(state, value).content {
        Content::Array { elements, .. } => elements.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn only_variables_with_a_value_are_shown() {
    let states = states(include_str!("closures.go"));
    let main = states.iter().find(|state| state.frame().unwrap().function == "main.main").unwrap();
    assert_eq!(names(main.frame().unwrap()), Vec::<&str>::new());
    let shadowing = at_line(&states, 17);
    let frame = shadowing.frame().unwrap();
    let shown: Vec<(&str, bool)> =
        frame.variables.iter().map(|found| (&*found.name, found.shadowed)).collect();
    assert_eq!(shown, [("next", false), ("x", true), ("x", false)]);
    assert_eq!(said(&variable(frame, "x").value), "inner");
    let behind = at_line(&states, 20).frame().unwrap();
    assert_eq!(scalar(behind, "x"), "1");
    assert_eq!(
        variable(behind, "p").value.target().map(|at| at.object),
        variable(behind, "x").address
    );
}

#[test]
fn a_closure_holds_what_it_captures() {
    let states = states(include_str!("closures.go"));
    let inside = at_line(&states, 6);
    let frame = inside.frame().unwrap();
    assert_eq!(frame.function, "main.counter.func1");
    assert_eq!((scalar(frame, "count"), scalar(frame, "step")), ("10".into(), "1".into()));
    assert_eq!(variable(frame, "count").role, Role::Captured);
    assert_eq!(variable(frame, "step").role, Role::Parameter);
    // It was made but never called when main was here: what it holds is known all the same.
    let made = at_line(&states, 13);
    let next = &variable(made.frame().unwrap(), "next").value;
    let Value::Func { name, .. } = next else { panic!("{next:?}") };
    assert_eq!(name, "main.counter.func1");
    let Content::Closure { captured, .. } = &object(made, next).content else { panic!() };
    assert_eq!((&*captured[0].name, &captured[0].value), ("count", &Value::Scalar("10".into())));
    // Each round's variable is its own.
    let summing = at_line(&states, 28);
    let functions = elements(summing, &variable(summing.frame().unwrap(), "functions").value);
    let held: Vec<Value> = functions[..3]
        .iter()
        .map(|function| match &object(summing, function).content {
            Content::Closure { captured, .. } => captured[0].value.clone(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(held, ["0", "1", "2"].map(|n| Value::Scalar(n.into())));
}

#[test]
fn deferred_calls_and_panics_are_shown() {
    let states = states(include_str!("panics.go"));
    let running = at_line(&states, 15);
    let frame = running.frame().unwrap();
    let defers: Vec<&str> = frame.defers.iter().map(|deferred| &*deferred.function).collect();
    assert_eq!(defers, ["main.note", "main.guard.func1"]);
    let [first, second] = &*frame.defers[0].arguments else { panic!() };
    assert_eq!((&*first.name, said(&first.value)), ("text", "leaving"));
    assert_eq!((&*second.name, &second.value), ("n", &Value::Scalar("7".into())));

    let panics: Vec<&State> =
        states.iter().filter(|state| matches!(state.stop, Stop::Panic(_))).collect();
    assert_eq!(panics.len(), 3);
    let lines: Vec<u32> = panics.iter().map(|state| state.place.as_ref().unwrap().line).collect();
    assert_eq!(lines, [26, 27, 29]);
    // The deferred calls run on top of what panicked.
    let position = states.iter().position(|state| state == panics[0]).unwrap();
    let goroutine = &states[position + 1].goroutines[0];
    assert_eq!(goroutine.panics.len(), 1);
    let functions: Vec<&str> = goroutine.frames.iter().map(|frame| &*frame.function).collect();
    assert_eq!(functions, ["main.note", "main.main.func2", "main.guard", "main.main"]);
    let recovered = states[position..].iter().find(|state| at(state) == 12).unwrap();
    assert!(matches!(variable(recovered.frame().unwrap(), "err").value, Value::Interface { .. }));
    assert!(recovered.goroutines[0].panics[0].recovered);

    let end = states.last().unwrap();
    assert_eq!(end.stop, Stop::End(2));
    assert_eq!(end.goroutines[0].frames[0].function, "main.main");
    assert_eq!(variable(&end.goroutines[0].frames[0], "f").value, Value::Nil);
}

fn at(state: &State) -> u32 {
    state.place.as_ref().map_or(0, |place| place.line)
}

fn goroutine(state: &State, id: u64) -> &Goroutine {
    state.goroutine(id).expect("a goroutine")
}

fn waits(goroutine: &Goroutine) -> (&str, &[u64]) {
    match &goroutine.status {
        Status::Waiting { reason, channels } => (reason, channels),
        other => panic!("{other:?}"),
    }
}

#[test]
fn channels_show_who_waits_and_what_is_in_them() {
    let states = states(include_str!("channels.go"));
    // Main waits for the first square.
    let sending = at_line(&states, 5);
    let (reason, channels) = waits(goroutine(sending, 1));
    assert_eq!(reason, "chan receive");
    let chan = sending.object(channels[0]).unwrap();
    let Content::Chan { cap: 0, receivers, senders, closed: false, .. } = &chan.content else {
        panic!("{chan:?}");
    };
    assert_eq!((receivers[0].goroutine, senders.len()), (1, 0));
    assert_eq!(goroutine(sending, 2).created.as_ref().unwrap().function, "main.main");
    // Before it had its first turn it was known what it would call.
    assert!(goroutine(sending, 2).begins.is_none());
    let started = states.iter().find(|state| state.goroutine(2).is_some()).unwrap();
    let begins = goroutine(started, 2).begins.as_ref().unwrap();
    let [out, n] = &*begins.arguments else { panic!("{begins:?}") };
    assert_eq!((&*begins.function, &*out.name, &*n.name), ("main.produce", "out", "n"));
    assert_eq!(n.value, Value::Scalar("3".into()));
    let literal = states.iter().find(|state| state.goroutine(3).is_some()).unwrap();
    assert_eq!(goroutine(literal, 3).begins.as_ref().unwrap().function, "main.main.func1");
    // The literal waits with its third name; two are in the buffer.
    let blocked = states
        .iter()
        .find(|state| {
            state.goroutines.iter().any(|goroutine| {
                matches!(&goroutine.status, Status::Waiting { reason, .. } if reason == "chan send")
                    && goroutine.id == 3
            })
        })
        .unwrap();
    let (_, channels) = waits(goroutine(blocked, 3));
    let Content::Chan { cap: 2, len: 2, buffer, senders, .. } =
        &blocked.object(channels[0]).unwrap().content
    else {
        panic!();
    };
    assert_eq!(buffer.iter().map(said).collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(senders[0].value.as_ref().map(said), Some("c"));
    // At the end all is asleep.
    let end = states.last().unwrap();
    assert_eq!(end.stop, Stop::End(2));
    assert_eq!(waits(goroutine(end, 1)).0, "chan receive");
    let closed = end.heap.iter().any(|object| {
        matches!(&object.content, Content::Chan { closed: true, elem, .. } if elem == "int")
    });
    assert!(closed);
}

#[test]
fn a_select_waits_for_all_its_channels() {
    let source = "package main
func main() {
	a, b := make(chan int), make(chan string)
	go func() {
		x := 1
		x++
		b <- \"b\"
	}()
	select {
	case <-a:
	case s := <-b:
		println(s)
	}
}
";
    let states = states(source);
    let waiting = at_line(&states, 6);
    let (reason, channels) = waits(goroutine(waiting, 1));
    assert_eq!((reason, channels.len()), ("select", 2));
    let elems: Vec<&str> =
        channels.iter().map(|&chan| &*waiting.object(chan).unwrap().typ).collect();
    assert_eq!(elems, ["chan int", "chan string"]);
    let received = at_line(&states, 12).frame().unwrap();
    assert_eq!(said(&variable(received, "s").value), "b");
}

#[test]
fn values_of_all_kinds_are_in_gos_notation() {
    let states = states(include_str!("data.go"));
    let last = at_line(&states, 56);
    let frame = last.frame().unwrap();
    let value = |name: &str| variable(frame, name).value.clone();
    let int = |n: &str| Value::Scalar(n.into());
    // A linked list.
    let head = field(&value("l"), "head");
    let Content::Value(first) = &object(last, &head).content else { panic!() };
    assert_eq!(field(first, "value"), int("2"));
    let Content::Value(second) = &object(last, &field(first, "next")).content else { panic!() };
    assert_eq!((field(second, "value"), field(second, "next")), (int("1"), Value::Nil));
    // An array, and slices that share one until one grows.
    let array = Value::Array { elements: ["1", "-2", "3", "-4"].map(int).to_vec(), more: 0 };
    assert_eq!(value("array"), array);
    let Value::Slice { array: a, len: 4, cap: 4 } = value("a") else { panic!() };
    let Value::Slice { array: b, len: 3, cap: 3 } = value("b") else { panic!() };
    assert_eq!(b, Address { object: a.object, offset: 16 });
    let shared = elements(last, &value("a"));
    let shared: Vec<&str> = shared.iter().map(said).collect();
    assert_eq!(shared, ["zero", "ONE", "two", "THREE"]);
    // A map, in order of making.
    let Content::Map { len: 2, entries } = &object(last, &value("ages")).content else { panic!() };
    assert_eq!((said(&entries[0].key), &entries[1].value), ("ada", &int("41")));
    assert_eq!(value("nothing"), Value::Nil);
    // A pointer into a struct that another pointer leads to.
    let (r, inner) = (value("r").target().unwrap(), value("inner").target().unwrap());
    assert_eq!(inner, Address { object: r.object, offset: 24 });
    let Content::Value(rect) = &object(last, &value("r")).content else { panic!() };
    assert_eq!(field(&field(rect, "max"), "y"), int("9"));
    assert_eq!(said(&field(rect, "name")), "r\\n\\\"世\\\"");
    // Interfaces.
    let Value::Interface { typ, value: held, size: 48, at: Some(_) } = value("s") else { panic!() };
    assert_eq!((&*typ, field(&field(&held, "max"), "y")), ("main.rect", int("4")));
    let Value::Interface { typ, value: held, size: 8, at: Some(_) } = value("any") else {
        panic!()
    };
    assert_eq!((&*typ, *held), ("float64", int("2.5")));
    assert_eq!((value("c"), value("f")), (int("(1-2i)"), int("0.1")));
    // Globals.
    let origin = &last.globals[0];
    assert_eq!((&*origin.name, &*origin.typ), ("main.origin", "main.point"));
    assert_eq!(field(&origin.value, "x"), int("5"));
}

/// The offsets and sizes are what gc's `unsafe.Offsetof` and `unsafe.Sizeof` say for 64 bits.
#[test]
fn values_lie_in_memory_as_gc_lays_them_out() {
    let source = "package main
type loose struct { sold bool; price float64; garden bool; rooms int32; name string }
func main() {
	house := loose{name: \"no. 7\"}
	var held any = house
	same := &house
	array := [3]int16{1, 2, 3}
	number := house.name[4:]
	println(held != nil, same.rooms, array[0], number)
}
";
    let states = states(source);
    let state = at_line(&states, 9);
    let frame = state.frame().unwrap();
    let sizes: Vec<u64> = frame.variables.iter().map(|variable| variable.size).collect();
    assert_eq!(sizes, [40, 16, 8, 6, 16]);
    let Value::Struct { fields, .. } = &variable(frame, "house").value else { panic!() };
    let places: Vec<(u64, u64)> = fields.iter().map(|field| (field.offset, field.size)).collect();
    assert_eq!(places, [(0, 1), (8, 8), (16, 1), (20, 4), (24, 16)]);
    assert_eq!(object(state, &variable(frame, "same").value).size, 40);
    let Value::Interface { size: 40, at: Some(_), .. } = variable(frame, "held").value else {
        panic!()
    };
    // A part of a string shares its bytes.
    let Value::Text { at: whole, .. } = fields[4].value else { panic!() };
    let Value::Text { at: part, .. } = variable(frame, "number").value else { panic!() };
    assert_eq!(part, whole + 4);
}

#[test]
fn generic_functions_show_their_instances() {
    let states = states(include_str!("generics.go"));
    let summing: Vec<&State> = states.iter().filter(|state| at(state) == 17).collect();
    let types: Vec<&str> =
        summing.iter().map(|state| &*variable(state.frame().unwrap(), "values").typ).collect();
    assert_eq!(types, ["[]int", "[]int", "[]int", "[]float64", "[]float64"]);
    let pushing = at_line(&states, 12).frame().unwrap();
    assert_eq!(pushing.function, "main.(*stack[...]).push");
    assert_eq!(variable(pushing, "item").typ, "main.pair[string,int]");
    let last = at_line(&states, 44).frame().unwrap();
    assert_eq!(scalar(last, "total"), "4");
}

#[test]
fn large_values_are_cut() {
    let source = "package main
type big struct { a, b [1000]int; s string; next *big }
func deep(n int, b *big) int {
	if n == 0 {
		return len(b.s)
	}
	local := [10]string{\"x\"}
	return deep(n-1, &big{next: b, s: local[0]}) + 1
}
func main() {
	var all []*big
	long := \"0123456789\"
	for range 8 {
		long += long
	}
	for range 500 {
		all = append(all, &big{s: long})
	}
	many := map[int][]string{}
	for i := range 1000 {
		many[i] = make([]string, 100)
	}
	wait := make(chan bool)
	for range 100 {
		go func() { <-wait }()
	}
	println(deep(1000, all[0]), len(many))
}
";
    let mut debugger = debugger(source, Settings::default());
    let line = |line| Line { file: "/main.go".into(), line };
    arrive(&mut debugger);
    for stop in [24, 27, 5] {
        let state = go(&mut debugger, Command::To(line(stop)));
        let bytes = postcard::to_allocvec(&state).unwrap().len();
        assert!(bytes < limits::STATE_BYTES, "{bytes} bytes at line {stop}");
        if stop == 5 {
            assert!(state.more_objects);
            let main = &state.goroutines[0];
            assert_eq!(main.frames.len() as u64 + main.more_frames, 1002);
            assert!(state.more_goroutines > 0);
        }
    }
}
