import test from 'node:test';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';
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
/** A page and all that it asks for before anything is done on it: what its elements name, and what its modules import. */
function taken(...entries) {
  const all = new Set(), waiting = entries;
  while (waiting.length > 0) {
    const file = waiting.pop();
    if (all.has(file)) continue;
    all.add(file);
    const names = file.endsWith('.html') ? [...read(file).matchAll(/(?:src|href)="([^"#:]+)"/g)] : file.endsWith('.js') && !file.includes('/lib/') ? [...read(file).matchAll(/^import .*from '(\.[^']+)'|^export .*from '(\.[^']+)'/gm)] : [];
    waiting.push(...names.map(([, a, b]) => join(dirname(file), a ?? b)));
  }
  return [...all];
}
/** As the host sends it: see the level of compression in HostApp. */
const weight = names => names.reduce((sum, file) => sum + brotliCompressSync(readFileSync(join(root, file)), { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }).length, 0);

test('each page weighs less than 300 kB, compressed: the first run, signing in, and every screen with all that stands around it', () => {
  const screens = [...read('wwwroot/js/screens.js').matchAll(/import\('(\.[^']+)'\)/g)].map(([, name]) => ['wwwroot/index.html', join('wwwroot/js', name)]);
  assert.ok(screens.length > 8);
  const pages = [['wwwroot/setup/index.html'], ['wwwroot/sign-in/index.html'], ['wwwroot/index.html'], ...screens];
  assert.deepEqual(pages.map(entries => [entries.at(-1), weight(taken(...entries))]).filter(([, bytes]) => bytes >= 300000), []);
  assert.ok(weight(taken('wwwroot/index.html', 'wwwroot/js/ticket.js')) > weight(['wwwroot/lib/charts.js']), 'what a module imports is counted');
});
