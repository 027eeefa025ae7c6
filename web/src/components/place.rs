//! Where a panel stands: on the playground, or in one of a lesson's figures. The same panel may
//! stand on a page more than once, so its ids carry the place, and its headings fit around it.

use yew::prelude::*;

#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Comes before every id: nothing on the playground.
    pub prefix: AttrValue,
    /// The level of a panel's heading.
    pub level: u8,
    /// What stands in for the surface until the lab is there.
    pub poster: Option<Poster>,
}

/// Addresses of a picture, for light paper and for dark.
#[derive(Clone, Debug, PartialEq)]
pub struct Poster {
    pub light: AttrValue,
    pub dark: AttrValue,
}

impl Default for Place {
    fn default() -> Self {
        Self { prefix: AttrValue::default(), level: 2, poster: None }
    }
}

impl Place {
    /// An id that no other place has.
    pub fn id(&self, name: &str) -> AttrValue {
        format!("{}{name}", self.prefix).into()
    }

    /// A panel's heading.
    pub fn title(&self, name: &str, text: &'static str) -> Html {
        html! { <@{format!("h{}", self.level)} class="panel__title" id={self.id(name)}>{ text }</@> }
    }
}

/// The place of this component.
#[hook]
pub fn use_place() -> Place {
    use_context().unwrap_or_default()
}
