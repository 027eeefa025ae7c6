//! The element around a lab: it tells when a learner comes near, upon which a program is fetched.

use yew::prelude::*;

use crate::words::lang;

/// Calls back at each sign that somebody is there: the pointer, the focus, a finger, a key.
pub fn interest_area(class: &'static str, interest: &Callback<()>, inside: Html) -> Html {
    let interest = || interest.clone();
    html! {
        <div
            {class}
            // The text around it may be in another language.
            lang={lang().code()}
            onpointerover={let i = interest(); move |_: PointerEvent| i.emit(())}
            onfocusin={let i = interest(); move |_: FocusEvent| i.emit(())}
            ontouchstart={let i = interest(); move |_: TouchEvent| i.emit(())}
            onkeydown={let i = interest(); move |_: KeyboardEvent| i.emit(())}
        >
            { inside }
        </div>
    }
}
