//! Changes while a run goes on, moves or is restarted.

use super::*;

#[test]
fn a_live_edit_goes_to_the_worker_and_its_answer_is_the_recipe() {
    let mut desk = Desk::playing();
    let before = desk.state().recipe.clone();
    desk.command(Command::Edit(rate(0.1)));
    assert_eq!(desk.sent(Cpu), [ToWorker::Edit(rate(0.1))]);
    assert_eq!(desk.state().recipe, before);
    let mut recipe = Recipe::clone(&before);
    recipe.note(rate(0.1));
    let run = desk.session.run;
    desk.says(Cpu, FromWorker::Edited { run, recipe: recipe.clone() });
    assert_eq!(*desk.state().recipe, recipe);
}

#[test]
fn a_view_edit_is_seen_at_once_and_sent() {
    let mut desk = Desk::playing();
    let slow = edit("speed", Value::Choice(0));
    desk.command(Command::Edit(slow.clone()));
    assert_eq!(desk.state().recipe.current().speed.index(), 0);
    assert_eq!(desk.sent(Cpu), [ToWorker::Edit(slow)]);
}

#[test]
fn a_restart_begins_at_step_0_with_todays_settings_and_plays_on() {
    let mut desk = Desk::playing();
    let mut recipe = Recipe::clone(&desk.state().recipe);
    recipe.note(rate(0.1));
    let run = desk.session.run;
    desk.says(Cpu, FromWorker::Edited { run, recipe });
    desk.forget();

    desk.command(Command::Edit(edit("seed", Value::Number(7.0))));
    let sent = desk.sent(Cpu);
    let [ToWorker::Pause, ToWorker::Open { run: new, recipe }] = &sent[..] else {
        panic!("{sent:?}")
    };
    assert_ne!(*new, run);
    assert_eq!((recipe.step, recipe.log.len()), (0, 0));
    assert_eq!((recipe.initial.seed, recipe.initial.learning_rate), (7, 0.1));
    desk.opened(Cpu);
    assert_eq!(desk.sent(Cpu).last(), Some(&ToWorker::Play));
}

#[test]
fn another_lab_has_its_own_defaults_but_the_same_processor() {
    let mut desk = Desk::open();
    desk.command(processor(Processor::Cpu));
    desk.command(Command::Edit(edit("lab", Value::Choice(Lab::Digits.index()))));
    let settings = desk.state().recipe.current();
    assert_eq!(settings, Settings { processor: Processor::Cpu, ..Settings::for_lab(Lab::Digits) });
}

#[test]
fn edits_during_a_handover_wait_for_the_other_worker() {
    let mut desk = Desk::playing();
    desk.saving();
    desk.forget();
    desk.command(Command::Edit(rate(0.1)));
    desk.command(Command::Edit(Edit::Weight { index: 3, value: 0.5 }));
    assert_eq!(desk.sent(Cpu), []);
    // The checkpoint was asked for before the edits, so it does not hold them.
    desk.effects = asked_to_save(&desk);
    desk.saved(Cpu, b"at 10");
    desk.command(Command::Edit(rate(0.3)));
    desk.opened(Gpu);
    let edits = [
        ToWorker::Edit(rate(0.1)),
        ToWorker::Edit(Edit::Weight { index: 3, value: 0.5 }),
        ToWorker::Edit(rate(0.3)),
        ToWorker::Play,
    ];
    assert!(desk.sent(Gpu).ends_with(&edits));
}

#[test]
fn edits_during_a_handover_that_fails_go_back() {
    let mut desk = Desk::playing();
    desk.saving();
    desk.command(Command::Edit(rate(0.1)));
    desk.forget();
    desk.dies(Gpu);
    assert_eq!(desk.sent(Cpu), [ToWorker::Edit(rate(0.1)), ToWorker::Play]);
}

#[test]
fn edits_while_the_cpu_worker_is_started_again_wait_for_the_snapshot() {
    let mut desk = Desk::playing();
    desk.snapshot(Cpu, 10, b"at 10");
    desk.dies(Cpu);
    desk.command(Command::Edit(rate(0.1)));
    desk.ready(Cpu);
    desk.opened(Cpu);
    assert!(desk.sent(Cpu).ends_with(&[ToWorker::Edit(rate(0.1)), ToWorker::Play]));
}

#[test]
fn a_snapshot_from_before_the_choice_does_not_undo_the_choice() {
    let mut desk = Desk::playing();
    let old = Recipe::clone(&desk.state().recipe);
    desk.snapshot(Cpu, 10, b"at 10");
    desk.command(processor(Processor::Cpu));
    desk.dies(Cpu);
    desk.ready(Cpu);
    desk.forget_but_loads();
    desk.opened_as(Cpu, old);
    let Command::Edit(choice) = processor(Processor::Cpu) else { unreachable!() };
    assert!(desk.sent(Cpu).contains(&ToWorker::Edit(choice)));
}

impl Desk {
    fn forget_but_loads(&mut self) {
        self.effects.retain(|effect| matches!(effect, Effect::Send(_, ToWorker::Load { .. })));
    }
}

/// The open request for a checkpoint, as if it had just been sent.
fn asked_to_save(desk: &Desk) -> Vec<Effect> {
    match desk.session.stage {
        super::super::Stage::Saving { from, request } => {
            vec![Effect::Send(from, ToWorker::Save { request })]
        }
        _ => panic!("no handover"),
    }
}

#[test]
fn an_edit_that_the_worker_refuses_is_told() {
    let mut desk = Desk::playing();
    desk.says(Cpu, FromWorker::Refused { request: None, why: "there is no such weight".into() });
    assert_eq!(desk.last_notice(), "There is no such weight.");
}
