//! Which words say what became of the site and its parts.

use super::state::{Pack, State};
use crate::model::format;
use crate::words::{Key, fill, text};

/// Whether the site works without a network, and why not.
pub fn readiness(state: &State) -> String {
    let key = match (&*state.offline, &*state.why) {
        ("unavailable", "insecure") => Key::OfflineInsecure,
        ("unavailable", "frame") => Key::OfflineFrame,
        ("unavailable", _) => Key::OfflineNoService,
        ("asking", _) if state.core > 0 => Key::OfflineAsking,
        ("asking", _) => Key::OfflineAskingUnknown,
        ("waiting", _) => Key::OfflineWaiting,
        ("saving", _) => Key::OfflineSaving,
        ("ready", _) => Key::OfflineReady,
        ("failed", "full") => Key::OfflineFull,
        ("failed", "script") => Key::OfflineScript,
        ("failed", _) => Key::OfflineBroken,
        _ => Key::OfflineLooking,
    };
    fill(key, &[("size", &format::bytes(state.core))])
}

/// What a pack is called.
pub fn label(pack: &Pack) -> &str {
    match &*pack.name {
        "gpu" => text(Key::OfflineGpu),
        _ => &pack.label,
    }
}

/// How much of a pack travels and stays.
pub fn size(pack: &Pack) -> String {
    sized(Key::OfflineSize, pack)
}

/// What has become of a pack; none where there is nothing to tell.
pub fn condition(pack: &Pack) -> Option<String> {
    let key = match (&*pack.state, &*pack.why) {
        ("part", _) => Key::OfflinePackPart,
        ("loading", _) => Key::OfflinePackLoading,
        ("ready", _) => Key::OfflinePackReady,
        ("old", _) => Key::OfflinePackOld,
        ("failed", "full") => Key::OfflinePackFull,
        ("failed", "gone") => Key::OfflinePackGone,
        ("failed", "damaged") => Key::OfflinePackDamaged,
        ("failed", _) => Key::OfflinePackNetwork,
        _ => return None,
    };
    Some(sized(key, pack))
}

fn sized(key: Key, pack: &Pack) -> String {
    let bytes = [pack.packed, pack.loaded, pack.bytes].map(format::bytes);
    fill(key, &[("packed", &bytes[0]), ("loaded", &bytes[1]), ("bytes", &bytes[2])])
}

/// What is said aloud of a pack's download.
pub enum Said {
    Begun,
    Quarter(u64),
    Ready,
    Ended,
    Removed,
}

pub fn said(pack: &Pack, said: &Said) -> String {
    let (key, percent) = match said {
        Said::Begun => (Key::OfflineToldBegun, 0),
        Said::Quarter(quarter) => (Key::OfflineToldQuarter, quarter * 25),
        Said::Ready => (Key::OfflineToldReady, 100),
        Said::Ended => (Key::OfflineToldEnded, 0),
        Said::Removed => (Key::OfflineToldRemoved, 0),
    };
    fill(key, &[("label", label(pack)), ("percent", &percent.to_string())])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn state(offline: &str, why: &str) -> State {
        State { offline: offline.to_string(), why: why.to_string(), ..State::default() }
    }

    #[test]
    fn every_state_has_a_sentence_of_its_own() {
        let states = [
            ("looking", ""),
            ("unavailable", "absent"),
            ("unavailable", "insecure"),
            ("unavailable", "frame"),
            ("asking", ""),
            ("waiting", ""),
            ("saving", ""),
            ("ready", ""),
            ("failed", "full"),
            ("failed", "network"),
            ("failed", "script"),
        ];
        let sentences: BTreeSet<_> =
            states.iter().map(|(offline, why)| readiness(&state(offline, why))).collect();
        assert_eq!(sentences.len(), states.len());
    }

    #[test]
    fn saving_data_is_told_with_the_size_once_that_is_known() {
        let mut state = state("asking", "");
        assert!(!readiness(&state).contains('{'));
        state.core = 5_400_000;
        assert!(readiness(&state).contains("5.4 MB"), "{}", readiness(&state));
    }

    #[test]
    fn a_pack_tells_its_sizes_and_what_became_of_it() {
        let mut pack = Pack {
            name: "gpu".to_string(),
            bytes: 21_000_000,
            packed: 2_600_000,
            loaded: 3_000_000,
            ..Pack::default()
        };
        assert_eq!(size(&pack), "2.6 MB to download, 21.0 MB on this device.");
        assert_eq!(condition(&pack), None);
        let mut sentences = BTreeSet::new();
        for (state, why) in [
            ("part", ""),
            ("loading", ""),
            ("ready", ""),
            ("old", ""),
            ("failed", "full"),
            ("failed", "network"),
            ("failed", "gone"),
            ("failed", "damaged"),
        ] {
            (pack.state, pack.why) = (state.to_string(), why.to_string());
            sentences.insert(condition(&pack).unwrap());
        }
        assert_eq!(sentences.len(), 8);
        assert!(sentences.contains("3.0 MB of 21.0 MB"));
    }

    #[test]
    fn an_unknown_pack_is_called_as_the_build_calls_it() {
        let pack = Pack { name: "x".to_string(), label: "Big data".to_string(), ..Pack::default() };
        assert_eq!(label(&pack), "Big data");
        assert_eq!(said(&pack, &Said::Quarter(3)), "Big data: 75 percent.");
    }
}
