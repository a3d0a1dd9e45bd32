import test from 'node:test';
import assert from 'node:assert/strict';
import { effectOf, effectsOf } from '../../../../wwwroot/js/settings/effects.js';

const step = more => ({ isManaged: true, step: 'none', stop: '1.08', rule: null, money: '-2.00', reason: '', ...more });
const item = (after, more = {}) => ({ account: 'demo', ticket: '1', symbol: 'EURUSD', side: 'long', lots: '0.01', stopNow: '1.08', before: step({}), after: step(after), closesAtOnce: after.step === 'close', ...more });

test('a tighter stop says what it gains', () => {
  const { kind, words } = effectOf(item({ step: 'setStop', stop: '1.085', money: '-1.50' }));
  assert.deepEqual([kind, words], ['tighter', '0.50 less at risk']);
  assert.equal(effectOf(item({ step: 'setStop', stop: '1.09', money: '1.00' })).words, '3.00 more locked');
});
test('a stop that the settings in force would set as well is no effect of the change', () => {
  assert.equal(effectOf(item({ step: 'setStop', stop: '1.085', money: '-1.50' }, { before: step({ step: 'setStop', stop: '1.085', money: '-1.50' }) })).kind, 'same');
});
test('what would be looser is never called tighter, for both sides', () => {
  assert.equal(effectOf(item({ step: 'setStop', stop: '1.07' })).kind, 'looser');
  assert.equal(effectOf(item({ step: 'setStop', stop: '1.09' }, { side: 'short' })).kind, 'looser');
  assert.equal(effectOf(item({ step: 'setStop', stop: '1.07' }, { side: 'short' })).kind, 'tighter');
});
test('closed at once comes first, then what is left alone', () => {
  const found = effectsOf([item({}), item({ step: 'setStop', stop: '1.085' }), item({ isManaged: false }), item({ step: 'close', stop: null, money: '-1.20' })]);
  assert.deepEqual(found.all.map(effect => effect.kind), ['close', 'alone', 'tighter', 'same']);
  assert.deepEqual([found.tickets, found.tighter, found.closes, found.alone], [4, 1, 1, 1]);
});
