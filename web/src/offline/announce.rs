//! What a screen reader is told of downloads: not each megabyte.

use super::state::Pack;
use super::words::{Said, said};

/// What to say now that the packs are as they are; none where nothing is worth a word.
pub fn announcement(before: &[Pack], now: &[Pack]) -> Option<String> {
    now.iter().find_map(|pack| {
        let earlier = before.iter().find(|earlier| earlier.name == pack.name)?;
        Some(said(pack, &change(earlier, pack)?))
    })
}

fn change(before: &Pack, now: &Pack) -> Option<Said> {
    if before.state == now.state {
        let has_more = now.state == "loading" && quarter(now) > quarter(before);
        return has_more.then(|| Said::Quarter(quarter(now)));
    }
    match &*now.state {
        "loading" => Some(Said::Begun),
        "ready" => Some(Said::Ready),
        "none" if before.state != "loading" => Some(Said::Removed),
        _ => (before.state == "loading").then_some(Said::Ended),
    }
}

/// How many fourths are here, from 0 to 4.
fn quarter(pack: &Pack) -> u64 {
    4 * pack.loaded / pack.bytes.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pack(state: &str, loaded: u64) -> Pack {
        Pack {
            name: "x".to_string(),
            label: "It".to_string(),
            bytes: 100,
            loaded,
            state: state.to_string(),
            ..Pack::default()
        }
    }

    fn said_of(before: (&str, u64), now: (&str, u64)) -> Option<String> {
        announcement(&[pack(before.0, before.1)], &[pack(now.0, now.1)])
    }

    #[test]
    fn a_download_is_told_in_quarters() {
        assert_eq!(said_of(("none", 0), ("loading", 0)).unwrap(), "It: the download has begun.");
        assert_eq!(said_of(("loading", 10), ("loading", 24)), None);
        assert_eq!(said_of(("loading", 24), ("loading", 51)).unwrap(), "It: 50 percent.");
        let ready = "It is ready for use without a network.";
        assert_eq!(said_of(("loading", 99), ("ready", 100)).unwrap(), ready);
    }

    #[test]
    fn an_end_before_the_end_and_a_removal_are_told() {
        assert!(said_of(("loading", 10), ("part", 10)).unwrap().ends_with("has ended."));
        assert!(said_of(("loading", 10), ("failed", 10)).unwrap().ends_with("has ended."));
        assert!(said_of(("ready", 100), ("none", 0)).unwrap().ends_with("was removed."));
        assert_eq!(said_of(("ready", 100), ("ready", 100)), None);
    }

    #[test]
    fn the_first_sight_of_a_pack_is_no_news() {
        assert_eq!(announcement(&[], &[pack("ready", 100)]), None);
    }
}
