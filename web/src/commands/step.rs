use super::{Action, Stage, in_playground};
use crate::session::Command;

pub static STEP: Action = Action {
    label: "Step",
    help: "Trains on one batch, then pauses.",
    key: 's',
    applies: in_playground,
    perform,
};

fn perform(stage: &Stage) {
    stage.session.send(Command::Step);
}
