// The ticket locks and the workers as the live feed tells them, and what happened at the locks, asked for once a second.
import { signal, batch, useEffect } from '../../lib/ui.js';
import { watchView } from '../feed.js';
import { get } from '../rest.js';
import { wordsOf } from '../answers.js';
import { account } from '../store.js';
import { now } from '../now.js';
import { KEPT_MS, merged } from './history.js';

/** @typedef {import('../api.js').LocksView} LocksView */
/** @typedef {import('../api.js').WorkersItem} WorkersItem */
/** @template T @typedef {{value: T|null, at: number, away: string|null}} Told  away: why the session does not answer */

const EVERY_MS = 1000, OVERLAP_MS = 3000, AFTER_FAILURE_MS = 3000, AGES_KEPT = 30 * 60;

/** @type {import('../../lib/ui.js').Signal<Told<LocksView>>} */
export const locks = signal({ value: null, at: 0, away: null });
/** @type {import('../../lib/ui.js').Signal<Told<WorkersItem>>} */
export const workers = signal({ value: null, at: 0, away: null });
/** @type {import('../../lib/ui.js').Signal<import('./history.js').History>} */
export const history = signal(new Map());
/** By the host's clock: since when everything is known, and when the newest answer was made; null before the first. @type {import('../../lib/ui.js').Signal<{since: number, at: number, heard: number}|null>} */
export const known = signal(null);
/** @type {import('../../lib/ui.js').Signal<Error|null>} */
export const unanswered = signal(null);
/** The p99 age of checks, once a second. @type {import('../../lib/ui.js').Signal<{at: number, ms: number|null}[]>} */
export const ages = signal([]);

/** What each ticket is or was. @type {Map<string, {symbol: string, side: 'long'|'short', lots: string}>} */
export const names = new Map();

let of = '';

/** Collects while a screen shows it. */
export function useLocks() {
  const id = account.value?.id ?? null;
  useEffect(() => {
    if (id === null) return undefined;
    if (of !== id) batch(() => {
      of = id;
      locks.value = workers.value = { value: null, at: 0, away: null };
      history.value = new Map();
      known.value = null;
      ages.value = [];
    });
    const stop = new AbortController();
    const ends = [watchView('locks', message => take(locks, id, message)), watchView('workers', message => {
      take(workers, id, message);
      const told = workers.value.value, last = ages.value.at(-1);
      if (told && (!last || now() - last.at >= EVERY_MS)) ages.value = [...ages.value, { at: now(), ms: told.worker.evaluationAgeP99Ms }].slice(-AGES_KEPT);
    })];
    follow(id, stop.signal);
    return () => {
      stop.abort();
      ends.forEach(end => end());
    };
  }, [id]);
}

/** @param {import('../../lib/ui.js').Signal<Told<any>>} into @param {string} id @param {import('../contract.js').ViewMessage} message */
function take(into, id, message) {
  if (message.accountId === id) into.value = { value: message.content ?? into.value.value, at: now(), away: message.away };
}

/** @param {string} id @param {AbortSignal} stop */
async function follow(id, stop) {
  while (!stop.aborted) {
    const gap = known.value ? now() - known.value.heard + OVERLAP_MS : KEPT_MS, seconds = Math.min(KEPT_MS / 1000, Math.ceil(gap / 1000));
    let wait = EVERY_MS;
    try {
      const answer = /** @type {import('../api.js').LockEventsView} */ (await get(`api/v1/locks/events?account=${encodeURIComponent(id)}&seconds=${seconds}`, stop));
      if (stop.aborted) return;
      for (const { ticket, symbol, side, lots } of answer.tickets) names.set(ticket, { symbol, side, lots });
      batch(() => {
        history.value = merged(history.value, answer, seconds * 1000);
        known.value = { since: known.value?.since ?? Date.parse(answer.at), at: Date.parse(answer.at), heard: now() };
        unanswered.value = null;
      });
    } catch (fault) {
      if (stop.aborted) return;
      unanswered.value = new Error(wordsOf(fault));
      wait = AFTER_FAILURE_MS;
    }
    await new Promise(resolve => setTimeout(resolve, document.hidden ? 10000 : wait));
  }
}
