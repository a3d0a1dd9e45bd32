// What happened at the ticket locks, as the host told it and as long as this page has listened. No page in here.

/** @typedef {import('../api.js').LockEventView} LockEventView */
/** @typedef {{kind: string, at: number, token: string, who: string, what: string, took: number|null}} Happened  at: milliseconds, by the host's clock */
/** @typedef {Map<string, Happened[]>} History  by ticket, oldest first */
/** @typedef {{kind: 'wait'|'held'|'fly'|'revoked'|'refused'|'missed', from: number, to: number, what: string, who: string}} Run */

export const KEPT_MS = 60 * 60000;
const ENDS = new Set(['released', 'revoked']);
const DEPTH = { wait: 0, held: 1, fly: 2, refused: 3, missed: 4, revoked: 5 };

/**
 * An answer is the whole truth about the seconds it was asked for: what was known of them gives way to it.
 * @param {History} history
 * @param {{at: string, tickets: {ticket: string, events: LockEventView[]}[]}} answer
 * @param {number} withinMs
 * @returns {History}
 */
export function merged(history, answer, withinMs) {
  const now = Date.parse(answer.at), from = now - withinMs;
  /** @type {History} */
  const next = new Map();
  for (const [ticket, events] of history) {
    const kept = events.filter(event => event.at < from && event.at >= now - KEPT_MS);
    if (kept.length) next.set(ticket, kept);
  }
  for (const { ticket, events } of answer.tickets) {
    const fresh = events.map(event => ({ kind: event.kind, at: Date.parse(event.at), token: event.token, who: event.who, what: event.what, took: event.tookMs }));
    // at the seam an event may be told by both, a moment apart
    const known = (next.get(ticket) ?? []).filter(event => !fresh.some(other => other.kind === event.kind && other.token === event.token && Math.abs(other.at - event.at) < 50));
    next.set(ticket, [...known, ...fresh]);
  }
  return next;
}

/**
 * Stretches to draw: waiting, held, at the broker; and the moments of trouble.
 * @param {Happened[]} events of one ticket, oldest first
 * @param {number} now what has not ended lasts to here
 * @returns {Run[]}
 */
export function runsOf(events, now) {
  /** @type {Run[]} */
  const runs = [];
  /** @type {Map<string, Happened>} */
  const open = new Map(), away = new Map(), waits = new Map();
  const add = (/** @type {Run['kind']} */ kind, /** @type {number} */ from, /** @type {number} */ to, /** @type {Happened} */ event) => runs.push({ kind, from, to, what: event.what, who: event.who });
  for (const event of events) {
    const key = event.token;
    if (event.kind === 'waiting') waits.set(event.who + event.what, event);
    else if (event.kind === 'acquired') {
      waits.delete(event.who + event.what);
      if (event.took) add('wait', event.at - event.took, event.at, event);
      open.set(key, event);
    } else if (event.kind === 'departed') away.set(key, event);
    else if (event.kind === 'returned') {
      const left = away.get(key);
      if (left) add('fly', left.at, event.at, left);
      away.delete(key);
    } else if (ENDS.has(event.kind)) {
      // what began before the first thing that is known is told by how long it took
      const began = open.get(key)?.at ?? (event.took === null ? event.at : event.at - event.took);
      add('held', began, event.at, event);
      const left = away.get(key);
      if (left) add('fly', left.at, event.at, left);
      open.delete(key);
      away.delete(key);
      if (event.kind === 'revoked') add('revoked', event.at, event.at, event);
    } else if (event.kind === 'refused') add('refused', event.at, event.at, event);
    else if (event.kind === 'notObtained' || event.kind === 'cancelled') {
      const began = waits.get(event.who + event.what);
      add('wait', began?.at ?? event.at, event.at, event);
      waits.delete(event.who + event.what);
      if (event.kind === 'notObtained') add('missed', event.at, event.at, event);
    }
  }
  for (const event of open.values()) add('held', event.at, now, event);
  for (const event of away.values()) add('fly', event.at, now, event);
  for (const event of waits.values()) add('wait', event.at, now, event);
  // what lies within something else is drawn over it
  return runs.sort((a, b) => DEPTH[a.kind] - DEPTH[b.kind]);
}

/**
 * The longest wait and hold in each minute, newest last; null where there was none.
 * @param {Run[]} runs of one ticket
 * @param {number} now
 * @param {number} minutes
 */
export function minutesOf(runs, now, minutes) {
  const wait = /** @type {(number|null)[]} */ (Array(minutes).fill(null)), hold = /** @type {(number|null)[]} */ (Array(minutes).fill(null));
  for (const run of runs) {
    const into = run.kind === 'wait' ? wait : run.kind === 'held' ? hold : null, minute = minutes - 1 - Math.floor((now - run.to) / 60000);
    if (!into || minute < 0 || minute >= minutes) continue;
    into[minute] = Math.max(into[minute] ?? 0, run.to - run.from);
  }
  return { wait, hold };
}

/** Upper ends of the buckets in milliseconds; the last one has none. */
export const BUCKETS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

/**
 * @param {Iterable<Run[]>} all
 * @param {'wait'|'held'} kind
 */
export function histogram(all, kind) {
  const counts = /** @type {number[]} */ (Array(BUCKETS.length + 1).fill(0));
  for (const runs of all) for (const run of runs) {
    if (run.kind !== kind) continue;
    const bucket = BUCKETS.findIndex(end => run.to - run.from < end), at = bucket < 0 ? BUCKETS.length : bucket;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}

/** Five steps of the heat scale. @param {number} ms */
export const heatOf = ms => ms < 1 ? 0 : ms < 10 ? 1 : ms < 100 ? 2 : ms < 1000 ? 3 : 4;

/**
 * The tickets worth a row, trouble first, then the busiest; two alike never change places.
 * @param {{ticket: string, trouble: number, busy: number}[]} tickets
 * @param {number} most
 */
export const chosen = (tickets, most) => [...tickets].sort((a, b) => b.trouble - a.trouble || b.busy - a.busy || a.ticket.length - b.ticket.length || (a.ticket < b.ticket ? -1 : 1)).slice(0, most);
