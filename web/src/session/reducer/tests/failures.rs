//! A worker dies; the run goes on.

use super::*;

#[test]
fn a_lost_gpu_gives_the_run_back_at_its_last_snapshot() {
    let mut desk = Desk::playing_on_gpu();
    desk.snapshot(Gpu, 20, b"at 20");
    desk.frame(Gpu, 23);
    desk.says(Gpu, FromWorker::Lost { why: "the device was lost".to_string() });
    assert!(desk.did(&Effect::Terminate(Gpu)));
    assert!(matches!(&desk.sent(Cpu)[..], [ToWorker::Load { bytes, .. }] if bytes == b"at 20"));
    let notice = desk.last_notice();
    assert!(notice.contains("The device was lost."), "{notice}");
    assert!(notice.contains("3 steps were lost") && notice.contains("on the CPU"), "{notice}");
    assert_eq!(desk.state().gpu, GpuState::Failed { why: "The device was lost.".to_string() });
    desk.opened(Cpu);
    assert_eq!(desk.sent(Cpu).last(), Some(&ToWorker::Play));
    assert_eq!(desk.state().status, Status::Playing);
}

#[test]
fn a_run_that_was_paused_comes_back_paused() {
    let mut desk = Desk::playing_on_gpu();
    desk.command(Command::Pause);
    desk.dies(Gpu);
    desk.opened(Cpu);
    assert!(!desk.sent(Cpu).contains(&ToWorker::Play));
}

#[test]
fn a_lost_gpu_is_not_tried_again_unless_the_learner_says_so() {
    let mut desk = Desk::playing_on_gpu();
    desk.dies(Gpu);
    desk.opened(Cpu);
    desk.command(Command::Pause);
    desk.command(Command::Play);
    desk.command(Command::Edit(edit("seed", Value::Number(7.0))));
    desk.opened(Cpu);
    desk.wait(5.0);
    assert!(!desk.did(&Effect::Spawn(Gpu)));
    desk.command(Command::Reset);
    desk.opened(Cpu);
    desk.command(processor(Processor::Gpu));
    desk.command(Command::Play);
    assert!(desk.did(&Effect::Spawn(Gpu)));
}

#[test]
fn the_gpu_dies_before_it_opened_what_was_handed_over() {
    let mut desk = Desk::playing();
    desk.saving();
    desk.saved(Cpu, b"at 10");
    desk.forget();
    desk.dies(Gpu);
    assert_eq!(desk.sent(Cpu), [ToWorker::Play], "the CPU has the run still");
    assert!(desk.last_notice().contains("Nothing was lost"));
    desk.frame(Cpu, 11);
    assert_eq!(desk.state().recipe.step, 11);
}

#[test]
fn the_cpu_dies_while_it_hands_over_and_comes_back_with_its_snapshot() {
    let mut desk = Desk::playing();
    desk.snapshot(Cpu, 9, b"at 9");
    desk.saving();
    desk.dies(Cpu);
    assert!(desk.did(&Effect::Spawn(Cpu)));
    assert!(desk.last_notice().contains("Nothing was lost"), "the save to measure was newer");
    desk.ready(Cpu);
    let sent = desk.sent(Cpu);
    assert!(matches!(sent.last(), Some(ToWorker::Load { bytes, .. }) if bytes == b"to measure"));
    desk.opened(Cpu);
    assert!(desk.sent(Cpu).contains(&ToWorker::Play));
}

#[test]
fn the_cpu_dies_after_it_handed_over_and_nothing_is_missed() {
    let mut desk = Desk::playing();
    desk.saving();
    desk.saved(Cpu, b"at 10");
    desk.dies(Cpu);
    desk.opened(Gpu);
    assert_eq!(desk.state().gpu, GpuState::Active);
    assert_eq!(desk.n_warnings(), 0);
    // It is started again when it is needed.
    assert!(!desk.did(&Effect::Spawn(Cpu)));
    desk.dies(Gpu);
    assert!(desk.did(&Effect::Spawn(Cpu)));
    desk.ready(Cpu);
    assert!(
        matches!(desk.sent(Cpu).last(), Some(ToWorker::Load { bytes, .. }) if bytes == b"at 10")
    );
}

#[test]
fn the_cpu_dies_while_the_gpu_trains_and_comes_back_when_it_is_chosen() {
    let mut desk = Desk::playing_on_gpu();
    desk.dies(Cpu);
    assert_eq!(desk.state().status, Status::Playing);
    assert_eq!(desk.n_warnings(), 0);
    desk.command(processor(Processor::Cpu));
    assert!(desk.did(&Effect::Spawn(Cpu)));
    desk.ready(Cpu);
    desk.saved(Gpu, b"at 12");
    desk.opened(Cpu);
    assert_eq!(desk.state().backend, Some(backend(Cpu)));
}

#[test]
fn the_cpu_dies_while_the_run_comes_back_to_it() {
    let mut desk = Desk::playing_on_gpu();
    desk.command(processor(Processor::Cpu));
    desk.saved(Gpu, b"at 12");
    desk.forget();
    desk.dies(Cpu);
    assert_eq!(desk.sent(Gpu), [ToWorker::Play], "the GPU has the run still");
    assert_eq!(desk.n_warnings(), 1);
    desk.ready(Cpu);
    assert!(matches!(desk.sent(Gpu)[..], [.., ToWorker::Pause, ToWorker::Save { .. }]));
}

#[test]
fn both_die_in_the_middle_of_a_handover() {
    let mut desk = Desk::playing();
    desk.saving();
    desk.saved(Cpu, b"at 10");
    desk.dies(Cpu);
    desk.dies(Gpu);
    desk.ready(Cpu);
    assert!(
        matches!(desk.sent(Cpu).last(), Some(ToWorker::Load { bytes, .. }) if bytes == b"at 10")
    );
}

#[test]
fn without_a_snapshot_the_recipe_is_opened_again() {
    let mut desk = Desk::playing();
    desk.dies(Cpu);
    assert!(desk.last_notice().contains("replayed to step 10"));
    desk.ready(Cpu);
    assert!(
        matches!(desk.sent(Cpu).last(), Some(ToWorker::Open { recipe, .. }) if recipe.step == 10)
    );
    desk.opened_as(Cpu, recipe_of(Lab::Boundary));
    assert_eq!(desk.state().status, Status::Replaying { done: 0, to: 10 });
    desk.frame(Cpu, 10);
    assert_eq!(desk.state().status, Status::Playing);
}

#[test]
fn a_snapshot_that_is_refused_falls_back_to_the_recipe() {
    let mut desk = Desk::playing();
    desk.snapshot(Cpu, 10, b"at 10");
    desk.dies(Cpu);
    desk.ready(Cpu);
    let run = desk.last_run_of(Cpu);
    desk.says(Cpu, FromWorker::RunRefused { run, why: "it is damaged".to_string() });
    assert!(
        matches!(desk.sent(Cpu).last(), Some(ToWorker::Open { recipe, .. }) if recipe.step == 10)
    );
}

#[test]
fn a_snapshot_of_a_forgotten_run_is_not_kept() {
    let mut desk = Desk::playing();
    desk.command(Command::Reset);
    desk.snapshot(Cpu, 10, b"at 10");
    desk.opened(Cpu);
    desk.says(Cpu, FromWorker::Snapshot { run: 1, step: 10, bytes: b"at 10".to_vec() });
    desk.dies(Cpu);
    desk.ready(Cpu);
    assert!(matches!(desk.sent(Cpu).last(), Some(ToWorker::Open { .. })));
}

#[test]
fn the_fourth_death_within_a_minute_stops_and_play_starts_again() {
    let mut desk = Desk::playing();
    for _ in 0..3 {
        desk.dies(Cpu);
        desk.ready(Cpu);
        desk.opened(Cpu);
    }
    desk.forget();
    desk.dies(Cpu);
    assert!(!desk.did(&Effect::Spawn(Cpu)));
    let Status::Stopped { why } = &desk.state().status else { panic!("not stopped") };
    assert!(why.contains("Press play"), "{why}");
    desk.wait(10.0);
    assert!(!desk.did(&Effect::Spawn(Cpu)));

    desk.command(Command::Play);
    assert!(desk.did(&Effect::Spawn(Cpu)));
    desk.ready(Cpu);
    desk.opened(Cpu);
    assert_eq!(desk.sent(Cpu).last(), Some(&ToWorker::Play));
}

#[test]
fn deaths_over_a_minute_apart_do_not_add_up() {
    let mut desk = Desk::open();
    for _ in 0..10 {
        desk.dies(Cpu);
        desk.ready(Cpu);
        desk.opened(Cpu);
        desk.wait(61.0);
    }
    assert_eq!(desk.state().status, Status::Paused);
}

#[test]
fn a_worker_that_cannot_start_is_told() {
    let mut desk = Desk::new();
    desk.command(Command::Interest);
    desk.dies(Cpu);
    assert_eq!(desk.last_notice(), "The training worker could not start. It crashed.");
    for _ in 0..3 {
        desk.dies(Cpu);
    }
    assert!(matches!(desk.state().status, Status::Stopped { .. }));
    assert_eq!(desk.state().notices.len(), 1, "the same words are said once");
}
