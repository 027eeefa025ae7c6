//! The one Go worker of a page.
//!
//! A lesson has many programs, in its exercises and its figures, and each has a session of its own.
//! The worker belongs to one of them at a time: whoever needs it takes it, and the one before is told
//! that it rests.

use std::cell::RefCell;
use std::rc::Weak;

use burrow_protocol::go::{FromGo, ToGo};
use burrow_protocol::message::{Request, decode, encode};

use super::driver::Driver;
use super::reducer::Event;
use crate::dom::asset;
use crate::words::{Key, text};
use crate::worker::{Heard, RunningWorker};

/// So many requests a session may number before it meets the numbers of the next one.
const REQUESTS: Request = 1 << 20;

struct Desk {
    worker: RunningWorker,
    is_ready: bool,
    holder: Weak<Driver>,
}

thread_local! {
    static DESK: RefCell<Option<Desk>> = const { RefCell::new(None) };
    static NUMBERED: RefCell<Request> = const { RefCell::new(0) };
}

/// The number before the first that a new session gives its requests: what the worker still says of
/// another's program is known by its number.
pub(super) fn numbers() -> Request {
    NUMBERED.with_borrow_mut(|numbered| {
        let first = *numbered;
        *numbered = numbered.wrapping_add(REQUESTS);
        first
    })
}

/// Gives the worker to `driver`, and starts it where there is none.
///
/// # Errors
/// A sentence where the browser does not start it.
pub(super) fn take(driver: &Weak<Driver>) -> Result<(), String> {
    let taken = DESK.with_borrow_mut(|desk| {
        let desk = desk.as_mut()?;
        let before = std::mem::replace(&mut desk.holder, driver.clone());
        Some((before, desk.is_ready))
    });
    let Some((before, is_ready)) = taken else { return start(driver) };
    if let Some(before) = before.upgrade().filter(|_| !before.ptr_eq(driver)) {
        // Its program is of no use to anybody now.
        send(driver, &ToGo::Stop)?;
        before.dispatch(Event::Taken);
    }
    if is_ready && let Some(driver) = driver.upgrade() {
        driver.dispatch(Event::Message(Box::new(FromGo::Ready)));
    }
    Ok(())
}

/// Whether nobody would miss the worker: none of the page's programs runs in it.
pub fn is_free() -> bool {
    let holder = DESK.with_borrow(|desk| desk.as_ref()?.holder.upgrade());
    holder.is_none_or(|holder| holder.is_idle())
}

fn start(driver: &Weak<Driver>) -> Result<(), String> {
    let address = asset("go_worker").ok_or_else(|| text(Key::TroubleNoAddresses).to_string())?;
    let worker = RunningWorker::start("go", &address, hear)?;
    let desk = Desk { worker, is_ready: false, holder: driver.clone() };
    DESK.set(Some(desk));
    Ok(())
}

/// Whatever the worker says is for the one who has it.
fn hear(heard: Heard) {
    let event = event(heard);
    let holder = DESK.with_borrow_mut(|desk| {
        let desk = desk.as_mut()?;
        desk.is_ready |= matches!(&event, Event::Message(message) if **message == FromGo::Ready);
        desk.holder.upgrade()
    });
    if let Some(holder) = holder {
        holder.dispatch(event);
    }
}

fn event(heard: Heard) -> Event {
    match heard {
        Heard::Message(bytes) => match decode::<FromGo>(&bytes) {
            Ok(message) => Event::Message(Box::new(message)),
            Err(why) => Event::Failed(why),
        },
        Heard::Loading { loaded, total } => Event::Loading { loaded, total },
        Heard::Failed(why) => Event::Failed(why),
    }
}

/// Sends a message of the one who has the worker; anybody else's is dropped.
///
/// # Errors
/// A sentence where the browser does not pass it on.
pub(super) fn send(driver: &Weak<Driver>, message: &ToGo) -> Result<(), String> {
    DESK.with_borrow(|desk| match desk.as_ref().filter(|desk| desk.holder.ptr_eq(driver)) {
        Some(desk) => desk.worker.send(&encode(message)),
        None => Ok(()),
    })
}

/// Ends the worker, if `driver` has it.
pub(super) fn end(driver: &Weak<Driver>) {
    // What is dropped here may not find the desk in use.
    let ended = DESK.with_borrow_mut(|desk| desk.take_if(|desk| desk.holder.ptr_eq(driver)));
    drop(ended);
}
