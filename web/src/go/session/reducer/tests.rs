//! Learners, workers and the rules between them.

use std::rc::Rc;

use burrow_go_trace::{Command as Step, State, Stop};
use burrow_protocol::go::{Diagnostic, End, FromGo, How, Limit, Severity, Stream, ToGo};

use super::*;
use crate::go::session::output::Writer;
use crate::go::session::state::Outcome;
use crate::go::work::Work;

/// A session and what it has done.
struct World {
    session: Session,
    effects: Vec<Effect>,
}

impl World {
    fn new() -> Self {
        let work = Work::of(&[("main.go", "package main\n")]);
        let state = GoState { work, ..GoState::default() };
        Self { session: Session::new(state, 0), effects: Vec::new() }
    }

    /// With a worker that is there, and what it was sent at its beginning forgotten.
    fn ready() -> Self {
        let mut world = Self::new();
        world.command(Command::Interest);
        world.message(FromGo::Ready);
        world.effects.clear();
        world
    }

    fn handle(&mut self, event: Event) {
        let effects = self.session.handle(event);
        self.effects.extend(effects.into_iter().filter(|effect| *effect != Effect::Changed));
    }

    fn command(&mut self, command: Command) {
        self.handle(Event::Command(command));
    }

    fn message(&mut self, message: FromGo) {
        self.handle(Event::Message(Box::new(message)));
    }

    fn edit(&mut self, text: &str) {
        self.command(Command::Edit { name: "main.go".into(), text: text.into() });
    }

    fn state(&self) -> &GoState {
        self.session.state()
    }

    /// What was sent since the last time.
    fn sent(&mut self) -> Vec<ToGo> {
        let effects = take(&mut self.effects);
        let sent = |effect| match effect {
            Effect::Send(message) => Some(message),
            _ => None,
        };
        effects.into_iter().filter_map(sent).collect()
    }

    /// Starts the program, and hands back its number.
    fn run(&mut self) -> Request {
        self.command(Command::Run);
        let sent = self.sent();
        let [ToGo::Run { request, .. }] = sent[..] else { panic!("{sent:?}") };
        self.message(FromGo::Checked { request, diagnostics: Vec::new() });
        self.message(FromGo::Started { request });
        request
    }

    fn end(&mut self, request: Request, how: How, code: i32) {
        self.message(FromGo::Ended { request, end: End { how, code, steps: 1, ms: 12 } });
    }
}

fn moment(step: u64, output: u64) -> State {
    State {
        step,
        stop: Stop::Step,
        place: None,
        goroutine: Some(1),
        goroutines: Vec::new(),
        more_goroutines: 0,
        globals: Vec::new(),
        heap: Vec::new(),
        more_objects: false,
        output,
        time: 0,
        moments: Vec::new(),
        waits: Vec::new(),
        races: Vec::new(),
        deadlock: false,
    }
}

fn problem(message: &str) -> Diagnostic {
    Diagnostic {
        file: "main.go".to_string(),
        start: Default::default(),
        end: Default::default(),
        message: message.to_string(),
        severity: Severity::Error,
        code: "UndeclaredName".to_string(),
    }
}

#[test]
fn an_untouched_page_fetches_nothing_and_a_touched_one_checks_its_text() {
    let mut world = World::new();
    world.command(Command::Show(0));
    assert_eq!(world.effects, []);
    world.command(Command::Interest);
    assert_eq!(world.effects, [Effect::Spawn]);
    world.message(FromGo::Ready);
    assert!(matches!(world.sent()[..], [ToGo::Check { .. }]));
}

#[test]
fn what_is_pressed_before_the_worker_is_there_runs_when_it_is() {
    let mut world = World::new();
    world.command(Command::Run);
    world.handle(Event::Loading { loaded: 1, total: 4 });
    assert_eq!(world.state().program, Program::Waiting);
    assert_eq!(world.state().engine, Engine::Coming { loaded: 1, total: 4 });
    world.message(FromGo::Ready);
    let sent = world.sent();
    assert!(
        matches!(&sent[..], [ToGo::Run { job, .. }] if job.files[0].name == "main.go"),
        "{sent:?}"
    );
}

#[test]
fn typing_is_checked_after_a_pause_and_only_the_last_answer_counts() {
    let mut world = World::ready();
    world.edit("package main // 1");
    world.edit("package main // 2");
    assert_eq!(world.effects, [Effect::Later(Timer::Check, 200), Effect::Later(Timer::Check, 200)]);
    world.handle(Event::Due(Timer::Check));
    let sent = world.sent();
    let [ToGo::Check { request, files }] = &sent[..] else { panic!("{sent:?}") };
    assert_eq!(files[0].contents, b"package main // 2");
    world.message(FromGo::Checked { request: request - 1, diagnostics: vec![problem("old")] });
    assert!(world.state().problems.is_empty());
    world.message(FromGo::Checked { request: *request, diagnostics: vec![problem("new")] });
    assert_eq!(world.state().problems[0].message, "new");
}

#[test]
fn a_program_runs_writes_asks_and_ends() {
    let mut world = World::ready();
    let request = world.run();
    let out = |bytes: &[u8]| FromGo::Output { request, stream: Stream::Out, bytes: bytes.to_vec() };
    world.message(out(b"name? "));
    world.message(FromGo::WantsInput { request });
    assert_eq!(world.state().program, Program::Input);
    world.command(Command::Input("Ada".to_string()));
    assert_eq!(world.sent(), [ToGo::Input { bytes: b"Ada\n".to_vec() }]);
    assert_eq!(world.state().program, Program::Running);
    world.end(request, How::Exited, 3);
    assert_eq!(world.state().program, Program::None);
    assert!(matches!(&world.state().outcome, Some(Outcome::Ended(end)) if end.code == 3));
    let writers: Vec<_> =
        world.state().output.blocks[0].pieces.iter().map(|piece| piece.writer).collect();
    assert_eq!(writers, [Writer::Out, Writer::Learner]);
}

#[test]
fn words_of_an_earlier_program_are_not_heard() {
    let mut world = World::ready();
    let first = world.run();
    let second = world.run();
    world.message(FromGo::Output { request: first, stream: Stream::Out, bytes: b"old".to_vec() });
    world.end(first, How::Stopped, 0);
    assert!(world.state().output.is_empty());
    assert_eq!(world.state().program, Program::Running);
    world.end(second, How::Limit(Limit::Memory), 2);
    assert_eq!(world.state().program, Program::None);
}

#[test]
fn a_program_that_does_not_stop_is_ended_with_its_worker() {
    let mut world = World::ready();
    world.run();
    world.command(Command::Stop);
    assert_eq!(world.effects, [Effect::Send(ToGo::Stop), Effect::Later(Timer::Stop, 1000)]);
    world.effects.clear();
    world.handle(Event::Due(Timer::Stop));
    assert_eq!(world.effects, [Effect::Terminate, Effect::Spawn]);
    assert_eq!(world.state().outcome, Some(Outcome::Silent));
    world.message(FromGo::Ready);
    world.effects.clear();
    world.run();
    assert_eq!(world.state().program, Program::Running);
}

#[test]
fn one_that_stops_in_time_leaves_the_worker_alone() {
    let mut world = World::ready();
    let request = world.run();
    world.command(Command::Stop);
    world.end(request, How::Stopped, 0);
    world.effects.clear();
    world.handle(Event::Due(Timer::Stop));
    assert_eq!(world.effects, []);
}

#[test]
fn a_dead_worker_is_told_and_started_again_and_the_work_is_kept() {
    let mut world = World::ready();
    world.edit("package main // mine");
    world.run();
    world.handle(Event::Failed("out of memory".to_string()));
    assert_eq!(world.effects, [Effect::Terminate, Effect::Spawn]);
    assert_eq!(world.state().outcome, Some(Outcome::Crashed("out of memory".to_string())));
    assert_eq!(&*world.state().work.files[0].text, "package main // mine");
    world.message(FromGo::Ready);
    assert!(matches!(world.sent()[..], [ToGo::Check { .. }]));
}

#[test]
fn a_worker_that_dies_again_and_again_is_given_up_until_it_is_asked_for() {
    let mut world = World::ready();
    for _ in 0..3 {
        world.handle(Event::Failed("why".to_string()));
        world.message(FromGo::Ready);
    }
    world.handle(Event::Failed("why".to_string()));
    assert_eq!(world.state().engine, Engine::Gone);
    world.effects.clear();
    world.command(Command::Show(0));
    assert_eq!(world.effects, []);
    world.command(Command::Run);
    assert_eq!(world.effects, [Effect::Spawn]);
}

#[test]
fn one_that_cannot_start_says_so_to_whoever_waits_for_it() {
    let mut world = World::new();
    world.command(Command::Run);
    world.handle(Event::Failed("no network".to_string()));
    assert_eq!(world.state().engine, Engine::Gone);
    assert_eq!(world.state().outcome, Some(Outcome::NoEngine("no network".to_string())));
    assert_eq!(world.state().program, Program::None);
}

#[test]
fn a_formatted_text_takes_the_place_of_the_one_that_was_sent_only() {
    let mut world = World::ready();
    world.command(Command::Format);
    let sent = world.sent();
    let [ToGo::Format { request, .. }] = sent[..] else { panic!("{sent:?}") };
    world.edit("package main // more");
    world.message(FromGo::Formatted { request, outcome: Ok("package main\n".to_string()) });
    assert_eq!(&*world.state().work.files[0].text, "package main // more");
    let sent = world.sent();
    let [ToGo::Format { request, .. }] = sent[..] else { panic!("{sent:?}") };
    let written = world.state().written;
    world.message(FromGo::Formatted { request, outcome: Ok("package main // done\n".to_string()) });
    assert_eq!(&*world.state().work.files[0].text, "package main // done\n");
    assert_eq!(world.state().written, written + 1);
    assert_eq!(world.state().outcome, Some(Outcome::Formatted { changed: true }));
}

#[test]
fn an_example_does_not_cost_what_was_written() {
    let mut world = World::ready();
    let example = |text| Work::of(&[("main.go", text)]);
    world.command(Command::Open(example("// One.")));
    assert_eq!(world.state().previous, None);
    world.edit("// Mine.");
    world.command(Command::Open(example("// Two.")));
    world.command(Command::Open(example("// Three.")));
    assert_eq!(world.state().outcome, Some(Outcome::Opened));
    world.command(Command::BringBack);
    assert_eq!(&*world.state().work.files[0].text, "// Mine.");
    assert_eq!(world.state().previous, None);
}

#[test]
fn what_the_engine_refuses_is_told_in_its_words() {
    let mut world = World::ready();
    world.command(Command::Debug);
    let sent = world.sent();
    let [ToGo::Debug { request, .. }] = sent[..] else { panic!("{sent:?}") };
    assert!(world.state().is_stepped);
    world.message(FromGo::Refused { request: Some(request), why: "not today".to_string() });
    assert_eq!(world.state().outcome, Some(Outcome::Refused("not today".to_string())));
    assert!(!world.state().is_stepped && world.state().program == Program::None);
}

#[test]
fn a_program_is_moved_only_where_it_has_halted() {
    let mut world = World::ready();
    world.command(Command::Debug);
    let sent = world.sent();
    let [ToGo::Debug { request, .. }] = sent[..] else { panic!("{sent:?}") };
    world.message(FromGo::Checked { request, diagnostics: Vec::new() });
    world.message(FromGo::Started { request });
    world.command(Command::Step(Step::Over));
    assert_eq!(world.sent(), []);
    let halt = |step, output| FromGo::State { request, state: Box::new(moment(step, output)) };
    world.message(halt(0, 0));
    world.command(Command::Breakpoints { name: "main.go".into(), lines: vec![3] });
    let halts = Halts { goroutines: true, races: false };
    world.command(Command::Halts(halts));
    world.command(Command::Halts(halts));
    world.command(Command::Step(Step::Over));
    world.command(Command::Step(Step::Over));
    let sent = world.sent();
    let [ToGo::Settings(lines), ToGo::Settings(both), ToGo::Step(Step::Over)] = &sent[..] else {
        panic!("{sent:?}")
    };
    assert!(lines.breakpoints.len() == 1 && !lines.goroutines);
    assert!(both.breakpoints.len() == 1 && both.goroutines && !both.races);
    world.message(FromGo::Output { request, stream: Stream::Out, bytes: b"hello".to_vec() });
    world.message(halt(1, 5));
    assert_eq!(world.state().output.lines(), 1);
    // Back to where nothing was written yet.
    world.message(halt(0, 0));
    assert!(world.state().output.is_empty());
    assert_eq!(world.state().moment_before.as_ref().map(|moment| moment.0.step), Some(1));
    world.command(Command::Stop);
    world.end(request, How::Stopped, -1);
    assert!(world.state().moment.is_none() && !world.state().is_stepped);
}

#[test]
fn files_come_and_go_and_the_last_one_stays() {
    let mut world = World::ready();
    world.command(Command::Add("a.go".to_string()));
    world.command(Command::Add("a.go".to_string()));
    assert_eq!((world.state().work.files.len(), world.state().shown), (2, 1));
    world.command(Command::Rename { at: 1, name: "b.go".to_string() });
    world.command(Command::Breakpoints { name: "b.go".into(), lines: vec![1] });
    world.command(Command::Remove(1));
    world.command(Command::Remove(0));
    assert_eq!((world.state().work.files.len(), world.state().shown), (1, 0));
    assert!(world.state().breakpoints.is_empty());
    world.command(Command::BringBack);
    assert_eq!(&*world.state().work.files[1].name, "b.go");
}

#[test]
fn who_asks_for_completions_is_answered_in_any_case() {
    let mut world = World::ready();
    let ask = |ticket| Command::Complete {
        ticket,
        name: "main.go".into(),
        text: "x".into(),
        place: Default::default(),
    };
    world.command(ask(7));
    let sent = world.sent();
    let [ToGo::Complete { request, files, .. }] = &sent[..] else { panic!("{sent:?}") };
    assert_eq!(files[0].contents, b"x");
    world.message(FromGo::Refused { request: Some(*request), why: String::new() });
    assert_eq!(world.effects, [Effect::Answer(Answer { ticket: 7, items: Vec::new() })]);
    world.command(ask(8));
    world.effects.clear();
    world.handle(Event::Failed("why".to_string()));
    assert!(world.effects.contains(&Effect::Answer(Answer { ticket: 8, items: Vec::new() })));
}

#[test]
fn a_program_whose_worker_is_taken_ends_and_says_so_and_begins_again_when_asked() {
    let mut world = World::ready();
    world.command(Command::Run);
    world.sent();
    world.handle(Event::Taken);
    assert_eq!(world.state().program, Program::None);
    assert_eq!(world.state().outcome, Some(Outcome::Rests));
    // Nobody asks for the worker until the learner does.
    assert_eq!(take(&mut world.effects), []);
    world.command(Command::Run);
    assert_eq!(take(&mut world.effects), [Effect::Spawn]);
    world.message(FromGo::Ready);
    assert!(matches!(world.sent()[..], [ToGo::Run { request: 3, .. }, ..]));
}

#[test]
fn tests_beside_the_work_are_for_those_who_test() {
    let mut world = World::ready();
    let beside = vec![Source::new("check_test.go", "package main\n"), Source::new("a.csv", "1\n")];
    world.session.state.beside = Rc::new(beside);
    world.command(Command::Run);
    world.command(Command::Check);
    let names = |message: &ToGo| match message {
        ToGo::Run { job, .. } => job.files.iter().map(|file| file.name.clone()).collect(),
        _ => Vec::new(),
    };
    let sent: Vec<Vec<String>> = world.sent().iter().map(names).collect();
    assert_eq!(sent[0], ["main.go", "a.csv"]);
    assert_eq!(sent[1], ["main.go", "check_test.go", "a.csv"]);
}

#[test]
fn who_looks_at_the_stages_sees_those_of_the_last_text() {
    let mut world = World::ready();
    world.edit("package a\n");
    world.handle(Event::Due(Timer::Check));
    assert!(matches!(world.sent()[..], [ToGo::Check { .. }]));
    world.command(Command::Stages);
    world.edit("package b\n");
    world.handle(Event::Due(Timer::Check));
    let sent = world.sent();
    let asked = |message: &ToGo| match message {
        ToGo::Stages { request, file } => Some((*request, file.contents.clone())),
        _ => None,
    };
    let asked: Vec<_> = sent.iter().filter_map(asked).collect();
    assert_eq!((&*asked[0].1, &*asked[1].1), (&b"package a\n"[..], &b"package b\n"[..]));
    let stages = Box::<burrow_protocol::stages::Stages>::default();
    world.message(FromGo::Stages { request: asked[0].0, stages: stages.clone() });
    assert_eq!(world.state().stages, None);
    world.message(FromGo::Stages { request: asked[1].0, stages });
    assert!(world.state().stages.is_some());
    // A worker that dies before it has answered is asked again.
    world.command(Command::Stages);
    world.sent();
    world.handle(Event::Failed("why".to_string()));
    world.message(FromGo::Ready);
    assert!(world.sent().iter().any(|message| matches!(message, ToGo::Stages { .. })));
}
