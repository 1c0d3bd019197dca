// node reference.mjs FRAMES_FOLDER OUT.json [full|lite|heavy]
// Lets MediaPipe's JavaScript solution look at every .png of a folder, in a headless Chromium, and
// writes what it found. Needs no packages besides @mediapipe/pose; Node 18 or later.

import {spawn} from 'node:child_process';
import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import {tmpdir} from 'node:os';
import {basename, dirname, extname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const [framesFolder, outFile, variant = 'full'] = process.argv.slice(2);
const modelComplexity = {lite: 0, full: 1, heavy: 2}[variant];
if (!framesFolder || !outFile || modelComplexity === undefined) {
  console.error('usage: node reference.mjs FRAMES_FOLDER OUT.json [full|lite|heavy]');
  process.exit(2);
}
const mediapipe = process.env.DORSAL_MEDIAPIPE_DIR ?? join(here, '../../.tools/mediapipe');
const chromium = process.env.DORSAL_CHROMIUM ?? '/usr/bin/chromium';
const patience_ms = 15 * 60 * 1000;

const frames = readdirSync(framesFolder).filter((name) => name.endsWith('.png')).sort();
const task = {frames, modelComplexity, rounds: Number(process.env.DORSAL_ROUNDS ?? 1),
              resets: Number(process.env.DORSAL_RESETS ?? 2)};

const types = {'.html': 'text/html', '.js': 'text/javascript', '.png': 'image/png',
               '.wasm': 'application/wasm'};

const fileFor = (path) => {
  const name = basename(path);
  if (path === '/') return join(here, 'page.html');
  if (path === '/page.js') return join(here, 'page.js');
  if (path === `/mediapipe/${name}`) return join(mediapipe, name);
  if (path === `/frames/${name}` && frames.includes(name)) return join(framesFolder, name);
  return null;
};

// The solution's graph knows the square in which it looked for the landmarks; its wrapper only does
// not ask for it.
const withSquare = (script) => {
  const wanted = '"image_transformed"],outs:{';
  if (!script.includes(wanted)) throw new Error('this is not the pose.js of 0.5.1675469404');
  return script.replace(wanted, '"image_transformed","pose_rect_from_detection"],' +
      'outs:{square:{type:"proto",stream:"pose_rect_from_detection"},');
};

const answer = (request, response) => {
  if (process.env.DORSAL_VERBOSE) console.error(request.method, request.url);
  const path = new URL(request.url, 'http://127.0.0.1').pathname;
  if (path === '/task') return response.end(JSON.stringify(task));
  try {
    const file = fileFor(path);
    const body = path === '/mediapipe/pose.js' ? withSquare(readFileSync(file, 'utf8')) : readFileSync(file);
    response.writeHead(200, {'content-type': types[extname(file)] ?? 'application/octet-stream'});
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
};

const posted = (request) => new Promise((resolve) => {
  let body = '';
  request.on('data', (part) => { body += part; });
  request.on('end', () => resolve(JSON.parse(body)));
});

let stop;
const served = new Promise((resolve, reject) => {
  stop = reject;
  const server = createServer(async (request, response) => {
    if (request.method !== 'POST') return answer(request, response);
    const body = await posted(request);
    response.end();
    if (request.url === '/done') resolve(body);
    else reject(new Error(body.message));
  });
  server.listen(0, '127.0.0.1', () => open(server.address().port, reject));
});

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop(new Error(signal)));

const profile = mkdtempSync(join(tmpdir(), 'mediapipe-compare-'));
let browser;

const open = (port, reject) => {
  // WebGL by SwiftShader: the same on every machine, and there where no graphics card is.
  const verbose = process.env.DORSAL_VERBOSE ? ['--enable-logging=stderr', '--v=0'] : [];
  browser = spawn(chromium, [
    ...verbose,
    '--headless', '--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader',
    '--enable-unsafe-swiftshader', '--force-color-profile=srgb', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync',
    `--user-data-dir=${profile}`, `http://127.0.0.1:${port}/`
  ], {detached: true, stdio: process.env.DORSAL_VERBOSE ? 'inherit' : 'ignore'});
  browser.on('error', reject);
  browser.on('exit', (code) => reject(new Error(`${chromium} ended with ${code}`)));
  setTimeout(() => reject(new Error('the browser did not answer in time')), patience_ms).unref();
};

// The browser is several processes, and writes to its profile until the last of them is gone.
const close = async () => {
  browser?.removeAllListeners('exit');
  if (browser?.exitCode === null) {
    const gone = new Promise((resolve) => browser.on('exit', resolve));
    process.kill(-browser.pid);
    await gone;
  }
  try {
    rmSync(profile, {recursive: true, force: true, maxRetries: 10, retryDelay: 300});
  } catch {
    console.error(`${profile} could not be removed`);
  }
};

try {
  const output = await served;
  writeFileSync(outFile, JSON.stringify(output));
  console.error(`${output.detected.length} pictures, ${output.detected.filter((f) => f.landmarks).length} with a pose`);
} catch (error) {
  console.error(`MediaPipe could not be run: ${error.message}`);
  process.exitCode = 1;
} finally {
  await close();
  process.exit();
}
