//! Where a program's output goes.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

/// Where a program's two streams go. Clones are the same place.
#[derive(Clone)]
pub struct Output(Rc<RefCell<Sink>>);

struct Sink {
    /// This process's standard output, if anything is to go there.
    out: Option<io::BufWriter<io::Stdout>>,
    /// Whether what is written to standard error goes to this process's.
    apart: bool,
    /// What has been written, if it is kept.
    kept: Option<Vec<u8>>,
}

impl Output {
    /// The streams of this process.
    pub fn streams() -> Output {
        Output::new(true, true, false)
    }

    /// Both streams in one, as `go test` has it: `shown` on standard output at once, `kept` for later, or both.
    pub fn merged(shown: bool, kept: bool) -> Output {
        Output::new(shown, false, kept)
    }

    fn new(shown: bool, apart: bool, kept: bool) -> Output {
        let out = shown.then(|| io::BufWriter::with_capacity(1 << 16, io::stdout()));
        Output(Rc::new(RefCell::new(Sink { out, apart, kept: kept.then(Vec::new) })))
    }

    /// Takes output: file descriptor 1 or 2, and bytes. Where nobody reads any more, nothing is lost.
    pub fn write(&self, fd: u32, bytes: &[u8]) {
        let mut sink = self.0.borrow_mut();
        if sink.apart && fd != 1 {
            drop(sink);
            self.flush();
            let _ = io::stderr().write_all(bytes);
            return;
        }
        if let Some(kept) = &mut sink.kept {
            kept.extend_from_slice(bytes);
        }
        if let Some(out) = &mut sink.out {
            let _ = out.write_all(bytes);
        }
    }

    /// Shows what has been written.
    pub fn flush(&self) {
        if let Some(out) = &mut self.0.borrow_mut().out {
            let _ = out.flush();
        }
    }

    /// What has been written and kept; it is kept no longer.
    pub fn take(&self) -> Vec<u8> {
        self.0.borrow_mut().kept.as_mut().map(std::mem::take).unwrap_or_default()
    }
}
