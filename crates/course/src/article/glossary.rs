//! What the words of a lesson mean, at its end.

use super::{escape, put};
use crate::lesson::Term;

pub fn write(html: &mut String, terms: &[Term]) {
    if terms.is_empty() {
        return;
    }
    html.push_str(
        "<section class=\"glossary\" id=\"glossary\" aria-labelledby=\"glossary-title\">\
         <h2 id=\"glossary-title\">Words of this lesson</h2><dl>\n",
    );
    for term in terms {
        let (word, meaning) = (escape(&term.word), escape(&term.meaning));
        put(html, format_args!("<dt>{word}</dt><dd>{meaning}</dd>\n"));
    }
    html.push_str("</dl></section>\n");
}
