//! The works of the benchmark, the same in every engine that is compared.
//!
//! Inputs and targets are random: only the time counts.

use burn::tensor::{Device, Tensor};

use burrow_protocol::network::{LayerKind, cnn_kinds, lay_out, mlp_kinds};
use burrow_protocol::settings::{Activation, Lab, Optimizer, Settings};

use crate::data::Examples;
use crate::descent::descend;
use crate::network::{Network, matrix, read, vector};
use crate::optimizer::Moments;
use crate::random::{Purpose, Stream};

/// Rows and columns of the matrices that are multiplied.
const MATRIX: usize = 512;

/// A work that can be done again and again.
pub enum Work {
    Training(Box<Training>),
    /// The product of two square matrices.
    Matmul(Box<[Tensor<2>; 2]>),
}

/// Steps of Adam on one batch.
pub struct Training {
    settings: Settings,
    network: Network,
    weight_mask: Tensor<1>,
    moments: Moments,
    parameters: Tensor<1>,
    batch: Examples,
    device: Device,
}

impl Work {
    /// The work with this name: `mlp-2-8-8-2` and `mlp-2-64-64-2` (batch 200, tanh),
    /// `mlp-64-128-10` and `cnn-28` (batch 64, ReLU), `matmul-512`.
    pub fn new(name: &str, device: &Device) -> Option<Self> {
        let training = |kinds: Vec<LayerKind>, activation, side, batch, width, classes| {
            Some(Self::Training(Box::new(Training::new(
                Network::from_layers(lay_out(&kinds), activation, side),
                random_examples(batch, width, classes),
                device,
            ))))
        };
        let (tanh, relu) = (Activation::Tanh, Activation::Relu);
        match name {
            "mlp-2-8-8-2" => training(mlp_kinds(&[2, 8, 8, 2]), tanh, 0, 200, 2, 2),
            "mlp-2-64-64-2" => training(mlp_kinds(&[2, 64, 64, 2]), tanh, 0, 200, 2, 2),
            "mlp-64-128-10" => training(mlp_kinds(&[64, 128, 10]), relu, 0, 64, 64, 10),
            "cnn-28" => training(cnn_kinds(28, [8, 16], 10), relu, 28, 64, 28 * 28, 10),
            "matmul-512" => {
                let mut stream = Stream::new(1, Purpose::Points, 0);
                let mut square = || {
                    let values: Vec<f32> = (0..MATRIX * MATRIX).map(|_| stream.unit()).collect();
                    matrix(&values, MATRIX, device)
                };
                Some(Self::Matmul(Box::new([square(), square()])))
            }
            _ => None,
        }
    }

    /// Does the work `times` times and waits for the last one.
    ///
    /// # Errors
    /// A sentence where the device failed.
    pub async fn run(&mut self, times: u32) -> Result<(), String> {
        for i in 0..times {
            let last = match self {
                Self::Training(training) => training.step(),
                // One number is read, so that the product is computed but not fetched.
                Self::Matmul(factors) => {
                    let [a, b] = factors.as_ref();
                    a.clone().matmul(b.clone()).slice([0..1, 0..1]).flatten(0, 1)
                }
            };
            if i + 1 == times {
                read(last).await?;
            }
        }
        Ok(())
    }
}

impl Training {
    fn new(network: Network, batch: Examples, device: &Device) -> Self {
        let mut settings = Settings::for_lab(Lab::Digits);
        settings.optimizer = Optimizer::Adam;
        settings.learning_rate = 0.001;
        Self {
            weight_mask: vector(&network.weight_mask(), device),
            parameters: vector(&network.initial_parameters(1), device),
            moments: Moments::default(),
            device: device.clone(),
            settings,
            network,
            batch,
        }
    }

    /// One step; the loss, `[1]`.
    fn step(&mut self) -> Tensor<1> {
        let (loss, parameters) = descend(
            &self.settings,
            &self.network,
            &self.weight_mask,
            &mut self.moments,
            self.parameters.clone(),
            &self.batch,
            &self.device,
        );
        self.parameters = parameters;
        loss
    }
}

fn random_examples(n: usize, width: usize, classes: usize) -> Examples {
    let mut stream = Stream::new(1, Purpose::Points, 0);
    Examples {
        inputs: (0..n * width).map(|_| stream.unit()).collect(),
        width,
        targets: (0..n).map(|_| stream.below(classes as u32) as f32).collect(),
        classes: Some(classes),
    }
}
