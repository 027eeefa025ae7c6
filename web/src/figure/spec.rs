//! What a lesson says of one of its figures.

use burrow_protocol::goal::Goal;
use burrow_protocol::link;
use burrow_protocol::recipe::Recipe;
use web_sys::Element;
use yew::AttrValue;

use crate::components::place::Poster;

/// A part of a lab that a figure shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    Surface,
    Loss,
    Network,
    Drawing,
    Confusion,
}

impl Panel {
    fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "surface" => Self::Surface,
            "loss" => Self::Loss,
            "network" => Self::Network,
            "drawing" => Self::Drawing,
            "confusion" => Self::Confusion,
            _ => return None,
        })
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct FigureSpec {
    pub id: AttrValue,
    pub recipe: Recipe,
    pub show: Vec<Panel>,
    /// Keys of the parameters that it offers.
    pub controls: Vec<AttrValue>,
    pub goal: Option<Goal>,
    /// The question that is to be answered first.
    pub ask: Option<AttrValue>,
    /// Where the checkpoint of the recipe's step is.
    pub checkpoint: Option<AttrValue>,
    pub poster: Option<Poster>,
}

/// The words of which a [`FigureSpec`] is made, as they stand in the page and in the lesson.
#[derive(Clone, Debug, Default)]
pub struct Words {
    pub id: String,
    pub recipe: String,
    pub show: String,
    pub controls: String,
    pub goal: String,
    pub ask: String,
    pub checkpoint: String,
    pub poster: Option<Poster>,
}

impl FigureSpec {
    /// The course's check has refused what could be wrong with them.
    pub fn new(words: Words) -> Self {
        let given = |word: String| Some(AttrValue::from(word)).filter(|word| !word.is_empty());
        Self {
            recipe: link::from_text(&words.recipe).0,
            show: list(&words.show).filter_map(Panel::from_word).collect(),
            controls: list(&words.controls).map(|key| key.to_string().into()).collect(),
            goal: Goal::parse(&words.goal).ok(),
            ask: given(words.ask),
            checkpoint: given(words.checkpoint),
            poster: words.poster,
            id: words.id.into(),
        }
    }

    /// Reads what stands in the page.
    pub fn of(figure: &Element) -> Self {
        let word = |name: &str| figure.get_attribute(name).unwrap_or_default();
        Self::new(Words {
            id: word("data-figure"),
            recipe: word("data-recipe"),
            show: word("data-show"),
            controls: word("data-controls"),
            goal: word("data-goal"),
            ask: word("data-ask"),
            checkpoint: word("data-checkpoint"),
            poster: poster_of(figure),
        })
    }
}

fn poster_of(figure: &Element) -> Option<Poster> {
    let address = |theme: &str| {
        let image = figure.query_selector(&format!("img[data-poster={theme}]")).ok()??;
        image.get_attribute("src").map(AttrValue::from)
    };
    Some(Poster { light: address("light")?, dark: address("dark")? })
}

fn list(words: &str) -> impl Iterator<Item = &str> {
    words.split(',').map(str::trim).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use burrow_protocol::settings::Lab;

    use super::*;

    #[test]
    fn a_figure_is_made_of_its_words() {
        let words = Words {
            id: "rates".to_string(),
            recipe: "lab=boundary&rate=0.1&step=20".to_string(),
            show: "surface, loss".to_string(),
            controls: "rate,batch".to_string(),
            goal: "step >= 40".to_string(),
            ..Words::default()
        };
        let figure = FigureSpec::new(words);
        assert_eq!(figure.recipe.initial.lab, Lab::Boundary);
        assert_eq!((figure.recipe.step, figure.recipe.initial.learning_rate), (20, 0.1));
        assert_eq!(figure.show, [Panel::Surface, Panel::Loss]);
        assert_eq!(figure.controls, ["rate", "batch"]);
        assert_eq!(figure.goal, Some(Goal::Step(40)));
        assert_eq!((figure.ask, figure.checkpoint), (None, None));
    }
}
