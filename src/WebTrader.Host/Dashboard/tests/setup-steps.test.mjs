import test from 'node:test';
import assert from 'node:assert/strict';
import { become, isOver } from '../../../../wwwroot/js/setup-steps.js';

const wanted = { token: 't', name: 'anna', password: 'correct horse battery' };
const silent = { value: null, problem: { title: 'The host does not answer', detail: '', needsCode: false, isSilent: true } };
const refused = title => ({ value: null, problem: { title, detail: '', needsCode: false, isSilent: false } });
const fine = { value: { name: 'anna' }, problem: null };

/** A host that gives these answers, in their order. */
function host(...answers) {
  const asked = [];
  return { asked, ask: async (path, body) => { asked.push(body ? `POST ${path}` : `GET ${path}`); return answers.shift() ?? silent; } };
}
const pause = async () => undefined;

test('who is made at once is asked for once', async () => {
  const { ask, asked } = host(fine);
  assert.equal(await become(ask, wanted, pause), fine);
  assert.deepEqual(asked, ['POST setup']);
});
test('what the host refuses is not asked again', async () => {
  const { ask, asked } = host(refused('The password is too short'));
  assert.equal((await become(ask, wanted, pause)).problem.title, 'The password is too short');
  assert.equal(asked.length, 1);
});
test('a request without an answer is sent again', async () => {
  const { ask, asked } = host(silent, silent, fine);
  assert.equal((await become(ask, wanted, pause)).value, fine.value);
  assert.deepEqual(asked, ['POST setup', 'POST setup', 'POST setup']);
});
test('where the request without an answer was carried out, its maker is signed in', async () => {
  const { ask, asked } = host(silent, refused('Already set up'), fine);
  assert.equal(await become(ask, wanted, pause), fine);
  assert.deepEqual(asked, ['POST setup', 'POST setup', 'POST session']);
});
test('while the first request is still at work the link is taken and there is nobody to sign in: it is asked again', async () => {
  const { ask } = host(silent, refused('The link is not good'), refused('Name, password or code is wrong'), refused('Already set up'), fine);
  assert.equal(await become(ask, wanted, pause), fine);
});
test('somebody else who was faster is told of, and a host that never answers is too', async () => {
  const others = host(silent, ...Array.from({ length: 8 }, (_, i) => refused(i % 2 ? 'wrong' : 'Already set up')));
  assert.equal((await become(others.ask, wanted, pause)).problem.title, 'Already set up');
  assert.equal((await become(host().ask, wanted, pause)).problem.title, 'The host does not answer');
});
test('a host that cannot say yet takes no form away', async () => {
  const unsure = { value: { isOpen: false, isKnown: false }, problem: null };
  const { ask, asked } = host(unsure, silent, unsure, { value: { isOpen: false, isKnown: true }, problem: null });
  assert.equal(await isOver(ask, pause, () => false), true);
  assert.equal(asked.length, 4);
  assert.equal(await isOver(host({ value: { isOpen: true, isKnown: true }, problem: null }).ask, pause, () => false), false);
});
