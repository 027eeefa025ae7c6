//! A lesson as HTML: what a page shows before any program has run, and what the app mounts its
//! figures and exercises into.
//!
//! Two places are left for later steps of the build: `{{figure:ID}}`, the figure as it stands
//! before it is operated, and `{{asset:NAME}}`, the address of a file that the build made.

mod exercise;
mod glossary;
mod program;

use std::fmt::Write;

use burrow_protocol::frame::{CurvePoint, Score};
use burrow_protocol::link::to_text;
use burrow_protocol::settings::Choice as _;

use crate::lesson::{Exercise, Figure, Lesson, Piece, Question, Screen};

/// The screen of a lesson that leads and managers read, wherever it has one.
pub const DECIDE: &str = "decide";

/// The article. `outcome` says what a figure's run had reached in the state that it opens in, and
/// `printed` what the program of an exercise prints, where that is its answer; each is left out
/// where there is none.
pub fn article(
    lesson: &Lesson,
    outcome: impl Fn(&Figure) -> Option<CurvePoint>,
    printed: impl Fn(&Exercise) -> Option<String>,
) -> String {
    let (id, title, lang) =
        (escape(&lesson.front.id), escape(&lesson.front.title), escape(&lesson.front.lang));
    let (minutes, chapter) = (lesson.front.minutes, lesson.front.chapter.number);
    let chapter_title = escape(lesson.front.chapter.title);
    let mut html = format!(
        "<article class=\"lesson\" id=\"lesson\" data-topic=\"{id}\" data-title=\"{title}\" \
         data-minutes=\"{minutes}\" lang=\"{lang}\">\n\
         <header class=\"lesson__head\"><p class=\"lesson__place\">Chapter {chapter} · \
         {chapter_title} · {}</p><h1>{title}</h1>\n{}</header>\n",
        time(minutes),
        lesson.lead,
    );
    for (i, screen) in lesson.screens.iter().enumerate() {
        write_screen(&mut html, lesson, screen, i + 1, &outcome, &printed);
    }
    glossary::write(&mut html, &lesson.terms);
    html.push_str("</article>\n");
    html
}

fn time(minutes: u32) -> String {
    if minutes == 1 { "1 minute".to_string() } else { format!("{minutes} minutes") }
}

fn write_screen(
    html: &mut String,
    lesson: &Lesson,
    screen: &Screen,
    number: usize,
    outcome: impl Fn(&Figure) -> Option<CurvePoint>,
    printed: impl Fn(&Exercise) -> Option<String>,
) {
    let id = escape(&screen.id);
    let (mark, whom) = if screen.id == DECIDE {
        let whom = "<p class=\"screen__whom\">For leads and managers: cost, risk, planning</p>";
        (" data-decide=\"\"", whom)
    } else {
        ("", "")
    };
    put(
        html,
        format_args!(
            "<section class=\"screen\" id=\"{id}\" data-screen=\"{number}\"{mark} \
             aria-labelledby=\"{id}-title\">{whom}<h2 id=\"{id}-title\">{}</h2>{}\n",
            screen.heading,
            own_link(&screen.id, &screen.title)
        ),
    );
    for piece in &screen.pieces {
        match piece {
            Piece::Text(text) => html.push_str(text),
            Piece::Question(question) => write_question(html, question),
            Piece::Figure(figure) => write_figure(html, lesson, figure, outcome(figure)),
            Piece::Program(figure) => program::write(html, figure),
            Piece::Exercise(exercise) => exercise::write(html, exercise, printed(exercise)),
        }
    }
    html.push_str("</section>\n");
}

/// A link to the part of the lesson with an id, beside its title.
fn own_link(id: &str, title: &str) -> String {
    let (id, title) = (escape(id), escape(title));
    format!("<a class=\"own-link\" href=\"#{id}\" aria-label=\"Link to “{title}”\"></a>")
}

fn write_question(html: &mut String, question: &Question) {
    let (id, ask) = (escape(&question.id), escape(&question.ask));
    put(
        html,
        format_args!(
            "<div class=\"question\" id=\"question-{id}\" data-question=\"{id}\">\
             <fieldset><legend>{ask}</legend>\n"
        ),
    );
    for (i, option) in question.options.iter().enumerate() {
        put(
            html,
            format_args!(
                "<label class=\"question__option\"><input type=\"radio\" name=\"question-{id}\" \
                 value=\"{i}\"><span>{}</span></label>\n",
                escape(&option.text)
            ),
        );
    }
    html.push_str(
        "</fieldset>\n<p class=\"question__result\" role=\"status\"></p>\n\
         <details class=\"question__answers\"><summary>All answers</summary><ul>\n",
    );
    for (i, option) in question.options.iter().enumerate() {
        put(
            html,
            format_args!(
                "<li class=\"question__why\" data-option=\"{i}\" data-right=\"{}\">\
                 <strong>{}</strong> {}</li>\n",
                option.is_right,
                escape(&option.text),
                escape(&option.why)
            ),
        );
    }
    html.push_str("</ul></details></div>\n");
}

fn write_figure(html: &mut String, lesson: &Lesson, figure: &Figure, outcome: Option<CurvePoint>) {
    let id = escape(&figure.id);
    put(html, format_args!("<figure class=\"figure\" id=\"figure-{id}\" data-figure=\"{id}\""));
    let mut attribute = |name: &str, value: &str| {
        put(html, format_args!(" data-{name}=\"{}\"", escape(value)));
    };
    attribute("lab", figure.lab().key());
    attribute("recipe", &to_text(&figure.recipe));
    attribute("show", &figure.show.join(","));
    attribute("controls", &figure.controls.join(","));
    if let Some(goal) = figure.goal {
        attribute("goal", &goal.to_string());
    }
    if let Some(ask) = &figure.ask {
        attribute("ask", ask);
    }
    let link = own_link(&format!("figure-{}", figure.id), &figure.title);
    let (lesson, title) = (escape(&lesson.front.id), escape(&figure.title));
    let (invitation, alt) = (escape(&figure.invitation), escape(&figure.alt));
    let reached = outcome.map(|point| format!(" {}", escape(&opening(figure, &point))));
    put(
        html,
        format_args!(
            " data-checkpoint=\"{{{{asset:{lesson}/{id}.bpk}}}}\">\n\
             <figcaption class=\"figure__title\">{title}</figcaption>{link}\n\
             <p class=\"figure__try\">{invitation}</p>\n\
             <div class=\"figure__stage\">{{{{figure:{id}}}}}</div>\n\
             <p class=\"figure__alt\">{alt}{}</p>\n\
             </figure>\n",
            reached.unwrap_or_default()
        ),
    );
}

/// The state that a figure opens in, in words. What an untrained network would read into a drawing
/// is not shown, so it is not said either.
fn opening(figure: &Figure, point: &CurvePoint) -> String {
    if point.step == 0 && figure.show.contains(&"drawing") {
        return "Before the first step a pretrained model answers, not this network.".to_string();
    }
    sentence(point)
}

/// What a run has reached, in words.
fn sentence(point: &CurvePoint) -> String {
    let when = match point.step {
        0 => "Before the first step".to_string(),
        1 => "After 1 step".to_string(),
        step => format!("After {step} steps"),
    };
    let (train, test) = (loss(&point.train), loss(&point.test));
    let right = point.test.accuracy.map(|share| {
        // 99.6 percent is not all of them.
        let percent = format!("{:.1}", share * 100.0);
        format!(", {}\u{a0}% of the test examples right", percent.trim_end_matches(".0"))
    });
    format!("{when}: training loss {train}, test loss {test}{}.", right.unwrap_or_default())
}

fn loss(score: &Score) -> String {
    let rounded = format!("{:.3}", score.loss);
    if rounded == "0.000" && score.loss > 0.0 { "below 0.001".to_string() } else { rounded }
}

/// Text as it stands in HTML, between tags or in an attribute. Two braces would be a place that a
/// later step of the build fills.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '{' => escaped.push_str("&#123;"),
            other => escaped.push(other),
        }
    }
    escaped
}

fn put(html: &mut String, words: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = html.write_fmt(words);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(step: u64, loss: f32, accuracy: Option<f32>) -> CurvePoint {
        let score = Score { loss, accuracy };
        CurvePoint { step, train: score, test: score }
    }

    #[test]
    fn what_a_run_reached_is_said_without_flattery() {
        assert_eq!(
            sentence(&point(200, 0.0123, Some(0.996))),
            "After 200 steps: training loss 0.012, test loss 0.012, 99.6\u{a0}% of the test examples right."
        );
        assert_eq!(
            sentence(&point(0, 0.75, Some(0.5))),
            "Before the first step: training loss 0.750, test loss 0.750, 50\u{a0}% of the test examples right."
        );
        assert_eq!(
            sentence(&point(1, 0.0001, None)),
            "After 1 step: training loss below 0.001, test loss below 0.001."
        );
    }

    #[test]
    fn text_becomes_neither_markup_nor_a_place_to_fill() {
        assert_eq!(escape("<b a=\"1\">& {{x}}"), "&lt;b a=&quot;1&quot;&gt;&amp; &#123;&#123;x}}");
    }
}
