// node compare.mjs MEDIAPIPE.json DORSAL.json
// Says how far dorsal's landmarks lie from those of MediaPipe, as a table in Markdown.

import {readFileSync} from 'node:fs';

const [reference, own] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file)));
if (!reference || !own) {
  console.error('usage: node compare.mjs MEDIAPIPE.json DORSAL.json');
  process.exit(2);
}

const middle = (points, a, b) => points[a].map((x, k) => (x + points[b][k]) / 2);
const length = (a, b, axes) => Math.hypot(...axes.map((k) => a[k] - b[k]));

// Mid shoulder to mid hip in the picture.
const torso = (points) => length(middle(points, 11, 12), middle(points, 23, 24), [0, 1]);

const pairs = [];
let onlyReference = 0;
let onlyOwn = 0;
for (const theirs of reference.detected) {
  const ours = own.detected.find((picture) => picture.name === theirs.name);
  if (!ours) throw new Error(`${theirs.name} is missing`);
  if (ours.checksum !== theirs.checksum) throw new Error(`${theirs.name} is another picture`);
  if (ours.landmarks && theirs.landmarks) pairs.push({theirs, ours, torso: torso(theirs.landmarks)});
  else if (theirs.landmarks) ++onlyReference;
  else if (ours.landmarks) ++onlyOwn;
}

const differences = (measure) => pairs.flatMap((pair) =>
    pair.theirs.landmarks.map((_, i) => measure(pair, i)));
const mean = (values) => values.reduce((sum, x) => sum + x, 0) / values.length;
const quantile = (values, q) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
};

const rows = [
  ['place in the picture, % of torso', ({theirs, ours, torso}, i) =>
      100 * length(theirs.landmarks[i], ours.landmarks[i], [0, 1]) / torso],
  ['place in the picture, px', ({theirs, ours}, i) =>
      length(theirs.landmarks[i], ours.landmarks[i], [0, 1])],
  ['depth z, % of torso', ({theirs, ours, torso}, i) =>
      100 * Math.abs(theirs.landmarks[i][2] - ours.landmarks[i][2]) / torso],
  ['world, mm', ({theirs, ours}, i) => 1000 * length(theirs.world[i], ours.world[i], [0, 1, 2])],
  ['visibility', ({theirs, ours}, i) => Math.abs(theirs.landmarks[i][3] - ours.landmarks[i][3])],
];

console.log(`${pairs.length} pictures, ${onlyReference} with a pose for MediaPipe alone, ` +
            `${onlyOwn} for dorsal alone`);
console.log('| difference | mean | median | p95 | max |\n|---|---|---|---|---|');
for (const [name, measure] of rows) {
  const values = differences(measure);
  const numbers = [mean(values), quantile(values, 0.5), quantile(values, 0.95), quantile(values, 1)];
  console.log(`| ${name} | ${numbers.map((x) => x.toPrecision(3)).join(' | ')} |`);
}
const bias = [0, 1].map((k) => mean(differences(({theirs, ours}, i) =>
    ours.landmarks[i][k] - theirs.landmarks[i][k])).toFixed(2));
console.log(`mean offset (${bias.join(', ')}) px`);

const squares = pairs.filter(({theirs, ours}) => theirs.square && ours.square);
if (squares.length > 0) {
  const share = (measure) => mean(squares.map(({theirs, ours}) => measure(theirs.square, ours.square)));
  const text = [
    share((a, b) => b.centre[0] - a.centre[0]).toFixed(2), share((a, b) => b.centre[1] - a.centre[1]).toFixed(2),
    share((a, b) => length(a.centre, b.centre, [0, 1])).toFixed(2), (100 * share((a, b) => b.side / a.side - 1)).toFixed(2),
    (100 * share((a, b) => Math.abs(b.side / a.side - 1))).toFixed(2), (57.29578 * share((a, b) => Math.abs(b.rotation - a.rotation))).toFixed(2)];
  console.log(`squares of the detectors: offset (${text[0]}, ${text[1]}) px, mean distance ${text[2]} px, ` +
              `side ${text[3]} % greater, mean ${text[4]} %, turned by a mean of ${text[5]} deg`);
}

const timing = (what, values) => {
  if (values.length > 0) console.log(`MediaPipe ${what}: ${quantile(values, 0.5).toFixed(0)} ms a picture (median)`);
};
timing('with its detector', reference.detected.map((picture) => picture.ms));
timing('tracking', reference.tracked_ms);
