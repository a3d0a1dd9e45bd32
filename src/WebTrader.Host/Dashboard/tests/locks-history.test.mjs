import test from 'node:test';
import assert from 'node:assert/strict';
import { chosen, heatOf, histogram, merged, minutesOf, runsOf } from '../../../../wwwroot/js/locks/history.js';

const T = Date.parse('2026-03-04T10:00:00.000Z');
const told = (kind, at, token = '1.1', tookMs = null) => ({ kind, at: new Date(T + at).toISOString(), token, who: 'the stop writer', what: 'more profit locked', tookMs });
const answer = (at, events) => ({ at: new Date(T + at).toISOString(), tickets: [{ ticket: '1', events }] });
const events = (...list) => merged(new Map(), answer(100000, list), 3600000).get('1');
const kinds = runs => runs.map(run => [run.kind, run.from - T, run.to - T]);

test('a holding with a call is held and, within that, at the broker', () => {
  assert.deepEqual(kinds(runsOf(events(told('acquired', 0), told('departed', 5), told('returned', 45), told('released', 50, '1.1', 50)), T + 99)), [['held', 0, 50], ['fly', 5, 45]]);
});
test('who had to wait did so before it was given the ticket', () => assert.deepEqual(kinds(runsOf(events(told('acquired', 100, '1.1', 30), told('released', 120, '1.1', 20)), T)), [['wait', 70, 100], ['held', 100, 120]]));
test('what has not ended lasts to the present', () => assert.deepEqual(kinds(runsOf(events(told('acquired', 0), told('departed', 5)), T + 900)), [['held', 0, 900], ['fly', 5, 900]]));
test('a holding whose beginning is not known any more is told by how long it took', () => assert.deepEqual(kinds(runsOf(events(told('released', 500, '1.1', 80)), T)), [['held', 420, 500]]));
test('a revoked holding ends, and its call with it', () => {
  assert.deepEqual(kinds(runsOf(events(told('acquired', 0), told('departed', 5), told('revoked', 8000, '1.1', 8000), told('refused', 8200)), T)), [['held', 0, 8000], ['fly', 5, 8000], ['refused', 8200, 8200], ['revoked', 8000, 8000]]);
});
test('who gave up waiting is marked', () => assert.deepEqual(kinds(runsOf(events(told('waiting', 0, '1.0'), told('notObtained', 2000, '1.0')), T)), [['wait', 0, 2000], ['missed', 2000, 2000]]));
test('an answer replaces what was known of its seconds and keeps what is older', () => {
  const first = merged(new Map(), answer(10000, [told('acquired', 1000), told('released', 1050, '1.1', 50)]), 60000);
  const second = merged(first, answer(12000, [told('acquired', 11000, '1.2')]), 3000);
  assert.deepEqual(second.get('1').map(event => event.token), ['1.1', '1.1', '1.2']);
  const again = merged(second, answer(12500, [told('acquired', 11001, '1.2'), told('released', 12100, '1.2', 1100)]), 3000);
  assert.deepEqual(again.get('1').map(event => event.kind), ['acquired', 'released', 'acquired', 'released']);
});
test('an event at the seam is told once although its time was a moment off', () => {
  const first = merged(new Map(), answer(10000, [told('acquired', 6999)]), 60000);
  assert.equal(merged(first, answer(10000, [told('acquired', 7003)]), 3000).get('1').length, 1);
});
test('after an hour it is forgotten', () => assert.equal(merged(events(told('acquired', 0)) && new Map([['1', events(told('acquired', 0))]]), { at: new Date(T + 3700000).toISOString(), tickets: [] }, 3000).size, 0));
test('each minute tells its longest wait and hold, and nothing where there was none', () => {
  const { wait, hold } = minutesOf([{ kind: 'held', from: T - 50, to: T }, { kind: 'held', from: T - 200, to: T - 100 }, { kind: 'wait', from: T - 61000, to: T - 60500 }, { kind: 'fly', from: T - 900, to: T }], T, 3);
  assert.deepEqual([wait, hold], [[null, 500, null], [null, null, 100]]);
});
test('durations fall into buckets, and the last one has no end', () => {
  const run = ms => ({ kind: 'held', from: T, to: T + ms });
  assert.deepEqual(histogram([[run(0), run(1), run(60)], [run(5000), { kind: 'wait', from: T, to: T + 3 }]], 'held'), [1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 1]);
});
test('the heat has five steps', () => assert.deepEqual([0, 1, 50, 999, 1000].map(heatOf), [0, 1, 2, 3, 4]));
test('trouble comes before traffic, and two alike stay where they are', () => {
  const line = (ticket, trouble, busy) => ({ ticket, trouble, busy });
  assert.deepEqual(chosen([line('10', 0, 5), line('9', 0, 5), line('3', 4, 0), line('4', 0, 9)], 3).map(each => each.ticket), ['3', '4', '9']);
});
