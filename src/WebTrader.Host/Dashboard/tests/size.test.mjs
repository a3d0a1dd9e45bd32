import test from 'node:test';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import ts from 'typescript';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const files = ['wwwroot/js', 'wwwroot/css', 'src/WebTrader.Host/Dashboard/tests', 'src/WebTrader.Host/Dashboard/lib'].flatMap(folder => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).filter(entry => entry.isFile()).map(entry => relative(root, join(entry.parentPath, entry.name))));
const read = file => readFileSync(join(root, file), 'utf8');

test('no file has more than 400 lines', () => assert.deepEqual(files.filter(file => read(file).split('\n').length > 400), []));
test('no function has more than 70 lines', () => {
  const long = [];
  for (const file of files.filter(name => extname(name) === '.js')) {
    const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
    const lineOf = position => source.getLineAndCharacterOfPosition(position).line;
    const visit = node => {
      if (ts.isFunctionLike(node) && node.body && lineOf(node.end) - lineOf(node.getStart()) >= 70) long.push(`${file}:${lineOf(node.getStart()) + 1}`);
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  assert.deepEqual(long, []);
});
test('nothing in the pages needs an inline style, an inline script or another origin', () => {
  const page = read('wwwroot/index.html');
  assert.doesNotMatch(page, /\sstyle=|<style|importmap|\son\w+=/);
  assert.ok([...page.matchAll(/<script[^>]*>/g)].every(([tag]) => tag.includes('src="js/')));
  for (const file of files.filter(name => extname(name) === '.js' && name.startsWith('wwwroot'))) assert.doesNotMatch(read(file), / style=/, file);
  for (const file of files.filter(name => extname(name) === '.css')) assert.doesNotMatch(read(file), /@import|url\((?!#)/, file);
});

/** What a module brings along by itself: what it imports, and what that imports. */
function broughtAlong(entry, found = new Set()) {
  if (found.has(entry)) return found;
  found.add(entry);
  for (const [, path] of read(entry).matchAll(/^import [^;]*?'(\.[^']+)';/gm)) if (!path.endsWith('.d.ts')) broughtAlong(relative(root, join(root, entry, '..', path)), found);
  return found;
}

/** As the host sends it: Brotli at .NET's level "optimal". */
const weight = paths => [...paths].reduce((sum, file) => sum + brotliCompressSync(readFileSync(join(root, file)), { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }).length, 0);

test('whatever screen is opened first, the page weighs less than 300 kB as it is sent', () => {
  const always = new Set(['wwwroot/index.html', ...files.filter(name => name.startsWith('wwwroot/css')), ...broughtAlong('wwwroot/js/app.js')]);
  const later = [...always].filter(name => extname(name) === '.js' && !name.includes('/lib/')).flatMap(name => [...read(name).matchAll(/import\('(\.[^']+)'\)/g)].map(([, path]) => relative(root, join(root, name, '..', path))));
  assert.ok(always.has('wwwroot/lib/ui.js') && later.length > 5, 'the screens are found');
  for (const screen of later) assert.ok(weight(new Set([...always, ...broughtAlong(screen)])) < 300000, `${screen} weighs ${weight(new Set([...always, ...broughtAlong(screen)]))}`);
});
