// The lane of states under the chart, on the chart's own time axis. Shape says the state, hue repeats it.
import { stretches } from './chart-data.js';
import { faint } from './colours.js';

const HEIGHT = 18, BAR = 9, TOP = 4, LEAST = 3;

/** @param {import('./chart.js').TicketChart} chart */
export function drawLane(chart) {
  const { lane, colours: c, points } = chart, first = points[0], last = points[points.length - 1];
  const wide = chart.plot.clientWidth, ratio = devicePixelRatio || 1, paint = lane.getContext('2d');
  if (!paint || !first || !last || wide === 0) return;
  lane.width = Math.round(wide * ratio);
  lane.height = Math.round(HEIGHT * ratio);
  paint.setTransform(ratio, 0, 0, ratio, 0, 0);
  paint.clearRect(0, 0, wide, HEIGHT);
  const left = chart.chart.priceScale('left').width(), span = chart.chart.timeScale().width();
  const x = (/** @type {number} */ ms) => left + Math.max(0, Math.min(1, (ms / 1000 - first.t) / Math.max(1, last.t - first.t))) * span;
  if (!chart.narrow) {
    paint.font = `11px ${c.font}`;
    paint.fillStyle = c.ink3;
    paint.textAlign = 'right';
    paint.fillText('State', left - 6, TOP + BAR);
  }
  const all = stretches(chart.states, chart.end).filter(stretch => stretch.to / 1000 >= first.t);
  // the short ones last: trouble of a second must not vanish under an hour of calm
  for (const { state, from, to } of [...all.filter(s => s.state === 'protected' || s.state === 'unmanaged'), ...all.filter(s => s.state !== 'protected' && s.state !== 'unmanaged')]) {
    const quiet = state === 'protected' || state === 'unmanaged';
    bar(paint, c, state, x(from), Math.max(quiet ? 0 : LEAST, x(to) - x(from)));
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
