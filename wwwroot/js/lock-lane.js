// What happened at one ticket's lock, as stretches for the lane under its chart. Pure but for what it is given.
import { runsOf } from './locks/history.js';

/** @typedef {import('./api.js').TicketLockTimelineView} TicketLockTimelineView */
/** @typedef {import('./locks/history.js').Run} Run */
/** @typedef {{runs: Run[], since: number|null}} LockLane  since: milliseconds; what was before nobody has told, null where all is known */

/** As many as the host keeps of one ticket: with so many the older ones are gone. */
const KEPT = 64;

/** @param {TicketLockTimelineView|null} told @param {number} now milliseconds @returns {LockLane} */
export function lockLane(told, now) {
  if (told === null) return { runs: [], since: null };
  const events = told.events.map(event => ({ kind: event.kind, at: Date.parse(event.at), token: event.token, who: event.who, what: event.what, took: event.tookMs }));
  return { runs: runsOf(events, now), since: events.length >= KEPT ? events[0]?.at ?? null : null };
}
