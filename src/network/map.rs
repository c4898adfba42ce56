//! The map: country shapes projected beforehand (`data/map`), joined at start into one file a grouping.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::Deserialize;

use super::places::{GroupingKind, Places};

const SHAPES: &str = include_str!("../../data/map/world.json");

#[derive(Deserialize)]
struct Projection {
    k: f64,
    tx: f64,
    ty: f64,
    rotate: f64,
}

#[derive(Deserialize)]
struct World {
    width: u32,
    height: u32,
    projection: Projection,
    shapes: BTreeMap<String, String>,
    hatched: BTreeMap<String, String>,
    points: BTreeMap<String, (i32, i32)>,
}

static WORLD: LazyLock<World> = LazyLock::new(|| {
    // the file is ours and a test reads it
    serde_json::from_str(SHAPES).unwrap_or(World {
        width: 1000,
        height: 456,
        projection: Projection {
            k: 1.0,
            tx: 0.0,
            ty: 0.0,
            rotate: 0.0,
        },
        shapes: BTreeMap::new(),
        hatched: BTreeMap::new(),
        points: BTreeMap::new(),
    })
});

/// Width and height of the picture.
#[must_use]
pub fn size() -> (u32, u32) {
    (WORLD.width, WORLD.height)
}

/// Where a place is in the picture: the Equal Earth projection (Šavrič, Patterson, Jenny 2018) with the constants that
/// the shapes were made with. `lat` and `lon` in degrees.
#[must_use]
pub fn place(lat: f64, lon: f64) -> (f64, f64) {
    const A: [f64; 4] = [1.340_264, -0.081_106, 0.000_893, 0.003_796];
    let projection = &WORLD.projection;
    let mut east = lon + projection.rotate;
    if east < -180.0 {
        east += 360.0;
    }
    let theta = (3.0_f64.sqrt() / 2.0 * lat.to_radians().sin()).asin();
    let (t2, t6) = (theta * theta, theta.powi(6));
    let slope = A[0] + 3.0 * A[1] * t2 + t6 * (7.0 * A[2] + 9.0 * A[3] * t2);
    let x = east.to_radians() * theta.cos() / (3.0_f64.sqrt() / 2.0 * slope);
    let y = theta * (A[0] + A[1] * t2 + t6 * (A[2] + A[3] * t2));
    (projection.tx + projection.k * x, projection.ty - projection.k * y)
}

/// One file a kind of grouping, as its members were on that day: `map-who.svg` has a group of shapes a WHO region.
#[must_use]
pub fn files(on: NaiveDate) -> Vec<(String, Vec<u8>)> {
    let places = Places::builtin();
    let region = |code: &str| {
        places
            .region_of(code.parse().ok()?, GroupingKind::WhoRegion, on)
            .map(|region| region.code.to_string())
    };
    vec![("map-who.svg".to_owned(), joined(region).into_bytes())]
}

/// The shapes in groups: one `<g id>` a group, `rest` for what is in none, `na` for what is not applicable.
fn joined(group_of: impl Fn(&str) -> Option<String>) -> String {
    let mut groups: BTreeMap<String, String> = BTreeMap::new();
    for (code, path) in &WORLD.shapes {
        let group = group_of(code).unwrap_or_else(|| "rest".to_owned());
        groups.entry(group).or_default().push_str(path);
    }
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\">",
        WORLD.width, WORLD.height
    );
    let mut points: BTreeMap<String, String> = BTreeMap::new();
    for (code, (x, y)) in &WORLD.points {
        let group = group_of(code).unwrap_or_else(|| "rest".to_owned());
        let _ = write!(points.entry(group).or_default(), "<circle cx=\"{x}\" cy=\"{y}\" r=\"2.4\"/>");
    }
    for (group, path) in &groups {
        let _ = write!(
            svg,
            "<g id=\"{group}\"><path d=\"{path}\"/>{}</g>",
            points.get(group).map_or("", String::as_str)
        );
    }
    let hatched: String = WORLD.hatched.values().map(String::as_str).collect();
    let _ = write!(svg, "<path id=\"na\" d=\"{hatched}\"/></svg>");
    svg
}
