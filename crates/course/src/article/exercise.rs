//! An exercise as a text that can be read, printed and done on paper. What a program needs beside
//! that text to judge an answer stands in its attributes.

use serde::Serialize;

use super::{escape, own_link, put};
use crate::lesson::{Exercise, Kind};
use crate::summary::{File, Mistake, Order};

pub fn write(html: &mut String, exercise: &Exercise, printed: Option<String>) {
    let (id, kind) = (escape(&exercise.id), exercise.kind.key());
    put(
        html,
        format_args!(
            "<section class=\"exercise\" id=\"exercise-{id}\" data-exercise=\"{id}\" \
             data-kind=\"{kind}\" data-version=\"{}\"",
            exercise.version()
        ),
    );
    write_data(html, exercise);
    put(
        html,
        format_args!(
            " aria-labelledby=\"exercise-{id}-title\">\n\
             <p class=\"exercise__kind\">{}</p>\n\
             <h3 class=\"exercise__title\" id=\"exercise-{id}-title\">{}</h3>{}\n\
             <div class=\"exercise__task\">\n",
            name(exercise.kind),
            escape(&exercise.title),
            own_link(&format!("exercise-{}", exercise.id), &exercise.title)
        ),
    );
    for task in &exercise.task {
        put(html, format_args!("<p>{}</p>\n", task.html));
    }
    let starter = code("exercise__starter", "go", &exercise.starter);
    put(html, format_args!("</div>\n<div class=\"exercise__stage\">{starter}</div>\n"));
    write_hints(html, exercise);
    write_solution(html, exercise, printed);
    html.push_str("</section>\n");
}

/// What a learner does, for the line above the title.
fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Predict => "Say what it prints",
        Kind::Fill => "Fill the blanks",
        Kind::Write => "Write it",
        Kind::Fix => "Find the fault",
        Kind::Order => "Put the lines into order",
    }
}

fn write_data(html: &mut String, exercise: &Exercise) {
    let mut attribute = |name: &str, value: &str| {
        put(html, format_args!(" data-{name}=\"{}\"", escape(value)));
    };
    attribute("mistakes", &json(&Mistake::of(exercise)));
    if let Some(check) = &exercise.check {
        attribute("check", check);
    }
    if let Some(order) = Order::of(exercise) {
        attribute("order", &json(&order));
    }
    if !exercise.files.is_empty() {
        attribute("files", &json(&File::of(exercise)));
    }
}

fn write_hints(html: &mut String, exercise: &Exercise) {
    let count = exercise.hints.len();
    for (i, hint) in exercise.hints.iter().enumerate() {
        put(
            html,
            format_args!(
                "<details class=\"exercise__hint\"><summary>Hint {} of {count}</summary>\
                 <p>{}</p></details>\n",
                i + 1,
                hint.html
            ),
        );
    }
}

fn write_solution(html: &mut String, exercise: &Exercise, printed: Option<String>) {
    let solution = match exercise.kind {
        Kind::Predict => code("exercise__solution-code", "text", &printed.unwrap_or_default()),
        _ => code("exercise__solution-code", "go", &exercise.solution),
    };
    put(
        html,
        format_args!(
            "<details class=\"exercise__solution\"><summary>Solution</summary>{solution}</details>\n"
        ),
    );
}

/// Text in its own lines.
pub fn code(class: &str, language: &str, text: &str) -> String {
    let text = escape(text);
    format!("<pre class=\"{class}\"><code class=\"language-{language}\">{text}</code></pre>")
}

fn json(data: &impl Serialize) -> String {
    // Plain data with text for keys always has a JSON form.
    serde_json::to_string(data).unwrap_or_default()
}
