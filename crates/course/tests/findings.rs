//! A valid lesson, broken in each way: the finding names the line and says what is wrong.
#![allow(clippy::unwrap_used, reason = "a test that panics says why")]

mod common;

use std::fs;

use burrow_course::check::check as check_folder;

use burrow_course::finding::Finding;
use burrow_course::lesson::{Files, Lesson};

use common::{FILES, LESSON, OUTLINE, read_with};

/// The findings in a text, as `LINE: sentence`.
fn findings(text: impl AsRef<[u8]>) -> Vec<String> {
    told(read_with(text, &FILES))
}

fn told(read: Result<Lesson, Vec<Finding>>) -> Vec<String> {
    let found = read.err().unwrap_or_default();
    found.iter().map(|f| format!("{}: {}", f.line, f.sentence)).collect()
}

/// Replaces one piece of the lesson, and expects exactly these findings.
fn check(from: &str, to: &str, expected: &[&str]) {
    assert_eq!(LESSON.matches(from).count(), 1, "“{from}” is not there once");
    assert_eq!(findings(LESSON.replace(from, to)), expected, "{from} -> {to}");
}

#[test]
fn the_lesson_as_it_stands_is_valid() {
    assert_eq!(findings(LESSON), [""; 0]);
}

#[test]
fn front_matter_is_there_and_closed() {
    let no_front = "1: A lesson opens with a line `---`, then `key: value` lines, then `---`.";
    assert!(findings("## A title {#a}\n").contains(&no_front.to_string()));
    let open = "1: The front matter is not closed: put a line `---` under its last key.";
    assert!(findings("---\nid: first-lesson\n").contains(&open.to_string()));
}

#[test]
fn keys_are_known_and_stand_once() {
    check(
        "minutes: 10",
        "minutes: 10\nauthor: me",
        &["6: There is no key “author” here: the keys are id, title, chapter, minutes, needs, \
           summary, lang."],
    );
    check(
        "minutes: 10",
        "minutes: 10\nminutes: 20",
        &["6: “minutes” stands in line 5 already: keep one."],
    );
    check("minutes: 10\n", "", &["1: “minutes” is missing: add a line `minutes: …`."]);
    check("minutes: 10", "minutes:", &["5: “minutes” is empty: write something after the colon."]);
    check(
        "minutes: 10",
        "minutes 10",
        &[
            "1: “minutes” is missing: add a line `minutes: …`.",
            "5: “minutes 10” is not of the form `key: value`.",
        ],
    );
}

#[test]
fn front_matter_agrees_with_the_folder_and_the_outline() {
    check(
        "id: first-lesson",
        "id: second-lesson",
        &["2: The id is “second-lesson”, but the folder is “first-lesson”: they are the same."],
    );
    check(
        "title: First lesson",
        "title: The first lesson",
        &["3: The title is “The first lesson”, but “First lesson” in the outline."],
    );
    check("chapter: 2", "chapter: 3", &["4: The chapter is “3”, but “2” in the outline."]);
    check(
        "minutes: 10",
        "minutes: 900",
        &["5: A lesson takes 1 to 120 minutes, as a whole number, not “900”."],
    );
    check(
        "needs: before-it",
        "needs: after-it, before-it, before-it, nowhere",
        &[
            "6: This needs “after-it”, which comes no earlier in the outline.",
            "6: This needs “before-it” twice: name it once.",
            "6: This needs “nowhere”, which is no topic of the outline.",
        ],
    );
    check(
        "can hold.",
        "can hold",
        &["7: “summary” is a sentence: end it with a full stop or a question mark."],
    );
    let long = format!("{}.", "very ".repeat(40));
    check("can hold.", &long, &["7: The summary is longer than 200 characters."]);
    check(
        "summary:",
        "lang: English\nsummary:",
        &["7: “English” is no language such as `en` or `pt-BR`."],
    );
}

#[test]
fn the_text_is_utf_8_without_control_characters() {
    let mut bytes = LESSON.as_bytes().to_vec();
    let at = LESSON.find("Words after").unwrap();
    bytes[at] = 0xff;
    let line = 1 + LESSON[..at].matches('\n').count();
    let expected = format!("{line}: This is not UTF-8 from here on: save the file as UTF-8.");
    assert_eq!(findings(bytes), [expected]);
    check(
        "says what it is about",
        "says \u{7} what",
        &["10: This line holds a control character: take it out."],
    );
}

#[test]
fn headings_open_screens_and_leave_no_level_out() {
    check(
        " {#figures}",
        "",
        &[
            "14: This lesson has no screen “#figures”.",
            "49: This screen has no id: write it behind the title, as `{#screen-id}`.",
        ],
    );
    check(
        "{#words}",
        "{#The_words}",
        &[
            "12: The id “The_words” is not in kebab case: small letters, digits and single hyphens, a \
         letter first.",
        ],
    );
    check("## Words and `code`", "##", &["12: This screen has no title."]);
    check(
        "### A heading within",
        "#### A heading within",
        &["16: A heading of level 4 follows one of level 2: leave none out."],
    );
    check(
        "### A heading within",
        "# A heading within",
        &["16: The title stands in the front matter; a screen opens with `##`."],
    );
    check(
        "{#within}",
        "{#within .large}",
        &["16: A heading takes an id in its braces, and no more."],
    );
    check("- one", "- ## one", &["18: A heading stands in no list and no quotation."]);
    check(
        "## Words and",
        "### First\n\n## Words and",
        &["12: A heading of level 3 follows one of level 1: leave none out."],
    );
    check(
        "Words after it.\n",
        "## Nothing {#nothing}\n",
        &["63: This screen is empty: write its text under the heading."],
    );
}

#[test]
fn a_lesson_has_a_lead_and_a_screen() {
    let (front, body) = LESSON.split_at(LESSON.find("The *lead*").unwrap());
    let screens = &body[body.find("## Words").unwrap()..];
    assert_eq!(
        findings(format!("{front}{screens}")),
        ["9: The lead is missing: say before the first screen what it is about."]
    );
    let only_a_lead = read_with(format!("{front}Only a lead.\n"), &Files::new());
    assert_eq!(
        told(only_a_lead),
        ["9: A lesson has at least one screen: open it with `## Title {#screen-id}`."]
    );
}

#[test]
fn ids_are_given_once() {
    let taken = |line, id| format!("{line}: The id “{id}” is taken in line 12: choose another.");
    check("{#within}", "{#words}", &[&taken(16, "words")]);
    check("{#within}", "{#words-title}", &[&taken(16, "words-title")]);
    check("id: circle", "id: words", &[&taken(37, "words")]);
    check(
        "{#within}",
        "{#figure-circle}",
        &["37: The id “figure-circle” is taken in line 16: choose another."],
    );
    check(
        "{#figures}",
        "{#figures}\n\nText.\n\n## Help {#help}",
        &["53: The id “help-title” belongs to the page: choose another."],
    );
    check("{#within}", "{#main}", &["16: The id “main” belongs to the page: choose another."]);
}

#[test]
fn there_is_no_raw_html() {
    let refused = "Raw HTML is not read: write Markdown, or `&lt;` for a “<”.";
    check("A paragraph", "A <b>paragraph", &[&format!("14: {refused}")]);
    check(
        "- one\n",
        "<script>\nalert(1)\n</script>\n\n- one\n",
        &[&format!("18: {refused}"), &format!("19: {refused}"), &format!("20: {refused}")],
    );
    check("- one\n", "<!-- a note -->\n\n- one\n", &[&format!("18: {refused}")]);
}

#[test]
fn links_lead_somewhere() {
    let nowhere = |url| {
        format!("14: A link leads to https://…, to topic:ID or to #screen-id, not to “{url}”.")
    };
    for url in ["http://example.org", "javascript:alert(1)", "../other/", "https://", "mailto:a@b"]
    {
        check("topic:before-it", url, &[&nowhere(url)]);
    }
    check(
        "topic:before-it",
        "topic:after-it",
        &["14: The lesson “after-it” is still to be written: do not link to it."],
    );
    check(
        "topic:before-it",
        "topic:nowhere",
        &["14: The outline has no topic with the id “nowhere”."],
    );
    check("(#figures)", "(#nowhere)", &["14: This lesson has no screen “#nowhere”."]);
    check(
        "[screen](#figures)",
        "[screen][there]",
        &["14: “[screen][there]” names a link that is not defined."],
    );
    check(
        "a [screen](#figures)",
        "![a picture](https://example.org/a.png)",
        &["14: A picture has no place here: show it as a figure."],
    );
}

#[test]
fn blocks_are_known_closed_and_on_a_screen() {
    check(
        "```go",
        "```rust",
        &["25: There is no block “rust”: there are question, figure, exercise, notes, terms, \
           text, go, sh, json, yaml, csv."],
    );
    check(
        "```go\nfmt.Println(\"<b>\")\n```",
        "    indented",
        &["25: Text that is indented by four becomes code: put code between lines of ```, and \
         indent less."],
    );
    check(
        "over a slice.\n```\n",
        "over a slice.\n",
        &["134: This block is not closed: end it with a line ```."],
    );
    check(
        "| --- | --- |",
        "| :-: | --- |",
        &["21: Columns are not aligned one by one: write `---` without colons."],
    );
    let question = "```question\nid: early\nask: Is it?\n- No. | No.\n+ Yes. | Yes.\n```\n\n";
    check(
        "## Words and",
        &format!("{question}## Words and"),
        &["12: Questions, figures and exercises stand on a screen, under a `##`."],
    );
    let nested = question.trim_end().replace('\n', "\n  ");
    check(
        "- one",
        &format!("- {nested}"),
        &["18: Questions, figures and exercises stand in no list and no quotation."],
    );
}

#[test]
fn a_question_has_one_right_answer_and_a_reason_for_each() {
    check("+ Yes.", "- Yes.", &["29: Exactly one option is right and begins with `+`: here 0 do."]);
    check("- No.", "+ No.", &["29: Exactly one option is right and begins with `+`: here 2 do."]);
    check(
        "- No. | It is \"less\" by one.\n",
        "",
        &["29: A question has two to five options, a line `- text | why` each: here are 1."],
    );
    check(
        "- No.",
        "- A. | A.\n- B. | B.\n- C. | C.\n- D. | D.\n- No.",
        &["29: A question has two to five options, a line `- text | why` each: here are 6."],
    );
    check(
        "- No. | It is \"less\" by one.",
        "- No.",
        &["32: An option is `- text | why`: what is shown when it is chosen is missing."],
    );
    check(
        "| Right: 1 < 2 & 2 > 1.",
        "| Right",
        &["33: “why” is a sentence: end it with a full stop or a question mark."],
    );
    check("- No. |", "- Yes. |", &["33: This option stands here twice: keep one."]);
    check(
        "- No. |",
        "- `No`. |",
        &[
            "32: “option” is shown as it stands: leave the Markdown out, or say it in the text around.",
        ],
    );
    check("ask: Is 1 < 2?\n", "", &["29: “ask” is missing: add a line `ask: …`."]);
    check(
        "ask: Is 1 < 2?",
        "ask: Is 1 < 2?\nhint: Count.",
        &["32: There is no key “hint” here: the keys are id, ask."],
    );
    check(
        "id: guess",
        "id: The guess",
        &[
            "30: The id “The guess” is not in kebab case: small letters, digits and single hyphens, a \
         letter first.",
            "43: There is no question “guess” on this screen before the figure.",
        ],
    );
}

#[test]
fn a_figure_says_what_it_is() {
    for key in ["title: A ring & a disc", "try: Press play, and \"watch\"."] {
        let (name, _) = key.split_once(':').unwrap();
        let sentence = format!("36: “{name}” is missing: add a line `{name}: …`.");
        check(&format!("{key}\n"), "", &[&sentence]);
    }
    check(
        "alt: A blue disc inside an orange ring.",
        "alt:",
        &["46: “alt” is empty: write something after the colon."],
    );
    check(
        "orange ring.",
        "orange ring",
        &["46: “alt” is a sentence: end it with a full stop or a question mark."],
    );
    check(
        "lab: boundary",
        "lab: cats",
        &[
            "38: There is no lab “cats”: the labs are boundary, digits, stepper, calls, defers, memory, \
         timeline, bytes, program.",
        ],
    );
    check(
        "lab: boundary",
        "lab: boundary\nseed: 4",
        &[
            "39: There is no key “seed” here: the keys are id, lab, title, with, show, controls, ask, \
         try, goal, alt.",
        ],
    );
    check(
        "ask: guess",
        "ask: nothing",
        &["43: There is no question “nothing” on this screen before the figure."],
    );
    check(
        "lab: digits",
        "lab: digits\nask: guess",
        &["54: There is no question “guess” on this screen before the figure."],
    );
}

#[test]
fn a_figure_opens_in_a_state_that_there_is() {
    let with = |text: &str, expected: &[&str]| {
        check("with: rate=0.1&step=20&data=circle", &format!("with: {text}"), expected);
    };
    with("noise=900", &["40: “with” makes no sense: Noise cannot be 900: using 50."]);
    with(
        "colour=red&data=square",
        &[
            "40: “with” makes no sense: There is no parameter “colour”: it was left out.",
            "40: “with” makes no sense: Data set cannot be “square”: there is no such choice.",
        ],
    );
    with(
        "lab=digits&processor=gpu&rate=0.1",
        &[
            "40: “lab” does not belong in “with”: leave it out.",
            "40: “processor” does not belong in “with”: leave it out.",
        ],
    );
    with("rate=0.1&rate=0.3", &["40: “rate” stands in “with” twice: keep one."]);
    with("rate=0.1&", &["40: “with” has an empty place between two `&`, or at an end."]);
    with("momentum=0.5", &["40: “momentum” does not matter to this run: leave it out."]);
    with("step=5001", &["40: A figure opens at step 5000 at the latest."]);
    with("step=30&log=10:optimizer:sgd,20:momentum:0.5", &[]);
    let noted = "40: “with” logs its changes otherwise than a run does: what a run starts with \
                 stands before the log, and a parameter changes once at a step.";
    with("step=30&log=0:rate:1", &[noted]);
    with("step=30&log=5:rate:1,5:rate:3", &[noted]);
    with("step=30&log=0:w3:1,5:rate:3", &[]);
    with(
        "step=30&log=40:rate:1",
        &["40: “with” makes no sense: The change “40:rate:1” was left out."],
    );
}

#[test]
fn a_figure_shows_and_offers_what_its_lab_has() {
    check(
        "show: surface, loss",
        "show: surface, drawing, loss, loss, sound",
        &[
            "41: The lab “boundary” has no “drawing” to show.",
            "41: “loss” stands here twice: keep one.",
            "41: There is no “sound” to show: there are surface, loss, network, drawing, confusion.",
        ],
    );
    check("show: surface, loss\n", "", &["36: “show” is missing: add a line `show: …`."]);
    check(
        "show: drawing, confusion",
        "show: network, drawing",
        &["56: The lab “digits” has no “network” to show."],
    );
    let controls = |text: &str, expected: &[&str]| {
        check("controls: rate, optimizer, momentum", &format!("controls: {text}"), expected);
    };
    controls("", &[]);
    controls(
        "rate, rate, lab, processor, colour, momentum, model",
        &[
            "42: “rate” stands here twice: keep one.",
            "42: A figure does not offer “lab”: leave it out.",
            "42: A figure does not offer “processor”: leave it out.",
            "42: There is no parameter “colour”.",
            "42: “momentum” does not matter to this run, so it would not be shown.",
            "42: “model” does not matter to this run, so it would not be shown.",
        ],
    );
}

#[test]
fn a_goal_can_be_reached_in_its_figure() {
    let goal = |text: &str, expected: &[&str]| {
        check("goal: test-loss < 0.10", &format!("goal: {text}"), expected);
    };
    goal("", &[]);
    goal("test-accuracy > 97.5", &[]);
    goal(
        "win",
        &[
            "45: A goal is one of `test-loss < X`, `test-accuracy > X` and `train-accuracy > X` (in \
         percent, below 100), `gap > X`, `step >= N` and `drawn`.",
        ],
    );
    goal("step >= 20", &["45: The figure opens at step 20, past its own goal."]);
    goal("step >= 21", &[]);
    goal("drawn", &["45: “drawn” needs a figure that shows “drawing”."]);
    let regression = LESSON
        .replace("data=circle", "data=plane")
        .replace("goal: test-loss < 0.10", "goal: test-accuracy > 90");
    assert_eq!(
        findings(regression),
        ["45: This data set is for regression, which has a loss but no accuracy."]
    );
}

#[test]
fn all_that_is_wrong_is_told_in_the_order_of_the_file() {
    let text = LESSON
        .replace("Words after it.", "<i>Words</i>")
        .replace("minutes: 10", "minutes: none")
        .replace("lab: digits", "lab: dogs");
    let lines: Vec<String> =
        findings(text).iter().map(|f| f.split_once(':').unwrap().0.to_string()).collect();
    assert_eq!(lines, ["5", "53", "63", "63"]);
}

#[test]
fn a_folder_holds_exactly_the_lessons_that_the_outline_says_are_written() {
    let folder = tempfile::tempdir().unwrap();
    let write = |id: &str, text: &str| {
        fs::create_dir_all(folder.path().join(id)).unwrap();
        fs::write(folder.path().join(id).join("lesson.md"), text).unwrap();
    };
    let (alone, _) = LESSON.split_once("\n## Programs that run").unwrap();
    let as_lesson = |id: &str, title: &str, chapter: &str| {
        alone
            .replace("id: first-lesson", &format!("id: {id}"))
            .replace("title: First lesson", &format!("title: {title}"))
            .replace("chapter: 2", &format!("chapter: {chapter}"))
            .replace("needs: before-it", "needs:")
    };
    let findings = || -> Vec<String> {
        let found = check_folder(folder.path(), OUTLINE).err().unwrap_or_default();
        let root = format!("{}/", folder.path().display());
        found.iter().map(|finding| finding.to_string().replace(&root, "")).collect()
    };
    write("first-lesson", alone);
    assert_eq!(
        findings(),
        ["before-it", "half-done"].map(|id| format!(
            "{id}/lesson.md:1: The outline says that this lesson is written, but it is not there: \
             make its topic `Topic::planned` in crates/course/src/outline."
        ))
    );

    write("before-it", &as_lesson("before-it", "Before it", "1"));
    write("half-done", &as_lesson("half-done", "Half done", "2"));
    fs::write(folder.path().join("README.md"), "Not a lesson.").unwrap();
    fs::create_dir(folder.path().join(".hidden")).unwrap();
    let lessons = check_folder(folder.path(), OUTLINE).unwrap();
    let ids: Vec<&str> = lessons.iter().map(|lesson| lesson.front.id.as_str()).collect();
    assert_eq!(ids, ["before-it", "first-lesson", "half-done"]);

    write("after-it", &as_lesson("after-it", "After it", "2"));
    write("elsewhere", &as_lesson("elsewhere", "Elsewhere", "2"));
    fs::create_dir(folder.path().join("empty")).unwrap();
    assert_eq!(
        findings(),
        [
            "after-it/lesson.md:1: The outline says that this lesson is still to be written: make \
             its topic `Topic::ready` or `Topic::draft` in crates/course/src/outline.",
            "elsewhere/lesson.md:2: The outline has no topic with the id “elsewhere”.",
            "empty/lesson.md:1: This folder holds no lesson: write its lesson.md.",
        ]
    );
}

#[test]
fn a_folder_that_is_not_there_is_said_to_be_missing() {
    let folder = tempfile::tempdir().unwrap().path().join("nothing");
    let found = check_folder(&folder, OUTLINE).unwrap_err();
    assert_eq!(found.len(), 1);
    assert!(found[0].to_string().contains("nothing:1: This cannot be read: "), "{}", found[0]);
}
