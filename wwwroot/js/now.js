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

const EVERY_MS = 300, LOOK_MS = 50, HIDDEN_MS = 5000;

/** What the ages on screen are counted to; moves with every message, three times a second without one, and rarely while nobody looks. */
export const tick = signal(0);

/** Starts the pulse; the answer stops it. */
export function startClock() {
  tick.value = now();
  // a message has moved it too: what is drawn with that need not be drawn once more
  const beat = () => { if (now() - tick.value >= (document.hidden ? HIDDEN_MS : EVERY_MS)) tick.value = now(); };
  const id = setInterval(beat, LOOK_MS);
  document.addEventListener('visibilitychange', beat);
  return () => {
    clearInterval(id);
    document.removeEventListener('visibilitychange', beat);
  };
}
