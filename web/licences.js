// Writes licences.txt beside the pages: the licence of each package of which anything was bundled, told by what was bundled.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const PERMISSIVE = /^\(?(0BSD|MIT|ISC|BSD-[23]-Clause|Apache-2\.0|CC0-1\.0|Unlicense|BlueOak-1\.0\.0)\b/;

/** The folder of the package that holds a file: the part behind the last node_modules, with its scope. */
function folder(file) {
  const found = /^(.*node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(file);
  return found && existsSync(join(found[1], 'package.json')) ? found[1] : '';
}

/** What is told of a package; a licence that is not permissive stops the build. */
function told(place) {
  const { name, version, license = '', author } = JSON.parse(readFileSync(join(place, 'package.json'), 'utf8'));
  if (!PERMISSIVE.test(license)) throw new Error(`${name} ${version}: licence ${license || 'not told'}; only permissive ones are bundled`);
  const file = readdirSync(place).find((one) => /^licen[cs]e(\.|$)/i.test(one));
  // Vite's names all that Vite itself is made of, of which nothing is bundled.
  const text = file ? readFileSync(join(place, file), 'utf8').split(/^# Licenses of bundled/m)[0].trim() : `${license}, ${author?.name ?? author ?? ''}`;
  return `${name} ${version} (${license})\n\n${text}\n`;
}

export default function licences() {
  return {
    name: 'licences',
    generateBundle(_, bundle) {
      const places = new Set();
      for (const part of Object.values(bundle)) {
        for (const id of [...(part.moduleIds ?? []), ...(part.originalFileNames ?? [])]) {
          const clean = id.replace(/^\0/, '').split('?')[0];
          // Helpers of the bundler itself have names that are no files.
          const tool = /^(vite|rolldown)\b/.exec(clean)?.[1];
          const place = tool ? join(HERE, 'node_modules', tool) : folder(clean);
          if (place) places.add(place);
        }
      }
      const source = [...places].sort().map(told).join(`\n${'-'.repeat(78)}\n\n`);
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source });
    },
  };
}
