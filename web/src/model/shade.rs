//! Eleven shades for shares: the policy forbids styles in the page, so each is a class.

pub const DARKEST: u32 = 10;

/// The shade of a part of a whole: 0 for nothing, at least 1 for something.
pub fn of(part: u32, whole: u32) -> u32 {
    if part == 0 || whole == 0 {
        return 0;
    }
    let share = f64::from(part) / f64::from(whole);
    ((share * f64::from(DARKEST)).round() as u32).clamp(1, DARKEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn something_is_always_seen() {
        assert_eq!(of(0, 40), 0);
        assert_eq!(of(1, 400), 1);
        assert_eq!(of(20, 40), 5);
        assert_eq!(of(40, 40), 10);
        assert_eq!(of(0, 0), 0);
    }
}
