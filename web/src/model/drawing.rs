//! A digit while it is drawn: by pen as strokes, by keyboard pixel by pixel.

use super::digit::{EMPTY, EXAMPLE, FULL, Picture, Stroke, picture};

#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// Empty when the picture was made pixel by pixel.
    pub strokes: Vec<Stroke>,
    pub picture: Picture,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Action {
    /// The pen goes down at a place; from 0 to 1, y pointing down.
    Begin((f32, f32)),
    /// The pen moves on.
    Extend((f32, f32)),
    /// Sets or clears a pixel.
    Toggle(usize),
    Example,
    Clear,
}

impl Default for Drawing {
    fn default() -> Self {
        Self { strokes: Vec::new(), picture: EMPTY }
    }
}

impl Drawing {
    pub fn is_empty(&self) -> bool {
        self.picture == EMPTY
    }

    pub fn after(&self, action: Action) -> Self {
        match action {
            Action::Begin(place) => self.with_strokes(|strokes| strokes.push(vec![place])),
            Action::Extend(place) => self.with_strokes(|strokes| {
                if let Some(stroke) = strokes.last_mut() {
                    stroke.push(place);
                }
            }),
            Action::Toggle(pixel) => {
                let mut picture = self.picture;
                if let Some(value) = picture.get_mut(pixel) {
                    *value = if *value > FULL / 2 { 0 } else { FULL };
                }
                // The strokes would show something else than what the network sees.
                Self { strokes: Vec::new(), picture }
            }
            Action::Example => Self { strokes: Vec::new(), picture: EXAMPLE },
            Action::Clear => Self::default(),
        }
    }

    fn with_strokes(&self, change: impl FnOnce(&mut Vec<Stroke>)) -> Self {
        let mut strokes = self.strokes.clone();
        change(&mut strokes);
        let picture = picture(&strokes);
        Self { strokes, picture }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stroke_gives_a_picture() {
        let drawing = Drawing::default().after(Action::Begin((0.5, 0.1)));
        let drawing = drawing.after(Action::Extend((0.5, 0.9)));
        assert_eq!(drawing.strokes, [vec![(0.5, 0.1), (0.5, 0.9)]]);
        assert!(!drawing.is_empty());
        assert!(drawing.after(Action::Clear).is_empty());
    }

    #[test]
    fn a_pixel_is_set_and_cleared_again() {
        let set = Drawing::default().after(Action::Toggle(9));
        assert_eq!(set.picture[9], FULL);
        assert!(set.after(Action::Toggle(9)).is_empty());
        assert_eq!(set.after(Action::Toggle(900)), set);
    }

    #[test]
    fn a_pixel_changed_by_hand_takes_the_strokes_away() {
        let drawing = Drawing::default().after(Action::Begin((0.5, 0.5)));
        let changed = drawing.after(Action::Toggle(0));
        assert!(changed.strokes.is_empty());
        assert_eq!(changed.picture[0], FULL);
    }
}
