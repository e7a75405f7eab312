// A round trip: what a view shows is downloaded, edited as a table, taken back by `diurna import`, and seen in the page.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const EDIT = `
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8-sig", newline="")))
row = next(row for row in rows if row["id"] == sys.argv[2])
row["when"] = "2024-09-03"
with open(sys.argv[1], "w", encoding="utf-8-sig", newline="") as file:
    writer = csv.DictWriter(file, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
print(len(rows))
`;

export default async function (page, base, { diurna, python, file, folder }) {
  const ask = (path) => page.evaluate(async (at) => (await fetch(at)).json(), `/api/v1${path}`);
  await page.goto(`${base}/?type=AGREE`);
  await page.waitForSelector('article.card');
  await page.locator('details.download > summary').first().click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('details.download a[href*="/export/csv"]').first().click()]);
  assert.match(download.suggestedFilename(), /^[\w.-]+-chronology-\d{4}-\d\d-\d\d-redacted\.csv$/);
  const table = join(folder, download.suggestedFilename());
  await download.saveAs(table);

  // Just what was shown.
  const { claims, total } = await ask('/claims?type=AGREE&limit=500');
  const text = await readFile(table, 'utf8');
  for (const claim of claims) assert.ok(text.includes(claim.id), claim.id);
  const claim = claims.find((one) => one.when?.edtf && one.when.edtf !== '2024-09-03');
  assert.equal(Number(await python('-c', EDIT, table, claim.id)), total);

  // Shown as a difference first, then taken.
  const seen = await diurna('import', file, table, '--who', 'Desk');
  assert.ok(seen.includes(claim.id), seen);
  assert.deepEqual((await ask('/decisions')).total, 0);
  await diurna('import', file, table, '--who', 'Desk', '--apply', '--why', 'the wire says so');
  const log = await ask('/decisions');
  assert.deepEqual(log.decisions.map((made) => [made.action, made.target, made.who, made.why]), [['edit', claim.id, 'Desk', 'the wire says so']]);

  // And there in the page, with no restart.
  const { id } = await ask(`/events/${claim.id}`);
  await page.goto(`${base}/e/${id}`);
  await page.waitForSelector('main h1, main h2');
  await page.waitForFunction(() => /2024-09-03|3 Sep(tember)? 2024/.test(document.querySelector('main').textContent));

  // Every other format is given, too.
  const { formats } = await ask('/case');
  for (const format of formats) {
    const status = await page.evaluate(async (name) => { const got = await fetch(`/api/v1/export/${name}`); await got.arrayBuffer(); return [got.status, got.headers.get('content-disposition')]; }, format.name);
    if (status[0] === 501) continue; // its package is not installed, and that is what is said
    assert.equal(status[0], 200, format.name);
    assert.match(status[1], /^attachment;/, format.name);
  }
  await writeFile(table, '');
}

export const allowed = /Failed to load resource: the server responded with a status of 501/;
