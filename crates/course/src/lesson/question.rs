//! A question: what a learner commits to before a figure shows it.

use super::fields::{Field, Fields};
use super::numbered::Line;
use super::words::{check_id, check_plain, check_sentence};
use crate::finding::Findings;

const KEYS: &[&str] = &["id", "ask"];

/// A question with one right answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    pub id: String,
    pub ask: String,
    /// Two to five.
    pub options: Vec<Choice>,
}

/// An answer to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub text: String,
    /// The sentence that is shown when it is chosen.
    pub why: String,
    pub is_right: bool,
}

/// Reads the lines of a block that opens in line `at`. Returns its id even where something else is
/// wrong, so that a figure that asks it is not found fault with too.
pub fn read<'a>(
    at: usize,
    lines: impl Iterator<Item = Line<'a>>,
    findings: &mut Findings,
) -> (Option<Field<'a>>, Option<Question>) {
    let mut fields = Fields::new(at, KEYS);
    let mut options: Vec<Choice> = Vec::new();
    for line in lines {
        let text = line.text.trim();
        match text.strip_prefix("+ ").map(|text| (true, text)) {
            Some(option) => option_of(option, line.number, &mut options, findings),
            None => match text.strip_prefix("- ") {
                Some(text) => option_of((false, text), line.number, &mut options, findings),
                None => fields.read(line, findings),
            },
        }
    }
    let id = fields.required("id", findings);
    if let Some(id) = id {
        check_id(id.value, id.line, findings);
    }
    let ask = fields.required("ask", findings);
    if let Some(ask) = ask {
        check_sentence(ask, findings);
    }
    if !(2..=5).contains(&options.len()) {
        let sentence = format!(
            "A question has two to five options, a line `- text | why` each: here are {}.",
            options.len()
        );
        findings.add(at, sentence);
    }
    let n_right = options.iter().filter(|option| option.is_right).count();
    if n_right != 1 {
        let sentence =
            format!("Exactly one option is right and begins with `+`: here {n_right} do.");
        findings.add(at, sentence);
    }
    let question = id.zip(ask).map(|(id, ask)| Question {
        id: id.value.to_string(),
        ask: ask.value.to_string(),
        options,
    });
    (id, question)
}

/// Reads `text | why`.
fn option_of(
    (is_right, line): (bool, &str),
    number: usize,
    options: &mut Vec<Choice>,
    findings: &mut Findings,
) {
    let Some((text, why)) = line.split_once(" | ") else {
        let sentence = "An option is `- text | why`: what is shown when it is chosen is missing.";
        findings.add(number, sentence);
        options.push(Choice { text: line.trim().to_string(), why: String::new(), is_right });
        return;
    };
    let (text, why) = (text.trim(), why.trim());
    check_plain(Field { key: "option", value: text, line: number }, findings);
    check_sentence(Field { key: "why", value: why, line: number }, findings);
    if text.is_empty() || why.contains(" | ") {
        findings.add(number, "An option is its text, one ` | `, and a sentence.");
    }
    if options.iter().any(|option| option.text == text) {
        findings.add(number, "This option stands here twice: keep one.");
    }
    options.push(Choice { text: text.to_string(), why: why.to_string(), is_right });
}
