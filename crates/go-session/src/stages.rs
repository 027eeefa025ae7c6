//! What a file becomes on its way to the machine.

use burrow_go_ir::code::{Body, Function, LocalId};
use burrow_go_ir::{Code, Lowering, Part, named};
use burrow_go_syntax::ast::{Decl, Expr, ExprKind, FuncBody, Ident, LiteralKind, Stmt, StmtKind};
use burrow_go_syntax::walk::{Node, walk_block, walk_expr};
use burrow_go_syntax::words::{WordKind, words};
use burrow_go_syntax::{Pos, Span};
use burrow_go_types::info::Mode;
use burrow_go_types::objects::PackageId;
use burrow_go_types::{Program, Qualifier};
use burrow_protocol::stages::{Instruction, MOST, Routine, Token, TokenKind, Typed};

use crate::diagnostics::place;

/// Letters of an expression, a type or a value that are shown.
const LONGEST: usize = 60;

/// The words of a package's files.
pub fn tokens(program: &Program, package: PackageId) -> Vec<Token> {
    let sources = &program.sources;
    let files = &program.package(package).files;
    let words = files.iter().flat_map(|file| words(sources, file.base));
    let token = |word: burrow_go_syntax::words::Word| Token {
        text: sources.text(word.span).to_string(),
        kind: match word.kind {
            WordKind::Keyword => TokenKind::Keyword,
            WordKind::Name => TokenKind::Name,
            WordKind::Literal(LiteralKind::String | LiteralKind::Rune) => TokenKind::Text,
            WordKind::Literal(_) => TokenKind::Number,
            WordKind::Operator => TokenKind::Operator,
            WordKind::Mark => TokenKind::Mark,
            WordKind::Semicolon => TokenKind::Semicolon,
        },
        start: place(sources, word.span.start),
        end: place(sources, word.span.end),
    };
    words.take(MOST).map(token).collect()
}

/// The declared names and the expressions of a package's files, with their types.
pub fn types(program: &mut Program, package: PackageId) -> Vec<Typed> {
    let mut looker = Looker { program, package, around: Vec::new(), found: Vec::new() };
    for file in looker.program.package(package).files.clone() {
        for decl in &file.decls {
            looker.decl(decl);
        }
    }
    looker.found
}

struct Looker<'a> {
    program: &'a mut Program,
    package: PackageId,
    /// Where the expressions end that stand around the one at hand.
    around: Vec<Pos>,
    found: Vec<Typed>,
}

impl Looker<'_> {
    fn decl(&mut self, decl: &Decl) {
        match decl {
            Decl::Const(spec) => {
                spec.names.iter().for_each(|name| self.name(name));
                if !spec.inherited {
                    spec.init.values.iter().for_each(|value| self.expr(value));
                }
            }
            Decl::Var(spec) => {
                spec.names.iter().for_each(|name| self.name(name));
                spec.values.iter().for_each(|value| self.expr(value));
            }
            Decl::Type(spec) => self.name(&spec.name),
            Decl::Func(decl) => {
                self.name(&decl.name);
                let fields = decl.recv.iter().chain(&decl.typ.params).chain(&decl.typ.results);
                fields.filter_map(|field| field.name.as_ref()).for_each(|name| self.name(name));
                if let FuncBody::Parsed(body) = &decl.body {
                    walk_block(body, &mut |node| self.node(node));
                }
            }
            Decl::Bad(_) => {}
        }
    }

    fn expr(&mut self, expr: &Expr) {
        walk_expr(expr, &mut |node| self.node(node));
    }

    fn node(&mut self, node: Node<'_>) -> bool {
        match node {
            Node::Expr(expr) => self.look(expr),
            Node::Stmt(stmt) => self.stmt(stmt),
        }
        self.found.len() < MOST
    }

    /// The names that a statement declares other than by `:=`.
    fn stmt(&mut self, stmt: &Stmt) {
        if let StmtKind::Decl(decls) = &stmt.kind {
            for decl in decls {
                match decl {
                    // Its values are gone through with the statement.
                    Decl::Var(spec) => spec.names.iter().for_each(|name| self.name(name)),
                    other => self.decl(other),
                }
            }
        }
    }

    fn look(&mut self, expr: &Expr) {
        self.around.retain(|&end| expr.span.end <= end);
        let depth = self.around.len() as u32;
        self.around.push(expr.span.end);
        if matches!(expr.kind, ExprKind::Paren(_) | ExprKind::Bad) {
            return;
        }
        if let Some(&object) = self.program.info.defs.get(expr.id) {
            let typ = self.program.object_type(object);
            return self.push(expr.span, typ, None, true, depth);
        }
        let Some(found) = self.program.info.types.get(expr.id) else { return };
        let (typ, mode) = (found.typ, found.mode);
        let value = found.value.as_ref().map(|value| short(&value.to_string()));
        if !matches!(mode, Mode::Invalid | Mode::Type | Mode::Builtin(_)) {
            self.push(expr.span, typ, value, false, depth);
        }
    }

    fn name(&mut self, name: &Ident) {
        let Some(&object) = self.program.info.defs.get(name.id) else { return };
        let typ = self.program.object_type(object);
        self.around.clear();
        let span = Span::new(name.pos, name.pos.plus(name.name.as_str().len()));
        self.push(span, typ, None, true, 0);
    }

    fn push(
        &mut self,
        span: Span,
        typ: burrow_go_types::types::TypeId,
        value: Option<String>,
        declares: bool,
        depth: u32,
    ) {
        let typ = self.program.type_string(typ, Qualifier::RelativeTo(self.package));
        let sources = &self.program.sources;
        let text = sources.text(span).split_whitespace().collect::<Vec<_>>().join(" ");
        let (start, end) = (place(sources, span.start), place(sources, span.end));
        let (text, typ) = (short(&text), short(&typ));
        self.found.push(Typed { text, typ, value, declares, depth, start, end });
    }
}

fn short(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_string(),
    }
}

/// The functions of a package, as the machine runs them.
pub fn routines(code: &mut Lowering, package: PackageId) -> Vec<Routine> {
    let mut left = MOST;
    let functions = code.functions_of(package);
    let mut routines = Vec::new();
    for function in functions {
        let routine = routine(code, &function, left);
        left -= routine.code.len();
        routines.push(routine);
        if left == 0 {
            break;
        }
    }
    routines
}

fn routine(code: &Lowering, function: &Function, most: usize) -> Routine {
    let line_of = |pos: Pos| {
        let place =
            pos.is_some().then(|| code.with_program(|program| place(&program.sources, pos)));
        place.map_or(0, |place| place.line)
    };
    let instruction = |pos: Pos, text: String| Instruction {
        label: false,
        text: named(&text, |part| name(code, function, part)),
        line: line_of(pos),
    };
    let mut lines = Vec::new();
    if let Body::Blocks(blocks) = &function.body {
        for (number, block) in blocks.iter().enumerate() {
            lines.push(Instruction { label: true, text: format!("b{number}"), line: 0 });
            let insts = block.insts.iter().map(|(pos, inst)| instruction(*pos, inst.to_string()));
            lines.extend(insts);
            lines.push(instruction(block.end.0, block.end.1.to_string()));
        }
    }
    lines.truncate(most);
    let locals = function.locals.iter().enumerate().filter_map(|(index, local)| {
        let variable = local.variable.as_ref()?;
        let typ = code.rtype(variable.typ).string.to_string();
        let kept = if variable.boxed { format!("*{typ}") } else { typ };
        Some((local_name(function, LocalId(index as u32))?, kept))
    });
    Routine {
        name: function.name.to_string(),
        line: line_of(function.pos),
        locals: locals.collect(),
        code: lines,
    }
}

fn name(code: &Lowering, function: &Function, part: Part) -> Option<String> {
    match part {
        Part::Local(local) => local_name(function, local),
        Part::Function(id) => Some(code.name(id).to_string()),
        Part::Type(id) => Some(code.rtype(id).string.to_string()),
    }
}

/// The name of a local that is a variable; one of several with the same name has its number too.
fn local_name(function: &Function, local: LocalId) -> Option<String> {
    let of = |local: &burrow_go_ir::code::Local| local.variable.as_ref().map(|it| it.name.clone());
    let name = of(function.locals.get(local.0 as usize)?)?;
    let is_shared =
        function.locals.iter().filter(|other| of(other).as_ref() == Some(&name)).count() > 1;
    Some(if is_shared { format!("{name}.{}", local.0) } else { name.to_string() })
}
