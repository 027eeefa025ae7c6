//! What is kept on this device: the site without a network, and the learner's work.

use crate::part::part;
use yew::prelude::*;

use crate::offline::{OfflinePanel, use_offline};
use crate::store::WorkPanel;
use crate::words::{Key, text};

#[component]
pub fn OfflinePage() -> Html {
    let offline = use_offline();
    let site = offline.state.kept();
    html! {
        <div class="offline-page">
            <h1>{ text(Key::OfflineTitle) }</h1>
            <p class="offline-page__intro">{ text(Key::OfflineIntro) }</p>
            { part!(OfflinePanel { offline }) }
            { part!(WorkPanel { site }) }
        </div>
    }
}
