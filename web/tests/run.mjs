// Runs the browser tests: each *.test.mjs in a fresh browser context, on a server and a copy of the demo case of its own. The browser is
// one for all; the next test's server starts while a test runs, and tests with a case of their own run while the sample articles are read.
//
//   node web/tests/run.mjs [NAME…]    those whose file name holds one of the words; all by default
//
// A test's default export is `async (page, base, more)`; it throws where something is wrong. `page` is signed in. `more` has `browser`,
// `context`, `file` (the case), `diurna(…arguments)` (runs the command line, gives its output) and `python(…arguments)`. What a test file
// may export besides: `made(more)`, which returns another case to be served, and `allowed`, a pattern of console errors that are meant.
// Any other error in the console, a script's or the policy's, fails the test.
// Environment: DIURNA, the command; CHROMIUM, the browser; CASE, a case to copy in place of reading the sample articles.

import { execFile, spawn } from 'node:child_process';
import { accessSync, constants, copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';

const HERE = dirname(fileURLToPath(import.meta.url));
const BIN = join(HERE, '..', '..', '.venv', 'bin');
const DIURNA = process.env.DIURNA ?? join(BIN, 'diurna');
const PYTHON = join(dirname(DIURNA), 'python');
const SLOWEST = 900_000; // ms that a test may take
const FLAGS = [
  '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

const run = promisify(execFile);
const output = async (command, given) => (await run(command, given, { maxBuffer: 1 << 26 })).stdout;
const diurna = (...given) => output(DIURNA, given);
const python = (...given) => output(PYTHON, given);

function found(name) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return join(folder, name);
    } catch { /* not there */ }
  }
  return '';
}

/** Start a server on a case: its address with the token, and what stops it. */
async function serve(file, ...more) {
  const server = spawn(DIURNA, ['serve', file, '--port', '0', '--who', 'Tester', ...more], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  server.stderr.on('data', (part) => { said += part; });
  const lines = createInterface({ input: server.stdout });
  const gone = new Promise((done) => server.once('exit', done));
  const address = await Promise.race([new Promise((told) => lines.once('line', told)), gone.then((status) => Promise.reject(new Error(`diurna serve: status ${status}\n${said}`)))]);
  return { address, stop: () => (server.kill('SIGINT'), gone), traceback: () => (/Traceback/.test(said) ? said : '') };
}

/** Make the case of a test and serve it. */
async function prepared(name, folder, demo) {
  const test = await import(pathToFileURL(join(HERE, name)));
  const more = { diurna, python, folder, file: join(folder, `${name}.diurna`), serve };
  if (test.made) await test.made(more);
  else copyFileSync(await demo(), more.file);
  return { test, more, server: await serve(more.file, ...(test.options ?? [])) };
}

/** Run a test; return what is wrong, "" for nothing. */
async function tried(browser, { test, more, server }) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true, locale: 'en-GB' });
  const errors = [];
  try {
    const page = await context.newPage();
    const noted = (text) => { if (!test.allowed?.test(text)) errors.push(text); };
    context.on('console', (message) => { if (message.type() === 'error') noted(`console: ${message.text()} (${message.location().url})`); });
    context.on('weberror', (error) => noted(`error: ${error.error().message}`));
    page.setDefaultTimeout(30_000);
    await page.goto(server.address);
    const slow = new Promise((_, fail) => setTimeout(fail, SLOWEST, new Error(`took more than ${SLOWEST / 1000} seconds`)).unref());
    await Promise.race([test.default(page, new URL(server.address).origin, { ...more, browser, context }), slow]);
  } catch (error) {
    errors.unshift(error.stack ?? String(error));
  } finally {
    await context.close();
    await server.stop();
    if (server.traceback()) errors.push(server.traceback());
  }
  return errors.join('\n');
}

async function main(words) {
  const executablePath = process.env.CHROMIUM ?? (found('chromium') || found('chromium-browser') || found('google-chrome'));
  if (!executablePath) {
    const must = !!process.env.CI;
    console.log(`browser tests: no Chromium was found (Debian's package chromium, or CHROMIUM=…); ${must ? 'CI must have it' : 'they are not run'}`);
    return must ? 1 : 0;
  }
  const names = readdirSync(HERE).filter((name) => name.endsWith('.test.mjs') && (!words.length || words.some((word) => name.includes(word)))).sort();
  const own = new Map(await Promise.all(names.map(async (name) => [name, !!(await import(pathToFileURL(join(HERE, name)))).made])));
  names.sort((a, b) => own.get(b) - own.get(a));
  const folder = mkdtempSync(join(tmpdir(), 'diurna-browser-'));
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  let reading;
  const demo = () => (reading ??= process.env.CASE ? Promise.resolve(process.env.CASE) : diurna('demo', '--case', join(folder, 'demo.diurna'), '--no-serve').then(() => join(folder, 'demo.diurna')));
  const ready = (n) => names[n] && prepared(names[n], folder, demo).then((made) => ({ made }), (error) => ({ wrong: error.stack ?? String(error) }));
  const bad = [];
  try {
    for (let n = 0, next = ready(0); n < names.length; n += 1) {
      const begun = performance.now();
      const { made, wrong: unmade } = await next;
      next = ready(n + 1);
      const wrong = unmade ?? (await tried(browser, made).catch((error) => error.stack));
      console.log(`${wrong ? 'FAILED' : 'passed'} ${names[n]} (${((performance.now() - begun) / 1000).toFixed(1)} s)${wrong && `\n${wrong}\n`}`);
      if (wrong) bad.push(names[n]);
    }
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`${names.length - bad.length} passed, ${bad.length} failed`);
  return bad.length || !names.length ? 1 : 0;
}

process.exit(await main(process.argv.slice(2)));
