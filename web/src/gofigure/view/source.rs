//! The program, with the line that comes next and those in which calls are under way.

use yew::prelude::*;

use super::Scene;
use crate::gofigure::model::source::{Ink, pieces};
use crate::gofigure::model::timeline::faulty_lines;
use crate::part::part;
use crate::words::{Key, text};

pub fn source(scene: &Scene) -> Html {
    let state = scene.play.step().map(|step| &step.moment.0);
    let current = match state {
        Some(state) => state.place.as_ref().map_or(0, |place| place.line),
        None => scene.spec.open,
    };
    let frames = state.and_then(|state| state.goroutine(state.goroutine?)).map(|it| &it.frames);
    let callers = frames.into_iter().flatten().skip(1).filter(|frame| !frame.library);
    let callers = callers.filter_map(|frame| frame.place.as_ref().map(|place| place.line));
    let faulty = state.map(|state| faulty_lines(state)).unwrap_or_default();
    let inside = part!(Lines {
        faulty,
        text: scene.spec.source.clone(),
        current,
        callers: callers.collect::<Vec<_>>(),
    });
    scene.panel("source", text(Key::MachineSource), inside)
}

#[derive(Properties, PartialEq)]
struct LinesProps {
    text: String,
    /// The line that comes next; 0 for none.
    current: u32,
    callers: Vec<u32>,
    /// Those of a data race or a deadlock.
    faulty: Vec<u32>,
}

#[component]
fn Lines(props: &LinesProps) -> Html {
    let region = use_node_ref();
    use_effect_with((region.clone(), props.current), |(region, _)| {
        show_current(region, ".code__line--current");
    });
    html! {
        <div class="code" ref={region} role="group" tabindex="0" aria-label={text(Key::MachineSource)}>
            <ol class="code__lines">
                { for props.text.lines().zip(1..).map(|(line, number)| view(line, number, props)) }
            </ol>
        </div>
    }
}

fn view(line: &str, number: u32, props: &LinesProps) -> Html {
    let is_current = number == props.current;
    let is_caller = !is_current && props.callers.contains(&number);
    let class = classes!(
        "code__line",
        is_current.then_some("code__line--current"),
        is_caller.then_some("code__line--caller"),
        props.faulty.contains(&number).then_some("code__line--fault")
    );
    html! {
        <li key={number} {class} aria-current={is_current.then_some("step")}>
            <span class="code__number" aria-hidden="true">{ number }</span>
            <code class="code__text">{ for pieces(line).into_iter().map(|(ink, piece)| inked(ink, piece)) }</code>
            if props.faulty.contains(&number) {
                <span class="code__fault" title={text(Key::TimelineFault)}><span aria-hidden="true">{ "✗" }</span><span class="visually-hidden">{ text(Key::TimelineFault) }</span></span>
            }
        </li>
    }
}

fn inked(ink: Ink, piece: &str) -> Html {
    let class = match ink {
        Ink::Plain => return html! { { piece } },
        Ink::Keyword => "code__keyword",
        Ink::Literal => "code__literal",
        Ink::Comment => "code__comment",
    };
    html! { <span {class}>{ piece }</span> }
}

/// Where a region has a scroll bar of its own, what is current is brought into it; the page stays where it is.
pub fn show_current(region: &NodeRef, selector: &str) {
    let Some(region) = region.cast::<web_sys::Element>() else { return };
    let Ok(Some(line)) = region.query_selector(selector) else { return };
    let (outer, inner) = (region.get_bounding_client_rect(), line.get_bounding_client_rect());
    let room = 2.0 * inner.height();
    let above = inner.top() - room - outer.top();
    let below = inner.bottom() + room - outer.bottom();
    let by = if above < 0.0 { above } else { below.max(0.0) };
    region.set_scroll_top(region.scroll_top() + by as i32);
}
