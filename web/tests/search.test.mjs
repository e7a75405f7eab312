// Search: words, facets and the bars narrow what is shown; the address holds all of it; masks and scripts of all directions.
import assert from 'node:assert/strict';

const total = async (page) => Number((await page.textContent('[role=status]')).replace(/\D/g, ''));

export default async function (page, base) {
  // An address is reached when it is shown: the number of events is that of the API.
  const settled = async (wanted) => {
    await page.waitForFunction((asked) => location.search.includes(asked), wanted);
    const told = await page.evaluate(async () => (await (await fetch(`/api/v1/events?${new URLSearchParams(location.search)}`)).json()).total);
    await page.waitForFunction((n) => document.querySelector('[role=status]')?.textContent.replace(/\D/g, '') === String(n), told);
  };
  await page.goto(base);
  await page.waitForSelector('article.card');
  const all = await total(page);
  assert.ok(all > 100, `${all} events`);

  // Words, and the way back.
  await page.fill('input[type=search]', 'ferry');
  await page.press('input[type=search]', 'Enter');
  await settled('text=ferry');
  const some = await total(page);
  assert.ok(some > 0 && some < all, `${some} of ${all}`);
  await page.goBack();
  await page.waitForFunction((n) => document.querySelector('[role=status]')?.textContent.replace(/\D/g, '') === String(n), all);

  // A facet says how many, and that many are shown.
  const { facets } = await page.evaluate(async () => (await fetch('/api/v1/facets')).json());
  const told = facets.type[0].count;
  const facet = page.locator('aside button.facet').first();
  await page.waitForFunction((n) => document.querySelector('aside button.facet')?.lastElementChild.textContent === String(n), told);
  await facet.click();
  await settled('type=');
  // An event that a claim of another type belongs to is found by both types, and counted by its own.
  const now = await total(page);
  assert.ok(now >= told && now < all, `${told} told, ${now} shown`);

  // The address is the state: opened anew, it shows the same.
  const address = page.url();
  const shown = await page.locator('article.card').allTextContents();
  await page.goto('about:blank');
  await page.goto(address);
  await page.waitForSelector('article.card');
  assert.deepEqual(await page.locator('article.card').allTextContents(), shown);

  // Pages of the list hold each event once.
  await page.goto(base);
  const seen = [];
  const cards = () => page.locator('article.card a[href^="/e/"]').evaluateAll((links) => links.map((link) => link.pathname));
  for (;;) {
    await page.waitForFunction((last) => {
      const first = document.querySelector('article.card a[href^="/e/"]');
      return first && first.pathname !== last && !document.querySelector('main [aria-busy=true]');
    }, seen.at(-1)?.first ?? '');
    const held = await cards();
    seen.push(...held.map((path) => ({ path, first: held[0] })));
    const next = page.getByRole('button', { name: /next/i });
    if (!(await next.count())) break;
    await next.click();
  }
  assert.equal(seen.length, all);
  assert.equal(new Set(seen.map(({ path }) => path)).size, all);

  // Nothing found is said; what is not understood is said, and is no empty page.
  await page.goto(`${base}/?text=zzzzqqqq`);
  await page.waitForFunction(() => /no |nothing/i.test(document.querySelector('main').textContent));
  assert.equal(await total(page), 0);

  // French.
  await page.goto(base);
  await page.locator('.tools select').first().selectOption('fr');
  await page.waitForFunction(() => document.documentElement.lang === 'fr' && /événement/.test(document.querySelector('[role=status]')?.textContent ?? ''));
}
