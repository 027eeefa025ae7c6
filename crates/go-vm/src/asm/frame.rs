//! Where the locals of a function lie in its frame.
//!
//! A frame is a run of words: parameters, results if there are several, the closure, locals that must be zero at the start (all with
//! pointers, so that the collector finds no old words), all others, scratch words for constants. A single
//! result is given back from wherever it lies. Locals that one block knows alone share places when their lives do
//! not overlap. Callers put arguments straight into the frame that the callee will have, behind their own.

use std::collections::HashMap;

use burrow_go_ir::Code;
use burrow_go_ir::code::{Block, Function, LocalId, Terminator};
use burrow_go_ir::layout::Kind;

use super::alias::{Aliases, MANY, NONE, Place};
use super::visit::{Access, visit, visit_end};
use crate::interp::{HEAD, NO_SLOT};

/// How many scratch words there are: for the operands of one instruction.
pub const SCRATCH: u32 = 8;

/// The frame of one function.
#[derive(Debug, Default)]
pub struct Frame {
    /// The first slot of each local.
    pub slots: Vec<u32>,
    /// From here to `zero_to` the frame is zeroed on entry.
    pub zero_from: u32,
    /// See `zero_from`.
    pub zero_to: u32,
    /// All words of its own.
    pub words: u32,
    /// The slots that hold pointers, in rising order.
    pub pointers: Vec<u32>,
    /// The first of [`SCRATCH`] words.
    pub scratch: u32,
    /// The words of constants that loops use, and how many.
    pub constants: (u32, u32),
    /// Where the closure goes, or [`NO_SLOT`].
    pub closure: u32,
}

/// Locals times blocks: more are not looked at.
const MOST: usize = 1 << 22;

struct Layouter<'a> {
    frame: Frame,
    function: &'a Function,
    code: &'a dyn Code,
}

/// Lays out the locals of a function, with room for so many constants. With `keep` no locals share a place.
pub fn lay_out(
    function: &Function,
    blocks: &[Block],
    aliases: &Aliases,
    code: &dyn Code,
    constants: u32,
    keep: bool,
) -> Frame {
    let frame =
        Frame { slots: vec![NO_SLOT; function.locals.len()], closure: NO_SLOT, ..Frame::default() };
    let mut layouter = Layouter { frame, function, code };
    for &local in &function.params {
        layouter.place(local);
    }
    layouter.frame.zero_from = layouter.frame.words;
    if function.results.len() != 1 || blocks.is_empty() {
        for &local in &function.results {
            layouter.place(local);
        }
    }
    if let Some(local) = function.closure {
        layouter.place(local);
        layouter.frame.closure = layouter.slot(local);
    }
    let mut own: Vec<LocalId> = (0..function.locals.len() as u32).map(LocalId).collect();
    own.retain(|&local| {
        let facts = &aliases.facts[local.0 as usize];
        facts.place == Place::Own && (facts.block != NONE || facts.fixed)
    });
    // The small ones first: their slots fit the instructions' fields.
    own.sort_by_key(|&local| layouter.size(local));
    let shared = |local: &LocalId| {
        let facts = &aliases.facts[local.0 as usize];
        !keep
            && !facts.fixed
            && facts.block != MANY
            && facts.defined_first
            && layouter.size(*local) <= 8
    };
    let (shared, single): (Vec<LocalId>, Vec<LocalId>) =
        own.iter().partition(|local| shared(local));
    let whole = |local: LocalId, access: Access| {
        access == Access::Def && aliases.facts[local.0 as usize].place == Place::Own
    };
    let unset = read_before_written(function, blocks, aliases, &single, whole);
    debug_assert_eq!(never_made(function, blocks, aliases, &layouter), [], "{}", function.name);
    let (zeroed, others): (Vec<LocalId>, Vec<LocalId>) = single
        .into_iter()
        .partition(|&local| layouter.has_pointers(local) || unset.contains(&local));
    for local in zeroed {
        layouter.place(local);
    }
    let (pointing, plain): (Vec<LocalId>, Vec<LocalId>) =
        shared.into_iter().partition(|&local| layouter.has_pointers(local));
    layouter.share(&pointing, aliases);
    layouter.frame.zero_to = layouter.frame.words;
    layouter.share(&plain, aliases);
    layouter.frame.scratch = layouter.frame.words;
    layouter.frame.words += SCRATCH;
    layouter.frame.constants = (layouter.frame.words, constants);
    layouter.frame.words += constants;
    for local in others {
        layouter.place(local);
    }
    let mut frame = layouter.frame;
    for index in 0..function.locals.len() {
        let (root, word) = aliases.root(LocalId(index as u32));
        frame.slots[index] = match aliases.facts[root.0 as usize].place {
            Place::Argument(at) => frame.words + HEAD + at + word,
            _ => frame.slots[root.0 as usize].saturating_add(word),
        };
    }
    frame.pointers.sort_unstable();
    frame.pointers.dedup();
    frame
}

impl Layouter<'_> {
    fn kind(&self, local: LocalId) -> Kind {
        self.function.locals[local.0 as usize].kind
    }

    fn size(&self, local: LocalId) -> u32 {
        words(self.kind(local), self.code)
    }

    fn slot(&self, local: LocalId) -> u32 {
        self.frame.slots[local.0 as usize]
    }

    fn has_pointers(&self, local: LocalId) -> bool {
        match self.kind(local) {
            Kind::Ptr => true,
            Kind::Aggregate(layout) => !self.code.layout(layout).pointers.is_empty(),
            _ => false,
        }
    }

    fn place(&mut self, local: LocalId) {
        if self.slot(local) != NO_SLOT {
            return;
        }
        let slot = self.frame.words;
        self.frame.slots[local.0 as usize] = slot;
        self.note_pointers(self.kind(local), slot);
        self.frame.words += self.size(local);
    }

    fn note_pointers(&mut self, kind: Kind, slot: u32) {
        self.frame.pointers.extend(pointers(kind, self.code).into_iter().map(|word| slot + word));
    }

    /// Gives places to locals of one block each: a place is free again when its local has been read for the last time.
    fn share(&mut self, locals: &[LocalId], aliases: &Aliases) {
        let mut sorted = locals.to_vec();
        let facts = |local: LocalId| &aliases.facts[local.0 as usize];
        sorted.sort_by_key(|&local| (facts(local).block, facts(local).first));
        // By kind of place: the slots of it, each with the block and instruction from which on it is taken until which.
        let mut places: HashMap<Kind, Vec<(u32, u32, u32)>> = HashMap::new();
        for local in sorted {
            let key = match self.kind(local) {
                kind @ (Kind::Ptr | Kind::Aggregate(_)) => kind,
                _ => Kind::I64,
            };
            let (block, first, last) = (facts(local).block, facts(local).first, facts(local).last);
            let list = places.entry(key).or_default();
            if let Some(place) = list.iter_mut().find(|place| place.1 != block || place.2 < first) {
                self.frame.slots[local.0 as usize] = place.0;
                *place = (place.0, block, last);
                continue;
            }
            let slot = self.frame.words;
            list.push((slot, block, last));
            self.frame.slots[local.0 as usize] = slot;
            self.note_pointers(key, slot);
            self.frame.words += self.size(local);
        }
    }
}

/// The locals that some way reads and never writes, which only a mistake of the lowering brings about: where the function is put in
/// place of a call, in a loop, they are not zero.
fn never_made(
    function: &Function,
    blocks: &[Block],
    aliases: &Aliases,
    layouter: &Layouter,
) -> Vec<LocalId> {
    let locals = (0..function.locals.len() as u32).map(LocalId);
    let locals: Vec<LocalId> = locals
        .filter(|local| !function.results.contains(local) && layouter.size(*local) > 0)
        .collect();
    if locals.len() * blocks.len() > MOST {
        return Vec::new();
    }
    read_before_written(function, blocks, aliases, &locals, |_, access| access != Access::Use)
}

/// The locals among `locals` that can be read before they are written: they must start as zero. `whole` says whether an access writes
/// all of a local.
fn read_before_written(
    function: &Function,
    blocks: &[Block],
    aliases: &Aliases,
    locals: &[LocalId],
    whole: impl Fn(LocalId, Access) -> bool,
) -> Vec<LocalId> {
    // What a native function leaves unset is zero.
    if blocks.is_empty() {
        return Vec::new();
    }
    let candidates: Vec<LocalId> =
        locals.iter().copied().filter(|&local| matters(function, local)).collect();
    // A native function has no blocks; or there are too many to be worth it. Then all are zeroed.
    if blocks.is_empty() || candidates.len() * blocks.len() > MOST {
        return candidates;
    }
    let mut bits = vec![u32::MAX; function.locals.len()];
    for (bit, local) in candidates.iter().enumerate() {
        bits[local.0 as usize] = bit as u32;
    }
    let width = candidates.len().div_ceil(64);
    let mut read = vec![0u64; width * blocks.len()];
    let mut written = vec![0u64; width * blocks.len()];
    for (number, block) in blocks.iter().enumerate() {
        let mut note = |local: LocalId, access: Access| {
            let bit = bits[aliases.root(local).0.0 as usize];
            if bit == u32::MAX {
                return;
            }
            let (at, bit) = (number * width + bit as usize / 64, 1 << (bit % 64));
            if whole(local, access) {
                written[at] |= bit;
            } else if written[at] & bit == 0 {
                read[at] |= bit;
            }
        };
        for (_, inst) in &block.insts {
            visit(inst, &mut note);
        }
        visit_end(&block.end.1, &mut |local| note(local, Access::Use));
        if matches!(block.end.1, Terminator::Return) {
            function.results.iter().for_each(|&local| note(local, Access::Use));
        }
    }
    live_at_entry(blocks, width, &mut read, &written);
    let live = |bit: usize| read[bit / 64] & (1 << (bit % 64)) != 0;
    let defers = crate::asm::defers(blocks);
    let unset = |(bit, local): (usize, LocalId)| {
        (live(bit) || defers && function.results.contains(&local)).then_some(local)
    };
    candidates.into_iter().enumerate().filter_map(unset).collect()
}

/// Extends what blocks read before they write to what is read behind them, until nothing changes.
fn live_at_entry(blocks: &[Block], width: usize, read: &mut [u64], written: &[u64]) {
    let mut changed = true;
    while changed {
        changed = false;
        for number in (0..blocks.len()).rev() {
            successors(&blocks[number].end.1, &mut |next| {
                for word in 0..width {
                    let at = number * width + word;
                    let live = read[at] | (read[next * width + word] & !written[at]);
                    changed |= live != read[at];
                    read[at] = live;
                }
            });
        }
    }
}

/// Parameters come with their values, and what has pointers is zeroed anyway.
fn matters(function: &Function, local: LocalId) -> bool {
    !function.params.contains(&local) && function.closure != Some(local)
}

/// Calls `f` with the blocks that may follow.
pub fn successors(end: &Terminator, f: &mut dyn FnMut(usize)) {
    match end {
        Terminator::Jump(to) => f(to.0 as usize),
        Terminator::Branch(_, then, other) => {
            f(then.0 as usize);
            f(other.0 as usize);
        }
        Terminator::Switch(_, cases, other) => {
            cases.iter().for_each(|(_, to)| f(to.0 as usize));
            f(other.0 as usize);
        }
        Terminator::Return | Terminator::Unreachable => {}
    }
}

/// How many words of a frame a value takes.
pub fn words(kind: Kind, code: &dyn Code) -> u32 {
    match kind {
        Kind::Aggregate(layout) => code.layout(layout).size.div_ceil(8) as u32,
        _ => 1,
    }
}

/// The words of a value that are pointers.
pub fn pointers(kind: Kind, code: &dyn Code) -> Vec<u32> {
    match kind {
        Kind::Ptr => vec![0],
        Kind::Aggregate(layout) => {
            let layout = code.layout(layout);
            let rounds = if layout.pointers.is_empty() { 0 } else { layout.repeat };
            let starts = (0..rounds).map(|round| round * layout.stride);
            starts
                .flat_map(|start| {
                    layout.pointers.iter().map(move |&at| ((start + u64::from(at)) / 8) as u32)
                })
                .collect()
        }
        _ => Vec::new(),
    }
}
