// Draws the icons of an installed dashboard from wwwroot/fence.svg, the product's mark, in a Chromium without a window:
//   node icons.mjs [chromium]
// The results are committed: a build needs no browser for them.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'wwwroot'), out = join(root, 'icons');
const mark = readFileSync(join(root, 'fence.svg'), 'utf8'), chromium = process.argv[2] ?? 'chromium', work = mkdtempSync(join(tmpdir(), 'icons-'));

/** Those that a system cuts to its own shape are all ground, with the mark in the middle, where none of them cuts; the others bring round corners. */
const ICONS = [['icon-192', 192, .7, '18%'], ['icon-512', 512, .7, '18%'], ['maskable-192', 192, .54, '0'], ['maskable-512', 512, .54, '0']];

mkdirSync(out, { recursive: true });
for (const [name, size, share, corner] of ICONS) {
  const page = join(work, `${name}.html`), side = Math.round(size * share);
  writeFileSync(page, `<!doctype html><body style="margin:0"><div style="position:fixed;inset:0;display:grid;place-items:center;background:#0F1216;border-radius:${corner}">${mark.replace('<svg ', `<svg width="${side}" height="${side}" `)}`);
  execFileSync(chromium, ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--force-device-scale-factor=1', '--default-background-color=00000000', `--window-size=${size},${size}`, `--screenshot=${join(out, `${name}.png`)}`, pathToFileURL(page).href], { stdio: 'ignore' });
}
rmSync(work, { recursive: true });
