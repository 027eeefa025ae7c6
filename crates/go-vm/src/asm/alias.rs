//! Which locals need no place of their own.
//!
//! Lowered code names every intermediate value. Where such a value is a copy or a part of a variable that stays unchanged as long as
//! it is used, it lies in the variable's own slots; where it is made to be copied into a variable, a part of one, or an argument of
//! the next call, it is made there at once. The copying instructions are dropped then. Only locals that one block knows
//! alone, with one definition, are looked at, and only a few dozen instructions far.

use burrow_go_ir::Code;
use burrow_go_ir::code::{Block, Callee, Function, Inst, LocalId, Operand};
use burrow_go_ir::layout::Kind;

use super::frame::words;
use super::visit::{Access, is_plain, visit, visit_end};

/// Where a local lies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// In slots of its own.
    Own,
    /// In those of another local, from this word on.
    Part(LocalId, u32),
    /// From this word on of the frame of what is called next.
    Argument(u32),
}

/// What is known of a local.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    /// The only block that knows it; [`MANY`] if there are several, [`NONE`] if there is none.
    pub block: u32,
    /// Its first instruction there.
    pub first: u32,
    /// Its last one there, or that of a local that lies in it; the block's length for its end.
    pub last: u32,
    /// How often it is written, in whole or in part.
    pub defs: u32,
    /// How often it is read.
    pub uses: u32,
    /// Whether its first instruction writes all of it without reading it.
    pub defined_first: bool,
    /// Whether it must keep a place of its own: a parameter, a result, …
    pub fixed: bool,
    /// Where it lies.
    pub place: Place,
}

/// More blocks than one.
pub const MANY: u32 = u32::MAX;
/// No block.
pub const NONE: u32 = u32::MAX - 1;

/// How many instructions far one looks.
const WINDOW: usize = 48;

/// What is known of a function's locals, and which instructions are dropped.
pub struct Aliases {
    /// By local.
    pub facts: Vec<Facts>,
    /// By block, the instructions that are dropped, in order.
    pub dropped: Vec<Vec<u32>>,
}

impl Aliases {
    /// Finds out about `function`. With `keep` all locals stay where they are, for the stepper.
    pub fn new(function: &Function, blocks: &[Block], code: &dyn Code, keep: bool) -> Aliases {
        let fresh = Facts {
            block: NONE,
            first: 0,
            last: 0,
            defs: 0,
            uses: 0,
            defined_first: false,
            fixed: false,
            place: Place::Own,
        };
        let mut aliases = Aliases {
            facts: vec![fresh; function.locals.len()],
            dropped: vec![Vec::new(); blocks.len()],
        };
        let fixed = function.params.iter().chain(&function.results).chain(&function.closure);
        for local in fixed.chain(function.boxed_results.iter().map(|(boxed, _)| boxed)) {
            aliases.facts[local.0 as usize].fixed = true;
        }
        for (number, block) in blocks.iter().enumerate() {
            aliases.count(number as u32, block);
        }
        if !keep {
            for (number, block) in blocks.iter().enumerate() {
                let mut pass = Pass {
                    aliases: &mut aliases,
                    function,
                    block,
                    code,
                    touched: Vec::new(),
                    starts: Vec::new(),
                };
                pass.list();
                let dropped = pass.run(number as u32);
                aliases.dropped[number] = dropped;
            }
        }
        aliases
    }

    /// The local whose slots a local lies in, and the word.
    pub fn root(&self, local: LocalId) -> (LocalId, u32) {
        let (mut local, mut word) = (local, 0);
        while let Place::Part(other, at) = self.facts[local.0 as usize].place {
            local = other;
            word += at;
        }
        (local, word)
    }

    fn count(&mut self, number: u32, block: &Block) {
        for (index, (_, inst)) in block.insts.iter().enumerate() {
            visit(inst, &mut |local, access| self.note(number, index as u32, local, access));
        }
        let end = block.insts.len() as u32;
        visit_end(&block.end.1, &mut |local| self.note(number, end, local, Access::Use));
    }

    fn note(&mut self, block: u32, index: u32, local: LocalId, access: Access) {
        let facts = &mut self.facts[local.0 as usize];
        if facts.block == NONE {
            facts.block = block;
            facts.first = index;
            facts.defined_first = access == Access::Def;
        } else if facts.block != block {
            facts.block = MANY;
        }
        facts.last = index;
        if access == Access::Use {
            facts.uses += 1;
        } else {
            facts.defs += 1;
        }
    }
}

/// One block's turn.
struct Pass<'a> {
    aliases: &'a mut Aliases,
    function: &'a Function,
    block: &'a Block,
    code: &'a dyn Code,
    /// What the instructions touch, one behind the other, and where each begins.
    touched: Vec<(LocalId, Access)>,
    starts: Vec<u32>,
}

impl Pass<'_> {
    fn list(&mut self) {
        for (_, inst) in &self.block.insts {
            self.starts.push(self.touched.len() as u32);
            visit(inst, &mut |local, access| self.touched.push((local, access)));
        }
        self.starts.push(self.touched.len() as u32);
        visit_end(&self.block.end.1, &mut |local| self.touched.push((local, Access::Use)));
        self.starts.push(self.touched.len() as u32);
    }

    fn run(&mut self, number: u32) -> Vec<u32> {
        let mut dropped = Vec::new();
        for (index, (_, inst)) in self.block.insts.iter().enumerate() {
            let done = match inst {
                Inst::Copy { dst, src: Operand::Local(src) } => {
                    self.read_there(number, index, *dst, *src, 0)
                        || self.made_there(number, index, *dst, *src, 0)
                }
                Inst::Convert { from, to, dst, src: Operand::Local(src) }
                    if same_word(*from, *to) =>
                {
                    self.read_there(number, index, *dst, *src, 0)
                        || self.made_there(number, index, *dst, *src, 0)
                }
                Inst::GetPart { dst, src, offset, kind } if self.whole_words(*offset, *kind) => {
                    self.read_there(number, index, *dst, *src, offset / 8)
                }
                Inst::SetPart { dst, offset, src: Operand::Local(src), kind }
                    if self.whole_words(*offset, *kind) =>
                {
                    self.made_there(number, index, *dst, *src, offset / 8)
                }
                Inst::Call { callee, args, .. } => {
                    self.arguments(number, index, *callee, args);
                    false
                }
                _ => false,
            };
            if done {
                dropped.push(index as u32);
            }
        }
        dropped
    }

    fn whole_words(&self, offset: u32, kind: Kind) -> bool {
        offset.is_multiple_of(8)
            && match kind {
                Kind::I64 | Kind::U64 | Kind::F64 | Kind::Ptr => true,
                Kind::Aggregate(layout) => self.code.layout(layout).size % 8 == 0,
                _ => false,
            }
    }

    fn kind(&self, local: LocalId) -> Kind {
        self.function.locals[local.0 as usize].kind
    }

    /// Whether a local could lie elsewhere: known here only, written once, before it is read.
    fn temporary(&self, number: u32, local: LocalId) -> bool {
        let facts = &self.aliases.facts[local.0 as usize];
        !facts.fixed
            && facts.block == number
            && facts.defs == 1
            && facts.defined_first
            && facts.place == Place::Own
    }

    /// Whether the collector sees both alike. A part is seen as its whole is.
    fn same_pointers(&self, part: LocalId, whole: LocalId) -> bool {
        match (self.kind(part), self.kind(whole)) {
            (Kind::Aggregate(_), _) | (_, Kind::Aggregate(_)) => true,
            (part, whole) => (part == Kind::Ptr) == (whole == Kind::Ptr),
        }
    }

    /// Whether an instruction between two others touches a local in a way that matters.
    fn touches(
        &self,
        from: usize,
        to: usize,
        root: LocalId,
        matters: impl Fn(Access) -> bool,
    ) -> bool {
        if to.saturating_sub(from) > WINDOW {
            return true;
        }
        let range = self.starts[from] as usize..self.starts[to] as usize;
        self.touched[range]
            .iter()
            .any(|&(local, access)| matters(access) && self.aliases.root(local).0 == root)
    }

    /// `temp = variable`, or a part of it: the value is read where the variable lies, if that does not change meanwhile.
    fn read_there(
        &mut self,
        number: u32,
        index: usize,
        temp: LocalId,
        variable: LocalId,
        word: u32,
    ) -> bool {
        if temp == variable || !self.temporary(number, temp) || !self.same_pointers(temp, variable)
        {
            return false;
        }
        let facts = self.aliases.facts[temp.0 as usize];
        let root = self.aliases.root(variable).0;
        let last = facts.last as usize;
        if matches!(self.aliases.facts[root.0 as usize].place, Place::Argument(_)) {
            return false;
        }
        // The last reader may write the variable itself, if it reads before it writes.
        let behind = if last < self.block.insts.len() && reads_first(&self.block.insts[last].1) {
            last
        } else {
            last + 1
        };
        if self.touches(index + 1, behind.max(index + 1), root, |access| access != Access::Use) {
            return false;
        }
        self.aliases.facts[temp.0 as usize].place = Place::Part(variable, word);
        let root = &mut self.aliases.facts[root.0 as usize];
        if root.block == number {
            root.last = root.last.max(facts.last);
        }
        true
    }

    /// `variable = temp`, or a part of it: the value is made where the variable lies, if nobody looks there meanwhile.
    fn made_there(
        &mut self,
        number: u32,
        index: usize,
        variable: LocalId,
        temp: LocalId,
        word: u32,
    ) -> bool {
        let facts = self.aliases.facts[temp.0 as usize];
        if temp == variable
            || !self.temporary(number, temp)
            || facts.uses != 1
            || !self.same_pointers(temp, variable)
        {
            return false;
        }
        let made = facts.first as usize;
        let root = self.aliases.root(variable).0;
        if matches!(self.aliases.facts[root.0 as usize].place, Place::Argument(_))
            || self.touches(made + 1, index, root, |_| true)
        {
            return false;
        }
        // What is made into a part of what it is made from would be in the way of itself.
        if !reads_first(&self.block.insts[made].1) && self.touches(made, made + 1, root, |_| true) {
            return false;
        }
        // A result must be as it was if something panics before the copy.
        let seen = self.function.results.contains(&root);
        if seen && !self.block.insts[made + 1..index].iter().all(|(_, inst)| cannot_fail(inst)) {
            return false;
        }
        if !self.defined_by(made, temp) {
            return false;
        }
        self.aliases.facts[temp.0 as usize].place = Place::Part(variable, word);
        let root = &mut self.aliases.facts[root.0 as usize];
        if root.block == number && facts.first < root.first {
            root.first = facts.first;
            // A part that is made before the whole is: then the whole is not.
            root.defined_first &= word == 0
                && root.first == facts.first
                && !matches!(self.block.insts[index].1, Inst::SetPart { .. });
        }
        true
    }

    /// Whether the instruction writes the local as a whole.
    fn defined_by(&self, index: usize, local: LocalId) -> bool {
        let range = self.starts[index] as usize..self.starts[index + 1] as usize;
        self.touched[range].contains(&(local, Access::Def))
    }

    /// Arguments are made in the frame of the function that is called, if nothing in between can call or collect.
    fn arguments(&mut self, number: u32, index: usize, callee: Callee, args: &[Operand]) {
        let mut word = u32::from(matches!(callee, Callee::Method { .. }));
        for arg in args {
            let Operand::Local(local) = *arg else {
                word += 1;
                continue;
            };
            let size = words(self.kind(local), self.code);
            let facts = self.aliases.facts[local.0 as usize];
            let made = facts.first as usize;
            if self.temporary(number, local)
                && facts.uses == 1
                && index - made <= WINDOW
                && self.defined_by(made, local)
                && !several_results(&self.block.insts[made].1)
                && self.block.insts[made + 1..index].iter().all(|(_, inst)| is_plain(inst))
            {
                self.aliases.facts[local.0 as usize].place = Place::Argument(word);
            }
            word += size;
        }
    }
}

/// Whether it is a call with several results: they lie where arguments of the next call would go, and are moved one by one.
fn several_results(inst: &Inst) -> bool {
    matches!(inst, Inst::Call { results, .. } if results.len() > 1)
}

/// Whether two kinds have the same word.
pub fn same_word(from: Kind, to: Kind) -> bool {
    use Kind::{I8, I16, I32, I64, Ptr, U8, U16, U32, U64};
    match (from, to) {
        (from, to) if from == to => true,
        (I8 | I16 | I32 | I64 | U8 | U16 | U32 | U64 | Ptr, I64 | U64 | Ptr) => true,
        (I8 | U8, I16) | (I8 | I16 | U8 | U16, I32) | (U8, U16) | (U8 | U16, U32) => true,
        _ => false,
    }
}

/// Whether an instruction has read all that it reads before it writes anything, whatever lies where.
fn reads_first(inst: &Inst) -> bool {
    matches!(
        inst,
        Inst::Binary { .. }
            | Inst::Unary { .. }
            | Inst::Convert { .. }
            | Inst::Load { .. }
            | Inst::LoadElement { .. }
            | Inst::GetPart { .. }
            | Inst::CompareStrings { .. }
            | Inst::ElementAddress { .. }
            | Inst::Address { .. }
    )
}

/// Whether an instruction cannot panic.
fn cannot_fail(inst: &Inst) -> bool {
    match inst {
        Inst::Binary { op, .. } => {
            !matches!(op, burrow_go_ir::code::BinOp::Div | burrow_go_ir::code::BinOp::Rem)
        }
        Inst::Statement
        | Inst::Copy { .. }
        | Inst::Zero { .. }
        | Inst::Unary { .. }
        | Inst::Convert { .. }
        | Inst::GetPart { .. }
        | Inst::SetPart { .. }
        | Inst::SetBytes { .. }
        | Inst::ConstString { .. }
        | Inst::FuncValue { .. } => true,
        _ => false,
    }
}
