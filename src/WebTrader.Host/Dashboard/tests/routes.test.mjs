import test from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

// routes.js takes its signal from a library that is restored by the build; here only the reading of an address matters
const source = readFileSync(new URL('../../../../wwwroot/js/routes.js', import.meta.url), 'utf8').replace(/^import .*$/m, 'const signal = value => ({ value });');
const { parseRoute, screenHref, ticketHref } = await import(`data:text/javascript,${encodeURIComponent(source)}`);

test('an address names screen and account', () => {
  assert.deepEqual(parseRoute('#/settings/my%20desk'), { page: 'settings', account: 'my desk', item: null });
  assert.deepEqual(parseRoute('#/locks'), { page: 'locks', account: null, item: null });
  assert.deepEqual(parseRoute('#/ticket/a/5'), { page: 'ticket', account: 'a', item: '5' });
});
test('what is written is read back', () => {
  for (const page of ['positions', 'locks', 'limits', 'trades', 'settings', 'alerts', 'audit', 'users']) for (const account of [null, 'a/b %']) assert.deepEqual(parseRoute(screenHref(page, account)), { page, account, item: null });
  assert.deepEqual(parseRoute(ticketHref('a/b', '7')), { page: 'ticket', account: 'a/b', item: '7' });
});
test('an address that somebody mistyped opens the positions', () => {
  for (const hash of ['', '#/', '#/nothing', '#/ticket', '#/%E0%A4%A']) assert.equal(parseRoute(hash).page, 'positions', hash);
});
