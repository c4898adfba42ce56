//! The map: country shapes projected beforehand (`data/map`), joined at start into one file a grouping.

mod shapes;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::Deserialize;

use self::shapes::{coarser, corners_of};
use super::places::{GroupingKind, Places};
use super::{CountryCode, GroupingCode};

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

/// Every shape, what is not applicable too.
static NEAR: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let all = WORLD.shapes.iter().chain(&WORLD.hatched);
    all.map(|(code, path)| (code.clone(), path.clone())).collect()
});

/// The same for a picture of the whole world, in which nobody sees more.
static FAR: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| coarser(&NEAR, 2));

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

/// The files of the map, as the members of groupings were on that day.
///
/// `map-who.svg` has a group of shapes a WHO region; in the others every country is apart, and there is one of the world, of each
/// continent and of each WHO region.
#[must_use]
pub fn files(on: NaiveDate) -> Vec<(String, Vec<u8>)> {
    let places = Places::builtin();
    let region = |code: &str| {
        places
            .region_of(code.parse().ok()?, GroupingKind::WhoRegion, on)
            .map(|region| region.code.to_string())
    };
    let mut files = vec![
        ("map-who.svg".to_owned(), joined(region).into_bytes()),
        (WHOLE.to_owned(), apart(&FAR, None).into_bytes()),
    ];
    let parts = PARTS.iter().flat_map(|kind| places.of_kind(*kind));
    files.extend(parts.map(|part| {
        let members = places.members(part.code, on);
        // islands far out that no health ministry of its own looks after would stretch the frame
        let settled = members
            .iter()
            .filter(|code| places.region_of(**code, GroupingKind::WhoRegion, on).is_some());
        let around = frame(settled).wider(0.05);
        let shapes = if around.width < f64::from(WORLD.width) / 2.0 {
            &*NEAR
        } else {
            &*FAR
        };
        (name_of(part.code), apart(shapes, Some((around, &members))).into_bytes())
    }));
    files
}

/// The file in which every country is apart.
const WHOLE: &str = "map-countries.svg";

/// What there is a file of, the smaller ones first.
const PARTS: [GroupingKind; 2] = [GroupingKind::M49Region, GroupingKind::WhoRegion];

fn name_of(part: GroupingCode) -> String {
    format!("map-{part}.svg")
}

/// The smallest file in which some countries are apart: that of their continent or WHO region, where they share one.
#[must_use]
pub fn file_of<'a>(countries: impl IntoIterator<Item = &'a CountryCode>, on: NaiveDate) -> String {
    let places = Places::builtin();
    let countries: Vec<CountryCode> = countries.into_iter().copied().collect();
    let shared = PARTS.iter().find_map(|kind| {
        let part = |country: &CountryCode| places.region_of(*country, *kind, on).map(|part| part.code);
        let first = part(countries.first()?)?;
        countries.iter().all(|country| part(country) == Some(first)).then_some(first)
    });
    shared.map_or_else(|| WHOLE.to_owned(), name_of)
}

/// Every country by its code, and all of them as `all`; where a frame is given, those that reach into it and its own. Lines keep their
/// width however far a page zooms in.
fn apart(shapes: &BTreeMap<String, String>, within: Option<(Frame, &[CountryCode])>) -> String {
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\"><g id=\"all\">",
        WORLD.width, WORLD.height
    );
    let is_shown = |code: &str, corners: &[(f64, f64)]| {
        within.is_none_or(|(frame, own)| own.iter().any(|own| own.as_str() == code) || corners.iter().any(|at| frame.holds(*at)))
    };
    for (code, path) in countries(shapes).filter(|(code, path)| is_shown(code, &corners_of(path))) {
        let _ = write!(svg, "<path id=\"{code}\" vector-effect=\"non-scaling-stroke\" d=\"{path}\"/>");
    }
    for (code, (x, y)) in WORLD
        .points
        .iter()
        .filter(|(code, (x, y))| is_shown(code, &[(f64::from(*x), f64::from(*y))]))
    {
        let _ = write!(
            svg,
            "<circle id=\"{code}\" vector-effect=\"non-scaling-stroke\" cx=\"{x}\" cy=\"{y}\" r=\"2.4\"/>"
        );
    }
    let _ = write!(svg, "<path id=\"na\" d=\"{}\"/></g></svg>", hatched(shapes));
    svg
}

fn countries(shapes: &BTreeMap<String, String>) -> impl Iterator<Item = (&String, &String)> {
    shapes.iter().filter(|(code, _)| !WORLD.hatched.contains_key(*code))
}

/// What is not applicable, as one path.
fn hatched(shapes: &BTreeMap<String, String>) -> String {
    WORLD
        .hatched
        .keys()
        .filter_map(|code| shapes.get(code))
        .map(String::as_str)
        .collect()
}

/// A part of the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl Frame {
    #[must_use]
    pub fn holds(&self, (x, y): (f64, f64)) -> bool {
        (self.x..self.x + self.width).contains(&x) && (self.y..self.y + self.height).contains(&y)
    }

    /// With a margin of so much of its size on every side.
    fn wider(self, by: f64) -> Self {
        let (across, down) = (self.width * by, self.height * by);
        Self {
            x: self.x - across,
            y: self.y - down,
            width: self.width + 2.0 * across,
            height: self.height + 2.0 * down,
        }
    }
}

/// Is there a shape or a point of the country in the picture?
#[must_use]
pub fn has(country: CountryCode) -> bool {
    WORLD.shapes.contains_key(country.as_str()) || WORLD.points.contains_key(country.as_str())
}

/// The part of the picture in which some countries are, with a margin; all of it where they span most of it, or none is known.
#[must_use]
pub fn frame<'a>(countries: impl IntoIterator<Item = &'a CountryCode>) -> Frame {
    let (all_width, all_height) = (f64::from(WORLD.width), f64::from(WORLD.height));
    let all = Frame {
        x: 0.0,
        y: 0.0,
        width: all_width,
        height: all_height,
    };
    let mut corners: Vec<(f64, f64)> = Vec::new();
    for country in countries {
        corners.extend(WORLD.shapes.get(country.as_str()).into_iter().flat_map(|path| corners_of(path)));
        corners.extend(WORLD.points.get(country.as_str()).map(|(x, y)| (f64::from(*x), f64::from(*y))));
    }
    let span = |of: fn(&(f64, f64)) -> f64| {
        corners
            .iter()
            .map(of)
            .fold((f64::MAX, f64::MIN), |(low, high), at| (low.min(at), high.max(at)))
    };
    let ((left, right), (top, bottom)) = (span(|at| at.0), span(|at| at.1));
    let height = ((bottom - top) * 1.12).max(110.0);
    let width = ((right - left) * 1.12).max(height * 1.25);
    if corners.is_empty() || width > all_width * 0.7 {
        return all;
    }
    let (height, width) = (height.max(width / 2.2), width);
    Frame {
        x: f64::midpoint(left, right) - width / 2.0,
        y: f64::midpoint(top, bottom) - height / 2.0,
        width,
        height,
    }
}

/// The shapes in groups: one `<g id>` a group, `rest` for what is in none, `na` for what is not applicable.
fn joined(group_of: impl Fn(&str) -> Option<String>) -> String {
    let mut groups: BTreeMap<String, String> = BTreeMap::new();
    for (code, path) in countries(&FAR) {
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
    let _ = write!(svg, "<path id=\"na\" d=\"{}\"/></svg>", hatched(&FAR));
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_holds_its_countries_and_little_else() {
        let frame_of = |codes: &[&str]| frame(&codes.iter().map(|code| code.parse().unwrap()).collect::<Vec<CountryCode>>());
        let west = frame_of(&["SEN", "NGA", "GHA", "CPV"]);
        for (lat, lon) in [(14.7, -17.4), (9.1, 7.4), (5.6, -0.2), (14.9, -23.5)] {
            let (x, y) = place(lat, lon);
            assert!(
                (west.x..west.x + west.width).contains(&x) && (west.y..west.y + west.height).contains(&y),
                "{lat} {lon}"
            );
        }
        assert!(west.width < 250.0 && west.height < 170.0, "{west:?}");
        let all = f64::from(WORLD.width);
        assert!((frame_of(&["USA", "NZL"]).width - all).abs() < 0.1 && (frame_of(&[]).width - all).abs() < 0.1);
    }

    #[test]
    fn every_country_has_its_shape_once() {
        let svg = apart(&FAR, None);
        for code in WORLD.shapes.keys().chain(WORLD.points.keys()) {
            assert_eq!(svg.matches(&format!("id=\"{code}\"")).count(), 1, "{code}");
        }
    }

    #[test]
    fn a_part_of_the_world_has_all_its_countries_in_one_file() {
        let (places, on) = (Places::builtin(), "2026-11-23".parse().unwrap());
        let files: BTreeMap<String, Vec<u8>> = files(on).into_iter().collect();
        for continent in PARTS.iter().flat_map(|kind| places.of_kind(*kind)) {
            let members = places.members(continent.code, on);
            let svg = String::from_utf8(files[&file_of(&members, on)].clone()).unwrap();
            let missing: Vec<_> = members
                .iter()
                .filter(|code| has(**code) && !svg.contains(&format!("id=\"{code}\"")))
                .collect();
            assert!(missing.is_empty(), "{}: {missing:?}", continent.code);
        }
        let [senegal, indonesia, egypt, iraq] = ["SEN", "IDN", "EGY", "IRQ"].map(|code| code.parse().unwrap());
        assert_eq!(
            [
                file_of(&[senegal], on),
                file_of(&[senegal, indonesia], on),
                file_of(&[egypt, iraq], on)
            ],
            ["map-m49-002.svg", WHOLE, "map-who-emr.svg"]
        );
    }
}
