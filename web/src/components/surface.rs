//! The decision surface with the examples on it, and a cursor that asks for answers.

use crate::part::part;
use burrow_protocol::frame::{GRID, PLANE};
use gloo::timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use web_sys::{HtmlCanvasElement, HtmlElement};
use yew::prelude::*;

use crate::components::place::{Poster, use_place};
use crate::components::prediction::PredictionView;
use crate::components::surface_table::SurfaceTable;
use crate::draw::points;
use crate::draw::surface::SurfacePainter;
use crate::frames::use_frame;
use crate::model::plane::{from_figure, moved, to_figure};
use crate::recipe::use_settings;
use crate::session::{Command, SessionHandle, use_run, use_session};
use crate::theme::use_dark;
use crate::words::{Key, text};

/// Pixels on a side of the points' canvas; sharp on a large screen too.
const SIDE: u32 = 800;
/// At most this often a moving cursor asks for an answer.
const ASK_EVERY_MS: u32 = 40;
/// And this often a cursor that rests, while the run goes on.
const AGAIN_EVERY_MS: u32 = 400;

#[component]
pub fn Surface() -> Html {
    let place = use_place();
    let session = use_session();
    let dark = use_dark();
    let points = use_run(|state| state.points.clone());
    let regression = use_settings().is_regression();
    let begun = use_run(|state| state.frame.is_some());
    let cursor = use_state(|| None::<[f32; 2]>);
    let (figure, surface, markers) = (use_node_ref(), use_node_ref(), use_node_ref());

    use_effect_with((session.clone(), dark, surface.clone()), |(session, dark, surface)| {
        let painter = surface
            .cast::<HtmlCanvasElement>()
            .and_then(|canvas| SurfacePainter::new(&canvas, *dark))
            .map(|painter| paint(session, painter));
        move || drop(painter)
    });
    use_effect_with((points, dark, markers.clone()), |(shown, dark, markers)| {
        if let Some(canvas) = markers.cast::<HtmlCanvasElement>() {
            points::draw(&canvas, shown, *dark);
        }
    });
    let ask = use_asking(session);
    // While the network learns, its answer at the cursor changes.
    let step = use_frame(AGAIN_EVERY_MS).map(|frame| frame.step);
    use_effect_with((step, ask.clone()), {
        let at = *cursor;
        move |(_, ask)| {
            if let Some(at) = at {
                ask.emit(at);
            }
        }
    });
    let go = {
        let cursor = cursor.setter();
        Callback::from(move |at: [f32; 2]| {
            cursor.set(Some(at));
            ask.emit(at);
        })
    };
    let onpointermove = {
        let (go, figure) = (go.clone(), figure.clone());
        move |event: PointerEvent| {
            if let Some(at) = place_of(&figure, &event) {
                go.emit(at);
            }
        }
    };
    let onkeydown = {
        let (go, at) = (go.clone(), cursor.unwrap_or_default());
        move |event: KeyboardEvent| {
            if let Some(at) = moved(at, &event.key(), event.shift_key()) {
                event.prevent_default();
                go.emit(at);
            }
        }
    };
    html! {
        <section class="surface" aria-labelledby={place.id("surface-title")}>
            { place.title("surface-title", text(Key::SurfaceTitle)) }
            <div class="surface__frame">
                <span class="surface__axis surface__axis--y" aria-hidden="true">{ "y" }</span>
                <div
                    class="surface__figure"
                    ref={figure}
                    role="application"
                    aria-roledescription={text(Key::SurfacePlane)}
                    aria-label={text(Key::SurfaceCursor)}
                    aria-describedby={place.id("surface-help")}
                    tabindex="0"
                    onpointerdown={onpointermove.clone()}
                    {onpointermove}
                    {onkeydown}
                >
                    <canvas class="surface__map" ref={surface} width={GRID.to_string()} height={GRID.to_string()} />
                    <canvas class="surface__points" ref={markers} width={SIDE.to_string()} height={SIDE.to_string()} />
                    if !begun { { for place.poster.as_ref().map(picture) } }
                    { cursor_ring(*cursor) }
                </div>
                <div class="surface__scale" aria-hidden="true">
                    <span>{ format!("−{PLANE}") }</span><span>{ "x" }</span><span>{ PLANE.to_string() }</span>
                </div>
            </div>
            { legend(regression) }
            <p class="visually-hidden" id={place.id("surface-help")}>{ text(Key::SurfaceKeys) }</p>
            { part!(PredictionView { at: *cursor }) }
            { part!(SurfaceTable) }
        </section>
    }
}

/// The surface as the build drew it, until the lab draws it; the style sheet shows one of them.
fn picture(poster: &Poster) -> Html {
    let image = |theme: &'static str, src: &AttrValue| {
        let class = format!("surface__poster surface__poster--{theme}");
        html! {
            <img {class} data-poster={theme} {src} alt="" width="480" height="480" loading="lazy" />
        }
    };
    html! { <>{ image("light", &poster.light) }{ image("dark", &poster.dark) }</> }
}

/// Draws each frame while the result lives.
fn paint(session: &SessionHandle, mut painter: SurfacePainter) -> impl Sized + use<> {
    let frame = session.state().frame;
    match frame.as_ref().and_then(|frame| frame.maps.as_ref()) {
        Some(maps) => painter.draw(maps),
        None => painter.clear(),
    }
    let painter = RefCell::new(painter);
    session.on_frame(move |frame| {
        if let (Some(maps), Ok(mut painter)) = (&frame.maps, painter.try_borrow_mut()) {
            painter.draw(maps);
        }
    })
}

/// Asks the network about the newest place, now and then.
#[hook]
fn use_asking(session: SessionHandle) -> Callback<[f32; 2]> {
    let latest = use_memo((), |()| Cell::new([0.0, 0.0]));
    let waiting = use_mut_ref(|| None::<Timeout>);
    use_callback(session, move |at: [f32; 2], session| {
        latest.set(at);
        if waiting.borrow().is_some() {
            return;
        }
        let (session, latest, done) = (session.clone(), latest.clone(), Rc::clone(&waiting));
        let timeout = Timeout::new(ASK_EVERY_MS, move || {
            done.borrow_mut().take();
            session.send(Command::Predict(latest.get().to_vec()));
        });
        *waiting.borrow_mut() = Some(timeout);
    })
}

fn place_of(figure: &NodeRef, event: &PointerEvent) -> Option<[f32; 2]> {
    let figure = figure.cast::<HtmlElement>()?;
    let frame = figure.get_bounding_client_rect();
    let across = (f64::from(event.client_x()) - frame.left()) / frame.width();
    let down = (f64::from(event.client_y()) - frame.top()) / frame.height();
    Some(from_figure(across, down))
}

/// A ring over the figure.
fn cursor_ring(at: Option<[f32; 2]>) -> Html {
    let Some([x, y]) = at else { return html! {} };
    let (x, y) = to_figure(x, y, 100.0);
    html! {
        <svg class="surface__cursor" viewBox="0 0 100 100" aria-hidden="true">
            <circle class="surface__cross-back" cx={x.to_string()} cy={y.to_string()} r="2.2" />
            <circle class="surface__cross" cx={x.to_string()} cy={y.to_string()} r="2.2" />
        </svg>
    }
}

fn legend(regression: bool) -> Html {
    let (low, high) = if regression {
        (Key::SurfaceBelow, Key::SurfaceAbove)
    } else {
        (Key::SurfaceOrange, Key::SurfaceBlue)
    };
    html! {
        <ul class="surface__legend" aria-label={text(Key::SurfaceLegend)}>
            <li>{ key(true, true) }{ text(low) }</li>
            <li>{ key(false, true) }{ text(high) }</li>
            <li>{ key(false, false) }{ text(Key::SurfaceTest) }</li>
        </ul>
    }
}

/// A marker as it is drawn on the surface.
fn key(orange: bool, filled: bool) -> Html {
    let class = classes!(
        "surface__key",
        orange.then_some("surface__key--orange"),
        filled.then_some("surface__key--filled"),
    );
    html! {
        <svg {class} viewBox="-6 -6 12 12" aria-hidden="true">
            if orange {<path d="M0 -4.8L4.8 0 0 4.8 -4.8 0z" />} else {<circle r="3.8" />}
        </svg>
    }
}
