//! When a worker says nothing for too long.

use super::*;

#[test]
fn a_silent_cpu_worker_is_given_up_after_ten_seconds() {
    let mut desk = Desk::playing();
    desk.wait(9.5);
    assert!(!desk.did(&Effect::Terminate(Cpu)));
    desk.frame(Cpu, 11);
    desk.wait(9.5);
    assert!(!desk.did(&Effect::Terminate(Cpu)));
    desk.wait(1.0);
    assert!(desk.did(&Effect::Terminate(Cpu)) && desk.did(&Effect::Spawn(Cpu)));
    assert!(desk.last_notice().contains("did not answer for 10 seconds"));
}

#[test]
fn a_silent_gpu_worker_is_given_a_minute() {
    let mut desk = Desk::playing_on_gpu();
    desk.wait(59.0);
    assert!(!desk.did(&Effect::Terminate(Gpu)));
    desk.wait(2.0);
    assert!(desk.did(&Effect::Terminate(Gpu)));
}

#[test]
fn a_paused_worker_may_be_silent_until_it_is_asked() {
    let mut desk = Desk::open();
    desk.wait(600.0);
    assert!(!desk.did(&Effect::Terminate(Cpu)));
    desk.command(Command::Predict(vec![0.0, 0.0]));
    desk.wait(11.0);
    assert!(desk.did(&Effect::Terminate(Cpu)));
}

#[test]
fn a_slow_network_is_not_silence_but_a_slow_compiler_is() {
    let mut desk = Desk::new();
    desk.command(Command::Interest);
    desk.event(Event::Loading { worker: Cpu, loaded: 5, total: 10 });
    desk.wait(600.0);
    assert!(!desk.did(&Effect::Terminate(Cpu)));
    desk.event(Event::Loading { worker: Cpu, loaded: 10, total: 10 });
    desk.wait(11.0);
    assert!(desk.did(&Effect::Terminate(Cpu)));
}

#[test]
fn a_page_that_slept_does_not_blame_its_workers() {
    let mut desk = Desk::playing();
    let now_ms = desk.session.now_ms + 3_600_000.0;
    desk.event(Event::Tick { now_ms });
    assert!(!desk.did(&Effect::Terminate(Cpu)));
}
