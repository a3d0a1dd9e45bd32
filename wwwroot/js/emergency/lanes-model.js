// The calls of an emergency stop on a time axis: who had which slot at the broker, for how long, and what was answered. Pure.

/** @typedef {import('./model.js').Progress} Progress */
/** @typedef {import('./model.js').Line} Line */
/** @typedef {import('./model.js').Attempt} Attempt */
/** @typedef {'out'|'said'|'done'|'refused'|'unknown'} Kind  out: no answer yet; said: the broker said yes and no reading has shown it; done: a reading has */
/** @typedef {{key: string, slot: number, from: number, to: number, kind: Kind, isOrder: boolean, symbol: string, code: number|null, title: string}} Bar  from, to: milliseconds on the axis */

/** So many are drawn, the latest: what was tried for hours is in the table. */
const MOST = 1500;
const STEPS = [10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 6e4, 12e4, 3e5, 6e5, 18e5, 36e5, 72e5, 216e5, 864e5];
const SAYS = { out: 'no answer yet', said: 'answered yes, not read yet', done: 'confirmed', refused: 'refused', unknown: 'no answer came' };

/** @param {number} ms a span: in milliseconds up to ten seconds, then coarser */
export function span(ms) {
  const minus = ms < 0 ? '\u2212' : '', size = Math.abs(ms), group = (/** @type {number} */ value) => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  if (size < 10000) return `${minus}${group(Math.round(size))} ms`;
  if (size < 120000) return `${minus}${(size / 1000).toFixed(1)} s`;
  return size < 7200000 ? `${minus}${Math.round(size / 60000)} m` : `${minus}${(size / 3600000).toFixed(1)} h`;
}

/** @param {Attempt} attempt @param {boolean} isSeen @returns {Kind} */
function kindOf({ answeredMs, outcome }, isSeen) {
  if (outcome === 'unknown') return 'unknown';
  if (outcome === 'rejected' || outcome === 'denied') return 'refused';
  return answeredMs === null ? 'out' : isSeen ? 'done' : 'said';
}

/**
 * One round: from the order, or from where something was open again, to its proof.
 * @param {Progress} progress
 * @param {number} round  its place among the rounds
 * @param {number} now  milliseconds since the account took the stop up
 * @returns {{bars: Bar[], left: number, slots: number, from: number, to: number, readings: {at: number, title: string}[]}} left: bars that are not drawn
 */
export function lanesOf(progress, round, now) {
  const its = progress.rounds[round] ?? { sinceMs: 0, tookMs: null, readings: [] }, from = its.sinceMs, until = progress.rounds[round + 1]?.sinceMs ?? Infinity;
  const all = progress.lines.flatMap(line => line.attempts.map((attempt, i) => ({ attempt, i })).filter(({ attempt: { sentMs } }) => sentMs !== null && sentMs >= from && sentMs < until).map(({ attempt, i }) => barOf(line, attempt, i, now))).sort((a, b) => a.from - b.from);
  const readings = its.readings.map((reading, i) => ({ at: reading.endedMs, title: `Reading ${i + 1} began after ${span(reading.beganMs - from)} and took ${span(reading.endedMs - reading.beganMs)}: nothing open` }));
  const last = Math.max(from + 1, ...all.map(bar => bar.to), ...readings.map(reading => reading.at), ...(its.tookMs === null && until === Infinity ? [now] : []));
  return { bars: all.slice(-MOST), left: Math.max(0, all.length - MOST), slots: Math.max(1, ...all.map(bar => bar.slot)), from, to: last, readings };
}

/** @param {Line} line @param {Attempt} attempt @param {number} i @param {number} now @returns {Bar} */
function barOf(line, attempt, i, now) {
  const sent = attempt.sentMs ?? 0, to = attempt.answeredMs ?? Math.max(now, sent), kind = kindOf(attempt, line.state === 'confirmed'), code = attempt.retcode === null ? '' : ` (${attempt.retcode} ${attempt.retcodeName})`;
  const waited = sent - attempt.askedMs, what = line.isOrder ? `Removing pending order ${line.ticket} of ${line.symbol}` : `${line.symbol} ${line.lots}, ticket ${line.ticket}`;
  return { key: `${line.ticket}/${line.isOrder}/${i}`, slot: attempt.slot ?? 1, from: sent, to, kind, isOrder: line.isOrder, symbol: line.symbol, code: attempt.retcode, title: `${what}: ${SAYS[kind]}${code}, ${span(to - sent)} at the broker${waited > 0 ? ` after ${span(waited)} in line` : ''}` };
}

/** Where the axis has a line: round figures, so many at most. @param {number} from @param {number} to @param {number} most @returns {{at: number, text: string}[]} */
export function ticksOf(from, to, most) {
  const step = STEPS.find(each => (to - from) / each <= most) ?? Math.ceil((to - from) / most / 864e5) * 864e5, unit = step < 1000 && to - from < 10000 ? 1 : step < 60000 ? 1000 : step < 3600000 ? 60000 : 3600000, name = unit === 1 ? 'ms' : unit === 1000 ? 's' : unit === 60000 ? 'm' : 'h', found = [];
  for (let at = 0; at <= to - from; at += step) found.push({ at: from + at, text: `${Number((at / unit).toFixed(1))}${at === 0 ? ` ${name}` : ''}` });
  return found;
}

/**
 * When a line was asked for, sent, answered and seen done, in milliseconds since the account took the stop up; of several tries: the first asking, and the last sending and answer.
 * @param {Line} line
 * @returns {{asked: number|null, sent: number|null, answered: number|null, seen: number|null, took: number|null}} took: from the first asking to the last answer
 */
export function timesOf({ attempts, seenDoneMs }) {
  const asked = attempts[0]?.askedMs ?? null, last = attempts.at(-1), answered = last?.answeredMs ?? null;
  return { asked, sent: last?.sentMs ?? null, answered, seen: seenDoneMs, took: asked === null || answered === null ? null : answered - asked };
}

/** What was slow, in words: the longest at the broker beside the usual. @param {Bar[]} bars @returns {string} empty where there is nothing to compare */
export function slowestOf(bars) {
  const all = bars.filter(bar => bar.kind !== 'out').sort((a, b) => (b.to - b.from) - (a.to - a.from)), first = all[0], half = all[Math.floor(all.length / 2)];
  return !first || !half || all.length < 2 ? '' : `slowest ${first.symbol} ${span(first.to - first.from)}, half within ${span(half.to - half.from)}`;
}
