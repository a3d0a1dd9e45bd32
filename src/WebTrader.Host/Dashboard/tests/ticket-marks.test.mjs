import test from 'node:test';
import assert from 'node:assert/strict';
import { moveSays } from '../../../../wwwroot/js/move-words.js';
import { lockLane } from '../../../../wwwroot/js/lock-lane.js';

const move = (more = {}) => ({ number: 3, at: '', from: '1.1', to: '1.2', rule: 'stepTrailing', ruleText: 'Step trailing', reason: 'Profit peaked at +50.20', profitAtStop: null, outcome: 'accepted', outcomeText: 'Accepted', retcode: 10009, retcodeName: 'Done', readBackMs: 1071, ...more });
const T = Date.parse('2026-03-04T10:00:00Z');
const event = (kind, ms, more = {}) => ({ kind, at: new Date(T + ms).toISOString(), token: '1.1', who: 'worker', what: 'move', tookMs: null, ...more });

test('a move says what, why, by which code and how fast', () => {
  assert.deepEqual(moveSays(move(), 5), ['3: 1.10000 → 1.20000', 'Step trailing. Profit peaked at +50.20', 'Accepted, code 10009, read back after 1,071 ms']);
  assert.deepEqual(moveSays(move({ from: null, outcome: 'unknown', outcomeText: '', retcode: null, readBackMs: null }), 1).slice(0, 1).concat(moveSays(move({ outcome: 'unknown', outcomeText: '', retcode: null, readBackMs: null }), 1)[2]), ['3: none → 1.2', 'unknown, not read back']);
});
test('the lock of one ticket is drawn as on its own screen, and what nobody told of is left open', () => {
  assert.deepEqual(lockLane(null, T), { runs: [], since: null });
  const { runs, since } = lockLane({ figures: {}, events: [event('acquired', 0, { tookMs: 5 }), event('departed', 10), event('returned', 50), event('released', 60, { tookMs: 60 })] }, T + 1000);
  assert.deepEqual(runs.map(run => [run.kind, run.from - T, run.to - T]), [['wait', -5, 0], ['held', 0, 60], ['fly', 10, 50]]);
  assert.equal(since, null);
  assert.equal(lockLane({ figures: {}, events: Array.from({ length: 64 }, (_, i) => event('refused', i)) }, T).since, T);
});
