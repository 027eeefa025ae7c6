//! Does in the browser what the session's rules decide.

mod addresses;

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use gloo::render::{AnimationFrame, request_animation_frame};
use gloo::timers::callback::Interval;
use gloo::utils::window;

use super::handle::{SessionHandle, WeakHandle};
use super::reducer::{Effect, Event, File, Session, Worker};
use super::turns::Turns;
use addresses::Addresses;
use burrow_protocol::message::{FromWorker, decode, encode};

use crate::dom::field;
use crate::fetch;
use crate::worker::{Heard, RunningWorker};

const TICK_MS: u32 = 250;

/// A session whose commands are followed.
pub(super) fn start() -> SessionHandle {
    let addresses = Addresses::of_this_page();
    let has_gpu = addresses.as_ref().is_ok_and(Addresses::has_gpu);
    let session = Session::new(has_gpu && has_webgpu());
    let handle = SessionHandle::new(session.state().clone());
    let driver = Rc::new_cyclic(|this| Driver {
        this: this.clone(),
        handle: handle.downgrade(),
        session: RefCell::new(session),
        turns: Turns::default(),
        addresses,
        cpu: RefCell::default(),
        gpu: RefCell::default(),
        ticks: RefCell::default(),
        drawing: RefCell::default(),
    });
    // The handle owns the driver, so workers live as long as somebody can see them.
    handle.connect(move |command| driver.dispatch(Event::Command(command)));
    handle
}

fn has_webgpu() -> bool {
    field(&window().navigator(), "gpu").is_truthy()
}

struct Driver {
    this: Weak<Self>,
    handle: WeakHandle,
    session: RefCell<Session>,
    turns: Turns<Event>,
    addresses: Result<Addresses, String>,
    cpu: RefCell<Option<RunningWorker>>,
    gpu: RefCell<Option<RunningWorker>>,
    ticks: RefCell<Option<Interval>>,
    /// The animation frame after which the next frame of the run may come.
    drawing: RefCell<Option<AnimationFrame>>,
}

impl Driver {
    /// A view that is told of a change may send a command: it waits its turn.
    fn dispatch(&self, event: Event) {
        self.turns.take(event, |event| {
            let effects = self.session.borrow_mut().handle(event);
            if effects.contains(&Effect::Changed)
                && let Some(handle) = self.handle.upgrade()
            {
                handle.set_state(self.session.borrow().state().clone());
            }
            for effect in effects {
                self.perform(effect);
            }
        });
    }

    fn perform(&self, effect: Effect) {
        match effect {
            Effect::Spawn(worker) => self.spawn(worker),
            Effect::Terminate(worker) => drop(self.slot(worker).take()),
            Effect::Send(worker, message) => {
                let sent = match &*self.slot(worker).borrow() {
                    Some(running) => running.send(&encode(&message)),
                    None => Ok(()),
                };
                if let Err(why) = sent {
                    self.dispatch(Event::Failed { worker, why });
                }
            }
            Effect::Fetch(file) => self.fetch(file),
            Effect::Draw(frame) => {
                if let Some(handle) = self.handle.upgrade() {
                    handle.show(&frame);
                }
                self.wait_for_drawing();
            }
            Effect::Changed => {
                if let Some(handle) = self.handle.upgrade() {
                    handle.tell_change();
                }
            }
        }
    }

    fn slot(&self, worker: Worker) -> &RefCell<Option<RunningWorker>> {
        match worker {
            Worker::Cpu => &self.cpu,
            Worker::Gpu => &self.gpu,
        }
    }

    fn spawn(&self, worker: Worker) {
        self.start_ticking();
        let on_event = {
            let this = self.this.clone();
            move |heard| dispatch_to(&this, event(worker, heard))
        };
        let started = match &self.addresses {
            Ok(addresses) => {
                RunningWorker::start(worker.name(), addresses.of_worker(worker), on_event)
            }
            Err(why) => Err(why.clone()),
        };
        match started {
            Ok(running) => {
                self.slot(worker).replace(Some(running));
            }
            Err(why) => self.dispatch(Event::Failed { worker, why }),
        }
    }

    fn fetch(&self, file: File) {
        let address = match &self.addresses {
            Ok(addresses) => addresses.of_file(file).to_string(),
            Err(why) => return self.dispatch(Event::FileFailed(file, why.clone())),
        };
        let this = self.this.clone();
        wasm_bindgen_futures::spawn_local(async move {
            let event = match fetch::bytes(&address).await {
                Ok(bytes) => Event::FileArrived(file, Rc::new(bytes)),
                Err(why) => Event::FileFailed(file, why),
            };
            dispatch_to(&this, event);
        });
    }

    fn wait_for_drawing(&self) {
        if self.drawing.borrow().is_some() {
            return;
        }
        let this = self.this.clone();
        let frame = request_animation_frame(move |_| {
            if let Some(driver) = this.upgrade() {
                // It is over, so there is nothing to cancel when it is dropped.
                drop(driver.drawing.take());
                driver.dispatch(Event::FrameDrawn);
            }
        });
        self.drawing.replace(Some(frame));
    }

    /// An untouched page stays asleep: ticks begin with the first worker.
    fn start_ticking(&self) {
        if self.ticks.borrow().is_some() {
            return;
        }
        let this = self.this.clone();
        let ticks = Interval::new(TICK_MS, move || {
            let now_ms = window().performance().map_or(0.0, |clock| clock.now());
            dispatch_to(&this, Event::Tick { now_ms });
        });
        self.ticks.replace(Some(ticks));
    }
}

fn event(worker: Worker, heard: Heard) -> Event {
    match heard {
        Heard::Message(bytes) => match decode::<FromWorker>(&bytes) {
            Ok(message) => Event::Message(worker, Box::new(message)),
            Err(why) => Event::Failed { worker, why },
        },
        Heard::Loading { loaded, total } => Event::Loading { worker, loaded, total },
        Heard::Failed(why) => Event::Failed { worker, why },
    }
}

fn dispatch_to(driver: &Weak<Driver>, event: Event) {
    if let Some(driver) = driver.upgrade() {
        driver.dispatch(event);
    }
}
