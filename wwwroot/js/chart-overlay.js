// Words in the chart: what is at risk, what is locked, where the stop moves next. SVG over the canvas, out of its way.
import { number } from './chart-data.js';
import * as format from './format.js';

/** Height of a price tag with the air around it. */
const TAG = 17.5;
const NS = 'http://www.w3.org/2000/svg';

export class Overlay {
  /** @param {HTMLElement} plot */
  constructor(plot) {
    this.svg = document.createElementNS(NS, 'svg');
    this.svg.setAttribute('class', 'overlay');
    this.svg.setAttribute('aria-hidden', 'true');
    plot.append(this.svg);
  }

  remove() {
    this.svg.remove();
  }

  /** @param {import('./chart.js').TicketChart} chart @returns {import('./ticket-marks.js').Placed[]} where the numbers of the moves stand */
  draw(chart) {
    this.svg.replaceChildren();
    const now = chart.live ?? chart.detail;
    if (!now) return [];
    this.tags(chart);
    this.past(chart);
    if (chart.narrow) return [];
    const placed = this.numbers(chart), begins = placed[0]?.x ?? 0;
    const left = chart.chart.priceScale('left').width(), right = left + chart.chart.timeScale().width();
    const height = (/** @type {string|null|undefined} */ text) => {
      const price = number(text);
      return price === null ? null : chart.price.priceToCoordinate(chart.y(price));
    };
    const entry = height(now.openPrice), stop = height(now.stop), next = chart.detail?.closed ? null : height(now.nextPrice);
    const first = chart.steps.find(step => step.stop !== null), risk = first && chart.scale !== null ? (first.stop ?? 0) : null;
    if (risk !== null && chart.span === 'opening' && now.profitAtStop !== null) {
      const y = chart.price.priceToCoordinate(chart.y(risk)), money = (now.side === 'short' ? -1 : 1) * chart.y(risk);
      if (y !== null && entry !== null && Math.abs(y - entry) > 34 && money < 0) this.write('in-risk', `at risk ${format.money(money.toFixed(2))}`, Math.max(left + 10, begins + 24), y + (y > entry ? -10 : 18), 'start');
    }
    if (stop !== null && entry !== null && Math.abs(stop - entry) > 24 && now.locked !== null) this.write('in-lock', `locked profit ${format.money(now.locked)}`, right - 10, entry + (stop < entry ? -9 : 16), 'end');
    if (next !== null && now.nextLocks !== null) this.write('in-next', `at ${format.price(now.nextPrice, now.digits)} the stop moves and locks ${format.money(now.nextLocks)}`, left + 10, next + (next < 16 ? 14 : -5), 'start');
    return placed;
  }

  /** An upright line at the second that is looked at. @param {import('./chart.js').TicketChart} chart */
  past(chart) {
    const time = chart.past === null ? null : chart.timeOf(chart.past), x = time === null ? null : chart.chart.timeScale().timeToCoordinate(chart.time(time));
    if (x === null) return;
    const line = document.createElementNS(NS, 'line'), at = String(x + chart.chart.priceScale('left').width());
    line.setAttribute('class', 'past-line');
    for (const [name, value] of [['x1', at], ['x2', at], ['y1', '0'], ['y2', String(chart.plot.clientHeight - chart.chart.timeScale().height())]]) line.setAttribute(name ?? '', value ?? '');
    this.svg.append(line);
  }

  /** Prices on the right axis, pushed apart where they would cover each other. @param {import('./chart.js').TicketChart} chart */
  tags(chart) {
    const x = chart.plot.clientWidth - chart.chart.priceScale('right').width(), bottom = chart.plot.clientHeight - chart.chart.timeScale().height() - 12;
    const tags = chart.tags().map(tag => ({ ...tag, at: chart.price.priceToCoordinate(tag.y) ?? 0 })).sort((a, b) => a.at - b.at);
    let floor = 8 - TAG;
    for (const tag of tags) floor = tag.at = Math.max(tag.at, floor + TAG);
    let roof = bottom + TAG;
    for (const tag of [...tags].reverse()) roof = tag.at = Math.min(tag.at, roof - TAG);
    chart.tagged = tags.map(tag => tag.at);
    for (const tag of tags) {
      const box = document.createElementNS(NS, 'rect');
      box.setAttribute('class', `tag-${tag.kind}`);
      for (const [name, value] of [['x', x + 1.5], ['y', tag.at - 8], ['width', chart.chart.priceScale('right').width() - 3], ['height', 16], ['rx', 2]]) box.setAttribute(String(name), String(value));
      this.svg.append(box);
      this.write(`tag-${tag.kind}`, tag.text, x + 6, tag.at + 4, 'start');
    }
  }

  /** The moves' numbers, as in the table; where they crowd, the later one gives way. @param {import('./chart.js').TicketChart} chart @returns {import('./ticket-marks.js').Placed[]} */
  numbers(chart) {
    const left = chart.chart.priceScale('left').width();
    const placed = [];
    let last = -Infinity;
    for (const mark of chart.moveMarks()) {
      const x = chart.chart.timeScale().timeToCoordinate(mark.time), y = chart.price.priceToCoordinate(mark.y);
      if (x === null || y === null || x - last < 13) continue;
      last = x;
      this.write('no', String(mark.number), left + x + 5, y + 13, 'start');
      placed.push({ number: mark.number, x: Math.round(left + x), y: Math.round(y) });
    }
    return placed;
  }

  /** @param {string} cls @param {string} text @param {number} x @param {number} y @param {string} anchor */
  write(cls, text, x, y, anchor) {
    const node = document.createElementNS(NS, 'text');
    node.setAttribute('class', cls);
    node.setAttribute('x', x.toFixed(1));
    node.setAttribute('y', y.toFixed(1));
    node.setAttribute('text-anchor', anchor);
    node.textContent = text;
    this.svg.append(node);
  }
}
