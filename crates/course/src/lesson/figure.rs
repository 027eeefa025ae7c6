//! A figure: a lab in the state that makes the lesson's point.

use burrow_protocol::goal::Goal;
use burrow_protocol::link::from_text;
use burrow_protocol::params::{Kind, PARAMS, Param, Value, param_by_key};
use burrow_protocol::recipe::Recipe;
use burrow_protocol::settings::{Choice, Lab, Settings};

use super::fields::{Field, Fields};
use super::numbered::Line;
use super::program;
use super::words::{head, told};
use crate::finding::{Findings, short};

/// A figure opens at most this many steps into its run: each is trained when the course is built.
pub const MAX_STEP: u64 = 5000;

const KEYS: &[&str] =
    &["id", "lab", "title", "with", "show", "controls", "ask", "try", "goal", "alt"];

/// What a figure can show, and the lab that has it; none where both have.
const VIEWS: [(&str, Option<Lab>); 5] = [
    ("surface", Some(Lab::Boundary)),
    ("loss", None),
    ("network", Some(Lab::Boundary)),
    ("drawing", Some(Lab::Digits)),
    ("confusion", Some(Lab::Digits)),
];

/// Where a run trains is the learner's choice, and a figure cannot change what it is.
const NOT_OFFERED: [&str; 2] = ["lab", "processor"];

/// A lab in a state of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    pub id: String,
    /// Where its block opens in the file.
    pub line: usize,
    pub title: String,
    /// The state that it opens in, and the lab.
    pub recipe: Recipe,
    /// What it shows, in this order.
    pub show: Vec<&'static str>,
    /// Keys of the parameters that it offers, in this order.
    pub controls: Vec<&'static str>,
    /// The question to answer before operating it.
    pub ask: Option<String>,
    /// What to do with it.
    pub invitation: String,
    pub goal: Option<Goal>,
    /// What is to be seen, for those who do not see it.
    pub alt: String,
}

impl Figure {
    pub fn lab(&self) -> Lab {
        self.recipe.initial.lab
    }
}

/// Reads the lines of a block that opens in line `at`. `asked` are the questions that stand before
/// it on the same screen. Returns its id even where something else is wrong.
pub fn read<'a>(
    at: usize,
    lines: impl Iterator<Item = Line<'a>>,
    asked: &[String],
    findings: &mut Findings,
) -> (Option<Field<'a>>, Option<Figure>) {
    let mut fields = Fields::new(at, KEYS);
    lines.for_each(|line| fields.read(line, findings));

    let (id, title) = head(&fields, findings);
    let [invitation, alt] = told(&fields, findings);
    let ask = ask(&fields, asked, findings);
    let figure = fields.required("lab", findings).and_then(|field| {
        let lab = lab(field, findings)?;
        let recipe = recipe(lab, fields.optional("with"), findings);
        let show = show(lab, fields.required("show", findings), findings);
        let controls = controls(&recipe, fields.optional("controls"), findings);
        let goal = fields.optional("goal").and_then(|g| goal(&recipe, &show, g, findings));
        Some(Figure {
            id: id?.value.to_string(),
            line: at,
            title: title?.value.to_string(),
            recipe,
            show,
            controls,
            ask,
            invitation: invitation?,
            goal,
            alt: alt?,
        })
    });
    (id, figure)
}

/// The question to answer before a figure. `asked` are those that stand before it on its screen.
pub fn ask(fields: &Fields<'_>, asked: &[String], findings: &mut Findings) -> Option<String> {
    let ask = fields.optional("ask")?;
    if !asked.iter().any(|id| id == ask.value) {
        let was = short(ask.value);
        findings.add(
            ask.line,
            format!("There is no question “{was}” on this screen before the figure."),
        );
    }
    Some(ask.value.to_string())
}

fn lab(field: Field<'_>, findings: &mut Findings) -> Option<Lab> {
    let lab = Lab::from_key(field.value);
    if lab.is_none() {
        let of_programs = program::Lab::ALL.iter().map(|lab| lab.key());
        let labs: Vec<&str> = Lab::ALL.iter().map(|(_, key, _)| *key).chain(of_programs).collect();
        let (was, labs) = (short(field.value), labs.join(", "));
        findings.add(field.line, format!("There is no lab “{was}”: the labs are {labs}."));
    }
    lab
}

/// Reads `with`: a link's text without the lab.
fn recipe(lab: Lab, field: Option<Field<'_>>, findings: &mut Findings) -> Recipe {
    let Some(field) = field else { return Recipe::new(Settings::for_lab(lab)) };
    let keys: Vec<&str> = field.value.split('&').map(key_of).collect();
    check_keys(&keys, field.line, findings);
    let pairs = field.value.split('&').filter(|pair| !NOT_OFFERED.contains(&key_of(pair)));
    let text = pairs.collect::<Vec<_>>().join("&");
    let (recipe, notices) = from_text(&format!("lab={}&{text}", lab.key()));
    let mut add = |sentence: String| findings.add(field.line, sentence);
    for notice in notices {
        add(format!("“with” makes no sense: {notice}."));
    }
    if replayed(&recipe) != recipe {
        add("“with” logs its changes otherwise than a run does: what a run starts with stands \
             before the log, and a parameter changes once at a step."
            .to_string());
    }
    if recipe.step > MAX_STEP {
        add(format!("A figure opens at step {MAX_STEP} at the latest."));
    }
    for param in keys.iter().filter_map(|key| param_by_key(key)) {
        let applies = (param.applies)(&recipe.initial) || (param.applies)(&recipe.current());
        if !applies && !NOT_OFFERED.contains(&param.key) {
            add(format!("“{}” does not matter to this run: leave it out.", param.key));
        }
    }
    recipe
}

/// Finds fault with keys of `with` that a link would pass over in silence.
fn check_keys(keys: &[&str], line: usize, findings: &mut Findings) {
    for (i, key) in keys.iter().enumerate() {
        if key.is_empty() {
            findings.add(line, "“with” has an empty place between two `&`, or at an end.");
        } else if NOT_OFFERED.contains(key) {
            findings.add(line, format!("“{key}” does not belong in “with”: leave it out."));
        } else if keys[..i].contains(key) {
            findings.add(line, format!("“{}” stands in “with” twice: keep one.", short(key)));
        }
    }
}

/// The recipe as a run notes it that replays it: the page knows a checkpoint by its recipe.
fn replayed(recipe: &Recipe) -> Recipe {
    let mut replayed = Recipe::new(recipe.initial.clone());
    for change in &recipe.log {
        replayed.step = change.step;
        replayed.note(change.edit.clone());
    }
    replayed.step = recipe.step;
    replayed
}

fn key_of(pair: &str) -> &str {
    pair.split_once('=').map_or(pair, |(key, _)| key).trim()
}

/// The words of a list with commas between, each found in the table at most once.
pub fn list<T: Copy + PartialEq>(
    field: Field<'_>,
    table: impl Fn(&str) -> Result<T, String>,
    findings: &mut Findings,
) -> Vec<T> {
    let mut found = Vec::new();
    for word in field.value.split(',').map(str::trim) {
        match table(word) {
            Ok(item) if found.contains(&item) => {
                findings.add(field.line, format!("“{word}” stands here twice: keep one."));
            }
            Ok(item) => found.push(item),
            Err(sentence) => findings.add(field.line, sentence),
        }
    }
    found
}

fn show(lab: Lab, field: Option<Field<'_>>, findings: &mut Findings) -> Vec<&'static str> {
    let Some(field) = field else { return Vec::new() };
    let view = |word: &str| match VIEWS.iter().find(|(view, _)| *view == word) {
        Some((view, of)) if of.is_none_or(|of| of == lab) => Ok(*view),
        Some((view, _)) => Err(format!("The lab “{}” has no “{view}” to show.", lab.key())),
        None => {
            let views = VIEWS.map(|(view, _)| view).join(", ");
            Err(format!("There is no “{}” to show: there are {views}.", short(word)))
        }
    };
    list(field, view, findings)
}

fn controls(
    recipe: &Recipe,
    field: Option<Field<'_>>,
    findings: &mut Findings,
) -> Vec<&'static str> {
    let Some(field) = field else { return Vec::new() };
    let words: Vec<&str> = field.value.split(',').map(str::trim).collect();
    let control = |word: &str| match param_by_key(word) {
        None => Err(format!("There is no parameter “{}”.", short(word))),
        Some(param) if NOT_OFFERED.contains(&param.key) => {
            Err(format!("A figure does not offer “{word}”: leave it out."))
        }
        Some(param) if !can_apply(param, recipe, &words) => {
            Err(format!("“{word}” does not matter to this run, so it would not be shown."))
        }
        Some(param) => Ok(param.key),
    };
    list(field, control, findings)
}

/// Whether a parameter matters to the run as it opens, or after another control was turned: the
/// momentum comes with the optimizer.
fn can_apply(param: &Param, recipe: &Recipe, controls: &[&str]) -> bool {
    let settings = recipe.current();
    let turned = PARAMS.iter().filter(|other| controls.contains(&other.key)).flat_map(|other| {
        let n_options = match other.kind {
            Kind::Choice { options } if !NOT_OFFERED.contains(&other.key) => options().len(),
            _ => 0,
        };
        let settings = &settings;
        (0..n_options).filter_map(move |option| {
            let mut settings = settings.clone();
            other.set(&mut settings, Value::Choice(option)).ok()?;
            Some(settings)
        })
    });
    (param.applies)(&settings) || turned.into_iter().any(|settings| (param.applies)(&settings))
}

/// Reads the goal, and holds it to what the figure can show.
fn goal(recipe: &Recipe, show: &[&str], field: Field<'_>, findings: &mut Findings) -> Option<Goal> {
    let goal = match Goal::parse(field.value) {
        Ok(goal) => goal,
        Err(sentence) => {
            findings.add(field.line, sentence);
            return None;
        }
    };
    if goal.needs_classes() && recipe.initial.is_regression() {
        let sentence = "This data set is for regression, which has a loss but no accuracy.";
        findings.add(field.line, sentence);
    }
    if goal == Goal::Drawn && !show.contains(&"drawing") {
        findings.add(field.line, "“drawn” needs a figure that shows “drawing”.");
    }
    if let Goal::Step(step) = goal
        && step <= recipe.step
    {
        let sentence = format!("The figure opens at step {}, past its own goal.", recipe.step);
        findings.add(field.line, sentence);
    }
    Some(goal)
}
