//! The picture of the home page: a descent into a valley, computed by the update rule.

use yew::prelude::*;

use crate::model::descent;
use crate::words::{Key, text};

const HEIGHTS: [f64; 8] = [0.15, 0.8, 2.4, 5.5, 10.5, 18.0, 28.0, 42.0];

pub fn hero() -> Html {
    let places = descent::path(28);
    let points: Vec<String> = places.iter().map(|(x, y)| format!("{x:.2},{:.2}", -y)).collect();
    let turn = format!("rotate({:.1})", -descent::turn());
    html! {
        <svg class="hero" viewBox="-10 -7 20 14" role="img" aria-labelledby="hero-title">
            <title id="hero-title">{ text(Key::HomePicture) }</title>
            <g transform={turn}>
                { for HEIGHTS.iter().map(|height| {
                    let (rx, ry) = descent::contour(*height);
                    html! { <ellipse class="hero__contour" rx={format!("{rx:.3}")} ry={format!("{ry:.3}")} /> }
                }) }
            </g>
            <polyline class="hero__path" points={points.join(" ")} />
            { for places.iter().map(|(x, y)| html! {
                <circle class="hero__step" cx={format!("{x:.2}")} cy={format!("{:.2}", -y)} r="0.13" />
            }) }
        </svg>
    }
}
