// Price and stop of one ticket. Drawn in account money from entry, up for a higher price: that way the grid stands at
// round sums, the left axis reads money and the right one the price that belongs to it.
import { createChart, createSeriesMarkers, BaselineSeries, LineSeries, LineType, LineStyle, CrosshairMode, ColorType } from '../lib/charts.js';
import { evenly, knownPairs, moneyPerPrice, number, range, stopSteps } from './chart-data.js';
import { readColours, faint } from './colours.js';
import { Overlay } from './chart-overlay.js';
import { drawLane } from './lane.js';
import * as format from './format.js';

/** @typedef {import('./contract.js').TicketDetail} TicketDetail */
/** @typedef {import('./contract.js').Row} Row */
/** @typedef {import('../lib/charts.js').UTCTimestamp} UTCTimestamp */
/** @typedef {'quarter'|'opening'} Span */

const QUARTER_MS = 15 * 60000, TRAIL_MOST = 4000, NARROW = 520;

export class TicketChart {
  /** @type {import('./chart-data.js').Quote[]} */ trail = [];
  /** @type {import('./chart-data.js').StopStep[]} */ steps = [];
  /** @type {import('./chart-data.js').Point[]} */ points = [];
  /** @type {{state: import('./contract.js').State, from: string}[]} */ states = [];
  /** @type {import('./lock-lane.js').LockLane} */ locks = { runs: [], since: null };
  /** Told where the marks of the moves stand, whenever that changes. @type {((placed: import('./ticket-marks.js').Placed[]) => void)|null} */ onPlaced = null;
  /** Told the second that was clicked at. @type {((at: number) => void)|null} */ onPicked = null;
  /** The second that is looked at; null for now. @type {number|null} */ past = null;
  placed = '';
  /** @type {TicketDetail|null} */ detail = null;
  /** @type {Row|null} */ live = null;
  /** @type {Span} */ span = 'opening';
  pace = 1; end = 0; offset = 0;
  /** @type {number|null} */ scale = null;
  /** @type {number|null} */ carried = null;
  /** Heights of the price tags as last drawn. @type {number[]} */ tagged = [];
  /** @type {import('../lib/charts.js').IPriceLine[]} */ lines = [];

  /** @param {HTMLElement} plot @param {HTMLCanvasElement} lane */
  constructor(plot, lane) {
    this.plot = plot;
    this.lane = lane;
    this.colours = readColours(plot);
    this.narrow = plot.clientWidth < NARROW;
    this.chart = createChart(plot, { autoSize: true, handleScroll: false, handleScale: false, layout: { attributionLogo: false } });
    const quiet = { lastValueVisible: false, priceLineVisible: false, crosshairMarkerVisible: false, autoscaleInfoProvider: () => this.frame() };
    this.stop = this.chart.addSeries(BaselineSeries, { ...quiet, lineType: LineType.WithSteps, lineWidth: 2, baseValue: { type: 'price', price: 0 } });
    this.price = this.chart.addSeries(LineSeries, { ...quiet, lineWidth: 1, crosshairMarkerVisible: true });
    // invisible, but a scale without a series shows no figures
    this.money = this.chart.addSeries(LineSeries, { ...quiet, priceScaleId: 'left', color: 'transparent' });
    this.markers = createSeriesMarkers(this.stop, []);
    this.chart.subscribeClick(click => { if (typeof click.time === 'number') this.onPicked?.((click.time - this.offset) * 1000); });
    this.overlay = new Overlay(plot);
    this.retheme();
    this.observer = new ResizeObserver(() => this.resized());
    this.observer.observe(plot);
  }

  destroy() {
    cancelAnimationFrame(this.pending ?? 0);
    this.observer.disconnect();
    this.overlay.remove();
    this.chart.remove();
  }

  /** A whole answer from the host. @param {TicketDetail} detail @param {number} offsetMinutes @param {number} now the host's time */
  take(detail, offsetMinutes, now) {
    const known = this.trail, first = known[0];
    const fresh = detail.trail.flatMap(quote => {
      const price = number(detail.side === 'long' ? quote.bid : quote.ask);
      return price === null ? [] : [{ at: Date.parse(quote.at), price }];
    });
    const last = fresh[fresh.length - 1]?.at ?? -Infinity;
    // what the page has heard since the answer's last quote stays
    this.trail = first ? [...fresh, ...known.filter(quote => quote.at > last)] : fresh;
    this.detail = detail;
    this.steps = stopSteps(detail, now);
    this.states = [...detail.states];
    this.offset = offsetMinutes * 60;
    this.end = detail.closed?.at ? Date.parse(detail.closed.at) : now;
    this.rebuild();
  }

  /** One row from the live feed. @param {Row} row @param {number} now */
  hear(row, now) {
    if (!this.detail || this.detail.closed) return;
    this.live = row;
    this.end = Math.max(this.end, now);
    const price = number(row.price), stop = number(row.stop);
    if (price !== null && this.trail[this.trail.length - 1]?.price !== price) this.trail.push({ at: now, price });
    if (this.trail.length > TRAIL_MOST) this.trail.splice(0, this.trail.length - TRAIL_MOST);
    if (this.steps[this.steps.length - 1]?.stop !== stop) this.steps.push({ at: now, stop, number: null, outcome: null });
    if (this.states[this.states.length - 1]?.state !== row.state) this.states.push({ from: new Date(now - row.stateAgeMs).toISOString(), state: row.state });
    this.append(now, price, stop);
  }

  /** @param {number} now @param {number|null} price @param {number|null} stop */
  append(now, price, stop) {
    const last = this.points[this.points.length - 1], first = this.points[0];
    if (!last || !first) return this.rebuild();
    const t = last.t + Math.max(0, Math.floor((now / 1000 - last.t) / this.pace)) * this.pace;
    // a gap (a page that slept), a 15 minute window that moves on, or too fine a clock: draw it all anew
    if (t > last.t + this.pace || (t > last.t && this.span === 'quarter') || this.points.length > this.most() * 1.4) return this.rebuild();
    const point = { t, price: price ?? last.price, stop };
    if (t === last.t) this.points[this.points.length - 1] = point; else this.points.push(point);
    this.stop.update(this.stopPoint(point));
    for (const series of [this.price, this.money]) series.update(this.pricePoint(point));
    return this.decorate();
  }

  /** @param {Span} span */
  show(span) {
    this.span = span;
    this.rebuild();
  }

  /** @param {number|null} at milliseconds */
  look(at) {
    this.past = at;
    this.decorate();
  }

  most = () => Math.max(200, Math.min(1400, Math.round(this.plot.clientWidth * 1.1)));

  rebuild() {
    if (!this.detail) return;
    const opened = Date.parse(this.detail.openTime);
    const from = this.span === 'quarter' ? Math.max(opened, this.end - QUARTER_MS) : opened;
    const { points, pace } = evenly(this.trail, this.steps, from, this.end, this.most());
    this.points = points;
    this.pace = pace;
    this.scale = moneyPerPrice(this.detail, knownPairs(this.detail, this.live));
    this.carried = points.find(point => point.stop !== null)?.stop ?? null;
    this.stop.setData(points.map(point => this.stopPoint(point)));
    const prices = points.map(point => this.pricePoint(point));
    this.price.setData(prices);
    this.money.setData(prices);
    this.axes();
    this.decorate();
  }

  /** From a price to the height it is drawn at. @param {number} price */
  y = price => (price - Number(this.detail?.openPrice)) * (this.scale ?? 10 ** (this.detail?.digits ?? 5));
  /** @param {number} y */
  priceAt = y => Number(this.detail?.openPrice) + y / (this.scale ?? 10 ** (this.detail?.digits ?? 5));
  /** @param {number} t */
  time = t => /** @type {UTCTimestamp} */ (t + this.offset);

  /** @param {import('./chart-data.js').Point} point */
  pricePoint(point) {
    return point.price === null ? { time: this.time(point.t) } : { time: this.time(point.t), value: this.y(point.price) };
  }

  /** Without a stop nothing is drawn, and no line leads over the gap. @param {import('./chart-data.js').Point} point */
  stopPoint(point) {
    if (point.stop !== null) {
      this.carried = point.stop;
      return { time: this.time(point.t), value: this.y(point.stop) };
    }
    // the height of the nearest stop, unseen: from any other height a line would lead to the next step
    const none = 'transparent';
    return { time: this.time(point.t), value: this.carried === null ? 0 : this.y(this.carried), topLineColor: none, bottomLineColor: none, topFillColor1: none, topFillColor2: none, bottomFillColor1: none, bottomFillColor2: none };
  }

  /** Both scales show the same stretch, with every line in view. */
  frame() {
    const now = this.live ?? this.detail;
    const lines = [number(now?.openPrice), number(now?.stop), number(now?.wanted), this.detail?.closed ? null : number(now?.nextPrice)];
    const view = range(this.points, lines);
    if (!view) return null;
    const low = this.y(view.low), high = this.y(view.high), room = (high - low || 1) * .06;
    return { priceRange: { minValue: low - room, maxValue: high + room } };
  }

  axes() {
    const digits = this.detail?.digits ?? 5, up = this.detail?.side !== 'short';
    const money = (/** @type {number} */ y) => format.money((up ? y : -y).toFixed(2));
    // a figure half hidden behind a tag reads as another figure: those near one are left out
    const price = (/** @type {number} */ y) => {
      const at = this.price.priceToCoordinate(y);
      return at !== null && this.tagged.some(tag => Math.abs(tag - at) < 15) ? '' : this.priceAt(y).toFixed(digits);
    };
    for (const series of [this.stop, this.price]) series.applyOptions({ priceFormat: { type: 'custom', minMove: .01, formatter: price } });
    this.money.applyOptions({ priceFormat: { type: 'custom', minMove: .01, formatter: money } });
    const seconds = this.points.length * this.pace < 900;
    this.chart.applyOptions({ leftPriceScale: { visible: this.scale !== null && !this.narrow }, timeScale: { secondsVisible: seconds } });
  }

  retheme() {
    const c = this.colours = readColours(this.plot), clear = 'rgba(0, 0, 0, 0)';
    this.chart.applyOptions({
      layout: { background: { type: ColorType.Solid, color: clear }, textColor: c.ink3, fontFamily: c.font, fontSize: 11, attributionLogo: false },
      grid: { horzLines: { color: c.line }, vertLines: { color: faint(c.line, .6) } },
      crosshair: { mode: CrosshairMode.Magnet, vertLine: { color: c.ink3, labelBackgroundColor: c.ink2 }, horzLine: { visible: false, labelVisible: false } },
      timeScale: { borderColor: c.line2, timeVisible: true, minBarSpacing: .02, fixLeftEdge: true, fixRightEdge: true, lockVisibleTimeRangeOnResize: true },
      leftPriceScale: { borderVisible: false, scaleMargins: { top: 0, bottom: 0 }, entireTextOnly: true },
      rightPriceScale: { borderVisible: false, scaleMargins: { top: 0, bottom: 0 }, entireTextOnly: true, minimumWidth: 66 },
    });
    const short = this.detail?.side === 'short';
    const [above, below] = short ? [c.risk, c.lock] : [c.lock, c.risk];
    this.stop.applyOptions({ topLineColor: c.proof, bottomLineColor: c.proof, topFillColor1: faint(above, .18), topFillColor2: faint(above, .18), bottomFillColor1: faint(below, .16), bottomFillColor2: faint(below, .16) });
    this.price.applyOptions({ color: c.ink, crosshairMarkerBackgroundColor: c.ink });
    if (this.detail) this.decorate();
  }

  resized() {
    const narrow = this.plot.clientWidth < NARROW;
    if (narrow !== this.narrow || Math.abs(this.points.length - this.most()) > this.most() * .4) {
      this.narrow = narrow;
      this.rebuild();
    } else this.decorate();
  }

  /** Lines and their tags, markers, words, the lane: all that is drawn over the series. */
  decorate() {
    if (!this.detail) return;
    for (const line of this.lines) this.price.removePriceLine(line);
    this.lines = this.tags().filter(tag => tag.style !== null).map(tag => this.price.createPriceLine({ price: tag.y, color: tag.colour, lineStyle: tag.style ?? LineStyle.Solid, lineWidth: 1, axisLabelVisible: false, title: '' }));
    this.markers.setMarkers(this.moveMarks());
    this.chart.timeScale().fitContent();
    // coordinates are right only after the chart has laid itself out
    cancelAnimationFrame(this.pending ?? 0);
    this.pending = requestAnimationFrame(() => {
      this.tell(this.overlay.draw(this));
      drawLane(this);
    });
  }

  /** @param {import('./ticket-marks.js').Placed[]} placed */
  tell(placed) {
    const now = JSON.stringify(placed);
    if (now === this.placed) return;
    this.placed = now;
    this.onPlaced?.(placed);
  }

  /** What the price axis names: hollow what is wanted, solid what stands. Highest price first. */
  tags() {
    const c = this.colours, now = this.live ?? this.detail, closed = this.detail?.closed ?? null;
    /** @type {[string, string|null|undefined, string, number|null][]} */
    const all = [['next', closed ? null : now?.nextPrice, c.intent, LineStyle.LargeDashed], ['wanted', now?.wanted !== now?.stop ? now?.wanted : null, c.intent, LineStyle.LargeDashed],
      ['price', closed ? closed.price : now?.price, c.ink, null], ['stop', now?.stop, c.proof, null], ['entry', now?.openPrice, c.ink3, LineStyle.Dotted]];
    return all.flatMap(([kind, text, colour, style]) => {
      const price = number(text);
      return price === null ? [] : [{ kind, text: format.price(text, this.detail?.digits ?? 5), y: this.y(price), colour, style }];
    });
  }

  moveMarks() {
    const c = this.colours;
    return this.steps.flatMap(step => {
      const t = this.timeOf(step.at);
      // a mark is solid, and solid is what the broker has read back to us
      if (step.number === null || step.stop === null || t === null || !['accepted', 'unknown'].includes(step.outcome ?? '')) return [];
      return [{ number: step.number, y: this.y(step.stop), time: this.time(t), position: /** @type {const} */ ('atPriceMiddle'), price: this.y(step.stop), shape: /** @type {const} */ ('square'), size: .01, color: step.outcome === 'unknown' ? c.doubtMark : c.proof }];
    });
  }

  /** The point that holds a moment; null before the first one. @param {number} at milliseconds */
  timeOf(at) {
    const first = this.points[0], last = this.points[this.points.length - 1];
    if (!first || !last || at / 1000 < first.t - this.pace) return null;
    return Math.min(last.t, first.t + Math.max(0, Math.floor((at / 1000 - first.t) / this.pace)) * this.pace);
  }
}
