//! A page whose text stands in its HTML; the app adds header and footer only.

use yew::prelude::*;

/// `content` is the site's own HTML, made at build time.
pub fn static_page(content: AttrValue) -> Html {
    html! {
        <div class="prose">{ Html::from_html_unchecked(content) }</div>
    }
}
