//! The linear memory that a Go program lives in.
//!
//! Addresses are byte offsets, kept as 64-bit words; the first page is never valid, so that nil and small offsets from it
//! are caught. The whole range is reserved at once, a power of two of bytes that the host commits page by page as they are touched, so
//! its base never moves. All accessors cut the address to the range: whatever a program forges with `unsafe`, it
//! reads and writes its own memory only.
//!
//! Numbers lie in memory with their low byte first, on every host that we build for.
#![allow(unsafe_code)]

/// The first address that can be valid.
pub const FIRST: u64 = 4096;

/// Bytes behind the range that may be touched by an access that starts inside: the widest field offset in an instruction
/// and the widest single access.
pub const SLACK: u64 = 1 << 17;

const MIN_SIZE: u64 = 1 << 20;
/// On a host of 32 bits as much as a slice can have.
const MAX_SIZE: u64 = if cfg!(target_pointer_width = "64") { 1 << 31 } else { 1 << 30 };

/// The memory of one machine.
pub struct Memory {
    base: *mut u8,
    size: u64,
    room: Room,
}

impl Memory {
    /// Reserves at least `limit` bytes, rounded up to a power of two; where the host has not so much, the half, and so on.
    pub fn new(limit: u64) -> Memory {
        let mut size = limit.clamp(MIN_SIZE, MAX_SIZE).next_power_of_two();
        loop {
            if let Some(room) = Room::take((size + SLACK) as usize) {
                return Memory { base: room.base, size, room };
            }
            assert!(size > MIN_SIZE, "the host has no memory");
            size /= 2;
        }
    }

    /// Whether what has not been written yet is zero.
    pub fn is_fresh(&self) -> bool {
        self.room.fresh
    }

    /// Where address 0 lies on the host. Never moves.
    #[inline]
    pub fn base(&self) -> *mut u8 {
        self.base
    }

    /// Bytes of the range: addresses are below.
    #[inline]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// What cuts an address to the range.
    #[inline]
    pub fn mask(&self) -> u64 {
        self.size - 1
    }

    /// An address that has been cut to the range, so that offsets can be added to it.
    #[inline]
    pub fn cut(&self, addr: u64) -> u64 {
        addr & self.mask()
    }

    /// Whether `size` bytes at `addr` may be touched.
    #[inline]
    pub fn valid(&self, addr: u64, size: u64) -> bool {
        addr >= FIRST && addr < self.size && size <= self.size - addr
    }

    #[inline]
    fn at(&self, addr: u64) -> *mut u8 {
        // SAFETY: the masked address is below `size`, and `SLACK` bytes follow.
        unsafe { self.base.add((addr & self.mask()) as usize) }
    }

    /// The bytes at an address; none if they are not all inside.
    #[inline]
    pub fn slice(&self, addr: u64, len: u64) -> &[u8] {
        if len == 0 || !self.valid(addr, len) {
            return &[];
        }
        // SAFETY: checked just now; the memory is initialised and borrowed with `self`.
        unsafe { std::slice::from_raw_parts(self.at(addr), len as usize) }
    }

    /// Likewise, to be written.
    #[inline]
    pub fn slice_mut(&mut self, addr: u64, len: u64) -> &mut [u8] {
        if len == 0 || !self.valid(addr, len) {
            return &mut [];
        }
        // SAFETY: as in `slice`, and `self` is borrowed mutably.
        unsafe { std::slice::from_raw_parts_mut(self.at(addr), len as usize) }
    }

    /// Copies bytes that may overlap; nothing if they are not all inside.
    pub fn copy(&mut self, from: u64, to: u64, len: u64) {
        if self.valid(from, len) && self.valid(to, len) {
            // SAFETY: both ranges are inside.
            unsafe { std::ptr::copy(self.at(from), self.at(to), len as usize) }
        }
    }

    /// Puts bytes there; nothing if there is no room.
    pub fn write(&mut self, addr: u64, bytes: &[u8]) {
        let target = self.slice_mut(addr, bytes.len() as u64);
        if target.len() == bytes.len() {
            target.copy_from_slice(bytes);
        }
    }

    /// Puts zeros there.
    pub fn zero(&mut self, addr: u64, len: u64) {
        self.slice_mut(addr, len).fill(0);
    }

    /// Words at an address, as a frame has them; none if they are not all inside.
    pub fn words(&self, addr: u64, count: u64) -> &[u64] {
        if count == 0 || !addr.is_multiple_of(8) || !self.valid(addr, count * 8) {
            return &[];
        }
        // SAFETY: inside and aligned (the base is aligned to 16).
        unsafe { std::slice::from_raw_parts(self.at(addr).cast(), count as usize) }
    }

    /// Likewise, to be written.
    pub fn words_mut(&mut self, addr: u64, count: u64) -> &mut [u64] {
        if count == 0 || !addr.is_multiple_of(8) || !self.valid(addr, count * 8) {
            return &mut [];
        }
        // SAFETY: inside and aligned, and `self` is borrowed mutably.
        unsafe { std::slice::from_raw_parts_mut(self.at(addr).cast(), count as usize) }
    }
}

macro_rules! accessors {
    ($($read:ident $write:ident $number:ty;)*) => {
        impl Memory {
            $(
                #[doc = "Reads a number, aligned or not."]
                #[inline]
                pub fn $read(&self, addr: u64) -> $number {
                    // SAFETY: `at` and the slack behind the range keep it inside.
                    unsafe { self.at(addr).cast::<$number>().read_unaligned() }
                }

                #[doc = "Writes a number, aligned or not."]
                #[inline]
                pub fn $write(&mut self, addr: u64, value: $number) {
                    // SAFETY: as above.
                    unsafe { self.at(addr).cast::<$number>().write_unaligned(value) }
                }
            )*
        }
    };
}

accessors! {
    read_u8 write_u8 u8;
    read_u16 write_u16 u16;
    read_u32 write_u32 u32;
    read_u64 write_u64 u64;
    read_f32 write_f32 f32;
    read_f64 write_f64 f64;
}

/// Room that the host gives.
struct Room {
    base: *mut u8,
    bytes: usize,
    /// Whether it has been all zero when it was taken.
    fresh: bool,
}

#[cfg(not(target_arch = "wasm32"))]
impl Room {
    fn take(bytes: usize) -> Option<Room> {
        let layout = Room::layout(bytes)?;
        // SAFETY: the layout is not empty.
        let base = unsafe { std::alloc::alloc_zeroed(layout) };
        (!base.is_null()).then_some(Room { base, bytes, fresh: true })
    }

    fn layout(bytes: usize) -> Option<std::alloc::Layout> {
        std::alloc::Layout::from_size_align(bytes.max(16), 16).ok()
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Drop for Room {
    fn drop(&mut self) {
        if let Some(layout) = Room::layout(self.bytes) {
            // SAFETY: it came from `alloc_zeroed` with this layout.
            unsafe { std::alloc::dealloc(self.base, layout) }
        }
    }
}

/// Pages that machines have had, for later ones: base and bytes.
#[cfg(target_arch = "wasm32")]
static GIVEN_BACK: std::sync::Mutex<Vec<(usize, usize)>> = std::sync::Mutex::new(Vec::new());

/// The allocator would write zeros over the whole of it, and so use memory that a small program never needs. Pages that
/// WebAssembly's memory grows by are zero and cost nothing before they are touched; but they cannot be given back.
#[cfg(target_arch = "wasm32")]
impl Room {
    fn take(bytes: usize) -> Option<Room> {
        const PAGE: usize = 1 << 16;
        if let Ok(mut rooms) = GIVEN_BACK.lock()
            && let Some(index) = rooms.iter().position(|&(_, room)| room >= bytes)
        {
            let (base, bytes) = rooms.swap_remove(index);
            return Some(Room {
                base: std::ptr::with_exposed_provenance_mut(base),
                bytes,
                fresh: false,
            });
        }
        let pages = bytes.div_ceil(PAGE);
        let before = std::arch::wasm32::memory_grow::<0>(pages);
        let base = before.checked_mul(PAGE).filter(|_| before != usize::MAX)?;
        Some(Room {
            base: std::ptr::with_exposed_provenance_mut(base),
            bytes: pages * PAGE,
            fresh: true,
        })
    }
}

#[cfg(target_arch = "wasm32")]
impl Drop for Room {
    fn drop(&mut self) {
        if let Ok(mut rooms) = GIVEN_BACK.lock() {
            rooms.push((self.base.expose_provenance(), self.bytes));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forged_addresses_stay_inside() {
        let mut memory = Memory::new(1 << 20);
        memory.write_u64(u64::MAX, 7);
        assert_eq!(memory.read_u64(u64::MAX), 7);
        assert!(memory.slice(memory.size() - 4, 8).is_empty());
        assert!(!memory.valid(0, 1));
        assert!(!memory.valid(8192, u64::MAX));
    }
}
