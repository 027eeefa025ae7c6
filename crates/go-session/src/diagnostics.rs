//! What is wrong with a program, as the page shows it.

use burrow_go_syntax::{Pos, Sources};
use burrow_go_tools::vet;
use burrow_go_types::Program;
use burrow_go_types::objects::PackageId;
use burrow_protocol::go::{Diagnostic, Place, Severity};

/// How many gc shows.
const MOST: usize = 10;

/// The errors of a program, in gc's order.
pub fn of_program(program: &Program) -> Vec<Diagnostic> {
    let (found, _) = program.first_diagnostics(MOST);
    found.into_iter().map(|one| of(&program.sources, one)).collect()
}

/// What `go vet` has to say about a program without errors, as many as of errors.
pub fn warnings(program: &mut Program, main: PackageId) -> Vec<Diagnostic> {
    let packages = program.own_packages(main);
    let found: Vec<_> = packages.into_iter().flat_map(|package| vet(program, package)).collect();
    let warning = |found| Diagnostic { severity: Severity::Warning, ..of(&program.sources, found) };
    found.into_iter().map(warning).take(MOST).collect()
}

/// A diagnostic of these sources.
pub fn of(sources: &Sources, found: burrow_go_syntax::Diagnostic) -> Diagnostic {
    let (start, end) = (found.span.start, found.span.end);
    let file = sources.file(start);
    let same = |end: Pos| {
        file.is_some_and(|file| end >= file.base && end.0 - file.base.0 <= file.text.len() as u32)
    };
    let start = place(sources, start);
    Diagnostic {
        file: file.map_or(String::new(), |file| file.name.to_string()),
        start,
        end: if same(end) { place(sources, end).max(start) } else { start },
        message: found.message,
        severity: Severity::Error,
        code: found.code.into(),
    }
}

/// Something that is wrong with no file in particular.
pub fn of_no_file(message: String) -> Diagnostic {
    let place = Place::default();
    let code = "Package".into();
    Diagnostic {
        file: String::new(),
        start: place,
        end: place,
        message,
        severity: Severity::Error,
        code,
    }
}

/// Where a position really stands, whatever `//line` directives say.
pub fn place(sources: &Sources, pos: Pos) -> Place {
    let Some(file) = sources.file(pos) else { return Place::default() };
    let before = file.text.get(..(pos.0 - file.base.0) as usize).unwrap_or(&file.text);
    let line = before.rsplit('\n').next().unwrap_or(before);
    Place {
        line: before.matches('\n').count() as u32 + 1,
        column: line.len() as u32 + 1,
        units: line.encode_utf16().count() as u32,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_lines_bytes_and_units() {
        let mut sources = Sources::default();
        sources.add("other.go", "package other\n");
        let base = sources.add("main.go", "a\nß😀x\n");
        assert_eq!(place(&sources, base), Place { line: 1, column: 1, units: 0 });
        assert_eq!(place(&sources, base.plus(8)), Place { line: 2, column: 7, units: 3 });
        assert_eq!(place(&sources, Pos::NONE), Place::default());
    }
}
