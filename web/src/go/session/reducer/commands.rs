//! What each of the learner's commands does.

use std::rc::Rc;

use burrow_go_trace::{Command as Step, Line};
use burrow_protocol::go::{File, Place, ToGo, What};

use super::wanted::Wanted;
use super::{Effect, Session, Slot, Timer};
use crate::go::files::{self, Source};
use crate::go::session::output::Writer;
use crate::go::session::state::{Answer, Command, Halts, Outcome, Program};
use crate::go::work::Work;

/// The text is checked when no key was pressed for so long.
const PAUSE_MS: u32 = 200;

impl Session {
    pub(super) fn command(&mut self, command: Command) {
        match command {
            Command::Interest => self.come_near(),
            Command::Edit { name, text } => self.edit(&name, text),
            Command::Show(at) if at < self.state.work.files.len() => self.state.shown = at,
            Command::Show(_) => {}
            Command::Add(name) => self.add(&name),
            Command::Rename { at, name } => self.rename(at, &name),
            Command::Remove(at) => self.remove(at),
            Command::Arguments(arguments) => {
                self.state.touched = true;
                self.state.work.arguments = arguments.into();
            }
            Command::Open(work) => self.open(work),
            Command::Restore(work) => {
                self.replace(work);
                self.state.touched = true;
            }
            Command::NotOpened(why) => self.state.outcome = Some(Outcome::NotOpened(why)),
            Command::BringBack => {
                if let Some(work) = self.state.previous.take() {
                    self.replace(work);
                    self.state.touched = true;
                    self.state.outcome = None;
                }
            }
            Command::Run => self.want(Wanted::Run(What::Program)),
            Command::Test => {
                let (pattern, bench) = (String::new(), None);
                self.want(Wanted::Run(What::Tests { pattern, verbose: true, bench }));
            }
            Command::Check => {
                let (pattern, bench) = (String::new(), None);
                self.want(Wanted::Run(What::Tests { pattern, verbose: false, bench }));
            }
            Command::Debug => self.want(Wanted::Debug),
            Command::Stop => self.stop(),
            Command::Step(step) => self.step(step),
            Command::RunTo { name, line } => {
                self.step(Step::To(Line { file: name.to_string(), line }));
            }
            Command::Input(line) => self.input(&line),
            Command::EndOfInput => self.end_of_input(),
            Command::Format => self.want(Wanted::Format),
            Command::Stages => {
                self.come_near();
                (self.looks, self.unstaged) = (true, true);
            }
            Command::Breakpoints { name, lines } => self.break_at(&name, &lines),
            Command::Halts(halts) => self.halt_at(halts),
            Command::Complete { ticket, name, text, place } => {
                self.complete(ticket, &name, text, place);
            }
            Command::Say { text, warning } => {
                self.state.outcome = Some(Outcome::Said { text, warning });
            }
        }
    }

    fn edit(&mut self, name: &str, text: Rc<str>) {
        self.come_near();
        let Some(at) = self.state.work.files.iter().position(|file| *file.name == *name) else {
            return;
        };
        if self.state.work.files[at].text == text {
            return;
        }
        self.set_text(at, text);
        self.effects.push(Effect::Later(Timer::Check, PAUSE_MS));
    }

    pub(super) fn set_text(&mut self, at: usize, text: Rc<str>) {
        self.state.touched = true;
        Rc::make_mut(&mut self.state.work.files)[at].text = text;
    }

    fn add(&mut self, name: &str) {
        if files::fits(&self.state.work.files, None, name).is_err() {
            return;
        }
        let text = files::beginning(&self.state.work.files, name);
        Rc::make_mut(&mut self.state.work.files).push(Source::new(name, &text));
        self.state.shown = self.state.work.files.len() - 1;
        self.changed_by_page();
    }

    fn rename(&mut self, at: usize, name: &str) {
        let fits = files::fits(&self.state.work.files, Some(at), name).is_ok();
        let Some(file) = Rc::make_mut(&mut self.state.work.files).get_mut(at).filter(|_| fits)
        else {
            return;
        };
        file.name = name.into();
        self.changed_by_page();
    }

    fn remove(&mut self, at: usize) {
        let count = self.state.work.files.len();
        if count < 2 || at >= count {
            return;
        }
        self.state.previous = Some(self.state.work.clone());
        let gone = Rc::make_mut(&mut self.state.work.files).remove(at);
        self.break_at(&gone.name, &[]);
        if self.state.shown > at || self.state.shown == count - 1 {
            self.state.shown -= 1;
        }
        self.changed_by_page();
    }

    fn changed_by_page(&mut self) {
        self.state.touched = true;
        self.state.written += 1;
        self.unchecked = true;
    }

    fn open(&mut self, work: Work) {
        let before = self.state.work.clone();
        if work == before {
            return;
        }
        self.state.previous = self.state.touched.then_some(before).or(self.state.previous.take());
        self.replace(work);
        self.state.outcome = self.state.previous.is_some().then_some(Outcome::Opened);
    }

    fn replace(&mut self, work: Work) {
        self.stop();
        self.state.work = work;
        self.state.shown = 0;
        self.state.written += 1;
        self.state.problems = Rc::default();
        self.state.breakpoints = Rc::default();
        self.unchecked = true;
        self.state.touched = false;
    }

    fn input(&mut self, line: &str) {
        if !matches!(self.state.program, Program::Running | Program::Input) {
            return;
        }
        let line = format!("{line}\n");
        Rc::make_mut(&mut self.state.output).push(Writer::Learner, &line);
        self.state.program = Program::Running;
        self.send(ToGo::Input { bytes: line.into_bytes() });
    }

    fn end_of_input(&mut self) {
        if matches!(self.state.program, Program::Running | Program::Input) {
            self.state.program = Program::Running;
            self.send(ToGo::EndOfInput);
        }
    }

    fn break_at(&mut self, name: &str, lines: &[u32]) {
        let before = self.state.breakpoints.clone();
        let marks = Rc::make_mut(&mut self.state.breakpoints);
        marks.retain(|mark| mark.file != name);
        marks.extend(lines.iter().map(|line| Line { file: name.to_string(), line: *line }));
        if before != self.state.breakpoints {
            self.tell_halts();
        }
    }

    fn halt_at(&mut self, halts: Halts) {
        if halts != self.state.halts {
            self.state.halts = halts;
            self.tell_halts();
        }
    }

    /// A program that is stepped through hears where it is to halt from now on.
    fn tell_halts(&mut self) {
        if self.program.is_some() && self.state.is_stepped {
            let halts = self.halts();
            self.send(ToGo::Settings(halts));
        }
    }

    /// Only a program that has halted can be moved.
    fn step(&mut self, step: Step) {
        if self.state.program == Program::Halted {
            self.state.program = Program::Running;
            self.send(ToGo::Step(step));
        }
    }

    /// The text is the editor's, which may be ahead of the files.
    fn complete(&mut self, ticket: u32, name: &str, text: Rc<str>, place: Place) {
        if self.engine != Slot::Ready {
            return self.effects.push(Effect::Answer(Answer { ticket, items: Vec::new() }));
        }
        let request = self.next_request();
        self.completing.push((request, ticket));
        let mut files = self.files(&What::Program);
        let own = |file: &&mut File| file.name == name;
        if let Some(file) = files.iter_mut().find(own) {
            file.contents = text.as_bytes().to_vec();
        }
        self.send(ToGo::Complete { request, files, file: name.to_string(), place });
    }
}
