//! What pointers lead to.

use yew::prelude::*;

use super::{Scene, boxes};
use crate::gofigure::model::value::object_anchor;
use crate::gofigure::model::{ObjectBox, Shape};
use crate::words::{Key, text};

pub fn heap(scene: &Scene) -> Html {
    let board = &scene.board;
    let inside = html! {
        <>
            if board.objects.is_empty() { <p class="boxes__more">{ text(Key::GoStepHeapEmpty) }</p> }
            { objects(board.objects.iter()) }
            if board.more_objects { <p class="boxes__more">{ text(Key::GoStepMoreObjects) }</p> }
        </>
    };
    scene.panel("heap", text(Key::GoStepHeap), inside)
}

pub fn objects<'a>(objects: impl Iterator<Item = &'a ObjectBox>) -> Html {
    let objects: Html = objects.map(object).collect();
    html! { <ul class="heap">{ objects }</ul> }
}

fn object(object: &ObjectBox) -> Html {
    let inside = match object.shape {
        Shape::Cells => boxes::cells(&object.rows),
        Shape::Rows => boxes::rows(&object.rows),
    };
    html! {
        <li key={object.address} class={classes!("object", object.is_new.then_some("object--new"))} data-anchor={object_anchor(object.address, None)}>
            <p class="object__name"><span class="object__number">{ format!("#{}", object.number) }</span>{ " " }<code>{ &object.typ }</code></p>
            { inside }
            { boxes::more(object.more) }
        </li>
    }
}
