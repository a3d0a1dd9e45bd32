import test from 'node:test';
import assert from 'node:assert/strict';
import { fromRows, withChanges, figure, places } from '../../../../wwwroot/js/book.js';
import { row, naked } from './rows.mjs';

test('changes replace whole rows, add new ones and take away the closed', () => {
  const book = fromRows([row('1'), row('2')], 10);
  const { book: next, removed, touched } = withChanges(book, { upserts: [row('2', { price: '1.09' }), row('3')], removed: ['1', '99'] }, 20);
  assert.deepEqual([...next.keys()], ['2', '3']);
  assert.equal(next.get('2').row.price, '1.09');
  assert.equal(next.get('2').at, 20);
  assert.deepEqual(touched, ['2', '3']);
  assert.deepEqual(removed.map(r => [r.row.ticket, r.gone]), [['1', true]]);
  assert.equal(book.size, 2, 'the book before is left as it was');
});
test('the one figure counts what is managed and not protected, and is as loud as the worst', () => {
  const book = fromRows([row('1'), row('2', { state: 'guarded' }), row('3', { state: 'ambiguous' }), row('4', naked), row('5', { state: 'unmanaged' })], 0);
  const { total, worst, open, counts } = figure(book.values());
  assert.deepEqual([total, worst, open, counts.unmanaged], [3, 'naked', 5, 1]);
});
test('unmanaged tickets do not raise the figure', () => assert.deepEqual(figure(fromRows([row('5', { state: 'unmanaged' })], 0).values()).total, 0));
test('the age shown is that of the ticket naked for the longest', () => {
  const entries = [{ row: row('1', { ...naked, stateAgeMs: 500 }), at: 1000, gone: false }, { row: row('2', { ...naked, stateAgeMs: 900 }), at: 5000, gone: false }];
  assert.equal(figure(entries).oldestNaked.at, 1000);
});
test('a closed ticket leaves its place in the fence empty, a new one goes to the end', () => {
  const first = places([], fromRows([row('12'), row('11')], 0));
  assert.deepEqual(first, ['11', '12']);
  assert.deepEqual(places(first, fromRows([row('12'), row('13')], 0)), ['11', '12', '13']);
});
test('a fence that would become too fine gives up its oldest empty places only', () => {
  assert.deepEqual(places(['1', '2', '3'], fromRows([row('2'), row('4')], 0), 3), ['2', '3', '4']);
  assert.deepEqual(places(['1', '2'], fromRows([row('1'), row('2'), row('3')], 0), 2), ['1', '2', '3']);
});
