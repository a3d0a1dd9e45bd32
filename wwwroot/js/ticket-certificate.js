// The certificate: wanted, sent, acknowledged, read back. The chain is whole up to the last step that is proved.
import { html } from '../lib/ui.js';
import { Age, Chip } from './marks.js';
import { health } from './store.js';
import { sum } from './decimal.js';
import * as format from './format.js';

/** @typedef {import('./contract.js').TicketDetail} TicketDetail */
/** @typedef {import('./contract.js').Row} Row */
/** @typedef {import('./contract.js').Step} Step */
/** @typedef {{kind: string, title: string, value: string, ms: number|null, proof: string}} Link */

/** @param {{detail: TicketDetail, row: Row|TicketDetail, at: number|null, stamp: number, knownState?: boolean}} props at: null for a past moment, whose ages stand still */
export function Certificate({ detail, row, at, stamp, knownState = true }) {
  const closed = detail.closed && at !== null;
  return html`<section class="panel tk-cert" aria-labelledby="h-cert"><header><h2 id="h-cert">${at === null ? 'Certificate of then' : 'Certificate'}</h2>${!closed && knownState && html`<${Chip} state=${row.state} ms=${at === null ? null : row.stateAgeMs} at=${stamp}/>`}</header>
    <ol class="chain">${links(detail, row).map(link => html`<li key=${link.title} data-k=${link.kind}><i></i><span class="t">${link.title}</span><span class="v">${link.value}</span><span class="a">${link.ms !== null && (at === null ? format.age(link.ms) : html`<${Age} ms=${link.ms} at=${at}/>`)}</span><span class="n" title=${link.proof}>${link.proof}</span></li>`)}</ol>
    ${closed ? html`<${Ended} detail=${detail}/>` : html`<${Verdict} detail=${detail} row=${row}/>`}
    <p class="fine"><span>A stop is an order, not a price promise: in a gap it fills at the next price there is.</span></p>
    ${at !== null && html`<p class="fine hash"><span>${nakedText(detail)}</span></p>`}</section>`;
}

/** @param {TicketDetail} detail @param {Row|TicketDetail} row @returns {Link[]} */
function links(detail, row) {
  const { wanted, sent, acknowledged, readBack } = detail.certificate;
  const told = (/** @type {Step} */ step) => ({ value: format.price(step.price, row.digits), ms: step.ageMs, proof: step.proof });
  const not = (/** @type {string} */ proof, value = format.DASH) => ({ value, ms: null, proof });
  const managed = row.state !== 'unmanaged', unknown = row.state === 'ambiguous';
  const proved = readBack !== null && readBack.price !== null && (wanted === null || Number(readBack.price) === Number(wanted.price));
  return [
    { kind: wanted ? 'wanted' : 'pending', title: 'Wanted', ...(wanted ? told(wanted) : not(managed ? 'no rule wants a stop yet' : 'left alone by your order')) },
    { kind: sent ? 'sent' : 'pending', title: 'Sent', ...(sent ? told(sent) : not(managed ? 'not sent yet' : 'nothing to send')) },
    { kind: acknowledged ? 'ack' : unknown ? 'unknown' : 'pending', title: 'Acknowledged', ...(acknowledged ? told(acknowledged) : not(unknown ? 'no answer yet' : managed && sent ? 'waiting for the broker' : '')) },
    { kind: row.stop === null ? 'absent' : proved ? 'read' : 'older', title: 'Read back', ...(row.stop === null ? { ...not(readBack?.proof || 'the broker shows none', 'no stop'), ms: readBack?.ageMs ?? null } : readBack ? told(readBack) : not('not read back yet', format.price(row.stop, row.digits))) },
  ];
}

/** @param {{detail: TicketDetail, row: Row|TicketDetail}} props */
function Verdict({ detail, row }) {
  const costs = sum([detail.commission, detail.swap]);
  // the live stop may be newer than the answer: the worst result is of the stop shown beside it
  const worst = row.profitAtStop === null ? null : sum([row.profitAtStop, detail.commission, detail.swap]);
  if (row.stop === null) return html`<div class="verdict"><div class="big expose">no limit</div><dl><div><dt>no stop stands at the broker</dt><dd></dd></div><div><dt>commission and swap</dt><dd>${format.money(costs)}</dd></div><div class="sum"><dt>Worst result</dt><dd class="expose">no limit</dd></div></dl></div>`;
  return html`<div class="verdict"><div class=${`big ${format.tint(row.profitAtStop)}`}>${format.money(row.profitAtStop)}</div><dl>
    <div><dt>if the stop is hit at ${format.price(row.stop, row.digits)}</dt><dd></dd></div><div><dt>commission and swap</dt><dd>${format.money(costs)}</dd></div><div class="sum"><dt>Worst result at that price</dt><dd>${format.money(worst)}</dd></div></dl></div>`;
}

/** @param {{detail: TicketDetail}} props */
function Ended({ detail }) {
  const closed = detail.closed, costs = sum([detail.commission, detail.swap]);
  if (!closed) return null;
  return html`<div class="verdict"><div class=${`big ${format.tint(closed.profit)}`}>${format.money(closed.profit)}</div><dl>
    <div><dt>closed at ${format.price(closed.price, detail.digits)}</dt><dd></dd></div><div><dt>commission and swap</dt><dd>${format.money(costs)}</dd></div><div class="sum"><dt>${format.closeReason(closed)}</dt><dd></dd></div></dl></div>`;
}

/** @param {TicketDetail} detail */
function nakedText(detail) {
  const end = detail.closed?.at ? Date.parse(detail.closed.at) : Date.parse(health.value?.health.brokerTime ?? '');
  const open = end - Date.parse(detail.openTime);
  const within = Number.isFinite(open) ? ` in ${format.age(open)}` : '';
  return detail.nakedMs > 0 ? `naked for ${format.age(detail.nakedMs)}${within}` : `never naked${within}`;
}
