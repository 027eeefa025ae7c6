//! Which files a package holds, and what is said where the site lacks one.

use super::*;

/// The pictures of widgets stay behind: in a package there is no widget, only the lesson.
#[test]
fn a_package_holds_what_the_lesson_loads_and_nothing_else() {
    let package = pack(Format::Scorm12);
    let files: Vec<_> = package.files.keys().map(String::as_str).collect();
    let expected = [
        "imsmanifest.xml",
        "index.html",
        "launch.css",
        "lesson.js",
        "messages.js",
        "scorm12.js",
        "site/app.webmanifest",
        "site/assets/chunk-ABCDEFG6.js",
        "site/assets/lab-0123456789.wasm",
        "site/assets/ml-key-concepts-rate-aaaaaaaaa1.bpk",
        "site/assets/page-ABCDEFG2.css",
        "site/assets/page-ABCDEFG5.js",
        "site/assets/paper-0000000000.png",
        "site/assets/rate-bbbbbbbbb2.png",
        "site/assets/train-cpu-ABCDEFG3.js",
        "site/assets/train-cpu-cccccccccc.wasm",
        "site/assets/uPlot-ABCDEFG7.js",
        "site/de/embed/ml-key-concepts/index.html",
        "site/embed/ml-key-concepts/index.html",
    ];
    assert_eq!(files, expected);
}

#[test]
fn a_package_of_a_site_in_one_language_has_one_page() {
    let site = site();
    fs::remove_dir_all(site.path().join("de")).unwrap();
    let package = package(site.path(), TOPIC, Format::Cmi5, 50).unwrap();
    assert!(!package.files.keys().any(|path| path.contains("de/")));
    assert!(text(&package, "index.html").contains("data-frame-de=\"\""));
}

#[test]
fn the_page_has_no_dead_link_and_no_gpu_worker() {
    let package = pack(Format::Scorm12);
    for path in
        ["site/embed/ml-key-concepts/index.html", "site/de/embed/ml-key-concepts/index.html"]
    {
        let page = text(&package, path);
        assert!(page.contains("<a>The page</a>"), "{page}");
        assert!(page.contains("<a href=\"https://example.org/\">Elsewhere</a>"), "{page}");
        assert!(page.contains("<a href=\"#loss\">Loss</a>"), "{page}");
        assert!(page.contains("\"train_gpu\":\"\""), "{page}");
        assert!(page.contains("<html lang=\"en\" data-embed=\"package\">"), "{page}");
        assert!(page.contains("\"train_cpu\":\"assets/train-cpu-ABCDEFG3.js\""), "{page}");
    }
}

#[test]
fn the_launch_page_shows_the_lesson_under_a_policy_of_its_own() {
    let scorm = pack(Format::Scorm12);
    let page = text(&scorm, "index.html");
    assert!(page.contains("<title>ML key concepts</title>"));
    assert!(page.contains("src=\"scorm12.js\""));
    assert!(page.contains("data-frame=\"site/embed/ml-key-concepts/index.html\""));
    assert!(page.contains("data-frame-de=\"site/de/embed/ml-key-concepts/index.html\""));
    assert!(page.contains("default-src 'none'; script-src 'self'"));
    assert!(!page.contains("connect-src"));
    // Only cmi5 talks over the network, to the platform that launches it.
    let cmi5 = pack(Format::Cmi5);
    assert!(text(&cmi5, "index.html").contains("connect-src http: https:"));
    assert!(cmi5.files.contains_key("cmi5.js") && !cmi5.files.contains_key("scorm12.js"));
}

#[test]
fn an_unknown_topic_is_told_with_those_that_are_ready() {
    let why = package(site().path(), "no-such-topic", Format::Cmi5, 50).unwrap_err();
    assert!(why.starts_with("There is no topic “no-such-topic”."), "{why}");
    assert!(why.contains(TOPIC), "{why}");
}

#[test]
fn a_mastery_above_all_answers_is_refused() {
    let why = package(site().path(), TOPIC, Format::Cmi5, 101).unwrap_err();
    assert_eq!(why, "A mastery of 101 percent cannot be reached: 100 is the most.");
}

#[test]
fn a_site_that_is_not_there_says_what_makes_it() {
    let empty = tempfile::tempdir().unwrap();
    let why = error(empty.path());
    assert!(why.contains("index.html is not there: `cargo xtask build` makes it"), "{why}");
    let site = site();
    fs::remove_dir_all(site.path().join("assets")).unwrap();
    assert!(error(site.path()).contains("`cargo xtask build` makes it"));
}

#[test]
fn a_site_with_a_hole_is_told_by_the_file_that_is_missing() {
    for (missing, named_by) in [
        ("chunk-ABCDEFG6.js", "assets/page-ABCDEFG5.js"),
        ("train-cpu-cccccccccc.wasm", "assets/train-cpu-ABCDEFG3.js"),
        ("lab-0123456789.wasm", "embed/ml-key-concepts/index.html"),
        ("paper-0000000000.png", "assets/page-ABCDEFG2.css"),
    ] {
        let site = site();
        fs::remove_file(site.path().join("assets").join(missing)).unwrap();
        let expected = format!(
            "{named_by} needs assets/{missing}, which is not there: the site is incomplete, build \
             it again."
        );
        assert_eq!(error(site.path()), expected);
    }
}

#[test]
fn a_page_that_breaks_off_is_refused() {
    let site = site();
    let page = "embed/ml-key-concepts/index.html";
    write(site.path(), page, &PAGE[..PAGE.len() / 2]);
    assert!(error(site.path()).ends_with("breaks off: build the site again."));
    fs::write(site.path().join(page), [0xff, 0xfe]).unwrap();
    assert!(error(site.path()).ends_with("is not text: build the site again."));
}
