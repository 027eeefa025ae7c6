use super::{Action, Stage, in_playground};
use crate::share;

pub static COPY_LINK: Action = Action {
    label: "Copy link",
    help: "Copies a link that replays this run to this step.",
    key: 'y',
    applies: in_playground,
    perform,
};

fn perform(stage: &Stage) {
    share::copy_link(&stage.session);
}
