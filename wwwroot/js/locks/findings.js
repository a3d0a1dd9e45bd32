// What the watchdog has found and what still holds, and what went wrong at the locks lately, from the journal.
import { html } from '../../lib/ui.js';
import { account, health, offsetMinutes } from '../store.js';
import { useAnswer } from '../answers.js';
import { Around } from '../states.js';
import { workers } from './source.js';
import * as format from '../format.js';

/** @typedef {import('../api.js').FactItem} FactItem */

const EVERY_MS = 15000, OF_A_KIND = 20;
/** @type {Record<string, string>} */
const TITLES = { holdingRevoked: 'A holding was revoked', lockDenied: 'A ticket could not be had', lateAnswer: 'An answer came late', alarmRaised: 'Alarm' };

export function Findings() {
  const id = account.value?.id, of = (/** @type {string} */ kind) => /** @type {import('../answers.js').Answer<{items: FactItem[]}>} */ (useAnswer(id ? `api/v1/journal?account=${encodeURIComponent(id)}&kind=${kind}&pageSize=${OF_A_KIND}` : null, EVERY_MS));
  const all = [of('holdingRevoked'), of('lockDenied'), of('lateAnswer'), of('alarmRaised')], first = /** @type {import('../answers.js').Answer<{items: FactItem[]}>} */ (all.find(answer => answer.error) ?? all.find(answer => answer.value === null) ?? all[0]);
  const facts = all.flatMap(answer => answer.value?.items ?? []).sort((a, b) => b.sequence - a.sequence).slice(0, OF_A_KIND), holding = workers.value.value?.worker.findings ?? [];
  const today = health.value?.health.brokerTime ?? null;
  return html`<section class="panel lk-find" aria-labelledby="h-find"><header><h2 id="h-find">Watchdog</h2><span class="push"></span><span class="q">${holding.length ? `${holding.length} ${holding.length === 1 ? 'finding holds' : 'findings hold'}` : 'nothing holds'}</span></header>
    <${Around} answer=${first} what="The journal" bars=${4}><div class="scroll" tabindex="0" role="region" aria-label="Findings, newest first">${holding.length + facts.length === 0 ? html`<p class="none-yet q2">Nothing was found. A holding that is overdue, an answer that comes late or a role that hangs appears here within two seconds.</p>` : html`<ul>
      ${holding.map(finding => html`<li key=${finding.id} data-severity=${finding.severity}><span class="q">${format.clock(finding.since, offsetMinutes.value)}</span><div><b>Holds now</b><p>${finding.text}</p></div></li>`)}
      ${facts.map(fact => html`<li key=${fact.sequence}><span class="q" title=${format.local(fact.at)}>${format.clockAndDay(fact.at, offsetMinutes.value, today)}</span><div><b>${TITLES[fact.kind] ?? fact.kind}</b><p>${fact.text}</p></div></li>`)}</ul>`}</div><//></section>`;
}
