// The health strip: the one figure first, then the fence, then what protection stands on.
import { html } from '../lib/ui.js';
import { blind, health, late, silentMs, spoken, theFigure, heardAt } from './store.js';
import { Age, Glyph, Meter, Spark } from './marks.js';
import { Fence } from './fence.js';
import * as format from './format.js';
import { parse, print } from './decimal.js';
import { terminalSays } from './terminal.js';
import { known as desk, unanswered } from './alerts-source.js';
import { notifySays } from './notify.js';
import { emergencySays } from './emergency/strip-words.js';
import { lastDrill } from './emergency/last-drill.js';
import { route, screenHref } from './routes.js';

/** @typedef {import('./contract.js').Health} Health */
/** @typedef {{health: Health, at: number}} Known */

export function Strip() {
  const known = health.value;
  return html`<section class="strip" aria-label="Health">
    <${One}/>
    <div class="fence"><${Fence}/><${FenceCaption}/></div>
    <${HostCell} known=${known}/><${FeedCell} known=${known}/><${BrokerCell} known=${known}/>
    ${known?.health.terminal && html`<${TerminalCell} terminal=${known.health.terminal} arming=${known.health.arming}/>`}
    <${MessagesCell} known=${known}/><${TodayCell} known=${known}/>
    ${known && known.health.journal.state !== 'ok' && html`<${JournalCell} journal=${known.health.journal}/>`}
    <${EmergencyCell} known=${known}/><${NotifyCell}/>
  </section>`;
}

function One() {
  const { counts, oldestNaked } = theFigure.value, says = spoken.value, unread = says.worst === 'blind' ? blind.value : null;
  const part = (/** @type {'naked'|'ambiguous'|'guarded'} */ state) => counts[state] > 0 && html`<span><${Glyph} state=${state} size=${11}/>${counts[state]} ${state}${state === 'naked' && oldestNaked && html` <${Age} ms=${oldestNaked.ms} at=${oldestNaked.at}/>`}</span>`;
  // what is read out changes with the words, not with every tenth of a second of an age
  const [what = '', ago] = says.what.split(', ');
  return html`<div class="one" data-worst=${says.worst}><span class="fig" aria-hidden="true">${says.fig}</span><div>
    <div class="what"><span role="status"><span class="sr">${says.fig === format.DASH ? '' : `${says.fig} `}</span>${what}</span>${ago && `, ${ago}`}${unread && unread.ms !== null && html` for <${Age} ms=${unread.ms} at=${health.value?.at ?? 0}/>`}</div>
    <div class="parts">${says.below === null ? [part('naked'), part('ambiguous'), part('guarded')] : html`<span>${says.below}</span>`}</div></div></div>`;
}

function FenceCaption() {
  const { open, counts } = theFigure.value;
  if (heardAt.value === null) return html`<div class="cap"><span>waiting for the host</span></div>`;
  return html`<div class="cap"><span>${open} open</span><span>${counts.protected} protected</span><span>${counts.unmanaged} unmanaged</span><span>oldest to newest</span></div>`;
}

/** @param {{title: unknown, cls?: string, children?: unknown, trouble?: 'doubt'|'expose'|''|undefined, value: unknown, below?: unknown}} props */
const Cell = ({ title, cls = '', trouble = '', value, below }) => html`<div class=${`cell ${cls}`}><div class="k">${title}</div><div class=${`v ${trouble}`}>${value}</div>${below}</div>`;

const WORKER = { running: 'Live', stopped: 'Stopped', restarting: 'Restarting' };

/** @param {{known: Known|null}} props */
function HostCell({ known }) {
  if (!known) return html`<${Cell} cls="c-host" title=${[html`<i class="beat off"></i>`, 'Host']} value=${format.DASH} below=${html`<div class="s">no answer yet</div>`}/>`;
  const { worker, monitor } = known.health;
  const title = monitor.state === 'running' ? 'Host' : `Monitor ${monitor.state}`;
  const trouble = worker.state === 'stopped' ? 'expose' : worker.state === 'restarting' || monitor.state !== 'running' ? 'doubt' : '';
  const word = late.value ? 'Late' : WORKER[worker.state] ?? worker.state;
  const beat = late.value ? html`<small>${format.age(silentMs.value)}</small>` : html`<small><${Age} ms=${worker.beatAgeMs} at=${known.at}/></small>`;
  const checks = late.value ? 'checks unknown' : worker.evaluationAgeP99Ms === null ? 'no checks yet' : `checks p99 ${format.fineAge(worker.evaluationAgeP99Ms)}`;
  return html`<${Cell} cls="c-host" title=${[html`<i class=${`beat ${trouble ? 'off' : ''}`}></i>`, title]} trouble=${trouble} value=${[word, ' ', beat]} below=${html`<div class="s">${checks}</div>`}/>`;
}

/** @param {{known: Known|null}} props */
function FeedCell({ known }) {
  if (!known) return html`<${Cell} cls="c-feed" title="Feed" value=${format.DASH}/>`;
  const { feed } = known.health, stale = feed.symbols - feed.fresh;
  const slowest = feed.slowest === null ? html`<div class="s">no quotes yet</div>` : html`<div class="s">${feed.slowest} <${Age} ms=${feed.slowestAgeMs} at=${known.at}/></div>`;
  return html`<${Cell} cls="c-feed" title=${stale > 0 ? `Feed, ${stale} stale` : 'Feed'} trouble=${stale > 0 ? 'doubt' : ''} value=${`${feed.fresh} of ${feed.symbols}`} below=${slowest}/>`;
}

/** @param {{known: Known|null}} props */
function BrokerCell({ known }) {
  if (!known) return html`<${Cell} cls="c-broker mid" title="Broker p50, p99" value=${format.DASH}/>`;
  const { broker } = known.health;
  const ms = (/** @type {number|null} */ v) => v === null ? format.DASH : [format.ms(v), ' ', html`<small>ms</small> `];
  if (!broker.connected) return html`<${Cell} cls="c-broker mid" title="Broker" trouble="expose" value="Away" below=${html`<div class="s">does not answer</div>`}/>`;
  return html`<${Cell} cls="c-broker mid" title="Broker p50, p99" value=${[ms(broker.callP50Ms), ms(broker.callP99Ms)]} below=${html`<${Spark} values=${broker.recentMs}/>`}/>`;
}

/** @param {{terminal: import('./contract.js').Terminal, arming: Health['arming']}} props */
function TerminalCell({ terminal, arming }) {
  const says = terminalSays(terminal, arming);
  return html`<${Cell} cls="c-terminal" title="Terminal" trouble=${says.trouble} value=${says.value} below=${html`<div class="s" title=${says.title}>${says.below}</div>`}/>`;
}

/** @param {{known: Known|null}} props */
function MessagesCell({ known }) {
  if (!known) return html`<${Cell} cls="c-messages mid" title="Messages today" value=${format.DASH}/>`;
  const { today, limit, reserve, waits } = known.health.messages;
  const spent = limit !== null && today >= limit;
  const below = limit === null ? html`<div class="s">no daily budget set</div>` : html`<div title=${waits ?? `The last ${format.count(reserve)} are kept for protection`}><${Meter} share=${limit ? today / limit : 1} mark=${limit && reserve ? 1 - reserve / limit : null}/></div>`;
  return html`<${Cell} cls="c-messages mid" title=${spent ? 'Messages used up' : waits ? 'Messages, moves wait' : 'Messages today'} trouble=${spent || waits ? 'doubt' : ''} value=${[format.count(today), limit === null ? null : html` <small>of ${format.count(limit)}</small>`]} below=${below}/>`;
}

/** @param {{known: Known|null}} props */
function TodayCell({ known }) {
  if (!known) return html`<${Cell} cls="c-today" title="Today" value=${format.DASH}/>`;
  const { today } = known.health;
  const away = room(today.result, today.limit), currency = '';
  const below = away === null ? `${format.count(today.closed)} closed` : away.startsWith('-') ? 'past the limit' : `limit ${format.money(away, { plus: false }).replace(/\.\d+$/, '')} away`;
  const breached = away !== null && away.startsWith('-');
  return html`<${Cell} cls="c-today" title="Today" value=${html`<span class=${breached ? 'expose' : format.tint(today.result)}>${format.money(today.result)}${currency}</span>`} below=${html`<div class="s">${below}</div>`}/>`;
}

/** How far the day's result is from the limit; the host may send the limit with or without its minus. @param {string} result @param {string|null} limit */
function room(result, limit) {
  const now = parse(result), mark = parse(limit);
  return now === null || mark === null ? null : print(now + (mark < 0n ? -mark : mark), 2);
}

/** @param {{journal: Health['journal']}} props */
function JournalCell({ journal }) {
  const value = journal.state === 'behind' ? 'Behind' : 'Memory only';
  return html`<${Cell} cls="c-journal" title="Journal" trouble="doubt" value=${value} below=${html`<div class="s" title=${journal.reason ?? ''}>${format.count(journal.waiting)} wait</div>`}/>`;
}

/** Off, or the stop that is least far. A link: what can be done about it is there. @param {{known: Known|null}} props */
function EmergencyCell({ known }) {
  const says = emergencySays(known?.health.emergency ?? null, lastDrill.value);
  return html`<a class="cell c-emergency" href=${screenHref('emergency', route.value.account)} title=${says.title}><div class="k">Emergency</div><div class=${`v ${says.trouble}`}>${says.value}</div><div class="s">${says.below}</div></a>`;
}

/** Who is told when nobody looks at this page. */
function NotifyCell() {
  const says = notifySays(desk.value?.channels ?? null, unanswered.value !== null), last = says.lastAt === null ? says.below : `last ${format.clock(says.lastAt, health.value?.health.brokerOffsetMinutes ?? 0).slice(0, 5)}`;
  return html`<a class="cell c-notify low" href=${screenHref('alerts', route.value.account)} title=${says.title}><div class="k">${says.name}</div><div class=${`v ${says.trouble}`}>${says.value}</div><div class="s">${last}</div></a>`;
}
