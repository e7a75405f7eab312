// Review, walked: which claims wait, how far it is, what was decided in the sitting, two sides held beside each other, a second reader and who settles it.
import assert from 'node:assert/strict';
import { walker } from './walk.mjs';

export default async function (page, base) {
  const { ask, open, query, until, texts } = walker(page, base);
  const queue = () => page.locator('[data-row]').evaluateAll((rows) => rows.map((row) => row.dataset.row));
  const asked = async () => { const given = query(); given.delete('claim'); return (await ask(`/review?${given}`)).claims.map((claim) => claim.id); };
  const hand = () => query().get('claim');
  const start = async (path) => { await open(path); await page.waitForSelector('article.card'); };

  // Filters: score, source, language, doubt, order; each in the address, the list is the API's.
  await start('/review');
  const all = await asked();
  assert.deepEqual(await queue(), all);
  const narrowed = async (change, name, value) => {
    await start('/review');
    await change();
    await until(async () => query().get(name), value);
    const wanted = await asked();
    await until(queue, wanted);
    assert.ok(wanted.length, name);
    return wanted;
  };
  await narrowed(async () => { await page.getByLabel('Score at most').fill('0.8'); await page.keyboard.press('Tab'); }, 'below', '0.8');
  assert.ok((await texts('[data-row] .small')).every((told) => Number(told.slice(0, 4)) <= 0.8));
  await narrowed(() => page.locator('.asking').getByLabel('Language').selectOption('ar'), 'language', 'ar');
  assert.match(await page.locator('article.card').textContent(), /· ar/);
  await narrowed(() => page.getByLabel('only doubted').check(), 'doubted', 'true');
  assert.ok(await page.locator('article.card .doubts li').count() > 0, 'what speaks against it is not said');
  await narrowed(() => page.getByLabel('Order').selectOption('date'), 'order', 'date');
  const source = (await ask('/review?limit=1&source=Observer')).claims[0].source;
  await narrowed(async () => { await page.click('form[role=search] summary'); await page.fill('input[name=source]', source); await page.keyboard.press('Enter'); }, 'source', source);

  // Disagreement: a claim of an event whose claims contradict one another says with whom.
  const { events } = await ask('/events?limit=500');
  const apart = events.find((one) => one.disagreements.length && one.origins > 1);
  const members = (await ask(`/events/${apart.id}`)).claims;
  await start(`/review?claim=${members[0].id}`);
  const doubt = (await texts('article.card .doubts li')).join(' ');
  assert.ok(members.some((one) => one.source && doubt.includes(one.source)), doubt);

  // Side by side, by keys: what differs has a sign and words; Escape goes back.
  const pair = page.locator('table', { hasText: 'The others in its event' });
  await pair.waitFor();
  await page.locator('article.card').focus();
  await page.keyboard.press('m');
  await page.waitForSelector('.offer');
  for (let n = 0; n < 30 && !(await page.evaluate(() => document.activeElement?.matches('.offer'))); n += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const compared = page.locator('[data-quiet] table');
  await compared.waitFor();
  assert.deepEqual(await compared.locator('thead th').allTextContents(), ['Part', 'This claim', 'The other']);
  assert.ok(await compared.locator('tbody tr').count() > 3);
  assert.ok((await compared.locator('.differs .hidden').allTextContents()).every((words) => words.trim() === 'differs:'));
  assert.ok(await page.locator('[data-quiet] .quote').count());
  await page.keyboard.press('Escape');
  await page.waitForSelector('.offer');
  await page.keyboard.press('Escape');
  await page.waitForSelector('[data-quiet]', { state: 'detached' });

  // Progress and the stack of what was decided: any of it can be undone, not the last alone.
  await start('/review?order=document');
  const progress = () => page.locator('progress').evaluate((one) => one.value);
  const before = await ask('/review?limit=1');
  const took = [];
  for (const key of ['a', 'x', 'h']) {
    const id = hand();
    took.push(id);
    await page.keyboard.press(key);
    await until(async () => hand() !== id, true);
  }
  await until(async () => (await ask('/review?limit=1')).judged, before.judged + 2);
  await until(progress, (before.judged + 2) / before.all);
  const stack = page.locator('section[aria-label="Decided in this sitting"] li');
  await until(async () => (await stack.locator('strong').allTextContents()), ['unsure', 'rejected', 'accepted']);
  await stack.nth(1).getByRole('button', { name: 'Undo' }).click();
  await until(async () => (await ask(`/review/${took[1]}`)).status, 'pending');
  await until(async () => /undone/.test(await stack.nth(1).textContent()), true);
  assert.equal((await ask(`/review/${took[0]}`)).status, 'accepted');

  // A second reader at the same machine, by name, who differs; a third settles it, with a reason.
  const named = async (who) => { await page.getByLabel('I decide as').fill(who); await page.keyboard.press('Tab'); };
  await open('/review?reading=second');
  await named('Bo');
  await until(async () => (await queue()).sort(), [took[0], took[2]].sort());
  await page.locator(`[data-row="${took[0]}"]`).click();
  await page.locator('article.card').focus();
  await page.keyboard.press('x');
  await until(async () => (await ask(`/review/${took[0]}`)).differ, true);
  await start(`/review?reading=differs&claim=${took[0]}`);
  const readers = async () => (await page.locator('article.card .readers').textContent()).replace(/\s+/g, ' ');
  assert.match(await readers(), /they differ, and nobody has settled it.*Tester: accepted.*Bo: rejected/);
  await named('Cy');
  await page.locator('article.card').focus();
  await page.keyboard.press('a');
  assert.match(await page.locator('.said').textContent(), /reason/);
  await page.keyboard.type('the second page says so');
  await page.keyboard.press('Enter');
  await page.keyboard.press('a');
  await until(async () => !!(await ask(`/review/${took[0]}`)).settled, true);
  await start(`/review?reading=settled&claim=${took[0]}`);
  assert.match(await readers(), /Cy: accepted ?– “the second page says so”.*settles it/);
}
