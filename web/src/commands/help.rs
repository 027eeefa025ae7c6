use super::{Action, Stage};
use crate::words::Key;

pub static HELP: Action =
    Action { name: "help", label: Key::ActionHelp, help: Key::ActionHelpHelp, key: "?", perform };

fn perform(stage: &Stage) {
    stage.open_help.emit(());
}
