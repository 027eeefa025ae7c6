//! A figure of a Go program: what the app needs to show it at work, and the place where it does.

use super::{escape, own_link, put};
use crate::lesson::ProgramFigure;

pub fn write(html: &mut String, figure: &ProgramFigure) {
    let id = escape(&figure.id);
    put(html, format_args!("<figure class=\"figure\" id=\"figure-{id}\" data-figure=\"{id}\""));
    let mut attribute = |name: &str, value: &str| {
        put(html, format_args!(" data-{name}=\"{}\"", escape(value)));
    };
    attribute("lab", figure.lab.key());
    if let Some((name, text)) = &figure.program {
        attribute("program", name);
        attribute("source", text);
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
    put(
        html,
        format_args!(
            ">\n<figcaption class=\"figure__title\">{title}</figcaption>{}\n\
             <p class=\"figure__try\">{invitation}</p>\n\
             <div class=\"figure__stage\">{{{{figure:{id}}}}}</div>\n\
             <p class=\"figure__alt\">At the start: {alt}</p>\n\
             </figure>\n",
            own_link(&format!("figure-{}", figure.id), &figure.title)
        ),
    );
}
