//! The 256 colours that stand for all colours of a picture: a third of the bytes, and no
//! difference that an eye would find.
//!
//! All colours are one part at first. The part whose colours stray the most from their mean is cut
//! at that mean, across the channel in which they stray the most, until there are 256 parts. Each
//! stands for its colours by their mean. Nothing in it is left to chance.

use std::collections::BTreeMap;

/// As many as a byte can name.
const MAX_COLOURS: usize = 256;

/// A picture's colours, and the number of each pixel's.
pub struct Indexed {
    /// Red, green and blue of each colour, one after the other.
    pub palette: Vec<u8>,
    pub pixels: Vec<u8>,
}

/// Colours with how often they occur.
type Colours = Vec<([u8; 3], u64)>;

/// Colours that are to become one.
struct Part {
    colours: Colours,
    /// The sum of the squares of the distances from the mean, in the worst channel.
    spread: f64,
    channel: usize,
    /// The mean in that channel.
    middle: f64,
}

/// The picture in at most 256 colours.
pub fn index(pixels: &[[u8; 3]]) -> Indexed {
    let mut counts: BTreeMap<[u8; 3], u64> = BTreeMap::new();
    for pixel in pixels {
        *counts.entry(*pixel).or_default() += 1;
    }
    let parts = parts(counts.into_iter().collect());
    let mut palette = Vec::with_capacity(parts.len() * 3);
    let mut numbers: BTreeMap<[u8; 3], u8> = BTreeMap::new();
    for (number, part) in parts.iter().enumerate() {
        palette.extend(mean(&part.colours).map(|channel| channel.round() as u8));
        numbers.extend(part.colours.iter().map(|(colour, _)| (*colour, number as u8)));
    }
    let number = |pixel| numbers.get(pixel).copied().unwrap_or_default();
    Indexed { palette, pixels: pixels.iter().map(number).collect() }
}

fn parts(colours: Colours) -> Vec<Part> {
    let mut parts = vec![Part::new(colours)];
    while parts.len() < MAX_COLOURS {
        let widest = (0..parts.len()).max_by(|&a, &b| parts[a].spread.total_cmp(&parts[b].spread));
        let Some(widest) = widest.filter(|&widest| parts[widest].spread > 0.0) else { break };
        let Part { colours, channel, middle, .. } = parts.swap_remove(widest);
        let (low, high) =
            colours.into_iter().partition(|(colour, _)| f64::from(colour[channel]) <= middle);
        parts.extend([Part::new(low), Part::new(high)]);
    }
    parts
}

impl Part {
    fn new(colours: Colours) -> Self {
        let mean = mean(&colours);
        let mut part = Self { channel: 0, spread: 0.0, middle: mean[0], colours };
        for (channel, middle) in mean.into_iter().enumerate() {
            let distance = |colour: &[u8; 3]| f64::from(colour[channel]) - middle;
            let squares = part.colours.iter().map(|(c, count)| distance(c).powi(2) * *count as f64);
            let spread = squares.sum();
            if spread > part.spread {
                (part.channel, part.spread, part.middle) = (channel, spread, middle);
            }
        }
        // One colour has no spread, whatever the rounding of its mean says.
        if part.colours.len() < 2 {
            part.spread = 0.0;
        }
        part
    }
}

fn mean(colours: &Colours) -> [f64; 3] {
    let count: u64 = colours.iter().map(|(_, count)| count).sum();
    std::array::from_fn(|channel| {
        let sum: u64 = colours.iter().map(|(c, count)| u64::from(c[channel]) * count).sum();
        sum as f64 / count.max(1) as f64
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(indexed: &Indexed, pixel: usize) -> [u8; 3] {
        let at = usize::from(indexed.pixels[pixel]) * 3;
        [indexed.palette[at], indexed.palette[at + 1], indexed.palette[at + 2]]
    }

    #[test]
    fn few_colours_stay_as_they_are() {
        let pixels: Vec<[u8; 3]> = (0..1000).map(|i| [(i % 256) as u8, 7, 9]).collect();
        let indexed = index(&pixels);
        assert_eq!(indexed.palette.len(), 256 * 3);
        assert!((0..1000).all(|pixel| colour(&indexed, pixel) == pixels[pixel]));
        assert_eq!(index(&[[1, 2, 3]; 5]).palette, [1, 2, 3]);
        assert!(index(&[]).pixels.is_empty());
    }

    #[test]
    fn many_colours_become_others_that_are_near() {
        // A blend of two colours over another blend, as a poster has them.
        let pixels: Vec<[u8; 3]> = (0..100u8)
            .flat_map(|a| (0..100u8).map(move |b| [2 * a, 55 + a + b, 200 - b]))
            .collect();
        let indexed = index(&pixels);
        assert_eq!(indexed.palette.len(), 256 * 3);
        for (pixel, was) in pixels.iter().enumerate() {
            let is = colour(&indexed, pixel);
            assert!((0..3).all(|i| was[i].abs_diff(is[i]) <= 16), "{was:?} {is:?}");
        }
    }
}
