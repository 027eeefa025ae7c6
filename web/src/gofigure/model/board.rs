//! A whole moment of a program: the frames of its calls and the objects on its heap, in boxes.

use std::collections::BTreeMap;

use burrow_go_trace::{
    Content, Field, Frame, Goroutine, Object, Role, State, Stop, Value, Variable, Waiter,
};

use super::names::{Numbers, short};
use super::value::{Line, Reader, object_anchor, variable_anchor};

/// A moment in boxes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Board {
    /// The oldest call of a goroutine first: what is there stays where it is when others come and go.
    pub frames: Vec<FrameBox>,
    pub globals: Vec<Row>,
    pub objects: Vec<ObjectBox>,
    pub more_objects: bool,
}

/// A call under way.
#[derive(Clone, Debug, PartialEq)]
pub struct FrameBox {
    pub goroutine: u64,
    /// Its place among the goroutine's calls, from the oldest on.
    pub depth: usize,
    pub function: String,
    pub line: Option<u32>,
    /// Whether the program stands in it.
    pub is_current: bool,
    pub is_new: bool,
    pub rows: Vec<Row>,
    pub more: u64,
    pub is_library: bool,
}

/// An object on the heap.
#[derive(Clone, Debug, PartialEq)]
pub struct ObjectBox {
    pub address: u64,
    pub number: usize,
    pub typ: String,
    pub shape: Shape,
    pub is_new: bool,
    pub is_closure: bool,
    pub rows: Vec<Row>,
    pub more: u64,
}

/// How the parts of something stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// Below each other, each with its name.
    #[default]
    Rows,
    /// Beside each other, as the elements of an array.
    Cells,
}

/// A value with its name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Tells it from all others of a moment, and is the same in the next.
    pub key: String,
    pub name: String,
    pub typ: String,
    pub role: Option<Role>,
    pub is_shadowed: bool,
    /// Its name as an end of arrows.
    pub anchor: Option<String>,
    pub value: Line,
    /// The parts of a struct or an array, each a row; the value says them all in a line.
    pub parts: Vec<Row>,
    pub shape: Shape,
    /// Whether the last step changed it.
    pub is_changed: bool,
}

impl Board {
    /// `before` is the step before; what differs from there is marked.
    pub fn new(state: &State, before: Option<&State>, numbers: &Numbers, has_heap: bool) -> Self {
        let mut board = Self::plain(Reader { state, numbers, has_heap });
        if let Some(before) = before {
            board.mark(&Self::plain(Reader { state: before, numbers, has_heap }));
        }
        board
    }

    fn plain(reader: Reader<'_>) -> Self {
        let state = reader.state;
        // A program that has ended is in no call, though the engine remembers in which it panicked.
        let alive = state.goroutines.iter().filter(|_| !matches!(state.stop, Stop::End(_)));
        let frames = alive.flat_map(|goroutine| frames(goroutine, reader)).collect();
        let globals = state.globals.iter();
        // What a call has declared is drawn there as long as the call lasts.
        let elsewhere = state.heap.iter().filter(|it| reader.variable(it.address).is_none());
        let mut objects: Vec<_> = elsewhere.map(|it| object(it, reader)).collect();
        objects.sort_by_key(|object| object.number);
        Self {
            frames,
            globals: globals.map(|it| row_of_variable("global", it, reader)).collect(),
            objects,
            more_objects: state.more_objects,
        }
    }

    /// Every row, those inside others after them.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        let frames = self.frames.iter().flat_map(|frame| &frame.rows);
        let objects = self.objects.iter().flat_map(|object| &object.rows);
        frames.chain(&self.globals).chain(objects).flat_map(Row::with_parts)
    }

    fn mark(&mut self, before: &Self) {
        let then: BTreeMap<&str, &str> =
            before.rows().map(|row| (&*row.key, &*row.value.text)).collect();
        let frames: Vec<_> = before
            .frames
            .iter()
            .map(|frame| (frame.goroutine, frame.depth, &frame.function))
            .collect();
        for frame in &mut self.frames {
            frame.is_new = !frames.contains(&(frame.goroutine, frame.depth, &frame.function));
            frame.rows.iter_mut().for_each(|row| row.mark(&then));
        }
        self.globals.iter_mut().for_each(|row| row.mark(&then));
        for object in &mut self.objects {
            object.is_new = before.objects.iter().all(|other| other.address != object.address);
            object.rows.iter_mut().for_each(|row| row.mark(&then));
        }
    }
}

impl Row {
    /// This row, and those inside of it.
    pub fn with_parts(&self) -> Box<dyn Iterator<Item = &Self> + '_> {
        Box::new(std::iter::once(self).chain(self.parts.iter().flat_map(Self::with_parts)))
    }

    fn mark(&mut self, then: &BTreeMap<&str, &str>) {
        self.is_changed = then.get(&*self.key).is_none_or(|then| *then != self.value.text);
        self.parts.iter_mut().for_each(|part| part.mark(then));
    }
}

fn frames(goroutine: &Goroutine, reader: Reader<'_>) -> Vec<FrameBox> {
    let count = goroutine.frames.len();
    let oldest_first = goroutine.frames.iter().enumerate().rev();
    oldest_first
        .map(|(at, frame)| {
            let depth = count - 1 - at + goroutine.more_frames as usize;
            let is_current = at == 0 && reader.state.goroutine == Some(goroutine.id);
            frame_box(frame, (goroutine.id, depth), is_current, reader)
        })
        .collect()
}

fn frame_box(
    frame: &Frame,
    (goroutine, depth): (u64, usize),
    is_current: bool,
    reader: Reader<'_>,
) -> FrameBox {
    let place = format!("g{goroutine}.{depth}.{}", frame.function);
    let rows = frame.variables.iter().map(|it| row_of_variable(&place, it, reader)).collect();
    FrameBox {
        goroutine,
        depth,
        function: short(&frame.function),
        line: frame.place.as_ref().map(|place| place.line),
        is_current,
        is_new: false,
        rows,
        more: frame.more_variables,
        is_library: frame.library,
    }
}

fn row_of_variable(place: &str, variable: &Variable, reader: Reader<'_>) -> Row {
    let mut row = row(place, &short(&variable.name), &variable.value, reader);
    row.typ = short(&variable.typ);
    row.role = Some(variable.role);
    row.is_shadowed = variable.shadowed;
    if variable.shadowed {
        row.key.push('\'');
    }
    // A captured one is drawn where it is declared.
    if variable.role != Role::Captured {
        row.anchor = variable.address.map(variable_anchor);
    }
    row
}

fn row(place: &str, name: &str, value: &Value, reader: Reader<'_>) -> Row {
    let key = format!("{place}.{name}");
    let (parts, shape) = match value {
        Value::Struct { fields, .. } => (fields_of(&key, fields, reader), Shape::Rows),
        Value::Array { elements, .. } => (cells(&key, elements, reader), Shape::Cells),
        _ => (Vec::new(), Shape::Rows),
    };
    Row {
        key,
        name: name.to_string(),
        typ: String::new(),
        role: None,
        is_shadowed: false,
        anchor: None,
        value: reader.line(value),
        parts,
        shape,
        is_changed: false,
    }
}

fn fields_of(place: &str, fields: &[Field], reader: Reader<'_>) -> Vec<Row> {
    let field = |field: &Field| Row {
        typ: short(&field.typ),
        ..row(place, &field.name, &field.value, reader)
    };
    fields.iter().map(field).collect()
}

fn cells(place: &str, elements: &[Value], reader: Reader<'_>) -> Vec<Row> {
    let cell = |(at, element): (usize, &Value)| row(place, &at.to_string(), element, reader);
    elements.iter().enumerate().map(cell).collect()
}

fn object(object: &Object, reader: Reader<'_>) -> ObjectBox {
    let place = format!("o{}", object.address);
    let (rows, shape, more) = match &object.content {
        Content::Value(Value::Struct { fields, more }) => {
            (fields_of(&place, fields, reader), Shape::Rows, *more)
        }
        Content::Value(Value::Array { elements, more }) => {
            (cells(&place, elements, reader), Shape::Cells, *more)
        }
        Content::Value(value) => (vec![row(&place, "", value, reader)], Shape::Rows, 0),
        Content::Array { len, elements, .. } => {
            let mut cells = cells(&place, elements, reader);
            for (at, cell) in cells.iter_mut().enumerate() {
                cell.anchor = Some(object_anchor(object.address, Some(at as u64)));
            }
            (cells, Shape::Cells, len.saturating_sub(elements.len() as u64))
        }
        Content::Map { len, entries } => {
            let entry = |entry: &burrow_go_trace::Entry| {
                row(&place, &reader.key(entry), &entry.value, reader)
            };
            let rows = entries.iter().map(entry).collect();
            (rows, Shape::Rows, len.saturating_sub(entries.len() as u64))
        }
        Content::Chan { len, buffer, senders, receivers, closed, .. } => {
            let mut rows = cells(&place, buffer, reader);
            let more = len.saturating_sub(buffer.len() as u64);
            rows.extend(waiting(&place, "←", senders, reader));
            rows.extend(waiting(&place, "→", receivers, reader));
            if *closed {
                rows.push(row(&place, "closed", &Value::Scalar("true".to_string()), reader));
            }
            (rows, Shape::Rows, more)
        }
        Content::Closure { captured, .. } => {
            let rows = captured.iter().map(|it| Row {
                anchor: captured_anchor(it, reader),
                ..row_of_variable(&place, it, reader)
            });
            (rows.collect(), Shape::Rows, 0)
        }
    };
    let typ = match &object.content {
        Content::Closure { function, .. } => short(function),
        _ => short(&object.typ),
    };
    ObjectBox {
        address: object.address,
        number: reader.numbers.of(object.address).unwrap_or_default(),
        typ,
        shape,
        is_new: false,
        is_closure: matches!(object.content, Content::Closure { .. }),
        rows,
        more,
    }
}

/// What a closure shares is drawn in it, once the call that declared it is over.
fn captured_anchor(variable: &Variable, reader: Reader<'_>) -> Option<String> {
    let address = variable.address?;
    let frames = reader.state.goroutines.iter().flat_map(|goroutine| &goroutine.frames);
    let declared = frames.flat_map(|frame| &frame.variables);
    let is_elsewhere = declared
        .chain(&reader.state.globals)
        .any(|other| other.address == Some(address) && other.role != Role::Captured);
    (!is_elsewhere).then(|| variable_anchor(address))
}

fn waiting(place: &str, sign: &str, waiters: &[Waiter], reader: Reader<'_>) -> Vec<Row> {
    let one = |waiter: &Waiter| {
        let value = waiter.value.clone().unwrap_or(Value::Scalar(String::new()));
        row(place, &format!("{sign} goroutine {}", waiter.goroutine), &value, reader)
    };
    waiters.iter().map(one).collect()
}
