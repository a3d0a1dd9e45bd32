import test from 'node:test';
import assert from 'node:assert/strict';
import { alarmSays } from '../../../../wwwroot/js/alarm-words.js';
import { countdown, doesOf, exposure, nearest, shareOf, titleOf } from '../../../../wwwroot/js/limits/model.js';
import { row } from './rows.mjs';

const item = (name, used, at, more = {}) => ({ name, used, at, does: 'haltEntries', state: 'free', text: '', ...more });

test('the nearest limit stands first, and one that nobody knows before all', () => {
  assert.deepEqual(nearest([item('MaxLots', .1, 2), item('MaxPositions', 9, 10), item('MaxAtRisk', null, 200)]).map(titleOf), ['Money at risk', 'Open positions', 'Lots']);
});
test('what is used is a share, never below nothing', () => assert.deepEqual([shareOf(item('MaxDailyLoss', -5, 100)), shareOf(item('MaxDailyLoss', 150, 100)), shareOf(item('MaxDailyLoss', null, 100))], [0, 1.5, null]));
test('a countdown never runs below zero', () => assert.deepEqual([countdown(3661000), countdown(-5), countdown(86399999)], ['01:01:01', '00:00:00', '23:59:59']));
test('a pair counts in both currencies, an index by its name', () => {
  const held = exposure([row('1', { symbol: 'EURUSD', side: 'long', lots: '0.30', floating: '1.00', atRisk: null }), row('2', { symbol: 'EURGBP', side: 'short', lots: '0.10', floating: '-0.50', atRisk: '-2.00' }), row('3', { symbol: 'US30', side: 'short', lots: '0.05', stop: null })]);
  assert.deepEqual(held.map(each => [each.name, each.lots]), [['USD', '-0.30'], ['EUR', '0.20'], ['GBP', '0.10'], ['US30', '-0.05']]);
  assert.deepEqual([held[1].floating, held[1].atRisk, held[1].positions, held[3].unlimited, held[3].isPair], ['0.50', '-2.00', 2, 1, false]);
});
test('a broker\'s suffix does not hide the pair', () => assert.deepEqual(exposure([row('1', { symbol: 'EURUSD.pro', lots: '1' })]).map(each => each.name), ['EUR', 'USD']));
test('a limit that closes everything says so', () => assert.deepEqual(['warn', 'haltEntries', 'flatten'].map(does => doesOf(item('MaxDrawdown', 1, 2, { does }))), ['warns', 'halts entries', 'halts entries and flattens the account']));
test('an alarm of a limit is told as the limits page tells it', () => {
  assert.equal(alarmSays('MaxAtRisk is 20, used are 29.56; entries through us are halted, protection goes on'), 'Money at risk: 29.56 of 20; entries through us are halted, protection goes on');
  assert.equal(alarmSays('MaxDailyLoss is 500, and what is used is not known'), 'Loss of the day: not known of 500');
  assert.equal(alarmSays('The disk is full'), 'The disk is full');
});
