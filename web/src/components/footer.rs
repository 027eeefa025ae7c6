//! What the site is made of, and what it does not do.

use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct FooterProps {
    /// The path of the site's root.
    pub root: AttrValue,
}

#[component]
pub fn Footer(props: &FooterProps) -> Html {
    html! {
        <footer class="footer">
            <p>
                { "Everything runs in this page: nothing is installed, and nothing that you do leaves your machine. " }
                // A static page: the browser loads it whole, with its text.
                <a href={format!("{}notices/", props.root)}>{ "Third-party notices" }</a>
            </p>
        </footer>
    }
}
