// Ten claims reviewed by keyboard alone, then undo, edit, merge, split, a second reader; nothing is clicked.
import assert from 'node:assert/strict';

// A date that is none, and a claim that somebody else has changed, are refused.
export const allowed = /Failed to load resource: the server responded with a status of 409/;

const WAYS = ['a', 'x', 'h', 'a', 'Enter', 'a', 'x', 'a', 'a', 'h'];
const DID = { a: 'accept', Enter: 'accept', x: 'reject', h: 'unsure' };

export default async function (page, base) {
  const api = (path) => page.evaluate((at) => fetch(at).then((found) => found.json()), `/api/v1${path}`);
  const hand = () => new URL(page.url()).searchParams.get('claim');
  const press = (key) => page.keyboard.press(key);
  const still = async () => {
    await page.waitForFunction(() => !/saving…|enregistrement…/.test(document.querySelector('.progress')?.textContent ?? ''));
  };
  const moved = (from) => page.waitForFunction((id) => new URL(location.href).searchParams.get('claim') !== id, from);
  const focused = () => page.waitForFunction(() => document.activeElement?.matches('article.card'));
  const open = async (path) => {
    await page.goto(base + path);
    await page.waitForSelector('article.card');
    await page.waitForFunction(() => new URL(location.href).searchParams.get('claim'));
    await focused();
  };

  await open('/review');
  const before = await api('/decisions?limit=1');
  const judged = (await api('/review?limit=1')).judged;

  // Nothing fires while somebody types, nor with a modifier.
  await press('/');
  await page.waitForFunction(() => document.activeElement?.matches('input[type=search]'));
  await page.keyboard.type('axhemsu ');
  await page.evaluate(() => { document.activeElement.value = ''; document.activeElement.blur(); });
  await press('Alt+a');
  await press('Shift+A');
  assert.equal((await api('/decisions?limit=1')).total, before.total, 'a key fired that must not');

  // Ten of them.
  await open('/review');
  const done = [];
  for (const way of WAYS) {
    const id = hand();
    done.push([id, DID[way]]);
    await press(way);
    await moved(id);
    await focused();
  }
  await still();
  const log = await api('/decisions?limit=10');
  assert.deepEqual(log.decisions.map((made) => [made.target, made.action]).reverse(), done);
  assert.equal((await api('/review?limit=1')).judged, judged + 8);
  assert.match(await page.textContent('.progress'), new RegExp(`\\b${judged + 8}\\b`));

  // Moving and skipping decide nothing.
  const here = hand();
  for (const [there, back] of [['j', 'k'], ['ArrowDown', 'ArrowUp'], [' ', 'k']]) {
    const from = hand();
    await press(there);
    await moved(from);
    await press(back);
    await page.waitForFunction((id) => new URL(location.href).searchParams.get('claim') === id, from);
  }
  assert.equal(hand(), here);
  assert.equal((await api('/decisions?limit=1')).total, before.total + 10);

  // Enter accepts only while the claim has the focus.
  await page.evaluate(() => document.activeElement.blur());
  await press('Enter');
  assert.equal((await api('/decisions?limit=1')).total, before.total + 10);

  // Undo, twice, the last first; Ctrl+Z is the same.
  await press('u');
  await page.waitForFunction((id) => new URL(location.href).searchParams.get('claim') === id, done[9][0]);
  await press('Control+z');
  await page.waitForFunction((id) => new URL(location.href).searchParams.get('claim') === id, done[8][0]);
  await still();
  assert.equal((await api(`/review/${done[8][0]}`)).status, 'pending');

  // Edit: what the server refuses is said beside its field; what it takes is shown, with what stood there.
  await open('/review?order=document');
  const edited = hand();
  await press('e');
  await page.waitForSelector('input[name=when]');
  for (let n = 0; n < 20 && !(await page.evaluate(() => document.activeElement?.getAttribute('name') === 'when')); n += 1) await press('Tab');
  await press('Control+a');
  await page.keyboard.type('last week');
  await press('Enter');
  await page.waitForSelector('#edit-when [role=alert]');
  assert.match(await page.textContent('#edit-when [role=alert]'), /EDTF/);
  await press('Control+a');
  await page.keyboard.type('2024-09-22');
  await press('Enter');
  await page.waitForSelector('input[name=when]', { state: 'detached' });
  const corrected = await api(`/review/${edited}`);
  assert.deepEqual([corrected.values.when, corrected.status], ['2024-09-22', 'edited']);
  await focused();

  // Merge with what is offered first, seen side by side; then split; then undo both.
  const members = async () => (await api(`/review/${edited}`)).event_claims;
  const alone = await members();
  await press('m');
  await page.waitForSelector('.offer');
  for (let n = 0; n < 20 && !(await page.evaluate(() => document.activeElement?.matches('.offer'))); n += 1) await press('Tab');
  await press('Enter');
  await page.waitForFunction(() => document.activeElement?.matches('button.main'));
  assert.equal(await page.locator('[data-quiet] table thead th').count(), 3);
  await press('Enter');
  await page.waitForSelector('[data-quiet]', { state: 'detached' });
  const joined = await members();
  assert.ok(joined > alone, `${joined} claims after the merge, ${alone} before`);
  await focused();
  await press('s');
  await page.waitForFunction(() => document.querySelectorAll('section[aria-label] ol li').length >= 3);
  await still();
  assert.equal(await members(), 1);
  await press('u');
  await still();
  await page.waitForTimeout(200);
  assert.equal(await members(), joined);
  await press('u');
  await page.waitForTimeout(200);
  await still();
  assert.equal(await members(), alone);

  // A decision on what another has changed meanwhile is refused, said, and shown anew.
  await open('/review?order=date');
  const contested = hand();
  await page.evaluate((target) => fetch('/api/v1/decisions', {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ action: 'reject', target, who: 'Bo' }),
  }), contested);
  await press('a');
  await page.waitForSelector('p.warn[role=alert]');
  assert.match(await page.textContent('p.warn[role=alert]'), /Bo/);
  const seen = await api(`/review/${contested}`);
  assert.deepEqual([seen.status, seen.decided_by], ['rejected', 'Bo']);

  // The one who looks again may differ; who settles it needs a reason.
  await open(`/review?reading=second&claim=${contested}`);
  assert.equal(hand(), contested);
  await press('a');
  await page.waitForTimeout(100);
  await still();
  await open('/review?reading=differs');
  assert.equal(hand(), contested);
  await press('x');
  await page.waitForFunction(() => document.activeElement?.closest('.why'));
  await page.keyboard.type('the text says otherwise');
  await press('Enter');
  await focused();
  await press('x');
  await page.waitForTimeout(100);
  await still();
  const settled = await api(`/review/${contested}`);
  assert.deepEqual([settled.status, settled.judgements.length], ['rejected', 2]);
}
