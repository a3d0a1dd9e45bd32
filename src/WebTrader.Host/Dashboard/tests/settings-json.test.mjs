import test from 'node:test';
import assert from 'node:assert/strict';
import { Numeral, read, write } from '../../../../wwwroot/js/settings/exact-json.js';

test('a document comes back to the letter, whatever its numbers are', () => {
  const text = '{"MaxRisk":2.00,"Tiny":0.10000000000000000001,"Text":"a\\"b\\\\","None":null,"Is":true,"List":[1,-2.50,[]],"Group":{}}';
  assert.equal(write(read(text)), text);
});
test('a number is its digits', () => assert.equal(/** @type {Numeral} */ (read('{"a":9007199254740993}').a).text, '9007199254740993'));
test('white space is of no importance', () => assert.equal(write(read(' { "a" : [ 1 , 2 ] } ')), '{"a":[1,2]}'));
test('what is no JSON is refused', () => {
  for (const text of ['', '{', '{"a"}', '[1,]', '{"a":1}x', '{"a":01x}', 'nul']) assert.throws(() => read(text), SyntaxError, text);
});
