//! What the learner is told.

use std::rc::Rc;

use super::Session;
use crate::session::state::Notice;

/// More would hide the page; the oldest goes first.
const MAX_NOTICES: usize = 5;

#[derive(Default)]
pub(super) struct Notices {
    last_id: u32,
}

impl Session {
    pub(super) fn warn(&mut self, text: impl Into<String>) {
        self.notify(text.into(), true);
    }

    /// The same words again replace those before, under a new id.
    pub(super) fn notify(&mut self, text: String, warning: bool) {
        self.notices.last_id += 1;
        let id = self.notices.last_id;
        let notices = Rc::make_mut(&mut self.state.notices);
        notices.retain(|notice| notice.text != text);
        notices.push(Notice { id, text, warning });
        let surplus = notices.len().saturating_sub(MAX_NOTICES);
        notices.drain(..surplus);
        self.changed = true;
    }

    pub(super) fn dismiss(&mut self, id: u32) {
        Rc::make_mut(&mut self.state.notices).retain(|notice| notice.id != id);
        self.changed = true;
    }
}
