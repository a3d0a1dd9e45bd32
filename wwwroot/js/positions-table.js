// The table of positions. Each row follows its own signal; a quote touches the rows of its symbol only.
import { html, signal, useComputed, useEffect } from '../lib/ui.js';
import { find, account } from './store.js';
import { tick } from './now.js';
import { GROUPS } from './order.js';
import { columnsAt, explains, headOf } from './columns.js';
import { ticketHref } from './routes.js';

/** @typedef {import('./columns.js').Column} Column */
/** @typedef {import('./order.js').Group} Group */

/** The row the keyboard comes back to. One stop for Tab, then j, k or the arrows: sixty rows are not sixty stops. */
const current = signal('');

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
      ${group.tickets.map(ticket => html`<${Line} key=${ticket} ticket=${ticket} columns=${columns}/>`)}</tbody>`)}</table>`;
}

/** @param {{ticket: string, columns: Column[]}} props */
function Line({ ticket, columns }) {
  const source = find(ticket);
  const reason = useReason(ticket), stop = useComputed(() => current.value === ticket ? 0 : -1);
  if (!source) return null;
  const entry = source.value, { row, gone } = entry, why = gone ? '' : reason.value;
  const state = gone ? 'closed' : row.state;
  const head = columns.some(column => column.id === 'ticket') ? 'ticket' : 'symbol';
  return [html`<tr key="row" data-ticket=${ticket} data-s=${state} class=${why ? 'has-why' : ''} onClick=${focusRow} onDblClick=${() => open(ticket)}>
      ${columns.map(column => column.id === head
        ? html`<th key=${column.id} scope="row" class=${column.cls}><a class="tk" tabindex=${stop} onFocus=${() => { current.value = ticket; }} href=${ticketHref(account.peek()?.id ?? '', ticket)}>${column.cell(entry, Boolean(why))}</a></th>`
        : html`<td key=${column.id} class=${column.cls}>${column.cell(entry, Boolean(why))}</td>`)}</tr>`,
    why && html`<tr key="why" class="because" data-s=${state} data-of=${ticket}><td></td><td colspan=${columns.length - 1} title=${why}>${why}</td></tr>`];
}

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

