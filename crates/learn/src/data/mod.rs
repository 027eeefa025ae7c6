//! Examples to learn from.

pub mod digits;
pub mod plane;
pub mod tables;

use burrow_protocol::frame::{Point, Points};
use burrow_protocol::settings::{Lab, Settings};

use crate::random::{Purpose, Stream};

/// Examples with one target each.
#[derive(Clone, Debug, PartialEq)]
pub struct Examples {
    /// `[n, width]`, row by row.
    pub inputs: Vec<f32>,
    pub width: usize,
    /// `[n]`: the number of a class, or a value.
    pub targets: Vec<f32>,
    /// How many classes there are; none for regression.
    pub classes: Option<usize>,
}

impl Examples {
    pub fn len(&self) -> usize {
        self.targets.len()
    }

    pub fn is_empty(&self) -> bool {
        self.targets.is_empty()
    }

    /// Numbers that the network gives for an example.
    pub fn outputs(&self) -> usize {
        self.classes.unwrap_or(1)
    }

    /// The inputs of one example.
    pub fn input(&self, index: usize) -> &[f32] {
        &self.inputs[index * self.width..][..self.width]
    }

    /// The examples with these indices, in this order.
    pub fn select(&self, indices: &[usize]) -> Self {
        Self {
            inputs: indices.iter().flat_map(|&i| self.input(i)).copied().collect(),
            width: self.width,
            targets: indices.iter().map(|&i| self.targets[i]).collect(),
            classes: self.classes,
        }
    }

    /// Targets as the loss wants them: `[n, outputs]`, one-hot for classes.
    pub fn target_rows(&self) -> Vec<f32> {
        match self.classes {
            None => self.targets.clone(),
            Some(classes) => {
                let mut rows = vec![0.0; self.len() * classes];
                for (i, &target) in self.targets.iter().enumerate() {
                    rows[i * classes + target as usize] = 1.0;
                }
                rows
            }
        }
    }
}

/// The examples of a run, divided into those that are learned from and those that are not.
#[derive(Clone, Debug)]
pub struct Split {
    pub train: Examples,
    pub test: Examples,
    /// The same examples as points; empty where the lab has none.
    pub points: Points,
}

/// Files that a lab needs and that are too large to be part of the program.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// The digits, as [`digits::parse`] gave them.
    pub digits: Option<Examples>,
}

impl Split {
    /// The examples that these settings ask for.
    ///
    /// The share of `settings.split` percent is drawn at random once for a seed, so a larger
    /// share holds all of a smaller one.
    ///
    /// # Errors
    /// A sentence where the lab's file is missing.
    pub fn new(settings: &Settings, files: &Files) -> Result<Self, String> {
        let (all, points) = match settings.lab {
            Lab::Boundary => {
                let points = plane::points(settings);
                (plane::examples(settings, &points), points)
            }
            Lab::Digits => {
                let digits = files.digits.clone();
                (digits.ok_or("The file with the digits has not arrived yet.")?, Vec::new())
            }
        };
        let order = Stream::new(settings.seed, Purpose::Split, 0).permutation(all.len());
        let n_train = (all.len() as f64 * settings.split / 100.0).round() as usize;
        let (train, test) = order.split_at(n_train.clamp(1, all.len() - 1));
        let pick = |indices: &[usize]| -> Vec<Point> {
            indices.iter().filter_map(|&i| points.get(i).copied()).collect()
        };
        Ok(Self {
            train: all.select(train),
            test: all.select(test),
            points: Points { train: pick(train), test: pick(test) },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_larger_share_holds_all_of_a_smaller_one() {
        let mut settings = Settings::for_lab(Lab::Boundary);
        settings.split = 30.0;
        let small = Split::new(&settings, &Files::default()).unwrap();
        settings.split = 60.0;
        let large = Split::new(&settings, &Files::default()).unwrap();
        assert_eq!(small.train.len(), 150);
        assert_eq!(large.train.len(), 300);
        assert_eq!(small.points.train[..], large.points.train[..150]);
        assert_eq!(small.train.inputs[..], large.train.inputs[..300]);
    }

    #[test]
    fn without_its_file_the_digit_reader_says_so() {
        let error = Split::new(&Settings::for_lab(Lab::Digits), &Files::default()).unwrap_err();
        assert!(error.contains("digits"));
    }

    #[test]
    fn classes_become_one_hot_rows() {
        let examples =
            Examples { inputs: vec![0.0; 2], width: 1, targets: vec![1.0, 0.0], classes: Some(3) };
        assert_eq!(examples.target_rows(), [0.0, 1.0, 0.0, 1.0, 0.0, 0.0]);
    }
}
