//! Build constraints: which files belong to a program for js/wasm, the target whose library Burrow runs.
//!
//! A file is chosen by its name (`x_js.go`, `x_linux_amd64.go`) and by a `//go:build` line before its package clause.

/// What Go's compiler for js/wasm has switched on besides: experiments that are on by default, and abilities of the
/// target.
const TAGS: [&str; 10] = [
    "js",
    "wasm",
    "gc",
    "goexperiment.dwarf5",
    "goexperiment.jsonv2",
    "goexperiment.greenteagc",
    "goexperiment.randomizedheapbase64",
    "goexperiment.sizespecializedmalloc",
    "wasm.satconv",
    "wasm.signext",
];

/// The version of the language, as the N of `go1.N`.
pub const GO_VERSION: u32 = 27;

/// Systems and machines that a file's name can choose, also those that Go no longer knows.
const SYSTEMS: &str = "aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd \
    openbsd plan9 solaris wasip1 windows zos";
const MACHINES: &str = "386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 \
    mips64le mips64p32 mips64p32le ppc ppc64 ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm";

/// Whether the file with this name and text belongs to a program for js/wasm. Test files are treated like others.
pub fn wanted(file_name: &str, text: &str) -> bool {
    name_matches(file_name) && constraint(text).is_none_or(holds)
}

fn name_matches(file_name: &str) -> bool {
    let name = file_name.rsplit('/').next().unwrap_or(file_name);
    if name.starts_with(['_', '.']) {
        return false;
    }
    let stem = name.split('.').next().unwrap_or(name);
    let Some((_, suffixes)) = stem.split_once('_') else { return true };
    let mut words: Vec<&str> = suffixes.split('_').collect();
    if words.last() == Some(&"test") {
        words.pop();
    }
    let is_system = |word| SYSTEMS.split(' ').any(|system| system == word);
    let is_machine = |word| MACHINES.split(' ').any(|machine| machine == word);
    let fits = |word: &str| matches!(word, "js" | "wasm");
    match words[..] {
        [.., system, machine] if is_system(system) && is_machine(machine) => {
            fits(system) && fits(machine)
        }
        [.., last] if is_system(last) || is_machine(last) => fits(last),
        _ => true,
    }
}

/// The expression of the `//go:build` line among the comments that begin a file.
fn constraint(text: &str) -> Option<&str> {
    let mut rest = text.strip_prefix('\u{feff}').unwrap_or(text);
    loop {
        rest = rest.trim_start();
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/")?.1;
            continue;
        }
        if !rest.starts_with("//") {
            return None;
        }
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        if let Some(expression) = line.strip_prefix("//go:build")
            && expression.starts_with([' ', '\t'])
        {
            return Some(expression.trim());
        }
        rest = after;
    }
}

fn holds(expression: &str) -> bool {
    Reader::whole(expression).is_some_and(|expression| expression.eval())
}

fn tag_holds(tag: &str) -> bool {
    match tag.strip_prefix("go1.") {
        Some(minor) => minor.parse().is_ok_and(|minor: u32| (1..=GO_VERSION).contains(&minor)),
        None => TAGS.contains(&tag),
    }
}

/// The version of the language that a `//go:build` expression asks for, as the N of `go1.N`.
pub(crate) fn go_version(expression: &str) -> Option<u32> {
    Reader::whole(expression)?.version(true)
}

/// An expression over tags.
enum Constraint<'a> {
    Tag(&'a str),
    Not(Box<Constraint<'a>>),
    And(Box<Constraint<'a>>, Box<Constraint<'a>>),
    Or(Box<Constraint<'a>>, Box<Constraint<'a>>),
}

impl Constraint<'_> {
    fn eval(&self) -> bool {
        match self {
            Constraint::Tag(tag) => tag_holds(tag),
            Constraint::Not(x) => !x.eval(),
            Constraint::And(x, y) => x.eval() && y.eval(),
            Constraint::Or(x, y) => x.eval() || y.eval(),
        }
    }

    /// The smallest version with which it can hold, or cannot if `positive` is false.
    fn version(&self, positive: bool) -> Option<u32> {
        match self {
            Constraint::Tag(tag) if positive => match *tag {
                "go1" => Some(0),
                tag => tag.strip_prefix("go1.")?.parse().ok(),
            },
            Constraint::Tag(_) => None,
            Constraint::Not(x) => x.version(!positive),
            Constraint::And(x, y) | Constraint::Or(x, y) => {
                let both = matches!(self, Constraint::And(..)) == positive;
                let (x, y) = (x.version(positive), y.version(positive));
                if both { x.max(y) } else { x.min(y) }
            }
        }
    }
}

/// How deep an expression may be nested, and how long it may be.
const MAX_DEPTH: u32 = 100;

struct Reader<'a> {
    rest: &'a str,
    depth: u32,
}

impl<'a> Reader<'a> {
    /// The whole of `text` as an expression; nothing if it is none.
    fn whole(text: &'a str) -> Option<Constraint<'a>> {
        // A comment may follow.
        let text = text.split("//").next()?;
        let mut reader = Reader { rest: text, depth: 0 };
        let expression = reader.or()?;
        reader.rest.trim().is_empty().then_some(expression)
    }

    fn take(&mut self, mark: &str) -> bool {
        let rest = self.rest.trim_start();
        let found = rest.strip_prefix(mark);
        self.rest = found.unwrap_or(rest);
        found.is_some()
    }

    fn or(&mut self) -> Option<Constraint<'a>> {
        let mut x = self.and()?;
        while self.take("||") {
            x = Constraint::Or(x.into(), self.and()?.into());
        }
        Some(x)
    }

    fn and(&mut self) -> Option<Constraint<'a>> {
        let mut x = self.not()?;
        while self.take("&&") {
            x = Constraint::And(x.into(), self.not()?.into());
        }
        Some(x)
    }

    fn not(&mut self) -> Option<Constraint<'a>> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return None;
        }
        if self.take("!") {
            return Some(Constraint::Not(self.not()?.into()));
        }
        if self.take("(") {
            let x = self.or()?;
            return self.take(")").then_some(x);
        }
        let is_tag = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
        let length = self.rest.find(|c| !is_tag(c)).unwrap_or(self.rest.len());
        let (tag, rest) = self.rest.split_at(length);
        self.rest = rest;
        (!tag.is_empty()).then_some(Constraint::Tag(tag))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_choose_files() {
        let check = |name, expected| assert_eq!(wanted(name, "package p\n"), expected, "{name}");
        check("a.go", true);
        check("js.go", true);
        check("linux.go", true);
        check("a_js.go", true);
        check("a_wasm.go", true);
        check("a_js_wasm.go", true);
        check("dir_linux/a.go", true);
        check("a_linux.go", false);
        check("a_linux_wasm.go", false);
        check("a_js_amd64.go", false);
        check("a_windows_test.go", false);
        check("a_unix.go", true);
        check("a_linux_other.go", true);
        check("_a.go", false);
    }

    #[test]
    fn build_lines_choose_files() {
        let check = |line: &str, expected| {
            let text = format!("// Copyright\n\n/* x */\n//go:build {line}\n\npackage p\n");
            assert_eq!(wanted("a.go", &text), expected, "{line}");
        };
        check("js", true);
        check("js && wasm", true);
        check("unix || linux", false);
        check("!unix", true);
        check("!(js || wasip1)", false);
        check("go1.1 && go1.27", true);
        check("go1.28", false);
        check("ignore", false);
        check("goexperiment.jsonv2", true);
        check("(js", false);
        check("js // a comment", true);
        check("", false);
    }

    #[test]
    fn build_lines_stand_before_the_package_clause() {
        assert!(wanted("a.go", "package p\n//go:build ignore\n"));
        assert!(!wanted("a.go", "\u{feff}//go:build ignore\npackage p\n"));
    }

    #[test]
    fn versions_are_the_least_possible() {
        let check = |line, expected| assert_eq!(go_version(line), expected, "{line}");
        check("go1.21", Some(21));
        check("go1.21 && go1.18", Some(21));
        check("go1.21 || go1.18", Some(18));
        check("go1.21 || linux", None);
        check("go1.21 && linux", Some(21));
        check("!go1.21", None);
    }
}
