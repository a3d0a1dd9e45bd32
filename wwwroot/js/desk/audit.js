// Audit: who asked for what, from where, and how it was answered; and every other fact of the journal.
import { html, useState } from '../../lib/ui.js';
import { account, accounts, health, offsetMinutes } from '../store.js';
import { useAnswer } from '../answers.js';
import { useTitle } from '../shell.js';
import { Empty } from '../states.js';
import { ticketHref } from '../routes.js';
import { Desk, Facts, Pick, Search, Section } from './desk.js';
import { KINDS, askedOf, csvPathOf, kindOf, pathOf, personOf, resultOf, titleOf } from './audit-words.js';
import * as format from '../format.js';

/** @typedef {import('../api.js').FactItem} FactItem */

const EVERY_MS = 5000, SIZE = 100;

export function Audit() {
  useTitle('Audit');
  const [kind, setKind] = useState('operatorActed'), [whose, setWhose] = useState(''), [ticket, setTicket] = useState(''), [page, setPage] = useState(1), [open, setOpen] = useState('');
  const id = account.value?.id ?? null, isTicket = /^\d+$/.test(ticket.replace(/\s/g, ''));
  const wanted = { kind, account: whose === 'this' ? id ?? '' : '', ticket: isTicket ? ticket.replace(/\s/g, '') : '' }, path = pathOf({ ...wanted, page, size: SIZE });
  // pages further back move on while facts are written: they are read once
  const answer = /** @type {import('../answers.js').Answer<{items: FactItem[], total: number, pageSize: number}>} */ (useAnswer(path, page === 1 ? EVERY_MS : 0));
  const rows = answer.value?.items ?? [], total = answer.value?.total ?? 0, pages = Math.max(1, Math.ceil(total / SIZE)), one = rows.find(fact => keyOf(fact) === open);
  const pick = (/** @type {(value: string) => void} */ set) => (/** @type {string} */ value) => {
    set(value);
    setPage(1);
    setOpen('');
  };
  return html`<div class="screen"><div class="bar desk-bar"><h1>Audit</h1><div class="picks"><${Pick} label="Show" value=${kind} options=${KINDS.map(([name, title]) => [name, title])} onPick=${pick(setKind)}/><${Pick} label="Account" value=${whose} options=${[['', 'all'], ['this', account.value?.name ?? 'this one']]} onPick=${pick(setWhose)}/></div>
      <${Search} label="Ticket" placeholder="Ticket number" value=${ticket} onType=${pick(setTicket)}/>${ticket !== '' && !isTicket && html`<span class="wrong-text" role="alert">${ticket} is no ticket: give a whole number.</span>`}<span class="push"></span>
      <span class="q2" role="status">${answer.value && `page ${page} of ${format.count(pages)}, ${format.count(total)} ${total === 1 ? 'fact' : 'facts'}`}</span><div class="acts"><button class="btn" type="button" disabled=${page <= 1} onClick=${() => setPage(page - 1)}>Newer</button><button class="btn" type="button" disabled=${page >= pages} onClick=${() => setPage(page + 1)}>Older</button></div><a class="btn" href=${csvPathOf(wanted)} download title="All pages of what is shown, oldest first">CSV of these</a></div>
    <${Desk} name="Facts of the journal, newest first" answer=${answer} what="The journal" columns=${kind === 'operatorActed' ? ACTS : FACTS} rows=${rows} keyOf=${keyOf} open=${open} onOpen=${setOpen}
      empty=${html`<${Empty} title="No such fact.">${kind === 'operatorActed' ? 'Whoever changes something, through this page or through REST, appears here with what was asked for and how it was answered.' : 'Nothing of this kind has been written down.'}<//>`}
      detail=${one ? html`<${Detail} key=${open} fact=${one}/>` : html`<${Section} title="What stands here"><p class="said q2">Every request that changes something is written into the journal's chain: who, from where, what, and the answer. What a password could be in is left out. Choose a row for all of it; the whole journal is verified offline by the verify command.</p><//>`}/></div>`;
}

/** @param {FactItem} fact */
const keyOf = fact => String(fact.sequence);
/** @param {FactItem} fact */
const time = fact => html`<span title=${format.local(fact.at)}>${format.clockAndDay(fact.at, offsetMinutes.value, health.value?.health.brokerTime)}</span>`;

/** @param {FactItem} fact */
const whose = fact => accounts.value.find(each => each.id === fact.account)?.name ?? fact.account;

/** @type {import('./desk.js').Column<FactItem>[]} */
const ACTS = [
  { id: 'at', title: 'Time', cls: 'd-time', cell: time },
  { id: 'who', title: 'Who', cls: 'd-name', cell: fact => personOf(fact) },
  { id: 'from', title: 'From', cls: 'd-acct mid', cell: fact => html`<span class="q2">${data(fact, 'from')}</span>` },
  { id: 'what', title: 'What', cls: 'd-text', cell: fact => html`<span title=${fact.text}><b class="b">${titleOf(fact)}</b> <span class="q2">${askedOf(fact)}</span></span>` },
  { id: 'account', title: 'Account', cls: 'd-acct wide', cell: whose },
  { id: 'result', title: 'Answer', cls: 'd-code r', cell: fact => html`<span class=${resultOf(fact).isRefused ? 'doubt' : 'q2'}>${resultOf(fact).text}</span>` },
];

/** @type {import('./desk.js').Column<FactItem>[]} */
const FACTS = [
  { id: 'at', title: 'Time', cls: 'd-time', cell: time },
  { id: 'kind', title: 'Kind', cls: 'd-who wide', cell: fact => html`<span class="q2">${kindOf(fact.kind)}</span>` },
  { id: 'ticket', title: 'Ticket', cls: 'd-ticket wide', cell: fact => fact.ticket ? format.ticket(fact.ticket) : '' },
  { id: 'text', title: 'What', cls: 'd-text', cell: fact => html`<span title=${fact.text}>${fact.text}</span>` },
  { id: 'account', title: 'Account', cls: 'd-acct mid', cell: whose },
];

/** @param {FactItem} fact @param {string} name */
const data = (fact, name) => String(/** @type {Record<string, unknown>} */ (fact.data)?.[name] ?? '');

/** @param {{fact: FactItem}} props */
const Detail = ({ fact }) => html`<${Section} title=${`Fact ${format.count(fact.sequence)}`} more=${html`<span class="q">${kindOf(fact.kind)}</span>`}><p class="said">${fact.text}</p>
  <${Facts} facts=${[['Time', time(fact)], ['Account', whose(fact)], ...(fact.ticket ? [/** @type {[string, unknown]} */ (['Ticket', html`<a class="link" href=${ticketHref(fact.account, fact.ticket)}>${format.ticket(fact.ticket)}</a>`])] : []), ...(fact.kind === 'operatorActed' ? /** @type {[string, unknown][]} */ ([['Who', personOf(fact)], ['From', data(fact, 'from')], ['Request', data(fact, 'what')], ['Asked for', askedOf(fact) || 'no more than that'], ['Answer', `${data(fact, 'status')} ${data(fact, 'result')}`]]) : [])]}/><//>
  <${Section} title="The whole fact, as data"><pre class="code" tabindex="0" aria-label="The whole fact, as data">${JSON.stringify(fact.data, null, 2)}</pre><//>`;
