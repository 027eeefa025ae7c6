//! A lab alone in somebody else's page: its run is what stands behind the `#` of the address.

use std::rc::Rc;

use burrow_protocol::link;
use burrow_protocol::settings::Lab;
use yew::prelude::*;

use super::spec::{FigureSpec, Panel};
use super::stage::FigureStage;
use crate::part::part;
use crate::session::SessionProvider;
use crate::share;

pub fn lab_widget() -> Html {
    let recipe = link::from_text(&share::fragment().unwrap_or_default()).0;
    let (show, controls): (_, &[&str]) = match recipe.initial.lab {
        Lab::Boundary => (
            vec![Panel::Surface, Panel::Loss, Panel::Network],
            &["data", "noise", "features", "layers", "activation", "rate", "batch"],
        ),
        Lab::Digits => (vec![Panel::Drawing, Panel::Loss], &["model", "rate", "batch"]),
    };
    let spec = FigureSpec {
        id: "lab".into(),
        recipe,
        show,
        controls: controls.iter().map(|key| AttrValue::from(*key)).collect(),
        goal: None,
        ask: None,
        checkpoint: None,
        poster: None,
    };
    html! {
        <SessionProvider>{ part!(FigureStage { spec: Rc::new(spec), active: true }) }</SessionProvider>
    }
}
