// Puts the borders beside the pages under names that stay, so that whoever runs a server can put other files in their place.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const find = createRequire(import.meta.url);

export default () => ({
  name: 'borders',
  generateBundle() {
    for (const name of ['countries-110m.json', 'countries-50m.json']) {
      this.emitFile({ type: 'asset', fileName: `borders/${name}`, source: readFileSync(find.resolve(`world-atlas/${name}`)) });
    }
  },
});
