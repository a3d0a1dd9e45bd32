// What is being changed about the settings: from which version, by which edits, what the host says would come of it, and how
// it is applied. It outlives the screen, so that a look at a ticket does not cost the edits.
import { signal, computed, effect, batch, untracked } from '../../lib/ui.js';
import { getText, send, get } from '../rest.js';
import { wordsOf } from '../answers.js';
import { health } from '../store.js';
import { read, write } from './exact-json.js';
import { apply, telling } from './model.js';

/** @typedef {import('./model.js').Document} Document */
/** @typedef {import('./model.js').Edits} Edits */
/** @typedef {import('./model.js').Layer} Layer */
/** @typedef {import('../api.js').SettingsOutcome} SettingsOutcome */
/** @typedef {{version: number, at: string|null, by: string|null, why: string|null, filesHaveChanged: boolean|null, document: Document}} Base */
/** @typedef {{outcome: SettingsOutcome|null, errors: Record<string, string[]>, fault: string|null, asking: boolean}} Look */
/** @typedef {{what: 'edits'} | {what: 'back', version: number} | {what: 'compare', from: number, to: number}} Mode */

const ASK_AFTER_MS = 350, AFTER_FAILURE_MS = 4000;
const NO_LOOK = { outcome: null, errors: {}, fault: null, asking: false };

/** What the edits were made from; null before the first answer. @type {import('../../lib/ui.js').Signal<Base|null>} */
export const base = signal(null);
/** Why it could not be read. @type {import('../../lib/ui.js').Signal<Error|null>} */
export const baseFault = signal(null);
/** @type {import('../../lib/ui.js').Signal<Edits>} */
export const edits = signal(new Map());
/** @type {import('../../lib/ui.js').Signal<Layer>} */
export const layer = signal({ kind: 'default', key: '' });
/** Layers that were added and say nothing yet. @type {import('../../lib/ui.js').Signal<Layer[]>} */
export const added = signal([]);
/** @type {import('../../lib/ui.js').Signal<Mode>} */
export const mode = signal({ what: 'edits' });
/** @type {import('../../lib/ui.js').Signal<Look>} */
export const look = signal(NO_LOOK);
export const why = signal('');
/** @type {import('../../lib/ui.js').Signal<{phase: 'idle'|'applying'|'applied'|'refused', text: string, late: string[]}>} */
export const applying = signal({ phase: 'idle', text: '', late: [] });
/** Grows when there is another version. */
export const historyEdition = signal(0);

/** The document with the edits, and what of them cannot be written. */
export const draft = computed(() => base.value ? apply(base.value.document, edits.value) : null);
/** Somebody else has changed the settings meanwhile: the version that holds now; null for nobody. */
export const overtakenBy = computed(() => {
  const now = health.value?.health.settingsVersion ?? 0, from = base.value?.version ?? 0;
  return base.value && now > from ? now : null;
});

export async function readBase() {
  try {
    const { document, ...rest } = /** @type {any} */ (read(await getText('api/v1/settings')));
    batch(() => {
      base.value = { version: Number(rest.version), at: rest.at, by: rest.by, why: rest.why, filesHaveChanged: rest.filesHaveChanged, document };
      baseFault.value = null;
      historyEdition.value++;
    });
  } catch (fault) {
    baseFault.value = new Error(wordsOf(fault));
    setTimeout(() => { if (baseFault.value) readBase(); }, AFTER_FAILURE_MS);
  }
}

/** @param {string} place @param {import('./model.js').Edit} edit */
export function change(place, edit) {
  if (!base.value) return;
  batch(() => {
    edits.value = telling(/** @type {Base} */ (base.value).document, new Map([...edits.value, [place, edit]]));
    mode.value = { what: 'edits' };
    if (applying.value.phase !== 'applying') applying.value = { phase: 'idle', text: '', late: [] };
  });
}

export function discard() {
  batch(() => {
    edits.value = new Map();
    added.value = [];
    why.value = '';
    mode.value = { what: 'edits' };
    applying.value = { phase: 'idle', text: '', late: [] };
  });
  if (overtakenBy.value !== null) readBase();
}

/** The same edits over what holds now; they are looked at again before anything is applied. */
export async function onTop() {
  applying.value = { phase: 'idle', text: '', late: [] };
  await readBase();
  if (base.value) edits.value = telling(base.value.document, edits.value);
}

/** @type {AbortController|null} */
let asking = null;
/** @type {ReturnType<typeof setTimeout>|undefined} */
let soon;

/** Asks the host what would come of the edits, a little after the last key. */
effect(() => {
  const now = mode.value, from = base.value, made = draft.value, count = edits.value.size;
  untracked(() => {
    clearTimeout(soon);
    asking?.abort();
    if (!from || !made || (now.what === 'edits' && count === 0) || now.what === 'compare') look.value = NO_LOOK;
    else if (now.what === 'edits' && made.wrong.size > 0) look.value = { ...NO_LOOK };
    else {
      look.value = { ...look.value, asking: true };
      soon = setTimeout(ask, now.what === 'back' ? 0 : ASK_AFTER_MS);
    }
  });
});

async function ask() {
  const stop = asking = new AbortController(), now = mode.value;
  if (!base.value || !draft.value) return;
  try {
    const outcome = now.what === 'back'
      ? await send('POST', 'api/v1/settings/rollback?dryRun=true', { version: now.version, why: 'a look' }, { 'if-match': tag() }, stop.signal)
      : await send('POST', 'api/v1/settings/preview', `{"document":${write(draft.value.document)}}`, {}, stop.signal);
    if (!stop.signal.aborted) look.value = { outcome, errors: {}, fault: null, asking: false };
  } catch (fault) {
    if (stop.signal.aborted) return;
    const refused = /** @type {import('../rest.js').Refused & Error} */ (fault);
    look.value = { outcome: null, errors: refused.status === 400 ? refused.errors ?? {} : {}, fault: wordsOf(fault), asking: false };
  }
}

const tag = () => `"${base.value?.version ?? 0}"`;

/** Has the edits, or an earlier version, hold from now on. What somebody else has changed meanwhile is never undone by it. */
export async function applyNow() {
  const now = mode.value;
  if (!base.value || !draft.value || applying.value.phase === 'applying') return;
  applying.value = { phase: 'applying', text: '', late: [] };
  const headers = { 'if-match': tag(), 'idempotency-key': crypto.randomUUID() };
  try {
    const outcome = /** @type {SettingsOutcome} */ (now.what === 'back'
      ? await send('POST', 'api/v1/settings/rollback', { version: now.version, why: why.value.trim() }, headers)
      : await send('PUT', 'api/v1/settings', `{"document":${write(draft.value.document)},"why":${JSON.stringify(why.value.trim())}}`, headers));
    batch(() => {
      edits.value = new Map();
      added.value = [];
      why.value = '';
      mode.value = { what: 'edits' };
      applying.value = { phase: 'applied', text: outcome.changes.length ? `Version ${outcome.version} holds.` : `Nothing was changed: version ${outcome.version} still holds.`, late: outcome.late.map(late => `${late.account}: ${late.reason}`) };
    });
    await readBase();
  } catch (fault) {
    const status = fault instanceof Error && 'status' in fault ? fault.status : 0;
    applying.value = { phase: 'refused', text: status === 412 ? '' : `${wordsOf(fault)}${status === 0 ? ' Whether it holds is not known: look at the versions below before you apply it again.' : ''}`, late: [] };
    if (status === 412 || status === 0) historyEdition.value++;
    if (status === 412) newest.value = await get('api/v1/settings').catch(() => null);
  }
}

/** What holds now, when a change was refused because of it. @type {import('../../lib/ui.js').Signal<{version: number, by: string|null, why: string|null}|null>} */
export const newest = signal(null);
