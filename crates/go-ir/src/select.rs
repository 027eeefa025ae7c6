//! `select`: all channels and values are evaluated in source order, the machine chooses, and one jump leads to the clause.

use burrow_go_syntax::Name;
use burrow_go_syntax::ast::{AssignOp, CommClause, Expr, ExprKind, Stmt, StmtKind, UnaryOp};

use crate::assign::is_blank;
use crate::code::{BlockId, Inst, LocalId, Operand, SelectCase, Terminator};
use crate::func::FuncLowering;
use crate::jump::Target;
use crate::layout::Kind;
use crate::rtype::RTypeId;
use crate::types::Ty;
use burrow_go_types::types::Basic;

/// What a clause receives.
#[derive(Clone, Copy)]
struct Received {
    dst: LocalId,
    typ: RTypeId,
}

impl FuncLowering<'_> {
    pub fn select_stmt(&mut self, clauses: &[CommClause], label: Option<Name>) {
        let mut cases = Vec::new();
        let mut ways: Vec<(u64, BlockId)> = Vec::new();
        let mut received: Vec<Option<Received>> = Vec::new();
        let bodies: Vec<BlockId> = clauses.iter().map(|_| self.block()).collect();
        let (chosen, ok) = (self.temp(Kind::I64), self.temp(Kind::U8));
        let mut wants_ok = false;
        let mut default = None;
        for (clause, &body) in clauses.iter().zip(&bodies) {
            let Some(comm) = &clause.comm else {
                default = Some(body);
                received.push(None);
                continue;
            };
            ways.push((cases.len() as u64, body));
            self.pos = comm.span.start;
            let (case, taken) = self.comm(comm);
            wants_ok |= matches!(&comm.kind, StmtKind::Assign { lhs, .. } if lhs.len() == 2);
            cases.push(case);
            received.push(taken);
        }
        let has_default = default.is_some();
        let ok_dst = wants_ok.then_some(ok);
        self.emit(Inst::Select { cases, default: has_default, chosen, ok: ok_dst });
        match default.or_else(|| ways.pop().map(|(_, body)| body)) {
            Some(otherwise) if ways.is_empty() => self.jump(otherwise),
            Some(otherwise) => {
                self.end(Terminator::Switch(Operand::Local(chosen), ways, otherwise))
            }
            // Without clauses it waits for ever.
            None => self.end(Terminator::Unreachable),
        }
        let done = self.block();
        self.targets.push(Target { label, brk: done, cont: None });
        for ((clause, body), taken) in clauses.iter().zip(bodies).zip(received) {
            self.start(body);
            self.scopes.push(clause.span.end);
            if let (Some(comm), Some(taken)) = (&clause.comm, taken) {
                self.pos = comm.span.start;
                let outer = std::mem::replace(&mut self.visible, comm.span.end);
                self.take_received(comm, taken, ok);
                self.visible = outer;
            }
            self.stmts(&clause.body);
            self.scopes.pop();
            self.jump(done);
        }
        self.targets.pop();
        self.start(done);
    }

    fn comm(&mut self, comm: &Stmt) -> (SelectCase, Option<Received>) {
        match &comm.kind {
            StmtKind::Send { chan, value, .. } => {
                let typ = self.type_of(chan);
                let elem = self.chan_elem(typ);
                let kind = self.lower.kind(elem);
                self.settle(&[chan, value]);
                let chan = self.expr(chan);
                let chan = self.freeze(chan, Kind::Ptr);
                let value = self.expr_as(value, elem, None);
                let value = self.freeze(value, kind);
                (SelectCase::Send { chan, value, kind }, None)
            }
            StmtKind::Expr(x) => (self.receive(x, false).0, None),
            StmtKind::Assign { lhs, rhs, .. } => match rhs.first() {
                Some(x) => {
                    self.receive(x, lhs.first().is_some_and(|x| !is_blank(x)) || lhs.len() == 2)
                }
                None => {
                    (SelectCase::Recv { chan: Operand::Const(0), dst: None, kind: Kind::U8 }, None)
                }
            },
            _ => (SelectCase::Recv { chan: Operand::Const(0), dst: None, kind: Kind::U8 }, None),
        }
    }

    fn receive(&mut self, x: &Expr, wanted: bool) -> (SelectCase, Option<Received>) {
        let ExprKind::Unary { op: UnaryOp::Receive, x } = &x.unparen().kind else {
            return (SelectCase::Recv { chan: Operand::Const(0), dst: None, kind: Kind::U8 }, None);
        };
        let typ = self.type_of(x);
        let elem = self.chan_elem(typ);
        let kind = self.lower.kind(elem);
        let chan = self.expr(x);
        let chan = self.freeze(chan, Kind::Ptr);
        let taken = wanted.then(|| Received { dst: self.temp(kind), typ: elem });
        (SelectCase::Recv { chan, dst: taken.map(|taken| taken.dst), kind }, taken)
    }

    fn chan_elem(&mut self, chan: RTypeId) -> RTypeId {
        match self.lower.ty(chan) {
            Ty::Chan(_, elem) => elem,
            _ => chan,
        }
    }

    /// Assigns what a clause has received, or declares its variables.
    fn take_received(&mut self, comm: &Stmt, taken: Received, ok: LocalId) {
        let StmtKind::Assign { lhs, op, .. } = &comm.kind else { return };
        let boolean = self.lower.basic(Basic::Bool);
        let values = [(Operand::Local(taken.dst), taken.typ), (Operand::Local(ok), boolean)];
        if let ([a, b], AssignOp::Set) = (&**lhs, op)
            && !is_blank(a)
            && !is_blank(b)
        {
            return self.assign_pair([a, b], values);
        }
        for (x, (value, typ)) in lhs.iter().zip(values) {
            self.assign_value(x, value, typ);
        }
    }
}
