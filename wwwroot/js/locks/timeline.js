// One line per ticket: idle, waiting, held, at the broker. A holding of 40 ms reads as a tick, trouble as a bar.
import { html, useRef, useState } from '../../lib/ui.js';
import { account, find } from '../store.js';
import { tick } from '../now.js';
import { useSize } from '../use-size.js';
import { Glyph } from '../marks.js';
import { ticketHref } from '../routes.js';
import { known, locks, names, unanswered } from './source.js';
import * as format from '../format.js';

/** @typedef {import('./locks.js').Line} Line */

const ROW = 24, LEAST = 2, FOOT = 22;
const NAMES = { wait: 'waited', held: 'held', fly: 'at the broker', revoked: 'revoked after', refused: 'refused after', missed: 'gave up after' };

/** @param {{lines: Line[], span: number}} props span: seconds */
export function Timeline({ lines, span }) {
  const host = useRef(/** @type {HTMLDivElement|null} */ (null)), { width, height } = useSize(host);
  const narrow = width < 520, rows = narrow ? 10 : Math.max(4, Math.floor((height - FOOT) / ROW));
  return html`<div class="plot2" ref=${host}>${width > 0 && (known.value === null ? !unanswered.value && html`<p class="none-yet q2" role="status">Reading what happened at the locks…</p>`
    : lines.length === 0 ? html`<div class="empty"><p class="b">Nothing happened at the ticket locks in this time.</p><p class="q2">Whoever takes a ticket to change its position appears here within a second.</p></div>`
    : html`<${Drawing} lines=${lines.slice(0, rows)} span=${span} width=${width} narrow=${narrow}/>`)}</div>`;
}

/** @param {{lines: Line[], span: number, width: number, narrow: boolean}} props */
function Drawing({ lines, span, width, narrow }) {
  const told = known.value, [said, setSaid] = useState('');
  if (!told) return null;
  // time goes on between two answers; a page that hears nothing stands still
  const now = told.at + Math.min(3000, Math.max(0, tick.value - told.heard));
  const left = narrow ? 96 : 222, right = narrow ? 10 : 128, tall = lines.length * ROW, ms = span * 1000;
  const x = (/** @type {number} */ at) => left + (1 - Math.min(1, Math.max(0, (now - at) / ms))) * (width - left - right);
  const marks = narrow ? [1, .5, 0] : [1, 5 / 6, 4 / 6, 3 / 6, 2 / 6, 1 / 6, 0];
  return html`<svg width=${width} height=${tall + FOOT} role="group" aria-label=${`Ticket locks of the busiest tickets over the last ${span} seconds`} onKeyDown=${along} onFocusIn=${(/** @type {FocusEvent} */ event) => setSaid(event.target instanceof Element && event.target.hasAttribute('data-mark') ? event.target.getAttribute('aria-label') ?? '' : '')} onFocusOut=${() => setSaid('')}>
    <defs><pattern id="hatch2" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="f-hatch" d="M0 0V4"/></pattern></defs>
    ${marks.map(share => html`<g key=${share}><line class="g" x1=${x(now - share * ms)} x2=${x(now - share * ms)} y1="0" y2=${tall}/><text class="ax" text-anchor=${share === 0 ? 'end' : 'middle'} x=${x(now - share * ms)} y=${tall + 16}>${share === 0 ? 'now' : `−${ms * share >= 120000 ? `${Math.round(ms * share / 60000)} m` : `${Math.round(ms * share / 1000)} s`}`}</text></g>`)}
    ${lines.map((line, i) => html`<${Row} key=${line.ticket} line=${line} y=${i * ROW} x=${x} now=${now} from=${now - ms} left=${left} right=${right} width=${width} narrow=${narrow}/>`)}
    <line class="nowline" x1=${x(now)} x2=${x(now)} y1="0" y2=${tall}/></svg><p class="t-said" role="status">${said}</p>`;
}

/** Arrows go along a row, from its ticket over everything that happened to it. @param {KeyboardEvent} event */
function along(event) {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0, row = event.target instanceof Element ? event.target.closest('[data-line]') : null;
  if (step === 0 || !row) return;
  event.preventDefault();
  const stops = /** @type {SVGElement[]} */ ([...row.querySelectorAll('a, [data-mark]')]).sort((a, b) => a.getBoundingClientRect().left - b.getBoundingClientRect().left), at = stops.findIndex(stop => stop === document.activeElement);
  stops[Math.max(0, Math.min(stops.length - 1, at + step))]?.focus();
}

/** @param {{line: Line, y: number, x: (at: number) => number, now: number, from: number, left: number, right: number, width: number, narrow: boolean}} props */
function Row({ line, y, x, now, from, left, right, width, narrow }) {
  const entry = find(line.ticket)?.peek(), row = entry?.row, middle = y + ROW / 2, gone = entry?.gone ?? true, what = row ?? names.get(line.ticket);
  const unsettled = (locks.value.value?.unsettled ?? []).filter(each => each.ticket === line.ticket), ends = width - right;
  return html`<g data-line=${line.ticket}><line class="sep" x1="0" x2=${width} y1=${y + ROW - .5} y2=${y + ROW - .5}/>
    <a href=${ticketHref(account.value?.id ?? '', line.ticket)}><rect class="f-hit" x="0" y=${y} width=${left - 8} height=${ROW}/>
      ${row && !gone && html`<g class=${`g-${row.state}`} transform=${`translate(${narrow ? 12 : 16} ${middle - 6})`}><${Glyph} state=${row.state}/></g>`}<text class="lab" x=${narrow ? 29 : 34} y=${middle + 4}>${what?.symbol ?? format.DASH}</text>
      ${!narrow && what && html`<text class="lab2" x="92" y=${middle + 4}>${format.side(what.side)} ${format.lots(what.lots)}</text>`}${!narrow && html`<text class="lab2" text-anchor="end" x=${left - 12} y=${middle + 4}>${format.ticket(line.ticket.slice(-6))}</text>`}</a>
    <line class="idle" x1=${left} x2=${ends} y1=${middle} y2=${middle}/>
    ${line.runs.filter(run => run.to >= from).map((run, i) => html`<${Mark} key=${i} run=${run} x=${x} middle=${middle}/>`)}
    ${unsettled.map(each => html`<rect key=${each.token} class="t-amb" x=${x(now - each.sentMs)} y=${middle - 4.5} width=${Math.max(LEAST, ends - x(now - each.sentMs))} height="9"><title>Nobody knows yet: sent ${format.age(each.sentMs)} ago by ${each.holder}</title></rect>`)}
    ${entry && !gone && row?.stopAgeMs !== null && row?.stopAgeMs !== undefined && confirmedAt(entry, now) >= from && html`<rect class="t-sure" x=${x(confirmedAt(entry, now)) - 1} y=${middle - 7} width="2" height="14" data-mark tabindex="-1" role="img" aria-label=${`The broker confirmed the stop that stands, ${format.age(now - confirmedAt(entry, now))} ago`}><title>The broker confirmed the stop that stands</title></rect>`}
    ${!narrow && html`<text class="lab2" x=${ends + 10} y=${middle + 4}>${gone ? 'closed' : doing(line, now)}</text>`}</g>`;
}

/** @param {{run: import('./history.js').Run, x: (at: number) => number, middle: number}} props */
function Mark({ run, x, middle }) {
  const at = x(run.from), says = `${run.who}, ${run.what}: ${NAMES[run.kind]} ${format.ms(run.to - run.from)} ms`, title = html`<title>${says}</title>`, mark = { 'data-mark': '', tabindex: -1, role: 'img', 'aria-label': says };
  if (run.kind === 'revoked' || run.kind === 'missed') return html`<path class=${run.kind === 'revoked' ? 't-rev' : 't-miss'} d=${`M${at - 4} ${middle - 4}l8 8m0 -8l-8 8`} ...${mark}>${title}</path>`;
  if (run.kind === 'refused') return html`<line class="t-rev" x1=${at} x2=${at} y1=${middle - 6} y2=${middle + 6} ...${mark}>${title}</line>`;
  const high = run.kind === 'wait' ? 5 : 9;
  return html`<rect class=${`t-${run.kind}`} x=${at} y=${run.kind === 'wait' ? middle + 1 : middle - high / 2} width=${Math.max(LEAST, x(run.to) - at)} height=${high} ...${mark}>${title}</rect>`;
}

/** When the stop that stands was confirmed, on the clock of the drawing. @param {import('../book.js').Entry} entry @param {number} now */
const confirmedAt = (entry, now) => now - (entry.row.stopAgeMs ?? 0) - Math.max(0, tick.peek() - entry.at);

/** What the right margin says: who holds it now, or what went wrong last. @param {Line} line @param {number} now */
function doing(line, now) {
  const value = locks.value.value, held = value?.held.find(each => each.ticket === line.ticket);
  if (value?.unsettled.some(each => each.ticket === line.ticket)) return 'reading back';
  if (held) return held.overdue ? 'overdue' : held.stale ? 'stale' : held.waiting > 0 ? `${held.waiting} waiting` : held.atBroker ? `sent ${format.age(held.inCallMs ?? held.heldMs)} ago` : held.purpose;
  const last = line.runs.filter(run => run.kind === 'revoked' || run.kind === 'missed').at(-1);
  return last && now - last.to < 120000 ? `${last.kind === 'revoked' ? 'revoked' : 'gave up'} ${format.age(now - last.to)} ago` : '';
}
