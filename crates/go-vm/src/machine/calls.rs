//! Calls that the interpreter's loop leaves to the machine: of functions that are not made yet, without room on the stack, of
//! nothing; returns of functions that defer; and panics on their way.
#![allow(unsafe_code)]

use super::Machine;
use super::own::{INIT, UNWIND, UNWIND_AT};
use crate::asm::op::{Op, a, b, c, half, op};
use crate::interp::{NO_SLOT, func_of_code};
use crate::panics::Step;
use crate::trap::Trap;

/// What the machine does next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Turn {
    /// It goes on with this goroutine.
    GoOn,
    /// It lets another one run.
    Switch,
    /// The goroutine has ended.
    End,
    /// It pauses here; see [`super::pause`].
    Pause,
}

impl Machine {
    /// Makes a function, and says which initialisers must run before it.
    pub(super) fn prepare(&mut self, func: u32) -> Result<Vec<u32>, Trap> {
        if self.made(func).is_some() {
            return Ok(Vec::new());
        }
        self.world.make(func);
        if self.world.heap.exhausted() {
            return Err(Trap::OutOfMemory);
        }
        let pending = self.world.code.pending_inits();
        let numbers: Vec<u32> = pending.into_iter().map(|id| self.world.func(id)).collect();
        Ok(numbers.into_iter().filter(|number| !self.world.initialised.contains(number)).collect())
    }

    /// Has initialisers run, the first one first, before the code at hand goes on.
    pub(super) fn push_inits(&mut self, inits: Vec<u32>) -> Result<(), Trap> {
        for init in inits.into_iter().rev() {
            let back = self.regs.pc;
            self.push(INIT, &[u64::from(init)], 0, back)?;
        }
        Ok(())
    }

    /// The first instruction of a function that has only now been called.
    pub(super) fn unmade(&mut self) -> Result<Turn, Trap> {
        let func = self.func();
        let inits = self.prepare(func)?;
        let entry = self.world.funcs[func as usize];
        self.ensure(entry.frame)?;
        let at = self.frame_addr();
        // SAFETY: it was called by an instruction, which stands two words before where the caller goes on; slots of the
        // caller's frame lie in the memory.
        let closure = unsafe {
            let back = self.world.heap.memory.read_u64(at - 8) as *const u64;
            let call = *back.sub(2);
            let distance = (self.world.heap.memory.read_u64(at - 16) >> 32) as usize;
            if op(call) == Op::CallClosure { *self.regs.fp.sub(distance).add(a(call)) } else { 0 }
        };
        let memory = self.memory();
        for slot in entry.zero_from..entry.zero_to {
            memory.write_u64(at + 8 * u64::from(slot), 0);
        }
        if entry.closure != NO_SLOT {
            memory.write_u64(at + 8 * u64::from(entry.closure), closure);
        }
        self.regs.pc = entry.code;
        self.push_inits(inits)?;
        Ok(Turn::GoOn)
    }

    /// A call that could not be made at once.
    pub(super) fn slow_call(&mut self, word: u64) -> Result<Turn, Trap> {
        // SAFETY: the word behind a call belongs to it.
        let callee = unsafe { *self.regs.pc.add(1) };
        let memory = &self.world.heap.memory;
        let func = match op(word) {
            Op::Call => u64::from(callee as u32),
            Op::CallClosure => {
                let closure = self.slot(a(word) as u32);
                if !memory.valid(closure, 8) {
                    return Err(nil());
                }
                func_of_code(memory.read_u64(closure))
            }
            _ => {
                let itab = self.slot(c(word) as u32);
                if !memory.valid(itab, 32) {
                    return Err(nil());
                }
                func_of_code(memory.read_u64(itab + 24 + 8 * a(word) as u64))
            }
        };
        let Some(entry) = self.world.funcs.get(func as usize).copied() else { return Err(nil()) };
        self.ensure(half(callee) + entry.frame + crate::interp::HEAD)?;
        Ok(Turn::GoOn)
    }

    /// The next deferred call of a function that returns; then its end.
    pub(super) fn return_deferred(&mut self) -> Result<Turn, Trap> {
        let frame = self.frame();
        if let Some(closure) = self.stack().panics.pop(frame) {
            // SAFETY: the return is an instruction, and the first of the two has the other one behind it.
            let back = unsafe { self.regs.pc.add(a(*self.regs.pc)) };
            self.call_deferred(closure, back)?;
            return Ok(Turn::GoOn);
        }
        let func = self.func();
        let Some(made) = self.made(func).cloned() else { return Err(nil()) };
        for &(boxed, result) in &made.function.boxed_results {
            let address = self.slot(made.slots[boxed.0 as usize]);
            let kind = made.function.locals[result.0 as usize].kind;
            let slot = made.slots[result.0 as usize];
            // It returned before the result had its box.
            if address != 0 {
                self.load_to(slot, address, kind);
            }
        }
        self.give_back(&made.results);
        Ok(Turn::GoOn)
    }

    /// Returns from the running frame with these results: slot and words of each.
    pub(super) fn give_back(&mut self, results: &[(u32, u32)]) {
        let at = self.frame_addr();
        self.leave();
        let [(slot, words)] = *results else { return };
        if words == 0 {
            return;
        }
        // SAFETY: two words before where a caller goes on stands its call.
        let to = unsafe { b(*self.regs.pc.sub(2)) } as u64;
        let to = self.frame_addr() + 8 * to;
        self.memory().copy(at + 8 * u64::from(slot), to, 8 * u64::from(words));
    }

    /// Calls a `func()` value on top of the stack.
    fn call_deferred(&mut self, closure: u64, back: *const u64) -> Result<(), Trap> {
        let memory = &self.world.heap.memory;
        let func = func_of_code(memory.read_u64(closure));
        if !memory.valid(closure, 8) || func as usize >= self.world.funcs.len() {
            return Err(nil());
        }
        self.push(func as u32, &[], closure, back)
    }

    /// Starts a panic with an `any`, or a `Goexit`.
    pub(super) fn start_panic(&mut self, value: Option<(u64, u64)>) -> Result<(), Trap> {
        if let Some((0, _)) = value {
            return Err(Trap::Panic("runtime.panicnil", Vec::new()));
        }
        self.pause.panicked = self.world.step.is_some() && value.is_some();
        self.stack().panics.start(value.map(|(word, data)| [word, data]));
        let (word, data) = value.unwrap_or_default();
        self.push(UNWIND, &[word, data, 0, 0], 0, self.regs.pc.wrapping_add(1))?;
        self.regs.pc = self.unwind_code();
        Ok(())
    }

    fn unwind_code(&self) -> *const u64 {
        // SAFETY: that code has so many words.
        unsafe { self.world.funcs[UNWIND as usize].code.add(UNWIND_AT) }
    }

    /// The next deferred call of a panic, or its end.
    pub(super) fn unwind(&mut self) -> Result<Turn, Trap> {
        if self.dying.is_some() {
            return self.go_on_dying();
        }
        match self.stack().panics.step() {
            Step::Call(closure) => {
                // If it is nil, the panic of calling it replaces this one, which counts as begun.
                let own = self.frame();
                self.stack().panics.began(own);
                let back = self.unwind_code();
                self.call_deferred(closure, back)?;
                let frame = self.deferred_frame();
                self.stack().panics.began(frame);
                Ok(Turn::GoOn)
            }
            Step::Recovered(frame) => {
                self.cut(frame);
                Ok(Turn::GoOn)
            }
            Step::Goexit(frame) => {
                self.cut(frame);
                self.push(UNWIND, &[0; 4], 0, self.regs.pc)?;
                self.regs.pc = self.unwind_code();
                Ok(Turn::GoOn)
            }
            Step::Fatal => {
                self.die();
                Ok(Turn::GoOn)
            }
            Step::Ended => Ok(Turn::End),
        }
    }

    /// The frame of the deferred call that has just been pushed: that of the machine's own functions above it do not count.
    fn deferred_frame(&mut self) -> u32 {
        let mut found = 0;
        if let Some(id) = self.current {
            self.walk(id, &mut |frame| {
                found = frame.fp;
                frame.func == INIT
            });
        }
        found
    }

    /// Goes on at the end of the function in this frame; all above are gone.
    fn cut(&mut self, frame: u32) {
        self.set_frame(frame);
        let func = self.func();
        let stack = self.stack();
        stack.after.retain(|&(native, ..)| native <= frame);
        stack.initialising = 0;
        if let Some(made) = self.made(func)
            && let Some(epilogue) = made.epilogue
        {
            self.regs.pc = &raw const made.code[epilogue as usize];
        }
    }

    /// What an instruction does that has been stopped.
    pub(super) fn trap(&mut self, trap: Trap) {
        let outcome = match trap {
            Trap::Panic(name, args) => match self.world.named(name) {
                // It never comes back; traces look one word before.
                Some(func) => self.push(func, &args, 0, self.regs.pc.wrapping_add(1)),
                None => Err(Trap::Fatal(name.to_owned())),
            },
            Trap::Value(word, data) => self.start_panic(Some((word, data))),
            other => Err(other),
        };
        match outcome {
            Ok(()) => {}
            Err(Trap::Exit(code)) => self.exited = Some(code),
            Err(Trap::Fatal(text)) => self.fatal(&text),
            Err(Trap::OutOfMemory) => self.out_of_memory(),
            // A panic while a panic is started, as of nil.
            Err(again) => self.trap(again),
        }
    }
}

/// Of following nil.
pub(super) fn nil() -> Trap {
    Trap::Panic("runtime.panicmem", Vec::new())
}
