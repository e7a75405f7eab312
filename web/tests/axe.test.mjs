// axe on every view, light, dark and as wide as a phone: nothing serious.
import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import { views } from './views.mjs';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const LOOKS = [['light', 1280], ['dark', 1280], ['light', 390], ['dark', 390]];

export default async function (page, base) {
  const found = [];
  for (const [scheme, width] of LOOKS) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    for (const view of await views(page, base)) {
      await page.goto(base + view);
      await page.waitForSelector('main h1, main h2');
      await page.waitForLoadState('networkidle');
      const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
      for (const one of violations) {
        if (one.impact !== 'serious' && one.impact !== 'critical') continue;
        found.push(`${view} ${scheme} ${width}: ${one.id} (${one.impact}), ${one.nodes.length}: ${one.nodes[0].html.slice(0, 160)} | ${one.nodes[0].failureSummary.replaceAll('\n', ' ').slice(0, 200)}`);
      }
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (wide > 1) found.push(`${view} ${scheme} ${width}: ${wide} pixels wider than the window`);
    }
  }
  assert.deepEqual(found, []);
}
