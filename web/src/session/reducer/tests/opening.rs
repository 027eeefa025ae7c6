//! How a run begins, and how it is replayed.

use super::*;

#[test]
fn no_worker_is_fetched_before_interest() {
    let mut desk = Desk::new();
    desk.command(Command::Open(recipe_of(Lab::Digits)));
    desk.command(Command::OpenLab(Lab::Boundary));
    desk.command(Command::Edit(rate(0.1)));
    desk.command(Command::Pause);
    desk.command(Command::Reset);
    desk.wait(1.0);
    assert!(desk.effects.iter().all(|effect| *effect == Effect::Changed));
    assert_eq!(desk.state().status, Status::Idle);

    desk.command(Command::Interest);
    assert!(desk.did(&Effect::Spawn(Cpu)));
    assert_eq!(desk.state().status, Status::Loading);
    assert_eq!(desk.state().backend, None);
}

#[test]
fn edits_before_any_worker_are_in_the_recipe_that_it_opens() {
    let mut desk = Desk::new();
    desk.command(Command::Edit(rate(0.1)));
    desk.command(Command::Interest);
    desk.command(Command::Edit(Edit::Weight { index: 3, value: 0.5 }));
    desk.ready(Cpu);
    let [ToWorker::Open { recipe, .. }] = &desk.sent(Cpu)[..] else { panic!("{:?}", desk.effects) };
    assert_eq!(recipe.initial.learning_rate, 0.1);
    assert_eq!(recipe.log.len(), 1);
}

#[test]
fn play_before_the_worker_is_ready_plays_when_it_is() {
    let mut desk = Desk::new();
    desk.command(Command::Play);
    desk.ready(Cpu);
    desk.opened(Cpu);
    assert_eq!(desk.sent(Cpu).last(), Some(&ToWorker::Play));
    assert_eq!(desk.state().status, Status::Playing);
    assert_eq!(desk.state().backend, Some(backend(Cpu)));
}

#[test]
fn commands_given_while_it_loads_keep_their_order() {
    let mut desk = Desk::new();
    desk.command(Command::Step);
    desk.command(Command::Edit(rate(0.1)));
    desk.command(Command::Save);
    desk.command(Command::Play);
    desk.ready(Cpu);
    desk.opened(Cpu);
    let sent = desk.sent(Cpu);
    assert!(matches!(sent[0], ToWorker::Open { .. }));
    assert_eq!(sent[1..3], [ToWorker::Step, ToWorker::Edit(rate(0.1))]);
    assert!(matches!(sent[3], ToWorker::Save { .. }));
    assert_eq!(sent[4..], [ToWorker::Play]);
}

#[test]
fn play_and_pause_before_it_is_ready_leaves_it_paused() {
    let mut desk = Desk::new();
    desk.command(Command::Play);
    desk.command(Command::Pause);
    desk.ready(Cpu);
    desk.opened(Cpu);
    assert!(!desk.sent(Cpu).contains(&ToWorker::Play));
    assert_eq!(desk.state().status, Status::Paused);
}

#[test]
fn reset_begins_the_same_settings_without_the_changes_and_paused() {
    let mut desk = Desk::playing();
    desk.command(Command::Edit(rate(0.1)));
    desk.forget();
    desk.command(Command::Reset);
    let sent = desk.sent(Cpu);
    let [ToWorker::Pause, ToWorker::Open { recipe, .. }] = &sent[..] else { panic!("{sent:?}") };
    assert_eq!(*recipe, recipe_of(Lab::Boundary));
    assert_eq!(desk.state().frame, None);
    desk.opened(Cpu);
    assert_eq!(desk.state().status, Status::Paused);
}

#[test]
fn a_shared_recipe_is_replayed_and_then_paused() {
    let mut desk = Desk::open();
    let mut recipe = recipe_of(Lab::Boundary);
    recipe.step = 30;
    desk.command(Command::Open(recipe.clone()));
    // The worker tells how far it is: at the start.
    desk.opened_as(Cpu, recipe_of(Lab::Boundary));
    assert_eq!(desk.state().status, Status::Replaying { done: 0, to: 30 });

    let run = desk.session.run;
    let replaying = Frame { replay_to: Some(30), ..frame(20) };
    desk.says(Cpu, FromWorker::Frame { run, frame: Box::new(replaying) });
    assert_eq!(desk.state().status, Status::Replaying { done: 20, to: 30 });
    assert_eq!(*desk.state().recipe, recipe, "a link copied now is the link that was opened");

    desk.frame(Cpu, 30);
    assert_eq!(desk.state().status, Status::Paused);
    assert_eq!(*desk.state().recipe, recipe);
}

#[test]
fn a_replay_that_ends_while_the_page_is_hidden_is_told_by_the_snapshot() {
    let mut desk = replaying_to(30);
    desk.snapshot(Cpu, 30, b"at 30");
    assert_eq!(desk.state().status, Status::Paused);
    desk.wait(60.0);
    assert!(!desk.did(&Effect::Terminate(Cpu)), "it has nothing to say");
}

#[test]
fn pause_ends_a_replay_and_the_recipe_says_where() {
    let mut desk = replaying_to(30);
    desk.command(Command::Pause);
    assert!(desk.sent(Cpu).contains(&ToWorker::Pause));
    desk.wait(60.0);
    assert!(!desk.did(&Effect::Terminate(Cpu)));
    desk.frame(Cpu, 12);
    assert_eq!(desk.state().status, Status::Paused);
    assert_eq!(desk.state().recipe.step, 12);
    assert_eq!(desk.state().recipe.log.len(), 1, "the change at step 20 was never made");
}

#[test]
fn an_edit_ends_a_replay_and_the_workers_recipe_counts() {
    let mut desk = replaying_to(30);
    desk.command(Command::Edit(rate(0.1)));
    let mut told = recipe_of(Lab::Boundary);
    told.step = 12;
    told.note(rate(0.1));
    let run = desk.session.run;
    desk.says(Cpu, FromWorker::Edited { run, recipe: told.clone() });
    desk.frame(Cpu, 12);
    assert_eq!(*desk.state().recipe, told);
}

/// Changes at steps 10 and 20, replayed to `step`.
fn replaying_to(step: u64) -> Desk {
    let mut desk = Desk::open();
    let mut recipe = recipe_of(Lab::Boundary);
    for (at, value) in [(10, 0.3), (20, 1.0)] {
        recipe.step = at;
        recipe.note(rate(value));
    }
    recipe.step = step;
    desk.command(Command::Open(recipe));
    desk.opened_as(Cpu, recipe_of(Lab::Boundary));
    desk
}

#[test]
fn a_lab_opens_with_its_defaults_on_the_chosen_processor() {
    let mut desk = Desk::open();
    desk.command(processor(Processor::Cpu));
    desk.command(Command::Edit(rate(0.1)));
    desk.command(Command::OpenLab(Lab::Digits));
    let expected = Settings { processor: Processor::Cpu, ..Settings::for_lab(Lab::Digits) };
    assert_eq!(*desk.state().recipe, Recipe::new(expected));
}

#[test]
fn a_recipe_that_the_worker_refuses_stops_with_its_words() {
    let mut desk = Desk::new();
    desk.command(Command::Play);
    desk.ready(Cpu);
    let run = desk.last_run_of(Cpu);
    desk.says(Cpu, FromWorker::RunRefused { run, why: "the file is missing".to_string() });
    assert_eq!(desk.state().status, Status::Stopped { why: "The file is missing.".to_string() });
    desk.forget();
    desk.command(Command::Play);
    assert!(matches!(desk.sent(Cpu)[..], [ToWorker::Open { .. }]), "play tries again");
}
