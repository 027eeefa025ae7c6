//! Values as they lie in memory: where each part begins, how many bytes it takes, what lies between, and what its words point to.
//! Offsets and sizes are the engine's own.

use std::collections::{BTreeMap, VecDeque};

use burrow_go_trace::{Address, Content, Frame, Object, State, Value, Variable};

use super::names::{Numbers, short};

/// Bytes of a row.
pub const ROW: u64 = 8;
/// Rows of a block that are drawn.
const ROWS: u64 = 12;
/// Blocks behind the variables.
const BLOCKS: usize = 12;

/// Bytes in a row that belong together: a variable, or what one points to.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    pub title: Title,
    pub typ: String,
    pub size: u64,
    /// Its name as an end of arrows.
    pub anchor: String,
    pub cells: Vec<Cell>,
    /// What is in it where it is not drawn to scale: the entries of a map, what a closure captures.
    pub lines: Vec<(String, String)>,
    /// Which slices see which of its elements.
    pub views: Vec<View>,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Title {
    Variable(String),
    /// One that is not declared yet.
    Missing(String),
    /// An object, by its number.
    Object(usize),
    /// The bytes of strings.
    Text,
    /// The copy of a value that an interface value points to.
    Copy(String),
}

/// A part of a block that is one number, word or gap.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Bytes from the block's start.
    pub offset: u64,
    pub size: u64,
    pub role: Role,
    /// Where it belongs: `House.Area`, `[2]`.
    pub name: String,
    pub typ: String,
    pub text: String,
    /// What its arrow leads to.
    pub to: Option<String>,
    /// Whether the last step changed it.
    pub is_changed: bool,
}

/// Eight bytes of a block, or fewer at its end.
#[derive(Debug, PartialEq)]
pub struct Row<'a> {
    /// Bytes from the block's start.
    pub offset: u64,
    pub pieces: Vec<Piece<'a>>,
}

/// What lies of a cell in a row.
#[derive(Debug, PartialEq)]
pub struct Piece<'a> {
    pub cell: &'a Cell,
    /// The byte of the row that it begins with.
    pub first: u64,
    pub columns: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Value,
    /// Belongs to nothing: what follows has to begin at a multiple of its own size.
    Padding,
    /// A word that says where something else lies.
    Pointer,
    Length,
    Capacity,
    /// An interface value's word for the type that it holds.
    Type,
}

/// What a slice sees of an array.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    pub name: String,
    pub first: u64,
    pub len: u64,
    pub cap: u64,
}

/// What lies in memory of the variables with these names, and what they lead to; what differs from the moment before is marked.
pub fn blocks(
    state: &State,
    before: Option<&State>,
    names: &[String],
    numbers: &Numbers,
) -> Vec<Block> {
    let mut blocks = plain(state, names, numbers);
    if let Some(before) = before {
        let before = plain(before, names, numbers);
        let then: BTreeMap<_, _> = before.iter().flat_map(texts).collect();
        for block in &mut blocks {
            let anchor = block.anchor.clone();
            for cell in &mut block.cells {
                let was = then.get(&(anchor.as_str(), cell.offset));
                cell.is_changed = cell.role != Role::Padding
                    && was.is_none_or(|was| *was != (cell.name.as_str(), cell.text.as_str()));
            }
        }
    }
    blocks
}

fn texts(block: &Block) -> impl Iterator<Item = ((&str, u64), (&str, &str))> {
    block.cells.iter().map(|cell| {
        ((block.anchor.as_str(), cell.offset), (cell.name.as_str(), cell.text.as_str()))
    })
}

fn plain(state: &State, names: &[String], numbers: &Numbers) -> Vec<Block> {
    let mut mapper = Mapper { state, numbers, names, blocks: Vec::new(), next: VecDeque::new() };
    for name in names {
        let block = match variable(state, name) {
            Some(variable) => mapper.variable(name, variable),
            None => Block {
                title: Title::Missing(name.clone()),
                typ: String::new(),
                size: 0,
                anchor: named(name),
                cells: Vec::new(),
                lines: Vec::new(),
                views: Vec::new(),
            },
        };
        mapper.blocks.push(block);
    }
    mapper.follow();
    mapper.blocks
}

/// The variable with this name of the newest call that has one, or of the package.
fn variable<'a>(state: &'a State, name: &str) -> Option<&'a Variable> {
    let frames = state.goroutines.iter().flat_map(|goroutine| &goroutine.frames);
    let local =
        frames.filter(|frame| !frame.library).find_map(|frame: &Frame| frame.variable(name));
    local.or_else(|| state.globals.iter().find(|global| short(&global.name) == name))
}

fn named(name: &str) -> String {
    format!("m{name}")
}

fn at(address: u64) -> String {
    format!("m{address}")
}

/// What a pointer leads to.
enum Target {
    Object(u64),
    /// The bytes of a string.
    Text {
        at: u64,
        text: String,
    },
    /// A value that belongs to the interface value with this name.
    Copy {
        at: u64,
        name: String,
        typ: String,
        size: u64,
        value: Value,
    },
}

impl Target {
    fn address(&self) -> u64 {
        match self {
            Self::Object(at) | Self::Text { at, .. } | Self::Copy { at, .. } => *at,
        }
    }
}

struct Mapper<'a> {
    state: &'a State,
    numbers: &'a Numbers,
    names: &'a [String],
    blocks: Vec<Block>,
    next: VecDeque<Target>,
}

impl Mapper<'_> {
    fn variable(&mut self, name: &str, variable: &Variable) -> Block {
        let mut cells = Vec::new();
        self.cells(&variable.value, &variable.typ, (0, variable.size), "", &mut cells);
        Block {
            title: Title::Variable(name.to_string()),
            typ: short(&variable.typ),
            size: variable.size,
            anchor: named(name),
            cells,
            lines: Vec::new(),
            views: Vec::new(),
        }
    }

    /// Adds what pointers lead to, until nothing new is found.
    fn follow(&mut self) {
        while let Some(target) = self.next.pop_front() {
            let anchor = at(target.address());
            if self.blocks.len() >= BLOCKS || self.blocks.iter().any(|block| block.anchor == anchor)
            {
                continue;
            }
            let block = match target {
                Target::Object(address) => match self.state.object(address) {
                    Some(object) => self.object(object),
                    None => continue,
                },
                Target::Text { at, text } => self.text(at, &text),
                Target::Copy { at: address, name, typ, size, value } => {
                    let mut cells = Vec::new();
                    self.cells(&value, &typ, (0, size), "", &mut cells);
                    let (title, typ, anchor) = (Title::Copy(name), short(&typ), at(address));
                    Block { title, typ, size, anchor, cells, lines: Vec::new(), views: Vec::new() }
                }
            };
            self.blocks.push(block);
        }
    }

    fn object(&mut self, object: &Object) -> Block {
        let mut cells = Vec::new();
        let mut lines = Vec::new();
        match &object.content {
            Content::Value(value) => {
                self.cells(value, &object.typ, (0, object.size), "", &mut cells)
            }
            Content::Array { elem, size, elements, .. } => {
                for (index, element) in (0..).zip(elements) {
                    self.cells(
                        element,
                        elem,
                        (index * size, *size),
                        &format!("[{index}]"),
                        &mut cells,
                    );
                }
            }
            Content::Map { entries, .. } => {
                lines.extend(
                    entries.iter().map(|entry| (self.line(&entry.key), self.line(&entry.value))),
                );
            }
            Content::Closure { captured, .. } => {
                lines.extend(captured.iter().map(|one| (one.name.clone(), self.line(&one.value))));
            }
            Content::Chan { buffer, .. } => {
                lines.extend(
                    buffer.iter().enumerate().map(|(at, one)| (at.to_string(), self.line(one))),
                );
            }
        }
        cells.retain(|cell| cell.offset < ROWS * ROW);
        Block {
            title: Title::Object(self.numbers.of(object.address).unwrap_or_default()),
            typ: short(&object.typ),
            size: object.size,
            anchor: at(object.address),
            cells,
            lines,
            views: self.views(object),
        }
    }

    /// The slices among the variables that lie in an array.
    fn views(&self, object: &Object) -> Vec<View> {
        let Content::Array { size, .. } = object.content else { return Vec::new() };
        let view = |name: &String| match variable(self.state, name)?.value {
            Value::Slice { array, len, cap } if array.object == object.address => {
                Some(View { name: name.clone(), first: array.offset.checked_div(size)?, len, cap })
            }
            _ => None,
        };
        self.names.iter().filter_map(view).collect()
    }

    /// A string's bytes, a cell for each character.
    fn text(&self, address: u64, text: &str) -> Block {
        let mut cells = Vec::new();
        let mut offset = 0;
        for (text, size) in characters(text) {
            let typ = "byte".to_string();
            cells.push(Cell { text, typ, ..Cell::new(Role::Value, offset, size, "") });
            offset += size;
        }
        let (title, anchor) = (Title::Text, at(address));
        let typ = "string".to_string();
        Block { title, typ, size: offset, anchor, cells, lines: Vec::new(), views: Vec::new() }
    }

    /// The cells of a value that begins at an offset and takes so many bytes.
    fn cells(
        &mut self,
        value: &Value,
        typ: &str,
        (offset, size): (u64, u64),
        name: &str,
        cells: &mut Vec<Cell>,
    ) {
        let cell = |role, at: u64, part: &str| Cell {
            typ: short(typ),
            ..Cell::new(role, offset + at, ROW, &joined(name, part))
        };
        match value {
            Value::Struct { fields, .. } => {
                let mut end = 0;
                for field in fields {
                    padding(offset + end, field.offset.saturating_sub(end), cells);
                    end = field.offset + field.size;
                    let at = (offset + field.offset, field.size);
                    self.cells(&field.value, &field.typ, at, &joined(name, &field.name), cells);
                }
                padding(offset + end, size.saturating_sub(end), cells);
            }
            Value::Array { elements, more } => {
                let each = size / (elements.len() as u64 + more).max(1);
                let typ = typ.split_once(']').map_or("", |(_, typ)| typ);
                for (index, element) in (0..).zip(elements) {
                    let at = (offset + index * each, each);
                    self.cells(element, typ, at, &format!("{name}[{index}]"), cells);
                }
            }
            Value::Text { text, len, at: bytes, cut } => {
                let mut pointer = cell(Role::Pointer, 0, "");
                if *len > 0 {
                    let shown: String = text.chars().take(12).collect();
                    let rest = if *cut || shown != *text { "…" } else { "" };
                    (pointer.text, pointer.to) = (format!("→ \"{shown}{rest}\""), Some(at(*bytes)));
                    self.next.push_back(Target::Text { at: *bytes, text: text.clone() });
                }
                cells.push(pointer);
                cells.push(Cell { text: len.to_string(), ..cell(Role::Length, ROW, "") });
            }
            Value::Slice { array, len, cap } => {
                cells.push(self.pointer(*array, cell(Role::Pointer, 0, "")));
                cells.push(Cell { text: len.to_string(), ..cell(Role::Length, ROW, "") });
                cells.push(Cell { text: cap.to_string(), ..cell(Role::Capacity, 2 * ROW, "") });
            }
            Value::Interface { typ, value, size, at: copy } => {
                cells.push(Cell { text: short(typ), ..cell(Role::Type, 0, "") });
                let mut data = cell(Role::Pointer, ROW, "");
                data.typ = short(typ);
                match copy {
                    Some(address) => {
                        (data.text, data.to) =
                            (format!("→ {}", self.line(value)), Some(at(*address)));
                        let (name, typ, value) = (self.of(name), typ.clone(), (**value).clone());
                        self.next.push_back(Target::Copy {
                            at: *address,
                            name,
                            typ,
                            size: *size,
                            value,
                        });
                    }
                    None => data = self.word(value, data),
                }
                cells.push(data);
            }
            Value::Nil if size == 3 * ROW => {
                cells.push(Cell { text: "nil".to_string(), ..cell(Role::Pointer, 0, "") });
                cells.push(Cell { text: "0".to_string(), ..cell(Role::Length, ROW, "") });
                cells.push(Cell { text: "0".to_string(), ..cell(Role::Capacity, 2 * ROW, "") });
            }
            Value::Nil if size == 2 * ROW => {
                cells.push(Cell { text: "nil".to_string(), ..cell(Role::Type, 0, "") });
                cells.push(Cell { text: "nil".to_string(), ..cell(Role::Pointer, ROW, "") });
            }
            Value::Scalar(text) => {
                cells.push(Cell { size, text: text.clone(), ..cell(Role::Value, 0, "") });
            }
            Value::Omitted => {
                cells.push(Cell { size, text: "…".to_string(), ..cell(Role::Value, 0, "") })
            }
            other => {
                let word = cell(Role::Pointer, 0, "");
                cells.push(self.word(other, word));
            }
        }
    }

    /// The name of the variable that a part belongs to, as far as it is known here.
    fn of(&self, name: &str) -> String {
        let place = self.names.get(self.blocks.len()).map_or("", String::as_str);
        joined(place, name)
    }

    /// A word that is a pointer, a map, a channel or a function.
    fn word(&mut self, value: &Value, cell: Cell) -> Cell {
        match value {
            Value::Pointer(to) | Value::Map(to) | Value::Chan(to) => self.pointer(*to, cell),
            Value::Func { name, closure } => {
                let text = short(name);
                match closure {
                    Some(to) => Cell { text, ..self.pointer(*to, cell) },
                    None => Cell { text, ..cell },
                }
            }
            other => Cell { text: self.line(other), ..cell },
        }
    }

    fn pointer(&mut self, to: Address, cell: Cell) -> Cell {
        let known = self.names.iter().find(|name| {
            variable(self.state, name).is_some_and(|variable| variable.address == Some(to.object))
        });
        if let Some(name) = known {
            return Cell { text: format!("→ {name}"), to: Some(named(name)), ..cell };
        }
        let Some(object) = self.state.object(to.object) else {
            return Cell { text: format!("→ 0x{:x}", to.object + to.offset), ..cell };
        };
        self.next.push_back(Target::Object(to.object));
        let number = self.numbers.of(to.object).unwrap_or_default();
        let (text, anchor) = match object.element(to).filter(|element| *element > 0) {
            Some(element) => {
                (format!("→ #{number}[{element}]"), format!("{}-{}", at(to.object), to.offset))
            }
            None => (format!("→ #{number}"), at(to.object)),
        };
        Cell { text, to: Some(anchor), ..cell }
    }

    /// A value in a few words.
    fn line(&self, value: &Value) -> String {
        match value {
            Value::Scalar(text) => text.clone(),
            Value::Text { text, .. } => format!("\"{text}\""),
            Value::Nil => "nil".to_string(),
            Value::Struct { fields, .. } => {
                let fields: Vec<_> = fields.iter().map(|field| self.line(&field.value)).collect();
                format!("{{{}}}", fields.join(", "))
            }
            Value::Interface { value, .. } => self.line(value),
            Value::Func { name, .. } => short(name),
            other => match other.target().and_then(|to| self.numbers.of(to.object)) {
                Some(number) => format!("#{number}"),
                None => "…".to_string(),
            },
        }
    }
}

impl Cell {
    fn new(role: Role, offset: u64, size: u64, name: &str) -> Self {
        let text = if role == Role::Pointer { "nil" } else { "" };
        Self {
            offset,
            size,
            role,
            name: name.to_string(),
            typ: String::new(),
            text: text.to_string(),
            to: None,
            is_changed: false,
        }
    }
}

impl Block {
    /// Bytes that belong to nothing.
    pub fn padding(&self) -> u64 {
        self.cells.iter().filter(|cell| cell.role == Role::Padding).map(|cell| cell.size).sum()
    }

    /// Bytes at its end that are not drawn.
    pub fn hidden(&self) -> u64 {
        let end = self.cells.last().map_or(0, |cell| cell.offset + cell.size);
        if self.cells.is_empty() { 0 } else { self.size.saturating_sub(end) }
    }

    pub fn rows(&self) -> Vec<Row<'_>> {
        let mut rows: Vec<Row<'_>> = Vec::new();
        for cell in &self.cells {
            let (mut from, end) = (cell.offset, cell.offset + cell.size);
            while from < end {
                let offset = from - from % ROW;
                let to = end.min(offset + ROW);
                if rows.last().is_none_or(|row| row.offset != offset) {
                    rows.push(Row { offset, pieces: Vec::new() });
                }
                if let Some(row) = rows.last_mut() {
                    row.pieces.push(Piece { cell, first: from - offset, columns: to - from });
                }
                from = to;
            }
        }
        rows
    }
}

fn padding(offset: u64, size: u64, cells: &mut Vec<Cell>) {
    if size > 0 {
        cells.push(Cell::new(Role::Padding, offset, size, ""));
    }
}

fn joined(name: &str, part: &str) -> String {
    match (name, part) {
        ("", part) => part.to_string(),
        (name, "") => name.to_string(),
        (name, part) => format!("{name}.{part}"),
    }
}

/// The characters of a text in Go's syntax, each with the bytes that it takes.
fn characters(text: &str) -> Vec<(String, u64)> {
    let mut characters = Vec::new();
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        if c != '\\' {
            characters.push((c.to_string(), c.len_utf8() as u64));
            continue;
        }
        let escaped = rest.next().unwrap_or('\\');
        let digits: String =
            if escaped == 'x' { rest.by_ref().take(2).collect() } else { String::new() };
        characters.push((format!("\\{escaped}{digits}"), 1));
    }
    characters
}

#[cfg(test)]
mod tests {
    use burrow_go_trace::{Field, Goroutine, Role as Declared, Status, Stop};

    use super::*;

    fn variable(name: &str, typ: &str, size: u64, value: Value) -> Variable {
        let (name, typ) = (name.to_string(), typ.to_string());
        Variable { name, typ, size, value, role: Declared::Local, shadowed: false, address: None }
    }

    fn state(variables: Vec<Variable>, heap: Vec<Object>) -> State {
        let frame = Frame {
            function: "main.main".to_string(),
            place: None,
            library: false,
            variables,
            more_variables: 0,
            defers: Vec::new(),
            more_defers: 0,
        };
        let goroutine = Goroutine {
            id: 1,
            status: Status::Running,
            created: None,
            begins: None,
            frames: vec![frame],
            more_frames: 0,
            panics: Vec::new(),
        };
        State {
            step: 0,
            stop: Stop::Step,
            place: None,
            goroutine: Some(1),
            goroutines: vec![goroutine],
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

    fn of(state: &State, names: &[&str]) -> Vec<Block> {
        let names: Vec<String> = names.iter().map(|name| name.to_string()).collect();
        let mut numbers = Numbers::default();
        numbers.note(state);
        blocks(state, None, &names, &numbers)
    }

    fn scalar(text: &str) -> Value {
        Value::Scalar(text.to_string())
    }

    /// The figure of the lesson on structs: what gc makes of it is 24 bytes, with 7 and 3 of padding.
    #[test]
    fn padding_is_what_no_field_has() {
        let field = |name: &str, offset, size| Field {
            name: name.to_string(),
            typ: String::new(),
            offset,
            size,
            value: scalar("1"),
        };
        let fields = vec![
            field("Sold", 0, 1),
            field("Price", 8, 8),
            field("Garden", 16, 1),
            field("Rooms", 20, 4),
        ];
        let loose = variable("loose", "main.Loose", 24, Value::Struct { fields, more: 0 });
        let blocks = of(&state(vec![loose], Vec::new()), &["loose", "later"]);
        assert_eq!((blocks[0].size, blocks[0].padding(), &*blocks[0].typ), (24, 10, "Loose"));
        let rows = blocks[0].rows();
        let spans: Vec<Vec<(String, u64, u64)>> = rows
            .iter()
            .map(|row| {
                let span =
                    |piece: &Piece<'_>| (piece.cell.name.clone(), piece.first, piece.columns);
                row.pieces.iter().map(span).collect()
            })
            .collect();
        let expected: [&[(&str, u64, u64)]; 3] = [
            &[("Sold", 0, 1), ("", 1, 7)],
            &[("Price", 0, 8)],
            &[("Garden", 0, 1), ("", 1, 3), ("Rooms", 4, 4)],
        ];
        let expected = expected.map(|row| {
            row.iter().map(|(name, first, n)| (name.to_string(), *first, *n)).collect::<Vec<_>>()
        });
        assert_eq!(spans, expected);
        assert_eq!(blocks[1].title, Title::Missing("later".to_string()));
    }

    #[test]
    fn two_slices_show_what_they_share() {
        let elements = ["1", "2", "3", "4"].map(scalar).to_vec();
        let content = Content::Array { elem: "int".to_string(), size: 8, len: 4, elements };
        let array = Object { address: 64, typ: "[4]int".to_string(), size: 32, content };
        let slice =
            |offset, len, cap| Value::Slice { array: Address { object: 64, offset }, len, cap };
        let variables = vec![
            variable("a", "[]int", 24, slice(0, 2, 4)),
            variable("b", "[]int", 24, slice(16, 1, 2)),
            variable("none", "[]int", 24, Value::Nil),
        ];
        let blocks = of(&state(variables, vec![array]), &["a", "b", "none"]);
        assert_eq!(blocks.len(), 4);
        let words = |at: usize| blocks[at].cells.iter().map(|cell| &*cell.text).collect::<Vec<_>>();
        assert_eq!(words(0), ["→ #1", "2", "4"]);
        assert_eq!(words(1), ["→ #1[2]", "1", "2"]);
        assert_eq!(words(2), ["nil", "0", "0"]);
        assert_eq!(blocks[1].cells[0].to.as_deref(), Some("m64-16"));
        let views: Vec<_> =
            blocks[3].views.iter().map(|view| (&*view.name, view.first, view.len)).collect();
        assert_eq!(views, [("a", 0, 2), ("b", 2, 1)]);
    }

    #[test]
    fn an_interface_value_is_two_words() {
        let text = Value::Text { text: "setosa".to_string(), len: 6, cut: false, at: 512 };
        let held = Value::Interface {
            typ: "main.Always".to_string(),
            value: Box::new(text),
            size: 16,
            at: Some(256),
        };
        let blocks =
            of(&state(vec![variable("c", "main.Classifier", 16, held)], Vec::new()), &["c"]);
        let titles: Vec<_> = blocks.iter().map(|block| block.title.clone()).collect();
        assert_eq!(
            titles,
            [Title::Variable("c".to_string()), Title::Copy("c".to_string()), Title::Text]
        );
        let words: Vec<_> = blocks[0].cells.iter().map(|cell| (cell.role, &*cell.text)).collect();
        assert_eq!(words, [(Role::Type, "Always"), (Role::Pointer, "→ \"setosa\"")]);
        assert_eq!(blocks[1].cells[0].to.as_deref(), Some("m512"));
        let nil =
            of(&state(vec![variable("c", "main.Classifier", 16, Value::Nil)], Vec::new()), &["c"]);
        assert_eq!(nil[0].cells.iter().map(|cell| &*cell.text).collect::<Vec<_>>(), ["nil", "nil"]);
        // A pointer that is nil inside of an interface value.
        let held = Value::Interface {
            typ: "*main.E".to_string(),
            value: Box::new(Value::Nil),
            size: 8,
            at: None,
        };
        let typed = of(&state(vec![variable("c", "error", 16, held)], Vec::new()), &["c"]);
        assert_eq!(
            typed[0].cells.iter().map(|cell| &*cell.text).collect::<Vec<_>>(),
            ["*E", "nil"]
        );
    }

    #[test]
    fn what_the_last_step_changed_is_marked() {
        let with = |text: &str| state(vec![variable("x", "int", 8, scalar(text))], Vec::new());
        let names = ["x".to_string()];
        let changed = |before: &State, now: &State| {
            blocks(now, Some(before), &names, &Numbers::default())[0].cells[0].is_changed
        };
        assert!(changed(&with("1"), &with("2")));
        assert!(!changed(&with("1"), &with("1")));
    }

    #[test]
    fn a_character_takes_the_bytes_that_it_takes() {
        let sizes: Vec<u64> = characters("aö世\\n\\xff").iter().map(|(_, size)| *size).collect();
        assert_eq!(sizes, [1, 2, 3, 1, 1]);
    }
}
