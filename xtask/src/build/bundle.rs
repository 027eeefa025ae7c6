//! The scripts and the stylesheet, by esbuild.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::metafile::Metafile;
use super::site::Site;
use super::style;
use super::wasm::{Flavour, GO_WORKER, PAGES};
use crate::project::Project;
use crate::shell;
use crate::tools::Tools;

const PAGE_SCRIPT: &str = "web/js/main.js";
const TRAIN_SCRIPT: &str = "worker/js/train.js";
const GO_SCRIPT: &str = "worker/js/go.js";
const EMBED_SCRIPT: &str = "web/embed/embed.js";
const FRAME_SCRIPT: &str = "web/js/frame.js";

/// Where hosts find the element.
pub const EMBED: &str = "embed.js";

/// The page's files, as paths in the site.
#[derive(Debug)]
pub struct Page {
    pub script: String,
    pub style: String,
    /// Of each flavour, by its name.
    pub flavours: BTreeMap<String, Scripts>,
}

/// The scripts of one flavour of the page.
#[derive(Debug)]
pub struct Scripts {
    /// What starts its wasm; the page's script imports it.
    pub entry: String,
    /// Every script that runs before the page is alive.
    pub needed: Vec<String>,
}

pub fn page(project: &Project, tools: &Tools, site: &mut Site, draft: bool) -> Result<Page> {
    let bundle = Bundle::new(project, tools, "page", draft)?;
    let style = style::entry(project)?;
    let mut args = vec![
        PAGE_SCRIPT.to_owned(),
        style.display().to_string(),
        "--splitting".to_owned(),
        "--entry-names=assets/page-[hash]".to_owned(),
        "--chunk-names=assets/[name]-[hash]".to_owned(),
        // All flavours load these by name, and so the same ones (web/js/lazy.js).
        format!("--alias:burrow-store={}", project.root.join("web/js/store.js").display()),
        format!("--alias:burrow-code={}", project.root.join("web/js/code.js").display()),
        format!("--alias:burrow-search={}", project.root.join("web/js/search.js").display()),
        format!("--alias:burrow-offline={}", project.root.join("web/js/offline.js").display()),
        // A snippet of wasm-bindgen's can import nothing by a path (web/js/setup.js).
        format!("--alias:burrow-adapter={}", project.root.join("worker/js/adapter.js").display()),
    ];
    args.extend(PAGES.iter().map(|flavour| {
        format!("--alias:burrow-{}-pkg={}", flavour.name, flavour.script(project, draft).display())
    }));
    let made = bundle.run(&args)?;
    bundle.collect(&made, site)?;
    let script = made.output_of(PAGE_SCRIPT)?;
    let scripts = |flavour: &Flavour| -> Result<Scripts> {
        let entry = made.output_of(&flavour.script_end())?;
        let needed = made.imported_at_once(script).into_iter().chain(made.imported_at_once(entry));
        let needed: BTreeSet<String> =
            needed.map(|path| bundle.in_site(path)).collect::<Result<_>>()?;
        Ok(Scripts { entry: bundle.in_site(entry)?, needed: needed.into_iter().collect() })
    };
    Ok(Page {
        flavours: PAGES
            .iter()
            .map(|flavour| Ok((flavour.name.to_owned(), scripts(flavour)?)))
            .collect::<Result<_>>()?,
        script: bundle.in_site(script)?,
        style: bundle.in_site(made.output_of(style::ENTRY)?)?,
    })
}

/// A training worker's script, bundled with the name and size of its wasm; the path in the site.
pub fn worker(
    project: &Project,
    tools: &Tools,
    site: &mut Site,
    flavour: &Flavour,
    wasm: &str,
    draft: bool,
) -> Result<String> {
    let bundle = Bundle::new(project, tools, flavour.name, draft)?;
    bundle.worker(site, flavour, TRAIN_SCRIPT, wasm, &[])
}

/// The Go worker's script, likewise, with the name of the library's index.
pub fn go_worker(
    project: &Project,
    tools: &Tools,
    site: &mut Site,
    wasm: &str,
    index: &str,
    draft: bool,
) -> Result<String> {
    let bundle = Bundle::new(project, tools, GO_WORKER.name, draft)?;
    let library = format!("--define:LIBRARY_FILE={:?}", file_name(index));
    bundle.worker(site, &GO_WORKER, GO_SCRIPT, wasm, &[library])
}

/// Scripts find what lies beside them by its name alone.
fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// A classic script whose name does not change with its contents.
pub fn classic(
    project: &Project,
    tools: &Tools,
    name: &str,
    script: &str,
    more: &[String],
    draft: bool,
) -> Result<Vec<u8>> {
    let bundle = Bundle::new(project, tools, name, draft)?;
    let mut args = vec![script.to_owned(), "--format=iife".to_owned()];
    args.extend_from_slice(more);
    let made = bundle.run(&args)?;
    let path = project.root.join(made.output_of(script)?);
    fs::read(&path).with_context(|| format!("{} cannot be read.", path.display()))
}

/// The two scripts of an embedded lesson: `embed.js` for the host's page, which lies at the root
/// under its own name, and the frame's. Both are classic scripts. The path of the second. `posters`:
/// the pictures there are, each by its path without an ending. The first script asks for no other.
pub fn embed(
    project: &Project,
    tools: &Tools,
    site: &mut Site,
    posters: &BTreeMap<String, String>,
    draft: bool,
) -> Result<String> {
    let drawn: Vec<_> = posters.keys().map(|name| name.trim_start_matches("embed/")).collect();
    let drawn = [format!("--define:BURROW_POSTERS={}", serde_json::to_string(&drawn)?)];
    site.add(EMBED, classic(project, tools, "embed", EMBED_SCRIPT, &drawn, draft)?);

    let frame = Bundle::new(project, tools, "frame", draft)?;
    let made = frame.run(&[
        FRAME_SCRIPT.to_owned(),
        "--format=iife".to_owned(),
        "--loader:.css=text".to_owned(),
        "--entry-names=assets/frame-[hash]".to_owned(),
        format!("--define:BURROW_VERSION={:?}", env!("CARGO_PKG_VERSION")),
    ])?;
    frame.collect(&made, site)?;
    frame.in_site(made.output_of(FRAME_SCRIPT)?)
}

/// One run of esbuild into a folder of its own.
struct Bundle<'a> {
    project: &'a Project,
    tools: &'a Tools,
    folder: PathBuf,
    draft: bool,
}

impl<'a> Bundle<'a> {
    fn new(project: &'a Project, tools: &'a Tools, name: &str, draft: bool) -> Result<Self> {
        let folder = project.target.join("bundle").join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder)
                .with_context(|| format!("{} cannot be cleared.", folder.display()))?;
        }
        fs::create_dir_all(&folder)?;
        Ok(Self { project, tools, folder, draft })
    }

    fn run(&self, args: &[String]) -> Result<Metafile> {
        let list = self.folder.join("meta.json");
        let mut esbuild = self.tools.command("esbuild");
        esbuild
            .args(["--bundle", "--format=esm", "--target=es2022", "--log-level=warning"])
            // After the others: the last of its kind counts.
            .args(args)
            .arg(format!("--outdir={}", self.folder.display()))
            .arg(format!("--metafile={}", list.display()))
            // wasm-bindgen names a snippet once for each of its functions.
            .arg("--log-override:duplicate-object-key=silent")
            // wasm-pack's output may lie outside the repository, where no node_modules is above it.
            .env("NODE_PATH", self.project.root.join("node_modules"));
        if !self.draft {
            esbuild.arg("--minify");
        }
        shell::run(&mut esbuild).context("The scripts could not be bundled.")?;
        Metafile::parse(&fs::read_to_string(&list)?)
    }

    /// Bundles a worker's script, adds it to the site, and hands back its path there.
    fn worker(
        &self,
        site: &mut Site,
        flavour: &Flavour,
        script: &str,
        wasm: &str,
        more: &[String],
    ) -> Result<String> {
        let bytes = site.files.get(wasm).map_or(0, Vec::len);
        let pkg = flavour.script(self.project, self.draft);
        let mut args = vec![
            script.to_owned(),
            format!("--entry-names=assets/{}-[hash]", flavour.name),
            format!("--alias:burrow-worker-pkg={}", pkg.display()),
            format!("--define:WASM_FILE={:?}", file_name(wasm)),
            format!("--define:WASM_BYTES={bytes}"),
        ];
        args.extend_from_slice(more);
        let made = self.run(&args)?;
        self.collect(&made, site)?;
        self.in_site(made.output_of(script)?)
    }

    fn collect(&self, made: &Metafile, site: &mut Site) -> Result<()> {
        for output in made.outputs() {
            let path = self.project.root.join(output);
            let bytes =
                fs::read(&path).with_context(|| format!("{} cannot be read.", path.display()))?;
            site.add(self.in_site(output)?, bytes);
        }
        Ok(())
    }

    /// esbuild names outputs relative to the repository; the site by their place in it.
    fn in_site(&self, output: &str) -> Result<String> {
        let path = std::path::absolute(self.project.root.join(output))?;
        let name = path.file_name().with_context(|| format!("{output} names no file."))?;
        Ok(Path::new("assets").join(name).to_string_lossy().into_owned())
    }
}
