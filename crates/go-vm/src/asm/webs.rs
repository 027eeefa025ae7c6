//! Splitting locals into values.
//!
//! Lowered code uses one local for many values, one after the other. Here every value that is made and read within one block gets a
//! local of its own, so that the steps behind see what becomes of each.

use burrow_go_ir::code::{Block, Body, Function, Local, LocalId};

use super::frame::successors;
use super::visit::{Access, visit, visit_end, visit_end_mut, visit_mut};

/// The function with a local for each such value.
pub fn split(function: &Function) -> Function {
    let mut function = function.clone();
    let Body::Blocks(blocks) = &mut function.body else { return function };
    let mut blocks = std::mem::take(blocks);
    let candidates = candidates(&function, &blocks);
    if candidates.iter().any(|&candidate| candidate) {
        let live = live_out(&blocks, &candidates);
        for (block, live) in blocks.iter_mut().zip(live) {
            rename(block, &candidates, &live, &mut function.locals);
        }
    }
    function.body = Body::Blocks(blocks);
    function
}

/// The locals that are written more than once, and are not seen from outside.
fn candidates(function: &Function, blocks: &[Block]) -> Vec<bool> {
    let mut defs = vec![0u32; function.locals.len()];
    for (_, inst) in blocks.iter().flat_map(|block| &block.insts) {
        visit(inst, &mut |local, access| {
            defs[local.0 as usize] += u32::from(access == Access::Def)
        });
    }
    let fixed = function.params.iter().chain(&function.results).chain(&function.closure);
    for local in fixed.chain(function.boxed_results.iter().map(|(boxed, _)| boxed)) {
        defs[local.0 as usize] = 0;
    }
    defs.into_iter().map(|count| count > 1).collect()
}

/// By block, a bit for each candidate that is read behind it.
fn live_out(blocks: &[Block], candidates: &[bool]) -> Vec<Vec<u64>> {
    let width = candidates.len().div_ceil(64);
    let mut read = vec![vec![0u64; width]; blocks.len()];
    let mut written = read.clone();
    for (number, block) in blocks.iter().enumerate() {
        let (read, written) = (&mut read[number], &mut written[number]);
        let mut note = |local: LocalId, access: Access| {
            let (at, bit) = (local.0 as usize / 64, 1u64 << (local.0 % 64));
            if !candidates[local.0 as usize] {
            } else if access == Access::Def {
                written[at] |= bit;
            } else if written[at] & bit == 0 {
                read[at] |= bit;
            }
        };
        for (_, inst) in &block.insts {
            visit(inst, &mut note);
        }
        visit_end(&block.end.1, &mut |local| note(local, Access::Use));
    }
    let mut out = vec![vec![0u64; width]; blocks.len()];
    let mut changed = true;
    while changed {
        changed = false;
        for number in (0..blocks.len()).rev() {
            successors(&blocks[number].end.1, &mut |next| {
                for at in 0..width {
                    let entry = read[next][at] | (out[next][at] & !written[next][at]);
                    changed |= entry & !out[number][at] != 0;
                    out[number][at] |= entry;
                }
            });
        }
    }
    out
}

/// Gives the values of a block that end in it locals of their own.
fn rename(block: &mut Block, candidates: &[bool], live: &[u64], locals: &mut Vec<Local>) {
    // From the back: which definitions are over before the block's end.
    let mut ends = Vec::new();
    let mut over: Vec<bool> =
        (0..candidates.len()).map(|local| live[local / 64] & (1 << (local % 64)) == 0).collect();
    for (_, inst) in block.insts.iter().rev() {
        let first = ends.len();
        visit(inst, &mut |local, access| {
            if access == Access::Def && candidates[local.0 as usize] {
                ends.push(over[local.0 as usize]);
                over[local.0 as usize] = true;
            }
        });
        ends[first..].reverse();
    }
    let mut names: Vec<LocalId> = (0..candidates.len() as u32).map(LocalId).collect();
    for (_, inst) in &mut block.insts {
        visit_mut(inst, &mut |local, access| {
            let index = local.0 as usize;
            if !candidates[index] {
                return;
            }
            if access == Access::Def {
                names[index] = *local;
                if ends.pop() == Some(true) {
                    names[index] = LocalId(locals.len() as u32);
                    let fresh = Local { kind: locals[index].kind, variable: None };
                    locals.push(fresh);
                }
            }
            *local = names[index];
        });
    }
    visit_end_mut(&mut block.end.1, &mut |local| {
        if candidates[local.0 as usize] {
            *local = names[local.0 as usize];
        }
    });
}
