// The lanes under the chart, on the chart's own time axis: states, and what happened at the ticket's lock. Shape says it, hue repeats it.
import { stretches } from './chart-data.js';
import { faint } from './colours.js';

const HEIGHT = 36, BAR = 9, TOP = 4, LOCK = 22, LEAST = 3;

/** @param {import('./chart.js').TicketChart} chart */
export function drawLane(chart) {
  const { lane, colours: c, points } = chart, first = points[0], last = points[points.length - 1];
  const wide = chart.plot.clientWidth, ratio = devicePixelRatio || 1, paint = lane.getContext('2d');
  if (!paint || !first || !last || wide === 0) return;
  lane.width = Math.round(wide * ratio);
  lane.height = Math.round(HEIGHT * ratio);
  paint.setTransform(ratio, 0, 0, ratio, 0, 0);
  paint.clearRect(0, 0, wide, HEIGHT);
  const left = chart.chart.priceScale('left').width(), scale = chart.chart.timeScale(), span = scale.width();
  // a point of the chart stands in the middle of the time it is of
  const from = scale.timeToCoordinate(chart.time(first.t)) ?? 0, each = ((scale.timeToCoordinate(chart.time(last.t)) ?? span) - from) / Math.max(1, last.t - first.t);
  const x = (/** @type {number} */ ms) => left + Math.max(0, Math.min(span, from + (ms / 1000 - first.t - chart.pace / 2) * each));
  if (!chart.narrow) {
    paint.font = `11px ${c.font}`;
    paint.fillStyle = c.ink3;
    paint.textAlign = 'right';
    paint.fillText('State', left - 6, TOP + BAR);
    paint.fillText('Lock', left - 6, LOCK + BAR);
  }
  // the chart's last point stands for the present, also where its second is not over
  const end = Math.max(chart.end, (last.t + chart.pace / 2) * 1000);
  const all = stretches(chart.states, end).filter(stretch => stretch.to / 1000 >= first.t);
  // the short ones last: trouble of a second must not vanish under an hour of calm
  for (const { state, from, to } of [...all.filter(s => s.state === 'protected' || s.state === 'unmanaged'), ...all.filter(s => s.state !== 'protected' && s.state !== 'unmanaged')]) {
    const quiet = state === 'protected' || state === 'unmanaged';
    bar(paint, c, state, x(from), Math.max(quiet ? 0 : LEAST, x(to) - x(from)));
  }
  locks(paint, chart, first.t * 1000, end, x);
  if (chart.past === null) return;
  paint.fillStyle = c.ink;
  paint.fillRect(x((chart.timeOf(chart.past) ?? 0) * 1000 + chart.pace * 500), 0, 1, HEIGHT);
}

/**
 * Idle is a hairline, waiting low and hollow, held grey, at the broker solid; trouble stands out. Before what is known there is nothing.
 * @param {CanvasRenderingContext2D} paint
 * @param {import('./chart.js').TicketChart} chart
 * @param {number} from milliseconds
 * @param {number} end milliseconds
 * @param {(ms: number) => number} x
 */
function locks(paint, { locks: { runs, since }, colours: c }, from, end, x) {
  const began = x(Math.max(from, since ?? from)), middle = LOCK + BAR / 2;
  paint.fillStyle = c.line2;
  paint.fillRect(began, middle - .5, x(end) - began, 1);
  for (const run of runs) {
    if (run.to < from) continue;
    const at = x(run.from), wide = Math.max(2, x(run.to) - at);
    paint.fillStyle = paint.strokeStyle = { wait: c.none, held: c.none, fly: c.intent, refused: c.expose, missed: c.doubtMark, revoked: c.expose }[run.kind];
    paint.lineWidth = 1;
    if (run.kind === 'wait') paint.strokeRect(at + .5, middle + .5, Math.max(1, wide - 1), 4);
    else if (run.kind === 'held' || run.kind === 'fly') paint.fillRect(at, LOCK, wide, BAR);
    else paint.fillRect(at - 1, LOCK - 2, 3, BAR + 4);
  }
}

/**
 * @param {CanvasRenderingContext2D} paint
 * @param {import('./colours.js').Colours} c
 * @param {import('./contract.js').State} state
 * @param {number} x
 * @param {number} w
 */
function bar(paint, c, state, x, w) {
  const fill = { protected: faint(c.proof, .55), guarded: c.sheet, ambiguous: c.doubtMark, naked: c.expose, unmanaged: faint(c.none, .35) }[state];
  paint.fillStyle = fill;
  paint.fillRect(x, TOP, w, BAR);
  if (state !== 'guarded') return;
  paint.strokeStyle = c.intent;
  paint.lineWidth = 1;
  paint.strokeRect(x + .5, TOP + .5, Math.max(1, w - 1), BAR - 1);
}
