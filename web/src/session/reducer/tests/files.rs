//! The files of the digit reader.

use std::rc::Rc;

use super::super::File;
use super::*;

fn digits_desk() -> Desk {
    let mut desk = Desk::new();
    desk.command(Command::OpenLab(Lab::Digits));
    desk.command(Command::Interest);
    desk
}

fn arrive(desk: &mut Desk) {
    desk.event(Event::FileArrived(File::Pretrained, Rc::new(vec![2])));
    desk.event(Event::FileArrived(File::Digits, Rc::new(vec![1])));
}

#[test]
fn the_digits_travel_while_the_worker_loads_and_reach_it_before_the_run() {
    let mut desk = digits_desk();
    assert!(desk.did(&Effect::Fetch(File::Digits)) && desk.did(&Effect::Fetch(File::Pretrained)));
    desk.ready(Cpu);
    assert_eq!(desk.sent(Cpu), []);
    arrive(&mut desk);
    let sent = desk.sent(Cpu);
    assert_eq!(sent[0], ToWorker::Data { lab: Lab::Digits, bytes: vec![1] });
    assert_eq!(sent[1], ToWorker::Pretrained { bytes: vec![2] });
    assert!(matches!(sent[2], ToWorker::Open { .. }));
}

#[test]
fn files_are_fetched_once_and_handed_to_each_worker_once() {
    let mut desk = digits_desk();
    desk.ready(Cpu);
    arrive(&mut desk);
    desk.opened(Cpu);
    desk.forget();
    desk.command(Command::Reset);
    assert!(matches!(desk.sent(Cpu)[..], [ToWorker::Open { .. }]));
    desk.opened(Cpu);

    desk.dies(Cpu);
    desk.forget();
    desk.ready(Cpu);
    assert!(matches!(desk.sent(Cpu)[0], ToWorker::Data { .. }), "a new worker has none");
    assert!(!desk.did(&Effect::Fetch(File::Digits)));
}

#[test]
fn the_gpu_gets_the_digits_before_it_measures() {
    let mut desk = digits_desk();
    desk.ready(Cpu);
    arrive(&mut desk);
    desk.opened(Cpu);
    desk.command(Command::Play);
    desk.frame(Cpu, 1);
    desk.ready(Gpu);
    desk.saved(Cpu, b"to measure");
    let sent = desk.sent(Gpu);
    assert!(matches!(sent[0], ToWorker::Data { .. }));
    assert!(matches!(sent[2], ToWorker::Measure { .. }));
}

#[test]
fn without_digits_there_is_no_digit_reader_until_play_fetches_them() {
    let mut desk = digits_desk();
    desk.ready(Cpu);
    desk.event(Event::FileArrived(File::Pretrained, Rc::new(vec![2])));
    desk.event(Event::FileFailed(File::Digits, "the network is down".to_string()));
    let Status::Stopped { why } = &desk.state().status else { panic!("not stopped") };
    assert!(why.contains("The network is down."), "{why}");

    desk.forget();
    desk.command(Command::Play);
    assert!(desk.did(&Effect::Fetch(File::Digits)) && !desk.did(&Effect::Fetch(File::Pretrained)));
    desk.event(Event::FileArrived(File::Digits, Rc::new(vec![1])));
    desk.opened(Cpu);
    assert_eq!(desk.state().status, Status::Playing);
}

#[test]
fn without_the_pretrained_model_the_lab_opens_with_a_warning() {
    let mut desk = digits_desk();
    desk.ready(Cpu);
    desk.event(Event::FileArrived(File::Digits, Rc::new(vec![1])));
    desk.event(Event::FileFailed(File::Pretrained, "the network is down".to_string()));
    assert!(matches!(desk.sent(Cpu)[..], [ToWorker::Data { .. }, ToWorker::Open { .. }]));
    assert_eq!(desk.n_warnings(), 1);
}

#[test]
fn a_checkpoint_of_an_unknown_lab_waits_for_the_files() {
    let mut desk = Desk::open();
    desk.command(Command::Load(b"mine".to_vec()));
    assert_eq!(desk.sent(Cpu), []);
    arrive(&mut desk);
    assert!(
        matches!(desk.sent(Cpu).last(), Some(ToWorker::Load { bytes, .. }) if bytes == b"mine")
    );
}
