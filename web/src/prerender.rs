//! Every page of the site as HTML, drawn by the same components that run in the browser.
//!
//! A page is drawn as if the site lay at [`ROOT`]; whoever writes the file puts the way to the
//! real root in its place. `{{…}}` in a text is left for that, too.
//!
//! Each page is drawn in each language: English ones lie at the root, others in a folder.

mod glossary;

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::part::part;
use burrow_course::contents::Contents;
use burrow_course::search::Entry;
use burrow_course::summary::{self, Summary};
use pollster::block_on;
use serde::Serialize;
use yew::LocalServerRenderer;
use yew::prelude::*;

use crate::app::{App, AppProps};
use crate::boot::{PageInfo, PageText, Screen};
use crate::components::place::Poster;
use crate::figure::spec::{FigureSpec, Words};
use crate::figure::stage::FigureStage;
use crate::flavour::Flavour;
use crate::gofigure::spec::{self, GoSpec};
use crate::gofigure::stage::{GoStage, GoStageProps};
use crate::learner;
use crate::routes::{Lesson, Route};
use crate::session::SessionHandle;
use crate::words::{self, Key, Lang, asset, chapter_title, fill, speaking, topic_idea};

/// Stands for the way from a page to the site's root, without the slash at its end.
pub const ROOT: &str = "/@root@";

/// All that the build writes out.
#[derive(Debug, Serialize)]
pub struct Site {
    pub languages: Vec<Language>,
    pub pages: Vec<Page>,
    /// What the poster of each widget is called, without its ending, and the figure it shows.
    pub posters: BTreeMap<String, String>,
    /// What there is to do in the lessons, as the reader takes it: a line each.
    pub contents: Vec<String>,
    /// All that is found in the lessons.
    pub search: Vec<Entry>,
}

/// A language, and what its pages need of it.
#[derive(Debug, Serialize)]
pub struct Language {
    pub code: &'static str,
    /// The folder that its pages are in: empty, or ends in a slash.
    pub folder: String,
    /// All its words, as the program reads them: a line each.
    pub words: Vec<String>,
    /// What a page says without scripts, without WebAssembly, and where `{error}` kept the
    /// program away.
    pub no_script: &'static str,
    pub no_wasm: &'static str,
    pub not_loaded: String,
}

/// A page, and what the head of its HTML says.
#[derive(Debug, Serialize)]
pub struct Page {
    /// Its file, from the site's root.
    pub file: String,
    pub language: &'static str,
    pub title: String,
    pub description: String,
    /// What stands inside of the element that the app takes over.
    pub html: String,
    /// The flavour that boots it.
    pub flavour: &'static str,
    pub embedded: bool,
    /// The page that this one is a widget of, or that has no other address.
    pub canonical: String,
    /// The same page in every language, by its code; nothing for a page of one language.
    pub alternates: BTreeMap<&'static str, String>,
    /// The name of the picture that stands for it, if it has one of its own.
    pub picture: Option<String>,
}

/// A lesson, as `burrow course build` made it.
#[derive(Clone, Debug)]
pub struct LessonFile {
    pub about: Summary,
    /// Its text as HTML.
    pub article: String,
    /// What is found in it.
    pub found: Vec<Entry>,
}

/// Every page in every language; `read` hands over the lesson with an id.
///
/// # Errors
/// A sentence where a lesson that is said to be ready cannot be read, or is another.
pub fn site(read: impl Fn(&str) -> Result<LessonFile, String>) -> Result<Site, String> {
    let lessons: Vec<_> =
        Lesson::all().map(|lesson| read(lesson.0.id)).collect::<Result<_, _>>()?;
    let contents = Contents::of(lessons.iter().map(|lesson| &lesson.about)).lines();
    learner::load(&contents.join("\n"));
    let mut site = Site {
        languages: Vec::new(),
        pages: Vec::new(),
        posters: posters(&lessons),
        contents,
        search: lessons.iter().flat_map(|lesson| lesson.found.clone()).collect(),
    };
    for lang in Lang::all() {
        speaking(lang, || {
            site.languages.push(language(lang));
            for route in Route::all().filter(|route| exists(*route, lang)) {
                site.pages.push(page(route, &lessons, false)?);
                if matches!(route, Route::Lesson { .. }) {
                    site.pages.push(page(route, &lessons, true)?);
                }
            }
            site.pages.push(page(Route::LabWidget, &lessons, true)?);
            Ok::<(), String>(())
        })?;
    }
    Ok(site)
}

/// A widget shows its figure, or the first of its screen, else the lesson's first.
fn posters(lessons: &[LessonFile]) -> BTreeMap<String, String> {
    let mut posters = BTreeMap::new();
    for lesson in lessons.iter().map(|lesson| &lesson.about) {
        let Some(first) = lesson.figures.first() else { continue };
        let mut add = |name: String, figure: &str| {
            posters.insert(format!("embed/{name}"), format!("{}/{figure}", lesson.id));
        };
        add(format!("{}/poster", lesson.id), &first.id);
        // A lab of the host's own looks like any other.
        add("lab/poster".to_string(), &first.id);
        for figure in &lesson.figures {
            add(format!("{}/figure-{}", lesson.id, figure.id), &figure.id);
        }
        for (index, screen) in lesson.screens.iter().enumerate() {
            let figure = screen.figures.first().unwrap_or(&first.id);
            add(format!("{}/{}", lesson.id, screen.id), figure);
            add(format!("{}/{}", lesson.id, index + 1), figure);
        }
    }
    posters
}

fn language(lang: Lang) -> Language {
    Language {
        code: lang.code(),
        folder: lang.folder(),
        words: asset(lang).lines().map(str::to_string).collect(),
        no_script: words::text(Key::TroubleNoScript),
        no_wasm: words::text(Key::TroubleNoWasm),
        // The page's script fills it.
        not_loaded: fill(Key::TroubleNotLoaded, &[("error", "{error}")]),
    }
}

/// A host has one page for all addresses that lead nowhere; it speaks every language.
fn exists(route: Route, lang: Lang) -> bool {
    lang == Lang::En || route != Route::NotFound
}

fn page(route: Route, lessons: &[LessonFile], embedded: bool) -> Result<Page, String> {
    let lesson = match route {
        Route::Lesson { lesson } => Some(file_of(lesson, lessons)?),
        _ => None,
    };
    let flavour = Flavour::of(route);
    let folder = words::lang().folder();
    let info = PageInfo {
        root: format!("{ROOT}/").into(),
        base: format!("{ROOT}/{folder}").into(),
        embedded,
        flavour,
        text: text(route, lesson, lessons, embedded)?,
    };
    let path = format!("{folder}{}", route.path());
    let html = draw::<App>(AppProps { page: info.clone(), route });
    let html = match lesson {
        Some(lesson) => with_figures(&html, &lesson.about, &info),
        None => html,
    };
    Ok(Page {
        file: file(&path, route, embedded),
        language: words::lang().code(),
        title: route.title(),
        description: description(route, lesson.map(|lesson| &lesson.about)),
        html,
        flavour: flavour.name,
        embedded,
        canonical: path,
        alternates: alternates(route),
        picture: lesson.and_then(|LessonFile { about: lesson, .. }| {
            lesson.figures.first().map(|figure| format!("{}/{}-light.png", lesson.id, figure.id))
        }),
    })
}

fn file(path: &str, route: Route, embedded: bool) -> String {
    if route == Route::NotFound {
        return "404.html".to_string();
    }
    let folder = if embedded { path.replacen("learn/", "embed/", 1) } else { path.to_string() };
    format!("{folder}index.html")
}

fn alternates(route: Route) -> BTreeMap<&'static str, String> {
    let path = route.path();
    let all = Lang::all().map(|lang| (lang.code(), format!("{}{path}", lang.folder())));
    all.filter(|_| !matches!(route, Route::NotFound | Route::LabWidget)).collect()
}

fn file_of(lesson: Lesson, lessons: &[LessonFile]) -> Result<&LessonFile, String> {
    lessons.iter().find(|file| file.about.id == lesson.0.id).ok_or(format!(
        "The outline says that “{}” is ready, but there is no lesson of it.",
        lesson.0.id
    ))
}

fn text(
    route: Route,
    lesson: Option<&LessonFile>,
    lessons: &[LessonFile],
    embedded: bool,
) -> Result<Option<PageText>, String> {
    let screen = |screen: &summary::Screen| Screen {
        id: screen.id.clone().into(),
        title: screen.title.clone().into(),
    };
    if let Some(LessonFile { about, article, .. }) = lesson {
        // Whoever reads in somebody else's page presents nothing.
        let notes = if embedded { String::new() } else { notes(about) };
        let html = article.replacen("<article ", &format!("<article data-static=\"\" {notes}"), 1);
        let screens = about.screens.iter().map(screen).collect();
        let lang = about.lang.clone().into();
        return Ok(Some(PageText::Html { html: html.into(), lang, screens }));
    }
    if let Route::Chapter { chapter } = route {
        let files = chapter.lessons().map(|lesson| file_of(lesson, lessons));
        let articles =
            files.map(|file| Ok(in_chapter(file?))).collect::<Result<String, String>>()?;
        let html = format!("<div class=\"chapter\" data-static=\"\">{articles}</div>").into();
        let lang = words::lang().code().into();
        return Ok(Some(PageText::Html { html, lang, screens: Vec::new() }));
    }
    if route == Route::Glossary {
        let lang = words::lang().code().into();
        let html = glossary::html(lessons.iter().map(|lesson| &lesson.about)).into();
        return Ok(Some(PageText::Html { html, lang, screens: Vec::new() }));
    }
    let inside = match route {
        Route::Notices => "{{content}}".to_string(),
        Route::NotFound => Lang::all().map(lost).collect(),
        _ => return Ok(None),
    };
    // The notices are in English, as their licences are.
    let html = format!("<div class=\"prose\" lang=\"en\" data-static=\"\">{inside}</div>");
    Ok(Some(PageText::Html { html: html.into(), lang: "en".into(), screens: Vec::new() }))
}

/// Where the notes to a lesson are.
fn notes(lesson: &Summary) -> String {
    format!("data-notes=\"{{{{asset:{}/notes.json}}}}\" ", lesson.id)
}

/// A lesson's article among others: every id in it begins with the lesson's, and its figures are
/// pictures. Nothing in it comes alive, since nothing looks for its topic.
fn in_chapter(file: &LessonFile) -> String {
    let LessonFile { about, article, .. } = file;
    let id = &about.id;
    let mut html = article
        .replacen("<article ", &format!("<article {}", notes(about)), 1)
        .replace(" data-topic=\"", " data-of=\"");
    for name in ["id", "aria-labelledby", "name"] {
        html = html.replace(&format!(" {name}=\""), &format!(" {name}=\"{id}--"));
    }
    html = html.replace(" href=\"#", &format!(" href=\"#{id}--"));
    about.figures.iter().fold(html, |html, figure| {
        let asset = format!("{{{{asset:{id}/{}-light.png}}}}", figure.id);
        let poster = format!("<img class=\"figure__poster\" src=\"{asset}\" alt=\"\">");
        html.replacen(&format!("{{{{figure:{}}}}}", figure.id), &poster, 1)
    })
}

/// What is said at an address that leads nowhere.
fn lost(lang: Lang) -> String {
    let link = |route: Route, name: Key| {
        let address = format!("{ROOT}/{}{}", lang.folder(), route.path());
        format!("<a href=\"{address}\">{}</a>", words::text(name))
    };
    speaking(lang, || {
        let text = fill(
            Key::LostText,
            &[
                ("home", &link(Route::Home, Key::LostHome)),
                ("course", &link(Route::Course, Key::LostCourse)),
                ("playground", &link(Route::Playground, Key::LostPlayground)),
            ],
        );
        let (code, title) = (lang.code(), words::text(Key::SiteNoPage));
        let level = if lang == Lang::En { 1 } else { 2 };
        format!("<div lang=\"{code}\"><h{level}>{title}</h{level}><p>{text}</p></div>")
    })
}

/// Puts each figure, as it looks before its lab is there, into its place.
fn with_figures(html: &str, lesson: &Summary, info: &PageInfo) -> String {
    let html = lesson.figures.iter().fold(html.to_string(), |html, figure| {
        let props = StaticFigureProps { spec: Rc::new(spec(lesson, figure)), page: info.clone() };
        html.replacen(&format!("{{{{figure:{}}}}}", figure.id), &draw::<StaticFigure>(props), 1)
    });
    lesson.programs.iter().fold(html, |html, figure| {
        let drawn = go_spec(figure).map(|spec| draw::<GoStage>(GoStageProps::drawn(Rc::new(spec))));
        html.replacen(&format!("{{{{figure:{}}}}}", figure.id), &drawn.unwrap_or_default(), 1)
    })
}

fn go_spec(figure: &summary::Program) -> Option<GoSpec> {
    let program = figure.program.as_ref();
    GoSpec::new(spec::Words {
        id: figure.id.clone(),
        lab: figure.lab.clone(),
        program: program.map(|file| file.name.clone()).unwrap_or_default(),
        source: program.map(|file| file.text.clone()).unwrap_or_default(),
        show: figure.show.join(","),
        values: figure.values.join(","),
        open: figure.open.to_string(),
        goal: figure.goal.clone().unwrap_or_default(),
        ask: figure.ask.clone().unwrap_or_default(),
    })
}

fn spec(lesson: &Summary, figure: &summary::Figure) -> FigureSpec {
    let asset =
        |end: &str| AttrValue::from(format!("{{{{asset:{}/{}-{end}.png}}}}", lesson.id, figure.id));
    FigureSpec::new(Words {
        id: figure.id.clone(),
        recipe: figure.recipe.clone(),
        show: figure.show.join(","),
        controls: figure.controls.join(","),
        goal: figure.goal.clone().unwrap_or_default(),
        ask: figure.ask.clone().unwrap_or_default(),
        checkpoint: String::new(),
        poster: Some(Poster { light: asset("light"), dark: asset("dark") }),
    })
}

#[derive(Properties, PartialEq)]
struct StaticFigureProps {
    spec: Rc<FigureSpec>,
    page: PageInfo,
}

#[component]
fn StaticFigure(props: &StaticFigureProps) -> Html {
    html! {
        <ContextProvider<PageInfo> context={props.page.clone()}>
        <ContextProvider<SessionHandle> context={SessionHandle::of_recipe(props.spec.recipe.clone())}>
            { part!(FigureStage { spec: props.spec.clone() }) }
        </ContextProvider<SessionHandle>>
        </ContextProvider<PageInfo>>
    }
}

fn draw<C: BaseComponent>(props: C::Properties) -> String {
    block_on(LocalServerRenderer::<C>::with_props(props).hydratable(false).render())
}

fn description(route: Route, lesson: Option<&Summary>) -> String {
    let key = match route {
        Route::Home => Key::AboutHome,
        Route::Course => Key::AboutCourse,
        Route::Search => Key::AboutSearch,
        Route::Glossary => Key::AboutGlossary,
        Route::Certificate => Key::AboutCertificate,
        Route::Lesson { lesson: Lesson(topic) } => {
            let own = lesson.filter(|lesson| lesson.lang == words::lang().code());
            let idea = || topic_idea(topic).replace('`', "");
            return own.map_or_else(idea, |lesson| lesson.summary.clone());
        }
        Route::Chapter { chapter } => {
            return fill(Key::AboutChapter, &[("title", chapter_title(chapter.0))]);
        }
        Route::Playground => Key::AboutPlayground,
        Route::Go => Key::AboutGo,
        Route::Setup => Key::AboutSetup,
        Route::Offline => Key::AboutOffline,
        Route::Notices => Key::AboutNotices,
        Route::LabWidget => Key::AboutPlayground,
        Route::NotFound => Key::AboutNoPage,
    };
    words::text(key).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routes::Printed;

    fn lesson(id: &str) -> Result<LessonFile, String> {
        let figure = summary::Figure {
            id: "rates".to_string(),
            lab: "boundary".to_string(),
            title: "Rates".to_string(),
            recipe: "lab=boundary&step=20".to_string(),
            show: vec!["loss".to_string()],
            controls: vec!["rate".to_string()],
            goal: Some("step >= 40".to_string()),
            ask: None,
            alt: "A curve.".to_string(),
            step: 20,
            train_loss: 0.1,
            test_loss: 0.2,
            train_accuracy: None,
            test_accuracy: None,
        };
        let about = Summary {
            id: id.to_string(),
            title: "A lesson".to_string(),
            summary: "What it is.".to_string(),
            chapter: 1,
            minutes: 10,
            lang: "en".to_string(),
            screens: vec![summary::Screen {
                id: "one".to_string(),
                title: "One idea".to_string(),
                figures: Vec::new(),
                programs: Vec::new(),
                exercises: Vec::new(),
                questions: Vec::new(),
                words: 0,
                notes: None,
            }],
            figures: vec![figure],
            programs: Vec::new(),
            exercises: Vec::new(),
            terms: Vec::new(),
        };
        let article =
            "<article id=\"lesson\" data-topic=\"x\" lang=\"en\">Text {{figure:rates}}</article>"
                .to_string();
        Ok(LessonFile { about, article, found: Vec::new() })
    }

    fn drawn() -> Site {
        site(lesson).unwrap()
    }

    fn page<'a>(site: &'a Site, file: &str) -> &'a Page {
        site.pages.iter().find(|page| page.file == file).unwrap()
    }

    #[test]
    fn every_page_is_there_in_every_language_and_leads_to_the_others() {
        let site = drawn();
        let (english, german) =
            (page(&site, "course/index.html"), page(&site, "de/course/index.html"));
        assert_eq!((english.language, german.language), ("en", "de"));
        assert!(english.html.contains("The course") && german.html.contains("Der Kurs"));
        assert_eq!(german.title, "Kurs · Burrow");
        assert!(english.html.contains("href=\"/@root@/de/course/\" hreflang=\"de\""));
        assert!(german.html.contains("href=\"/@root@/course/\" hreflang=\"en\""));
        assert!(german.html.contains("href=\"/@root@/de/playground/\""));
        assert_eq!(english.alternates, german.alternates);
        assert_eq!(german.alternates["de"], "de/course/");
    }

    #[test]
    fn a_lesson_keeps_its_language_in_every_frame() {
        let site = drawn();
        for id in Lesson::all().map(|lesson| lesson.0.id) {
            let german = page(&site, &format!("de/learn/{id}/index.html"));
            assert!(german.html.contains("<article data-static=\"\" data-notes"));
            assert!(
                german.html.contains("<ol lang=\"en\"") || german.html.contains("lang=\"en\">")
            );
            assert!(german.html.contains("lang=\"de\""), "its figures speak German");
            assert!(german.html.contains("Ziel: Schritt 40."), "{}", german.html);
            let foreign = "in einer anderen Sprache: <span lang=\"en\">English</span>";
            for file in [format!("de/learn/{id}/index.html"), format!("de/embed/{id}/index.html")] {
                assert!(page(&site, &file).html.contains(foreign));
            }
            let english = page(&site, &format!("learn/{id}/index.html"));
            assert!(!english.html.contains("in another language"));
            assert_ne!(german.description, "What it is.");
            assert_eq!(page(&site, &format!("learn/{id}/index.html")).description, "What it is.");
            assert!(page(&site, &format!("de/embed/{id}/index.html")).embedded);
        }
    }

    #[test]
    fn a_go_program_can_be_written_before_the_program_of_the_page_is_there() {
        let site = drawn();
        for file in ["go/index.html", "de/go/index.html"] {
            let html = &page(&site, file).html;
            let (_, field) = html.split_once("<textarea").unwrap();
            let (field, _) = field.split_once("</textarea>").unwrap();
            assert!(field.contains("data-static") && field.contains("package main\n"), "{field}");
            assert_eq!(page(&site, file).flavour, "go");
        }
    }

    #[test]
    fn the_home_page_tells_of_all_that_works() {
        let site = drawn();
        for (file, works) in [
            (
                "index.html",
                ["Lessons with labs", "Go in the page", "Without a network", "In other pages"],
            ),
            (
                "de/index.html",
                ["Lektionen mit Laboren", "Go in der Seite", "Ohne Netz", "In anderen Seiten"],
            ),
        ] {
            assert!(works.iter().all(|what| page(&site, file).html.contains(what)), "{file}");
        }
    }

    #[test]
    fn one_page_answers_at_wrong_addresses_in_every_language() {
        let site = drawn();
        let lost: Vec<_> = site.pages.iter().filter(|page| page.file.contains("404")).collect();
        assert_eq!(lost.len(), 1);
        assert!(lost[0].html.contains("href=\"/@root@/course/\""));
        assert!(lost[0].html.contains("href=\"/@root@/de/course/\""));
        assert!(lost[0].alternates.is_empty());
    }

    #[test]
    fn a_chapter_has_all_its_lessons_under_ids_of_their_own() {
        let site = drawn();
        for chapter in Printed::all() {
            let page = page(&site, &format!("de/chapter/{}/index.html", chapter.0.number));
            assert_eq!(page.html.matches("<article ").count(), chapter.lessons().count());
            for lesson in chapter.lessons() {
                let id = lesson.0.id;
                assert!(page.html.contains(&format!("src=\"{{{{asset:{id}/rates-light.png}}}}\"")));
                assert!(
                    page.html.contains(&format!("data-notes=\"{{{{asset:{id}/notes.json}}}}\""))
                );
                assert!(page.html.contains(&format!("href=\"#{id}--lesson\"")));
                assert!(page.html.contains(&format!(" id=\"{id}--lesson\"")));
            }
            assert!(!page.html.contains("data-topic=") && !page.html.contains("{{figure:"));
        }
    }

    #[test]
    fn whoever_presents_finds_the_notes_and_a_host_does_not() {
        let site = drawn();
        for id in Lesson::all().map(|lesson| lesson.0.id) {
            assert!(page(&site, &format!("learn/{id}/index.html")).html.contains("data-notes="));
            assert!(!page(&site, &format!("embed/{id}/index.html")).html.contains("data-notes="));
        }
    }

    #[test]
    fn a_language_brings_its_words() {
        let german = &drawn().languages[1];
        assert_eq!((german.code, &*german.folder), ("de", "de/"));
        assert_eq!(german.words[0], "de");
        assert!(german.not_loaded.contains("{error}"));
    }
}
