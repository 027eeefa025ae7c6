//! Native functions: calling them, and what they use of the machine.
#![allow(unsafe_code)]

use super::Machine;
use super::calls::{Turn, nil};
use crate::asm::op::b;
use crate::heap::ShapeId;
use crate::interp::func_of_code;
use crate::natives::{Flow, Frame};
use crate::trap::Trap;

impl Machine {
    /// The first word of a parameter.
    pub fn arg(&self, frame: Frame, index: usize) -> u64 {
        self.world.heap.memory.read_u64(self.arg_addr(frame, index))
    }

    /// The address of a parameter.
    pub fn arg_addr(&self, frame: Frame, index: usize) -> u64 {
        let slot = self.made(frame.func).and_then(|made| {
            let local = made.function.params.get(index)?;
            made.slots.get(local.0 as usize)
        });
        frame.at + 8 * u64::from(slot.copied().unwrap_or(0))
    }

    /// The bytes of a parameter that is a string, or of a slice of bytes. Of one that claims more than the memory has, as much
    /// as there is.
    pub fn arg_string(&self, frame: Frame, index: usize) -> &[u8] {
        let at = self.arg_addr(frame, index);
        let memory = &self.world.heap.memory;
        let (start, len) = (memory.read_u64(at), memory.read_u64(at + 8));
        memory.slice(start, len.min(memory.size().saturating_sub(start)))
    }

    /// The address of a result.
    pub fn result_addr(&self, frame: Frame, index: usize) -> u64 {
        let slot = self
            .made(frame.func)
            .and_then(|made| made.results.get(index))
            .map_or(0, |result| result.0);
        frame.at + 8 * u64::from(slot)
    }

    /// Sets the first word of a result.
    pub fn set_result(&mut self, frame: Frame, index: usize, word: u64) {
        let at = self.result_addr(frame, index);
        self.memory().write_u64(at, word);
    }

    /// A zeroed object. Nothing is collected before the native function answers.
    pub fn alloc(&mut self, size: u64, shape: ShapeId) -> Result<u64, Trap> {
        Ok(self.world.heap.alloc(size, shape)?)
    }

    fn native_frame(&mut self) -> Frame {
        Frame { at: self.frame_addr(), func: self.func() }
    }

    /// Calls a native function.
    pub(super) fn call_native(&mut self) -> Result<Turn, Trap> {
        // SAFETY: the word behind belongs to the instruction.
        let number = unsafe { *self.regs.pc.add(1) } as u32;
        let frame = self.native_frame();
        let Some(native) = self.world.native_of(number).1 else {
            let name = self.world.native_of(number).0;
            return Err(Trap::Fatal(format!("{name} has no body here")));
        };
        let flow = native(self, frame)?;
        self.flow(flow)
    }

    /// Behind what a native function called or waited for.
    pub(super) fn after_native(&mut self) -> Result<Turn, Trap> {
        let fp = self.frame();
        let Some((_, func, after)) = self.stack().after.pop_if(|&mut (frame, ..)| frame == fp)
        else {
            return Ok(self.native_return());
        };
        // SAFETY: this instruction stands two words behind the call of the native function.
        let landing = unsafe { b(*self.regs.pc.sub(2)) } as u64;
        let frame = self.native_frame();
        let words = self.made(frame.func).map_or(0, |made| made.words);
        let results = match self.made(func) {
            Some(made) if made.results.len() == 1 => frame.at + 8 * landing,
            Some(made) => frame.at + 8 * u64::from(words + crate::interp::HEAD + made.params),
            None => frame.at,
        };
        let flow = after(self, frame, results)?;
        self.flow(flow)
    }

    fn flow(&mut self, flow: Flow) -> Result<Turn, Trap> {
        Ok(match flow {
            Flow::Return => self.native_return(),
            Flow::Yield => {
                self.native_return();
                self.sched.yield_now();
                Turn::Switch
            }
            Flow::Wait => {
                self.regs.pc = self.behind_native();
                Turn::Switch
            }
            Flow::Retry => Turn::Switch,
            Flow::Starve => {
                self.pause.starved = true;
                Turn::Pause
            }
            Flow::Goexit => {
                self.start_panic(None)?;
                Turn::GoOn
            }
            Flow::Call { closure, args, after } => {
                let memory = &self.world.heap.memory;
                let func = func_of_code(memory.read_u64(closure));
                if !memory.valid(closure, 8) || func as usize >= self.world.funcs.len() {
                    return Err(nil());
                }
                let fp = self.frame();
                self.stack().after.push((fp, func as u32, after));
                let back = self.behind_native();
                self.push(func as u32, &args, closure, back)?;
                Turn::GoOn
            }
        })
    }

    /// The instruction behind the call of the native function that runs.
    fn behind_native(&self) -> *const u64 {
        let code = self.made(self.func()).map_or(self.regs.pc, |made| made.code.as_ptr());
        // SAFETY: the code of a native function has three words.
        unsafe { code.add(2) }
    }

    fn native_return(&mut self) -> Turn {
        if let Some(made) = self.made(self.func()).cloned() {
            self.give_back(&made.results);
        }
        Turn::GoOn
    }
}
