//! Arrows from pointers to what they lead to, drawn over the panels. The words beside them say the same.

use gloo::events::EventListener;
use gloo::utils::window;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::dom::elements;
use crate::gofigure::model::arrow::{Area, arrow};
use crate::gofigure::player::Step;

#[derive(Properties, PartialEq)]
pub struct LinkedProps {
    pub moment: Option<Step>,
    pub inside: Html,
}

#[component]
pub fn Linked(props: &LinkedProps) -> Html {
    let (panels, arrows) = (use_node_ref(), use_node_ref());
    use_effect_with(
        (panels.clone(), arrows.clone(), props.moment.clone()),
        |(panels, arrows, _)| {
            keep_room(panels);
            draw(panels, arrows);
        },
    );
    use_effect_with((panels.clone(), arrows.clone()), |(panels, arrows)| {
        let (panels, arrows) = (panels.clone(), arrows.clone());
        let listener = EventListener::new(&window(), "resize", move |_| {
            set_room(&panels, "");
            draw(&panels, &arrows);
        });
        move || drop(listener)
    });
    html! {
        <div class="machine__state" ref={panels}>
            { props.inside.clone() }
            <svg class="machine__arrows" ref={arrows} aria-hidden="true"></svg>
        </div>
    }
}

/// What has once needed room keeps it: what stands below does not jump when a call returns.
fn keep_room(panels: &NodeRef) {
    if let Some(height) = panels.cast::<HtmlElement>().map(|panels| panels.offset_height()) {
        set_room(panels, &format!("{height}px"));
    }
}

fn set_room(panels: &NodeRef, height: &str) {
    if let Some(panels) = panels.cast::<HtmlElement>() {
        // Setting a property of a good name does not fail.
        let _ = panels.style().set_property("min-height", height);
    }
}

fn draw(panels: &NodeRef, arrows: &NodeRef) {
    let (Some(panels), Some(arrows)) = (panels.cast::<Element>(), arrows.cast::<Element>()) else {
        return;
    };
    let origin = panels.get_bounding_client_rect();
    let area = |element: &Element| {
        let rect = element.get_bounding_client_rect();
        let (left, top) = (rect.left() - origin.left(), rect.top() - origin.top());
        Area { left, top, right: left + rect.width(), bottom: top + rect.height() }
    };
    let drawn = elements(&panels, "[data-to]").filter_map(|from| {
        let to = end(&panels, &from.get_attribute("data-to")?)?;
        Some(arrow(area(&from), area(&to)))
    });
    arrows.set_inner_html(&drawn.collect::<String>());
}

/// What an arrow leads to: the element of an array, or all of it where that element is not shown.
fn end(panels: &Element, name: &str) -> Option<Element> {
    let find =
        |name: &str| panels.query_selector(&format!("[data-anchor=\"{name}\"]")).ok().flatten();
    find(name).or_else(|| find(name.split_once('-')?.0))
}
