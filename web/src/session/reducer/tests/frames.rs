//! What is shown, and what is not.

use super::*;

#[test]
fn the_next_frame_is_asked_for_when_the_page_has_drawn_the_last() {
    let mut desk = Desk::playing();
    desk.event(Event::FrameDrawn);
    assert_eq!(desk.sent(Cpu), [ToWorker::FrameShown]);
    desk.forget();
    desk.event(Event::FrameDrawn);
    assert_eq!(desk.sent(Cpu), [], "one frame, one leave");
}

#[test]
fn a_frame_moves_the_recipe_on() {
    let mut desk = Desk::playing();
    desk.frame(Cpu, 11);
    assert_eq!(desk.state().recipe.step, 11);
    assert_eq!(desk.state().frame.as_ref().map(|frame| frame.step), Some(11));
    assert!(desk.effects.iter().any(|effect| matches!(effect, Effect::Draw(_))));
}

#[test]
fn a_stale_frame_is_not_shown_but_gives_the_worker_its_leave_back() {
    let mut desk = Desk::playing();
    let old = desk.session.run;
    desk.command(Command::Reset);
    desk.opened(Cpu);
    desk.forget();
    desk.says(Cpu, FromWorker::Frame { run: old, frame: Box::new(frame(99)) });
    assert_eq!(desk.state().frame, None);
    assert_eq!(desk.sent(Cpu), [ToWorker::FrameShown]);
}

#[test]
fn a_frame_of_the_worker_that_gave_the_run_away_is_not_shown() {
    let mut desk = Desk::playing_on_gpu();
    desk.frame(Cpu, 99);
    assert_eq!(desk.state().recipe.step, 10);
    assert_eq!(desk.sent(Cpu), [ToWorker::FrameShown]);
}

#[test]
fn points_of_an_old_run_are_dropped() {
    let mut desk = Desk::open();
    let points = burrow_protocol::frame::Points {
        train: vec![burrow_protocol::frame::Point { x: 0.0, y: 0.0, target: 1.0 }],
        test: vec![],
    };
    let run = desk.session.run;
    desk.says(Cpu, FromWorker::Points { run: run + 7, points: points.clone() });
    assert!(desk.state().points.train.is_empty());
    desk.says(Cpu, FromWorker::Points { run, points: points.clone() });
    assert_eq!(*desk.state().points, points);
}

#[test]
fn the_state_is_published_only_when_it_changed() {
    let mut desk = Desk::open();
    desk.wait(5.0);
    desk.command(Command::Interest);
    assert_eq!(desk.effects, []);
}
