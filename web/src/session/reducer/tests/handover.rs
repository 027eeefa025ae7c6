//! The run moves between the workers.

use super::*;

#[test]
fn the_gpu_worker_is_fetched_when_the_run_plays_and_tells_how_far_it_is() {
    let mut desk = Desk::open();
    desk.command(Command::Play);
    assert_eq!(desk.sent(Cpu), [ToWorker::Play], "the CPU begins at once");
    assert!(desk.did(&Effect::Spawn(Gpu)));
    desk.event(Event::Loading { worker: Gpu, loaded: 3, total: 10 });
    assert_eq!(desk.state().gpu, GpuState::Loading { loaded: 3, total: 10 });
    desk.event(Event::Loading { worker: Gpu, loaded: 10, total: 10 });
    assert_eq!(desk.state().gpu, GpuState::WarmingUp);
}

#[test]
fn on_the_cpu_by_choice_no_gpu_worker_is_fetched() {
    let mut desk = Desk::open();
    desk.command(processor(Processor::Cpu));
    desk.command(Command::Play);
    assert!(!desk.did(&Effect::Spawn(Gpu)));
    assert_eq!(desk.state().gpu, GpuState::Off);
}

#[test]
fn a_run_moves_with_its_exact_bytes_and_plays_on() {
    let mut desk = Desk::playing();
    desk.saving();
    assert_eq!(desk.state().gpu, GpuState::WarmingUp);
    assert!(matches!(desk.sent(Cpu)[..], [.., ToWorker::Pause, ToWorker::Save { .. }]));
    desk.saved(Cpu, b"at 10");
    assert!(
        matches!(desk.sent(Gpu).last(), Some(ToWorker::Load { bytes, .. }) if bytes == b"at 10")
    );
    assert!(!desk.sent(Gpu).contains(&ToWorker::Play));
    assert_eq!(desk.state().status, Status::Playing);
    desk.opened(Gpu);
    assert_eq!(desk.sent(Gpu).last(), Some(&ToWorker::Play));
    assert_eq!(desk.state().gpu, GpuState::Active);
    assert_eq!(desk.state().backend, Some(backend(Gpu)));
    desk.frame(Gpu, 11);
    assert_eq!(desk.state().recipe.step, 11);
}

#[test]
fn the_run_goes_on_while_the_gpu_is_measured() {
    let mut desk = Desk::playing();
    desk.ready(Gpu);
    desk.saved(Cpu, b"to measure");
    assert!(!desk.sent(Cpu).contains(&ToWorker::Pause));
    assert!(
        matches!(&desk.sent(Gpu)[..], [ToWorker::Measure { bytes, .. }] if bytes == b"to measure")
    );
}

#[test]
fn automatic_stays_on_the_cpu_where_the_gpu_is_slower() {
    let mut desk = Desk::playing();
    desk.ready(Gpu);
    desk.saved(Cpu, b"to measure");
    desk.measured(Gpu, 2.0);
    let slower = GpuState::Slower { cpu_ms: 1.0, gpu_ms: 2.0, backend: backend(Gpu) };
    assert_eq!(desk.state().gpu, slower);
    desk.wait(30.0);
    assert!(!desk.sent(Cpu).contains(&ToWorker::Pause));
}

#[test]
fn who_chose_the_gpu_gets_it_even_if_it_is_slower() {
    let mut desk = Desk::playing();
    desk.command(processor(Processor::Gpu));
    desk.ready(Gpu);
    desk.saved(Cpu, b"to measure");
    desk.measured(Gpu, 200.0);
    desk.saved(Cpu, b"at 10");
    desk.opened(Gpu);
    assert_eq!(desk.state().gpu, GpuState::Active);
}

#[test]
fn a_cpu_that_was_never_measured_is_measured_too() {
    let mut desk = Desk::open();
    desk.command(Command::Play);
    desk.ready(Gpu);
    desk.saved(Cpu, b"to measure");
    desk.measured(Gpu, 2.0);
    assert_eq!(desk.state().gpu, GpuState::WarmingUp);
    desk.measured(Cpu, 1.0);
    assert!(matches!(desk.state().gpu, GpuState::Slower { .. }));
}

#[test]
fn pause_during_a_handover_arrives_paused() {
    let mut desk = Desk::playing();
    desk.saving();
    desk.command(Command::Pause);
    assert_eq!(desk.state().status, Status::Paused);
    desk.saved(Cpu, b"at 10");
    desk.opened(Gpu);
    assert!(!desk.sent(Gpu).contains(&ToWorker::Play));
    assert_eq!(desk.state().gpu, GpuState::Active);
}

#[test]
fn a_step_during_a_handover_is_done_on_the_other_side() {
    let mut desk = Desk::playing();
    desk.saving();
    desk.command(Command::Step);
    desk.saved(Cpu, b"at 10");
    desk.opened(Gpu);
    assert_eq!(desk.sent(Gpu).last(), Some(&ToWorker::Step));
}

#[test]
fn a_restart_during_a_handover_begins_on_the_cpu_and_the_old_run_is_forgotten() {
    for phase in 0..2 {
        let mut desk = Desk::playing();
        desk.saving();
        if phase == 1 {
            desk.saved(Cpu, b"at 10");
        }
        let (effects, before) = (desk.effects.clone(), desk.effects.len());
        desk.command(Command::Edit(edit("seed", Value::Number(7.0))));
        desk.effects.drain(..before);
        assert!(matches!(desk.sent(Cpu)[..], [ToWorker::Open { .. }]));
        desk.opened(Cpu);
        assert_eq!(desk.sent(Cpu)[1], ToWorker::Play);
        // The answer that was under way comes too late.
        desk.effects.splice(..0, effects);
        match phase {
            0 => desk.says(Cpu, FromWorker::Saved { request: 3, run: 1, step: 10, bytes: vec![] }),
            _ => desk.opened(Gpu),
        }
        assert_eq!(desk.state().recipe.step, 0);
        assert!(!desk.sent(Gpu).contains(&ToWorker::Play));
        assert_eq!(desk.state().backend, Some(backend(Cpu)));
    }
}

#[test]
fn a_new_run_opens_on_the_cpu_and_moves_again_upon_play() {
    let mut desk = Desk::playing_on_gpu();
    desk.command(Command::Reset);
    assert_eq!(desk.sent(Gpu), [ToWorker::Pause]);
    assert!(matches!(desk.sent(Cpu)[..], [ToWorker::Open { .. }]));
    desk.opened(Cpu);
    assert_eq!(desk.state().gpu, GpuState::Off);
    desk.command(Command::Play);
    desk.saved(Cpu, b"to measure");
    desk.measured(Gpu, 0.5);
    desk.measured(Cpu, 1.0);
    desk.saved(Cpu, b"at 0");
    desk.opened(Gpu);
    assert_eq!(desk.state().gpu, GpuState::Active);
}

#[test]
fn a_replay_stays_on_the_cpu_to_its_end() {
    let mut desk = Desk::playing_on_gpu();
    let mut recipe = recipe_of(Lab::Boundary);
    recipe.step = 30;
    desk.command(Command::Open(recipe.clone()));
    desk.opened_as(Cpu, recipe_of(Lab::Boundary));
    desk.command(Command::Play);
    assert!(!desk.sent(Cpu).iter().any(|m| matches!(m, ToWorker::Save { .. })));
    desk.frame(Cpu, 30);
    assert!(desk.sent(Cpu).iter().any(|m| matches!(m, ToWorker::Save { .. })));
}

#[test]
fn choosing_the_cpu_hands_the_run_back_at_once() {
    let mut desk = Desk::playing_on_gpu();
    desk.command(processor(Processor::Cpu));
    assert!(matches!(
        desk.sent(Gpu)[..],
        [ToWorker::Edit(_), ToWorker::Pause, ToWorker::Save { .. }]
    ));
    desk.saved(Gpu, b"at 12");
    desk.opened(Cpu);
    assert_eq!(desk.sent(Cpu).last(), Some(&ToWorker::Play));
    assert_eq!(desk.state().gpu, GpuState::Off);
}

#[test]
fn choosing_automatic_again_measures_again() {
    let mut desk = Desk::playing_on_gpu();
    desk.command(processor(Processor::Cpu));
    desk.saved(Gpu, b"at 12");
    desk.opened(Cpu);
    desk.forget();
    desk.command(processor(Processor::Automatic));
    assert!(matches!(desk.sent(Cpu)[..], [ToWorker::Edit(_), ToWorker::Save { .. }]));
}

#[test]
fn a_gpu_that_refuses_the_checkpoint_leaves_the_run_where_it_was() {
    let mut desk = Desk::playing();
    desk.saving();
    desk.saved(Cpu, b"at 10");
    let run = desk.last_run_of(Gpu);
    desk.forget();
    desk.says(Gpu, FromWorker::RunRefused { run, why: "it is too large".to_string() });
    assert_eq!(desk.sent(Cpu), [ToWorker::Play]);
    assert_eq!(desk.state().gpu, GpuState::Failed { why: "It is too large.".to_string() });
}

#[test]
fn a_cpu_that_refuses_the_checkpoint_replays_the_recipe() {
    let mut desk = Desk::playing_on_gpu();
    desk.command(processor(Processor::Cpu));
    desk.saved(Gpu, b"at 12");
    let run = desk.last_run_of(Cpu);
    desk.says(Cpu, FromWorker::RunRefused { run, why: "it is damaged".to_string() });
    assert!(
        matches!(desk.sent(Cpu).last(), Some(ToWorker::Open { recipe, .. }) if recipe.step == 10)
    );
    assert!(desk.last_notice().contains("It is damaged."));
}

#[test]
fn a_checkpoint_that_the_learner_chose_is_read_before_the_run_moves() {
    let mut desk = Desk::playing();
    desk.ready(Gpu);
    desk.saved(Cpu, b"to measure");
    desk.command(Command::Load(b"mine".to_vec()));
    desk.measured(Gpu, 0.5);
    assert!(!desk.sent(Cpu).contains(&ToWorker::Pause));
}
