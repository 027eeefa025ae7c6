//! The body of a lesson: the lead, then a screen for each `##`, with questions, figures and
//! exercises where their blocks stand.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

use super::beside::{Beside, Files};
use super::events::{plain, render, until};
use super::exercise::{self, Around};
use super::fields::Field;
use super::front::Body;
use super::ids::Ids;
use super::markdown::{self, Placed};
use super::marked::{Marked, marked};
use super::numbered::{Line, lines};
use super::program::{self, Lab};
use super::terms::{self, Term};
use super::words::check_id;
use super::{Piece, Screen, figure, notes, question};
use crate::Chapter;
use crate::finding::{Findings, short};

/// Languages that a code block may be in.
const LANGUAGES: [&str; 6] = ["text", "go", "sh", "json", "yaml", "csv"];
/// Blocks that are more than code.
const BLOCKS: &str = "question, figure, exercise, notes, terms";

/// What was read of a body.
#[derive(Default)]
pub struct Text {
    /// As HTML.
    pub lead: String,
    pub screens: Vec<Screen>,
    pub terms: Vec<Term>,
    pub marked: Vec<Marked>,
    pub leads_to: Vec<String>,
}

/// Reads the body.
pub fn read(body: Body<'_>, files: &Files, outline: &[Chapter], findings: &mut Findings) -> Text {
    let markdown = markdown::read(body, outline, findings);
    let mut reader = Reader {
        findings,
        outline,
        beside: Beside::new(files),
        anchors: markdown.anchors,
        text: Text {
            marked: marked(&markdown.events),
            leads_to: markdown.topics,
            ..Text::default()
        },
        prose: Vec::new(),
        level: 1,
        ids: Ids::default(),
        is_filled: false,
        asked: Vec::new(),
    };
    reader.read(markdown.events);
    // What is wrong with a block hides what it would have used.
    if reader.findings.is_empty() {
        reader.beside.check_unused(reader.findings);
    }
    let (text, anchors) = (reader.text, reader.anchors);
    for (line, id) in anchors {
        if !text.screens.iter().any(|screen| screen.id == id) {
            findings.add(line, format!("This lesson has no screen “#{}”.", short(&id)));
        }
    }
    if text.screens.is_empty() {
        let sentence = "A lesson has at least one screen: open it with `## Title {#screen-id}`.";
        findings.add(body.first, sentence);
    }
    if text.lead.is_empty() {
        findings
            .add(body.first, "The lead is missing: say before the first screen what it is about.");
    }
    text
}

struct Reader<'a, 'f> {
    findings: &'f mut Findings,
    outline: &'f [Chapter],
    beside: Beside<'f>,
    /// Links within the lesson.
    anchors: Vec<(usize, String)>,
    text: Text,
    /// What has been read since the last heading or block.
    prose: Vec<Event<'a>>,
    /// The level of the last heading; 1 is the title.
    level: usize,
    ids: Ids,
    /// Whether this screen has anything under its heading, be it right or wrong.
    is_filled: bool,
    /// The questions of this screen so far, also those that something is wrong with.
    asked: Vec<String>,
}

impl<'a> Reader<'a, '_> {
    fn read(&mut self, events: Vec<Placed<'a>>) {
        let mut screen_line = 0;
        let mut depth = 0usize;
        let mut events = events.into_iter();
        while let Some(Placed { event, line, source }) = events.next() {
            match event {
                Event::Start(Tag::Heading { level, id, classes, attrs }) => {
                    let inner = until(&mut events, |end| matches!(end, TagEnd::Heading(_)));
                    if depth > 0 {
                        self.findings.add(line, "A heading stands in no list and no quotation.");
                    } else if !classes.is_empty() || !attrs.is_empty() {
                        self.findings
                            .add(line, "A heading takes an id in its braces, and no more.");
                    } else if level == HeadingLevel::H2 {
                        self.end_screen(screen_line);
                        screen_line = line;
                        self.open_screen(id.as_deref(), inner, line);
                    } else {
                        self.sub_heading(level, id.as_deref(), inner, line);
                    }
                }
                Event::Start(Tag::CodeBlock(kind)) => {
                    let inner = until(&mut events, |end| matches!(end, TagEnd::CodeBlock));
                    self.block(kind, inner, Block { line, source, is_nested: depth > 0 });
                }
                event => {
                    self.is_filled = true;
                    match event {
                        Event::Start(_) => depth += 1,
                        Event::End(_) => depth = depth.saturating_sub(1),
                        _ => {}
                    }
                    self.prose.push(event);
                }
            }
        }
        self.end_screen(screen_line);
    }

    /// Puts the text that was read into the lead or into the screen.
    fn flush(&mut self) {
        if self.prose.is_empty() {
            return;
        }
        let html = render(self.prose.drain(..));
        match self.text.screens.last_mut() {
            Some(screen) => screen.pieces.push(Piece::Text(html)),
            None => self.text.lead.push_str(&html),
        }
    }

    fn end_screen(&mut self, line: usize) {
        self.flush();
        if !self.text.screens.is_empty() && !self.is_filled {
            self.findings.add(line, "This screen is empty: write its text under the heading.");
        }
    }

    fn open_screen(&mut self, id: Option<&str>, heading: Vec<Event<'a>>, line: usize) {
        let id = id.unwrap_or_default().to_string();
        let title = plain(&heading);
        if title.is_empty() {
            self.findings.add(line, "This screen has no title.");
        }
        if id.is_empty() {
            let sentence = "This screen has no id: write it behind the title, as `{#screen-id}`.";
            self.findings.add(line, sentence);
        } else {
            check_id(&id, line, self.findings);
            let title_id = format!("{id}-title");
            self.ids.claim(&id, line, self.findings);
            self.ids.claim(&title_id, line, self.findings);
        }
        self.level = 2;
        self.is_filled = false;
        self.asked.clear();
        let heading = render(heading.into_iter());
        let (notes, pieces) = (None, Vec::new());
        self.text.screens.push(Screen { id, line, title, heading, notes, pieces });
    }

    /// A heading within a screen.
    fn sub_heading(
        &mut self,
        level: HeadingLevel,
        id: Option<&str>,
        inner: Vec<Event<'a>>,
        line: usize,
    ) {
        let depth = level as usize;
        if level == HeadingLevel::H1 {
            let sentence = "The title stands in the front matter; a screen opens with `##`.";
            self.findings.add(line, sentence);
            return;
        }
        if depth > self.level + 1 {
            let sentence = format!(
                "A heading of level {depth} follows one of level {}: leave none out.",
                self.level
            );
            self.findings.add(line, sentence);
        }
        self.level = depth;
        if let Some(id) = id {
            check_id(id, line, self.findings);
            self.ids.claim(id, line, self.findings);
        }
        let id = id.map(|id| id.to_string().into());
        let (classes, attrs) = (Vec::new(), Vec::new());
        self.prose.push(Event::Start(Tag::Heading { level, id, classes, attrs }));
        self.prose.extend(inner);
        self.prose.push(Event::End(TagEnd::Heading(level)));
    }

    fn block(&mut self, kind: CodeBlockKind<'a>, inner: Vec<Event<'a>>, block: Block<'_>) {
        let CodeBlockKind::Fenced(info) = &kind else {
            self.is_filled = true;
            let sentence = "Text that is indented by four becomes code: put code between lines of \
                            ```, and indent less.";
            self.findings.add(block.line, sentence);
            return;
        };
        if !block.is_closed() {
            self.is_filled = true;
            self.findings.add(block.line, "This block is not closed: end it with a line ```.");
            return;
        }
        let info = info.trim();
        if info == "notes" {
            return self.notes(&plain(&inner), block);
        }
        self.is_filled = true;
        match info {
            "question" => self.question(&plain(&inner), block),
            "figure" => self.figure(&plain(&inner), block),
            "exercise" => self.exercise(&plain(&inner), block),
            "terms" => self.terms(&plain(&inner), block),
            language if language.is_empty() || LANGUAGES.contains(&language) => {
                self.prose.push(Event::Start(Tag::CodeBlock(kind.clone())));
                self.prose.extend(inner);
                self.prose.push(Event::End(TagEnd::CodeBlock));
            }
            other => {
                let (other, known) = (short(other), LANGUAGES.join(", "));
                let sentence = format!("There is no block “{other}”: there are {BLOCKS}, {known}.");
                self.findings.add(block.line, sentence);
            }
        }
    }

    fn question(&mut self, text: &str, block: Block<'_>) {
        let (id, question) = question::read(block.line, block.lines(text), self.findings);
        self.claim_block("question", id);
        self.asked.extend(id.map(|id| id.value.to_string()));
        if self.is_on_a_screen(block)
            && let Some(question) = question
        {
            self.push(Piece::Question(question));
        }
    }

    fn figure(&mut self, text: &str, block: Block<'_>) {
        let piece = match lab_of_programs(text) {
            Some(lab) => {
                let (lines, asked, beside) = (block.lines(text), &self.asked, &mut self.beside);
                let (id, figure) =
                    program::read(block.line, lines, lab, asked, beside, self.findings);
                self.claim_block("figure", id);
                figure.map(|figure| Piece::Program(Box::new(figure)))
            }
            None => {
                let lines = block.lines(text);
                let (id, figure) = figure::read(block.line, lines, &self.asked, self.findings);
                self.claim_block("figure", id);
                figure.map(|figure| Piece::Figure(Box::new(figure)))
            }
        };
        if self.is_on_a_screen(block)
            && let Some(piece) = piece
        {
            self.push(piece);
        }
    }

    fn exercise(&mut self, text: &str, block: Block<'_>) {
        let mut around =
            Around { outline: self.outline, beside: &mut self.beside, anchors: &mut self.anchors };
        let lines = block.lines(text);
        let (id, exercise) = exercise::read(block.line, lines, &mut around, self.findings);
        self.claim_block("exercise", id);
        if let Some(id) = id {
            let of_title = format!("exercise-{}-title", id.value);
            self.ids.claim(&of_title, id.line, self.findings);
        }
        if self.is_on_a_screen(block)
            && let Some(exercise) = exercise
        {
            self.push(Piece::Exercise(Box::new(exercise)));
        }
    }

    /// They stand under a heading, before anything else.
    fn notes(&mut self, text: &str, block: Block<'_>) {
        let read = notes::read(block.line, block.lines(text), self.findings);
        let (is_first, line) = (!self.is_filled, block.line);
        match self.text.screens.last_mut() {
            Some(screen) if is_first && screen.notes.is_none() && !block.is_nested => {
                screen.notes = read;
            }
            _ => {
                let sentence = "Notes stand once on a screen, right under its heading.";
                self.findings.add(line, sentence);
            }
        }
    }

    fn terms(&mut self, text: &str, block: Block<'_>) {
        if block.is_nested {
            self.findings.add(block.line, "Terms stand in no list and no quotation.");
        }
        let Text { screens, terms, .. } = &mut self.text;
        let screen = screens.last().map_or("", |screen| &screen.id);
        terms::read(block.lines(text), screen, terms, self.findings);
    }

    fn push(&mut self, piece: Piece) {
        self.flush();
        if let Some(screen) = self.text.screens.last_mut() {
            screen.pieces.push(piece);
        }
    }

    fn is_on_a_screen(&mut self, block: Block<'_>) -> bool {
        if block.is_nested {
            let sentence = "Questions, figures and exercises stand in no list and no quotation.";
            self.findings.add(block.line, sentence);
        } else if self.text.screens.is_empty() {
            let sentence = "Questions, figures and exercises stand on a screen, under a `##`.";
            self.findings.add(block.line, sentence);
        }
        !block.is_nested && !self.text.screens.is_empty()
    }

    /// Takes the id of a block, and the one that its element gets.
    fn claim_block(&mut self, what: &str, id: Option<Field<'_>>) {
        if let Some(id) = id {
            let of_element = format!("{what}-{}", id.value);
            self.ids.claim(id.value, id.line, self.findings);
            self.ids.claim(&of_element, id.line, self.findings);
        }
    }
}

/// The lab that a figure names, if it is one of Go programs.
fn lab_of_programs(text: &str) -> Option<Lab> {
    let mut fields = text.lines().filter_map(|line| line.split_once(':'));
    let (_, lab) = fields.find(|(key, _)| key.trim() == "lab")?;
    Lab::from_key(lab.trim())
}

/// Where a block stands.
#[derive(Clone, Copy)]
struct Block<'a> {
    line: usize,
    source: &'a str,
    /// Whether it is part of a list or a quotation.
    is_nested: bool,
}

impl Block<'_> {
    /// The lines between the fences, with their numbers.
    fn lines<'t>(&self, text: &'t str) -> impl Iterator<Item = Line<'t>> + use<'t> {
        lines(text, self.line + 1)
    }

    /// Whether the closing fence is there; without it a block runs to the end of the file.
    fn is_closed(&self) -> bool {
        let last = self.source.trim_end().lines().skip(1).last().unwrap_or_default();
        let last = last.trim_start_matches([' ', '\t', '>']);
        last.starts_with("```") || last.starts_with("~~~")
    }
}
