// Positions: is everything protected, and if not, which and why? The order holds while somebody points at a row.
import { html, useSignal, useComputed, useEffect, useRef, useState, untracked } from '../lib/ui.js';
import { blind, entries, find, heardAt, late, link, tickets, theFigure } from './store.js';
import { chosen, grouped, held, moved, sizes } from './order.js';
import { tryNow } from './feed.js';
import { tick } from './now.js';
import { filter, search, showAll } from './positions-choice.js';
import { Bar } from './positions-bar.js';
import { Table } from './positions-table.js';
import { Cards } from './positions-cards.js';
import { followRows } from './positions-keys.js';
import { useTitle } from './shell.js';
import * as format from './format.js';

/** @typedef {import('./order.js').Group} Group */

const SORT_EVERY_MS = 1000, SHOW_LOADING_AFTER_MS = 300;
const narrow = matchMedia('(max-width: 720px)');

export function Positions() {
  useTitle();
  const width = useWidth(), host = useRef(/** @type {HTMLDivElement|null} */ (null));
  const { groups, sizes: now, waiting, release, holding } = useOrder();
  useEffect(() => followRows(host), []);
  // focus and keyboard events do bubble: one pair of listeners holds the order for the whole table
  const hold = {
    onPointerEnter: () => { holding.value = { ...holding.value, pointer: true }; },
    onPointerLeave: () => { holding.value = { ...holding.value, pointer: false }; },
    onFocusIn: () => { holding.value = { ...holding.value, focus: true }; },
    onFocusOut: (/** @type {FocusEvent} */ event) => { if (!(event.relatedTarget instanceof Node && host.current?.contains(event.relatedTarget))) holding.value = { ...holding.value, focus: false }; },
  };
  return html`<div class="screen">
    <${Bar} waiting=${waiting} release=${release}/>
    <div class="scroll" ref=${host} tabindex="0" role="region" aria-label="Open positions, least protected first" ...${hold}>${body(groups, now, width)}</div></div>`;
}

/** @param {Group[]} groups @param {Record<import('./order.js').GroupName, number>} now @param {number} width */
function body(groups, now, width) {
  if (heardAt.value === null) return html`<${Waiting}/>`;
  if (!tickets.value.length) return html`<div class="empty"><p class="b">${late.value || blind.value ? 'Nothing was open when this was last known.' : 'Nothing is open.'}</p><p class="q2">The next position appears here as soon as the broker shows it.</p></div>`;
  if (!groups.length) return html`<div class="empty"><p class="b">No position matches.</p><p class="q2">${theFigure.value.open} are open. <button class="link" type="button" onClick=${showAll}>Show all</button></p></div>`;
  return narrow.matches ? html`<${Cards} groups=${groups} sizes=${now}/>` : html`<${Table} groups=${groups} sizes=${now} width=${width}/>`;
}

/** Before the first answer: bars in the shape of rows, and after a while what is wrong. */
function Waiting() {
  const opened = useSignal(tick.value);
  const { phase, since, retryAt, refused } = link.value, waited = tick.value - opened.value;
  if (phase === 'waiting' || refused) {
    const again = retryAt !== null && retryAt > tick.value ? `Trying again in ${Math.ceil((retryAt - tick.value) / 1000)} s.` : phase === 'waiting' ? 'Trying now.' : 'Asking again every few seconds.';
    return html`<div class="empty" role="alert"><p class="b">${phase === 'waiting' ? `The host has not answered this page for ${format.age(Math.max(100, tick.value - since))}.` : 'The host does not show this account.'}</p>
      <p class="q2">Protection runs on the host, not in this browser; this page cannot see whether it does. ${again}</p>${refused && html`<p class="q micro">${refused}</p>`}
      <p><button class="btn" type="button" onClick=${tryNow}>Try again now</button></p></div>`;
  }
  if (waited < SHOW_LOADING_AFTER_MS) return null;
  return html`<div class="loading" aria-busy="true"><p class="sr" role="status">Reading positions from the host</p>${Array.from({ length: 14 }, (_, i) => html`<div class="skel-row" key=${i}><i></i><i></i><i></i><i></i><i></i></div>`)}</div>`;
}

/** Width of the page, for the columns that leave as it narrows. */
function useWidth() {
  const [width, setWidth] = useState(innerWidth);
  useEffect(() => {
    const read = () => setWidth(innerWidth);
    addEventListener('resize', read);
    return () => removeEventListener('resize', read);
  }, []);
  return width;
}

/**
 * The order on screen: sorted anew at most once a second, at once when a ticket opens or closes or the reader chooses
 * something else, and not at all under a pointer or the keyboard.
 */
function useOrder() {
  const holding = useSignal({ pointer: false, focus: false }), released = useSignal(0), second = useSignal(0);
  const shown = useRef({ key: '', groups: /** @type {Group[]} */ ([]) });
  useEffect(() => {
    const id = setInterval(() => { second.value++; }, SORT_EVERY_MS);
    return () => clearInterval(id);
  }, []);
  const order = useComputed(() => {
    void [second.value, tickets.value];
    const key = `${filter.value}/${search.value}/${released.value}`;
    const due = grouped(untracked(() => chosen(entries(), filter.value, search.value)));
    const still = (holding.value.pointer || holding.value.focus) && shown.current.key === key;
    const next = still ? held(shown.current.groups, due, ticket => find(ticket) !== undefined) : { groups: due, waiting: 0 };
    shown.current = { key, groups: same(shown.current.groups, next.groups) ? shown.current.groups : next.groups };
    return { groups: shown.current.groups, sizes: sizes(due), waiting: still ? next.waiting : 0 };
  });
  return { ...order.value, holding, release: () => { released.value++; } };
}

/** @param {Group[]} a @param {Group[]} b */
const same = (a, b) => a.length === b.length && moved(a, b) === 0 && a.every((group, i) => group.tickets.length === b[i]?.tickets.length && group.tickets.every((ticket, k) => ticket === b[i]?.tickets[k]));
