//! From the code of a function to bytecode.
//!
//! Three steps: which values need no place of their own (`alias.rs`), where the others lie (`frame.rs`), and instructions,
//! block by block in the given order (`emit.rs` and the files beside it). Hot simple things have instructions of their own, some for two
//! or three of the code's at once; all else is [`op::Op::Rare`]. Every instruction remembers which of the code's it stands for:
//! when it cannot go on (an index out of range, no object at hand), the machine carries out those.

mod alias;
mod arith;
mod control;
mod data;
mod emit;
mod frame;
mod fuse;
mod live;
pub mod op;
mod visit;
mod webs;

use std::rc::Rc;

use burrow_go_ir::code::{Block, Body, Function, Inst};
use burrow_go_ir::layout::Kind;
use burrow_go_syntax::Pos;

use crate::interp::{Entry, NO_SLOT};
use crate::world::World;
use alias::Aliases;
use emit::Emitter;

pub use frame::pointers;
pub use live::Live;
pub use visit::is_plain;

/// What an instruction stands for: from this word of the bytecode on, this instruction of this block.
#[derive(Clone, Copy, Debug)]
pub struct Origin {
    /// Where it begins.
    pub at: u32,
    /// The block.
    pub block: u32,
    /// The instruction; the block's length for its end.
    pub inst: u32,
}

/// A function in bytecode.
pub struct Made {
    /// What it was made from.
    pub function: Rc<Function>,
    /// The bytecode. Never moves.
    pub code: Box<[u64]>,
    /// By rising `at`.
    pub origins: Vec<Origin>,
    /// The first slot of each local.
    pub slots: Vec<u32>,
    /// The slots that hold pointers.
    pub pointers: Vec<u32>,
    /// What a call needs.
    pub entry: Entry,
    /// Words of the parameters.
    pub params: u32,
    /// Slot and words of each result.
    pub results: Vec<(u32, u32)>,
    /// Words of the frame without what it calls.
    pub words: u32,
    /// Where a function that defers returns: where a recovered panic goes on.
    pub epilogue: Option<u32>,
}

/// Whether a function has deferred calls.
pub fn defers(blocks: &[Block]) -> bool {
    let deferring = |inst: &Inst| matches!(inst, Inst::Defer { .. } | Inst::FrameToken { .. });
    blocks.iter().any(|block| block.insts.iter().any(|(_, inst)| deferring(inst)))
}

/// Makes the bytecode of a function. `step` keeps variables apart and statements marked, for the stepper.
pub fn assemble(function: Rc<Function>, world: &mut World, step: bool) -> Made {
    let function = if step { function } else { Rc::new(webs::split(&function)) };
    let native = [];
    let blocks: &[Block] = match &function.body {
        Body::Blocks(blocks) => blocks,
        Body::Native(_) => &native,
    };
    let aliases = Aliases::new(&function, blocks, world.code.as_ref(), step);
    let constants = emit::loop_constants(blocks);
    let frame = frame::lay_out(&function, blocks, &aliases, world.code.as_ref(), constants, step);
    let mut emitter = Emitter::new(&function, blocks, &aliases, &frame, world, step);
    let mut emitted = emitter.emit(false);
    if emitted.too_far {
        emitter = Emitter::new(&function, blocks, &aliases, &frame, world, step);
        emitted = emitter.emit(true);
    }
    let size = |kind: Kind| frame::words(kind, world.code.as_ref());
    let kind = |local: &burrow_go_ir::code::LocalId| function.locals[local.0 as usize].kind;
    let params = function.params.iter().map(|local| size(kind(local))).sum();
    let results = function
        .results
        .iter()
        .map(|local| (frame.slots[local.0 as usize], size(kind(local))))
        .collect();
    let code = emitted.code.into_boxed_slice();
    let entry = Entry {
        code: code.as_ptr(),
        frame: frame.words + emitted.outgoing,
        zero_from: frame.zero_from,
        zero_to: frame.zero_to,
        closure: frame.closure,
    };
    debug_assert!(entry.closure == NO_SLOT || entry.closure < frame.words);
    Made {
        code,
        origins: emitted.origins,
        slots: frame.slots,
        pointers: frame.pointers,
        entry,
        params,
        results,
        words: frame.words,
        epilogue: emitted.epilogue,
        function,
    }
}

impl Made {
    /// The part of `origins` that the instruction at this word belongs to.
    pub fn origin(&self, at: u32) -> usize {
        self.origins.partition_point(|origin| origin.at <= at).saturating_sub(1)
    }

    /// Its blocks.
    pub fn blocks(&self) -> &[Block] {
        match &self.function.body {
            Body::Blocks(blocks) => blocks,
            Body::Native(_) => &[],
        }
    }

    /// Where in the source the instruction at this word comes from.
    pub fn pos(&self, at: u32) -> Pos {
        let Some(origin) = self.origins.get(self.origin(at)) else { return self.function.pos };
        let block = &self.blocks()[origin.block as usize];
        block.insts.get(origin.inst as usize).map_or(block.end.0, |(pos, _)| *pos)
    }
}
