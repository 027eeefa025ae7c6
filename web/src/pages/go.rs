//! The Go playground: a program on one side, what it does on the other.

use crate::components::interest::interest_area;
use crate::go::session::{Command, use_go, use_go_session};
use crate::go::use_keeping;
use crate::go::view::bar::Bar;
use crate::go::view::code::CodeArea;
use crate::go::view::disk::drops;
use crate::go::view::output::OutputPanel;
use crate::go::view::step::StepPanel;
use crate::go::view::tabs::FileTabs;
use crate::keeping::conflict_view;
use crate::part::part;
use crate::words::{Key, text};
use yew::prelude::*;

#[component]
pub fn GoPlayground() -> Html {
    let session = use_go_session();
    let conflict = use_keeping();
    let locked = use_go(|state| state.is_stepped);
    let (ondragover, ondrop) = drops(&session);
    let interest = Callback::from(move |()| session.send(Command::Interest));
    let bench = html! {
        <>
            <div class="go__head">
                <h1 class="go__title">{ text(Key::GoTitle) }</h1>
                <p class="go__intro">{ text(Key::GoIntro) }</p>
            </div>
            { part!(Bar) }
            { for conflict.map(conflict_view) }
            <div class="go__bench" {ondragover} {ondrop}>
                <section class="go__source panel" aria-label={text(Key::GoSource)}>
                    { part!(FileTabs) }
                    { part!(CodeArea { locked }) }
                </section>
                <section class="go__result panel" aria-label={text(Key::GoResult)}>
                    if locked { { part!(StepPanel) } }
                    { part!(OutputPanel) }
                </section>
            </div>
        </>
    };
    interest_area("go", &interest, bench)
}
