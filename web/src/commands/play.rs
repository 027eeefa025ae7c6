use super::{Action, Stage};
use crate::session::{Command, Status};
use crate::words::Key;

pub static PLAY: Action = Action {
    name: "play",
    label: Key::ActionPlayOrPause,
    help: Key::ActionPlayOrPauseHelp,
    key: "p",
    perform,
};

fn perform(stage: &Stage) {
    let running =
        matches!(stage.session.state().status, Status::Playing | Status::Replaying { .. });
    stage.session.send(if running { Command::Pause } else { Command::Play });
}
