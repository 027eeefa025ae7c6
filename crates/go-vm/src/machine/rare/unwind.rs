//! Deferred calls, goroutines, panics.

use burrow_go_ir::code::{Inst, LocalId};

use super::At;
use crate::machine::Machine;
use crate::trap::Trap;

/// Functions of package reflect that stand between a method value that it has made and the method.
const PASSING: [&str; 5] = [
    "reflect.makeFuncStub",
    "reflect.callReflect",
    "reflect.makeMethodValue.func1",
    "reflect.Value.call",
    "reflect.call",
];

impl Machine {
    pub(super) fn unwind_inst(&mut self, at: At<'_>, inst: &Inst) -> Result<(), Trap> {
        match inst {
            Inst::Defer { closure } => {
                let (frame, closure) = (self.frame(), self.word(at, *closure));
                self.stack().panics.defer(frame, closure);
            }
            Inst::DeferIn { frame, closure } => {
                let (frame, closure) = (self.value(at, *frame) as u32, self.word(at, *closure));
                self.stack().panics.defer(frame, closure);
            }
            Inst::FrameToken { dst } => {
                let frame = self.frame();
                self.set(at, *dst, u64::from(frame));
            }
            Inst::Go { closure } => {
                let closure = self.word(at, *closure);
                if closure == 0 {
                    return Err(Trap::Fatal("go of nil func value".to_owned()));
                }
                self.spawn(closure, &[], false)?;
            }
            Inst::Panic { src } => {
                let (word, data) = self.pair(at, *src);
                return Err(Trap::Value(word, data));
            }
            Inst::Recover { dst } => {
                let frame = self.frame();
                self.recover(at, frame, *dst);
            }
            _ => {}
        }
        Ok(())
    }

    /// `recover`, called by the function in this frame.
    fn recover(&mut self, at: At<'_>, frame: u32, dst: LocalId) {
        let value = if self.may_recover(frame) { self.stack().panics.recover() } else { [0; 2] };
        self.set_words(at, dst, &value);
    }

    /// Whether a deferred call of the newest panic runs in this frame, or in one that only wrappers call. A wrapper stands for what
    /// has called it: `defer recover()` is a call by the function that returns.
    fn may_recover(&mut self, frame: u32) -> bool {
        let (Some(deferred), Some(id)) = (self.stack().panics.recoverable(), self.current) else {
            return false;
        };
        let (mut caller_found, mut valid) = (false, false);
        self.walk(id, &mut |caller| {
            if caller.fp > frame {
                return true;
            }
            let (wrapper, here) = (self.is_wrapper(caller.func), caller.fp == deferred);
            if caller_found {
                valid = wrapper && here;
                return wrapper && !here;
            }
            caller_found = !wrapper;
            valid = caller_found && here;
            !here
        });
        valid
    }

    fn is_wrapper(&self, func: u32) -> bool {
        self.made(func)
            .is_some_and(|made| made.function.wrapper || PASSING.contains(&&*made.function.name))
    }
}
