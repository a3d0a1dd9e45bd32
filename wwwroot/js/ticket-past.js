// Any past second of a ticket, from the journal: chosen under the chart, by a click in it or by keys, and left again with Escape.
import { html, useEffect, useRef, useState } from '../lib/ui.js';
import { useAnswer } from './answers.js';
import { positionsHref } from './routes.js';
import { isPlain } from './typing.js';
import { offsetMinutes } from './store.js';
import { Chip } from './marks.js';
import { Certificate } from './ticket-certificate.js';
import { Rungs } from './ticket-ladder.js';
import { asOf, jump, second, stateAt } from './past.js';
import * as format from './format.js';

/** @typedef {import('./contract.js').TicketDetail} TicketDetail */
/** @typedef {import('./api.js').PastView} PastView */
/** @typedef {{at: number|null, pick: (at: number|null) => void, value: PastView|null, error: Error|null}} Past  at: the second that is looked at, milliseconds; null for now */

const STILL_MS = 150;

/** @param {string} account @param {string} ticket @param {TicketDetail|null} detail @returns {Past} */
export function usePast(account, ticket, detail) {
  const [at, pick] = useState(/** @type {number|null} */ (null)), [asked, ask] = useState(/** @type {number|null} */ (null));
  // while the slider is drawn along, nothing is asked
  useEffect(() => {
    const timer = setTimeout(() => ask(at), at === null ? 0 : STILL_MS);
    return () => clearTimeout(timer);
  }, [at]);
  const path = asked === null ? null : `api/v1/positions/${encodeURIComponent(ticket)}/past?at=${new Date(asked).toISOString().slice(0, 19)}Z&account=${encodeURIComponent(account)}`;
  const answer = /** @type {import('./answers.js').Answer<PastView>} */ (useAnswer(path));
  const seen = useRef({ at, detail });
  seen.current = { at, detail };
  useEffect(() => {
    const onKey = (/** @type {KeyboardEvent} */ event) => {
      const now = seen.current;
      if (!isPlain(event)) return;
      if (event.key === 'Escape' && now.at === null) location.hash = positionsHref(account);
      else if (event.key === 'Escape') pick(null);
      else if ((event.key === '[' || event.key === ']') && now.detail) pick(jump(now.detail.moves, now.at, event.key === '[' ? -1 : 1));
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [account]);
  const fits = at !== null && at === asked;
  return { at, pick, value: fits ? answer.value : null, error: fits ? answer.error : null };
}

/** The slider under the chart: a second for each step, now at its right end. @param {{detail: TicketDetail, past: Past, end: number}} props end: milliseconds */
export function Scrubber({ detail, past, end }) {
  const from = second(Date.parse(detail.openTime)), to = Math.max(from + 1000, second(end)), at = past.at ?? to;
  const says = past.at === null ? (detail.closed ? 'when it closed' : 'now') : format.clock(at, offsetMinutes.value);
  const onInput = (/** @type {Event & {currentTarget: HTMLInputElement}} */ event) => {
    const picked = event.currentTarget.valueAsNumber;
    past.pick(picked >= to ? null : picked);
  };
  return html`<div class="scrub"><label for="tk-scrub">Look back</label><input id="tk-scrub" type="range" min=${from} max=${to} step="1000" value=${at} aria-valuetext=${says} onInput=${onInput}/><output for="tk-scrub">${says}</output></div>`;
}

/** What the title says instead of what is now. @param {{detail: TicketDetail, past: Past}} props */
export function PastFacts({ detail, past }) {
  const { value } = past, then = value && asOf(detail, value), state = value && stateAt(detail.states, Date.parse(value.at));
  return html`<span class="as-of"><b>${format.clock(past.at, offsetMinutes.value)}</b> ${state ? html`<${Chip} state=${state}/>` : null}</span>
    ${value && then ? html`<dl class="facts"><div><dt>Price</dt><dd>${then.price === null ? 'not kept' : format.price(then.price, detail.digits)}</dd></div><div><dt>Stop</dt><dd class=${value.isSeen && then.stop === null ? 'expose' : ''}>${!value.isSeen ? 'not seen yet' : then.stop === null ? 'none' : format.price(then.stop, detail.digits)}</dd></div>
      <div><dt>If the stop was hit</dt><dd class=${format.tint(then.profitAtStop)}>${value.isSeen && then.stop === null ? 'no limit' : format.money(then.profitAtStop)}</dd></div></dl>`
      : html`<span class="q2" role=${past.error ? 'alert' : 'status'}>${past.error ? past.error.message : 'Reading the journal…'}</span>`}
    <span class="push"></span><button class="btn" type="button" onClick=${() => past.pick(null)}>Back to now</button>`;
}

/** Certificate, reason and lock of that second. @param {{detail: TicketDetail, past: Past}} props */
export function PastSide({ detail, past }) {
  const { value } = past;
  if (!value?.isSeen) return html`<section class="panel"><header><h2>As it was</h2></header><p class="none-yet q2">${past.error ? past.error.message : value ? 'It was open, and this host had not seen it yet.' : 'Reading the journal…'}</p></section>`;
  const then = asOf(detail, value), known = stateAt(detail.states, Date.parse(value.at)) !== null;
  return html`<${Certificate} detail=${then} row=${then} at=${null} stamp=${0} knownState=${known}/>
    <section class="panel tk-ladder" aria-labelledby="h-was"><header><h2 id="h-was">Why it was there</h2></header><p class="because-text">${value.rule ? html`<b class="b">${value.ruleText}.</b> ${value.reason}` : html`<span class="q2">No rule had moved the stop by then.</span>`}</p></section>
    ${value.rules && html`<${PastRules} rules=${value.rules} detail=${detail}/>`}
    <section class="panel tk-news" aria-labelledby="h-held"><header><h2 id="h-held">Its lock in that second</h2><span class="push"></span><span class="q">${value.lock.length}</span></header>
      <div class="scroll" tabindex="0" role="region" aria-label="Holdings of the lock">${value.lock.length === 0 ? html`<p class="none-yet q2">Nobody held it or waited for it.</p>` : html`<ul>${value.lock.map(held => html`<li key=${`${held.until}/${held.token}`}><span class="q">${format.clock(held.from ?? held.waitedFrom, offsetMinutes.value)}</span><span>${heldSays(held)}</span></li>`)}</ul>`}</div></section>`;
}

/** What every rule wanted when they last decided, derived again from what they were given. @param {{rules: NonNullable<PastView['rules']>, detail: TicketDetail}} props */
function PastRules({ rules, detail }) {
  const price = detail.side === 'long' ? rules.bid : rules.ask, against = rules.ladder.filter(rung => rung.against !== null);
  return html`<section class="panel tk-ladder" aria-labelledby="h-wanted"><header><h2 id="h-wanted">What each rule wanted</h2><span class="q">at ${format.clock(rules.at, offsetMinutes.value)}, when they last decided</span></header>
    ${rules.doubt !== null && html`<p class="notice" role="alert">The rules of this build do not come to what is recorded: ${rules.doubt}</p>`}
    <${Rungs} ladder=${rules.ladder} row=${{ side: detail.side, digits: detail.digits, price }} won="won"/>
    ${against.length + rules.silent.length > 0 && html`<ul class="silent told">${against.map(rung => html`<li key=${rung.rule}><span>${rung.ruleText}</span><span class="q">${rung.against}</span></li>`)}${rules.silent.map(rule => html`<li key=${rule.rule}><span>${rule.ruleText}</span><span class="q">${rule.text}</span></li>`)}</ul>`}
    <p class="lever"><span class="q2">${rules.says.replace(/\.$/, '')}. The price was ${format.price(price, detail.digits)}.</span> Derived again by the rules of this build from what the journal says they were given.</p></section>`;
}

/** @param {PastView['lock'][number]} held */
function heldSays(held) {
  if (held.from === null) return `Not obtained: ${held.says}`;
  const took = Date.parse(held.until) - Date.parse(held.from), waited = Date.parse(held.from) - Date.parse(held.waitedFrom);
  const ended = held.kind === 'holdingRevoked' ? `taken away after ${format.ms(took)} ms` : `held ${format.ms(took)} ms`;
  return `${held.who ?? 'Somebody'}: ${held.says}; ${ended}${waited > 0 ? `, waited ${format.ms(waited)} ms` : ''}, token ${held.token}`;
}
