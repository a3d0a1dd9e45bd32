import { test } from 'node:test';
import assert from 'node:assert/strict';
import { asOf, jump, second, stateAt } from '../../../../wwwroot/js/past.js';

const T = Date.parse('2026-11-26T10:00:00Z'), iso = ms => new Date(T + ms).toISOString();
const moves = [{ at: iso(9100) }, { at: iso(5400) }, { at: iso(2000) }];

test('from now the key leads back from move to move, and stays at the first', () => {
  assert.equal(jump(moves, null, -1), T + 9000);
  assert.equal(jump(moves, T + 9000, -1), T + 5000);
  assert.equal(jump(moves, T + 2000, -1), T + 2000);
  assert.equal(jump([], null, -1), null);
});

test('forward it leads to the next move, and after the last one to now', () => {
  assert.equal(jump(moves, T + 2000, 1), T + 5000);
  assert.equal(jump(moves, T + 9000, 1), null);
  assert.equal(jump(moves, null, 1), null);
});

test('a moment lies in its second', () => assert.equal(second(T + 5999), T + 5000));

test('the state of a second is the last one entered by its end, and unknown before the first', () => {
  const states = [{ from: iso(1000), state: 'naked' }, { from: iso(1400), state: 'protected' }];
  assert.equal(stateAt(states, T + 1000), null);
  assert.equal(stateAt(states, T + 1100), 'naked');
  assert.equal(stateAt(states, T + 2000), 'protected');
});

test('a past second shows what was known then and nothing of now', () => {
  const detail = /** @type {any} */ ({ side: 'short', symbol: 'EURUSD', stop: '1.1', floating: '5.00', locked: '2.00', states: [{ from: iso(0), state: 'guarded' }], ladder: [{}], silent: [{}], bounds: [{}] });
  const past = /** @type {any} */ ({ at: iso(6000), bid: '1.2000', ask: '1.2002', stop: '1.3', profitAtStop: '-4.00', takeProfit: null, rule: 'strictLoss', ruleText: 'Strict loss', reason: 'because', certificate: { wanted: { price: '1.3' }, sent: null, acknowledged: null, readBack: null }, lock: [] });
  const then = asOf(detail, past);
  assert.deepEqual([then.price, then.stop, then.profitAtStop, then.state, then.wanted], ['1.2002', '1.3', '-4.00', 'guarded', '1.3']);
  assert.equal(asOf({ ...detail, states: [] }, past).state, 'guarded', 'of an unknown state nothing is claimed');
  assert.deepEqual([then.floating, then.locked, then.ladder.length], [null, null, 0]);
});
