//! A GPU that never comes to work.

use super::*;

#[test]
fn a_browser_without_webgpu_says_so_quietly_under_automatic() {
    let mut desk = Desk::without_webgpu();
    desk.command(Command::Play);
    desk.ready(Cpu);
    desk.opened(Cpu);
    assert!(!desk.did(&Effect::Spawn(Gpu)));
    assert!(matches!(&desk.state().gpu, GpuState::Failed { why } if why.contains("no WebGPU")));
    assert_eq!(desk.n_warnings(), 0);
    assert_eq!(desk.state().status, Status::Playing);
}

#[test]
fn a_browser_without_webgpu_warns_who_chose_it() {
    let mut desk = Desk::without_webgpu();
    desk.command(processor(Processor::Gpu));
    assert_eq!(desk.n_warnings(), 1);

    // From a link, too.
    let mut desk = Desk::without_webgpu();
    let mut recipe = recipe_of(Lab::Boundary);
    recipe.initial.processor = Processor::Gpu;
    desk.command(Command::Open(recipe));
    desk.command(Command::Play);
    desk.ready(Cpu);
    desk.opened(Cpu);
    assert_eq!(desk.n_warnings(), 1);
}

#[test]
fn an_adapter_that_is_refused_leaves_the_run_alone() {
    for (choice, n_warnings) in [(Processor::Automatic, 0), (Processor::Gpu, 1)] {
        let mut desk = Desk::playing();
        desk.command(processor(choice));
        desk.forget();
        desk.says(Gpu, FromWorker::Lost { why: "there is no adapter".to_string() });
        assert_eq!(desk.sent(Cpu), []);
        assert_eq!(desk.state().status, Status::Playing);
        assert_eq!(desk.state().gpu, GpuState::Failed { why: "There is no adapter.".to_string() });
        assert_eq!(desk.n_warnings(), n_warnings);
    }
}

#[test]
fn a_gpu_that_cannot_be_measured_is_given_up() {
    let mut desk = Desk::playing();
    desk.ready(Gpu);
    desk.saved(Cpu, b"to measure");
    let request = desk.last_request(Gpu, |_| true);
    desk.says(Gpu, FromWorker::Refused { request: Some(request), why: "out of memory".into() });
    assert!(
        matches!(&desk.state().gpu, GpuState::Failed { why } if why.contains("Out of memory."))
    );
    assert_eq!(desk.state().status, Status::Playing);
}
