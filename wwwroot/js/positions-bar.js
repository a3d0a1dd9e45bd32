// The bar over the positions: filters with counts, totals, what waits to move, search, columns.
import { html, useRef, useState } from '../lib/ui.js';
import { counts, filter, search, sums } from './positions-choice.js';
import { COLUMNS, hidden, showColumn } from './columns.js';
import { heardAt } from './store.js';
import { useOutside } from './outside.js';
import { Icon } from './marks.js';
import * as format from './format.js';

/** @param {{waiting: number, release: () => void}} props */
export function Bar({ waiting, release }) {
  return html`<div class="bar positions-bar"><h1>Positions</h1>
    <${Filters}/>
    <div class="waits" role="status">${waiting > 0 && html`<button class="btn sm" type="button" title="Order holds while you point at a row" onClick=${release}>${waiting} ${waiting === 1 ? 'row waits' : 'rows wait'} to move</button>`}</div>
    <span class="push"></span><${Sums}/>
    <label class="search"><span class="sr">Search positions</span><input class="field" data-search placeholder="Symbol, ticket, magic, rule" autocomplete="off" spellcheck=${false} value=${search.value} onInput=${typed} onKeyDown=${leave}/><kbd aria-hidden="true">/</kbd></label>
    <${Chooser}/></div>`;
}

/** @param {InputEvent & {currentTarget: HTMLInputElement}} event */
function typed(event) {
  search.value = event.currentTarget.value;
}

/** @param {KeyboardEvent & {currentTarget: HTMLInputElement}} event */
function leave(event) {
  if (event.key !== 'Escape') return;
  search.value = '';
  event.currentTarget.blur();
}

function Filters() {
  const known = heardAt.value !== null;
  return html`<div class="filters" role="group" aria-label="Show">${counts().map(({ name, title, n }) => html`<button key=${name} type="button" aria-pressed=${name === filter.value} onClick=${() => { filter.value = name; }}>${title}${known && html`<span class="n">${n}</span>`}</button>`)}</div>`;
}

function Sums() {
  if (heardAt.value === null) return null;
  const { floating, atRisk, locked, unlimited } = sums();
  return html`<dl class="sums" aria-label="Totals of the rows shown">
    <div><dt>Floating</dt><dd><span class=${format.tint(floating)}>${format.money(floating ?? '0')}</span></dd></div>
    <div><dt>At risk</dt><dd class=${format.tint(atRisk)}>${format.money(atRisk ?? '0')}${unlimited > 0 && html` <span class="none-word">and ${unlimited} without limit</span>`}</dd></div>
    <div><dt>Locked profit</dt><dd class=${format.tint(locked)}>${format.money(locked ?? '0')}</dd></div></dl>`;
}

function Chooser() {
  const [open, setOpen] = useState(false), host = useRef(/** @type {HTMLDivElement|null} */ (null));
  useOutside(host, open, () => setOpen(false));
  return html`<div class="cols" ref=${host}><button class="btn quiet" type="button" aria-expanded=${open} aria-controls="columns" onClick=${() => setOpen(!open)}><${Icon} name="cols" size=${14}/>Columns</button>
    <fieldset id="columns" class="menu" hidden=${!open}><legend class="sr">Columns to show</legend>${COLUMNS.filter(column => !column.fixed).map(column => html`<label key=${column.id}><input type="checkbox" checked=${!hidden.value.has(column.id)} onChange=${(/** @type {Event & {currentTarget: HTMLInputElement}} */ event) => showColumn(column.id, event.currentTarget.checked)}/>${column.title}</label>`)}
      <p class="q micro">Some columns leave by themselves when the page is narrow.</p></fieldset></div>`;
}
