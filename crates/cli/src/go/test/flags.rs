//! The words behind `burrow go test`: what to test, and what the test program gets.
//!
//! As `go help testflag` has it: flags stand before or behind the packages, those of the test program's own also without their
//! `test.`; what the go command does not know is the program's, and so is everything behind `-args`.

/// The flags that the test program gets, and whether each is a switch.
const PASSED: [(&str, bool); 17] = [
    ("bench", false),
    ("benchmem", true),
    ("benchtime", false),
    ("count", false),
    ("cpu", false),
    ("failfast", true),
    ("fullpath", true),
    ("fuzz", false),
    ("fuzztime", false),
    ("list", false),
    ("parallel", false),
    ("run", false),
    ("short", true),
    ("shuffle", false),
    ("skip", false),
    ("timeout", false),
    ("v", true),
];

/// Flags of Go's command that mean work which is not done here.
const REFUSED: [&str; 14] = [
    "blockprofile",
    "c",
    "cover",
    "coverpkg",
    "coverprofile",
    "cpuprofile",
    "exec",
    "json",
    "memprofile",
    "mutexprofile",
    "o",
    "race",
    "tags",
    "trace",
];

/// What `burrow go test` is asked for.
#[derive(Default, PartialEq, Eq, Debug)]
pub struct Request {
    /// Packages, folders or files, as they are written.
    pub packages: Vec<String>,
    /// The arguments of the test program.
    pub args: Vec<String>,
    /// Whether to show what passing tests print.
    pub show_passing: bool,
    /// Whether output is shown at once, since somebody waits for each line of it.
    pub benchmarks: bool,
    /// Whether to stop behind the first package that fails.
    pub fail_fast: bool,
    /// Whether printf verbs and the like are looked at first.
    pub vet: bool,
}

/// Reads the words. An error is in the go command's words.
pub fn read(words: &[String]) -> Result<Request, String> {
    let mut request = Request { vet: true, ..Request::default() };
    let mut explicit: Vec<String> = Vec::new();
    let mut timeout = false;
    // Whether the list of packages has ended.
    let mut listed = false;
    let mut rest = words.iter();
    while let Some(word) = rest.next() {
        let Some(flag) = word.strip_prefix('-').filter(|flag| !flag.is_empty()) else {
            if listed {
                explicit.push(word.clone());
                explicit.extend(rest.by_ref().cloned());
            } else {
                request.packages.push(word.clone());
            }
            continue;
        };
        listed |= !request.packages.is_empty();
        let flag = flag.strip_prefix('-').unwrap_or(flag);
        if flag == "args" {
            explicit.extend(rest.by_ref().cloned());
            continue;
        }
        let (name, value) = match flag.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (flag, None),
        };
        let name = name.strip_prefix("test.").unwrap_or(name);
        if REFUSED.contains(&name) {
            return Err(format!("-{name} is not supported here"));
        }
        if name == "vet" {
            request.vet = value.or_else(|| rest.next().cloned()).as_deref() != Some("off");
            continue;
        }
        let Some(&(_, switch)) = PASSED.iter().find(|(known, _)| *known == name) else {
            listed = true;
            explicit.push(word.clone());
            continue;
        };
        let value = if switch {
            truth(name, value.as_deref().unwrap_or("true"))?.to_string()
        } else {
            let next = value.or_else(|| rest.next().cloned());
            next.ok_or_else(|| format!("flag needs an argument: -{name}"))?
        };
        match name {
            "v" => request.show_passing |= value == "true",
            "list" => request.show_passing |= !value.is_empty(),
            "bench" | "fuzz" => request.benchmarks |= !value.is_empty(),
            "failfast" => request.fail_fast = value == "true",
            "timeout" => timeout = true,
            _ => {}
        }
        explicit.push(format!("-test.{name}={value}"));
    }
    request.args.push("-test.paniconexit0".to_owned());
    if !timeout {
        request.args.push("-test.timeout=10m0s".to_owned());
    }
    request.args.extend(explicit);
    Ok(request)
}

fn truth(name: &str, value: &str) -> Result<bool, String> {
    match value {
        "1" | "t" | "T" | "TRUE" | "true" | "True" => Ok(true),
        "0" | "f" | "F" | "FALSE" | "false" | "False" => Ok(false),
        _ => Err(format!("invalid boolean value {value:?} for -{name}: parse error")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(str::to_owned).collect()
    }

    fn check(line: &str, packages: &str, args: &str) {
        let request = read(&words(line)).expect("it is well formed");
        assert_eq!(request.packages, words(packages), "{line}");
        assert_eq!(request.args[1..], words(args), "{line}");
    }

    #[test]
    fn flags_stand_before_and_behind_the_packages() {
        check("-run X ./a ./b -v", "./a ./b", "-test.timeout=10m0s -test.run=X -test.v=true");
        check("--short -timeout=5s", "", "-test.short=true -test.timeout=5s");
        check("-test.count=2 strings", "strings", "-test.timeout=10m0s -test.count=2");
    }

    #[test]
    fn what_is_not_known_is_the_programs() {
        check(". -mine 3 -v", ".", "-test.timeout=10m0s -mine 3 -v");
        check(". -args -v x", ".", "-test.timeout=10m0s -v x");
        check(". -v=0 more x", ".", "-test.timeout=10m0s -test.v=false more x");
    }

    #[test]
    fn values_are_checked() {
        let wrong = |line: &str| read(&words(line)).err();
        let message = "invalid boolean value \"x\" for -short: parse error";
        assert_eq!(wrong("-short=x").as_deref(), Some(message));
        assert_eq!(wrong("-run").as_deref(), Some("flag needs an argument: -run"));
        assert_eq!(wrong("-race .").as_deref(), Some("-race is not supported here"));
    }
}
