//! What Burrow is, what of it works today, and the way in.

use yew::prelude::*;
use yew_router::prelude::*;

use crate::components::hero::hero;
use crate::routes::Route;

pub fn home() -> Html {
    html! {
        <div class="home">
            <section class="home__lead">
                <div class="home__words">
                    <h1>{ "Watch a network learn, on your own machine" }</h1>
                    <p class="home__intro">
                        { "Burrow is a course and a playground for machine learning and MLOps with Go. \
                           The networks train right here in the page, on your processor and your graphics card. \
                           There is nothing to install, and nothing leaves your machine." }
                    </p>
                    <Link<Route> to={Route::Playground} classes="button button--primary home__call">
                        { "Open the playground" }
                    </Link<Route>>
                </div>
                { hero() }
            </section>
            <section class="home__today" aria-labelledby="today">
                <h2 id="today">{ "What works today" }</h2>
                <ul class="home__items">
                    { item("Boundary", "A small network learns to tell two classes of points apart. See what every unit sees, change every weight, stop and go step by step.") }
                    { item("Digit reader", "A convolutional network learns to read from 1,797 hand-written digits, a fifth of them kept aside to test it. Draw one yourself: a pretrained model answers before any training.") }
                    { item("Runs you can share", "A link holds the data, the network, the seed and each change: whoever opens it gets the same run, to the last digit on a CPU.") }
                </ul>
            </section>
            <section class="home__later" aria-labelledby="later">
                <h2 id="later">{ "What is still to come" }</h2>
                <p>
                    { "The lessons are planned but not written, and Go programs do not run in the page yet. The " }
                    <Link<Route> to={Route::Course}>{ "table of contents" }</Link<Route>>
                    { " says of each of the 49 topics whether it is ready." }
                </p>
            </section>
        </div>
    }
}

fn item(title: &'static str, text: &'static str) -> Html {
    html! {
        <li class="home__item">
            <h3>{ title }</h3>
            <p>{ text }</p>
        </li>
    }
}
