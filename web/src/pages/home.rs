//! What Burrow is, what of it works today, and the way in.

use yew::prelude::*;

use crate::components::hero::hero;
use crate::components::resume::Resume;
use crate::components::way::Way;
use crate::model::format;
use crate::pages::course::ready;
use crate::part::part;
use crate::routes::{Lesson, Route};
use crate::words::{Key, fill, halves, text};

/// Pictures in `models/digits.bin`.
const DIGITS: u64 = 1797;

pub fn home() -> Html {
    let (before, after) = halves(Key::HomeLaterText);
    let lessons = Lesson::all().count() as u64;
    let taken = fill(Key::HomeLessonsText, &[("taken", &ready(lessons))]);
    let digits = fill(Key::HomeDigitsText, &[("n", &format::whole(DIGITS))]);
    html! {
        <div class="home">
            <section class="home__lead">
                <div class="home__words">
                    <h1>{ text(Key::HomeTitle) }</h1>
                    <p class="home__intro">{ text(Key::HomeIntro) }</p>
                    <Way to={Route::Playground} classes="button button--primary home__call">
                        { text(Key::HomeOpenPlayground) }
                    </Way>
                    if lessons > 0 { { part!(Resume) } }
                    <p class="home__ways">
                        <Way to={Route::Course}>{ text(Key::CourseTitle) }</Way>
                        <Way to={Route::Setup}>{ text(Key::HomeSetup) }</Way>
                    </p>
                </div>
                { hero() }
            </section>
            <section class="home__today" aria-labelledby="today">
                <h2 id="today">{ text(Key::HomeToday) }</h2>
                <ul class="home__items">
                    if lessons > 0 { { item(Key::HomeLessons, taken.into()) } }
                    { item(Key::HomeBoundary, text(Key::HomeBoundaryText).into()) }
                    { item(Key::HomeDigits, digits.into()) }
                    { item(Key::HomeGo, text(Key::HomeGoText).into()) }
                    { item(Key::HomeShare, text(Key::HomeShareText).into()) }
                    { item(Key::HomeOffline, text(Key::HomeOfflineText).into()) }
                    { item(Key::HomeEmbed, text(Key::HomeEmbedText).into()) }
                </ul>
            </section>
            <section class="home__later" aria-labelledby="later">
                <h2 id="later">{ text(Key::HomeLater) }</h2>
                <p>
                    { before }<Way to={Route::Course}>{ text(Key::HomeContents) }</Way>{ after }
                </p>
            </section>
        </div>
    }
}

fn item(title: Key, about: AttrValue) -> Html {
    html! {
        <li class="home__item">
            <h3>{ text(title) }</h3>
            <p>{ about }</p>
        </li>
    }
}
