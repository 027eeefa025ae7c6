//! What every topic of the course is made of, beyond the format: a lecture of a few screens with a
//! figure, exercises to do, two questions to check oneself, a view for those who decide, notes for
//! those who present, its words explained, and no more text than its minutes allow.

mod reading;

use std::path::Path;

use crate::finding::{Finding, Findings};
use crate::lesson::{Kind, Lesson, Marked, Piece, Screen, Term};
use crate::{Chapter, Stage};

/// The screen of questions about the whole lesson.
const CHECK: &str = "check-yourself";
/// The screen for leads and managers.
const DECIDE: &str = "decide";
/// How many screens a lecture has at most, without those two.
const MAX_SCREENS: usize = 5;
/// The outline gives these more, a screen for each of their ideas.
const LONGER: &[(&str, usize)] = &[("ml-key-concepts", 8)];

/// Holds lessons that lie in `folder` to the rules of the course. What is broken comes in the order
/// of the lessons.
pub fn check(lessons: &[Lesson], folder: &Path, outline: &[Chapter]) -> Vec<Finding> {
    let of_one = |lesson: &Lesson| {
        let file = folder.join(&lesson.front.id).join("lesson.md");
        let mut findings = Findings::of(&file);
        check_screens(lesson, &mut findings);
        check_exercises(lesson, &mut findings);
        check_terms(lesson, &mut findings);
        check_next(lesson, outline, &mut findings);
        reading::check(lesson, &mut findings);
        findings.into_vec()
    };
    lessons.iter().flat_map(of_one).collect()
}

fn check_screens(lesson: &Lesson, findings: &mut Findings) {
    let screens = &lesson.screens;
    let lecture = screens.iter().filter(|screen| ![CHECK, DECIDE].contains(&&*screen.id)).count();
    let longer = LONGER.iter().find(|(id, _)| *id == lesson.front.id);
    let most = longer.map_or(MAX_SCREENS, |(_, most)| *most);
    if !(2..=most).contains(&lecture) {
        let sentence = format!(
            "A lecture has two to {most} screens, one idea each, besides those to check oneself and \
             to decide: here are {lecture}."
        );
        findings.add(1, sentence);
    }
    if lesson.figures().next().is_none() && lesson.programs().next().is_none() {
        findings.add(1, "A lesson has a figure that the learner operates: here is none.");
    }
    match screens.iter().find(|screen| screen.id == CHECK) {
        None => findings.add(
            1,
            "The screen `{#check-yourself}` is missing: two questions that also a project manager \
             can answer.",
        ),
        Some(screen) if screen.questions().count() != 2 => {
            let sentence = format!("Two questions stand here, not {}.", screen.questions().count());
            findings.add(screen.line, sentence);
        }
        Some(_) => {}
    }
    match screens.last() {
        Some(screen) if screen.id == DECIDE => check_decide(screen, findings),
        _ => findings
            .add(1, "The last screen is `{#decide}`: what this means for cost, risk and planning."),
    }
    for screen in screens.iter().filter(|screen| screen.notes.is_none()) {
        let sentence =
            "Notes are missing: say under the heading how long the screen takes in a room.";
        findings.add(screen.line, sentence);
    }
}

/// It is for people who do not program, and says what a lesson means to them.
fn check_decide(screen: &Screen, findings: &mut Findings) {
    let is_in = |word: &str| {
        screen.pieces.iter().any(|piece| match piece {
            Piece::Text(html) => html.contains(&format!("<strong>{word}")),
            _ => false,
        })
    };
    for word in ["Cost", "Risk", "Planning"].iter().filter(|word| !is_in(word)) {
        let sentence = format!("Whoever decides wants to read of **{word}.** too.");
        findings.add(screen.line, sentence);
    }
    if screen.exercises().next().is_some() || screen.programs().next().is_some() {
        let sentence =
            "Who decides need not program: exercises and programs stand on other screens.";
        findings.add(screen.line, sentence);
    }
}

fn check_exercises(lesson: &Lesson, findings: &mut Findings) {
    let mut kinds: Vec<Kind> = Vec::new();
    for exercise in lesson.exercises() {
        if !kinds.contains(&exercise.kind) {
            kinds.push(exercise.kind);
        }
    }
    if kinds.len() < 2 {
        let sentence = format!(
            "A lesson has exercises of two kinds or more: here are {}.",
            if kinds.is_empty() { "none" } else { "those of one" }
        );
        findings.add(1, sentence);
    }
    if !kinds.contains(&Kind::Write) {
        findings.add(1, "In one exercise at least the learner writes: its kind is `write`.");
    }
}

/// A word that is marked where it is explained can be looked up, and what can be looked up occurs.
fn check_terms(lesson: &Lesson, findings: &mut Findings) {
    for Marked { words, line } in &lesson.marked {
        if !lesson.terms.iter().any(|term| are_one(words, &term.word)) {
            let sentence = format!(
                "“{words}” is marked as a term, and no block `terms` explains it: explain it there, \
                 or stress it with two stars."
            );
            findings.add(*line, sentence);
        }
    }
    let text = reading::all(lesson).to_lowercase();
    for Term { word, line, .. } in &lesson.terms {
        if !text.contains(&word.to_lowercase()) {
            let sentence =
                format!("“{word}” does not occur in the lesson: leave it out, or use it.");
            findings.add(*line, sentence);
        }
    }
}

/// Whether marked words are a term, perhaps in another form: nodes and node, unwinding and unwind.
fn are_one(marked: &str, term: &str) -> bool {
    let (marked, term) = (marked.to_lowercase(), term.to_lowercase());
    let shared = marked.chars().zip(term.chars()).take_while(|(a, b)| a == b).count();
    let longer = marked.chars().count().max(term.chars().count());
    longer <= shared + 3 && longer < 2 * shared
}

fn check_next(lesson: &Lesson, outline: &[Chapter], findings: &mut Findings) {
    let mut topics = outline.iter().flat_map(|chapter| chapter.topics);
    let next = topics.by_ref().skip_while(|topic| topic.id != lesson.front.id).nth(1);
    if let Some(next) = next.filter(|next| next.stage != Stage::Planned)
        && !lesson.leads_to.iter().any(|id| id == next.id)
    {
        let id = next.id;
        findings
            .add(1, format!("Nothing leads on from here: link to `topic:{id}`, which is next."));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_may_stand_in_another_form() {
        for (marked, term) in [
            ("slice", "Slice"),
            ("nodes", "node"),
            ("classes", "class"),
            ("unwinding", "unwind"),
            ("deferred", "defer"),
            ("Gradient descent", "gradient descent"),
        ] {
            assert!(are_one(marked, term), "{marked}, {term}");
        }
        for (marked, term) in [("is", "in"), ("map", "mapping"), ("both", "bottom"), ("", "a")] {
            assert!(!are_one(marked, term), "{marked}, {term}");
        }
    }
}
