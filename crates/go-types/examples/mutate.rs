//! Checks mutated sources: `mutate DIR COUNT [SEED]`. Nothing may panic.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use burrow_go_types::{Importer, PackageSource, Program};

/// Gives no packages: what is imported is unknown.
struct Nothing;

impl Importer for Nothing {
    fn package(&mut self, path: &str, _from: &str) -> Result<PackageSource, String> {
        Err(format!("package {path} is not in std"))
    }
}

/// A small generator of random numbers (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (Some(root), Some(count)) =
        (args.first(), args.get(1).and_then(|count| count.parse::<u64>().ok()))
    else {
        eprintln!("usage: mutate DIR COUNT [SEED]");
        std::process::exit(2);
    };
    let first = args.get(2).and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let mut files = Vec::new();
    collect(Path::new(root), &mut files);
    files.sort();
    let texts: Vec<String> = files
        .iter()
        .filter_map(|file| std::fs::read(file).ok())
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .filter(|text| text.len() < 20_000)
        .collect();
    let worker = std::thread::Builder::new().stack_size(256 << 20).spawn(move || {
        let mut panics = 0;
        for seed in first..first + count {
            let text = mutated(&texts, seed);
            let start = std::time::Instant::now();
            let checked = std::panic::catch_unwind(|| check(&text));
            if checked.is_err() || start.elapsed().as_secs() > 2 {
                panics += 1;
                let name =
                    std::env::temp_dir().join(format!("mutated-{seed}.go")).display().to_string();
                println!("seed {seed}: {:?} {name}", start.elapsed());
                _ = std::fs::write(name, &text);
            }
        }
        println!("{count} mutations, {panics} panics");
    });
    _ = worker.map(std::thread::JoinHandle::join);
}

fn check(text: &str) {
    let mut program = Program::new(Box::new(Nothing));
    let files = vec![("m.go".to_owned(), Rc::from(text))];
    program.check(PackageSource { path: "p".into(), files, lazy: false });
    program.diagnostics();
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "go") {
            files.push(path);
        }
    }
}

fn mutated(texts: &[String], seed: u64) -> String {
    let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    for _ in 0..5 {
        random.below(2);
    }
    let text = &texts[random.below(texts.len())];
    let other = tokens(&texts[random.below(texts.len())]);
    let mut words = tokens(text);
    for _ in 0..=random.below(6) {
        let at = random.below(words.len());
        let from = random.below(words.len());
        match random.below(6) {
            0 => drop(words.remove(at)),
            1 => words.insert(at, words[from].clone()),
            2 => words.swap(at, from),
            3 => words[at] = words[from].clone(),
            4 => words[at] = other[random.below(other.len())].clone(),
            _ => {
                let end = (at + random.below(20)).min(words.len());
                let part: Vec<String> = words[at..end].to_vec();
                words.splice(from..from, part);
            }
        }
        if words.is_empty() {
            break;
        }
    }
    words.concat()
}

/// Words, numbers, blanks, and single other characters.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut before = ' ';
    for letter in text.chars() {
        let word = |c: char| c.is_alphanumeric() || c == '_';
        let joins = word(letter) && word(before) || letter == ' ' && before == ' ';
        match tokens.last_mut() {
            Some(last) if joins => last.push(letter),
            _ => tokens.push(letter.to_string()),
        }
        before = letter;
    }
    if tokens.is_empty() {
        tokens.push(String::new());
    }
    tokens
}
