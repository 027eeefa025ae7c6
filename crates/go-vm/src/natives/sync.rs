//! What `sync` sleeps on: semaphores, and the lists of `sync.Cond`.

use super::{Flow, Frame, Native};
use crate::machine::Machine;
use crate::sched::Reason;
use crate::trap::Trap;

/// These functions.
pub const NATIVES: &[(&str, Native)] = &[
    ("sync.runtime_Semacquire", acquire),
    ("internal/poll.runtime_Semacquire", acquire),
    ("sync.runtime_SemacquireWaitGroup", |m, frame| wait(m, frame, false, Reason::WaitGroup)),
    ("sync.runtime_SemacquireRWMutexR", |m, frame| wait_in_order(m, frame, Reason::RwMutexRead)),
    ("sync.runtime_SemacquireRWMutex", |m, frame| wait_in_order(m, frame, Reason::RwMutexWrite)),
    ("internal/sync.runtime_SemacquireMutex", |m, frame| wait_in_order(m, frame, Reason::Mutex)),
    ("runtime.semacquirecoro", |m, frame| wait(m, frame, false, Reason::Coroutine)),
    ("sync.runtime_Semrelease", release),
    ("internal/sync.runtime_Semrelease", release),
    ("internal/poll.runtime_Semrelease", |m, frame| give(m, frame, false)),
    ("sync.runtime_notifyListAdd", notify_add),
    ("sync.runtime_notifyListWait", notify_wait),
    ("sync.runtime_notifyListNotifyAll", notify_all),
    ("sync.runtime_notifyListNotifyOne", notify_one),
];

fn acquire(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    wait(m, frame, false, Reason::Semacquire)
}

/// `func(s *uint32, lifo bool, skip int)`
fn wait_in_order(m: &mut Machine, frame: Frame, reason: Reason) -> Result<Flow, Trap> {
    let lifo = m.arg(frame, 1) != 0;
    wait(m, frame, lifo, reason)
}

fn wait(m: &mut Machine, frame: Frame, lifo: bool, reason: Reason) -> Result<Flow, Trap> {
    let semaphore = m.arg(frame, 0);
    let done = m.sched.acquire(&mut m.world.heap.memory, semaphore, lifo, reason);
    Ok(if done { Flow::Return } else { Flow::Wait })
}

/// `func(s *uint32, handoff bool, skip int)`
fn release(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let handoff = m.arg(frame, 1) != 0;
    give(m, frame, handoff)
}

fn give(m: &mut Machine, frame: Frame, handoff: bool) -> Result<Flow, Trap> {
    let semaphore = m.arg(frame, 0);
    let woken = m.sched.release(&mut m.world.heap.memory, semaphore);
    Ok(if woken && handoff { Flow::Yield } else { Flow::Return })
}

fn notify_add(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let list = m.arg(frame, 0);
    let turn = m.sched.notify_add(&mut m.world.heap.memory, list);
    m.set_result(frame, 0, turn.into());
    Ok(Flow::Return)
}

fn notify_wait(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let (list, turn) = (m.arg(frame, 0), m.arg(frame, 1));
    let done = m.sched.notify_wait(&m.world.heap.memory, list, turn as u32);
    Ok(if done { Flow::Return } else { Flow::Wait })
}

fn notify_all(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let list = m.arg(frame, 0);
    m.sched.notify_all(&mut m.world.heap.memory, list);
    Ok(Flow::Return)
}

fn notify_one(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let list = m.arg(frame, 0);
    m.sched.notify_one(&mut m.world.heap.memory, list);
    Ok(Flow::Return)
}
