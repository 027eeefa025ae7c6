//! Chapters 6 and 7: a model leaves the machine it was trained on, and can be taken back.

use crate::{Chapter, Topic};

pub const CONTAINERS_AND_EDGE: Chapter = Chapter {
    number: 6,
    title: "Containers and edge devices",
    topics: &[
        Topic::planned(
            "containers",
            "Containers",
            "An image is a stack of layers, each named by the hash of its content, so the same digest runs everywhere.",
        ),
        Topic::planned(
            "serving-a-trained-model-over-http",
            "Serving a trained model over HTTP",
            "A model becomes a service when it answers requests, and its slowest one in a hundred is what users remember.",
        ),
        Topic::planned(
            "edge-devices",
            "Edge devices",
            "On a device memory, power and time are budgets; eight-bit weights buy a lot of each for a little accuracy.",
        ),
        Topic::planned(
            "coral",
            "Coral",
            "A chip that multiplies only eight-bit integers is fast for the operations it knows and useless for the rest.",
        ),
        Topic::planned(
            "azure-percept",
            "Azure Percept",
            "A product can be switched off under you (this one was, on 30 March 2023); an open model format lets you move.",
        ),
        Topic::planned(
            "tfhub",
            "TFHub",
            "Start from what somebody else has trained: keep its features, train your own last layer, read its model card first.",
        ),
    ],
};

pub const CONTINUOUS_DELIVERY: Chapter = Chapter {
    number: 7,
    title: "Continuous delivery for models",
    topics: &[
        Topic::planned(
            "packaging",
            "Packaging",
            "A model with its manifest, digest and signature is one artefact that can be stored, checked and shipped.",
        ),
        Topic::planned(
            "infrastructure-as-code",
            "Infrastructure as code",
            "You declare what should exist; the tool shows the difference to what does, and closes it when you agree.",
        ),
        Topic::planned(
            "cloud-pipelines",
            "Cloud pipelines",
            "A workflow file makes every push train, test and publish the same way, whoever pushed.",
        ),
        Topic::planned(
            "controlled-rollout",
            "Controlled rollout",
            "Show a new model to few before all, compare while it runs, and roll back on evidence instead of nerves.",
        ),
        Topic::planned(
            "testing-techniques",
            "Testing techniques",
            "A model is tested for its data, its behaviour, its drift and its load, since each can fail while the others pass.",
        ),
    ],
};
