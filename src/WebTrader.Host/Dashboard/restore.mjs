// Bundles each library once into wwwroot/lib, where the pages import it by a relative path: the content security policy
// allows neither an import map nor another origin. The result is not committed; the lock file is.
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { dirname, join, relative } from 'node:path';
import { rm, stat, writeFile } from 'node:fs/promises';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, '..', '..', '..', 'wwwroot', 'lib');
const names = ['ui', 'signalr', 'charts'];

await rm(out, { recursive: true, force: true });
await build({
  absWorkingDir: here,
  entryPoints: names.map(name => join('lib', `${name}.ts`)),
  outdir: out,
  bundle: true,
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  minify: true,
  legalComments: 'linked',
  define: { 'process.env.NODE_ENV': '"production"' },
});
// the type checker takes these over the bundles next to them; a browser never asks for them
for (const name of names) {
  await writeFile(join(out, `${name}.d.ts`), `export * from '../../src/WebTrader.Host/Dashboard/lib/${name}';\n`);
  const file = join(out, `${name}.js`);
  console.log(`${relative(join(here, '..', '..', '..'), file)}  ${Math.round((await stat(file)).size / 1024)} KiB`);
}
