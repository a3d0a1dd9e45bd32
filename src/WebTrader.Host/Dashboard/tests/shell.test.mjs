import test from 'node:test';
import assert from 'node:assert/strict';
import { fresh } from '../../../../wwwroot/js/toasts-fresh.js';
import { notifySays } from '../../../../wwwroot/js/notify.js';
import { found } from '../../../../wwwroot/js/palette-find.js';

const alert = (number, more = {}) => ({ number, account: 'demo', condition: 'x', level: 'amber', text: '', since: '', endedAt: null, acknowledgedBy: null, ...more });
const channel = more => ({ name: 'webhook', target: '', waiting: 0, told: 1, dropped: 0, lastToldAt: '2026-03-04T14:05:00.000Z', failingSince: null, failure: null, ...more });

test('what holds when the page is opened is no news; what begins or becomes worse is', () => {
  const first = fresh([alert(1)], null);
  assert.deepEqual(first.toasts, []);
  const second = fresh([alert(1, { level: 'red' }), alert(2), alert(3, { level: 'info' }), alert(4, { endedAt: 'x' }), alert(5, { acknowledgedBy: 'anna' })], first.next);
  assert.deepEqual(second.toasts.map(each => each.number), [1, 2]);
  assert.deepEqual(fresh([alert(1, { level: 'red' }), alert(2), alert(5)], second.next).toasts.map(each => each.number), []);
});
test('a host that counts anew tells its alerts again', () => assert.deepEqual(fresh([alert(1)], new Map([[1, 'amber'], [9, 'red']])).toasts.map(each => each.number), [1]));
test('who is told, in one value', () => {
  assert.equal(notifySays(null, false).value, '–');
  assert.deepEqual([notifySays([], false).value, notifySays([], false).trouble], ['Nobody', '']);
  const one = notifySays([channel({}), channel({ name: 'mail', failure: 'refused' })], false);
  assert.deepEqual([one.value, one.trouble, one.name, one.lastAt], ['1 of 2', 'doubt', 'mail fails', '2026-03-04T14:05:00.000Z']);
});
test('the palette finds by every word, in the order of the groups, and leaves out empty ones', () => {
  const offer = (group, name, words = '') => ({ group, name, words, more: '', state: null, go: () => undefined });
  const groups = found([offer('Go to', 'Settings'), offer('Tickets', 'EURUSD Long 0.20', '507812'), offer('Tickets', 'EURUSD Short 0.10', '507900')], ' eur 5078');
  assert.deepEqual(groups.map(group => [group.name, group.offers.map(each => each.name)]), [['Tickets', ['EURUSD Long 0.20']]]);
});
