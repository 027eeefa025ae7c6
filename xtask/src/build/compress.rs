//! `.br` and `.gz` of every file, kept by content so that an unchanged file is not packed again.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::{Context, Result, anyhow};
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::site::Site;
use crate::hash::sha256;
use crate::project::Project;

/// A file in the two forms that a server sends it in.
#[derive(Clone, Debug)]
pub struct Packed {
    pub brotli: Vec<u8>,
    pub gzip: Vec<u8>,
}

/// Every file of the site, packed.
pub fn all(project: &Project, site: &Site) -> Result<BTreeMap<String, Packed>> {
    let cache = project.target.join("compressed");
    fs::create_dir_all(&cache)?;
    let files: Vec<_> = site.files.iter().collect();
    let next = AtomicUsize::new(0);
    let packed = Mutex::new(BTreeMap::new());
    let worker = || -> Result<()> {
        while let Some((path, bytes)) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            let done = one(&cache, path, bytes)?;
            let mut packed = packed.lock().map_err(|_| anyhow!("Packing {path} broke off."))?;
            packed.insert((*path).clone(), done);
        }
        Ok(())
    };
    thread::scope(|scope| {
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(worker)).collect();
        workers.into_iter().try_for_each(|worker| {
            worker.join().map_err(|_| anyhow!("Packing the files broke off."))?
        })
    })?;
    forget_others(&cache, site)?;
    packed.into_inner().map_err(|_| anyhow!("Packing the files broke off."))
}

fn one(cache: &Path, path: &str, bytes: &[u8]) -> Result<Packed> {
    let [brotli_file, gzip_file] = names(bytes).map(|name| cache.join(name));
    if let (Ok(brotli), Ok(gzip)) = (fs::read(&brotli_file), fs::read(&gzip_file)) {
        return Ok(Packed { brotli, gzip });
    }
    if bytes.len() > 1_000_000 {
        println!("    packing {path}, {:.1} MB", bytes.len() as f64 / 1e6);
    }
    let packed = Packed { brotli: brotli(bytes)?, gzip: gzip(bytes)? };
    write(&brotli_file, &packed.brotli)?;
    write(&gzip_file, &packed.gzip)?;
    Ok(packed)
}

fn names(bytes: &[u8]) -> [String; 2] {
    let hash = sha256(bytes);
    [format!("{hash}.br"), format!("{hash}.gz")]
}

/// The best that each can do: a file is packed once and sent often.
pub fn brotli(bytes: &[u8]) -> io::Result<Vec<u8>> {
    // The largest window that browsers take.
    let params = BrotliEncoderParams {
        quality: 11,
        lgwin: 24,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &params)?;
    Ok(packed)
}

pub fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// In one go, so that a broken-off run leaves no half file.
fn write(path: &PathBuf, bytes: &[u8]) -> Result<()> {
    let half = path.with_extension("part");
    fs::write(&half, bytes)
        .and_then(|()| fs::rename(&half, path))
        .with_context(|| format!("{} cannot be written.", path.display()))
}

/// Drops what no file of this site needs.
fn forget_others(cache: &Path, site: &Site) -> Result<()> {
    let needed: HashSet<String> = site.files.values().flat_map(|bytes| names(bytes)).collect();
    for entry in fs::read_dir(cache)? {
        let entry = entry?;
        if !needed.contains(entry.file_name().to_string_lossy().as_ref()) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn what_is_packed_can_be_unpacked() {
        let text = b"the same words, the same words, the same words".repeat(20);
        let mut from_brotli = Vec::new();
        brotli::BrotliDecompress(&mut &brotli(&text).unwrap()[..], &mut from_brotli).unwrap();
        assert_eq!(from_brotli, text);
        let mut from_gzip = Vec::new();
        flate2::read::GzDecoder::new(&gzip(&text).unwrap()[..])
            .read_to_end(&mut from_gzip)
            .unwrap();
        assert_eq!(from_gzip, text);
    }

    #[test]
    fn an_unchanged_file_is_taken_from_the_cache_and_others_are_forgotten() {
        let dir = tempfile::tempdir().unwrap();
        let project = Project { root: dir.path().to_path_buf(), target: dir.path().to_path_buf() };
        let cache = dir.path().join("compressed");
        fs::create_dir_all(&cache).unwrap();
        let mut site = Site::default();
        site.add("a.txt", "text");
        let [kept, gzip] = names(b"text");
        fs::write(cache.join(kept), "from the cache").unwrap();
        fs::write(cache.join(gzip), "this too").unwrap();
        fs::write(cache.join("other.br"), "old").unwrap();
        let packed = all(&project, &site).unwrap();
        assert_eq!(packed["a.txt"].brotli, b"from the cache");
        assert_eq!(packed["a.txt"].gzip, b"this too");
        assert!(!cache.join("other.br").exists());
    }

    #[test]
    fn every_file_is_packed() {
        let dir = tempfile::tempdir().unwrap();
        let project = Project { root: dir.path().to_path_buf(), target: dir.path().to_path_buf() };
        let mut site = Site::default();
        for index in 0..20 {
            site.add(format!("{index}.txt"), format!("text {index}"));
        }
        let packed = all(&project, &site).unwrap();
        assert_eq!(packed.keys().collect::<Vec<_>>(), site.files.keys().collect::<Vec<_>>());
    }
}
