//! The sizes that objects are rounded up to.
//!
//! They are those of Go's own allocator: programs see them, since `append` grows a slice to what its array's place holds.

/// Bytes of a page.
pub const PAGE: u64 = 8192;

/// Bytes of an object of each class; class 0 is none.
pub const SIZES: [u32; 68] = [
    0, 8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288, 320,
    352, 384, 416, 448, 480, 512, 576, 640, 704, 768, 896, 1024, 1152, 1280, 1408, 1536, 1792,
    2048, 2304, 2688, 3072, 3200, 3456, 4096, 4864, 5376, 6144, 6528, 6784, 6912, 8192, 9472, 9728,
    10240, 10880, 12288, 13568, 14336, 16384, 18432, 19072, 20480, 21760, 24576, 27264, 28672,
    32768,
];

/// Pages of a span of each class.
pub const PAGES: [u8; 68] = [
    0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1, 2, 1, 2, 1, 2, 1, 3, 2, 3, 1, 3, 2, 3, 4, 5, 6, 1, 7, 6, 5, 4, 3, 5, 7, 2, 9, 7, 5, 8,
    3, 10, 7, 4,
];

/// The largest object that has a class.
pub const MAX_SMALL: u64 = 32768;

/// What Go's allocator keeps before larger objects with pointers; only [`round_up`] must know it.
const HEADER: u64 = 8;

/// Up to this size classes are looked up by eight bytes, above by 128.
const FINE: u64 = 1024;

/// The class by the size in steps of eight bytes, then in steps of 128.
const CLASSES: ([u8; 129], [u8; 249]) = {
    let (mut fine, mut coarse) = ([0; 129], [0; 249]);
    let mut class = 0;
    let mut index = 0;
    while index < fine.len() {
        if index as u32 * 8 > SIZES[class] {
            class += 1;
        }
        fine[index] = class as u8;
        index += 1;
    }
    index = 0;
    while index < coarse.len() {
        if FINE as u32 + index as u32 * 128 > SIZES[class] {
            class += 1;
        }
        coarse[index] = class as u8;
        index += 1;
    }
    (fine, coarse)
};

/// The class of objects of `size` bytes, at most [`MAX_SMALL`].
#[inline]
pub fn class_of(size: u64) -> usize {
    if size <= FINE {
        CLASSES.0[size.div_ceil(8) as usize].into()
    } else {
        CLASSES.1[(size - FINE).div_ceil(128) as usize].into()
    }
}

/// How many bytes an array of `size` bytes can use of its place.
pub fn round_up(size: u64, pointers: bool) -> u64 {
    if size > MAX_SMALL - HEADER {
        return size.checked_next_multiple_of(PAGE).unwrap_or(size);
    }
    let header = if pointers && size > 512 { HEADER } else { 0 };
    u64::from(SIZES[class_of(size + header)]) - header
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_class_is_the_smallest_that_is_large_enough() {
        for size in 0..=MAX_SMALL {
            let class = class_of(size);
            assert!(u64::from(SIZES[class]) >= size);
            assert!(class == 0 || u64::from(SIZES[class - 1]) < size);
        }
    }

    #[test]
    fn sizes_are_those_of_go() {
        assert_eq!(round_up(5 * 8, false), 48);
        assert_eq!(round_up(1, false), 8);
        assert_eq!(round_up(513, true), 568);
        assert_eq!(round_up(33000, false), 40960);
    }
}
