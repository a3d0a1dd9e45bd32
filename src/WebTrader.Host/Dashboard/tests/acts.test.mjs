import test from 'node:test';
import assert from 'node:assert/strict';
import { ACTS, buttonOf, changes, half, isAsked, wouldDo } from '../../../../wwwroot/js/acts/plan.js';
import { row } from './rows.mjs';

const answer = more => ({ dryRun: true, outcome: 'unchanged', retcode: null, retcodeName: null, reason: 'Would be sent: ...', ticket: '1', stop: null, takeProfit: null, lots: null, profit: null, ...more });
const long = row('1', { stop: '1.08637', price: '1.08671' });

test('nothing is offered before the host has said that it would be sent', () => {
  assert.equal(wouldDo('tighten', null), false);
  assert.equal(wouldDo('tighten', answer({ outcome: 'denied', reason: 'looser' })), false);
  assert.equal(wouldDo('tighten', answer({})), false);
  assert.equal(wouldDo('tighten', answer({ stop: '1.08650' })), true);
  assert.equal(wouldDo('close', answer({ lots: '0.20' })), true);
});
test('a stop is shown with what it makes and how much room is left, for both sides', () => {
  const shown = changes('tighten', long, answer({ stop: '1.08650', profit: '47.60' }));
  assert.deepEqual(shown.map(line => [line.name, line.now, line.after]), [['Stop', '1.08637', '1.08650'], ['If it is hit', '+45.00', '+47.60'], ['Room to the price', '34 points', '21 points']]);
  assert.equal(changes('tighten', row('1', { side: 'short', stop: '1.08700', price: '1.08671' }), null)[2].now, '29 points');
});
test('a refused preview shows no figure after', () => assert.deepEqual(changes('tighten', long, answer({ outcome: 'denied', stop: '1.08650' })).map(line => line.after), ['–', '–', '–']));
test('what a close leaves open is exact', () => {
  assert.equal(changes('part', long, answer({ lots: '0.07', profit: '3.00' }))[0].after, '0.13');
  assert.equal(changes('close', long, answer({ lots: '0.20', profit: '3.00' }))[0].after, 'closed');
});
test('half of the lots, and never nothing', () => assert.deepEqual(['0.20', '0.05', '0.01', 'x'].map(half), ['0.10', '0.02', '0.01', '']));
test('a text must be a number, or a reason, before anything is asked', () => {
  assert.deepEqual([isAsked(ACTS.tighten, '1.08'), isAsked(ACTS.tighten, '-1'), isAsked(ACTS.tighten, ''), isAsked(ACTS.manage, ' '), isAsked(ACTS.manage, 'mine'), isAsked(ACTS.close, '')], [true, false, false, false, true, true]);
});
test('buttons name what they touch and what is kept', () => {
  assert.equal(ACTS.tighten.verb('1.0865', long, answer({ stop: '1.0865' })), 'Tighten to 1.08650');
  assert.equal(ACTS.tighten.keep(long), 'Keep 1.08637');
  assert.equal(buttonOf('manage', row('1', { state: 'unmanaged' })), 'Manage again…');
  assert.deepEqual(ACTS.manage.body(' mine ', long), { managed: false, why: 'mine' });
});
