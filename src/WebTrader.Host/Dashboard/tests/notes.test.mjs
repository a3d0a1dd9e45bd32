import { test } from 'node:test';
import assert from 'node:assert/strict';
import { sayPermission, worthNote } from '../../../../wwwroot/js/notes-words.js';

const alert = (number, level) => ({ number, level, account: 'demo', text: 'x' });

test('a browser tells of red alerts only, and of none while the page is seen', () => {
  const all = [alert(1, 'red'), alert(2, 'amber'), alert(3, 'red')];
  assert.deepEqual(worthNote(all, true).map(each => each.number), [1, 3]);
  assert.deepEqual(worthNote(all, false), []);
});

test('where a browser cannot, that is what is said, and where it can, how to let it', () => {
  assert.match(sayPermission('missing'), /need https/);
  assert.match(sayPermission('default'), /can tell you/);
  assert.match(sayPermission('denied'), /its own settings/);
});
