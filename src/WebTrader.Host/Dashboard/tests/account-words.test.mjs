import test from 'node:test';
import assert from 'node:assert/strict';
import { accountSays, whoseOf } from '../../../../wwwroot/js/account-words.js';

const says = (more = {}) => accountSays({ state: 'running', openPositions: 4, notProtected: 0, unmanaged: 0, worst: 'protected', ...more });

test('an account that nobody can look into has not nothing open: it is not known', () => {
  assert.deepEqual(says({ state: 'failed', openPositions: null, notProtected: null, unmanaged: null, worst: null }), { text: 'not known, its session has failed', state: null, tone: 'doubt' });
  assert.equal(says({ openPositions: null, notProtected: null }).text, 'not known');
});
test('an account shows how many are not protected, and the worst of them', () => {
  assert.deepEqual(says({ notProtected: 2, worst: 'naked' }), { text: '2 not protected', state: 'naked', tone: 'expose' });
  assert.deepEqual([says({ notProtected: 1, worst: 'guarded' }).tone, says({ notProtected: 1, worst: 'ambiguous' }).tone], ['intent', 'doubt']);
});
test('what nobody protects is not called protected', () => {
  assert.equal(says({ unmanaged: 4, worst: 'unmanaged' }).text, 'none managed');
  assert.equal(says({ unmanaged: 1 }).text, 'protected, 1 unmanaged');
  assert.deepEqual([says().text, says({ openPositions: 0, worst: null }).text], ['all protected', 'nothing open']);
});
test('what reaches several accounts names them all, and one nobody knows is taken for live', () => {
  const known = [{ id: 'a', name: 'Main', isLive: true }, { id: 'b', name: 'Try', isLive: false }];
  assert.deepEqual(whoseOf(['b'], known), { list: [known[1]], live: 0, said: 'Try' });
  assert.deepEqual([whoseOf(['a', 'b'], known).said, whoseOf(['a', 'b'], known).live], ['Main and Try', 1]);
  assert.deepEqual([whoseOf(['x'], known).live, whoseOf(['a', 'b', 'x', 'y'], known).said, whoseOf([], known).said], [1, '4 accounts, 3 of them live', 'no account']);
});
