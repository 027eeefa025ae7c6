//! The activation of each unit for one example, by the unit's name.

use super::weights::Names;

/// `(name, activation)` column by column: the features, then each hidden layer.
///
/// `units` come in the order of the maps; a list of another length belongs to another
/// network and is left out.
pub fn by_column(names: &Names, units: &[f32]) -> Vec<Vec<(String, f32)>> {
    let columns = names.columns() - 1;
    let count: usize = (0..columns).map(|column| names.column(column).len()).sum();
    if count != units.len() {
        return Vec::new();
    }
    let mut rest = units.iter().copied();
    (0..columns)
        .map(|column| names.column(column).iter().cloned().zip(rest.by_ref()).collect())
        .collect()
}

/// The place of the largest value; none for an empty list.
pub fn largest(values: &[f32]) -> Option<usize> {
    (0..values.len()).max_by(|&a, &b| values[a].total_cmp(&values[b]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use burrow_protocol::settings::{Lab, Settings};

    #[test]
    fn activations_are_named_column_by_column() {
        let settings = Settings { layers: vec![2], ..Settings::for_lab(Lab::Boundary) };
        let columns = by_column(&Names::new(&settings), &[0.1, 0.2, 0.3, 0.4]);
        assert_eq!(columns[0], [("x".to_string(), 0.1), ("y".to_string(), 0.2)]);
        assert_eq!(columns[1][1], ("layer 1 unit 2".to_string(), 0.4));
    }

    #[test]
    fn the_activations_of_another_network_are_left_out() {
        let names = Names::new(&Settings::for_lab(Lab::Boundary));
        assert!(by_column(&names, &[1.0]).is_empty());
    }

    #[test]
    fn the_largest_is_found() {
        assert_eq!(largest(&[0.1, 0.7, 0.2]), Some(1));
        assert_eq!(largest(&[]), None);
    }
}
