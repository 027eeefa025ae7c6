use super::{Action, Stage, in_playground};
use crate::session::Command;

pub static RESET: Action = Action {
    label: "Reset",
    help: "Begins the run again from its first weights.",
    key: 'z',
    applies: in_playground,
    perform,
};

fn perform(stage: &Stage) {
    stage.session.send(Command::Reset);
}
