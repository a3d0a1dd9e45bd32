// The table of positions. Each row follows its own signal; a quote touches the rows of its symbol only, and of these the ones in view.
import { html, signal, useComputed, useEffect } from '../lib/ui.js';
import { find, account } from './store.js';
import { tick } from './now.js';
import { GROUPS } from './order.js';
import { columnsAt, explains, headOf } from './columns.js';
import { ticketHref } from './routes.js';
import { useNear } from './near.js';
import * as format from './format.js';

/** @typedef {import('./columns.js').Column} Column */
/** @typedef {import('./order.js').Group} Group */

/** The row the keyboard comes back to. One stop for Tab, then j, k or the arrows: sixty rows are not sixty stops. */
const current = signal('');

/** Drawn at once; the others as soon as they come into view. */
const FIRST = 50;

/** @param {{groups: Group[], sizes: Record<import('./order.js').GroupName, number>, width: number}} props */
export function Table({ groups, sizes, width }) {
  const columns = columnsAt(width);
  useEffect(() => {
    const first = groups[0]?.tickets[0] ?? '';
    if (!groups.some(group => group.tickets.includes(current.peek()))) current.value = first;
  }, [groups]);
  return html`<table class="positions"><caption class="sr">Open positions, least protected first</caption>
    <colgroup>${columns.map(column => html`<col key=${column.id} class=${column.cls.split(' ')[0]}/>`)}</colgroup>
    <thead><tr>${columns.map(column => html`<th key=${column.id} scope="col" class=${column.cls} title=${column.hint} aria-sort=${column.id === 'state' ? 'ascending' : undefined}>${headOf(column)}</th>`)}</tr></thead>
    ${groups.map(group => html`<tbody key=${group.name}>
      <tr class="group"><th colspan=${columns.length} scope="rowgroup"><b>${GROUPS[group.name].title}</b> ${sizes[group.name]}<span class="q">, ${GROUPS[group.name].how}</span></th></tr>
      ${group.tickets.map((ticket, i) => html`<${Line} key=${ticket} ticket=${ticket} columns=${columns} first=${i < FIRST}/>`)}</tbody>`)}</table>`;
}

/** @param {{ticket: string, columns: Column[], first: boolean}} props */
function Line({ ticket, columns, first }) {
  const { near, element } = /** @type {{near: import('../lib/ui.js').Signal<boolean>, element: {current: HTMLTableRowElement|null}}} */ (useNear(first, '.scroll'));
  const source = find(ticket);
  const reason = useReason(ticket), stop = useComputed(() => current.value === ticket ? 0 : -1), shown = useComputed(() => stateOf(find(ticket)?.value));
  if (!source) return null;
  const state = shown.value, why = state === 'closed' ? '' : reason.value;
  const head = columns.some(column => column.id === 'ticket') ? 'ticket' : 'symbol', at = columns.findIndex(column => column.id === head);
  const link = (/** @type {unknown} */ text) => html`<a class="tk" tabindex=${stop} onFocus=${() => { current.value = ticket; }} href=${ticketHref(account.peek()?.id ?? '', ticket)}>${text}</a>`;
  const cells = (/** @type {import('./book.js').Entry} */ entry) => columns.map(column => column.id === head
    ? html`<th key=${column.id} scope="row" class=${column.cls}>${link(column.cell(entry, Boolean(why)))}</th>`
    : html`<td key=${column.id} class=${column.cls}>${column.cell(entry, Boolean(why))}</td>`);
  // out of view it keeps its place, its name and its state, and follows no quote
  const far = (/** @type {import('./book.js').Entry} */ { row }) => [html`<td key="before" colspan=${at}></td>`, html`<th key="name" scope="row" class=${columns[at]?.cls}>${link(head === 'ticket' ? format.ticket(ticket) : row.symbol)}</th>`, html`<td key="after" colspan=${columns.length - at - 1}></td>`];
  return [html`<tr key="row" ref=${element} data-ticket=${ticket} data-s=${state} class=${why ? 'has-why' : ''} onClick=${focusRow} onDblClick=${() => open(ticket)}>
      ${near.value ? cells(source.value) : far(source.peek())}</tr>`,
    why && html`<tr key="why" class="because" data-s=${state} data-of=${ticket}><td></td><td colspan=${columns.length - 1} title=${why}>${why}</td></tr>`];
}

/** @param {import('./book.js').Entry|undefined} entry */
export const stateOf = entry => !entry || entry.gone ? 'closed' : entry.row.state;

/** The second line of a row, or nothing. @param {string} ticket */
export const useReason = ticket => useComputed(() => {
  const entry = find(ticket)?.value;
  if (!entry) return '';
  const { row, at } = entry;
  // only a guarded row needs the clock: it earns its sentence by waiting
  const ms = row.state === 'guarded' ? row.stateAgeMs + Math.max(0, tick.value - at) : row.stateAgeMs;
  return explains(row, ms) ? (row.reason ?? '') : '';
});

/** @param {MouseEvent & {currentTarget: HTMLTableRowElement}} event */
function focusRow(event) {
  if (event.target instanceof Element && event.target.closest('a')) return;
  event.currentTarget.querySelector('a')?.focus({ preventScroll: true });
}

/** @param {string} ticket */
function open(ticket) {
  if (account.value) location.hash = ticketHref(account.value.id, ticket);
}

