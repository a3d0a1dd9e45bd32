/** A row as the host sends it, with what a test wants to say about it. */
export const row = (ticket, more = {}) => ({
  ticket, symbol: 'EURUSD', side: 'long', lots: '0.20', digits: 5, openPrice: '1.08412', openTime: `2026-03-04T10:00:${String(Number(ticket) % 60).padStart(2, '0')}.000Z`,
  magic: 8200, comment: '', bid: '1.08671', ask: '1.08679', price: '1.08671', quoteAgeMs: 100, state: 'protected', stateAgeMs: 1000, stop: '1.08637', stopAgeMs: 94000,
  takeProfit: null, wanted: '1.08637', distancePoints: 34, distanceRanges: 0.4, maxRisk: '40.00', profitAtStop: '45.00', floating: '51.80', atRisk: null, locked: '45.00', rule: 'stepTrailing',
  ruleText: 'Step trailing', reason: 'Profit peaked at +50.20.', nextPrice: '1.08687', nextLocks: '50.00', evaluationAgeMs: 120, moves: 3, peakProfit: '54.20',
  rail: { stop: 1.1, wanted: 1.1, price: 1.3 }, ...more,
});
export const entry = (ticket, more = {}, at = 0) => ({ row: row(ticket, more), at, gone: false });
export const atRisk = money => ({ profitAtStop: money, atRisk: money, locked: null });
export const naked = { state: 'naked', stop: null, profitAtStop: null, atRisk: null, locked: null, rail: { stop: null, wanted: -1, price: 0 } };
