// Changes, walked: what became of events since, with tombstones and what they told last; the log of decisions, and who undid what.
import assert from 'node:assert/strict';
import { walker } from './walk.mjs';

export default async function (page, base) {
  const { ask, post, open, settled, query, until, texts, number } = walker(page, base);
  await page.goto(base);
  const { last } = await ask('/changes?limit=1&newest=true');
  const { events } = await ask('/events?limit=500');
  const [gone, one, two] = events.filter((event) => event.claims === 1 && event.actors.length);
  const claim = async (event) => (await ask(`/events/${event.id}`)).claims[0];
  const [away, left, right] = [await claim(gone), await claim(one), await claim(two)];
  await post({ action: 'reject', target: away.id, why: 'it is about last year' });
  await post({ action: 'merge', target: `${left.id} ${right.id}`, who: 'Bo' });
  const undone = await post({ action: 'accept', target: left.id });
  await post({ action: 'undo', target: undone.id, who: 'Cy', why: 'too soon' });

  // Since a number: what came after it, the newest first.
  await open('/changes');
  await page.getByLabel('Since').fill(String(last));
  await page.getByRole('button', { name: 'Show' }).click();
  await until(async () => query().get('since'), String(last));
  await settled();
  const found = await ask(`/changes?since=${last}&newest=true`);
  const listed = () => page.locator('section[aria-label="What became of events"] li.card').evaluateAll((rows) => rows.map((row) => Number(/№ (\d+)/.exec(row.textContent)?.[1])));
  await until(listed, found.changes.map((one) => one.seq));
  assert.ok(found.changes.every((one) => one.seq > last) && found.changes.length >= 2);

  // Tombstones: said in words, struck out, with what they told last; one that was merged leads to where it is now.
  const tomb = (turn) => page.locator('li.gone', { hasText: new RegExp(`${turn}.*gone`) });
  assert.equal(await tomb('withdrawn').count(), 1);
  assert.ok((await tomb('withdrawn').locator('s').textContent()).includes(gone.type));
  await tomb('withdrawn').locator('summary').click();
  await until(async () => (await tomb('withdrawn').locator('q').allTextContents()).map((words) => words.trim()), [away.sentence.quote.trim()]);
  const merged = found.changes.find((one) => one.turn === 'merged');
  assert.equal(await tomb('merged').locator('a').first().getAttribute('href'), `/e/${merged.others[0]}`);

  // One kind alone; then all from the beginning, page by page.
  await page.getByLabel('Kind').selectOption('withdrawn');
  await until(listed, found.changes.filter((one) => one.turn === 'withdrawn').map((one) => one.seq));
  await page.getByLabel('Kind').selectOption('');
  await page.getByRole('button', { name: 'from the beginning' }).click();
  await until(async () => query().has('since'), false);
  await settled();
  const first = await listed();
  await page.locator('section[aria-label="What became of events"]').getByRole('button', { name: 'Older' }).click();
  await until(async () => Number(query().get('before')) === first.at(-1), true);
  await settled();
  await until(async () => (await listed())[0] < first.at(-1), true);

  // What came since the last look.
  await open('/changes');
  await page.getByRole('button', { name: /^since I last looked/ }).click();
  await until(() => number('section[aria-label="What became of events"] [role=status]'), 0);
  await post({ action: 'unsure', target: right.id });
  await post({ action: 'reject', target: right.id });
  await page.reload();
  await settled();
  const since = await ask(`/changes?since=${query().get('since')}`);
  assert.ok(since.total > 0);
  await until(() => number('section[aria-label="What became of events"] [role=status]'), since.total);

  // The log: who decided what, on which claim, why; what was undone, by whom.
  const log = page.locator('section[aria-label=Decisions] li.card');
  assert.equal(await log.count(), 6);
  assert.match((await texts('section[aria-label=Decisions] li.card')).at(-1), /Tester: rejected .*it is about last year/);
  assert.match(await log.filter({ hasText: /: accepted/ }).textContent(), /undone by Cy,.*“too soon”/);
  assert.equal((await log.last().locator('a').first().getAttribute('href')).split('#')[0], `/d/${away.document}`);
  await page.getByLabel('By').selectOption('Bo');
  await until(async () => query().get('who'), 'Bo');
  await until(() => log.count(), 1);
  assert.match(await log.textContent(), /Bo: merged/);
}
