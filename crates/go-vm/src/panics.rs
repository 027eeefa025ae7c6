//! Deferred calls and panics of one goroutine.
//!
//! Frames are known by a number that rises with depth. While a goroutine panics nothing is unwound: deferred calls run on top of
//! the stack, so that a trace shows where it began, and frames are cut off only once a deferred call has recovered. Each
//! panic remembers the frame of the deferred call that it has begun; a panic that starts above that frame and goes past it
//! takes over what is left to run.
//!
//! `runtime.Goexit` is a panic that cannot be recovered and prints nothing.

/// A deferred call.
#[derive(Clone)]
struct Deferred {
    /// The frame that defers it.
    frame: u32,
    /// A `func()` value.
    closure: u64,
}

/// A panic that has not ended.
#[derive(Clone, Copy, Debug)]
pub struct Panic {
    /// An `any`: type word and data word. For a `Goexit` nil.
    pub value: [u64; 2],
    /// Whether it is a `Goexit`.
    pub goexit: bool,
    /// Whether a deferred call has called `recover`.
    pub recovered: bool,
    /// The frame that deferred the call that runs.
    deferring: u32,
    /// The frame of the deferred call that runs.
    call: Option<u32>,
}

/// How a panic goes on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// This `func()` value is called on top of the stack, and [`Panics::began`] told its frame; then comes the next step.
    Call(u64),
    /// The panic is over: this frame goes on with its remaining deferred calls and returns.
    Recovered(u32),
    /// Likewise, but a `Goexit` that had been put off goes on: all frames above this one are cut off.
    Goexit(u32),
    /// Nobody recovers: the program ends.
    Fatal,
    /// The goroutine ends.
    Ended,
}

/// All deferred calls and panics of a goroutine.
#[derive(Clone, Default)]
pub struct Panics {
    /// By frame, then by age.
    deferred: Vec<Deferred>,
    /// The oldest first.
    chain: Vec<Panic>,
}

impl Panics {
    /// `defer`, for a frame on the stack, which need not be the top one.
    pub fn defer(&mut self, frame: u32, closure: u64) {
        let at = self
            .deferred
            .iter()
            .rposition(|deferred| deferred.frame <= frame)
            .map_or(0, |at| at + 1);
        self.deferred.insert(at, Deferred { frame, closure });
    }

    /// The next deferred call of a frame that returns.
    pub fn pop(&mut self, frame: u32) -> Option<u64> {
        self.deferred.pop_if(|deferred| deferred.frame == frame).map(|deferred| deferred.closure)
    }

    /// A panic starts; `None` starts a `Goexit`.
    pub fn start(&mut self, value: Option<[u64; 2]>) {
        let goexit = value.is_none();
        self.chain.push(Panic {
            value: value.unwrap_or_default(),
            goexit,
            recovered: false,
            deferring: 0,
            call: None,
        });
    }

    /// What comes next for the newest panic, when it has just begun or the deferred call has returned.
    pub fn step(&mut self) -> Step {
        let Some(panic) = self.chain.last_mut() else { return Step::Ended };
        if panic.recovered {
            let frame = panic.deferring;
            self.chain.pop();
            return self.recover_at(frame);
        }
        if let Some(deferred) = self.deferred.pop() {
            panic.deferring = deferred.frame;
            panic.call = None;
            return Step::Call(deferred.closure);
        }
        if panic.goexit { Step::Ended } else { Step::Fatal }
    }

    /// Older panics whose deferred calls are cut off have ended too; but a `Goexit` among them goes on.
    fn recover_at(&mut self, frame: u32) -> Step {
        let mut goexit = None;
        while let Some(panic) =
            self.chain.pop_if(|panic| panic.call.is_some_and(|call| call > frame))
        {
            if panic.goexit {
                goexit = Some(panic);
            }
        }
        match goexit {
            Some(panic) => {
                self.chain.push(Panic { call: None, ..panic });
                Step::Goexit(frame)
            }
            None => Step::Recovered(frame),
        }
    }

    /// The deferred call of the last [`Step::Call`] runs in this frame.
    pub fn began(&mut self, frame: u32) {
        if let Some(panic) = self.chain.last_mut() {
            panic.call = Some(frame);
        }
    }

    /// The frame of the deferred call that may recover: `recover` is valid in it, or, if it is a wrapper's, in the first above it that is not.
    pub fn recoverable(&self) -> Option<u32> {
        self.chain
            .last()
            .filter(|panic| !panic.goexit && !panic.recovered)
            .and_then(|panic| panic.call)
    }

    /// `recover` where it is valid: the panic's value.
    pub fn recover(&mut self) -> [u64; 2] {
        self.chain.last_mut().map_or([0; 2], |panic| {
            panic.recovered = true;
            panic.value
        })
    }

    /// The frame that the next deferred call belongs to.
    pub fn next_frame(&self) -> Option<u32> {
        self.deferred.last().map(|deferred| deferred.frame)
    }

    /// The deferred calls of a frame as `func()` values, the next one first.
    pub fn deferred_in(&self, frame: u32) -> impl Iterator<Item = u64> {
        let own = self.deferred.iter().rev().filter(move |deferred| deferred.frame == frame);
        own.map(|deferred| deferred.closure)
    }

    /// The panics that have not ended, the oldest first, to be looked at.
    pub fn under_way(&self) -> &[Panic] {
        &self.chain
    }

    /// The panics that have not ended, the oldest first.
    pub fn chain(&mut self) -> &mut [Panic] {
        &mut self.chain
    }

    /// Calls `f` with every pointer: they are roots.
    pub fn roots(&self, f: &mut dyn FnMut(u64)) {
        self.deferred.iter().for_each(|deferred| f(deferred.closure));
        self.chain.iter().for_each(|panic| f(panic.value[1]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deferred_calls_of_a_frame_run_last_first() {
        let mut panics = Panics::default();
        panics.defer(10, 1);
        panics.defer(30, 3);
        panics.defer(10, 2);
        assert_eq!((panics.pop(30), panics.pop(30)), (Some(3), None));
        assert_eq!((panics.pop(10), panics.pop(10), panics.pop(10)), (Some(2), Some(1), None));
    }

    #[test]
    fn a_recovered_panic_goes_on_in_the_deferring_frame() {
        let mut panics = Panics::default();
        panics.defer(10, 1);
        panics.defer(20, 2);
        panics.start(Some([7, 8]));
        assert_eq!(panics.step(), Step::Call(2));
        panics.began(50);
        assert_eq!(panics.step(), Step::Call(1));
        panics.began(50);
        assert_eq!(panics.recoverable(), Some(50));
        assert_eq!(panics.recover(), [7, 8]);
        assert_eq!(panics.recoverable(), None);
        assert_eq!(panics.step(), Step::Recovered(10));
        assert_eq!(panics.step(), Step::Ended);
    }

    #[test]
    fn a_newer_panic_replaces_one_that_it_passes() {
        let mut panics = Panics::default();
        panics.defer(10, 1);
        panics.defer(20, 2);
        panics.start(Some([1, 1]));
        assert_eq!(panics.step(), Step::Call(2));
        panics.began(50);
        panics.start(Some([2, 2]));
        assert_eq!(panics.step(), Step::Call(1));
        panics.began(80);
        assert_eq!(panics.chain().len(), 2);
        assert_eq!(panics.recover(), [2, 2]);
        assert_eq!(panics.step(), Step::Recovered(10));
        assert!(panics.chain().is_empty());
    }

    #[test]
    fn a_panic_recovered_inside_a_deferred_call_leaves_the_older_one() {
        let mut panics = Panics::default();
        panics.defer(10, 1);
        panics.start(Some([1, 1]));
        assert_eq!(panics.step(), Step::Call(1));
        panics.began(50);
        panics.defer(50, 5);
        panics.start(Some([2, 2]));
        assert_eq!(panics.step(), Step::Call(5));
        panics.began(90);
        panics.recover();
        assert_eq!(panics.step(), Step::Recovered(50));
        assert_eq!(panics.step(), Step::Fatal);
    }

    #[test]
    fn goexit_goes_on_when_a_panic_above_it_is_recovered() {
        let mut panics = Panics::default();
        panics.defer(10, 1);
        panics.defer(20, 2);
        panics.start(None);
        assert_eq!(panics.step(), Step::Call(2));
        panics.began(50);
        assert_eq!(panics.recoverable(), None);
        panics.start(Some([2, 2]));
        assert_eq!(panics.step(), Step::Call(1));
        panics.began(80);
        panics.recover();
        assert_eq!(panics.step(), Step::Goexit(10));
        assert_eq!(panics.step(), Step::Ended);
    }
}
