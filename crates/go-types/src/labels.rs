//! Labels and jumps: misplaced `break`, `continue` and `fallthrough`, labels that are missing, unused or declared twice, and
//! `goto` into blocks or over variable declarations.
//!
//! The body is walked once. A `goto` to a label that has not been seen yet is kept, and handed on to the block around it, until
//! the label comes or the body ends.

use std::collections::HashMap;

use burrow_go_syntax::ast::{AssignOp, Block, BranchKind, Decl, Expr, Ident, Stmt, StmtKind};
use burrow_go_syntax::{Name, Pos, Span, expr_string};

use crate::Program;
use crate::checker::At;

impl Program {
    /// Reports what is wrong with the labels and jumps of a function body; function literals in it are bodies of their own.
    pub(crate) fn labels(&mut self, body: &Block) {
        let mut walker =
            Walker { program: self, blocks: Vec::new(), labels: HashMap::new(), order: Vec::new() };
        let open = walker.block(None, Around::default(), None, body.span.start, &body.stmts);
        for goto in open {
            let name = goto.name;
            let message = match walker.labels.get_mut(&name) {
                Some(label) => {
                    label.used = true;
                    let start = walker.blocks[label.block].start;
                    let place = walker.place(start);
                    ("JumpIntoBlock", format!("goto {name} jumps into block starting at {place}"))
                }
                None => ("UndeclaredLabel", format!("label {name} not defined")),
            };
            walker.program.error(goto, message.0, message.1);
        }
        for ident in std::mem::take(&mut walker.order) {
            if walker.labels.get(&ident.name).is_some_and(|label| !label.used) {
                let message = format!("label {} defined and not used", ident.name);
                walker.program.soft_error(ident, "UnusedLabel", message);
            }
        }
    }
}

struct BlockInfo {
    parent: Option<usize>,
    start: Pos,
    /// The label of the statement that the block belongs to, by the label's name and place.
    label: Option<Pos>,
}

struct Label<'a> {
    block: usize,
    ident: Ident,
    stmt: &'a Stmt,
    used: bool,
}

/// What a jump without a label may refer to.
#[derive(Clone, Copy, Default)]
struct Around<'a> {
    /// The innermost loop, switch or select.
    breaks: Option<&'a Stmt>,
    /// Whether there is a loop.
    continues: bool,
    /// The clause of the switch whose body this block is.
    clause: Option<usize>,
}

struct Walker<'p, 'a> {
    program: &'p mut Program,
    blocks: Vec<BlockInfo>,
    labels: HashMap<Name, Label<'a>>,
    order: Vec<Ident>,
}

/// What a block knows while it is walked.
#[derive(Default)]
struct Open<'a> {
    /// Jumps to labels that have not come yet.
    gotos: Vec<Ident>,
    /// Those that jump over the variable declared last.
    over: Vec<Ident>,
    variable: Option<(&'a [Expr], Name, Pos)>,
}

impl<'a> Walker<'_, 'a> {
    fn place(&self, pos: Pos) -> String {
        self.program.sources.place(pos).map(|place| place.to_string()).unwrap_or_default()
    }

    fn block(
        &mut self,
        parent: Option<usize>,
        around: Around<'a>,
        label: Option<Pos>,
        start: Pos,
        list: &'a [Stmt],
    ) -> Vec<Ident> {
        let here = self.blocks.len();
        self.blocks.push(BlockInfo { parent, start, label });
        let mut open = Open::default();
        let end = list
            .iter()
            .rposition(|stmt| !matches!(stmt.kind, StmtKind::Empty))
            .map_or(0, |last| last + 1);
        for (at, stmt) in list[..end].iter().enumerate() {
            self.stmt(here, around, stmt, at + 1 == end, &mut open);
        }
        open.gotos
    }

    fn stmt(
        &mut self,
        here: usize,
        around: Around<'a>,
        stmt: &'a Stmt,
        last: bool,
        open: &mut Open<'a>,
    ) {
        let mut stmt = stmt;
        let mut label = None;
        while let StmtKind::Labeled { label: ident, stmt: inner } = &stmt.kind {
            if !ident.name.is_blank() {
                self.declare(here, ident, inner, open);
                label = Some(ident.pos);
            }
            stmt = inner;
        }
        let plain = Around { clause: None, ..around };
        let mut inner = |walker: &mut Self, around: Around<'a>, start: Pos, list: &'a [Stmt]| {
            let gotos = walker.block(Some(here), around, label, start, list);
            open.gotos.extend(gotos);
        };
        match &stmt.kind {
            StmtKind::Decl(decls) => {
                let first = decls.iter().find_map(|decl| match decl {
                    Decl::Var(spec) => spec.names.first().map(|name| (name.name, spec.span.start)),
                    _ => None,
                });
                if let Some((name, pos)) = first {
                    open.variable = Some((&[], name, pos));
                    open.over = open.gotos.clone();
                }
            }
            StmtKind::Assign { lhs, op: AssignOp::Define, op_pos, .. } => {
                open.variable = Some((lhs, Name::BLANK, *op_pos));
                open.over = open.gotos.clone();
            }
            StmtKind::Branch { kind, label: None } => self.plain_jump(around, stmt, *kind, last),
            StmtKind::Branch { kind, label: Some(label) } => {
                self.labelled_jump(here, *kind, label, open)
            }
            StmtKind::Block(block) => inner(self, plain, block.span.start, &block.stmts),
            StmtKind::If { then, otherwise, .. } => {
                inner(self, plain, then.span.start, &then.stmts);
                if let Some(otherwise) = otherwise {
                    inner(self, plain, otherwise.span.start, std::slice::from_ref(otherwise));
                }
            }
            StmtKind::For { body, .. } | StmtKind::Range { body, .. } => {
                let around = Around { breaks: Some(stmt), continues: true, clause: None };
                inner(self, around, body.span.start, &body.stmts);
            }
            StmtKind::Switch { clauses, .. } | StmtKind::TypeSwitch { clauses, .. } => {
                for (at, clause) in clauses.iter().enumerate() {
                    let around = Around { breaks: Some(stmt), clause: Some(at), ..around };
                    inner(self, around, clause.span.start, &clause.body);
                }
            }
            StmtKind::Select { clauses } => {
                for clause in clauses {
                    let around = Around { breaks: Some(stmt), ..plain };
                    inner(self, around, clause.span.start, &clause.body);
                }
            }
            _ => {}
        }
    }

    fn declare(&mut self, here: usize, ident: &Ident, stmt: &'a Stmt, open: &mut Open<'a>) {
        let name = ident.name;
        if let Some(other) = self.labels.get(&name) {
            let place = self.place(other.ident.pos);
            let message = format!("label {name} already defined at {place}");
            return self.program.error(ident, "DuplicateLabel", message);
        }
        let (met, kept): (Vec<Ident>, Vec<Ident>) =
            open.gotos.iter().partition(|goto| goto.name == name);
        open.gotos = kept;
        self.labels.insert(name, Label { block: here, ident: *ident, stmt, used: !met.is_empty() });
        self.order.push(*ident);
        for goto in met {
            if let Some((lhs, variable, pos)) = open.variable
                && open.over.iter().any(|over| over.pos == goto.pos)
            {
                let place = self.place(pos);
                let variable = match lhs {
                    [] => variable.to_string(),
                    lhs => lhs.iter().map(expr_string).collect::<Vec<_>>().join(", "),
                };
                let message =
                    format!("goto {name} jumps over declaration of {variable} at {place}");
                self.program.error(goto, "JumpOverDecl", message);
            }
        }
    }

    fn plain_jump(&mut self, around: Around<'a>, stmt: &Stmt, kind: BranchKind, last: bool) {
        let (code, message) = match kind {
            BranchKind::Break if around.breaks.is_none() => {
                ("MisplacedBreak", "break is not in a loop, switch, or select")
            }
            BranchKind::Continue if !around.continues => {
                ("MisplacedContinue", "continue is not in a loop")
            }
            BranchKind::Fallthrough => {
                let message = match around.breaks.map(|stmt| &stmt.kind) {
                    Some(StmtKind::TypeSwitch { .. }) => "cannot fallthrough in type switch",
                    Some(StmtKind::Switch { clauses, .. }) => match around.clause {
                        Some(clause) if last && clause + 1 == clauses.len() => {
                            "cannot fallthrough final case in switch"
                        }
                        Some(_) if last => return,
                        _ => "fallthrough statement out of place",
                    },
                    _ => "fallthrough statement out of place",
                };
                ("MisplacedFallthrough", message)
            }
            _ => return,
        };
        self.program.error(stmt.span, code, message);
    }

    fn labelled_jump(&mut self, here: usize, kind: BranchKind, to: &Ident, open: &mut Open<'a>) {
        let name = to.name;
        if kind == BranchKind::Goto {
            // A label in this block or one around it that has been seen is a target.
            if let Some(label) = self.labels.get_mut(&name) {
                label.used = true;
                let block = label.block;
                if self.encloses(block, here) {
                    return;
                }
            }
            open.gotos.push(*to);
            return;
        }
        let word = if kind == BranchKind::Break { "break" } else { "continue" };
        let Some(label) = self.labels.get_mut(&name) else {
            let message = format!("{word} label not defined: {name}");
            return self.program.error(to, "UndeclaredLabel", message);
        };
        label.used = true;
        let (pos, stmt) = (label.ident.pos, label.stmt);
        let mut block = Some(here);
        while let Some(at) = block {
            if self.blocks[at].label == Some(pos) {
                break;
            }
            block = self.blocks[at].parent;
        }
        let is_loop = matches!(stmt.kind, StmtKind::For { .. } | StmtKind::Range { .. });
        let is_switch = matches!(
            stmt.kind,
            StmtKind::Switch { .. } | StmtKind::TypeSwitch { .. } | StmtKind::Select { .. }
        );
        let fits = is_loop || kind == BranchKind::Break && is_switch;
        if block.is_none() || !fits {
            let span = Span::new(to.pos, to.span().end);
            self.program.error(span, "InvalidLabel", format!("invalid {word} label {name}"));
        }
    }

    fn encloses(&self, outer: usize, inner: usize) -> bool {
        let mut block = Some(inner);
        while let Some(at) = block {
            if at == outer {
                return true;
            }
            block = self.blocks[at].parent;
        }
        false
    }
}
