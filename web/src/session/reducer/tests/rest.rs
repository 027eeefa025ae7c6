//! Runs that are kept, opened again, and laid to rest.

use super::super::File;
use super::*;

fn kept(step: u64) -> (Recipe, Vec<u8>) {
    let mut recipe = Recipe::new(Settings::for_lab(Lab::Boundary));
    recipe.step = step;
    (recipe, b"kept".to_vec())
}

#[test]
fn a_kept_run_is_opened_from_its_checkpoint_once_somebody_comes_near() {
    let mut desk = Desk::new();
    let (recipe, checkpoint) = kept(200);
    desk.command(Command::Restore { recipe, checkpoint });
    assert_eq!(desk.state().recipe.step, 200);
    assert!(!desk.did(&Effect::Spawn(Cpu)));
    desk.command(Command::Interest);
    desk.ready(Cpu);
    let sent = desk.sent(Cpu);
    assert!(matches!(&sent[..], [ToWorker::Load { bytes, .. }] if bytes == b"kept"), "{sent:?}");
    desk.opened(Cpu);
    assert_eq!(desk.state().status, Status::Paused);
    assert_eq!(desk.state().recipe.step, 200);
}

#[test]
fn what_was_asked_while_the_checkpoint_travelled_is_done() {
    let mut desk = Desk::new();
    let (recipe, checkpoint) = kept(200);
    desk.command(Command::Open(recipe.clone()));
    desk.command(Command::Play);
    desk.command(Command::Restore { recipe, checkpoint });
    desk.ready(Cpu);
    assert!(matches!(&desk.sent(Cpu)[..], [ToWorker::Load { .. }]));
    desk.opened(Cpu);
    assert_eq!(desk.state().status, Status::Playing);
}

#[test]
fn a_kept_run_that_cannot_be_read_is_replayed() {
    let mut desk = Desk::new();
    let (recipe, checkpoint) = kept(200);
    desk.command(Command::Restore { recipe, checkpoint });
    desk.command(Command::Interest);
    desk.ready(Cpu);
    let run = desk.last_run_of(Cpu);
    desk.says(Cpu, FromWorker::RunRefused { run, why: "it is broken".to_string() });
    assert!(
        matches!(desk.sent(Cpu).last(), Some(ToWorker::Open { recipe, .. }) if recipe.step == 200)
    );
}

#[test]
fn a_run_at_rest_has_no_workers_and_goes_on_where_it_was() {
    let mut desk = Desk::playing();
    desk.command(Command::Rest);
    assert!(desk.sent(Cpu).contains(&ToWorker::Pause));
    desk.saved(Cpu, b"at 10");
    assert!(desk.did(&Effect::Terminate(Cpu)));
    assert_eq!(desk.state().status, Status::Idle);
    assert_eq!(desk.state().snapshot.as_ref().map(|kept| kept.step), Some(10));

    desk.forget();
    desk.command(Command::Play);
    assert!(desk.did(&Effect::Spawn(Cpu)));
    desk.ready(Cpu);
    assert!(matches!(&desk.sent(Cpu)[0], ToWorker::Load { bytes, .. } if bytes == b"at 10"));
    desk.opened(Cpu);
    assert_eq!(desk.state().status, Status::Playing);
}

#[test]
fn a_learner_may_come_and_go_as_often_as_they_like() {
    let mut desk = Desk::open();
    for _ in 0..20 {
        desk.command(Command::Rest);
        desk.saved(Cpu, b"at 0");
        assert_eq!(desk.state().status, Status::Idle);
        desk.forget();
        desk.command(Command::Interest);
        assert!(desk.did(&Effect::Spawn(Cpu)), "{:?}", desk.state().status);
        desk.ready(Cpu);
        desk.opened(Cpu);
        desk.forget();
    }
}

#[test]
fn a_file_that_failed_while_nobody_looked_is_asked_for_again() {
    let mut desk = Desk::new();
    desk.command(Command::OpenLab(Lab::Digits));
    desk.command(Command::Interest);
    desk.command(Command::Rest);
    desk.event(Event::FileFailed(File::Digits, "the network is away".to_string()));
    desk.forget();
    desk.command(Command::Play);
    assert!(desk.did(&Effect::Fetch(File::Digits)));
    assert_eq!(desk.state().status, Status::Loading);
}

#[test]
fn a_checkpoint_that_a_worker_still_reads_is_opened_before_the_rest() {
    let mut desk = Desk::open();
    for file in [File::Digits, File::Pretrained] {
        desk.command(Command::Load(b"chosen".to_vec()));
        desk.event(Event::FileArrived(file, Vec::new().into()));
    }
    desk.command(Command::Rest);
    assert!(matches!(desk.sent(Cpu).last(), Some(ToWorker::Load { .. })));
    desk.opened(Cpu);
    desk.saved(Cpu, b"chosen");
    assert!(desk.did(&Effect::Terminate(Cpu)));
    assert_eq!(desk.state().status, Status::Idle);
}

#[test]
fn a_learner_who_comes_back_in_time_finds_the_run_awake() {
    let mut desk = Desk::playing();
    desk.command(Command::Rest);
    desk.command(Command::Play);
    desk.saved(Cpu, b"at 10");
    assert!(!desk.did(&Effect::Terminate(Cpu)));
    assert_eq!(desk.state().status, Status::Playing);
}
