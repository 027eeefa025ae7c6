//! `cargo xtask build`: the static site in `dist/`.

mod bundle;
mod cards;
mod compress;
mod course;
mod library;
mod metafile;
mod notices;
mod offline;
mod pages;
mod site;
mod sizes;
mod stamp;
mod style;
mod template;
pub mod wasm;

use std::collections::BTreeMap;
use std::fs;
use std::mem::take;
use std::panic::resume_unwind;
use std::path::PathBuf;
use std::thread;

use anyhow::{Context, Result};

use crate::project::Project;
use crate::steps::Steps;
use crate::tools::{Tools, go_root};
use compress::Packed;
use offline::{Offer, Pack};
use pages::{Assets, Drawn, GO, PLAYGROUND, Page, Shell};
use site::Site;
use sizes::{Limit, Measure, Sizes};
use wasm::{Flavour, GO_WORKER, PAGES, TRAIN_CPU, TRAIN_GPU, WORKERS};

#[derive(Clone, Debug)]
pub struct Options {
    /// For the edit loop: nothing is optimised after the compiler, nothing is packed.
    pub draft: bool,
    /// Where the site lies on its host: begins and ends with a slash.
    pub base: String,
    /// The whole address of the site, ending in a slash, where it is known: for what other sites
    /// show of it.
    pub url: Option<String>,
}

/// What our own programs made for the site.
struct Course {
    lessons: PathBuf,
    drawn: Drawn,
}

/// A site with what the budgets count.
struct Made {
    site: Site,
    limits: Vec<Limit>,
    /// What a learner may keep beside the core.
    packs: Vec<Pack>,
}

pub fn build(project: &Project, options: &Options) -> Result<()> {
    let _lock = project.lock()?;
    let draft = options.draft;
    let steps = Steps::new("build", PAGES.len() + WORKERS.len() + if draft { 5 } else { 6 });
    let tools = steps.run("Tools and packages", || Tools::for_build(project))?;
    let wasm = |flavours: &[Flavour]| {
        flavours.iter().try_for_each(|flavour| {
            let step = format!("{}: wasm-pack", flavour.label);
            steps.run(&step, || wasm::build(project, &tools, flavour, draft))
        })
    };
    // Each lane has a profile, and so a lock of cargo's, of its own. Where one waits for the last
    // crate of a program, which keeps a single core busy, the other goes on.
    beside(|| wasm(&WORKERS), || wasm(&PAGES))?;
    let lessons = steps.run("Lessons", || course::lessons(project, &tools))?;
    let drawn = steps.run("Pages as HTML", || course::drawn(project, &tools, &lessons))?;
    let course = Course { lessons, drawn };
    let mut made =
        steps.run("Scripts, style and site", || assemble(project, &tools, options, &course))?;
    let sizes = if draft {
        offline::add(project, &tools, &mut made.site, made.packs, &BTreeMap::new(), &[], draft)?;
        None
    } else {
        let Made { site, limits, packs } = &mut made;
        let (limits, packs) = (take(limits), take(packs));
        let pack = || pack(project, &tools, site, packs, limits);
        Some(steps.run("Packing with brotli and gzip", pack)?)
    };
    steps.run("dist/", || made.site.write(&project.dist()))?;
    steps.summary();
    if let Some(sizes) = sizes {
        sizes.print();
        sizes.check()?;
    }
    Ok(())
}

/// Does both at once; all of the one's output stands among the other's.
fn beside(
    one: impl FnOnce() -> Result<()> + Send,
    other: impl FnOnce() -> Result<()>,
) -> Result<()> {
    thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        match one.join() {
            Ok(one) => one.and(other),
            Err(panic) => resume_unwind(panic),
        }
    })
}

/// The Go worker and its library alone, as they are shipped, in a folder of their own; where its script lies.
pub fn go_worker(project: &Project, tools: &Tools) -> Result<PathBuf> {
    let _lock = project.lock()?;
    wasm::build(project, tools, &GO_WORKER, false)?;
    let mut site = Site::default();
    let wasm = site.add_asset(GO_WORKER.name, "wasm", fs::read(GO_WORKER.wasm(project, false))?);
    let library = library::add(&go_root(project, tools)?, &mut site)?;
    let script = bundle::go_worker(project, tools, &mut site, &wasm, &library.index, false)?;
    let folder = project.target.join(GO_WORKER.name);
    site.write(&folder)?;
    Ok(folder.join(script))
}

/// Everything but the packed copies.
fn assemble(project: &Project, tools: &Tools, options: &Options, course: &Course) -> Result<Made> {
    let draft = options.draft;
    let mut site = Site::default();
    let add = |site: &mut Site, stem: &str, file: PathBuf| -> Result<String> {
        let bytes =
            fs::read(&file).with_context(|| format!("{} cannot be read.", file.display()))?;
        let extension = file.extension().unwrap_or_default().to_string_lossy().into_owned();
        Ok(site.add_asset(stem, &extension, bytes))
    };
    let page_wasm = PAGES
        .iter()
        .map(|flavour| {
            let path = add(&mut site, flavour.name, flavour.wasm(project, draft))?;
            Ok((flavour.name.to_owned(), path))
        })
        .collect::<Result<_>>()?;
    let cpu_wasm = add(&mut site, TRAIN_CPU.name, TRAIN_CPU.wasm(project, draft))?;
    let gpu_wasm = add(&mut site, TRAIN_GPU.name, TRAIN_GPU.wasm(project, draft))?;
    let go_wasm = add(&mut site, GO_WORKER.name, GO_WORKER.wasm(project, draft))?;
    let library = library::add(&go_root(project, tools)?, &mut site)?;
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
    let go_worker = bundle::go_worker(project, tools, &mut site, &go_wasm, &library.index, draft)?;

    let named = course::files(&mut site, &course.lessons)?;
    let Drawn { languages, pages, posters, contents, search } = &course.drawn;
    course::posters(&mut site, &named, posters)?;
    let frame = bundle::embed(project, tools, &mut site, posters, draft)?;
    let words = pages::words(&mut site, languages)?;
    let contents = site.add_asset("contents", "json", serde_json::to_vec(contents)?);
    let search = site.add_asset("search", "json", serde_json::to_vec(search)?);
    let assets =
        Assets { page_wasm, train_cpu, train_gpu, go_worker, digits, contents, search, pretrained };
    let shell = Shell {
        languages,
        words: &words,
        script: &page.script,
        frame: &frame,
        style: &page.style,
        flavours: &page.flavours,
        assets: &assets,
        named: &named,
        base: &options.base,
        url: options.url.as_deref(),
    };
    pages::add(project, &mut site, pages, &shell, &notices::html(project, tools)?)?;
    offline::add_static(project, &mut site)?;
    let gpu = [&*assets.train_gpu, &*gpu_wasm];
    let rarely: Vec<&str> = library.rarely().collect();
    let offers = [
        Offer { name: "gpu", label: "GPU engine", files: &gpu },
        Offer { name: "go-library", label: "All of Go's library", files: &rarely },
    ];
    let packs = offline::cut(&mut site, &offers)?;
    let mut limits = limits(&shell, pages, [&cpu_wasm, &gpu_wasm, &go_wasm])?;
    limits.push(Limit {
        name: "what fmt needs of Go's library".to_owned(),
        bytes: 450_000,
        measure: Measure::Brotli,
        files: vec![library.index.clone(), library.base().to_owned()],
    });
    Ok(Made { site, limits, packs })
}

/// The budgets; `workers`: the wasm of each.
fn limits(shell: &Shell, pages: &[Page], workers: [&String; 3]) -> Result<Vec<Limit>> {
    let limit = |name: &str, bytes, files| Limit {
        name: name.to_owned(),
        bytes,
        measure: Measure::Brotli,
        files,
    };
    let worker = |script: &String, wasm: &String| vec![script.clone(), wasm.clone()];
    let mut limits = vec![
        limit("CPU worker", 700_000, worker(&shell.assets.train_cpu, workers[0])),
        limit("embed.js", 6_000, vec![bundle::EMBED.to_owned()]),
        limit("GPU worker", 3_200_000, worker(&shell.assets.train_gpu, workers[1])),
        limit("Go worker", 900_000, worker(&shell.assets.go_worker, workers[2])),
    ];
    let tools = [PLAYGROUND, GO];
    let is_tool = |page: &Page| tools.iter().any(|file| page.file().ends_with(file));
    for page in pages.iter().filter(|page| page.is_lesson() || is_tool(page)) {
        let name =
            format!("{} before the first click", page.file().trim_end_matches("/index.html"));
        let bytes = if page.is_lesson() { 250_000 } else { 300_000 };
        limits.push(limit(&name, bytes, page.first_load(shell)?));
    }
    Ok(limits)
}

/// Adds the packed copies, what works offline, and the account of all sizes.
fn pack(
    project: &Project,
    tools: &Tools,
    site: &mut Site,
    packs: Vec<Pack>,
    mut limits: Vec<Limit>,
) -> Result<Sizes> {
    let mut packed = compress::all(project, site)?;
    let offline = offline::add(project, tools, site, packs, &packed, &[], false)?;
    for path in offline.added {
        let bytes = &site.files[path];
        let (brotli, gzip) = (compress::brotli(bytes)?, compress::gzip(bytes)?);
        packed.insert(path.to_owned(), Packed { brotli, gzip });
    }
    limits.push(Limit {
        name: "what works offline".to_owned(),
        bytes: offline::CORE_LIMIT,
        measure: Measure::Raw,
        files: offline.core,
    });
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
