use super::{Action, Stage, in_playground};
use crate::session::{Command, Status};

pub static PLAY: Action = Action {
    label: "Play or pause",
    help: "Starts training, or holds it where it is.",
    key: 'p',
    applies: in_playground,
    perform,
};

fn perform(stage: &Stage) {
    let running =
        matches!(stage.session.state().status, Status::Playing | Status::Replaying { .. });
    stage.session.send(if running { Command::Pause } else { Command::Play });
}
