// Takes the pictures of docs/pictures anew: every view, light, dark and on a phone, in few colours. Build the pages first.
//
//   node web/pictures.mjs [NAME…]    those whose file name holds one of the words; all by default
//
// Environment: DIURNA, the command; CHROMIUM, the browser; CASE, a case to show in place of the sample articles; OUT, the folder;
// LOCALE, such as fr-FR; WHOLE=1, whole pages in place of what a screen shows.

import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { crc32, deflateSync } from 'node:zlib';
import { chromium } from 'playwright-core';

const HERE = dirname(fileURLToPath(import.meta.url));
const DIURNA = process.env.DIURNA ?? join(HERE, '..', '.venv', 'bin', 'diurna');
const OUT = process.env.OUT ?? join(HERE, '..', 'docs', 'pictures');
const WHOLE = !!process.env.WHOLE;
const FLAGS = [
  '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];
const LOOKS = [
  { look: 'light', viewport: { width: 1280, height: 860 }, colorScheme: 'light' },
  { look: 'dark', viewport: { width: 1280, height: 860 }, colorScheme: 'dark' },
  { look: 'phone', viewport: { width: 390, height: 844 }, colorScheme: 'light', isMobile: true, hasTouch: true },
];
const COLOURS = 96;

/** The pixels of a picture as indices into a small palette; runs in the browser. */
async function few(colours, url) {
  const bitmap = await createImageBitmap(await (await fetch(url)).blob());
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext('2d');
  context.drawImage(bitmap, 0, 0);
  const pixels = new Uint32Array(context.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer);
  const counts = new Map();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const known = [...counts].map(([pixel, count]) => ({ pixel, weight: Math.sqrt(count), far: Infinity, near: 0 }));
  const apart = (a, b) => ((a & 255) - (b & 255)) ** 2 + ((a >> 8 & 255) - (b >> 8 & 255)) ** 2 + ((a >> 16 & 255) - (b >> 16 & 255)) ** 2;
  // Each colour taken is the one that is seen most and is worst served by those taken before.
  const palette = [];
  while (palette.length < Math.min(colours, known.length)) {
    const { pixel } = known.reduce((best, one) => (one.weight * Math.min(one.far, 1e6) > best.weight * Math.min(best.far, 1e6) ? one : best));
    for (const one of known) {
      const far = apart(one.pixel, pixel);
      if (far < one.far) Object.assign(one, { far, near: palette.length });
    }
    palette.push(pixel);
  }
  const place = new Map(known.map((one) => [one.pixel, one.near]));
  let indices = '';
  for (const pixel of pixels) indices += String.fromCharCode(place.get(pixel));
  return { width: bitmap.width, height: bitmap.height, palette, indices: btoa(indices) };
}

/** The bytes of a PNG with a palette. */
function png({ width, height, palette, indices }) {
  const chunk = (name, data) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    size.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([size, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const from = Buffer.from(indices, 'base64');
  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) from.copy(lines, y * (width + 1) + 1, y * width, (y + 1) * width);
  const colours = Buffer.from(palette.flatMap((pixel) => [pixel & 255, pixel >> 8 & 255, pixel >> 16 & 255]));
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([signature, chunk('IHDR', head), chunk('PLTE', colours), chunk('IDAT', deflateSync(lines, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

/** What is shown: a name, an address, and what to do there first. */
async function shown(ask) {
  const { events } = await ask('/events?limit=500');
  const most = (a, b) => Number(b.differs) - Number(a.differs) || b.origins - a.origins || b.claims - a.claims || a.id.localeCompare(b.id);
  const event = (await ask(`/events/${[...events].sort(most)[0].id}`));
  const english = event.claims.find((one) => one.language === 'en') ?? event.claims[0];
  return [
    { name: 'search', at: '/?text=Portimão' },
    { name: 'event', at: `/e/${event.id}` },
    { name: 'reader', at: `/d/${english.document}?claim=${english.id}`, first: (page) => page.evaluate(() => scrollTo(0, 0)) },
    { name: 'timeline', at: '/timeline?from=2024-08&to=2024-10' },
    { name: 'map', at: '/map' },
    { name: 'network', at: '/network' },
    { name: 'commitments', at: '/commitments' },
    { name: 'review', at: '/review' },
    { name: 'sources', at: '/sources' },
    { name: 'changes', at: '/changes' },
    { name: 'help', at: '/', first: (page) => page.keyboard.press('?') },
    { name: 'sign-in', at: '/', first: async (page) => { await page.context().clearCookies(); await page.reload(); } },
  ];
}

async function main(words) {
  const folder = mkdtempSync(join(tmpdir(), 'diurna-pictures-'));
  const file = join(folder, 'harbour.diurna');
  if (process.env.CASE) copyFileSync(process.env.CASE, file);
  else execFileSync(DIURNA, ['demo', '--case', file, '--no-serve'], { stdio: 'inherit' });
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
  const painter = await browser.newPage();
  mkdirSync(OUT, { recursive: true });
  for (const { look, ...screen } of LOOKS) {
    const server = spawn(DIURNA, ['serve', file, '--port', '0', '--who', 'Ada'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const address = await new Promise((told) => createInterface({ input: server.stdout }).once('line', told));
    const context = await browser.newContext({ ...screen, locale: process.env.LOCALE ?? 'en-GB', reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(address);
    await page.waitForLoadState('networkidle');
    const pages = await shown((path) => page.evaluate(async (at) => (await fetch(at)).json(), `/api/v1${path}`));
    for (const { name, at, first } of pages) {
      const path = join(OUT, `${name}-${look}.png`);
      if (words.length && !words.some((word) => path.includes(word))) continue;
      await page.goto(new URL(at, address).href);
      await page.waitForLoadState('networkidle');
      await first?.(page);
      await page.waitForTimeout(900); // drawings settle
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (wide > 0) console.log(`${name} ${look}: ${wide} px wider than the screen`);
      const taken = await page.screenshot({ fullPage: WHOLE });
      const picture = png(await painter.evaluate(([code, colours, url]) => new Function(`return ${code}`)()(colours, url), [few.toString(), COLOURS, `data:image/png;base64,${taken.toString('base64')}`]));
      writeFileSync(path, picture);
      console.log(`${path} ${picture.length}`);
    }
    await context.close();
    await new Promise((gone) => { server.once('exit', gone); server.kill('SIGINT'); });
  }
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}

await main(process.argv.slice(2));
