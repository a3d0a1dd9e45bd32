// Armed: everything dangerous is spelled out, and a word is typed before anything is sent. It disarms by itself.
import { html, useEffect, useRef, useState } from '../../lib/ui.js';
import { accounts, hostNow } from '../store.js';
import { ReachTag } from '../account-tag.js';
import { colourOf } from '../account-colours.js';
import { whoseOf } from '../account-words.js';
import { send } from '../rest.js';
import { wordsOf } from '../answers.js';
import { now, tick } from '../now.js';
import { actionOf, obstaclesOf, stepsOf, sumOf, times, verbOf } from './model.js';
import * as format from '../format.js';

/** @typedef {import('./model.js').Preview} Preview */
/** @typedef {import('./model.js').PlanLine} PlanLine */

const INERT_MS = 2000;
/** What a preview is good for where the host's clock is not known. */
const USUAL_MS = 60000;

/** How long the preview is good from now on. @param {Preview} preview */
const goodFor = ({ goodUntil }) => {
  const host = hostNow();
  return goodUntil === null || host === null ? USUAL_MS : Math.max(0, Date.parse(goodUntil) - host);
};

/** @param {{armed: {action: import('./model.js').Action, scope: import('./model.js').Scope, preview: Preview}, onDisarm: () => void, onPressed: (pressed: import('./model.js').Pressed) => void}} props */
export function Armed({ armed, onDisarm, onPressed }) {
  const { action, scope, preview } = armed, { word, title } = actionOf(action), out = useRef(/** @type {HTMLButtonElement|null} */ (null)), key = useRef(crypto.randomUUID()), [end] = useState(() => now() + goodFor(preview)), [whole] = useState(() => Math.max(1, Math.ceil(goodFor(preview) / 1000)));
  const [typed, setTyped] = useState(''), [why, setWhy] = useState(''), [ready, setReady] = useState(false), [state, setState] = useState({ busy: false, said: '' });
  const left = Math.max(0, Math.ceil((end - Math.max(tick.value, now())) / 1000)), fits = typed.trim().toUpperCase() === word && why.trim().length > 0;
  useEffect(() => {
    document.documentElement.classList.add('is-armed');
    out.current?.focus({ preventScroll: true });
    return () => document.documentElement.classList.remove('is-armed');
  }, []);
  useEffect(() => { if (left === 0 && !state.busy) onDisarm(); }, [left, state.busy]);
  useEffect(() => {
    setReady(false);
    if (!fits) return undefined;
    const timer = setTimeout(() => setReady(true), INERT_MS);
    return () => clearTimeout(timer);
  }, [fits]);
  const press = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    if (!ready || state.busy) return;
    setState({ busy: true, said: '' });
    try {
      onPressed(await send('POST', 'api/v1/emergency-stops', { action, scope, why: why.trim(), nonce: preview.nonce }, { 'idempotency-key': key.current }));
    } catch (fault) {
      setState({ busy: false, said: wordsOf(fault) });
    }
  };
  const obstacles = obstaclesOf(preview), ids = preview.accounts.map(each => each.account), reach = whoseOf(ids, accounts.value), only = ids.length === 1 ? ids[0] : undefined;
  // the frame has the colour of the one account, or the colour of danger where several are meant; never that of the one that happens to be looked at
  return html`<div class=${`screen em armed ${only === undefined ? 'many' : ''}`} data-acct=${only === undefined ? undefined : colourOf(only)}><div class="em-head"><span class="armtag">ARMED</span><h1>${title}</h1><${ReachTag} ids=${ids}/><span class="push"></span><span class="count"><svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true"><circle class="c0" cx="11" cy="11" r="8.5"/><circle class="c1" cx="11" cy="11" r="8.5" pathLength=${whole} stroke-dasharray=${`${Math.min(left, whole)} ${whole}`} transform="rotate(-90 11 11)"/></svg><span>disarms in <b>${left} s</b></span></span></div>
    <${Totals} preview=${preview}/>
    <div class="em-grid"><section class="panel" aria-labelledby="h-order"><header><h2 id="h-order">${action === 'flatten' ? 'Closing sequence' : 'What it is about'}</h2><span class="q">${action === 'flatten' ? 'what saves most goes first; ' : ''}the list is made anew when you press</span></header><${Sequence} preview=${preview}/></section>
      <section class="panel em-go" aria-labelledby="h-steps"><header><h2 id="h-steps">What happens when you press</h2></header><ol class="steps">${stepsOf(preview).map(step => html`<li key=${step}><i class="mark hollow"></i><span>${step}</span></li>`)}</ol>
        <div class="hind"><h3>What could slow it or leave something</h3><ul>${obstacles.length === 0 ? html`<li class="q2"><i class="mark solid"></i><span>Nothing is known against it</span></li>` : obstacles.map(text => html`<li key=${text}><i class="mark hatch"></i><span>${text}</span></li>`)}</ul></div>
        <form class="word" onSubmit=${press}><label for="em-why">Why, for the journal</label><input id="em-why" class="field plain" maxlength="200" autocomplete="off" value=${why} onInput=${(/** @type {InputEvent & {currentTarget: HTMLInputElement}} */ event) => setWhy(event.currentTarget.value)}/>
          <label for="em-word">Type <b>${word}</b> to ${verbOf(preview).replace(/^./, first => first.toLowerCase())} on ${reach.said}</label><input id="em-word" class="field" autocomplete="off" autocapitalize="characters" spellcheck=${false} maxlength="20" value=${typed} onInput=${(/** @type {InputEvent & {currentTarget: HTMLInputElement}} */ event) => setTyped(event.currentTarget.value)}/>
          ${state.said && html`<p class="wrong-text" role="alert">${state.said}</p>`}<div class="pair"><button ref=${out} type="button" class="btn" onClick=${onDisarm}>Disarm</button><button class="btn danger" type="submit" disabled=${!ready || state.busy}>${state.busy ? 'Pressed, waiting for the host' : verbOf(preview)}</button></div><p class="q2 micro">One use, bound to this preview. What has changed since is told when you press.</p></form></section></div></div>`;
}

/** @param {{preview: Preview}} props */
function Totals({ preview }) {
  const figure = (/** @type {'floating'|'expected'|'badCase'} */ what) => { const sum = sumOf(preview, what); return html`<dd class=${format.tint(sum)}>${format.money(sum)}</dd>`; };
  return html`<dl class="em-figs"><div><dd>${preview.positions}</dd><dt>${preview.action === 'flatten' ? 'positions close' : 'positions'}</dt></div><div><dd>${preview.orders}</dd><dt>${preview.action === 'flatten' ? 'pending orders go first' : 'pending orders'}</dt></div><div>${figure('floating')}<dt>floating now</dt></div>
    <div>${figure('expected')}<dt>expected</dt></div><div>${figure('badCase')}<dt>if every stop is hit instead</dt></div><div><dd>${preview.blocked}</dd><dt>cannot be done just now</dt></div></dl>`;
}

/** @param {{preview: Preview}} props */
function Sequence({ preview }) {
  const all = preview.accounts.filter(each => each.lines.length > 0);
  if (all.length === 0) return html`<div class="empty"><p class="b">Nothing is open in this scope.</p><p class="q2">It still halts entries, and closes what others open until it is released where it is a flatten.</p></div>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="What it is about, in its order"><table class="order"><caption class="sr">What it is about, in its order</caption><thead><tr><th scope="col" class="r o-n">No.</th><th scope="col" class="o-t">Ticket</th><th scope="col" class="o-s">Symbol</th><th scope="col" class="o-l">Side, lots</th><th scope="col" class="r o-p">Stop until then</th><th scope="col" class="r o-m">Floating</th><th scope="col" class="r o-m">Expected</th><th scope="col">Note</th></tr></thead>
    ${all.map(each => html`<tbody key=${each.account}>${preview.accounts.length > 1 && html`<tr class="group"><th colspan="8" scope="rowgroup"><${ReachTag} ids=${[each.account]}/> <span class="q">${times(each.positions, 'position')}, ${times(each.orders, 'pending order')}</span></th></tr>`}${each.lines.map((line, i) => html`<${Row} key=${`${line.ticket}/${line.isOrder}`} line=${line} no=${i + 1}/>`)}</tbody>`)}</table></div>`;
}

/** @param {{line: PlanLine, no: number}} props */
const Row = ({ line, no }) => html`<tr><td class="r q">${no}</td><th scope="row" class="q2">${format.ticket(line.ticket)}</th><td class="b">${line.symbol}</td><td>${format.side(line.side)} ${format.lots(line.lots)}</td><td class="r">${line.isOrder ? '' : line.stop === null ? html`<span class="none-word">none</span>` : html`<i class="mark solid"></i>${line.stop}`}</td><td class=${`r ${format.tint(line.floating)}`}>${line.isOrder ? '' : format.money(line.floating)}</td><td class="r intent">${line.isOrder ? '' : line.to !== null ? html`<i class="mark hollow"></i>${line.to}` : format.money(line.expected)}</td><td class="q2">${line.isOrder ? 'pending order' : line.obstacle ? html`<span class="doubt">${line.obstacle}</span>` : line.stop === null ? html`<span class="none-word">no stop, goes first</span>` : ''}</td></tr>`;
