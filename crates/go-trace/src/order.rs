//! What goroutines do to each other: who ran when, who handed over what, who waits for whom, and what nobody has ordered.

use serde::{Deserialize, Serialize};

use crate::state::Place;

/// Something that happened on the way to a state.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Moment {
    /// The step that was under way, or begins with it.
    pub step: u64,
    /// The number of the goroutine.
    pub goroutine: u64,
    /// What it did.
    pub what: Happening,
}

/// What a goroutine did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Happening {
    /// It came to a statement on this line.
    Line(u32),
    /// It started a goroutine.
    Started(u64),
    /// It began to wait, in gc's words for it.
    Waits(String),
    /// It ended.
    Ended,
    /// It handed a value to another goroutine, by the channel at an address; `buffered` if the value had lain in the buffer.
    Gave {
        /// Who got it.
        to: u64,
        /// The channel's address.
        channel: u64,
        #[allow(missing_docs)]
        buffered: bool,
    },
    /// It put a value into the buffer of a channel.
    Put(u64),
    /// It closed a channel.
    Closed(u64),
}

/// What a goroutine waits for that somebody else would have to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wait {
    /// Its number.
    pub goroutine: u64,
    /// The address of the mutex, wait group or other variable of package sync; none for channels, which its status names.
    pub address: Option<u64>,
    /// The goroutine that holds the mutex.
    pub holder: Option<u64>,
}

/// Two goroutines touch the same memory, one of them writes, and nothing orders the two.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Race {
    /// The name of the variable, slice or map; empty where it has none.
    pub what: String,
    /// The one that came first this time.
    pub first: Touch,
    /// The other one.
    pub second: Touch,
}

/// One of the two.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Touch {
    /// Whether it writes.
    pub write: bool,
    /// The number of the goroutine.
    pub goroutine: u64,
    /// The function, as in Go's traces.
    pub function: String,
    #[allow(missing_docs)]
    pub place: Option<Place>,
}

/// Goroutines of which each waits for the next, and the last for the first; empty if there is no such circle.
pub fn circle(waits: &[Wait]) -> Vec<u64> {
    let holder = |goroutine: u64| {
        waits.iter().find(|wait| wait.goroutine == goroutine).and_then(|wait| wait.holder)
    };
    for wait in waits {
        let mut way = vec![wait.goroutine];
        while let Some(next) = way.last().and_then(|&last| holder(last)) {
            if let Some(at) = way.iter().position(|&before| before == next) {
                return way.split_off(at);
            }
            way.push(next);
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circle_is_found_without_those_who_only_lead_to_it() {
        let wait = |goroutine, holder| Wait { goroutine, address: None, holder };
        let waits = [wait(1, None), wait(2, Some(3)), wait(3, Some(4)), wait(4, Some(3))];
        assert_eq!(circle(&waits), [3, 4]);
        assert!(circle(&waits[..3]).is_empty());
        assert_eq!(circle(&[wait(7, Some(7))]), [7]);
    }
}
