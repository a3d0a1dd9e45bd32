// An action that somebody has chosen elsewhere, on the way to its own button: it is found there, and still has to be held.
import { signal } from '../../lib/ui.js';

/** @type {import('../../lib/ui.js').Signal<import('./model.js').Action|null>} */
export const wanted = signal(null);
