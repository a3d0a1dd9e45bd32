// The positions as last told, as plain functions: what a message makes of them. No signals and no page in here.

/** @typedef {import('./contract.js').Row} Row */
/** @typedef {{row: Row, at: number, gone: boolean}} Entry  at: when its ages were true, on the page's clock */
/** @typedef {Map<string, Entry>} Book */

/**
 * @param {Row[]} rows
 * @param {number} at
 * @returns {Book}
 */
export const fromRows = (rows, at) => new Map(rows.map(row => [row.ticket, { row, at, gone: false }]));

/**
 * @param {Book} book
 * @param {{upserts: Row[], removed: string[]}} changes
 * @param {number} at
 * @returns {{book: Book, touched: string[], removed: Entry[]}}
 */
export function withChanges(book, changes, at) {
  const next = new Map(book), removed = [];
  for (const row of changes.upserts) next.set(row.ticket, { row, at, gone: false });
  for (const ticket of changes.removed) {
    const entry = next.get(ticket);
    if (!entry) continue;
    removed.push({ ...entry, gone: true });
    next.delete(ticket);
  }
  return { book: next, touched: changes.upserts.map(row => row.ticket), removed };
}

/**
 * The one figure: every managed ticket that is not protected; its loudness is the worst of them.
 * @param {Iterable<Entry>} entries
 */
export function figure(entries) {
  const counts = { protected: 0, guarded: 0, ambiguous: 0, naked: 0, unmanaged: 0 };
  /** @type {{ms: number, at: number}|null} */
  let oldestNaked = null;
  let open = 0;
  for (const { row, at } of entries) {
    open++;
    counts[row.state]++;
    if (row.state === 'naked' && (!oldestNaked || row.stateAgeMs - at > oldestNaked.ms - oldestNaked.at)) oldestNaked = { ms: row.stateAgeMs, at };
  }
  const total = counts.naked + counts.ambiguous + counts.guarded;
  const worst = counts.naked ? 'naked' : counts.ambiguous ? 'ambiguous' : counts.guarded ? 'guarded' : 'none';
  return { total, worst, open, counts, oldestNaked };
}

/**
 * The places in the fence. A ticket keeps its place for as long as the page is open; a closed one leaves it empty.
 * Only a page that was open for days gives up the oldest empty places, or its pickets would become too thin to see.
 * @param {string[]} slots
 * @param {Book} book
 * @param {number} [most]
 */
export function places(slots, book, most = 240) {
  const known = new Set(slots);
  const fresh = [...book.values()].map(entry => entry.row).filter(row => !known.has(row.ticket))
    .sort((a, b) => a.openTime < b.openTime ? -1 : a.openTime > b.openTime ? 1 : a.ticket.length - b.ticket.length || (a.ticket < b.ticket ? -1 : 1));
  if (!fresh.length) return slots;
  const all = [...slots, ...fresh.map(row => row.ticket)];
  let spare = all.length - most;
  return spare <= 0 ? all : all.filter(ticket => book.has(ticket) || spare-- <= 0);
}
