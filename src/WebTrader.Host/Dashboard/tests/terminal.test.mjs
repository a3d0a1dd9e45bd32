import test from 'node:test';
import assert from 'node:assert/strict';
import { terminalSays } from '../../../../wwwroot/js/terminal.js';

const good = { whyNot: null, whyNoTrades: null, experts: 2, symbols: 2, reported: 2 };
const all = { all: true, symbols: [], magics: [], isObserving: false };
const observing = { all: false, symbols: [], magics: [], isObserving: true };
const says = (terminal, arming = all) => terminalSays({ ...good, ...terminal }, arming);

test('a terminal with two experts that reports its ticks is armed and quiet', () => {
  assert.deepEqual(says({}), { value: 'Armed', trouble: '', below: 'ticks by event', title: 'Armed: all positions. 2 experts. ticks by event.' });
});
test('with one expert it says what that means', () => {
  const { below, trouble } = says({ experts: 1 });
  assert.equal(below, 'a slow trade blocks the quotes');
  assert.equal(trouble, 'doubt');
});
test('ticks come by event, are polled, or both', () => {
  assert.equal(says({ reported: 0 }).below, 'ticks polled');
  assert.equal(says({ reported: 1 }).below, 'ticks of 1 of 2 by event');
  assert.equal(says({ symbols: 0, reported: 0 }).below, 'no prices wanted');
});
test('where nothing can be traded, that comes first, and the reason is told', () => {
  const off = says({ whyNoTrades: 'AutoTrading is switched off in the terminal' });
  assert.deepEqual([off.value, off.trouble, off.below], ['No trading', 'expose', 'Armed']);
  assert.match(off.title, /AutoTrading is switched off in the terminal/);
  const away = says({ whyNot: 'no expert is attached to a chart of the terminal', experts: 0 }, observing);
  assert.deepEqual([away.value, away.below], ['Not usable', 'Observing']);
});
test('observing is no alarm, and what is armed in part is named', () => {
  assert.deepEqual([says({}, observing).value, says({}, observing).trouble], ['Observing', '']);
  const part = says({}, { all: false, symbols: ['XAUUSD'], magics: [77], isObserving: false });
  assert.equal(part.value, 'Armed in part');
  assert.match(part.title, /^Armed: XAUUSD, magic 77\./);
});
