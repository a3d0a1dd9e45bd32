// Facts of the journal, each with its sentence.
import { html } from '../../lib/ui.js';
import { health, offsetMinutes } from '../store.js';
import { Around } from '../states.js';
import * as format from '../format.js';

/** @param {{answer: import('../answers.js').Answer<{items: import('../api.js').FactItem[], total: number}>}} props */
export function FactList({ answer }) {
  const facts = answer.value?.items ?? [];
  return html`<${Around} answer=${answer} what="The journal" bars=${5}>${facts.length === 0 ? html`<p class="none-yet q2">Nothing is kept about it any more: facts are taken out of the journal after a time.</p>` : html`<ul class="facts-list">${facts.map(fact => html`<li key=${fact.sequence}><span class="q" title=${format.local(fact.at)}>${format.clockAndDay(fact.at, offsetMinutes.value, health.value?.health.brokerTime)}</span><span>${fact.text}</span></li>`)}</ul>`}<//>`;
}
