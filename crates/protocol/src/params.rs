//! The parameters of the labs, each declared once.
//!
//! A [`Param`] is the one record behind a control, a key in a link, a keyboard shortcut
//! and a help text. Adding a parameter is adding a field to [`Settings`] and a row to
//! [`PARAMS`].

use serde::{Deserialize, Serialize};

use crate::settings::{
    Activation, Choice, DataSet, Features, Lab, ModelKind, Optimizer, Processor, Settings, Speed,
};

pub const MAX_LAYERS: usize = 6;
pub const MAX_UNITS: u16 = 64;

/// A parameter's value, whatever its type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Value {
    Number(f64),
    /// Index into the choices.
    Choice(usize),
    /// A set, a bit each.
    Bits(u8),
    /// Units of each hidden layer.
    Layers(Vec<u16>),
}

/// The values a parameter can take.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    Number {
        min: f64,
        max: f64,
        /// The values a slider stops at; typing reaches those between.
        stops: &'static [f64],
        whole: bool,
        /// Written after the number: `%`, or nothing.
        unit: &'static str,
    },
    Choice {
        /// `(key in a link, label)`.
        options: fn() -> Vec<(&'static str, &'static str)>,
    },
    /// At least one of [`Features::ALL`].
    Features,
    /// Up to [`MAX_LAYERS`] layers of 1 to [`MAX_UNITS`] units.
    Layers,
}

/// What happens to a run when a parameter changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The run starts again from step 0.
    Restart,
    /// The run goes on with the new value, and the change is logged.
    Live,
    /// The numbers stay the same: only pace or place change.
    View,
}

/// One parameter: the record that everything else is made from.
pub struct Param {
    /// The key in a link and the control's id.
    pub key: &'static str,
    pub label: &'static str,
    /// One or two sentences for a learner.
    pub help: &'static str,
    /// Pressed anywhere outside a text field, it moves the focus to the control.
    pub shortcut: char,
    pub kind: Kind,
    pub effect: Effect,
    /// Whether the parameter matters to this run; where not, it is not shown.
    pub applies: fn(&Settings) -> bool,
    pub get: fn(&Settings) -> Value,
    /// Takes a value that [`Param::nearest`] has passed.
    set: fn(&mut Settings, Value),
}

fn options<C: Choice>() -> Vec<(&'static str, &'static str)> {
    C::ALL.iter().map(|(_, key, label)| (*key, *label)).collect()
}

fn boundary(settings: &Settings) -> bool {
    settings.lab == Lab::Boundary
}

fn always(_: &Settings) -> bool {
    true
}

/// `get` and `set` of a choice field.
macro_rules! choice {
    ($field:ident: $type:ty) => {
        (
            Kind::Choice { options: options::<$type> },
            (|s| Value::Choice(s.$field.index())) as fn(&Settings) -> Value,
            (|s, v| {
                if let Value::Choice(i) = v
                    && let Some(choice) = <$type>::from_index(i)
                {
                    s.$field = choice;
                }
            }) as fn(&mut Settings, Value),
        )
    };
}

/// `get` and `set` of a number field.
macro_rules! number {
    ($field:ident: $type:ty, $min:expr, $max:expr, $unit:expr, $stops:expr) => {
        (
            Kind::Number {
                min: $min,
                max: $max,
                stops: $stops,
                // An integer type cannot hold a half.
                whole: 0.5 as $type as f64 == 0.0,
                unit: $unit,
            },
            (|s| Value::Number(s.$field as f64)) as fn(&Settings) -> Value,
            (|s, v| {
                if let Value::Number(n) = v {
                    s.$field = n as $type;
                }
            }) as fn(&mut Settings, Value),
        )
    };
}

type Field = (Kind, fn(&Settings) -> Value, fn(&mut Settings, Value));

const fn param(
    key: &'static str,
    shortcut: char,
    label: &'static str,
    help: &'static str,
    effect: Effect,
    applies: fn(&Settings) -> bool,
    field: Field,
) -> Param {
    let (kind, get, set) = field;
    Param { key, label, help, shortcut, kind, effect, applies, get, set }
}

const RATES: &[f64] =
    &[0.00001, 0.00003, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0];
const PENALTIES: &[f64] = &[0.0, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0];

/// Every parameter of every lab, in the order in which they are shown and linked.
///
/// The lab itself comes first: it decides the defaults of all others.
pub static PARAMS: &[Param] = &[
    param(
        "lab",
        'l',
        "Lab",
        "Which experiment to run.",
        Effect::Restart,
        always,
        choice!(lab: Lab),
    ),
    param(
        "data",
        'd',
        "Data set",
        "Where the points come from. Orange is one class, blue the other; for regression the colour is the target number.",
        Effect::Restart,
        boundary,
        choice!(data: DataSet),
    ),
    param(
        "noise",
        'n',
        "Noise",
        "How far points stray from where they belong. With much noise no boundary can be right about every point.",
        Effect::Restart,
        boundary,
        number!(noise: f64, 0.0, 50.0, "%", &[0.0, 5.0, 10.0, 15.0, 20.0, 25.0, 30.0, 35.0, 40.0, 45.0, 50.0]),
    ),
    param(
        "split",
        't',
        "Training share",
        "The share of the examples that the network learns from. The others are the test set, which it never sees while learning.",
        Effect::Live,
        always,
        number!(split: f64, 10.0, 90.0, "%", &[10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0]),
    ),
    param(
        "features",
        'f',
        "Features",
        "What the network is told about each point. A well-chosen feature can replace a whole layer.",
        Effect::Restart,
        boundary,
        (
            Kind::Features,
            |s| Value::Bits(s.features.0),
            |s, v| {
                if let Value::Bits(bits) = v {
                    s.features = Features(bits);
                }
            },
        ),
    ),
    param(
        "model",
        'm',
        "Model",
        "A convolutional network looks at small patches of the picture; a multilayer perceptron looks at all pixels at once.",
        Effect::Restart,
        |s| s.lab == Lab::Digits,
        choice!(model: ModelKind),
    ),
    param(
        "layers",
        'h',
        "Hidden layers",
        "Units in each hidden layer. More units can draw more complicated boundaries, and over-fit more easily.",
        Effect::Restart,
        Settings::is_mlp,
        (
            Kind::Layers,
            |s| Value::Layers(s.layers.clone()),
            |s, v| {
                if let Value::Layers(layers) = v {
                    s.layers = layers;
                }
            },
        ),
    ),
    param(
        "activation",
        'a',
        "Activation",
        "What each hidden unit does with its weighted sum. With Linear, any number of layers can only draw a straight line.",
        Effect::Restart,
        always,
        choice!(activation: Activation),
    ),
    param(
        "optimizer",
        'o',
        "Optimizer",
        "How a gradient becomes a change of the weights. Adam gives each weight a step size of its own.",
        Effect::Live,
        always,
        choice!(optimizer: Optimizer),
    ),
    param(
        "rate",
        'r',
        "Learning rate",
        "How far each step moves the weights. Too small learns slowly; too large jumps about or flies off.",
        Effect::Live,
        always,
        number!(learning_rate: f64, 0.00001, 10.0, "", RATES),
    ),
    param(
        "momentum",
        'u',
        "Momentum",
        "How much of the previous step is carried on into the next one.",
        Effect::Live,
        |s| s.optimizer == Optimizer::Sgd,
        number!(momentum: f64, 0.0, 0.99, "", &[0.0, 0.5, 0.8, 0.9, 0.95, 0.99]),
    ),
    param(
        "batch",
        'b',
        "Batch size",
        "How many examples are averaged into one step. Small batches are noisy, large ones slow.",
        Effect::Live,
        always,
        number!(batch: u32, 1.0, 256.0, "", &[1.0, 2.0, 5.0, 10.0, 20.0, 32.0, 64.0, 100.0, 128.0, 200.0, 256.0]),
    ),
    param(
        "l1",
        'j',
        "L1 penalty",
        "Pulls every weight towards zero by the same amount, so that useless ones vanish.",
        Effect::Live,
        always,
        number!(l1: f64, 0.0, 1.0, "", PENALTIES),
    ),
    param(
        "l2",
        'k',
        "L2 penalty",
        "Pulls large weights towards zero, so that the boundary becomes smoother.",
        Effect::Live,
        always,
        number!(l2: f64, 0.0, 1.0, "", PENALTIES),
    ),
    param(
        "seed",
        'e',
        "Seed",
        "Where all chance comes from: the same seed gives the same points, the same first weights and the same curve.",
        Effect::Restart,
        always,
        number!(seed: u32, 0.0, 4294967295.0, "", &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0]),
    ),
    param(
        "speed",
        'v',
        "Speed",
        "How fast the run goes. Slow down to see single steps.",
        Effect::View,
        always,
        choice!(speed: Speed),
    ),
    param(
        "processor",
        'c',
        "Train on",
        "Automatic starts on the CPU at once and moves to the GPU if a measured step is faster there.",
        Effect::View,
        always,
        choice!(processor: Processor),
    ),
];

/// The parameter with this key.
pub fn param_by_key(key: &str) -> Option<&'static Param> {
    PARAMS.iter().find(|param| param.key == key)
}

impl Param {
    /// Sets the nearest valid value; says what was changed where `value` was not valid.
    ///
    /// Setting the lab sets the defaults of that lab for all others.
    pub fn set(&self, settings: &mut Settings, value: Value) -> Result<(), String> {
        let (value, complaint) = self.nearest(value, (self.get)(settings));
        match (self.key, &value) {
            ("lab", Value::Choice(index)) => {
                *settings = Settings::for_lab(Lab::from_index(*index).unwrap_or(Lab::Boundary));
            }
            _ => (self.set)(settings, value),
        }
        complaint.map_or(Ok(()), Err)
    }

    /// The value as it stands in a link.
    pub fn text(&self, value: &Value) -> String {
        match (self.kind, value) {
            (Kind::Choice { options }, Value::Choice(index)) => {
                options().get(*index).map_or(String::new(), |o| o.0.to_string())
            }
            (_, Value::Bits(bits)) => {
                Features(*bits).iter().map(|bit| Features::ALL[bit].0).collect::<Vec<_>>().join("-")
            }
            (_, Value::Layers(layers)) if layers.is_empty() => "0".to_string(),
            (_, Value::Layers(layers)) => {
                layers.iter().map(u16::to_string).collect::<Vec<_>>().join("-")
            }
            (_, Value::Number(number)) => number.to_string(),
            (_, Value::Choice(index)) => index.to_string(),
        }
    }

    /// Reads what [`Param::text`] wrote. An error says in words why the text is no value.
    pub fn parse(&self, text: &str) -> Result<Value, String> {
        let refuse =
            |what: &str| Err(format!("{} cannot be “{}”: {what}", self.label, short(text)));
        match self.kind {
            Kind::Number { .. } => match text.parse::<f64>() {
                Ok(number) if number.is_finite() => Ok(Value::Number(number)),
                _ => refuse("it is a number"),
            },
            Kind::Choice { options } => match options().iter().position(|(key, _)| *key == text) {
                Some(index) => Ok(Value::Choice(index)),
                None => refuse("there is no such choice"),
            },
            Kind::Features => {
                let mut bits = 0u8;
                for word in text.split('-') {
                    match Features::ALL.iter().position(|(key, _)| *key == word) {
                        Some(bit) => bits |= 1 << bit,
                        None => return refuse("there is no such feature"),
                    }
                }
                Ok(Value::Bits(bits))
            }
            Kind::Layers if text == "0" => Ok(Value::Layers(Vec::new())),
            Kind::Layers => {
                let layers: Result<Vec<u16>, _> =
                    text.split('-').take(MAX_LAYERS + 1).map(str::parse).collect();
                layers.map(Value::Layers).or_else(|_| refuse("it is numbers with “-” between"))
            }
        }
    }

    /// The valid value nearest to `value`, and a sentence where that is another one.
    fn nearest(&self, value: Value, current: Value) -> (Value, Option<String>) {
        let valid = match (self.kind, &value) {
            (Kind::Number { min, max, whole, .. }, Value::Number(number)) => {
                let number = if whole { number.round() } else { *number };
                if number.is_nan() { current } else { Value::Number(number.clamp(min, max)) }
            }
            (Kind::Choice { options }, Value::Choice(index)) if *index < options().len() => {
                value.clone()
            }
            (Kind::Features, Value::Bits(bits)) if bits & 0x7f != 0 => Value::Bits(bits & 0x7f),
            (Kind::Layers, Value::Layers(layers)) => Value::Layers(
                layers.iter().take(MAX_LAYERS).map(|units| (*units).clamp(1, MAX_UNITS)).collect(),
            ),
            _ => current,
        };
        let complaint = (valid != value).then(|| {
            let (was, is) = (self.text(&value), self.text(&valid));
            match self.kind {
                Kind::Features => format!("{} needs at least one: using {is}", self.label),
                _ => format!("{} cannot be {was}: using {is}", self.label),
            }
        });
        (valid, complaint)
    }
}

/// At most 24 characters of what a stranger wrote, for an error message.
pub(crate) fn short(text: &str) -> String {
    let mut short: String = text.chars().filter(|c| !c.is_control()).take(24).collect();
    if text.chars().nth(24).is_some() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn keys_and_shortcuts_are_unique() {
        let keys: HashSet<_> = PARAMS.iter().map(|p| p.key).collect();
        let shortcuts: HashSet<_> = PARAMS.iter().map(|p| p.shortcut).collect();
        assert_eq!(keys.len(), PARAMS.len());
        assert_eq!(shortcuts.len(), PARAMS.len());
    }

    #[test]
    fn every_default_is_valid_and_survives_text() {
        for (lab, ..) in Lab::ALL {
            let settings = Settings::for_lab(*lab);
            for param in PARAMS {
                let value = (param.get)(&settings);
                assert_eq!(param.parse(&param.text(&value)), Ok(value.clone()), "{}", param.key);
                assert_eq!(param.nearest(value.clone(), value.clone()), (value, None));
            }
        }
    }

    #[test]
    fn every_stop_is_valid() {
        for param in PARAMS {
            if let Kind::Number { min, max, stops, whole, .. } = param.kind {
                assert!(stops.is_sorted(), "{}", param.key);
                assert!(stops.iter().all(|s| (min..=max).contains(s)), "{}", param.key);
                assert!(!whole || stops.iter().all(|s| s.fract() == 0.0), "{}", param.key);
            }
        }
    }

    #[test]
    fn a_value_out_of_range_becomes_the_nearest_and_says_so() {
        let mut settings = Settings::for_lab(Lab::Boundary);
        let noise = param_by_key("noise").unwrap();
        let complaint = noise.set(&mut settings, Value::Number(900.0)).unwrap_err();
        assert_eq!(settings.noise, 50.0);
        assert_eq!(complaint, "Noise cannot be 900: using 50");

        let layers = param_by_key("layers").unwrap();
        assert!(layers.set(&mut settings, Value::Layers(vec![0, 900])).is_err());
        assert_eq!(settings.layers, [1, 64]);
    }

    #[test]
    fn the_lab_sets_its_own_defaults() {
        let mut settings = Settings::for_lab(Lab::Boundary);
        let lab = param_by_key("lab").unwrap();
        lab.set(&mut settings, Value::Choice(Lab::Digits.index())).unwrap();
        assert_eq!(settings, Settings::for_lab(Lab::Digits));
    }
}
