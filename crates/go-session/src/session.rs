//! Programs are checked and built; the library stays.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use burrow_go_ir::Lowering;
use burrow_go_std::{Docs, Module, Packages};
use burrow_go_syntax::Name;
use burrow_go_trace::Settings;
use burrow_go_types::objects::PackageId;
use burrow_go_types::{PackageSource, Program};
use burrow_protocol::go::{Completion, Diagnostic, File, Job, Place, What};
use burrow_protocol::stages::Stages;

use crate::complete::{self, Finder, NOBODY, Spot};
use crate::diagnostics;
use crate::folder::Folder;
use crate::host::World;
use crate::places::{Own, Places};
use crate::run::Run;
use crate::stages;
use crate::walk::Walk;

/// After so many programs the library is read anew: what programs leave behind is never given back.
const MOST_USES: u32 = 300;

/// All tests, with the flags that `go test` has by itself.
pub fn all_tests() -> What {
    What::Tests { pattern: String::new(), verbose: false, bench: None }
}

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

/// Has the library back when a program has ended.
pub type GiveBack = Box<dyn FnOnce(Lowering) -> Warm>;

/// What may stand at a place.
pub struct Completions {
    /// Where what they stand for begins.
    pub from: Place,
    pub items: Vec<Completion>,
    /// The packages of the library whose documentation belongs to them.
    pub asked: BTreeSet<String>,
}

/// A program that can run.
pub struct Built {
    warm: Warm,
    main: PackageId,
    folder: Folder,
    job: Job,
    /// The import path of what is tested.
    tested: Option<String>,
    warnings: Vec<Diagnostic>,
}

impl Session {
    /// A session whose programs import from this library.
    pub fn new(library: Rc<RefCell<dyn Packages>>) -> Session {
        Session { library, idle: Vec::new() }
    }

    /// What is wrong with a program and its tests, at most ten errors; where there is none, what `go vet` has to say. That
    /// `main` is missing is said once something is declared.
    pub fn check(&mut self, files: &[File]) -> Vec<Diagnostic> {
        let folder = Folder::new(files);
        if !folder.has_tests() {
            return self.check_as(&folder, &What::Program).unwrap_or_else(|errors| errors);
        }
        match self.check_as(&folder, &What::Program) {
            Ok(_) => self.check_as(&folder, &all_tests()).unwrap_or_else(|errors| errors),
            Err(errors) => errors,
        }
    }

    /// The warnings, or the errors.
    fn check_as(
        &mut self,
        folder: &Folder,
        what: &What,
    ) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
        let mut warm = self.take(*what != What::Program);
        let found = warm.check(folder, what).and_then(|(main, _)| {
            let begun = warm.program.package(main).files.iter().any(|file| !file.decls.is_empty());
            match warm.missing_main(main) {
                Some(missing) if begun && !folder.has_tests() => Err(vec![missing]),
                _ => Ok(diagnostics::warnings(&mut warm.program, main)),
            }
        });
        self.give_back(warm);
        found
    }

    /// What may stand at a place of a file. `packages` are all that a program may import, `docs` is what is there of
    /// the library's documentation.
    pub fn complete(
        &mut self,
        files: &[File],
        name: &str,
        place: Place,
        packages: &[&str],
        docs: &Docs,
    ) -> Completions {
        let file = files.iter().find(|file| file.name == name);
        let Some(spot) = file.and_then(|file| Spot::new(file, place)) else {
            return Completions { from: place, items: Vec::new(), asked: BTreeSet::new() };
        };
        if spot.import {
            let items = complete::paths(packages, docs);
            return Completions { from: spot.from, items, asked: BTreeSet::new() };
        }
        let patched = |file: &File| {
            if file.name == name { spot.probing.clone() } else { file.clone() }
        };
        let folder = Folder::new(&files.iter().map(patched).collect::<Vec<_>>());
        let what = if name.ends_with("_test.go") { all_tests() } else { What::Program };
        let mut warm = self.take(what != What::Program);
        warm.program.probe(Name::new(NOBODY));
        let here = warm.load(&folder, &what).map_or(PackageId(0), |(main, _)| main);
        let looked = warm.program.probed();
        let mut finder = Finder { program: &mut warm.program, here, docs, asked: BTreeSet::new() };
        let items = match (looked, spot.package(packages)) {
            (Some(looked), _) => finder.all(looked, packages),
            (None, Some(path)) => match finder.program.load(path, "") {
                Ok(package) => finder.members(package, Some(path)),
                Err(_) => Vec::new(),
            },
            (None, None) if spot.qualifier.is_none() => complete::keywords(),
            (None, None) => Vec::new(),
        };
        let asked = finder.asked;
        self.give_back(warm);
        Completions { from: spot.from, items, asked }
    }

    /// What a program of one file becomes on its way to the machine, as far as it gets.
    pub fn stages(&mut self, file: &File) -> Stages {
        let mut warm = self.take(false);
        let loaded = warm.load(&Folder::new(std::slice::from_ref(file)), &What::Program);
        let (main, _) = match loaded {
            Ok(loaded) => loaded,
            Err(why) => {
                self.give_back(warm);
                let diagnostics = vec![diagnostics::of_no_file(why)];
                return Stages { diagnostics, ..Stages::default() };
            }
        };
        let diagnostics = diagnostics::of_program(&warm.program);
        let tokens = stages::tokens(&warm.program, main);
        let types = stages::types(&mut warm.program, main);
        let mut code = Vec::new();
        if diagnostics.is_empty() {
            let mut lowering = Lowering::new(warm.program, main);
            code = stages::routines(&mut lowering, main);
            warm.program = lowering.into_program();
        }
        self.give_back(warm);
        Stages { tokens, types, code, diagnostics }
    }

    /// Checks a program that is to run; what is wrong with it, if it cannot.
    pub fn build(&mut self, job: Job) -> Result<Built, Vec<Diagnostic>> {
        let folder = Folder::new(&job.files);
        let mut warm = self.take(job.what != What::Program);
        let checked = warm.check(&folder, &job.what).and_then(|(main, tested)| {
            let missing = warm.missing_main(main);
            missing.map_or(Ok((main, tested)), |missing| Err(vec![missing]))
        });
        match checked {
            Ok((main, tested)) => {
                let warnings = diagnostics::warnings(&mut warm.program, main);
                Ok(Built { warm, main, folder, job, tested, warnings })
            }
            Err(found) => {
                self.give_back(warm);
                Err(found)
            }
        }
    }

    /// Takes back what a program that has ended leaves of the library.
    pub fn end(&mut self, run: Run) {
        self.take_back(run.into_warm());
    }

    /// As [`Session::end`], of a program that was stepped through.
    pub fn end_walk(&mut self, walk: Walk) {
        self.take_back(walk.into_warm());
    }

    fn take_back(&mut self, warm: Option<Warm>) {
        if let Some(warm) = warm {
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
        let loaded = self.load(folder, what);
        let loaded = loaded.map_err(|message| vec![diagnostics::of_no_file(message)])?;
        let found = diagnostics::of_program(&self.program);
        if found.is_empty() { Ok(loaded) } else { Err(found) }
    }

    /// What is wrong with a program without errors that has no function `main`.
    fn missing_main(&self, main: PackageId) -> Option<Diagnostic> {
        let missing = self.program.missing_main(main)?;
        Some(diagnostics::of(&self.program.sources, missing))
    }

    /// Has it checked, whatever is wrong with it.
    fn load(
        &mut self,
        folder: &Folder,
        what: &What,
    ) -> Result<(PackageId, Option<String>), String> {
        let (source, tested) = self.sources(folder, what)?;
        Ok((self.program.check(source), tested))
    }

    fn sources(
        &mut self,
        folder: &Folder,
        what: &What,
    ) -> Result<(PackageSource, Option<String>), String> {
        let module = Module::new(folder.clone());
        if *what == What::Program {
            let source = match (module.package("", "main"), folder.only()) {
                (Err(_), Some(only)) => only,
                (package, _) => package?,
            };
            self.own.set(vec![Box::new(module)]);
            return Ok((source, None));
        }
        let path = module.import_path("");
        let tests = module.tests("", &path)?;
        let source = tests.main();
        self.own.set(vec![Box::new(tests), Box::new(module)]);
        Ok((source, Some(path)))
    }

    /// What makes it again from the code of a program that has ended.
    fn back(own: Own, tests: bool, uses: u32) -> GiveBack {
        Box::new(move |code| Warm { program: code.into_program(), own, tests, uses })
    }
}

impl Built {
    /// What `go vet` has to say.
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    /// Starts the program.
    pub fn start(self, world: World) -> Run {
        let Built { warm, main, folder, job, tested, .. } = self;
        let Warm { program, own, tests, uses } = warm;
        let code = Lowering::new(program, main);
        Run::new(code, Warm::back(own, tests, uses), &folder, &job, tested, world)
    }

    /// Loads the program to be stepped through; it halts before its first statement.
    pub fn walk(self, settings: Settings, world: World) -> Walk {
        let Built { warm, main, folder, job, .. } = self;
        let Warm { program, own, tests, uses } = warm;
        let code = Lowering::new(program, main);
        Walk::new(code, Warm::back(own, tests, uses), &folder, &job, settings, world)
    }
}
