//! The wasm builds, by wasm-pack: the page in its flavours, the training worker twice, the Go worker.

use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

use anyhow::{Context, Result};

use super::stamp::{self, Stamp};
use crate::project::Project;
use crate::shell;
use crate::tools::{Tools, WASM};

/// One wasm build.
#[derive(Clone, Copy, Debug)]
pub struct Flavour {
    /// Names its folder under `target/pkg` and its files in `dist/assets`.
    pub name: &'static str,
    pub label: &'static str,
    pub package: &'static str,
    /// The folder of the crate.
    folder: &'static str,
    /// What wasm-bindgen names the files.
    stem: &'static str,
    profile: &'static str,
    /// The profile in the edit loop.
    draft: &'static str,
    pub features: &'static [&'static str],
}

/// The page that only shows text.
pub const READER: Flavour = Flavour {
    name: "reader",
    label: "page, reader",
    package: "burrow-web",
    folder: "web",
    stem: "burrow_web",
    profile: "page",
    draft: "draft",
    features: &[],
};

pub const PLAYGROUND: Flavour =
    Flavour { name: "playground", label: "page, playground", features: &["playground"], ..READER };

/// A lesson with its labs.
pub const FIGURES: Flavour =
    Flavour { name: "figures", label: "page, figures", features: &["figures"], ..READER };

/// The Go playground.
pub const GO: Flavour = Flavour { name: "go", label: "page, Go", features: &["go"], ..READER };

/// The flavours of the page, by the names that `web` gives them.
pub const PAGES: [Flavour; 4] = [READER, PLAYGROUND, FIGURES, GO];

pub const TRAIN_CPU: Flavour = Flavour {
    name: "train-cpu",
    label: "CPU worker",
    package: "burrow-worker",
    folder: "worker",
    stem: "burrow_worker",
    profile: "engine",
    draft: "engine",
    features: &[],
};

pub const TRAIN_GPU: Flavour =
    Flavour { name: "train-gpu", label: "GPU worker", features: &["webgpu"], ..TRAIN_CPU };

pub const GO_WORKER: Flavour = Flavour {
    name: "go-worker",
    label: "Go worker",
    package: "burrow-go-worker",
    folder: "worker/go",
    stem: "burrow_go_worker",
    profile: "engine",
    draft: "engine",
    features: &[],
};

pub const WORKERS: [Flavour; 3] = [TRAIN_CPU, TRAIN_GPU, GO_WORKER];

impl Flavour {
    pub fn script(&self, project: &Project, draft: bool) -> PathBuf {
        project.pkg(self.name, draft).join(format!("{}.js", self.stem))
    }

    /// How the path of its script ends.
    pub fn script_end(&self) -> String {
        format!("{}/{}.js", self.name, self.stem)
    }

    pub fn wasm(&self, project: &Project, draft: bool) -> PathBuf {
        project.pkg(self.name, draft).join(format!("{}_bg.wasm", self.stem))
    }

    fn profile(&self, draft: bool) -> &'static str {
        if draft { self.draft } else { self.profile }
    }

    /// The arguments that choose this flavour in any cargo command.
    pub fn cargo_args(&self) -> Vec<String> {
        let mut args = vec!["--package".to_owned(), self.package.to_owned()];
        if !self.features.is_empty() {
            args.extend(["--features".to_owned(), self.features.join(",")]);
        }
        args
    }
}

/// Builds a flavour unless what stands there was made from the same things.
pub fn build(project: &Project, tools: &Tools, flavour: &Flavour, draft: bool) -> Result<()> {
    let key = key(project, tools, flavour, draft)?;
    let mark = project.pkg(flavour.name, draft).join("stamp.json");
    let made = flavour.wasm(project, draft).is_file() && flavour.script(project, draft).is_file();
    if made && Stamp::read(&mark).is_some_and(|stamp| stamp.holds(&key)) {
        println!("    nothing changed since it was last built");
        return Ok(());
    }
    // Without its mark, a build that breaks off half-way is done again.
    if mark.exists() {
        fs::remove_file(&mark).with_context(|| format!("{} cannot be removed.", mark.display()))?;
    }
    let begun = SystemTime::now();
    wasm_pack(project, tools, flavour, draft)?;
    let listed =
        project.target.join(WASM).join(flavour.profile(draft)).join(format!("{}.d", flavour.stem));
    match Stamp::of(key, &stamp::sources(&listed)?, begun)? {
        Some(stamp) => stamp.write(&mark),
        None => {
            println!("    a source file changed meanwhile: the next build does this step again");
            Ok(())
        }
    }
}

fn wasm_pack(project: &Project, tools: &Tools, flavour: &Flavour, draft: bool) -> Result<()> {
    let mut command = tools.command("wasm-pack");
    command
        .args(["build", flavour.folder, "--target", "web", "--profile", flavour.profile(draft)])
        // Nothing is downloaded behind our back: what it needs is on the PATH.
        .args(["--mode", "no-install", "--no-pack", "--no-typescript", "--out-name", flavour.stem])
        .arg("--out-dir")
        .arg(project.pkg(flavour.name, draft));
    if draft {
        command.arg("--no-opt");
    }
    if !flavour.features.is_empty() {
        command.args(["--", "--features", &flavour.features.join(",")]);
    }
    shell::run(&mut command).with_context(|| format!("The {} could not be built.", flavour.label))
}

/// Everything but source files that shows in what is built.
fn key(project: &Project, tools: &Tools, flavour: &Flavour, draft: bool) -> Result<String> {
    let mut tree = tools.command("cargo");
    // Names, versions and chosen features of every crate, in one text.
    tree.args(["tree", "--quiet", "--target", WASM, "--edges", "normal,build", "--prefix", "none"])
        .args(["--format", "{p} {f}"])
        .args(flavour.cargo_args());
    let crates = shell::capture(&mut tree)?;
    let read = |path: &str| {
        let path = project.root.join(path);
        fs::read_to_string(&path).with_context(|| format!("{} cannot be read.", path.display()))
    };
    let profiles = stamp::profiles(&read("Cargo.toml")?)?;
    let flags = read(".cargo/config.toml")?;
    let manifest = read(&format!("{}/Cargo.toml", flavour.folder))?;
    let draft = draft.to_string();
    let drafts = std::env::var("BURROW_DRAFTS").unwrap_or_default();
    Ok(stamp::digest([&crates, &profiles, &flags, &manifest, &tools.versions, &draft, &drafts]))
}
