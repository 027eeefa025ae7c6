//! A figure of a Go program, as data.

use serde::{Deserialize, Serialize};

use super::File;
use crate::lesson::ProgramFigure;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Program {
    pub id: String,
    pub lab: String,
    pub title: String,
    pub program: Option<File>,
    pub show: Vec<String>,
    /// The variables whose memory it shows.
    pub values: Vec<String>,
    /// The line that it opens before; 0 for the first statement.
    pub open: u32,
    /// As in the article's `data-goal`.
    pub goal: Option<String>,
    /// The question to answer first.
    pub ask: Option<String>,
    /// What to do with it.
    pub invitation: String,
    pub alt: String,
}

impl Program {
    pub(super) fn new(figure: &ProgramFigure) -> Self {
        let program = figure.program.as_ref().map(|(name, text)| File::new(name, text));
        Self {
            id: figure.id.clone(),
            lab: figure.lab.key().to_string(),
            title: figure.title.clone(),
            program,
            show: figure.show.iter().map(|view| view.to_string()).collect(),
            values: figure.values.clone(),
            open: figure.open,
            goal: figure.goal.as_ref().map(ToString::to_string),
            ask: figure.ask.clone(),
            invitation: figure.invitation.clone(),
            alt: figure.alt.clone(),
        }
    }
}
