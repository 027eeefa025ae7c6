//! Components without their weight.
//!
//! Yew compiles its whole life cycle of a component anew for each one, four to five kilobytes
//! every time: with some fifty of them that was a quarter of the page. [`part!`] puts a function
//! component on the page through one component for all of them, [`Host`]; what is compiled for
//! each is the function itself. Hooks, contexts and the comparison of properties work as ever.

use std::any::Any;
use std::rc::Rc;

use yew::functional::{FunctionProvider, Hook, HookContext};
use yew::prelude::*;
use yew::virtual_dom::Key;

/// `part!(Surface)`, `part!(NumberField { label: "Units", value })`, and with a key among its
/// siblings `part!(Row[index] { weight })`.
macro_rules! part {
    ($component:ident) => {
        $crate::part::host::<$component>(None, ())
    };
    ($component:ident { $($props:tt)* }) => {{
        type Props = <$component as yew::functional::FunctionProvider>::Properties;
        $crate::part::host::<$component>(None, yew::props!(Props { $($props)* }))
    }};
    ($component:ident[$key:expr] { $($props:tt)* }) => {{
        type Props = <$component as yew::functional::FunctionProvider>::Properties;
        $crate::part::host::<$component>(
            Some($key.to_string()),
            yew::props!(Props { $($props)* }),
        )
    }};
}
pub(crate) use part;

/// What a [`Host`] draws: some function component with its properties.
trait Draw {
    fn draw(&self, context: &mut HookContext) -> HtmlResult;
    fn is_same_as(&self, other: &dyn Draw) -> bool;
    fn as_any(&self) -> &dyn Any;
}

struct Part<C: FunctionProvider>(C::Properties);

impl<C: FunctionProvider + 'static> Draw for Part<C> {
    fn draw(&self, context: &mut HookContext) -> HtmlResult {
        C::run(context, &self.0)
    }

    fn is_same_as(&self, other: &dyn Draw) -> bool {
        other.as_any().downcast_ref::<Self>().is_some_and(|other| other.0 == self.0)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

#[derive(Properties)]
struct HostProps {
    part: Rc<dyn Draw>,
}

impl PartialEq for HostProps {
    fn eq(&self, other: &Self) -> bool {
        self.part.is_same_as(&*other.part)
    }
}

/// Runs another component's function with its own hooks.
#[component]
fn Host(props: &HostProps) -> HtmlResult {
    use_part(props.part.clone())
}

fn use_part(part: Rc<dyn Draw>) -> impl Hook<Output = HtmlResult> {
    struct Run(Rc<dyn Draw>);
    impl Hook for Run {
        type Output = HtmlResult;

        fn run(self, context: &mut HookContext) -> HtmlResult {
            self.0.draw(context)
        }
    }
    Run(part)
}

/// What [`part!`] stands for. `key` tells a part from its siblings.
pub fn host<C: FunctionProvider + 'static>(key: Option<String>, props: C::Properties) -> Html {
    // One component's hooks are of no use to another: the key keeps them apart. Functions that the
    // linker found to be the same may well share one.
    let address = C::run as fn(&mut HookContext, &C::Properties) -> HtmlResult as usize;
    let key = match key {
        Some(key) => Key::from(format!("{address:x} {key}")),
        None => Key::from(address as u64),
    };
    html! { <Host {key} part={Rc::new(Part::<C>(props)) as Rc<dyn Draw>} /> }
}
