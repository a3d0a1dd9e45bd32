// Which positions the reader has chosen to see, and what they come to. Survives a look at a ticket and back.
import { signal } from '../lib/ui.js';
import { edition, entries } from './store.js';
import { chosen, FILTERS, totals } from './order.js';

/** @typedef {import('./order.js').Filter} Filter */

export const filter = signal(/** @type {Filter} */ ('all'));
export const search = signal('');

export function showAll() {
  filter.value = 'all';
  search.value = '';
}

/** Counts and totals follow every message. */
export const counts = () => (edition.value, FILTERS.map(([name, title, test]) => ({ name, title, n: entries().filter(({ row }) => test(row)).length })));
export const sums = () => (edition.value, totals(chosen(entries(), filter.value, search.value)));
