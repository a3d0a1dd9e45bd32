// Why the stop is there: each rule's proposal to scale, tightest first, then the silent rules and the broker's bounds.
import { html } from '../lib/ui.js';
import { number } from './chart-data.js';
import * as format from './format.js';

/** @typedef {import('./contract.js').TicketDetail} TicketDetail */
/** @typedef {import('./contract.js').Row} Row */
/** @typedef {{rule: string, ruleText: string, price: string, profitAtStop: string|null, verdict: string, text: string, why?: string}} Rung */

const RUNG = 30, WIDTH = 64;

/** @param {{detail: TicketDetail, row: Row|TicketDetail}} props */
export function Ladder({ detail, row }) {
  return html`<section class="panel tk-ladder" aria-labelledby="h-ladder"><header><h2 id="h-ladder">${detail.closed ? 'Why it was there' : 'Why it is there'}</h2><span class="q">each rule proposes, the tightest wins</span></header>
    <${Rungs} ladder=${detail.ladder} row=${row}/>
    ${detail.ladder.length === 0 && html`<p class="because-text q2">${row.reason || 'No rule proposes a stop.'}</p>`}
    ${detail.silent.length > 0 && html`<ul class="silent">${detail.silent.map(rule => html`<li key=${rule.rule}><span>${rule.ruleText}</span><span class="q">${rule.text}</span></li>`)}</ul>`}
    ${detail.bounds.length > 0 && html`<dl class="bounds">${detail.bounds.map(bound => html`<div key=${bound.name}><dt>${bound.name}</dt><dd>${bound.text}</dd></div>`)}</dl>`}
    ${!detail.closed && html`<p class="lever">${detail.ladder.length > 0 && row.reason && html`<span class="q2">${row.reason.replace(/\.$/, '')}. </span>`}${detail.nextText}</p>`}</section>`;
}

/** What each rule wants, to scale under the price and in figures. @param {{ladder: Rung[], row: {side: 'long'|'short', price: string|null, digits: number}, won?: string}} props won: what is said of the one that won */
export function Rungs({ ladder, row, won = 'in charge' }) {
  if (ladder.length === 0) return null;
  return html`<div class="rungs"><${Pole} ladder=${ladder} row=${row}/><ol>${ladder.map(rung => html`<li key=${rung.rule} class=${rung.verdict === 'inCharge' ? 'win' : ''}><span class="rn" title=${rung.why}>${rung.ruleText}</span><span class="rp">${format.price(rung.price, row.digits)}</span><span class=${`rm ${format.tint(rung.profitAtStop)}`}>${format.money(rung.profitAtStop)}</span><span class="rw" title=${rung.text}>${rung.verdict === 'inCharge' ? won : rung.text.replace(' points', '')}</span></li>`)}</ol></div>`;
}

/** The proposals to scale under the price; a leader leads from each to its row. @param {{ladder: Rung[], row: {side: 'long'|'short', price: string|null}}} props */
function Pole({ ladder, row }) {
  const tall = ladder.length * RUNG, up = row.side === 'long' ? 1 : -1;
  const heights = ladder.map(rung => (number(rung.price) ?? 0) * up), price = number(row.price);
  const top = Math.max(...heights, price === null ? -Infinity : price * up), low = Math.min(...heights);
  const y = (/** @type {number} */ v) => 8 + (top - v) / (top - low || 1) * (tall - 16);
  return html`<svg width=${WIDTH} height=${tall} aria-hidden="true"><line class="pole" x1="14.5" x2="14.5" y1="2" y2=${tall - 2}/>
    ${price !== null && html`<circle class="r-price" cx="14.5" cy=${y(price * up).toFixed(1)} r="3"/>`}
    ${ladder.map((rung, i) => {
      const at = y(heights[i] ?? 0).toFixed(1), win = rung.verdict === 'inCharge' ? 'win' : '';
      return html`<g key=${rung.rule}><path class=${`lead ${win}`} d=${`M20 ${at}H26L46 ${i * RUNG + RUNG / 2}H60`}/><line class=${`rung ${win}`} x1="8" x2="21" y1=${at} y2=${at}/></g>`;
    })}</svg>`;
}
