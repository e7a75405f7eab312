// What the tests that walk a view share: ask the API as the page would, open a view and wait until it shows what it asked for.
import assert from 'node:assert/strict';

/** Helpers bound to a page that is signed in. */
export function walker(page, base) {
  const ask = (path) => page.evaluate(async (at) => { const got = await fetch(at); if (!got.ok) throw new Error(`${at}: ${got.status}`); return got.json(); }, `/api/v1${path}`);
  const post = (body) => page.evaluate(async (told) => {
    const got = await fetch('/api/v1/decisions', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(told) });
    if (!got.ok) throw new Error(await got.text());
    return got.json();
  }, body);
  const settled = async () => {
    await page.waitForFunction(() => document.querySelector('main h1, main h2') && !document.querySelector('main [aria-busy=true]')
      && ![...document.querySelectorAll('main [role=status]')].some((one) => one.textContent.trim() === 'Loading…'));
  };
  const open = async (path) => { await page.goto(base + path); await settled(); };
  // As a link of the app does it: another view, no page loaded anew.
  const turn = async (path) => {
    await page.evaluate((to) => { const link = document.createElement('a'); link.href = to; document.body.append(link); link.click(); link.remove(); }, path);
    await settled();
  };
  const query = () => new URL(page.url()).searchParams;
  const until = async (what, wanted) => {
    for (const end = Date.now() + 15_000; ;) {
      const found = await what();
      try { assert.deepEqual(found, wanted); return; } catch (error) { if (Date.now() > end) throw error; }
      await page.waitForTimeout(50);
    }
  };
  const texts = (where) => page.locator(where).evaluateAll((found) => found.map((one) => one.textContent.replace(/\s+/g, ' ').trim()));
  const number = async (where) => Number((await page.locator(where).first().textContent()).replace(/\D/g, ''));
  return { ask, post, open, turn, settled, query, until, texts, number };
}
