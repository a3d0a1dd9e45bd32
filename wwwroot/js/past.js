// A ticket as it was in a past second. Pure.

/** @typedef {import('./contract.js').TicketDetail} TicketDetail */
/** @typedef {import('./contract.js').State} State */
/** @typedef {import('./api.js').PastView} PastView */

/** The second a moment lies in. @param {number} ms */
export const second = ms => Math.floor(ms / 1000) * 1000;

/**
 * The move before or after a second.
 * @param {{at: string}[]} moves in any order
 * @param {number|null} at milliseconds; null for now
 * @param {-1|1} direction
 * @returns {number|null} its second; null for now, where there is none later
 */
export function jump(moves, at, direction) {
  const times = moves.map(move => second(Date.parse(move.at))).sort((a, b) => a - b);
  if (direction > 0) return at === null ? null : times.find(time => time > at) ?? null;
  return times.findLast(time => at === null || time < at) ?? at;
}

/** What state it was in; null where nobody has told. @param {{from: string, state: State}[]} states oldest first @param {number} end milliseconds @returns {State|null} */
export const stateAt = (states, end) => states.findLast(entered => Date.parse(entered.from) < end)?.state ?? null;

/**
 * The whole answer about a ticket with all that changes as it was then; what is not known of then is null. An unknown state (see stateAt) claims neither proof nor an order to leave it alone.
 * @param {TicketDetail} detail
 * @param {PastView} past
 * @returns {TicketDetail}
 */
export function asOf(detail, past) {
  const price = detail.side === 'long' ? past.bid : past.ask;
  return {
    ...detail, bid: past.bid, ask: past.ask, price, state: stateAt(detail.states, Date.parse(past.at)) ?? 'guarded', stateAgeMs: 0,
    stop: past.stop, takeProfit: past.takeProfit, wanted: past.certificate.wanted?.price ?? null, profitAtStop: past.profitAtStop, floating: null, atRisk: null, locked: null, commission: null, swap: null,
    rule: past.rule, ruleText: past.ruleText, reason: past.reason, certificate: /** @type {TicketDetail['certificate']} */ (past.certificate), ladder: [], silent: [], bounds: [], nextText: null,
  };
}
