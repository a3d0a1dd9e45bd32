// Which rows, in which groups, in which order. Pure: what is held still under a pointer is decided where the pointer is.
import { compare, sign, sum } from './decimal.js';

/** @typedef {import('./book.js').Entry} Entry */
/** @typedef {import('./contract.js').Row} Row */
/** @typedef {'open'|'unmanaged'|'protected'} GroupName */
/** @typedef {{name: GroupName, tickets: string[]}} Group */
/** @typedef {'all'|'open'|'risk'|'locked'|'hand'} Filter */

/** @type {Record<GroupName, {title: string, how: string}>} */
export const GROUPS = {
  open: { title: 'Not protected', how: 'worst first' },
  unmanaged: { title: 'Not managed', how: 'left alone by your order' },
  protected: { title: 'Protected', how: 'most money at risk first' },
};

/** @type {[Filter, string, (row: Row) => boolean][]} */
export const FILTERS = [
  ['all', 'All', () => true],
  ['open', 'Not protected', row => groupOf(row) === 'open'],
  ['risk', 'Money at risk', row => row.stop === null || sign(row.atRisk) < 0],
  ['locked', 'Profit locked', row => sign(row.locked) > 0],
  ['hand', 'By hand', row => row.magic === 0],
];

const RANK = { naked: 0, ambiguous: 1, guarded: 2, unmanaged: 3, protected: 4 };

/** @param {Row} row @returns {GroupName} */
export const groupOf = row => row.state === 'protected' || row.state === 'unmanaged' ? row.state : 'open';

/**
 * Worst state first; among the unprotected the one that waits longest, among the others the most money at risk.
 * The ticket decides last, so that two alike never change places.
 * @param {Entry} a
 * @param {Entry} b
 */
export function byNeed(a, b) {
  const rank = RANK[a.row.state] - RANK[b.row.state];
  if (rank) return rank;
  const need = groupOf(a.row) === 'open' ? (b.row.stateAgeMs - b.at) - (a.row.stateAgeMs - a.at) : byStop(a.row, b.row);
  return need || a.row.ticket.length - b.row.ticket.length || (a.row.ticket < b.row.ticket ? -1 : 1);
}

/** No stop at all is more than any money at risk. @param {Row} a @param {Row} b */
function byStop(a, b) {
  if ((a.stop === null) !== (b.stop === null)) return a.stop === null ? -1 : 1;
  return compare(a.profitAtStop, b.profitAtStop);
}

/** @param {Row} row @param {string} text lower case */
export function matches(row, text) {
  if (!text) return true;
  const words = `${row.symbol} ${row.ticket} ${row.magic} ${row.ruleText ?? ''} ${row.comment ?? ''} ${row.state} ${row.side}`;
  return text.split(/\s+/).every(word => words.toLowerCase().includes(word));
}

/**
 * @param {Entry[]} entries
 * @param {Filter} filter
 * @param {string} text
 */
export function chosen(entries, filter, text) {
  const test = FILTERS.find(([name]) => name === filter)?.[2] ?? (() => true);
  const wanted = text.trim().toLowerCase();
  return entries.filter(({ row }) => test(row) && matches(row, wanted));
}

/** @param {Entry[]} entries @returns {Group[]} groups that have rows */
export function grouped(entries) {
  /** @type {Record<GroupName, string[]>} */
  const lists = { open: [], unmanaged: [], protected: [] };
  for (const entry of [...entries].sort(byNeed)) lists[groupOf(entry.row)].push(entry.row.ticket);
  return /** @type {GroupName[]} */ (['open', 'unmanaged', 'protected']).map(name => ({ name, tickets: lists[name] })).filter(group => group.tickets.length);
}

/**
 * The order on screen while a pointer or the keyboard is in the table: rows that are there stay where they are, also
 * when they close; a new ticket appears at once at the end of its group, for a ticket without a stop must not wait.
 * @param {Group[]} shown
 * @param {Group[]} due
 * @param {(ticket: string) => boolean} keep whether a row that is no longer due still has something to show
 * @returns {{groups: Group[], waiting: number}}
 */
export function held(shown, due, keep) {
  const there = new Set(shown.flatMap(group => group.tickets));
  const wanted = new Set(due.flatMap(group => group.tickets));
  const groups = /** @type {GroupName[]} */ (['open', 'unmanaged', 'protected']).map(name => {
    const old = shown.find(group => group.name === name)?.tickets ?? [];
    const fresh = (due.find(group => group.name === name)?.tickets ?? []).filter(ticket => !there.has(ticket));
    return { name, tickets: [...old.filter(ticket => wanted.has(ticket) || keep(ticket)), ...fresh] };
  }).filter(group => group.tickets.length);
  return { groups, waiting: moved(groups, due) };
}

/** What belongs in each group now; a held row may still stand in another one. @param {Group[]} due @returns {Record<GroupName, number>} */
export function sizes(due) {
  const of = (/** @type {GroupName} */ name) => due.find(group => group.name === name)?.tickets.length ?? 0;
  return { open: of('open'), unmanaged: of('unmanaged'), protected: of('protected') };
}

/** How many rows would change their place. @param {Group[]} shown @param {Group[]} due */
export function moved(shown, due) {
  let waiting = 0;
  const dueGroup = new Map(due.flatMap(group => group.tickets.map(ticket => /** @type {const} */ ([ticket, group.name]))));
  for (const { name, tickets } of shown) {
    const staying = tickets.filter(ticket => dueGroup.get(ticket) === name);
    waiting += tickets.length - staying.length;
    const rank = new Map((due.find(group => group.name === name)?.tickets ?? []).map((ticket, i) => [ticket, i]));
    waiting += staying.length - longestRise(staying.map(ticket => rank.get(ticket) ?? 0));
  }
  return waiting;
}

/** Length of the longest rising subsequence: what is not in it has to move. @param {number[]} values */
function longestRise(values) {
  /** @type {number[]} */
  const tails = [];
  for (const value of values) {
    let low = 0, high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tails[middle] ?? 0) < value) low = middle + 1; else high = middle;
    }
    tails[low] = value;
  }
  return tails.length;
}

/** @param {Entry[]} entries */
export function totals(entries) {
  const rows = entries.map(entry => entry.row);
  return {
    floating: sum(rows.map(row => row.floating)),
    atRisk: sum(rows.map(row => row.atRisk)),
    locked: sum(rows.map(row => row.locked)),
    unlimited: rows.filter(row => row.stop === null).length,
  };
}
