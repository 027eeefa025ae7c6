//! What a run promises: it repeats itself, survives being saved, and learns.
#![allow(clippy::unwrap_used, reason = "a test that panics says why")]

// The same tests run natively and, through `wasm.rs`, in a browser.
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use burrow_learn::checkpoint::{load, save};
use burrow_learn::data::{Files, digits};
use burrow_learn::device::cpu;
use burrow_learn::run::{Run, Stopped};
use burrow_protocol::link::from_text;
use burrow_protocol::params::{Value, param_by_key};
use burrow_protocol::recipe::{Edit, Recipe};
use pollster::block_on;

fn files() -> Files {
    let file = include_bytes!("../../../models/digits.bin");
    Files { digits: Some(digits::parse(file).unwrap()) }
}

fn open(link: &str) -> Run {
    let (recipe, notices) = from_text(link);
    assert!(notices.is_empty(), "{notices:?}");
    Run::open(recipe, &files(), &cpu()).unwrap()
}

/// The bits of the training loss after each of `n` steps.
fn losses(run: &mut Run, n: u32) -> Vec<u32> {
    let mut step = || {
        block_on(run.steps(1)).unwrap();
        block_on(run.score()).unwrap().train.loss.to_bits()
    };
    (0..n).map(|_| step()).collect()
}

const SPIRAL: &str = "lab=boundary&data=spiral&noise=10&layers=8-8";
/// Noise 10 %, split 50 %: sines unroll the arms.
const SPIRAL_NETWORK: &str =
    "lab=boundary&data=spiral&noise=10&features=x-y-sinx-siny&layers=8-8&rate=0.01&batch=32";
const LINKS: [&str; 4] = [
    SPIRAL,
    "lab=boundary&data=multi-gauss&layers=6&activation=relu&optimizer=sgd&rate=0.01&l1=0.001&l2=0.01",
    "lab=digits",
    "lab=digits&model=mlp&layers=32-16&optimizer=sgd",
];

fn edit(run: &mut Run, key: &str, value: Value) {
    run.edit(Edit::param(param_by_key(key).unwrap(), value).unwrap()).unwrap();
}

#[test]
fn the_same_seed_gives_the_same_curve_bit_for_bit() {
    for link in LINKS {
        assert_eq!(losses(&mut open(link), 25), losses(&mut open(link), 25), "{link}");
    }
    let other = format!("{SPIRAL}&seed=2");
    assert_ne!(losses(&mut open(SPIRAL), 3), losses(&mut open(&other), 3));
}

#[test]
fn steps_together_are_the_same_as_steps_alone() {
    let (mut alone, mut together) = (open(SPIRAL), open(SPIRAL));
    losses(&mut alone, 40);
    block_on(together.steps(40)).unwrap();
    assert_eq!(block_on(alone.parameters()), block_on(together.parameters()));
}

#[test]
fn a_checkpoint_restores_to_exactly_the_same_next_steps() {
    for link in LINKS {
        let mut run = open(link);
        // In the middle of an epoch, after a change.
        block_on(run.steps(13)).unwrap();
        edit(&mut run, "rate", Value::Number(0.02));
        edit(&mut run, "split", Value::Number(60.0));
        block_on(run.steps(5)).unwrap();
        block_on(run.score()).unwrap();
        let file = block_on(save(&run)).unwrap();
        let mut again = load(&file, &files(), &cpu()).unwrap();
        assert_eq!(again.recipe(), run.recipe(), "{link}");
        assert_eq!(again.curve(), run.curve(), "{link}");
        assert_eq!(losses(&mut again, 40), losses(&mut run, 40), "{link}");
        assert_eq!(block_on(save(&again)).unwrap().len(), block_on(save(&run)).unwrap().len());
    }
}

#[test]
fn a_recipe_replays_to_the_last_bit_with_all_its_changes() {
    let mut run = open(SPIRAL);
    block_on(run.steps(10)).unwrap();
    edit(&mut run, "rate", Value::Number(0.1));
    edit(&mut run, "batch", Value::Number(32.0));
    block_on(run.steps(10)).unwrap();
    run.edit(Edit::Weight { index: 5, value: -1.5 }).unwrap();
    edit(&mut run, "optimizer", Value::Choice(0));
    edit(&mut run, "momentum", Value::Number(0.5));
    edit(&mut run, "split", Value::Number(70.0));
    block_on(run.steps(10)).unwrap();
    run.edit(Edit::Weight { index: 0, value: 0.25 }).unwrap();

    let link = burrow_protocol::link::to_text(run.recipe());
    let mut again = open(&link);
    while let Some(to) = again.replay_to() {
        assert_eq!(to, 30);
        block_on(again.steps(1)).unwrap();
    }
    assert_eq!(again.recipe(), run.recipe());
    assert_eq!(block_on(again.parameters()), block_on(run.parameters()));
    assert_eq!(block_on(again.score()), block_on(run.score()));
}

#[test]
fn a_change_of_pace_does_not_end_a_replay() {
    let mut run = open(&format!("{SPIRAL}&step=30&log=20:rate:0.1"));
    block_on(run.steps(10)).unwrap();
    edit(&mut run, "speed", Value::Choice(1));
    assert_eq!(run.replay_to(), Some(30));
    edit(&mut run, "l2", Value::Number(0.1));
    assert_eq!(run.replay_to(), None);
}

#[test]
fn a_learning_rate_that_is_far_too_large_stops_at_the_last_good_weights() {
    let link = "lab=boundary&data=multi-gauss&layers=8-8&activation=linear&optimizer=sgd&rate=10";
    let mut run = open(link);
    let mut stopped = None;
    for _ in 0..500 {
        if let Err(why) = block_on(run.steps(1)) {
            stopped = Some(why);
            break;
        }
    }
    let Some(Stopped::Ended(why)) = stopped else { panic!("this rate diverges: {stopped:?}") };
    assert!(why.contains("no longer a number") && why.contains("learning rate"), "{why}");
    let parameters = block_on(run.parameters()).unwrap();
    assert!(parameters.iter().all(|p| p.is_finite()));
    // With a rate that makes sense the run goes on from there.
    edit(&mut run, "rate", Value::Number(0.00001));
    let step = run.recipe().step;
    let _ = block_on(run.steps(1));
    assert!(run.recipe().step >= step);
}

#[test]
fn an_edit_that_makes_no_sense_changes_nothing() {
    let mut run = open(SPIRAL);
    let before: Recipe = run.recipe().clone();
    assert!(run.edit(Edit::Weight { index: 1_000_000, value: 1.0 }).is_err());
    assert!(run.edit(Edit::Weight { index: 0, value: f32::NAN }).is_err());
    let noise = param_by_key("noise").unwrap();
    let error = run.edit(Edit::param(noise, Value::Number(5.0)).unwrap()).unwrap_err();
    assert_eq!(error, "Noise needs a new run.");
    assert_eq!(run.recipe(), &before);
}

#[test]
fn every_point_data_set_is_learned() {
    // Accuracy or squared error after so many steps of a network that is large enough.
    for (data, better_than) in [("circle", 0.98), ("xor", 0.95), ("gauss", 0.98), ("moons", 0.98)] {
        let mut run = open(&format!("lab=boundary&data={data}&layers=8-8&batch=32"));
        block_on(run.steps(1500)).unwrap();
        let accuracy = block_on(run.score()).unwrap().test.accuracy.unwrap();
        assert!(accuracy > better_than, "{data}: {accuracy}");
    }
    for (data, better_than) in [("plane", 0.002), ("multi-gauss", 0.05)] {
        let mut run = open(&format!("lab=boundary&data={data}&layers=8-8&batch=32"));
        block_on(run.steps(1500)).unwrap();
        let loss = block_on(run.score()).unwrap().test.loss;
        assert!(loss < better_than, "{data}: {loss}");
    }
}

#[test]
fn the_noisy_spiral_is_learned() {
    for seed in 1..=3 {
        let mut run = open(&format!("{SPIRAL_NETWORK}&seed={seed}"));
        block_on(run.steps(3000)).unwrap();
        let accuracy = block_on(run.score()).unwrap().test.accuracy.unwrap();
        println!("seed {seed}: {accuracy}");
        assert!(accuracy > 0.95, "seed {seed}: {accuracy}");
    }
}

#[test]
fn the_digits_are_read() {
    for (link, better_than) in [("lab=digits", 0.96), ("lab=digits&model=mlp", 0.93)] {
        let mut run = open(link);
        block_on(run.steps(600)).unwrap();
        let point = block_on(run.score()).unwrap();
        let accuracy = point.test.accuracy.unwrap();
        assert!(accuracy > better_than, "{link}: {accuracy}");
        let confusion = run.confusion().unwrap();
        assert_eq!(confusion.cells.iter().sum::<u32>(), 359, "20 % of 1,797");
    }
}

#[test]
fn a_prediction_is_a_probability_of_each_class() {
    let mut run = open("lab=digits");
    block_on(run.steps(50)).unwrap();
    let (output, _) = block_on(run.predict(&[0.5; 64])).unwrap();
    assert_eq!(output.len(), 10);
    assert!((output.iter().sum::<f32>() - 1.0).abs() < 1e-5);
    assert!(block_on(run.predict(&[0.5; 63])).is_err());

    let run = open(SPIRAL);
    let (output, units) = block_on(run.predict(&[1.0, -2.0])).unwrap();
    assert_eq!((output.len(), units.len()), (2, 2 + 8 + 8));
    assert!(block_on(run.predict(&[1.0])).is_err());
}
