//! What pointers lead to.
//!
//! Memory has no types of its own: what an address holds is what a pointer to it says. Several pointers may say different things, one
//! of a struct, one of a field in it; two slices of one array begin at different elements. So what is shown of memory are
//! *regions*, the widest that any pointer tells of. They are found by looking at all values twice: the first time to find the
//! regions, the second time when each address is known by the region that it lies in.

use std::collections::{BTreeMap, VecDeque};

use burrow_go_ir::rtype::RTypeId;
use burrow_go_trace::Address;

/// What a region holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    /// A value of a type.
    Value(RTypeId),
    /// So many values of a type.
    Array(RTypeId, u64),
    /// A map of a type.
    Map(RTypeId),
    /// A channel of a type.
    Chan(RTypeId),
    /// The closure of a function.
    Closure(u32),
}

/// A region.
#[derive(Clone, Copy, Debug)]
pub struct Region {
    /// Behind its last byte.
    pub end: u64,
    /// What it holds.
    pub what: What,
    /// Its place in the order of finding.
    order: usize,
}

/// All regions that have been found.
#[derive(Default)]
pub struct Regions {
    by_start: BTreeMap<u64, Region>,
    found: usize,
    /// Those that have not been looked at yet.
    pub fresh: VecDeque<(u64, What)>,
}

impl Regions {
    /// A pointer tells of a region of `size` bytes.
    pub fn tell(&mut self, start: u64, size: u64, what: What) {
        let (mut start, mut end, mut what) = (start, start + size.max(1), what);
        if let Some((_, around)) = self.by_start.range(..=start).next_back()
            && around.end >= end
        {
            return;
        }
        let mut order = self.found;
        // Slices of one array that overlap are parts of it.
        let touching: Vec<(u64, Region)> = self
            .by_start
            .range(..end)
            .rev()
            .take_while(|(_, other)| other.end > start)
            .map(|(&at, &other)| (at, other))
            .collect();
        for (at, other) in touching {
            if let (What::Array(elem, len), What::Array(other_elem, _)) = (what, other.what)
                && elem == other_elem
                && len > 0
            {
                let size = (end - start) / len;
                (start, end) = (start.min(at), end.max(other.end));
                what = What::Array(elem, (end - start) / size.max(1));
            }
            order = order.min(other.order);
            self.by_start.remove(&at);
        }
        self.found += 1;
        self.by_start.insert(start, Region { end, what, order });
        self.fresh.push_back((start, what));
    }

    /// The place of an address.
    pub fn place(&self, addr: u64) -> Address {
        match self.by_start.range(..=addr).next_back() {
            Some((&object, region)) if addr < region.end => {
                Address { object, offset: addr - object }
            }
            _ => Address { object: addr, offset: 0 },
        }
    }

    /// All regions, in order of finding.
    pub fn all(&self) -> Vec<(u64, What)> {
        let mut all: Vec<(&u64, &Region)> = self.by_start.iter().collect();
        all.sort_by_key(|(_, region)| region.order);
        all.into_iter().map(|(&start, region)| (start, region.what)).collect()
    }

    /// Whether this region is still one of them, and no part of a wider one.
    pub fn has(&self, start: u64, what: What) -> bool {
        self.by_start.get(&start).is_some_and(|region| region.what == what)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.by_start.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const INT: RTypeId = RTypeId(1);
    const NODE: RTypeId = RTypeId(2);

    #[test]
    fn a_pointer_into_a_struct_leads_into_its_region() {
        let mut regions = Regions::default();
        regions.tell(1016, 8, What::Value(INT));
        regions.tell(1000, 32, What::Value(NODE));
        regions.tell(1008, 8, What::Value(INT));
        assert_eq!(regions.all(), [(1000, What::Value(NODE))]);
        assert_eq!(regions.place(1016), Address { object: 1000, offset: 16 });
        assert_eq!(regions.place(1032), Address { object: 1032, offset: 0 });
    }

    #[test]
    fn slices_that_overlap_share_one_region() {
        let mut regions = Regions::default();
        regions.tell(1000, 24, What::Array(INT, 3));
        regions.tell(1016, 24, What::Array(INT, 3));
        regions.tell(2000, 8, What::Array(INT, 1));
        assert_eq!(regions.all(), [(1000, What::Array(INT, 5)), (2000, What::Array(INT, 1))]);
        assert_eq!(regions.place(1032), Address { object: 1000, offset: 32 });
    }
}
