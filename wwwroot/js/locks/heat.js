// Two maps that share their rows: a bright row is one ticket's trouble, a bright column is the broker's.
import { html, useRef } from '../../lib/ui.js';
import { useSize } from '../use-size.js';
import { known, names as called } from './source.js';
import { heatOf, minutesOf } from './history.js';
import * as format from '../format.js';

/** @typedef {import('./locks.js').Line} Line */

/** @param {{lines: Line[]}} props */
export function Heat({ lines }) {
  const host = useRef(/** @type {HTMLDivElement|null} */ (null)), { width, height } = useSize(host), now = known.value?.at;
  return html`<div class="heats" ref=${host}>${width > 0 && now !== undefined && (lines.length === 0 ? html`<p class="none-yet q2">Every minute in which a ticket was held gets a cell here.</p>` : html`<${Maps} lines=${lines} width=${width} height=${height} now=${now}/>`)}</div>`;
}

/** @param {{lines: Line[], width: number, height: number, now: number}} props */
function Maps({ lines, width, height, now }) {
  const narrow = width < 520, minutes = narrow ? 15 : 30, left = narrow ? 80 : 116, gap = 28;
  const cell = narrow ? 15 : 14, rows = lines.slice(0, narrow ? 8 : Math.max(3, Math.min(12, Math.floor((height - 36) / cell))));
  const wide = narrow ? width - left - 12 : (width - left - gap - 16) / 2, tall = rows.length * cell, second = narrow ? tall + 42 : 0;
  const all = rows.map(line => minutesOf(line.runs, now, minutes));
  const names = (/** @type {number} */ top) => rows.map((line, i) => html`<g key=${line.ticket}><text class="lab" x="16" y=${top + 18 + i * cell + cell / 2 + 4}>${called.get(line.ticket)?.symbol ?? format.DASH}</text>${!narrow && html`<text class="lab2" text-anchor="end" x=${left - 10} y=${top + 18 + i * cell + cell / 2 + 4}>${line.ticket.slice(-3)}</text>`}</g>`);
  const map = (/** @type {'wait'|'hold'} */ what, /** @type {string} */ title, /** @type {number} */ from, /** @type {number} */ top) => html`<g><text class="ax strong" x=${from} y=${top + 12}>${title}</text>
    ${all.map((line, i) => line[what].map((ms, m) => html`<${Cell} key=${`${i}/${m}`} ms=${ms} x=${from + m * wide / minutes} y=${top + 18 + i * cell} width=${wide / minutes} height=${cell} title=${`${title}, ${minutes - m} m ago`}/>`))}
    <text class="ax" x=${from} y=${top + 18 + tall + 13}>−${minutes} m</text><text class="ax" text-anchor="end" x=${from + wide} y=${top + 18 + tall + 13}>now</text></g>`;
  return html`<svg width=${width} height=${second + tall + 40} role="img" aria-label=${`Longest wait and hold by ticket and minute: ${summary(all)}`}>${names(0)}${map('wait', 'Wait', left, 0)}${narrow && names(second)}${map('hold', 'Hold', narrow ? left : left + wide + gap, second)}</svg>`;
}

/** @param {{ms: number|null, x: number, y: number, width: number, height: number, title: string}} props */
const Cell = ({ ms, x, y, width, height, title }) => ms === null ? html`<rect class="hn" x=${(x + width / 2 - .5).toFixed(1)} y=${y + height / 2 - .5} width="1" height="1"/>`
  : html`<rect class=${`h${heatOf(ms)}`} x=${(x + .5).toFixed(1)} y=${y + .5} width=${Math.max(1, width - 1).toFixed(1)} height=${height - 1}><title>${title}: ${format.ms(ms)} ms</title></rect>`;

/** @param {{wait: (number|null)[], hold: (number|null)[]}[]} all */
function summary(all) {
  const most = (/** @type {(number|null)[][]} */ rows) => Math.max(0, ...rows.flat().map(ms => ms ?? 0));
  return `longest wait ${format.ms(most(all.map(line => line.wait)))} ms, longest hold ${format.ms(most(all.map(line => line.hold)))} ms`;
}
