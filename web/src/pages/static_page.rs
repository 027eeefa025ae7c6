//! A page whose text stands in its HTML; the app adds header and footer only.

use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct StaticPageProps {
    /// The site's own HTML, made at build time.
    pub content: AttrValue,
}

#[component]
pub fn StaticPage(props: &StaticPageProps) -> Html {
    html! {
        <div class="prose">{ Html::from_html_unchecked(props.content.clone()) }</div>
    }
}
