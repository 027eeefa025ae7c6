//! The order of packages, their `//go:linkname` directives, and the order in which diagnostics are shown.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use burrow_go_syntax::{Diagnostic, Name, Place, Pos, Span};

use crate::Program;
use crate::objects::PackageId;
use crate::universe::UNSAFE;

/// A `//go:linkname` directive.
#[derive(Clone, Debug)]
pub struct Linkname {
    /// The function or variable of this package.
    pub local: Name,
    /// The other name, such as `runtime.nanotime`; none where the directive only allows others to refer to it.
    pub remote: Option<String>,
    /// Where the directive stands.
    pub pos: Pos,
}

/// Kinds of errors that gc finds while it parses; they are shown beside syntax errors.
const FOUND_BY_PARSER: [&str; 11] = [
    "Syntax",
    "DuplicateLabel",
    "InvalidLabel",
    "JumpIntoBlock",
    "JumpOverDecl",
    "MisplacedBreak",
    "MisplacedContinue",
    "MisplacedDirective",
    "MisplacedFallthrough",
    "UndeclaredLabel",
    "UnusedLabel",
];

/// A message and its place.
type Reported<'a> = (Option<Place>, &'a Diagnostic);

/// By position, each only once.
fn sorted(mut found: Vec<Reported>) -> Vec<Diagnostic> {
    found.sort_by(|(x, _), (y, _)| x.cmp(y));
    found.dedup_by(|(x_place, x), (y_place, y)| x_place == y_place && x.message == y.message);
    found.into_iter().map(|(_, diagnostic)| diagnostic.clone()).collect()
}

/// What gc shows of what is found, in order of finding, if it stops at `limit`; and where it says so.
fn first_of(mut found: Vec<Reported>, limit: usize) -> (Vec<Diagnostic>, Option<Place>) {
    found.truncate(limit);
    let last = found.last().and_then(|(place, _)| place.clone()).filter(|_| found.len() == limit);
    (sorted(found), last)
}

impl Program {
    /// What has been found wrong, as gc shows it without a limit: sorted by position, without repetitions. After a syntax
    /// error, only what the parser finds.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        sorted(self.reported(|_| true))
    }

    /// As [`Program::diagnostics`], but gc's way of stopping at `limit`: only what is found first is sorted and shown. The
    /// place is where gc then says `too many errors`.
    pub fn first_diagnostics(&self, limit: usize) -> (Vec<Diagnostic>, Option<Place>) {
        first_of(self.reported(|_| true), limit)
    }

    /// As [`Program::first_diagnostics`], of one package alone: as if gc compiled it.
    pub fn package_diagnostics(
        &self,
        package: PackageId,
        limit: usize,
    ) -> (Vec<Diagnostic>, Option<Place>) {
        let Span { start, end } = self.package(package).span;
        let inside = |error: &Diagnostic| (start..end).contains(&error.span.start);
        first_of(self.reported(inside), limit)
    }

    /// The errors among those `of` interest that gc shows, in the order in which it finds them.
    fn reported(&self, of: impl Fn(&Diagnostic) -> bool) -> Vec<Reported<'_>> {
        let errors: Vec<&Diagnostic> = self.errors.iter().filter(|error| of(error)).collect();
        let is_syntax = |diagnostic: &Diagnostic| diagnostic.message.starts_with("syntax error");
        let only_parser = errors.iter().copied().any(is_syntax);
        // gc looks at some directives only where nothing else is wrong.
        let is_late =
            |diagnostic: &Diagnostic| diagnostic.code == "MisplacedDirective" && diagnostic.soft;
        let only_late = errors.iter().copied().all(is_late);
        let by_parser = |diagnostic: &&Diagnostic| FOUND_BY_PARSER.contains(&diagnostic.code);
        let (first, then): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
            errors.into_iter().partition(by_parser);
        let then = then.into_iter().filter(|_| !only_parser);
        let kept =
            first.into_iter().chain(then).filter(|diagnostic| only_late || !is_late(diagnostic));
        let line =
            |place: &Option<Place>| place.as_ref().map(|place| (place.file.clone(), place.line));
        // A line has one syntax error, and not the same message twice in a row.
        let (mut last_syntax, mut last_other) = (None, None);
        let mut shown: Vec<Reported> = Vec::new();
        for diagnostic in kept {
            let place = self.sources.place(diagnostic.span.start);
            let here = Some(line(&place));
            if is_syntax(diagnostic) {
                if last_syntax == here {
                    continue;
                }
                last_syntax = here;
            } else {
                let now = here.map(|here| (here, &diagnostic.message));
                if last_other == now {
                    continue;
                }
                last_other = now;
            }
            shown.push((place, diagnostic));
        }
        shown
    }

    /// All loaded packages in the order of their initialisation: of those whose imports all come before, the one with the
    /// first path comes next.
    pub fn import_order(&self) -> Vec<PackageId> {
        let mut wanted: Vec<PackageId> =
            self.by_path.values().copied().filter(|&id| id != UNSAFE).collect();
        wanted.sort();
        let mut waiting: HashMap<PackageId, usize> = HashMap::new();
        let mut importers: HashMap<PackageId, Vec<PackageId>> = HashMap::new();
        for &id in &wanted {
            let imports = self
                .package(id)
                .imports
                .iter()
                .filter(|&&other| other != UNSAFE && !self.package(other).fake);
            let mut count = 0;
            for &other in imports {
                importers.entry(other).or_default().push(id);
                count += 1;
            }
            waiting.insert(id, count);
        }
        let key = |id: PackageId| Reverse((self.package(id).path.as_str(), id));
        let mut ready: BinaryHeap<_> =
            wanted.iter().filter(|id| waiting[id] == 0).map(|&id| key(id)).collect();
        let mut order = Vec::with_capacity(wanted.len());
        while let Some(Reverse((_, id))) = ready.pop() {
            order.push(id);
            for &importer in importers.get(&id).into_iter().flatten() {
                if let Some(count) = waiting.get_mut(&importer) {
                    *count -= 1;
                    if *count == 0 {
                        ready.push(key(importer));
                    }
                }
            }
        }
        order
    }

    /// The `//go:linkname` directives (and the library's own `linknamestd`) of a package, in source order.
    pub fn linknames(&self, package: PackageId) -> Vec<Linkname> {
        let directives = self.package(package).files.iter().flat_map(|file| &file.directives);
        directives
            .filter(|directive| matches!(directive.name.as_str(), "linkname" | "linknamestd"))
            .filter_map(|directive| {
                let mut words = directive.args.split_whitespace();
                let local = Name::new(words.next()?);
                Some(Linkname {
                    local,
                    remote: words.next().map(str::to_owned),
                    pos: directive.pos,
                })
            })
            .collect()
    }
}
