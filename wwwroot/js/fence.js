// The fence: one picket per open ticket, oldest left, and it never changes its place. Height is where the stop stands,
// from minus one R at the ground to well in profit; solid is confirmed, hollow is wanted, no picket is no stop.
import { html, useRef, useLayoutEffect, useState, useComputed } from '../lib/ui.js';
import { slots, edition, find, account } from './store.js';
import { ticketHref } from './routes.js';
import { WORD } from './marks.js';
import * as format from './format.js';

/** @typedef {{ticket: string, name: string, state: import('./contract.js').State, stop: number|null, wanted: number|null}} Picket */

const HEIGHT = 36, TOP = HEIGHT - 5;

/** @param {number|null} u in units of max risk */
const y = u => TOP - Math.max(.26, Math.min(1, .3 + ((u ?? -1) + 1) * .36)) * (TOP - 1);
/** @param {number} v */
const r = v => v.toFixed(2);

/** @returns {(Picket|null)[]} null for a place whose ticket has closed */
function pickets() {
  return slots.value.map(ticket => {
    const entry = find(ticket)?.peek();
    if (!entry || entry.gone) return null;
    const { row } = entry, near = (/** @type {number|null} */ v) => v === null ? null : Math.round(v * 100) / 100;
    return { ticket, name: `${row.symbol} ${format.side(row.side)} ${format.lots(row.lots)}`, state: row.state, stop: near(row.rail.stop), wanted: near(row.rail.wanted) };
  });
}

export function Fence() {
  const host = useRef(/** @type {HTMLDivElement|null} */ (null));
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    if (!host.current) return undefined;
    const observer = new ResizeObserver(([box]) => setWidth(Math.round(box?.contentRect.width ?? 0)));
    observer.observe(host.current);
    return () => observer.disconnect();
  }, []);
  // a text compares by value: the fence is drawn anew when a state or a stop changes, not with every quote
  const drawn = useComputed(() => (edition.value, JSON.stringify(pickets())));
  /** @type {(Picket|null)[]} */
  const list = JSON.parse(drawn.value);
  return html`<div class="rail" ref=${host}>${width > 0 && html`<${Drawing} list=${list} width=${width}/>`}</div>`;
}

/** @param {{list: (Picket|null)[], width: number}} props */
function Drawing({ list, width }) {
  const pitch = Math.max(2.5, width / Math.max(list.length, 24));
  const wide = Math.max(1.5, Math.min(pitch - Math.max(1, pitch * .34), 9));
  return html`<svg width=${width} height=${HEIGHT} role="img" aria-label="One picket per open ticket; taller means a tighter stop" onClick=${open}>
    <defs><pattern id="hatch" width="3" height="3" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="f-hatch" d="M0 0V3"/></pattern></defs>
    <line class="f-zero" x1="0" x2=${width} y1=${y(0).toFixed(1)} y2=${y(0).toFixed(1)}/>
    ${list.map((picket, i) => picket && html`<g key=${picket.ticket} data-ticket=${picket.ticket}><title>${picket.name}: ${WORD[picket.state]}</title>
      <rect class="f-hit" x=${r(i * pitch)} y="0" width=${r(pitch)} height=${HEIGHT}/>${art(picket, i * pitch + (pitch - wide) / 2, wide)}</g>`)}
    <line class="f-ground" x1="0" x2=${width} y1=${TOP + .5} y2=${TOP + .5}/></svg>`;
}

/** @param {MouseEvent} event */
function open(event) {
  const ticket = event.target instanceof Element ? event.target.closest('[data-ticket]')?.getAttribute('data-ticket') : null;
  if (ticket && account.value) location.hash = ticketHref(account.value.id, ticket);
}

/** @param {Picket} picket @param {number} x @param {number} w */
function art(picket, x, w) {
  const bar = (/** @type {number|null} */ u, /** @type {string} */ cls, inset = 0) => {
    const top = y(u), tip = w >= 4 ? Math.min(2.6, w / 2.2) : 0;
    return html`<path class=${cls} d=${`M${r(x + inset)} ${r(TOP)}V${r(top + tip)}L${r(x + w / 2)} ${r(top + inset)}L${r(x + w - inset)} ${r(top + tip)}V${r(TOP)}Z`}/>`;
  };
  const middle = x + w / 2;
  if (picket.state === 'naked' || (picket.state !== 'unmanaged' && picket.stop === null)) {
    return [html`<path class="f-naked" d=${`M${r(x + .5)} ${r(TOP - .5)}V3L${r(middle)} .6L${r(x + w - .5)} 3V${r(TOP - .5)}Z`}/>`,
      html`<path class="f-flag" d=${`M${r(middle - 4)} ${HEIGHT}L${r(middle)} ${HEIGHT - 5}L${r(middle + 4)} ${HEIGHT}Z`}/>`];
  }
  if (picket.state === 'ambiguous') return [bar(picket.wanted ?? picket.stop, 'f-amb', .5), html`<path class="f-ambflag" d=${`M${r(middle - 2)} ${HEIGHT}h4v-3.4h-4Z`}/>`];
  if (picket.state === 'guarded') return [bar((picket.wanted ?? picket.stop ?? 0) + .22, 'f-want', .5), bar(picket.stop, 'f-guard')];
  return bar(picket.stop, picket.state === 'unmanaged' ? 'f-none' : 'f-ok', picket.state === 'unmanaged' ? .5 : 0);
}
