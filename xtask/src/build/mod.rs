//! `cargo xtask build`: the static site in `dist/`.

mod bundle;
mod cards;
mod compress;
mod metafile;
mod notices;
mod pages;
mod site;
mod sizes;
mod stamp;
mod style;
mod template;
pub mod wasm;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::project::Project;
use crate::steps::Steps;
use crate::tools::Tools;
use pages::{Assets, PLAYGROUND, Shell};
use site::Site;
use sizes::{Limit, Sizes};
use wasm::{FLAVOURS, PAGE, TRAIN_CPU, TRAIN_GPU};

#[derive(Clone, Debug)]
pub struct Options {
    /// For the edit loop: nothing is optimised after the compiler, nothing is packed.
    pub draft: bool,
    /// Where the site lies on its host: begins and ends with a slash.
    pub base: String,
}

/// A site with what the budgets count.
struct Made {
    site: Site,
    limits: Vec<Limit>,
}

pub fn build(project: &Project, options: &Options) -> Result<()> {
    let _lock = project.lock()?;
    let draft = options.draft;
    let mut steps = Steps::new("build", if draft { 6 } else { 7 });
    let tools = steps.run("Tools and packages", || Tools::for_build(project))?;
    for flavour in &FLAVOURS {
        let step = format!("{}: wasm-pack", flavour.label);
        steps.run(&step, || wasm::build(project, &tools, flavour, draft))?;
    }
    let mut made = steps.run("Scripts, style and pages", || assemble(project, &tools, options))?;
    let sizes = if draft {
        None
    } else {
        let limits = made.limits;
        Some(steps.run("Packing with brotli and gzip", || pack(project, &mut made.site, limits))?)
    };
    steps.run("dist/", || made.site.write(&project.dist()))?;
    steps.summary();
    if let Some(sizes) = sizes {
        sizes.print();
        sizes.check()?;
    }
    Ok(())
}

/// Everything but the packed copies.
fn assemble(project: &Project, tools: &Tools, options: &Options) -> Result<Made> {
    let draft = options.draft;
    let mut site = Site::default();
    let add = |site: &mut Site, stem: &str, file: PathBuf| -> Result<String> {
        let bytes =
            fs::read(&file).with_context(|| format!("{} cannot be read.", file.display()))?;
        let extension = file.extension().unwrap_or_default().to_string_lossy().into_owned();
        Ok(site.add_asset(stem, &extension, bytes))
    };
    let page_wasm = add(&mut site, "page", PAGE.wasm(project, draft))?;
    let cpu_wasm = add(&mut site, TRAIN_CPU.name, TRAIN_CPU.wasm(project, draft))?;
    let gpu_wasm = add(&mut site, TRAIN_GPU.name, TRAIN_GPU.wasm(project, draft))?;
    let models = project.root.join("models");
    let digits = add(&mut site, "digits", models.join("digits.bin"))?;
    let pretrained = models.join("digits-cnn.bpk");
    let pretrained = if draft && !pretrained.is_file() {
        println!("    models/digits-cnn.bpk is missing: this draft has no pretrained model");
        None
    } else {
        Some(add(&mut site, "digits-cnn", pretrained)?)
    };

    let page = bundle::page(project, tools, &mut site, draft)?;
    let train_cpu = bundle::worker(project, tools, &mut site, &TRAIN_CPU, &cpu_wasm, draft)?;
    let train_gpu = bundle::worker(project, tools, &mut site, &TRAIN_GPU, &gpu_wasm, draft)?;

    let assets = Assets { page_wasm, train_cpu, train_gpu, digits, pretrained };
    let shell =
        Shell { script: &page.script, style: &page.style, assets: &assets, base: &options.base };
    pages::add(project, &mut site, &shell, &notices::html(project, tools)?)?;

    let first_load = [PLAYGROUND.to_owned(), page.style, assets.page_wasm];
    let limits = vec![
        Limit {
            name: "playground before the first click",
            bytes: 300_000,
            files: first_load.into_iter().chain(page.needed_scripts).collect(),
        },
        Limit { name: "CPU worker", bytes: 700_000, files: vec![assets.train_cpu, cpu_wasm] },
        Limit { name: "GPU worker", bytes: 3_200_000, files: vec![assets.train_gpu, gpu_wasm] },
    ];
    Ok(Made { site, limits })
}

/// Adds the packed copies and the account of all sizes.
fn pack(project: &Project, site: &mut Site, limits: Vec<Limit>) -> Result<Sizes> {
    let packed = compress::all(project, site)?;
    let sizes = Sizes::new(site, &packed, limits)?;
    for (path, packed) in packed {
        site.add(format!("{path}.br"), packed.brotli);
        site.add(format!("{path}.gz"), packed.gzip);
    }
    let json = sizes.json()?;
    site.add("sizes.json.br", compress::brotli(&json)?);
    site.add("sizes.json.gz", compress::gzip(&json)?);
    site.add("sizes.json", json);
    Ok(sizes)
}
