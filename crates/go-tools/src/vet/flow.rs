//! The ways through a body: blocks of statements and conditions that run one after the other, and what may follow each.

use std::collections::HashMap;

use burrow_go_syntax::ast::{
    BinaryOp, Block, BranchKind, CaseClause, Expr, ExprKind, Stmt, StmtKind, UnaryOp,
};
use burrow_go_syntax::walk::Node;
use burrow_go_syntax::{Name, Span};

/// The ways through a body. The first block is where it begins.
pub struct Flow<'a> {
    pub blocks: Vec<Step<'a>>,
}

/// What runs without a branch.
#[derive(Default)]
pub struct Step<'a> {
    pub nodes: Vec<Node<'a>>,
    /// The blocks that may come next.
    pub next: Vec<usize>,
    /// Where the function returns at the end of this block: a `return`, or the body's last brace.
    pub end: Option<Span>,
}

/// The ways through `body`; a call alone that `stops` the function ends its way.
pub fn of<'a>(body: &'a Block, stops: &dyn Fn(&Expr) -> bool) -> Flow<'a> {
    let mut flow = Builder {
        blocks: vec![Step::default()],
        at: 0,
        loops: Vec::new(),
        labels: HashMap::new(),
        stops,
    };
    flow.stmts(&body.stmts);
    let brace = Span { start: body.span.end, end: body.span.end };
    let brace = Span { start: burrow_go_syntax::Pos(brace.start.0.saturating_sub(1)), ..brace };
    flow.block().end = Some(brace);
    Flow { blocks: flow.blocks }
}

/// Where `break` and `continue` lead inside a statement.
struct Around {
    label: Option<Name>,
    end: usize,
    /// None in a switch or select.
    again: Option<usize>,
}

struct Builder<'a, 'b> {
    blocks: Vec<Step<'a>>,
    /// The block that is being written.
    at: usize,
    loops: Vec<Around>,
    labels: HashMap<Name, usize>,
    stops: &'b dyn Fn(&Expr) -> bool,
}

impl<'a> Builder<'a, '_> {
    fn block(&mut self) -> &mut Step<'a> {
        &mut self.blocks[self.at]
    }

    fn new_block(&mut self) -> usize {
        self.blocks.push(Step::default());
        self.blocks.len() - 1
    }

    fn add(&mut self, node: Node<'a>) {
        self.block().nodes.push(node);
    }

    fn goes_to(&mut self, target: usize) {
        self.block().next.push(target);
    }

    /// Goes on in a block that nothing leads to so far.
    fn cut(&mut self) {
        self.at = self.new_block();
    }

    fn label(&mut self, name: Name) -> usize {
        if let Some(&known) = self.labels.get(&name) {
            return known;
        }
        let block = self.new_block();
        self.labels.insert(name, block);
        block
    }

    fn stmts(&mut self, stmts: &'a [Stmt]) {
        stmts.iter().for_each(|stmt| self.stmt(stmt, None));
    }

    fn optional(&mut self, stmt: &'a Option<Box<Stmt>>) {
        if let Some(stmt) = stmt {
            self.stmt(stmt, None);
        }
    }

    /// `label` is the statement's own.
    fn stmt(&mut self, stmt: &'a Stmt, label: Option<Name>) {
        match &stmt.kind {
            StmtKind::Block(block) => self.stmts(&block.stmts),
            StmtKind::Labeled { label, stmt } => {
                let target = self.label(label.name);
                self.goes_to(target);
                self.at = target;
                self.stmt(stmt, Some(label.name));
            }
            StmtKind::Return(_) => {
                self.add(Node::Stmt(stmt));
                self.block().end = Some(stmt.span);
                self.cut();
            }
            StmtKind::Expr(expr) => {
                self.add(Node::Stmt(stmt));
                if (self.stops)(expr) {
                    self.cut();
                }
            }
            StmtKind::Branch { kind, label } => self.jump(*kind, label.map(|label| label.name)),
            StmtKind::If { init, cond, then, otherwise } => {
                self.optional(init);
                let (yes, no, end) = (self.new_block(), self.new_block(), self.new_block());
                self.cond(cond, yes, no);
                self.at = yes;
                self.stmts(&then.stmts);
                self.goes_to(end);
                self.at = no;
                self.optional(otherwise);
                self.goes_to(end);
                self.at = end;
            }
            StmtKind::For { init, cond, post, body } => {
                self.optional(init);
                let (head, round) = (self.new_block(), self.new_block());
                let (step, end) = (self.new_block(), self.new_block());
                self.goes_to(head);
                self.at = head;
                match cond {
                    Some(cond) => self.cond(cond, round, end),
                    None => self.goes_to(round),
                }
                self.round(round, &body.stmts, Around { label, end, again: Some(step) });
                self.goes_to(step);
                self.at = step;
                self.optional(post);
                self.goes_to(head);
                self.at = end;
            }
            StmtKind::Range { key, value, x, body, .. } => {
                self.add(Node::Expr(x));
                let (head, round, end) = (self.new_block(), self.new_block(), self.new_block());
                self.goes_to(head);
                self.at = head;
                [key, value].into_iter().flatten().for_each(|place| self.add(Node::Expr(place)));
                self.goes_to(round);
                self.goes_to(end);
                self.round(round, &body.stmts, Around { label, end, again: Some(head) });
                self.goes_to(head);
                self.at = end;
            }
            StmtKind::Switch { init, tag, clauses, .. } => {
                self.optional(init);
                tag.iter().for_each(|tag| self.add(Node::Expr(tag)));
                self.clauses(clauses, label);
            }
            StmtKind::TypeSwitch { init, x, clauses, .. } => {
                self.optional(init);
                self.add(Node::Expr(x));
                self.clauses(clauses, label);
            }
            StmtKind::Select { clauses } => {
                let (start, end) = (self.at, self.new_block());
                for clause in clauses {
                    let body = self.new_block();
                    self.blocks[start].next.push(body);
                    self.at = body;
                    self.optional(&clause.comm);
                    let body = self.at;
                    self.round(body, &clause.body, Around { label, end, again: None });
                    self.goes_to(end);
                }
                self.at = end;
            }
            _ => self.add(Node::Stmt(stmt)),
        }
    }

    /// What `break` and `continue` may leave.
    fn round(&mut self, start: usize, stmts: &'a [Stmt], around: Around) {
        self.at = start;
        self.loops.push(around);
        self.stmts(stmts);
        self.loops.pop();
    }

    fn clauses(&mut self, clauses: &'a [CaseClause], label: Option<Name>) {
        let end = self.new_block();
        let bodies: Vec<usize> = clauses.iter().map(|_| self.new_block()).collect();
        let mut default = end;
        for (clause, &body) in clauses.iter().zip(&bodies) {
            let Some(exprs) = &clause.exprs else {
                default = body;
                continue;
            };
            for expr in exprs {
                self.add(Node::Expr(expr));
                let other = self.new_block();
                self.goes_to(body);
                self.goes_to(other);
                self.at = other;
            }
        }
        self.goes_to(default);
        for (index, clause) in clauses.iter().enumerate() {
            self.round(bodies[index], &clause.body, Around { label, end, again: None });
            let falls = matches!(
                clause.body.last().map(|stmt| &stmt.kind),
                Some(StmtKind::Branch { kind: BranchKind::Fallthrough, .. })
            );
            let next = bodies.get(index + 1).copied().filter(|_| falls);
            self.goes_to(next.unwrap_or(end));
        }
        self.at = end;
    }

    fn jump(&mut self, kind: BranchKind, label: Option<Name>) {
        let wanted = |around: &&Around| label.is_none() || around.label == label;
        let target = match kind {
            BranchKind::Break => self.loops.iter().rev().find(wanted).map(|around| around.end),
            BranchKind::Continue => {
                let loops = self.loops.iter().rev().filter(|around| around.again.is_some());
                loops.clone().find(wanted).and_then(|around| around.again)
            }
            BranchKind::Goto => label.map(|label| self.label(label)),
            // The clause goes on to the next one.
            BranchKind::Fallthrough => return,
        };
        if let Some(target) = target {
            self.goes_to(target);
        }
        self.cut();
    }

    /// A condition, whose right side may not be reached.
    fn cond(&mut self, cond: &'a Expr, yes: usize, no: usize) {
        match &cond.kind {
            ExprKind::Paren(inner) => self.cond(inner, yes, no),
            ExprKind::Unary { op: UnaryOp::Not, x } => self.cond(x, no, yes),
            ExprKind::Binary { op: op @ (BinaryOp::LAnd | BinaryOp::LOr), x, y, .. } => {
                let right = self.new_block();
                match op {
                    BinaryOp::LAnd => self.cond(x, right, no),
                    _ => self.cond(x, yes, right),
                }
                self.at = right;
                self.cond(y, yes, no);
            }
            _ => {
                self.add(Node::Expr(cond));
                self.goes_to(yes);
                self.goes_to(no);
            }
        }
    }
}
