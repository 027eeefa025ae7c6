//! A mistake that learners make: what gives it away, and the sentence that helps.

use super::super::beside::Beside;
use super::super::fields::Field;
use super::super::pattern::Pattern;
use super::super::words::check_sentence;
use super::Kind;
use super::work::Place;
use crate::finding::Findings;

/// Where a mistake shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// In the learner's code.
    Code,
    /// In what the checks print; in the answer, where that is what the program prints.
    Output,
}

impl On {
    pub fn key(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Output => "output",
        }
    }
}

/// A mistake.
#[derive(Clone, Debug, PartialEq)]
pub struct Mistake {
    /// Where it stands in the lesson.
    pub line: usize,
    pub on: On,
    pub pattern: Pattern,
    /// What the learner is told.
    pub sentence: String,
    /// Code, or an answer, in which somebody has made it.
    pub example: String,
}

impl Mistake {
    /// Whether it shows in an attempt: in the code, or in what came of it.
    pub fn shows(&self, code: &str, output: &str) -> bool {
        let text = match self.on {
            On::Code => code,
            On::Output => output,
        };
        self.pattern.is_match(text)
    }
}

/// Reads lines `code /REGEX/ | Sentence.`, each with its example beside the lesson.
pub fn read(
    fields: Vec<Field<'_>>,
    place: &Place<'_>,
    kind: Kind,
    beside: &mut Beside<'_>,
    findings: &mut Findings,
) -> Vec<Mistake> {
    let extension = if kind == Kind::Predict { "txt" } else { "go" };
    let mut mistakes = Vec::new();
    for (i, field) in fields.into_iter().enumerate() {
        let path = format!("{}/mistake-{}.{extension}", place.folder, i + 1);
        let example = beside.text(&path, field.line, findings);
        let Some((on, pattern, sentence)) = parts(field.value) else {
            let sentence =
                "A mistake is `code /REGEX/ | Sentence.` or `output /REGEX/ | Sentence.`.";
            findings.add(field.line, sentence);
            continue;
        };
        check_sentence(Field { value: sentence, ..field }, findings);
        if on == On::Code && kind == Kind::Predict {
            let sentence = "An answer is no code: a mistake of it shows in the `output`.";
            findings.add(field.line, sentence);
        }
        match Pattern::new(pattern) {
            Ok(pattern) => mistakes.extend(example.map(|example| Mistake {
                line: field.line,
                on,
                pattern,
                sentence: sentence.to_string(),
                example: super::order::without_marks(&example),
            })),
            Err(why) => findings.add(field.line, why),
        }
    }
    mistakes
}

/// Where it shows, its pattern, and its sentence.
fn parts(text: &str) -> Option<(On, &str, &str)> {
    let (on, rest) = text.split_once(' ')?;
    let on = [On::Code, On::Output].into_iter().find(|known| known.key() == on)?;
    let (pattern, sentence) = rest.trim_start().strip_prefix('/')?.split_once("/ | ")?;
    (!pattern.is_empty()).then(|| (on, pattern, sentence.trim()))
}
