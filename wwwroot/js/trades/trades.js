// Trades: what did protection earn or cost?
import { html, useMemo, useState, useRef } from '../../lib/ui.js';
import { account, health, offsetMinutes } from '../store.js';
import { useAnswer, wordsOf } from '../answers.js';
import { get } from '../rest.js';
import { useTitle } from '../shell.js';
import { useSize } from '../use-size.js';
import { Desk, Facts, Pick, Search, Section } from '../desk/desk.js';
import { FactList } from '../desk/fact-list.js';
import { Empty } from '../states.js';
import { byReason, csvPathOf, fitting, giveBackPath, givenBack, line, net, totals } from './model.js';
import { Bar } from './bar.js';
import { GiveBack } from './give-back.js';
import * as format from '../format.js';

/** @typedef {import('../api.js').TradeItem} TradeItem */
/** @typedef {{items: TradeItem[], total: number, page: number, pageSize: number}} Part */

const PAGE = 500, EVERY_MS = 5000, ALL = { symbol: '', side: '', reason: '', days: '', text: '' };

export function Trades() {
  useTitle('Trades');
  const id = account.value?.id ?? null, path = id && `api/v1/trades?account=${encodeURIComponent(id)}&pageSize=${PAGE}`;
  const answer = /** @type {import('../answers.js').Answer<Part>} */ (useAnswer(path, EVERY_MS));
  const [filter, setFilter] = useState(ALL), [open, setOpen] = useState(''), older = useOlder(path, answer.value?.total ?? 0);
  const all = useMemo(() => unique([...(answer.value?.items ?? []), ...older.items]), [answer.value, older.items]);
  const now = Date.parse(health.peek()?.health.brokerTime ?? '') || Date.now(), rows = useMemo(() => fitting(all, filter, now), [all, filter]);
  const set = (/** @type {keyof typeof ALL} */ key) => (/** @type {string} */ value) => setFilter({ ...filter, [key]: value });
  const isFiltered = Object.values(filter).some(Boolean), total = answer.value?.total ?? 0, chosen = all.find(trade => keyOf(trade) === open);
  const foot = rows.length > 0 && html`<p class="foot-line q2" role="status">${rows.length === total ? `${format.count(total)} ${total === 1 ? 'trade' : 'trades'}.` : `${format.count(rows.length)} of ${format.count(total)} trades${all.length < total ? `; ${format.count(all.length)} are read` : ''}.`}${all.length < total && html` <button class="btn sm" type="button" disabled=${older.busy} onClick=${older.more}>${older.busy ? 'Reading' : `Read ${format.count(Math.min(PAGE, total - all.length))} older ones`}</button>`}${older.error && html` <span class="wrong-text" role="alert">${older.error}</span>`}</p>`;
  return html`<div class="screen"><div class="bar desk-bar"><h1>Trades</h1>
      <div class="picks"><${Pick} label="Closed" value=${filter.days} options=${[['', 'any time'], ['1', 'last 24 hours'], ['7', 'last 7 days'], ['30', 'last 30 days']]} onPick=${set('days')}/><${Pick} label="Symbol" value=${filter.symbol} options=${choices(all.map(trade => trade.symbol))} onPick=${set('symbol')}/><${Pick} label="Side" value=${filter.side} options=${[['', 'both'], ['long', 'long'], ['short', 'short']]} onPick=${set('side')}/><${Pick} label="Closed by" value=${filter.reason} options=${[['', 'any'], ...reasons(all)]} onPick=${set('reason')}/></div>
      <${Search} label="Search trades" placeholder="Ticket, magic, reason" value=${filter.text} onType=${set('text')}/>${isFiltered && html`<button class="btn quiet sm" type="button" onClick=${() => setFilter(ALL)}>Show all</button>`}<span class="push"></span>
      <${Sums} rows=${rows}/>${id && html`<a class="btn" href=${csvPathOf(id, filter, now)} download title=${isFiltered ? 'Every trade that fits the filters, also those not read yet' : 'Every trade of the account, also those not read yet'}>${isFiltered ? 'CSV of these' : 'All as CSV'}</a>`}</div>
    <${Desk} name="Closed trades, newest first" answer=${answer} what="The list of trades" columns=${COLUMNS} rows=${rows} keyOf=${keyOf} open=${open} onOpen=${setOpen} foot=${foot}
      empty=${isFiltered && all.length ? html`<${Empty} title="No trade matches.">${format.count(all.length)} were read. <button class="link" type="button" onClick=${() => setFilter(ALL)}>Show all</button><//>` : html`<${Empty} title="No trade has ended yet.">A position that is closed appears here, whoever closed it.<//>`}
      detail=${chosen ? html`<${Detail} trade=${chosen}/>` : html`<${Overview} rows=${rows} back=${id && giveBackPath(id, filter, now)}/>`}/></div>`;
}

/** @param {TradeItem} trade */
const keyOf = trade => `${trade.account}/${trade.position}/${trade.closeTime}`;

/** While older pages are read new trades move everything on: the same one comes twice. @param {TradeItem[]} trades */
const unique = trades => [...new Map(trades.map(trade => [keyOf(trade), trade])).values()];

/** @param {string[]} values @returns {[string, string][]} */
const choices = values => [['', 'all'], .../** @type {[string, string][]} */ ([...new Set(values)].sort().map(value => [value, value]))];

/** @param {TradeItem[]} trades @returns {[string, string][]} */
const reasons = trades => [...new Map(trades.map(trade => [trade.closeReason ?? 'unknown', trade.closeReasonText]))].sort((a, b) => a[1] < b[1] ? -1 : 1);

/** Older trades are read when somebody wants them. @param {string|null} path @param {number} total */
function useOlder(path, total) {
  const [state, setState] = useState({ path, page: 1, items: /** @type {TradeItem[]} */ ([]), busy: false, error: '' });
  const now = state.path === path ? state : { path, page: 1, items: [], busy: false, error: '' };
  const more = async () => {
    if (!path || now.busy || now.page * PAGE >= total) return;
    setState({ ...now, busy: true, error: '' });
    try {
      const part = /** @type {Part} */ (await get(`${path}&page=${now.page + 1}`));
      setState({ path, page: now.page + 1, items: [...now.items, ...part.items], busy: false, error: '' });
    } catch (fault) {
      setState({ ...now, busy: false, error: wordsOf(fault) });
    }
  };
  return { ...now, more };
}

/** @param {string} at */
const time = at => html`<span title=${format.local(at)}>${format.clockAndDay(at, offsetMinutes.value, health.value?.health.brokerTime)}</span>`;
/** @param {string|null} value */
const money = value => html`<span class=${format.tint(value)}>${format.money(value)}</span>`;

/** @type {import('../desk/desk.js').Column<TradeItem>[]} */
const COLUMNS = [
  { id: 'closed', title: 'Closed', cls: 'd-time', cell: trade => time(trade.closeTime) },
  { id: 'ticket', title: 'Ticket', cls: 'd-ticket wide', cell: trade => html`<span class="q2">${format.ticket(trade.ticket)}</span>` },
  { id: 'symbol', title: 'Symbol', cls: 'd-sym', cell: trade => html`<b class="b">${trade.symbol}</b>` },
  { id: 'side', title: 'Side, lots', cls: 'd-side wide', cell: trade => `${format.side(trade.side)} ${format.lots(trade.lots)}` },
  { id: 'prices', title: 'Opened, closed at', cls: 'd-prices mid', cell: trade => html`<span class="q2">${trade.openPrice}</span> <span class="q">→</span> ${trade.closePrice}` },
  { id: 'held', title: 'Held', cls: 'd-age r mid', cell: trade => format.age(Date.parse(trade.closeTime) - Date.parse(trade.openTime)) },
  { id: 'by', title: 'Closed by', cls: 'd-by', cell: trade => html`<span title=${trade.recovered ? 'Found in the broker\'s history: it ended while the host was not running' : ''}>${trade.closeReasonText}${trade.recovered && html` <span class="q">, found later</span>`}</span>` },
  { id: 'net', title: 'Result', cls: 'd-money r', cell: trade => html`<b class="b">${money(net(trade))}</b>` },
  { id: 'peak', title: 'Best', cls: 'd-money r mid', cell: trade => money(trade.peakProfit), hint: 'The highest gross profit that was seen' },
  { id: 'back', title: 'Given back', cls: 'd-back r wide', cell: trade => html`<span class="q2">${format.money(givenBack(trade), { plus: false })}</span>`, hint: 'Of the highest gross profit' },
];

/** @param {{rows: TradeItem[]}} props */
function Sums({ rows }) {
  const all = totals(rows);
  return rows.length > 0 && html`<dl class="sums" aria-label="Totals of the rows shown"><div><dt>Result</dt><dd class=${format.tint(all.net)}>${format.money(all.net)}</dd></div><div class="wide"><dt>Costs</dt><dd class=${format.tint(all.costs)}>${format.money(all.costs)}</dd></div><div class="wide"><dt>In profit</dt><dd>${format.count(all.won)} of ${format.count(all.count)}</dd></div></dl>`;
}

/** @param {{rows: TradeItem[], back: string|null}} props back: where the host adds up what was given back */
function Overview({ rows, back }) {
  const all = totals(rows), groups = byReason(rows), most = Math.max(1, ...groups.map(group => group.count));
  return html`<${Section} title="Profit line" more=${html`<span class="q">of the ${format.count(rows.length)} rows shown, after costs</span>`}><${Line} rows=${rows}/>
      <${Facts} facts=${[['Best', money(all.best)], ['Worst', money(all.worst)]]}/><//>
    <${Section} title="What closed them">${groups.length === 0 ? html`<p class="none-yet q2">Nothing to count.</p>` : html`<table class="mini"><caption class="sr">Trades by what closed them</caption><thead><tr><th scope="col">Closed by</th><th scope="col" class="r">Trades</th><th scope="col"><span class="sr">Share</span></th><th scope="col" class="r">Result</th></tr></thead><tbody>${groups.map(group => html`<tr key=${group.reason}><th scope="row">${group.text}</th><td class="r">${format.count(group.count)}</td><td><${Bar} share=${group.count / most}/></td><td class="r">${money(group.net)}</td></tr>`)}</tbody></table>`}<//>
    <${GiveBack} path=${back}/>`;
}

/** @param {{rows: TradeItem[]}} props */
function Line({ rows }) {
  const host = useRef(/** @type {HTMLDivElement|null} */ (null)), { width } = useSize(host), points = useMemo(() => line(rows), [rows]);
  return html`<div class="profit" ref=${host}>${width > 0 && (points.length < 2 ? html`<p class="none-yet q2">With the second trade there is a line.</p>` : html`<${Drawing} points=${points} width=${width}/>`)}</div>`;
}

/** One step a trade: hours without trades are no news. @param {{points: {at: number, total: number}[], width: number}} props */
function Drawing({ points, width }) {
  const tall = 132, left = 12, right = 66, low = Math.min(0, ...points.map(point => point.total)), high = Math.max(0, ...points.map(point => point.total)), last = points.at(-1)?.total ?? 0;
  const x = (/** @type {number} */ i) => left + i / (points.length - 1) * (width - left - right), y = (/** @type {number} */ total) => 12 + (high - total) / (high - low || 1) * (tall - 30);
  const path = points.map((point, i) => `${x(i).toFixed(1)},${y(point.total).toFixed(1)}`).join(' ');
  return html`<svg width=${width} height=${tall} role="img" aria-label=${`Result from trade to trade, ${points.length} trades, now ${format.money(String(last))}`}>
    <polygon class=${last < 0 ? 'p-loss' : 'p-gain'} points=${`${x(0)},${y(0)} ${path} ${x(points.length - 1)},${y(0)}`}/><line class="p-zero" x1=${left} x2=${width - right} y1=${y(0)} y2=${y(0)}/><polyline class="p-line" points=${path}/>
    <text class="big" x=${width - right + 8} y=${Math.min(tall - 20, y(last) + 4)}>${format.money(last.toFixed(2))}</text>${Math.abs(y(0) - y(last)) > 14 && html`<text class="ax" x=${width - right + 8} y=${y(0) + 4}>0.00</text>`}
    <text class="ax" x=${left} y=${tall - 3}>${format.clockAndDay(new Date(points[0]?.at ?? 0).toISOString(), offsetMinutes.value, health.value?.health.brokerTime)}</text><text class="ax" text-anchor="end" x=${width - right} y=${tall - 3}>${format.clockAndDay(new Date(points.at(-1)?.at ?? 0).toISOString(), offsetMinutes.value, health.value?.health.brokerTime)}</text></svg>`;
}

/** @param {{trade: TradeItem}} props */
function Detail({ trade }) {
  const answer = /** @type {import('../answers.js').Answer<{items: import('../api.js').FactItem[], total: number}>} */ (useAnswer(`api/v1/journal?account=${encodeURIComponent(trade.account)}&ticket=${trade.ticket}&pageSize=200`));
  return html`<${Section} title=${`${trade.symbol} ${format.side(trade.side)} ${format.lots(trade.lots)}`} more=${html`<span class="q">${format.ticket(trade.ticket)}</span>`}><${Facts} facts=${[['Result after costs', money(net(trade))], ['Gross', money(trade.profit)], ['Commission', money(trade.commission)], ['Swap', money(trade.swap)], ['Best profit seen', money(trade.peakProfit)], ['Given back', format.money(givenBack(trade), { plus: false })],
      ['Opened', html`${trade.openPrice}, ${time(trade.openTime)}`], ['Closed', html`${trade.closePrice}, ${time(trade.closeTime)}`], ['Closed by', trade.closeReasonText], ['Magic', trade.magic === 0 ? 'none, by hand' : String(trade.magic)], ...(trade.recovered ? [/** @type {[string, unknown]} */ (['Found', 'later, in the broker\'s history'])] : [])]}/><//>
    <${Section} title="What the journal says" more=${answer.value && html`<span class="q">${format.count(answer.value.total)} facts, newest first</span>`}><${FactList} answer=${answer}/><//>`;
}
