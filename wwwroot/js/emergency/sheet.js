// A stop in force: the plan fills in and becomes the proof. What is left stays listed with its reason and the stop that holds it.
import { html, useState } from '../../lib/ui.js';
import { account, accounts, hostNow, offsetMinutes } from '../store.js';
import { ReachTag } from '../account-tag.js';
import { may, session } from '../session.js';
import { send } from '../rest.js';
import { wordsOf } from '../answers.js';
import { tick } from '../now.js';
import { firstOf, headOf, proofOf, sorted, times, tookOf } from './model.js';
import { lastDrill } from './last-drill.js';
import { Lanes } from './lanes.js';
import { span, timesOf } from './lanes-model.js';
import * as format from '../format.js';

/** @typedef {import('./model.js').Stop} Stop */
/** @typedef {import('./model.js').Progress} Progress */
/** @typedef {import('./model.js').Line} Line */

const TONES = { arm: 'armtag', flat: 'flattag', not: 'nottag' };
const WORDS = { queued: 'in line', sent: 'sent', answered: 'answered, reading', refused: 'tried again', confirmed: 'confirmed' };
const SAYS = { inForce: 'in force', running: 'under way', left: 'something is left', proved: 'proved', unknown: 'not known' };
const MARKS = { queued: '', sent: 'hollow', answered: 'hollow', refused: 'hatch', confirmed: 'solid' };

/** @param {{stop: Stop, pressed: import('./model.js').Pressed|null, others: Stop[], onPick: (id: string) => void, onOther: () => void, again: () => void}} props */
export function Sheet({ stop, pressed, others, onPick, onOther, again }) {
  const [picked, setPicked] = useState(/** @type {string|null} */ (null)), progress = stop.accounts.find(each => each.account === picked) ?? firstOf(stop, account.value?.id ?? null), { tag, tone, title } = headOf(stop), several = stop.accounts.length > 1;
  const nameOf = (/** @type {string} */ id) => accounts.value.find(each => each.id === id)?.name ?? id, of = several && progress ? `, ${nameOf(progress.account)}` : '';
  return html`<div class=${`screen em ${tone === 'flat' ? 'flat' : 'running'}`}><div class="em-head"><span class=${TONES[tone]}>${tag}</span><h1><span role="status">${title}</span></h1><span class="push"></span>${others.map(other => html`<button class="link" type="button" key=${other.id} onClick=${() => onPick(other.id)}>${other.says}</button>`)}<button class="btn quiet sm" type="button" onClick=${onOther}>Other actions</button><${ReachTag} ids=${stop.accounts.map(each => each.account)}/></div>
    <div class="em-grid"><div class="em-left">${progress && html`<${Lanes} stop=${stop} progress=${progress}/>`}<section class="panel em-res" aria-labelledby="h-res"><header><h2 id="h-res">By ticket${of}</h2><span class="q">${stop.says}, ordered by ${stop.by}: ${stop.why || 'no reason given'}</span></header>${pressed && html`<${Since} pressed=${pressed}/>`}${progress && html`<${Lines} stop=${stop} progress=${progress}/>`}</section></div>
      <section class="panel em-proof" aria-labelledby="h-proof"><header><h2 id="h-proof">Proof${of}</h2></header>
        ${several && html`<ul class="em-accts">${stop.accounts.map(each => html`<li key=${each.account}><button class="plainbtn" type="button" aria-pressed=${each === progress} onClick=${() => setPicked(each.account)}><b>${nameOf(each.account)}</b> <span class="q2">${each.away ?? `${SAYS[each.state ?? 'unknown']}, ${each.done} of ${each.lines.length}`}</span></button></li>`)}</ul>`}
        ${progress && html`<${Took} stop=${stop} progress=${progress}/>`}
        ${progress && html`<ol class="chain">${proofOf(stop, progress).map(step => html`<li key=${step.text} data-k=${step.isDone ? 'read' : 'pending'}><i></i><span class="t">${step.text}${step.more && html`<small>${step.more}</small>`}</span><span class="a">${step.at ? format.clockFine(step.at, offsetMinutes.value) : ''}</span></li>`)}</ol>`}
        <${Release} stop=${stop} again=${again}/></section></div></div>`;
}

/** @param {{stop: Stop, progress: Progress}} props */
function Took({ stop, progress }) {
  const took = tookOf(stop, progress);
  if (!took) return null;
  const seconds = (/** @type {number} */ ms) => `${(ms / 1000).toFixed(2)} s`;
  return html`<div class="toflat"><span class="fig">${seconds(took.orderMs ?? took.tookMs)}</span><span class="q2">${stop.action === 'flatten' ? 'from the order to flat' : 'from the order to the last reading'}</span>${took.orderMs !== null && html`<p class="q2">Something had to be done again: ${seconds(took.tookMs)} since then.</p>`}${stop.action === 'flatten' && progress.account === account.value?.id && html`<${Versus} tookMs=${took.tookMs}/>`}</div>`;
}

/** Beside the last rehearsal of the same. @param {{tookMs: number}} props */
function Versus({ tookMs }) {
  const drill = lastDrill.value?.tookMs ?? null, most = Math.max(tookMs, drill ?? 0, 1), bars = [{ name: 'This time', ms: tookMs, alt: false }, ...(drill === null ? [] : [{ name: 'Last drill', ms: drill, alt: true }])];
  if (drill === null) return null;
  return html`<div class="vs">${bars.map(bar => html`<div key=${bar.name}><span>${bar.name}</span><svg height="5" width="100%" aria-hidden="true"><rect class=${bar.alt ? 'dbar' : 'dnow'} width=${`${Math.max(1, bar.ms / most * 100)}%`} height="5"/></svg><b>${(bar.ms / 1000).toFixed(2)}</b></div>`)}</div>`;
}

/** What is different from what was agreed to. @param {{pressed: import('./model.js').Pressed}} props */
function Since({ pressed: { isNew, changed } }) {
  const what = !isNew ? 'It was in force already; nothing was ordered a second time.' : changed.length === 0 ? 'Nothing has changed since the preview.' : `${times(changed.length, 'thing has', 'things have')} changed since the preview:`;
  return html`<div class="em-since" role="status"><p>${what}</p>${isNew && changed.length > 0 && html`<ul>${changed.map(line => html`<li key=${line}>${line}</li>`)}</ul>`}</div>`;
}

/** @param {{stop: Stop, progress: Progress}} props */
function Lines({ stop, progress }) {
  if (progress.away !== null) return html`<div class="empty"><p class="b">How far it is, is not known.</p><p class="q2">${progress.away} It has the stop all the same, or takes it up when it answers.</p></div>`;
  if (progress.lines.length === 0) return html`<div class="empty"><p class="b">${stop.action === 'flatten' ? 'Nothing was open.' : stop.action === 'tighten' ? 'No stop had to be moved.' : 'Nothing is sent for it.'}</p><p class="q2">${stop.action === 'flatten' ? 'What others open until it is released is closed, and stands here then.' : 'Positions stay protected, and are on their own screen.'}</p></div>`;
  const isDone = stop.action === 'flatten' && progress.lines.every(line => line.state === 'confirmed'), since = (/** @type {number|null} */ ms) => ms === null ? format.DASH : span(ms);
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Progress by ticket"><table class=${`order lines${isDone ? ' over' : ''}`}><caption class="sr">Progress by ticket; times count from where the account took the stop up</caption><thead><tr><th scope="col" class="o-t">Ticket</th><th scope="col" class="o-s">Symbol</th><th scope="col" class="r o-w">Lots</th><th scope="col" class="o-k">State</th><th scope="col" class="r o-p">Its stop</th><th scope="col" class="r o-a">Asked</th><th scope="col" class="r o-a">Sent</th><th scope="col" class="r o-a">Answered</th><th scope="col" class="r o-a">${stop.action === 'flatten' ? 'Seen gone' : 'Seen'}</th><th scope="col" class="r o-a">Took</th><th scope="col" class="o-y">What came of it</th></tr></thead>
    <tbody>${sorted(progress.lines).map(line => { const at = timesOf(line); return html`<tr key=${`${line.ticket}/${line.isOrder}`}><th scope="row" class="q2">${format.ticket(line.ticket)}</th><td class="b">${line.symbol}</td><td class="r">${format.lots(line.lots)}</td><td>${MARKS[line.state] && html`<i class=${`mark ${MARKS[line.state]}`}></i>`}${WORDS[line.state]}${line.tries > 1 && html` <span class="q">${line.tries}×</span>`}</td><td class="r">${line.isOrder || line.state === 'confirmed' && stop.action === 'flatten' ? '' : line.stop === null ? html`<span class="none-word">none</span>` : html`<i class="mark solid"></i>${line.stop}`}</td><td class="r q2">${since(at.asked)}</td><td class="r q2">${since(at.sent)}</td><td class="r q2">${since(at.answered)}</td><td class="r">${since(at.seen)}</td><td class="r b">${since(at.took)}</td><td class="q2">${line.isOrder ? 'Pending order. ' : ''}${line.reason}${line.retcode !== null && ` (${line.retcode})`}</td></tr>`; })}</tbody></table></div>`;
}

/** @param {{stop: Stop, again: () => void}} props */
function Release({ stop, again }) {
  const [why, setWhy] = useState(''), [state, setState] = useState({ busy: false, said: '' });
  void tick.value;
  const left = Math.max(0, Math.ceil((Date.parse(stop.holdsUntil) - (hostNow() ?? Date.now())) / 1000)), allowed = may('emergency') && session.value?.kind === 'person';
  const release = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    setState({ busy: true, said: '' });
    try {
      await send('POST', `api/v1/emergency-stops/${encodeURIComponent(stop.id)}/release`, { why: why.trim() });
      setState({ busy: false, said: '' });
      again();
    } catch (fault) {
      setState({ busy: false, said: wordsOf(fault) });
    }
  };
  return html`<form class="after" onSubmit=${release}><h3>Entries stay halted</h3><p>${!allowed ? 'A signed-in operator releases it, with a reason.' : left > 0 ? `It can be released in ${times(left, 'second')}.` : 'What was closed stays closed; from then on positions may be opened again.'}</p><label for="em-release">Why it is released</label><input id="em-release" class="field" maxlength="200" autocomplete="off" disabled=${!allowed} value=${why} onInput=${(/** @type {InputEvent & {currentTarget: HTMLInputElement}} */ event) => setWhy(event.currentTarget.value)}/>
    <button class="btn" type="submit" disabled=${!allowed || left > 0 || why.trim() === '' || state.busy}>Release entries</button>${state.said && html`<p class="wrong-text" role="alert">${state.said}</p>`}</form>`;
}
