use super::{Action, Stage};
use crate::share;
use crate::words::Key;

pub static COPY_LINK: Action = Action {
    name: "copy-link",
    label: Key::ActionCopyLink,
    help: Key::ActionCopyLinkHelp,
    key: "y",
    perform,
};

fn perform(stage: &Stage) {
    share::copy_link(&stage.session);
}
