//! What is told of a program that is stepped through: where it stands and why, and what its values
//! are, each as one line. Knows no browser.

use burrow_go_trace::{
    Content, Goroutine, Object, Place, Role, State, Status, Stop, Value, Variable, Waiter,
};

use super::session::Moment;
use crate::model::format;
use crate::words::{Key, fill, text};

/// Elements, entries and fields that are shown in a line.
const IN_LINE: usize = 8;
/// How deep values are shown inside others.
const DEPTH: usize = 3;

/// Where the program halted and why, as a sentence or two.
pub fn told(moment: &Moment) -> String {
    let state = &*moment.0;
    let why = why(&state.stop);
    let Some(place) = &state.place else { return why };
    let function = newest(state).map_or("", |(_, function)| function);
    let at = fill(
        Key::GoStepAt,
        &[
            ("file", &place.file),
            ("line", &place.line.to_string()),
            ("function", function),
            ("goroutine", &state.goroutine.unwrap_or_default().to_string()),
        ],
    );
    if why.is_empty() { at } else { format!("{why} {at}") }
}

/// The goroutine that has its turn, and the function that it is in.
fn newest(state: &State) -> Option<(u64, &str)> {
    let goroutine = state.goroutine(state.goroutine?)?;
    Some((goroutine.id, &goroutine.frames.first()?.function))
}

pub fn why(stop: &Stop) -> String {
    match stop {
        Stop::Start => text(Key::GoStepStart).to_string(),
        Stop::Step => String::new(),
        Stop::Line => text(Key::GoStepLine).to_string(),
        Stop::Panic(value) => fill(Key::GoStepPanic, &[("value", value)]),
        Stop::Race => text(Key::GoStepRace).to_string(),
        Stop::Goroutine { id, status } => {
            let values = [("goroutine", id.to_string())];
            let key = match status {
                None => Key::GoStepGoroutineEnded,
                Some(Status::Waiting { .. }) => Key::GoStepGoroutineWaits,
                Some(_) => Key::GoStepGoroutineReady,
            };
            fill(key, &values.each_ref().map(|(name, value)| (*name, value.as_str())))
        }
        Stop::End(code) => fill(Key::GoStepEnd, &[("code", &code.to_string())]),
        Stop::Limit(why) => fill(Key::GoStepLimit, &[("why", why)]),
    }
}

/// What a goroutine does.
pub fn status(status: &Status) -> String {
    match status {
        Status::Running => text(Key::GoStepRunning).to_string(),
        Status::Runnable => text(Key::GoStepRunnable).to_string(),
        Status::Waiting { reason, .. } => fill(Key::GoStepWaiting, &[("reason", reason)]),
    }
}

/// How a goroutine is called, and who started it.
pub fn title(goroutine: &Goroutine) -> String {
    let id = goroutine.id.to_string();
    match &goroutine.created {
        None => fill(Key::GoStepGoroutine, &[("id", &id)]),
        Some(by) => {
            let creator = by.goroutine.to_string();
            fill(
                Key::GoStepGoroutineBy,
                &[("id", &id), ("creator", &creator), ("function", &by.function)],
            )
        }
    }
}

/// A place as gc names it, without the column.
pub fn place(place: &Place) -> String {
    format!("{}:{}", place.file, place.line)
}

/// What a variable is in its function; nothing for one like any other.
pub fn role(variable: &Variable) -> String {
    let role = match variable.role {
        Role::Parameter => text(Key::GoStepParameter),
        Role::Result => text(Key::GoStepResult),
        Role::Captured => text(Key::GoStepCaptured),
        Role::Local | Role::Global => "",
    };
    match (variable.shadowed, role) {
        (false, role) => role.to_string(),
        (true, "") => text(Key::GoStepShadowed).to_string(),
        (true, role) => format!("{role}, {}", text(Key::GoStepShadowed)),
    }
}

/// An address as Go prints it.
pub fn address(address: u64) -> String {
    format!("0x{address:x}")
}

/// How many more there are than are shown; nothing where there are none.
pub fn more(count: u64) -> Option<String> {
    (count > 0).then(|| fill(Key::GoStepMore, &[("n", &format::whole(count))]))
}

/// A value in one line, in Go's own way as far as there is one.
pub fn value(value: &Value, state: &State) -> String {
    shown(value, state, DEPTH)
}

fn shown(value: &Value, state: &State, depth: usize) -> String {
    let inner = |value: &Value| shown(value, state, depth.saturating_sub(1));
    match value {
        Value::Scalar(text) => text.clone(),
        Value::Text { text, len, cut, .. } if *cut => {
            format!("\"{text}…\" ({})", fill(Key::GoStepBytes, &[("n", &format::whole(*len))]))
        }
        Value::Text { text, .. } => format!("\"{text}\""),
        Value::Nil => "nil".to_string(),
        Value::Pointer(to) => match state.object(to.object).map(|object| &object.content) {
            Some(Content::Value(value)) if depth > 0 && to.offset == 0 => {
                format!("&{}", inner(value))
            }
            _ => format!("→ {}", address(to.object + to.offset)),
        },
        Value::Slice { array, len, cap } => {
            let elements = slice(state, *array, *len).filter(|_| depth > 0);
            let room = format!("len {len}, cap {cap}");
            match elements {
                Some(elements) => format!("{} {room}", list(elements, *len, inner)),
                None => format!("→ {} {room}", address(array.object + array.offset)),
            }
        }
        Value::Map(to) => match state.object(to.object).map(|object| &object.content) {
            Some(Content::Map { len, entries }) if depth > 0 => {
                let entry = |entry: &burrow_go_trace::Entry| {
                    format!("{}: {}", inner(&entry.key), inner(&entry.value))
                };
                format!("map{}", list(entries, *len, entry))
            }
            _ => format!("→ {}", address(to.object)),
        },
        Value::Chan(to) => format!("chan → {}", address(to.object)),
        Value::Func { name, .. } => name.clone(),
        Value::Interface { typ, value, .. } => format!("{typ}({})", inner(value)),
        Value::Struct { fields, more } => {
            let count = fields.len() as u64 + more;
            let field =
                |field: &burrow_go_trace::Field| format!("{}: {}", field.name, inner(&field.value));
            braces(&list(fields, count, field))
        }
        Value::Array { elements, more } => list(elements, elements.len() as u64 + more, inner),
        Value::Omitted => "…".to_string(),
    }
}

/// The elements of a slice, as far as they are shown.
fn slice(state: &State, array: burrow_go_trace::Address, len: u64) -> Option<&[Value]> {
    let object = state.object(array.object)?;
    let Content::Array { elements, .. } = &object.content else { return None };
    let first = usize::try_from(object.element(array)?).ok()?.min(elements.len());
    let end = first.saturating_add(usize::try_from(len).ok()?).min(elements.len());
    Some(&elements[first..end])
}

/// `[a, b, …]`: what there is of `count`.
fn list<T>(items: &[T], count: u64, show: impl Fn(&T) -> String) -> String {
    let mut shown: Vec<_> = items.iter().take(IN_LINE).map(show).collect();
    if (shown.len() as u64) < count {
        shown.push("…".to_string());
    }
    format!("[{}]", shown.join(", "))
}

fn braces(list: &str) -> String {
    format!("{{{}}}", list.trim_start_matches('[').strip_suffix(']').unwrap_or(list))
}

/// The object that a value leads to, if it is shown.
pub fn target(value: &Value, state: &State) -> Option<u64> {
    let target = value.target()?.object;
    state.object(target).map(|object| object.address)
}

/// What an object holds, each as a name and a line.
pub fn content(object: &Object, state: &State) -> Vec<(String, String)> {
    let one = |name: String, it: &Value| (name, value(it, state));
    match &object.content {
        Content::Value(Value::Struct { fields, more }) => {
            let fields = fields.iter().map(|field| one(field.name.clone(), &field.value));
            fields.chain(rest(*more)).collect()
        }
        Content::Value(it) => vec![one(String::new(), it)],
        Content::Array { len, elements, .. } => {
            let left = len.saturating_sub(elements.len() as u64);
            let elements = elements.iter().enumerate().map(|(at, it)| one(format!("[{at}]"), it));
            elements.chain(rest(left)).collect()
        }
        Content::Map { len, entries } => {
            let left = len.saturating_sub(entries.len() as u64);
            let entries = entries
                .iter()
                .map(|entry| one(format!("[{}]", value(&entry.key, state)), &entry.value));
            entries.chain(rest(left)).collect()
        }
        Content::Chan { cap, len, buffer, senders, receivers, closed, .. } => {
            let mut rows =
                vec![(text(Key::GoStepBuffer).to_string(), buffered(buffer, *len, *cap, state))];
            rows.extend(waiters(Key::GoStepSenders, senders, state));
            rows.extend(waiters(Key::GoStepReceivers, receivers, state));
            if *closed {
                rows.push((text(Key::GoStepClosed).to_string(), String::new()));
            }
            rows
        }
        Content::Closure { function, captured } => {
            let captured =
                captured.iter().map(|variable| one(variable.name.clone(), &variable.value));
            [(text(Key::GoStepFunction).to_string(), function.clone())]
                .into_iter()
                .chain(captured)
                .collect()
        }
    }
}

fn rest(left: u64) -> Option<(String, String)> {
    more(left).map(|more| ("…".to_string(), more))
}

fn buffered(buffer: &[Value], len: u64, cap: u64, state: &State) -> String {
    if cap == 0 {
        return text(Key::GoStepUnbuffered).to_string();
    }
    let room = fill(Key::GoStepRoom, &[("len", &len.to_string()), ("cap", &cap.to_string())]);
    format!("{} {room}", list(buffer, len, |it| value(it, state)))
}

/// Who waits for a channel; nothing where nobody does.
fn waiters(name: Key, waiters: &[Waiter], state: &State) -> Option<(String, String)> {
    if waiters.is_empty() {
        return None;
    }
    let told = waiters.iter().map(|waiter| {
        let id = waiter.goroutine.to_string();
        match &waiter.value {
            Some(it) => fill(Key::GoStepWaiterWith, &[("id", &id), ("value", &value(it, state))]),
            None => fill(Key::GoStepWaiter, &[("id", &id)]),
        }
    });
    Some((text(name).to_string(), told.collect::<Vec<_>>().join(", ")))
}

/// The variable in the same place of the moment before, if it was there.
fn earlier<'a>(
    before: &'a State,
    goroutine: u64,
    depth: usize,
    function: &str,
    at: usize,
    name: &str,
) -> Option<&'a Variable> {
    let frames = &before.goroutine(goroutine)?.frames;
    // Counted from the oldest call, which stays where it is when others come and go.
    let frame = frames.get(frames.len().checked_sub(depth)?)?;
    frame.variables.get(at).filter(|variable| frame.function == function && variable.name == name)
}

/// Whether a variable of a frame is new, or shows another value than in the moment before.
pub fn has_changed(
    (state, before): (&State, Option<&State>),
    goroutine: &Goroutine,
    frame: usize,
    at: usize,
) -> bool {
    let Some(before) = before else { return false };
    let (Some(depth), Some(now)) = (
        goroutine.frames.len().checked_sub(frame),
        goroutine.frames.get(frame).and_then(|frame| frame.variables.get(at)),
    ) else {
        return false;
    };
    let function = &goroutine.frames[frame].function;
    match earlier(before, goroutine.id, depth, function, at, &now.name) {
        Some(then) => value(&then.value, before) != value(&now.value, state),
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use burrow_go_trace::{Address, Creator, Entry, Field, Frame};

    use super::*;

    fn scalar(text: &str) -> Value {
        Value::Scalar(text.to_string())
    }

    fn field(name: &str, typ: &str, value: Value) -> Field {
        Field { name: name.to_string(), typ: typ.to_string(), offset: 0, size: 8, value }
    }

    fn to(object: u64) -> Address {
        Address { object, offset: 0 }
    }

    fn state(heap: Vec<Object>) -> State {
        State {
            step: 3,
            stop: Stop::Step,
            place: Some(Place { file: "main.go".to_string(), line: 7, column: 2 }),
            goroutine: Some(1),
            goroutines: Vec::new(),
            more_goroutines: 0,
            globals: Vec::new(),
            heap,
            more_objects: false,
            output: 0,
            time: 0,
            moments: Vec::new(),
            waits: Vec::new(),
            races: Vec::new(),
            deadlock: false,
        }
    }

    fn object(address: u64, content: Content) -> Object {
        Object { address, typ: String::new(), size: 0, content }
    }

    fn goroutine(value: &str) -> Goroutine {
        let variable = Variable {
            name: "x".to_string(),
            typ: "int".to_string(),
            size: 8,
            value: scalar(value),
            role: Role::Local,
            shadowed: false,
            address: None,
        };
        let frame = Frame {
            function: "main.main".to_string(),
            place: None,
            library: false,
            variables: vec![variable],
            more_variables: 0,
            defers: Vec::new(),
            more_defers: 0,
        };
        let created =
            Some(Creator { goroutine: 1, function: "main.main".to_string(), place: None });
        Goroutine {
            id: 1,
            status: Status::Running,
            created,
            begins: None,
            frames: vec![frame],
            more_frames: 0,
            panics: Vec::new(),
        }
    }

    #[test]
    fn values_are_written_as_go_writes_them() {
        let elements = ["1", "2", "3", "4"].map(scalar).to_vec();
        let entries = vec![Entry { key: scalar("1"), value: Value::Nil }];
        let fields = vec![field("x", "int", scalar("5"))];
        let node = Value::Struct { fields, more: 1 };
        let heap = vec![
            object(64, Content::Array { elem: "int".to_string(), size: 8, len: 4, elements }),
            object(128, Content::Map { len: 2, entries }),
            object(256, Content::Value(node.clone())),
        ];
        let state = state(heap);
        let shown = |it: &Value| value(it, &state);
        let part = Value::Slice { array: Address { object: 64, offset: 8 }, len: 2, cap: 3 };
        assert_eq!(shown(&part), "[2, 3] len 2, cap 3");
        assert_eq!(shown(&Value::Slice { array: to(99), len: 2, cap: 2 }), "→ 0x63 len 2, cap 2");
        assert_eq!(shown(&Value::Map(to(128))), "map[1: nil, …]");
        assert_eq!(shown(&node), "{x: 5, …}");
        assert_eq!(shown(&Value::Pointer(to(256))), "&{x: 5, …}");
        assert_eq!(target(&Value::Pointer(to(256)), &state), Some(256));
        assert_eq!(target(&Value::Pointer(to(99)), &state), None);
        let text = Value::Text { text: "a\\tb".to_string(), len: 3, cut: false, at: 64 };
        let boxed = Value::Interface {
            typ: "string".to_string(),
            value: Box::new(text),
            size: 16,
            at: Some(128),
        };
        assert_eq!(shown(&boxed), "string(\"a\\tb\")");
    }

    #[test]
    fn a_list_that_leads_to_itself_ends() {
        let next = field("next", "*node", Value::Pointer(to(64)));
        let ring = Value::Struct { fields: vec![next], more: 0 };
        let state = state(vec![object(64, Content::Value(ring))]);
        assert_eq!(value(&Value::Pointer(to(64)), &state), "&{next: &{next: → 0x40}}");
    }

    #[test]
    fn a_channel_says_who_waits() {
        let senders = vec![Waiter { goroutine: 4, value: Some(scalar("9")), select: false }];
        let (elem, buffer) = ("int".to_string(), vec![scalar("7")]);
        let channel = Content::Chan {
            elem,
            cap: 2,
            len: 1,
            buffer,
            senders,
            receivers: Vec::new(),
            closed: true,
        };
        let rows = content(&object(64, channel), &state(Vec::new()));
        assert_eq!(rows[0].1, "[7] 1 of 2");
        assert_eq!(rows[1].1, "goroutine 4 with 9");
        assert_eq!(rows.len(), 3);
    }

    #[test]
    fn what_changed_since_the_moment_before_is_told() {
        let (mut now, mut before) = (state(Vec::new()), state(Vec::new()));
        (now.goroutines, before.goroutines) = (vec![goroutine("2")], vec![goroutine("1")]);
        assert!(has_changed((&now, Some(&before)), &now.goroutines[0], 0, 0));
        assert!(!has_changed((&now, Some(&now)), &now.goroutines[0], 0, 0));
        assert!(!has_changed((&now, None), &now.goroutines[0], 0, 0));
        before.goroutines.clear();
        assert!(has_changed((&now, Some(&before)), &now.goroutines[0], 0, 0));
    }

    #[test]
    fn a_halt_is_told_with_its_place_and_reason() {
        let mut at = state(Vec::new());
        at.goroutines = vec![goroutine("1")];
        at.stop = Stop::Panic("boom".to_string());
        let told = told(&Moment(at.into()));
        assert_eq!(
            told,
            "A panic begins: boom. It stands at main.go, line 7, in main.main (goroutine 1)."
        );
    }
}
