//! Ten thousand mutated links: none panics, and what is read is always valid.

use burrow_protocol::link::{from_text, to_text};
use burrow_protocol::recipe::{MAX_CHANGES, MAX_STEP};
use proptest::prelude::*;

const LINKS: &[&str] = &[
    "lab=boundary&data=spiral&noise=10&layers=8-8&rate=0.0003&step=120&log=40:rate:0.1,60:w17:0.5",
    "lab=digits&model=mlp&layers=32-16&optimizer=sgd&momentum=0.5&batch=128&split=70&seed=4294967295",
    "lab=boundary&features=x-y-xx-yy-xy-sinx-siny&activation=relu&l1=0.001&l2=0.003&speed=10&processor=gpu",
];

/// A link with some of its bytes replaced, doubled or dropped.
fn mutated() -> impl Strategy<Value = String> {
    let edits = prop::collection::vec((any::<prop::sample::Index>(), any::<char>(), 0..4u8), 0..8);
    (prop::sample::select(LINKS), edits).prop_map(|(link, edits)| {
        let mut chars: Vec<char> = link.chars().collect();
        for (at, with, how) in edits {
            let at = at.index(chars.len().max(1)).min(chars.len());
            match how {
                0 => chars.insert(at, with),
                1 if at < chars.len() => chars[at] = with,
                2 if at < chars.len() => drop(chars.remove(at)),
                _ => {
                    let tail = chars.split_off(at);
                    chars.extend(tail.iter().take(12).copied().collect::<Vec<_>>());
                    chars.extend(tail);
                }
            }
        }
        chars.into_iter().collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn a_mutated_link_opens_in_a_valid_state(text in mutated()) {
        let (recipe, notices) = from_text(&text);
        prop_assert!(recipe.step <= MAX_STEP);
        prop_assert!(recipe.log.len() <= MAX_CHANGES);
        prop_assert!(notices.len() <= 6);
        // Valid means: writing it and reading it again changes nothing and complains of nothing.
        prop_assert_eq!(from_text(&to_text(&recipe)), (recipe, vec![]));
    }
}
