use super::{Action, Stage};
use crate::session::Command;
use crate::words::Key;

pub static STEP: Action =
    Action { name: "step", label: Key::ActionStep, help: Key::ActionStepHelp, key: "s", perform };

fn perform(stage: &Stage) {
    stage.session.send(Command::Step);
}
