//! Which save comes next: one at a time, and only the newest of what waits.

use super::handle::Found;

/// What a saver holds. Knows no browser and no clock.
#[derive(Debug, Default, PartialEq)]
pub struct Desk<T> {
    /// The revision that the next save goes over; none where nothing is kept yet.
    base: Option<String>,
    is_writing: bool,
    next: Option<T>,
    /// What somebody else saved meanwhile: nothing is written before the learner has chosen.
    theirs: Option<Found>,
}

impl<T> Desk<T> {
    /// `base`: the revision that was found.
    pub fn new(base: Option<String>) -> Self {
        Self { base, is_writing: false, next: None, theirs: None }
    }

    /// Takes in the newest; an older one that still waited is not needed any more.
    pub fn bring(&mut self, value: T) {
        self.next = Some(value);
    }

    /// What to write now, and over which revision.
    pub fn begin(&mut self) -> Option<(T, Option<String>)> {
        if self.is_writing || self.theirs.is_some() {
            return None;
        }
        let value = self.next.take()?;
        self.is_writing = true;
        Some((value, self.base.clone()))
    }

    /// It was written.
    pub fn written(&mut self, revision: String) {
        self.is_writing = false;
        self.base = (!revision.is_empty()).then_some(revision);
    }

    /// It was not, since `theirs` is there now.
    pub fn met(&mut self, mine: T, theirs: Found) {
        self.is_writing = false;
        self.next.get_or_insert(mine);
        self.theirs = Some(theirs);
    }

    /// The learner keeps what is here: it goes over the other's.
    pub fn keep_mine(&mut self) {
        if let Some(theirs) = self.theirs.take() {
            self.base = Some(theirs.revision);
        }
    }

    /// The learner takes the other's; what is here is let go.
    pub fn take_theirs(&mut self) -> Option<Found> {
        let theirs = self.theirs.take()?;
        self.base = Some(theirs.revision.clone());
        self.next = None;
        Some(theirs)
    }

    pub fn theirs(&self) -> Option<&Found> {
        self.theirs.as_ref()
    }

    pub fn is_writing(&self) -> bool {
        self.is_writing
    }

    /// Whether something waits that could be written.
    pub fn has_next(&self) -> bool {
        self.next.is_some() && self.theirs.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Run;

    fn theirs() -> Found {
        let run = Run { recipe: "lab=digits".to_string(), checkpoint: None };
        Found { run, revision: "theirs".to_string(), updated: 0.0 }
    }

    #[test]
    fn one_is_written_at_a_time_and_then_the_newest() {
        let mut desk = Desk::new(None);
        desk.bring(1);
        assert_eq!(desk.begin(), Some((1, None)));
        desk.bring(2);
        desk.bring(3);
        assert_eq!(desk.begin(), None);
        desk.written("a".to_string());
        assert_eq!(desk.begin(), Some((3, Some("a".to_string()))));
        desk.written("b".to_string());
        assert_eq!(desk.begin(), None);
    }

    #[test]
    fn nothing_is_written_over_somebody_elses_before_the_learner_chose() {
        let mut desk = Desk::new(Some("a".to_string()));
        desk.bring(1);
        let (mine, _) = desk.begin().unwrap();
        desk.bring(2);
        desk.met(mine, theirs());
        assert!(!desk.has_next() && !desk.is_writing());
        assert_eq!(desk.begin(), None);
        desk.keep_mine();
        assert_eq!(desk.begin(), Some((2, Some("theirs".to_string()))));
    }

    #[test]
    fn what_met_the_conflict_is_not_lost() {
        let mut desk = Desk::new(None);
        desk.bring(1);
        let (mine, _) = desk.begin().unwrap();
        desk.met(mine, theirs());
        desk.keep_mine();
        assert_eq!(desk.begin(), Some((1, Some("theirs".to_string()))));
    }

    #[test]
    fn taking_theirs_lets_mine_go() {
        let mut desk = Desk::new(None);
        desk.bring(1);
        let (mine, _) = desk.begin().unwrap();
        desk.met(mine, theirs());
        assert_eq!(desk.take_theirs(), Some(theirs()));
        assert_eq!(desk.begin(), None);
        desk.bring(5);
        assert_eq!(desk.begin(), Some((5, Some("theirs".to_string()))));
    }
}
