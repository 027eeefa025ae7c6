//! Numbers for people, in the one way of the page's language: its decimal sign, and its sign
//! between groups of three digits.

use crate::words::{Key, fill, text};

/// Stands where there is no number.
pub const NONE: &str = "–";

/// A number as Rust writes it, for a sentence or a table.
pub fn number(written: &str) -> String {
    let begin = written.find(|c: char| c.is_ascii_digit()).unwrap_or(written.len());
    let length = written[begin..].find(|c: char| !c.is_ascii_digit());
    let end = length.map_or(written.len(), |length| begin + length);
    let mut shown = String::with_capacity(written.len() + 8);
    for (place, letter) in written.char_indices() {
        if (begin + 1..end).contains(&place) && (end - place).is_multiple_of(3) {
            shown.push_str(text(Key::NumberGroup));
        }
        match letter {
            '.' => shown.push_str(text(Key::NumberDecimal)),
            _ => shown.push(letter),
        }
    }
    shown
}

/// A number for a field: in one piece, so that it is easily changed.
pub fn field(written: &str) -> String {
    written.replace('.', text(Key::NumberDecimal))
}

/// What was typed into a field for a number, as Rust reads it: point or comma, whatever the
/// language, since people carry their habits along; groups and the true minus sign come with
/// numbers copied from the page.
pub fn read(typed: &str) -> String {
    let kept = typed.chars().filter(|c| !c.is_whitespace());
    kept.map(|c| match c {
        ',' => '.',
        '−' => '-',
        other => other,
    })
    .collect()
}

/// A whole number.
pub fn whole(count: u64) -> String {
    number(&count.to_string())
}

/// A loss: four digits after the point, more for a very small one.
pub fn loss(value: f32) -> String {
    if !value.is_finite() {
        return text(Key::NumberNotFinite).to_string();
    }
    let small = value != 0.0 && value.abs() < 0.001;
    number(&if small { format!("{value:.2e}") } else { format!("{value:.4}") })
}

/// A share from 0 to 1 in percent, which no line break tears apart.
pub fn percent(share: f32) -> String {
    number(&format!("{:.1}\u{a0}%", share * 100.0))
}

/// A share that may not exist.
pub fn percent_or_dash(share: Option<f32>) -> String {
    share.map_or_else(|| NONE.to_string(), percent)
}

/// A size of a download.
pub fn bytes(count: u64) -> String {
    match count {
        0..1_000 => fill(Key::NumberBytes, &[("n", &count.to_string())]),
        1_000..1_000_000 => format!("{:.0} kB", count as f64 / 1e3),
        1_000_000..1_000_000_000 => number(&format!("{:.1} MB", count as f64 / 1e6)),
        _ => number(&format!("{:.1} GB", count as f64 / 1e9)),
    }
}

/// Steps a second: whole when there are many.
pub fn rate(per_second: f32) -> String {
    // Too few steps since it was last measured, or a pause between them: no rate at all.
    if per_second < 0.05 {
        return NONE.to_string();
    }
    let places = if per_second >= 10.0 { 0 } else { 1 };
    number(&format!("{per_second:.places$}"))
}

/// Milliseconds a step.
pub fn milliseconds(ms: f32) -> String {
    let places = if ms < 10.0 { 2 } else { 0 };
    number(&format!("{ms:.places$} ms"))
}

/// A weight or an activation: three digits after the point, with its sign.
pub fn signed(value: f32) -> String {
    // A true minus sign is as wide as the plus.
    number(&format!("{value:+.3}")).replace('-', "−")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Lang, speaking};

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!(whole(7), "7");
        assert_eq!(whole(1_234_567), "1\u{202f}234\u{202f}567");
        assert_eq!(rate(12_345.4), "12\u{202f}345");
        assert_eq!(rate(3.25), "3.2");
        assert_eq!([rate(0.0), rate(0.04), rate(0.06)], [NONE, NONE, "0.1"]);
        assert_eq!(number("-1234.5678"), "-1\u{202f}234.5678");
        assert_eq!(number("-123.5"), "-123.5");
        assert_eq!(milliseconds(1234.0), "1\u{202f}234 ms");
    }

    #[test]
    fn a_loss_keeps_what_matters() {
        assert_eq!(loss(0.41382), "0.4138");
        assert_eq!(loss(0.0), "0.0000");
        assert_eq!(loss(0.000012), "1.20e-5");
        assert_eq!(loss(f32::NAN), "not a number");
    }

    #[test]
    fn sizes_and_shares_read_well() {
        assert_eq!(bytes(2_970_000), "3.0 MB");
        assert_eq!(bytes(510_000), "510 kB");
        assert_eq!(bytes(12), "12 bytes");
        assert_eq!(percent(0.9666), "96.7\u{a0}%");
        assert_eq!(percent_or_dash(None), "–");
        assert_eq!(signed(-0.5), "−0.500");
        assert_eq!(milliseconds(0.2), "0.20 ms");
        assert_eq!(milliseconds(12.4), "12 ms");
    }

    #[test]
    fn every_language_has_its_own_decimal_sign() {
        speaking(Lang::De, || {
            assert_eq!(loss(0.41382), "0,4138");
            assert_eq!(percent(0.9666), "96,7\u{a0}%");
            assert_eq!(signed(-0.5), "−0,500");
            assert_eq!(field("1234.5"), "1234,5");
        });
    }

    #[test]
    fn a_typed_number_is_read_with_point_or_comma() {
        assert_eq!(read(" 0,03 "), "0.03");
        assert_eq!(read("0.03"), "0.03");
        assert_eq!(read("−1\u{202f}234,5"), "-1234.5");
        let shown = speaking(Lang::De, || number("-1234.5"));
        assert_eq!(read(&shown), "-1234.5");
    }
}
