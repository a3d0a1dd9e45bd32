import test from 'node:test';
import assert from 'node:assert/strict';
import * as format from '../../../../wwwroot/js/format.js';

test('money is always signed, with a true minus and two decimals', () => {
  assert.equal(format.money('1.5'), '+1.50');
  assert.equal(format.money('-2.00'), '−2.00');
  assert.equal(format.money('1234567.891'), '+1,234,567.89');
});
test('zero has no sign, and neither has what rounds to it', () => {
  assert.equal(format.money('0'), '0.00');
  assert.equal(format.money('-0.004'), '0.00');
});
test('what nobody knows is a dash, never a zero', () => {
  for (const shown of [format.money(null), format.price(null, 5), format.age(null), format.count(null), format.money('NaN'), format.clock(null, 0)]) assert.equal(shown, '–');
});
test('a distance in average ranges has one decimal, and an unknown range is a dash', () => {
  assert.deepEqual([format.ranges(1.14), format.ranges(-0.26), format.ranges(12), format.ranges(null)], ['1.1×', '−0.3×', '12.0×', '–']);
});
test('a balance is no result and has no plus', () => assert.equal(format.money('50684.2', { plus: false }), '50,684.20'));
test('money beyond a binary fraction stays exact', () => assert.equal(format.money('9007199254740993.01'), '+9,007,199,254,740,993.01'));
test('a price keeps every digit of its symbol', () => {
  assert.equal(format.price('1.0863', 5), '1.08630');
  assert.equal(format.price('39138', 1), '39138.0');
  assert.equal(format.price('151', 0), '151');
});
test('an age never says 0', () => {
  assert.equal(format.age(0), '0.1 s');
  assert.equal(format.fineAge(0), '0.01 s');
});
test('ages go from tenths to seconds, minutes, hours and days', () => {
  assert.deepEqual([6400, 9960, 94000, 99600, 2700e3, 4 * 3600e3, 50 * 3600e3].map(format.age), ['6.4 s', '10 s', '94 s', '2 m', '45 m', '4.0 h', '2 d']);
});
test('a ticket is read in groups of three', () => assert.equal(format.ticket('507813052'), '507\u2009813\u2009052'));
test('times are told in the broker\'s clock', () => {
  assert.equal(format.clock('2026-03-04T11:32:07.000Z', 180), '14:32:07');
  assert.equal(format.zone(180), 'UTC+3');
  assert.equal(format.zone(-210), 'UTC−3:30');
  assert.equal(format.clockAndDay('2026-03-03T23:00:00Z', 0, '2026-03-04T11:00:00Z'), '03-03 23:00:00');
  assert.equal(format.clockAndDay('2027-02-26T16:03:10Z', 0, '2026-03-04T11:00:00Z'), '2027-02-26 16:03');
});
test('gain and loss are tints of the sign', () => assert.deepEqual(['0.01', '-0.01', '0', null].map(format.tint), ['gain', 'loss', 'q', 'q']));
test('a call of a fraction of a millisecond is no 0', () => assert.deepEqual([0.03, 3.14, 41.4, null].map(format.ms), ['0.1', '3.1', '41', '–']));
test('why a ticket closed is told in the host\'s words where it has some', () => {
  assert.equal(format.closeReason({ reason: 'lossStop', reasonText: 'Stop in loss, 0.4 points worse' }), 'Stop in loss, 0.4 points worse');
  assert.equal(format.closeReason({ reason: 'takeProfit' }), 'Take-profit');
  assert.equal(format.closeReason({ reason: null }), 'not known yet');
});
