//! Data sets that come as tables: irises and houses, see their cards in `models/`.

use super::Examples;

/// Reads a table with a header line: all columns but the last are inputs, the last is the
/// target.
///
/// With `classes`, the target is the number of a class.
///
/// # Errors
/// A sentence with the line where a cell is missing or is no number.
pub fn parse(text: &str, classes: Option<usize>) -> Result<Examples, String> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().map_err(|e| format!("The table has no header line: {e}."))?;
    let columns: Vec<String> = header.iter().map(str::to_string).collect();
    let Some(width) = columns.len().checked_sub(1).filter(|&w| w > 0) else {
        return Err("The table needs at least two columns.".to_string());
    };
    let mut examples = Examples { inputs: Vec::new(), width, targets: Vec::new(), classes };
    for (row, record) in reader.records().enumerate() {
        let line = row + 2;
        let record = record.map_err(|_| {
            format!("Line {line} of the table does not have {} cells.", columns.len())
        })?;
        for (column, cell) in record.iter().enumerate() {
            let name = &columns[column];
            let value = number(cell).ok_or_else(|| {
                format!("Line {line} of the table, column {name}: “{cell}” is not a number.")
            })?;
            if column < width {
                examples.inputs.push(value);
            } else if classes
                .is_none_or(|n| value.fract() == 0.0 && (0.0..n as f32).contains(&value))
            {
                examples.targets.push(value);
            } else {
                return Err(format!("Line {line} of the table: there is no class {cell}."));
            }
        }
    }
    Ok(examples)
}

fn number(cell: &str) -> Option<f32> {
    cell.trim().parse::<f32>().ok().filter(|value| value.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn irises_and_houses_are_what_their_cards_say() {
        let iris = parse(include_str!("../../../../models/iris.csv"), Some(3)).unwrap();
        assert_eq!((iris.len(), iris.width), (150, 4));
        // Fisher's first flower, and the mean of its first column (sepal length): 5.843.
        assert_eq!(iris.input(0), [5.1, 3.5, 1.4, 0.2]);
        let mean: f32 = iris.inputs.iter().step_by(4).sum::<f32>() / 150.0;
        assert!((mean - 5.8433).abs() < 1e-3);

        let houses = parse(include_str!("../../../../models/houses.csv"), None).unwrap();
        assert_eq!((houses.len(), houses.width), (500, 4));
        assert!(houses.targets.iter().all(|&price| price > 0.0));
    }

    #[test]
    fn holes_are_told_with_their_line() {
        let error = parse("a,b\n1,2\n3,\n", None).unwrap_err();
        assert_eq!(error, "Line 3 of the table, column b: “” is not a number.");
        assert!(parse("a,b\n1\n", None).unwrap_err().contains("Line 2"));
        assert!(parse("a,b\n1,NaN\n", None).is_err());
        assert!(parse("a,b\n1,7\n", Some(3)).unwrap_err().contains("no class 7"));
        assert!(parse("", None).is_err());
    }
}
