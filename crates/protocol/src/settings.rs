//! What a lab trains, as one typed record.
//!
//! Numbers that a learner types are `f64`, so that their shortest decimal form survives a
//! round trip through a link; training casts them to `f32`.

use serde::{Deserialize, Serialize};

/// A closed set of named choices, in the order in which they are offered.
pub trait Choice: Copy + PartialEq + Sized + 'static {
    /// `(value, key in a link, label for people)`.
    const ALL: &'static [(Self, &'static str, &'static str)];

    fn index(self) -> usize {
        Self::ALL.iter().position(|(value, ..)| *value == self).unwrap_or(0)
    }

    /// The word that stands for this choice in a link, a file or a command line.
    fn key(self) -> &'static str {
        Self::ALL[self.index()].1
    }

    fn label(self) -> &'static str {
        Self::ALL[self.index()].2
    }

    fn from_index(index: usize) -> Option<Self> {
        Self::ALL.get(index).map(|(value, ..)| *value)
    }

    fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, k, _)| *k == key).map(|(value, ..)| *value)
    }
}

/// Declares an enum and its [`Choice`] table in one place.
macro_rules! choices {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $key:literal, $label:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum $name { $($(#[$vmeta])* $variant),+ }

        impl Choice for $name {
            const ALL: &'static [(Self, &'static str, &'static str)] =
                &[$((Self::$variant, $key, $label)),+];
        }
    };
}

choices! {
    /// An interactive experiment.
    Lab {
        /// Points in the plane, and the boundary that a small network draws between them.
        Boundary = "boundary", "Boundary";
        /// Hand-written digits, 8 × 8 pixels each.
        Digits = "digits", "Digit reader";
    }
}

choices! {
    DataSet {
        Circle = "circle", "Circle";
        Xor = "xor", "Exclusive or";
        Gauss = "gauss", "Two Gaussians";
        Spiral = "spiral", "Spiral";
        Moons = "moons", "Moons";
        /// Regression: the target is a plane.
        Plane = "plane", "Plane (regression)";
        /// Regression: the target is a sum of Gaussian bumps.
        MultiGauss = "multi-gauss", "Many Gaussians (regression)";
    }
}

impl DataSet {
    /// Whether the target is a number instead of a class.
    pub fn is_regression(self) -> bool {
        matches!(self, Self::Plane | Self::MultiGauss)
    }
}

choices! {
    ModelKind {
        Cnn = "cnn", "Convolutional network";
        Mlp = "mlp", "Multilayer perceptron";
    }
}

choices! {
    Activation {
        Tanh = "tanh", "tanh";
        Relu = "relu", "ReLU";
        Sigmoid = "sigmoid", "Sigmoid";
        Linear = "linear", "Linear";
    }
}

choices! {
    Optimizer {
        Sgd = "sgd", "SGD with momentum";
        Adam = "adam", "Adam";
    }
}

choices! {
    /// How fast the learner wants the run to go.
    Speed {
        One = "1", "1 step a second";
        Ten = "10", "10 steps a second";
        Sixty = "60", "60 steps a second";
        Full = "full", "As fast as it goes";
    }
}

impl Speed {
    /// Steps a second, or none where nothing holds the run back.
    pub fn steps_per_second(self) -> Option<f64> {
        match self {
            Self::One => Some(1.0),
            Self::Ten => Some(10.0),
            Self::Sixty => Some(60.0),
            Self::Full => None,
        }
    }
}

choices! {
    /// What the learner wants the run to train on.
    Processor {
        /// The CPU at once; the GPU when it is ready and a measured step is faster.
        Automatic = "auto", "Automatic";
        Cpu = "cpu", "CPU";
        /// The CPU until the GPU is ready, then the GPU whatever its speed.
        Gpu = "gpu", "GPU (WebGPU)";
    }
}

/// The seven input features of the boundary lab: a bit each, lowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Features(pub u8);

impl Features {
    /// `(key in a link, label)`, in the order of the bits.
    pub const ALL: [(&'static str, &'static str); 7] = [
        ("x", "x"),
        ("y", "y"),
        ("xx", "x²"),
        ("yy", "y²"),
        ("xy", "xy"),
        ("sinx", "sin x"),
        ("siny", "sin y"),
    ];

    pub fn contains(self, bit: usize) -> bool {
        self.0 >> bit & 1 == 1
    }

    /// The bits that are set, lowest first.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        (0..Self::ALL.len()).filter(move |&bit| self.contains(bit))
    }

    pub fn count(self) -> usize {
        self.iter().count()
    }
}

/// All that decides how a run starts and how it is shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    pub lab: Lab,
    /// Boundary lab only.
    pub data: DataSet,
    /// Boundary lab only: noise of the data, in percent of its scale.
    pub noise: f64,
    /// Share of the examples that is trained on, in percent; the rest is the test set.
    pub split: f64,
    /// Boundary lab only.
    pub features: Features,
    /// Digit reader only.
    pub model: ModelKind,
    /// Units in each hidden layer of the multilayer perceptron.
    pub layers: Vec<u16>,
    pub activation: Activation,
    pub optimizer: Optimizer,
    pub learning_rate: f64,
    /// SGD only.
    pub momentum: f64,
    pub l1: f64,
    pub l2: f64,
    /// Examples in a step.
    pub batch: u32,
    pub seed: u32,
    pub speed: Speed,
    pub processor: Processor,
}

impl Settings {
    /// The state in which a lab opens.
    pub fn for_lab(lab: Lab) -> Self {
        let boundary = Self {
            lab,
            data: DataSet::Circle,
            noise: 0.0,
            split: 50.0,
            features: Features(0b11),
            model: ModelKind::Cnn,
            layers: vec![4, 2],
            activation: Activation::Tanh,
            optimizer: Optimizer::Adam,
            learning_rate: 0.03,
            momentum: 0.9,
            l1: 0.0,
            l2: 0.0,
            batch: 10,
            seed: 1,
            speed: Speed::Full,
            processor: Processor::Automatic,
        };
        match lab {
            Lab::Boundary => boundary,
            Lab::Digits => Self {
                split: 80.0,
                layers: vec![32],
                activation: Activation::Relu,
                learning_rate: 0.003,
                batch: 64,
                ..boundary
            },
        }
    }

    /// Whether the hidden layers of a multilayer perceptron are in use.
    pub fn is_mlp(&self) -> bool {
        self.lab == Lab::Boundary || self.model == ModelKind::Mlp
    }

    /// Whether the target is a number instead of a class.
    pub fn is_regression(&self) -> bool {
        self.lab == Lab::Boundary && self.data.is_regression()
    }
}
