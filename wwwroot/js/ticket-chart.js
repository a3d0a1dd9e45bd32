// The panel around the chart: its legend, its span, and the two canvases it keeps up to date.
import { html, useEffect, useRef, useState } from '../lib/ui.js';
import { TicketChart } from './chart.js';
import { health, late, offsetMinutes } from './store.js';
import { themeEdition } from './theme.js';
import { now } from './now.js';
import { MoveMarks } from './ticket-marks.js';
import { lockLane } from './lock-lane.js';
import { useAnswer } from './answers.js';
import { Scrubber } from './ticket-past.js';
import * as format from './format.js';

/** @typedef {import('./contract.js').TicketDetail} TicketDetail */

/** The host's time, as near as this page can tell. */
const hostNow = () => {
  const known = health.peek();
  return known ? Date.parse(known.health.brokerTime) + now() - known.at : Date.now();
};

const LOCKS_EVERY_MS = 3000;

/** @param {{account: string, detail: TicketDetail, live: import('./book.js').Entry|null, past: import('./ticket-past.js').Past}} props */
export function ChartPanel({ account, detail, live, past }) {
  const plot = useRef(/** @type {HTMLDivElement|null} */ (null)), lane = useRef(/** @type {HTMLCanvasElement|null} */ (null));
  const chart = useRef(/** @type {TicketChart|null} */ (null));
  const offset = offsetMinutes.value;
  const [span, setSpan] = useState(/** @type {import('./chart.js').Span} */ ('opening'));
  const [placed, setPlaced] = useState(/** @type {import('./ticket-marks.js').Placed[]} */ ([]));
  const told = /** @type {import('./answers.js').Answer<import('./api.js').TicketLockTimelineView>} */ (useAnswer(detail.closed ? null : `api/v1/locks/${encodeURIComponent(detail.ticket)}?account=${encodeURIComponent(account)}`, LOCKS_EVERY_MS)).value;
  useEffect(() => {
    if (!plot.current || !lane.current) return undefined;
    const drawn = chart.current = new TicketChart(plot.current, lane.current);
    drawn.onPlaced = setPlaced;
    drawn.onPicked = past.pick;
    return () => {
      chart.current = null;
      drawn.destroy();
    };
  }, []);
  useEffect(() => {
    chart.current?.take(detail, offset, hostNow());
    chart.current?.retheme();
  }, [detail, offset]);
  useEffect(() => { if (live) chart.current?.hear(live.row, hostNow()); }, [live]);
  useEffect(() => {
    if (!chart.current) return;
    chart.current.locks = lockLane(told, hostNow());
    chart.current.decorate();
  }, [told]);
  useEffect(() => chart.current?.show(span), [span]);
  useEffect(() => chart.current?.look(past.at), [past.at]);
  useEffect(() => chart.current?.retheme(), [themeEdition.value]);
  useQuietSeconds(live, chart);
  const price = detail.side === 'long' ? 'bid' : 'ask', stop = live?.row.stop ?? detail.stop;
  const label = `${detail.symbol} ${price} with the confirmed stop as a step line, ${detail.moves.length} moves, now ${stop === null ? 'no stop' : format.price(stop, detail.digits)}`;
  return html`<section class="panel tk-chart" aria-labelledby="h-chart">
    <header><h2 id="h-chart">Price and stop</h2><span class="legend" aria-hidden="true"><span><i class="k-price"></i>${price}</span><span><i class="k-stop"></i>confirmed stop</span><span><i class="k-want"></i>wanted, next step</span></span><span class="push"></span>
      <div class="seg" role="group" aria-label="Span"><button type="button" aria-pressed=${span === 'quarter'} onClick=${() => setSpan('quarter')}>15 m</button><button type="button" aria-pressed=${span === 'opening'} onClick=${() => setSpan('opening')}>Since opening</button></div></header>
    <div class="tk-plot"><div class="plot" role="img" aria-label=${label} ref=${plot}></div>${placed.length > 0 && html`<${MoveMarks} detail=${detail} placed=${placed}/>`}</div>
    <canvas class="lane" ref=${lane} role="img" aria-label=${`States since opening: ${detail.states.length} in turn, now ${live?.row.state ?? detail.state}. At its lock: ${told === null ? 'nothing is told' : `${told.events.length} things lately`}`}></canvas>
    <${Scrubber} detail=${detail} past=${past} end=${detail.closed?.at ? Date.parse(detail.closed.at) : hostNow()}/></section>`;
}

/**
 * Time goes on between quotes, so the line does too; but not on a late page, which knows nothing of that time.
 * @param {import('./book.js').Entry|null} live
 * @param {{current: TicketChart|null}} chart
 */
function useQuietSeconds(live, chart) {
  const newest = useRef(live);
  newest.current = live;
  useEffect(() => {
    const id = setInterval(() => { if (newest.current && !late.peek()) chart.current?.hear(newest.current.row, hostNow()); }, 1000);
    return () => clearInterval(id);
  }, []);
}
