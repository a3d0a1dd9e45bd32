// Keeps one ticket's whole answer fresh: asked again when the live feed shows that something happened to it, and now and
// then for what only the whole answer tells.
import { useEffect, useSignal, useSignalEffect, useRef } from '../lib/ui.js';
import { getTicket } from './rest.js';
import { wordsOf } from './answers.js';
import { now } from './now.js';

/** @typedef {import('./contract.js').TicketDetail} TicketDetail */
/** @typedef {{detail: TicketDetail|null, at: number, error: (Error & {status?: number})|null, retry: () => void}} Source */

const EVERY_MS = 5000, AFTER_CHANGE_MS = 120, AFTER_FAILURE_MS = 2500;

/**
 * @param {string} account
 * @param {string} ticket
 * @param {import('../lib/ui.js').ReadonlySignal<import('./book.js').Entry|null>} entry
 */
export function useTicket(account, ticket, entry) {
  const source = useSignal(/** @type {Source} */ ({ detail: null, at: 0, error: null, retry: () => undefined }));
  const again = useRef(/** @type {(delay: number) => void} */ (() => undefined));
  useEffect(() => {
    const stop = new AbortController();
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    let timer;
    let asking = false, late = false;
    const plan = (/** @type {number} */ delay) => {
      clearTimeout(timer);
      timer = setTimeout(ask, delay);
    };
    // nobody looks: what is asked for then waits until somebody does
    const ask = async () => {
      if (document.hidden) return;
      if (asking) {
        late = true;
        return;
      }
      asking = true;
      const wait = await answer(source, account, ticket, stop.signal);
      asking = false;
      if (!stop.signal.aborted && wait !== null) plan(late ? AFTER_CHANGE_MS : wait);
      late = false;
    };
    const seen = () => { if (!document.hidden && !source.value.detail?.closed) plan(0); };
    document.addEventListener('visibilitychange', seen);
    again.current = plan;
    source.value = { ...source.value, retry: () => plan(0) };
    plan(0);
    return () => {
      stop.abort();
      document.removeEventListener('visibilitychange', seen);
      clearTimeout(timer);
    };
  }, []);
  const seen = useRef('');
  useSignalEffect(() => {
    const row = entry.value?.row;
    const key = row ? [row.moves, row.state, row.stop, row.wanted, entry.value?.gone].join('/') : '';
    if (seen.current && key && key !== seen.current) again.current(AFTER_CHANGE_MS);
    seen.current = key || seen.current;
  });
  return source;
}

/**
 * @param {import('../lib/ui.js').Signal<Source>} source
 * @param {string} account
 * @param {string} ticket
 * @param {AbortSignal} stop
 * @returns {Promise<number|null>} when to ask again; null when the answer is final
 */
async function answer(source, account, ticket, stop) {
  try {
    const detail = await getTicket(account, ticket, stop);
    if (stop.aborted) return null;
    source.value = { ...source.value, detail, at: now(), error: null };
    return detail.closed ? null : EVERY_MS;
  } catch (error) {
    if (stop.aborted) return null;
    const status = error instanceof Error && 'status' in error ? Number(error.status) : undefined;
    // a closed ticket's answer stays on the page; it will not come again
    if (status === 404 && source.value.detail?.closed) return null;
    source.value = { ...source.value, error: Object.assign(new Error(wordsOf(error)), status === undefined ? {} : { status }) };
    return AFTER_FAILURE_MS;
  }
}
