// What the chart draws, as plain arithmetic. Binary fractions are good enough for pixels, and for nothing else.

/** @typedef {import('./contract.js').TicketDetail} TicketDetail */
/** @typedef {import('./contract.js').Row} Row */
/** @typedef {{at: number, price: number}} Quote  at: milliseconds */
/** @typedef {{at: number, stop: number|null, number: number|null, outcome: string|null}} StopStep  stop: what stands from then on */
/** @typedef {{t: number, price: number|null, stop: number|null}} Point  t: whole seconds */

/** @param {string|null|undefined} text */
export const number = text => text === null || text === undefined || text === '' || !Number.isFinite(Number(text)) ? null : Number(text);

/**
 * Account money for one unit of price, from the pair that is farthest from entry: near it, cents are too coarse.
 * @param {{side: 'long'|'short', openPrice: string}} row
 * @param {{price: string|null, money: string|null}[]} pairs
 * @returns {number|null} null when nothing tells
 */
export function moneyPerPrice(row, pairs) {
  const open = Number(row.openPrice);
  let best = null, weight = 0;
  for (const pair of pairs) {
    const price = number(pair.price), money = number(pair.money);
    if (price === null || money === null || Math.abs(money) <= weight || price === open) continue;
    weight = Math.abs(money);
    best = money / (price - open) * (row.side === 'long' ? 1 : -1);
  }
  return best !== null && best > 0 ? best : null;
}

/** @param {TicketDetail} detail @param {Row|null} live */
export const knownPairs = (detail, live) => [
  ...detail.ladder.map(rung => ({ price: rung.price, money: rung.profitAtStop })),
  ...detail.moves.map(move => ({ price: move.to, money: move.profitAtStop })),
  { price: live?.price ?? detail.price, money: live?.floating ?? detail.floating },
  { price: live?.stop ?? detail.stop, money: live?.profitAtStop ?? detail.profitAtStop },
];

/** What others did to the stop, as the events tell it. @param {{at: string, text: string}[]} events @returns {{at: number, from: number|null, to: number|null}[]} */
const byOthers = events => events.flatMap(event => {
  const match = /^Changed by others: stop (\S+) to (\S+),/.exec(event.text);
  return match ? [{ at: Date.parse(event.at), from: number(match[1]), to: number(match[2]) }] : [];
});

/**
 * The confirmed stop through time: each move by its own result, so that a refused one draws no step, and what others did
 * where they did it. Where nobody told when, it stands at the move that first found it so.
 * @param {Pick<TicketDetail, 'moves'|'openTime'|'stop'|'stopAgeMs'|'events'>} detail moves newest first
 * @param {number} now milliseconds
 * @returns {StopStep[]} oldest first
 */
export function stopSteps(detail, now) {
  const facts = [...detail.moves.map(move => ({ at: Date.parse(move.at) + (move.readBackMs ?? 0), from: number(move.from), to: number(move.to), move })), ...byOthers(detail.events).map(each => ({ ...each, move: null }))].sort((a, b) => a.at - b.at);
  let stop = facts[0] ? facts[0].from : number(detail.stop);
  /** @type {StopStep[]} */
  const steps = [{ at: Date.parse(detail.openTime), stop, number: null, outcome: null }];
  facts.forEach(({ at, from, to, move }, i) => {
    if (from !== stop) steps.push({ at: move ? Date.parse(move.at) : at, stop: stop = from, number: null, outcome: null });
    const after = facts[i + 1] ? facts[i + 1]?.from : number(detail.stop);
    if (!move || move.outcome === 'accepted' || move.outcome === 'unchanged' || (move.outcome === 'unknown' && after === to)) stop = to;
    steps.push({ at, stop, number: move?.number ?? null, outcome: move?.outcome ?? null });
  });
  const last = steps[steps.length - 1], stands = number(detail.stop);
  if (last && stands !== stop) steps.push({ at: Math.max(last.at, now - (detail.stopAgeMs ?? 0)), stop: stands, number: null, outcome: null });
  return steps;
}

/**
 * One value for every step of an even clock: the chart's time scale counts points, so only even points make time linear.
 * Before the first quote that is known there is no price: a gap, and no line that nobody has seen.
 * @param {Quote[]} trail oldest first
 * @param {StopStep[]} steps oldest first
 * @param {number} from milliseconds
 * @param {number} to milliseconds
 * @param {number} most points
 */
export function evenly(trail, steps, from, to, most) {
  const start = Math.floor(from / 1000), seconds = Math.max(2, Math.ceil(to / 1000) - start);
  const pace = Math.max(1, Math.ceil(seconds / most));
  /** @type {Point[]} */
  const points = [];
  let q = 0, s = 0, price = null, stop = null;
  for (let t = start; t <= start + Math.ceil(seconds / pace) * pace; t += pace) {
    const end = (t + pace) * 1000;
    for (let quote = trail[q]; quote && quote.at < end; quote = trail[++q]) price = quote.price;
    for (let step = steps[s]; step && step.at < end; step = steps[++s]) stop = step.stop;
    points.push({ t, price, stop });
  }
  return { points, pace };
}

/** @param {Point[]} points @param {(number|null)[]} others lines that must be in view */
export function range(points, others) {
  const values = [...points.flatMap(point => [point.price, point.stop]), ...others].filter(value => value !== null);
  return values.length ? { low: Math.min(...values), high: Math.max(...values) } : null;
}

/**
 * Stretches of one state, to the present.
 * @param {{from: string, state: import('./contract.js').State}[]} states oldest first
 * @param {number} to milliseconds
 */
export const stretches = (states, to) => states.map((state, i) => ({ state: state.state, from: Date.parse(state.from), to: i + 1 < states.length ? Date.parse(states[i + 1]?.from ?? '') : to }));
