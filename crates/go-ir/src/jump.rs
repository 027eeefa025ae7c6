//! Where `break`, `continue`, `goto` and `return` lead. In the body of a loop over a function, which is a function of its own, they
//! may lead out of it: then it notes which way, returns false, and the function around it goes on from there.

use std::collections::HashSet;
use std::rc::Rc;

use burrow_go_syntax::Name;
use burrow_go_syntax::ast::{BranchKind, Expr, Ident};

use crate::code::{Base, BlockId, Inst, LocalId, Operand, Terminator};
use crate::func::{FuncLowering, Shared, Storage};
use crate::layout::Kind;
use crate::rtype::RTypeId;

/// A statement that `break` or `continue` can mean.
#[derive(Clone, Copy)]
pub(crate) struct Target {
    pub label: Option<Name>,
    pub brk: BlockId,
    /// None for `switch` and `select`.
    pub cont: Option<BlockId>,
}

/// A way out of the body of a loop over a function, to behind the loop.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Exit {
    Return,
    Break(Name),
    Continue(Name),
    Goto(Name),
}

/// How the body of a loop over a function is left.
pub(crate) struct Exits {
    /// The loop's own label.
    pub label: Option<Name>,
    /// The labels in the body.
    pub labels: HashSet<Name>,
    /// The ways out that the body takes; the code of each is its place, counted from 1.
    pub list: Vec<Exit>,
    /// The types of the results of the function that the loop is in.
    pub results: Rc<[RTypeId]>,
}

/// States of a loop over a function, as Go's run time numbers them.
pub(crate) mod state {
    pub const DONE: u64 = 0;
    pub const READY: u64 = 1;
    pub const PANIC: u64 = 2;
    pub const EXHAUSTED: u64 = 3;
    pub const MISSING_PANIC: u64 = 4;
}

impl FuncLowering<'_> {
    /// The block that a label names.
    pub fn label_block(&mut self, label: Name) -> BlockId {
        if let Some(&block) = self.labels.get(&label) {
            return block;
        }
        let block = self.block();
        self.labels.insert(label, block);
        block
    }

    /// `break`, `continue` and `goto`; `fallthrough` belongs to the switch.
    pub fn branch_stmt(&mut self, kind: BranchKind, label: Option<Ident>) {
        let label = label.map(|label| label.name);
        match (kind, label) {
            (BranchKind::Break, _) => self.break_to(label),
            (BranchKind::Continue, _) => self.continue_to(label),
            (BranchKind::Goto, Some(label)) => self.go_to(label),
            (BranchKind::Goto, None) | (BranchKind::Fallthrough, _) => {}
        }
    }

    fn break_to(&mut self, label: Option<Name>) {
        let found =
            self.targets.iter().rev().find(|target| label.is_none() || target.label == label);
        if let Some(target) = found {
            let block = target.brk;
            return self.jump(block);
        }
        match (&self.exits, label) {
            (Some(exits), Some(label)) if exits.label != Some(label) => {
                self.exit(Exit::Break(label))
            }
            (Some(_), _) => self.leave_body(state::DONE, 0),
            (None, _) => {}
        }
    }

    fn continue_to(&mut self, label: Option<Name>) {
        let fits =
            |target: &&Target| target.cont.is_some() && (label.is_none() || target.label == label);
        let found = self.targets.iter().rev().find(fits).and_then(|target| target.cont);
        if let Some(block) = found {
            return self.jump(block);
        }
        match (&self.exits, label) {
            (Some(exits), Some(label)) if exits.label != Some(label) => {
                self.exit(Exit::Continue(label))
            }
            (Some(_), _) => self.leave_body(state::READY, 1),
            (None, _) => {}
        }
    }

    fn go_to(&mut self, label: Name) {
        if self.exits.as_ref().is_some_and(|exits| !exits.labels.contains(&label)) {
            return self.exit(Exit::Goto(label));
        }
        let block = self.label_block(label);
        self.jump(block);
    }

    /// Leaves the body of a loop over a function for a place behind the loop.
    fn exit(&mut self, exit: Exit) {
        let Some(exits) = &mut self.exits else { return };
        let place = exits.list.iter().position(|&known| known == exit).unwrap_or_else(|| {
            exits.list.push(exit);
            exits.list.len() - 1
        });
        self.store_shared(Shared::Next, Operand::Const(place as u64 + 1));
        self.leave_body(state::DONE, 0);
    }

    /// Goes on, in the function around it, with what the body of a loop over a function wanted.
    pub fn take_exit(&mut self, exit: Exit) {
        match exit {
            Exit::Return => self.return_stored(),
            Exit::Break(label) => self.break_to(Some(label)),
            Exit::Continue(label) => self.continue_to(Some(label)),
            Exit::Goto(label) => self.go_to(label),
        }
    }

    /// Returns from the body of a loop over a function: 1 to go on, 0 to stop.
    pub fn leave_body(&mut self, state: u64, go_on: u64) {
        self.store_shared(Shared::State, Operand::Const(state));
        if let Some(result) = self.results.first().copied() {
            self.copy(result.local, Operand::Const(go_on));
        }
        self.end(Terminator::Return);
    }

    /// Stores an integer into a box that the body of a loop over a function shares with the function around it.
    pub fn store_shared(&mut self, shared: Shared, value: Operand) {
        if let Some((Storage::Boxed(local), _)) = self.storage(shared) {
            let base = Base::Pointer(Operand::Local(local));
            self.emit(Inst::Store { base, offset: 0, src: value, kind: Kind::I64 });
        }
    }

    /// `return values`.
    pub fn return_stmt(&mut self, values: &[Expr]) {
        if !values.is_empty() {
            self.set_results(values);
        }
        self.return_stored();
    }

    /// Returns, with the results where they are.
    pub fn return_stored(&mut self) {
        if self.exits.is_some() {
            return self.exit(Exit::Return);
        }
        self.load_results();
        self.end(Terminator::Return);
    }

    /// Takes the results out of their boxes, unless deferred calls may still change them there.
    fn load_results(&mut self) {
        if self.facts.defers {
            return;
        }
        for result in self.results.clone() {
            if let Some(boxed) = result.boxed {
                let base = Base::Pointer(Operand::Local(boxed));
                let kind = self.kind_of(result.local);
                self.emit(Inst::Load { dst: result.local, base, offset: 0, kind });
            }
        }
    }

    /// The types of the results that a `return` gives.
    pub fn result_types(&self) -> Rc<[RTypeId]> {
        match &self.exits {
            Some(exits) => exits.results.clone(),
            None => self.results.iter().map(|result| result.typ).collect(),
        }
    }

    fn set_results(&mut self, values: &[Expr]) {
        let types = self.result_types();
        if let ([value], [typ]) = (values, &*types) {
            let direct = match (&self.exits, self.results.first()) {
                (None, Some(result)) if result.boxed.is_none() => Some(result.local),
                _ => None,
            };
            let value = self.expr_as(value, *typ, direct);
            return self.set_result(0, value);
        }
        let values: Vec<Operand> = if let ([call], true) = (values, types.len() > 1) {
            if self.return_call(call, &types) {
                return;
            }
            let values = self.multi(call);
            values
                .into_iter()
                .zip(types.iter())
                .map(|((value, from), &to)| self.convert_to(value, from, to, None))
                .collect()
        } else {
            self.settle(&values.iter().collect::<Vec<_>>());
            let mut kept = Vec::with_capacity(values.len());
            for (index, (value, &typ)) in values.iter().zip(types.iter()).enumerate() {
                let want = self.unnamed_result(index);
                let value = self.expr_as(value, typ, want);
                let kind = self.lower.kind(typ);
                let is_result = |local| {
                    Some(local) != want && self.results.iter().any(|result| result.local == local)
                };
                // A named result that is about to be set must be read before.
                let value = match value {
                    Operand::Local(local) if is_result(local) => self.freeze(value, kind),
                    other => other,
                };
                kept.push(value);
            }
            kept
        };
        for (index, value) in values.into_iter().enumerate() {
            self.set_result(index, value);
        }
    }

    /// A result that no expression can read, so that it can be set before the others are computed.
    fn unnamed_result(&self, index: usize) -> Option<LocalId> {
        if self.exits.is_some() || self.facts.defers {
            return None;
        }
        let result = self.results.get(index)?;
        (result.boxed.is_none() && !self.is_variable(result.local)).then_some(result.local)
    }

    /// `return f()` of several results: they go straight to where they are returned from, if no conversion is between.
    fn return_call(&mut self, call: &Expr, types: &[RTypeId]) -> bool {
        if self.exits.is_some() || self.results.iter().any(|result| result.boxed.is_some()) {
            return false;
        }
        let given = self.type_of(call);
        if *self.lower.tuple(given) != *types {
            return false;
        }
        let results = self.results.iter().map(|result| result.local).collect();
        self.call_into(call.unparen(), results);
        true
    }

    fn set_result(&mut self, index: usize, value: Operand) {
        let boxed = match &self.exits {
            Some(_) => self.storage(Shared::Result(index)),
            None => self.results.get(index).and_then(|r| Some((Storage::Boxed(r.boxed?), r.typ))),
        };
        if let Some((Storage::Boxed(local), typ)) = boxed {
            let kind = self.lower.kind(typ);
            return self.emit(Inst::Store {
                base: Base::Pointer(Operand::Local(local)),
                offset: 0,
                src: value,
                kind,
            });
        }
        if let Some(result) = self.results.get(index).copied() {
            self.copy(result.local, value);
        }
    }
}
