import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import borders from './borders.js';
import licences from './licences.js';

// Everything is served by `diurna serve` under its own address: no inline script or style, so that its policy can forbid both.
export default defineConfig({
  plugins: [svelte(), licences(), borders()],
  build: { outDir: '../src/diurna/serve/pages', emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false }, sourcemap: false },
  server: { proxy: { '/api': 'http://127.0.0.1:8021' } },
});
