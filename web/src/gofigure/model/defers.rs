//! What is deferred in each call, what has run of it, and the panics that make it run.

use burrow_go_trace::{Delayed, Frame, Goroutine, State, Stop};

use super::names::{Numbers, short};
use super::value::Reader;

/// The deferred calls of a goroutine.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Piles {
    /// The newest panic first.
    pub panics: Vec<Panic>,
    /// The calls that it is in, the newest first: so they end.
    pub frames: Vec<Pile>,
    /// What has run, the first first.
    pub ran: Vec<Ran>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Panic {
    pub value: String,
    pub is_recovered: bool,
}

/// What a call has deferred.
#[derive(Clone, Debug, PartialEq)]
pub struct Pile {
    pub depth: usize,
    pub function: String,
    pub is_current: bool,
    /// The next to run first.
    pub calls: Vec<String>,
    /// Whether the last step put one on the pile.
    pub is_grown: bool,
    pub more: u64,
}

/// A deferred call that has run.
#[derive(Clone, Debug, PartialEq)]
pub struct Ran {
    pub text: String,
    /// The function that had deferred it.
    pub function: String,
    /// Whether it ran in the last step.
    pub is_new: bool,
}

/// At the last of the steps.
pub fn piles<'a>(
    steps: impl Iterator<Item = &'a State>,
    goroutine: u64,
    numbers: &Numbers,
) -> Piles {
    let mut piles = Piles::default();
    let mut before: Option<&State> = None;
    let mut begun: Vec<&str> = Vec::new();
    for state in steps {
        piles.ran.iter_mut().for_each(|ran| ran.is_new = false);
        if let Some(then) = before {
            piles.ran.extend(ran(then, state, goroutine, numbers));
        }
        let last = before.replace(state).and_then(|then| then.goroutine(goroutine));
        let now = state.goroutine(goroutine);
        let reader = Reader { state, numbers, has_heap: true };
        if let Stop::Panic(text) = &state.stop {
            begun.push(text);
        }
        piles.panics = now.map(|now| panics(now, &begun)).unwrap_or_default();
        let alive = now.filter(|_| !matches!(state.stop, Stop::End(_)));
        piles.frames = alive.map(|now| frames(now, last, reader)).unwrap_or_default();
    }
    piles
}

/// `begun`: the texts of all panics so far, in Go's own words.
fn panics(now: &Goroutine, begun: &[&str]) -> Vec<Panic> {
    let real = now.panics.iter().filter(|panic| !panic.goexit);
    let told = real.zip(begun.iter().rev());
    told.map(|(panic, text)| Panic { value: text.to_string(), is_recovered: panic.recovered })
        .collect()
}

fn frames(now: &Goroutine, then: Option<&Goroutine>, reader: Reader<'_>) -> Vec<Pile> {
    let count = now.frames.len();
    let pile = |(at, frame): (usize, &Frame)| {
        let depth = count - at;
        let earlier = then.and_then(|then| at_depth(then, depth)).filter(|it| is_same(it, frame));
        Pile {
            depth,
            function: short(&frame.function),
            is_current: at == 0,
            calls: frame.defers.iter().map(|call| deferred(call, reader)).collect(),
            is_grown: size(frame) > earlier.map_or(0, size),
            more: frame.more_defers,
        }
    };
    let own = now.frames.iter().enumerate().filter(|(_, frame)| !frame.library);
    own.map(pile).collect()
}

/// What ran between two steps: of calls that ended all, of the others what is gone from the pile.
fn ran(then: &State, now: &State, goroutine: u64, numbers: &Numbers) -> Vec<Ran> {
    let reader = Reader { state: then, numbers, has_heap: true };
    let Some(before) = then.goroutine(goroutine) else { return Vec::new() };
    let count = before.frames.len();
    let mut ran = Vec::new();
    for (at, frame) in before.frames.iter().enumerate() {
        let still = now.goroutine(goroutine).and_then(|now| at_depth(now, count - at));
        let left = still.filter(|it| is_same(it, frame)).map_or(0, size);
        let gone = size(frame).saturating_sub(left);
        ran.extend(frame.defers.iter().take(gone as usize).map(|call| Ran {
            text: deferred(call, reader),
            function: short(&frame.function),
            is_new: true,
        }));
    }
    ran
}

/// The frame so many calls deep.
fn at_depth(goroutine: &Goroutine, depth: usize) -> Option<&Frame> {
    goroutine.frames.get(goroutine.frames.len().checked_sub(depth)?)
}

fn is_same(a: &Frame, b: &Frame) -> bool {
    a.function == b.function
}

fn size(frame: &Frame) -> u64 {
    frame.defers.len() as u64 + frame.more_defers
}

fn deferred(call: &Delayed, reader: Reader<'_>) -> String {
    format!("{}({})", short(&call.function), reader.arguments(call.arguments.iter()))
}
