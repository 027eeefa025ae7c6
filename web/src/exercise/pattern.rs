//! Whether the pattern of a mistake is found: lessons write it for the browser's own engine.

use wasm_bindgen::prelude::*;

use super::spec::Mistake;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = RegExp)]
    type Pattern;

    #[wasm_bindgen(constructor, catch, js_class = "RegExp")]
    fn new(pattern: &str, flags: &str) -> Result<Pattern, JsValue>;

    #[wasm_bindgen(method)]
    fn test(this: &Pattern, text: &str) -> bool;
}

/// What the course's check has refused is found nowhere.
pub fn shows(mistake: &Mistake, text: &str) -> bool {
    Pattern::new(&mistake.pattern, &mistake.flags).is_ok_and(|pattern| pattern.test(text))
}
