import { test } from 'node:test';
import assert from 'node:assert/strict';
import { lanesOf, slowestOf, span, ticksOf, timesOf } from '../../../../wwwroot/js/emergency/lanes-model.js';
import { sorted } from '../../../../wwwroot/js/emergency/model.js';

const attempt = (askedMs, sentMs, answeredMs, more = {}) => ({ askedMs, sentMs, answeredMs, slot: sentMs === null ? null : 1, outcome: answeredMs === null ? null : 'accepted', retcode: answeredMs === null ? null : 10009, retcodeName: answeredMs === null ? null : 'Done', ...more });
const line = (ticket, attempts, more = {}) => ({ ticket, isOrder: false, symbol: 'EURUSD', lots: '0.01', state: 'confirmed', tries: attempts.length, retcode: null, retcodeName: null, reason: '', stop: null, seenDoneMs: null, attempts, ...more });
const progress = (lines, more = {}) => ({ account: 'demo', away: null, state: 'proved', note: null, tookMs: null, provedAt: null, done: 0, left: [], beganAt: '2026-01-06T12:00:00Z', rounds: [{ sinceMs: 0, tookMs: 500, readings: [] }], lines, ...more });
const kinds = (...args) => lanesOf(progress(...args), 0, 0).bars.map(bar => bar.kind);

test('a bar is solid only where a reading has shown its ticket gone', () => {
  assert.deepEqual(kinds([line('1', [attempt(80, 80, 160)])]), ['done']);
  assert.deepEqual(kinds([line('1', [attempt(80, 80, 160)], { state: 'answered' })]), ['said']);
  assert.deepEqual(kinds([line('1', [attempt(80, 80, 160, { outcome: null })], { state: 'sent' })]), ['said']);
  assert.deepEqual(kinds([line('1', [attempt(80, 80, null)], { state: 'sent' })]), ['out']);
});

test('what was refused or never answered stays hatched, whatever came later', () => {
  const bars = lanesOf(progress([line('1', [attempt(80, 80, 160, { outcome: 'rejected', retcode: 10004, retcodeName: 'Requote' }), attempt(170, 170, 3170, { outcome: 'unknown', retcode: null }), attempt(3200, 3200, 3280)])]), 0, 0).bars;
  assert.deepEqual(bars.map(bar => [bar.kind, bar.code]), [['refused', 10004], ['unknown', null], ['done', 10009]]);
  assert.match(bars[0].title, /refused \(10004 Requote\), 80 ms at the broker$/);
  assert.match(bars[1].title, /no answer came, 3,000 ms at the broker/);
});

test('what is out grows to the present, and what never left has no bar', () => {
  const { bars, to } = lanesOf(progress([line('1', [attempt(80, 90, null)], { state: 'sent' }), line('2', [attempt(80, null, null)], { state: 'queued' })], { state: 'running', rounds: [{ sinceMs: 0, tookMs: null, readings: [] }] }), 0, 500);
  assert.deepEqual(bars.map(bar => [bar.from, bar.to]), [[90, 500]]);
  assert.equal(to, 500);
  assert.match(bars[0].title, /after 10 ms in line$/);
});

test('where something had to be done again there is a round of its own, and the first one stays', () => {
  const first = { sinceMs: 0, tookMs: 330, readings: [{ beganMs: 170, endedMs: 250 }, { beganMs: 250, endedMs: 330 }] }, second = { sinceMs: 60000, tookMs: 330, readings: [{ beganMs: 60160, endedMs: 60240 }, { beganMs: 60240, endedMs: 60330 }] };
  const both = progress([line('1', [attempt(80, 80, 160)]), line('2', [attempt(60080, 60080, 60160)])], { rounds: [first, second] });
  const before = lanesOf(both, 0, 0), after = lanesOf(both, 1, 0);
  assert.deepEqual([before.bars.map(bar => bar.from), before.to], [[80], 330]);
  assert.deepEqual([after.bars.map(bar => bar.from), after.from, after.to, after.readings.length], [[60080], 60000, 60330, 2]);
  assert.match(after.readings[1].title, /^Reading 2 began after 240 ms and took 90 ms/);
});

test('a line tells the first asking and the last answer', () => {
  const both = line('1', [attempt(80, 80, 160, { outcome: 'rejected' }), attempt(170, 180, 260)], { seenDoneMs: 400 });
  assert.deepEqual(timesOf(both), { asked: 80, sent: 180, answered: 260, seen: 400, took: 180 });
  assert.equal(timesOf(line('1', [attempt(80, 80, null)])).took, null);
});

test('what was slow comes first among what is done, and is named', () => {
  const slow = line('3', [attempt(0, 0, 900)]), lines = [line('1', [attempt(0, 0, 80)]), line('2', [attempt(0, 0, 90)]), slow];
  assert.deepEqual(sorted(lines).map(each => each.ticket), ['3', '2', '1']);
  assert.equal(slowestOf(lanesOf(progress(lines), 0, 0).bars), 'slowest EURUSD 900 ms, half within 90 ms');
  assert.equal(slowestOf(lanesOf(progress([slow]), 0, 0).bars), '');
});

test('the axis has round figures, and not more than fit', () => {
  assert.deepEqual(ticksOf(0, 940, 9).map(tick => tick.text), ['0 ms', '200', '400', '600', '800']);
  assert.deepEqual(ticksOf(0, 25000, 9).map(tick => tick.text), ['0 s', '5', '10', '15', '20', '25']);
  assert.deepEqual(ticksOf(1000, 1090, 9).map(tick => tick.at), [1000, 1010, 1020, 1030, 1040, 1050, 1060, 1070, 1080, 1090].slice(0, ticksOf(1000, 1090, 9).length));
  for (const to of [1, 50, 999, 12345, 6e5, 9e7, 6e8]) assert.ok(ticksOf(0, to, 9).length <= 10, `${to} has too many`);
});

test('a span is told in milliseconds as long as they matter', () => {
  assert.deepEqual([span(0), span(1250), span(12345), span(600000), span(9000000)], ['0 ms', '1,250 ms', '12.3 s', '10 m', '2.5 h']);
});
