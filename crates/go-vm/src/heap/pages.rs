//! Runs of pages: what spans, large objects, stacks and data that is never freed are cut from.

use std::collections::BTreeMap;

use super::classes::PAGE;

/// Which pages of the memory are free.
#[derive(Clone)]
pub struct Pages {
    /// Free runs below `next`: first page and number of pages.
    free: BTreeMap<u32, u32>,
    /// All pages from here on are free.
    next: u32,
    /// Pages from here on have never been used.
    touched: u32,
    /// Whether those are zero.
    fresh: bool,
    /// Behind the last page.
    end: u32,
    /// Pages in use.
    used: u32,
}

impl Pages {
    /// All pages of `size` bytes but the first; `fresh` says whether they are zero.
    pub fn new(size: u64, fresh: bool) -> Pages {
        Pages {
            fresh,
            free: BTreeMap::new(),
            next: 1,
            touched: 1,
            end: (size / PAGE) as u32,
            used: 0,
        }
    }

    /// Takes `count` pages that follow each other; says also whether they are known to be zero.
    pub fn take(&mut self, count: u32) -> Option<(u32, bool)> {
        if let Some((&start, &len)) = self.free.iter().find(|&(_, &len)| len >= count) {
            self.free.remove(&start);
            if len > count {
                self.free.insert(start + count, len - count);
            }
            self.used += count;
            return Some((start, false));
        }
        if self.end - self.next < count {
            return None;
        }
        let start = self.next;
        let fresh = self.fresh && start >= self.touched;
        self.next += count;
        self.touched = self.touched.max(self.next);
        self.used += count;
        Some((start, fresh))
    }

    /// Gives pages back.
    pub fn give(&mut self, start: u32, count: u32) {
        self.used -= count;
        let (mut start, mut count) = (start, count);
        if let Some((&before, &len)) = self.free.range(..start).next_back()
            && before + len == start
        {
            self.free.remove(&before);
            start = before;
            count += len;
        }
        if let Some(&len) = self.free.get(&(start + count)) {
            self.free.remove(&(start + count));
            count += len;
        }
        if start + count == self.next {
            self.next = start;
        } else {
            self.free.insert(start, count);
        }
    }

    /// Pages in use.
    pub fn used(&self) -> u32 {
        self.used
    }

    /// Pages ever used.
    pub fn touched(&self) -> u32 {
        self.touched - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_grow_together() {
        let mut pages = Pages::new(PAGE * 16, true);
        let (a, zero) = pages.take(3).unwrap();
        assert!(zero);
        let (b, _) = pages.take(2).unwrap();
        let (c, _) = pages.take(4).unwrap();
        let (d, _) = pages.take(1).unwrap();
        pages.give(a, 3);
        pages.give(c, 4);
        pages.give(b, 2);
        assert_eq!(pages.take(9), Some((a, false)));
        assert_eq!(pages.take(6), None);
        assert_eq!(pages.take(5), Some((d + 1, true)));
    }

    #[test]
    fn the_last_run_grows_into_what_was_never_used() {
        let mut pages = Pages::new(PAGE * 16, true);
        let (a, _) = pages.take(9).unwrap();
        pages.give(a, 9);
        assert_eq!(pages.take(12), Some((a, false)));
        assert_eq!(pages.touched(), 12);
        assert_eq!(pages.take(3), Some((a + 12, true)));
    }
}
