// What was given back of the best profit, by the rule in charge at the exit: added up by the host over all trades that fit.
import { html } from '../../lib/ui.js';
import { useAnswer } from '../answers.js';
import { Section } from '../desk/desk.js';
import { Around } from '../states.js';
import { Bar } from './bar.js';
import * as format from '../format.js';

/** @typedef {import('../api.js').GiveBackView} GiveBackView */
/** @typedef {import('../api.js').GiveBackItem} GiveBackItem */

const EVERY_MS = 15000;

/** @param {{path: string|null}} props */
export function GiveBack({ path }) {
  const answer = /** @type {import('../answers.js').Answer<GiveBackView>} */ (useAnswer(path, EVERY_MS)), view = answer.value;
  return html`<${Section} title="Given back, by the rule in charge"><${Around} answer=${answer} what="What was given back" bars=${3}>${view && (view.items.length === 0 ? html`<p class="none-yet q2">Nothing to add up.</p>` : html`<${Table} view=${view}/>`)}<//><//>`;
}

/** @param {{view: GiveBackView}} props */
function Table({ view }) {
  return html`<table class="mini back"><caption class="sr">Profit given back by the rule in charge at the exit</caption><thead><tr><th scope="col">In charge</th><th scope="col" class="r">Trades</th><th scope="col" class="r">Profit</th><th scope="col" class="r">Best</th><th scope="col" class="r">Given back</th><th scope="col" class="r"><span class="sr">Share of the best</span></th></tr></thead>
      <tbody>${view.items.map(item => html`<${Row} key=${item.ruleText} item=${item}/>`)}</tbody><tfoot><${Row} item=${view.total}/></tfoot></table>
    <p class="fine">All ${format.count(view.total.trades)} trades that fit, gross. Best and given back are of the ${format.count(view.total.watched)} that were in profit while the host watched; of each at most all of its best. In charge at the exit is the rule whose stop the broker showed last.</p>`;
}

/** @param {{item: GiveBackItem}} props */
function Row({ item }) {
  const share = item.share === null ? null : Number(item.share);
  return html`<tr><th scope="row">${item.ruleText}</th><td class="r">${format.count(item.trades)}</td><td class=${`r ${format.tint(item.profit)}`}>${format.money(item.profit)}</td><td class="r">${item.watched === 0 ? format.DASH : format.money(item.peak, { plus: false })}</td><td class="r">${item.watched === 0 ? format.DASH : format.money(item.givenBack, { plus: false })}</td><td class="r share">${share === null ? '' : html`<${Bar} share=${share} width=${34}/> <span class="q">${Math.round(share * 100)} %</span>`}</td></tr>`;
}
