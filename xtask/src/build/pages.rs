//! The HTML pages: one table of routes, each filled into the repository's `index.html`.

use std::fs;

use anyhow::{Context, Result};
use serde::Serialize;

use super::site::Site;
use super::template::{escape, fill};
use crate::project::Project;

/// One page of the site.
#[derive(Clone, Copy, Debug)]
struct Route {
    /// Its file in `dist/`.
    file: &'static str,
    title: &'static str,
    description: &'static str,
}

const ROUTES: [Route; 5] = [
    Route {
        file: "index.html",
        title: "Burrow: machine learning in your browser",
        description: "Learn machine learning and MLOps with Go by doing it: networks train in this page, on your own machine.",
    },
    Route {
        file: "course/index.html",
        title: "Course · Burrow",
        description: "The course's seven chapters and forty-nine topics, and which of them are ready.",
    },
    Route {
        file: PLAYGROUND,
        title: "Playground · Burrow",
        description: "Train a network on your own processor or graphics card, and watch it learn.",
    },
    Route {
        file: NOTICES,
        title: "Third-party notices · Burrow",
        description: "The libraries and data sets that Burrow is made of, with their licences.",
    },
    Route {
        file: NOT_FOUND,
        title: "No such page · Burrow",
        description: "There is no page at this address.",
    },
];

/// The page whose first load has a budget.
pub const PLAYGROUND: &str = "playground/index.html";
const NOTICES: &str = "notices/index.html";
const NOT_FOUND: &str = "404.html";

/// Paths in the site that the page and its workers are loaded from.
#[derive(Debug, Serialize)]
pub struct Assets {
    pub page_wasm: String,
    pub train_cpu: String,
    pub train_gpu: String,
    pub digits: String,
    /// Only a draft may lack it.
    pub pretrained: Option<String>,
}

/// What the pages have in common.
#[derive(Debug)]
pub struct Shell<'a> {
    pub script: &'a str,
    pub style: &'a str,
    pub assets: &'a Assets,
    /// Where the site lies on its host, such as `/` or `/burrow/`. Only the page for unknown
    /// addresses has to know: it is shown at any depth, so that a relative path leads nowhere.
    pub base: &'a str,
}

/// Adds every page to the site.
pub fn add(project: &Project, site: &mut Site, shell: &Shell, notices: &str) -> Result<()> {
    let path = project.root.join("index.html");
    let template =
        fs::read_to_string(&path).with_context(|| format!("{} cannot be read.", path.display()))?;
    for route in &ROUTES {
        let content = match route.file {
            NOTICES => notices.to_owned(),
            NOT_FOUND => not_found(shell.base),
            _ => String::new(),
        };
        let html = page(&template, route, shell, &content)
            .with_context(|| format!("{} could not be made from the template.", route.file))?;
        site.add(route.file, html);
    }
    Ok(())
}

fn page(template: &str, route: &Route, shell: &Shell, content: &str) -> Result<String> {
    // In a script element only `<` could end the data early.
    let assets = serde_json::to_string(shell.assets)?.replace('<', "\\u003c");
    fill(
        template,
        &[
            ("title", &escape(route.title)),
            ("description", &escape(route.description)),
            ("root", &escape(root(route.file, shell.base))),
            ("assets", &assets),
            ("style", &escape(shell.style)),
            ("script", &escape(shell.script)),
            ("wasm", &escape(&shell.assets.page_wasm)),
            ("content", content),
        ],
    )
}

/// The way from a page to the site's root.
fn root<'a>(file: &str, base: &'a str) -> &'a str {
    match file {
        NOT_FOUND => base,
        _ if file.contains('/') => "../",
        _ => "./",
    }
}

fn not_found(base: &str) -> String {
    format!(
        "<h1>No such page</h1>\n<p>There is no page at this address. \
         <a href=\"{0}\">The home page</a>, <a href=\"{0}course/\">the course</a> and \
         <a href=\"{0}playground/\">the playground</a> are where they were.</p>",
        escape(base)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = "<title>{{title}}</title>{{description}}<base {{root}}>\
        {{style}} {{script}} {{wasm}}<script>{{assets}}</script><main>{{content}}</main>";

    fn pages() -> Site {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("index.html"), TEMPLATE).unwrap();
        let project = Project { root: dir.path().to_path_buf(), target: dir.path().join("target") };
        let assets = Assets {
            page_wasm: "assets/page-1.wasm".to_owned(),
            train_cpu: "assets/train-cpu-1.js".to_owned(),
            train_gpu: "assets/train-gpu-1.js".to_owned(),
            digits: "assets/digits-1.bin".to_owned(),
            pretrained: Some("assets/</script>".to_owned()),
        };
        let shell = Shell { script: "s.js", style: "s.css", assets: &assets, base: "/sub/" };
        let mut site = Site::default();
        add(&project, &mut site, &shell, "<h1>Notices</h1>").unwrap();
        site
    }

    fn text(site: &Site, file: &str) -> String {
        String::from_utf8(site.files[file].clone()).unwrap()
    }

    #[test]
    fn every_route_has_its_own_page() {
        let site = pages();
        let files: Vec<_> = site.files.keys().map(String::as_str).collect();
        let expected = [
            "404.html",
            "course/index.html",
            "index.html",
            "notices/index.html",
            "playground/index.html",
        ];
        assert_eq!(files, expected);
        assert!(text(&site, "course/index.html").contains("<title>Course · Burrow</title>"));
    }

    #[test]
    fn a_page_finds_the_root_from_where_it_lies() {
        let site = pages();
        assert!(text(&site, "index.html").contains("<base ./>"));
        assert!(text(&site, "playground/index.html").contains("<base ../>"));
        assert!(text(&site, "404.html").contains("<base /sub/>"));
        assert!(text(&site, "404.html").contains("href=\"/sub/playground/\""));
    }

    #[test]
    fn content_stands_in_static_pages_only() {
        let site = pages();
        assert!(text(&site, "notices/index.html").contains("<main><h1>Notices</h1></main>"));
        assert!(text(&site, "index.html").contains("<main></main>"));
    }

    #[test]
    fn the_list_of_assets_cannot_end_its_script() {
        assert_eq!(text(&pages(), "index.html").matches("</script>").count(), 1);
    }
}
