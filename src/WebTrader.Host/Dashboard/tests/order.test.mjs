import test from 'node:test';
import assert from 'node:assert/strict';
import { chosen, grouped, held, moved, totals } from '../../../../wwwroot/js/order.js';
import { atRisk, entry, naked } from './rows.mjs';

const names = groups => groups.map(group => [group.name, group.tickets]);

test('groups: not protected with the worst first, not managed, protected with most at risk first', () => {
  const list = [entry('1', atRisk('-2.00')), entry('2', { state: 'guarded', stateAgeMs: 100 }), entry('3', { state: 'guarded', stateAgeMs: 6400 }), entry('4', naked),
    entry('5', { state: 'unmanaged' }), entry('6', atRisk('-40.00')), entry('7', { state: 'ambiguous' })];
  assert.deepEqual(names(grouped(list)), [['open', ['4', '7', '3', '2']], ['unmanaged', ['5']], ['protected', ['6', '1']]]);
});
test('a ticket without any stop stands before every loss that has an end', () => {
  const list = [entry('1', { state: 'unmanaged', ...atRisk('-900.00') }), entry('2', { state: 'unmanaged', stop: null, profitAtStop: null })];
  assert.deepEqual(grouped(list)[0].tickets, ['2', '1']);
});
test('two alike never change places', () => assert.deepEqual(grouped([entry('9'), entry('10'), entry('8')])[0].tickets, ['8', '9', '10']));
test('ages are compared as of now, not as of their messages', () => {
  const list = [entry('1', { state: 'guarded', stateAgeMs: 3000 }, 9000), entry('2', { state: 'guarded', stateAgeMs: 1000 }, 1000)];
  assert.deepEqual(grouped(list)[0].tickets, ['2', '1']);
});
test('held rows stay, a new one comes to the end of its group, a closed one keeps its place', () => {
  const shown = grouped([entry('1', atRisk('-1.00')), entry('2', atRisk('-3.00'))]);
  const due = grouped([entry('1', atRisk('-9.00')), entry('3', naked)]);
  const { groups, waiting } = held(shown, due, () => true);
  assert.deepEqual(names(groups), [['open', ['3']], ['protected', ['2', '1']]]);
  assert.equal(waiting, 1);
});
test('a row that changes group under the pointer waits where it is', () => {
  const shown = grouped([entry('1'), entry('2')]);
  const due = grouped([entry('1', naked), entry('2')]);
  const { groups, waiting } = held(shown, due, () => true);
  assert.deepEqual(names(groups), [['protected', ['1', '2']]]);
  assert.equal(waiting, 1);
});
test('one row that moves far counts as one', () => {
  const group = tickets => [{ name: 'protected', tickets }];
  assert.equal(moved(group(['1', '2', '3', '4']), group(['4', '1', '2', '3'])), 1);
  assert.equal(moved(group(['1', '2']), group(['1', '2'])), 0);
});
test('filters and the search work together', () => {
  const list = [entry('1', { magic: 0 }), entry('2', atRisk('-1.00')), entry('3', naked), entry('4', { symbol: 'XAUUSD' })];
  const tickets = (filter, text = '') => chosen(list, filter, text).map(e => e.row.ticket);
  assert.deepEqual(tickets('open'), ['3']);
  assert.deepEqual(tickets('risk'), ['2', '3']);
  assert.deepEqual(tickets('locked'), ['1', '4']);
  assert.deepEqual(tickets('hand'), ['1']);
  assert.deepEqual(tickets('all', ' xau step '), ['4']);
  assert.deepEqual(tickets('all', '8200 nothing'), []);
});
test('totals are exact and name what has no limit', () => {
  const list = [entry('1', { floating: '0.10', ...atRisk('-0.10') }), entry('2', { floating: '0.20', ...atRisk('-0.20') }), entry('3', { ...naked, floating: null })];
  assert.deepEqual(totals(list), { floating: '0.30', atRisk: '-0.30', locked: null, unlimited: 1 });
});
