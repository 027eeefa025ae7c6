//! HTML of our own making as plain text.

/// What opens a line of its own.
const BLOCKS: [&str; 14] = [
    "p",
    "li",
    "ul",
    "ol",
    "h3",
    "h4",
    "h5",
    "h6",
    "pre",
    "blockquote",
    "table",
    "thead",
    "tbody",
    "tr",
];

/// The words of some HTML: a line for each paragraph, item and row.
pub fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(&unescaped(before));
        let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
        let (is_end, name) = match tag.strip_prefix('/') {
            Some(name) => (true, name),
            None => (false, tag.split(' ').next().unwrap_or_default()),
        };
        if BLOCKS.contains(&name) && !text.ends_with('\n') && !text.is_empty() {
            text.push('\n');
        }
        match name {
            "li" if !is_end => text.push_str("- "),
            "td" | "th" if is_end => text.push_str(" | "),
            _ => {}
        }
        rest = after;
    }
    text.push_str(&unescaped(rest));
    let lines = text.lines().map(str::trim_end).filter(|line| !line.is_empty());
    lines.map(|line| format!("{line}\n")).collect()
}

fn unescaped(text: &str) -> String {
    let pairs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#123;", "{"), ("&amp;", "&")];
    pairs.iter().fold(text.to_string(), |text, (from, to)| text.replace(from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_and_tags_go() {
        let html = "<p>A <em>b</em> &amp; <code>c &lt; d</code>.</p>\n<ul>\n<li>one</li>\n</ul>\n\
                    <table><thead><tr><th>x</th></tr></thead></table>\n\
                    <pre><code class=\"language-go\">if a &amp;&amp; b &#123;\n\tc()\n}\n</code></pre>\n";
        let text = "A b & c < d.\n- one\nx |\nif a && b {\n\tc()\n}\n";
        assert_eq!(plain(html), text);
    }
}
