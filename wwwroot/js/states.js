// What stands in a panel before its rows, beside them, or instead of them: loading, not answered, old, empty.
import { html } from '../lib/ui.js';
import { tick } from './now.js';
import { Age } from './marks.js';

const SHOW_LOADING_AFTER_MS = 300;

/** @typedef {import('./answers.js').Answer<any>} Answer */

/**
 * @param {{answer: Answer, what: string, children: unknown, bars?: number}} props what: as in "The journal"
 */
export function Around({ answer, what, children, bars = 8 }) {
  const { value, error, at, since, again } = answer;
  if (value !== null) return html`<div class="around">${error && html`<p class="notice" role="alert">These figures are <${Age} ms=${0} at=${at}/> old: ${error.message} Asking again.</p>`}${children}</div>`;
  if (error) return html`<div class="empty" role="alert"><p class="b">${what} cannot be read.</p><p class="q2">${error.message} Protection runs on the host and does not need this page.</p><p><button class="btn" type="button" onClick=${again}>Read again</button></p></div>`;
  if (tick.value - since < SHOW_LOADING_AFTER_MS) return html`<div class="around"></div>`;
  return html`<div class="around" aria-busy="true"><p class="sr" role="status">Reading: ${what}</p>${Array.from({ length: bars }, (_, i) => html`<div class="skel" key=${i}><i></i><i></i><i></i></div>`)}</div>`;
}

/** @param {{title: string, children: unknown}} props */
export const Empty = ({ title, children }) => html`<div class="empty"><p class="b">${title}</p><p class="q2">${children}</p></div>`;
