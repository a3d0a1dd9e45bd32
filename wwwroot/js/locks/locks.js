// Ticket locks and workers: is anything stuck, waiting, or not looking?
import { html, useRef, useState, useComputed } from '../../lib/ui.js';
import { account, find, offsetMinutes, tickets } from '../store.js';
import { useTitle } from '../shell.js';
import { Age } from '../marks.js';
import { history, known, locks, unanswered, useLocks, workers } from './source.js';
import { chosen, runsOf } from './history.js';
import { Timeline } from './timeline.js';
import { Heat } from './heat.js';
import { Workers, Ages, Histograms } from './workers.js';
import { Findings } from './findings.js';
import * as format from '../format.js';

/** @typedef {{ticket: string, runs: import('./history.js').Run[], trouble: number, busy: number}} Line */

const SPANS = /** @type {const} */ ([[60, '60 s'], [600, '10 m'], [3600, '1 h']]);
const MOST = 18, SORT_EVERY_MS = 5000;

export function Locks() {
  useTitle('Ticket locks');
  useLocks();
  const [span, setSpan] = useState(60), lines = useLines(span), told = locks.value;
  return html`<div class="screen"><div class="bar lk-bar"><h1>Ticket locks and workers</h1><${Figures}/><span class="push"></span>
      <div class="seg" role="group" aria-label="Span">${SPANS.map(([seconds, title]) => html`<button key=${seconds} type="button" aria-pressed=${span === seconds} onClick=${() => setSpan(seconds)}>${title}</button>`)}</div></div>
    ${told.away && html`<p class="notice" role="alert">The session of ${account.value?.name ?? 'this account'} does not answer: ${told.away} Stops that stand at the broker stay in force.</p>`}
    ${unanswered.value && html`<p class="notice" role="alert">What happens at the locks is not known just now: ${unanswered.value.message} Asking again.</p>`}
    <div class="lk-grid">
      <section class="panel lk-time" aria-labelledby="h-time"><header><h2 id="h-time">Ticket locks, last ${SPANS.find(([seconds]) => seconds === span)?.[1]}</h2><${Key}/><span class="push"></span><span class="q" title="Before that the last 64 events of each ticket">${lines.length} of ${tickets.value.length} busy${known.value && `, complete since ${format.clock(known.value.since, offsetMinutes.value)}`}</span></header><${Timeline} lines=${lines} span=${span}/></section>
      <section class="panel lk-heat" aria-labelledby="h-heat"><header><h2 id="h-heat">Longest wait and hold, by ticket and minute</h2><span class="push"></span><span class="heat-key"><span>ms</span>${['under 1', '10', '100', '1,000', 'over'].map((text, i) => html`<span key=${text}><i class=${`h${i}`}></i>${text}</span>`)}</span></header><${Heat} lines=${lines}/></section>
      <div class="lk-side"><${Workers}/><${Ages}/><${Histograms}/><${Findings}/></div></div></div>`;
}

function Figures() {
  const { value, at } = locks.value;
  if (!value) return html`<dl class="lk-figs"><div><dt>Held</dt><dd>${format.DASH}</dd></div></dl>`;
  const rest = workers.value.value, out = value.held.filter(held => held.atBroker).length;
  const figure = (/** @type {string} */ name, /** @type {unknown} */ shown, /** @type {string} */ trouble = '', wide = false) => html`<div class=${wide ? 'wide' : ''}><dt>${name}</dt><dd class=${trouble}>${shown}</dd></div>`;
  return html`<dl class="lk-figs">${figure('Held', value.held.length)}${figure('Waiting', value.waiting)}${figure('At the broker', out)}${figure('Wait p99', [format.ms(value.wait.p99Ms), ' ms'])}${figure('Hold p99', [format.ms(value.hold.p99Ms), ' ms'])}
    ${figure('Given up waiting', format.count(value.notObtained), value.notObtained ? 'doubt' : '', true)}${figure('Revoked', format.count(value.revocations), value.revocations ? 'expose' : '', true)}${figure('Refused by token', format.count(value.refusedWrites), '', true)}
    ${value.unsettled.length > 0 && figure('Not settled', value.unsettled.length, 'doubt')}${rest && html`<div class="wide"><dt>Looked at</dt><dd class="q2"><${Age} ms=${0} at=${at}/></dd></div>`}</dl>`;
}

const Key = () => html`<span class="lk-key">${[['k-idle', 'idle'], ['k-wait', 'waiting'], ['k-held', 'held'], ['k-fly', 'at the broker'], ['k-sure', 'confirmed'], ['k-amb', 'ambiguous'], ['k-rev', 'revoked']].map(([cls, text]) => html`<span key=${cls}><i class=${cls}></i>${text}</span>`)}</span>`;

/** The rows, in an order that holds for a while: a row that jumps cannot be read. @param {number} span seconds @returns {Line[]} */
function useLines(span) {
  const order = useRef({ at: -Infinity, span, names: /** @type {string[]} */ ([]) });
  const runs = useComputed(() => new Map([...history.value].map(([ticket, events]) => [ticket, runsOf(events, known.value?.at ?? 0)])));
  const now = known.value?.at ?? 0, value = locks.value.value;
  const all = new Set([...runs.value.keys(), ...tickets.value]);
  const lines = [...all].flatMap(ticket => {
    const its = runs.value.get(ticket) ?? [], state = find(ticket)?.peek().row.state;
    const trouble = (state === 'naked' || state === 'ambiguous' ? 4 : state === 'guarded' ? 2 : 0) + (value?.unsettled.some(each => each.ticket === ticket) ? 3 : 0) + (value?.held.some(held => held.ticket === ticket && (held.overdue || held.stale)) ? 3 : 0);
    const busy = its.filter(run => run.to >= now - span * 1000).length;
    return busy > 0 || trouble > 0 ? [{ ticket, runs: its, trouble, busy }] : [];
  });
  const due = chosen(lines, MOST), isOld = now - order.current.at >= SORT_EVERY_MS || order.current.span !== span || due.some(line => line.trouble >= 3 && !order.current.names.includes(line.ticket));
  if (isOld) order.current = { at: now, span, names: due.map(line => line.ticket) };
  return order.current.names.flatMap(name => lines.find(line => line.ticket === name) ?? []);
}
