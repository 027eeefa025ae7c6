//! What works without a network: the list of the core, which the service worker stores on the
//! first visit, and the larger parts ("packs") that a learner may add to it.
//!
//! A pack's files are also cut into parts of at most a megabyte, each under a name made from its
//! contents: a download that broke off goes on where it was, and a damaged part is told from a
//! whole one. MB are 1,000,000 bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Serialize;

use super::bundle;
use super::compress::Packed;
use super::site::Site;
use crate::hash::sha256;
use crate::project::Project;
use crate::tools::Tools;

/// What the core may come to, unpacked: as much as a first visit stores in a browser.
pub const CORE_LIMIT: usize = 15_000_000;

const PART: usize = 1_000_000;
const SCRIPT: &str = "web/js/service-worker.js";
/// At the root: a service worker sees what lies in its own folder and below.
const SERVICE_WORKER: &str = "sw.js";
const PACKS: &str = "packs.json";

/// Files that a learner may keep beside the core.
#[derive(Clone, Copy, Debug)]
pub struct Offer<'a> {
    /// Stands for the pack in the page's table of words.
    pub name: &'static str,
    /// For people who read the list itself.
    pub label: &'static str,
    /// Paths in the site.
    pub files: &'a [&'a str],
}

/// An offer whose parts lie in the site.
#[derive(Debug, Serialize)]
pub struct Pack {
    name: &'static str,
    label: &'static str,
    bytes: usize,
    /// What the parts come to on their way to the browser.
    packed: usize,
    files: Vec<PackedFile>,
}

#[derive(Debug, Serialize)]
struct PackedFile {
    path: String,
    bytes: usize,
    #[serde(rename = "type")]
    kind: &'static str,
    parts: Vec<Part>,
}

#[derive(Debug, Serialize)]
struct Part {
    path: String,
    bytes: usize,
    sha256: String,
}

/// Adds what lies in `web/static` as it is: the manifest and its icons.
pub fn add_static(project: &Project, site: &mut Site) -> Result<()> {
    add_folder(&project.root.join("web/static"), "", site)
}

fn add_folder(folder: &Path, place: &str, site: &mut Site) -> Result<()> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("{} cannot be read.", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            add_folder(&path, &format!("{place}{name}/"), site)?;
        } else {
            let bytes =
                fs::read(&path).with_context(|| format!("{} cannot be read.", path.display()))?;
            site.add(format!("{place}{name}"), bytes);
        }
    }
    Ok(())
}

/// Cuts the files of all offers into parts, which are added to the site.
pub fn cut(site: &mut Site, offers: &[Offer]) -> Result<Vec<Pack>> {
    offers.iter().map(|offer| cut_offer(site, offer)).collect()
}

fn cut_offer(site: &mut Site, offer: &Offer) -> Result<Pack> {
    let files = offer.files.iter().map(|path| cut_file(site, path)).collect::<Result<Vec<_>>>()?;
    Ok(Pack {
        name: offer.name,
        label: offer.label,
        bytes: files.iter().map(|file| file.bytes).sum(),
        packed: 0,
        files,
    })
}

fn cut_file(site: &mut Site, path: &str) -> Result<PackedFile> {
    let bytes = site
        .files
        .get(path)
        .with_context(|| format!("{path} is to be kept offline and is not in the site."))?
        .clone();
    let extension = Path::new(path).extension().unwrap_or_default().to_string_lossy();
    let kind = match &*extension {
        "js" => "text/javascript",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    };
    let mut parts = Vec::new();
    for part in bytes.chunks(PART) {
        let hash = sha256(part);
        // Under the file's own extension, since hosts choose by it what they send packed.
        let path = format!("assets/parts/{}.{extension}", &hash[..16]);
        site.add(path.clone(), part);
        parts.push(Part { path, bytes: part.len(), sha256: hash });
    }
    Ok(PackedFile { path: path.to_owned(), bytes: bytes.len(), kind, parts })
}

/// Adds the list of packs and the service worker: last of all, since its list names every file.
///
/// `packed` tells what files come to on their way; a draft packs none. `left_out` are files that
/// only pages of others load. Hands back the paths of the core, and of what was added.
pub fn add(
    project: &Project,
    tools: &Tools,
    site: &mut Site,
    mut packs: Vec<Pack>,
    packed: &BTreeMap<String, Packed>,
    left_out: &[&str],
    draft: bool,
) -> Result<Offline> {
    for pack in &mut packs {
        let parts = pack.files.iter().flat_map(|file| &file.parts);
        let size = |part: &Part| packed.get(&part.path).map_or(part.bytes, |p| p.brotli.len());
        pack.packed = parts.map(size).sum();
    }
    let apart: BTreeSet<&str> = packs.iter().flat_map(Pack::paths).collect();
    let mut core: Vec<String> = site
        .files
        .keys()
        .filter(|path| {
            is_core(path) && !apart.contains(&path[..]) && !left_out.contains(&&path[..])
        })
        .cloned()
        .collect();
    let bytes: usize = core.iter().filter_map(|path| site.files.get(path)).map(Vec::len).sum();
    let list = serde_json::json!({ "core": bytes, "packs": packs });
    site.add(PACKS, serde_json::to_vec(&list)?);
    core.push(PACKS.to_owned());

    let service_worker = bundle(project, tools, &list_for_worker(site, &core, &apart)?, draft)?;
    site.add(SERVICE_WORKER, service_worker);
    Ok(Offline { core, added: [PACKS, SERVICE_WORKER] })
}

/// What [`add`] made.
#[derive(Debug)]
pub struct Offline {
    /// Paths in the site.
    pub core: Vec<String>,
    pub added: [&'static str; 2],
}

impl Pack {
    /// Its files and all their parts.
    fn paths(&self) -> impl Iterator<Item = &str> {
        self.files
            .iter()
            .flat_map(|file| file.parts.iter().map(|part| &part.path[..]).chain([&file.path[..]]))
    }
}

/// Whether a file is of use without a network. What is embedded stands in other sites' pages, for
/// which no service worker of ours works. A chapter's page repeats its lessons, each of which can be
/// printed by itself.
fn is_core(path: &str) -> bool {
    let is_for_others = path.split('/').any(|folder| folder == "embed") || path == "embed.js";
    // At the root, written for the host, for search engines or for people.
    let is_for_hosts = path.starts_with('_') || (path.ends_with(".txt") && !path.contains('/'));
    let is_for_hosts = is_for_hosts || path == "sizes.json" || path == "sitemap.xml";
    let is_repeated = path.split('/').any(|folder| folder == "chapter");
    !is_for_others && !is_for_hosts && !is_repeated
}

/// The module that the service worker imports: each file of the core with its hash, and the
/// paths of all packs.
fn list_for_worker(site: &Site, core: &[String], packed: &BTreeSet<&str>) -> Result<String> {
    let mut entries = Vec::new();
    for path in core {
        let Some(bytes) = site.files.get(path) else { bail!("{path} is not in the site.") };
        entries.push((path, sha256(bytes)));
    }
    let (core, packed) = (serde_json::to_string(&entries)?, serde_json::to_string(packed)?);
    Ok(format!("export const core = {core};\nexport const packed = {packed};\n"))
}

/// The service worker as one classic script: not every browser runs one made of modules.
fn bundle(project: &Project, tools: &Tools, list: &str, draft: bool) -> Result<Vec<u8>> {
    let module = project.target.join("bundle/service-worker-core.js");
    fs::write(&module, list).with_context(|| format!("{} cannot be written.", module.display()))?;
    let more = [
        "--define:process.env.NODE_ENV=\"production\"".to_owned(),
        format!("--alias:burrow-core={}", module.display()),
    ];
    bundle::classic(project, tools, "service-worker", SCRIPT, &more, draft)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Site {
        let mut site = Site::default();
        site.add("index.html", "home");
        site.add("embed/a/index.html", "a widget");
        site.add("embed.js", "for others");
        site.add("assets/page-1.js", "script");
        site.add("assets/big-1.wasm", vec![7; 2_500_000]);
        site
    }

    fn offers() -> [Offer<'static>; 1] {
        [Offer { name: "big", label: "A big one", files: &["assets/big-1.wasm"] }]
    }

    #[test]
    fn a_packs_parts_are_small_and_make_up_the_file() {
        let mut site = site();
        let packs = cut(&mut site, &offers()).unwrap();
        let file = &packs[0].files[0];
        assert_eq!((packs[0].bytes, file.bytes), (2_500_000, 2_500_000));
        assert_eq!(file.kind, "application/wasm");
        let mut whole = Vec::new();
        for part in &file.parts {
            let bytes = &site.files[&part.path];
            assert!(bytes.len() <= PART && bytes.len() == part.bytes);
            assert_eq!(sha256(bytes), part.sha256);
            whole.extend_from_slice(bytes);
        }
        assert_eq!(whole, site.files["assets/big-1.wasm"]);
        // The first two are the same bytes, and so the same file.
        assert_eq!(file.parts[0].path, file.parts[1].path);
        assert!(file.parts[2].path.ends_with(".wasm"));
    }

    #[test]
    fn every_icon_of_the_manifest_is_there_in_its_size() {
        let mut site = Site::default();
        add_static(&Project::find().unwrap(), &mut site).unwrap();
        let manifest: serde_json::Value =
            serde_json::from_slice(&site.files["manifest.webmanifest"]).unwrap();
        let icons = manifest["icons"].as_array().unwrap();
        assert_eq!(icons.len(), 4);
        for icon in icons {
            let png = &site.files[icon["src"].as_str().unwrap()];
            assert_eq!(&png[1..4], b"PNG");
            // Width and height stand in the first chunk.
            let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
            assert_eq!(icon["sizes"], format!("{}x{}", number(16), number(20)));
        }
    }

    #[test]
    fn an_offer_of_a_file_that_is_not_there_is_a_mistake() {
        let offer = Offer { name: "none", label: "", files: &["assets/none.wasm"] };
        let error = cut(&mut site(), &[offer]).unwrap_err().to_string();
        assert_eq!(error, "assets/none.wasm is to be kept offline and is not in the site.");
    }

    #[test]
    fn the_core_is_what_a_page_of_ours_needs() {
        for path in ["index.html", "de/course/index.html", "assets/page-1.js", "icons/burrow.png"] {
            assert!(is_core(path), "{path}");
        }
        for path in [
            "embed/a/index.html",
            "de/chapter/1/index.html",
            "embed.js",
            "sizes.json",
            "_headers",
            "robots.txt",
        ] {
            assert!(!is_core(path), "{path}");
        }
    }

    #[test]
    fn the_workers_list_holds_hashes_of_contents() {
        let list = list_for_worker(
            &site(),
            &["index.html".to_owned()],
            &BTreeSet::from(["assets/big-1.wasm"]),
        );
        // sha256sum of `home`.
        let expected = "export const core = [[\"index.html\",\
            \"4ea140588150773ce3aace786aeef7f4049ce100fa649c94fbbddb960f1da942\"]];\n\
            export const packed = [\"assets/big-1.wasm\"];\n";
        assert_eq!(list.unwrap(), expected);
        let missing = list_for_worker(&site(), &["gone".to_owned()], &BTreeSet::new());
        assert_eq!(missing.unwrap_err().to_string(), "gone is not in the site.");
    }
}
