//! A state: what is seen of a machine that has paused or ended.

use burrow_go_ir::code::{self, Body};
use burrow_go_syntax::Pos;
use burrow_go_trace as trace;
use burrow_go_trace::{
    Creator, Delayed, Frame, Goroutine, Object, Panic, Place, State, Status, Stop, Variable, limits,
};

use super::objects::Regions;
use super::values::Viewer;
use crate::asm::Made;
use crate::interp::NO_SLOT;
use crate::machine::{FrameRef, Machine};
use crate::sched::{self, GoId};
use crate::world::Stepping;

/// What is seen of a machine.
pub fn state(machine: &mut Machine, step: u64, stop: Stop, output: u64) -> State {
    let waiting = machine.sched.waiting();
    // The second time all regions are known.
    let room = limits::STATE_BYTES * 3 / 4;
    let mut viewer = Viewer { machine, regions: Regions::default(), waiting, room };
    let ended = matches!(stop, Stop::End(code) if code != DIED);
    viewer.goroutines(ended);
    viewer.globals();
    let all = viewer.follow();
    viewer.room = room;
    let (goroutines, more_goroutines) = viewer.goroutines(ended);
    let globals = viewer.globals();
    let (heap, shown) = viewer.heap();
    let running = viewer.machine.sched.current().filter(|_| viewer.machine.is_paused());
    let goroutine = running.map(|id| viewer.machine.sched.goid(id));
    let place = goroutine.and_then(|id| {
        let found = goroutines.iter().find(|shown| shown.id == id)?;
        found.frames.iter().find(|frame| !frame.library || viewer.shows_library())?.place.clone()
    });
    State {
        step,
        stop,
        place,
        goroutine,
        goroutines,
        more_goroutines,
        globals,
        heap,
        more_objects: !all || !shown,
        output,
        time: viewer.machine.now(),
        moments: viewer.moments(),
        waits: viewer.waits(ended),
        races: viewer.races(),
        deadlock: viewer.machine.is_deadlocked(),
    }
}

/// The exit code of a program that has died of a panic or a deadlock.
const DIED: i32 = 2;

/// What a goroutine does.
pub fn status(state: sched::State) -> Status {
    match state {
        sched::State::Running => Status::Running,
        sched::State::Ready | sched::State::Ended => Status::Runnable,
        sched::State::Waiting(reason) => {
            Status::Waiting { reason: reason.text().into(), channels: Vec::new() }
        }
    }
}

impl Viewer<'_> {
    fn shows_library(&self) -> bool {
        self.machine.world.step == Some(Stepping::Library)
    }

    pub(super) fn place(&self, pos: Pos) -> Option<Place> {
        let place = self.machine.world.code.place(pos)?;
        Some(Place { file: place.file.to_string(), line: place.line, column: place.column })
    }

    /// Looks at what has been found until nothing new is found. False if there is more than is shown.
    fn follow(&mut self) -> bool {
        while let Some((start, what)) = self.regions.fresh.pop_front() {
            if self.regions.len() > limits::OBJECTS {
                return false;
            }
            if self.regions.has(start, what) {
                self.object(start, what);
            }
        }
        self.room > 0
    }

    /// All regions, as long as there is room. Whether there was.
    fn heap(&mut self) -> (Vec<Object>, bool) {
        let mut heap = Vec::new();
        let all = self.regions.all();
        for &(start, what) in all.iter().take(limits::OBJECTS) {
            if self.room == 0 {
                break;
            }
            heap.push(self.object(start, what));
        }
        let whole = heap.len() == all.len();
        (heap, whole)
    }

    /// The goroutines of the program, and how many are left out; none once it has ended of itself.
    fn goroutines(&mut self, ended: bool) -> (Vec<Goroutine>, u64) {
        if ended {
            return (Vec::new(), 0);
        }
        let mut all = self.machine.sched.all();
        all.retain(|&id| !self.machine.sched.is_system(id));
        let more = all.len().saturating_sub(limits::GOROUTINES) as u64;
        all.truncate(limits::GOROUTINES);
        (all.into_iter().map(|id| self.goroutine(id)).collect(), more)
    }

    fn goroutine(&mut self, id: GoId) -> Goroutine {
        let mut status = status(self.machine.sched.state(id));
        if let Status::Waiting { channels, .. } = &mut status {
            let mut own: Vec<(u64, u64)> = self
                .waiting
                .iter()
                .filter(|waiting| waiting.id == id)
                .map(|waiting| (waiting.case, waiting.chan))
                .collect();
            own.sort_unstable();
            channels.extend(own.iter().take(limits::ELEMENTS).map(|&(_, chan)| chan));
        }
        let (created, begins) = self.created(id).unzip();
        let begins = begins.flatten();
        let (frames, more_frames) = self.frames(id);
        let under_way: Vec<_> = self
            .machine
            .stack_of(id)
            .map(|stack| {
                stack.panics.under_way().iter().rev().take(limits::DEFERS).copied().collect()
            })
            .unwrap_or_default();
        let panics = under_way
            .into_iter()
            .map(|panic| Panic {
                value: self.any(panic.value),
                recovered: panic.recovered,
                goexit: panic.goexit,
            })
            .collect();
        let id = self.machine.sched.goid(id);
        Goroutine { id, status, created, begins, frames, more_frames, panics }
    }

    /// Who started a goroutine, and the call that it begins with if it has not.
    fn created(&mut self, id: GoId) -> Option<(Creator, Option<Delayed>)> {
        let (call, goroutine) = self.machine.creator(id)?;
        let made = self.machine.world.made.get(call.func as usize)?.clone()?;
        let pos = made.pos(call.at);
        let is_shown = self.shows_library() || !self.machine.world.code.is_library(pos);
        let begins = is_shown.then(|| self.machine.begins(id)).flatten();
        let begins = begins.map(|closure| self.delayed(closure));
        let function = made.function.name.to_string();
        Some((Creator { goroutine, function, place: self.place(pos) }, begins))
    }

    fn delayed(&mut self, closure: u64) -> Delayed {
        let (function, arguments) = self.held(closure);
        Delayed { function, arguments }
    }

    fn frames(&mut self, id: GoId) -> (Vec<Frame>, u64) {
        let mut all: Vec<FrameRef> = Vec::new();
        self.machine.walk(id, &mut |frame| {
            all.push(frame);
            true
        });
        let statement = self.machine.stack_of(id).and_then(|stack| stack.statement);
        let (mut frames, mut more) = (Vec::new(), 0);
        for (index, frame) in all.into_iter().enumerate() {
            let Some(Some(made)) = self.machine.world.made.get(frame.func as usize).cloned() else {
                continue;
            };
            if !is_shown(&made) {
                continue;
            }
            if frames.len() == limits::FRAMES || self.room == 0 {
                more += 1;
                continue;
            }
            // The newest frame is at a statement, or in one; all others are in a call.
            let pos = match statement {
                Some((fp, number)) if index == 0 && fp == frame.fp => {
                    self.machine.world.statements.get(number as usize).copied().unwrap_or(Pos::NONE)
                }
                _ => made.pos(word_of(&made, frame).saturating_sub(1)),
            };
            frames.push(self.frame(id, frame, &made, pos));
        }
        (frames, more)
    }

    fn frame(&mut self, id: GoId, frame: FrameRef, made: &Made, pos: Pos) -> Frame {
        let native = matches!(made.function.body, Body::Native(_));
        let library = native || self.machine.world.code.is_library(made.function.pos);
        let stack = self.machine.stack_of(id);
        let at = stack.map_or(0, |stack| stack.at) + 8 * u64::from(frame.fp);
        let deferred: Vec<u64> =
            stack.map(|stack| stack.panics.deferred_in(frame.fp).collect()).unwrap_or_default();
        let (mut variables, mut more_variables) = (Vec::new(), 0);
        if !library || self.shows_library() {
            (variables, more_variables) = self.variables(made, at, pos);
        }
        let more_defers = deferred.len().saturating_sub(limits::DEFERS) as u64;
        let defers = deferred
            .into_iter()
            .take(limits::DEFERS)
            .map(|closure| self.delayed(closure))
            .collect();
        let function = made.function.name.to_string();
        let place = self.place(pos);
        Frame { function, place, library, variables, more_variables, defers, more_defers }
    }

    /// The variables of a frame at an address that can be seen at a place and have a value.
    fn variables(&mut self, made: &Made, at: u64, pos: Pos) -> (Vec<Variable>, u64) {
        let mut seen: Vec<(&code::Variable, u64)> = Vec::new();
        for (local, &slot) in made.function.locals.iter().zip(&made.slots) {
            let Some(variable) = &local.variable else { continue };
            let scope = variable.scope;
            let visible = scope.start <= pos && pos < scope.end;
            if !visible || slot == NO_SLOT || slot >= made.words {
                continue;
            }
            let mut place = at + 8 * u64::from(slot);
            if variable.boxed {
                place = self.machine.world.heap.memory.read_u64(place);
            }
            if place != 0 {
                seen.push((variable, place));
            }
        }
        seen.sort_by_key(|(variable, _)| variable.scope.start);
        let more = seen.len().saturating_sub(limits::VARIABLES) as u64;
        let mut shown = Vec::new();
        for (index, &(variable, place)) in seen.iter().enumerate().take(limits::VARIABLES) {
            let later = &seen[index + 1..];
            shown.push(Variable {
                name: variable.name.to_string(),
                typ: self.type_name(variable.typ),
                size: self.size(variable.typ),
                value: self.value(place, variable.typ, 0),
                role: role(variable.role),
                shadowed: later.iter().any(|(other, _)| other.name == variable.name),
                address: variable.boxed.then_some(place),
            });
        }
        (shown, more)
    }

    fn globals(&mut self) -> Vec<Variable> {
        let all = self.machine.world.variables.clone();
        let shown = all.iter().take(limits::VARIABLES).map(|(name, typ, address)| Variable {
            name: name.to_string(),
            typ: self.type_name(*typ),
            size: self.size(*typ),
            value: self.value(*address, *typ, 0),
            role: trace::Role::Global,
            shadowed: false,
            address: Some(*address),
        });
        shown.collect()
    }
}

fn role(role: code::Role) -> trace::Role {
    match role {
        code::Role::Parameter => trace::Role::Parameter,
        code::Role::Result => trace::Role::Result,
        code::Role::Local => trace::Role::Local,
        code::Role::Captured => trace::Role::Captured,
    }
}

/// The word of its code where a frame goes on.
fn word_of(made: &Made, frame: FrameRef) -> u32 {
    let words = (frame.pc as u64).wrapping_sub(made.code.as_ptr() as u64) / 8;
    words.min(made.code.len() as u64) as u32
}

/// Whether a function is one that a program can know: no wrapper, and of package runtime only what programs can call.
fn is_shown(made: &Made) -> bool {
    let inside = made.function.name.strip_prefix("runtime.");
    let exported = inside.is_none_or(|name| name.starts_with(|c: char| c.is_ascii_uppercase()));
    !made.function.wrapper && exported
}
