// The columns of the positions table, and the small cells that are shared with the phone's rows.
import { html, useRef, signal } from '../lib/ui.js';
import { Age, Chip } from './marks.js';
import { Rail, RailHead } from './rail.js';
import { tick } from './now.js';
import { keep, kept } from './keep.js';
import { sign } from './decimal.js';
import * as format from './format.js';

/** @typedef {import('./book.js').Entry} Entry */
/** @typedef {import('./contract.js').Row} Row */
/**
 * @typedef {object} Column
 * @property {string} id
 * @property {string} title
 * @property {string} cls
 * @property {(entry: Entry, explained: boolean) => unknown} cell   explained: a second line gives the reason
 * @property {number} [from]   the narrowest page that still shows it
 * @property {string} [hint]
 * @property {boolean} [fixed]  cannot be left out: the page would no longer say what is protected
 */

/**
 * A figure that is tinted when it changes, until the next message or beat of the clock: an animation would have the whole table drawn sixty times a second.
 * @param {{text: string, cls?: string}} props
 */
export function Live({ text, cls = '' }) {
  const last = useRef({ text, at: 0 });
  if (last.current.text !== text) last.current = { text, at: tick.peek() };
  if (last.current.at > 0 && tick.value !== last.current.at) last.current.at = 0;
  return html`<span class=${`live ${last.current.at > 0 ? 'seen' : ''} ${cls}`}>${text}</span>`;
}

/** @param {{value: string|null}} props */
export const Amount = ({ value }) => html`<${Live} text=${format.money(value)} cls=${format.tint(value)}/>`;

const dash = html`<span class="q">${format.DASH}</span>`;

/** @param {Row} row */
export const confirmed = row => row.stop === null ? html`<span class="none-word">none</span>` : html`<span><i class=${`mark solid ${row.state === 'unmanaged' ? 'grey' : ''}`}></i><b><${Live} text=${format.price(row.stop, row.digits)}/></b></span>`;

/** @param {Row} row */
function wanted(row) {
  if (row.wanted === null) return dash;
  if (row.wanted === row.stop) return html`<span class="same" title="The confirmed stop is the wanted one">=</span>`;
  return html`<span class="intent"><i class=${`mark ${row.state === 'ambiguous' ? 'hatch' : 'hollow'}`}></i><u>${format.price(row.wanted, row.digits)}</u></span>`;
}

/** A stop that is merely on its way needs no sentence; one that has been on its way for two seconds does. @param {Row} row @param {number} stateMs */
export const explains = (row, stateMs) => Boolean(row.reason) && (row.state === 'naked' || row.state === 'ambiguous' || (row.state === 'guarded' && stateMs >= 2000));

/** @param {Row} row @param {boolean} explained */
function next(row, explained) {
  if (row.state === 'naked') return dash;
  if ((row.state === 'unmanaged' || (row.state === 'guarded' && !explained) || (row.nextPrice === null && !explained)) && row.reason) return html`<span class=${row.state === 'unmanaged' ? 'q' : 'q2'} title=${row.reason}>${row.reason.replace(/\.$/, '')}</span>`;
  if (row.nextPrice === null) return dash;
  const price = format.price(row.nextPrice, row.digits), locks = format.money(row.nextLocks);
  return html`<span title=${`At ${price} the stop moves and locks ${locks}`}>${price} <span class="q">→</span> ${locks}</span>`;
}

/** @param {Row} row */
const atRisk = row => row.stop === null ? html`<span class="none-word">no limit</span>` : sign(row.atRisk) < 0 ? html`<span class="loss">${format.money(row.atRisk)}</span>` : null;

/** @type {Column[]} */
export const COLUMNS = [
  { id: 'state', title: 'State', cls: 'c-state', fixed: true, cell: ({ row, at, gone }) => gone ? html`<span class="chip" data-s="closed">Closed</span>` : html`<${Chip} state=${row.state} ms=${row.stateAgeMs} at=${at}/>` },
  { id: 'ticket', title: 'Ticket', cls: 'c-ticket', from: 1081, cell: ({ row }) => format.ticket(row.ticket) },
  { id: 'symbol', title: 'Symbol', cls: 'c-sym', fixed: true, cell: ({ row }) => html`<span class="b">${row.symbol}</span>` },
  { id: 'side', title: 'Side, lots', cls: 'c-side', cell: ({ row }) => `${format.side(row.side)} ${format.lots(row.lots)}` },
  { id: 'entry', title: 'Entry', cls: 'c-px r', from: 1241, cell: ({ row }) => html`<span class="q2">${format.price(row.openPrice, row.digits)}</span>` },
  { id: 'price', title: 'Price', cls: 'c-px r', cell: ({ row }) => html`<${Live} text=${format.price(row.price, row.digits)}/>`, hint: 'Closing price: bid for a long, ask for a short' },
  { id: 'stop', title: 'Confirmed stop', cls: 'c-stop r', fixed: true, cell: ({ row }) => confirmed(row), hint: 'Read back from the broker' },
  { id: 'age', title: 'Age', cls: 'c-age r', from: 1081, cell: ({ row, at }) => html`<span class="q"><${Age} ms=${row.stopAgeMs} at=${at}/></span>`, hint: 'How long the broker has confirmed this stop' },
  { id: 'wanted', title: 'Wanted', cls: 'c-want r', cell: ({ row }) => wanted(row) },
  { id: 'distance', title: 'Distance', cls: 'c-dist r', from: 1081, cell: ({ row }) => row.distancePoints === null ? dash : html`${format.count(row.distancePoints)} <span class="q rng">${format.ranges(row.distanceRanges)}</span>`, hint: 'Points from price to confirmed stop, and how many average ranges that is (14 bars of a minute where no rule goes by others); a dash until the range is known' },
  { id: 'rail', title: 'Rail', cls: 'c-rail', cell: ({ row }) => html`<${Rail} row=${row}/>` },
  { id: 'floating', title: 'Floating', cls: 'c-money r', cell: ({ row }) => html`<${Amount} value=${row.floating}/>` },
  { id: 'risk', title: 'At risk', cls: 'c-money r', cell: ({ row }) => atRisk(row), hint: 'Loss if the confirmed stop is hit' },
  { id: 'locked', title: 'Locked profit', cls: 'c-lock r', cell: ({ row }) => sign(row.locked) > 0 ? html`<span class="gain">${format.money(row.locked)}</span>` : null, hint: 'Profit if the confirmed stop is hit' },
  { id: 'rule', title: 'Rule in charge', cls: 'c-rule', from: 1241, cell: ({ row }) => html`<span class="q2" title=${row.ruleText ?? ''}>${row.ruleText || (row.state === 'unmanaged' ? 'Not managed' : format.DASH)}</span>` },
  { id: 'next', title: 'Next step, or why not', cls: 'c-next', cell: ({ row }, explained) => next(row, explained) },
  { id: 'checked', title: 'Checked', cls: 'c-eval r', from: 1361, cell: ({ row, at }) => html`<span class="q"><${Age} ms=${row.state === 'unmanaged' ? null : row.evaluationAgeMs} at=${at} fine/></span>`, hint: 'Age of the last evaluation' },
];

/** @param {Column} column */
export const headOf = column => column.id === 'rail' ? [html`<span class="sr">Stop, entry and price in units of max risk</span>`, html`<${RailHead}/>`] : column.title;

/** Columns the reader has left out. @type {import('../lib/ui.js').Signal<Set<string>>} */
export const hidden = signal(new Set((kept('columns-hidden') ?? '').split(' ').filter(id => COLUMNS.some(column => column.id === id && !column.fixed))));

/** @param {string} id @param {boolean} show */
export function showColumn(id, show) {
  const next = new Set(hidden.value);
  if (show) next.delete(id); else next.add(id);
  hidden.value = next;
  keep('columns-hidden', [...next].join(' '));
}

/** @param {number} width of the page */
export const columnsAt = width => COLUMNS.filter(column => width >= (column.from ?? 0) && !hidden.value.has(column.id));
