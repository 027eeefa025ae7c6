//! Parts of the run's recipe for views, found without walking its log on each frame.

use std::cell::RefCell;
use std::rc::Rc;

use burrow_protocol::recipe::{Change, Recipe};
use burrow_protocol::settings::Settings;
use yew::prelude::*;

use crate::session::use_run;

/// The settings after all changes; a render only when they change.
#[hook]
pub fn use_settings() -> Rc<Settings> {
    let kept = use_mut_ref(Kept::default);
    use_run(move |state| Kept::settings(&kept, &state.recipe))
}

/// The settings that a recipe led to, as long as only its step changes.
#[derive(Default)]
struct Kept(Option<(Recipe, Rc<Settings>)>);

impl Kept {
    fn settings(kept: &RefCell<Self>, recipe: &Recipe) -> Rc<Settings> {
        if let Some((known, settings)) = &kept.borrow().0
            && known.initial == recipe.initial
            && known.log == recipe.log
        {
            return settings.clone();
        }
        let settings = Rc::new(recipe.current());
        kept.borrow_mut().0 = Some((recipe.clone(), settings.clone()));
        settings
    }
}

/// Tells one log from the next: how long it is, and how it ends.
#[hook]
pub fn use_log_end() -> (usize, Option<Change>) {
    use_run(|state| (state.recipe.log.len(), state.recipe.log.last().cloned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use burrow_protocol::params::{Value, param_by_key};
    use burrow_protocol::recipe::Edit;
    use burrow_protocol::settings::Lab;

    #[test]
    fn settings_follow_the_log_and_not_the_step() {
        let kept = RefCell::new(Kept::default());
        let mut recipe = Recipe::new(Settings::for_lab(Lab::Boundary));
        let first = Kept::settings(&kept, &recipe);
        recipe.step = 7;
        assert!(Rc::ptr_eq(&first, &Kept::settings(&kept, &recipe)));
        let rate = param_by_key("rate").unwrap();
        recipe.note(Edit::param(rate, Value::Number(0.1)).unwrap());
        assert_eq!(Kept::settings(&kept, &recipe).learning_rate, 0.1);
    }
}
