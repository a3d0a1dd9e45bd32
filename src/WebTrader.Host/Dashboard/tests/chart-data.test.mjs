import test from 'node:test';
import assert from 'node:assert/strict';
import { evenly, moneyPerPrice, stopSteps, stretches } from '../../../../wwwroot/js/chart-data.js';

const T = Date.parse('2026-03-04T10:00:00Z');
const iso = seconds => new Date(T + seconds * 1000).toISOString();

test('a step is drawn where the stop was read back, and a refused move draws none', () => {
  const moves = [{ number: 3, at: iso(30), from: '1.1', to: '1.3', readBackMs: 50, outcome: 'rejected' }, { number: 2, at: iso(20), from: '1.0', to: '1.1', readBackMs: 40, outcome: 'accepted' }, { number: 1, at: iso(1), from: null, to: '1.0', readBackMs: 60, outcome: 'accepted' }];
  const steps = stopSteps({ moves, openTime: iso(0), stop: '1.1', events: [] }, T + 60000);
  assert.deepEqual(steps.map(step => step.stop), [null, 1, 1.1, 1.1]);
  assert.equal(steps[1].at, T + 1060);
});
test('without a move the stop the broker has stands since the opening', () => assert.deepEqual(stopSteps({ moves: [], openTime: iso(0), stop: '1.2', events: [] }, T).map(step => step.stop), [1.2]));
const move = (number, at, from, to, outcome = 'accepted') => ({ number, at: iso(at), from, to, outcome, readBackMs: 0 });
const stepsOf = (moves, stop, more = {}) => stopSteps({ moves, openTime: iso(0), stop, stopAgeMs: 5000, events: [], ...more }, T + 60000).map(step => [(step.at - T) / 1000, step.stop, step.number]);
test('what others did to a stop stands where they did it, and is not laid to our move before it', () => {
  const events = [{ at: iso(40), text: 'Changed by others: stop 1.1 to 0.9, take-profit none to none' }, { at: iso(41), text: 'Something else' }];
  assert.deepEqual(stepsOf([move(1, 10, null, '1.1')], '0.9', { events }), [[0, null, null], [10, 1.1, 1], [40, .9, null]]);
  assert.deepEqual(stepsOf([move(1, 10, null, '1.1')], null, { events: [{ at: iso(40), text: 'Changed by others: stop 1.1 to none, take-profit none to none' }] }).at(-1), [40, null, null]);
});
test('a change that nobody told of stands at the move that found it, or where the present stop began', () => {
  assert.deepEqual(stepsOf([move(2, 30, '0.9', '1.2'), move(1, 10, null, '1.1')], '1.2'), [[0, null, null], [10, 1.1, 1], [30, .9, null], [30, 1.2, 2]]);
  assert.deepEqual(stepsOf([move(1, 10, null, '1.1')], '1.05'), [[0, null, null], [10, 1.1, 1], [55, 1.05, null]]);
});
test('a move whose outcome nobody knew is a step only where the stop was found there', () => {
  assert.deepEqual(stepsOf([move(1, 10, '1.0', '1.1', 'unknown')], '1.1').at(-1), [10, 1.1, 1]);
  assert.deepEqual(stepsOf([move(1, 10, '1.0', '1.1', 'unknown')], '1.0').at(-1), [10, 1, 1]);
});
test('before the first quote that is known there is a gap and no flat line', () => {
  const { points } = evenly([{ at: T + 30000, price: 2 }], [], T, T + 60000, 100);
  assert.deepEqual([points[0].price, points[29].price, points[30].price, points.at(-1).price], [null, null, 2, 2]);
});
test('points are even in time, whatever the pace of the quotes', () => {
  const trail = [{ at: T, price: 1 }, { at: T + 100, price: 2 }, { at: T + 50000, price: 3 }];
  const { points, pace } = evenly(trail, [{ at: T, stop: null }, { at: T + 10000, stop: .9 }], T, T + 60000, 20);
  assert.equal(pace, 3);
  assert.ok(points.every((point, i) => i === 0 || point.t - points[i - 1].t === pace));
  assert.deepEqual([points[0].price, points[0].stop, points[5].stop, points.at(-1).price], [2, null, .9, 3]);
});
test('money per price comes from the pair farthest from entry, for both sides', () => {
  const pairs = [{ price: '1.0001', money: '0.02' }, { price: '0.9900', money: '-2.00' }];
  assert.equal(Math.round(moneyPerPrice({ side: 'long', openPrice: '1.0000' }, pairs)), 200);
  assert.equal(moneyPerPrice({ side: 'short', openPrice: '1.0000' }, [{ price: '0.99', money: '2.00' }]) > 0, true);
  assert.equal(moneyPerPrice({ side: 'long', openPrice: '1' }, [{ price: null, money: '1' }, { price: '1', money: '1' }]), null);
});
test('the last state lasts to the present', () => assert.deepEqual(stretches([{ from: iso(0), state: 'naked' }, { from: iso(2), state: 'protected' }], T + 9000).map(s => s.to - s.from), [2000, 7000]));
