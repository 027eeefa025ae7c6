//! Saving, loading, asking, being told.

use super::super::File;
use super::*;

fn with_files() -> Desk {
    let mut desk = Desk::playing();
    for file in [File::Digits, File::Pretrained] {
        desk.event(Event::FileArrived(file, std::rc::Rc::new(vec![0])));
    }
    desk
}

#[test]
fn a_checkpoint_is_offered_under_a_name_that_says_what_it_is() {
    let mut desk = Desk::playing();
    desk.command(Command::Save);
    desk.saved(Cpu, b"bytes");
    let download = desk.state().download.clone().expect("a download");
    assert_eq!(download.name, "burrow-boundary-step-10.bpk");
    assert_eq!(download.bytes, b"bytes");
    desk.command(Command::Downloaded);
    assert_eq!(desk.state().download, None);
}

#[test]
fn weights_are_offered_as_safetensors() {
    let mut desk = Desk::playing();
    desk.command(Command::Export);
    let request = desk.last_request(Cpu, |m| matches!(m, ToWorker::Export { .. }));
    desk.says(Cpu, FromWorker::Exported { request, bytes: b"weights".to_vec() });
    let name = desk.state().download.as_ref().map(|download| download.name.clone());
    assert_eq!(name.as_deref(), Some("burrow-boundary-step-10.safetensors"));
}

#[test]
fn what_the_learner_asked_of_a_dead_worker_is_asked_again() {
    let mut desk = Desk::playing();
    desk.command(Command::Save);
    desk.command(Command::Predict(vec![1.0, 2.0]));
    desk.dies(Cpu);
    desk.forget();
    desk.ready(Cpu);
    desk.opened(Cpu);
    let sent = desk.sent(Cpu);
    assert!(sent.iter().any(|m| matches!(m, ToWorker::Save { .. })));
    assert!(sent.iter().any(|m| matches!(m, ToWorker::Predict { .. })));
}

#[test]
fn a_checkpoint_that_is_refused_leaves_everything_as_it_is() {
    let mut desk = with_files();
    desk.command(Command::Load(b"rubbish".to_vec()));
    let before = desk.state().clone();
    let run = desk.last_run_of(Cpu);
    let why = "this is not a whole burnpack file".to_string();
    desk.says(Cpu, FromWorker::RunRefused { run, why });
    assert_eq!(
        desk.last_notice(),
        "This checkpoint was not opened. This is not a whole burnpack file."
    );
    let after = RunState { notices: before.notices.clone(), ..desk.state().clone() };
    assert_eq!(after, before);
    desk.frame(Cpu, 12);
    assert_eq!(desk.state().recipe.step, 12, "the old run goes on");
}

#[test]
fn a_checkpoint_that_opens_is_the_run_from_then_on_and_waits() {
    let mut desk = with_files();
    desk.command(Command::Load(b"mine".to_vec()));
    desk.frame(Cpu, 11);
    assert_eq!(desk.state().recipe.step, 11, "the old run goes on until then");
    let mut recipe = recipe_of(Lab::Digits);
    recipe.step = 500;
    desk.opened_as(Cpu, recipe.clone());
    assert_eq!(*desk.state().recipe, recipe);
    assert_eq!(desk.state().status, Status::Paused);
    assert_eq!(desk.state().frame, None);

    // It is its own first snapshot.
    desk.dies(Cpu);
    desk.ready(Cpu);
    assert!(
        matches!(desk.sent(Cpu).last(), Some(ToWorker::Load { bytes, .. }) if bytes == b"mine")
    );
}

#[test]
fn a_second_checkpoint_waits_for_the_answer_to_the_first() {
    let mut desk = with_files();
    desk.command(Command::Load(b"first".to_vec()));
    desk.command(Command::Load(b"second".to_vec()));
    let n_loads =
        |desk: &Desk| desk.sent(Cpu).iter().filter(|m| matches!(m, ToWorker::Load { .. })).count();
    assert_eq!(n_loads(&desk), 1);
    desk.opened(Cpu);
    assert_eq!(n_loads(&desk), 2);
}

#[test]
fn play_after_load_plays_what_was_loaded() {
    let mut desk = with_files();
    desk.command(Command::Load(b"mine".to_vec()));
    desk.command(Command::Play);
    desk.opened(Cpu);
    assert_eq!(desk.state().status, Status::Playing);
}

#[test]
fn one_question_is_under_way_and_the_newest_waits() {
    let mut desk = Desk::open();
    for x in 0..10 {
        desk.command(Command::Predict(vec![x as f32, 0.0]));
    }
    let request = desk.last_request(Cpu, |_| true);
    assert_eq!(desk.sent(Cpu).len(), 1);
    desk.forget();
    answer(&mut desk, request, 0.25);
    assert_eq!(desk.state().prediction.as_ref().map(|p| p.output.clone()), Some(vec![0.25]));
    assert!(matches!(&desk.sent(Cpu)[..], [ToWorker::Predict { input, .. }] if input[0] == 9.0));
}

#[test]
fn an_answer_about_another_run_is_not_shown() {
    let mut desk = Desk::open();
    desk.command(Command::Predict(vec![0.0, 0.0]));
    let request = desk.last_request(Cpu, |_| true);
    desk.command(Command::Reset);
    answer(&mut desk, request, 0.25);
    assert_eq!(desk.state().prediction, None);
}

fn answer(desk: &mut Desk, request: Request, output: f32) {
    desk.says(
        Cpu,
        FromWorker::Predicted {
            request,
            by: burrow_protocol::message::Answerer::Run,
            output: vec![output],
            units: vec![],
        },
    );
}

#[test]
fn a_question_that_is_refused_is_told_and_makes_room_for_the_next() {
    let mut desk = Desk::open();
    desk.command(Command::Predict(vec![0.0]));
    let request = desk.last_request(Cpu, |_| true);
    desk.says(Cpu, FromWorker::Refused { request: Some(request), why: "it takes two".into() });
    assert_eq!(desk.last_notice(), "It takes two.");
    desk.forget();
    desk.command(Command::Predict(vec![0.0, 1.0]));
    assert_eq!(desk.sent(Cpu).len(), 1);
}

#[test]
fn a_step_pauses() {
    let mut desk = Desk::playing();
    desk.command(Command::Step);
    assert_eq!(desk.sent(Cpu), [ToWorker::Pause, ToWorker::Step]);
    assert_eq!(desk.state().status, Status::Paused);
    desk.forget();
    desk.command(Command::Play);
    assert_eq!(desk.sent(Cpu)[0], ToWorker::Play);
}

#[test]
fn a_run_that_stops_by_itself_says_why_until_it_is_played_again() {
    let mut desk = Desk::playing();
    let run = desk.session.run;
    desk.says(Cpu, FromWorker::Stopped { run, why: "the loss was no number".into() });
    let stopped = Status::Stopped { why: "The loss was no number.".to_string() };
    assert_eq!(desk.state().status, stopped);
    desk.command(Command::Predict(vec![0.0, 0.0]));
    assert_eq!(desk.state().status, stopped);
    desk.forget();
    desk.command(Command::Play);
    assert_eq!(desk.sent(Cpu)[0], ToWorker::Play);
    assert_eq!(desk.state().status, Status::Playing);
}

#[test]
fn five_notices_are_kept_and_the_same_words_are_said_once() {
    let mut desk = Desk::new();
    for text in ["a", "b", "c", "a", "d", "e", "f"] {
        desk.command(Command::Notify { text: text.to_string(), warning: false });
    }
    let texts: Vec<_> = desk.state().notices.iter().map(|notice| notice.text.as_str()).collect();
    assert_eq!(texts, ["c", "a", "d", "e", "f"]);
    let id = desk.state().notices[0].id;
    desk.command(Command::Dismiss(id));
    assert_eq!(desk.state().notices.len(), 4);
}
