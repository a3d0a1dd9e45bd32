// One ticket: what its stop is, how we know, and why it is there.
import { html, useComputed } from '../lib/ui.js';
import { find, tickets, health, heardAt, offsetMinutes } from './store.js';
import { positionsHref } from './routes.js';
import { useTicket } from './ticket-source.js';
import { ChartPanel } from './ticket-chart.js';
import { Certificate } from './ticket-certificate.js';
import { Ladder } from './ticket-ladder.js';
import { Moves, Events } from './ticket-moves.js';
import { Age, Chip, Icon } from './marks.js';
import { Live } from './columns.js';
import { useTitle } from './shell.js';
import { PastFacts, PastSide, usePast } from './ticket-past.js';
import { Acts } from './acts/acts.js';
import * as format from './format.js';

/** @typedef {import('./contract.js').Row} Row */
/** @typedef {import('./contract.js').TicketDetail} TicketDetail */

/** @param {{account: string, ticket: string}} props */
export function Ticket({ account, ticket }) {
  const entry = useComputed(() => (tickets.value, find(ticket)?.value ?? null));
  const source = useTicket(account, ticket, entry);
  const { detail, at, error } = source.value;
  const past = usePast(account, ticket, detail);
  // what the live feed says wins over the answer; what neither says is not shown
  const live = entry.value && !entry.value.gone ? entry.value : null;
  const row = live?.row ?? detail;
  useTitle(row ? `${row.symbol} ${format.side(row.side)} ${format.lots(row.lots)}` : `Ticket ${format.ticket(ticket)}`);
  if (!row || !detail) return html`<${Without} account=${account} ticket=${ticket} error=${error} retry=${source.value.retry}/>`;
  const stamp = live?.at ?? at;
  return html`<div class="screen">
    <${TitleBar} row=${row} detail=${detail} at=${stamp} account=${account} past=${past}/>
    ${error && html`<p class="notice" role="alert">The details below are ${html`<${Age} ms=${0} at=${at}/>`} old: ${error.message} Asking again.</p>`}
    <div class="tk-grid">
      <${ChartPanel} account=${account} detail=${detail} live=${live} past=${past}/>
      <${Moves} detail=${detail}/>
      <div class="tk-side">${past.at === null ? html`<${Certificate} detail=${detail} row=${row} at=${at} stamp=${stamp}/><${Ladder} detail=${detail} row=${row}/><${Events} detail=${detail}/>` : html`<${PastSide} detail=${detail} past=${past}/>`}</div>
    </div></div>`;
}

/** @param {{account: string}} props */
const Back = ({ account }) => html`<a class="icon" href=${positionsHref(account)} aria-label="Back to positions"><${Icon} name="back"/></a>`;

/** Before the first answer, or instead of one. @param {{account: string, ticket: string, error: (Error & {status?: number})|null, retry: () => void}} props */
function Without({ account, ticket, error, retry }) {
  const absent = error?.status === 404;
  return html`<div class="screen"><div class="bar tk-bar"><${Back} account=${account}/><h1>Ticket ${format.ticket(ticket)}</h1></div>
    <div class="empty" role=${error ? 'alert' : 'status'}>${error
      ? [html`<p class="b">${absent ? 'This ticket is not open.' : 'The host did not tell about this ticket.'}</p>`,
        html`<p class="q2">${error.message} ${absent ? '' : 'Protection goes on without this page. Asking again every few seconds.'}</p>`,
        html`<p>${absent ? html`<a class="btn" href=${positionsHref(account)}>Back to positions</a>` : html`<button class="btn" type="button" onClick=${retry}>Ask again now</button>`}</p>`]
      : html`<p class="q2">Reading the ticket from the host…</p>`}</div></div>`;
}

/** The past tints it, and nothing can be done from there. @param {{row: Row|TicketDetail, detail: TicketDetail, at: number, account: string, past: import('./ticket-past.js').Past}} props */
function TitleBar({ row, detail, at, account, past }) {
  if (past.at !== null) return html`<div class="bar tk-bar past"><${Back} account=${account}/><h1>${row.symbol} <span class="q2">${format.side(row.side)}</span> ${format.lots(row.lots)}</h1><${PastFacts} detail=${detail} past=${past}/></div>`;
  const closed = detail.closed, offset = offsetMinutes.value, today = health.value?.health.brokerTime ?? null;
  return html`<div class="bar tk-bar"><${Back} account=${account}/>
    <h1>${row.symbol} <span class="q2">${format.side(row.side)}</span> ${format.lots(row.lots)}</h1>
    ${closed ? html`<span class="chip closed-chip">Closed</span>` : html`<span class="state"><${Chip} state=${row.state} ms=${row.stateAgeMs} at=${at}/></span>`}
    <dl class="facts">${closed ? html`<${ClosedFacts} closed=${closed} digits=${row.digits} offset=${offset} today=${today}/>` : html`<${OpenFacts} row=${row}/>`}
      <${Fact} name="Ticket" wide>${format.ticket(row.ticket)}<//>
      <${Fact} name="Magic" wide>${row.magic === 0 ? 'none, by hand' : String(row.magic)}<//>
      <${Fact} name="Entry" wide>${format.price(row.openPrice, row.digits)}<//>
      <${Fact} name="Take profit" wide>${row.takeProfit === null ? 'none' : format.price(row.takeProfit, row.digits)}<//>
      <${Fact} name="Most it may lose" wide>${format.money(row.maxRisk, { plus: false })}<//>
      <${Fact} name="Best so far" wide>${format.money(row.peakProfit)}<//>
      ${!closed && html`<${Fact} name="Open" wide><${OpenFor} since=${row.openTime}/><//>`}</dl>
    ${!closed && html`<span class="push"></span><${Acts} account=${account} ticket=${row.ticket} row=${row}/>`}</div>`;
}

/** @param {{name: string, wide?: boolean, cls?: string, children: unknown}} props */
const Fact = ({ name, wide = false, cls = '', children }) => html`<div class=${wide ? 'wide' : ''}><dt>${name}</dt><dd class=${cls}>${children}</dd></div>`;

/** @param {{row: Row|TicketDetail}} props */
const OpenFacts = ({ row }) => html`<${Fact} name="Floating"><${Live} text=${format.money(row.floating)} cls=${format.tint(row.floating)}/><//>
  <${Fact} name="If the stop is hit" cls=${row.stop === null ? 'expose' : format.tint(row.profitAtStop)}>${row.stop === null ? 'no limit' : format.money(row.profitAtStop)}<//>`;

/** @param {{closed: NonNullable<TicketDetail['closed']>, digits: number, offset: number, today: string|null}} props */
const ClosedFacts = ({ closed, digits, offset, today }) => html`<${Fact} name="Result" cls=${format.tint(closed.profit)}>${format.money(closed.profit)}<//>
  <${Fact} name="Closed at">${format.price(closed.price, digits)}<//>
  <${Fact} name="Time"><span title=${format.local(closed.at)}>${format.clockAndDay(closed.at, offset, today)}</span><//>
  <${Fact} name="Reason">${format.closeReason(closed)}<//>`;

/** @param {{since: string}} props */
function OpenFor({ since }) {
  const known = health.value;
  if (!known || heardAt.value === null) return format.DASH;
  return html`<${Age} ms=${Math.max(0, Date.parse(known.health.brokerTime) - Date.parse(since))} at=${known.at}/>`;
}
