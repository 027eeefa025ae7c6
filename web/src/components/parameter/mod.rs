//! The controls of all parameters, made from the one table that declares them.

mod choice;
mod data_set;
mod features;
mod layers;
mod number;

use std::rc::Rc;

use crate::part::{host, part};
use burrow_protocol::params::{Kind, PARAMS, Param, Value};
use burrow_protocol::recipe::Edit;
use burrow_protocol::settings::Settings;
use yew::prelude::*;

use crate::components::place::use_place;
use crate::model::groups::GROUPS;
use crate::recipe::use_settings;
use crate::session::{Command, use_session};
use crate::words::{Key, fill, halves, param_help, param_label, text};

use number::NumberControl;

/// The id, on the playground, of the element that a parameter's shortcut moves the focus to.
pub fn control_id(param: &Param) -> String {
    format!("param-{}", param.key)
}

/// All parameters that matter to the run.
#[component]
pub fn ParameterPanel() -> Html {
    let settings = use_settings();
    html! {
        <section class="params" aria-label={text(Key::ParamAll)}>
            { for GROUPS.iter().map(|group| html! {
                <div class="params__group" key={group.keys[0]} role="group" aria-label={text(group.title)}>
                    <h2 class="params__title">{ text(group.title) }</h2>
                    { for group.shown(&settings).into_iter().map(|index| part!(Parameter[PARAMS[index].key] { index, settings: settings.clone() })) }
                </div>
            }) }
        </section>
    }
}

#[derive(Properties, PartialEq)]
pub struct ParameterListProps {
    /// Keys of parameters, in the order in which they are shown.
    pub keys: Vec<AttrValue>,
}

/// Some parameters, for a figure; those that do not matter to the run are left out.
#[component]
pub fn ParameterList(props: &ParameterListProps) -> Html {
    let settings = use_settings();
    let wanted = props.keys.iter().filter_map(|key| {
        PARAMS.iter().position(|param| param.key == key.as_str() && (param.applies)(&settings))
    });
    html! {
        { for wanted.map(|index| part!(Parameter[PARAMS[index].key] { index, settings: settings.clone() })) }
    }
}

#[derive(Properties, PartialEq)]
struct ParameterProps {
    /// The parameter's place in the table.
    index: usize,
    settings: Rc<Settings>,
}

/// What each kind of control gets.
#[derive(Properties, Clone, PartialEq)]
struct ControlProps {
    index: usize,
    settings: Rc<Settings>,
    /// The id of the control.
    id: AttrValue,
    /// The id of the help text.
    help: AttrValue,
    on_value: Callback<Value>,
}

/// Label, control and help of one parameter.
#[component]
fn Parameter(props: &ParameterProps) -> Html {
    let place = use_place();
    let session = use_session();
    let help_open = use_state(|| false);
    let param = &PARAMS[props.index];
    let on_value = use_callback(props.index, move |value, index| {
        if let Some(edit) = Edit::param(&PARAMS[*index], value) {
            session.send(Command::Edit(edit));
        }
    });
    let toggle = {
        let help_open = help_open.clone();
        move |_| help_open.set(!*help_open)
    };
    let id = place.id(&control_id(param));
    let help = place.id(&format!("help-{}", param.key));
    let (before, after) = halves(Key::ParamKey);
    html! {
        <div class="param">
            { control(props, id, help.clone(), on_value) }
            <button
                type="button"
                class="param__about"
                aria-expanded={help_open.to_string()}
                aria-controls={help.clone()}
                aria-label={fill(Key::ParamAbout, &[("label", param_label(param))])}
                onclick={toggle}
            >
                { "i" }
            </button>
            <p class="param__help" id={help} hidden={!*help_open}>
                { param_help(param) }{ " " }{ before }<kbd>{ param.shortcut.to_string() }</kbd>{ after }
            </p>
        </div>
    }
}

fn control(
    props: &ParameterProps,
    id: AttrValue,
    help: AttrValue,
    on_value: Callback<Value>,
) -> Html {
    let settings = props.settings.clone();
    let props = ControlProps { index: props.index, settings, id, help, on_value };
    match PARAMS[props.index].kind {
        Kind::Number { .. } => host::<NumberControl>(None, props),
        Kind::Choice { .. } if PARAMS[props.index].key == "data" => data_set::control(&props),
        Kind::Choice { .. } => choice::control(&props),
        Kind::Features => features::control(&props),
        Kind::Layers => layers::control(&props),
    }
}

impl ControlProps {
    fn param(&self) -> &'static Param {
        &PARAMS[self.index]
    }

    fn value(&self) -> Value {
        (self.param().get)(&self.settings)
    }
}
