//! The function that is being made: its blocks, its locals, and where its variables are.
//!
//! Temporaries are taken and given back like a stack: what an expression needs is free again when its value has been used,
//! and all that a statement took is free at its end. A local serves values of one kind only, so pointer maps hold for the whole
//! function. Code behind a jump is dropped as it is emitted; blocks that nothing leads to are dropped at the end.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use burrow_go_syntax::ast::NodeId;
use burrow_go_syntax::{Name, Pos, Span};
use burrow_go_types::objects::{ObjectId, ObjectKind, Var, VarKind};

use crate::code::{
    Base, BinOp, Block, BlockId, Body, FuncId, Function, Inst, Local, LocalId, Operand, Role,
    Terminator, UnOp, Variable,
};
use crate::jump::{Exits, Target};
use crate::layout::Kind;
use crate::lower::Lower;
use crate::rtype::RTypeId;
use crate::types::{Env, Ty};

/// Where a variable of the function is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Storage {
    /// In a local.
    Local(LocalId),
    /// On the heap; the local points to it.
    Boxed(LocalId),
}

/// What a function captures from the one around it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Shared {
    /// A variable of the source.
    Var(ObjectId),
    /// The box of a result, by number.
    Result(usize),
    /// What a wrapper made for one place holds, by number.
    Operand(usize),
    /// The token of the frame that defers.
    Frame,
    /// Whether a loop over a function may run its body.
    State,
    /// How the body of a loop over a function was left.
    Next,
}

/// A capture: what, as which kind, and the local that it is loaded into on entry.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Capture {
    pub shared: Shared,
    pub kind: Kind,
    pub local: LocalId,
}

/// A result of the function.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ResultVar {
    pub typ: RTypeId,
    /// What is given back.
    pub local: LocalId,
    /// The pointer to it, where it is on the heap until then.
    pub boxed: Option<LocalId>,
}

/// What is known of a body before it is lowered.
#[derive(Clone, Default)]
pub(crate) struct BodyFacts {
    /// Whether it defers, so that it has results even after a panic.
    pub defers: bool,
    /// Whether it returns from inside a loop over a function.
    pub returns_from_loops: bool,
    /// The variables that loops over functions in it share with their bodies.
    pub shared: Rc<HashSet<ObjectId>>,
}

struct Open {
    insts: Vec<(Pos, Inst)>,
    end: Option<(Pos, Terminator)>,
}

/// A place on the stack of temporaries.
#[derive(Clone, Copy)]
pub(crate) struct Mark(usize);

/// A function that is being made.
pub(crate) struct FuncLowering<'a> {
    pub lower: &'a mut Lower,
    pub env: Rc<Env>,
    /// As traces show it.
    pub name: Rc<str>,
    /// Where what is lowered now stands.
    pub pos: Pos,
    pub facts: BodyFacts,
    pub results: Vec<ResultVar>,
    pub params: Vec<LocalId>,
    pub closure: Option<LocalId>,
    pub captures: Vec<Capture>,
    /// For the body of a loop over a function: what the function around it has.
    pub around: HashMap<Shared, (Storage, RTypeId)>,
    /// How the body of a loop over a function is left; none in any other function.
    pub exits: Option<Exits>,
    pub vars: HashMap<Shared, (Storage, RTypeId)>,
    pub targets: Vec<Target>,
    pub labels: HashMap<Name, BlockId>,
    /// The label of the statement that comes next.
    pub label: Option<Name>,
    /// Values that were computed ahead of their place, by node.
    pub hoisted: HashMap<NodeId, Operand>,
    pub has_calls: HashMap<NodeId, bool>,
    /// A variable that is being declared: nothing can see it yet.
    pub fresh: Option<LocalId>,
    /// The ends of the blocks around, innermost last.
    pub scopes: Vec<Pos>,
    /// From where on what is declared now can be seen: behind the statement that declares it.
    pub visible: Pos,
    /// Where the loop over something begins whose body is being made.
    pub head: Pos,
    /// How many literals, loop bodies and wrappers have been named after this function.
    pub counts: [u32; 3],
    locals: Vec<Local>,
    blocks: Vec<Open>,
    order: Vec<BlockId>,
    here: BlockId,
    free: HashMap<Kind, Vec<LocalId>>,
    taken: Vec<LocalId>,
}

impl<'a> FuncLowering<'a> {
    pub fn new(lower: &'a mut Lower, name: Rc<str>, env: Rc<Env>) -> FuncLowering<'a> {
        FuncLowering {
            lower,
            env,
            name,
            pos: Pos::NONE,
            facts: BodyFacts::default(),
            results: Vec::new(),
            params: Vec::new(),
            closure: None,
            captures: Vec::new(),
            around: HashMap::new(),
            exits: None,
            vars: HashMap::new(),
            targets: Vec::new(),
            labels: HashMap::new(),
            label: None,
            hoisted: HashMap::new(),
            has_calls: HashMap::new(),
            fresh: None,
            scopes: Vec::new(),
            visible: Pos::NONE,
            head: Pos::NONE,
            counts: [0; 3],
            locals: Vec::new(),
            blocks: vec![Open { insts: Vec::new(), end: None }],
            order: vec![BlockId(0)],
            here: BlockId(0),
            free: HashMap::new(),
            taken: Vec::new(),
        }
    }

    /// A local of this kind that stays.
    pub fn local(&mut self, kind: Kind) -> LocalId {
        let id = LocalId(self.locals.len() as u32);
        self.locals.push(Local { kind, variable: None });
        id
    }

    /// The kind of a local.
    pub fn kind_of(&self, local: LocalId) -> Kind {
        self.locals[local.0 as usize].kind
    }

    /// Whether a local is a variable of the source.
    pub fn is_variable(&self, local: LocalId) -> bool {
        self.locals[local.0 as usize].variable.is_some()
    }

    /// Whether a pointer is the box of a variable: it is not nil and stays what it is.
    pub fn is_box(&self, pointer: Operand) -> bool {
        let Operand::Local(local) = pointer else { return false };
        self.locals[local.0 as usize].variable.as_ref().is_some_and(|variable| variable.boxed)
    }

    /// A local of this kind until the stack of temporaries is cut back below it.
    pub fn temp(&mut self, kind: Kind) -> LocalId {
        let local = match self.free.get_mut(&kind).and_then(Vec::pop) {
            Some(local) => local,
            None => self.local(kind),
        };
        self.taken.push(local);
        local
    }

    pub fn mark(&self) -> Mark {
        Mark(self.taken.len())
    }

    /// Gives back all temporaries that were taken since.
    pub fn release(&mut self, mark: Mark) {
        for local in self.taken.drain(mark.0..).rev() {
            self.free.entry(self.locals[local.0 as usize].kind).or_default().push(local);
        }
    }

    /// Gives back all temporaries that were taken since, but keeps one value, which may be one of them.
    pub fn release_but(&mut self, mark: Mark, keep: Operand) {
        let kept = match keep {
            Operand::Local(local) if self.taken[mark.0..].contains(&local) => Some(local),
            _ => None,
        };
        let taken: Vec<LocalId> = self.taken.drain(mark.0..).rev().collect();
        for local in taken {
            if kept != Some(local) {
                self.free.entry(self.locals[local.0 as usize].kind).or_default().push(local);
            }
        }
        self.taken.extend(kept);
    }

    /// The wanted destination, or a temporary.
    pub fn dest(&mut self, want: Option<LocalId>, kind: Kind) -> LocalId {
        match want {
            Some(local) if self.kind_of(local) == kind => local,
            _ => self.temp(kind),
        }
    }

    /// The wanted destination if it may be written before all else has been read, or a temporary.
    pub fn early_dest(&mut self, want: Option<LocalId>, kind: Kind) -> LocalId {
        let want = want.filter(|&local| {
            let result =
                self.facts.defers && self.results.iter().any(|result| result.local == local);
            self.fresh == Some(local) || !self.is_variable(local) && !result
        });
        self.dest(want, kind)
    }

    pub fn emit(&mut self, inst: Inst) {
        let pos = self.pos;
        let block = &mut self.blocks[self.here.0 as usize];
        if block.end.is_none() {
            block.insts.push((pos, inst));
        }
    }

    /// Puts instructions before all others of the function.
    pub fn prepend(&mut self, insts: Vec<Inst>) {
        let pos = self.pos;
        self.blocks[0].insts.splice(0..0, insts.into_iter().map(|inst| (pos, inst)));
    }

    /// A block that is not yet begun.
    pub fn block(&mut self) -> BlockId {
        let id = BlockId(self.blocks.len() as u32);
        self.blocks.push(Open { insts: Vec::new(), end: None });
        id
    }

    /// Goes on in a block; falls into it if the one before is open.
    pub fn start(&mut self, block: BlockId) {
        self.jump(block);
        self.order.push(block);
        self.here = block;
    }

    pub fn end(&mut self, terminator: Terminator) {
        let pos = self.pos;
        let block = &mut self.blocks[self.here.0 as usize];
        if block.end.is_none() {
            block.end = Some((pos, terminator));
        }
    }

    pub fn jump(&mut self, block: BlockId) {
        self.end(Terminator::Jump(block));
    }

    pub fn branch(&mut self, condition: Operand, yes: BlockId, no: BlockId) {
        match condition {
            Operand::Const(0) => self.jump(no),
            Operand::Const(_) => self.jump(yes),
            local => self.end(Terminator::Branch(local, yes, no)),
        }
    }

    /// `dst = src`, if that is not so already.
    pub fn copy(&mut self, dst: LocalId, src: Operand) {
        if src != Operand::Local(dst) {
            self.emit(Inst::Copy { dst, src });
        }
    }

    /// `dst = value`: if the last instruction has just computed the value, it writes `dst` instead.
    pub fn redirect(&mut self, value: Operand, to: LocalId) {
        let last = self.blocks[self.here.0 as usize].insts.last_mut();
        match (value, last) {
            (
                Operand::Local(local),
                Some((
                    _,
                    Inst::Binary { dst, .. }
                    | Inst::Unary { dst, .. }
                    | Inst::CompareStrings { dst, .. }
                    | Inst::EqualInterfaces { dst, .. }
                    | Inst::Equal { dst, .. },
                )),
            ) if *dst == local && self.locals[local.0 as usize].variable.is_none() => *dst = to,
            _ => self.copy(to, value),
        }
    }

    /// The value in a local of its own, which nothing changes.
    pub fn freeze(&mut self, value: Operand, kind: Kind) -> Operand {
        match value {
            Operand::Local(local) if self.is_variable(local) => {
                let copy = self.temp(kind);
                self.copy(copy, value);
                Operand::Local(copy)
            }
            other => other,
        }
    }

    /// The value in a local.
    pub fn in_local(&mut self, value: Operand, kind: Kind) -> LocalId {
        match value {
            Operand::Local(local) => local,
            constant => {
                let local = self.temp(kind);
                self.copy(local, constant);
                local
            }
        }
    }

    pub fn binary(
        &mut self,
        op: BinOp,
        kind: Kind,
        a: Operand,
        b: Operand,
        want: Option<LocalId>,
    ) -> Operand {
        let a = match (a, b) {
            // Only in instances of generic code: all other operations of constants are constants.
            (Operand::Const(_), Operand::Const(_)) => Operand::Local(self.in_local(a, kind)),
            _ => a,
        };
        let dst = self.dest(want, if is_comparison(op) { Kind::U8 } else { kind });
        self.emit(Inst::Binary { op, kind, dst, a, b });
        Operand::Local(dst)
    }

    pub fn unary(&mut self, op: UnOp, kind: Kind, a: Operand, want: Option<LocalId>) -> Operand {
        let a = Operand::Local(self.in_local(a, kind));
        let dst = self.dest(want, kind);
        self.emit(Inst::Unary { op, kind, dst, a });
        Operand::Local(dst)
    }

    /// A part of an aggregate.
    pub fn part(
        &mut self,
        src: LocalId,
        offset: u32,
        kind: Kind,
        want: Option<LocalId>,
    ) -> Operand {
        let dst = self.dest(want, kind);
        self.emit(Inst::GetPart { dst, src, offset, kind });
        Operand::Local(dst)
    }

    /// The zero value.
    pub fn zero(&mut self, kind: Kind, want: Option<LocalId>) -> Operand {
        match kind {
            Kind::Aggregate(_) => {
                let dst = self.dest(want, kind);
                self.emit(Inst::Zero { dst });
                Operand::Local(dst)
            }
            _ => Operand::Const(0),
        }
    }

    /// The function of package `runtime` with this name; none if the library lacks it.
    pub fn runtime(&mut self, name: &str) -> Option<FuncId> {
        self.lower.function_named(&format!("runtime.{name}"))
    }

    /// Takes a name for a literal, loop body or wrapper of this function.
    pub fn count(&mut self, what: usize) -> u32 {
        self.counts[what] += 1;
        self.counts[what]
    }

    /// What the checker knows of a variable.
    pub fn var(&self, object: ObjectId) -> Option<&Var> {
        match &self.lower.program.object(object).kind {
            ObjectKind::Var(var) => Some(var),
            _ => None,
        }
    }

    /// Whether a variable is kept on the heap.
    pub fn is_boxed(&mut self, object: ObjectId, typ: RTypeId) -> bool {
        let Some(var) = self.var(object) else { return false };
        let shared = var.captured || self.facts.shared.contains(&object);
        var.addressed || shared && var.reassigned || self.needs_memory(typ)
    }

    /// Whether a type is too large for a local, or has arrays in arrays, which can only be indexed in memory.
    pub fn needs_memory(&mut self, typ: RTypeId) -> bool {
        match self.lower.ty(typ) {
            Ty::Array(_, elem) => self.lower.size(typ) > MOST_IN_LOCAL || self.has_array(elem),
            Ty::Struct => {
                let fields = self.lower.fields(typ);
                fields.iter().any(|field| self.needs_memory(field.typ))
            }
            _ => false,
        }
    }

    fn has_array(&mut self, typ: RTypeId) -> bool {
        match self.lower.ty(typ) {
            Ty::Array(..) => true,
            Ty::Struct => {
                let fields = self.lower.fields(typ);
                fields.iter().any(|field| self.has_array(field.typ))
            }
            _ => false,
        }
    }

    /// A place where the stepper stops, in code that is made for it: those of loops and of parts of statements.
    pub fn stop_at(&mut self, pos: Pos) {
        if self.lower.keep_calls {
            self.pos = pos;
            self.emit(Inst::Statement);
        }
    }

    /// Makes a local a variable of the source, visible from behind the statement at hand to the end of the block.
    pub fn name_local(&mut self, local: LocalId, object: ObjectId, typ: RTypeId, boxed: bool) {
        let found = self.lower.program.object(object);
        if found.name.is_blank() || found.name.as_str().is_empty() {
            return;
        }
        let end = self.scopes.last().copied().unwrap_or(found.pos);
        let start = found.pos.max(self.visible);
        let scope = Span::new(start, end.max(start));
        let role = match &found.kind {
            ObjectKind::Var(var) if matches!(var.kind, VarKind::Param | VarKind::Receiver) => {
                Role::Parameter
            }
            ObjectKind::Var(var) if var.kind == VarKind::Result => Role::Result,
            _ => Role::Local,
        };
        let name = found.name.as_str().into();
        let variable = Variable { name, typ, role, boxed, scope };
        self.locals[local.0 as usize].variable = Some(variable);
    }

    /// Makes a local a variable of the function around: it is there from the start.
    pub fn name_captured(&mut self, local: LocalId, object: ObjectId, typ: RTypeId, boxed: bool) {
        let outer = std::mem::replace(&mut self.visible, Pos::NONE);
        self.name_local(local, object, typ, boxed);
        self.visible = outer;
        if let Some(variable) = &mut self.locals[local.0 as usize].variable {
            variable.role = Role::Captured;
        }
    }

    /// Declares a variable. A boxed one's local is not set yet.
    pub fn declare(&mut self, object: ObjectId, typ: RTypeId) -> Storage {
        let boxed = self.is_boxed(object, typ);
        self.declare_as(object, typ, boxed)
    }

    /// Declares a variable, on the heap or not.
    pub fn declare_as(&mut self, object: ObjectId, typ: RTypeId, boxed: bool) -> Storage {
        let kind = if boxed { Kind::Ptr } else { self.lower.kind(typ) };
        let local = self.local(kind);
        self.name_local(local, object, typ, boxed);
        let storage = if boxed { Storage::Boxed(local) } else { Storage::Local(local) };
        self.vars.insert(Shared::Var(object), (storage, typ));
        storage
    }

    /// The function as it is complete.
    pub fn finish(mut self, pos: Pos, wrapper: bool) -> Function {
        self.end(Terminator::Unreachable);
        let mut blocks = tidy(self.blocks, &self.order, pos);
        let mut boxed_results = Vec::new();
        if self.facts.defers {
            let boxes = self.results.iter().filter_map(|r| r.boxed.map(|boxed| (boxed, r.local)));
            boxed_results.extend(boxes);
        }
        if !boxed_results.is_empty() && !defers(&blocks) {
            // Nothing that is ever reached defers: the function itself takes its results out of their boxes.
            unbox(&mut blocks, &boxed_results, &self.locals);
            boxed_results.clear();
        }
        Function {
            name: self.name,
            pos,
            locals: self.locals,
            params: self.params,
            results: self.results.iter().map(|result| result.local).collect(),
            closure: self.closure,
            body: Body::Blocks(blocks),
            boxed_results,
            wrapper,
        }
    }
}

/// Arrays of more bytes are kept on the heap, so that frames stay small.
const MOST_IN_LOCAL: u64 = 128;

/// Whether any instruction defers a call, or may have one deferred from elsewhere.
fn defers(blocks: &[Block]) -> bool {
    let mut insts = blocks.iter().flat_map(|block| &block.insts);
    insts.any(|(_, inst)| matches!(inst, Inst::Defer { .. } | Inst::FrameToken { .. }))
}

/// Loads results from their boxes wherever the function returns.
fn unbox(blocks: &mut [Block], boxed_results: &[(LocalId, LocalId)], locals: &[Local]) {
    for block in blocks {
        let (pos, Terminator::Return) = block.end else { continue };
        for &(boxed, dst) in boxed_results {
            let (base, kind) = (Base::Pointer(Operand::Local(boxed)), locals[dst.0 as usize].kind);
            block.insts.push((pos, Inst::Load { dst, base, offset: 0, kind }));
        }
    }
}

/// Whether an operation gives a `bool`.
pub(crate) fn is_comparison(op: BinOp) -> bool {
    matches!(op, BinOp::Eq | BinOp::Ne | BinOp::Lt | BinOp::Le | BinOp::Gt | BinOp::Ge)
}

/// The blocks that can be reached, in the order in which they were begun: jumps to blocks that only jump lead on to where those
/// lead, and a block with one way in, from a jump, becomes part of the block with the jump.
fn tidy(mut blocks: Vec<Open>, order: &[BlockId], pos: Pos) -> Vec<Block> {
    let goal = |start: BlockId, blocks: &[Open]| {
        let mut at = start;
        // A ring of empty blocks is an endless loop: any of them will do.
        for _ in 0..blocks.len() {
            match &blocks[at.0 as usize] {
                Open { insts, end: Some((_, Terminator::Jump(next))) } if insts.is_empty() => {
                    at = *next
                }
                _ => break,
            }
        }
        at
    };
    for index in 0..blocks.len() {
        if let Some((pos, mut end)) = blocks[index].end.take() {
            for_each_target(&mut end, |target| *target = goal(*target, &blocks));
            blocks[index].end = Some((pos, end));
        }
    }
    let mut ways_in = vec![0u32; blocks.len()];
    let mut reached = vec![false; blocks.len()];
    let mut stack = vec![BlockId(0)];
    while let Some(at) = stack.pop() {
        ways_in[at.0 as usize] += 1;
        if std::mem::replace(&mut reached[at.0 as usize], true) {
            continue;
        }
        if let Some((_, end)) = &mut blocks[at.0 as usize].end {
            for_each_target(end, |target| stack.push(*target));
        }
    }
    for &at in order {
        let at = at.0 as usize;
        if !reached[at] {
            continue;
        }
        while let Some((_, Terminator::Jump(next))) = blocks[at].end {
            let next = next.0 as usize;
            if ways_in[next] != 1 || next == 0 || next == at {
                break;
            }
            reached[next] = false;
            let tail = std::mem::replace(&mut blocks[next], Open { insts: Vec::new(), end: None });
            blocks[at].insts.extend(tail.insts);
            blocks[at].end = tail.end;
        }
    }
    let mut numbers = vec![BlockId(0); blocks.len()];
    let mut count = 0;
    for &at in order {
        if reached[at.0 as usize] {
            numbers[at.0 as usize] = BlockId(count);
            count += 1;
        }
    }
    let mut finished = Vec::with_capacity(count as usize);
    for &at in order {
        if !reached[at.0 as usize] {
            continue;
        }
        let open =
            std::mem::replace(&mut blocks[at.0 as usize], Open { insts: Vec::new(), end: None });
        let mut end = open.end.unwrap_or((pos, Terminator::Unreachable));
        for_each_target(&mut end.1, |target| *target = numbers[target.0 as usize]);
        finished.push(Block { insts: open.insts, end });
    }
    finished
}

/// Calls `visit` with every block that a terminator leads to.
pub(crate) fn for_each_target(end: &mut Terminator, mut visit: impl FnMut(&mut BlockId)) {
    match end {
        Terminator::Jump(block) => visit(block),
        Terminator::Branch(_, yes, no) => {
            visit(yes);
            visit(no);
        }
        Terminator::Switch(_, cases, other) => {
            for (_, block) in cases {
                visit(block);
            }
            visit(other);
        }
        Terminator::Return | Terminator::Unreachable => {}
    }
}
