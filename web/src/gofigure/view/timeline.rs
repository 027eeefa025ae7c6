//! A lane for each goroutine, with its statements over time; who runs next is the learner's choice.

use yew::prelude::*;

use super::Scene;
use crate::gofigure::model::timeline::{
    Channel, Doing, Lane, Link, Mark, Timeline, rows, timeline as drawn,
};
use crate::gofigure::model::value::Reader;
use crate::gofigure::player::Command;
use crate::part::part;
use crate::words::{Key, fill, text};

/// A column's width, a lane's height, and the room before the first column, in units of the drawing.
const COLUMN: usize = 34;
const LANE: usize = 52;
const BEFORE: usize = 22;
/// More than a letter of a lane's name is wide.
const LETTER: usize = 8;

pub fn timeline(scene: &Scene) -> Html {
    let play = &scene.play;
    let states: Vec<&burrow_go_trace::State> = match play.step() {
        Some(_) => play.steps[..=play.at].iter().map(|step| &*step.moment.0).collect(),
        None => Vec::new(),
    };
    let Some(&state) = states.last() else {
        return scene.panel("timeline", text(Key::TimelineTitle), html! {});
    };
    let timeline = drawn(&states, Reader { state, numbers: &play.numbers, has_heap: false });
    let inside = html! {
        <>
            { for timeline.faults.iter().map(|told| html! {
                <p class="timeline__fault"><span aria-hidden="true">{ "✗ " }</span>{ told }</p>
            }) }
            { chooser(scene, &timeline) }
            { part!(Drawing { timeline: timeline.clone() }) }
            { channels(&timeline.channels) }
            { table(&rows(&states)) }
        </>
    };
    scene.panel("timeline", text(Key::TimelineTitle), inside)
}

/// The goroutines, each with what it does, and a button where it can run.
fn chooser(scene: &Scene, timeline: &Timeline) -> Html {
    html! {
        <div role="group" aria-label={text(Key::TimelineChoose)}>
            <ul class="timeline__lanes">{ for timeline.lanes.iter().map(|lane| chosen(scene, lane)) }</ul>
        </div>
    }
}

fn chosen(scene: &Scene, lane: &Lane) -> Html {
    let (class, sign) = match lane.doing {
        Doing::HasTurn => ("timeline__lane--turn", "▶"),
        Doing::CanRun => ("timeline__lane--ready", "▷"),
        Doing::Waits => ("timeline__lane--waits", "‖"),
        Doing::Ended => ("timeline__lane--ended", "■"),
    };
    let can_run = matches!(lane.doing, Doing::HasTurn | Doing::CanRun);
    let (send, goroutine) = (scene.send.clone(), lane.goroutine);
    let onclick = move |_| {
        if can_run {
            send.emit(Command::Run(goroutine));
        }
    };
    let line = lane.line.map(|line| fill(Key::MachineLine, &[("line", &line.to_string())]));
    html! {
        <li key={goroutine} class={classes!("timeline__lane", class)}>
            <button
                type="button" class="button timeline__run" data-run={lane.name.clone()}
                aria-disabled={(!can_run).then_some("true")} {onclick}
            >
                <span aria-hidden="true">{ sign }</span>
                { fill(Key::TimelineRun, &[("goroutine", &lane.name)]) }
            </button>
            <span class="timeline__doing">
                { &lane.told }
                if let Some(line) = line.filter(|_| lane.doing != Doing::Ended) { { format!(", {line}") } }
            </span>
        </li>
    }
}

#[derive(Properties, PartialEq)]
struct DrawingProps {
    timeline: Timeline,
}

#[component]
fn Drawing(props: &DrawingProps) -> Html {
    let timeline = &props.timeline;
    let region = use_node_ref();
    use_effect_with((region.clone(), timeline.columns), |(region, _)| {
        // What happened last is to be seen.
        if let Some(region) = region.cast::<web_sys::Element>() {
            region.set_scroll_left(region.scroll_width());
        }
    });
    // The name of what has just been started reaches beyond the last column.
    let names =
        timeline.lanes.iter().map(|lane| name_at(lane) + lane.name.chars().count() * LETTER);
    let width = names.chain([BEFORE + (timeline.columns + 1) * COLUMN]).max().unwrap_or_default();
    let height = timeline.lanes.len() * LANE;
    html! {
        <div class="timeline__drawing" ref={region} role="group" tabindex="0" aria-label={text(Key::TimelineDrawing)}>
            <svg class="timeline__svg" width={width.to_string()} height={height.to_string()} viewBox={format!("0 0 {width} {height}")} aria-hidden="true">
                // The names of lanes stand over the links that cross them.
                { for timeline.links.iter().map(link) }
                { for timeline.lanes.iter().enumerate().map(|(at, lane)| track(at, lane, timeline.columns)) }
                { for timeline.marks.iter().map(mark) }
            </svg>
        </div>
    }
}

fn x(column: usize) -> usize {
    BEFORE + column * COLUMN
}

fn y(lane: usize) -> usize {
    lane * LANE + LANE - 16
}

/// Where a lane begins: who was started does where the arrow arrives.
fn begin(lane: &Lane) -> usize {
    x(lane.begin) + if lane.begin == 0 { 0 } else { COLUMN / 2 }
}

/// Where a lane's name begins, beside that arrow.
fn name_at(lane: &Lane) -> usize {
    if lane.begin == 0 { x(0) - 14 } else { begin(lane) + 8 }
}

/// The line of a lane, dashed where it waits.
fn track(at: usize, lane: &Lane, columns: usize) -> Html {
    let (begin, name) = (begin(lane), name_at(lane));
    let end = x(lane.end.unwrap_or(columns.saturating_sub(1))) + COLUMN / 2;
    let height = y(at);
    let line = |class: &'static str, from: usize, to: usize| {
        html! { <line {class} x1={from.to_string()} x2={to.to_string()} y1={height.to_string()} y2={height.to_string()} /> }
    };
    let wait = |&(from, to): &(usize, Option<usize>)| {
        let stop = to.map_or(end, x);
        let label = x(from) + COLUMN / 2;
        html! {
            <>
                { line("timeline__gap", x(from) + 14, stop.saturating_sub(14).max(x(from) + 14)) }
                { line("timeline__waiting", x(from) + 14, stop.saturating_sub(14).max(x(from) + 14)) }
                if to.is_none() && lane.doing == Doing::Waits {
                    <text class="timeline__pause" x={(label + 6).to_string()} y={(height - 8).to_string()}>{ "‖" }</text>
                }
            </>
        }
    };
    html! {
        <>
            <text class="timeline__name" x={name.to_string()} y={(height - 19).to_string()}>{ &lane.name }</text>
            { line("timeline__track", begin, end) }
            { for lane.waits.iter().map(wait) }
            if lane.end.is_some() {
                <rect class="timeline__end" x={end.to_string()} y={(height - 7).to_string()} width="4" height="14" />
            }
        </>
    }
}

/// From lane to lane, with a head: a value with a full one, a start with an open one.
fn link(link: &Link) -> Html {
    let at = x(link.column) + COLUMN / 2;
    let (from, to) = (y(link.from), y(link.to));
    let back = if to > from { to - 8 } else { to + 8 };
    let class = if link.is_value { "timeline__value" } else { "timeline__start" };
    html! {
        <g {class}>
            <line x1={at.to_string()} x2={at.to_string()} y1={from.to_string()} y2={back.to_string()} />
            <path d={format!("M{} {back}L{at} {to}L{} {back}z", at - 5, at + 5)} />
        </g>
    }
}

/// A statement: full when it is done, empty when it comes next, with a second frame and a sign when it races.
fn mark(mark: &Mark) -> Html {
    let (x, y) = (x(mark.column), y(mark.lane));
    let class = classes!(
        "timeline__mark",
        mark.is_next.then_some("timeline__mark--next"),
        mark.races.then_some("timeline__mark--race")
    );
    html! {
        <g {class}>
            if mark.races {
                <rect class="timeline__ring" x={(x - 16).to_string()} y={(y - 15).to_string()} width="32" height="30" rx="5" />
                <text class="timeline__sign" x={(x + 10).to_string()} y={(y - 17).to_string()}>{ "✗" }</text>
            }
            <rect class="timeline__box" x={(x - 13).to_string()} y={(y - 12).to_string()} width="26" height="24" rx="3" />
            <text class="timeline__line" x={x.to_string()} y={(y + 4).to_string()}>{ mark.line }</text>
        </g>
    }
}

fn channels(channels: &[Channel]) -> Html {
    if channels.is_empty() {
        return html! {};
    }
    html! { <ul class="timeline__channels">{ for channels.iter().map(channel) }</ul> }
}

fn channel(channel: &Channel) -> Html {
    let who = |key, names: &[String]| {
        (!names.is_empty()).then(|| fill(key, &[("goroutines", &names.join(", "))]))
    };
    let place = |place: &Option<String>| match place {
        Some(value) => html! { <code class="timeline__place">{ value }</code> },
        None => html! {
            <span class="timeline__place timeline__place--empty">
                <span class="visually-hidden">{ text(Key::TimelineEmpty) }</span>
            </span>
        },
    };
    html! {
        <li class="timeline__channel">
            <code class="timeline__called">{ &channel.name }</code>
            if channel.places.is_empty() {
                <span class="timeline__none">{ text(Key::TimelineUnbuffered) }</span>
            } else {
                <span class="timeline__places">{ for channel.places.iter().map(place) }</span>
            }
            if channel.is_closed { <span>{ text(Key::TimelineIsClosed) }</span> }
            { for who(Key::TimelineSenders, &channel.senders).map(|told| html! { <span>{ told }</span> }) }
            { for who(Key::TimelineReceivers, &channel.receivers).map(|told| html! { <span>{ told }</span> }) }
        </li>
    }
}

fn table(rows: &[[String; 3]]) -> Html {
    html! {
        <details class="machine__all">
            <summary>{ text(Key::TimelineTable) }</summary>
            <table class="machine__table">
                <thead>
                    <tr>
                        <th scope="col">{ text(Key::TimelineStep) }</th>
                        <th scope="col">{ text(Key::TimelineGoroutine) }</th>
                        <th scope="col">{ text(Key::TimelineWhat) }</th>
                    </tr>
                </thead>
                <tbody>
                    { for rows.iter().map(|row| html! { <tr>{ for row.iter().map(|cell| html! { <td>{ cell }</td> }) }</tr> }) }
                </tbody>
            </table>
        </details>
    }
}
