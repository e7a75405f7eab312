// The address holds the whole state of a view: opened anew, in a browser that knows nothing, every view looks the same.
import assert from 'node:assert/strict';
import { walker } from './walk.mjs';

// What a view shows: its words, its fields, what is pressed, open or chosen.
const state = () => ({
  words: document.querySelector('main').innerText.replace(/\s+/g, ' '),
  title: document.title,
  fields: [...document.querySelectorAll('main :is(input, select)')].map((one) => [one.name || one.labels?.[0]?.innerText || '', one.type === 'checkbox' ? one.checked : one.value]),
  chosen: [...document.querySelectorAll('main :is([aria-pressed=true], [aria-current], [aria-sort], [aria-expanded=true])')].map((one) => one.textContent.trim().slice(0, 60)),
});

export default async function (page, base) {
  // What is drawn after the answer, such as what a map shows, may still change the address.
  const still = async () => {
    for (let before = '', now = null; before !== now; ) {
      before = now;
      await page.waitForTimeout(60);
      now = page.url() + JSON.stringify(await page.evaluate(state));
    }
  };
  const { ask, open, settled, until } = walker(page, base);
  await page.goto(base);
  const { events } = await ask('/events?limit=500');
  const { next } = await ask('/events?limit=50&from=2024');
  const { documents } = await ask('/documents?limit=500');
  const { edges } = await ask('/network');
  const { places } = await ask('/map');
  const { claims } = await ask('/review?order=date&language=fr');
  const { last } = await ask('/changes?limit=1&newest=true');
  const timeline = await ask('/timeline?from=2024-09&lanes=place&most=6');
  const document = [...documents].sort((a, b) => b.claims - a.claims)[0];
  const [claim] = (await ask(`/documents/${document.id}`)).claims;
  const to = (path, given) => `${path}?${new URLSearchParams(given)}`;
  const edge = edges.find((one) => !one.mutual);
  const shown = [
    to('/', { from: '2024', cursor: next }), to('/', { text: 'ferry', status: 'pending', type: 'AGREE', source: '-' }),
    to('/timeline', { from: '2024-09', lanes: 'place', most: '6', event: timeline.items[0].event }),
    to('/map', { at: places[0].id, view: '36.00,-6.00,5', from: '2024' }),
    to('/network', { party: edge.from, other: edge.to, sort: 'to', from: '2023' }),
    to('/commitments', { on: '2024-10-20', overdue: 'true' }), to('/commitments', { status: 'conditional' }),
    to('/review', { order: 'date', language: 'fr', below: '0.99', claim: claims[3].id }),
    to('/sources', { sort: 'claims', source: documents.find((one) => one.source).source }),
    to('/changes', { since: String(last - 30), turn: 'new', before: String(last - 2) }),
    `/e/${events.find((one) => one.claims > 3).id}`, to(`/d/${document.id}`, { claim: claim.id }),
  ];
  for (const path of shown) {
    await open(path);
    await still();
    const before = await page.evaluate(state), address = page.url();
    await page.goto(`${base}/api/v1/session`);
    await page.evaluate(() => { localStorage.clear(); sessionStorage.clear(); });
    await page.goto(address);
    await settled();
    const seen = async () => { const { words, ...rest } = await page.evaluate(state); return { words: words.replace(/since I last looked \([^)]*\) ?/, ''), ...rest }; };
    await until(seen, { ...before, words: before.words.replace(/since I last looked \([^)]*\) ?/, '') });
    assert.equal(page.url(), address, path);
  }
}
