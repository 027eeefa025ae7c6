use super::{Action, Stage};

pub static HELP: Action = Action {
    label: "Keyboard help",
    help: "Shows this list.",
    key: '?',
    applies: |_| true,
    perform,
};

fn perform(stage: &Stage) {
    stage.open_help.emit(());
}
