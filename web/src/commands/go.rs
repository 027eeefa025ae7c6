//! What a learner can do on the Go playground.

use burrow_go_trace::Command as Step;

use super::{Action, Stage};
use crate::go::session::Command;
use crate::signals::{BREAKPOINT, RUN_TO, tell};
use crate::words::Key;

pub static RUN: Action = Action {
    name: "run",
    label: Key::ActionGoRun,
    help: Key::ActionGoRunHelp,
    key: "Control+Enter",
    perform: |stage| send(stage, Command::Run),
};

pub static STOP: Action = Action {
    name: "stop",
    label: Key::ActionGoStop,
    help: Key::ActionGoStopHelp,
    key: "Shift+Alt+S",
    perform: |stage| send(stage, Command::Stop),
};

pub static FORMAT: Action = Action {
    name: "format",
    label: Key::ActionGoFormat,
    help: Key::ActionGoFormatHelp,
    key: "Shift+Alt+F",
    perform: |stage| send(stage, Command::Format),
};

pub static TEST: Action = Action {
    name: "test",
    label: Key::ActionGoTest,
    help: Key::ActionGoTestHelp,
    key: "Shift+Alt+T",
    perform: |stage| send(stage, Command::Test),
};

pub static DEBUG: Action = Action {
    name: "debug",
    label: Key::ActionGoDebug,
    help: Key::ActionGoDebugHelp,
    key: "Shift+Alt+D",
    perform: |stage| send(stage, Command::Debug),
};

pub static SHARE: Action = Action {
    name: "share",
    label: Key::ActionGoShare,
    help: Key::ActionGoShareHelp,
    key: "Shift+Alt+L",
    perform: |stage| {
        if let Some(go) = &stage.go {
            crate::go::copy_link(go);
        }
    },
};

pub static BREAK: Action = Action {
    name: "breakpoint",
    label: Key::ActionGoBreakpoint,
    help: Key::ActionGoBreakpointHelp,
    key: "F9",
    // The editor knows where its cursor is.
    perform: |_| tell(BREAKPOINT, &[]),
};

pub static OVER: Action = Action {
    name: "over",
    label: Key::ActionGoOver,
    help: Key::ActionGoOverHelp,
    key: "n",
    perform: |stage| step(stage, Step::Over),
};

pub static INTO: Action = Action {
    name: "into",
    label: Key::ActionGoInto,
    help: Key::ActionGoIntoHelp,
    key: "i",
    perform: |stage| step(stage, Step::Into),
};

pub static OUT: Action = Action {
    name: "out",
    label: Key::ActionGoOut,
    help: Key::ActionGoOutHelp,
    key: "o",
    perform: |stage| step(stage, Step::Out),
};

pub static BACK: Action = Action {
    name: "back",
    label: Key::ActionGoBack,
    help: Key::ActionGoBackHelp,
    key: "b",
    perform: |stage| step(stage, Step::BackOver),
};

pub static CONTINUE: Action = Action {
    name: "continue",
    label: Key::ActionGoContinue,
    help: Key::ActionGoContinueHelp,
    key: "c",
    perform: |stage| step(stage, Step::Continue),
};

pub static TO_CURSOR: Action = Action {
    name: "to-cursor",
    label: Key::ActionGoToCursor,
    help: Key::ActionGoToCursorHelp,
    key: "t",
    perform: |_| tell(RUN_TO, &[]),
};

/// All of them, in the order of the list of keys.
pub static ALL: [&Action; 13] = [
    &RUN, &STOP, &TEST, &FORMAT, &DEBUG, &SHARE, &BREAK, &OVER, &INTO, &OUT, &BACK, &CONTINUE,
    &TO_CURSOR,
];

fn send(stage: &Stage, command: Command) {
    if let Some(go) = &stage.go {
        go.send(command);
    }
}

fn step(stage: &Stage, step: Step) {
    send(stage, Command::Step(step));
}
