//! The one task of the worker: takes messages, lets the program run, sends what it writes.

use std::collections::{BTreeSet, VecDeque};

use burrow_go_session::{
    Built, Completions, Formatter, Halt, Library, Next, Run, Session, Spot, Walk, all_tests,
    formatter_files, imports,
};
use burrow_go_trace::{Command, Settings};
use burrow_protocol::go::{End, File, FromGo, How, Job, Place, Stream, ToGo, What};
use burrow_protocol::message::Request;
use burrow_worker_host::{Inbox, next_task, now, send};

use crate::library::Fetcher;
use crate::world::{WORLD, monotonic};

/// Output goes to the page at most once in so many milliseconds: an animation frame.
const OUTPUT_GAP: f64 = 16.0;

/// What the worker is told.
pub enum Event {
    Message(ToGo),
    /// A pack of the library, by its number, or why it could not be fetched.
    Pack(usize, Result<String, String>),
    /// The documentation of a pack, likewise.
    Docs(usize, Result<String, String>),
}

/// What needs the library, and waits for it in order.
enum Task {
    WarmUp,
    Check { request: Request, files: Vec<File> },
    Run { request: Request, job: Job },
    Debug { request: Request, job: Job, settings: Settings },
    Format { request: Request, file: File },
    Complete { request: Request, files: Vec<File>, file: String, place: Place },
    Stages { request: Request, file: File },
}

/// A program that is stepped through.
struct Walking {
    request: Request,
    walk: Walk,
    /// Whether it is on its way to where it halts.
    moves: bool,
    /// Whether it waits for input on its way.
    waits: bool,
}

/// The worker's state.
pub struct Engine {
    inbox: Inbox<Event>,
    library: Library,
    fetcher: Fetcher,
    session: Session,
    formatter: Formatter,
    tasks: VecDeque<Task>,
    running: Option<(Request, Run)>,
    /// The program that is stepped through; there is one program at a time.
    walking: Option<Walking>,
    /// What the running program has come to.
    next: Next,
    last_output: f64,
}

impl Engine {
    pub fn new(index: &str, inbox: Inbox<Event>) -> Result<Engine, String> {
        let library = Library::new(index)?;
        Ok(Engine {
            fetcher: Fetcher::new(inbox.clone()),
            session: Session::new(library.packages()),
            inbox,
            formatter: Formatter::new(library.packages()),
            library,
            tasks: VecDeque::from([Task::WarmUp]),
            running: None,
            walking: None,
            next: Next::Again,
            last_output: 0.0,
        })
    }

    /// Works for as long as the worker lives.
    pub async fn drive(mut self) {
        self.go_on();
        loop {
            while let Some(event) = self.inbox.pop() {
                self.follow(event);
            }
            self.slice();
            match self.idle_for() {
                Idle::Not => next_task().await,
                Idle::For(ms) => self.inbox.wait(Some(ms)).await,
                Idle::Forever => self.inbox.wait(None).await,
            }
        }
    }

    fn follow(&mut self, event: Event) {
        match event {
            Event::Message(message) => self.obey(message),
            Event::Pack(number, pack) => {
                self.fetcher.arrived(number);
                match pack.and_then(|pack| self.library.add(number, &pack)) {
                    Ok(()) => self.go_on(),
                    Err(why) => self.give_up(&why),
                }
            }
            Event::Docs(number, docs) => {
                self.fetcher.docs_arrived(number);
                self.library.document(number, docs);
                self.go_on();
            }
        }
    }

    fn obey(&mut self, message: ToGo) {
        let task = match message {
            ToGo::Check { request, files } => Task::Check { request, files },
            ToGo::Run { request, job } => Task::Run { request, job },
            ToGo::Format { request, file } => Task::Format { request, file },
            ToGo::Debug { request, job, settings } => Task::Debug { request, job, settings },
            ToGo::Input { bytes } => {
                return self.with_program(|run| run.input(&bytes), |walk| walk.input(&bytes));
            }
            ToGo::EndOfInput => return self.with_program(Run::end_input, Walk::end_input),
            ToGo::Step(command) => return self.step(command),
            ToGo::Settings(settings) => {
                if let Some(walking) = &mut self.walking {
                    walking.walk.set(settings);
                }
                return;
            }
            ToGo::Stop => return self.stop(),
            ToGo::Stages { request, file } => Task::Stages { request, file },
            ToGo::Complete { request, files, file, place } => {
                Task::Complete { request, files, file, place }
            }
        };
        self.tasks.push_back(task);
        self.go_on();
    }

    /// Does what waits, as far as the library is there.
    fn go_on(&mut self) {
        while let Some(task) = self.tasks.front() {
            let imports = match task {
                Task::WarmUp => imports(&hello().files, &What::Program),
                Task::Check { files, .. } => imports(files, &checked(files)),
                Task::Run { job, .. } | Task::Debug { job, .. } => imports(&job.files, &job.what),
                Task::Stages { file, .. } => imports(std::slice::from_ref(file), &What::Program),
                Task::Format { .. } => imports(&formatter_files(), &What::Program),
                Task::Complete { files, file, place, .. } => {
                    self.for_completion(files, file, *place)
                }
            };
            if self.fetcher.fetch(&self.library, imports.iter().map(String::as_str)) {
                return;
            }
            match self.tasks.pop_front() {
                Some(Task::WarmUp) => self.warm_up(),
                Some(Task::Check { request, files }) => {
                    let diagnostics = self.session.check(&files);
                    send(&FromGo::Checked { request, diagnostics });
                }
                Some(Task::Run { request, job }) => self.run(request, job),
                Some(Task::Debug { request, job, settings }) => self.debug(request, job, settings),
                Some(Task::Format { request, file }) => self.format(request, &file),
                Some(Task::Stages { request, file }) => {
                    let stages = Box::new(self.session.stages(&file));
                    send(&FromGo::Stages { request, stages });
                }
                Some(Task::Complete { request, files, file, place }) => {
                    let (packages, docs) = (self.library.paths(), self.library.docs());
                    let found = self.session.complete(&files, &file, place, &packages, docs);
                    let asked = found.asked.iter().map(String::as_str);
                    if self.fetcher.fetch_docs(&self.library, asked) {
                        let task = Task::Complete { request, files, file, place };
                        return self.tasks.push_front(task);
                    }
                    let Completions { from, items, .. } = found;
                    send(&FromGo::Completions { request, from, items });
                }
                None => return,
            }
        }
    }

    /// What files import, and the package that a name at this place may mean.
    fn for_completion(&self, files: &[File], name: &str, place: Place) -> BTreeSet<String> {
        let what = if name.ends_with("_test.go") { all_tests() } else { What::Program };
        let mut imports = imports(files, &what);
        let file = files.iter().find(|file| file.name == name);
        let spot = file.and_then(|file| Spot::new(file, place));
        let package = spot.and_then(|spot| spot.package(&self.library.paths()));
        imports.extend(package.map(str::to_string));
        imports
    }

    /// What waits for the library cannot be done; it is fetched anew when somebody asks again.
    fn give_up(&mut self, why: &str) {
        for task in std::mem::take(&mut self.tasks) {
            let why = why.to_string();
            match task {
                Task::WarmUp => {}
                Task::Check { request, .. }
                | Task::Format { request, .. }
                | Task::Stages { request, .. }
                | Task::Complete { request, .. } => {
                    refuse(Some(request), &why);
                }
                Task::Run { request, .. } | Task::Debug { request, .. } => {
                    let end = End { how: How::Failed(why), code: 1, steps: 0, ms: 0 };
                    send(&FromGo::Ended { request, end });
                }
            }
        }
    }

    /// Does once what a run does, while the learner is still on the way to the button: what every program needs of the
    /// library is read, and the browser compiles a function of ours when it is first called.
    fn warm_up(&mut self) {
        if let Ok(built) = self.session.build(hello()) {
            let mut run = built.start(WORLD);
            while !matches!(run.slice(), Next::Ended(_)) {}
            self.session.end(run);
        }
    }

    fn run(&mut self, request: Request, job: Job) {
        if let Some(built) = self.build(request, job) {
            self.running = Some((request, built.start(WORLD)));
            self.next = Next::Again;
        }
    }

    fn debug(&mut self, request: Request, job: Job, settings: Settings) {
        if let Some(built) = self.build(request, job) {
            let walk = built.walk(settings, WORLD);
            self.walking = Some(Walking { request, walk, moves: true, waits: false });
        }
    }

    /// Checks a program that is to take the place of the one there is, and tells of it.
    fn build(&mut self, request: Request, job: Job) -> Option<Built> {
        self.stop_running();
        match self.session.build(job) {
            Ok(built) => {
                send(&FromGo::Checked { request, diagnostics: built.warnings().to_vec() });
                send(&FromGo::Started { request });
                Some(built)
            }
            Err(diagnostics) => {
                send(&FromGo::Checked { request, diagnostics });
                let end = End { how: How::NotBuilt, code: 1, steps: 0, ms: 0 };
                send(&FromGo::Ended { request, end });
                None
            }
        }
    }

    fn step(&mut self, command: Command) {
        match &mut self.walking {
            Some(walking) => {
                walking.walk.command(command);
                (walking.moves, walking.waits) = (true, false);
            }
            None => refuse(None, "No program is stepped through."),
        }
    }

    fn format(&mut self, request: Request, file: &File) {
        send(&match self.formatter.format(file) {
            Ok(outcome) => FromGo::Formatted { request, outcome },
            Err(why) => FromGo::Refused { request: Some(request), why },
        });
    }

    fn with_program(&mut self, run: impl FnOnce(&mut Run), walk: impl FnOnce(&mut Walk)) {
        if let Some((_, running)) = &mut self.running {
            run(running);
            self.next = Next::Again;
        }
        if let Some(walking) = &mut self.walking {
            walk(&mut walking.walk);
            walking.waits = false;
        }
    }

    /// Stops the running program, and those that still wait for the library.
    fn stop(&mut self) {
        self.stop_running();
        self.tasks.retain(|task| {
            let (Task::Run { request, .. } | Task::Debug { request, .. }) = task else {
                return true;
            };
            let end = End { how: How::Stopped, code: -1, steps: 0, ms: 0 };
            send(&FromGo::Ended { request: *request, end });
            false
        });
    }

    fn stop_running(&mut self) {
        if let Some((request, run)) = &self.running {
            let end = run.stop(How::Stopped);
            send_output(*request, run.output().last());
            self.end(end);
        }
        if let Some(Walking { request, walk, .. }) = self.walking.take() {
            send(&FromGo::Ended { request, end: walk.stop() });
            self.session.end_walk(walk);
        }
    }

    fn end(&mut self, end: End) {
        if let Some((request, run)) = self.running.take() {
            let rest = run.output().rest();
            send_output(request, rest);
            send(&FromGo::Ended { request, end });
            self.session.end(run);
        }
    }

    /// Lets the program that is stepped through go on for some milliseconds.
    fn walk(&mut self) {
        let Some(walking) = &mut self.walking else { return };
        if !walking.moves || walking.waits {
            return;
        }
        let request = walking.request;
        match walking.walk.slice() {
            Halt::Not if now() - self.last_output < OUTPUT_GAP => {}
            Halt::Not => {
                self.last_output = now();
                send_output(request, walking.walk.output());
            }
            Halt::WantsInput => {
                walking.waits = true;
                send_output(request, walking.walk.output());
                send(&FromGo::WantsInput { request });
            }
            Halt::At(state) => {
                walking.moves = false;
                send_output(request, walking.walk.output());
                walking.walk.shown(&state);
                send(&FromGo::State { request, state });
            }
        }
    }

    /// Lets the program run for some milliseconds.
    fn slice(&mut self) {
        self.walk();
        let Some((request, run)) = &mut self.running else { return };
        if let Next::Sleeps(until) = self.next
            && until > monotonic()
        {
            return self.send_if_due();
        }
        if self.next != Next::WantsInput {
            self.next = run.slice();
        }
        if run.asked_for_input() {
            // What it asks stands in its output.
            send_output(*request, run.output().take(now()));
            send(&FromGo::WantsInput { request: *request });
        }
        if let Next::Ended(end) = &self.next {
            let end = end.clone();
            return self.end(end);
        }
        self.send_if_due();
    }

    fn send_if_due(&mut self) {
        let Some((request, run)) = &self.running else { return };
        let now = now();
        if now - self.last_output >= OUTPUT_GAP {
            self.last_output = now;
            send_output(*request, run.output().take(now));
        }
    }

    fn idle_for(&self) -> Idle {
        if self.walking.as_ref().is_some_and(|walking| walking.moves && !walking.waits) {
            return Idle::Not;
        }
        let Some((_, run)) = &self.running else { return Idle::Forever };
        let wait = match self.next {
            Next::Again | Next::Ended(_) => return Idle::Not,
            Next::Sleeps(until) => Some((until - monotonic()) as f64 / 1e6),
            Next::WantsInput => None,
        };
        if wait.is_some_and(|ms| ms <= 0.0) {
            return Idle::Not;
        }
        if !run.output().is_empty() {
            return Idle::For(wait.map_or(OUTPUT_GAP, |ms| ms.min(OUTPUT_GAP)));
        }
        wait.map_or(Idle::Forever, Idle::For)
    }
}

/// A small program that ends.
fn hello() -> Job {
    let contents =
        "package main\nimport \"fmt\"\nfunc main() { fmt.Println(\"hello\", 1, 2.5) }\n".into();
    Job { files: vec![File { name: "main.go".into(), contents }], ..Job::default() }
}

/// What is checked of files: tests where there are some.
fn checked(files: &[File]) -> What {
    let tests = files.iter().any(|file| file.name.ends_with("_test.go"));
    if tests { all_tests() } else { What::Program }
}

fn refuse(request: Option<Request>, why: &str) {
    send(&FromGo::Refused { request, why: why.into() });
}

fn send_output(request: Request, portions: Vec<(Stream, Vec<u8>)>) {
    for (stream, bytes) in portions {
        send(&FromGo::Output { request, stream, bytes });
    }
}

/// How long there is nothing to do.
enum Idle {
    Not,
    For(f64),
    Forever,
}
