// Runs in the browser: MediaPipe's own solution on every picture, results back to the server.

const post = (path, body) => fetch(path, {method: 'POST', body: JSON.stringify(body)});

const picture = async (name) => {
  const image = new Image();
  image.src = `/frames/${name}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  const context = canvas.getContext('2d', {willReadFrequently: true});
  context.drawImage(image, 0, 0);
  return {canvas, checksum: checksum(context.getImageData(0, 0, canvas.width, canvas.height).data)};
};

// FNV-1a over red, green and blue: shows that both programs saw the same picture.
const checksum = (rgba) => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < rgba.length; ++i) {
    if (i % 4 !== 3) hash = Math.imul(hash ^ rgba[i], 0x01000193);
  }
  return hash >>> 0;
};

const solution = async (modelComplexity) => {
  const pose = new Pose({locateFile: (file) => `/mediapipe/${file}`});
  pose.setOptions({modelComplexity, smoothLandmarks: false, enableSegmentation: false,
                   minDetectionConfidence: 0.5, minTrackingConfidence: 0.5});
  const found = {};
  pose.onResults((results) => { found.results = results; });
  await pose.initialize();
  return {pose, found};
};

// mediapipe.NormalizedRect: five floats, each after a byte that tells which of them it is.
const square = (bytes, {width, height}) => {
  if (!bytes) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const field = {};
  for (let at = 0; at + 5 <= bytes.byteLength; at += 5) field[bytes[at] >> 3] = view.getFloat32(at + 1, true);
  return {centre: [field[1] * width, field[2] * height], side: field[4] * width,
          rotation: field[5] ?? 0};
};

const look = async ({pose, found}, canvas) => {
  found.results = undefined;
  const start = performance.now();
  await pose.send({image: canvas});
  const ms = performance.now() - start;
  const {poseLandmarks, poseWorldLandmarks} = found.results ?? {};
  const scaled = (points, x, y) =>
      points?.map((p) => [p.x * x, p.y * y, p.z * x, p.visibility ?? null]) ?? null;
  return {ms, square: square(found.results?.square, canvas),
          landmarks: scaled(poseLandmarks, canvas.width, canvas.height),
          world: scaled(poseWorldLandmarks, 1, 1)};
};

const blank = ({width, height}) => {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, {width, height});
  const context = canvas.getContext('2d');
  context.fillStyle = 'gray';
  context.fillRect(0, 0, width, height);
  return canvas;
};

const run = async () => {
  const {frames, modelComplexity, rounds, resets} = await (await fetch('/task')).json();
  const used = await solution(modelComplexity);
  const output = {modelComplexity, detected: [], after_reset: [], tracked_ms: []};
  const pictures = [];
  for (const name of frames) pictures.push({name, ...await picture(name)});
  await look(used, pictures[0].canvas);  // the first call compiles shaders
  for (const {name, canvas, checksum} of pictures) {
    await look(used, blank(canvas));  // nobody: the next picture is searched by the detector
    output.detected.push({name, width: canvas.width, height: canvas.height, checksum,
                          ...await look(used, canvas)});
  }
  for (let round = 0; round < rounds; ++round) {
    for (const {canvas} of pictures) output.tracked_ms.push((await look(used, canvas)).ms);
  }
  for (const {name, canvas} of pictures.slice(0, resets)) {
    used.pose.reset();  // forgets everything, but takes many seconds
    output.after_reset.push({name, ...await look(used, canvas)});
  }
  return output;
};

run().then((output) => post('/done', output),
           (error) => post('/failed', {message: String(error?.stack ?? error)}));
