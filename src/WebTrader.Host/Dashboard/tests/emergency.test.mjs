import { test } from 'node:test';
import assert from 'node:assert/strict';
import { firstOf, headOf, obstaclesOf, proofOf, scopeOf, sorted, stepsOf, sumOf, tookOf, verbOf } from '../../../../wwwroot/js/emergency/model.js';
import { drillsOf, spanMs } from '../../../../wwwroot/js/emergency/drill-words.js';
import { alarmSays } from '../../../../wwwroot/js/alarm-words.js';
import { emergencySays } from '../../../../wwwroot/js/emergency/strip-words.js';

const line = (ticket, more = {}) => ({ ticket, isOrder: false, symbol: 'EURUSD', side: 'long', lots: '0.01', stop: '1.09', floating: '1.00', atStop: '-2.00', to: null, expected: '1.00', obstacle: null, ...more });
const plan = (more = {}) => ({ action: 'flatten', says: 'Flatten account demo', positions: 2, orders: 1, blocked: 0, holdsForMs: 60000, nonce: 'n', goodUntil: null, accounts: [{ account: 'demo', currency: 'USD', problem: null, positions: 2, orders: 1, blocked: 0, floating: '1.50', expected: '1.50', badCase: null, lines: [line('1'), line('2')] }], ...more });
const done = (ticket, state, more = {}) => ({ ticket, isOrder: false, symbol: 'EURUSD', lots: '0.01', state, tries: 1, retcode: null, retcodeName: null, reason: '', stop: null, seenDoneMs: null, attempts: [], ...more });
const progress = (state, lines, more = {}) => ({ account: 'demo', away: null, state, note: null, tookMs: null, provedAt: null, done: lines.filter(each => each.state === 'confirmed').length, left: [], beganAt: '2026-01-06T12:00:00Z', rounds: [{ sinceMs: 0, tookMs: null, readings: [] }], lines, ...more });
const stop = (more = {}) => ({ id: 'e', action: 'flatten', says: 'Flatten account demo', by: 'anna', why: '', at: '2026-01-06T12:00:00Z', holdsUntil: '2026-01-06T12:01:00Z', isInForce: true, releasedAt: null, releasedBy: null, releasedWhy: null, state: 'running', notWritten: null, accounts: [], ...more });

test('a scope says what it needs before it can be armed', () => {
  assert.deepEqual(scopeOf('all', '', 'demo'), { scope: {}, problem: null });
  assert.deepEqual(scopeOf('account', 'ignored', 'demo'), { scope: { account: 'demo' }, problem: null });
  assert.deepEqual(scopeOf('magic', '0', 'demo'), { scope: { account: 'demo', magic: 0 }, problem: null });
  assert.equal(scopeOf('account', '', '').problem, 'The host has not told which account this is');
  assert.equal(scopeOf('magic', '1.5', 'demo').problem, 'Give a magic number; 0 is what was opened by hand');
  assert.equal(scopeOf('ticket', '0', 'demo').problem, 'Give the number of a ticket');
  assert.equal(scopeOf('symbol', ' ', 'demo').problem, 'Give the name of a symbol at the broker');
});

test('the button names its verb and the number it touches', () => {
  assert.equal(verbOf(plan()), 'Close 2 positions');
  assert.equal(verbOf(plan({ positions: 1 })), 'Close 1 position');
  assert.equal(verbOf(plan({ action: 'tighten' })), 'Tighten 2 stops');
});

test('a sum over accounts is unknown where one is unknown or currencies differ', () => {
  const [one] = plan().accounts;
  assert.equal(sumOf(plan(), 'floating'), '1.50');
  assert.equal(sumOf(plan(), 'badCase'), null);
  assert.equal(sumOf(plan({ accounts: [one, { ...one, floating: '0.10' }] }), 'floating'), '1.60');
  assert.equal(sumOf(plan({ accounts: [one, { ...one, currency: 'EUR' }] }), 'floating'), null);
});

test('an obstacle is told once, with how many it concerns', () => {
  const [one] = plan().accounts;
  assert.deepEqual(obstaclesOf(plan({ accounts: [{ ...one, problem: 'away', lines: [line('1', { obstacle: 'closed' }), line('2', { obstacle: 'closed' }), line('3')] }] })), ['Account demo: away', 'closed (2 tickets)']);
});

test('what happens is told for each action, and ends with the release, which waits as long as the host says', () => {
  assert.equal(stepsOf(plan()).length, 6);
  assert.match(stepsOf(plan()).at(-1), /not before 60 s$/);
  assert.match(stepsOf(plan({ action: 'haltEntries', holdsForMs: 600000 })).at(-1), /not before 10 minutes$/);
  assert.match(stepsOf(plan({ holdsForMs: 0 })).at(-1), /with a reason$/);
});

const on = (...accounts) => ({ accounts: accounts.map((each, i) => ({ ...each, account: 'abc'[i] })) });
const head = (state, ...accounts) => headOf(stop({ state, ...on(...accounts) }));

test('flat is said only where it is proved', () => {
  const all = [done('1', 'confirmed'), done('2', 'confirmed')];
  assert.equal(head('proved', progress('proved', all)).tag, 'FLAT');
  assert.equal(head('running', progress('running', all)).tag, 'RUNNING');
  assert.equal(head('left', progress('left', [done('1', 'refused')])).tag, 'NOT FLAT');
  assert.equal(head('left', progress('left', all, { note: 'The positions cannot be read' })).title, 'The positions cannot be read');
  assert.equal(head(null, progress(null, [])).tag, 'IN FORCE');
});

test('one account that is flat does not make the others so', () => {
  const flat = progress('proved', [done('1', 'confirmed')]), busy = progress('left', [done('2', 'refused'), done('3', 'confirmed')]), away = progress(null, [], { away: 'away' });
  assert.deepEqual([head('left', flat, busy).tag, head('left', flat, busy).title], ['NOT FLAT', '1 ticket left on 2 accounts, each tried again']);
  assert.equal(head(null, flat, away).title, 'Flatten account demo. How far it is on b, is not known just now.');
  assert.equal(head('proved', flat, flat).title, 'Nothing is open on 2 accounts. The broker says so, twice.');
  assert.deepEqual([firstOf(stop(on(flat, busy)), 'a')?.account, firstOf(stop(on(busy, flat)), 'a')?.account, firstOf(stop(on(flat, flat)), 'b')?.account, firstOf(stop(on(flat, away)), 'a')?.account], ['b', 'a', 'b', 'b']);
});

test('what had to be done again does not make the order younger', () => {
  assert.equal(tookOf(stop(), progress('running', [])), null);
  assert.deepEqual(tookOf(stop(), progress('proved', [], { tookMs: 1500, provedAt: '2026-01-06T12:00:01.520Z' })), { tookMs: 1500, orderMs: null });
  assert.deepEqual(tookOf(stop(), progress('proved', [], { tookMs: 1500, provedAt: '2026-01-06T12:00:41.500Z' })), { tookMs: 1500, orderMs: 41500 });
});

test('the proof counts what readings have confirmed', () => {
  const steps = proofOf(stop(), progress('running', [done('1', 'confirmed', { tries: 2 }), done('2', 'sent'), done('3', 'confirmed', { isOrder: true })]));
  assert.deepEqual(steps.map(step => [step.text, step.isDone]), [['Written to disk', true], ['Entries halted', true], ['1 of 1 pending order cancelled', true], ['1 of 2 positions closed', false], ['First reading: nothing open', false], ['Second reading: nothing open', false]]);
  assert.equal(steps[3].more, '1 tried more than once');
  assert.equal(proofOf(stop({ notWritten: 'the disk is full' }), progress('running', []))[0].isDone, false);
});

test('each step of the proof has the time at which it was seen', () => {
  const seen = (ticket, seenDoneMs, more = {}) => done(ticket, 'confirmed', { seenDoneMs, ...more });
  const flat = progress('proved', [seen('1', 400), seen('2', 720), seen('3', 240, { isOrder: true })], { rounds: [{ sinceMs: 0, tookMs: 805, readings: [{ beganMs: 640, endedMs: 720 }, { beganMs: 720, endedMs: 805 }] }] });
  const at = ms => Date.parse('2026-01-06T12:00:00Z') + ms;
  assert.deepEqual(proofOf(stop(), flat).slice(2).map(step => [step.at, step.more]), [[at(240), ''], [at(720), ''], [at(720), ''], [at(805), '85 ms later']]);
  assert.deepEqual(proofOf(stop(), progress('running', [seen('1', 400), done('2', 'sent')])).map(step => step.at).slice(3, 4), [null], 'one is still open');
});

test('what is left comes before what is done', () => {
  assert.deepEqual(sorted([done('1', 'confirmed'), done('3', 'queued'), done('2', 'refused')]).map(each => each.ticket), ['2', '3', '1']);
});

test('the strip says off, and otherwise the stop that is least far', () => {
  const short = (state, action = 'flatten') => ({ id: 'e', action, says: 'Flatten account demo', by: 'anna', at: '', state, done: 1, tickets: 3 });
  assert.equal(emergencySays([]).value, 'Off');
  assert.equal(emergencySays(null).value, '–');
  assert.deepEqual([emergencySays([short('proved'), short('left')]).value, emergencySays([short('left')]).trouble], ['Not flat', 'expose']);
  assert.equal(emergencySays([short('running')]).below, '1 of 3');
  assert.equal(emergencySays([short('inForce', 'haltEntries')]).value, 'Halted');
});

test('a span of the journal is milliseconds, and what is none is not known', () => {
  assert.equal(spanMs('00:00:01.2800000'), 1280);
  assert.equal(spanMs('1.00:00:00'), 86400000);
  assert.equal(spanMs(null), null);
  assert.equal(spanMs('soon'), null);
});

test('drills are told from the oldest to the newest', () => {
  const fact = (at, took) => ({ at, data: { positions: 3, took, left: [] } });
  assert.deepEqual(drillsOf([fact('2026-01-02T00:00:00Z', null), fact('2026-01-01T00:00:00Z', '00:00:00.0800000')]).map(drill => drill.tookMs), [80, null]);
});

test('the strip tells of the last drill while nothing is in force', () => {
  const drill = { at: '', positions: 3, tookMs: 1240, left: [] };
  assert.deepEqual([undefined, null, drill, { ...drill, tookMs: null }].map(each => emergencySays([], each).below), ['nothing is halted', 'no drill yet', 'drill 1.24 s to flat', 'drill: not flat']);
  assert.match(emergencySays([{ id: 'e', action: 'freeze', says: '', by: '', at: '', state: 'inForce', done: 0, tickets: 0 }], drill).below, /halted/);
});

test('an alarm says first what holds, and its number last', () => {
  assert.equal(alarmSays('Emergency stop 2026-1: Flatten account demo, ordered by anna. Entries are halted until it is released'), 'Flatten account demo, ordered by anna. Entries are halted until it is released. Emergency stop 2026-1');
  assert.equal(alarmSays('No connection to the broker'), 'No connection to the broker');
});
