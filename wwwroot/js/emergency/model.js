// What an emergency stop is called, asks for and has come to, in words and figures. Pure.
import { parse, print } from '../decimal.js';
import { timesOf } from './lanes-model.js';

/** @typedef {'haltEntries'|'freeze'|'tighten'|'flatten'} Action */
/** @typedef {{account?: string, symbol?: string, magic?: number, ticket?: number}} Scope */
/** @typedef {'account'|'symbol'|'magic'|'ticket'|'all'} ScopeKind */
/** @typedef {{ticket: string, isOrder: boolean, symbol: string, side: 'long'|'short', lots: string, stop: string|null, floating: string|null, atStop: string|null, to: string|null, expected: string|null, obstacle: string|null}} PlanLine */
/** @typedef {{account: string, currency: string, problem: string|null, positions: number, orders: number, blocked: number, floating: string|null, expected: string|null, badCase: string|null, lines: PlanLine[]}} AccountPlan */
/** @typedef {{action: Action, says: string, positions: number, orders: number, blocked: number, accounts: AccountPlan[], holdsForMs: number, nonce: string|null, goodUntil: string|null}} Preview */
/** @typedef {{askedMs: number, sentMs: number|null, answeredMs: number|null, slot: number|null, outcome: 'accepted'|'unchanged'|'denied'|'rejected'|'unknown'|null, retcode: number|null, retcodeName: string|null}} Attempt */
/** @typedef {{ticket: string, isOrder: boolean, symbol: string, lots: string, state: 'queued'|'sent'|'answered'|'refused'|'confirmed', tries: number, retcode: number|null, retcodeName: string|null, reason: string, stop: string|null, seenDoneMs: number|null, attempts: Attempt[]}} Line */
/** @typedef {{account: string, away: string|null, state: 'inForce'|'running'|'left'|'proved'|null, note: string|null, tookMs: number|null, provedAt: string|null, done: number, left: string[], beganAt: string|null, rounds: Round[], lines: Line[]}} Progress  what is told in ms counts from beganAt */
/** @typedef {{sinceMs: number, tookMs: number|null, readings: {beganMs: number, endedMs: number}[]}} Round  from the order, or from where something was open again; the present one is the last */
/** @typedef {{id: string, action: Action, says: string, by: string, why: string, at: string, holdsUntil: string, isInForce: boolean, releasedAt: string|null, releasedBy: string|null, releasedWhy: string|null, state: Progress['state'], notWritten: string|null, accounts: Progress[]}} Stop */

/** @typedef {{isNew: boolean, changed: string[], stop: Stop}} Pressed  what the host answers to pressing */

/** The mildest first. @type {{action: Action, word: string, title: string, text: string}[]} */
export const ACTIONS = [
  { action: 'haltEntries', word: 'HALT', title: 'Halt entries', text: 'Nothing new opens through us. Stops go on working and trailing.' },
  { action: 'freeze', word: 'FREEZE', title: 'Freeze stops', text: 'Stops stay where the broker confirmed them. The hard stop is still kept for every ticket.' },
  { action: 'tighten', word: 'TIGHTEN', title: 'Tighten all', text: 'Every stop goes as near to the price as the broker allows.' },
  { action: 'flatten', word: 'FLATTEN', title: 'Flatten', text: 'Cancels pending orders, closes by ticket, reads the broker until it is flat.' },
];

/** @param {Action} action */
export const actionOf = action => /** @type {{action: Action, word: string, title: string, text: string}} */ (ACTIONS.find(each => each.action === action));

/**
 * What is meant by a scope and what was typed for it.
 * @param {ScopeKind} kind @param {string} text @param {string} account
 * @returns {{scope: Scope, problem: string|null}}
 */
export function scopeOf(kind, text, account) {
  const typed = text.trim();
  if (kind === 'all') return { scope: {}, problem: null };
  if (account === '') return { scope: {}, problem: 'The host has not told which account this is' };
  if (kind === 'account') return { scope: { account }, problem: null };
  if (kind === 'symbol') return { scope: { account, symbol: typed }, problem: typed.length >= 1 && typed.length <= 64 ? null : 'Give the name of a symbol at the broker' };
  const number = Number(typed), fits = /^\d{1,15}$/.test(typed) && number >= (kind === 'ticket' ? 1 : 0);
  return { scope: { account, [kind]: number }, problem: fits ? null : kind === 'ticket' ? 'Give the number of a ticket' : 'Give a magic number; 0 is what was opened by hand' };
}

/** An order and its proof are told by two clocks of the host; less than this between the spans is nothing done again. */
const AGAIN_MS = 250;

/** @param {number} n @param {string} one @param {string} [many] */
export const times = (n, one, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;

/** The button that does it: a verb, and the number it touches. @param {Preview} preview */
export function verbOf(preview) {
  const { action, positions } = preview;
  if (action === 'haltEntries') return 'Halt entries';
  if (action === 'freeze') return `Freeze ${times(positions, 'stop')}`;
  return action === 'tighten' ? `Tighten ${times(positions, 'stop')}` : `Close ${times(positions, 'position')}`;
}

/** Over all accounts, or null where one is not known or where their currencies differ. @param {Preview} preview @param {'floating'|'expected'|'badCase'} what */
export function sumOf(preview, what) {
  let sum = 0n;
  if (new Set(preview.accounts.map(each => each.currency)).size > 1) return null;
  for (const each of preview.accounts) {
    const value = parse(each[what]);
    if (value === null) return null;
    sum += value;
  }
  return print(sum, 2);
}

/** A span in words. @param {number} ms */
const spanOf = ms => ms < 120000 ? `${Math.round(ms / 1000)} s` : ms < 7200000 ? `${Math.round(ms / 60000)} minutes` : `${Math.round(ms / 3600000)} hours`;

/** What happens when it is pressed, one step each. @param {Preview} preview @returns {string[]} */
export function stepsOf({ action, positions, orders, holdsForMs }) {
  const steps = ['Written to disk before anything is sent', 'Entries halted'];
  if (action === 'freeze') steps.push(`${times(positions, 'stop')} left where the broker has confirmed them`, 'The hard stop of every ticket is still kept');
  if (action === 'tighten') steps.push(`Up to ${times(positions, 'stop')} moved as near as the broker allows, none looser`, 'Each read back');
  if (action === 'flatten') steps.push(orders === 0 ? 'No pending order to cancel' : `${times(orders, 'pending order')} cancelled`, `${times(positions, 'position')} closed by ticket; each keeps its stop until it is gone`, 'Broker read until it is flat, twice');
  return [...steps, `Entries stay halted until a person releases them with a reason${holdsForMs > 0 ? `, not before ${spanOf(holdsForMs)}` : ''}`];
}

/** What could slow it or leave something: each obstacle once, with how many it concerns. @param {Preview} preview @returns {string[]} */
export function obstaclesOf(preview) {
  /** @type {Map<string, number>} */
  const found = new Map();
  for (const line of preview.accounts.flatMap(each => each.lines)) if (line.obstacle) found.set(line.obstacle, (found.get(line.obstacle) ?? 0) + 1);
  const problems = preview.accounts.filter(each => each.problem).map(each => `Account ${each.account}: ${each.problem}`);
  return [...problems, ...[...found].map(([why, n]) => n === 1 ? why : `${why} (${n} tickets)`)];
}

/** Of all accounts that it concerns: it is as far as the one that is least far. @param {Stop} stop @returns {{tag: string, tone: 'arm'|'flat'|'not', title: string}} */
export function headOf(stop) {
  const all = stop.accounts, open = all.reduce((sum, each) => sum + each.lines.length - each.done, 0), unknown = all.filter(each => each.state === null), where = all.length > 1 ? ` on ${all.length} accounts` : '';
  if (stop.state === null) return { tag: 'IN FORCE', tone: 'not', title: `${stop.says}. How far it is${all.length > 1 && unknown.length > 0 ? ` on ${unknown.map(each => each.account).join(', ')}` : ''}, is not known just now.` };
  if (stop.action === 'haltEntries') return { tag: 'IN FORCE', tone: 'arm', title: `Entries are halted${where}. Stops go on working.` };
  if (stop.action === 'freeze') return { tag: 'IN FORCE', tone: 'arm', title: `Stops are frozen${where}. Hard stops are still kept.` };
  if (stop.state === 'proved') return stop.action === 'flatten' ? { tag: 'FLAT', tone: 'flat', title: `Nothing is open${where}. The broker says so, twice.` } : { tag: 'DONE', tone: 'flat', title: `Every stop${where} is as near as the broker allows.` };
  if (stop.state === 'left') return { tag: stop.action === 'flatten' ? 'NOT FLAT' : 'NOT DONE', tone: 'not', title: open === 0 ? all.find(each => each.note)?.note ?? 'It cannot be proved just now.' : `${times(open, stop.action === 'flatten' ? 'ticket' : 'stop')} left${where}, each tried again` };
  return { tag: 'RUNNING', tone: 'arm', title: open === 0 ? `Reading the broker${where} once more` : `${stop.action === 'flatten' ? `Closing ${times(open, 'ticket')}` : `Tightening ${times(open, 'stop')}`}${where}` };
}

/**
 * How long it took, and, where something had to be done again meanwhile, how long since the order.
 * @param {Stop} stop @param {Progress} progress
 * @returns {{tookMs: number, orderMs: number|null}|null} orderMs: null where it is the same; null before the proof
 */
export function tookOf(stop, progress) {
  if (progress.tookMs === null) return null;
  const since = progress.provedAt === null ? null : Date.parse(progress.provedAt) - Date.parse(stop.at);
  return { tookMs: progress.tookMs, orderMs: since !== null && since - progress.tookMs > AGAIN_MS ? since : null };
}

/** The account that is looked at, unless another one is farther from its end. @param {Stop} stop @param {string|null} shown */
export function firstOf(stop, shown) {
  const rank = (/** @type {Progress} */ each) => each.state === null ? 0 : each.state === 'left' ? 1 : each.state === 'running' ? 2 : 3;
  const own = stop.accounts.find(each => each.account === shown), least = [...stop.accounts].sort((a, b) => rank(a) - rank(b))[0] ?? null;
  return own && least && rank(own) <= rank(least) ? own : least;
}

/** When the last of these lines was seen done; null while one is not. @param {Progress} progress @param {Line[]} lines */
function lastSeen(progress, lines) {
  return progress.beganAt === null || lines.length === 0 || lines.some(line => line.seenDoneMs === null) ? null : Date.parse(progress.beganAt) + Math.max(...lines.map(line => line.seenDoneMs ?? 0));
}

/** @typedef {{text: string, more: string, isDone: boolean, at: number|string|null}} Step */

/** The plan of the preview, filled in with what has been seen, and when. @param {Stop} stop @param {Progress} progress @returns {Step[]} */
export function proofOf(stop, progress) {
  const again = progress.lines.filter(line => line.tries > 1 || line.attempts.length > 1).length, more = again === 0 ? '' : `${again} tried more than once`;
  const steps = /** @type {Step[]} */ ([{ text: 'Written to disk', more: stop.notWritten ?? '', isDone: stop.notWritten === null, at: stop.at }, { text: 'Entries halted', more: '', isDone: progress.away === null, at: progress.beganAt ?? stop.at }]);
  if (stop.action === 'flatten') steps.push(...flatOf(progress, more));
  if (stop.action === 'tighten') steps.push({ text: `${progress.done} of ${times(progress.lines.length, 'stop')} as near as it can be, read back`, more, isDone: progress.state === 'proved', at: lastSeen(progress, progress.lines) ?? progress.provedAt });
  return steps;
}

/** @param {Progress} progress @param {string} more @returns {Step[]} */
function flatOf(progress, more) {
  const orders = progress.lines.filter(line => line.isOrder), positions = progress.lines.filter(line => !line.isOrder), done = (/** @type {Line[]} */ lines) => lines.filter(line => line.state === 'confirmed').length, isProved = progress.state === 'proved';
  const gone = (/** @type {Line[]} */ lines) => ({ isDone: isProved || (lines.length > 0 && done(lines) === lines.length), at: lastSeen(progress, lines) ?? progress.provedAt });
  const readings = [0, 1].map(i => {
    const shown = progress.rounds.at(-1)?.readings ?? [], reading = shown[i], before = shown[i - 1];
    return { text: i === 0 ? 'First reading: nothing open' : 'Second reading: nothing open', more: !reading ? i === 0 ? progress.note ?? '' : '' : before ? `${reading.endedMs - before.endedMs} ms later` : '', isDone: reading !== undefined || isProved, at: reading && progress.beganAt !== null ? Date.parse(progress.beganAt) + reading.endedMs : progress.provedAt };
  });
  return [{ text: orders.length === 0 ? 'No pending order was there' : `${done(orders)} of ${times(orders.length, 'pending order')} cancelled`, more: '', ...gone(orders) }, { text: `${done(positions)} of ${times(positions.length, 'position')} closed`, more, ...gone(positions) }, ...readings];
}

/** The worst first: what is left, then what is under way, then what is done; of these, what was slow first. @param {Line[]} lines */
export function sorted(lines) {
  const rank = { refused: 0, sent: 1, answered: 2, queued: 3, confirmed: 4 }, took = (/** @type {Line} */ line) => timesOf(line).took ?? 0;
  return [...lines].sort((a, b) => rank[a.state] - rank[b.state] || (a.state === 'confirmed' ? took(b) - took(a) : 0) || Number(BigInt(a.ticket) - BigInt(b.ticket)));
}
