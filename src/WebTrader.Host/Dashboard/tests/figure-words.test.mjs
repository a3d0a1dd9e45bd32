import test from 'node:test';
import assert from 'node:assert/strict';
import { figure, fromRows } from '../../../../wwwroot/js/book.js';
import { blindness, figureSays } from '../../../../wwwroot/js/figure-words.js';
import { row, naked } from './rows.mjs';

const health = (more = {}) => ({ alarms: [], monitor: { state: 'running', beatAgeMs: 100, lastReadAgeMs: 900, failedReads: 0 }, broker: { connected: true }, readEveryMs: 5000, ...more });
const monitor = (more, readEveryMs = 5000) => health({ monitor: { ...health().monitor, ...more }, readEveryMs });
const alarm = id => health({ alarms: [{ id, severity: 'red', since: '', text: '' }] });
const says = (rows, more = {}) => figureSays({ figure: figure(fromRows(rows, 0).values()), heard: true, silentMs: null, blind: null, ...more });

test('what the host cannot see is not known, whatever the rows said last', () => {
  assert.equal(blindness(health()), null);
  assert.equal(blindness(null), null);
  assert.equal(blindness(monitor({ lastReadAgeMs: 14000 })), null, 'a reading may come late');
  assert.equal(blindness(monitor({ lastReadAgeMs: 300000 }, 300000)), null, 'who reads every five minutes is not blind in between');
  for (const [blind, why] of [[alarm('session'), /session/], [alarm('positions-unread'), /cannot be read/], [health({ broker: { connected: false } }), /not connected/], [monitor({ state: 'restarting' }), /stands still/], [monitor({ lastReadAgeMs: 16000 }), /old/], [monitor({ lastReadAgeMs: null }), /not been read yet/]]) assert.match(blindness(blind)?.why ?? '', why);
});
test('a figure is calm only where every stop is known to be confirmed', () => {
  assert.deepEqual(says([row('1')]), { fig: '0', worst: 'none', what: 'not protected', below: 'every stop confirmed by the broker', title: '0 not protected', isCalm: true });
  assert.equal(says([]).below, 'nothing is open, the broker says so');
  assert.equal(says([row('1', { state: 'unmanaged' })]).below, 'none is managed: nothing is written');
  const some = says([row('1', naked)]);
  assert.deepEqual([some.fig, some.worst, some.below, some.isCalm], ['1', 'naked', null, false]);
});
test('nobody reads 0 where nobody knows', () => {
  const blind = { why: 'the positions cannot be read', ms: 4000 };
  assert.deepEqual(says([row('1')], { blind }), { fig: '–', worst: 'blind', what: 'not known', below: 'the positions cannot be read', title: 'Not known', isCalm: false });
  const some = says([row('1', naked)], { blind });
  assert.deepEqual([some.fig, some.what, some.title, some.worst], ['1', 'not protected when last read', 'Not known, 1 not protected before', 'blind']);
});
test('a late page speaks of the past, and a blind host behind it changes nothing about that', () => {
  const late = says([row('1')], { silentMs: 6400, blind: { why: '', ms: 1 } });
  assert.deepEqual([late.fig, late.what, late.below, late.title, late.isCalm], ['0', 'not protected, 6.4 s ago', 'every stop was confirmed then', 'Late: 0 not protected', false]);
  assert.equal(says([], { silentMs: 3000 }).below, 'nothing was open then');
  assert.equal(figureSays({ figure: figure([]), heard: false, silentMs: null, blind: null }).isCalm, false);
});
