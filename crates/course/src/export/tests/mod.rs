//! Packages of a small site, field by field.

mod archive;
mod cmi5;
mod contents;
mod scorm12;
mod tree;

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::{Format, Package, package};

const TOPIC: &str = "ml-key-concepts";

const PAGE: &str = r##"<!doctype html>
<html lang="en" data-embed="">
<head>
<link rel="stylesheet" href="../../assets/page-ABCDEFG2.css">
<link rel="manifest" href="../../app.webmanifest">
<link rel="alternate" hreflang="en" href="../../learn/ml-key-concepts/">
<script type="application/json" id="burrow-assets">{"lab_wasm":"assets/lab-0123456789.wasm","train_cpu":"assets/train-cpu-ABCDEFG3.js","train_gpu":"assets/train-gpu-ABCDEFG4.js"}</script>
<script type="module" src="../../assets/page-ABCDEFG5.js"></script>
</head>
<body><a href="../../learn/ml-key-concepts/">The page</a> <a href="https://example.org/">Elsewhere</a>
<a href="#loss">Loss</a>
<figure data-checkpoint="../../assets/ml-key-concepts-rate-aaaaaaaaa1.bpk"><img src="../../assets/rate-bbbbbbbbb2.png" alt=""></figure>
</body>
</html>
"##;

/// A built site, as small as one can be.
fn site() -> TempDir {
    let site = tempfile::tempdir().unwrap();
    for (path, text) in [
        ("embed/ml-key-concepts/index.html", PAGE),
        ("embed/ml-key-concepts/index.html.br", "packed"),
        ("embed/ml-key-concepts/poster.png", "poster"),
        ("embed/ml-key-concepts/learning-rate-dark.png", "poster"),
        ("de/embed/ml-key-concepts/index.html", &PAGE.replace("../../", "../../../")),
        ("learn/ml-key-concepts/index.html", "the page"),
        ("app.webmanifest", "{}"),
        ("assets/page-ABCDEFG2.css", "body{background:url(./paper-0000000000.png)}"),
        (
            "assets/page-ABCDEFG5.js",
            "import\"./chunk-ABCDEFG6.js\";import(\"./uPlot-ABCDEFG7.js\")",
        ),
        ("assets/page-ABCDEFG5.js.gz", "packed"),
        ("assets/chunk-ABCDEFG6.js", "import\"./page-ABCDEFG5.js\""),
        ("assets/uPlot-ABCDEFG7.js", "chart"),
        ("assets/paper-0000000000.png", "paper"),
        ("assets/rate-bbbbbbbbb2.png", "picture"),
        ("assets/lab-0123456789.wasm", "program"),
        ("assets/train-cpu-ABCDEFG3.js", "fetch(\"train-cpu-cccccccccc.wasm\")"),
        ("assets/train-cpu-cccccccccc.wasm", "worker"),
        ("assets/train-gpu-ABCDEFG4.js", "fetch(\"train-gpu-dddddddddd.wasm\")"),
        ("assets/train-gpu-dddddddddd.wasm", "large"),
        ("assets/ml-key-concepts-rate-aaaaaaaaa1.bpk", "checkpoint"),
        ("assets/other-lesson-eeeeeeeeee.bpk", "not ours"),
    ] {
        write(site.path(), path, text);
    }
    site
}

fn write(site: &Path, path: &str, text: &str) {
    let file = site.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

fn pack(format: Format) -> Package {
    package(site().path(), TOPIC, format, 50).unwrap()
}

/// What is said where a package cannot be made.
fn error(site: &Path) -> String {
    package(site, TOPIC, Format::Scorm12, 50).unwrap_err()
}

fn text<'a>(package: &'a Package, path: &str) -> &'a str {
    std::str::from_utf8(&package.files[path]).unwrap()
}
