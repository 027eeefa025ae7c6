//! The same programs on the Go worker as it is shipped, in Node. A worker runs one program after the other, as in a page; one
//! that is silent for too long is given up.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use anyhow::Result;

use super::Outcome;
use super::run::{LIMIT, compare};
use crate::build;
use crate::node::{Worker, program};
use crate::project::Project;
use crate::tools::Tools;

/// Workers that are free.
pub struct Workers {
    tools: Tools,
    script: PathBuf,
    free: Mutex<Vec<Worker>>,
}

impl Workers {
    pub fn new(project: &Project) -> Result<Self> {
        let tools = Tools::for_build(project)?;
        let script = build::go_worker(project, &tools)?;
        Ok(Self { tools, script, free: Mutex::new(Vec::new()) })
    }

    /// Runs one program and compares.
    pub fn check(&self, dir: &Path, path: &Path) -> Outcome {
        match self.run(&dir.join(path)) {
            Ok((code, output)) => compare(dir, path, Some(code), &output),
            Err(error) => Some(format!("{error:#}")),
        }
    }

    fn run(&self, file: &PathBuf) -> Result<(i32, Vec<u8>)> {
        let free = self.free.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).pop();
        let mut worker = match free {
            Some(worker) => worker,
            None => Worker::start(&self.tools, &self.script)?,
        };
        let outcome = worker.run(program(file)?, LIMIT)?;
        self.free.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).push(worker);
        Ok((outcome.end.code, outcome.output))
    }
}
