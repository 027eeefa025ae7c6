//! What the site is made of, and what it does not do.

use yew::prelude::*;

/// `root` is the path of the site's root.
pub fn footer(root: &str) -> Html {
    html! {
        <footer class="footer">
            <p>
                { "Everything runs in this page: nothing is installed, and nothing that you do leaves your machine. " }
                // A static page: the browser loads it whole, with its text.
                <a href={format!("{root}notices/")}>{ "Third-party notices" }</a>
            </p>
        </footer>
    }
}
