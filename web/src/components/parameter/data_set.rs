//! The data sets of the boundary lab, with a small picture each.

use burrow_protocol::params::Value;
use burrow_protocol::settings::{Choice, DataSet};
use yew::prelude::*;

use super::ControlProps;
use crate::model::thumbnail;
use crate::words::{choice_label, param_label};

pub(super) fn control(props: &ControlProps) -> Html {
    let param = props.param();
    let Value::Choice(chosen) = props.value() else { return html! {} };
    html! {
        <fieldset
            class="param__control"
            aria-describedby={props.help.clone()}
            aria-keyshortcuts={param.shortcut.to_string()}
        >
            <legend class="param__label">{ param_label(param) }</legend>
            <div class="data-sets">
                { for DataSet::ALL.iter().enumerate().map(|(index, (data, key, _))| {
                    let onchange = {
                        let on_value = props.on_value.clone();
                        move |_| on_value.emit(Value::Choice(index))
                    };
                    html! {
                        <label class="data-sets__item" key={*key}>
                            <input
                                class="data-sets__input"
                                type="radio"
                                name={props.id.clone()}
                                // The focus goes to the one that is chosen, as with Tab.
                                id={(index == chosen).then(|| props.id.clone())}
                                value={*key}
                                checked={index == chosen}
                                {onchange}
                            />
                            { picture(*data) }
                            <span class="data-sets__name">{ choice_label(param, index) }</span>
                        </label>
                    }
                }) }
            </div>
        </fieldset>
    }
}

fn picture(data: DataSet) -> Html {
    html! {
        <svg class="data-sets__picture" viewBox="-1.2 -1.2 2.4 2.4" aria-hidden="true">
            { for thumbnail::dots(data).into_iter().map(|(x, y, blue)| {
                let class = if blue { "data-sets__dot data-sets__dot--blue" } else { "data-sets__dot" };
                html! { <circle {class} cx={format!("{x:.2}")} cy={format!("{:.2}", -y)} r="0.13" /> }
            }) }
        </svg>
    }
}
