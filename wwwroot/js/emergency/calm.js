// Before anything is armed: the four actions, the mildest first, and what to do when this page cannot be reached.
import { html, useEffect, useRef, useState } from '../../lib/ui.js';
import { account, accounts, edition, entries, health, offsetMinutes } from '../store.js';
import { AccountTag, ReachTag } from '../account-tag.js';
import { may } from '../session.js';
import { send } from '../rest.js';
import { wordsOf } from '../answers.js';
import { totals } from '../order.js';
import { Hold } from './hold.js';
import { Drills } from './drills.js';
import { wanted } from './wanted.js';
import { ACTIONS, scopeOf, times } from './model.js';
import * as format from '../format.js';

/** @typedef {import('./model.js').Action} Action */
/** @typedef {import('./model.js').ScopeKind} ScopeKind */
/** @typedef {import('./model.js').Stop} Stop */
/** @typedef {import('./model.js').Preview} Preview */
/** @typedef {import('./model.js').Scope} Scope */

const KINDS = /** @type {[ScopeKind, string][]} */ ([['account', 'Account'], ['symbol', 'Symbol…'], ['magic', 'Magic…'], ['ticket', 'Ticket…'], ['all', 'All']]);

/** @param {{stops: Stop[], inForce: Stop[], onBack: () => void, onArm: (armed: {action: Action, scope: Scope, preview: Preview}) => void}} props */
export function Calm({ stops, inForce, onBack, onArm }) {
  const [kind, setKind] = useState(/** @type {ScopeKind} */ ('account')), [text, setText] = useState(''), [said, setSaid] = useState('');
  const { scope, problem } = scopeOf(kind, text, account.value?.id ?? ''), allowed = may('emergency'), list = useRef(/** @type {HTMLOListElement|null} */ (null));
  useEffect(() => {
    if (wanted.value === null) return;
    /** @type {HTMLElement|null|undefined} */ (list.current?.querySelector(`[data-action="${wanted.value}"] button`))?.focus();
    wanted.value = null;
  }, [wanted.value]);
  const arm = async (/** @type {Action} */ action) => {
    setSaid('');
    try {
      onArm({ action, scope, preview: await send('POST', 'api/v1/emergency-stops/preview', { action, scope }) });
    } catch (fault) {
      setSaid(wordsOf(fault));
    }
  };
  return html`<div class="screen em calm"><div class="bar em-bar"><h1>Emergency stop</h1>${kind === 'all' ? html`<${ReachTag} ids=${accounts.value.map(each => each.id)}/>` : html`<${AccountTag}/>`}${inForce.length === 0 ? html`<span class="q2">Off. Nothing is halted.</span>` : html`<button class="link" type="button" onClick=${onBack}>${times(inForce.length, 'stop')} in force: show</button>`}<span class="push"></span><span class="q">Scope</span>
      <div class="seg" role="group" aria-label="Scope">${KINDS.map(([each, name]) => html`<button key=${each} type="button" aria-pressed=${each === kind} onClick=${() => { setKind(each); setText(''); }}>${name}</button>`)}</div>
      ${['symbol', 'magic', 'ticket'].includes(kind) && html`<input class="field em-scope" aria-label=${`Which ${kind}`} placeholder=${kind === 'symbol' ? 'EURUSD' : 'Number'} inputmode=${kind === 'symbol' ? undefined : 'numeric'} maxlength="64" autocomplete="off" spellcheck=${false} value=${text} onInput=${(/** @type {InputEvent & {currentTarget: HTMLInputElement}} */ event) => setText(event.currentTarget.value)}/>`}</div>
    <div class="em-grid"><section class="panel em-acts" aria-label="Actions"><p class="em-lead">Mildest first. None of them ever removes a stop. <span class="more">Hold to arm; nothing is sent before you have seen the preview and typed the word.</span></p>
      <ol ref=${list}>${ACTIONS.map(({ action, title, text: what }, i) => html`<li key=${action} data-action=${action}><span class="no">${i + 1}</span><div class="what"><h2>${title}</h2><p>${what}</p></div><${Figures} action=${action} kind=${kind}/><${Hold} label=${`${title}: hold to arm`} describedBy="hold-how" disabled=${!allowed || problem !== null} why=${allowed ? problem ?? '' : 'Sign in as an operator'} onHeld=${() => arm(action)}/></li>`)}</ol>
      <p class="q2 micro" id="hold-how">${!allowed ? 'Sign in as an operator to arm one.' : problem ?? 'Press and hold for 1.5 seconds, by pointer or with the space bar.'}</p>${said && html`<p class="wrong-text micro" role="alert">${said}</p>`}<${OutOfBand}/></section>
    <div class="em-side"><${Drills}/><${History} stops=${stops}/></div></div></div>`;
}

/** What is known of the account that is shown; other scopes are counted in the preview. @param {{action: Action, kind: ScopeKind}} props */
function Figures({ action, kind }) {
  edition.value;
  const all = entries(), sum = totals(all), open = all.length;
  if (kind === 'all' && accounts.value.length > 1) return html`<dl><div><dd>${accounts.value.length}</dd><dt>accounts, counted in the preview</dt></div></dl>`;
  if (kind !== 'account' && kind !== 'all') return html`<dl><div><dd>${format.DASH}</dd><dt>counted in the preview</dt></div></dl>`;
  if (action === 'haltEntries') return html`<dl><div><dd>${open}</dd><dt>${open === 1 ? 'position stays protected' : 'positions stay protected'}</dt></div></dl>`;
  if (action === 'freeze') return html`<dl><div><dd>${open}</dd><dt>${open === 1 ? 'stop stands still' : 'stops stand still'}</dt></div></dl>`;
  if (action === 'tighten') return html`<dl><div><dd>${open}</dd><dt>${open === 1 ? 'stop moves, or stays' : 'stops move, none looser'}</dt></div></dl>`;
  return html`<dl><div><dd>${open}</dd><dt>${open === 1 ? 'position closes' : 'positions close'}, pending orders go</dt></div><div><dd class=${format.tint(sum.floating)}>${format.money(sum.floating)}</dd><dt>floating now</dt></div></dl>`;
}

const OutOfBand = () => html`<div class="oob"><h2>When this page cannot be reached</h2><ul><li><b>On the host</b><span>put a file named <span class="mono">STOP</span> into its data folder, or send its process the signal USR1. Works with web server and database down.</span></li><li><b>From a script</b><span>one call with a key that has the scope emergency and nothing else.</span></li><li><b>By itself</b><span>at a limit of the account that says flatten, and when nobody has sent a heartbeat for the time that is set.</span></li></ul></div>`;

/** @param {{stops: Stop[]}} props */
function History({ stops }) {
  const time = (/** @type {string|null} */ at) => format.clockAndDay(at, offsetMinutes.value, health.value?.health.brokerTime);
  return html`<section class="panel em-hist" aria-labelledby="h-em-hist"><header><h2 id="h-em-hist">History</h2><span class="push"></span><span class="q">newest first</span></header><div class="scroll" tabindex="0" role="group" aria-label="History">
    ${stops.length === 0 ? html`<div class="empty"><p class="b">No emergency stop yet.</p><p class="q2">One that is pressed stands here with who, why, and how it ended.</p></div>` : html`<ul>${[...stops].reverse().map(stop => html`<li key=${stop.id}><span class="q2">${time(stop.at)}</span><div><b>${stop.says}</b><p>${stop.by}: ${stop.why || 'no reason given'}</p><p class="q">${stop.isInForce ? 'In force' : `Released ${time(stop.releasedAt)} by ${stop.releasedBy}: ${stop.releasedWhy}`}</p></div></li>`)}</ul>`}</div></section>`;
}
