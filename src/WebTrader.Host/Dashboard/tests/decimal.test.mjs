import test from 'node:test';
import assert from 'node:assert/strict';
import { compare, parse, print, sign, sum } from '../../../../wwwroot/js/decimal.js';

test('sums are exact where binary fractions are not', () => assert.equal(sum(['0.1', '0.2', '-0.3']), '0.00'));
test('a sum leaves out what is unknown, and is unknown when nothing is known', () => {
  assert.equal(sum(['1.00', null, undefined]), '1.00');
  assert.equal(sum([null]), null);
});
test('rounding is half away from zero', () => assert.deepEqual([print(parse('1.005'), 2), print(parse('-1.005'), 2), print(parse('-0.001'), 2)], ['1.01', '-1.01', '0.00']));
test('what is no decimal is unknown', () => assert.deepEqual([parse('1e5'), parse(''), parse('abc'), parse('NaN')], [null, null, null, null]));
test('order and sign', () => {
  assert.deepEqual(['-2', '10', null, '9.5'].sort(compare), ['-2', '9.5', '10', null]);
  assert.deepEqual(['-0.01', '0.00', null, '3'].map(sign), [-1, 0, 0, 1]);
});
