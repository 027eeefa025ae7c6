//! `switch`, by value and by type.

use burrow_go_syntax::Name;
use burrow_go_syntax::ast::{BranchKind, CaseClause, Expr, Stmt, StmtKind};
use burrow_go_types::info::Mode;
use burrow_go_types::objects::ObjectId;
use burrow_go_types::types::Basic;

use crate::code::{BinOp, BlockId, LocalId, Operand, Terminator};
use crate::constant::bits;
use crate::func::{FuncLowering, Shared, Storage};
use crate::jump::Target;
use crate::layout::Kind;
use crate::rtype::RTypeId;

/// Switches on integers with so many constant cases become one jump by value.
const MANY_CASES: usize = 5;

impl FuncLowering<'_> {
    pub fn switch_stmt(
        &mut self,
        init: Option<&Stmt>,
        tag: Option<&Expr>,
        clauses: &[CaseClause],
        label: Option<Name>,
    ) {
        if let Some(init) = init {
            let pos = self.pos;
            self.stmt(init);
            self.stop_at(tag.map_or(pos, |tag| tag.span.start));
        }
        let done = self.block();
        let bodies: Vec<BlockId> = clauses.iter().map(|_| self.block()).collect();
        let default = clauses.iter().position(|clause| clause.exprs.is_none());
        let otherwise = default.map_or(done, |index| bodies[index]);
        match tag {
            Some(tag) => self.switch_on(tag, clauses, &bodies, otherwise),
            None => {
                for (clause, &body) in clauses.iter().zip(&bodies) {
                    for case in clause.exprs.iter().flatten() {
                        let next = self.block();
                        self.pos = case.span.start;
                        self.true_case(case, body, next);
                        self.start(next);
                    }
                }
                self.jump(otherwise);
            }
        }
        self.clause_bodies(clauses, &bodies, done, label, |_, _| {});
        self.start(done);
    }

    /// The bodies of clauses; `begin` declares what a clause declares.
    fn clause_bodies(
        &mut self,
        clauses: &[CaseClause],
        bodies: &[BlockId],
        done: BlockId,
        label: Option<Name>,
        mut begin: impl FnMut(&mut Self, usize),
    ) {
        self.targets.push(Target { label, brk: done, cont: None });
        for (index, (clause, &body)) in clauses.iter().zip(bodies).enumerate() {
            self.start(body);
            self.scopes.push(clause.span.end);
            let outer = std::mem::replace(&mut self.visible, clause.span.start);
            begin(self, index);
            self.visible = outer;
            let falls = matches!(
                clause.body.last().map(|stmt| &stmt.kind),
                Some(StmtKind::Branch { kind: BranchKind::Fallthrough, .. })
            );
            self.stmts(&clause.body);
            self.scopes.pop();
            match bodies.get(index + 1) {
                Some(&next) if falls => self.jump(next),
                _ => self.jump(done),
            }
        }
        self.targets.pop();
    }

    /// A case of a switch without a value: it is compared with `true`, which an interface value may hold.
    fn true_case(&mut self, case: &Expr, body: BlockId, next: BlockId) {
        let typ = self.type_of(case);
        if !self.lower.is_interface(typ) {
            return self.condition(case, body, next);
        }
        let boolean = self.lower.basic(Basic::Bool);
        self.case(Operand::Const(1), boolean, case, body, next);
    }

    fn switch_on(
        &mut self,
        tag: &Expr,
        clauses: &[CaseClause],
        bodies: &[BlockId],
        otherwise: BlockId,
    ) {
        let typ = self.type_of(tag);
        let kind = self.lower.kind(typ);
        let mut cases = clauses.iter().flat_map(|clause| clause.exprs.iter().flatten());
        let are_constant = cases.all(|case| self.is_constant(case));
        let value = if are_constant { self.looked_at(tag) } else { self.expr(tag) };
        if let Some(cases) = self.jump_table(kind, clauses, bodies) {
            let value = Operand::Local(self.in_local(value, kind));
            return self.end(Terminator::Switch(value, cases, otherwise));
        }
        // Nothing changes the value between constants.
        let value = if are_constant { value } else { self.steady(tag, value, kind) };
        for (clause, &body) in clauses.iter().zip(bodies) {
            for case in clause.exprs.iter().flatten() {
                let next = self.block();
                let mark = self.mark();
                self.pos = case.span.start;
                self.case(value, typ, case, body, next);
                self.release(mark);
                self.start(next);
            }
        }
        self.jump(otherwise);
    }

    /// The jumps of a switch on integers, if all cases are constants and there are many.
    fn jump_table(
        &mut self,
        kind: Kind,
        clauses: &[CaseClause],
        bodies: &[BlockId],
    ) -> Option<Vec<(u64, BlockId)>> {
        if matches!(kind, Kind::Aggregate(_) | Kind::F32 | Kind::F64 | Kind::Ptr) {
            return None;
        }
        let mut cases = Vec::new();
        for (clause, &body) in clauses.iter().zip(bodies) {
            for case in clause.exprs.iter().flatten() {
                let value = self.lower.program.info.types.get(case.id)?.value.clone()?;
                let typ = self.type_of(case);
                if self.lower.kind(typ) != kind {
                    return None;
                }
                let value = bits(&value, kind);
                if !cases.iter().any(|&(known, _)| known == value) {
                    cases.push((value, body));
                }
            }
        }
        (cases.len() >= MANY_CASES).then_some(cases)
    }

    fn case(&mut self, value: Operand, typ: RTypeId, case: &Expr, body: BlockId, next: BlockId) {
        if self.mode(case) == Mode::Nil {
            let kind = self.lower.kind(typ);
            let local = self.in_local(value, kind);
            let word = match kind {
                Kind::Aggregate(_) => self.part(local, 0, Kind::U64, None),
                _ => value,
            };
            let nil = self.binary(BinOp::Eq, Kind::U64, word, Operand::Const(0), None);
            return self.branch(nil, body, next);
        }
        let case_type = self.type_of(case);
        let other = self.expr(case);
        let equal = self.equal_operands(value, typ, other, case_type, None);
        self.branch(equal, body, next);
    }

    pub fn type_switch(
        &mut self,
        init: Option<&Stmt>,
        x: &Expr,
        clauses: &[CaseClause],
        label: Option<Name>,
    ) {
        if let Some(init) = init {
            self.stmt(init);
            self.stop_at(x.span.start);
        }
        let x = match &x.unparen().kind {
            burrow_go_syntax::ast::ExprKind::Assert { x, typ: None } => x,
            _ => x,
        };
        let from = self.type_of(x);
        let kind = self.lower.kind(from);
        let value = self.expr(x);
        let value = self.steady(x, value, kind);
        let src = self.in_local(value, kind);
        let done = self.block();
        let bodies: Vec<BlockId> = clauses.iter().map(|_| self.block()).collect();
        let default = clauses.iter().position(|clause| clause.exprs.is_none());
        let otherwise = default.map_or(done, |index| bodies[index]);
        let mut held: Vec<Option<(LocalId, RTypeId)>> = vec![None; clauses.len()];
        for (index, (clause, &body)) in clauses.iter().zip(&bodies).enumerate() {
            let exprs = clause.exprs.as_deref().unwrap_or_default();
            let bound = self.bound(clause, exprs);
            for case in exprs {
                let next = self.block();
                self.pos = case.span.start;
                match bound {
                    Some((object, typ)) => {
                        let kind = self.lower.kind(typ);
                        let is_variable = self.is_held(object, typ);
                        let dst = if is_variable { self.local(kind) } else { self.temp(kind) };
                        held[index] = Some((dst, typ));
                        self.type_case(src, from, case, Some(dst), body, next);
                    }
                    _ => self.type_case(src, from, case, None, body, next),
                }
                self.start(next);
            }
        }
        self.jump(otherwise);
        let objects: Vec<_> = clauses
            .iter()
            .map(|clause| self.lower.program.info.implicits.get(clause.id).copied())
            .collect();
        self.clause_bodies(clauses, &bodies, done, label, |func, index| {
            let Some(object) = objects[index] else { return };
            match held[index] {
                Some((local, typ)) if func.is_held(object, typ) => {
                    func.name_local(local, object, typ, false);
                    func.vars.insert(Shared::Var(object), (Storage::Local(local), typ));
                }
                other => {
                    let (value, typ) = other.unwrap_or((src, from));
                    let kind = func.lower.kind(typ);
                    func.init_var(object, typ, Some(Operand::Local(value)), kind);
                }
            }
        });
        self.start(done);
    }

    /// The variable of a clause and its type, if that is not the type of the whole value: the clause has one type.
    fn bound(&mut self, clause: &CaseClause, exprs: &[Expr]) -> Option<(ObjectId, RTypeId)> {
        let [case] = exprs else { return None };
        let object = self.lower.program.info.implicits.get(clause.id).copied()?;
        if self.mode(case) == Mode::Nil {
            return None;
        }
        Some((object, self.type_of(case)))
    }

    /// Whether the local that an assertion has written can be the clause's variable itself.
    fn is_held(&mut self, object: ObjectId, typ: RTypeId) -> bool {
        !self.is_boxed(object, typ)
    }

    fn type_case(
        &mut self,
        src: LocalId,
        from: RTypeId,
        case: &Expr,
        dst: Option<LocalId>,
        body: BlockId,
        next: BlockId,
    ) {
        if self.mode(case) == Mode::Nil {
            let mark = self.mark();
            let word = self.part(src, 0, Kind::U64, None);
            let nil = self.binary(BinOp::Eq, Kind::U64, word, Operand::Const(0), None);
            self.release(mark);
            return self.branch(nil, body, next);
        }
        let to = self.type_of(case);
        let mark = self.mark();
        let ok = self.temp(Kind::U8);
        self.emit_assert(dst, Some(ok), src, from, to);
        self.release(mark);
        self.branch(Operand::Local(ok), body, next);
    }
}
