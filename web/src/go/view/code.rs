//! The source: a plain text field until the code editor is there, and where it cannot come.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::utils::document;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::tabs::PANEL;
use crate::boot::{PageInfo, PageText};
use crate::go::editor::{Editor, Mark, News};
use crate::go::files::{place, units};
use crate::go::session::{Command, GoHandle, GoState, use_go, use_go_session};
use crate::signals::{BREAKPOINT, PLACE, RUN_TO, listen};
use crate::words::{Key, text};

/// The editor once it is there.
type Slot = Rc<RefCell<Option<Editor>>>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Coming,
    Here,
    /// The text field stays.
    Failed,
}

#[derive(Properties, PartialEq)]
pub struct CodeAreaProps {
    /// Whether the text stays as it is: it is being stepped through.
    pub locked: bool,
    /// Whether the files have tabs, of which this is the panel.
    #[prop_or(true)]
    pub has_tabs: bool,
}

#[component]
pub fn CodeArea(props: &CodeAreaProps) -> Html {
    let session = use_go_session();
    let (host, field) = (use_node_ref(), use_node_ref());
    let slot: Slot = use_mut_ref(|| None);
    let stage = use_state(|| Stage::Coming);
    let is_here = *stage == Stage::Here;
    use_typed_before(&session);
    use_effect_with((host.clone(), session.clone()), {
        let (slot, field, stage) = (slot.clone(), field.clone(), stage.setter());
        move |(host, session)| {
            if let Some(host) = host.cast::<HtmlElement>() {
                open(host, field, session.clone(), slot.clone(), stage);
            }
            let answers = session.on_answer({
                let slot = slot.clone();
                move |answer| with(&slot, |editor| editor.answer(answer))
            });
            move || {
                drop(answers);
                slot.take();
            }
        }
    });
    use_orders(&session, &slot, &host);
    use_shown(&session, &slot, is_here, props.locked);
    let value = use_go(|state| source(state).1);
    let oninput = {
        let session = session.clone();
        move |event: InputEvent| {
            let field = event.target().and_then(|t| t.dyn_into::<HtmlTextAreaElement>().ok());
            if let Some(field) = field {
                let (name, _) = source(&session.state());
                session.send(Command::Edit { name, text: field.value().into() });
            }
        }
    };
    html! {
        <div
            class="go__code"
            role={if props.has_tabs { "tabpanel" } else { "group" }}
            id={props.has_tabs.then_some(PANEL)}
            aria-label={text(Key::GoSource)}
        >
            <div class="go__editor" ref={host} hidden={!is_here}></div>
            if !is_here {
                <textarea
                    class="go__field"
                    data-static=""
                    ref={field}
                    aria-label={text(Key::GoEditorLabel)}
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    readonly={props.locked}
                    value={value.to_string()}
                    {oninput}
                />
            }
            <p class="go__leave">
                { text(if *stage == Stage::Failed { Key::GoEditorFailed } else { Key::GoEditorLeave }) }
            </p>
        </div>
    }
}

/// Name and text of the file that is shown.
fn source(state: &GoState) -> (Rc<str>, Rc<str>) {
    let file = state.work.files.get(state.shown);
    file.map_or_else(|| ("".into(), "".into()), |file| (file.name.clone(), file.text.clone()))
}

fn with(slot: &Slot, act: impl FnOnce(&Editor)) {
    if let Some(editor) = &*slot.borrow() {
        act(editor);
    }
}

/// What was typed into the page before the program was there.
#[hook]
fn use_typed_before(session: &GoHandle) {
    let page = use_context::<PageInfo>();
    use_effect_with(session.clone(), move |session| {
        let Some(PageText::Element(element)) = page.and_then(|page| page.text) else { return };
        if let Ok(field) = element.dyn_into::<HtmlTextAreaElement>() {
            let (name, text) = source(&session.state());
            if field.value() != *text {
                session.send(Command::Edit { name, text: field.value().into() });
            }
        }
    });
}

/// Fetches the editor and puts it into its place; whoever was typing goes on there.
fn open(
    host: HtmlElement,
    field: NodeRef,
    session: GoHandle,
    slot: Slot,
    stage: UseStateSetter<Stage>,
) {
    spawn_local(async move {
        let news = session.clone();
        let editor = match Editor::open(&host, move |event| hear(&news, event)).await {
            Ok(editor) => editor,
            Err(_) => return stage.set(Stage::Failed),
        };
        let (name, text) = source(&session.state());
        editor.show(&name, &text);
        let typing = field
            .cast::<HtmlTextAreaElement>()
            .filter(|field| document().active_element().is_some_and(|active| active == ***field));
        // An element that is hidden takes no focus.
        host.set_hidden(false);
        if let Some(field) = typing {
            let cursor = field.selection_start().ok().flatten().unwrap_or_default();
            editor.go_to(cursor);
        }
        // Where the view is gone meanwhile, nobody else holds the slot.
        if Rc::strong_count(&slot) > 1 {
            slot.replace(Some(editor));
            stage.set(Stage::Here);
        }
    });
}

fn hear(session: &GoHandle, news: News) {
    session.send(match news {
        News::Changed(name, text) => Command::Edit { name: name.into(), text: text.into() },
        News::Breakpoints(name, lines) => Command::Breakpoints { name: name.into(), lines },
        News::Complete { ticket, name, text, place: units } => {
            let place = place(&text, units);
            Command::Complete { ticket, name: name.into(), text: text.into(), place }
        }
    });
}

/// What other parts of the page ask of the editor.
#[hook]
fn use_orders(session: &GoHandle, slot: &Slot, host: &NodeRef) {
    use_effect_with(session.clone(), {
        let (slot, host) = (slot.clone(), host.clone());
        move |session| {
            let breakpoints = listen(BREAKPOINT, {
                let slot = slot.clone();
                move |_| with(&slot, Editor::toggle_breakpoint)
            });
            let places = listen(PLACE, {
                let slot = slot.clone();
                move |place| {
                    if !is_meant(&host) {
                        return;
                    }
                    with(&slot, |editor| editor.go_to(place.as_f64().unwrap_or_default() as u32));
                }
            });
            let lines = listen(RUN_TO, {
                let session = session.clone();
                move |_| {
                    with(&slot, |editor| {
                        let (file, _) = source(&session.state());
                        session.send(Command::RunTo { name: file, line: editor.line() });
                    });
                }
            });
            move || drop((breakpoints, places, lines))
        }
    });
}

/// A lesson has many editors: what is pressed in an exercise is for its own.
fn is_meant(host: &NodeRef) -> bool {
    let Some(host) = host.cast::<HtmlElement>() else { return false };
    let exercise = host.closest(".exercise").ok().flatten();
    exercise.is_none_or(|exercise| exercise.contains(document().active_element().as_deref()))
}

/// Brings the editor what the page knows.
#[hook]
fn use_shown(session: &GoHandle, slot: &Slot, is_here: bool, locked: bool) {
    let name = use_go(|state| source(state).0);
    let written = use_go(|state| state.written);
    use_effect_with((is_here, name.clone(), written), {
        let (session, slot) = (session.clone(), slot.clone());
        move |_| {
            let state = session.state();
            let (name, text) = source(&state);
            with(&slot, |editor| {
                editor.show(&name, &text);
                editor.keep(state.work.files.iter().map(|file| &*file.name));
                let marks = state.breakpoints.iter().filter(|mark| *mark.file == *name);
                editor.break_at(marks.map(|mark| mark.line));
            });
        }
    });
    use_effect_with((is_here, locked), {
        let slot = slot.clone();
        move |(_, locked)| with(&slot, |editor| editor.set_locked(*locked))
    });
    let marks = use_go(marks);
    use_effect_with((is_here, name.clone(), marks), {
        let slot = slot.clone();
        move |(_, _, marks)| with(&slot, |editor| editor.mark(marks))
    });
    let line = use_go(|state| state.stands_at(&source(state).0));
    use_effect_with((is_here, name, line), {
        let slot = slot.clone();
        move |(_, _, line)| with(&slot, |editor| editor.stop_at(*line))
    });
}

/// The problems of the file that is shown, at their places.
fn marks(state: &GoState) -> Vec<Mark> {
    let (name, text) = source(state);
    let own = state.problems.iter().filter(|problem| *problem.file == *name);
    own.map(|problem| {
        let from = units(&text, problem.start.line, problem.start.units);
        let to = units(&text, problem.end.line, problem.end.units);
        let explanation = super::problems::explanation(problem).unwrap_or_default();
        let (message, severity) = (problem.message.clone(), problem.severity);
        Mark { from, to, message, explanation, severity }
    })
    .collect()
}
