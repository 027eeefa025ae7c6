//! Clocks and randomness of the browser, for programs.

use burrow_go_session::World;
use burrow_worker_host::now;

/// The browser's.
pub const WORLD: World = World { wall, monotonic, random };

fn wall() -> i64 {
    (js_sys::Date::now() * 1e6) as i64
}

/// The program's clock never shows 0, which means no time at all to it.
pub fn monotonic() -> i64 {
    (now() * 1e6) as i64 + 1
}

fn random(bytes: &mut [u8]) {
    // Every browser that can run this has its source of randomness.
    let _ = getrandom::fill(bytes);
}
