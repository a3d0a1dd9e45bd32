import { test } from 'node:test';
import assert from 'node:assert/strict';
import { levelOf, outcomeOf, scheduleOf } from '../../../../wwwroot/js/desk/job-words.js';

const job = (more = {}) => ({ name: 'backup', about: '', schedule: '0 3 * * *', timeZone: 'UTC', lastRun: null, doing: null, nextRun: null, paused: false, pausedWhy: null, pausedBy: null, pausedAt: null, waitsFor: null, ...more });

test('a job that failed stands out, one that is paused does not shout', () => {
  assert.equal(levelOf(job({ lastRun: { outcome: 'failed' } })), 'amber');
  assert.equal(levelOf(job({ paused: true })), 'ended');
  assert.equal(levelOf(job()), 'info');
});

test('an outcome is told in words, also one this page does not know', () => {
  assert.equal(outcomeOf({ outcome: 'nothing' }), 'Nothing to do');
  assert.equal(outcomeOf({ outcome: 'postponed' }), 'Postponed');
});

test('a schedule says whose clocks it goes by', () => {
  assert.match(scheduleOf(job()), /clocks of UTC$/);
  assert.equal(scheduleOf(job({ schedule: null })), 'by hand alone');
  assert.equal(scheduleOf(job({ schedule: '40 3 * * *' })), 'every day at 03:40, clocks of UTC');
  assert.equal(scheduleOf(job({ schedule: '7 * * * *' })), 'every hour, 7 min past, clocks of UTC');
  assert.equal(scheduleOf(job({ schedule: '30 12 * * 4' })), 'Thursdays at 12:30, clocks of UTC');
  assert.match(scheduleOf(job({ schedule: '*/5 * 1 * *' })), /^\*\/5 \* 1 \* \* \(minute, hour/);
});
