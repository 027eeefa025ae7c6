//! How a figure's program is moved: a state machine without browser and clock.
//!
//! What holds at all times:
//! - Steps are recorded one by one, from the program's first on; what the learner asks for is a place among them.
//! - The machine stands at the last step that was recorded, is on its way to it, or is away. When it is needed again
//!   it is led there first.
//! - Only what the learner does reaches the goal.

use std::collections::VecDeque;
use std::mem::take;
use std::rc::Rc;

use burrow_course::goal::Goal;
use burrow_go_trace::{Command as Move, Stop};

use super::goal;
use super::state::{Command, Play, Step};

/// So many steps are remembered.
const MAX_STEPS: usize = 4000;
/// While it plays, a step comes every so many milliseconds.
const EVERY_MS: u32 = 900;
/// So often the program is begun again when the engine breaks off under it.
const MAX_DEATHS: u32 = 2;

/// What happened.
#[derive(Clone, Debug)]
pub enum Event {
    Command(Command),
    /// The program has halted.
    Halted(Step),
    /// Another program of the page needs the engine.
    Rests,
    /// The program is gone; why, for people.
    Lost(String),
    /// The time of the next step while it plays.
    Tick,
}

/// What to do about it.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// The program is to be begun.
    Begin,
    Move(Move),
    /// [`Event::Tick`] in so many milliseconds.
    Tick(u32),
    /// The goal is reached.
    Reached,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Machine {
    Away,
    /// Being begun.
    Coming,
    /// On its way back to the last step.
    Returning,
    /// At the last step.
    Here,
    /// On its way to the next.
    Moving,
}

/// What a step is looked for, behind a place.
#[derive(Clone, Copy, Debug)]
enum Aim {
    /// The first before this line.
    Open(u32),
    Next,
    /// One of a goroutine that is in at most so many calls.
    Shallow {
        goroutine: u64,
        depth: u64,
    },
}

pub struct Rules {
    play: Play,
    open: u32,
    goal: Option<Goal>,
    matches: fn(&str, &str) -> bool,
    machine: Machine,
    aim: Option<(Aim, usize)>,
    /// What the learner asked for before the figure had opened.
    wanted: Option<Command>,
    deaths: u32,
    /// Who was chosen to run, at which steps of the program.
    choices: Vec<(u64, u64)>,
    /// The goroutine that is chosen to run now.
    chosen: Option<u64>,
    /// What leads a program that was begun again to its last step.
    way: VecDeque<Move>,
    effects: Vec<Effect>,
}

impl Rules {
    pub fn new(open: u32, goal: Option<Goal>, matches: fn(&str, &str) -> bool) -> Self {
        Self {
            play: Play::default(),
            open,
            goal,
            matches,
            machine: Machine::Away,
            aim: None,
            wanted: None,
            deaths: 0,
            choices: Vec::new(),
            chosen: None,
            way: VecDeque::new(),
            effects: Vec::new(),
        }
    }

    /// What the views read.
    pub fn play(&self) -> &Play {
        &self.play
    }

    pub fn handle(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Command(command) => self.command(command),
            Event::Halted(step) => self.halted(step),
            Event::Rests => self.rests(),
            Event::Lost(why) => self.lost(&why),
            Event::Tick => self.tick(),
        }
        self.proceed();
        self.play.is_busy = self.aim.is_some();
        take(&mut self.effects)
    }

    fn command(&mut self, command: Command) {
        if self.play.opened.is_none() {
            // A pointer that stays does not try again and again what has failed.
            if command == Command::Near && self.play.trouble.is_some() {
                return;
            }
            self.play.trouble = None;
            self.aim.get_or_insert((Aim::Open(self.open), 0));
            if command != Command::Near {
                self.wanted = Some(command);
            }
            return;
        }
        if command != Command::Near {
            self.play.trouble = None;
            self.play.is_playing = command == Command::Play;
        }
        match command {
            Command::Near | Command::Pause => {}
            Command::Forward => self.aim(Aim::Next),
            Command::Over => self.aim_at_depth(0),
            Command::Out => self.aim_at_depth(1),
            Command::Run(goroutine) => self.choose(goroutine),
            Command::Back => self.go(self.play.at.saturating_sub(1)),
            Command::To(at) => self.go(at),
            Command::Again => self.go(self.play.opened.unwrap_or_default()),
            Command::Play => self.tick(),
        }
    }

    fn aim(&mut self, aim: Aim) {
        // The learner who asks again before it came means the same.
        if self.aim.is_none() {
            self.aim = Some((aim, self.play.at + 1));
        }
    }

    /// Has a goroutine go on from the step that is shown.
    fn choose(&mut self, goroutine: u64) {
        let Some(step) = self.play.step().map(|step| step.moment.0.step) else { return };
        // A step that is on its way would be taken for one of the new order.
        let is_moving = self.aim.is_some() || self.machine == Machine::Moving;
        if is_moving || self.play.is_at_end() {
            return;
        }
        self.choices.retain(|&(at, _)| at < step);
        if self.play.at + 1 < self.play.steps.len() {
            Rc::make_mut(&mut self.play.steps).truncate(self.play.at + 1);
            if self.machine == Machine::Here {
                self.effects.push(Effect::Move(Move::Seek(step)));
                self.machine = Machine::Returning;
            }
        }
        self.chosen = Some(goroutine);
        self.aim(Aim::Next);
    }

    /// To a step of this goroutine that is in fewer calls than this one, by at least so many.
    fn aim_at_depth(&mut self, fewer: u64) {
        let shown = self.play.step().and_then(|step| {
            let goroutine = step.moment.0.goroutine?;
            Some((goroutine, step.depth(goroutine)?))
        });
        if let Some((goroutine, depth)) = shown {
            self.aim(Aim::Shallow { goroutine, depth: depth.saturating_sub(fewer) });
        }
    }

    /// Shows a step that is there.
    fn go(&mut self, at: usize) {
        self.aim = None;
        self.arrive(at.min(self.play.steps.len().saturating_sub(1)));
    }

    fn arrive(&mut self, at: usize) {
        self.play.at = at;
        let is_reached = !self.play.is_reached
            && self.play.opened.is_some_and(|opened| at > opened)
            && self
                .goal
                .as_ref()
                .zip(self.play.step())
                .is_some_and(|(goal, step)| goal::is_reached(goal, step, self.matches));
        if is_reached {
            self.play.is_reached = true;
            self.effects.push(Effect::Reached);
        }
    }

    fn tick(&mut self) {
        if !self.play.is_playing {
            return;
        }
        if self.play.is_at_end() {
            self.play.is_playing = false;
            return;
        }
        self.aim(Aim::Next);
        self.effects.push(Effect::Tick(EVERY_MS));
    }

    fn halted(&mut self, step: Step) {
        self.deaths = 0;
        match self.machine {
            Machine::Coming if !self.play.steps.is_empty() => {
                let choices = self.choices.iter();
                let chosen = choices.flat_map(|&(at, who)| [Move::Seek(at), Move::Run(who)]);
                self.way = chosen.collect();
                let last = self.play.steps[self.play.steps.len() - 1].moment.0.step;
                self.way.push_back(Move::Seek(last));
                self.machine = Machine::Returning;
                self.return_on();
            }
            Machine::Returning => self.return_on(),
            Machine::Coming | Machine::Moving => {
                Rc::make_mut(&mut self.play.numbers).note(&step.moment.0);
                Rc::make_mut(&mut self.play.steps).push(step);
                self.machine = Machine::Here;
            }
            Machine::Away | Machine::Here => {}
        }
    }

    /// On to the last step.
    fn return_on(&mut self) {
        match self.way.pop_front() {
            Some(next) => self.effects.push(Effect::Move(next)),
            None => self.machine = Machine::Here,
        }
    }

    fn rests(&mut self) {
        self.machine = Machine::Away;
        self.aim = None;
        self.chosen = None;
        self.play.is_playing = false;
    }

    fn lost(&mut self, why: &str) {
        self.machine = Machine::Away;
        self.play.trouble = Some(why.into());
        self.deaths += 1;
        if self.deaths > MAX_DEATHS {
            self.deaths = 0;
            self.aim = None;
            self.play.is_playing = false;
        }
    }

    /// Takes every step that is possible now.
    fn proceed(&mut self) {
        let Some((aim, from)) = self.aim else { return };
        if let Some(found) = self.find(aim, from) {
            self.aim = None;
            return self.found(aim, found);
        }
        let ends = self
            .play
            .steps
            .last()
            .is_some_and(|step| matches!(step.moment.0.stop, Stop::End(_) | Stop::Limit(_)));
        if ends || self.play.steps.len() >= MAX_STEPS {
            self.aim = None;
            return self.found(aim, self.play.steps.len() - 1);
        }
        match self.machine {
            Machine::Away => {
                self.machine = Machine::Coming;
                self.effects.push(Effect::Begin);
            }
            Machine::Here => {
                self.machine = Machine::Moving;
                let chosen = self.chosen.take().zip(self.play.steps.last());
                let how = chosen.map(|(who, last)| {
                    self.choices.push((last.moment.0.step, who));
                    Move::Run(who)
                });
                self.effects.push(Effect::Move(how.unwrap_or(Move::Into)));
            }
            Machine::Coming | Machine::Returning | Machine::Moving => {}
        }
    }

    fn found(&mut self, aim: Aim, at: usize) {
        if !matches!(aim, Aim::Open(_)) {
            return self.arrive(at);
        }
        self.play.at = at;
        self.play.opened = Some(at);
        if let Some(wanted) = self.wanted.take() {
            self.command(wanted);
            self.proceed();
        }
    }

    fn find(&self, aim: Aim, from: usize) -> Option<usize> {
        let mut later = self.play.steps.iter().enumerate().skip(from);
        later.find(|(_, step)| fits(aim, step)).map(|(at, _)| at)
    }
}

fn fits(aim: Aim, step: &Step) -> bool {
    let state = &step.moment.0;
    match aim {
        Aim::Open(0) | Aim::Next => true,
        Aim::Open(line) => step.line() == Some(line),
        Aim::Shallow { goroutine, depth } => {
            let is_there = state.goroutine(goroutine).is_some();
            let is_shallow = state.goroutine == Some(goroutine)
                && step.depth(goroutine).is_some_and(|now| now <= depth);
            matches!(state.stop, Stop::Panic(_)) || is_shallow || !is_there
        }
    }
}
