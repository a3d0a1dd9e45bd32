// How near an account is to its limits, and what it holds by currency. Pure.
import { parse, print, sum } from '../decimal.js';

/** @typedef {import('../api.js').LimitItem} LimitItem */
/** @typedef {import('../contract.js').Row} Row */

/** @type {Record<string, {title: string, isMoney: boolean}>} */
const KNOWN = {
  MaxPositions: { title: 'Open positions', isMoney: false }, MaxLots: { title: 'Lots', isMoney: false }, MaxAtRisk: { title: 'Money at risk', isMoney: true },
  MaxLossesInARow: { title: 'Losses in a row', isMoney: false }, MaxDailyLoss: { title: 'Loss of the day', isMoney: true }, MaxDrawdown: { title: 'Drawdown', isMoney: true },
};

/** @param {{name: string}} item */
export const titleOf = item => KNOWN[item.name]?.title ?? item.name;
/** @param {LimitItem} item */
export const isMoney = item => KNOWN[item.name]?.isMoney ?? false;

/** What happens where it is reached. @param {LimitItem} item */
export const doesOf = item => ({ warn: 'warns', haltEntries: 'halts entries', flatten: 'halts entries and flattens the account' })[item.does];

/** The share that is used up; null while that is not known. @param {LimitItem} item @returns {number|null} 0 and more */
export const shareOf = item => item.used === null || item.at <= 0 ? null : Math.max(0, item.used) / item.at;

/** The shortest way to a limit first; the unknown stands before all, since nobody can say that it is far. @param {LimitItem[]} items */
export const nearest = items => [...items].sort((a, b) => (shareOf(b) ?? Infinity) - (shareOf(a) ?? Infinity) || (a.name < b.name ? -1 : 1));

/** Milliseconds as a countdown. @param {number} ms */
export function countdown(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000)), pad = (/** @type {number} */ n) => String(n).padStart(2, '0');
  return `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
}

/** @param {string} symbol @returns {[string, string]|null} what a pair is made of; null where it is none */
const pairOf = symbol => {
  const match = /^([A-Z]{3})([A-Z]{3})(?:[^A-Za-z0-9].*|[a-z]*)?$/.exec(symbol);
  return match ? [match[1] ?? '', match[2] ?? ''] : null;
};

/**
 * Lots bought less lots sold, by currency of the pairs, or by symbol where it is none; with what stands behind it.
 * @param {Row[]} rows
 * @returns {{name: string, isPair: boolean, lots: string, floating: string|null, atRisk: string|null, unlimited: number, positions: number}[]} the largest first
 */
export function exposure(rows) {
  /** @type {Map<string, {isPair: boolean, lots: bigint, rows: Row[]}>} */
  const all = new Map();
  const add = (/** @type {string} */ name, /** @type {boolean} */ isPair, /** @type {bigint} */ lots, /** @type {Row} */ row) => {
    const known = all.get(name) ?? { isPair, lots: 0n, rows: [] };
    all.set(name, { isPair, lots: known.lots + lots, rows: [...known.rows, row] });
  };
  for (const row of rows) {
    const lots = (parse(row.lots) ?? 0n) * (row.side === 'long' ? 1n : -1n), pair = pairOf(row.symbol);
    if (pair) {
      add(pair[0], true, lots, row);
      add(pair[1], true, -lots, row);
    } else add(row.symbol, false, lots, row);
  }
  const size = (/** @type {bigint} */ v) => v < 0n ? -v : v;
  return [...all].sort(([a, x], [b, y]) => size(y.lots) > size(x.lots) ? 1 : size(y.lots) < size(x.lots) ? -1 : a < b ? -1 : 1)
    .map(([name, { isPair, lots, rows: its }]) => ({ name, isPair, lots: print(lots, 2), floating: sum(its.map(row => row.floating)), atRisk: sum(its.map(row => row.atRisk)), unlimited: its.filter(row => row.stop === null).length, positions: its.length }));
}
