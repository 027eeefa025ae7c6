//! The training workers: one crate, two builds, CPU only and with WebGPU.
//!
//! Thin: decodes a message, calls `burrow-learn`, encodes the answer. One task does
//! everything in order ([`trainer`]), so GPU futures are only ever awaited in one context.
#![recursion_limit = "256"]

mod pace;
mod trainer;

use std::cell::RefCell;

use burn::tensor::Device;
use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::*;

use burrow_learn::bench::Work;
use burrow_protocol::message::{Backend, FromWorker, ToWorker, decode};
use burrow_worker_host::{self as host, Inbox};

use trainer::Trainer;

thread_local! {
    static INBOX: Inbox<ToWorker> = Inbox::default();
    static DEVICE: RefCell<Option<Device>> = const { RefCell::new(None) };
}

/// Makes the one device of this worker; everything else comes after.
///
/// # Errors
/// A sentence where there is no such device.
#[wasm_bindgen(js_name = openDevice)]
pub async fn open_device() -> Result<(), String> {
    std::panic::set_hook(Box::new(|info| {
        host::fail(&format!("The training program failed: {info}"));
    }));
    run_constructors();
    #[cfg(feature = "webgpu")]
    let device = burrow_learn::device::gpu(|why| host::send(&FromWorker::Lost { why })).await?;
    #[cfg(not(feature = "webgpu"))]
    let device = {
        let device = burrow_learn::device::cpu();
        warm_up(&device).await?;
        device
    };
    DEVICE.set(Some(device));
    Ok(())
}

/// Does once what a run does, on a small one, while the learner is still on the way to the
/// button: the browser compiles a function when it is first called, and that takes longer
/// than the step itself.
#[cfg(not(feature = "webgpu"))]
async fn warm_up(device: &Device) -> Result<(), String> {
    use burrow_learn::{checkpoint, data::Files, maps::maps, run::Run};
    use burrow_protocol::{recipe::Recipe, settings::Lab, settings::Settings};

    let recipe = Recipe::new(Settings::for_lab(Lab::Boundary));
    let mut run = Run::open(recipe, &Files::default(), device)?;
    run.steps(2).await?;
    run.score().await?;
    maps(&run, &mut None).await?;
    checkpoint::save(&run).await.map(drop)
}

/// Runs the constructors in which the GPU's compiler registers its parts, once.
///
/// Left alone, the linker takes the module for a command and lets every exported function run
/// them all first, also the one that wasm-bindgen calls for each JavaScript object: nine
/// tenths of a small network's step on the GPU. `build.rs` has them exported instead.
fn run_constructors() {
    let constructors = Reflect::get(&wasm_bindgen::exports(), &"__wasm_call_ctors".into());
    if let Some(constructors) = constructors.ok().and_then(|f| f.dyn_into::<Function>().ok()) {
        // They throw nothing: a failure is a panic, and that has its own way out.
        let _ = constructors.call0(&JsValue::NULL);
    }
}

fn device() -> Result<Device, String> {
    DEVICE.with_borrow(Clone::clone).ok_or("The device has not been opened.".to_string())
}

/// Begins to work on messages; `adapter` is what the GPU tells of itself.
///
/// # Errors
/// A sentence where the device has not been opened.
#[wasm_bindgen]
pub fn start(adapter: String, software: bool) -> Result<(), String> {
    let device = device()?;
    let gpu = cfg!(feature = "webgpu");
    let adapter = if gpu { adapter } else { String::new() };
    host::send(&FromWorker::Ready(Backend { gpu, adapter, software: gpu && software }));
    let trainer = Trainer::new(device, INBOX.with(Clone::clone));
    wasm_bindgen_futures::spawn_local(trainer.drive());
    Ok(())
}

/// Takes a message from the page.
#[wasm_bindgen]
pub fn receive(bytes: &[u8]) {
    match decode(bytes) {
        Ok(message) => INBOX.with(|inbox| inbox.push(message)),
        Err(why) => host::send(&FromWorker::Refused { request: None, why }),
    }
}

/// Measures a work of the benchmark: `[milliseconds of the first step, of a later one]`.
///
/// # Errors
/// A sentence where there is no such work or the device failed.
#[wasm_bindgen]
pub async fn bench(work: String, warm_up: u32, steps: u32) -> Result<Vec<f64>, String> {
    let device = device()?;
    let began = host::now();
    let mut work = Work::new(&work, &device).ok_or(format!("There is no work named {work}."))?;
    work.run(1).await?;
    let first = host::now() - began;
    work.run(warm_up.max(1)).await?;
    let began = host::now();
    work.run(steps.max(1)).await?;
    Ok(vec![first, (host::now() - began) / f64::from(steps.max(1))])
}
