//! The tiles, the lines and what is pointed at.

use std::cell::RefCell;
use std::rc::Rc;

use crate::part::part;
use burrow_protocol::network;
use burrow_protocol::settings::Settings;
use web_sys::{Element, HtmlCanvasElement};
use yew::prelude::*;

use super::lines::Lines;
use crate::draw::tiles::TilePainter;
use crate::model::diagram::{Corner, Diagram};
use crate::model::weights::{Names, Place};
use crate::session::{SessionHandle, use_session};
use crate::theme::use_dark;
use crate::words::{Key, fill, plural, text};

/// Canvas pixels for each of the diagram's.
const SCALE: f64 = 1.5;
/// An output's disc, as a part of its tile.
const DISC: f64 = 0.7;
/// The diagram is drawn at most this much larger than its own pixels.
const LARGEST: f64 = 1.5;
/// A wider diagram is made smaller on a phone, and its words are kept.
const WIDEST_IN_FULL: f64 = 320.0;
/// A still wider one is scrolled there, so that its words can be read.
const WIDEST_TO_FIT: f64 = 480.0;
/// How near to a line the pointer has to be, in the diagram's pixels.
const REACH: f64 = 7.0;

#[derive(Properties, PartialEq)]
pub(super) struct FigureProps {
    pub diagram: Rc<Diagram>,
    pub settings: Rc<Settings>,
    pub hovered: Option<usize>,
    pub chosen: Option<usize>,
    pub on_hover: Callback<Option<usize>>,
    pub on_choose: Callback<usize>,
}

#[component]
pub(super) fn Figure(props: &FigureProps) -> Html {
    let session = use_session();
    let dark = use_dark();
    let (figure, canvas) = (use_node_ref(), use_node_ref());
    use_effect_with(
        (session, props.diagram.clone(), dark, canvas.clone()),
        |(session, diagram, dark, canvas)| {
            let painting = canvas
                .cast::<HtmlCanvasElement>()
                .and_then(|canvas| TilePainter::new(&canvas, diagram, SCALE, *dark))
                .map(|painter| paint(session, painter));
            move || drop(painting)
        },
    );
    let find = {
        let (diagram, settings) = (props.diagram.clone(), props.settings.clone());
        let figure = figure.clone();
        move |event: &MouseEvent| parameter_at(&figure, &diagram, &settings, event)
    };
    let onpointermove = {
        let (find, on_hover, hovered) = (find.clone(), props.on_hover.clone(), props.hovered);
        move |event: PointerEvent| {
            let found = find(&event);
            if found != hovered {
                on_hover.emit(found);
            }
        }
    };
    let onpointerleave = {
        let on_hover = props.on_hover.clone();
        move |_| on_hover.emit(None)
    };
    let onclick = {
        let on_choose = props.on_choose.clone();
        move |event: MouseEvent| {
            if let Some(index) = find(&event) {
                on_choose.emit(index);
            }
        }
    };
    let diagram = &props.diagram;
    let (width, height) = (diagram.width, diagram.height);
    let wide = (width > WIDEST_IN_FULL).then_some("network__figure--wide");
    let long = (width > WIDEST_TO_FIT).then_some("network__figure--long");
    html! {
        <div class="network__scroll" role="region" aria-label={text(Key::NetworkDiagram)} tabindex="0">
            <div class={classes!("network__figure", wide, long)} ref={figure} {onpointermove} {onpointerleave} {onclick}>
                <canvas
                    class="network__tiles"
                    ref={canvas}
                    width={(width * SCALE).round().to_string()}
                    height={(height * SCALE).round().to_string()}
                />
                <svg
                    class="network__overlay"
                    viewBox={format!("0 0 {width} {height}")}
                    width={(width * LARGEST).to_string()}
                    role="img"
                    aria-label={describe(&props.settings)}
                >
                    { part!(Lines { diagram: diagram.clone() }) }
                    { highlight(diagram, props.hovered.or(props.chosen)) }
                    { for frames(diagram) }
                    { labels(diagram, &Names::new(&props.settings)) }
                </svg>
            </div>
        </div>
    }
}

/// Draws each frame's tiles while the result lives.
fn paint(session: &SessionHandle, mut painter: TilePainter) -> impl Sized + use<> {
    if let Some(maps) = session.state().frame.as_ref().and_then(|frame| frame.maps.as_ref()) {
        painter.draw(maps);
    }
    let painter = RefCell::new(painter);
    session.on_frame(move |frame| {
        if let (Some(maps), Ok(mut painter)) = (&frame.maps, painter.try_borrow_mut()) {
            painter.draw(maps);
        }
    })
}

/// The weight whose line, or the bias whose unit, is under the pointer.
fn parameter_at(
    figure: &NodeRef,
    diagram: &Diagram,
    settings: &Settings,
    event: &MouseEvent,
) -> Option<usize> {
    let frame = figure.cast::<Element>()?.get_bounding_client_rect();
    let scale = diagram.width / frame.width();
    let x = (f64::from(event.client_x()) - frame.left()) * scale;
    let y = (f64::from(event.client_y()) - frame.top()) * scale;
    if let Some((column, unit)) = diagram.unit_at(x, y) {
        let layers = network::layers(settings);
        return Place::bias(&layers, column, unit).map(|place| place.index);
    }
    diagram.line_at(x, y, REACH).map(|line| diagram.lines[line].place.index)
}

fn describe(settings: &Settings) -> String {
    let hidden: Vec<String> = settings.layers.iter().map(u16::to_string).collect();
    let hidden = match hidden.join(", ") {
        none if none.is_empty() => text(Key::NetworkNoHidden).to_string(),
        units => units,
    };
    let features = settings.features.count();
    let key = plural(features as u64, Key::NetworkSummaryOne, Key::NetworkSummaryOther);
    fill(key, &[("features", &features.to_string()), ("hidden", &hidden)])
}

fn highlight(diagram: &Diagram, index: Option<usize>) -> Html {
    let line = diagram.lines.iter().find(|line| Some(line.place.index) == index);
    match line {
        Some(line) => html! { <path class="network__highlight" d={line.path()} /> },
        None => html! {},
    }
}

/// A frame round each tile; a disc for each output.
fn frames(diagram: &Diagram) -> Vec<Html> {
    let side = diagram.tile.to_string();
    let tile = |corner: Corner| {
        html! {
            <rect class="network__tile" x={corner.x.to_string()} y={corner.y.to_string()} width={side.clone()} height={side.clone()} />
        }
    };
    let outputs = diagram.columns.last().map_or(&[][..], Vec::as_slice);
    let output = |(unit, corner): (usize, &Corner)| {
        let half = diagram.tile / 2.0;
        let class = match (outputs.len(), unit) {
            (2, 0) => "network__output network__output--orange",
            (2, _) => "network__output network__output--blue",
            _ => "network__output",
        };
        html! {
            <circle {class} cx={(corner.x + half).to_string()} cy={(corner.y + half).to_string()} r={(half * DISC).to_string()} />
        }
    };
    diagram.mapped().map(tile).chain(outputs.iter().enumerate().map(output)).collect()
}

/// Headings above the columns; names beside features and outputs.
fn labels(diagram: &Diagram, names: &Names) -> Html {
    let half = diagram.tile / 2.0;
    let last = diagram.columns.len() - 1;
    let name = |column: usize, class: &'static str, shift: f64| -> Vec<Html> {
        let corners = diagram.columns[column].iter().zip(names.column(column));
        corners
            .map(|(corner, name)| html! {
                <text {class} x={(corner.x + shift).to_string()} y={(corner.y + half + 4.0).to_string()}>
                    { name.clone() }
                </text>
            })
            .collect()
    };
    html! {
        <>
            { for diagram.columns.iter().enumerate().filter_map(|(column, corners)| {
                let x = corners.first()?.x + half;
                Some(html! {
                    <text class="network__heading" x={x.to_string()} y="12">{ names.heading(column) }</text>
                })
            }) }
            { for name(0, "network__name network__name--before", -6.0) }
            { for name(last, "network__name", half + half * DISC + 4.0) }
        </>
    }
}
