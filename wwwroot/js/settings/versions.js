// Every version there was: who, why, what two of them differ in, and the way back.
import { html } from '../../lib/ui.js';
import { health, offsetMinutes } from '../store.js';
import { useAnswer } from '../answers.js';
import { may } from '../session.js';
import { Around } from '../states.js';
import { base, historyEdition, mode, why, applying } from './desk.js';
import { ChangeList } from './preview.js';
import * as format from '../format.js';

/** @typedef {{version: number, at: string, by: string, why: string, isInForce: boolean, isWhole: boolean}} Version */
/** @typedef {import('../api.js').SettingChange} SettingChange */

const SHOWN = 50;

export function Versions() {
  const answer = useAnswer(`api/v1/settings/history?pageSize=${SHOWN}&page=1#${historyEdition.value}`), known = /** @type {{items: Version[], total: number}|null} */ (answer.value);
  const filesDiffer = base.value?.filesHaveChanged === true;
  return html`<div class="st-hist"><h3>Versions</h3><${Around} answer=${answer} what="The versions" bars=${3}>
    ${filesDiffer && html`<p class="micro q2">The settings files have changed since they were taken over. <button class="link" type="button" onClick=${() => { mode.value = { what: 'compare', from: base.value?.version ?? 0, to: 0 }; }}>Compare with the files…</button></p>`}
    <div class="scroll" tabindex="0" role="region" aria-label="Versions, newest first"><ul>${(known?.items ?? []).map(version => html`<${Row} key=${version.version} version=${version}/>`)}</ul></div><//></div>`;
}

/** @param {{version: Version}} props */
function Row({ version }) {
  const at = format.clockAndDay(version.at, offsetMinutes.value, health.value?.health.brokerTime);
  const back = () => {
    why.value = '';
    applying.value = { phase: 'idle', text: '', late: [] };
    mode.value = { what: 'back', version: version.version };
  };
  return html`<li><b>${version.version}</b><span class="what" title=${version.why}>${version.why}</span><span class="q" title=${format.local(version.at)}>${version.by}, ${at}</span>${!version.isWhole ? html`<span class="doubt">damaged</span>` : version.isInForce ? html`<span class="q2">holds</span>` : html`<button class="btn quiet sm" type="button" disabled=${!may('settings')} onClick=${back}>Go back…<span class="sr"> to version ${version.version}</span></button>`}</li>`;
}

/** @param {{from: number, to: number}} props */
export function Compare({ from, to }) {
  const answer = useAnswer(`api/v1/settings/diff?from=${from}&to=${to}`), diff = /** @type {{changes: SettingChange[]}|null} */ (answer.value);
  const history = /** @type {{items: Version[]}|null} */ (useAnswer(`api/v1/settings/history?pageSize=${SHOWN}`).value);
  const choices = [...(history?.items ?? []).map(version => [version.version, `${version.version}, ${version.by}: ${version.why}`]), [0, '0, what the settings files say']];
  const pick = (/** @type {'from'|'to'} */ which, /** @type {string} */ title, /** @type {number} */ value) => html`<label><span>${title}</span><select class="field" value=${value} onChange=${(/** @type {Event & {currentTarget: HTMLSelectElement}} */ event) => { mode.value = { what: 'compare', from, to, [which]: Number(event.currentTarget.value) }; }}>${choices.map(([number, text]) => html`<option key=${number} value=${number}>${text}</option>`)}</select></label>`;
  return html`<div class="st-comp">${pick('from', 'From version', from)}${pick('to', 'To version', to)}<button class="btn sm" type="button" onClick=${() => { mode.value = { what: 'edits' }; }}>Close comparison</button></div>
    <div class="scroll st-diff" tabindex="0" role="region" aria-label=${`Differences of version ${from} and version ${to}`}><${Around} answer=${answer} what="The difference">${diff && (diff.changes.length ? html`<${ChangeList} changes=${diff.changes}/>` : html`<p class="q2">They say the same.</p>`)}<//></div>`;
}
