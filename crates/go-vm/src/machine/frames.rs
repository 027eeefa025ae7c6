//! Stacks and frames.
//!
//! A stack lies in the program's memory. Before every frame stand two words (see [`crate::interp::HEAD`]): which function
//! runs in it and how far below the caller's frame begins, and where the caller goes on. Nothing points into a stack, so it
//! is copied when it must grow. A frame is known by its distance in words from the start of the stack.
#![allow(unsafe_code)]

use std::rc::Rc;

use super::Machine;
use super::own::{END_TIMER_AT, START, START_TIMER};
use crate::asm::Made;
use crate::interp::{HEAD, head};
use crate::natives::After;
use crate::panics::Panics;
use crate::sched::GoId;
use crate::trap::Trap;

/// Bytes of a new stack.
const SMALL: u64 = 512;

/// What a goroutine has of its own.
#[derive(Clone)]
pub struct Stack {
    /// The address of its stack.
    pub at: u64,
    /// Bytes of it.
    pub bytes: u64,
    /// Where it goes on, while it does not run.
    pub pc: *const u64,
    /// Its frame, while it does not run.
    pub fp: u32,
    /// Deferred calls and panics.
    pub panics: Panics,
    /// What native functions do when what they called returns: their frames, what they called, and what then.
    pub after: Vec<(u32, u32, After)>,
    /// Who started it, and the number of that goroutine.
    pub creator: Option<(Call, u64)>,
    /// How many initialisers of library variables it is in.
    pub initialising: u32,
    /// Frame and number of the statement that it is in, in code that is made for the stepper.
    pub statement: Option<(u32, u32)>,
}

/// A call under way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Call {
    /// The number of the function.
    pub func: u32,
    /// The word of its code where the call stands, or where it stopped.
    pub at: u32,
}

/// A frame on a stack.
#[derive(Clone, Copy, Debug)]
pub struct FrameRef {
    /// Its distance from the start of the stack, in words.
    pub fp: u32,
    /// The number of the function that runs in it.
    pub func: u32,
    /// Where it goes on.
    pub pc: *const u64,
}

impl Machine {
    /// A goroutine that will call a `func` value with these words.
    pub fn spawn(&mut self, closure: u64, args: &[u64], system: bool) -> Result<GoId, Trap> {
        let at = self.world.heap.alloc_stack(SMALL)?;
        let creator = self
            .running_call()
            .map(|call| (call, self.sched.current().map_or(0, |id| self.sched.goid(id))));
        let func = if args.is_empty() { START } else { START_TIMER };
        let memory = self.memory();
        memory.write_u64(at, head(func, 0));
        memory.write_u64(at + 8, 0);
        memory.write_u64(at + 16, closure);
        for (index, &arg) in args.iter().take(4).enumerate() {
            memory.write_u64(at + 24 + 8 * index as u64, arg);
        }
        let pc = self.world.funcs[func as usize].code;
        let stack = Stack {
            at,
            bytes: SMALL,
            pc,
            fp: HEAD,
            panics: Panics::default(),
            after: Vec::new(),
            creator,
            initialising: 0,
            statement: None,
        };
        let id = self.sched.spawn(system);
        let index = id.0 as usize;
        if index >= self.stacks.len() {
            self.stacks.resize_with(index + 1, || None);
        }
        self.stacks[index] = Some(Box::new(stack));
        let goid = self.sched.goid(id);
        let by = creator.map(|(_, goid)| goid).filter(|_| !system);
        if let Some(race) = self.detector() {
            race.start(goid, by);
        }
        if let Some(by) = by {
            self.note(by, super::log::Happening::Started(goid));
        }
        Ok(id)
    }

    /// The call that the running goroutine is in.
    fn running_call(&self) -> Option<Call> {
        let id = self.current?;
        let mut found = None;
        self.walk_calls(id, &mut |call| {
            if self.made(call.func).is_some_and(|made| !made.function.wrapper) {
                found = Some(call);
            }
            found.is_none()
        });
        found
    }

    /// What the running goroutine has of its own. There is one whenever instructions are carried out.
    pub(super) fn stack(&mut self) -> &mut Stack {
        let id = self.current.expect("a goroutine runs");
        self.stacks[id.0 as usize].as_deref_mut().expect("a goroutine that runs has a stack")
    }

    /// What a goroutine has of its own.
    pub fn stack_of(&self, id: GoId) -> Option<&Stack> {
        self.stacks.get(id.0 as usize)?.as_deref()
    }

    /// Puts a goroutine's state into the registers.
    pub(super) fn load(&mut self, id: GoId) {
        self.current = Some(id);
        let base = self.regs.memory;
        let stack = self.stack();
        let (pc, fp, at, bytes) = (stack.pc, stack.fp, stack.at, stack.bytes);
        self.regs.pc = pc;
        // SAFETY: stacks and frames in them lie in the memory.
        unsafe {
            self.regs.fp = base.add(at as usize).cast::<u64>().add(fp as usize);
            self.regs.stack_end = base.add((at + bytes) as usize).cast();
        }
    }

    /// Puts the registers into the running goroutine's state.
    pub(super) fn save(&mut self) {
        if self.current.is_some() {
            let (pc, fp) = (self.regs.pc, self.frame());
            let stack = self.stack();
            stack.pc = pc;
            stack.fp = fp;
            self.current = None;
        }
    }

    /// Gives the running goroutine's stack back.
    pub(super) fn drop_stack(&mut self) {
        if let Some(id) = self.current.take()
            && let Some(stack) = self.stacks[id.0 as usize].take()
        {
            self.world.heap.free_stack(stack.at, stack.bytes);
        }
    }

    /// The address of the running frame.
    pub(super) fn frame_addr(&self) -> u64 {
        self.regs.fp as u64 - self.regs.memory as u64
    }

    /// The running frame.
    pub(super) fn frame(&mut self) -> u32 {
        let addr = self.frame_addr();
        ((addr - self.stack().at) / 8) as u32
    }

    /// Goes on in this frame of the running goroutine.
    pub(super) fn set_frame(&mut self, fp: u32) {
        let at = self.stack().at + 8 * u64::from(fp);
        // SAFETY: frames lie in the memory.
        self.regs.fp = unsafe { self.regs.memory.add(at as usize).cast() };
    }

    /// The number of the function that runs.
    pub(super) fn func(&self) -> u32 {
        self.world.heap.memory.read_u64(self.frame_addr() - 16) as u32
    }

    /// A function's code.
    pub(super) fn made(&self, func: u32) -> Option<&Rc<Made>> {
        self.world.made.get(func as usize)?.as_ref()
    }

    /// The word of a slot of the running frame.
    #[inline]
    pub(super) fn slot(&self, slot: u32) -> u64 {
        self.world.heap.memory.read_u64(self.frame_addr() + 8 * u64::from(slot))
    }

    /// Calls `f` with the frames of a goroutine, the newest first, as long as it answers true.
    pub fn walk(&self, id: GoId, f: &mut dyn FnMut(FrameRef) -> bool) {
        let Some(Some(stack)) = self.stacks.get(id.0 as usize) else { return };
        let (mut fp, mut pc) = match self.current == Some(id) {
            true => (((self.frame_addr() - stack.at) / 8) as u32, self.regs.pc),
            false => (stack.fp, stack.pc),
        };
        loop {
            let before = stack.at + 8 * u64::from(fp - HEAD);
            let word = self.world.heap.memory.read_u64(before);
            let distance = (word >> 32) as u32;
            if !f(FrameRef { fp, func: word as u32, pc }) || distance == 0 || distance > fp {
                return;
            }
            fp -= distance;
            pc = self.world.heap.memory.read_u64(before + 8) as *const u64;
        }
    }

    /// The calls that a goroutine is in, the newest first.
    pub fn frames(&self, id: GoId) -> Vec<Call> {
        let mut calls = Vec::new();
        self.walk_calls(id, &mut |call| {
            calls.push(call);
            true
        });
        calls
    }

    fn walk_calls(&self, id: GoId, f: &mut dyn FnMut(Call) -> bool) {
        // The running one stands at an instruction, all others behind one.
        let mut back = u64::from(self.current != Some(id));
        self.walk(id, &mut |frame| {
            let at = self.made(frame.func).map_or(0, |made| {
                let words = (frame.pc as u64).wrapping_sub(made.code.as_ptr() as u64) / 8;
                words.saturating_sub(back).min(made.code.len() as u64) as u32
            });
            back = 1;
            f(Call { func: frame.func, at })
        });
    }

    /// The call that started a goroutine, and the number of the goroutine that it was in.
    pub fn creator(&self, id: GoId) -> Option<(Call, u64)> {
        self.stacks.get(id.0 as usize)?.as_ref()?.creator
    }

    /// The func value that a goroutine calls first, if it has not called it yet.
    pub fn begins(&self, id: GoId) -> Option<u64> {
        self.first_word(id, START, 0)
    }

    /// Whether a goroutine is that of a timer and has not begun.
    pub fn is_to_begin(&self, id: GoId, timer: u64) -> bool {
        // The number may be another goroutine's by now.
        self.first_word(id, START_TIMER, 3) == Some(timer)
    }

    /// A word of the first frame of a goroutine that stands at the start of this function and has had no turn.
    fn first_word(&self, id: GoId, func: u32, index: u32) -> Option<u64> {
        let stack = self.stack_of(id)?;
        let has_begun =
            self.current == Some(id) || stack.pc != self.world.funcs[func as usize].code;
        let at = stack.at + 8 * u64::from(HEAD + index);
        (!has_begun).then(|| self.world.heap.memory.read_u64(at))
    }

    /// Lets such a goroutine end without a call.
    pub fn cancel(&mut self, id: GoId) {
        let start = self.world.funcs[START_TIMER as usize].code;
        if let Some(Some(stack)) = self.stacks.get_mut(id.0 as usize) {
            // SAFETY: that code has so many words.
            stack.pc = unsafe { start.add(END_TIMER_AT) };
        }
    }

    /// Makes room for so many words from the running frame on.
    pub(super) fn ensure(&mut self, words: u32) -> Result<(), Trap> {
        while self.regs.fp as u64 + 8 * u64::from(words) > self.regs.stack_end as u64 {
            self.grow()?;
        }
        Ok(())
    }

    fn grow(&mut self) -> Result<(), Trap> {
        let fp = self.frame();
        let (at, bytes) = (self.stack().at, self.stack().bytes);
        let larger = match self.world.heap.alloc_stack(bytes * 2) {
            Ok(larger) if bytes * 2 <= self.stack_limit => larger,
            _ => {
                self.overflow();
                return Err(Trap::Exit(2));
            }
        };
        self.memory().copy(at, larger, bytes);
        self.world.heap.free_stack(at, bytes);
        let stack = self.stack();
        stack.at = larger;
        stack.bytes = bytes * 2;
        stack.fp = fp;
        let pc = self.regs.pc;
        if let Some(id) = self.current {
            self.load(id);
        }
        self.regs.pc = pc;
        Ok(())
    }

    /// Puts a frame for a function behind the running one and goes on there; it returns to `back`, which must be the third
    /// word at least of some code whose word two before names harmless slots for results.
    pub(super) fn push(
        &mut self,
        func: u32,
        args: &[u64],
        closure: u64,
        back: *const u64,
    ) -> Result<(), Trap> {
        let inits = self.prepare(func)?;
        let running = self.func();
        let base = self.made(running).map_or(0, |made| made.words) + HEAD;
        let entry = self.world.funcs[func as usize];
        self.ensure(base + entry.frame + args.len() as u32 + HEAD)?;
        let fp = self.frame() + base;
        self.set_frame(fp);
        let at = self.frame_addr();
        let memory = self.memory();
        memory.write_u64(at - 16, head(func, base));
        memory.write_u64(at - 8, back as u64);
        for (index, &arg) in args.iter().enumerate() {
            memory.write_u64(at + 8 * index as u64, arg);
        }
        for slot in entry.zero_from..entry.zero_to {
            memory.write_u64(at + 8 * u64::from(slot), 0);
        }
        if entry.closure != crate::interp::NO_SLOT {
            memory.write_u64(at + 8 * u64::from(entry.closure), closure);
        }
        self.regs.pc = entry.code;
        self.push_inits(inits)
    }

    /// Leaves the running frame for its caller's.
    pub(super) fn leave(&mut self) {
        let at = self.frame_addr();
        let distance = (self.memory().read_u64(at - 16) >> 32) as usize;
        let back = self.memory().read_u64(at - 8);
        self.regs.pc = back as *const u64;
        // SAFETY: the caller's frame lies on the same stack.
        self.regs.fp = unsafe { self.regs.fp.sub(distance) };
    }
}
