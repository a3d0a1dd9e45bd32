// What the last drill of the account has shown, for the strip: an answer that is asked for now and then, since drills are rare.
import { computed, effect, signal, untracked } from '../../lib/ui.js';
import { account } from '../store.js';
import { get } from '../rest.js';
import { session } from '../session.js';
import { drillsOf } from './drill-words.js';

/** @typedef {import('./drill-words.js').Drill} Drill */

const EVERY_MS = 60000, HIDDEN_MS = 600000;

/** Undefined before an answer, null for none yet. @type {import('../../lib/ui.js').Signal<Drill|null|undefined>} */
export const lastDrill = signal(undefined);

/** @param {string} id of the account */
export async function readLastDrill(id) {
  const answer = /** @type {{items: import('./drill-words.js').Fact[]}} */ (await get(`api/v1/emergency-stops/drills?account=${encodeURIComponent(id)}&pageSize=1`));
  if (account.value?.id === id) lastDrill.value = drillsOf(answer.items).at(-1) ?? null;
}

export function followDrills() {
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let timer;
  const look = async (/** @type {string} */ id) => {
    // without an answer the last one stands
    await readLastDrill(id).catch(() => undefined);
    clearTimeout(timer);
    timer = setTimeout(look, document.hidden ? HIDDEN_MS : EVERY_MS, id);
  };
  // every snapshot tells the account anew, and every minute somebody asks who is signed in: only another one is news
  const whose = computed(() => session.value?.rights.includes('read') ? account.value?.id ?? null : null);
  effect(() => {
    const id = whose.value;
    untracked(() => {
      clearTimeout(timer);
      lastDrill.value = undefined;
      if (id !== null) look(id);
    });
  });
}
