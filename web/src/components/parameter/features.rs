//! Which features of a point the network is told.

use burrow_protocol::params::Value;
use burrow_protocol::settings::Features;
use yew::prelude::*;

use super::ControlProps;
use crate::words::{feature_label, param_label};

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
            <legend class="param__label">{ param_label(param) }</legend>
            <div class="features">
                { for Features::ALL.iter().enumerate().map(|(bit, (key, _))| {
                    let checked = features.contains(bit);
                    let onchange = {
                        let on_value = props.on_value.clone();
                        move |_| on_value.emit(Value::Bits(bits ^ (1 << bit)))
                    };
                    html! {
                        <label class="check features__item" key={*key}>
                            <input
                                type="checkbox"
                                id={(Some(bit) == first_free).then(|| props.id.clone())}
                                {checked}
                                disabled={is_last(bit)}
                                {onchange}
                            />
                            { feature_label(bit) }
                        </label>
                    }
                }) }
            </div>
        </fieldset>
    }
}
