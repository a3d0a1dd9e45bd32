// Armed: everything dangerous is spelled out, and a word is typed before anything is sent. It disarms by itself.
import { html, useEffect, useRef, useState } from '../../lib/ui.js';
import { accounts } from '../store.js';
import { AccountTag } from '../account-tag.js';
import { send } from '../rest.js';
import { wordsOf } from '../answers.js';
import { now, tick } from '../now.js';
import { actionOf, obstaclesOf, stepsOf, sumOf, verbOf } from './model.js';
import * as format from '../format.js';

/** @typedef {import('./model.js').Preview} Preview */
/** @typedef {import('./model.js').PlanLine} PlanLine */

const GOOD_MS = 60000, INERT_MS = 2000, HOLD_SECONDS = 60;

/** @param {{armed: {action: import('./model.js').Action, scope: import('./model.js').Scope, preview: Preview}, onDisarm: () => void, onPressed: () => void}} props */
export function Armed({ armed, onDisarm, onPressed }) {
  const { action, scope, preview } = armed, { word, title } = actionOf(action), out = useRef(/** @type {HTMLButtonElement|null} */ (null)), key = useRef(crypto.randomUUID()), since = useRef(now());
  const [typed, setTyped] = useState(''), [why, setWhy] = useState(''), [ready, setReady] = useState(false), [state, setState] = useState({ busy: false, said: '' });
  const left = Math.max(0, Math.ceil((GOOD_MS - (Math.max(tick.value, now()) - since.current)) / 1000)), fits = typed.trim().toUpperCase() === word && why.trim().length > 0;
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
      await send('POST', 'api/v1/emergency-stops', { action, scope, why: why.trim(), nonce: preview.nonce }, { 'idempotency-key': key.current });
      onPressed();
    } catch (fault) {
      setState({ busy: false, said: wordsOf(fault) });
    }
  };
  const obstacles = obstaclesOf(preview), name = preview.accounts.length === 1 ? accounts.value.find(each => each.id === preview.accounts[0]?.account)?.name ?? preview.accounts[0]?.account : `${preview.accounts.length} accounts`;
  return html`<div class="screen em armed"><div class="em-head"><span class="armtag">ARMED</span><h1>${title}</h1><${AccountTag}/><span class="push"></span><span class="count"><svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true"><circle class="c0" cx="11" cy="11" r="8.5"/><circle class="c1" cx="11" cy="11" r="8.5" pathLength="60" stroke-dasharray=${`${left} 60`} transform="rotate(-90 11 11)"/></svg><span>disarms in <b>${left} s</b></span></span></div>
    <${Totals} preview=${preview}/>
    <div class="em-grid"><section class="panel" aria-labelledby="h-order"><header><h2 id="h-order">${action === 'flatten' ? 'Closing sequence' : 'What it is about'}</h2><span class="q">${action === 'flatten' ? 'what saves most goes first; ' : ''}the list is made anew when you press</span></header><${Sequence} preview=${preview}/></section>
      <section class="panel em-go" aria-labelledby="h-steps"><header><h2 id="h-steps">What happens when you press</h2></header><ol class="steps">${stepsOf(preview, HOLD_SECONDS).map(step => html`<li key=${step}><i class="mark hollow"></i><span>${step}</span></li>`)}</ol>
        <div class="hind"><h3>What could slow it or leave something</h3><ul>${obstacles.length === 0 ? html`<li class="q2"><i class="mark solid"></i><span>Nothing is known against it</span></li>` : obstacles.map(text => html`<li key=${text}><i class="mark hatch"></i><span>${text}</span></li>`)}</ul></div>
        <form class="word" onSubmit=${press}><label for="em-why">Why, for the journal</label><input id="em-why" class="field plain" maxlength="200" autocomplete="off" value=${why} onInput=${(/** @type {InputEvent & {currentTarget: HTMLInputElement}} */ event) => setWhy(event.currentTarget.value)}/>
          <label for="em-word">Type <b>${word}</b> to ${verbOf(preview).replace(/^./, first => first.toLowerCase())} on ${name}</label><input id="em-word" class="field" autocomplete="off" autocapitalize="characters" spellcheck=${false} maxlength="20" value=${typed} onInput=${(/** @type {InputEvent & {currentTarget: HTMLInputElement}} */ event) => setTyped(event.currentTarget.value)}/>
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
  const lines = preview.accounts.flatMap(each => each.lines);
  if (lines.length === 0) return html`<div class="empty"><p class="b">Nothing is open in this scope.</p><p class="q2">It still halts entries, and closes what others open until it is released where it is a flatten.</p></div>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="What it is about, in its order"><table class="order"><caption class="sr">What it is about, in its order</caption><thead><tr><th scope="col" class="r o-n">No.</th><th scope="col" class="o-t">Ticket</th><th scope="col" class="o-s">Symbol</th><th scope="col" class="o-l">Side, lots</th><th scope="col" class="r o-p">Stop until then</th><th scope="col" class="r o-m">Floating</th><th scope="col" class="r o-m">Expected</th><th scope="col">Note</th></tr></thead>
    <tbody>${lines.map((line, i) => html`<tr key=${`${line.ticket}/${line.isOrder}`}><td class="r q">${i + 1}</td><th scope="row" class="q2">${format.ticket(line.ticket)}</th><td class="b">${line.symbol}</td><td>${format.side(line.side)} ${format.lots(line.lots)}</td><td class="r">${line.isOrder ? '' : line.stop === null ? html`<span class="none-word">none</span>` : html`<i class="mark solid"></i>${line.stop}`}</td><td class=${`r ${format.tint(line.floating)}`}>${line.isOrder ? '' : format.money(line.floating)}</td><td class="r intent">${line.isOrder ? '' : line.to !== null ? html`<i class="mark hollow"></i>${line.to}` : format.money(line.expected)}</td><td class="q2">${line.isOrder ? 'pending order' : line.obstacle ? html`<span class="doubt">${line.obstacle}</span>` : line.stop === null ? html`<span class="none-word">no stop, goes first</span>` : ''}</td></tr>`)}</tbody></table></div>`;
}
