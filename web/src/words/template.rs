//! Sentences with `{places}`: filled with values, or recognised and taken apart.

/// What stands before the first place, its name, and what stands after it.
pub fn next_place(template: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = template.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

/// A place without a value stays empty.
pub fn fill<T: AsRef<str>>(template: &str, values: &[(&str, T)]) -> String {
    let mut filled = String::new();
    let mut rest = template;
    while let Some((before, name, after)) = next_place(rest) {
        filled.push_str(before);
        if let Some((_, value)) = values.iter().find(|(place, _)| *place == name) {
            filled.push_str(value.as_ref());
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// What stands in each place, if the sentence was made from this template.
pub fn values<'a>(template: &'a str, sentence: &'a str) -> Option<Vec<(&'a str, &'a str)>> {
    let mut values = Vec::new();
    let (mut template, mut sentence) = (template, sentence);
    while let Some((before, name, after)) = next_place(template) {
        sentence = sentence.strip_prefix(before)?;
        let end = match after.split_once('{') {
            Some((between, _)) => sentence.find(between)?,
            None => sentence.strip_suffix(after)?.len(),
        };
        values.push((name, &sentence[..end]));
        (template, sentence) = (after, &sentence[end..]);
    }
    (template == sentence).then_some(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_comes_into_its_place_wherever_that_is() {
        assert_eq!(fill("{to} from {from}", &[("from", "a"), ("to", "b")]), "b from a");
        assert_eq!(fill("no place", &[("from", "a")]), "no place");
        assert_eq!(fill("{a}{b}", &[("a", "{b}"), ("b", "c")]), "{b}c");
    }

    #[test]
    fn a_sentence_gives_its_values_back() {
        let template = "At step {step} it was {what}.";
        assert_eq!(
            values(template, "At step 7 it was a number. Really."),
            Some(vec![("step", "7"), ("what", "a number. Really")])
        );
        assert_eq!(values(template, "At step 7 it was"), None);
        assert_eq!(values(template, "At last."), None);
        assert_eq!(values("All of it.", "All of it."), Some(vec![]));
        assert_eq!(values("All of it.", "All of it. And more."), None);
    }
}
