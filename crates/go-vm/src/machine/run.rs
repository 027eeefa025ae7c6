//! The loop around the interpreter's: whose turn it is, and what instructions leave to the machine.
#![allow(unsafe_code)]

use super::calls::Turn;
use super::log::Happening;
use super::own::INIT;
use super::{Machine, Status};
use crate::asm::op::{Op, half, op};
use crate::interp::run;
use crate::sched::Next;
use crate::trap::Trap;

/// How many jumps and calls a goroutine makes before others have their turn.
const TURN: i64 = 20_000;

impl Machine {
    /// Lets the program run for about so many jumps and calls, or until it pauses. Turns are not cut short by it: who runs when
    /// does not depend on how a run is sliced.
    pub fn run(&mut self, budget: u64) -> Status {
        let end = self.steps.saturating_add(budget);
        while self.steps < end {
            if let Some(code) = self.exited {
                return Status::Exited(code);
            }
            if self.paused {
                self.go_on();
            }
            if !self.paused {
                let status = self.choose();
                if self.paused {
                    break;
                }
                if let Some(status) = status {
                    return status;
                }
            }
            self.steps += self.turn() as u64;
            if self.paused {
                break;
            }
        }
        self.exited.map_or(Status::Running, Status::Exited)
    }

    /// Gives a goroutine the turn; a status if there is none.
    fn choose(&mut self) -> Option<Status> {
        if let Err(trap) = self.fire_timers() {
            self.end_by(trap);
        }
        if self.keep_to_choice() {
            return None;
        }
        match self.sched.pick() {
            _ if self.exited.is_some() => self.exited.map(Status::Exited),
            Next::Run(id) => {
                if self.current != Some(id) {
                    self.load(id);
                    if let Some(name) = self.sched.take_panic(id) {
                        // The instruction that waited is the one that fails.
                        // SAFETY: it stands before where the goroutine goes on.
                        self.regs.pc = unsafe { self.regs.pc.sub(1) };
                        self.trap(Trap::Panic(name, Vec::new()));
                    }
                }
                None
            }
            // Everybody else waits: that is what it waited for.
            _ if let Some(id) = self.bubble.waiting.pop() => {
                self.sched.wake(id);
                self.choose()
            }
            Next::Sleep(until) if self.virtual_time => {
                self.clock = self.clock.max(until);
                self.choose()
            }
            Next::Sleep(until) => Some(Status::Sleeping(until)),
            Next::Host => Some(Status::WaitingForInput),
            Next::Deadlock => {
                self.deadlock();
                self.exited.map(Status::Exited)
            }
        }
    }

    fn fire_timers(&mut self) -> Result<(), Trap> {
        if self.sched.timers.next().is_none() {
            return Ok(());
        }
        let now = self.now();
        while let Some(due) = self.sched.due(now) {
            crate::natives::time::fire(self, due)?;
        }
        self.sched.settle();
        Ok(())
    }

    /// Ends the program outside of any goroutine.
    fn end_by(&mut self, trap: Trap) {
        match trap {
            Trap::Exit(code) => self.exited = Some(code),
            Trap::OutOfMemory => self.out_of_memory(),
            Trap::Fatal(text) => self.fatal(&text),
            Trap::Panic(name, _) => self.fatal(name),
            Trap::Value(..) => self.exited = Some(2),
        }
    }

    /// One turn of the goroutine whose state is in the registers, or what a pause has left of it. How many jumps and calls it has
    /// made, about; more than none if it has not paused.
    fn turn(&mut self) -> i64 {
        if !std::mem::take(&mut self.paused) {
            self.regs.fuel = TURN;
        }
        let slice = self.regs.fuel.max(0);
        loop {
            // Making functions moves this table.
            self.regs.funcs = self.world.funcs.as_ptr();
            self.regs.func_count = self.world.funcs.len() as u64;
            // SAFETY: the registers are those of a goroutine between two instructions.
            unsafe { run(&mut self.regs) };
            // SAFETY: the program counter is at an instruction.
            let word = unsafe { *self.regs.pc };
            // A function that has not been made has no pointer map: its frame must not be seen.
            if self.regs.fuel < 0 && op(word) != Op::Unmade {
                // What an initialiser sets must not be seen before it has ended: it keeps the turn.
                if self.stack().initialising == 0 {
                    self.save();
                    self.sched.yield_now();
                }
                return slice;
            }
            let turn = match self.slow(word) {
                Ok(turn) => turn,
                Err(trap) => {
                    self.trap(trap);
                    Turn::GoOn
                }
            };
            if !self.sched.meetings.is_empty() {
                self.note_meetings();
            }
            if self.exited.is_some() {
                return slice;
            }
            match turn {
                Turn::GoOn => {}
                Turn::Switch => {
                    self.note_wait();
                    self.save();
                    return slice - self.regs.fuel.max(0) + 1;
                }
                Turn::Pause => {
                    self.paused = true;
                    return slice - self.regs.fuel.max(0);
                }
                Turn::End => {
                    self.finish();
                    return slice - self.regs.fuel.max(0) + 1;
                }
            }
        }
    }

    /// The running goroutine has ended.
    fn finish(&mut self) {
        let id = self.current;
        // The main goroutine ends the program, unless it ends by `runtime.Goexit`.
        let goexit = !self.stack().panics.chain().is_empty();
        if id == self.main && !goexit {
            self.exited = Some(0);
            return;
        }
        if id == self.finalizer {
            self.finalizing = false;
            self.finalizer = None;
        }
        if let Some(goid) = self.goid()
            && let Some(race) = self.detector()
        {
            race.end(goid);
            self.note(goid, Happening::Ended);
        }
        self.drop_stack();
        self.sched.end();
    }

    /// What the interpreter's loop has left.
    fn slow(&mut self, word: u64) -> Result<Turn, Trap> {
        match op(word) {
            Op::Call | Op::CallClosure | Op::CallMethod => self.slow_call(word),
            Op::Unmade => self.unmade(),
            Op::Rare => self.rare(half(word) as usize),
            Op::ReturnDeferred => self.return_deferred(),
            Op::Native => self.with_room(Machine::call_native),
            Op::NativeAfter => self.after_native(),
            Op::Finish => Ok(Turn::End),
            Op::Unwind => match self.panic_begun() {
                Some(turn @ (Turn::Pause | Turn::Switch)) => Ok(turn),
                _ => self.unwind(),
            },
            Op::Init => {
                let func = self.slot(0) as u32;
                if !self.world.initialised.insert(func) {
                    self.leave();
                    return Ok(Turn::GoOn);
                }
                self.stack().initialising += 1;
                // SAFETY: there is an instruction behind.
                let back = unsafe { self.regs.pc.add(1) };
                self.push(func, &[], 0, back)?;
                Ok(Turn::GoOn)
            }
            Op::InitEnd => {
                debug_assert_eq!(self.func(), INIT);
                let stack = self.stack();
                stack.initialising = stack.initialising.saturating_sub(1);
                self.leave();
                Ok(Turn::GoOn)
            }
            Op::Statement => Ok(self.statement(half(word))),
            Op::Watch => {
                self.watch(half(word));
                // SAFETY: the instruction that is watched stands behind.
                self.regs.pc = unsafe { self.regs.pc.add(1) };
                Ok(Turn::GoOn)
            }
            Op::Unreachable => Err(Trap::Fatal("unreachable".to_owned())),
            _ => self.redo(),
        }
    }

    /// Carries out what may allocate: collects first if it is time, and again if there is no room.
    pub(super) fn with_room(
        &mut self,
        f: impl Fn(&mut Machine) -> Result<Turn, Trap>,
    ) -> Result<Turn, Trap> {
        if self.world.heap.should_collect(0) {
            self.collect();
        }
        match f(self) {
            Err(Trap::OutOfMemory) => {
                self.collect();
                f(self)
            }
            other => other,
        }
    }
}
