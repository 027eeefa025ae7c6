//! What the host of a widget may ask of the figure: run, reset, setParams.

use burrow_protocol::params::param_by_key;
use burrow_protocol::recipe::Edit;
use js_sys::Object;
use wasm_bindgen::{JsCast, JsValue};
use yew::prelude::*;

use crate::dom::field;
use crate::session::{Command, SessionHandle, use_session};
use crate::signals::{ANSWER, COMMAND, listen_and_accept, tell};
use crate::words::{Key, fill, from_engine};

/// Follows the commands that are meant for the figure `id`.
#[hook]
pub fn use_commands(id: AttrValue, interest: Callback<()>) {
    let session = use_session();
    use_effect_with((id, session, interest), |(id, session, interest)| {
        let (id, session, interest) = (id.clone(), session.clone(), interest.clone());
        let listener = listen_and_accept(COMMAND, move |detail| {
            if !is_meant(&id) {
                return false;
            }
            interest.emit(());
            let name = field(&detail, "name").as_string().unwrap_or_default();
            let result = follow(&session, &name, &field(&detail, "args"));
            let why = result.as_ref().err().map_or(JsValue::NULL, |why| why.as_str().into());
            let answer =
                [("id", field(&detail, "id")), ("ok", result.is_ok().into()), ("why", why)];
            tell(ANSWER, &answer);
            true
        });
        move || drop(listener)
    });
}

/// Whether a command means this figure: the one that the learner turned to last among those that
/// are shown, else the first of them; a lab alone has no figure around it.
fn is_meant(id: &str) -> bool {
    let find = |selector: &str| {
        let figure = gloo::utils::document().query_selector(selector).ok().flatten()?;
        figure.get_attribute("data-figure")
    };
    let shown = find(".screen:not([hidden]) .figure[data-active]")
        .or_else(|| find(".screen:not([hidden]) .figure"));
    shown.is_none_or(|shown| shown == id)
}

fn follow(session: &SessionHandle, name: &str, args: &JsValue) -> Result<(), String> {
    match name {
        "run" => session.send(Command::Play),
        "reset" => session.send(Command::Reset),
        "setParams" => {
            for edit in edits(args)? {
                session.send(Command::Edit(edit));
            }
        }
        _ => return Err(fill(Key::CommandUnknown, &[("name", name)])),
    }
    Ok(())
}

/// All of them, or none with the reason.
fn edits(args: &JsValue) -> Result<Vec<Edit>, String> {
    let object = args
        .dyn_ref::<Object>()
        .ok_or_else(|| fill(Key::CommandNoObject, &[("example", "{rate: 0.1}")]))?;
    let keys = Object::keys(object);
    keys.iter()
        .map(|key| {
            let name = key.as_string().unwrap_or_default();
            let value = field(object, &name);
            let text =
                value.as_string().or_else(|| value.as_f64().map(|number| number.to_string()));
            edit(&name, &text.unwrap_or_default())
        })
        .collect()
}

fn edit(key: &str, text: &str) -> Result<Edit, String> {
    let unknown = || fill(Key::CommandNoParam, &[("key", key)]);
    let param = param_by_key(key).filter(|param| param.key != "lab").ok_or_else(unknown)?;
    let value = param.parse(text).map_err(|why| from_engine(&why).into_owned())?;
    Edit::param(param, value).ok_or_else(unknown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Lang, speaking};

    #[test]
    fn a_parameter_is_named_by_its_key_and_set_by_its_text() {
        assert!(edit("rate", "0.1").is_ok());
        assert!(edit("data", "spiral").is_ok());
        assert!(edit("data", "cube").unwrap_err().contains("there is no such choice"));
        assert!(edit("colour", "red").unwrap_err().contains("“colour”"));
        assert!(edit("lab", "digits").is_err());
    }

    #[test]
    fn a_refusal_is_in_the_language_of_the_page() {
        speaking(Lang::De, || {
            assert_eq!(
                edit("colour", "red").unwrap_err(),
                "Einen Parameter „colour“ gibt es nicht."
            );
            assert!(edit("data", "cube").unwrap_err().ends_with("Das steht nicht zur Wahl"));
        });
    }
}
