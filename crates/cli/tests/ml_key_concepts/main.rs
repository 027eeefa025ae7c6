//! What the lesson `ml-key-concepts` says that we measured, measured again: each test takes the
//! numbers out of the lesson's text and holds them to a run. What it says of the prices of houses
//! is measured by `models/measure_houses.py`.
#![allow(clippy::unwrap_used, reason = "a test that panics says why")]

mod letter;

use std::path::Path;
use std::sync::LazyLock;

use burrow_course::CHAPTERS;
use burrow_course::check::check;
use burrow_course::lesson::Lesson;
use burrow_learn::checkpoint::load;
use burrow_learn::data::{Files, digits};
use burrow_learn::device::cpu;
use burrow_learn::run::{Run, Stopped};
use burrow_protocol::frame::{CurvePoint, Point};
use burrow_protocol::network::layers;
use burrow_protocol::params::{Value, param_by_key};
use burrow_protocol::recipe::{Edit, Recipe};
use burrow_protocol::settings::{Features, Settings};
use pollster::block_on;

const LESSON: &str = include_str!("../../../../lessons/ml-key-concepts/lesson.md");
/// Read once, with the files that lie beside them.
static LESSONS: LazyLock<Vec<Lesson>> = LazyLock::new(|| {
    check(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lessons"), CHAPTERS).unwrap()
});
const PRETRAINED: &[u8] = include_bytes!("../../../../models/digits-cnn.bpk");

/// Steps in a second of the figures that run at 60.
const SECOND: u64 = 60;

/// How far a number may lie from the measured one, where it is rounded to whole ones or to
/// hundredths.
const HALF: f64 = 0.5;
const HUNDREDTHS: f64 = 0.006;
/// The same for the accuracy after a long run, in percent: another kind of processor adds up in
/// another order, and what is left of that after thousands of steps is a few points.
const LONG: f64 = 4.0;

/// The numbers that stand in the lesson where `words` have `{}`.
#[track_caller]
fn said<const N: usize>(words: &str) -> [f64; N] {
    let lesson = LESSON.replace('\u{a0}', " ");
    let mut places = lesson.char_indices().map(|(place, _)| place);
    let numbers = places.find_map(|place| numbers(&lesson[place..], words));
    let numbers = numbers.unwrap_or_else(|| panic!("The lesson does not say: {words}"));
    numbers.try_into().unwrap()
}

/// The numbers where `text` begins with `words`.
fn numbers(text: &str, words: &str) -> Option<Vec<f64>> {
    let (before, after) = words.split_once("{}").unwrap_or((words, ""));
    let text = text.strip_prefix(before)?;
    if before == words {
        return Some(Vec::new());
    }
    let end = text.find(|c: char| !c.is_ascii_digit() && !".,".contains(c)).unwrap_or(text.len());
    // What stands behind the last digit belongs to the sentence.
    let number = text[..end].trim_end_matches(['.', ',']);
    let rest = numbers(&text[number.len()..], after)?;
    Some([vec![number.replace(',', "").parse().ok()?], rest].concat())
}

#[track_caller]
fn near<const N: usize>(said: [f64; N], measured: [f64; N], within: f64) {
    let is_near = said.iter().zip(&measured).all(|(said, real)| (said - real).abs() <= within);
    assert!(is_near, "The lesson says {said:?}, and {measured:?} was measured.");
}

fn files() -> Files {
    let digits = digits::parse(include_bytes!("../../../../models/digits.bin")).unwrap();
    Files { digits: Some(digits) }
}

/// A figure's run at step 0, with settings changed as a learner may change them.
fn open(figure: &str, change: impl Fn(&mut Settings)) -> Run {
    let lesson = LESSONS.iter().find(|lesson| lesson.front.id == "ml-key-concepts").unwrap();
    let figure = lesson.figures().find(|other| other.id == figure).unwrap();
    let mut settings = figure.recipe.initial.clone();
    change(&mut settings);
    Run::open(Recipe::new(settings), &files(), &cpu()).unwrap()
}

fn as_it_is(_: &mut Settings) {}

fn at(step: u64, run: &mut Run) -> CurvePoint {
    block_on(run.steps((step - run.recipe().step) as u32)).unwrap();
    block_on(run.score()).unwrap()
}

/// The first step from here at which something holds.
fn first(run: &mut Run, holds: impl Fn(&CurvePoint) -> bool) -> u64 {
    (run.recipe().step..1000).find(|step| holds(&at(*step, run))).unwrap()
}

/// Steps until the loss is no longer a number.
fn lost_after(run: &mut Run, most: u32) -> Option<u64> {
    let begun = run.recipe().step;
    (0..most).find_map(|_| match block_on(run.steps(1)) {
        Err(Stopped::Ended(_)) => Some(run.recipe().step + 1 - begun),
        _ => None,
    })
}

fn edit(run: &mut Run, key: &str, value: f64) {
    let edit = Edit::param(param_by_key(key).unwrap(), Value::Number(value)).unwrap();
    run.edit(edit).unwrap();
}

/// Right answers of 100.
fn train(point: &CurvePoint) -> f64 {
    100.0 * f64::from(point.train.accuracy.unwrap())
}

fn test(point: &CurvePoint) -> f64 {
    100.0 * f64::from(point.test.accuracy.unwrap())
}

fn train_loss(point: &CurvePoint) -> f64 {
    point.train.loss.into()
}

#[test]
fn a_straight_line_cannot_make_a_ring() {
    let mut run = open("town-map", as_it_is);
    let settled = at(200, &mut run);
    near(said("It has settled, and is right about {} of 100 places."), [test(&settled)], 1.0);
    let moved = at(400, &mut run).train.loss - settled.train.loss;
    assert!(moved.abs() < 1e-4, "{moved}");
    let points = run.points();
    let points: Vec<Point> = points.train.iter().chain(&points.test).copied().collect();
    let best = 100.0 * best_line(&points) as f64 / points.len() as f64;
    let words = "no straight line is right about more than {} of 100 of these places";
    near(said(words), [best], HALF);
}

/// How many points the best of all straight lines is right about. One of the best goes through two
/// of the points: any line can be moved until it does. Those two can be had on either side.
fn best_line(points: &[Point]) -> usize {
    let mut best = 0;
    for (i, a) in points.iter().enumerate() {
        for (j, b) in points.iter().enumerate().skip(i + 1) {
            let is_right = |p: &Point| {
                let side = (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
                (side > 0.0) == (p.target > 0.0)
            };
            let others = points.iter().enumerate().filter(|(k, _)| *k != i && *k != j);
            let right = others.filter(|(_, p)| is_right(p)).count();
            best = best.max(right.max(points.len() - 2 - right) + 2);
        }
    }
    best
}

#[test]
fn two_features_more_make_the_border_a_ring() {
    let mut run = open("town-map", |settings| settings.features = Features(0b111));
    for seconds in [5, 10] {
        let point = at(seconds * SECOND, &mut run);
        near(said("it stays near {} %. Then tick y² too."), [test(&point)], 1.0);
    }
    let mut run = open("town-map", |settings| settings.features = Features(0b1111));
    let above = first(&mut run, |point| point.test.accuracy > Some(0.99));
    let [percent] = said("In a second or two it passes {} %");
    assert_eq!(percent, 99.0);
    assert!(above < 2 * SECOND, "step {above}");
}

#[test]
fn the_loss_falls_step_by_step() {
    let mut run = open("descent", as_it_is);
    let n = run.recipe().parameter_count();
    near(said("All in all it has {} weights"), [n as f64], 0.0);
    let points: Vec<CurvePoint> = (0..=5).map(|step| at(step, &mut run)).collect();
    let losses: Vec<f64> = points.iter().map(train_loss).collect();
    let first_four = [losses[0], losses[1], losses[2], losses[3]];
    near(said("From {} to {}, then to {}, to {}: the network"), first_four, HUNDREDTHS);
    near(said("The untrained network's loss, {}, is worse"), [losses[0]], HUNDREDTHS);
    let [right, of] = said("With its random weights the network is right about {} in {} points.");
    near([100.0 * right / of], [test(&points[0])], 2.0);
    let falls: Vec<f64> = losses.windows(2).map(|pair| pair[0] - pair[1]).collect();
    assert!(falls.is_sorted_by(|a, b| a > b) && falls[4] > 0.0, "{falls:?}");

    let [below] = said("In about five seconds the test loss is below {}.");
    let steps = first(&mut run, |point| f64::from(point.test.loss) < below);
    assert!((4 * SECOND..6 * SECOND).contains(&steps), "step {steps}");
}

#[test]
fn ten_times_the_rate_needs_a_tenth_of_the_steps_until_it_fails() {
    for (rate, words) in [(0.003, "| 0.003 | {} |"), (0.03, "| 0.03 | {} |"), (0.3, "| 0.3 | {} |")]
    {
        let mut run = open("step-length", |settings| settings.learning_rate = rate);
        let steps = first(&mut run, |point| point.train.loss < 0.01);
        near(said(words), [steps as f64], 1.0);
    }
    let mut slow = open("step-length", as_it_is);
    let fell = [0, 30].map(|step| train_loss(&at(step, &mut slow)));
    near(said("of 0.003 has brought the loss from {} down to {}."), fell, HUNDREDTHS);

    let mut run = open("step-length", |settings| settings.learning_rate = 3.0);
    let [first, fifth] = [1, 5].map(|step| train_loss(&at(step, &mut run)));
    let rose = said("the first step takes the loss to {}, the fifth to {} million.");
    near(rose, [first, (fifth / 1e8).round() * 100.0], HALF);
    let lost = 5 + lost_after(&mut run, 50).unwrap();
    near(said("| 3 | never: at step {} the loss is too large"), [lost as f64], 1.0);

    // From the bottom, at ten steps a second.
    edit(&mut slow, "rate", 0.3);
    assert!(at(100, &mut slow).train.loss < 1e-4);
    edit(&mut slow, "rate", 3.0);
    let [rate] = said("set it to {} and wait a few seconds: even from the bottom it flies off");
    assert_eq!(rate, slow.settings().learning_rate);
    assert!(lost_after(&mut slow, 50).is_some());
}

#[test]
fn the_border_of_the_rate_lies_where_it_is_said_to() {
    let [low, high] = said("In this bowl the border lies between {} and {}.");
    for (rate, falls) in [(low, true), (high, false)] {
        let mut run = open("step-length", |settings| settings.learning_rate = rate);
        let [early, late] = [20, 60].map(|step| at(step, &mut run).train.loss);
        assert_eq!(late < early, falls, "{rate}: {early}, {late}");
    }
}

#[test]
fn fewer_weights_are_better_on_points_that_were_not_learned_from() {
    for (words, layers, steps) in [
        ("| 1 unit, 2,000 steps | {} | {} % | {} % |", vec![1], 2000),
        ("| 6 units, 500 steps | {} | {} % | {} % |", vec![6], 500),
        ("| 6 units, 2,000 steps | {} | {} % | {} % |", vec![6], 2000),
        ("| 2 layers of 32, 2,000 steps | {} | {} % | {} % |", vec![32, 32], 2000),
    ] {
        let mut run = open("by-heart", |settings| settings.layers = layers.clone());
        let (n, point) = (run.recipe().parameter_count(), at(steps, &mut run));
        let [n_said, train_said, test_said] = said(words);
        near([n_said], [n as f64], 0.0);
        near([train_said, test_said], [train(&point), test(&point)], LONG);
    }
    let mut run = open("by-heart", as_it_is);
    let early = test(&at(100, &mut run));
    let words = "At step 100 the large network was right about {} of 100 test points.";
    near(said(words), [early], 1.0);
    let n = run.recipe().parameter_count();
    near(said("The network has {} weights. It is right about all 50 points"), [n as f64], 0.0);
    let late = at(2000, &mut run);
    assert!(late.train.accuracy > Some(0.97));
    let words = "It is right about all 50 points that it learned from, and about {} of 100 others.";
    near(said(words), [test(&late)], LONG);

    let mut run = open("by-heart", |settings| settings.split = 80.0);
    let more = test(&at(1000, &mut run));
    let words = "the same large network is right about {} of 100 others after 1,000 steps.";
    near(said(words), [more], LONG);
}

#[test]
fn an_exam_that_the_network_has_seen_flatters_it() {
    let mut run = open("spoiled-exam", as_it_is);
    let honest = at(3000, &mut run);
    let n = run.recipe().parameter_count();
    let words = "A network of {} weights has learned 400 of the 500 points almost by heart.";
    near(said(words), [n as f64], 0.0);
    assert!(honest.train.accuracy > Some(0.95));
    near(said("On the 100 test points it is right about {} of 100"), [test(&honest)], LONG);
    edit(&mut run, "split", 10.0);
    let flattered = block_on(run.score()).unwrap();
    let went = said("The test accuracy went from {} % to {} %");
    near(went, [test(&honest), test(&flattered)], LONG);
}

#[test]
fn one_number_hides_who_is_taken_for_whom() {
    let mut run = open("which-digits", as_it_is);
    let point = at(60, &mut run);
    let cells = &run.confusion().unwrap().cells;
    let n: u32 = cells.iter().sum();
    let words = "The network has read {} % of the {} test digits right.";
    near(said(words), [test(&point), f64::from(n)], 1.0);
    // Of a digit: how often it was found, stood there and was said.
    let of = |digit: usize| {
        let row: u32 = cells[digit * 10..][..10].iter().sum();
        let column: u32 = cells.iter().skip(digit).step_by(10).sum();
        [cells[digit * 11], row, column].map(f64::from)
    };
    let [found, all, said_so] = of(5);
    near(said("It found {} of {}, which is 43 %."), [found, all], 1.0);
    let shares = [100.0 * found / all, 100.0 * found / said_so];
    near(said("the fives had a recall of {} % and a precision of {} %."), shares, 3.0);
    near(said("The network said “five” only {} times"), [said_so], 1.0);
    let [found, all, said_so] = of(9);
    near(said("It found {} of {}, a recall of 93 %,"), [found, all], 1.0);
    near(said("{} %, but it said “nine” {} times"), [100.0 * found / all, said_so], 3.0);
    near(said("times: a precision of {} %."), [100.0 * found / said_so], 3.0);

    let later = test(&at(200, &mut run));
    near(
        said("After 200 steps, a few seconds, your own network reads about {} of 100"),
        [later],
        1.0,
    );
}

#[test]
fn the_model_that_comes_with_the_page_is_as_good_as_it_is_said_to_be() {
    let mut run = load(PRETRAINED, &files(), &cpu()).unwrap();
    let right = test(&block_on(run.score()).unwrap());
    let n_test: u32 = run.confusion().unwrap().cells.iter().sum();
    let words = "It has read {} % of the {} test digits right.";
    near(said(words), [right, f64::from(n_test)], 0.05);

    // The places at which each layer's weights are used: 8 × 8 pixels, then 4 × 4, then one.
    let layers = layers(run.settings());
    let products = layers.iter().zip([64, 16, 1]).map(|(layer, n)| layer.weights.len() * n);
    let products = products.sum::<usize>() as f64;
    near(said("To read one digit, this network multiplies {} times."), [products], 0.0);
    let n_digits = files().digits.unwrap().len() as f64;
    let (n, epochs) = (n_digits - f64::from(n_test), run.epoch() as f64 - 1.0);
    let words = "{} digits were shown to it {} times. That is {} readings";
    near(said(words), [n, epochs, n * epochs], 0.0);
}

#[test]
fn it_takes_a_letter_for_a_digit() {
    let run = load(PRETRAINED, &files(), &cpu()).unwrap();
    let answers: Vec<Vec<f32>> =
        letter::inputs().map(|input| block_on(run.predict(&input)).unwrap().0).collect();
    let is_five = |answer: &&Vec<f32>| answer.iter().all(|other| answer[5] >= *other);
    let fives: Vec<&Vec<f32>> = answers.iter().filter(is_five).collect();
    let words = "We drew the E in {} slightly different ways. {} times the answer was 5,";
    near(said(words), [answers.len() as f64, fives.len() as f64], 1.0);
    let sure = fives.iter().filter(|answer| answer[5] > 0.99).count() as f64 / fives.len() as f64;
    let [percent] = said("and two thirds of those answers were more than {} % sure.");
    assert_eq!(percent, 99.0);
    near([2.0 / 3.0], [sure], 0.05);
}
