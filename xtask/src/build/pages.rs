//! The HTML pages: what `web` draws of each, filled into the repository's `index.html`.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use super::bundle::Scripts;
use super::site::Site;
use super::template::{escape, fill};
use crate::project::Project;

/// What `web`'s prerender wrote; see there.
#[derive(Debug, Deserialize)]
pub struct Drawn {
    pub languages: Vec<Language>,
    pub pages: Vec<Page>,
    /// What the poster of each widget is called, and the figure that it shows.
    pub posters: BTreeMap<String, String>,
    /// What there is to do in the lessons: a line each.
    pub contents: Vec<String>,
    /// All that is found in the lessons.
    pub search: serde_json::Value,
}

/// A language, and what its pages need of it.
#[derive(Debug, Deserialize)]
pub struct Language {
    code: String,
    folder: String,
    words: Vec<String>,
    no_script: String,
    no_wasm: String,
    not_loaded: String,
}

#[derive(Debug, Deserialize)]
pub struct Page {
    file: String,
    language: String,
    title: String,
    description: String,
    html: String,
    flavour: String,
    embedded: bool,
    canonical: String,
    alternates: BTreeMap<String, String>,
    picture: Option<String>,
}

/// The pages beside lessons whose first load has a budget.
pub const PLAYGROUND: &str = "playground/index.html";
pub const GO: &str = "go/index.html";
/// The flavour that counts what is done of the course.
const READER: &str = "reader";
const NOTICES: &str = "notices/index.html";
const NOT_FOUND: &str = "404.html";

/// What stands in the drawn pages for the way to the site's root, without its last slash.
const ROOT: &str = "/@root@";

/// Paths in the site that the page and its workers are loaded from.
#[derive(Debug, Serialize)]
pub struct Assets {
    /// Of each flavour of the page, by its name.
    pub page_wasm: BTreeMap<String, String>,
    pub train_cpu: String,
    pub train_gpu: String,
    pub go_worker: String,
    pub digits: String,
    /// What there is to do in the lessons, for the reader.
    pub contents: String,
    /// What the search looks through.
    pub search: String,
    /// Only a draft may lack it.
    pub pretrained: Option<String>,
}

/// The same of one page, with the words of its language.
#[derive(Debug, Serialize)]
struct PageAssets<'a> {
    #[serde(flatten)]
    assets: &'a Assets,
    words: &'a str,
}

/// What the pages have in common.
#[derive(Debug)]
pub struct Shell<'a> {
    pub languages: &'a [Language],
    /// The file of words of each language, by its code.
    pub words: &'a BTreeMap<String, String>,
    pub script: &'a str,
    /// Runs first in an embedded page.
    pub frame: &'a str,
    pub style: &'a str,
    /// Of each flavour of the page, by its name.
    pub flavours: &'a BTreeMap<String, Scripts>,
    pub assets: &'a Assets,
    /// Files that a text names by `{{asset:…}}`, and their paths in the site.
    pub named: &'a BTreeMap<String, String>,
    /// Where the site lies on its host, such as `/` or `/burrow/`. Only the page for unknown
    /// addresses has to know: it is shown at any depth, so that a relative path leads nowhere.
    pub base: &'a str,
    /// The whole address of the site, where it is known.
    pub url: Option<&'a str>,
}

/// The pages that `web` drew.
pub fn read(json: &[u8]) -> Result<Drawn> {
    serde_json::from_slice(json).context("The drawn pages are not in the form we know.")
}

/// Adds the words of each language to the site; their paths by its code. A host packs JSON on its
/// way, which it may not do with a kind of file that it does not know.
pub fn words(site: &mut Site, languages: &[Language]) -> Result<BTreeMap<String, String>> {
    let mut words = BTreeMap::new();
    for Language { code, words: lines, .. } in languages {
        let path = site.add_asset(&format!("words-{code}"), "json", serde_json::to_vec(lines)?);
        words.insert(code.clone(), path);
    }
    Ok(words)
}

/// Adds every page to the site.
pub fn add(
    project: &Project,
    site: &mut Site,
    pages: &[Page],
    shell: &Shell,
    notices: &str,
) -> Result<()> {
    let path = project.root.join("index.html");
    let template =
        fs::read_to_string(&path).with_context(|| format!("{} cannot be read.", path.display()))?;
    for page in pages {
        let html = filled(&template, page, shell, notices)
            .with_context(|| format!("{} could not be made.", page.file))?;
        site.add(page.file.clone(), html);
    }
    Ok(())
}

impl Page {
    /// Its file, from the site's root.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Whether it is a lesson's, and not a widget.
    pub fn is_lesson(&self) -> bool {
        self.file.contains("learn/") && !self.embedded
    }

    /// The files that it needs before anybody touches it, itself among them.
    ///
    /// # Errors
    /// Where it asks for a flavour that was not built.
    pub fn first_load(&self, shell: &Shell) -> Result<Vec<String>> {
        let (scripts, wasm) = shell.flavour(self)?;
        let mut files = vec![self.file.clone(), shell.style.to_owned(), wasm.to_owned()];
        files.extend(shell.words.get(&self.language).cloned());
        if self.flavour == READER {
            files.push(shell.assets.contents.clone());
        }
        files.extend(scripts.needed.iter().cloned());
        Ok(files)
    }
}

impl Shell<'_> {
    /// The scripts and the wasm that a page boots.
    fn flavour(&self, page: &Page) -> Result<(&Scripts, &str)> {
        let name = &page.flavour;
        match (self.flavours.get(name), self.assets.page_wasm.get(name)) {
            (Some(scripts), Some(wasm)) => Ok((scripts, wasm)),
            _ => bail!("The page asks for the flavour “{name}”, which was not built."),
        }
    }

    fn language(&self, page: &Page) -> Result<(&Language, &str)> {
        let code = &page.language;
        let language = self.languages.iter().find(|language| language.code == *code);
        match (language, self.words.get(code)) {
            (Some(language), Some(words)) => Ok((language, words)),
            _ => bail!("The page speaks “{code}”, of which nothing else was drawn."),
        }
    }
}

fn filled(template: &str, page: &Page, shell: &Shell, notices: &str) -> Result<String> {
    let (language, words) = shell.language(page)?;
    // In a script element only `<` could end the data early.
    let assets = serde_json::to_string(&PageAssets { assets: shell.assets, words })?;
    let assets = assets.replace('<', "\\u003c");
    let root = root(&page.file, shell.base);
    let content = content(page, shell, &root, notices)?;
    let (scripts, wasm) = shell.flavour(page)?;
    let frame = match page.embedded {
        true => {
            format!("\n<script src=\"{}\"></script>", escape(&format!("{root}/{}", shell.frame)))
        }
        false => String::new(),
    };
    fill(
        template,
        &[
            ("language", &escape(&language.code)),
            ("folder", &escape(&language.folder)),
            ("no-script", &escape(&language.no_script)),
            ("no-wasm", &escape(&language.no_wasm)),
            ("not-loaded", &escape(&language.not_loaded)),
            ("words", &escape(words)),
            ("marks", if page.embedded { " data-embed=\"\"" } else { "" }),
            // A frame without an origin starts its workers from `data:` addresses.
            ("workers", if page.embedded { " data:" } else { "" }),
            ("frame", &frame),
            ("title", &escape(&page.title)),
            ("description", &escape(&page.description)),
            ("social", &social(page, shell)?),
            ("root", &escape(&format!("{root}/"))),
            ("assets", &assets),
            ("style", &escape(shell.style)),
            ("script", &escape(shell.script)),
            ("entry", &escape(&scripts.entry)),
            ("flavour", &escape(&page.flavour)),
            ("wasm", &escape(wasm)),
            ("content", &content),
        ],
    )
}

/// What the page shows, with every path as it is from there.
fn content(page: &Page, shell: &Shell, root: &str, notices: &str) -> Result<String> {
    let text = match page.file.as_str() {
        file if file.ends_with(NOTICES) => notices.to_owned(),
        _ => String::new(),
    };
    let html = page.html.replacen("{{content}}", &text, 1).replace(ROOT, root);
    named(&html, shell.named, root)
}

/// Puts paths in the places of `{{asset:…}}`.
fn named(html: &str, names: &BTreeMap<String, String>, root: &str) -> Result<String> {
    let mut parts = html.split("{{asset:");
    let mut done = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let Some((name, rest)) = part.split_once("}}") else {
            bail!("A text has a `{{{{asset:` without its `}}}}`.");
        };
        let Some(path) = names.get(name) else {
            bail!("A text names the file {name}, which the build did not make.");
        };
        done.push_str(&format!("{root}/{path}{rest}"));
    }
    Ok(done)
}

/// What other sites show of a link to the page. Whole addresses only, where they are known.
fn social(page: &Page, shell: &Shell) -> Result<String> {
    let mut html = format!(
        "<meta property=\"og:type\" content=\"website\">\n\
         <meta property=\"og:site_name\" content=\"Burrow\">\n\
         <meta property=\"og:title\" content=\"{}\">\n\
         <meta property=\"og:description\" content=\"{}\">\n\
         <meta property=\"og:locale\" content=\"{}\">",
        escape(&page.title),
        escape(&page.description),
        escape(&page.language),
    );
    if let Some(url) = shell.url {
        let address = escape(&format!("{url}{}", page.canonical));
        html.push_str(&format!(
            "\n<link rel=\"canonical\" href=\"{address}\">\n\
             <meta property=\"og:url\" content=\"{address}\">"
        ));
        for (code, path) in &page.alternates {
            let address = escape(&format!("{url}{path}"));
            html.push_str(&format!(
                "\n<link rel=\"alternate\" hreflang=\"{}\" href=\"{address}\">",
                escape(code)
            ));
        }
        let picture = page.picture.as_ref().and_then(|name| shell.named.get(name));
        if let Some(path) = picture {
            let address = escape(&format!("{url}{path}"));
            html.push_str(&format!("\n<meta property=\"og:image\" content=\"{address}\">"));
        }
    }
    Ok(html)
}

/// The way from a page to the site's root, without its last slash.
fn root(file: &str, base: &str) -> String {
    if file == NOT_FOUND {
        return base.trim_end_matches('/').to_owned();
    }
    match file.matches('/').count() {
        0 => ".".to_owned(),
        depth => vec![".."; depth].join("/"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = "<html lang={{language}}{{marks}}>{{workers}}{{frame}}<title>{{title}}</title>\
        {{description}}{{social}}<base {{root}}>{{folder}}{{flavour}}{{entry}}\
        {{style}} {{script}} {{wasm}} {{words}}<script>{{assets}}</script>{{content}}\
        {{no-script}}{{no-wasm}}{{not-loaded}}";

    fn page(file: &str, html: &str) -> Page {
        Page {
            file: file.to_owned(),
            language: if file.starts_with("de/") { "de" } else { "en" }.to_owned(),
            title: "A <title>".to_owned(),
            description: "What it is.".to_owned(),
            html: html.to_owned(),
            flavour: if file == PLAYGROUND { "playground" } else { "reader" }.to_owned(),
            embedded: file.starts_with("embed/"),
            canonical: "learn/a/".to_owned(),
            alternates: BTreeMap::from([("de".to_owned(), "de/learn/a/".to_owned())]),
            picture: Some("a/f-light.png".to_owned()),
        }
    }

    fn language(code: &str, folder: &str) -> Language {
        Language {
            code: code.to_owned(),
            folder: folder.to_owned(),
            words: vec![code.to_owned(), "a word".to_owned()],
            no_script: String::new(),
            no_wasm: String::new(),
            not_loaded: format!("not loaded in {code}"),
        }
    }

    fn made(url: Option<&str>, pages: &[Page]) -> Result<Site> {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("index.html"), TEMPLATE).unwrap();
        let project = Project { root: dir.path().to_path_buf(), target: dir.path().join("target") };
        let names = ["reader", "playground"];
        let assets = Assets {
            page_wasm: names.map(|name| (name.to_owned(), format!("{name}.wasm"))).into(),
            train_cpu: "assets/train-cpu-1.js".to_owned(),
            train_gpu: "assets/train-gpu-1.js".to_owned(),
            go_worker: "assets/go-worker-1.js".to_owned(),
            digits: "assets/digits-1.bin".to_owned(),
            contents: "assets/contents-1.json".to_owned(),
            search: "assets/search-1.json".to_owned(),
            pretrained: Some("assets/</script>".to_owned()),
        };
        let scripts = |name: &str| Scripts {
            entry: format!("assets/{name}.js"),
            needed: vec!["s.js".to_owned(), format!("assets/{name}.js")],
        };
        let flavours = names.map(|name| (name.to_owned(), scripts(name))).into();
        let named = BTreeMap::from([("a/f-light.png".to_owned(), "assets/f-1.png".to_owned())]);
        let languages = [language("en", ""), language("de", "de/")];
        let mut site = Site::default();
        let words = words(&mut site, &languages)?;
        let shell = Shell {
            languages: &languages,
            words: &words,
            script: "s.js",
            frame: "frame.js",
            style: "s.css",
            flavours: &flavours,
            assets: &assets,
            named: &named,
            base: "/sub/",
            url,
        };
        add(&project, &mut site, pages, &shell, "<h1>Notices</h1>")?;
        Ok(site)
    }

    fn one(file: &str, html: &str) -> String {
        let site = made(None, &[page(file, html)]).unwrap();
        String::from_utf8(site.files[file].clone()).unwrap()
    }

    #[test]
    fn a_page_finds_the_root_from_where_it_lies() {
        let link = "<a href=\"/@root@/course/\">";
        assert!(one("index.html", link).contains("<base ./>"));
        assert!(one("index.html", link).contains("href=\"./course/\""));
        assert!(one("playground/index.html", link).contains("href=\"../course/\""));
        assert!(one("de/learn/a/index.html", link).contains("href=\"../../../course/\""));
        let lost = one("404.html", link);
        assert!(lost.contains("<base /sub/>") && lost.contains("href=\"/sub/course/\""), "{lost}");
    }

    #[test]
    fn texts_of_the_build_stand_in_their_pages() {
        assert!(
            one("notices/index.html", "<main>{{content}}</main>")
                .contains("<main><h1>Notices</h1></main>")
        );
    }

    #[test]
    fn a_named_file_is_found_and_a_name_without_a_file_is_a_mistake() {
        let html = one("learn/a/index.html", "<img src=\"{{asset:a/f-light.png}}\">");
        assert!(html.contains("<img src=\"../../assets/f-1.png\">"), "{html}");
        let error = made(None, &[page("learn/a/index.html", "{{asset:b.png}}")]).unwrap_err();
        assert!(format!("{error:#}").contains("b.png, which the build did not make"));
    }

    #[test]
    fn a_page_says_which_flavour_it_boots() {
        assert!(one(PLAYGROUND, "").contains("playgroundassets/playground.js"));
        assert!(one("course/index.html", "").contains("readerassets/reader.js"));
        let widget = one("embed/a/index.html", "");
        assert!(widget.contains("<html lang=en data-embed=\"\"> data:"), "{widget}");
        assert!(widget.contains("<script src=\"../../frame.js\"></script>"), "{widget}");
    }

    #[test]
    fn whole_addresses_stand_only_where_they_are_known() {
        let html = one("learn/a/index.html", "");
        assert!(html.contains("og:title\" content=\"A &lt;title&gt;\""));
        assert!(!html.contains("canonical") && !html.contains("og:image"));
        let site = made(Some("https://a.example/b/"), &[page("learn/a/index.html", "")]).unwrap();
        let html = String::from_utf8(site.files["learn/a/index.html"].clone()).unwrap();
        assert!(html.contains("rel=\"canonical\" href=\"https://a.example/b/learn/a/\""), "{html}");
        assert!(html.contains("og:image\" content=\"https://a.example/b/assets/f-1.png\""));
        assert!(html.contains("hreflang=\"de\" href=\"https://a.example/b/de/learn/a/\""));
    }

    #[test]
    fn a_page_speaks_its_language() {
        let html = one("de/learn/a/index.html", "");
        assert!(html.contains("<html lang=de>") && html.contains("not loaded in de"), "{html}");
        assert!(html.contains("<base ../../../>de/reader"), "{html}");
        let (_, words) = html.split_once("\"words\":\"").unwrap();
        let (words, _) = words.split_once('"').unwrap();
        let site = made(None, &[page("de/learn/a/index.html", "")]).unwrap();
        assert_eq!(site.files[words], br#"["de","a word"]"#);
        let mut other = page("index.html", "");
        other.language = "xx".to_owned();
        assert!(format!("{:#}", made(None, &[other]).unwrap_err()).contains("“xx”"));
    }

    #[test]
    fn the_list_of_assets_cannot_end_its_script() {
        assert_eq!(one("index.html", "").matches("</script>").count(), 1);
    }
}
