// The buttons of a ticket. Each opens a preview; none acts by itself, and no key does.
import { html, signal } from '../../lib/ui.js';
import { may } from '../session.js';
import { late } from '../store.js';
import { buttonOf } from './plan.js';
import { Ask } from './ask.js';

/** @typedef {import('./plan.js').ActName} ActName */

/** What is asked about which ticket; null for nothing. @type {import('../../lib/ui.js').Signal<{act: ActName, account: string, ticket: string}|null>} */
export const asked = signal(null);

const ALL = /** @type {ActName[]} */ (['tighten', 'breakEven', 'part', 'close', 'manage']), AT_THUMB = /** @type {ActName[]} */ (['tighten', 'breakEven', 'close']);

/** @param {{account: string, ticket: string, row: import('./plan.js').Facts}} props */
export function Acts({ account, ticket, row }) {
  const why = !may('operate') ? 'Sign in as an operator to act' : late.value ? 'The page is late: what it would preview may be old' : '';
  const button = (/** @type {ActName} */ act) => html`<button key=${act} class=${act === 'manage' ? 'btn quiet' : 'btn'} type="button" disabled=${why !== ''} title=${why || undefined} onClick=${() => { asked.value = { act, account, ticket }; }}>${buttonOf(act, row)}</button>`;
  const now = asked.value;
  return html`<div class="acts tk-do">${ALL.map(button)}</div><div class="tk-acts" aria-hidden=${now ? 'true' : undefined}>${AT_THUMB.map(button)}</div>
    ${now && now.ticket === ticket && now.account === account && html`<${Ask} key=${now.act} act=${now.act} account=${account} ticket=${ticket} row=${row} onClose=${() => { asked.value = null; }}/>`}`;
}
