// The drawn vocabulary: state glyphs and chips, marks and icons. Solid is confirmed, hollow is wanted, hatched is unknown.
import { html, useSignal, useComputed } from '../lib/ui.js';
import { age, fineAge } from './format.js';
import { tick } from './now.js';

/** @typedef {import('./contract.js').State} State */

const POST = 'M6 .9 9.6 3.6V11.4H2.4V3.6Z';
/** @type {Record<State, () => import('../lib/ui.js').VNode | import('../lib/ui.js').VNode[]>} */
const ART = {
  protected: () => html`<path d=${POST} fill="currentColor"/>`,
  guarded: () => html`<g><path d="M2.4 6.9H9.6V11.4H2.4Z" fill="currentColor"/><path d="M6 1.5 9.1 3.8V10.9H2.9V3.8Z" fill="none" stroke="currentColor"/></g>`,
  ambiguous: () => html`<g><path d="M6 1.3 9.3 3.8V11H2.7V3.8Z" fill="none" stroke="currentColor" stroke-dasharray="1.7 1.3"/><path d="M4.9 5.4c0-1.5 2.3-1.5 2.3 0 0 .9-1.2.8-1.2 2" fill="none" stroke="currentColor" stroke-width="1.1"/><circle cx="6" cy="9" r=".75" fill="currentColor"/></g>`,
  naked: () => html`<g><path d="M1 11.1H11" stroke="currentColor" stroke-width="1.2"/><path d="M6 .8V6.4" stroke="currentColor" stroke-width="2"/><circle cx="6" cy="8.6" r="1.1" fill="currentColor"/></g>`,
  unmanaged: () => html`<g><path d="M1 11H11" stroke="currentColor" stroke-dasharray="1.5 1.5"/><path d="M3 6H9" stroke="currentColor" stroke-width="1.4"/></g>`,
};
/** @type {Record<State, string>} */
export const WORD = { protected: 'Protected', guarded: 'Guarded', ambiguous: 'Ambiguous', naked: 'Naked', unmanaged: 'Unmanaged' };

/** @param {{state: State, size?: number}} props */
export const Glyph = ({ state, size = 12 }) => html`<svg width=${size} height=${size} viewBox="0 0 12 12" aria-hidden="true">${ART[state]()}</svg>`;

/** @type {Record<string, string>} */
const STROKES = {
  down: 'm4.5 6.5 3.5 3.5 3.5-3.5', back: 'M3 8h10M6.5 4.5 3 8l3.5 3.5', cols: 'M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10',
  check: 'm3.5 8.5 3 3 6-7', cross: 'm4.5 4.5 7 7m0-7-7 7', person: 'M10.6 5.4a2.6 2.6 0 1 1-5.2 0 2.6 2.6 0 0 1 5.2 0ZM3 13.2c.5-5.2 9.5-5.2 10 0', help: 'M6 6.2c0-2.6 4-2.6 4 0 0 1.5-2 1.5-2 3.2M8 11.8v.2',
  find: 'M11.2 7a4.2 4.2 0 1 1-8.4 0 4.2 4.2 0 0 1 8.4 0ZM10.2 10.2l3 3', rows: 'M2.5 4h11M2.5 8h11M2.5 12h11', lock: 'M4 7.2h8v6H4zM5.6 7V5.2a2.4 2.4 0 0 1 4.8 0V7', bell: 'M4 11.2V7a4 4 0 0 1 8 0v4.2l1 1.3H3zM6.8 14h2.4',
  stop: 'M5.4 2.5h5.2l2.9 2.9v5.2l-2.9 2.9H5.4l-2.9-2.9V5.4zM5.5 8h5',
};
/** @param {{name: string, size?: number}} props */
export const Icon = ({ name, size = 16 }) => html`<svg width=${size} height=${size} viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.4" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
  ${name === 'theme' ? html`<g><circle cx="8" cy="8" r="5.2"/><path d="M8 2.8v10.4A5.2 5.2 0 0 0 8 2.8Z" fill="currentColor"/></g>` : html`<path d=${STROKES[name]}/>`}</svg>`;

/** An age that counts on from the moment the host told it. Only its text node changes. @param {{ms: number|null, at: number, fine?: boolean}} props */
export function Age({ ms, at, fine = false }) {
  const start = useSignal(/** @type {number|null} */ (null));
  start.value = ms === null ? null : ms - at;
  const text = useComputed(() => start.value === null ? age(null) : (fine ? fineAge : age)(start.value + Math.max(at, tick.value)));
  return html`<span>${text}</span>`;
}

/** @param {{state: State, ms?: number|null, at?: number}} props */
export function Chip({ state, ms = null, at = 0 }) {
  const dated = ms !== null && state !== 'protected' && state !== 'unmanaged';
  return html`<span class="chip" data-s=${state}><${Glyph} state=${state}/>${WORD[state]}${dated && html`<span class="since"><${Age} ms=${ms} at=${at}/></span>`}</span>`;
}

/** @param {{values: number[], width?: number, height?: number}} props */
export function Spark({ values, width = 84, height = 15 }) {
  if (values.length < 2) return html`<svg width=${width} height=${height} aria-hidden="true"></svg>`;
  const low = Math.min(...values), span = Math.max(...values) - low || 1;
  const points = values.map((v, i) => `${(i / (values.length - 1) * (width - 2) + 1).toFixed(1)},${(height - 2 - (v - low) / span * (height - 4)).toFixed(1)}`).join(' ');
  return html`<svg width=${width} height=${height} aria-hidden="true"><polyline class="spark" points=${points}/></svg>`;
}

/** A thin bar of what is used up, as SVG: lengths may not come from a style attribute. @param {{share: number, width?: number, mark?: number|null}} props mark: a share that is told apart by a notch */
export function Meter({ share, width = 84, mark = null }) {
  const used = Math.max(0, Math.min(1, share)) * width;
  return html`<svg class="meter" width=${width} height="7" aria-hidden="true"><rect class="meter-all" y="2" width=${width} height="3" rx="1"/><rect class="meter-used" y="2" width=${used.toFixed(1)} height="3" rx="1"/>${mark !== null && html`<rect class="meter-mark" x=${(mark * width).toFixed(1)} width="1" height="7"/>`}</svg>`;
}
