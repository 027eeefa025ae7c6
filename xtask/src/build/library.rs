//! Go's library, cut into packs that the Go worker fetches when a program imports something of them.

use std::path::Path;

use anyhow::{Error, Result};
use burrow_go_std::pack::{self, Entry, Index};
use burrow_go_std::plan::{Planned, plan};
use burrow_go_std::{Library, document};

use super::compress;
use super::site::Site;

/// What is fetched together: names, and the packages for which each pack is made. It holds what they need, too, but for what
/// stands in a pack before it. Every program needs the first; what no line names goes into the last.
const PACKS: [(&str, &str); 19] = [
    (
        "base",
        "bufio bytes cmp context errors fmt io io/fs iter maps math math/bits math/rand math/rand/v2 os path \
         path/filepath reflect runtime slices sort strconv strings sync sync/atomic time unicode unicode/utf16 \
         unicode/utf8",
    ),
    (
        "small",
        "container/heap container/list container/ring embed flag log math/cmplx os/signal runtime/debug text/tabwriter \
         unique weak",
    ),
    ("regexp", "regexp"),
    ("json", "encoding/json"),
    (
        "hashes",
        "crypto/md5 crypto/sha1 crypto/sha256 crypto/sha512 hash/adler32 hash/crc32 hash/crc64 hash/fnv",
    ),
    ("slog", "log/slog"),
    ("format", "go/format"),
    ("archives", "archive/tar archive/zip compress/bzip2 compress/gzip compress/lzw compress/zlib"),
    ("testing", "testing testing/internal/testdeps"),
    (
        "testing-more",
        "testing/fstest testing/iotest testing/quick testing/slogtest testing/synctest",
    ),
    ("templates", "html html/template net/url text/template"),
    ("encoding", "encoding/csv encoding/gob encoding/pem encoding/xml"),
    ("images", "image image/color/palette image/draw image/gif image/jpeg image/png"),
    ("big", "math/big"),
    (
        "crypto",
        "crypto/aes crypto/cipher crypto/ecdsa crypto/ed25519 crypto/hmac crypto/rand crypto/rsa crypto/subtle",
    ),
    ("go", "go/build go/doc go/importer go/types"),
    ("debug", "debug/buildinfo debug/pe debug/plan9obj"),
    ("zones", "time/tzdata"),
    ("net", "expvar net/http net/http/httptest net/rpc net/smtp"),
];
const OTHERS: &str = "others";

/// Under what the library is shipped.
pub const LICENCE: &str = "assets/go-LICENSE.txt";

/// What a learner seldom needs, or which is large: kept on the device only where that is asked for.
const RARELY: [&str; 5] = ["go", "debug", "zones", "net", OTHERS];

/// How a packed file's name ends. A device keeps it as it is: four times as much would not be read more often. Hosts
/// leave it alone, as they would not a “gz”.
const PACKED: &str = "pack";

/// The library's files, as paths in the site.
#[derive(Debug)]
pub struct Packs {
    pub index: String,
    packs: Vec<Pack>,
}

/// A pack, as paths in the site.
#[derive(Debug)]
struct Pack {
    name: String,
    path: String,
    /// Its documentation.
    docs: String,
}

impl Packs {
    /// The pack that every program needs.
    pub fn base(&self) -> &str {
        self.packs.first().map_or("", |pack| &pack.path)
    }

    /// The packs that are not kept on every device.
    pub fn rarely(&self) -> impl Iterator<Item = &str> {
        let rare = self.packs.iter().filter(|pack| RARELY.contains(&&*pack.name));
        // Without documentation there are completions all the same: of it only the first pack's is kept everywhere.
        let docs = self.packs.iter().skip(1).map(|pack| &*pack.docs);
        rare.map(|pack| &*pack.path).chain(docs)
    }
}

/// Adds the packs of the library below a GOROOT, their index, and Go's licence.
pub fn add(goroot: &Path, site: &mut Site) -> Result<Packs> {
    let mut library = Library::new(goroot);
    let wanted = wanted(&library);
    let plan = plan(&mut library, &wanted).map_err(Error::msg)?;
    let mut entries = Vec::new();
    let mut packs = Vec::new();
    for Planned { name, needs, packages } in plan {
        let bytes = pack::write(&packages).into_bytes();
        let size = bytes.len() as u64;
        let path = site.add_asset(&format!("go-{name}"), PACKED, compress::gzip(&bytes)?);
        let mut docs: String =
            packages.iter().map(|package| document::package(&library, package)).collect();
        if packs.is_empty() {
            docs.push_str(&document::overview(&library, &library.paths()));
        }
        let docs = compress::gzip(docs.as_bytes())?;
        let docs = site.add_asset(&format!("go-docs-{name}"), PACKED, docs);
        let holds = packages.into_iter().map(|package| package.path).collect();
        let (file, of_docs) = (file_name(&path).to_owned(), file_name(&docs).to_owned());
        entries.push(Entry { file, bytes: size, docs: of_docs, needs, holds });
        packs.push(Pack { name, path, docs });
    }
    let index = site.add_asset("go-library", "txt", Index::new(entries).write().into_bytes());
    site.add(LICENCE, include_str!("../../../crates/go-std/LICENSE-Go"));
    Ok(Packs { index, packs })
}

fn wanted(library: &Library) -> Vec<(&'static str, Vec<String>)> {
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect();
    let mut wanted: Vec<_> = PACKS.iter().map(|&(name, roots)| (name, words(roots))).collect();
    wanted.push((OTHERS, library.paths()));
    wanted
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::GzDecoder;

    use super::*;
    use crate::project::Project;
    use crate::tools::Tools;

    #[test]
    fn one_pack_is_enough_for_fmt_and_every_package_is_in_one() {
        let project = Project::find().unwrap();
        let root = crate::tools::go_root(&project, &Tools::found(&project).unwrap()).unwrap();
        let mut site = Site::default();
        let library = add(&root, &mut site).unwrap();
        let text = |path: &str| String::from_utf8(site.files[path].clone()).unwrap();
        let unpacked = |path: &str| {
            let mut text = String::new();
            GzDecoder::new(&site.files[path][..]).read_to_string(&mut text).unwrap();
            text
        };
        let index = Index::read(&text(&library.index)).unwrap();
        assert_eq!(index.needed(["fmt", "os", "strings", "math/rand"]), [0]);
        assert!(index.needed(["testing"]).len() < 9);
        assert!(unpacked(library.base()).starts_with("package bufio\n"));
        let known: Vec<&str> = index.paths().collect();
        for path in Library::new(&root).paths().iter().filter(|path| *path != "unsafe") {
            assert!(known.contains(&path.as_str()), "{path}");
        }
        let docs = unpacked(&library.packs[0].docs);
        let expected = [
            "Println formats using the default formats",
            "WaitGroup is a counting semaphore",
            "Sleep pauses the current goroutine",
            "\nfile package\n",
            "\nencoding/json Package json implements",
            "\nappend The append built-in",
        ];
        for words in expected {
            assert!(docs.contains(words), "{words}");
        }
        assert!(text(LICENCE).starts_with("Copyright 2009 The Go Authors."));
        assert!(library.rarely().all(|path| !path.contains("base")));
        assert!(library.rarely().count() > 3);
    }
}
