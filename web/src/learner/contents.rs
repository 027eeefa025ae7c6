//! What the lessons hold. The page's script fetches it and hands it over before the app begins.

use std::cell::Cell;

use burrow_course::contents::Contents;

static NOTHING: Contents = Contents { lessons: Vec::new() };

thread_local! {
    static CONTENTS: Cell<&'static Contents> = const { Cell::new(&NOTHING) };
}

/// What there is to do in the lessons; nothing in a flavour that does not count it.
pub fn contents() -> &'static Contents {
    CONTENTS.get()
}

/// Takes the text that [`Contents::lines`] has made.
pub fn load(text: &str) {
    CONTENTS.set(Box::leak(Box::new(Contents::read(text))));
}
