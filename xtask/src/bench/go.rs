//! `cargo xtask bench go`: six programs on native Go, on what Go's own compiler makes for js/wasm, and on our engine, as shipped,
//! both under Node.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use burrow_protocol::go::{File, FromGo, How, Job, ToGo};
use serde::Serialize;

use crate::build;
use crate::node::{Worker, program};
use crate::project::Project;
use crate::shell;
use crate::tools::{Tools, go_root};

const PROGRAMS: [&str; 6] = ["binarytrees", "fannkuch", "matmul", "nbody", "pingpong", "spectral"];
const FOLDER: &str = "xtask/go/bench";
const NATIVE: &str = "native";
const JS_WASM: &str = "gc-js-wasm";
const OURS: &str = "burrow-wasm";
/// Longer than any of them takes on any engine.
const LIMIT: Duration = Duration::from_secs(300);
/// What the issue asks for: the geometric mean of ours, and the slowest of ours.
const GOALS: (f64, f64) = (25.0, 60.0);

/// Programs that go on: a loop, a flood, goroutines without end that do little, garbage beside much that lives.
const ENDLESS: [&str; 4] = [
    "for { fmt.Sprint() }",
    "for i := 0; ; i++ { fmt.Println(i) }",
    "for range 10000 { go func() { for { fmt.Sprint() } }() }; select {}",
    "fmt.Print(); m := map[int][]int{}; for i := 0; ; i++ { m[i%100000] = make([]int, 100) }",
];

/// One measurement.
#[derive(Debug, Serialize)]
struct Row {
    program: String,
    engine: &'static str,
    seconds: f64,
    ratio_to_native: Option<f64>,
}

/// Measures all programs so many times, and takes the best of each.
pub fn go(project: &Project, runs: u32) -> Result<()> {
    println!("\nGo programs: native, Go's js/wasm in Node, our wasm in Node; the best of {runs}");
    let tools = Tools::for_build(project)?;
    let script = build::go_worker(project, &tools)?;
    let bench = Bench { project, go: Go::new(project, &tools)?, tools, script, runs: runs.max(1) };
    let mut rows = Vec::new();
    for name in PROGRAMS {
        rows.extend(bench.program(name)?);
    }
    for engine in [JS_WASM, OURS] {
        let mean = mean(&rows, engine);
        println!("{:14} {engine:12} {:>19.1} × native", "geometric mean", mean);
    }
    rows.extend(bench.small()?);
    let worst = rows.iter().filter(|row| row.engine == OURS).filter_map(|row| row.ratio_to_native);
    let worst = worst.fold(0.0, f64::max);
    println!(
        "goals: a mean of at most {} ×, none above {} × (here {worst:.1} ×)",
        GOALS.0, GOALS.1
    );
    let file = project.target.join("bench/go.json");
    fs::write(&file, serde_json::to_vec_pretty(&rows)?)?;
    println!("written to {}", file.display());
    Ok(())
}

fn mean(rows: &[Row], engine: &str) -> f64 {
    let ratios: Vec<f64> = rows
        .iter()
        .filter(|row| row.engine == engine)
        .filter_map(|row| row.ratio_to_native)
        .collect();
    (ratios.iter().map(|ratio| ratio.ln()).sum::<f64>() / ratios.len() as f64).exp()
}

struct Bench<'a> {
    project: &'a Project,
    tools: Tools,
    go: Go,
    script: PathBuf,
    runs: u32,
}

impl Bench<'_> {
    fn program(&self, name: &str) -> Result<Vec<Row>> {
        let file = self.project.root.join(FOLDER).join(format!("{name}.go"));
        let native = self.go.build(&file, &[])?;
        let wasm = self.go.build(&file, &[("GOOS", "js"), ("GOARCH", "wasm")])?;
        let (expected, best) = self.best(|| timed(&mut Command::new(&native)))?;
        let mut rows = vec![(NATIVE, best)];
        let (output, best) = self.best(|| timed(&mut self.go.under_node(&self.tools, &wasm)))?;
        same(name, &expected, &output)?;
        rows.push((JS_WASM, best));
        let (output, best) = self.best(|| {
            let mut worker = Worker::start(&self.tools, &self.script)?;
            let began = Instant::now();
            let outcome = worker.run(program(&file)?, LIMIT)?;
            Ok((outcome.output, began.elapsed().as_secs_f64()))
        })?;
        same(name, &expected, &output)?;
        rows.push((OURS, best));
        let native = rows[0].1;
        let row = |(engine, seconds): (&'static str, f64)| {
            let ratio = seconds / native;
            println!("{name:14} {engine:12} {seconds:>8.3} s {ratio:>8.1} × native");
            Row { program: name.to_owned(), engine, seconds, ratio_to_native: Some(ratio) }
        };
        Ok(rows.into_iter().map(row).collect())
    }

    fn best(&self, run: impl Fn() -> Result<(Vec<u8>, f64)>) -> Result<(Vec<u8>, f64)> {
        let mut best = run()?;
        for _ in 1..self.runs {
            let again = run()?;
            if again.1 < best.1 {
                best = again;
            }
        }
        Ok(best)
    }

    /// Hello world in a fresh worker and again, and the diagnostics of 200 lines.
    fn small(&self) -> Result<Vec<Row>> {
        let hello =
            "package main\n\nimport \"fmt\"\n\nfunc main() { fmt.Println(\"hello, world\") }\n";
        let hello = Job { files: vec![file(hello.to_owned())], ..Job::default() };
        let mut rows = Vec::new();
        let mut tell = |program: &str, seconds: f64| {
            println!("{program:27} {:>8.1} ms", seconds * 1000.0);
            let program = program.to_owned();
            rows.push(Row { program, engine: OURS, seconds, ratio_to_native: None });
        };
        let mut firsts = Vec::new();
        let mut again = Vec::new();
        let mut checks = Vec::new();
        let mut stops = Vec::new();
        for _ in 0..self.runs {
            let mut worker = Worker::start(&self.tools, &self.script)?;
            for run in 0..20 {
                let began = Instant::now();
                worker.run(hello.clone(), LIMIT)?;
                let times = if run == 0 { &mut firsts } else { &mut again };
                times.push(began.elapsed().as_secs_f64());
            }
            for edit in 0..20 {
                checks.push(check(&mut worker, edit)?);
            }
            for body in ENDLESS {
                stops.push(stop(&mut worker, body)?);
            }
        }
        tell("hello world, first run", median(&mut firsts));
        tell("hello world, later runs", median(&mut again));
        tell("diagnostics of 200 lines", median(&mut checks));
        tell("stop, the slowest", stops.into_iter().fold(0.0, f64::max));
        Ok(rows)
    }
}

/// How long a program runs on after it was told to stop.
fn stop(worker: &mut Worker, body: &str) -> Result<f64> {
    let request = worker.request();
    let text = format!("package main\n\nimport \"fmt\"\n\nfunc main() {{ {body} }}\n");
    let job = Job { files: vec![file(text)], ..Job::default() };
    worker.send(&ToGo::Run { request, job })?;
    std::thread::sleep(Duration::from_secs(1));
    let began = Instant::now();
    worker.send(&ToGo::Stop)?;
    loop {
        if let FromGo::Ended { end, .. } = worker.receive(LIMIT)? {
            if end.how != How::Stopped {
                bail!("A program without an end has ended: {end:?}");
            }
            return Ok(began.elapsed().as_secs_f64());
        }
    }
}

fn check(worker: &mut Worker, edit: usize) -> Result<f64> {
    let request = worker.request();
    let began = Instant::now();
    worker.send(&ToGo::Check { request, files: vec![file(lines(edit))] })?;
    loop {
        if let FromGo::Checked { diagnostics, .. } = worker.receive(LIMIT)? {
            let messages: Vec<_> = diagnostics.into_iter().map(|one| one.message).collect();
            if messages != ["undefined: missing"] {
                bail!("The program of 200 lines has other errors than it should: {messages:?}");
            }
            return Ok(began.elapsed().as_secs_f64());
        }
    }
}

/// A program of 200 lines as somebody writes it: one error, and each edit is another text.
fn lines(edit: usize) -> String {
    let mut text =
        String::from("package main\n\nimport (\n\t\"fmt\"\n\t\"sort\"\n\t\"strings\"\n)\n\n");
    for number in 0..17 {
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "type shape{number} struct {{\n\tname  string\n\tsides []float64\n}}\n\n\
             func (s shape{number}) around() (sum float64) {{\n\tfor _, side := range s.sides {{\n\t\tsum += side * {edit}\n\
             \t}}\n\tsort.Float64s(s.sides)\n\treturn sum + float64(len(strings.ToUpper(s.name)))\n}}\n"
        );
    }
    text.push_str("func main() {\n\tfmt.Println(shape3{\"a\", nil}.around(), missing)\n}\n");
    text
}

fn file(text: String) -> File {
    File { name: "main.go".to_owned(), contents: text.into_bytes() }
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn same(name: &str, expected: &[u8], output: &[u8]) -> Result<()> {
    if expected != output {
        bail!("{name} prints {:?} instead of {:?}.", lossy(output), lossy(expected));
    }
    Ok(())
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).chars().take(200).collect()
}

fn timed(command: &mut Command) -> Result<(Vec<u8>, f64)> {
    let began = Instant::now();
    let output = command.stderr(Stdio::inherit()).output()?;
    let seconds = began.elapsed().as_secs_f64();
    if !output.status.success() {
        bail!("{command:?} failed ({}).", output.status);
    }
    Ok((output.stdout, seconds))
}

/// Runs what Go's own compiler makes for js/wasm.
const NODE_SCRIPT: &str = "wasm_exec_node.js";

/// Go's own compiler.
struct Go {
    root: PathBuf,
    folder: PathBuf,
}

impl Go {
    fn new(project: &Project, tools: &Tools) -> Result<Self> {
        let folder = project.target.join("bench/go");
        fs::create_dir_all(&folder)?;
        let root = go_root(project, tools)?;
        // Node takes scripts below our own package.json for modules, which Go's are not.
        fs::write(folder.join("package.json"), r#"{"type": "commonjs"}"#)?;
        for script in ["wasm_exec.js", NODE_SCRIPT] {
            fs::copy(root.join("lib/wasm").join(script), folder.join(script))
                .with_context(|| format!("Go's {script} could not be copied."))?;
        }
        Ok(Self { root, folder })
    }

    /// Compiles a file, and says where the result is.
    fn build(&self, file: &Path, env: &[(&str, &str)]) -> Result<PathBuf> {
        let name = file.file_stem().context("It has no name.")?.to_string_lossy();
        let ending = if env.is_empty() { "" } else { ".wasm" };
        let out = self.folder.join(format!("{name}{ending}"));
        let mut go = Command::new(self.root.join("bin/go"));
        go.args(["build", "-o"]).arg(&out).arg(file).current_dir(&self.folder);
        go.env("GOROOT", &self.root).env("GOTOOLCHAIN", "local").env("GOFLAGS", "");
        go.env("GOCACHE", self.folder.join("cache")).envs(env.iter().copied());
        shell::run(&mut go)?;
        Ok(out)
    }

    /// As Go's own `go_js_wasm_exec` does it.
    fn under_node(&self, tools: &Tools, wasm: &Path) -> Command {
        let mut node = tools.command("node");
        node.arg("--stack-size=8192").arg(self.folder.join(NODE_SCRIPT)).arg(wasm);
        node
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_is_geometric() {
        let row = |engine, ratio| Row {
            program: String::new(),
            engine,
            seconds: 1.0,
            ratio_to_native: Some(ratio),
        };
        let rows = [row(OURS, 2.0), row(JS_WASM, 7.0), row(OURS, 8.0)];
        assert!((mean(&rows, OURS) - 4.0).abs() < 1e-9);
    }

    #[test]
    fn the_program_to_check_has_200_lines() {
        assert!((198..=215).contains(&lines(1).lines().count()), "{}", lines(1).lines().count());
        assert_ne!(lines(1), lines(2));
    }
}
