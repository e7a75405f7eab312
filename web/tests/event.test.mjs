// An event, walked: a row for each claim under its independent origin, what they disagree on, why they are one; citing, splitting, merging.
import assert from 'node:assert/strict';
import { walker } from './walk.mjs';

// The days of a date, which is told in words.
const days = (edtf) => edtf?.match(/\d{4}(-\d\d){0,2}/g) ?? [];
const plain = (words) => words.replace(/\s+/g, ' ').trim();

export default async function (page, base, { context }) {
  const { ask, open, settled, until, texts } = walker(page, base);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(base);
  const { events } = await ask('/events?limit=500');
  const best = [...events].sort((a, b) => b.disagreements.length - a.disagreements.length || b.origins - a.origins || b.claims - a.claims)[0];
  const view = await ask(`/events/${best.id}`);
  await open(`/e/${best.id}`);

  // Grouped by origin; each row with its quote and the values that its source gives.
  assert.ok(best.origins > 1 && best.disagreements.length);
  assert.equal(await page.locator('.groups > li').count(), best.origins);
  for (const claim of view.claims) {
    const row = page.locator(`article[id="${claim.id}"]`);
    const words = plain(await row.textContent());
    assert.equal(plain(await row.locator('a.quote').textContent()), plain(claim.sentence.quote));
    const given = [claim.source, claim.published, claim.type, claim.language, ...days(claim.when?.edtf), claim.when?.quote, claim.where?.name, ...claim.numbers, ...claim.according_to.map((one) => one.name || one.quote)];
    for (const part of given) if (part) assert.ok(words.includes(plain(part)), `${part} in ${words}`);
    for (const part of ['Modality', 'Language', 'Date', 'Place', 'Numbers', 'Status']) assert.ok(words.includes(part), part);
  }
  const of = await page.locator('.groups > li').evaluateAll((groups) => groups.map((group) => [...group.querySelectorAll('article')].map((row) => row.id)));
  const origin = new Map(Object.values(view.origins).flatMap((one) => one.documents.map((document) => [document, one.id])));
  const document = new Map(view.claims.map((claim) => [claim.id, claim.document]));
  for (const group of of) assert.equal(new Set(group.map((claim) => origin.get(document.get(claim)))).size, 1);

  // They disagree: in words, with who says what; every value is in the table, one of each part is shown, with the rule.
  const differs = (await texts('section.differs li')).join(' ');
  const dates = view.told.filter((one) => one.part === 'when');
  for (const one of best.disagreements.includes('date') || best.disagreements.includes('when') ? dates : []) for (const day of days(one.value)) assert.ok(differs.includes(day), `${day} in ${differs}`);
  assert.ok(view.claims.some((claim) => claim.source && differs.includes(claim.source)));
  assert.equal(await page.locator('tbody tr').count(), view.told.length);
  assert.equal(await page.locator('tbody tr.shown').count(), view.told.filter((one) => one.shown).length);
  assert.equal(await page.getByRole('heading', { name: 'Merged because' }).count(), 1);
  assert.equal((await texts('h2:has-text("Merged because") + ul > li')).length, view.because.length);
  assert.ok(view.because.length);

  // A citation, and a lasting link that opens the same event elsewhere.
  await page.getByRole('button', { name: 'Copy citation' }).click();
  const cited = await page.evaluate(() => navigator.clipboard.readText());
  for (const claim of view.claims) assert.ok(cited.includes(claim.sentence.quote.trim()) && cited.includes(`${base}${claim.link}`));
  assert.ok(cited.includes(`${base}/e/${best.id}`));
  await page.getByRole('button', { name: 'Copy lasting link' }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const elsewhere = await context.newPage();
  await elsewhere.goto(link);
  await elsewhere.waitForSelector('main h1');
  assert.equal(plain(await elsewhere.textContent('main h1')), plain(await page.textContent('main h1')));
  await elsewhere.close();

  // The passage behind a quote.
  await page.locator(`article[id="${view.claims[0].id}"] a.quote`).click();
  await page.waitForSelector('.text .chosen');
  assert.equal(await page.locator(`#card-${view.claims[0].id}.chosen`).count(), 1);
  await page.goBack();
  await page.waitForSelector('.groups');

  // Split, seen at once; undone.
  const rows = () => page.locator('.groups article').count();
  const away = view.claims.at(-1).id;
  await page.locator(`article[id="${away}"]`).getByRole('button', { name: 'Split' }).click();
  await until(rows, view.claims.length - 1);
  assert.equal((await ask(`/events/${away}`)).claims.length, 1);
  await page.locator('p[role=status]').getByRole('button', { name: 'Undo' }).click();
  await until(rows, view.claims.length);

  // Merge: found by words, seen side by side with what differs, joined; the other address leads here; undone in the history.
  const other = events.find((one) => one.claims === 1 && one.type !== best.type && one.actors.length && one.id !== best.id);
  const theirs = (await ask(`/events/${other.id}`)).claims[0];
  await page.fill('main input[type=search]', plain(theirs.trigger.quote));
  await page.locator('form[role=search]').getByRole('button', { name: 'Find' }).click();
  await page.locator('.found button').first().waitFor();
  const names = other.actors.map((one) => one.name).join(', ');
  await page.locator('.found button', { hasText: names }).filter({ hasText: other.type }).first().click();
  await page.waitForSelector('tr.differs .sign');
  const [, chosen] = (await page.locator('thead a').getAttribute('href')).split('/e/');
  assert.match(plain(await page.locator('thead').last().textContent()), /This event ?The other/);
  const others = (await ask(`/events/${chosen}`)).claims;
  const joined = view.claims.length + others.length;
  await page.getByRole('button', { name: `merge ${joined} claims` }).click();
  await until(rows, joined);
  const now = new URL(page.url()).pathname;
  await open(`/e/${chosen}`);
  assert.equal(await rows(), joined);
  if (now !== `/e/${chosen}`) {
    await page.getByRole('button', { name: 'Use its present address' }).click();
    await until(async () => new URL(page.url()).pathname !== `/e/${chosen}`, true);
  }
  const history = page.locator('main ol').last().locator('li', { hasText: /Tester:\s*Merge/ });
  await history.getByRole('button', { name: 'Undo' }).click();
  await settled();
  await until(async () => (await ask(`/events/${others[0].id}`)).claims.length, others.length);

  // A judgement on a row is seen on it, under the name of who made it.
  await open(`/e/${best.id}`);
  await page.fill('.why input', 'looked at the wire');
  await page.locator(`article[id="${away}"]`).getByRole('button', { name: 'Accept' }).click();
  await until(async () => /accepted \(Tester/.test(plain(await page.textContent(`article[id="${away}"]`))), true);
  assert.match(plain(await page.locator('main ol').last().textContent()), /Tester: Accept.*looked at the wire/);
}
