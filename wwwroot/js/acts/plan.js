// What may be done about one ticket: what is asked for, how it is named, and what it would change. No page in here.
import { parse, print } from '../decimal.js';
import * as format from '../format.js';

/** @typedef {import('../contract.js').Row} Row */
/** @typedef {import('../api.js').ActionView} ActionView */
/** @typedef {'tighten'|'breakEven'|'part'|'close'|'manage'} ActName */
/**
 * @typedef {object} Act
 * @property {string} button
 * @property {(row: Facts) => string} title
 * @property {'POST'|'PUT'} method
 * @property {string} path     after the ticket
 * @property {{label: string, hint: string, start: (row: Facts) => string, isText?: boolean}} [field]
 * @property {(text: string, row: Facts) => object} body
 * @property {(text: string, row: Facts, answer: ActionView|null) => string} verb
 * @property {(row: Facts) => string} keep   what stays, if one thinks better of it
 */
/** @typedef {Pick<Row, 'symbol'|'side'|'lots'|'digits'|'stop'|'state'|'price'|'floating'|'profitAtStop'|'openPrice'>} Facts */

/** @param {Facts} row */
const name = row => `${row.symbol} ${format.side(row.side)} ${format.lots(row.lots)}`;
/** @param {Facts} row */
const keepStop = row => row.stop === null ? 'Set no stop' : `Keep ${format.price(row.stop, row.digits)}`;
/** @param {Facts} row */
export const isManaged = row => row.state !== 'unmanaged';

/** @type {Record<ActName, Act>} */
export const ACTS = {
  tighten: { button: 'Tighten…', title: row => `Tighten ${name(row)}`, method: 'PUT', path: 'stop', field: { label: 'New stop', hint: 'only tighter than the one that stands', start: row => row.stop ?? '' }, body: text => ({ stop: text }), verb: (text, row, answer) => answer?.stop ? `Tighten to ${format.price(answer.stop, row.digits)}` : 'Tighten', keep: keepStop },
  breakEven: { button: 'Break-even…', title: row => `Break-even for ${name(row)}`, method: 'POST', path: 'break-even', body: () => ({}), verb: (_, row, answer) => answer?.stop ? `Move the stop to ${format.price(answer.stop, row.digits)}` : 'Move the stop', keep: keepStop },
  part: { button: 'Close part…', title: row => `Close a part of ${name(row)}`, method: 'POST', path: 'close', field: { label: 'Lots to close', hint: 'the rest stays protected as it is', start: row => half(row.lots) }, body: text => ({ lots: text }), verb: (_, __, answer) => answer?.lots ? `Close ${format.lots(answer.lots)} lots` : 'Close a part', keep: row => `Keep ${format.lots(row.lots)} lots` },
  close: { button: 'Close…', title: row => `Close ${name(row)}`, method: 'POST', path: 'close', body: () => ({}), verb: (_, row) => `Close ${format.lots(row.lots)} lots`, keep: () => 'Keep it open' },
  manage: { button: 'Stop managing…', title: row => `${isManaged(row) ? 'Stop managing' : 'Manage'} ${name(row)}`, method: 'PUT', path: 'management', field: { label: 'Why', hint: 'goes into the journal', start: () => '', isText: true }, body: (text, row) => ({ managed: !isManaged(row), why: text.trim() }), verb: (_, row) => isManaged(row) ? 'Leave it to others' : 'Take it back', keep: row => isManaged(row) ? 'Go on managing it' : 'Leave it to others' },
};

/** @param {ActName} act @param {Facts} row */
export const buttonOf = (act, row) => act === 'manage' && !isManaged(row) ? 'Manage again…' : ACTS[act].button;

/** About half of the lots, to two decimals and never less than a hundredth. @param {string} lots */
export function half(lots) {
  const all = parse(lots);
  if (all === null) return '';
  const cent = 10n ** 6n, part = all / 2n / cent * cent;
  return print(part < cent ? cent : part, 2);
}

/** Whether a text may be asked about. @param {Act} act @param {string} text */
export const isAsked = (act, text) => !act.field || (act.field.isText ? text.trim() !== '' : /^\d+(\.\d+)?$/.test(text.trim()));

/** Whether the host would send something. @param {ActName} act @param {ActionView|object|null} answer */
export const wouldDo = (act, answer) => {
  if (answer === null) return false;
  if (act === 'manage') return true;
  const { outcome, stop, lots, takeProfit } = /** @type {ActionView} */ (answer);
  return outcome === 'unchanged' && (stop !== null || lots !== null || takeProfit !== null);
};

/**
 * What is now and what would be, line by line.
 * @param {ActName} act @param {Facts} row @param {ActionView|null} answer
 * @returns {{name: string, now: string, after: string, tint?: string}[]}
 */
export function changes(act, row, answer) {
  if (act === 'manage') return [{ name: 'Managed by the rules', now: isManaged(row) ? 'yes' : 'no', after: isManaged(row) ? 'no, watched only' : 'yes' }, { name: 'Stop at the broker', now: row.stop === null ? 'none' : format.price(row.stop, row.digits), after: isManaged(row) ? 'stays where it is' : 'never looser' }];
  const after = answer && wouldDo(act, answer) ? answer : null;
  if (act === 'tighten' || act === 'breakEven') {
    return [{ name: 'Stop', now: row.stop === null ? 'none' : format.price(row.stop, row.digits), after: after?.stop ? format.price(after.stop, row.digits) : format.DASH },
      { name: 'If it is hit', now: row.stop === null ? 'no limit' : format.money(row.profitAtStop), after: after ? format.money(after.profit) : format.DASH, tint: after ? format.tint(after.profit) : '' },
      { name: 'Room to the price', now: points(row, row.stop), after: points(row, after?.stop ?? null) }];
  }
  const left = after?.lots ? less(row.lots, after.lots) : null;
  return [{ name: 'Open lots', now: format.lots(row.lots), after: left === null ? format.DASH : left === '0.00' ? 'closed' : format.lots(left) }, { name: 'Floating, then closed', now: format.money(row.floating), after: after ? format.money(after.profit) : format.DASH, tint: after ? format.tint(after.profit) : '' }];
}

/** @param {string} a @param {string} b */
function less(a, b) {
  const x = parse(a), y = parse(b);
  return x === null || y === null ? null : print(x - y, 2);
}

/** @param {Facts} row @param {string|null} stop */
function points(row, stop) {
  const price = parse(row.price), level = parse(stop);
  if (price === null || level === null) return format.DASH;
  const gap = (price - level) * (row.side === 'long' ? 1n : -1n);
  return `${format.count(Number(gap * 10n ** BigInt(row.digits) / 10n ** 8n))} points`;
}
