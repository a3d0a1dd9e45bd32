import test from 'node:test';
import assert from 'node:assert/strict';
import { nowhere, onSnapshot, onChanges } from '../../../../wwwroot/js/sequence.js';

const at = (sequence, id = 'a') => onSnapshot({ account: { id }, sequence });
const changes = (sequence, accountId = 'a') => ({ accountId, sequence });

test('nothing counts before the first snapshot', () => assert.equal(onChanges(nowhere(), changes(1)).verdict, 'ignore'));
test('the next number applies', () => {
  const { place, verdict } = onChanges(at(7), changes(8));
  assert.equal(verdict, 'apply');
  assert.equal(place.sequence, 8);
});
test('a gap asks for everything, once, and nothing counts until it is here', () => {
  const gap = onChanges(at(7), changes(9));
  assert.equal(gap.verdict, 'resync');
  for (const n of [8, 9, 10, 11]) assert.equal(onChanges(gap.place, changes(n)).verdict, 'ignore');
});
test('after the snapshot the numbers go on from it', () => assert.equal(onChanges(at(10), changes(11)).verdict, 'apply'));
test('what the snapshot already holds is not applied again', () => {
  assert.equal(onChanges(at(10), changes(9)).verdict, 'ignore');
  assert.equal(onChanges(at(10), changes(10)).verdict, 'ignore');
});
test('another account\'s changes are never shown', () => assert.equal(onChanges(at(7), changes(8, 'b')).verdict, 'ignore'));
test('a host that counts anew after a restart is followed from its snapshot', () => assert.equal(onChanges(at(0), changes(1)).verdict, 'apply'));
