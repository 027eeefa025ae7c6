//! Ends that a program does not survive: panics that nobody recovers, and what Go calls fatal errors.

use super::calls::Turn;
use super::{Limit, Machine};
use crate::trace;
use crate::trap::Trap;

/// A panic of the chain that ends the program.
#[derive(Clone)]
struct Ended {
    value: (u64, u64),
    recovered: bool,
    /// The next one has the same value: both are printed as one.
    repeated: bool,
    goexit: bool,
}

/// A panic that ends the program and is being printed. The program's own methods and package runtime make and print the texts,
/// one call after the other.
#[derive(Clone)]
pub(super) struct Dying {
    chain: Vec<Ended>,
    /// Which of the chain is at work.
    at: usize,
    /// Whether the values have been made texts.
    converted: bool,
    /// Whether the call for that one has been made.
    called: bool,
}

impl Dying {
    /// Calls `f` with every pointer.
    pub(super) fn roots(&self, f: &mut dyn FnMut(u64)) {
        self.chain.iter().for_each(|ended| f(ended.value.1));
    }
}

impl Machine {
    /// Writes to standard error.
    pub(super) fn complain(&mut self, text: &str) {
        self.host.write(2, text.as_bytes());
    }

    /// Starts printing the panics of the running goroutine.
    pub(super) fn die(&mut self) {
        let chain = self.stack().panics.chain();
        let mut ended: Vec<Ended> = chain
            .iter()
            .map(|panic| Ended {
                value: (panic.value[0], panic.value[1]),
                recovered: panic.recovered,
                repeated: false,
                goexit: panic.goexit,
            })
            .collect();
        for index in 1..ended.len() {
            ended[index - 1].repeated = ended[index - 1].value == ended[index].value;
        }
        self.dying = Some(Dying { chain: ended, at: 0, converted: false, called: false });
    }

    /// Lets the running goroutine, which has paused where a panic begins, die of that panic alone: what is printed is its text.
    pub fn die_of_newest(&mut self) {
        self.die();
        if let Some(dying) = &mut self.dying {
            dying.chain.drain(..dying.chain.len().saturating_sub(1));
        }
    }

    /// The next step of printing; the frame that unwinds runs, and what has been called has put its result into its first two words.
    pub(super) fn go_on_dying(&mut self) -> Result<Turn, Trap> {
        let result = (self.slot(0), self.slot(1));
        let Some(dying) = &mut self.dying else { return Ok(Turn::GoOn) };
        let at = dying.at;
        let Some(ended) = dying.chain.get_mut(at) else {
            if !dying.converted {
                dying.converted = true;
                dying.at = 0;
                return Ok(Turn::GoOn);
            }
            let trace = trace::running(self, false);
            self.complain(&format!("\n{trace}"));
            return Err(Trap::Exit(2));
        };
        if !dying.converted {
            if dying.called {
                ended.value = result;
            } else if !ended.goexit {
                let (word, data) = ended.value;
                dying.called = true;
                return self.call_named("runtime.preprintpanic", word, data);
            }
        } else if dying.called {
            let suffix = match (ended.recovered, ended.repeated) {
                (true, true) => " [recovered, repanicked]\n",
                (true, false) => " [recovered]\n",
                _ => "\n",
            };
            self.complain(suffix);
        } else if !(ended.goexit || at > 0 && dying.chain[at - 1].repeated) {
            let tab = if at > 0 && !dying.chain[at - 1].goexit { "\t" } else { "" };
            let (word, data) = dying.chain[at].value;
            dying.called = true;
            self.complain(&format!("{tab}panic: "));
            return self.call_named("runtime.printpanicval", word, data);
        }
        if let Some(dying) = &mut self.dying {
            dying.at += 1;
            dying.called = false;
        }
        Ok(Turn::GoOn)
    }

    fn call_named(&mut self, name: &'static str, word: u64, data: u64) -> Result<Turn, Trap> {
        let Some(func) = self.world.named(name) else {
            // Without package runtime only the dynamic type can be told.
            if let Some(typ) = self.world.type_at(word) {
                let text = self.world.rtype(typ).string.to_string();
                self.complain(&format!("({text})"));
            }
            return Ok(Turn::GoOn);
        };
        self.push(func, &[word, data], 0, self.regs.pc)?;
        Ok(Turn::GoOn)
    }

    /// A fatal error of the running goroutine.
    pub(super) fn fatal(&mut self, text: &str) {
        let trace = trace::running(self, false);
        self.complain(&format!("fatal error: {text}\n\n{trace}"));
        self.exited = Some(2);
    }

    /// Whether it has ended because nobody could ever run.
    pub fn is_deadlocked(&self) -> bool {
        self.exited == Some(2) && self.sched.current().is_none() && self.sched.count() > 0
    }

    /// Nobody will ever run.
    pub(super) fn deadlock(&mut self) {
        let left = self.sched.count() > 0;
        let text = if left {
            "all goroutines are asleep - deadlock!"
        } else {
            "no goroutines (main called runtime.Goexit) - deadlock!"
        };
        let trace = trace::running(self, true);
        let space = if trace.is_empty() { "" } else { "\n" };
        self.complain(&format!("fatal error: {text}\n{space}{trace}"));
        self.exited = Some(2);
    }

    /// There is no memory left.
    pub(super) fn out_of_memory(&mut self) {
        self.limit = Some(Limit::Memory);
        let stats = self.world.heap.stats();
        self.complain(&format!(
            "runtime: out of memory: cannot allocate {}-byte block ({} in use)\n",
            self.world.heap.refused(),
            stats.alloc
        ));
        self.fatal("out of memory");
    }

    /// A stack has grown too large.
    pub(super) fn overflow(&mut self) {
        self.limit = Some(Limit::Stack);
        let limit = self.stack_limit;
        self.complain(&format!("runtime: goroutine stack exceeds {limit}-byte limit\n"));
        self.fatal("stack overflow");
    }
}
