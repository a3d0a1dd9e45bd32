// The rail: every row on the same ruler, in units of what the ticket may lose. Entry is one straight line down the page.
import { html } from '../lib/ui.js';

/** @typedef {import('./contract.js').Row} Row */

/** @param {number} u in units of max risk */
const x = u => 10 + (Math.max(-1.06, Math.min(2.1, u)) + 1) * 42;
/** @param {number} v */
const r = v => v.toFixed(1);

/** @param {{row: Row, width?: number, height?: number}} props */
export function Rail({ row, width = 140, height = 21 }) {
  const m = Math.round(height / 2), entry = x(0), { stop, wanted, price } = row.rail;
  const at = price === null ? null : x(price);
  return html`<svg class="railsvg" width=${width} height=${height} viewBox=${`0 0 ${width} ${height}`} aria-hidden="true">
    <path class="r-base" d=${`M${x(-1)} ${m + .5}H${x(2)}M${x(-1) + .5} ${m - 3}V${m + 4}`}/>
    ${stop === null ? at !== null && html`<${OpenEnd} at=${at} m=${m}/>` : html`<${Span} stop=${x(stop)} entry=${entry} at=${at} m=${m}/>`}
    ${wanted !== null && row.wanted !== row.stop && html`<rect class=${row.state === 'ambiguous' ? 'r-doubt' : 'r-want'} x=${r(x(wanted) - 1.5)} y=${m - 5.5} width="4" height="12"/>`}
    ${stop !== null && html`<rect class=${row.state === 'unmanaged' ? 'r-stopnone' : 'r-stop'} x=${r(x(stop) - 1)} y=${m - 6} width="2.5" height="13"/>`}
    <line class="r-entry" x1=${entry + .5} x2=${entry + .5} y1="0" y2=${height}/>
    ${at !== null && (price !== null && price > 2.1 ? html`<path class="r-price" d=${`M${r(at)} ${m - 3}l4 3.5l-4 3.5Z`}/>` : html`<circle class="r-price" cx=${r(at)} cy=${m + .5} r="2.6"/>`)}
  </svg>`;
}

/** No stop: the loss has no end on this side. @param {{at: number, m: number}} props */
const OpenEnd = ({ at, m }) => html`<g><line class="r-open" x1="0" x2=${r(at)} y1=${m + .5} y2=${m + .5}/><path class="r-openhead" d=${`M5 ${m - 3}L0 ${m + .5}L5 ${m + 4}Z`}/></g>`;

/** Money at risk or locked, and what would be given back. @param {{stop: number, entry: number, at: number|null, m: number}} props */
const Span = ({ stop, entry, at, m }) => html`<g>
  <rect class=${stop < entry ? 'r-risk' : 'r-lock'} x=${r(Math.min(stop, entry))} y=${m - 1} width=${r(Math.abs(entry - stop))} height="3"/>
  ${at !== null && html`<line class="r-gap" x1=${r(stop)} x2=${r(at)} y1=${m + .5} y2=${m + .5}/>`}</g>`;

/** @type {[number, string, string, number][]} */
const LABELS = [[-1, '−1R', 'start', -8], [0, 'entry', 'middle', 0], [1, '+1R', 'middle', 0], [2, '+2R', 'end', 4]];

export const RailHead = () => html`<svg class="railsvg" width="140" height="22" viewBox="0 0 140 22" aria-hidden="true">
  ${LABELS.map(([u, text, anchor, dx]) => html`<text class="r-lab" x=${x(u)} y="15" text-anchor=${anchor} dx=${dx}>${text}</text>`)}</svg>`;
