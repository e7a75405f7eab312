// Commitments and sources, walked: the board by status, what is overdue, the claims behind each step; outlets and whose words their documents have.
import assert from 'node:assert/strict';
import { walker } from './walk.mjs';

export default async function (page, base) {
  const walk = walker(page, base);
  await board(page, walk);
  await outlets(page, walk);
}

async function board(page, { ask, open, settled, query, until, texts, number }) {
  await open('/commitments');
  const { commitments, on } = await ask('/commitments');
  const columns = () => page.locator('.board > section').evaluateAll((found) => found.map((one) => [one.getAttribute('aria-label'), Number(one.querySelector('h3 span').textContent)]));
  const counts = (found) => Object.fromEntries([...new Set(found.map((one) => one.status))].sort().map((status) => [status, found.filter((one) => one.status === status).length]));
  assert.deepEqual(Object.fromEntries((await columns()).sort()), counts(commitments));
  const more = page.locator('.board').getByRole('button', { name: /more$/ });
  while (await more.count()) await more.first().click();
  assert.equal(await page.locator('.board article').count(), commitments.length);

  // Each says its condition, its deadline in words, and by how much it is overdue.
  for (const one of commitments) {
    const card = (await page.locator(`article[id="${one.id}"]`).textContent()).replace(/\s+/g, ' ');
    if (one.condition) assert.ok(card.includes(one.condition.replace(/\s+/g, ' ').trim()), one.condition);
    if (one.deadline.startsWith('../')) assert.ok(card.includes(`by ${one.deadline.slice(3)}`), card);
    assert.equal(/overdue by/.test(card), one.overdue > 0, card);
  }
  const late = commitments.filter((one) => one.overdue > 0);
  assert.ok(late.length && commitments.some((one) => one.condition) && commitments.some((one) => one.status === 'withdrawn'));

  // The claims behind each step, with the way to the passage.
  const long = [...commitments].sort((a, b) => b.stages.length - a.stages.length)[0];
  const steps = page.locator(`article[id="${long.id}"] > ol > li`);
  assert.deepEqual((await steps.locator('> strong').allTextContents()), long.stages.map((one) => one.status));
  for (const [n, stage] of long.stages.entries()) {
    await steps.nth(n).locator('summary').click();
    await until(() => steps.nth(n).locator('q').count(), stage.claims.length);
    for (const link of await steps.nth(n).locator('li a').evaluateAll((found) => found.map((one) => one.getAttribute('href')))) assert.match(link, /^\/d\/d-[0-9a-f]+#p-/);
  }

  // Narrowed to what is late, to a status, and as of another day.
  await page.getByLabel('only overdue').check();
  await until(async () => query().get('overdue'), 'true');
  await until(() => number('.head h2[role=status]'), late.length);
  await page.getByLabel('only overdue').uncheck();
  await page.getByLabel('As of').fill('2024-09-01');
  await until(async () => query().get('on'), '2024-09-01');
  await settled();
  assert.notEqual(on, '2024-09-01');
  await until(() => page.locator('.board .late').count(), (await ask('/commitments?on=2024-09-01')).commitments.filter((one) => one.overdue > 0).length);
  await page.locator('.head').getByLabel('Status').selectOption('withdrawn');
  await until(async () => (await columns()).map(([name]) => name), ['withdrawn']);

  // Agreements: parties, signed, terms that lead to their document, stages.
  await open('/commitments');
  const { agreements } = await ask('/agreements');
  const first = page.locator('.pacts article').first();
  const words = (await first.textContent()).replace(/\s+/g, ' ');
  for (const part of [agreements[0].parties[0], agreements[0].status, agreements[0].signed]) assert.ok(words.includes(part), `${part} in ${words}`);
  assert.match(await first.locator('a.quote').first().getAttribute('href'), /^\/d\//);
  await first.locator('details > summary').first().click();
  assert.equal(await first.locator('details > ol > li').count(), agreements[0].stages.length);
}

async function outlets(page, { ask, open, settled, query, until, texts }) {
  await open('/sources');
  const { sources } = await ask('/sources');
  const rows = () => page.locator('tbody tr').evaluateAll((found) => found.map((row) => [row.querySelector('th').textContent.trim(), ...[...row.querySelectorAll('td')].slice(0, 2).map((cell) => Number(cell.textContent))]));
  const told = sources.map((one) => [one.source || 'no outlet named', one.documents, one.claims]);
  assert.deepEqual((await rows()).sort(), told.sort());
  await page.getByRole('button', { name: 'Claims' }).click();
  await until(async () => query().get('sort'), 'claims');
  await until(async () => (await rows()).map((row) => row[2]), told.map((row) => row[2]).sort((a, b) => b - a));

  // Documents that name no outlet are asked for like those of any other.
  const nameless = sources.find((one) => !one.source);
  await page.locator('tbody tr', { hasText: 'no outlet named' }).locator('td a').first().click();
  await until(async () => query().get('source'), '-');
  await until(() => page.locator('.documents > li').count(), nameless.documents);
  assert.ok((await texts('.documents > li')).every((one) => one.includes('no outlet named')));
  await page.getByRole('button', { name: 'Show all documents' }).click();
  await settled();

  // Whose words a document has.
  const { documents } = await ask('/documents?limit=50');
  const taken = documents.find((one) => one.kin.length);
  const item = page.locator('.documents > li', { has: page.locator(`a[href="/d/${taken.id}"]`) }).filter({ hasText: taken.title }).first();
  assert.match(await item.textContent(), /a copy of|a translation of|credits/);

  // A phone shows the outlets without moving the page or the table sideways.
  await page.setViewportSize({ width: 390, height: 800 });
  assert.deepEqual(await page.evaluate(() => [document.documentElement, document.querySelector('.scroll')].map((one) => one.scrollWidth <= one.clientWidth)), [true, true]);
  await page.setViewportSize({ width: 1280, height: 900 });
}
