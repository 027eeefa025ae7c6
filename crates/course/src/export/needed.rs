//! The files of a built site that one lesson's embedded page needs, and no others.
//!
//! What lies in `assets/` has its contents in its name, so a name that stands in a text is meant:
//! whatever a page, a script or a stylesheet names there is needed, and what that names in turn.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::html::{Tag, resolve, tags, without};

const ASSETS: &str = "assets";
/// Megabytes that only a GPU can use: a lesson trains without them.
const LEFT_OUT: &str = "train-gpu";
/// Copies that a static host sends in place of a file.
const PACKED: [&str; 2] = ["br", "gz"];
/// Files in which names of others can stand.
const TEXTS: [&str; 4] = ["html", "js", "css", "json"];

/// The page of a lesson.
pub fn page(topic: &str) -> String {
    format!("embed/{topic}/index.html")
}

/// The same with its frame in German; a site may lack it.
pub fn german_page(topic: &str) -> String {
    format!("de/{}", page(topic))
}

/// The files by their paths in the site.
pub fn files(site: &Path, topic: &str) -> Result<BTreeMap<String, Vec<u8>>, String> {
    let mut pages = vec![read_page(site, &page(topic))?];
    if site.join(german_page(topic)).is_file() {
        pages.push(read_page(site, &german_page(topic))?);
    }
    let assets = names(&site.join(ASSETS))?;
    let mut files = BTreeMap::new();
    for (path, html) in &pages {
        for asset in assets_of(path, html, &assets)? {
            add_asset(site, &asset, &assets, &mut files)?;
        }
        for loaded in loaded_by(path, html) {
            if !files.contains_key(&loaded) && site.join(&loaded).is_file() {
                files.insert(loaded.clone(), read(&site.join(&loaded))?);
            }
        }
    }
    let kept: BTreeSet<String> =
        files.keys().cloned().chain(pages.iter().map(|(path, _)| path.clone())).collect();
    for (path, html) in pages {
        let html = for_package(&path, &html, &kept, &assets);
        files.insert(path, html.into_bytes());
    }
    Ok(files)
}

fn read_page(site: &Path, path: &str) -> Result<(String, String), String> {
    let file = site.join(path);
    if !file.is_file() {
        return Err(format!(
            "{} is not there: `cargo xtask build` makes it, for a lesson that is ready.",
            file.display()
        ));
    }
    let html = String::from_utf8(read(&file)?)
        .map_err(|_| format!("{} is not text: build the site again.", file.display()))?;
    if !html.trim_end().ends_with("</html>") {
        return Err(format!("{} breaks off: build the site again.", file.display()));
    }
    Ok((path.to_string(), html))
}

fn read(file: &Path) -> Result<Vec<u8>, String> {
    fs::read(file).map_err(|error| format!("{} cannot be read: {error}.", file.display()))
}

/// The files of a folder, without the packed copies.
fn names(folder: &Path) -> Result<BTreeSet<String>, String> {
    let listed = fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let entries = listed.map_err(|error| {
        format!("{} cannot be read: {error}. `cargo xtask build` makes it.", folder.display())
    })?;
    let names = entries.iter().filter(|entry| entry.path().is_file());
    let names = names.map(|entry| entry.file_name().to_string_lossy().into_owned());
    Ok(names.filter(|name| !PACKED.contains(&extension(name))).collect())
}

fn extension(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// Adds an asset and, at any depth, what it names.
fn add_asset(
    site: &Path,
    name: &str,
    assets: &BTreeSet<String>,
    files: &mut BTreeMap<String, Vec<u8>>,
) -> Result<(), String> {
    let path = format!("{ASSETS}/{name}");
    if files.contains_key(&path) {
        return Ok(());
    }
    let bytes = read(&site.join(&path))?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    files.insert(path.clone(), bytes);
    if !TEXTS.contains(&extension(name)) {
        return Ok(());
    }
    assets_of(&path, &text, assets)?
        .iter()
        .try_for_each(|asset| add_asset(site, asset, assets, files))
}

/// The assets that a text names. One that should be there and is not is an error.
fn assets_of(
    path: &str,
    text: &str,
    assets: &BTreeSet<String>,
) -> Result<BTreeSet<String>, String> {
    let mut found = BTreeSet::new();
    for word in words(text).filter(|word| !word.starts_with(LEFT_OUT)) {
        if assets.contains(word) {
            found.insert(word.to_string());
        } else if is_hashed(word) {
            return Err(format!(
                "{path} needs {ASSETS}/{word}, which is not there: the site is incomplete, build \
                 it again."
            ));
        }
    }
    Ok(found)
}

/// Everything in a text that could be the name of a file.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')))
}

/// Whether a word can only be the name of an asset: `chunk-7QWXBV2M.js` by esbuild, or
/// `digits-4bf5122f34.bin` by our own build.
fn is_hashed(word: &str) -> bool {
    const EXTENSIONS: [&str; 7] = ["js", "css", "wasm", "bin", "bpk", "json", "png"];
    let Some((stem, extension)) = word.rsplit_once('.') else { return false };
    let Some((_, hash)) = stem.rsplit_once('-') else { return false };
    let esbuild = hash.len() == 8 && hash.chars().all(|c| matches!(c, 'A'..='Z' | '2'..='7'));
    let ours = hash.len() == 10 && hash.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f'));
    EXTENSIONS.contains(&extension) && (esbuild || ours)
}

/// Files outside of `assets/` that a page loads by itself.
fn loaded_by(path: &str, html: &str) -> Vec<String> {
    let folder = path.trim_end_matches("index.html");
    let address = |tag: Tag| {
        let rel = tag.attribute("rel").map_or("", |rel| rel.value);
        let name = match tag.name {
            // These two only say where the same can be read.
            "link" if !matches!(rel, "alternate" | "canonical") => "href",
            "script" | "img" => "src",
            _ => return None,
        };
        resolve(folder, tag.attribute(name)?.value)
    };
    tags(html).filter_map(address).collect()
}

/// The page as it is in a package: no link to a page that is not in it, no worker either, and a
/// mark that it keeps nothing itself. The platform does that, for each of its learners.
fn for_package(
    path: &str,
    html: &str,
    kept: &BTreeSet<String>,
    assets: &BTreeSet<String>,
) -> String {
    let folder = path.trim_end_matches("index.html");
    let dead = tags(html).filter(|tag| tag.name == "a").filter_map(|tag| {
        let href = tag.attribute("href")?;
        let leads_to = resolve(folder, href.value)?;
        (!kept.contains(&leads_to)).then(|| href.place.clone())
    });
    let html = without(html, &dead.collect::<Vec<_>>());
    let html = html.replacen(" data-embed=\"\"", " data-embed=\"package\"", 1);
    // The list of assets says by an empty path that there is none.
    assets
        .iter()
        .filter(|name| name.starts_with(LEFT_OUT))
        .fold(html, |html, name| html.replace(&format!("\"{ASSETS}/{name}\""), "\"\""))
}
