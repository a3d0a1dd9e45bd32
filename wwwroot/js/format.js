// Figures as words: true minus, a sign on all money, ages that never say 0, and a dash for what nobody knows.
import { parse, print } from './decimal.js';

export const DASH = '–';
const MINUS = '\u2212', THIN = '\u2009';

/** @param {string} whole */
const grouped = whole => whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');

/**
 * Two decimals, grouped, always signed but for zero.
 * @param {string|null|undefined} text
 * @param {{plus?: boolean}} [how] plus: false leaves the sign off amounts that are no result, such as a balance
 */
export function money(text, how = {}) {
  const value = parse(text);
  if (value === null) return DASH;
  const figure = print(value, 2), below = figure.startsWith('-');
  const [whole = '0', cents = '00'] = figure.replace('-', '').split('.');
  const zero = /^[0.]+$/.test(figure);
  return (below ? MINUS : how.plus === false || zero ? '' : '+') + grouped(whole) + '.' + cents;
}

/** @param {string|null|undefined} text @returns {'gain'|'loss'|'q'} a tint, never an alarm */
export function tint(text) {
  const figure = money(text);
  return figure.startsWith('+') ? 'gain' : figure.startsWith(MINUS) ? 'loss' : 'q';
}

/**
 * A price with the symbol's own number of digits; the host's digits win when it sends more.
 * @param {string|null|undefined} text
 * @param {number} digits
 */
export function price(text, digits) {
  if (text === null || text === undefined || parse(text) === null) return DASH;
  const [whole = '', fraction = ''] = text.split('.');
  const tail = fraction.padEnd(digits, '0');
  return (tail ? `${whole}.${tail}` : whole).replace('-', MINUS);
}

/** @param {string} text lots with at least two decimals */
export const lots = text => price(text, 2);

/** @param {number|null|undefined} ms under 10 s one decimal, then s, m, h, d */
export function age(ms) {
  if (ms === null || ms === undefined || !Number.isFinite(ms)) return DASH;
  const s = ms / 1000;
  if (s < 9.95) return `${Math.max(0.1, s).toFixed(1)} s`;
  if (s < 99.5) return `${Math.round(s)} s`;
  if (s < 99.5 * 60) return `${Math.round(s / 60)} m`;
  if (s < 86400) return `${(s / 3600).toFixed(1)} h`;
  return `${Math.round(s / 86400)} d`;
}

/** Checks happen many times a second: two decimals, then as any age. @param {number|null|undefined} ms */
export function fineAge(ms) {
  if (ms === null || ms === undefined || !Number.isFinite(ms)) return DASH;
  return ms < 9995 ? `${Math.max(0.01, ms / 1000).toFixed(2)} s` : age(ms);
}

/** Milliseconds of a call: one decimal while it matters, and never a bare 0. @param {number|null|undefined} ms */
export const ms = ms => ms === null || ms === undefined ? DASH : ms < 9.95 ? Math.max(0.1, ms).toFixed(1) : count(ms);

/** @param {number|null|undefined} value */
export const count = value => value === null || value === undefined ? DASH : (value < 0 ? MINUS : '') + grouped(String(Math.abs(Math.round(value))));

/** A distance in average ranges. @param {number|null|undefined} value */
export const ranges = value => value === null || value === undefined || !Number.isFinite(value) ? DASH : `${value < 0 ? MINUS : ''}${Math.abs(value).toFixed(1)}×`;

/** Groups of three from the right, with a thin space. @param {string} ticket */
export const ticket = ticket => ticket.replace(/\B(?=(\d{3})+(?!\d))/g, THIN);

/** @type {Record<string, string>} */
const REASONS = { lossStop: 'Stop in loss', lockedStop: 'Locked profit', trailingStop: 'Trailing stop', foreignStop: 'Somebody else\'s stop', takeProfit: 'Take-profit', maxRisk: 'Closed by us at max risk', stopOut: 'Stopped out by the broker', manualDesktop: 'Closed by hand', manualMobile: 'Closed by hand', manualWeb: 'Closed by hand', otherProgram: 'Closed by another program' };

/** Why a ticket closed: in the host's words, or in ours for its name. @param {{reason: string|null, reasonText?: string}} closed */
export const closeReason = closed => closed.reasonText || (closed.reason === null ? 'not known yet' : REASONS[closed.reason] ?? closed.reason);

/** @param {'long'|'short'} value */
export const side = value => value === 'long' ? 'Long' : 'Short';

/**
 * The clock of the broker; everything on a page is told in it.
 * @param {string|number|null|undefined} at
 * @param {number} offsetMinutes
 */
export function clock(at, offsetMinutes) {
  const ms = typeof at === 'number' ? at : Date.parse(at ?? '');
  if (!Number.isFinite(ms)) return DASH;
  return new Date(ms + offsetMinutes * 60000).toISOString().slice(11, 19);
}

/** With milliseconds, where the order of things is the point. @param {string|number|null|undefined} at @param {number} offsetMinutes */
export function clockFine(at, offsetMinutes) {
  const ms = typeof at === 'number' ? at : Date.parse(at ?? '');
  return Number.isFinite(ms) ? new Date(ms + offsetMinutes * 60000).toISOString().slice(11, 23) : DASH;
}

/** With the day when it is not today's, and with the year when it is not this one. @param {string|null} at @param {number} offsetMinutes @param {string|null} [today] */
export function clockAndDay(at, offsetMinutes, today) {
  const ms = Date.parse(at ?? ''), now = Date.parse(today ?? '');
  const day = (/** @type {number} */ t) => new Date(t + offsetMinutes * 60000).toISOString().slice(5, 10);
  const time = clock(at, offsetMinutes), year = (/** @type {number} */ t) => new Date(t + offsetMinutes * 60000).getUTCFullYear();
  if (Number.isFinite(ms) && Number.isFinite(now) && year(ms) !== year(now)) return `${year(ms)}-${day(ms)} ${time.slice(0, 5)}`;
  return Number.isFinite(ms) && Number.isFinite(now) && day(ms) !== day(now) ? `${day(ms)} ${time}` : time;
}

/** @param {string|null} at the reader's own time, for a title */
export const local = at => at !== null && Number.isFinite(Date.parse(at)) ? `${new Date(at).toLocaleString()} your time` : '';

/** @param {number} minutes */
export function zone(minutes) {
  const size = Math.abs(minutes), rest = size % 60;
  return `UTC${minutes < 0 ? MINUS : '+'}${Math.floor(size / 60)}${rest ? ':' + String(rest).padStart(2, '0') : ''}`;
}
