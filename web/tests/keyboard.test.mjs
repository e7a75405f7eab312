// Keyboard alone: the skip link, an order of stops that follows the page, no trap, a focus that is seen, in every view.
import assert from 'node:assert/strict';
import { views } from './views.mjs';
import { walker } from './walk.mjs';

const MOST = 400; // stops in a row
const ROW = 25; // of them between two looks

// Note each stop as the focus gets there, null where it leaves the page.
function noted() {
  const kept = new Map();
  globalThis.stops = [];
  addEventListener('focusin', ({ target: at }) => {
    if (!kept.has(at)) kept.set(at, kept.size);
    const box = at.getBoundingClientRect();
    const style = getComputedStyle(at);
    const ringed = style.outlineStyle !== 'none' || style.boxShadow !== 'none' || at.matches('canvas, svg, svg *');
    globalThis.stops.push({ key: kept.get(at), html: at.outerHTML.slice(0, 120), size: box.width * box.height, ringed });
  });
  addEventListener('focusout', ({ relatedTarget }) => { if (!relatedTarget) globalThis.stops.push(null); });
}

export default async function (page, base) {
  const { open } = walker(page, base);
  for (const view of await views(page, base)) {
    await open(view);

    // The first stop is the link past the navigation, and it leads there.
    await page.evaluate(() => { document.activeElement?.blur(); getSelection()?.removeAllRanges(); });
    await page.mouse.move(0, 0);
    await page.evaluate(() => { document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex'); });
    await page.keyboard.press('Tab');
    const first = await page.evaluate(() => [document.activeElement.classList[0], document.activeElement.getAttribute('href')]);
    assert.deepEqual(first, ['skip', '#content'], `${view}: first stop`);
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'content', `${view}: where the skip link leads`);

    // Every stop is seen, and the way ends.
    await page.evaluate(noted);
    const stops = new Set();
    let ended = false;
    while (stops.size < MOST && !ended) {
      for (let n = 0; n < ROW; n += 1) await page.keyboard.press('Tab');
      const row = await page.evaluate(() => globalThis.stops.splice(0));
      assert.ok(row.length, `${view}: the focus is held after ${stops.size} stops`);
      for (const stop of row) {
        ended = !stop || stops.has(stop.key);
        if (ended) break;
        stops.add(stop.key);
        assert.ok(stop.size > 0, `${view}: a stop that has no size: ${stop.html}`);
        assert.ok(stop.ringed, `${view}: a stop that does not show: ${stop.html}`);
      }
    }
    // A long list has more stops than are walked here; one that holds the focus has few.
    assert.ok(stops.size > 1, `${view}: the focus is held after ${stops.size} stops`);

    // And back: the end of a page may be one stop more.
    const at = () => page.evaluate(() => { const at = document.activeElement; return at ? [...document.querySelectorAll('*')].indexOf(at) : -1; });
    const before = await at();
    await page.keyboard.press('Shift+Tab');
    const once = await at();
    await page.keyboard.press('Shift+Tab');
    assert.ok(once !== before || (await at()) !== before, `${view}: no way back`);
  }

  // "/" leads to the search, "?" opens the keys, Escape closes them.
  await page.goto(base);
  await page.waitForSelector('article.card');
  await page.keyboard.press('/');
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('type')), 'search');
  await page.keyboard.type('?');
  assert.equal(await page.locator('[role=dialog], dialog').count(), 0, 'a key fired while typing');
  await page.evaluate(() => { document.activeElement.value = ''; document.activeElement.blur(); });
  await page.keyboard.press('?');
  await page.waitForSelector('[role=dialog], dialog[open]');
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => !document.querySelector('[role=dialog], dialog[open]'));
}
