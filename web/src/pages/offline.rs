//! What is kept on this device: the site without a network, and the learner's work.

use crate::part::part;
use yew::prelude::*;

use crate::offline::OfflinePanel;
use crate::store::WorkPanel;
use crate::words::{Key, text};

pub fn offline() -> Html {
    html! {
        <div class="offline-page">
            <h1>{ text(Key::OfflineTitle) }</h1>
            <p class="offline-page__intro">{ text(Key::OfflineIntro) }</p>
            { part!(OfflinePanel) }
            { part!(WorkPanel) }
        </div>
    }
}
