//! Numbers as pictures: coordinates for the partials in `templates/charts/`. Every picture has its numbers in text
//! beside it.

/// A share in per cent with one decimal, for the width of a capsule: 0 to 100.
#[must_use]
pub fn percent(part: i64, whole: i64) -> f64 {
    if whole <= 0 {
        return 0.0;
    }
    let thousandths = (part.clamp(0, whole) * 1000 + whole / 2) / whole;
    f64::from(u16::try_from(thousandths).unwrap_or(1000)) / 10.0
}

/// How many of a hundred, rounded down so that all is only said where it is all; at least one where there is any.
#[must_use]
pub fn of_hundred(part: i64, whole: i64) -> i64 {
    if whole <= 0 || part <= 0 {
        return 0;
    }
    (part.min(whole) * 100 / whole).max(1)
}

/// One row of the hundred-pill picture: its height in the picture, how many pills are full, how many empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PillRow {
    pub y: i64,
    pub full: i64,
}

/// Five rows of twenty pills, `of_hundred` of them full.
#[must_use]
pub fn pills(of_hundred: i64) -> Vec<PillRow> {
    (0..5)
        .map(|row| PillRow {
            y: row * 20,
            full: (of_hundred - row * 20).clamp(0, 20),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_stay_within_the_picture() {
        assert!((percent(1, 3) - 33.3).abs() < 1e-9);
        assert!((percent(5, 3) - 100.0).abs() < 1e-9);
        assert!(percent(1, 0).abs() < 1e-9);
        assert_eq!(
            (of_hundred(199, 200), of_hundred(1, 1000), of_hundred(0, 5), of_hundred(5, 5)),
            (99, 1, 0, 100)
        );
        assert_eq!(pills(65).iter().map(|row| row.full).collect::<Vec<_>>(), [20, 20, 20, 5, 0]);
    }
}
