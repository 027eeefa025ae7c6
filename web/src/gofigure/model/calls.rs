//! The calls of a program as a tree, read off its steps.

use burrow_go_trace::{Goroutine, Role, State, Stop};

use super::names::{Numbers, short};
use super::value::Reader;

/// A call and those that it has made, as far as they are behind.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// `total([142, 197])`, the arguments as they were when it began.
    pub text: String,
    pub state: CallState,
    /// What it has returned, where that can be read off the program: a name or a constant behind `return`, or the variable that
    /// its caller put it into.
    pub result: Option<String>,
    /// Whether the last step began it or ended it.
    pub is_changed: bool,
    pub calls: Vec<Call>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum CallState {
    /// The program stands in it.
    Current,
    /// It waits for one that it has made.
    Waiting,
    /// It has ended.
    Done,
    /// A panic has ended it.
    Broken,
}

/// The calls of a goroutine at the last of the steps.
pub fn calls<'a>(
    steps: impl Iterator<Item = &'a State>,
    goroutine: u64,
    source: &str,
    numbers: &Numbers,
) -> Vec<Call> {
    let lines: Vec<_> = source.lines().map(str::trim_start).collect();
    let mut grown = Grown::default();
    for state in steps {
        let Some(now) = state.goroutine(goroutine) else {
            grown.end(state);
            continue;
        };
        // What another goroutine does leaves the calls of this one as they are.
        if state.goroutine == Some(goroutine) {
            grown.step(now, Reader { state, numbers, has_heap: true }, &lines);
        }
    }
    grown.roots
}

/// The tree while it grows.
#[derive(Default)]
struct Grown {
    roots: Vec<Call>,
    /// The functions that are under way, the oldest first; the last call of each level is the one that is meant.
    open: Vec<String>,
    /// Whether the statement that was about to run ends its call.
    returns: bool,
    panics: bool,
    /// What it returns, where that is a name or a constant.
    result: Option<String>,
    /// The variable of its caller that the call at hand is put into.
    taken_by: Option<String>,
}

impl Grown {
    fn step(&mut self, now: &Goroutine, reader: Reader<'_>, lines: &[&str]) {
        self.each(&mut |call| call.is_changed = false);
        let own: Vec<_> = now.frames.iter().rev().filter(|frame| !frame.library).collect();
        let names = own.iter().map(|frame| &frame.function);
        let mut kept = self.open.iter().zip(names).take_while(|(then, now)| then == now).count();
        // A call that was about to return is over, even where the same function is called again at once.
        if self.returns && kept == self.open.len() && own.len() >= kept {
            kept -= 1;
        }
        let ended = self.open.len() - kept;
        while self.open.len() > kept {
            self.close();
        }
        if let (1, Some(name), Some(caller)) = (ended, self.taken_by.take(), own.last())
            && own.len() == kept
            && let Some(variable) = caller.variable(&name)
            && let Some(call) = self.last(kept).and_then(|caller| caller.calls.last_mut())
        {
            call.result.get_or_insert(reader.argument(&variable.value));
        }
        for frame in &own[kept..] {
            let arguments =
                frame.variables.iter().filter(|variable| variable.role == Role::Parameter);
            let text = format!("{}({})", short(&frame.function), reader.arguments(arguments));
            self.begin(Call {
                text,
                state: CallState::Waiting,
                result: None,
                is_changed: true,
                calls: Vec::new(),
            });
            self.open.push(frame.function.clone());
        }
        for depth in 1..=self.open.len() {
            let is_last = depth == self.open.len();
            if let Some(call) = self.last(depth) {
                call.state = if is_last { CallState::Current } else { CallState::Waiting };
            }
        }
        let line = reader
            .state
            .place
            .as_ref()
            .and_then(|place| lines.get(usize::try_from(place.line).ok()?.checked_sub(1)?));
        let newest_is_own = now.frames.first().is_some_and(|frame| !frame.library);
        self.returns = newest_is_own && line.is_some_and(|line| line.starts_with("return"));
        self.panics = now.panics.iter().any(|panic| !panic.recovered)
            || matches!(reader.state.stop, Stop::Panic(_));
        self.returns &= !self.panics;
        let frame = own.last().filter(|_| self.returns);
        self.result = line.zip(frame).and_then(|(line, frame)| {
            let word = line.strip_prefix("return ")?.trim();
            if let Some(variable) = frame.variable(word) {
                return Some(reader.argument(&variable.value));
            }
            is_constant(word).then(|| word.to_string())
        });
        self.taken_by = own.len().checked_sub(2).and_then(|at| {
            let line = own[at].place.as_ref()?.line;
            taken_by(lines.get(usize::try_from(line).ok()?.checked_sub(1)?)?)
        });
    }

    /// The goroutine is gone.
    fn end(&mut self, state: &State) {
        self.each(&mut |call| call.is_changed = false);
        self.panics |= matches!(state.stop, Stop::End(2));
        while !self.open.is_empty() {
            self.close();
        }
    }

    fn close(&mut self) {
        let state = if self.panics { CallState::Broken } else { CallState::Done };
        let result = self.result.take().filter(|_| !self.panics);
        if let Some(call) = self.last(self.open.len()) {
            call.state = state;
            call.result = result;
            call.is_changed = true;
        }
        self.open.pop();
        self.returns = false;
    }

    fn begin(&mut self, call: Call) {
        match self.last(self.open.len()) {
            Some(caller) => caller.calls.push(call),
            None => self.roots.push(call),
        }
    }

    /// The last call that many levels deep.
    fn last(&mut self, depth: usize) -> Option<&mut Call> {
        let mut calls = &mut self.roots;
        for _ in 1..depth {
            calls = &mut calls.last_mut()?.calls;
        }
        if depth == 0 { None } else { calls.last_mut() }
    }

    fn each(&mut self, change: &mut impl FnMut(&mut Call)) {
        fn walk(calls: &mut [Call], change: &mut impl FnMut(&mut Call)) {
            for call in calls {
                change(call);
                walk(&mut call.calls, change);
            }
        }
        walk(&mut self.roots, change);
    }
}

fn is_constant(word: &str) -> bool {
    let is_number = word.parse::<f64>().is_ok();
    let is_text =
        word.len() > 1 && word.starts_with('"') && word[1..].find('"') == Some(word.len() - 2);
    is_number || is_text || matches!(word, "true" | "false" | "nil")
}

/// The variable that a statement puts a call's result into, where it does nothing else: `rest := total(prices[1:])`.
fn taken_by(line: &str) -> Option<String> {
    let (name, call) = line.split_once(":=").or_else(|| line.split_once('='))?;
    let (name, call) = (name.trim(), call.trim());
    let (function, _) = call.split_once('(')?;
    let is_name = |text: &str| text.chars().all(|c| c.is_alphanumeric() || c == '_');
    (is_name(name) && is_name(function) && call.ends_with(')')).then(|| name.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_is_taken_by_a_variable_where_the_statement_does_nothing_else() {
        assert_eq!(taken_by("rest := total(prices[1:])"), Some("rest".to_string()));
        assert_eq!(taken_by("sum += total(prices)"), None);
        assert_eq!(taken_by("a, b := pair()"), None);
        assert_eq!(taken_by("x = 2 * f(1)"), None);
    }

    #[test]
    fn constants_are_numbers_texts_and_a_few_words() {
        assert!(["0", "-1.5", "\"a b\"", "nil"].iter().all(|word| is_constant(word)));
        assert!(!["n", "a + 1", "\"a\" + \"b\""].iter().any(|word| is_constant(word)));
    }
}
