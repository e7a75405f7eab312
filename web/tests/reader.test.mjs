// The reader, walked: lit words and record lead to each other, parts are corrected and claims added where they stand, originals only downloaded.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { walker } from './walk.mjs';

// A date that is none is refused.
export const allowed = /Failed to load resource: the server responded with a status of 409/;

export default async function (page, base) {
  const { ask, open, query, until } = walker(page, base);
  await page.goto(base);
  const { documents } = await ask('/documents?limit=500');
  const most = [...documents].sort((a, b) => b.claims - a.claims)[0];
  const view = await ask(`/documents/${most.id}`);
  await open(`/d/${most.id}`);

  // The whole text is there, and the words of each claim are lit: by colour and sign of the family, and told to who sees neither.
  const whole = await page.locator('.text').evaluate((text) => text.textContent);
  assert.equal(whole, view.pieces.map((piece) => piece.words).join(''));
  const signs = await page.locator('.text .m.trigger[data-sign]').evaluateAll((found) => found.map((one) => one.dataset.sign));
  assert.ok(signs.length && signs.every((sign) => '○●△▲'.includes(sign)));
  assert.match(await page.locator('.text .m.trigger').first().getAttribute('aria-label'), /: Act of [A-Z]+/);

  // From words to record, by click and by key; from record to words.
  const trigger = page.locator('.text .m.trigger').first();
  await trigger.click();
  await until(async () => !!query().get('claim'), true);
  const first = query().get('claim');
  await until(() => page.locator('.record article.chosen').getAttribute('id'), `card-${first}`);
  assert.equal(await page.locator('.record article.chosen .head').getAttribute('aria-expanded'), 'true');
  const last = view.claims.at(-1).id === first ? view.claims[0] : view.claims.at(-1);
  await page.locator(`#card-${last.id} .head`).click();
  await until(async () => query().get('claim'), last.id);
  const chosen = await page.locator('.text .trigger.chosen').evaluateAll((found) => found.map((one) => one.textContent).join(''));
  assert.ok(last.trigger.quote.includes(chosen) && chosen, chosen);
  await trigger.focus();
  await page.keyboard.press('Enter');
  await until(async () => query().get('claim') !== last.id, true);

  // A date and a role are corrected in place; what is none is said beside the field.
  const claim = view.claims.find((one) => one.when?.edtf && one.actors.length);
  await open(`/d/${most.id}?claim=${claim.id}`);
  const card = page.locator(`#card-${claim.id}`);
  const edit = async (part, value) => {
    await card.getByRole('button', { name: `Edit ${part}` }).click();
    await card.getByRole('textbox', { name: part }).fill(value);
    await page.keyboard.press('Enter');
  };
  await edit('Date', 'last week');
  await card.locator('[role=alert] .warn').waitFor();
  assert.match(await card.locator('[role=alert] .warn').textContent(), /EDTF/);
  await card.getByRole('textbox', { name: 'Date' }).fill('2024-09-21');
  await page.keyboard.press('Enter');
  await card.getByText('a person\'s correction').first().waitFor();
  await edit('Actors', 'Harbour council');
  await until(async () => (await ask(`/documents/${most.id}`)).claims.find((one) => one.id === claim.id).parts.actors, 'Harbour council');
  assert.match(await card.textContent(), /2024-09-21/);
  await until(async () => /Harbour council/.test(await card.locator('.head').textContent()), true);
  assert.equal(await page.locator('.text').evaluate((text) => text.textContent), whole, 'the text has changed');

  // A claim is added by selecting words in the text.
  const word = await page.locator('.text > span:not(.m):not(.masked)').evaluateAll((spans) => {
    for (const span of spans) {
      const found = /(?<=\s)\p{L}{6,}(?=\s)/u.exec(span.textContent);
      if (!found) continue;
      span.scrollIntoView({ block: 'center' });
      const range = document.createRange();
      range.setStart(span.firstChild, found.index);
      range.setEnd(span.firstChild, found.index + found[0].length);
      const box = range.getBoundingClientRect();
      return { text: found[0], x: box.x + box.width / 2, y: box.y + box.height / 2 };
    }
    return null;
  });
  await page.mouse.dblclick(word.x, word.y);
  const adding = page.locator('details', { hasText: 'Add a claim' });
  await until(async () => (await adding.locator('summary').textContent()).includes(word.text), true);
  await adding.locator('summary').click();
  assert.equal((await adding.locator('input').first().inputValue()).trim(), word.text);
  await adding.locator('select').selectOption('PROTEST');
  await adding.getByLabel('Actors').fill('dockers');
  await adding.getByRole('button', { name: 'Add a claim' }).click();
  await adding.getByText('The claim was added.').waitFor();
  const now = await ask(`/documents/${most.id}`);
  const [made] = now.claims.filter((one) => !view.claims.some((known) => known.id === one.id));
  assert.deepEqual([made.type, made.trigger.quote.trim(), made.parts.actors], ['PROTEST', word.text, 'dockers']);
  assert.match(await page.locator(`#card-${made.id}`).textContent(), /added by Tester/);
  await page.locator('.record > p').getByRole('button', { name: 'Undo' }).click();
  await until(() => page.locator(`#card-${made.id}`).count(), 0);

  // A date that was repaired shows the words as they stand, what was read, and why.
  let repaired = null;
  for (const one of documents) {
    const found = (await ask(`/documents/${one.id}`)).claims.find((told) => told.when?.repaired && told.when.edtf && told.when.reason);
    if (found) { repaired = [one.id, found]; break; }
  }
  await open(`/d/${repaired[0]}?claim=${repaired[1].id}`);
  const why = await page.locator('.why.repaired').textContent();
  for (const part of ['Repaired date', repaired[1].when.quote, repaired[1].when.edtf, repaired[1].when.reason]) assert.ok(why.includes(part), `${part} in ${why}`);

  // A lasting link to a passage lights it.
  await open(repaired[1].link);
  await until(async () => (await page.locator('.text .passage').count()) > 0, true);

  // The original: bytes as a download, nothing of it in the page.
  const original = page.locator('a[href$="/original"]');
  const [file] = await Promise.all([page.waitForEvent('download'), original.click()]);
  assert.match(file.suggestedFilename(), /^d-[0-9a-f]+\.bin$/);
  assert.ok((await readFile(await file.path())).length > 100);
  const headers = await page.evaluate(async (at) => { const got = await fetch(at); await got.arrayBuffer(); return [got.headers.get('content-type'), got.headers.get('content-disposition')]; }, await original.getAttribute('href'));
  assert.equal(headers[0], 'application/octet-stream');
  assert.match(headers[1], /^attachment/);
  assert.equal(await page.locator('main :is(iframe, object, embed, img)').count(), 0);
}
