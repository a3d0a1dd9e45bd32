// Settings: the layers, what counts in one of them, and what a change would do to every open ticket before it is made.
import { html, useEffect } from '../../lib/ui.js';
import { account } from '../store.js';
import { useTitle } from '../shell.js';
import { offsetMinutes, health } from '../store.js';
import { Around } from '../states.js';
import { now } from '../now.js';
import { base, baseFault, edits, layer, mode, overtakenBy, readBase, onTop, discard } from './desk.js';
import { nameOf } from './model.js';
import { Tree } from './tree.js';
import { Editor } from './editor.js';
import { Preview } from './preview.js';
import * as format from '../format.js';

export function Settings() {
  useTitle('Settings');
  useEffect(() => { readBase(); }, []);
  // nobody's edits are touched; without any, the page shows what holds
  useEffect(() => { if (overtakenBy.value !== null && edits.value.size === 0) readBase(); }, [overtakenBy.value]);
  const known = base.value, id = account.value?.id ?? Object.keys(/** @type {object} */ (known?.document['Accounts'] ?? {}))[0] ?? '';
  const answer = { value: known, at: now(), since: now(), error: known ? null : baseFault.value, again: readBase };
  return html`<div class="screen">
    <div class="bar st-bar"><h1>Settings</h1>${known && html`<span class="q2 version">version ${known.version}, ${known.by ?? 'the settings files'}${known.at && html` <span title=${format.local(known.at)}>${format.clockAndDay(known.at, offsetMinutes.value, health.value?.health.brokerTime)}</span>`}${known.why && `: “${known.why}”`}</span>`}<span class="push"></span>
      ${known && html`<label class="search"><span class="sr">Find a setting</span><input class="field" data-search placeholder="Find a setting" autocomplete="off" spellcheck=${false} onInput=${find} onKeyDown=${leave}/><kbd aria-hidden="true">/</kbd></label>
        <button class="btn" type="button" aria-pressed=${mode.value.what === 'compare'} onClick=${() => { mode.value = mode.value.what === 'compare' ? { what: 'edits' } : { what: 'compare', from: Math.max(0, known.version - 1), to: known.version }; }}>Compare…</button>`}</div>
    <${Overtaken}/>
    <${Around} answer=${answer} what="The settings">${known && html`<div class="st-grid"><${Tree} document=${known.document}/><${Editor} key=${nameOf(layer.value)} account=${id}/><${Preview}/></div>`}<//>
    ${edits.value.size > 0 && html`<div class="st-sheet"><span><b>${edits.value.size} ${edits.value.size === 1 ? 'change' : 'changes'}</b>, not applied</span><a class="btn primary" href="#h-prev" onClick=${toPreview}>See preview</a></div>`}</div>`;
}

function Overtaken() {
  const version = overtakenBy.value;
  if (version === null || edits.value.size === 0) return null;
  return html`<p class="notice st-over" role="alert"><span>Somebody changed this since you opened it (version ${version}). Your changes were made from version ${base.value?.version ?? 0}.</span>
    <button class="btn sm" type="button" onClick=${() => { mode.value = { what: 'compare', from: base.value?.version ?? 0, to: version }; }}>Compare…</button>
    <button class="btn sm" type="button" onClick=${onTop}>Put mine on top…</button><button class="btn quiet sm" type="button" onClick=${discard}>Discard mine</button></p>`;
}

/** The address is the route, so the link moves the focus itself. @param {MouseEvent} event */
function toPreview(event) {
  event.preventDefault();
  const head = document.getElementById('h-prev');
  head?.scrollIntoView({ block: 'start' });
  head?.focus();
}

/** Rows are found where they stand; the others step back. @param {InputEvent & {currentTarget: HTMLInputElement}} event */
function find(event) {
  const text = event.currentTarget.value.trim().toLowerCase();
  for (const row of document.querySelectorAll('.settings tr[data-place]')) row.toggleAttribute('hidden', text !== '' && !(row.getAttribute('data-words') ?? '').includes(text));
}

/** @param {KeyboardEvent & {currentTarget: HTMLInputElement}} event */
function leave(event) {
  if (event.key !== 'Escape') return;
  event.currentTarget.value = '';
  event.currentTarget.dispatchEvent(new InputEvent('input'));
  event.currentTarget.blur();
}
