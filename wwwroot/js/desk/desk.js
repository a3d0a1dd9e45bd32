// One dense table, and beside it everything about the row that is looked at. Trades, alerts, audit and users are such desks.
import { html, useEffect, useRef, useState } from '../../lib/ui.js';
import { followRows } from '../positions-keys.js';
import { Around } from '../states.js';

/**
 * @template T
 * @typedef {object} Column
 * @property {string} id
 * @property {string} title
 * @property {string} cls       "wide" leaves on a phone, "mid" below 1180
 * @property {(row: T) => unknown} cell
 * @property {string} [hint]
 */
/**
 * @template T
 * @typedef {object} DeskProps
 * @property {string} name        of the rows, as in "Trades, newest first"
 * @property {import('../answers.js').Answer<any>} answer
 * @property {string} what        as in "The journal"
 * @property {Column<T>[]} columns  the first one opens the row
 * @property {T[]} rows
 * @property {(row: T) => string} keyOf
 * @property {(row: T) => string} [stateOf]  for the row's look
 * @property {string} open        the key of the row that is looked at, or ''
 * @property {(key: string) => void} onOpen
 * @property {unknown} empty      what stands there without rows
 * @property {unknown} detail     of the open row, or what is shown without one
 * @property {unknown} [foot]     below the rows
 */

/** @param {DeskProps<any>} props */
export function Desk({ name, answer, what, columns, rows, keyOf, stateOf, open, onOpen, empty, detail, foot }) {
  const host = useRef(/** @type {HTMLDivElement|null} */ (null)), [current, setCurrent] = useState('');
  useEffect(() => followRows(host), []);
  useEffect(() => closeOnEscape(open, onOpen), [open]);
  const first = rows.some(row => keyOf(row) === current) ? current : rows[0] === undefined ? '' : keyOf(rows[0]);
  return html`<div class="desk" data-open=${open ? 'true' : undefined}>
    <div class="desk-list"><${Around} answer=${answer} what=${what} bars=${16}><div class="scroll" ref=${host} tabindex="0" role="region" aria-label=${name}>${rows.length === 0 ? empty : html`<table class="rows"><caption class="sr">${name}</caption><colgroup>${columns.map(column => html`<col key=${column.id} class=${column.cls}/>`)}</colgroup>
      <thead><tr>${columns.map(column => html`<th key=${column.id} scope="col" class=${column.cls} title=${column.hint}>${column.title}</th>`)}</tr></thead>
      <tbody>${rows.map(row => html`<${Line} key=${keyOf(row)} row=${row} columns=${columns} name=${keyOf(row)} state=${stateOf?.(row)} isOpen=${keyOf(row) === open} isStop=${keyOf(row) === first} onOpen=${onOpen} onStop=${setCurrent}/>`)}</tbody></table>`}${foot}</div><//></div>
    <aside class="desk-detail" aria-label="Details">${open && html`<button class="btn quiet desk-back" type="button" onClick=${() => onOpen('')}>Back to the list <kbd aria-hidden="true">Esc</kbd></button>`}${detail}</aside></div>`;
}

/** @param {{row: any, columns: Column<any>[], name: string, state: string|undefined, isOpen: boolean, isStop: boolean, onOpen: (key: string) => void, onStop: (key: string) => void}} props */
function Line({ row, columns, name, state, isOpen, isStop, onOpen, onStop }) {
  return html`<tr data-row=${name} data-level=${state} aria-selected=${isOpen ? 'true' : undefined} onClick=${(/** @type {MouseEvent} */ event) => { if (!(event.target instanceof Element && event.target.closest('a, .act'))) onOpen(name); }}>${columns.map((column, i) => i === 0
    ? html`<th key=${column.id} scope="row" class=${column.cls}><button class="rowbtn" type="button" tabindex=${isStop ? 0 : -1} aria-expanded=${isOpen} onFocus=${() => onStop(name)}>${column.cell(row)}</button></th>`
    : html`<td key=${column.id} class=${column.cls}>${column.cell(row)}</td>`)}</tr>`;
}

/** @param {string} open @param {(key: string) => void} onOpen */
function closeOnEscape(open, onOpen) {
  if (!open) return undefined;
  const onKey = (/** @type {KeyboardEvent} */ event) => { if (event.key === 'Escape' && !document.querySelector('dialog[open]')) onOpen(''); };
  addEventListener('keydown', onKey);
  return () => removeEventListener('keydown', onKey);
}

/** @param {{title: string, children: unknown, more?: unknown}} props */
export const Section = ({ title, more, children }) => html`<section class="sect"><header><h2>${title}</h2><span class="push"></span>${more}</header>${children}</section>`;

/** Names and values, one a line. @param {{facts: [string, unknown][]}} props */
export const Facts = ({ facts }) => html`<dl class="pairs">${facts.map(([name, value]) => html`<div key=${name}><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;

/** @param {{label: string, value: string, options: [string, string][], onPick: (value: string) => void}} props */
export const Pick = ({ label, value, options, onPick }) => html`<label class="pick"><span>${label}</span><select class="field" value=${value} onChange=${(/** @type {Event & {currentTarget: HTMLSelectElement}} */ event) => onPick(event.currentTarget.value)}>${options.map(([name, title]) => html`<option key=${name} value=${name}>${title}</option>`)}</select></label>`;

/** @param {{label: string, placeholder: string, value: string, onType: (text: string) => void}} props */
export const Search = ({ label, placeholder, value, onType }) => html`<label class="search"><span class="sr">${label}</span><input class="field" data-search placeholder=${placeholder} autocomplete="off" spellcheck=${false} value=${value} onInput=${(/** @type {InputEvent & {currentTarget: HTMLInputElement}} */ event) => onType(event.currentTarget.value)} onKeyDown=${(/** @type {KeyboardEvent & {currentTarget: HTMLInputElement}} */ event) => {
  if (event.key !== 'Escape') return;
  event.stopPropagation();
  onType('');
  event.currentTarget.blur();
}}/><kbd aria-hidden="true">/</kbd></label>`;
