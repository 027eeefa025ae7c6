//! The variables that function literals share with the functions around them.

use yew::prelude::*;

use super::Scene;
use super::heap::objects;
use crate::words::{Key, text};

pub fn captured(scene: &Scene) -> Html {
    let closures = scene.board.objects.iter().filter(|object| object.is_closure);
    scene.panel("captured", text(Key::MachineCaptured), objects(closures))
}
