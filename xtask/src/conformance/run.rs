//! Programs that must run: exit code 0, and the output that the file beside them holds, or none.

use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::{Burrow, Outcome};

pub const LIMIT: Duration = Duration::from_secs(10);

/// Runs one program and compares.
pub fn check(burrow: &Burrow, dir: &Path, program: &Path) -> Outcome {
    let mut command = burrow.go(&["run"], dir);
    command.arg(program);
    let (code, output) = match finish(&mut command) {
        Ok(finished) => finished,
        Err(why) => return Some(why),
    };
    compare(dir, program, code, &output)
}

/// Why a run was not as it should be.
pub fn compare(dir: &Path, program: &Path, code: Option<i32>, output: &[u8]) -> Outcome {
    let expected = std::fs::read(dir.join(program.with_extension("out"))).unwrap_or_default();
    if code != Some(0) {
        return Some(format!("exit code {}: {}", code.unwrap_or(-1), first_line(output)));
    }
    (output != expected).then(|| format!("other output: {}", first_line(output)))
}

/// Runs a command to its end or the limit; both outputs in one, as Go's own runner takes them.
pub fn finish(command: &mut Command) -> Result<(Option<i32>, Vec<u8>), String> {
    let (mut reader, writer) = std::io::pipe().map_err(|why| why.to_string())?;
    let second = writer.try_clone().map_err(|why| why.to_string())?;
    command.stdin(Stdio::null()).stdout(writer).stderr(second);
    let mut child = command.spawn().map_err(|why| why.to_string())?;
    // The pipe ends when nobody can write into it any more, this process included.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let output = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes).map(|_| bytes)
    });
    let code = wait(&mut child)?;
    let output = output.join().map_err(|_| "the reader broke".to_owned())?;
    Ok((code, output.map_err(|why| why.to_string())?))
}

fn wait(child: &mut Child) -> Result<Option<i32>, String> {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().map_err(|why| why.to_string())? {
            return Ok(status.code());
        }
        if start.elapsed() > LIMIT {
            child.kill().map_err(|why| why.to_string())?;
            child.wait().map_err(|why| why.to_string())?;
            return Err(format!("more than {} seconds", LIMIT.as_secs()));
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn first_line(output: &[u8]) -> String {
    let text = String::from_utf8_lossy(output);
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("(no output)");
    line.chars().take(160).collect()
}
