//! The weights of the boundary lab's network by name: who is joined to whom, and where the
//! value stands in the flat list.

use burrow_protocol::network::{self, Layer};
use burrow_protocol::settings::Settings;

use crate::words::{Key, feature_label, fill, text};

/// The names of the units of each column: features, hidden layers, outputs.
#[derive(Clone, Debug, PartialEq)]
pub struct Names(Vec<Vec<String>>);

impl Names {
    pub fn new(settings: &Settings) -> Self {
        let features = settings.features.iter().map(|bit| feature_label(bit).to_string()).collect();
        let hidden = settings.layers.iter().enumerate().map(|(layer, &units)| {
            let layer = (layer + 1).to_string();
            let name =
                |unit: u16| fill(Key::NameUnit, &[("layer", &layer), ("unit", &unit.to_string())]);
            (1..=units).map(name).collect()
        });
        let outputs: &[Key] = if settings.is_regression() {
            &[Key::NameOutput]
        } else {
            &[Key::NameOrange, Key::NameBlue]
        };
        let outputs = outputs.iter().map(|key| text(*key).to_string()).collect();
        Self(std::iter::once(features).chain(hidden).chain(std::iter::once(outputs)).collect())
    }

    pub fn columns(&self) -> usize {
        self.0.len()
    }

    pub fn column(&self, column: usize) -> &[String] {
        self.0.get(column).map_or(&[], Vec::as_slice)
    }

    /// What a column is called.
    pub fn heading(&self, column: usize) -> String {
        match column {
            0 => text(Key::NameFeatures).to_string(),
            _ if column + 1 == self.columns() => text(Key::NameAnswer).to_string(),
            _ => fill(Key::NameLayer, &[("layer", &column.to_string())]),
        }
    }
}

/// A weight or a bias, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its place in the flat list of parameters.
    pub index: usize,
    /// The column that it leads to: 1 is the first hidden layer.
    pub column: usize,
    /// The unit of the column before; none for a bias.
    pub from: Option<usize>,
    pub to: usize,
}

impl Place {
    pub fn weight(layers: &[Layer], column: usize, from: usize, to: usize) -> Option<Self> {
        let layer = layers.get(column.checked_sub(1)?)?;
        (from < layer.inputs() && to < layer.outputs()).then(|| Self {
            index: layer.weight_index(from, to),
            column,
            from: Some(from),
            to,
        })
    }

    pub fn bias(layers: &[Layer], column: usize, to: usize) -> Option<Self> {
        let layer = layers.get(column.checked_sub(1)?)?;
        (to < layer.outputs()).then(|| Self {
            index: layer.biases.start + to,
            column,
            from: None,
            to,
        })
    }

    /// Finds the place of the parameter that stands at `index` of the flat list.
    pub fn of_index(settings: &Settings, index: usize) -> Option<Self> {
        let layers = network::layers(settings);
        let before = layers.iter().position(|layer| index < layer.biases.end)?;
        let layer = &layers[before];
        let offset = index.checked_sub(layer.weights.start)?;
        if layer.biases.contains(&index) {
            return Self::bias(&layers, before + 1, index - layer.biases.start);
        }
        Self::weight(&layers, before + 1, offset / layer.outputs(), offset % layer.outputs())
    }

    /// “weight from x to layer 1 unit 2”
    pub fn describe(&self, names: &Names) -> String {
        let name = |column: usize, unit: usize| {
            let known = names.column(column).get(unit).cloned();
            known.unwrap_or_else(|| fill(Key::NameSomeUnit, &[("unit", &(unit + 1).to_string())]))
        };
        let to = name(self.column, self.to);
        match self.from {
            Some(from) => {
                fill(Key::NameWeight, &[("from", &name(self.column - 1, from)), ("to", &to)])
            }
            None => fill(Key::NameBias, &[("to", &to)]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use burrow_protocol::settings::Lab;

    #[test]
    fn each_parameter_of_the_list_has_one_place() {
        let settings = Settings::for_lab(Lab::Boundary);
        for index in 0..network::parameter_count(&settings) {
            assert_eq!(Place::of_index(&settings, index).map(|p| p.index), Some(index));
        }
        assert_eq!(Place::of_index(&settings, 28), None);
    }

    #[test]
    fn places_are_described_by_the_names_of_their_units() {
        // 2-4-2-2: place 5 is the second feature's weight to the second unit, 8 the first bias.
        let settings = Settings::for_lab(Lab::Boundary);
        let names = Names::new(&settings);
        let describe =
            |index| Place::of_index(&settings, index).map(|place| place.describe(&names));
        assert_eq!(describe(5).as_deref(), Some("weight from y to layer 1 unit 2"));
        assert_eq!(describe(8).as_deref(), Some("bias of layer 1 unit 1"));
        assert_eq!(describe(27).as_deref(), Some("bias of blue"));
        assert_eq!(names.heading(0), "Features");
        assert_eq!(names.heading(3), "Answer");
    }
}
