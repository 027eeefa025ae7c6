//! Programs are checked and built; the library stays.

use std::cell::RefCell;
use std::rc::Rc;

use burrow_go_ir::Lowering;
use burrow_go_std::{Module, Packages};
use burrow_go_types::objects::PackageId;
use burrow_go_types::{PackageSource, Program};
use burrow_protocol::go::{Diagnostic, File, Job, What};

use crate::diagnostics;
use crate::folder::Folder;
use crate::host::World;
use crate::places::{Own, Places};
use crate::run::Run;

/// After so many programs the library is read anew: what programs leave behind is never given back.
const MOST_USES: u32 = 300;

/// Checks, builds and starts programs.
pub struct Session {
    library: Rc<RefCell<dyn Packages>>,
    /// Libraries that no program uses just now.
    idle: Vec<Warm>,
}

/// The library as far as it has been read, and the program that uses it.
pub struct Warm {
    program: Program,
    own: Own,
    tests: bool,
    uses: u32,
}

/// A program that can run.
pub struct Built {
    warm: Warm,
    main: PackageId,
    folder: Folder,
    job: Job,
    /// The import path of what is tested.
    tested: Option<String>,
}

impl Session {
    /// A session whose programs import from this library.
    pub fn new(library: Rc<RefCell<dyn Packages>>) -> Session {
        Session { library, idle: Vec::new() }
    }

    /// What is wrong with a program and its tests, at most ten errors.
    pub fn check(&mut self, files: &[File]) -> Vec<Diagnostic> {
        let folder = Folder::new(files);
        let found = self.check_as(&folder, &What::Program);
        if !found.is_empty() || !folder.has_tests() {
            return found;
        }
        let tests = What::Tests { pattern: String::new(), verbose: false, bench: None };
        self.check_as(&folder, &tests)
    }

    fn check_as(&mut self, folder: &Folder, what: &What) -> Vec<Diagnostic> {
        let mut warm = self.take(*what != What::Program);
        let found = warm.check(folder, what).err().unwrap_or_default();
        self.give_back(warm);
        found
    }

    /// Checks a program that is to run; what is wrong with it, if it cannot.
    pub fn build(&mut self, job: Job) -> Result<Built, Vec<Diagnostic>> {
        let folder = Folder::new(&job.files);
        let mut warm = self.take(job.what != What::Program);
        match warm.check(&folder, &job.what) {
            Ok((main, tested)) => Ok(Built { warm, main, folder, job, tested }),
            Err(found) => {
                self.give_back(warm);
                Err(found)
            }
        }
    }

    /// Takes back what a program that has ended leaves of the library.
    pub fn end(&mut self, run: Run) {
        if let Some(warm) = run.into_warm() {
            self.give_back(warm);
        }
    }

    fn take(&mut self, tests: bool) -> Warm {
        match self.idle.iter().position(|warm| warm.tests == tests) {
            Some(index) => self.idle.swap_remove(index),
            None => self.cold(tests),
        }
    }

    fn cold(&self, tests: bool) -> Warm {
        let own = Own::default();
        let places = Places { own: own.clone(), library: self.library.clone(), tests };
        Warm { program: Program::new(Box::new(places)), own, tests, uses: 0 }
    }

    fn give_back(&mut self, mut warm: Warm) {
        warm.own.set(Vec::new());
        warm.program.restart();
        warm.uses += 1;
        if warm.uses < MOST_USES {
            self.idle.push(warm);
        }
    }
}

impl Warm {
    /// Checks what is to run; its main package, and the import path of what it tests.
    fn check(
        &mut self,
        folder: &Folder,
        what: &What,
    ) -> Result<(PackageId, Option<String>), Vec<Diagnostic>> {
        let (source, tested) =
            self.sources(folder, what).map_err(|message| vec![diagnostics::of_no_file(message)])?;
        let main = self.program.check(source);
        let found = diagnostics::of_program(&self.program);
        if found.is_empty() { Ok((main, tested)) } else { Err(found) }
    }

    fn sources(
        &mut self,
        folder: &Folder,
        what: &What,
    ) -> Result<(PackageSource, Option<String>), String> {
        let module = Module::new(folder.clone());
        if *what == What::Program {
            let source = module.package("", "main")?;
            self.own.set(vec![Box::new(module)]);
            return Ok((source, None));
        }
        let path = module.import_path("");
        let tests = module.tests("", &path)?;
        let source = tests.main();
        self.own.set(vec![Box::new(tests), Box::new(module)]);
        Ok((source, Some(path)))
    }

    /// The library as a program's code knows it, which has ended.
    pub fn of(code: Lowering, own: Own, tests: bool, uses: u32) -> Warm {
        Warm { program: code.into_program(), own, tests, uses }
    }
}

impl Built {
    /// Starts the program.
    pub fn start(self, world: World) -> Run {
        let Built { warm, main, folder, job, tested } = self;
        let Warm { program, own, tests, uses } = warm;
        let code = Lowering::new(program, main);
        let back = Box::new(move |code: Lowering| Warm::of(code, own, tests, uses));
        Run::new(code, back, &folder, &job, tested, world)
    }
}
