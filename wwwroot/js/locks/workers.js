// Whether anything has stopped looking: the roles with their heartbeats, the age of the last check, and how long waits and holds take.
import { html, useRef } from '../../lib/ui.js';
import { offsetMinutes, account, health } from '../store.js';
import { now, tick } from '../now.js';
import { Age } from '../marks.js';
import { useSize } from '../use-size.js';
import { ticketHref } from '../routes.js';
import { ages, history, known, locks, names, workers } from './source.js';
import { BUCKETS, histogram, runsOf } from './history.js';
import * as format from '../format.js';

/** @typedef {import('../api.js').WorkersItem} WorkersItem */

/** A check that is older than this is late. */
const LIMIT_MS = 250, CHART = 86;

const WORD = /** @type {Record<string, string>} */ ({ running: '', restarting: 'restarting', stopped: 'stopped' });

export function Workers() {
  const { value, at, away } = workers.value;
  return html`<section class="panel" aria-labelledby="h-work"><header><h2 id="h-work">Workers</h2><span class="push"></span>${value && html`<span class="q" title=${`Epoch ${value.epoch}`}>this run since ${format.clockAndDay(value.startedAt, offsetMinutes.value, health.value?.health.brokerTime)}</span>`}</header>
    ${value ? html`<table class="workers"><caption class="sr">Workers</caption><colgroup><col class="w-n"/><col/><col class="w-b"/><col class="w-c"/></colgroup><thead><tr><th scope="col">Worker</th><th scope="col">Doing</th><th scope="col" class="r">Beat</th><th scope="col" class="r" title="Restarts in this run">Again</th></tr></thead><tbody>${rows(value, away).map(row => html`<tr key=${row.name}><th scope="row"><i class=${`beat ${row.isWell ? '' : 'off'}`}></i>${row.name}</th><td class=${row.isWell ? 'q2' : 'doubt'} title=${row.doing}>${row.doing}</td><td class="r">${row.ms === null ? format.DASH : html`<${Age} ms=${row.ms} at=${at} fine/>`}</td><td class=${`r ${row.restarts ? 'doubt' : 'q'}`}>${row.restarts ?? format.DASH}</td></tr>`)}</tbody></table>`
    : html`<p class="none-yet q2" role="status">${away ?? 'Reading the workers…'}</p>`}</section>`;
}

/** @param {WorkersItem} item @param {string|null} away @returns {{name: string, doing: string, ms: number|null, restarts: number|null, isWell: boolean}[]} */
function rows({ worker, monitor, broker, journal }, away) {
  const state = (/** @type {string} */ is, /** @type {string} */ doing) => away ? 'not known: the session does not answer' : WORD[is] || doing;
  return [
    { name: 'Stop-loss worker', doing: state(worker.state, worker.unseen ? `${worker.unseen} cannot be judged now` : worker.evaluationAgeMs > LIMIT_MS ? `behind by ${format.age(worker.evaluationAgeMs)}` : `${format.count(worker.evaluations)} checks`), ms: worker.beatAgeMs, restarts: worker.restarts, isWell: !away && worker.state === 'running' && worker.unseen === 0 && worker.evaluationAgeMs <= LIMIT_MS },
    { name: 'Position monitor', doing: state(monitor.state, monitor.failedReads ? `${format.count(monitor.failedReads)} readings failed` : 'every position read'), ms: monitor.lastReadAgeMs, restarts: monitor.restarts, isWell: !away && monitor.state === 'running' },
    { name: 'Write queue', doing: state('running', `${worker.inFlight} out, ${worker.waiting} in line`), ms: null, restarts: null, isWell: !away },
    { name: 'Lock watchdog', doing: state('running', worker.findings.length ? `${worker.findings.length} ${worker.findings.length === 1 ? 'finding holds' : 'findings hold'}` : 'nothing overdue'), ms: null, restarts: null, isWell: !away && worker.findings.length === 0 },
    { name: 'Broker', doing: state('running', broker.connected ? `answers in ${format.ms(broker.callP50Ms)} ms` : 'does not answer'), ms: null, restarts: null, isWell: !away && broker.connected },
    { name: 'Journal', doing: state('running', journal.state === 'ok' ? 'behind by 0 entries' : `${format.count(journal.waiting)} wait: ${journal.reason ?? journal.state}`), ms: null, restarts: null, isWell: !away && journal.state === 'ok' },
  ];
}

export function Ages() {
  const host = useRef(/** @type {HTMLDivElement|null} */ (null)), { width } = useSize(host), all = ages.value, first = all[0];
  const since = first ? format.age(Math.max(1000, tick.value - first.at)) : null;
  return html`<section class="panel" aria-labelledby="h-age"><header><h2 id="h-age">Age of the last check</h2><span class="push"></span><span class="q">p99${since ? `, as this page saw it for ${since}` : ''}</span></header><div class="lk-age" ref=${host}>${width > 0 && html`<${AgeChart} all=${all} width=${width}/>`}</div></section>`;
}

/** @param {{all: {at: number, ms: number|null}[], width: number}} props */
function AgeChart({ all, width }) {
  const shown = all.filter(each => each.ms !== null), last = shown.at(-1), most = Math.max(500, ...shown.map(each => each.ms ?? 0));
  const left = 44, right = 70, span = Math.max(60000, now() - (shown[0]?.at ?? now()));
  const x = (/** @type {number} */ at) => left + (1 - (now() - at) / span) * (width - left - right), y = (/** @type {number} */ ms) => 10 + (most - ms) / most * (CHART - 26);
  return html`<svg width=${width} height=${CHART} role="img" aria-label=${`p99 age of the last check, ${last ? format.fineAge(last.ms) : 'not known yet'}, limit ${format.fineAge(LIMIT_MS)}`}>
    ${[0, LIMIT_MS, most].map(ms => html`<g key=${ms}><line class=${ms === LIMIT_MS ? 'target' : 'g'} x1=${left} x2=${width - right} y1=${y(ms).toFixed(1)} y2=${y(ms).toFixed(1)}/><text class="ax" text-anchor="end" x=${left - 6} y=${(y(ms) + 3.5).toFixed(1)}>${ms === 0 ? '0' : (ms / 1000).toFixed(2)}</text></g>`)}
    ${shown.length > 1 && html`<polyline class="spark" points=${shown.map(each => `${x(each.at).toFixed(1)},${y(each.ms ?? 0).toFixed(1)}`).join(' ')}/>`}
    <text class="big" x=${width - right + 8} y=${(y(last?.ms ?? 0) + 4).toFixed(1)}>${last ? format.fineAge(last.ms) : format.DASH}</text><text class="ax" x=${width - right + 8} y=${(y(LIMIT_MS) - (last && Math.abs(y(last.ms ?? 0) - y(LIMIT_MS)) < 12 ? 10 : -3)).toFixed(1)}>limit</text></svg>`;
}

const LABELS = [...BUCKETS.map(end => end === 1 ? '<1' : end === 1000 ? '1k' : String(end)), '>1k'];

export function Histograms() {
  const host = useRef(/** @type {HTMLDivElement|null} */ (null)), { width } = useSize(host), value = locks.value.value;
  const runs = [...history.value.values()].map(events => runsOf(events, known.value?.at ?? 0));
  const waiters = (value?.tickets ?? []).filter(ticket => ticket.contended > 0 || ticket.notObtained > 0).sort((a, b) => (b.wait.maxMs ?? 0) - (a.wait.maxMs ?? 0)).slice(0, 3);
  return html`<section class="panel" aria-labelledby="h-hist"><header><h2 id="h-hist">Wait and hold, last hour</h2><span class="push"></span>${value && html`<span class="q">${format.count(value.acquisitions)} holdings in this run</span>`}</header><div class="lk-hist" ref=${host}>${width > 0 && value && html`<${Bars} wait=${histogram(runs, 'wait')} hold=${histogram(runs, 'held')} value=${value} width=${width}/>`}</div>
    <div class="lk-top"><h3 class="q">Longest waiters</h3>${waiters.length === 0 ? html`<p class="q2">No ticket that is open has been waited for.</p>` : html`<ul>${waiters.map(ticket => html`<li key=${ticket.ticket}><a href=${ticketHref(account.value?.id ?? '', ticket.ticket)}>${names.get(ticket.ticket)?.symbol ?? ''} <span class="q">${format.ticket(ticket.ticket)}</span></a><span class="q2">${format.count(ticket.contended)} waits${ticket.notObtained ? `, ${ticket.notObtained} given up` : ''}</span><b class="b">${format.ms(ticket.wait.maxMs)} ms</b></li>`)}</ul>`}</div></section>`;
}

/** @param {{wait: number[], hold: number[], value: import('../api.js').LocksView, width: number}} props */
function Bars({ wait, hold, value, width }) {
  const left = 44, cell = (width - left - 14) / LABELS.length, most = Math.log(Math.max(10, ...wait, ...hold) + 1);
  const told = (/** @type {import('../api.js').LatencyView} */ of) => `p50 ${format.ms(of.p50Ms)}, p99 ${format.ms(of.p99Ms)}, most ${format.ms(of.maxMs)}`;
  const row = (/** @type {number[]} */ counts, /** @type {number} */ base, /** @type {string} */ cls, /** @type {string} */ name, /** @type {string} */ text) => html`<g><text class="ax strong" x="12" y=${base - 2}>${name}</text>
    ${counts.map((n, i) => n > 0 && html`<rect key=${i} class=${cls} x=${(left + i * cell + 1).toFixed(1)} y=${(base - Math.max(2, Math.log(n + 1) / most * 26)).toFixed(1)} width=${(cell - 2).toFixed(1)} height=${Math.max(2, Math.log(n + 1) / most * 26).toFixed(1)}><title>${name} ${LABELS[i]} ms: ${n}</title></rect>`)}
    <line class="base" x1=${left} x2=${width - 14} y1=${base + .5} y2=${base + .5}/><text class="ax" text-anchor="end" x=${width - 14} y=${base - 32}>${text}</text></g>`;
  return html`<svg width=${width} height="122" role="img" aria-label=${`Distribution of waits and holds in milliseconds, counts on a log scale. Wait: ${told(value.wait)}. Hold: ${told(value.hold)}`}>${row(wait, 46, 'hw', 'Wait', told(value.wait))}${row(hold, 102, 'hh', 'Hold', told(value.hold))}
    ${LABELS.map((text, i) => html`<text key=${text} class="ax" text-anchor="middle" x=${(left + (i + .5) * cell).toFixed(1)} y="116">${text}</text>`)}</svg>`;
}
