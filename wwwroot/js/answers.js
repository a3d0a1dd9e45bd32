// Answers of the host that a screen shows until a newer one is there: asked for again at a pace, kept when the next one fails.
import { useEffect, useRef, useSignal } from '../lib/ui.js';
import { get } from './rest.js';
import { now } from './now.js';

const AFTER_FAILURE_MS = 3000, HIDDEN_MS = 20000;

/**
 * @template T
 * @typedef {object} Answer
 * @property {T|null} value      the newest one; null before the first
 * @property {number} at         when it came, on the page's clock
 * @property {number} since      when it was first asked for
 * @property {Error|null} error  why the newest question was not answered
 * @property {() => void} again  asks at once
 */

/** What a refusal or a silence says. @param {unknown} fault */
export function wordsOf(fault) {
  if (!(fault instanceof Error)) return String(fault);
  return fault.name === 'TimeoutError' || fault.name === 'TypeError' ? 'The host does not answer.' : fault.message;
}

/**
 * @template T
 * @param {string|null} path null: nothing is asked
 * @param {number} [everyMs] 0: once
 * @returns {Answer<T>}
 */
export function useAnswer(path, everyMs = 0) {
  const answer = useSignal(/** @type {Answer<T>} */ ({ value: null, at: 0, since: now(), error: null, again: () => undefined }));
  const asked = useRef(path);
  useEffect(() => {
    if (path === null) return undefined;
    const stop = new AbortController();
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    let timer;
    const ask = async () => {
      clearTimeout(timer);
      let wait = everyMs;
      try {
        const value = /** @type {T} */ (await get(path, stop.signal));
        if (!stop.signal.aborted) answer.value = { ...answer.value, value, at: now(), error: null };
      } catch (fault) {
        if (stop.signal.aborted) return;
        answer.value = { ...answer.value, error: new Error(wordsOf(fault)) };
        wait = AFTER_FAILURE_MS;
      }
      if (!stop.signal.aborted && wait > 0) timer = setTimeout(ask, document.hidden ? Math.max(wait, HIDDEN_MS) : wait);
    };
    // other rows under the old heading would be wrong ones
    answer.value = { value: asked.current === path ? answer.value.value : null, at: answer.value.at, since: now(), error: null, again: () => { ask(); } };
    asked.current = path;
    ask();
    const seen = () => { if (!document.hidden && everyMs > 0) ask(); };
    document.addEventListener('visibilitychange', seen);
    return () => {
      stop.abort();
      document.removeEventListener('visibilitychange', seen);
      clearTimeout(timer);
    };
  }, [path, everyMs]);
  return answer.value;
}
