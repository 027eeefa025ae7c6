//! What the site is made of, and what it does not do.

use yew::prelude::*;

use crate::boot::PageInfo;
use crate::components::way::Way;
use crate::routes::Route;
use crate::words::{Key, text};

pub fn footer(page: &PageInfo) -> Html {
    html! {
        <footer class="footer">
            <p class="footer__ways">
                <Way to={Route::Setup}>{ text(Key::SetupTitle) }</Way>
                <Way to={Route::Offline}>{ text(Key::OfflineTitle) }</Way>
            </p>
            <p>
                { text(Key::SitePromise) }{ " " }
                // A static page: the browser loads it whole, with its text.
                <a href={page.address(Route::Notices)}>{ text(Key::SiteNotices) }</a>
            </p>
        </footer>
    }
}
