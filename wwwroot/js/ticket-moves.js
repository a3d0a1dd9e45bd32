// Every move of the stop, newest first, and what happened to the ticket.
import { html } from '../lib/ui.js';
import { health, offsetMinutes } from './store.js';
import { Glyph } from './marks.js';
import * as format from './format.js';

/** @typedef {import('./contract.js').TicketDetail} TicketDetail */
/** @typedef {import('./contract.js').Move} Move */

/** @type {Record<Move['outcome'], string>} */
const OUTCOME = { accepted: 'Accepted', unchanged: 'Unchanged', denied: 'Denied, not sent', rejected: 'Refused by the broker', unknown: 'Unknown, then read back' };

/** @param {{detail: TicketDetail}} props */
export function Moves({ detail }) {
  const today = health.value?.health.brokerTime ?? null, offset = offsetMinutes.value;
  const time = (/** @type {string} */ at) => html`<span title=${format.local(at)}>${format.clockAndDay(at, offset, today)}</span>`;
  return html`<section class="panel tk-moves" aria-labelledby="h-moves"><header><h2 id="h-moves">Stop moves</h2><span class="q">${detail.moves.length}</span><span class="push"></span><span class="q">${detail.movesComplete === false ? 'newest first, of this run only: the journal cannot be read' : 'newest first, from the journal'}</span></header>
    <div class="scroll" tabindex="0" role="region" aria-label="Stop moves, newest first">
      <table class="moves"><caption class="sr">Stop moves, newest first</caption><colgroup><col class="m-n"/><col class="m-t"/><col class="m-r"/><col class="m-w"/><col class="m-f"/><col class="m-p"/><col class="m-o"/><col class="m-c"/><col class="m-ms"/></colgroup>
        <thead><tr><th scope="col" class="r">No.</th><th scope="col">Time</th><th scope="col">Rule</th><th scope="col">Why</th><th scope="col">From, to</th><th scope="col" class="r">At stop</th><th scope="col">Outcome</th><th scope="col" class="r">Code</th><th scope="col" class="r">To read-back</th></tr></thead>
        <tbody>${detail.moves.map(move => html`<tr key=${move.number}><td class="r q">${move.number}</td><th scope="row">${time(move.at)}</th><td>${move.ruleText}</td><td class="q2" title=${move.reason}>${move.reason}</td><td>${fromTo(move, detail.digits)}</td><td class="r"><span class=${format.tint(move.profitAtStop)}>${format.money(move.profitAtStop)}</span></td><td class="oc">${outcome(move)}</td><td class="r q2" title=${move.retcodeName ?? ''}>${move.retcode ?? format.DASH}</td><td class="r">${readBack(move)}</td></tr>`)}</tbody></table>
      <ul class="movelist">${detail.moves.map(move => html`<li key=${move.number}><span>${time(move.at)}</span><span><b>${move.ruleText}</b> ${fromTo(move, detail.digits)}<br/><span class="q2">${move.reason}</span>${move.outcome !== 'accepted' && html`<br/>${outcome(move)}`}</span><span class="mm"><span class=${format.tint(move.profitAtStop)}>${format.money(move.profitAtStop)}</span><br/>${readBack(move)}</span></li>`)}</ul>
      ${detail.moves.length === 0 && html`<p class="none-yet q2">The stop has not been moved yet. The first move appears here as soon as it is in the journal.</p>`}
    </div></section>`;
}

/** @param {Move} move @param {number} digits */
const fromTo = (move, digits) => html`<span>${move.from === null ? html`<span class="none-word">none</span>` : html`<span class="q2">${format.price(move.from, digits)}</span>`} <span class="q">→</span> <b class="b">${format.price(move.to, digits)}</b></span>`;

/** @param {Move} move */
const readBack = move => move.readBackMs === null ? html`<span class="q">${format.DASH}</span>` : html`<span>${format.count(move.readBackMs)} <span class="q">ms</span></span>`;

/** Solid words for what is proved; doubt only where nobody knew. @param {Move} move */
function outcome(move) {
  if (move.outcome === 'unknown') return html`<span class="doubt"><${Glyph} state="ambiguous" size=${11}/>${move.outcomeText || OUTCOME.unknown}</span>`;
  return html`<span class=${move.outcome === 'accepted' ? 'q2' : ''}>${move.outcomeText || OUTCOME[move.outcome]}</span>`;
}

/** @param {{detail: TicketDetail}} props */
export function Events({ detail }) {
  const today = health.value?.health.brokerTime ?? null, offset = offsetMinutes.value;
  return html`<section class="panel tk-news" aria-labelledby="h-news"><header><h2 id="h-news">Latest events</h2><span class="push"></span><span class="q">${detail.events.length}</span></header>
    <div class="scroll" tabindex="0" role="region" aria-label="Latest events, newest first">${detail.events.length === 0 ? html`<p class="none-yet q2">Nothing has happened to this ticket yet.</p>` : html`<ul>${detail.events.map((event, i) => html`<li key=${`${event.at}/${i}`}><span class="q" title=${format.local(event.at)}>${format.clockAndDay(event.at, offset, today)}</span><span>${event.text}</span></li>`)}</ul>`}</div></section>`;
}
