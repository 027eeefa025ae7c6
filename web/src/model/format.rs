//! Numbers in words and figures for people.

/// A whole number with thin spaces between groups of three.
pub fn whole(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len());
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

/// A loss: four digits after the point, more for a very small one.
pub fn loss(value: f32) -> String {
    if !value.is_finite() {
        return "not a number".to_string();
    }
    if value != 0.0 && value.abs() < 0.001 { format!("{value:.2e}") } else { format!("{value:.4}") }
}

/// A share from 0 to 1 in percent.
pub fn percent(share: f32) -> String {
    format!("{:.1} %", share * 100.0)
}

/// A share that may not exist.
pub fn percent_or_dash(share: Option<f32>) -> String {
    share.map_or_else(|| "–".to_string(), percent)
}

/// A size of a download.
pub fn bytes(count: u64) -> String {
    match count {
        0..1_000 => format!("{count} bytes"),
        1_000..1_000_000 => format!("{:.0} kB", count as f64 / 1e3),
        _ => format!("{:.1} MB", count as f64 / 1e6),
    }
}

/// Steps a second: whole when there are many.
pub fn rate(per_second: f32) -> String {
    if per_second >= 10.0 { whole(per_second.round() as u64) } else { format!("{per_second:.1}") }
}

/// Milliseconds a step.
pub fn milliseconds(ms: f32) -> String {
    if ms < 10.0 { format!("{ms:.2} ms") } else { format!("{ms:.0} ms") }
}

/// A weight or an activation: three digits after the point, with its sign.
pub fn signed(value: f32) -> String {
    // A true minus sign is as wide as the plus.
    format!("{value:+.3}").replace('-', "−")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!(whole(7), "7");
        assert_eq!(whole(1_234_567), "1\u{202f}234\u{202f}567");
        assert_eq!(rate(12_345.4), "12\u{202f}345");
        assert_eq!(rate(3.25), "3.2");
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
        assert_eq!(percent(0.9666), "96.7 %");
        assert_eq!(percent_or_dash(None), "–");
        assert_eq!(signed(-0.5), "−0.500");
        assert_eq!(milliseconds(0.2), "0.20 ms");
    }
}
