//! What goroutines do, as lanes over time. Knows no browser.

use std::collections::BTreeMap;

use burrow_go_trace::{Content, Goroutine, Happening, Moment, Race, State, Status, Stop};

use super::names::short;
use super::value::Reader;
use crate::words::{Key, fill, text};

/// Columns that are shown: the latest.
const COLUMNS: usize = 48;

/// Lanes and what stands in them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timeline {
    pub lanes: Vec<Lane>,
    pub columns: usize,
    pub marks: Vec<Mark>,
    pub links: Vec<Link>,
    pub channels: Vec<Channel>,
    /// A sentence for each data race, and for a deadlock.
    pub faults: Vec<String>,
}

/// A goroutine.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    pub goroutine: u64,
    pub name: String,
    pub doing: Doing,
    /// What it does, in words.
    pub told: String,
    /// The line that comes next.
    pub line: Option<u32>,
    /// Where it begins and where it has ended, in columns.
    pub begin: usize,
    pub end: Option<usize>,
    /// From where to where it has waited; none for now.
    pub waits: Vec<(usize, Option<usize>)>,
}

/// What a goroutine does now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    HasTurn,
    CanRun,
    Waits,
    Ended,
}

/// A statement in a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    pub lane: usize,
    pub column: usize,
    pub line: u32,
    /// Whether it has only come to it.
    pub is_next: bool,
    /// Whether it is one of two that race.
    pub races: bool,
}

/// Something that leads from one lane to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    pub from: usize,
    pub to: usize,
    pub column: usize,
    /// A value that is handed over; otherwise a goroutine is started.
    pub is_value: bool,
}

/// A channel.
#[derive(Clone, Debug, PartialEq)]
pub struct Channel {
    pub name: String,
    /// The places of its buffer, those that are empty among them.
    pub places: Vec<Option<String>>,
    pub is_closed: bool,
    pub senders: Vec<String>,
    pub receivers: Vec<String>,
}

/// The places of a buffer that are shown.
const PLACES: usize = 12;

/// The timeline of the last of these states.
pub fn timeline(states: &[&State], reader: Reader<'_>) -> Timeline {
    let state = reader.state;
    let names = names(states);
    let name = |id: u64| names.get(&id).cloned().unwrap_or_else(|| format!("#{id}"));
    let mut timeline = Timeline::default();
    for &goroutine in names.keys() {
        timeline.lanes.push(lane(state, goroutine, &name));
    }
    draw(&mut timeline, &state.moments);
    timeline.mark_next(state);
    timeline.channels = channels(reader, &name);
    for race in &state.races {
        timeline.mark_race(race);
        timeline.faults.push(race_told(race, &name));
    }
    if state.deadlock {
        timeline.faults.push(deadlock_told(state, &name));
    }
    timeline
}

/// The sentence of a fault that a state has and the one before had not.
pub fn news(states: &[&State], before: Option<&State>) -> Option<String> {
    let state = states.last()?;
    let names = names(states);
    let name = |id: u64| names.get(&id).cloned().unwrap_or_else(|| format!("#{id}"));
    let known = before.map_or(0, |before| before.races.len());
    if state.deadlock {
        return Some(deadlock_told(state, &name));
    }
    state.races.get(known).map(|race| race_told(race, &name))
}

/// What goroutines are called, by their numbers: after the program's function that they began with; with their number where two
/// have the same. One that has not come to any is called by its number alone.
fn names(states: &[&State]) -> BTreeMap<u64, String> {
    let mut names: BTreeMap<u64, Option<String>> = BTreeMap::new();
    for goroutine in states.iter().flat_map(|state| &state.goroutines) {
        let name = names.entry(goroutine.id).or_default();
        if name.is_none() {
            let own = goroutine.frames.iter().rev().find(|frame| !frame.library);
            let function = own.map(|frame| &frame.function);
            let function = function.or(goroutine.begins.as_ref().map(|call| &call.function));
            *name = function.map(|function| short(function));
        }
    }
    let all: Vec<Option<String>> = names.values().cloned().collect();
    let called = |(id, name): (u64, Option<String>)| {
        let number = id.to_string();
        let told = match &name {
            Some(own) if all.iter().filter(|other| **other == name).count() == 1 => own.clone(),
            Some(own) => format!("{own} {number}"),
            None => fill(Key::TimelineUnnamed, &[("number", &number)]),
        };
        (id, told)
    };
    names.into_iter().map(called).collect()
}

fn lane(state: &State, id: u64, name: &dyn Fn(u64) -> String) -> Lane {
    let goroutine = state.goroutine(id).filter(|_| !is_over(state));
    let doing = match goroutine.map(|goroutine| &goroutine.status) {
        None => Doing::Ended,
        Some(Status::Running) => Doing::HasTurn,
        Some(Status::Runnable) => Doing::CanRun,
        Some(Status::Waiting { .. }) => Doing::Waits,
    };
    let told = match goroutine {
        None => text(Key::TimelineEnded).to_string(),
        Some(goroutine) => doing_told(state, goroutine, name),
    };
    let own = goroutine.and_then(|goroutine| goroutine.frames.iter().find(|frame| !frame.library));
    let line = own.and_then(|frame| frame.place.as_ref()).map(|place| place.line);
    Lane {
        goroutine: id,
        name: name(id),
        doing,
        told,
        line,
        begin: 0,
        end: None,
        waits: Vec::new(),
    }
}

/// Whether a program has ended otherwise than by waiting for itself.
fn is_over(state: &State) -> bool {
    matches!(state.stop, Stop::End(_)) && !state.deadlock
}

fn doing_told(state: &State, goroutine: &Goroutine, name: &dyn Fn(u64) -> String) -> String {
    let Status::Waiting { reason, channels } = &goroutine.status else {
        let key = match goroutine.status {
            Status::Running => Key::TimelineTurn,
            _ => Key::TimelineReady,
        };
        return text(key).to_string();
    };
    let wait = state.waits.iter().find(|wait| wait.goroutine == goroutine.id);
    let address = channels.first().copied().or(wait.and_then(|wait| wait.address));
    let what = address.and_then(|address| state.name_of(address)).unwrap_or_default();
    let of = |key, bare| match what {
        "" => text(bare).to_string(),
        what => fill(key, &[("name", what)]),
    };
    match reason.as_str() {
        "chan receive" => of(Key::TimelineReceives, Key::TimelineReceivesBare),
        "chan send" => of(Key::TimelineSends, Key::TimelineSendsBare),
        "sync.Mutex.Lock" | "sync.RWMutex.Lock" | "sync.RWMutex.RLock" => {
            let lock = of(Key::TimelineLocks, Key::TimelineLocksBare);
            match wait.and_then(|wait| wait.holder) {
                Some(holder) => {
                    fill(Key::TimelineHeld, &[("lock", &lock), ("holder", &name(holder))])
                }
                None => lock,
            }
        }
        "sync.WaitGroup.Wait" => of(Key::TimelineGroup, Key::TimelineGroupBare),
        "select" => text(Key::TimelineSelect).to_string(),
        "sleep" => text(Key::TimelineSleeps).to_string(),
        other => fill(Key::TimelineWaits, &[("reason", other)]),
    }
}

/// Puts what happened into the lanes.
fn draw(timeline: &mut Timeline, moments: &[Moment]) {
    let steps: usize =
        moments.iter().filter(|moment| matches!(moment.what, Happening::Line(_))).count();
    let skipped = steps.saturating_sub(COLUMNS);
    let mut column = 0usize;
    let mut seen = 0;
    for moment in moments {
        if matches!(moment.what, Happening::Line(_)) {
            seen += 1;
        }
        if seen <= skipped && skipped > 0 {
            continue;
        }
        let Some(lane) = timeline.lane_of(moment.goroutine) else { continue };
        match &moment.what {
            Happening::Line(line) => {
                column = timeline.columns;
                timeline.columns += 1;
                if let Some((_, open @ None)) = timeline.lanes[lane].waits.last_mut() {
                    *open = Some(column);
                }
                let mark = Mark { lane, column, line: *line, is_next: false, races: false };
                timeline.marks.push(mark);
            }
            Happening::Started(other) => {
                if let Some(to) = timeline.lane_of(*other) {
                    timeline.lanes[to].begin = column;
                    timeline.links.push(Link { from: lane, to, column, is_value: false });
                }
            }
            Happening::Waits(_) => timeline.lanes[lane].waits.push((column, None)),
            Happening::Ended => timeline.lanes[lane].end = Some(column),
            Happening::Gave { to, .. } => {
                if let Some(to) = timeline.lane_of(*to).filter(|&to| to != lane) {
                    timeline.links.push(Link { from: lane, to, column, is_value: true });
                }
            }
            Happening::Put(_) | Happening::Closed(_) => {}
        }
    }
}

impl Timeline {
    fn lane_of(&self, goroutine: u64) -> Option<usize> {
        self.lanes.iter().position(|lane| lane.goroutine == goroutine)
    }

    /// The last statement of who can still run it has not been done.
    fn mark_next(&mut self, state: &State) {
        for (lane, own) in self.lanes.iter().enumerate() {
            let is_there = matches!(own.doing, Doing::HasTurn | Doing::CanRun);
            // Who was woken is in the midst of its statement.
            let woken = own.waits.last().is_some_and(|(_, until)| until.is_none());
            let last = self.marks.iter_mut().rev().find(|mark| mark.lane == lane);
            if let Some(last) = last.filter(|_| is_there && !woken && !is_over(state)) {
                last.is_next = true;
            }
        }
    }

    fn mark_race(&mut self, race: &Race) {
        for touch in [&race.first, &race.second] {
            let Some(lane) = self.lane_of(touch.goroutine) else { continue };
            let line = touch.place.as_ref().map(|place| place.line);
            let at =
                |mark: &&mut Mark| mark.lane == lane && Some(mark.line) == line && !mark.is_next;
            if let Some(mark) = self.marks.iter_mut().rev().find(at) {
                mark.races = true;
            }
        }
    }
}

fn channels(reader: Reader<'_>, name: &dyn Fn(u64) -> String) -> Vec<Channel> {
    let state = reader.state;
    let of = |object: &burrow_go_trace::Object| {
        let Content::Chan { cap, buffer, senders, receivers, closed, .. } = &object.content else {
            return None;
        };
        let called = state.name_of(object.address).map(str::to_owned);
        let number = reader.numbers.of(object.address).unwrap_or_default();
        let mut places: Vec<Option<String>> =
            buffer.iter().map(|value| Some(reader.line(value).text)).collect();
        places.resize((*cap as usize).min(PLACES).max(places.len()), None);
        let who = |waiters: &[burrow_go_trace::Waiter]| {
            waiters.iter().map(|waiter| name(waiter.goroutine)).collect()
        };
        Some(Channel {
            name: called.unwrap_or_else(|| format!("#{number}")),
            places,
            is_closed: *closed,
            senders: who(senders),
            receivers: who(receivers),
        })
    };
    state.heap.iter().filter_map(of).collect()
}

fn race_told(race: &Race, name: &dyn Fn(u64) -> String) -> String {
    let told = |touch: &burrow_go_trace::Touch| {
        let key = if touch.write { Key::TimelineWrites } else { Key::TimelineReads };
        let line = touch.place.as_ref().map_or(0, |place| place.line).to_string();
        fill(key, &[("goroutine", &name(touch.goroutine)), ("line", &line)])
    };
    let (first, second) = (told(&race.first), told(&race.second));
    let values = [("name", race.what.as_str()), ("first", &first), ("second", &second)];
    match race.what.as_str() {
        "" => fill(Key::TimelineRaceBare, &values[1..]),
        _ => fill(Key::TimelineRace, &values),
    }
}

fn deadlock_told(state: &State, name: &dyn Fn(u64) -> String) -> String {
    let who = |goroutine: &Goroutine| {
        let line = goroutine.frames.iter().find(|frame| !frame.library);
        let line = line.and_then(|frame| frame.place.as_ref()).map_or(0, |place| place.line);
        let (called, told) = (name(goroutine.id), doing_told(state, goroutine, name));
        fill(
            Key::TimelineStuck,
            &[("goroutine", &called), ("line", &line.to_string()), ("what", &told)],
        )
    };
    let mut stuck: Vec<&Goroutine> = state.goroutines.iter().collect();
    stuck.sort_by_key(|goroutine| goroutine.id);
    let all: Vec<String> = stuck.into_iter().map(who).collect();
    let told = fill(Key::TimelineDeadlock, &[("all", &all.join("; "))]);
    let circle: Vec<String> = state.circle().into_iter().map(name).collect();
    match circle.first() {
        Some(first) if circle.len() > 1 => {
            let way = format!("{} → {first}", circle.join(" → "));
            format!("{told} {}", fill(Key::TimelineCircle, &[("way", &way)]))
        }
        _ => told,
    }
}

/// What happened, in words: a row of a table for each moment, its step and its goroutine first.
pub fn rows(states: &[&State]) -> Vec<[String; 3]> {
    let Some(state) = states.last() else { return Vec::new() };
    let names = names(states);
    let name = |id: u64| names.get(&id).cloned().unwrap_or_else(|| format!("#{id}"));
    let told = |moment: &Moment| {
        let channel = |address: u64| state.name_of(address).unwrap_or_default().to_string();
        let what = match &moment.what {
            Happening::Line(line) => fill(Key::MachineLine, &[("line", &line.to_string())]),
            Happening::Started(other) => {
                fill(Key::TimelineStarted, &[("goroutine", &name(*other))])
            }
            Happening::Waits(reason) => fill(Key::TimelineWaits, &[("reason", reason)]),
            Happening::Ended => text(Key::TimelineEnded).to_string(),
            Happening::Gave { to, channel: by, .. } => {
                fill(Key::TimelineGave, &[("goroutine", &name(*to)), ("name", &channel(*by))])
            }
            Happening::Put(into) => fill(Key::TimelinePut, &[("name", &channel(*into))]),
            Happening::Closed(which) => fill(Key::TimelineClosed, &[("name", &channel(*which))]),
        };
        [moment.step.to_string(), name(moment.goroutine), what]
    };
    state.moments.iter().map(told).collect()
}

/// The lines that are part of a fault.
pub fn faulty_lines(state: &State) -> Vec<u32> {
    let touches = state.races.iter().flat_map(|race| [&race.first, &race.second]);
    let mut lines: Vec<u32> =
        touches.filter_map(|touch| touch.place.as_ref()).map(|place| place.line).collect();
    if state.deadlock {
        let own = |goroutine: &Goroutine| {
            let frame = goroutine.frames.iter().find(|frame| !frame.library)?;
            frame.place.as_ref().map(|place| place.line)
        };
        lines.extend(state.goroutines.iter().filter_map(own));
    }
    lines
}

#[cfg(test)]
mod tests {
    use burrow_go_trace::{Delayed, Frame, Place, Touch, Wait};

    use super::*;
    use crate::gofigure::model::Numbers;

    fn place(line: u32) -> Option<Place> {
        Some(Place { file: "main.go".to_string(), line, column: 1 })
    }

    fn goroutine(id: u64, function: &str, line: u32, status: Status) -> Goroutine {
        let frame = Frame {
            function: function.to_string(),
            place: place(line),
            library: false,
            variables: Vec::new(),
            more_variables: 0,
            defers: Vec::new(),
            more_defers: 0,
        };
        let frames = vec![frame];
        Goroutine {
            id,
            status,
            created: None,
            begins: None,
            frames,
            more_frames: 0,
            panics: Vec::new(),
        }
    }

    fn state(goroutines: Vec<Goroutine>, moments: Vec<(u64, u64, Happening)>) -> State {
        let moments = moments
            .into_iter()
            .map(|(step, goroutine, what)| Moment { step, goroutine, what })
            .collect();
        State {
            step: 4,
            stop: Stop::Step,
            place: None,
            goroutine: None,
            goroutines,
            more_goroutines: 0,
            globals: Vec::new(),
            heap: Vec::new(),
            more_objects: false,
            output: 0,
            time: 0,
            moments,
            waits: Vec::new(),
            races: Vec::new(),
            deadlock: false,
        }
    }

    fn drawn(state: &State) -> Timeline {
        timeline(&[state], Reader { state, numbers: &Numbers::default(), has_heap: false })
    }

    fn started() -> State {
        let moments = vec![
            (0, 1, Happening::Line(6)),
            (1, 1, Happening::Line(7)),
            (1, 1, Happening::Started(2)),
            (2, 2, Happening::Line(8)),
            (2, 2, Happening::Gave { to: 1, channel: 64, buffered: false }),
            (3, 1, Happening::Line(10)),
        ];
        let goroutines = vec![
            goroutine(1, "main.main", 10, Status::Running),
            goroutine(2, "main.load", 8, Status::Runnable),
        ];
        state(goroutines, moments)
    }

    #[test]
    fn statements_stand_in_columns_and_hand_overs_lead_from_lane_to_lane() {
        let timeline = drawn(&started());
        assert_eq!(timeline.columns, 4);
        let names: Vec<&str> = timeline.lanes.iter().map(|lane| lane.name.as_str()).collect();
        assert_eq!(names, ["main", "load"]);
        let lines: Vec<(usize, usize, u32)> =
            timeline.marks.iter().map(|mark| (mark.lane, mark.column, mark.line)).collect();
        assert_eq!(lines, [(0, 0, 6), (0, 1, 7), (1, 2, 8), (0, 3, 10)]);
        assert_eq!(timeline.links[0], Link { from: 0, to: 1, column: 1, is_value: false });
        assert_eq!(timeline.links[1], Link { from: 1, to: 0, column: 2, is_value: true });
        assert_eq!(timeline.lanes[1].begin, 1);
        assert!(timeline.marks[3].is_next && !timeline.marks[1].is_next);
    }

    #[test]
    fn a_goroutine_has_its_name_before_its_first_turn() {
        let mut begun = started();
        let begins = Delayed { function: "main.load".to_string(), arguments: Vec::new() };
        begun.goroutines[1].frames.clear();
        assert_eq!(drawn(&begun).lanes[1].name, "goroutine 2");
        begun.goroutines[1].begins = Some(begins);
        assert_eq!(drawn(&begun).lanes[1].name, "load");
    }

    #[test]
    fn a_race_marks_both_statements_and_is_told_once() {
        let before = started();
        let mut now = before.clone();
        let touch = |write, goroutine, line| Touch {
            write,
            goroutine,
            function: String::new(),
            place: place(line),
        };
        let race =
            Race { what: "loss".to_string(), first: touch(false, 1, 7), second: touch(true, 2, 8) };
        now.races.push(race);
        now.goroutines.pop();
        now.moments.push(Moment { step: 4, goroutine: 2, what: Happening::Ended });
        let all = [&before, &now];
        let timeline =
            timeline(&all, Reader { state: &now, numbers: &Numbers::default(), has_heap: false });
        let raced: Vec<u32> =
            timeline.marks.iter().filter(|mark| mark.races).map(|mark| mark.line).collect();
        assert_eq!(raced, [7, 8]);
        assert_eq!(timeline.lanes[1].doing, Doing::Ended);
        assert!(news(&all, Some(&before)).is_some_and(|told| told.contains("loss")));
        assert_eq!(news(&[&now, &now], Some(&now)), None);
        assert_eq!(faulty_lines(&now), [7, 8]);
    }

    #[test]
    fn a_deadlock_names_who_waits_where_and_for_whom() {
        let waits = |reason: &str| Status::Waiting { reason: reason.into(), channels: Vec::new() };
        let mut stuck = state(
            vec![
                goroutine(2, "main.train", 12, waits("sync.Mutex.Lock")),
                goroutine(3, "main.report", 20, waits("sync.Mutex.Lock")),
            ],
            Vec::new(),
        );
        stuck.stop = Stop::End(2);
        stuck.deadlock = true;
        let wait = |goroutine, holder| Wait { goroutine, address: None, holder: Some(holder) };
        stuck.waits = vec![wait(2, 3), wait(3, 2)];
        let timeline = drawn(&stuck);
        assert_eq!(timeline.lanes[0].doing, Doing::Waits);
        let told = &timeline.faults[0];
        assert!(told.contains("12") && told.contains("20"), "{told}");
        assert!(told.contains("train → report → train"), "{told}");
    }
}
