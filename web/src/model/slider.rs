//! A slider moves over a parameter's stops; typing reaches the values between.

/// The stop nearest to `value`, by its place.
pub fn nearest_stop(stops: &[f64], value: f64) -> usize {
    // Rates grow by factors, so nearness is judged by ratio where all stops are positive.
    let ratio = value > 0.0 && stops.first().is_some_and(|first| *first > 0.0);
    let scale = |x: f64| if ratio { x.ln() } else { x };
    let distance = |stop: &f64| (scale(*stop) - scale(value)).abs();
    stops
        .iter()
        .enumerate()
        .min_by(|(_, a), (_, b)| distance(a).total_cmp(&distance(b)))
        .map_or(0, |(place, _)| place)
}

/// The next stop below `value`, and the next above.
pub fn neighbours(stops: &[f64], value: f64) -> (Option<f64>, Option<f64>) {
    let below = stops.iter().rev().find(|stop| **stop < value);
    (below.copied(), stops.iter().find(|stop| **stop > value).copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_neighbours_of_a_value_are_the_stops_around_it() {
        let stops = [0.1, 0.3, 1.0];
        assert_eq!(neighbours(&stops, 0.3), (Some(0.1), Some(1.0)));
        assert_eq!(neighbours(&stops, 0.2), (Some(0.1), Some(0.3)));
        assert_eq!(neighbours(&stops, 0.1), (None, Some(0.3)));
        assert_eq!(neighbours(&stops, 5.0), (Some(1.0), None));
    }

    #[test]
    fn a_stop_is_its_own_nearest() {
        let stops = [0.001, 0.003, 0.01, 0.03];
        assert_eq!(nearest_stop(&stops, 0.01), 2);
    }

    #[test]
    fn a_value_between_goes_to_the_nearer_by_ratio() {
        assert_eq!(nearest_stop(&[0.01, 1.0], 0.2), 1);
        assert_eq!(nearest_stop(&[0.0, 10.0], 4.0), 0);
        assert_eq!(nearest_stop(&[1.0, 10.0], 0.0), 0);
    }
}
