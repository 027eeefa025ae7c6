//! The rules, with a program that is a list of steps.

use std::rc::Rc;

use burrow_course::goal::Goal;
use burrow_go_trace::{Command as Move, Frame, Goroutine, Place, State, Status, Stop};

use super::rules::{Effect, Event, Rules};
use super::state::{Command, Play, Step};
use crate::go::session::{Moment, Output, Writer};

/// A figure, and the machine that it moves: lines with the depth of the call that they stand in.
struct World {
    rules: Rules,
    program: Vec<(u32, usize)>,
    at: usize,
    moves: usize,
    reached: usize,
}

impl World {
    fn new(open: u32, goal: &str, program: &[(u32, usize)]) -> Self {
        let rules =
            Rules::new(open, Goal::parse(goal).ok(), |pattern, text| text.contains(pattern));
        Self { rules, program: program.to_vec(), at: 0, moves: 0, reached: 0 }
    }

    fn play(&self) -> &Play {
        self.rules.play()
    }

    fn line(&self) -> Option<u32> {
        self.play().step().and_then(Step::line)
    }

    fn command(&mut self, command: Command) {
        self.event(Event::Command(command));
    }

    /// Has an event handled, and does what follows from it.
    fn event(&mut self, event: Event) {
        for effect in self.rules.handle(event) {
            match effect {
                Effect::Begin => {
                    self.at = 0;
                    self.event(Event::Halted(self.step()));
                }
                Effect::Move(how) => {
                    self.moves += 1;
                    self.at = match how {
                        Move::Seek(at) => at as usize,
                        _ => self.at + 1,
                    };
                    self.event(Event::Halted(self.step()));
                }
                Effect::Reached => self.reached += 1,
                Effect::Tick(_) => {}
            }
        }
    }

    fn step(&self) -> Step {
        let line = self.program.get(self.at).copied();
        let place = line.map(|(line, _)| Place { file: "main.go".to_string(), line, column: 1 });
        let depth = line.map_or(0, |(_, depth)| depth);
        let mut output = Output::default();
        output.push(Writer::Out, &"x".repeat(self.at));
        let state = State {
            step: self.at as u64,
            stop: if line.is_some() { Stop::Step } else { Stop::End(0) },
            place,
            goroutine: line.map(|_| 1),
            goroutines: line.map(|_| goroutine(depth)).into_iter().collect(),
            more_goroutines: 0,
            globals: Vec::new(),
            heap: Vec::new(),
            more_objects: false,
            output: 0,
            time: 0,
            moments: Vec::new(),
            waits: Vec::new(),
            races: Vec::new(),
            deadlock: false,
        };
        Step { moment: Moment(Rc::new(state)), output: Rc::new(output) }
    }
}

fn goroutine(depth: usize) -> Goroutine {
    let frame = Frame {
        function: "main.f".to_string(),
        place: None,
        library: false,
        variables: Vec::new(),
        more_variables: 0,
        defers: Vec::new(),
        more_defers: 0,
    };
    Goroutine {
        id: 1,
        status: Status::Running,
        created: None,
        begins: None,
        frames: vec![frame; depth],
        more_frames: 0,
        panics: Vec::new(),
    }
}

const PROGRAM: [(u32, usize); 6] = [(10, 1), (11, 1), (3, 2), (4, 2), (11, 1), (12, 1)];

#[test]
fn it_opens_where_the_lesson_says_and_reaches_nothing_by_that() {
    let mut world = World::new(11, "line 11", &PROGRAM);
    assert_eq!(world.play().step(), None);
    world.command(Command::Near);
    assert_eq!((world.line(), world.play().at, world.reached), (Some(11), 1, 0));
    world.command(Command::Forward);
    assert_eq!((world.line(), world.reached), (Some(3), 0));
    // The same line, by what the learner did.
    world.command(Command::Over);
    world.command(Command::Forward);
    assert_eq!((world.line(), world.reached), (Some(11), 1));
    world.command(Command::Back);
    world.command(Command::Forward);
    assert_eq!(world.reached, 1);
}

#[test]
fn back_and_the_slider_show_what_was_there_and_move_no_machine() {
    let mut world = World::new(0, "end", &PROGRAM);
    world.command(Command::Forward);
    world.command(Command::Forward);
    assert_eq!((world.play().at, world.moves), (2, 2));
    world.command(Command::Back);
    world.command(Command::To(0));
    world.command(Command::Forward);
    assert_eq!((world.play().at, world.moves), (1, 2));
    world.command(Command::To(99));
    assert_eq!(world.play().at, 2);
    world.command(Command::Again);
    assert_eq!(world.play().at, 0);
}

#[test]
fn over_and_out_pass_the_steps_of_a_call_and_remember_them() {
    let mut world = World::new(11, "end", &PROGRAM);
    world.command(Command::Over);
    assert_eq!((world.line(), world.play().at), (Some(11), 4));
    world.command(Command::Back);
    assert_eq!(world.line(), Some(4));
    world.command(Command::Out);
    assert_eq!(world.play().at, 4);
    world.command(Command::Out);
    assert!(world.play().is_at_end());
    assert_eq!(world.reached, 1);
    world.command(Command::Forward);
    assert!(world.play().is_at_end());
}

#[test]
fn a_program_whose_engine_was_taken_goes_on_where_it_stood() {
    let mut world = World::new(0, "end", &PROGRAM);
    world.command(Command::Forward);
    world.event(Event::Rests);
    assert_eq!(world.line(), Some(11));
    world.command(Command::Forward);
    assert_eq!((world.line(), world.play().steps.len()), (Some(3), 3));
}

#[test]
fn an_engine_that_breaks_off_is_begun_again_and_at_last_given_up() {
    let mut rules = Rules::new(0, None, |_, _| false);
    assert_eq!(rules.handle(Event::Command(Command::Near)), [Effect::Begin]);
    assert_eq!(rules.handle(Event::Lost("why".to_string())), [Effect::Begin]);
    assert_eq!(rules.handle(Event::Lost("why".to_string())), [Effect::Begin]);
    assert_eq!(rules.handle(Event::Lost("why".to_string())), []);
    assert_eq!(rules.play().trouble.as_deref(), Some("why"));
    assert_eq!(rules.handle(Event::Command(Command::Near)), []);
    assert_eq!(rules.handle(Event::Command(Command::Forward)), [Effect::Begin]);
}

#[test]
fn it_plays_to_the_end_and_no_further() {
    let mut world = World::new(0, "output xxx", &PROGRAM);
    world.rules = Rules::new(0, Some(Goal::Output("xxx".to_string())), |pattern, text| {
        text.contains(pattern)
    });
    world.command(Command::Play);
    for _ in 0..10 {
        world.event(Event::Tick);
    }
    assert!(world.play().is_at_end() && !world.play().is_playing);
    assert_eq!(world.reached, 1);
}

#[test]
fn a_choice_forgets_the_other_order_and_is_made_again_when_the_engine_was_away() {
    let mut world = World::new(0, "end", &PROGRAM);
    for _ in 0..4 {
        world.command(Command::Forward);
    }
    world.command(Command::To(1));
    world.command(Command::Run(1));
    // Back to the step before, then on by the choice.
    assert_eq!((world.play().at, world.play().steps.len(), world.moves), (2, 3, 6));
    world.event(Event::Rests);
    world.command(Command::Forward);
    // Begun again: to where the choice was made, by it, to where it stood, and on.
    assert_eq!((world.play().at, world.moves), (3, 10));
    assert_eq!(world.line(), Some(4));
}
