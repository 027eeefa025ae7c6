//! Which features of a point the network is told.

use burrow_protocol::params::Value;
use burrow_protocol::settings::Features;
use yew::prelude::*;

use super::{ControlProps, control_id};

pub(super) fn control(props: &ControlProps) -> Html {
    let param = props.param();
    let Value::Bits(bits) = props.value() else { return html! {} };
    let features = Features(bits);
    // A network needs something to look at: the last feature stays.
    let is_last = |bit| features.contains(bit) && features.count() == 1;
    let first_free = (0..Features::ALL.len()).find(|&bit| !is_last(bit));
    html! {
        <fieldset
            class="param__control"
            aria-describedby={props.help.clone()}
            aria-keyshortcuts={param.shortcut.to_string()}
        >
            <legend class="param__label">{ param.label }</legend>
            <div class="features">
                { for Features::ALL.iter().enumerate().map(|(bit, (key, label))| {
                    let checked = features.contains(bit);
                    let onchange = {
                        let on_value = props.on_value.clone();
                        move |_| on_value.emit(Value::Bits(bits ^ (1 << bit)))
                    };
                    html! {
                        <label class="check features__item" key={*key}>
                            <input
                                type="checkbox"
                                id={(Some(bit) == first_free).then(|| control_id(param))}
                                {checked}
                                disabled={is_last(bit)}
                                {onchange}
                            />
                            { *label }
                        </label>
                    }
                }) }
            </div>
        </fieldset>
    }
}
