// What protection earned or cost: sums over closed trades. Money stays exact.
import { parse, print, sum } from '../decimal.js';

/** @typedef {import('../api.js').TradeItem} TradeItem */
/** @typedef {{symbol: string, side: string, reason: string, days: string, text: string}} Filter  '' for all; days: '' or a number of days back */

/** After costs. @param {TradeItem} trade */
export const net = trade => sum([trade.profit, trade.commission, trade.swap]);

/** What of the best profit was given back, at most all of it; null where nobody watched it or it never was in profit. @param {TradeItem} trade @returns {string|null} */
export function givenBack(trade) {
  const peak = parse(trade.peakProfit), profit = parse(trade.profit);
  if (peak === null || profit === null || peak <= 0n) return null;
  return print(profit >= peak ? 0n : profit > 0n ? peak - profit : peak, 2);
}

/** @param {TradeItem[]} trades @param {Filter} filter @param {number} now milliseconds */
export function fitting(trades, filter, now) {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean), from = filter.days ? now - Number(filter.days) * 86400000 : -Infinity;
  return trades.filter(trade => (!filter.symbol || trade.symbol === filter.symbol) && (!filter.side || trade.side === filter.side) && (!filter.reason || trade.closeReason === filter.reason) && Date.parse(trade.closeTime) >= from
    && words.every(word => `${trade.symbol} ${trade.ticket} ${trade.magic} ${trade.closeReasonText}`.toLowerCase().includes(word)));
}

/** What is asked of the host for the rows that fit. @param {string} account @param {Filter} filter @param {number} now milliseconds */
function asked(account, { symbol, side, reason, days, text }, now) {
  const from = days ? new Date(now - Number(days) * 86400000).toISOString() : '', find = text.trim();
  return new URLSearchParams(Object.entries({ account, symbol, side, reason, from, find }).filter(([, value]) => value !== ''));
}

/** The address of the rows that fit, as a file: those that are not read yet too. @param {string} account @param {Filter} filter @param {number} now milliseconds */
export const csvPathOf = (account, filter, now) => `api/v1/trades.csv?${asked(account, filter, now)}`;

/**
 * Where the host adds up what the trades that fit gave back, of all there are and not only of those that were read.
 * @param {string} account @param {Filter} filter @param {number} now milliseconds; whole minutes count, so that it is not another question with every look
 */
export const giveBackPath = (account, filter, now) => `api/v1/trades/give-back?${asked(account, filter, Math.floor(now / 60000) * 60000)}`;

/** The running result, oldest first, beginning at nothing. @param {TradeItem[]} trades in any order @returns {{at: number, total: number}[]} for drawing only */
export function line(trades) {
  let total = 0n;
  return [...trades].sort((a, b) => Date.parse(a.closeTime) - Date.parse(b.closeTime)).map(trade => {
    total += parse(net(trade)) ?? 0n;
    return { at: Date.parse(trade.closeTime), total: Number(print(total, 2)) };
  });
}

/** @param {TradeItem[]} trades */
export function totals(trades) {
  const results = trades.map(net), won = results.filter(result => (parse(result) ?? 0n) > 0n).length;
  return { count: trades.length, net: sum(results), costs: sum(trades.flatMap(trade => [trade.commission, trade.swap])), won, best: extreme(results, (a, b) => a > b), worst: extreme(results, (a, b) => a < b) };
}

/** @param {(string|null)[]} values @param {(a: bigint, b: bigint) => boolean} beats */
function extreme(values, beats) {
  /** @type {bigint|null} */
  let best = null;
  for (const text of values) {
    const value = parse(text);
    if (value !== null && (best === null || beats(value, best))) best = value;
  }
  return best === null ? null : print(best, 2);
}

/** By what ended them, the most frequent first: how many, and what they made. @param {TradeItem[]} trades */
export function byReason(trades) {
  /** @type {Map<string, TradeItem[]>} */
  const groups = new Map();
  for (const trade of trades) groups.set(trade.closeReason ?? 'unknown', [...groups.get(trade.closeReason ?? 'unknown') ?? [], trade]);
  return [...groups].map(([reason, its]) => ({ reason, text: its[0]?.closeReasonText ?? reason, count: its.length, net: sum(its.map(net)) })).sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
}
