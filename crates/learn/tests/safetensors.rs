//! The exported weights open in the safetensors library of Python.
//!
//! `cargo xtask test` installs that library and insists on it; a plain `cargo test` without
//! it says that the check was left out.
#![allow(clippy::unwrap_used, reason = "a test that panics says why")]
#![cfg(not(target_arch = "wasm32"))]

use std::path::Path;
use std::process::Command;

use burrow_learn::data::Files;
use burrow_learn::device::cpu;
use burrow_learn::run::Run;
use burrow_learn::weights::export;
use burrow_protocol::link::from_text;
use pollster::block_on;

#[test]
fn python_reads_the_names_shapes_and_sums() {
    let python = ["-c", "import safetensors, numpy"];
    let there = Command::new("python3").args(python).output().is_ok_and(|o| o.status.success());
    if !there {
        assert!(
            std::env::var_os("BURROW_REQUIRE_PYTHON").is_none(),
            "Python's safetensors is not installed"
        );
        eprintln!("left out: Python's safetensors is not installed (see models/requirements.txt)");
        return;
    }

    let (recipe, _) = from_text("lab=boundary&data=spiral&layers=3");
    let mut run = Run::open(recipe, &Files::default(), &cpu()).unwrap();
    block_on(run.steps(10)).unwrap();
    let parameters = block_on(run.parameters()).unwrap();
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("weights.safetensors");
    std::fs::write(&file, block_on(export(&run)).unwrap()).unwrap();

    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/check_safetensors.py");
    let output = Command::new("python3").arg(script).arg(&file).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let contents: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();

    // 2-3-2: [2, 3], [3], [3, 2], [2], one after the other in the flat list; by name.
    let expected = [
        ("layers.0.bias", vec![3], 6..9),
        ("layers.0.weight", vec![2, 3], 0..6),
        ("layers.1.bias", vec![2], 15..17),
        ("layers.1.weight", vec![3, 2], 9..15),
    ];
    let tensors = contents["tensors"].as_array().unwrap();
    assert_eq!(tensors.len(), expected.len());
    for (tensor, (name, shape, place)) in tensors.iter().zip(expected) {
        assert_eq!(tensor["name"], name);
        assert_eq!(tensor["dtype"], "float32");
        assert_eq!(tensor["shape"], serde_json::json!(shape));
        let sum: f64 = parameters[place].iter().map(|&p| f64::from(p)).sum();
        assert!((tensor["sum"].as_f64().unwrap() - sum).abs() < 1e-6, "{name}");
    }
}
