//! Flags as the go command writes them, with one dash.

use std::ffi::OsString;

/// The process's arguments with two dashes before the long flags of `burrow go COMMAND`, as the parser wants them. What stands
/// behind the first argument that is no flag is the program's business.
pub fn with_two_dashes(args: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut args: Vec<OsString> = args.into_iter().collect();
    if args.get(1).is_none_or(|word| word != "go") {
        return args;
    }
    // These two read their words themselves.
    if args.get(2).is_some_and(|word| word == "test" || word == "doc") {
        let help = args.get(3).is_some_and(|word| word == "-h" || word == "--help");
        if !help {
            args.insert(3, "--".into());
        }
        return args;
    }
    for arg in args.iter_mut().skip(3) {
        let Some(text) = arg.to_str().filter(|text| text.starts_with('-')) else { break };
        if text.len() > 2 && !text.starts_with("--") {
            *arg = format!("-{text}").into();
        }
    }
    args
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &str) {
        let words = with_two_dashes(line.split(' ').map(OsString::from));
        let words: Vec<_> = words.iter().map(|word| word.to_string_lossy().into_owned()).collect();
        assert_eq!(words.join(" "), expected);
    }

    #[test]
    fn only_the_go_commands_own_flags_get_a_second_dash() {
        check("burrow go build -gcflags=-e x.go", "burrow go build --gcflags=-e x.go");
        check("burrow go run x.go -verbose", "burrow go run x.go -verbose");
        check("burrow go test -v .", "burrow go test -- -v .");
        check("burrow train -steps 3", "burrow train -steps 3");
    }
}
