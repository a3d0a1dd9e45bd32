// The lanes of the proof: a row for each slot at the broker, a bar for each call, an upright line for each reading that shows nothing open.
import { html, useMemo, useRef, useState } from '../../lib/ui.js';
import { hostNow } from '../store.js';
import { tick } from '../now.js';
import { useSize } from '../use-size.js';
import { lanesOf, slowestOf, span, ticksOf } from './lanes-model.js';
import { times } from './model.js';

/** @typedef {import('./model.js').Stop} Stop */
/** @typedef {import('./model.js').Progress} Progress */

const NARROW = 520, TOP = 22, FOOT = 22, LEAST = 2, WORDED = 46, MANY = 12;
const MARKS = { out: 'j-fly', said: 'j-fly', done: 'j-done', refused: 'j-ref', unknown: 'j-ref' };
const fixed = (/** @type {number} */ value) => value.toFixed(1);

/** @param {{stop: Stop, progress: Progress}} props */
export function Lanes({ stop, progress }) {
  const [picked, pick] = useState(/** @type {number|null} */ (null)), count = progress.rounds.length, round = picked !== null && picked < count ? picked : progress.state === 'proved' ? 0 : count - 1;
  const running = progress.rounds[round]?.tookMs === null, began = progress.beganAt === null ? 0 : Date.parse(progress.beganAt);
  if (running) void tick.value;
  const now = running ? Math.max(0, (hostNow() ?? Date.now()) - began) : 0, drawn = useMemo(() => lanesOf(progress, round, now), [progress, round, now]), slow = slowestOf(drawn.bars);
  if (count === 0 || (count === 1 && drawn.bars.length === 0 && drawn.readings.length === 0)) return null;
  const calls = stop.action === 'flatten' ? times(drawn.bars.length, 'call') : times(drawn.bars.length, 'stop'), cut = drawn.left > 0 ? `, the latest of ${drawn.left + drawn.bars.length}` : '';
  return html`<section class="panel em-lanes" aria-labelledby="h-lanes"><header><h2 id="h-lanes">${calls}, ${drawn.slots} at a time${cut}</h2>${count > 1 && html`<select class="field sm" aria-label="Which round" value=${String(round)} onChange=${(/** @type {Event & {currentTarget: HTMLSelectElement}} */ event) => pick(Number(event.currentTarget.value))}>${progress.rounds.map((each, i) => html`<option key=${each.sinceMs} value=${String(i)}>${roundSays(each, i)}</option>`)}</select>`}<span class="lk-key"><span><i class="k-done"></i>confirmed</span><span><i class="k-fly"></i>sent</span><span><i class="k-ref"></i>refused or unknown</span>${stop.action === 'flatten' && html`<span><i class="k-read"></i>read back</span>`}</span><span class="push"></span><span class="q lane-slow">${slow}</span></header><${Room} drawn=${drawn} label=${`${calls} in ${times(drawn.slots, 'slot')}; the table below has the times`}/></section>`;
}

/** @param {import('./model.js').Round} round @param {number} i */
const roundSays = (round, i) => `${i === 0 ? 'From the order' : `Again after ${span(round.sinceMs)}`}, ${round.tookMs === null ? 'under way' : `${(round.tookMs / 1000).toFixed(2)} s`}`;

/** @param {{drawn: ReturnType<typeof lanesOf>, label: string}} props */
function Room({ drawn, label }) {
  const host = useRef(null), { width } = useSize(host);
  return html`<div class="lanes" ref=${host}>${width > 0 && html`<${Drawing} drawn=${drawn} width=${width} label=${label}/>`}</div>`;
}

/** @param {{drawn: ReturnType<typeof lanesOf>, width: number, label: string}} props */
function Drawing({ drawn: { bars, slots, from, to, readings }, width, label }) {
  const small = width < NARROW, row = slots > MANY ? 10 : small ? 20 : 24, left = small ? 12 : 60, right = small ? 12 : 24, height = TOP + slots * row + FOOT, foot = TOP + slots * row;
  const x = (/** @type {number} */ at) => left + (at - from) / ((to - from) * 1.02) * (width - left - right), worded = !small && slots <= MANY;
  // two readings that follow each other closely have one label
  const one = readings.length > 1 && x(readings[1]?.at ?? to) - x(readings[0]?.at ?? to) < (small ? 60 : 110), wordAt = (/** @type {number} */ i) => one ? i === 0 ? '' : small ? '1, 2: 0 open' : 'readings 1 and 2: 0 open' : small ? `${i + 1}: 0 open` : `reading ${i + 1}: 0 open`;
  return html`<svg width=${width} height=${height} role="img" aria-label=${label}>
    ${ticksOf(from, to, small ? 4 : 9).map(({ at, text }) => html`<g key=${at}><line class="g" x1=${fixed(x(at))} x2=${fixed(x(at))} y1=${TOP} y2=${foot}/><text text-anchor=${at === from ? 'start' : 'middle'} x=${fixed(x(at))} y=${height - 7}>${text}</text></g>`)}
    ${worded && Array.from({ length: slots }, (_, i) => html`<text key=${i} text-anchor="end" x=${left - 8} y=${TOP + i * row + row / 2 + 4}>slot ${i + 1}</text>`)}
    ${bars.map(bar => { const wide = Math.max(LEAST, x(bar.to) - x(bar.from) - 1.5), y = TOP + (bar.slot - 1) * row, tone = bar.kind === 'done' ? '' : ' plain', word = bar.kind === 'refused' ? String(bar.code ?? 'refused') : bar.kind === 'unknown' ? 'no answer' : bar.isOrder ? 'cancel' : bar.symbol; return html`<g key=${bar.key}><rect class=${bar.kind === 'done' && bar.isOrder ? 'j-ord' : MARKS[bar.kind]} x=${fixed(x(bar.from) + .5)} y=${y + 2} width=${fixed(wide)} height=${row - 4}><title>${bar.title}</title></rect>${worded && wide > WORDED && html`<text class=${`jt${tone}`} x=${fixed(x(bar.from) + 5.5)} y=${y + row / 2 + 4}>${word}</text>`}</g>`; })}
    ${readings.map((reading, i) => html`<g key=${reading.at}><line class="j-read" x1=${fixed(x(reading.at))} x2=${fixed(x(reading.at))} y1=${TOP - 4} y2=${foot}><title>${reading.title}</title></line><text class="rd" text-anchor="end" x=${fixed(x(reading.at) + (i > 0 ? 6 : 0))} y=${TOP - 8}>${wordAt(i)}</text></g>`)}</svg>`;
}
