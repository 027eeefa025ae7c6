//! What the program has written by now.

use yew::prelude::*;

use super::Scene;
use crate::words::{Key, text};

pub fn output(scene: &Scene) -> Html {
    let written = scene.play.step().map(|step| step.written()).unwrap_or_default();
    let before = scene.play.before().map(|step| step.written()).unwrap_or_default();
    // What the last step wrote is marked.
    let (old, new) = match written.strip_prefix(&before) {
        Some(new) if !before.is_empty() || !new.is_empty() => (before.as_str(), new),
        _ => (written.as_str(), ""),
    };
    let inside = html! {
        <div class="written" role="group" tabindex="0" aria-label={text(Key::GoOutput)}>
            <pre class="written__text">{ old }if !new.is_empty() { <mark class="written__new">{ new }</mark> }</pre>
        </div>
    };
    scene.panel("output", text(Key::GoOutput), inside)
}
