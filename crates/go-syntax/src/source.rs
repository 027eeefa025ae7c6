//! Where things stand: every file of a program lies one behind the other in one numbering of bytes, so
//! that a position is a single small number (as `go/token.FileSet` does).

use std::fmt;
use std::rc::Rc;

/// A byte of the program. `Pos::NONE` stands for what has no place in any source.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Pos(pub u32);

impl Pos {
    /// No position.
    pub const NONE: Pos = Pos(0);

    /// Whether it stands in a file.
    pub fn is_some(self) -> bool {
        self.0 != 0
    }

    /// The position `bytes` further on.
    pub fn plus(self, bytes: usize) -> Pos {
        Pos(self.0 + bytes as u32)
    }
}

impl fmt::Debug for Pos {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "@{}", self.0)
    }
}

/// From a first byte to behind the last.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub struct Span {
    /// The first byte.
    pub start: Pos,
    /// Behind the last byte.
    pub end: Pos,
}

impl Span {
    /// From `start` to behind the last byte before `end`.
    pub fn new(start: Pos, end: Pos) -> Span {
        Span { start, end }
    }
}

/// A position as people read it: `name:line:column`, both counted from 1, the column in bytes as gc does.
#[derive(Clone, PartialEq, Eq, Debug, PartialOrd, Ord)]
pub struct Place {
    /// The file as it was given, or as a `//line` directive says.
    pub file: Rc<str>,
    /// Counted from 1.
    pub line: u32,
    /// In bytes, counted from 1; 0 where a `//line` directive leaves it unknown (gc shows none then).
    pub column: u32,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)?;
        if self.column > 0 { write!(f, ":{}", self.column) } else { Ok(()) }
    }
}

/// One file's text and where its lines begin.
pub struct SourceFile {
    /// The name that messages show.
    pub name: Rc<str>,
    /// The text. Bytes that are no UTF-8 have been reported and replaced.
    pub text: Rc<str>,
    /// The position of its first byte.
    pub base: Pos,
    /// Where bytes stood that were no UTF-8; a NUL stands there now.
    pub(crate) invalid: Vec<u32>,
    lines: Vec<u32>,
    directives: Vec<LineDirective>,
}

/// From `offset` on, lines count from `line` in `file` (a `//line` comment).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineDirective {
    /// The byte behind the directive's own line.
    pub offset: u32,
    /// The file that it names; the file before it when empty.
    pub file: Rc<str>,
    /// The number of the line at `offset`.
    pub line: u32,
    /// The column of `offset`; none if columns are unknown from there on.
    pub column: Option<u32>,
}

impl LineDirective {
    /// Reads what stands behind `//line `: `file:line` or `file:line:column`. Nothing if it is neither; an error with the
    /// place in `text` that it begins at, in gc's words, if the numbers are wrong.
    pub(crate) fn parse(text: &str, offset: u32) -> Result<Option<LineDirective>, (usize, String)> {
        let Some((rest, last)) = text.rsplit_once(':') else { return Ok(None) };
        let invalid =
            |what: &str, at: usize| (at, format!("invalid {what} number: {}", &text[at..]));
        let at = rest.len() + 1;
        let last = number(last).ok_or_else(|| invalid("line", at))?;
        let (file, line, column, line_at) = match rest.rsplit_once(':') {
            Some((file, line)) if number(line).is_some() => {
                if !(1..=LARGEST).contains(&last) {
                    return Err(invalid("column", at));
                }
                (file, number(line).unwrap_or(0), Some(last as u32), file.len() + 1)
            }
            _ => (rest, last, None, at),
        };
        if !(1..=LARGEST).contains(&line) {
            return Err((line_at, format!("invalid line number: {}", &text[line_at..])));
        }
        let file = if file.is_empty() { file.into() } else { clean(file).into() };
        Ok(Some(LineDirective { offset, file, line: line as u32, column }))
    }
}

/// The largest line or column that gc knows.
const LARGEST: u64 = 1 << 30;

fn number(text: &str) -> Option<u64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// The shortest path that means the same.
fn clean(path: &str) -> String {
    let rooted = path.starts_with('/');
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|&last| last != "..") => {
                parts.pop();
            }
            ".." if rooted => {}
            _ => parts.push(part),
        }
    }
    let joined = parts.join("/");
    match (rooted, joined.is_empty()) {
        (true, _) => format!("/{joined}"),
        (false, true) => ".".into(),
        (false, false) => joined,
    }
}

/// All files of a program.
#[derive(Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Adds a file and says at which position its first byte stands.
    pub fn add(&mut self, name: &str, text: impl Into<Rc<str>>) -> Pos {
        self.insert(name, text.into(), Vec::new())
    }

    /// Adds a file that may be no UTF-8: the parser then reports each byte that is not.
    pub fn add_bytes(&mut self, name: &str, bytes: &[u8]) -> Pos {
        let mut text = String::with_capacity(bytes.len());
        let mut invalid = Vec::new();
        for chunk in bytes.utf8_chunks() {
            text.push_str(chunk.valid());
            for _ in chunk.invalid() {
                invalid.push(text.len() as u32);
                text.push('\0');
            }
        }
        self.insert(name, text.into(), invalid)
    }

    fn insert(&mut self, name: &str, text: Rc<str>, invalid: Vec<u32>) -> Pos {
        let base = self.end();
        let ends = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
        let lines = std::iter::once(0).chain(ends.map(|(at, _)| at as u32 + 1)).collect();
        self.files.push(SourceFile {
            name: name.into(),
            text,
            base,
            invalid,
            lines,
            directives: Vec::new(),
        });
        base
    }

    /// Behind the last file: where the next one begins.
    pub fn end(&self) -> Pos {
        self.files.last().map_or(Pos(1), |file| file.base.plus(file.text.len() + 1))
    }

    /// Notes a `//line` directive of the file that `pos` stands in. Directives are noted in order.
    pub fn add_directive(&mut self, pos: Pos, mut directive: LineDirective) {
        let Some(index) = self.index(pos) else { return };
        let file = &mut self.files[index];
        if directive.file.is_empty() {
            directive.file =
                file.directives.last().map_or(file.name.clone(), |last| last.file.clone());
        } else if !directive.file.starts_with('/')
            && let Some((directory, _)) = file.name.rsplit_once('/')
        {
            directive.file = clean(&format!("{directory}/{}", directive.file)).into();
        }
        file.directives.push(directive);
    }

    /// The file that `pos` stands in.
    pub fn file(&self, pos: Pos) -> Option<&SourceFile> {
        self.index(pos).map(|index| &self.files[index])
    }

    /// The text of a span.
    pub fn text(&self, span: Span) -> &str {
        let Some(file) = self.file(span.start) else { return "" };
        let from = (span.start.0 - file.base.0) as usize;
        let to = (span.end.0 - file.base.0) as usize;
        file.text.get(from..to).unwrap_or("")
    }

    /// File, line and column of `pos`, as `//line` directives have it.
    pub fn place(&self, pos: Pos) -> Option<Place> {
        let file = self.file(pos)?;
        let offset = pos.0 - file.base.0;
        let index = file.lines.partition_point(|&start| start <= offset) - 1;
        let column = offset - file.lines[index] + 1;
        let line = index as u32 + 1;
        let before = file.directives.partition_point(|directive| directive.offset <= offset);
        let Some(directive) = before.checked_sub(1).map(|last| &file.directives[last]) else {
            return Some(Place { file: file.name.clone(), line, column });
        };
        let start = file.lines.partition_point(|&at| at <= directive.offset) as u32;
        let column = match directive.column {
            None => 0,
            Some(first) if line == start => first + (offset - directive.offset),
            Some(_) => column,
        };
        Some(Place { file: directive.file.clone(), line: directive.line + (line - start), column })
    }

    fn index(&self, pos: Pos) -> Option<usize> {
        if !pos.is_some() {
            return None;
        }
        self.files.partition_point(|file| file.base <= pos).checked_sub(1)
    }
}
