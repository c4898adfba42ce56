//! Outlines as paths: read, written, and drawn with fewer corners.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

pub(super) type Corner = (i32, i32);

/// The rings of a path: `M` to a point, then `l` by so much, until `z`.
pub(super) fn rings_of(path: &str) -> Vec<Vec<Corner>> {
    let ring = |ring: &str| {
        let ring = ring.trim_end_matches('z').replace('l', " ").replace('-', " -");
        let mut numbers = ring.split_ascii_whitespace().filter_map(|number| number.parse::<i32>().ok());
        let (mut x, mut y, mut corners) = (0, 0, Vec::new());
        while let (Some(by_x), Some(by_y)) = (numbers.next(), numbers.next()) {
            (x, y) = (x + by_x, y + by_y);
            corners.push((x, y));
        }
        corners
    };
    path.split('M').filter(|text| !text.is_empty()).map(ring).collect()
}

/// The other way round.
pub(super) fn path_of(rings: &[Vec<Corner>]) -> String {
    let mut path = String::new();
    for ring in rings {
        let (mut x, mut y) = (0, 0);
        for (nth, (to_x, to_y)) in ring.iter().enumerate() {
            let start = match nth {
                0 => "M",
                1 => "l",
                _ if *to_x < x => "",
                _ => " ",
            };
            let between = if *to_y < y { "" } else { " " };
            let _ = write!(path, "{start}{}{between}{}", to_x - x, to_y - y);
            (x, y) = (*to_x, *to_y);
        }
        path.push('z');
    }
    path
}

/// The corners of a path.
pub(super) fn corners_of(path: &str) -> Vec<(f64, f64)> {
    let corners = rings_of(path).into_iter().flatten();
    corners.map(|(x, y)| (f64::from(x), f64::from(y))).collect()
}

/// The same shapes with fewer corners.
///
/// The one goes first that changes the picture least (Visvalingam, Whyatt 1993), until each
/// makes a triangle of more than `least` with its neighbours. Where shapes meet, a corner goes from all of them or from none, so
/// that no gap opens. Rings that are no larger go too, but for the largest of a country.
pub(super) fn coarser(shapes: &BTreeMap<String, String>, least: i64) -> BTreeMap<String, String> {
    let rings: Vec<(&String, Vec<Vec<Corner>>)> = shapes.iter().map(|(code, path)| (code, rings_of(path))).collect();
    let mut beside: BTreeMap<Corner, BTreeSet<Corner>> = BTreeMap::new();
    for ring in rings.iter().flat_map(|(_, rings)| rings) {
        for (one, other) in ring.iter().zip(ring.iter().cycle().skip(1)) {
            beside.entry(*one).or_default().insert(*other);
            beside.entry(*other).or_default().insert(*one);
        }
    }
    let mut waiting: BTreeSet<(i64, Corner)> = beside
        .iter()
        .filter_map(|(at, others)| Some((twice_spanned(*at, others)?, *at)))
        .collect();
    while let Some((span, at)) = waiting.pop_first() {
        if span > 2 * least {
            break;
        }
        let Some(others) = beside.get(&at).filter(|others| twice_spanned(at, others) == Some(span)) else {
            continue;
        };
        let ends: Vec<Corner> = others.iter().copied().collect();
        let [one, other] = ends[..] else { continue };
        // what would be left of a triangle is a line
        if beside.get(&one).is_some_and(|others| others.contains(&other)) {
            continue;
        }
        beside.remove(&at);
        for (here, there) in [(one, other), (other, one)] {
            let others = beside.entry(here).or_default();
            others.remove(&at);
            others.insert(there);
            waiting.extend(twice_spanned(here, others).map(|span| (span, here)));
        }
    }
    let kept = |rings: Vec<Vec<Corner>>| {
        let largest = rings.iter().map(|ring| twice_enclosed(ring)).max().unwrap_or(0);
        let rings = rings.into_iter().filter_map(|ring| {
            let is_largest = twice_enclosed(&ring) == largest;
            let ring: Vec<Corner> = ring.into_iter().filter(|at| beside.contains_key(at)).collect();
            (ring.len() > 2 && (is_largest || twice_enclosed(&ring) > 2 * least)).then_some(ring)
        });
        path_of(&rings.collect::<Vec<_>>())
    };
    rings.into_iter().map(|(code, rings)| (code.clone(), kept(rings))).collect()
}

/// Twice the area between a corner and its neighbours; nothing where it has not just two.
fn twice_spanned(at: Corner, others: &BTreeSet<Corner>) -> Option<i64> {
    let mut others = others.iter();
    match (others.next(), others.next(), others.next()) {
        (Some(one), Some(other), None) => Some(twice_enclosed(&[at, *one, *other])),
        _ => None,
    }
}

fn twice_enclosed(ring: &[Corner]) -> i64 {
    let edges = ring.iter().zip(ring.iter().cycle().skip(1));
    edges
        .map(|((x, y), (to_x, to_y))| i64::from(*x) * i64::from(*to_y) - i64::from(*to_x) * i64::from(*y))
        .sum::<i64>()
        .abs()
}

#[cfg(test)]
mod tests {
    use super::super::{FAR, NEAR};
    use super::*;

    #[test]
    fn a_path_is_written_as_it_was_read() {
        for path in NEAR.values() {
            assert_eq!(path_of(&rings_of(path)), *path);
        }
    }

    #[test]
    fn from_afar_there_are_fewer_corners_and_no_gaps() {
        let corners = |shapes: &BTreeMap<String, String>| shapes.values().map(|path| corners_of(path).len()).sum::<usize>();
        assert!(
            corners(&FAR) * 5 < corners(&NEAR) * 4,
            "{} of {} are left",
            corners(&FAR),
            corners(&NEAR)
        );
        assert!(FAR.values().all(|path| corners_of(path).len() > 2), "every country keeps a shape");
        // what two countries had in common and one of them keeps, the other keeps too
        let set = |path: &str| rings_of(path).into_iter().flatten().collect::<BTreeSet<Corner>>();
        let (before, after) = (
            ["GHA", "TGO"].map(|code| set(&NEAR[code])),
            ["GHA", "TGO"].map(|code| set(&FAR[code])),
        );
        let border: BTreeSet<Corner> = before[0].intersection(&before[1]).copied().collect();
        assert!(border.len() > 2);
        let kept = after
            .each_ref()
            .map(|corners| corners.intersection(&border).copied().collect::<BTreeSet<Corner>>());
        assert_eq!(kept[0], kept[1]);
    }
}
