//! Lines that a learner puts into order, and those that are left out. Knows no browser.

/// Where each line stands: numbers of the exercise's lines, first those that are used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrangement {
    pub places: Vec<usize>,
    /// So many of them are used; the others are left out.
    pub n_used: usize,
}

impl Arrangement {
    /// As the learner finds them.
    pub fn first(n_lines: usize) -> Self {
        Self { places: (0..n_lines).collect(), n_used: n_lines }
    }

    /// Moves the line at a place up; from the first of those left out it comes back in.
    pub fn up(&mut self, at: usize) {
        if at == self.n_used && at < self.places.len() {
            self.n_used += 1;
        } else if at > 0 && at < self.places.len() {
            self.places.swap(at - 1, at);
        }
    }

    /// Moves the line at a place down; from the last that is used it is left out.
    pub fn down(&mut self, at: usize) {
        if at + 1 == self.n_used {
            self.n_used -= 1;
        } else if at + 1 < self.places.len() {
            self.places.swap(at, at + 1);
        }
    }

    /// Whether a line can be moved up or down.
    pub fn can_go_up(&self, at: usize) -> bool {
        at > 0 || self.n_used == 0
    }

    pub fn can_go_down(&self, at: usize) -> bool {
        at + 1 < self.places.len() || at + 1 == self.n_used
    }

    /// Takes a line from its place to another, which is among those that are used or not.
    pub fn carry(&mut self, from: usize, to: usize, is_used: bool) {
        if from >= self.places.len() {
            return;
        }
        let was_used = from < self.n_used;
        let line = self.places.remove(from);
        self.n_used -= usize::from(was_used);
        // Those behind it have moved up.
        let to = to - usize::from(was_used && !is_used && to > from);
        let to = match is_used {
            true => to.min(self.n_used),
            false => to.clamp(self.n_used, self.places.len()),
        };
        self.places.insert(to, line);
        self.n_used += usize::from(is_used);
    }

    /// The lines that are used, one behind the other.
    pub fn program(&self, head: &str, lines: &[String], tail: &str) -> String {
        let used = self.places[..self.n_used].iter().filter_map(|place| lines.get(*place));
        let lines: String = used.map(|line| format!("{line}\n")).collect();
        format!("{head}{lines}{tail}")
    }

    /// `2 0 1 | 3`.
    pub fn to_text(&self) -> String {
        let list = |places: &[usize]| {
            let places: Vec<String> = places.iter().map(usize::to_string).collect();
            places.join(" ")
        };
        let (used, others) = self.places.split_at(self.n_used);
        format!("{} | {}", list(used), list(others))
    }

    /// What [`Self::to_text`] made; nothing where it is not of so many lines.
    pub fn of_text(text: &str, n_lines: usize) -> Option<Self> {
        let (used, others) = text.split_once('|')?;
        let read = |list: &str| -> Option<Vec<usize>> {
            list.split_whitespace().map(|place| place.parse().ok()).collect()
        };
        let (mut places, others) = (read(used)?, read(others)?);
        let n_used = places.len();
        places.extend(others);
        let mut sorted = places.clone();
        sorted.sort_unstable();
        sorted.into_iter().eq(0..n_lines).then_some(Self { places, n_used })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_goes_up_and_down_and_out_and_in() {
        let mut lines = Arrangement::first(3);
        lines.down(0);
        assert_eq!(lines.to_text(), "1 0 2 | ");
        lines.down(2);
        assert_eq!(lines.to_text(), "1 0 | 2");
        lines.down(1);
        assert_eq!(lines.to_text(), "1 | 0 2");
        lines.up(1);
        lines.up(1);
        assert_eq!(lines.to_text(), "0 1 | 2");
        lines.up(0);
        lines.down(2);
        assert_eq!(lines.to_text(), "0 1 | 2");
    }

    #[test]
    fn a_line_is_carried_anywhere() {
        let mut lines = Arrangement::first(4);
        lines.carry(0, 3, true);
        assert_eq!(lines.to_text(), "1 2 3 0 | ");
        lines.carry(1, 3, false);
        assert_eq!(lines.to_text(), "1 3 0 | 2");
        lines.carry(3, 0, true);
        assert_eq!(lines.to_text(), "2 1 3 0 | ");
        lines.carry(9, 0, true);
        assert_eq!(lines.to_text(), "2 1 3 0 | ");
    }

    #[test]
    fn only_an_arrangement_of_these_lines_is_read() {
        for text in ["2 0 1 | 3", " | 3 2 1 0", "0 1 2 3 | "] {
            assert!(Arrangement::of_text(text, 4).is_some_and(|lines| lines.n_used <= 4), "{text}");
        }
        for text in ["", "0 1 2 3", "0 1 2 | ", "0 0 1 2 | ", "0 1 2 x | ", "0 1 2 4 | "] {
            assert_eq!(Arrangement::of_text(text, 4), None, "{text}");
        }
    }

    #[test]
    fn only_what_is_used_is_in_the_program_and_keeps_its_indentation() {
        let lines = ["\ta := 1", "\t\tb := 2", "\tc := 3"].map(String::from);
        let mut order = Arrangement::first(3);
        order.carry(1, 2, false);
        assert_eq!(order.program("{\n", &lines, "}\n"), "{\n\ta := 1\n\tc := 3\n}\n");
    }
}
