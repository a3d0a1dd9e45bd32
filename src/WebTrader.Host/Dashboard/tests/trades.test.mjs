import test from 'node:test';
import assert from 'node:assert/strict';
import { byReason, csvPathOf, fitting, giveBackPath, givenBack, line, net, totals } from '../../../../wwwroot/js/trades/model.js';

const trade = more => ({ account: 'demo', ticket: '1', position: '1', symbol: 'EURUSD', side: 'long', lots: '0.01', openTime: '2026-03-04T10:00:00.000Z', openPrice: '1', closeTime: '2026-03-04T11:00:00.000Z', closePrice: '1', closeReason: 'trailingStop', closeReasonText: 'Trailing stop', profit: '1.00', commission: '-0.10', swap: '0.00', peakProfit: '1.50', magic: 77, recovered: false, ...more });
const NONE = { symbol: '', side: '', reason: '', days: '', text: '' }, NOW = Date.parse('2026-03-05T10:30:00.000Z');

test('a result is after costs, to the cent', () => assert.equal(net(trade({ profit: '0.30', commission: '-0.10', swap: '-0.20' })), '0.00'));
test('what was given back is at most what was there', () => {
  assert.equal(givenBack(trade({})), '0.50');
  assert.equal(givenBack(trade({ profit: '-2.00' })), '1.50');
  assert.equal(givenBack(trade({ profit: '1.60' })), '0.00');
  assert.equal(givenBack(trade({ peakProfit: null })), null);
  assert.equal(givenBack(trade({ peakProfit: '-0.20', profit: '-0.50' })), null);
});
test('filters work together', () => {
  const all = [trade({}), trade({ symbol: 'XAUUSD', side: 'short' }), trade({ closeTime: '2026-03-01T00:00:00.000Z' }), trade({ closeReason: 'lossStop', closeReasonText: 'Stop in loss' })];
  const count = filter => fitting(all, { ...NONE, ...filter }, NOW).length;
  assert.deepEqual([count({}), count({ symbol: 'XAUUSD' }), count({ side: 'long' }), count({ days: '1' }), count({ reason: 'lossStop' }), count({ text: 'loss 77' }), count({ symbol: 'XAUUSD', side: 'long' })], [4, 1, 3, 3, 1, 1, 0]);
});
test('the file asks for the rows that the filters leave', () => {
  assert.equal(csvPathOf('demo', NONE, NOW), 'api/v1/trades.csv?account=demo');
  assert.equal(csvPathOf('demo', { symbol: 'XAUUSD', side: 'short', reason: 'lossStop', days: '1', text: ' 77 usd' }, NOW), 'api/v1/trades.csv?account=demo&symbol=XAUUSD&side=short&reason=lossStop&from=2026-03-04T10%3A30%3A00.000Z&find=77+usd');
});
test('the line runs from the oldest to the newest and never drifts', () => {
  const all = [trade({ profit: '0.10', commission: '0', closeTime: '2026-03-04T12:00:00.000Z' }), trade({ profit: '0.20', commission: '0', closeTime: '2026-03-04T11:00:00.000Z' })];
  assert.deepEqual(line(all).map(point => point.total), [.2, .3]);
});
test('sums of what is shown', () => {
  const all = totals([trade({}), trade({ profit: '-2.00' }), trade({ profit: '0.10' })]);
  assert.deepEqual([all.count, all.won, all.net, all.costs, all.best, all.worst], [3, 1, '-1.20', '-0.30', '0.90', '-2.10']);
});
test('by what closed them: the most frequent first', () => {
  const groups = byReason([trade({}), trade({ profit: '1.50' }), trade({ closeReason: 'lossStop', closeReasonText: 'Stop in loss', profit: '-2.00', peakProfit: null })]);
  assert.deepEqual(groups.map(group => [group.text, group.count, group.net]), [['Trailing stop', 2, '2.30'], ['Stop in loss', 1, '-2.10']]);
});
test('the host adds up what fits the filter, and is asked anew once a minute at most', () => {
  assert.equal(giveBackPath('demo', NONE, NOW), 'api/v1/trades/give-back?account=demo');
  const all = { symbol: 'XAUUSD', side: 'long', reason: 'trailingStop', days: '7', text: ' 77 stop ' };
  assert.equal(giveBackPath('my demo', all, NOW), 'api/v1/trades/give-back?account=my+demo&symbol=XAUUSD&side=long&reason=trailingStop&from=2026-02-26T10%3A30%3A00.000Z&find=77+stop');
  assert.equal(giveBackPath('my demo', all, NOW + 59000), giveBackPath('my demo', all, NOW));
});
