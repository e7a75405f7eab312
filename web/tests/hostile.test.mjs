// Every view of a case made of hostile strings: none runs, none is markup, none leads elsewhere, each is seen as text.
import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { views } from './views.mjs';
import { walker } from './walk.mjs';

const MAKER = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'tests', 'serve', 'hostile.py');
const EACH = 6; // every so many events and documents are opened one by one
let strings = [];

export async function made({ python, file }) {
  strings = JSON.parse(await python(MAKER, file));
}

// What is compared: letters as they are seen, however blanks and signs without a shape are shown.
const plain = (text) => text.replace(/[\s\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Cs}\ufffd]+/gu, '');

export default async function (page, base) {
  const { ask, open, turn } = walker(page, base);
  const wrong = [];
  // Told as it happens, so that what runs late is told, too.
  await page.context().exposeFunction('hit', () => { wrong.push(`ran: ${page.url()}`); });
  await page.context().exposeFunction('broke', (what) => { wrong.push(`${what}: ${page.url()}`); });
  await page.context().addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => globalThis.broke(`${event.violatedDirective} ${event.blockedURI}`));
  });
  page.on('request', (request) => { if (!request.url().startsWith(base) && !/^(blob|data):/.test(request.url())) wrong.push(`asked for ${request.url()}`); });
  page.on('dialog', (dialog) => { wrong.push(`a dialog: ${dialog.message()}`); void dialog.dismiss(); });

  const looked = async (view) => {
    const state = await page.evaluate(() => ({
      scripts: [...document.querySelectorAll('script')].filter((one) => !one.src.startsWith(`${location.origin}/assets/`)).length,
      handlers: [...document.querySelectorAll('*')].filter((one) => [...one.attributes].some((at) => /^on/i.test(at.name))).map((one) => one.outerHTML.slice(0, 90)),
      links: [...document.querySelectorAll('a, area, form, iframe, object, embed, base')].filter((one) => {
        const to = one.href?.baseVal ?? one.href ?? one.action ?? one.src ?? one.data ?? '';
        return to && !/^(https?|blob):/.test(to);
      }).map((one) => one.outerHTML.slice(0, 120)),
      foreign: document.querySelectorAll('main :is(iframe, object, embed, base, link, meta, style, math, marquee, isindex)').length,
      text: document.body.textContent + [...document.querySelectorAll('[title], [aria-label]')].map((one) => `${one.title} ${one.getAttribute('aria-label')}`).join(' '),
    }));
    const told = JSON.stringify({ ...state, text: undefined });
    if (state.scripts || state.handlers.length || state.links.length || state.foreign) wrong.push(`${view}: ${told}`);
    return plain(state.text);
  };
  const all = async (path, part) => {
    const found = [];
    for (let cursor = '', more = true; more; ) {
      const told = await ask(`/${path}?limit=500${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
      found.push(...told[part]);
      cursor = told.next;
      more = !!cursor;
    }
    return found;
  };

  for (const view of await views(page, base)) {
    await open(view);
    await looked(view);
  }

  // Search, page by page: each name is there as it was given.
  let shown = '';
  for (let view = '/'; view; ) {
    await turn(view);
    shown += await looked(view);
    const { next } = await ask(`/events${view.slice(1)}`);
    view = next && `/?cursor=${encodeURIComponent(next)}`;
  }
  const events = await all('events', 'events');
  assert.ok(events.length >= 200, `${events.length} events`);
  const lost = events.flatMap((event) => [...event.actors, ...event.recipients]).filter(({ name }) => !shown.includes(plain(name)));
  assert.deepEqual(lost, [], 'names that are not seen');
  for (const event of events) for (const actor of event.actors) assert.ok(strings.some((one) => plain(one) === plain(actor.name)) || actor.name.length > 100, actor.name);

  // Events and documents one by one: title, source and words.
  for (const [n, event] of events.entries()) {
    if (n % EACH) continue;
    await turn(`/e/${event.id}`);
    await looked(`/e/${event.id}`);
  }
  const documents = await all('documents', 'documents');
  assert.equal(documents.length, strings.length);
  for (const [n, document] of documents.entries()) {
    if (n % EACH) continue;
    await turn(`/d/${document.id}`);
    const text = await looked(`/d/${document.id}`);
    for (const part of ['title', 'source']) assert.ok(text.includes(plain(document[part]).slice(0, 60)), `${document.id}: ${part} ${document[part]}`);
    assert.ok(text.includes(plain((await ask(`/documents/${document.id}`)).pieces.map((piece) => piece.words).join('')).slice(0, 200)), `${document.id}: its words`);
  }

  // In the address, too.
  for (const [n, one] of strings.entries()) {
    if (n % EACH) continue;
    await open(`/?${new URLSearchParams({ text: one, actor: one.slice(0, 200), source: one.slice(0, 200) })}`);
    await looked(`/?text=${one}`);
    await page.goto(`${base}/${encodeURIComponent(one).slice(0, 300)}`);
    await page.waitForSelector('main');
  }
  assert.deepEqual(wrong, []);
}

// What is not understood is answered 422, and the browser notes that.
export const allowed = /Failed to load resource: the server responded with a status of (404|422)/;
