//! Chapters 4 and 5: why operating a model is a trade of its own, and what it stands on.

use crate::{Chapter, Topic};

pub const RISE: Chapter = Chapter {
    number: 4,
    title: "Rise of the machine-learning engineer and MLOps",
    topics: &[
        Topic::planned(
            "what-is-mlops",
            "What is MLOps",
            "The world drifts away from the data a model was trained on; a loop of watching and retraining keeps up.",
        ),
        Topic::planned(
            "devops-and-mlops",
            "DevOps and MLOps",
            "Software versions its code; a model also needs its data and its weights versioned, and each can break alone.",
        ),
        Topic::planned(
            "a-hierarchy-of-needs",
            "A hierarchy of needs",
            "Monitoring a model is worthless on a pipeline that loses rows: repair from below.",
        ),
        Topic::planned(
            "implementing-devops",
            "Implementing DevOps",
            "Tests, build and deploy are steps that run by themselves at every change, and stop at the first failure.",
        ),
        Topic::planned(
            "dataops-and-data-engineering",
            "DataOps and data engineering",
            "Expectations written down about the data turn away a bad file before it becomes a bad model.",
        ),
        Topic::planned(
            "platform-automation",
            "Platform automation",
            "A job runner that schedules, retries and skips what has not changed does the dull part of training.",
        ),
        Topic::planned(
            "mlops",
            "MLOps",
            "Every experiment leaves a record, and a registry says which model is in trial and which in use.",
        ),
        Topic::planned(
            "where-can-you-deploy",
            "Where can you deploy",
            "Browser, server or device: the same model costs and answers differently in each, and you can measure it.",
        ),
        Topic::planned(
            "go-tools-for-ml",
            "Go tools for ML",
            "One small command in Go, a single file to copy, can hash, check and publish a model.",
        ),
    ],
};

pub const FOUNDATIONS: Chapter = Chapter {
    number: 5,
    title: "MLOps foundations",
    topics: &[
        Topic::planned(
            "list-files",
            "List files",
            "Before changing anything, look at what is there, how large it is and how old.",
        ),
        Topic::planned(
            "run-commands",
            "Run commands",
            "A command is a program, its arguments and an exit status that says whether it worked.",
        ),
        Topic::planned(
            "files-and-navigation",
            "Files and navigation",
            "Every file has a path from the root, and a command works from where you stand.",
        ),
        Topic::planned(
            "input-and-output",
            "Input and output",
            "Programs that read one stream and write another can be joined with a pipe.",
        ),
        Topic::planned(
            "configuration",
            "Configuration",
            "What differs between your laptop and production belongs in the environment, not in the code.",
        ),
        Topic::planned(
            "writing-a-script",
            "Writing a script",
            "Commands that you typed twice become a file that anybody can run, and that stops when a step fails.",
        ),
        Topic::planned(
            "cloud-computing-foundations-and-building-blocks",
            "Cloud computing foundations and building blocks",
            "A cloud is compute, storage, network and queues by the hour, and every block is a line on the bill.",
        ),
        Topic::ready(
            "ml-key-concepts",
            "ML key concepts",
            "Features, loss, learning rate, over-fitting, split and metrics: six words that explain most of what a training run does.",
        ),
        Topic::planned(
            "build-an-mlops-pipeline-from-zero",
            "Build an MLOps pipeline from zero",
            "Ingest, validate, train, evaluate, package, deploy: a graph of steps in which every fault has a place where it is caught.",
        ),
    ],
};
