// How long a browser takes to show each view of a case, and what a filter changes.
//
//   node benchmarks/paint.mjs CASE [RUNS [VIEW…]]    five runs of all views by default; a view is an address such as /network
//
// Starts `diurna serve CASE --read-only`, or that of the environment's DIURNA, and Chromium (CHROMIUM=…, Debian's by default). For each
// view, medians in ms: from the call of its address, in a browser that holds the files, to the first paint of anything ("paint") and to
// its own content being there and drawn ("content"); from one filter more to the content that it changes ("filter"). Then the time that
// a processor worked for the content, the page's main thread and the server ("page", "server"), and both for the filter ("of filter"):
// on a machine that others use, what waits for them is in the first three and not in the last. Needs Linux's /proc.

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const { chromium } = createRequire(join(ROOT, 'web', 'package.json'))('playwright-core');
const DIURNA = process.env.DIURNA ?? join(ROOT, '.venv', 'bin', 'diurna');
const FLAGS = ['--disable-gpu', '--no-first-run', '--disable-background-networking', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
const CHANGED = 'status=pending&type=AGREE';
// The address, the sign of its content, the filter.
const VIEWS = [
  ['/', 'article.card, ol li a[href^="/e/"]', CHANGED], ['/timeline', 'button.mark', CHANGED], ['/map', 'aside button.place', CHANGED],
  ['/network', 'table tbody tr', CHANGED], ['/commitments', 'main h1, main h2', ''], ['/review', 'article.card', CHANGED],
  ['/sources', '#documents .row', 'language=fr'], ['/changes', 'main section ol', 'turn=merged'],
];

const [file, runs = '5', ...views] = process.argv.slice(2);
if (!file) throw new Error('expected: node benchmarks/paint.mjs CASE [RUNS [VIEW…]]');
const server = spawn(DIURNA, ['serve', file, '--port', '0', '--read-only', '--who', 'Benchmark'], { stdio: ['ignore', 'pipe', 'inherit'] });
const address = await new Promise((told) => createInterface({ input: server.stdout }).once('line', told));
const base = new URL(address).origin;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
const median = (of) => [...of].sort((a, b) => a - b)[Math.floor(of.length / 2)];

/** Wait in the page until nothing is asked any more and the sign is there and drawn; return when that was. */
const settled = (page, sign) => page.evaluate((sign) => new Promise((done, fail) => {
  setTimeout(fail, 60_000, new Error(`${location.pathname}: nothing of ${sign} within a minute`));
  const look = () => (document.querySelector(sign) && !window.asking && !document.querySelector('[aria-busy=true]') ? requestAnimationFrame(() => setTimeout(() => done(performance.now()))) : setTimeout(look, 5));
  look();
}), sign);
/** In every page: how many questions are under way. */
const watching = () => {
  window.asking = 0;
  const { fetch } = window;
  window.fetch = async (...given) => {
    window.asking++;
    try { return await fetch(...given); } finally { setTimeout(() => { window.asking--; }); }
  };
};
/** The processor's ms for the server until now; Linux counts them in hundredths of a second. */
const served = () => readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13).reduce((sum, ticks) => sum + Number(ticks) * 10, 0);

try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(address);
  await page.addInitScript(watching);
  const tools = await page.context().newCDPSession(page);
  await tools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const worked = async () => (await tools.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
  const COLUMNS = ['paint', 'content', 'filter', 'page', 'server', 'of filter'];
  const row = (path, told) => console.log([path.padEnd(13), ...told.map((one, n) => String(one).padStart(COLUMNS[n].length + 2))].join(' '));
  row('', COLUMNS);
  for (const [path, sign, filter] of VIEWS.filter(([path]) => !views.length || views.includes(path))) {
    const found = [];
    for (let run = 0; run <= Number(runs); run++) { // the first warms up
      await page.goto('about:blank');
      const [page0, server0] = [await worked(), served()];
      await page.goto(base + path, { waitUntil: 'commit' });
      const content = await settled(page, sign);
      const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0);
      const [page1, server1] = [await worked(), served()];
      const told = [paint, content, 0, page1 - page0, server1 - server0, 0];
      if (filter) {
        await page.waitForTimeout(700);
        const [page2, server2] = [await worked(), served()];
        // As a link of the page would: the address changes, and the view asks anew.
        const begun = await page.evaluate((to) => { const begun = performance.now(); history.pushState(null, '', to); dispatchEvent(new PopStateEvent('popstate')); return begun; }, `${path}?${filter}`);
        told[2] = (await settled(page, sign)) - begun;
        told[5] = (await worked()) - page2 + served() - server2;
      }
      if (run) found.push(told);
    }
    row(path, COLUMNS.map((_, n) => (!filter && (n === 2 || n === 5) ? '–' : median(found.map((told) => told[n])).toFixed(0))));
  }
  console.log(`${cpus().length} cores; ${loadavg()[0].toFixed(1)} processes wanted one in the last minute`);
} finally {
  await browser.close();
  server.kill('SIGINT');
}
