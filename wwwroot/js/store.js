// What the page knows, as signals. One signal per ticket, so that a quote touches the cells of its rows and nothing else.
import { signal, computed, batch } from '../lib/ui.js';
import { fromRows, withChanges, figure, places } from './book.js';
import { blindness, figureSays } from './figure-words.js';
import { now, tick } from './now.js';

/** @typedef {import('./contract.js').Row} Row */
/** @typedef {import('./book.js').Entry} Entry */
/** @typedef {import('../lib/ui.js').Signal<Entry>} EntrySignal */

const LATE_AFTER_MS = 2000, LATE_AT_REST_MS = 15000, LEFT_KEPT = 60;

/** @type {import('../lib/ui.js').Signal<import('./contract.js').AccountHead|null>} */
export const account = signal(null);
/** @type {import('../lib/ui.js').Signal<import('./contract.js').AccountSummary[]>} */
export const accounts = signal([]);
/** @type {import('../lib/ui.js').Signal<{health: import('./contract.js').Health, at: number}|null>} */
export const health = signal(null);
/** The host's own clock, as its newest message told it; the broker's may differ from it. @type {{host: number, at: number}|null} */
let clock = null;
/** Milliseconds since 1970 by the host's clock; null before it has told. */
export const hostNow = () => clock && clock.host + now() - clock.at;
export const sequence = signal(-1);
/** Tickets that are open, in no order; changes only when one opens or closes. @type {import('../lib/ui.js').Signal<string[]>} */
export const tickets = signal([]);
/** Places in the fence. @type {import('../lib/ui.js').Signal<string[]>} */
export const slots = signal([]);
/** When the last message came, on the page's clock; null before the first. @type {import('../lib/ui.js').Signal<number|null>} */
export const heardAt = signal(null);
/** @type {import('../lib/ui.js').Signal<{phase: 'connecting'|'connected'|'waiting', since: number, retryAt: number|null, refused: string|null}>} */
export const link = signal({ phase: 'connecting', since: 0, retryAt: null, refused: null });
/** Nobody looks at the page: the host tells it everything every five seconds, and at once when a state changes. */
export const resting = signal(false);
/** Grows with every message, for what is computed over all rows. */
export const edition = signal(0);
/** Arrival times of the newest messages. @type {number[]} */
const arrivals = [];

/** @type {import('./book.js').Book} */
let book = new Map();
/** @type {Map<string, EntrySignal>} */
let open = new Map();
/** Tickets that closed while somebody may still look at them. @type {Map<string, EntrySignal>} */
const left = new Map();

/** @param {string} ticket @returns {EntrySignal|undefined} also for a ticket that has just closed */
export const find = ticket => open.get(ticket) ?? left.get(ticket);

/** @returns {Entry[]} */
export const entries = () => [...book.values()];

export const late = computed(() => heardAt.value !== null && tick.value - heardAt.value >= (resting.value ? LATE_AT_REST_MS : LATE_AFTER_MS));
export const silentMs = computed(() => heardAt.value === null ? null : Math.max(0, tick.value - heardAt.value));
export const theFigure = computed(() => (edition.value, figure(book.values())));
/** Why the host itself does not know how the positions stand; null while it does. */
export const blind = computed(() => blindness(health.value?.health ?? null));
/** What the one figure says: in the strip, in the title, in the picket of the tab. */
export const spoken = computed(() => figureSays({ figure: theFigure.value, heard: heardAt.value !== null, silentMs: late.value ? silentMs.value : null, blind: blind.value }));
export const updatesPerSecond = computed(() => {
  const recent = arrivals.filter(t => t > tick.value - 5000), first = recent[0];
  const seconds = first === undefined ? 0 : (tick.value - first) / 1000;
  // two messages right after opening say nothing about the pace
  return seconds >= 2 ? Math.round((recent.length - 1) / seconds) : late.value ? 0 : null;
});
export const offsetMinutes = computed(() => health.value?.health.brokerOffsetMinutes ?? 0);

/** @param {import('./contract.js').Snapshot} snapshot */
export function takeSnapshot(snapshot) {
  const at = heard();
  batch(() => {
    if (account.value?.id !== snapshot.account.id) {
      slots.value = [];
      left.clear();
      open = new Map();
    }
    account.value = snapshot.account;
    book = fromRows(snapshot.positions, at);
    const before = open;
    open = new Map();
    for (const [ticket, entry] of book) open.set(ticket, refreshed(before.get(ticket), entry));
    for (const [ticket, old] of before) if (!open.has(ticket)) part(ticket, old);
    settle(snapshot, at);
  });
}

/** @param {import('./contract.js').Changes} changes */
export function takeChanges(changes) {
  const at = heard();
  batch(() => {
    const result = withChanges(book, changes, at);
    book = result.book;
    for (const ticket of result.touched) {
      const entry = book.get(ticket);
      if (entry) open.set(ticket, refreshed(open.get(ticket), entry));
    }
    for (const { row } of result.removed) {
      const old = open.get(row.ticket);
      open.delete(row.ticket);
      if (old) part(row.ticket, old);
    }
    settle(changes, at);
  });
}

/** Nothing of one account may be seen under the name of another. */
export function forget() {
  batch(() => {
    book = new Map();
    open = new Map();
    left.clear();
    account.value = null;
    health.value = null;
    heardAt.value = null;
    tickets.value = [];
    slots.value = [];
    edition.value++;
  });
}

function heard() {
  const at = now();
  arrivals.push(at);
  while (arrivals.length > 40) arrivals.shift();
  return at;
}

/** @param {EntrySignal|undefined} old @param {Entry} entry */
function refreshed(old, entry) {
  if (!old) return signal(entry);
  old.value = entry;
  return old;
}

/** @param {string} ticket @param {EntrySignal} old */
function part(ticket, old) {
  old.value = { ...old.value, gone: true };
  left.set(ticket, old);
  for (const oldest of left.keys()) {
    if (left.size <= LEFT_KEPT) break;
    left.delete(oldest);
  }
}

/** @param {{sequence: number, at: string, health: import('./contract.js').Health}} message @param {number} at */
function settle(message, at) {
  health.value = { health: message.health, at };
  clock = { host: Date.parse(message.at), at };
  sequence.value = message.sequence;
  heardAt.value = at;
  if (tick.value < at) tick.value = at;
  const same = tickets.value.length === book.size && tickets.value.every(ticket => book.has(ticket));
  if (!same) tickets.value = [...book.keys()];
  slots.value = places(slots.value, book);
  edition.value++;
}
