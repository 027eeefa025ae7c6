//! What other implementations say: scikit-learn, SciPy and NumPy, through
//! `reference/make_reference.py`.
#![allow(clippy::unwrap_used, reason = "a test that panics says why")]

// The same tests run natively and, through `wasm.rs`, in a browser.
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use burn::tensor::Device;
use serde_json::Value;

use burrow_learn::data::Examples;
use burrow_learn::descent::loss_and_gradient;
use burrow_learn::device::cpu;
use burrow_learn::network::{Network, matrix, read, vector};
use burrow_learn::optimizer::{Moments, penalize, step};
use burrow_learn::score::{report, softmax};
use burrow_protocol::network::{LayerKind, lay_out, mlp_kinds};
use burrow_protocol::settings::{Activation, Choice, Lab, Optimizer, Settings};

fn reference() -> Value {
    serde_json::from_str(include_str!("reference/metrics.json")).unwrap()
}

/// All numbers of a nested list, in order.
fn numbers(value: &Value) -> Vec<f32> {
    match value {
        Value::Array(values) => values.iter().flat_map(numbers).collect(),
        other => vec![other.as_f64().unwrap() as f32],
    }
}

fn check(what: &str, got: &[f32], expected: &Value, tolerance: f32) {
    let expected = numbers(expected);
    assert_eq!(got.len(), expected.len(), "{what}");
    for (i, (got, expected)) in got.iter().zip(&expected).enumerate() {
        let allowed = tolerance * expected.abs().max(1.0);
        assert!((got - expected).abs() <= allowed, "{what}[{i}]: {got}, expected {expected}");
    }
}

fn examples(case: &Value, classes: Option<usize>) -> Examples {
    let inputs = numbers(&case["inputs"]);
    let targets = numbers(&case["targets"]);
    Examples { width: inputs.len() / targets.len(), inputs, targets, classes }
}

/// Forward pass, loss and gradient of one case.
fn check_network(what: &str, case: &Value, network: &Network, classes: Option<usize>) {
    let device = cpu();
    let examples = examples(case, classes);
    let parameters = vector(&numbers(&case["parameters"]), &device);
    let inputs = matrix(&examples.inputs, examples.width, &device);
    let outputs = network.forward(&network.leaves(&parameters), inputs);
    let outputs = pollster::block_on(read(outputs)).unwrap();
    check(&format!("{what} outputs"), &outputs, &case["outputs"], 1e-5);

    let judged = report(&outputs, &examples).score.loss;
    check(&format!("{what} judged"), &[judged], &case["loss"], 1e-5);
    let (loss, gradient) = loss_and_gradient(network, &parameters, &examples, &device);
    let loss = pollster::block_on(read(loss)).unwrap();
    check(&format!("{what} loss"), &loss, &case["loss"], 1e-5);
    let gradient = pollster::block_on(read(gradient)).unwrap();
    check(&format!("{what} gradient"), &gradient, &case["gradient"], 1e-4);
}

fn perceptron(case: &Value) -> Network {
    let units: Vec<usize> = numbers(&case["units"]).iter().map(|&n| n as usize).collect();
    let activation = Activation::from_key(case["activation"].as_str().unwrap()).unwrap();
    Network::from_layers(lay_out(&mlp_kinds(&units)), activation, 0)
}

#[test]
fn perceptrons_with_every_activation_agree_with_numpy() {
    let reference = reference();
    let cases = reference["classifiers"].as_array().unwrap();
    assert_eq!(cases.len(), Activation::ALL.len());
    for case in cases {
        check_network(case["activation"].as_str().unwrap(), case, &perceptron(case), Some(2));
    }
}

#[test]
fn regression_agrees_with_numpy() {
    let reference = reference();
    let case = &reference["regression"];
    check_network("regression", case, &perceptron(case), None);
}

#[test]
fn a_convolutional_network_agrees_with_scipy() {
    let reference = reference();
    let case = &reference["cnn"];
    // One convolution with two filters on 4 × 4 pictures, halved by the maximum.
    let kinds = [
        LayerKind::Convolution { inputs: 1, outputs: 2 },
        LayerKind::Linear { inputs: 2 * 2 * 2, outputs: 3 },
    ];
    let network = Network::from_layers(lay_out(&kinds), Activation::Relu, 4);
    check_network("cnn", case, &network, Some(3));
}

#[test]
fn metrics_agree_with_scikit_learn() {
    let reference = reference();
    let case = &reference["metrics"]["classification"];
    let logits = numbers(&case["logits"]);
    let examples =
        Examples { inputs: vec![], width: 0, targets: numbers(&case["truth"]), classes: Some(3) };
    let report = report(&logits, &examples);
    check("cross-entropy", &[report.score.loss], &case["cross_entropy"], 1e-6);
    check("accuracy", &[report.score.accuracy.unwrap()], &case["accuracy"], 1e-6);
    let cells: Vec<f32> = report.confusion.unwrap().cells.iter().map(|&n| n as f32).collect();
    check("confusion", &cells, &case["confusion"], 0.0);
    let probabilities: Vec<f32> = logits.chunks(3).flat_map(softmax).collect();
    check("softmax", &probabilities, &case["probabilities"], 1e-6);
}

#[test]
fn squared_error_agrees_with_scikit_learn() {
    let reference = reference();
    let case = &reference["metrics"]["regression"];
    let examples =
        Examples { inputs: vec![], width: 0, targets: numbers(&case["targets"]), classes: None };
    let report = report(&numbers(&case["outputs"]), &examples);
    check("mean squared error", &[report.score.loss], &case["mean_squared_error"], 1e-6);
}

fn steps(settings: &Settings, case: &Value, device: &Device) -> Vec<Vec<f32>> {
    let mut parameters = vector(&numbers(&case["start"]), device);
    let mut moments = Moments::default();
    let gradients = case["gradients"].as_array().unwrap().iter().map(numbers);
    gradients
        .map(|gradient| {
            let gradient = vector(&gradient, device);
            parameters = step(settings, parameters.clone(), gradient, &mut moments);
            pollster::block_on(read(parameters.clone())).unwrap()
        })
        .collect()
}

#[test]
fn optimisers_agree_with_their_papers() {
    let reference = reference();
    let case = &reference["optimizers"];
    for (optimizer, key) in [(Optimizer::Sgd, "sgd"), (Optimizer::Adam, "adam")] {
        let mut settings = Settings::for_lab(Lab::Boundary);
        settings.optimizer = optimizer;
        settings.learning_rate = case[key]["rate"].as_f64().unwrap();
        settings.momentum = case[key]["momentum"].as_f64().unwrap_or_default();
        check(key, &steps(&settings, case, &cpu()).concat(), &case[key]["steps"], 1e-6);
    }
}

#[test]
fn penalties_pull_on_weights_and_spare_biases() {
    let reference = reference();
    let case = &reference["penalty"];
    let device = cpu();
    let mut settings = Settings::for_lab(Lab::Boundary);
    settings.l1 = case["l1"].as_f64().unwrap();
    settings.l2 = case["l2"].as_f64().unwrap();
    let parameters = vector(&numbers(&case["parameters"]), &device);
    let mask = vector(&numbers(&case["weight_mask"]), &device);
    let gradient = penalize(&settings, parameters.zeros_like(), &parameters, &mask);
    let gradient = pollster::block_on(read(gradient)).unwrap();
    check("penalty", &gradient, &case["gradient"], 1e-6);
}
