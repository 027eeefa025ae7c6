//! A figure of a Go program: the program itself, until the app shows it at work.

use super::exercise::code;
use super::{escape, own_link, put};
use crate::lesson::ProgramFigure;

pub fn write(html: &mut String, figure: &ProgramFigure) {
    let id = escape(&figure.id);
    put(html, format_args!("<figure class=\"figure\" id=\"figure-{id}\" data-figure=\"{id}\""));
    let mut attribute = |name: &str, value: &str| {
        put(html, format_args!(" data-{name}=\"{}\"", escape(value)));
    };
    attribute("lab", figure.lab.key());
    if let Some((name, _)) = &figure.program {
        attribute("program", name);
    }
    attribute("show", &figure.show.join(","));
    if !figure.values.is_empty() {
        attribute("values", &figure.values.join(","));
    }
    attribute("open", &figure.open.to_string());
    if let Some(goal) = &figure.goal {
        attribute("goal", &goal.to_string());
    }
    if let Some(ask) = &figure.ask {
        attribute("ask", ask);
    }
    let (title, invitation, alt) =
        (escape(&figure.title), escape(&figure.invitation), escape(&figure.alt));
    let program = figure.program.as_ref().map(|(_, text)| code("figure__program", "go", text));
    put(
        html,
        format_args!(
            ">\n<figcaption class=\"figure__title\">{title}</figcaption>{}\n\
             <p class=\"figure__try\">{invitation}</p>\n\
             <div class=\"figure__stage\">{}</div>\n\
             <p class=\"figure__alt\">{alt}</p>\n\
             </figure>\n",
            own_link(&format!("figure-{}", figure.id), &figure.title),
            program.unwrap_or_default()
        ),
    );
}
