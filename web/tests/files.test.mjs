// Every view gives just what it shows as a file: one of each is taken, read, and held against the screen.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { walker } from './walk.mjs';

const CSV = 'import csv, json, sys; print(json.dumps(list(csv.DictReader(open(sys.argv[1], encoding="utf-8-sig", newline="")))))';
const sorted = (found) => [...new Set(found)].sort();

export default async function (page, base, { python }) {
  const { ask, open, texts } = walker(page, base);
  const saved = async (link) => {
    const [file] = await Promise.all([page.waitForEvent('download'), link.click()]);
    const at = await file.path();
    if (file.suggestedFilename().endsWith('.csv')) return JSON.parse(await python('-c', CSV, at));
    const text = await readFile(at, 'utf8');
    return file.suggestedFilename().endsWith('.jsonl') ? text.split('\n').filter(Boolean).map((line) => JSON.parse(line)) : JSON.parse(text);
  };
  const taken = async (format, of = 'export') => {
    await page.locator('details.download > summary').first().click();
    return saved(page.locator(`details.download a[href*="/${of}/${format}"]`).first());
  };
  const plainly = (of, suffix) => saved(page.locator(`a.button[href*="/${of}.${suffix}"]`));
  const ids = (where, from) => page.locator(where).evaluateAll((found, name) => found.map((one) => one.getAttribute(name)), from);

  // Search: the claims of the events that are listed.
  await open('/?type=SANCTION');
  let rows = await taken('csv');
  assert.ok(rows.length && rows.every((row) => row.type === 'SANCTION'));
  assert.deepEqual(sorted(rows.map((row) => `/e/${row.event}`)), sorted(await ids('article.card a[href^="/e/"]', 'href')));

  // Timeline: the events of the window, in lanes that hold them all.
  await open('/timeline?from=2024-10&to=2024-10&lanes=type&most=40');
  rows = await taken('jsonl');
  assert.ok(/^All/.test((await texts('main [role=status]')).find((told) => told.includes('dated events'))));
  assert.deepEqual(sorted(rows.map((row) => row.event)), sorted(await ids('button.mark', 'data-event')));

  // Map: there is a point for each place that is shown; a claim may lie elsewhere than the place that stands for its event.
  await open('/map?place=Cadiz');
  const world = await taken('geojson');
  const { places } = await ask('/map?place=Cadiz');
  const points = world.features.filter((one) => one.geometry?.type === 'Point').map((one) => one.geometry.coordinates.join());
  for (const one of places) assert.ok(points.includes([one.lon, one.lat].join()), one.name);
  const { events: there } = await ask('/events?place=Cadiz&limit=500');
  assert.deepEqual(sorted(world.features.map((one) => one.properties.event)), sorted(there.map((one) => one.id)));
  assert.deepEqual(await page.locator('aside ul').first().locator('bdi').allTextContents(), places.map((one) => one.name));

  // Network: whoever is on the screen acts in the file, and the file has nothing else.
  await open('/network?type=SANCTION');
  rows = await taken('jsonl');
  const known = sorted(rows.map((row) => row.event));
  const { edges } = await ask('/network?type=SANCTION');
  assert.ok(edges.length && await page.locator('tbody tr').count() === edges.length);
  for (const edge of edges) {
    const { events } = await ask(`/events?${new URLSearchParams({ type: 'SANCTION', party: edge.from, other: edge.to, mutual: edge.mutual })}`);
    for (const event of events) assert.ok(known.includes(event.id), event.id);
  }

  // An event, a document: their claims.
  const { events } = await ask('/events?limit=500');
  const event = [...events].sort((a, b) => b.claims - a.claims)[0];
  await open(`/e/${event.id}`);
  rows = await taken('csv');
  assert.deepEqual(sorted(rows.map((row) => row.id)), sorted(await ids('.groups article', 'id')));
  await open(`/d/${rows[0].document ?? (await ask(`/events/${event.id}`)).claims[0].document}`);
  rows = await taken('jsonl');
  assert.deepEqual(sorted(rows.map((row) => `card-${row.id}`)), sorted(await ids('.record article', 'id')));

  // Review: the list that waits.
  await open('/review?below=0.7');
  await page.waitForSelector('[data-row]');
  rows = await taken('csv', 'review/export');
  // The file holds the whole list, of which the screen shows the first ones.
  assert.equal(rows.length, (await ask('/review?below=0.7')).total);
  const listed = new Set(rows.map((row) => row.id)), shown = await ids('[data-row]', 'data-row');
  assert.ok(shown.length && shown.every((id) => listed.has(id)));

  // Commitments and agreements, as filtered.
  await open('/commitments?overdue=true');
  rows = await plainly('commitments', 'csv');
  assert.ok(rows.length);
  assert.deepEqual(sorted(rows.map((row) => row.id)), sorted(await ids('.board article', 'id')));
  rows = await plainly('agreements', 'json');
  for (const id of await ids('.pacts article', 'id')) assert.ok(rows.some((row) => row.id === id), id);

  // Sources: the outlets, and the documents of the one that is asked for.
  await open('/sources?source=-');
  rows = await plainly('sources', 'json');
  assert.deepEqual(sorted(rows.map((row) => row.source || 'no outlet named')), sorted(await texts('tbody th')));
  rows = await plainly('documents', 'json');
  assert.deepEqual(sorted(rows.map((row) => `/d/${row.id}`)), sorted(await page.locator('.documents > li > a').evaluateAll((found) => found.map((one) => one.getAttribute('href')))));

  // Changes: those since, of a kind.
  const { last } = await ask('/changes?limit=1&newest=true');
  await open(`/changes?since=${last - 20}&turn=new`);
  rows = await plainly('changes', 'json');
  const numbers = (await texts('section[aria-label="What became of events"] li.card')).map((told) => Number(/№ (\d+)/.exec(told)[1]));
  assert.deepEqual(rows.map((row) => row.seq).sort((a, b) => a - b), numbers.sort((a, b) => a - b));
  assert.deepEqual(await plainly('decisions', 'json'), []);
}
