//! Collecting: what the machine itself holds.

use std::rc::Rc;

use super::Machine;
use crate::natives::time::channel;
use crate::sched::{GoId, State};

impl Machine {
    /// Frees what nothing holds any more.
    pub fn collect(&mut self) {
        let before = self.now();
        self.world.heap.start();
        for index in 0..self.stacks.len() {
            self.mark_stack(index);
        }
        let heap = &mut self.world.heap;
        self.sched.timers.roots(&mut |timer| {
            if channel(&heap.memory, timer) == 0 {
                heap.mark(timer);
            }
        });
        if let Some(dying) = &self.dying {
            dying.roots(&mut |word| heap.mark(word));
        }
        // A timer that only sends lives as long as somebody could receive from its channel.
        heap.drain();
        self.sched.timers.retain(|timer| {
            let channel = channel(&heap.memory, timer);
            let wanted = channel == 0 || heap.marked(timer) || heap.marked(channel);
            if wanted {
                heap.mark(timer);
            }
            wanted
        });
        let race = self.race.as_mut();
        let queued = self.world.heap.finish(|heap| {
            if let Some(race) = race {
                Rc::make_mut(race).forget(|address| heap.marked(address));
            }
        });
        let after = self.now();
        let wall = self.wall();
        self.world.heap.note_pause((after - before).max(0) as u64, wall.max(0) as u64);
        if queued && !self.finalizing {
            self.start_finalizers();
        }
    }

    fn mark_stack(&mut self, index: usize) {
        let id = GoId(index as u32);
        let waits = matches!(self.sched.state(id), State::Waiting(_));
        let mut frames = Vec::new();
        self.walk(id, &mut |frame| {
            let at = self
                .made(frame.func)
                .map_or(0, |made| (frame.pc as u64).wrapping_sub(made.code.as_ptr() as u64) / 8);
            // What waits has not been done yet. A function that has been called but waits for initialisers stands at its first word.
            let top = frames.is_empty();
            let back = u64::from(if top { waits } else { at > 0 });
            frames.push((frame.fp, frame.func, (at - back.min(at)) as u32, !top && at > 0));
            true
        });
        let Some(at) = self.stacks[index].as_ref().map(|stack| stack.at) else { return };
        for (fp, func, word, under_way) in frames {
            let needed = self.world.needed(func, word, under_way);
            let heap = &mut self.world.heap;
            for &slot in needed.iter() {
                let word = heap.memory.read_u64(at + 8 * u64::from(fp + slot));
                heap.mark(word);
            }
        }
        let Some(stack) = &self.stacks[index] else { return };
        let heap = &mut self.world.heap;
        stack.panics.roots(&mut |word| heap.mark(word));
    }

    /// Lets a goroutine of the machine's own run the finalizers that are waiting.
    fn start_finalizers(&mut self) {
        if let Some(func) = self.world.named("runtime.runfinq") {
            let value = self.world.func_value(func);
            if let Ok(id) = self.spawn(value, &[], true) {
                self.finalizing = true;
                let goid = self.sched.goid(id);
                if let Some(race) = self.detector() {
                    race.acquire_all(goid);
                }
                self.finalizer = Some(id);
            }
        }
    }
}
