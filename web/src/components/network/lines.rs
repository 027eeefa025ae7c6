//! The weights as lines. Yew draws them once for each network; their looks follow the
//! frames without it, ten times a second.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use burrow_protocol::frame::Frame;
use web_sys::Element;
use yew::prelude::*;

use crate::frames::now;
use crate::model::diagram::{Diagram, line_width};
use crate::session::use_session;

const EVERY_MS: f64 = 100.0;

#[derive(Properties, PartialEq)]
pub(super) struct LinesProps {
    pub diagram: Rc<Diagram>,
}

#[component]
pub(super) fn Lines(props: &LinesProps) -> Html {
    let session = use_session();
    let group = use_node_ref();
    use_effect_with(
        (session, props.diagram.clone(), group.clone()),
        |(session, diagram, group)| {
            let lines = RefCell::new(Looks::new(group, diagram));
            if let Some(frame) = session.state().frame {
                lines.borrow_mut().follow(&frame);
            }
            let drawn = Cell::new(f64::NEG_INFINITY);
            let subscription = session.on_frame(move |frame| {
                let soon = frame.playing && now() - drawn.get() < EVERY_MS;
                if let (false, Ok(mut lines)) = (soon, lines.try_borrow_mut()) {
                    drawn.set(now());
                    lines.follow(frame);
                }
            });
            move || drop(subscription)
        },
    );
    html! {
        <g ref={group} class="network__lines">
            { for props.diagram.lines.iter().map(|line| html! {
                <path key={line.place.index} class="network__line" d={line.path()} />
            }) }
        </g>
    }
}

/// How each line looks now, so that only those that change are touched.
struct Looks(Vec<Look>);

struct Look {
    element: Element,
    /// The weight's place in the flat list.
    index: usize,
    width: f64,
    negative: bool,
}

impl Looks {
    fn new(group: &NodeRef, diagram: &Diagram) -> Self {
        let children = group.cast::<Element>().map(|group| group.children());
        let element = |place: usize| children.as_ref()?.item(place as u32);
        let looks = diagram.lines.iter().enumerate().filter_map(|(place, line)| {
            let element = element(place)?;
            let _ = element.set_attribute("class", "network__line");
            Some(Look { element, index: line.place.index, width: 0.0, negative: false })
        });
        Self(looks.collect())
    }

    fn follow(&mut self, frame: &Frame) {
        let Some(maps) = &frame.maps else { return };
        for look in &mut self.0 {
            if let Some(weight) = maps.parameters.get(look.index) {
                look.follow(*weight);
            }
        }
    }
}

impl Look {
    fn follow(&mut self, weight: f32) {
        let (width, negative) = (line_width(weight), weight < 0.0);
        if width != self.width {
            let _ = self.element.set_attribute("stroke-width", &width.to_string());
            self.width = width;
        }
        if negative != self.negative {
            let class =
                if negative { "network__line network__line--negative" } else { "network__line" };
            let _ = self.element.set_attribute("class", class);
            self.negative = negative;
        }
    }
}
