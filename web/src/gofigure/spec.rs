//! What a lesson says of a figure of a Go program.

use burrow_course::goal::Goal;
use web_sys::Element;
use yew::AttrValue;

use super::view::bytes;

/// What a figure is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lab {
    Stepper,
    Calls,
    Defers,
    Memory,
    Timeline,
    Bytes,
    Program,
}

impl Lab {
    fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "stepper" => Self::Stepper,
            "calls" => Self::Calls,
            "defers" => Self::Defers,
            "memory" => Self::Memory,
            "timeline" => Self::Timeline,
            "bytes" => Self::Bytes,
            "program" => Self::Program,
            _ => return None,
        })
    }
}

/// A part of a moment that a figure shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    Source,
    Stack,
    Heap,
    Captured,
    Output,
    Calls,
    Defers,
    Memory,
    Timeline,
}

impl Panel {
    fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "source" => Self::Source,
            "stack" => Self::Stack,
            "heap" => Self::Heap,
            "captured" => Self::Captured,
            "output" => Self::Output,
            "calls" => Self::Calls,
            "defers" => Self::Defers,
            "memory" => Self::Memory,
            "timeline" => Self::Timeline,
            _ => return None,
        })
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct GoSpec {
    pub id: AttrValue,
    pub lab: Lab,
    /// The file's name, and its text.
    pub program: String,
    pub source: String,
    pub show: Vec<Panel>,
    /// The variables whose memory is shown.
    pub values: Vec<String>,
    /// The line that it opens before; 0 for the first statement.
    pub open: u32,
    pub goal: Option<Goal>,
    /// The question that is to be answered first.
    pub ask: Option<AttrValue>,
}

/// The words of which a [`GoSpec`] is made, as they stand in the page and in the lesson.
#[derive(Clone, Debug, Default)]
pub struct Words {
    pub id: String,
    pub lab: String,
    pub program: String,
    pub source: String,
    pub show: String,
    pub values: String,
    pub open: String,
    pub goal: String,
    pub ask: String,
}

impl GoSpec {
    /// None for a lab of networks. The course's check has refused what else could be wrong.
    pub fn new(words: Words) -> Option<Self> {
        let lab = Lab::from_word(&words.lab)?;
        let (program, source) = match lab {
            Lab::Bytes if words.source.is_empty() => {
                (bytes::PROGRAM.0.to_string(), bytes::PROGRAM.1.to_string())
            }
            _ => (words.program, words.source),
        };
        Some(Self {
            lab,
            id: words.id.into(),
            program,
            source,
            show: list(&words.show).filter_map(Panel::from_word).collect(),
            values: list(&words.values).map(str::to_string).collect(),
            open: words.open.parse().unwrap_or_default(),
            goal: Goal::parse(&words.goal).ok(),
            ask: Some(AttrValue::from(words.ask)).filter(|ask| !ask.is_empty()),
        })
    }

    /// Reads what stands in the page.
    pub fn of(figure: &Element) -> Option<Self> {
        let word = |name: &str| figure.get_attribute(name).unwrap_or_default();
        Self::new(Words {
            id: word("data-figure"),
            lab: word("data-lab"),
            program: word("data-program"),
            source: word("data-source"),
            show: word("data-show"),
            values: word("data-values"),
            open: word("data-open"),
            goal: word("data-goal"),
            ask: word("data-ask"),
        })
    }

    pub fn shows(&self, panel: Panel) -> bool {
        self.show.contains(&panel)
    }
}

fn list(words: &str) -> impl Iterator<Item = &str> {
    words.split(',').map(str::trim).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_made_of_its_words() {
        let words = Words {
            lab: "defers".to_string(),
            show: "source, defers".to_string(),
            open: "7".to_string(),
            goal: "line 9".to_string(),
            ..Words::default()
        };
        let figure = GoSpec::new(words).unwrap();
        assert_eq!((figure.lab, figure.open), (Lab::Defers, 7));
        assert_eq!(figure.show, [Panel::Source, Panel::Defers]);
        assert_eq!(figure.goal, Some(Goal::Line(9)));
        assert_eq!(figure.ask, None);
        assert_eq!(GoSpec::new(Words { lab: "boundary".to_string(), ..Words::default() }), None);
    }
}
