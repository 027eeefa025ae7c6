//! Whether a lesson reads in its minutes, in sentences that are not too long.

use crate::finding::{Findings, short};
use crate::lesson::{Kind, Lesson, Piece, Question, Screen};

/// How many words people read in a minute.
const PACE: usize = 200;
/// A longer sentence is two.
const MAX_WORDS: usize = 30;

/// How many minutes somebody takes who is new to it.
fn minutes_of(kind: Kind) -> usize {
    match kind {
        Kind::Predict => 1,
        Kind::Fill | Kind::Order => 2,
        Kind::Fix => 3,
        Kind::Write => 4,
    }
}

pub fn check(lesson: &Lesson, findings: &mut Findings) {
    check_minutes(lesson, findings);
    check_sentences(1, &plain(&lesson.lead, &NOT_SENTENCES), findings);
    for screen in &lesson.screens {
        for text in screen.pieces.iter().flat_map(sentences_of) {
            check_sentences(screen.line, &text, findings);
        }
    }
}

fn check_minutes(lesson: &Lesson, findings: &mut Findings) {
    let n_words = words(&all(lesson)).count();
    let exercises: usize = lesson.exercises().map(|exercise| minutes_of(exercise.kind)).sum();
    // A figure is operated in a minute.
    let figures = lesson.figures().count() + lesson.programs().count();
    let needed = n_words.div_ceil(PACE) + exercises + figures;
    let minutes = lesson.front.minutes;
    if needed > minutes as usize {
        let sentence = format!(
            "{n_words} words at {PACE} a minute, {exercises} minutes for the exercises and {figures} \
             for the figures are {needed} minutes, and the lesson says {minutes}."
        );
        findings.add(lesson.front.minutes_line, sentence);
    }
}

fn check_sentences(line: usize, text: &str, findings: &mut Findings) {
    for paragraph in text.lines() {
        for sentence in paragraph.split_inclusive(['.', '!', '?', ':', ';']).fold(Vec::new(), join)
        {
            let count = words(&sentence).count();
            if count > MAX_WORDS {
                let begins = short(sentence.trim());
                let sentence = format!("“{begins}” has {count} words: make two sentences of it.");
                findings.add(line, sentence);
            }
        }
    }
}

/// A mark with no space behind it ends no sentence: 0.5, io.Reader.
fn join(mut sentences: Vec<String>, part: &str) -> Vec<String> {
    match sentences.last_mut() {
        Some(last) if !part.starts_with([' ', '”', ')']) => last.push_str(part),
        _ => sentences.push(part.to_string()),
    }
    sentences
}

/// All that a learner reads to get through: of a question its options and why the right one is
/// right, of an exercise its task.
pub fn all(lesson: &Lesson) -> String {
    let mut text = plain(&lesson.lead, &[]);
    for Screen { title, pieces, .. } in &lesson.screens {
        text.push_str(title);
        for piece in pieces {
            text.push('\n');
            match piece {
                Piece::Text(html) => text.push_str(&plain(html, &[])),
                Piece::Question(question) => text.push_str(&of_question(question)),
                Piece::Figure(figure) => {
                    text.push_str(&format!("{}\n{}", figure.title, figure.invitation));
                }
                Piece::Program(figure) => {
                    text.push_str(&format!("{}\n{}", figure.title, figure.invitation));
                }
                Piece::Exercise(exercise) => {
                    text.push_str(&exercise.title);
                    exercise
                        .task
                        .iter()
                        .for_each(|task| text.push_str(&format!("\n{}", task.plain)));
                }
            }
        }
        text.push('\n');
    }
    text
}

fn of_question(question: &Question) -> String {
    let right = question.options.iter().filter(|option| option.is_right);
    let options = question.options.iter().map(|option| &option.text);
    let all = [&question.ask].into_iter().chain(options).chain(right.map(|option| &option.why));
    all.map(|text| format!("{text}\n")).collect()
}

/// What of a piece is made of sentences.
fn sentences_of(piece: &Piece) -> Vec<String> {
    match piece {
        Piece::Text(html) => vec![plain(html, &NOT_SENTENCES)],
        Piece::Question(question) => {
            let whys = question.options.iter().map(|option| option.why.clone());
            [question.ask.clone()].into_iter().chain(whys).collect()
        }
        Piece::Figure(figure) => vec![figure.invitation.clone(), figure.alt.clone()],
        Piece::Program(figure) => vec![figure.invitation.clone(), figure.alt.clone()],
        Piece::Exercise(exercise) => {
            let prose = exercise.task.iter().chain(&exercise.hints);
            let prose = prose.map(|prose| prose.plain.clone());
            let mistakes = exercise.mistakes.iter().map(|mistake| mistake.sentence.clone());
            prose.chain(mistakes).collect()
        }
    }
}

/// Elements whose text is not made of sentences.
const NOT_SENTENCES: [&str; 2] = ["pre", "table"];

/// The text of HTML, a line for each paragraph, item and cell, without that of some elements.
fn plain(html: &str, without: &[&str]) -> String {
    let (mut text, mut inside) = (String::new(), 0usize);
    for part in html.split('<') {
        let (tag, rest) = part.split_once('>').unwrap_or(("", part));
        let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
        if without.contains(&name) {
            inside = if tag.starts_with('/') { inside.saturating_sub(1) } else { inside + 1 };
        }
        if !["", "a", "code", "em", "strong"].contains(&name) {
            text.push('\n');
        }
        if inside == 0 {
            text.push_str(rest);
        }
    }
    text
}

/// Words have a letter or a digit in them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_what_stands_between_tags() {
        let html = "<p>One <em>word</em>.</p>\n<pre><code>a := b\n</code></pre><p>End</p>";
        assert_eq!(words(&plain(html, &[])).collect::<Vec<_>>(), ["One", "word.", "a", "b", "End"]);
        assert_eq!(words(&plain(html, &NOT_SENTENCES)).count(), 3);
    }

    #[test]
    fn a_point_within_a_word_ends_no_sentence() {
        let text = "It is 0.5 or io.EOF. And then: two (or three.) Yes";
        let sentences = text.split_inclusive(['.', ':']).fold(Vec::new(), join);
        let expected = ["It is 0.5 or io.EOF.", " And then:", " two (or three.", ") Yes"];
        assert_eq!(sentences, expected);
    }
}
