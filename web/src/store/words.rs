//! Which words say what became of kept work.

use super::handle::Kept;
use crate::model::format;
use crate::words::{Key, fill, plural, text};

/// Why work is not kept where it should be.
pub fn kept(kept: Kept) -> Option<&'static str> {
    match kept {
        Kept::Stored => None,
        Kept::Full => Some(text(Key::WorkFull)),
        Kept::Sandbox => Some(text(Key::WorkSandbox)),
        Kept::Refused => Some(text(Key::WorkRefused)),
        Kept::Failed => Some(text(Key::WorkFailed)),
    }
}

/// Where work is kept, whatever the case.
pub fn where_kept(is: Kept) -> &'static str {
    kept(is).unwrap_or_else(|| text(Key::WorkStored))
}

/// How much of the device the site uses; none where the browser does not say.
pub fn usage(used: f64, quota: f64, lasting: bool) -> Option<String> {
    if quota <= 0.0 {
        return None;
    }
    let sizes = [used, quota].map(|bytes| format::bytes(bytes as u64));
    let usage = fill(Key::WorkUsage, &[("used", &sizes[0]), ("quota", &sizes[1])]);
    let lasts = text(if lasting { Key::WorkLasting } else { Key::WorkNotLasting });
    Some(usage + " " + lasts)
}

/// What became of an export, by the code of `store.js`.
pub fn exported(state: &str, name: &str) -> String {
    match state {
        "exported" => fill(Key::WorkExported, &[("name", name)]),
        "empty" => text(Key::WorkNothing).to_string(),
        "large" => text(Key::WorkTooMuch).to_string(),
        _ => text(Key::WorkStoreFailed).to_string(),
    }
}

/// What became of an import, by the code of `store.js`.
pub fn imported(state: &str, taken: u32, left: u32) -> String {
    let why = match state {
        "imported" => {
            let count = |n: u32, one, other| {
                fill(plural(n.into(), one, other), &[("n", &format::whole(n.into()))])
            };
            let told = count(taken, Key::WorkImportedOne, Key::WorkImportedOther);
            if left == 0 {
                return told;
            }
            return told + " " + &count(left, Key::WorkLeftOne, Key::WorkLeftOther);
        }
        "foreign" => Key::WorkForeign,
        "cut" => Key::WorkCut,
        "damaged" => Key::WorkDamaged,
        "newer" => Key::WorkNewer,
        "large" => Key::WorkLarge,
        "unreadable" => Key::WorkUnreadable,
        "full" => Key::WorkNoRoom,
        _ => Key::WorkStoreFailed,
    };
    fill(Key::WorkNoFile, &[("why", text(why))])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn work_that_is_not_kept_is_told_and_kept_work_needs_no_notice() {
        let all = [Kept::Full, Kept::Sandbox, Kept::Refused, Kept::Failed];
        let sentences: BTreeSet<_> = all.iter().filter_map(|is| kept(*is)).collect();
        assert_eq!(sentences.len(), all.len());
        assert_eq!(kept(Kept::Stored), None);
        assert_eq!(where_kept(Kept::Stored), text(Key::WorkStored));
    }

    #[test]
    fn every_file_that_is_refused_is_told_why() {
        let codes = ["foreign", "cut", "damaged", "newer", "large", "unreadable", "full", "failed"];
        let sentences: BTreeSet<_> = codes.iter().map(|code| imported(code, 0, 0)).collect();
        assert_eq!(sentences.len(), codes.len());
        assert!(sentences.iter().all(|text| text.contains("nothing was changed")));
    }

    #[test]
    fn an_import_counts_what_it_took_and_left() {
        assert_eq!(imported("imported", 1, 0), "The file was taken in: 1 entry.");
        let both = imported("imported", 4, 2);
        assert!(both.contains("4 entries") && both.contains("2 were left out"), "{both}");
    }

    #[test]
    fn sizes_are_told_where_the_browser_tells_them() {
        assert_eq!(usage(1.0, 0.0, true), None);
        let told = usage(12_300_000.0, 2e9, false).unwrap();
        assert!(told.contains("12.3 MB") && told.contains("export"), "{told}");
    }
}
