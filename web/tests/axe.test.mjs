// axe on every view, light, dark and as wide as a phone: nothing serious, and nothing wider than the window.
import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import { views } from './views.mjs';
import { walker } from './walk.mjs';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const COLOURS = ['color-contrast', 'link-in-text-block']; // what another scheme may change; names and roles it does not
const LOOKS = [[1280, 'light'], [1280, 'dark'], [390, 'dark'], [390, 'light']];

export default async function (page, base) {
  const { open } = walker(page, base);
  const found = [];
  for (const view of await views(page, base)) {
    let before = 0;
    for (const [width, scheme] of LOOKS) {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 900 });
      if (before === width) await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      else await open(view);
      const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode(); // there are no frames; what passes need not be told
      const { violations } = await (before === width ? axe.withRules(COLOURS) : axe.withTags(TAGS)).analyze();
      before = width;
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
