//! The lessons and the drawn pages, made by our own native programs: `burrow course build` trains
//! what the figures open with, and `web`'s prerender draws every page.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::pages::{self, Drawn};
use super::site::Site;
use crate::project::Project;
use crate::shell;
use crate::tools::{Tools, go_root};

/// Trains the figures of all lessons and writes the lessons' texts; the folder of both.
pub fn lessons(project: &Project, tools: &Tools) -> Result<PathBuf> {
    let folder = project.target.join("course");
    let mut burrow = tools.command("cargo");
    burrow
        .args(["run", "--quiet", "--package", "burrow-cli", "--", "course", "build", "--out"])
        .arg(&folder)
        .env("GOROOT", go_root(project, tools)?);
    shell::run(&mut burrow).context("The lessons could not be built.")?;
    Ok(folder)
}

/// Every page of the site, as HTML, and the words of each language.
pub fn drawn(project: &Project, tools: &Tools, lessons: &Path) -> Result<Drawn> {
    let file = project.target.join("pages.json");
    let mut prerender = tools.command("cargo");
    prerender
        .args(["run", "--quiet", "--package", "burrow-web", "--features", "prerender"])
        .args(["--bin", "prerender", "--"])
        .args([lessons, &file]);
    shell::run(&mut prerender).context("The pages could not be drawn.")?;
    pages::read(&fs::read(&file).with_context(|| format!("{} cannot be read.", file.display()))?)
}

/// Adds the files that the lessons name, under names that change with their contents. What each
/// is called in a text, and its path in the site.
pub fn files(site: &mut Site, lessons: &Path) -> Result<BTreeMap<String, String>> {
    let mut named = BTreeMap::new();
    for folder in entries(lessons)?.into_iter().filter(|path| path.is_dir()) {
        for file in entries(&folder)? {
            let extension = file.extension().unwrap_or_default().to_string_lossy().into_owned();
            let stem = file.file_stem().unwrap_or_default().to_string_lossy();
            let is_notes = extension == "json" && stem == "notes";
            if !is_notes && !matches!(extension.as_str(), "bpk" | "png") {
                continue;
            }
            let lesson = folder.file_name().unwrap_or_default().to_string_lossy();
            let bytes =
                fs::read(&file).with_context(|| format!("{} cannot be read.", file.display()))?;
            let path = site.add_asset(&format!("{lesson}-{stem}"), &extension, bytes);
            named.insert(format!("{lesson}/{stem}.{extension}"), path);
        }
    }
    Ok(named)
}

/// Adds the pictures that widgets show before the click, for light and dark, under names that a
/// host can derive. `posters`: what each is called, and the figure that it shows.
pub fn posters(
    site: &mut Site,
    named: &BTreeMap<String, String>,
    posters: &BTreeMap<String, String>,
) -> Result<()> {
    for (name, figure) in posters {
        for (theme, suffix) in [("light", ""), ("dark", "-dark")] {
            let path = named.get(&format!("{figure}-{theme}.png"));
            let bytes = path.and_then(|path| site.files.get(path)).cloned();
            let bytes = bytes.with_context(|| format!("There is no poster of {figure}."))?;
            site.add(format!("{name}{suffix}.png"), bytes);
        }
    }
    Ok(())
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("{} cannot be read.", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_checkpoints_and_notes_are_added_by_the_names_that_texts_use() {
        let dir = tempfile::tempdir().unwrap();
        let lesson = dir.path().join("ml");
        fs::create_dir_all(&lesson).unwrap();
        fs::write(lesson.join("rate.bpk"), "checkpoint").unwrap();
        fs::write(lesson.join("rate-light.png"), "picture").unwrap();
        fs::write(lesson.join("article.html"), "text").unwrap();
        fs::write(lesson.join("lesson.json"), "{}").unwrap();
        fs::write(lesson.join("notes.json"), "{}").unwrap();
        let mut site = Site::default();
        let named = files(&mut site, dir.path()).unwrap();
        assert_eq!(
            named.keys().collect::<Vec<_>>(),
            ["ml/notes.json", "ml/rate-light.png", "ml/rate.bpk"]
        );
        assert_eq!(site.files[&named["ml/rate.bpk"]], b"checkpoint");
        assert_eq!(site.files.len(), 3);
    }

    #[test]
    fn a_widgets_poster_is_that_of_its_figure() {
        let mut site = Site::default();
        let mut named = BTreeMap::new();
        for theme in ["light", "dark"] {
            site.add(format!("assets/{theme}.png"), theme);
            named.insert(format!("ml/rate-{theme}.png"), format!("assets/{theme}.png"));
        }
        let wanted = BTreeMap::from([("embed/ml/3".to_owned(), "ml/rate".to_owned())]);
        posters(&mut site, &named, &wanted).unwrap();
        assert_eq!(site.files["embed/ml/3.png"], b"light");
        assert_eq!(site.files["embed/ml/3-dark.png"], b"dark");
        let lost = BTreeMap::from([("embed/ml/4".to_owned(), "ml/gone".to_owned())]);
        assert!(posters(&mut site, &named, &lost).is_err());
    }
}
