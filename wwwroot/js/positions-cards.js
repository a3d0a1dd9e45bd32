// Positions on a phone: two lines a row, and the reason where there is one.
import { html, useComputed } from '../lib/ui.js';
import { find, account } from './store.js';
import { GROUPS } from './order.js';
import { Amount } from './columns.js';
import { Chip, Glyph } from './marks.js';
import { Rail } from './rail.js';
import { stateOf, useReason } from './positions-table.js';
import { ticketHref } from './routes.js';
import { useNear } from './near.js';
import * as format from './format.js';

/** Drawn at once; the others as soon as they come into view. */
const FIRST = 20;

/** @param {{groups: import('./order.js').Group[], sizes: Record<import('./order.js').GroupName, number>}} props */
export const Cards = ({ groups, sizes }) => html`<div class="phone">${groups.map(group => html`<section key=${group.name} aria-labelledby=${`g-${group.name}`}>
  <h2 class="head" id=${`g-${group.name}`}><b>${GROUPS[group.name].title}</b> ${sizes[group.name]}${group.name === 'protected' && ', most at risk first'}</h2>
  <ul>${group.tickets.map((ticket, i) => html`<${Card} key=${ticket} ticket=${ticket} first=${i < FIRST}/>`)}</ul></section>`)}</div>`;

/** @param {{ticket: string, first: boolean}} props */
function Card({ ticket, first }) {
  const { near, element } = /** @type {{near: import('../lib/ui.js').Signal<boolean>, element: {current: HTMLLIElement|null}}} */ (useNear(first));
  const source = find(ticket), reason = useReason(ticket), shown = useComputed(() => stateOf(find(ticket)?.value));
  if (!source) return null;
  const { row, at, gone } = near.value ? source.value : source.peek(), quiet = row.state === 'protected' || row.state === 'unmanaged';
  const href = ticketHref(account.peek()?.id ?? '', ticket), state = shown.value;
  if (!near.value) return html`<li ref=${element}><a href=${href} data-s=${state}><span class="l1"><span class="name"><b>${row.symbol}</b> ${format.side(row.side)} ${format.lots(row.lots)}</span></span><span class="l2"></span>${!gone && reason.value && html`<span class="why">${reason.value}</span>`}</a></li>`;
  return html`<li ref=${element}><a href=${href} data-s=${state}>
    <span class="l1"><span class="name">${quiet && html`<span class=${`gl ${row.state}`}><${Glyph} state=${row.state}/><span class="sr">${row.state}, </span></span>`}<b>${row.symbol}</b> ${format.side(row.side)} ${format.lots(row.lots)}${gone ? html`<span class="chip" data-s="closed">Closed</span>` : !quiet && html`<${Chip} state=${row.state} ms=${row.stateAgeMs} at=${at}/>`}</span>
      <span class="pl"><${Amount} value=${row.floating}/></span></span>
    <span class="l2"><${Rail} row=${row} width=${176} height=${17}/><span class="st">${row.stop === null ? html`<span class="none-word">no stop</span>` : [html`<i class=${`mark solid ${row.state === 'unmanaged' ? 'grey' : ''}`}></i>`, format.price(row.stop, row.digits), ' ', html`<span class=${format.tint(row.profitAtStop)}>${format.money(row.profitAtStop)}</span>`]}</span></span>
    ${!gone && reason.value && html`<span class="why">${reason.value}</span>`}</a></li>`;
}
