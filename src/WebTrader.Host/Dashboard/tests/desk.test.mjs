import test from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { chosen, leverOf } from '../../../../wwwroot/js/desk/alerts-choice.js';
import { KINDS, askedOf, csvPathOf, kindOf, pathOf, personOf, resultOf, titleOf } from '../../../../wwwroot/js/desk/audit-words.js';

const alert = (number, more = {}) => ({ number, account: 'demo', condition: 'limit', level: 'amber', text: 'MaxPositions is 1', since: '', endedAt: null, acknowledgedBy: null, ...more });
const act = data => ({ sequence: 1, at: '', account: 'host', ticket: null, kind: 'operatorActed', text: '', data });

test('alerts are chosen by whether they hold, level and words, in the host\'s order', () => {
  const all = [alert(2, { level: 'red', text: 'Ticket 5 has no stop' }), alert(1), alert(3, { endedAt: 'x' })], numbers = filter => chosen(all, { show: '', level: '', text: '', ...filter }).map(each => each.number);
  assert.deepEqual([numbers({}), numbers({ show: 'open' }), numbers({ show: 'ended' }), numbers({ level: 'red' }), numbers({ text: 'no stop demo' })], [[2, 1, 3], [2, 1], [3], [2], [2]]);
});
test('a condition names what helps, or nothing', () => {
  assert.match(leverOf('limit:MaxPositions'), /Settings/);
  assert.equal(leverOf('something'), null);
});
test('only what was asked for is in the address', () => {
  assert.equal(pathOf({ kind: '', account: '', ticket: '', page: 1, size: 100 }), 'api/v1/journal?page=1&pageSize=100');
  assert.equal(pathOf({ kind: 'operatorActed', account: 'a b', ticket: '7', page: 2, size: 50 }), 'api/v1/journal?account=a+b&ticket=7&kind=operatorActed&page=2&pageSize=50');
});
test('the file holds what is shown, all pages of it', () => {
  assert.equal(csvPathOf({ kind: '', account: '', ticket: '' }), 'api/v1/journal.csv');
  assert.equal(csvPathOf({ kind: 'stopSettled', account: 'demo', ticket: '' }), 'api/v1/journal.csv?account=demo&kind=stopSettled');
});
test('every kind of fact that the host writes has its words', () => {
  const source = new URL('../../../WebTrader.Core/Journal/JournalEntry.cs', import.meta.url), kinds = [...readFileSync(source, 'utf8').matchAll(/^public sealed record (\w+)\(AccountId Account, DateTimeOffset At/gm)].map(([, name]) => name.replace(/^./, first => first.toLowerCase()));
  assert.ok(kinds.length > 25, `${kinds.length} kinds were found`);
  assert.deepEqual(kinds.filter(kind => !KINDS.some(([name]) => name === kind)), []);
  assert.equal(kindOf('stopSettled'), 'stop sent');
});
test('an act is told by what it was about, and what was asked for without braces', () => {
  assert.equal(titleOf(act({ what: 'RunJob /api/v1/jobs/market-close/run' })), 'Run job market-close');
  assert.equal(titleOf(act({ what: 'PutSettings /api/v1/settings' })), 'Change settings');
  assert.equal(askedOf(act({ asked: '{"stop":"1.08"}' })), 'stop 1.08');
  assert.equal(askedOf(act({ asked: '{}' })), '');
  assert.equal(askedOf(act({ asked: '{"why":"cut of' })), '{"why":"cut of');
});
test('an act is told by its name and its ticket', () => {
  const fact = act({ by: 'anna', what: 'SetStop /api/v1/positions/100001/stop', status: 200 });
  assert.deepEqual([titleOf(fact), personOf(fact), resultOf(fact)], ['Set stop, ticket 100001', 'anna', { text: 'done', isRefused: false }]);
});
test('an answer that nobody knows yet is not done', () => assert.deepEqual([202, 409, 503].map(status => resultOf(act({ status })).text), ['unknown', 'refused 409', 'failed 503']));
