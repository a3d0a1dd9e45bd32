// One clock for all ages. It only goes forward, and it counts the time a machine spent asleep: after waking, a page
// that trusted the monotonic clock alone would take figures from before the sleep for fresh ones.
import { signal } from '../lib/ui.js';

let elapsed = 0, mono = performance.now(), wall = Date.now();

/** @returns {number} milliseconds since the page opened */
export function now() {
  const m = performance.now(), w = Date.now();
  elapsed += Math.max(0, m - mono, w - wall);
  mono = m;
  wall = w;
  return elapsed;
}

const HIDDEN_MS = 5000;

/** What the ages on screen are counted to; moves four times a second, and rarely while nobody looks. */
export const tick = signal(0);

/** Starts the pulse; the answer stops it. */
export function startClock() {
  tick.value = now();
  const beat = () => { if (!document.hidden || now() - tick.value >= HIDDEN_MS) tick.value = now(); };
  const id = setInterval(beat, 250);
  document.addEventListener('visibilitychange', beat);
  return () => {
    clearInterval(id);
    document.removeEventListener('visibilitychange', beat);
  };
}
