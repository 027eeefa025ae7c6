use super::{Action, Stage};
use crate::session::Command;
use crate::words::Key;

pub static RESET: Action = Action {
    name: "reset",
    label: Key::ActionReset,
    help: Key::ActionResetHelp,
    key: "z",
    perform,
};

fn perform(stage: &Stage) {
    match &stage.begin_again {
        Some(begin_again) => begin_again.emit(()),
        None => stage.session.send(Command::Reset),
    }
}
