//! The same tests in a worker of a browser, where the code runs in the product.
#![cfg(target_arch = "wasm32")]

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_dedicated_worker);

mod reference;
mod runs;
