// Timeline, map and network, walked: what they draw is what the API counts, and all of it can be reached by keyboard.
import assert from 'node:assert/strict';
import { walker } from './walk.mjs';

export default async function (page, base) {
  const walk = walker(page, base);
  await timeline(page, walk);
  await map(page, walk);
  await network(page, walk);
}

async function timeline(page, { ask, open, settled, query, until, texts }) {
  // Lanes by actor, place and type, the fullest first.
  for (const by of ['type', 'place', 'actor']) {
    await open('/timeline');
    await page.getByLabel('Lanes by').selectOption(by);
    await until(async () => query().get('lanes'), by);
    await settled();
    const { lanes } = await ask(`/timeline?lanes=${by}&most=12`);
    await until(() => page.locator('section.lane').evaluateAll((found) => found.map((one) => one.getAttribute('aria-label'))), lanes.map((lane) => lane.name));
  }

  // Marks: a day, what is rough, what lasts, open ends; each says what it is. Gaps are told in words.
  const found = await ask('/timeline?lanes=actor&most=12');
  const mark = (id) => page.locator(`section.lane button.mark[data-event="${id}"]`).first();
  const named = async (item) => mark(item.event).getAttribute('aria-label');
  const rough = found.items.find((one) => one.first && one.last && one.first !== one.last && !found.events[one.event].edtf.includes('/'));
  const lasting = found.items.find((one) => one.first && one.last && one.first !== one.last && found.events[one.event].edtf.includes('/'));
  const opens = found.items.find((one) => !one.first);
  const ends = found.items.find((one) => !one.last);
  assert.match(await named(rough), /some time in it/);
  assert.match(await mark(rough.event).getAttribute('class'), /\brough\b/);
  if (lasting) assert.match(await named(lasting), /all this time/);
  assert.match(await named(opens), /open at its start/);
  assert.match(await mark(opens.event).textContent(), /←/);
  if (ends) assert.match(await mark(ends.event).textContent(), /→/);
  assert.ok(found.gaps.length);
  assert.ok((await texts('.gap')).some((told) => /^nothing for \d+ (days|months|years)$/.test(told)));

  // Keys: along a lane, to the next one, open, close, closer.
  const first = page.locator('section.lane button.mark[tabindex="0"]');
  assert.equal(await first.count(), 1, 'one stop for all marks');
  await first.focus();
  const focused = () => page.evaluate(() => document.activeElement?.dataset?.at);
  assert.equal(await focused(), '0-0');
  await page.keyboard.press('ArrowRight');
  assert.equal(await focused(), '0-1');
  await page.keyboard.press('ArrowDown');
  assert.match(await focused(), /^1-/);
  const picked = await page.evaluate(() => document.activeElement.dataset.event);
  await page.keyboard.press('Enter');
  await until(async () => query().get('event'), picked);
  assert.equal(await page.locator('section.card[aria-label=Event] a.button').getAttribute('href'), `/e/${picked}`);
  await page.keyboard.press('Escape');
  await until(async () => query().has('event'), false);
  await page.keyboard.press('+');
  await until(async () => query().has('from') && query().has('to'), true);
  await settled();

  // The strip shows all times, pale where the window is not; by keyboard it chooses another window.
  const bars = page.getByRole('slider', { name: 'Events over time' });
  assert.ok(await page.locator('rect.outside').count());
  await bars.focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  const last = found.histogram.bars.at(-1).at;
  await until(async () => [query().get('from'), query().get('to')], [last, last]);
  await settled();
  const window = await ask(`/timeline?from=${last}&to=${last}&lanes=actor&most=12`);
  await until(() => page.locator('section.lane button.mark').evaluateAll((marks) => new Set(marks.map((one) => one.dataset.event)).size), Object.keys(window.events).length);
  assert.match(await page.textContent('main [role=status]'), new RegExp(`\\b${window.total}\\b`));

  // What has no date is not drawn, and is one step away.
  await page.getByRole('button', { name: 'The whole time' }).last().click();
  await settled();
  await page.getByRole('link', { name: /without a date/ }).click();
  await page.waitForSelector('article.card');
  assert.ok((await texts('article.card .when')).every((told) => told === 'no date told'));
}

async function map(page, { ask, open, settled, query, until, texts }) {
  // A place in a region under dispute, so that its note is seen.
  await page.route('**/api/v1/map*', async (route) => {
    const answer = await route.fetch();
    const told = await answer.json();
    told.places.push({ id: 'made:1', name: 'Laayoune', count: 1, lat: 27.1, lon: -13.2, precision: 'town', country: 'ESH', numbers: ['732'], note: 'claimed by two sides' });
    await route.fulfill({ response: answer, json: told });
  });
  await open('/map');
  await page.waitForSelector('.map path.town', { state: 'attached' });
  await page.waitForSelector('.map path.land', { state: 'attached' });
  assert.match(await page.textContent('main'), /Borders are drawn as Natural Earth draws them/);
  assert.match(await page.textContent('main'), /Laayoune: claimed by two sides/);
  await page.unroute('**/api/v1/map*');
  await open('/map');
  const found = await ask('/map');

  // Precision as area: a circle for a town, a dashed disc for a region, the outline of a country.
  await page.waitForSelector('.map path.land.told', { state: 'attached' });
  assert.equal(await page.locator('.map path.region').count(), found.places.filter((one) => one.precision === 'region').length);
  assert.ok(await page.locator('.map path.land.told').count() >= found.places.filter((one) => one.precision === 'country').length);

  // At first it shows all its places, and as little else as they allow.
  const frame = await page.locator('.map').boundingBox();
  const boxes = await page.locator('.map path.town').evaluateAll((marks) => marks.map((one) => one.getBoundingClientRect()).map(({ left, right, top, bottom }) => [left, right, top, bottom]));
  const [left, right, top, bottom] = [Math.min(...boxes.map((one) => one[0])), Math.max(...boxes.map((one) => one[1])), Math.min(...boxes.map((one) => one[2])), Math.max(...boxes.map((one) => one[3]))];
  assert.ok(left >= frame.x && right <= frame.x + frame.width && top >= frame.y && bottom <= frame.y + frame.height, `${[left, right, top, bottom]} in ${JSON.stringify(frame)}`);
  assert.ok((right - left) / frame.width > 0.6 || (bottom - top) / frame.height > 0.6, `${right - left} by ${bottom - top} in ${JSON.stringify(frame)}`);

  // Clusters: fewer circles than towns, their numbers add up, and one that is clicked is taken apart.
  const towns = found.places.filter((one) => one.precision === 'town');
  const circles = await page.locator('.map path.town').count();
  assert.ok(circles < towns.length && await page.locator('.map path.ring').count() > 0);
  const inside = (await texts('.map .number.inside')).map(Number);
  assert.equal(inside.reduce((sum, n) => sum + n, 0), towns.reduce((sum, one) => sum + one.count, 0));
  const view = query().get('view');
  const at = await page.locator('.map path.ring').first().boundingBox();
  await page.mouse.click(at.x + at.width / 2, at.y + at.height / 2);
  await until(async () => query().get('view') !== view && !!query().get('view'), true);
  await page.getByRole('button', { name: 'Further away' }).click();

  // A place alone is shown with its neighbours; more places, and the map moves to hold them.
  const zoom = async () => Number(query().get('view')?.split(',')[2]);
  await page.goto(`${page.url().split('/map')[0]}/map?place=Nairobi`);
  await settled();
  await until(zoom, 6);
  await open('/map');
  await page.waitForSelector('.map path.town', { state: 'attached' });
  assert.ok((await zoom()) < 5, query().get('view'));

  // All of it is listed; what is on no list has no pin and is named.
  const rows = async (n) => page.locator('aside ul').nth(n).locator('button').evaluateAll((found) => found.map((one) => [one.firstElementChild.textContent, Number(one.lastElementChild.textContent)]));
  assert.deepEqual(await rows(0), found.places.map((one) => [one.name, one.count]));
  assert.deepEqual(await rows(1), found.nowhere.map((one) => [one.name, one.count]));
  assert.match(await page.textContent('aside'), new RegExp(`${found.untold} events tell no place`));

  // By keyboard: a place opens its events.
  for (const place of [found.places[0], found.nowhere[0]]) {
    await page.locator('button.place', { has: page.getByText(place.name, { exact: true }) }).first().focus();
    await page.keyboard.press('Enter');
    await until(async () => query().get('at'), place.id);
    await settled();
    await until(async () => (await texts('aside section.card [role=status]'))[0], `${place.count} event${place.count === 1 ? '' : 's'}`);
  }
}

async function network(page, { ask, open, settled, query, until, texts }) {
  // At first the hundred edges that most events are of, and it is said that there are more; then all of them.
  const edges = () => page.locator('tbody td:nth-child(3) button').evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')));
  const all = await ask('/network?limit=500');
  await open('/network');
  const said = () => page.locator('main p[role=status]').first().textContent();
  const numbers = async () => (await said()).match(/\d+/g).map(Number);
  assert.ok(all.total > 100 && all.total <= 500, `${all.total} edges`);
  assert.deepEqual([await numbers(), (await edges()).length], [[100, all.total], 100]);
  await page.getByLabel('Edges at most').selectOption('500');
  await until(async () => query().get('most'), '500');
  await settled();
  await until(async () => (await edges()).length, all.total);
  assert.deepEqual(await numbers(), [all.total]);
  await page.goBack();
  await settled();
  await until(async () => (await edges()).length, 100);
  const found = await ask('/network?limit=100');
  const name = (id) => found.nodes.find((one) => one.id === id).name;
  const line = (one) => `${name(one.from)} ${one.mutual ? 'with' : '→'} ${name(one.to)}: ${one.count}`;
  assert.deepEqual((await edges()).sort(), found.edges.map(line).sort());
  assert.ok(found.edges.some((one) => !one.mutual) && found.edges.some((one) => one.mutual));
  assert.ok(await page.locator('.graph canvas').count(), 'nothing is drawn');
  assert.equal(await page.locator('.legend li').count(), 4);

  // An edge opens its events, and they their claims; by keyboard alone.
  const edge = found.edges.find((one) => !one.mutual && one.count > 1);
  await page.getByRole('button', { name: line(edge), exact: true }).focus();
  await page.keyboard.press('Enter');
  await until(async () => [query().get('party'), query().get('other')], [edge.from, edge.to]);
  await settled();
  const beside = page.locator('section.card[aria-live]');
  await until(async () => (await texts('section.card[aria-live] [role=status]'))[0], `${edge.count} events`);
  for (const told of await texts('section.card[aria-live] article')) assert.ok(told.includes(name(edge.from)) && told.includes(name(edge.to)), told);
  const address = await beside.locator('article a').first().getAttribute('href');
  const event = await ask(`/events/${address.split('/').at(-1)}`);
  await beside.locator('article a').first().focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(`**${address}`);
  await page.waitForSelector('article .quote');
  assert.deepEqual((await texts('.groups article > a.quote')).sort(), event.claims.map((one) => one.sentence.quote.replace(/\s+/g, ' ').trim()).sort());
  await page.goBack();
  await settled();
  assert.equal(query().get('other'), edge.to);
  await page.getByRole('button', { name: 'Close' }).click();

  // The time slider, by keyboard: fewer edges, those of the API.
  const from = page.getByRole('slider', { name: /^From/ });
  await from.focus();
  for (let n = 0; n < 9; n += 1) await page.keyboard.press('PageUp');
  await until(async () => !!query().get('from'), true);
  await settled();
  const later = await ask(`/network?limit=100&from=${query().get('from')}`);
  assert.ok(later.total < found.total && later.total > 0, `${later.total} of ${found.total}`);
  await until(async () => (await edges()).length, later.edges.length);

  // Sorted by a click on a head.
  await page.getByRole('button', { name: 'Sort by From' }).click();
  await until(async () => query().get('sort'), 'from');
  const starts = await texts('tbody td:first-child');
  assert.deepEqual(starts, [...starts].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)));
}
