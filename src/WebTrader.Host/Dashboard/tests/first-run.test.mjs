import test from 'node:test';
import assert from 'node:assert/strict';
import { begin, maxRiskOf, namedIn } from '../../../../wwwroot/js/first-run.js';

const SETTINGS = '{"version":1,"document":{"Stops":{"MaxRisk":2.00,"TrailingStep":0.10},"Accounts":{}}}';
const fine = (value, text = JSON.stringify(value)) => ({ value, problem: null, text }), refused = detail => ({ value: null, problem: { title: 'No', detail, needsCode: false, isSilent: false } });

/** A host whose answers are found by method and path; it keeps what it was asked. */
function host(answers) {
  const asked = [];
  return { asked, ask: async (path, body, _, how) => {
    const name = `${how?.method ?? (body ? 'POST' : 'GET')} ${path.split('?')[0]}`, answer = answers[name];
    asked.push({ name, path, body, headers: how?.headers });
    return Array.isArray(answer) ? answer.shift() : answer;
  } };
}
const wanted = more => ({ antiforgery: 'a', maxRisk: '', named: null, accounts: ['demo'], ...more });

test('with every answer as it was proposed nothing is changed', async () => {
  const { ask, asked } = host({});
  assert.deepEqual([await begin(ask, wanted()), asked], [[], []]);
});
test('another max risk is set, with every other figure as it was written', async () => {
  const { ask, asked } = host({ 'GET settings': fine(JSON.parse(SETTINGS), SETTINGS), 'PUT settings': fine({}) });
  assert.deepEqual(await begin(ask, wanted({ maxRisk: '1.50' })), []);
  assert.equal(asked[1].body, '{"document":{"Stops":{"MaxRisk":1.50,"TrailingStep":0.10},"Accounts":{}},"why":"first run"}');
  assert.deepEqual(asked[1].headers, { 'X-WebTrader-Antiforgery': 'a', 'If-Match': '"1"' });
});
test('the same max risk, written otherwise, is no change', async () => {
  const { ask, asked } = host({ 'GET settings': fine(JSON.parse(SETTINGS), SETTINGS) });
  assert.deepEqual(await begin(ask, wanted({ maxRisk: '2' })), []);
  assert.equal(asked.length, 1);
});
test('what the host refuses is told in its words, and no amount is no amount', async () => {
  const { ask } = host({ 'GET settings': fine(JSON.parse(SETTINGS), SETTINGS), 'PUT settings': refused('Stops:MaxRisk is "0", allowed is above 0.') });
  assert.deepEqual(await begin(ask, wanted({ maxRisk: '0' })), ['Max risk is not 0: Stops:MaxRisk is "0", allowed is above 0.']);
  assert.deepEqual(await begin(ask, wanted({ maxRisk: 'two' })), ['Max risk is not two: give an amount as in 2.00.']);
});
test('only what is named is armed, as it was looked at; looked at again where it has changed', async () => {
  const { ask, asked } = host({ 'GET accounts/demo/arming': [fine({ armed: { all: true }, refused: ['TrailingStep is small'], confirm: '1.a' }), fine({ armed: { all: true }, refused: [], confirm: '2.b' })], 'PUT accounts/demo/arming': [refused('It has changed'), fine({})] });
  assert.deepEqual(await begin(ask, wanted({ named: namedIn('77, EURUSD 77') })), []);
  assert.equal(asked[0].path, 'accounts/demo/arming?symbol=EURUSD&magic=77');
  assert.deepEqual(asked[3].body, { why: 'first run', all: false, symbols: ['EURUSD'], magics: [77], confirm: '2.b' });
});
test('what cannot be armed is told by account', async () => {
  const { ask } = host({ 'GET accounts/demo/arming': fine({ armed: { all: false }, refused: ['MaxRisk is not set'], confirm: '1.a' }) });
  assert.deepEqual(await begin(ask, wanted({ named: namedIn('77') })), ['Account demo still protects what it did before: MaxRisk is not set']);
});
test('the amount that holds is shown where it may be seen', async () => {
  assert.equal(await maxRiskOf(host({ 'GET settings': fine(JSON.parse(SETTINGS)) }).ask), '2.00');
  assert.equal(await maxRiskOf(host({ 'GET settings': refused('Sign in') }).ask), '');
});
