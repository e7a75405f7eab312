// Search, walked: the form, every facet, the bars by mouse and by keyboard; what is shown is what the API counts.
import assert from 'node:assert/strict';
import { walker } from './walk.mjs';

const FACETS = ['type', 'actor', 'place', 'source', 'language', 'modality', 'status'];

export default async function (page, base) {
  const { ask, open, settled, query, until, texts, number } = walker(page, base);
  const total = () => number('main section [role=status]');
  const told = async () => (await ask(`/events?${query()}`)).total;
  const agreed = async () => { await settled(); await until(total, await told()); return total(); };

  // The form: each field goes into the address, a chip says so and takes it away.
  await open('/');
  const all = await total();
  await page.click('form[role=search] summary');
  const actor = (await ask('/facets?modality=conditional')).facets.actor[0].name;
  await page.fill('input[name=actor]', actor);
  await page.selectOption('select[name=modality]', 'conditional');
  await page.click('form[role=search] button.main');
  await until(async () => [query().get('actor'), query().get('modality')], [actor, 'conditional']);
  const some = await agreed();
  assert.ok(some > 0 && some < all);
  assert.deepEqual(await texts('.chip bdi'), [actor, 'conditional']);
  await page.locator('.chip').last().click();
  await until(async () => query().get('modality'), null);
  assert.ok(await agreed() > some);
  await page.getByRole('button', { name: 'Clear all' }).click();
  assert.equal(await agreed(), all);

  // Facets: as counted, and each narrows.
  const { facets } = await ask('/facets');
  const shown = await page.locator('aside h2').allTextContents();
  assert.deepEqual(shown, ['Type', 'Actor', 'Place', 'Source', 'Language', 'Modality', 'Status']);
  for (const [n, name] of FACETS.entries()) {
    const list = page.locator('aside ul').nth(n);
    assert.deepEqual(await list.locator('button > span').allTextContents(), facets[name].map((one) => String(one.count)), name);
    await list.locator('button').first().click();
    await until(async () => query().has(name), true);
    const now = await agreed();
    assert.ok(now >= facets[name][0].count && now <= all, `${name}: ${now}`);
    await page.goBack();
    await agreed();
  }
  // Outlets without a name are one of them.
  await page.getByRole('button', { name: /^no outlet named/ }).click();
  await until(async () => query().get('source'), '-');
  assert.ok(await agreed() < all);
  assert.deepEqual(await texts('.chip bdi'), ['no outlet named']);

  // The bars by keyboard: arrows move, Shift takes more, Enter chooses, and the focus stays.
  await open('/');
  const bars = page.getByRole('slider', { name: 'Events over time' });
  const at = () => bars.getAttribute('aria-valuetext');
  const { histogram } = await ask('/facets');
  const counts = new Map(histogram.bars.map((bar) => [bar.at, bar.count]));
  await bars.focus();
  await page.keyboard.press('End');
  const last = histogram.bars.at(-1);
  assert.equal(await at(), `${last.at}: ${last.count} events`);
  await page.keyboard.press('Shift+ArrowLeft');
  const before = histogram.bars.at(-2).at;
  assert.equal(await at(), `${before} – ${last.at}: ${last.count + counts.get(before)} events`);
  assert.match(await page.textContent('figcaption'), new RegExp(`${before} – ${last.at}`));
  await page.keyboard.press('Escape');
  assert.equal(query().size, 0);
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Enter');
  await until(async () => [query().get('from'), query().get('to')], [before, last.at]);
  const brushed = await agreed();
  assert.ok(brushed > 0 && brushed < all);
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('role')), 'slider');
  await page.getByRole('button', { name: 'The whole time' }).click();
  assert.equal(await agreed(), all);

  // And by mouse.
  const box = await bars.boundingBox();
  await page.mouse.move(box.x + box.width * 0.7, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.9, box.y + 20, { steps: 4 });
  await page.mouse.up();
  await until(async () => query().has('from') && query().has('to'), true);
  assert.ok(await agreed() < all);

  // A row says what there is to know, and leads to the event.
  const { events } = await ask(`/events?${query()}`);
  const row = page.locator('article.card').first();
  const words = (await row.textContent()).replace(/\s+/g, ' ');
  for (const part of [...events[0].edtf.match(/\d{4}(-\d\d){0,2}/g), events[0].type, `${events[0].origins} independent origin`]) assert.ok(words.includes(part), `${part} in ${words}`);
  await row.locator('a[href^="/e/"]').click();
  await page.waitForURL(`**/e/${events[0].id}`);
}
