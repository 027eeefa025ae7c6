//! Where the run is.

use burrow_protocol::message::{Request, Run};

/// One of the two training workers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worker {
    Cpu,
    Gpu,
}

impl Worker {
    pub const ALL: [Self; 2] = [Self::Cpu, Self::Gpu];

    /// As its file is named.
    #[cfg(target_arch = "wasm32")]
    pub fn name(self) -> &'static str {
        match self {
            Self::Cpu => "train-cpu",
            Self::Gpu => "train-gpu",
        }
    }

    pub fn other(self) -> Self {
        match self {
            Self::Cpu => Self::Gpu,
            Self::Gpu => Self::Cpu,
        }
    }
}

/// Where the run is: every way from one worker to another leads through these.
///
/// ```text
/// Waiting ─► Opening ─► With(CPU) ─► Saving ─► Loading ─► With(GPU) ─► Saving ─► …
///    ▲          │           │          │          │           │
///    └──────────┴───────────┴──────────┴──────────┴───────────┘ the worker died, or a new run
/// ```
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Stage {
    /// Nowhere: it is opened as soon as the CPU worker and the lab's files are there.
    Waiting,
    /// The CPU worker is opening it, from its last snapshot or from its recipe.
    Opening {
        run: Run,
        from_snapshot: bool,
    },
    With(Worker),
    /// Handed over: it stands still at `from`, which makes a checkpoint of it.
    Saving {
        from: Worker,
        request: Request,
    },
    /// Handed over: the other worker loads it; `from` keeps it until that is done.
    Loading {
        from: Worker,
        run: Run,
    },
}

impl Stage {
    /// The worker whose frames are the run's.
    pub fn holder(&self) -> Option<Worker> {
        match self {
            Self::Waiting | Self::Opening { .. } => None,
            Self::With(worker) => Some(*worker),
            Self::Saving { from, .. } | Self::Loading { from, .. } => Some(*from),
        }
    }

    pub fn is_handover(&self) -> bool {
        matches!(self, Self::Saving { .. } | Self::Loading { .. })
    }
}
