//! Random sequences of everything that can happen, with workers that answer at any speed.

use proptest::prelude::*;

use super::world::{Happening, World};
use super::{Cpu, Gpu};

fn happening() -> impl Strategy<Value = Happening> {
    let worker = prop_oneof![Just(Cpu), Just(Gpu)];
    prop_oneof![
        8 => (0..23u8).prop_map(Happening::Command),
        20 => worker.clone().prop_map(Happening::Follow),
        8 => worker.clone().prop_map(Happening::Train),
        3 => worker.clone().prop_map(Happening::Snapshot),
        8 => worker.clone().prop_map(Happening::Ready),
        1 => worker.clone().prop_map(Happening::Dies),
        1 => (worker, 0..5u8).prop_map(|(worker, which)| Happening::Rubbish(worker, which)),
        2 => Just(Happening::FileArrives),
        1 => Just(Happening::FileFails),
        3 => Just(Happening::Tick),
        4 => Just(Happening::FrameDrawn),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    /// Whatever happened, play plays in the end, on one worker, with every edit.
    #[test]
    fn any_sequence_ends_in_a_run_that_plays(
        happenings in prop::collection::vec(happening(), 0..250),
    ) {
        let mut world = World::new();
        for happening in happenings {
            world.happen(happening);
        }
        world.check_that_it_plays();
    }
}
