//! How much of a large program a state shows. What is left out is counted beside what is shown.
//!
//! With all of these a state in its binary form (postcard) stays below [`STATE_BYTES`].

/// Bytes of a state.
pub const STATE_BYTES: usize = 200_000;
/// Goroutines: the one that runs, then the oldest.
pub const GOROUTINES: usize = 48;
/// Frames of a goroutine: the newest.
pub const FRAMES: usize = 32;
/// Variables of a frame, or of a package.
pub const VARIABLES: usize = 48;
/// Deferred calls of a frame: the next to run.
pub const DEFERS: usize = 16;
/// Objects on the heap: the nearest to what runs.
pub const OBJECTS: usize = 160;
/// Elements of an array or a buffer, entries of a map, goroutines that wait for a channel.
pub const ELEMENTS: usize = 32;
/// Fields of a struct.
pub const FIELDS: usize = 24;
/// Bytes of a string's text.
pub const TEXT: usize = 240;
/// Moments before a state: the latest.
pub const MOMENTS: usize = 96;
/// Values inside one another that are shown in place, as structs in arrays.
pub const DEPTH: usize = 4;
/// Breakpoints that a stepper takes.
pub const BREAKPOINTS: usize = 256;
