// Beside the editor, always: what would happen to the open tickets, what is changed, why, and the way to apply it.
import { html } from '../../lib/ui.js';
import { account, accounts } from '../store.js';
import { may } from '../session.js';
import { applying, applyNow, base, discard, draft, edits, look, mode, newest, onTop, why } from './desk.js';
import { effectsOf } from './effects.js';
import { labelOf } from './model.js';
import { sentence } from './errors.js';
import { Compare, Versions } from './versions.js';
import { ticketHref } from '../routes.js';
import { AccountTag } from '../account-tag.js';
import * as format from '../format.js';

/** @typedef {import('../api.js').SettingsOutcome} SettingsOutcome */

export function Preview() {
  const now = mode.value, { outcome, fault, asking } = look.value;
  const title = now.what === 'back' ? `If you go back to version ${now.version}` : now.what === 'compare' ? 'Compare versions' : 'If you apply this now';
  return html`<aside class="panel st-prev" aria-labelledby="h-prev"><header><h2 id="h-prev" tabindex="-1">${title}</h2>${asking && html`<span class="q" role="status">asking the host</span>`}<span class="push"></span><${AccountTag}/></header>
    ${now.what === 'compare' ? html`<${Compare} from=${now.from} to=${now.to}/>` : outcome ? html`<${Effects} outcome=${outcome}/>` : html`<${Nothing} fault=${fault} asking=${asking}/>`}
    ${outcome && html`<${Changes} outcome=${outcome}/>`}
    ${now.what !== 'compare' && html`<${Apply} outcome=${outcome}/>`}
    <${Versions}/></aside>`;
}

/** @param {{fault: string|null, asking: boolean}} props */
function Nothing({ fault, asking }) {
  const wrong = [...(draft.value?.wrong ?? new Map()).values()], errors = Object.values(look.value.errors).flat();
  if (wrong.length) return html`<div class="empty" role="alert"><p class="b">What was typed does not fit yet.</p><p class="q2">${wrong.join(' ')}</p></div>`;
  if (errors.length) return html`<div class="empty" role="alert"><p class="b">The settings do not fit together.</p>${errors.slice(0, 6).map(text => html`<p class="q2" key=${text}><b class="b">${labelOf(text.replace(/ is .*/, ''))}.</b> ${sentence(text)}</p>`)}</div>`;
  if (fault) return html`<div class="empty" role="alert"><p class="b">The host could not tell what would happen.</p><p class="q2">${fault} Nothing was changed.</p></div>`;
  if (asking) return html`<div class="around" aria-busy="true">${Array.from({ length: 6 }, (_, i) => html`<div class="skel" key=${i}><i></i><i></i><i></i></div>`)}</div>`;
  return html`<div class="empty"><p class="b">Nothing is changed.</p><p class="q2">Change a value: what it would do to each open ticket appears here before it is applied.</p></div>`;
}

/** @param {{outcome: SettingsOutcome}} props */
function Effects({ outcome }) {
  const preview = outcome.preview;
  if (!preview) return null;
  const { all, tickets, tighter, looser, closes, alone } = effectsOf(preview.lines), several = accounts.value.length > 1;
  return html`<dl class="st-figs"><div><dd>${tickets}</dd><dt>open tickets</dt></div><div><dd>${tighter}</dd><dt>stops go tighter</dt></div><div class=${looser > 0 ? 'st-closes' : ''}><dd>${looser}</dd><dt>stops go looser</dt></div>
      ${closes > 0 ? html`<div class="st-closes"><dd>${closes}</dd><dt>closed at once, ${format.money(preview.closesBring)}</dt></div>` : alone > 0 ? html`<div><dd>${alone}</dd><dt>left to others</dt></div>` : html`<div><dd>${tickets - tighter - looser}</dd><dt>stay as they are</dt></div>`}</dl>
    ${outcome.late.map(late => html`<p class="notice" key=${late.account}>${late.account}: ${late.reason}</p>`)}
    <div class="scroll st-lines" tabindex="0" role="region" aria-label="Effect on open tickets">${all.length === 0 ? html`<div class="empty"><p class="q2">Nothing is open: the change concerns what will be opened.</p></div>` : html`<table class="effect"><caption class="sr">Effect on open tickets</caption><colgroup><col class="e-s"/><col class="e-p"/><col class="e-p"/><col class="e-m"/><col/></colgroup>
      <thead><tr><th scope="col">Ticket</th><th scope="col" class="r">Stop now</th><th scope="col" class="r">After</th><th scope="col" class="r">At stop</th><th scope="col">Effect</th></tr></thead>
      <tbody>${all.map(({ item, kind, words, why: reason }) => html`<tr key=${`${item.account}/${item.ticket}`}><th scope="row"><a href=${ticketHref(item.account, item.ticket)}><b class="b">${item.symbol}</b> <span class="q2">${format.side(item.side)} ${format.lots(item.lots)}${several && `, ${item.account}`}</span></a></th>
        <td class="r">${item.stopNow === null ? html`<span class="none-word">none</span>` : html`<span><i class="mark solid"></i>${item.stopNow}</span>`}</td>
        <td class="r">${kind === 'tighter' || kind === 'looser' ? html`<span class="intent"><i class="mark hollow"></i>${item.after.stop}</span>` : kind === 'close' ? html`<b class="expose">closed</b>` : html`<span class="q">=</span>`}</td>
        <td class=${`r ${format.tint(item.after.money)}`}>${format.money(item.after.money)}</td><td class=${kind === 'close' || kind === 'looser' ? 'expose b' : 'q2'} title=${reason}>${words}</td></tr>`)}</tbody></table>`}
      ${preview.warnings.length > 0 && html`<details class="st-warn"><summary>${preview.warnings.length} ${preview.warnings.length === 1 ? 'thing deserves' : 'things deserve'} a look</summary><ul>${preview.warnings.map(text => html`<li key=${text}>${text}.</li>`)}</ul></details>`}</div>`;
}

/** @param {{outcome: SettingsOutcome}} props */
const Changes = ({ outcome }) => html`<div class="st-diff"><h3>${outcome.changes.length === 1 ? 'Change' : `${outcome.changes.length} changes`}</h3>${outcome.changes.length === 0 ? html`<p class="q2">None: it says what holds already.</p>` : html`<${ChangeList} changes=${outcome.changes}/>`}</div>`;

/** @param {{changes: import('../api.js').SettingChange[]}} props */
export const ChangeList = ({ changes }) => html`<ul class="st-changes">${changes.map(change => html`<li key=${change.place}><span class="q2" title=${change.place}>${labelOf(change.place)}</span><span>${change.before === null ? html`<span class="q">not set</span>` : html`<del>${change.before}</del>`} <span class="q" aria-hidden="true">→</span> ${change.after === null ? html`<span class="q">not set</span>` : html`<b class="intent">${change.after}</b>`}</span></li>`)}</ul>`;

/** @param {{outcome: SettingsOutcome|null}} props */
function Apply({ outcome }) {
  const now = mode.value, { phase, text, late } = applying.value, isEmpty = now.what === 'edits' && edits.value.size === 0;
  if (phase === 'applied') return html`<div class="st-why"><p role="status" class="b">${text}</p>${late.map(each => html`<p class="q2" key=${each}>Later for ${each}</p>`)}</div>`;
  if (isEmpty) return null;
  const count = outcome?.preview?.lines.length ?? 0, mayApply = may('settings'), reason = why.value.trim();
  const ready = outcome !== null && outcome.changes.length > 0 && reason !== '' && mayApply && phase !== 'applying' && newest.value === null;
  const hint = !mayApply ? 'Only an administrator who is signed in may apply this.' : outcome === null ? 'What it would do is not known yet.' : reason === '' ? 'Say why: it goes into the journal.' : '';
  const apply = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (ready) applyNow();
  };
  const verb = now.what === 'back' ? `Go back to version ${now.version}` : outcome === null ? 'Apply' : `Apply to ${count} ${count === 1 ? 'ticket' : 'tickets'}`;
  return html`<form class="st-why" onSubmit=${apply} onKeyDown=${(/** @type {KeyboardEvent} */ event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) apply(event); }}><label for="why">Why <span class="q">goes into the journal</span></label>
    <input id="why" class="field" maxlength="200" autocomplete="off" value=${why.value} aria-describedby="why-hint" onInput=${(/** @type {InputEvent & {currentTarget: HTMLInputElement}} */ event) => { why.value = event.currentTarget.value; }}/>
    <div class="pair"><button type="button" class="btn" onClick=${discard}>${now.what === 'back' ? `Keep version ${base.value?.version ?? ''}` : `Discard ${edits.value.size === 1 ? 'change' : `${edits.value.size} changes`}`}</button><button class="btn primary" type="submit" aria-disabled=${ready ? undefined : 'true'}>${phase === 'applying' ? 'Applying' : verb}</button></div>
    <p id="why-hint" class="micro q2">${hint || `Changed from version ${base.value?.version}. It holds from the next check on, for ${account.value?.name ?? 'every account'} and the others.`}</p>
    <div role="alert">${phase === 'refused' && (newest.value ? html`<${Overtaken}/>` : html`<p class="wrong-text">${text || 'Somebody changed this since you opened it.'}</p>`)}</div></form>`;
}

/** Refused because somebody was quicker. */
function Overtaken() {
  const now = newest.value;
  if (!now) return null;
  const done = () => { newest.value = null; };
  return html`<p>Somebody changed this since you opened it (version ${now.version}, ${now.by ?? 'not known'}${now.why && `: “${now.why}”`}). Nothing of yours was applied.</p>
    <div class="acts"><button class="btn sm" type="button" onClick=${() => { mode.value = { what: 'compare', from: base.value?.version ?? 0, to: now.version }; done(); }}>Compare…</button><button class="btn sm" type="button" onClick=${() => { done(); onTop(); }}>Put mine on top…</button></div>`;
}
